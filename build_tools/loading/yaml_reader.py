"""Reading YAML the way contributors expect it: YAML 1.2's few types, exact positions, no surprises.

`oui`, `no`, `01` and dates stay text; only `true`, `false`, whole and decimal numbers are something else.
Aliases, tags, several documents, duplicate keys and absurd sizes are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out

MAX_BYTES = 256 * 1024
MAX_DEPTH = 30

Path = tuple[str | int, ...]
Data = Any  # what JSON can say: dict, list, str, int, float, bool, None

_PLAIN = "plain"
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
# What may be an anchor, an alias or a tag, and lines that may open many levels.
_INDICATOR = re.compile(r"(?:^|[\s\[{,:?-])[&*!]\S")
_DEEP_LINE = re.compile(r"^[ ?:-]{40}", re.MULTILINE)
_MANY_BRACKETS = 200


@dataclass(frozen=True, kw_only=True)
class YamlError(Exception):
    """A file that cannot be read as one plain YAML mapping. Line and column count from 1."""

    rule: str
    message: str
    line: int = 1
    column: int = 1
    hint: str = ""


class _Composer(CParser):
    """libyaml's composer without PyYAML's type guessing, which takes most of its time."""

    def resolve(self, kind: type, value: str, implicit: Any) -> str:
        return _PLAIN

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def decode(raw: bytes) -> str:
    """Bytes to text; raises YamlError on what is not UTF-8, is too large, or holds control characters."""
    if len(raw) > MAX_BYTES:
        raise YamlError(rule="yaml-taille", message=f"Le fichier dépasse {MAX_BYTES // 1024} Kio.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        raise YamlError(
            rule="yaml-encodage",
            message="Le fichier n'est pas en UTF-8.",
            line=before.count(b"\n") + 1,
            column=error.start - (before.rfind(b"\n") + 1) + 1,
            hint="Enregistrez le fichier en UTF-8 (dans l'éditeur : « Enregistrer avec l'encodage »).",
        ) from None


def compose(text: str) -> yaml.Node:
    """Text to a tree of nodes with marks; raises YamlError."""
    try:
        if _needs_a_closer_look(text):
            _refuse_unsafe_events(text)
        node: yaml.Node | None = _Composer(text).get_single_node()
    except yaml.YAMLError as error:
        raise _syntax_error(error) from None
    if node is None:
        raise YamlError(rule="yaml-vide", message="Le fichier est vide.")
    if not isinstance(node, yaml.MappingNode):
        raise YamlError(
            rule="yaml-racine",
            message="Le fichier doit contenir des lignes « clé: valeur ».",
            hint="Partez d'une fiche existante du même dossier.",
        )
    return node


def to_data(node: yaml.Node) -> Data:
    """Nodes to plain data; raises YamlError on a duplicate or non-text key."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [to_data(item) for item in node.value]
    data: dict[str, Data] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str):
            raise _at(key_node, "yaml-cle", "Une clé doit être un simple mot, pas une liste ni un bloc.")
        if key in data:
            raise _at(
                key_node, "yaml-doublon", f"La clé « {key} » est écrite deux fois.", "Gardez une seule des deux lignes."
            )
        data[key] = to_data(value_node)
    return data


def read(raw: bytes) -> Data:
    """Bytes of one file to plain data; raises YamlError."""
    return to_data(compose(decode(raw)))


def position(root: yaml.Node, path: Path, *, of_key: bool = False) -> tuple[int, int]:
    """Line and column (from 1) of the value at `path`, or of its key; the nearest parent's if it is absent."""
    mark = root.start_mark
    node = root
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is None:
                break
            mark = found[0].start_mark if of_key and last else found[1].start_mark
            node = found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
        else:
            break
    return mark.line + 1, mark.column + 1


def _scalar(node: yaml.ScalarNode) -> Data:
    value = node.value
    if node.style:  # quoted or block: always text
        return value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if _INTEGER.fullmatch(value) and len(value) < 16:
        return int(value)
    if _DECIMAL.fullmatch(value):
        return float(value)
    return value


def _needs_a_closer_look(text: str) -> bool:
    """Whether the text might hold what we refuse. libyaml composes by recursion on the C stack, so depth counts."""
    return (
        (("&" in text or "*" in text or "!" in text) and _INDICATOR.search(text) is not None)
        or text.count("[") + text.count("{") > _MANY_BRACKETS
        or _DEEP_LINE.search(text) is not None
    )


def _refuse_unsafe_events(text: str) -> None:
    """Events come one by one: depth, aliases and tags are seen before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _at(
                event,
                "yaml-alias",
                "Les ancres et alias YAML (« & », « * ») ne sont pas admis.",
                "Recopiez la valeur ; si le texte commence par ce signe, mettez-le entre guillemets.",
            )
        if getattr(event, "tag", None):
            raise _at(
                event,
                "yaml-etiquette",
                "Les étiquettes YAML (« ! ») ne sont pas admises.",
                "Si le texte commence par ce signe, mettez-le entre guillemets.",
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _at(event, "yaml-profondeur", f"Plus de {MAX_DEPTH} niveaux d'imbrication.")


def _at(place: Any, rule: str, message: str, hint: str = "") -> YamlError:
    mark = place.start_mark
    return YamlError(rule=rule, message=message, line=mark.line + 1, column=mark.column + 1, hint=hint)


# What libyaml says (English, for programmers) → what a contributor can do about it.
_SYNTAX = (
    (
        "found character that cannot start any token",
        "Ce caractère ne peut pas commencer une valeur.",
        "Une tabulation ? Remplacez-la par des espaces. Un signe comme @ ou ` ? Mettez le texte entre guillemets.",
    ),
    (
        "mapping values are not allowed",
        "Deux-points mal placés.",
        "Un texte qui contient « : » se met entre guillemets ; sinon, vérifiez le retrait de la ligne.",
    ),
    (
        "did not find expected key",
        "Une clé était attendue ici.",
        "Vérifiez le retrait de la ligne, et les guillemets ou crochets de la ligne d'avant.",
    ),
    ("did not find expected '-' indicator", "Un tiret de liste était attendu ici.", "Alignez les tirets de la liste."),
    (
        "could not find expected ':'",
        "Il manque « : » après une clé.",
        "Écrivez « clé: valeur », avec une espace après « : ».",
    ),
    (
        "did not find expected ',' or",
        "Crochet ou accolade mal fermés.",
        "Fermez avec « ] » ou « } », séparez par des virgules.",
    ),
    ("found unexpected end of stream", "Un guillemet n'est pas fermé.", "Fermez le guillemet."),
    ("expected a single document", "Le fichier contient plusieurs documents (« --- »).", "Un fichier = une fiche."),
    ("control characters are not allowed", "Le fichier contient un caractère de contrôle.", "Supprimez-le."),
    (
        "found unknown escape character",
        "Barre oblique inverse inattendue.",
        "Doublez-la, ou utilisez des guillemets simples.",
    ),
)


def _syntax_error(error: yaml.YAMLError) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = " ".join(filter(None, (getattr(error, "problem", None) or str(error), getattr(error, "context", None))))
    message, hint = next(
        ((text, hint) for pattern, text, hint in _SYNTAX if pattern in said),
        ("Le fichier n'est pas du YAML valide.", "Vérifiez cette ligne et celle d'avant."),
    )
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return YamlError(rule="yaml-syntaxe", message=message, line=line, column=column, hint=hint)
