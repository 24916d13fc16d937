"""The columns of a module in a spreadsheet, made from its JSON Schema: what the template shows and the import reads.

A row is a module. A fact is a cell; a list is a cell too, its values separated by « | »; a list of groups (skills,
sources) is one column for each part of the group, in which the values stand in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from build_tools.contributing.values import CODE_KINDS
from build_tools.model.base import TITLE_MAX
from build_tools.model.json_schema import Schema, build_schema, example_text, resolve

Kind = Literal["string", "integer", "number", "date", "duration", "array"]

# Groups that few contributors need: the template folds their columns away, after the others.
_RARE = frozenset(
    {"reprises", "remplace", "deduit", "transmissions", "mises_en_oeuvre", "resultats", "confiance", "origine", "id"}
)

# What a column holds, where the description of the record's key speaks of its file.
_IN_A_TABLE = {
    "region": "La région qui a créé le module.",
    "demarche": "L'initiative régionale dont vient le module.",
    "secteurs": "Secteurs d'activité ; rien si la source n'en dit rien.",
    "transitions": "Transitions auxquelles le module répond ; rien s'il n'y en a pas.",
    "statut": "Où en est le module ; rien si la source ne permet pas de le dire.",
    "caractere": "Obligatoire ou facultatif ; rien si la source ne le dit pas.",
    "certifications_certification": "Son titre, son sigle, ou son code RNCP ou RS.",
    "modalites": "Présentiel, mixte ou à distance.",
    "prerequis_module": "Titre d'un module à suivre avant.",
    "sources_document": "L'adresse de la page ou du document public, ou le nom d'un document de la liste.",
}
_LISTED = frozenset({"competences_intitule", "prerequis_condition", "metiers_cites", "modalites_pedagogiques"})


@dataclass(frozen=True)
class Column:
    """A column. `path` leads to its value, or to its list, in a record; `key` is a part of each group of the list.

    `source` is the vocabulary or the collection whose ids it holds; `most` the longest text, in characters; `low` and
    `high` bound a number; `short` values never hold a semicolon, so that one may separate them.
    """

    name: str
    title: str
    description: str
    path: tuple[str, ...]
    kind: Kind = "string"
    key: str = ""
    many: bool = False
    required: bool = False
    source: str = ""
    example: str = ""
    most: int | None = None
    low: int | None = None
    high: int | None = None
    short: bool = False
    # What kind of code it holds, as `contributing/values.py` reads them; nothing for texts.
    code: str = ""

    @property
    def rare(self) -> bool:
        """Whether few contributors need it."""
        return self.path[0] in _RARE

    @property
    def in_hours(self) -> bool:
        """Whether its numbers are hours."""
        return self.path[0] == "duree"

    @property
    def listed(self) -> bool:
        """Whether its values are items of a list, of which each is said once."""
        return self.name in _LISTED

    @property
    def group(self) -> str:
        """The key of the record that it belongs to."""
        return self.path[0]

    def is_at(self, steps: Sequence[str]) -> bool:
        """Whether these keys lead to the column, above it or below it."""
        own = (*self.path, self.key) if self.key else self.path
        return all(one == other for one, other in zip(own, steps, strict=False))


IDENTIFIER = Column(
    "id",
    "Identifiant",
    "Nom permanent de la fiche. Laissez vide pour une nouvelle fiche : il est fait de la région et du titre.",
    ("id",),
    example="aura-valorisation-des-dechets",
)
# A length written in words (« 14 h », « 7 à 280 h », « 70 ou 140 h »), for those who have one column only.
DURATION = Column("duree", "Durée", "Durée en heures, en toutes lettres.", ("duree",), "duration", example="14 h")


@cache
def columns() -> tuple[Column, ...]:
    """Every column of the template: those of all contributors in the order of a record, then the rare ones."""
    schema = build_schema("module", {})
    found = [*_columns(schema, schema, (), ""), IDENTIFIER]
    return tuple(sorted(found, key=lambda column: column.rare))


@cache
def named(name: str) -> Column:
    """The column of that name. Raises KeyError."""
    return {column.name: column for column in (*columns(), DURATION)}[name]


def _columns(whole: Schema, schema: Schema, path: tuple[str, ...], group: str) -> Iterator[Column]:
    required = schema.get("required", ())
    for name, given in schema["properties"].items():
        node = {**resolve(given, whole), **given}
        title = node.get("title", name)
        here, needed = (*path, name), name in required and not path
        if "properties" in node:
            yield from _columns(whole, node, here, title)
        elif node.get("type") == "array":
            yield from _of_list(whole, node, here, _titled(group, title), needed=needed)
        else:
            yield _column(node, here, _titled(group, title), required=needed)


def _of_list(whole: Schema, node: Schema, path: tuple[str, ...], title: str, *, needed: bool) -> Iterator[Column]:
    item = resolve(node["items"], whole)
    if "properties" not in item:
        example = " | ".join(map(str, next(iter(node.get("examples", ())), ())))
        words = {**item, "description": node.get("description", ""), "examples": [example] if example else []}
        # An empty list is a list: « [] si la source n'en dit rien ».
        yield _column(words, path, title, many=True, required=needed and node.get("minItems", 0) > 0)
        return
    for key, part in item["properties"].items():
        inner = _titled(title, part.get("title", key))
        yield _column(part, path, inner, key=key, many=True, required=key in item.get("required", ()))


def _titled(group: str, title: str) -> str:
    return f"{group} : {title}" if group else title


def _column(
    node: Schema, path: tuple[str, ...], title: str, *, key: str = "", many: bool = False, required: bool = False
) -> Column:
    name = "_".join((*path, key) if key else path)
    is_title = not key and node.get("maxLength") == TITLE_MAX
    is_short = node["type"] != "string" or "maxLength" not in node or is_title
    return Column(
        name,
        title,
        _IN_A_TABLE.get(name) or node.get("description", ""),
        path,
        "date" if node.get("format") == "date" else node["type"],
        key,
        many,
        required,
        node.get("x-vocabulaire", "") or node.get("x-reference", ""),
        example_text(node),
        node.get("maxLength"),
        node.get("minimum"),
        node.get("maximum"),
        is_short or name in _LISTED,
        CODE_KINDS.get(node.get("pattern", ""), ""),
    )
