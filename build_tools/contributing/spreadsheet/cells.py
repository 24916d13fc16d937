"""From what a cell holds to what a record holds, and back: numbers, dates, terms by any of their names, lists."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from build_tools import clock
from build_tools.contributing.choices import Choices
from build_tools.contributing.sources import is_address, listed_addresses, settled
from build_tools.contributing.spreadsheet.book import Value
from build_tools.contributing.spreadsheet.columns import Column
from build_tools.contributing.values import Values
from build_tools.model import VOCABULARIES, Catalogue
from build_tools.text.folding import fold
from build_tools.text.typography import NARROW, NO_BREAK

Data = Any  # what JSON can say

# What a word processor or a spreadsheet puts in the place of what the catalogue writes.
_PLAIN = str.maketrans({NO_BREAK: " ", NARROW: " ", "\t": " ", "’": "'", "\u00ad": "", "\ufeff": ""})
_SPACES = re.compile(r" {2,}")
_LINE_END = re.compile(r"\s*(?:\r\n|\r|\n)\s*")
_NUMBER = re.compile(r"(?:p\.?|pages?)?\s*(-?[0-9]{1,3}(?: [0-9]{3})+|-?[0-9]+)(?:[.,]([0-9]+))?", re.IGNORECASE)
# Days are counted from here in spreadsheets; what is far from our time is a plain number.
_EPOCH = datetime.date(1899, 12, 30)
_POSSIBLE_DAYS = range(30_000, 60_000)


def plain_text(value: Value) -> str:
    """What a cell says, on as many lines as it has: plain spaces and apostrophes, `14` rather than `14.0`, ISO days."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.translate(_PLAIN))
        return "\n".join(_SPACES.sub(" ", line).strip() for line in _LINE_END.split(text)).strip("\n ")
    if isinstance(value, bool):
        return "vrai" if value else "faux"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def columns_called(row: Sequence[Value], wanted: Mapping[str, str]) -> dict[str, int]:
    """Where the columns stand that a header names: `wanted` gives their keys by their folded titles."""
    found: dict[str, int] = {}
    for index, value in enumerate(row):
        if key := wanted.get(fold(plain_text(value))):
            found.setdefault(key, index)
    return found


@dataclass(frozen=True)
class Terms:
    """What may stand in a cell for an id, by collection and vocabulary."""

    choices: Mapping[str, Choices]
    today: str = ""

    def source(self, item: Mapping[str, Data]) -> dict[str, Data]:
        """A source as a record says it: an address may stand for the name of a document."""
        return settled(item, self.choices["documents"].addresses, self.today)

    def label_of(self, source: str, name: str) -> str:
        """How a cell says an id: its label where no other term has the same, else the id."""
        choices = self.choices[source]
        label = choices.labels.get(name, name)
        return label if choices.meant(label) == name else name

    def labels(self, source: str) -> Mapping[str, str]:
        """Every id of a collection or vocabulary → how a cell says it."""
        return {name: self.label_of(source, name) for name in self.choices[source].labels}


def terms_of(catalogue: Catalogue, today: datetime.date | None = None) -> Terms:
    """The names of everything that a module may refer to."""
    names: dict[str, dict[str, Sequence[str]]] = {
        vocabulary: {term.id: (term.libelle, *term.synonymes) for term in catalogue.vocabularies[vocabulary].values()}
        for vocabulary in VOCABULARIES
    }
    names["modules"] = {module.id: (module.titre,) for module in catalogue.modules.values()}
    names["demarches"] = {record.id: (record.titre,) for record in catalogue.demarches.values()}
    names["certifications"] = {
        record.id: (
            catalogue.label_of_certification[record.id],
            record.intitule,
            *record.cite,
            *(entry.code for entry in record.enregistrements),
        )
        for record in catalogue.certifications.values()
    }
    choices = {source: _choices(terms) for source, terms in names.items()}
    documents = {name: {"adresse": term.adresse} for name, term in catalogue.vocabularies.documents.items()}
    choices["documents"] = replace(choices["documents"], addresses=listed_addresses(documents))
    return Terms(choices, (today or clock.today()).isoformat())


def _choices(names: Mapping[str, Sequence[str]]) -> Choices:
    """Ids and labels before synonyms, and the id beside the label: « G1602 Personnel de cuisine »."""
    own: dict[str, set[str]] = {}
    also: dict[str, set[str]] = {}
    for name, (label, *synonyms) in names.items():
        for way in (name, label, f"{name} {label}", f"{label} {name}"):
            own.setdefault(fold(way), set()).add(name)
        for way in synonyms:
            also.setdefault(fold(way), set()).add(name)
    labels = {name: ways[0] for name, ways in names.items()}
    return Choices(labels, {way: frozenset(ids) for way, ids in (also | own).items()})


