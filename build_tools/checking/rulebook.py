"""The rules as their files define them: code, title, severity, messages, manual and two examples.

Each rule is one file, `rules/<family>/<code>.md`, beside its function: a head in YAML, then its page in French Markdown
(what, why, how to correct), then one example of each kind. A code is permanent once published.

An example is a fenced block whose first line says what it is: ```` ```yaml bon ````, ```` ```yaml mauvais ````. Then
may come `entier`, when the block is a whole file rather than the lines that matter, and its place in the catalogue. A
block `chemin` is the place of a file; a block `texte` says what cannot be written down.

A message is a template with a key: a rule's code, or `code/variant`. `{name}` is a value, `{name:mot|mots}` the
singular or the plural for that number (French: 0 and 1 are singular). `messages.yml` holds what no rule says.

What speaks of the file's lines and keys has `form`, for those who answer a form, drop a table or write an issue, and
see no file: another message, another hint, or both. There `[[champ]]` is the question about a field, or its column,
`[[vocabulaire/terme]]` one of the choices.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from build_tools.loading import yaml_reader

Severity = Literal["error", "warning"]

# A wrong value is quoted in short: it may be a whole page.
QUOTED_MAX = 80
# Our own words, which stay whole whatever their length.
_OURS = frozenset({"description", "example", "suggestion"})
_NAMED_IN_FORMS = re.compile(r"\[\[([a-z_]+)(?:/([a-z-]+))?\]\]")
_PLACE = re.compile(r"\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}")

_HERE = Path(__file__).parent
_PAGE = "contribuer/regles/"
_BLOCK = re.compile(
    r"^```(yaml|chemin|texte) (bon|mauvais)( entier)?(?: (\S+))?\n(.*?)\n```\n", re.MULTILINE | re.DOTALL
)

# Family (a folder of `rules/`) → its title, in the order of the page « Règles ».
FAMILIES: Mapping[str, str] = {
    "fichier": "Le fichier et sa place",
    "yaml": "L'écriture du fichier (YAML)",
    "schema": "Les champs et leurs valeurs",
    "reference": "Les renvois d'une fiche à l'autre",
    "coherence": "La cohérence des faits",
    "texte": "La qualité des textes",
    "donnee": "Les données personnelles",
    "lien": "Les adresses du Web",
    "catalogue": "Le catalogue dans son ensemble",
}

# What a value should have been, by JSON Schema type.
TYPES: Mapping[str, str] = {
    "string": "du texte",
    "integer": "un nombre entier",
    "number": "un nombre",
    "boolean": "true ou false",
    "array": "une liste",
    "object": "des lignes « clé: valeur »",
}
TYPES_IN_FORMS: Mapping[str, str] = {**TYPES, "boolean": "oui ou non", "object": "plusieurs réponses"}


class Message(NamedTuple):
    """What is wrong, and what to do about it."""

    message: str
    hint: str = ""


@dataclass(frozen=True)
class Example:
    """One example: its lines, what they are (`yaml`, `chemin`, `texte`), whether they are a whole file, its place."""

    kind: str
    text: str
    whole: bool
    place: str


@dataclass(frozen=True)
class Rule:
    """All of a rule but its function. A warning asks for a look, an error stops publication."""

    code: str
    family: str
    title: str
    severity: Severity
    messages: Mapping[str, Message]
    in_forms: Mapping[str, Message]
    explanation: str
    good: Example
    bad: Example

    @property
    def address(self) -> str:
        """Where the site explains the rule, relative to the site's root."""
        return f"{_PAGE}#{self.code}"


class _Rules(Mapping[str, Rule]):
    """Every rule by its code, in the order of families; a check reads the files of those that found something."""

    def __getitem__(self, code: str) -> Rule:
        return _rule(code)

    def __iter__(self) -> Iterator[str]:
        return iter(_files())

    def __len__(self) -> int:
        return len(_files())


RULES: Mapping[str, Rule] = _Rules()


def message_for(key: str, /, **values: object) -> Message:
    """The message of `key` with its values. Raises KeyError for an unknown key or a missing value."""
    code = rule_of(key)
    message, hint = RULES[code].messages[key] if code in _files() else other_messages()[key]
    return Message(fill(message, values), fill(hint, values))


