"""Reading YAML the way contributors expect it: YAML 1.2's few types, exact positions, no surprises.

`oui`, `no`, `01` and dates stay text; only `true`, `false`, whole and decimal numbers are something else.
Aliases, tags, several documents, duplicate keys and absurd sizes are refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import asdict, dataclass
from functools import partial
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
_INDICATOR = re.compile(r"(?:^|[\s\[{,:?-])[&*!]\S|(?:^|[\n\[{,:?-])[ \t]*!(?:\s|$)")
_DEEP_LINE = re.compile(r"^[ ?:-]{40}", re.MULTILINE)
_MANY_BRACKETS = 200
# What no text needs: control characters, and line ends that editors do not count but YAML 1.1 does.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(kw_only=True, eq=False)
class YamlError(Exception):
    """A file that cannot be read as one plain YAML mapping. Line and column count from 1."""

    rule: str
    message: str
    line: int = 1
    column: int = 1
    hint: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(YamlError, **asdict(self)), ()  # worker processes send it back


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
        raise YamlError(
            rule="yaml-taille",
            message=f"Le fichier dépasse {MAX_BYTES // 1024} Kio.",
            hint="Raccourcissez les textes : une fiche tient en quelques pages.",
        )
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise _after(
            raw[: error.start].decode(),
            "yaml-encodage",
            "Le fichier n'est pas en UTF-8.",
            "Enregistrez le fichier en UTF-8 (dans l'éditeur : « Enregistrer avec l'encodage »).",
        ) from None
    if found := _INVISIBLE.search(text):
        raise _after(text[: found.start()], *_invisible(found[0]))
    return text


def compose(text: str) -> yaml.Node:
    """Text to a tree of nodes with marks; raises YamlError."""
    try:
        if _needs_a_closer_look(text):
            _refuse_unsafe_events(text)
        node: yaml.Node | None = _Composer(text).get_single_node()
    except yaml.YAMLError as error:
        raise _syntax_error(error) from None
    if node is None:
        raise YamlError(rule="yaml-vide", message="Le fichier est vide.", hint=_START_FROM)
    if not isinstance(node, yaml.MappingNode):
        raise _at(node, "yaml-racine", "Le fichier doit contenir des lignes « clé: valeur ».", _START_FROM)
    return node


def to_data(node: yaml.Node) -> Data:
    """Nodes to plain data; raises YamlError on a duplicate or non-text key."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [to_data(item) for item in node.value]
    data: dict[str, Data] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            message = "Une clé doit être un simple mot, pas une liste ni un bloc."
            raise _at(key_node, "yaml-cle", message, "Écrivez « clé: valeur » ; un texte se met entre guillemets.")
        key = _text(key_node)
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
    value = _text(node)
    if node.style:  # quoted or block: always text
        return value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if _INTEGER.fullmatch(value) and len(value) < 16:
        return int(value)
    if _DECIMAL.fullmatch(value) and len(value) < 32:
        return float(value)
    return value


def _text(node: yaml.ScalarNode) -> str:
    value: str = node.value
    if node.style == '"' and (found := _INVISIBLE.search(value)):  # written as an escape
        raise _at(node, *_invisible(found[0]))
    return value


def _invisible(character: str) -> tuple[str, str, str]:
    return (
        "yaml-syntaxe",
        f"Le texte contient un caractère invisible qui n'est pas admis (U+{ord(character):04X}).",
        "Supprimez-le : il vient souvent d'un copier-coller.",
    )


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
            message = f"Plus de {MAX_DEPTH} niveaux d'imbrication."
            raise _at(event, "yaml-profondeur", message, "Retirez les crochets, accolades ou tirets en trop.")


def _at(place: Any, rule: str, message: str, hint: str = "") -> YamlError:
    mark = place.start_mark
    return YamlError(rule=rule, message=message, line=mark.line + 1, column=mark.column + 1, hint=hint)


def _after(before: str, rule: str, message: str, hint: str) -> YamlError:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return YamlError(rule=rule, message=message, line=line, column=column, hint=hint)


_UNCLOSED = "found unexpected end of stream"
_START_FROM = "Partez d'une fiche existante du même dossier."
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
    (_UNCLOSED, "Un guillemet n'est pas fermé.", "Fermez le guillemet."),
    ("expected a single document", "Le fichier contient plusieurs documents (« --- »).", "Un fichier = une fiche."),
    ("found a tab character", "Une tabulation sert de retrait.", "Remplacez-la par des espaces."),
    (
        "block sequence entries are not allowed",
        "Un tiret de liste n'a pas sa place ici.",
        "Mettez chaque tiret au début d'une ligne ; un texte qui commence par un tiret se met entre guillemets.",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "Une valeur ne peut pas commencer par « & » ni par « * ».",
        "Mettez le texte entre guillemets.",
    ),
    (
        "did not find expected node content",
        "Une valeur était attendue ici.",
        "Vérifiez les crochets, accolades et virgules ; un texte qui commence par ces signes se met entre guillemets.",
    ),
    (
        "found unknown escape character",
        "Barre oblique inverse inattendue.",
        "Doublez-la, ou utilisez des guillemets simples.",
    ),
)


def _syntax_error(error: yaml.YAMLError) -> YamlError:
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if _UNCLOSED in str(error):
        marks.reverse()  # where the text opens, not where the file ends
    mark = next(filter(None, marks), None)
    said = " ".join(filter(None, (getattr(error, "problem", None) or str(error), getattr(error, "context", None))))
    message, hint = next(
        ((text, hint) for pattern, text, hint in _SYNTAX if pattern in said),
        ("Le fichier n'est pas du YAML valide.", "Vérifiez cette ligne et celle d'avant."),
    )
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return YamlError(rule="yaml-syntaxe", message=message, line=line, column=column, hint=hint)