# Cells to values ------------------------------------------------------------------------------------------------------


def parsed(column: Column, value: Value, terms: Terms, values: Values | None = None) -> Data:
    """The value of a cell that is not empty: a list where the column has many, `None` for nothing at a place in it.

    What has no such meaning stays text, and the checker says what was expected; `values` keeps how each was read.
    """
    values = values or Values()
    if column.kind == "duration":
        return _duration(value, values)
    if not column.many:
        return _one(column, value, terms, values)
    return [_one(column, part, terms, values) if part != "" else None for part in _parts(column, value, terms, values)]


def _parts(column: Column, value: Value, terms: Terms, values: Values) -> list[Value]:
    if not isinstance(value, str):
        return [value]
    text = plain_text(value)
    if column.source and "\n" not in text and "|" not in text:  # labels may hold commas and semicolons
        return [text] if is_address(text) else [*values.terms(terms.choices[column.source], text)]
    places = values.places(text, short=column.short)
    return [*(values.once(places) if column.listed and not column.key else places)]


def _one(column: Column, value: Value, terms: Terms, values: Values) -> Data:
    if column.kind == "date":
        return _day(value, values)
    if column.kind == "array":  # a list inside a part of an answer: codes
        return re.findall(r"\w+", plain_text(value)) or None
    if column.kind in ("integer", "number"):
        return _number(value, values, hours=column.in_hours, year=column.name == "annee")
    text = values.words(plain_text(value).replace("\n", " "))
    found = values.term(terms.choices[column.source], text) if column.source and text else text
    return (values.code(column.code, found) if column.code and found == text else found) or None


def _number(value: Value, values: Values, *, hours: bool = False, year: bool = False) -> Data:
    if isinstance(value, datetime.timedelta):  # « 14:00 », which a spreadsheet takes for a time
        value = value.total_seconds() / 3600
    if isinstance(value, datetime.time):
        value = value.hour + value.minute / 60
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return plain_text(value)
    if isinstance(value, str):
        return _number_in(plain_text(value).replace("\n", " "), values, hours=hours, year=year)
    return int(value) if float(value).is_integer() else float(value)


def _number_in(text: str, values: Values, *, hours: bool, year: bool) -> Data:
    if found := _NUMBER.fullmatch(text):
        number = float(found[1].replace(" ", "") + "." + (found[2] or "0"))
        return int(number) if number.is_integer() else number
    if hours and (read := values.hours(text)) is not None:
        return read
    if year:
        return values.year(text)
    return values.words(text) or None


def _day(value: Value, values: Values) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _POSSIBLE_DAYS:
        return (_EPOCH + datetime.timedelta(days=int(value))).isoformat()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    text = values.words(plain_text(value).replace("\n", " "))
    return values.day(text) or None


def _duration(value: Value, values: Values) -> Data:
    """A length in words. What is not understood stands as the number of hours, which the checker refuses."""
    number = _number(value, values)
    if not isinstance(number, str):
        return {"heures": number} if number is not None else None
    return values.length(number) or {"heures": number}


# Values to cells ------------------------------------------------------------------------------------------------------


def shown(column: Column, data: Mapping[str, Data], terms: Terms) -> Value:
    """The cell of a record's data in that column, which reads back as the same data; empty where it says nothing."""
    value = at(data, column.path)
    if value is None or value == []:
        return ""
    if not column.many:
        return _displayed(column, value, terms)
    items = [item.get(column.key) for item in value] if column.key else value
    if all(item is None for item in items):
        return ""
    texts = ["" if item is None else plain_text(_displayed(column, item, terms)) for item in items]
    return _joined(texts, alone_is_safe=not column.short or bool(column.source))


def _displayed(column: Column, value: Data, terms: Terms) -> Value:
    if column.source:
        return terms.label_of(column.source, value)
    return value if isinstance(value, int | float) else plain_text(value)


def _joined(texts: Sequence[str], *, alone_is_safe: bool) -> str:
    separator = "\n" if any("|" in text for text in texts) else " | "
    if len(texts) == 1 and (separator == "\n" or (";" in texts[0] and not alone_is_safe)):
        return texts[0] + separator
    return separator.join(texts)


def at(data: Mapping[str, Data], path: Sequence[str]) -> Data:
    """What `path` leads to in a record's data; None where there is nothing."""
    found: Data = data
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