def fill(text: str, values: Mapping[str, object]) -> str:
    """A text with its values in place; what a value contains is never read as a place."""
    return _PLACE.sub(lambda place: _filled(place, values), text)


def rule_of(key: str) -> str:
    """The code of the rule whose message this is."""
    return key.partition("/")[0]


def is_about_persons(code: str) -> bool:
    """Whether a rule looks for personal data: what it finds is not repeated anywhere, since logs are public."""
    file = _files().get(code)
    return file is not None and file.parent.name == "donnee"


def in_short(value: str) -> str:
    """The value, or its first words."""
    return value if len(value) <= QUOTED_MAX else f"{value[: QUOTED_MAX - 1].rstrip()}…"


@cache
def other_messages() -> Mapping[str, Message]:
    """What suggestions and doors say beside the rules."""
    return _messages(yaml_reader.read((_HERE / "messages.yml").read_bytes()))


def all_messages() -> Mapping[str, Message]:
    """Every message by its key."""
    return dict(other_messages()) | {key: text for rule in RULES.values() for key, text in rule.messages.items()}


def messages_of_forms() -> Mapping[str, Message]:
    """Every message of a rule by its key, in the words of a form."""
    return {key: text for rule in RULES.values() for key, text in rule.in_forms.items()}


def template_in_form(key: str) -> Message:
    """The message of `key` for those who see no file, with its places. Raises KeyError for an unknown key."""
    code = rule_of(key)
    return RULES[code].in_forms[key] if code in _files() else other_messages()[key]


def fill_in_form(text: Message, name: Callable[[str, str], str], values: Mapping[str, object]) -> Message:
    """A form's message with names and values in place; neither is read again. Raises KeyError for a missing value."""

    def filled(part: str) -> str:
        # Text, then a field and a term, and so on: the text between names is filled before they are there.
        texts, fields, terms = (_NAMED_IN_FORMS.split(part)[first::3] for first in range(3))
        names = [f"« {name(field, term or '')} »" for field, term in zip(fields, terms, strict=True)]
        return "".join(fill(text, values) + named for text, named in zip(texts, [*names, ""], strict=True))

    return Message(filled(text.message), filled(text.hint))


def with_names(text: Message, name: Callable[[str, str], str]) -> Message:
    """A form's message with the names of fields, and of terms of vocabularies, as `name` says them."""

    def named(part: str) -> str:
        return _NAMED_IN_FORMS.sub(lambda place: f"« {name(place[1], place[2] or '')} »", part)

    return Message(named(text.message), named(text.hint))


@cache
def _files() -> Mapping[str, Path]:
    """Code → the rule's file."""
    return {path.stem: path for family in FAMILIES for path in sorted((_HERE / "rules" / family).glob("*.md"))}


@cache
def _rule(code: str) -> Rule:
    path = _files()[code]
    _, head, manual = path.read_text(encoding="utf-8").split("---\n", 2)
    data = yaml_reader.read(head.encode())
    examples = {
        block[2]: Example(kind=block[1], text=block[5], whole=bool(block[3]), place=block[4] or "")
        for block in _BLOCK.finditer(manual)
    }
    return Rule(
        code=code,
        family=path.parent.name,
        title=data["title"],
        severity=data.get("severity", "error"),
        messages=_messages(data["messages"]),
        in_forms=_messages({key: {**texts, **texts.get("form", {})} for key, texts in data["messages"].items()}),
        explanation=_BLOCK.sub("", manual).strip(),
        good=examples["bon"],
        bad=examples["mauvais"],
    )


def _messages(data: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Message]:
    return {key: Message(texts["message"], texts.get("hint", "")) for key, texts in data.items()}


def _filled(place: re.Match[str], values: Mapping[str, object]) -> str:
    name, one, many = place.groups()
    value = values[name]
    if one is not None:
        assert isinstance(value, int | float), "a plural needs a number"
        return one if abs(value) < 2 else many
    if isinstance(value, str):
        return value if name in _OURS else in_short(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
