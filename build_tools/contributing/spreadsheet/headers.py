"""Finding the header of a sheet, and which column of ours each of its columns is, under whatever name it has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from build_tools.checking.suggestions import nearest
from build_tools.contributing.spreadsheet.book import Sheet, Value
from build_tools.contributing.spreadsheet.cells import plain_text
from build_tools.contributing.spreadsheet.columns import DURATION, Column, columns, named
from build_tools.contributing.spreadsheet.fitting import CHECKED, fits
from build_tools.contributing.spreadsheet.header_words import (
    CODE_OF_CERTIFICATION,
    GROUPS_CLEAR_ALONE,
    HOW,
    IN_WORDS,
    NOT_OURS,
    OF_PERSONS,
    OTHER_UNITS,
    SYNONYMS,
)
from build_tools.exports.flat_module import flat_table, in_words
from build_tools.exports.gaps import SHEET as GAPS
from build_tools.text.folding import fold, words_of

# A header stands below a title and a few remarks at most.
SEARCHED_ROWS = 30
_SAME_SPELLING = 0.84
# A longer text is no header.
_HEADER_MAX = 120
# A short text has few letters: « Contact » is no « Constat ».
_SAME_TEXT = 0.9
_SUGGESTED = 0.75
_IN_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERED = re.compile(r"(.+?)[ _]*(?:n°|no|#)?[ _]*\(?([0-9]{1,2})\)?")
# A unit in a header, in parentheses or at its end: « Durée (jours) », « Nb jours », « Durée en mois ».
_UNIT = re.compile(
    r"(?:(?:^|[ (\[/,])(h(?:eures?)?|hrs?|jours?|journ[ée]es?|demi-journ[ée]es?|j|semaines?|mois|ann[ée]es?|"
    r"minutes?|mn|secondes?)|[(\[](mins?\.?))[.)\] ]*$",
    re.IGNORECASE,
)
_OWN_UNIT = re.compile(r"h(?:eures?|rs?)?", re.IGNORECASE)
_OUR_PAGE = re.compile(r"\bmodules/[a-z0-9-]+/$")
PROBLEMS_TITLE = "Problèmes"
# Sheets of the template and of the published workbook that hold no module to import.
EXAMPLE, GUIDE, COLUMNS, LISTS = "Exemple", "Mode d'emploi", "Colonnes", "Listes"
_EXPLANATIONS = frozenset(map(fold, (EXAMPLE, GUIDE, COLUMNS, LISTS, "Définitions", "À propos", GAPS)))
# The columns of the published workbook's sheet on documents; a sheet of that name with others may list modules.
_DOCUMENTS = frozenset({"identifiant", "libelle", "description", "editeur", "date", "adresse", "licence", "nature"})


class Trust(IntEnum):
    """How a header was recognised, the least sure first."""

    NONE = 0
    SPELLING = 1
    WORDS = 2
    # « Titre (ancien) »: what stands in parentheses may say anything.
    QUALIFIED = 3
    # The words of a published column that repeats another.
    COMPUTED = 4
    SYNONYM = 5
    EXACT = 6


@dataclass(frozen=True)
class Heading:
    """One column of a sheet: its index, what its header says, and the column that it is, if it is one of ours.

    `trust` says how: the exact name first. `unit` is that of the header where it is not hours. `with_first` says that
    its values go with those of another column (« Compétence 2 » with « Compétence 1 »). `ticks` is the term that each
    « oui » below it stands for.
    """

    index: int
    text: str
    column: Column | None
    trust: Trust = Trust.NONE
    unit: str = ""
    with_first: bool = False
    ticks: str = ""
    # What the column that is read is called, where this one could have been read as the same.
    rival_of: str = ""

    @property
    def guessed(self) -> bool:
        """« Régon » is read as « Région », which is worth saying."""
        return self.column is not None and self.trust <= Trust.QUALIFIED


@dataclass(frozen=True)
class Table:
    """A sheet whose header is known. `first` is the index of the first row below the header."""

    sheet: Sheet
    header: int
    headings: Sequence[Heading]

    @property
    def first(self) -> int:
        """The index of the first row below the header."""
        return self.header + 1

    @property
    def index_of(self) -> Mapping[Column, int]:
        """Each column that the sheet has → its index in a row."""
        return {heading.column: heading.index for heading in self.headings if heading.column and not heading.with_first}

    @property
    def more_of(self) -> Mapping[Column, Sequence[int]]:
        """The indexes of the further columns of a list: « Compétence 2 », « Compétence 3 »."""
        found: dict[Column, list[int]] = {}
        for heading in self.headings:
            if heading.column and heading.with_first:
                found.setdefault(heading.column, []).append(heading.index)
        return found

    @property
    def registers(self) -> Mapping[int, str]:
        """The indexes of the columns whose bare numbers are codes of one register: « N° RNCP »."""
        found = {heading.index: words_of(_key(heading.text)) & {"rncp", "r"} for heading in self.headings}
        return {index: "RNCP" for index, words in found.items() if words == {"rncp"}}

    @property
    def ticks(self) -> Mapping[int, str]:
        """The index of each ticked column → the term that it stands for."""
        return {heading.index: heading.ticks for heading in self.headings if heading.ticks}

    @property
    def unit_of(self) -> Mapping[Column, str]:
        """The unit that a header gives, where it is not hours."""
        units = {heading.column: heading.unit for heading in self.headings if heading.column and heading.unit}
        lengths = {column.path[-1] for column in self.index_of if column.path[0] == "duree"}
        # « Durée (min) » beside « Durée (max) » is the shortest length, not one in minutes.
        return {c: unit for c, unit in units.items() if not (c.path[-1] == "min" and {"min", "max"} <= lengths)}

    @property
    def unread(self) -> Sequence[Heading]:
        """The columns that hold something and are none of ours."""
        return [heading for heading in self.headings if not heading.column and not _is_published(heading, self)]


def find_table(sheet: Sheet) -> Table | None:
    """The sheet with its header: the row that names most columns of ours, a title or an id among them.

    The sheets of explanations that we write ourselves are none.
    """
    if is_explanation(sheet):
        return None
    found = [_headed(sheet, row) for row in range(min(len(sheet.rows), SEARCHED_ROWS))]
    if not found:
        return None
    table = _settled(_with_guesses(max(found, key=lambda table: len(table.index_of))))
    return table if _names_modules(table) else None


def is_explanation(sheet: Sheet) -> bool:
    """Whether it is a sheet of explanations, of the template or of the published workbook."""
    first = {fold(plain_text(value)) for value in sheet.rows[0]} if sheet.rows else set()
    return fold(sheet.name) in _EXPLANATIONS or first == _DOCUMENTS


def column_called(text: str) -> Column | None:
    """The column that has exactly this name, accents and capitals apart."""
    return _exact().get(_key(text))


def suggestion(text: str) -> str | None:
    """The title of the column that a header without match may mean."""
    titles = [column.title for column in columns()]
    near = nearest(text, titles)
    return near if near and difflib.SequenceMatcher(None, fold(text), fold(near)).ratio() >= _SUGGESTED else None


def _names_modules(table: Table) -> bool:
    names = {column.name for column in table.index_of}
    folded = {fold(heading.text) for heading in table.headings}
    # The link tables of the published workbook (a skill per line) have a rank and no module's title.
    return len(names) > 1 and bool(names & {"titre", "id"}) and "rang" not in folded


def _headed(sheet: Sheet, row: int) -> Table:
    """The sheet as if that row were its header; a header over two rows has its groups in the row above."""
    above = list(_spread(sheet.rows[row - 1])) if row else []
    headings = []
    for index, value in enumerate(sheet.rows[row]):
        over = above[index] if index < len(above) else ""
        own = plain_text(value) or (plain_text(sheet.rows[row - 1][index]) if over and index < len(above) else "")
        if own:
            headings.append(_heading(index, own, over))
    return Table(sheet, row, headings)


def _with_guesses(table: Table) -> Table:
    taken = {heading.column for heading in table.headings if heading.trust >= Trust.QUALIFIED}
    headings = []
    for heading in table.headings:
        guessed = heading if heading.column else _guess(heading.index, heading.text)
        headings.append(heading if guessed.column in taken else guessed)
    return Table(table.sheet, table.header, headings)


def _settled(table: Table) -> Table:
    """Each column of ours once, by the header that says it best, if its values are of its kind."""
    fitting = [heading if _fits(heading, table) else _unread(heading) for heading in table.headings]
    return Table(table.sheet, table.header, _without_repetition(fitting))


def _unread(heading: Heading) -> Heading:
    return Heading(heading.index, heading.text, None)


def _fits(heading: Heading, table: Table) -> bool:
    if not heading.column or heading.column.name not in CHECKED:
        return True
    return fits(heading.column.name, [*_values(heading, table)], own_name=heading.trust == Trust.EXACT)


def _values(heading: Heading, table: Table) -> Iterator[str]:
    """What the cells of a column say."""
    for row in table.sheet.rows[table.first :]:
        if heading.index < len(row) and (text := plain_text(row[heading.index])):
            yield text


def _spread(row: Sequence[Value]) -> Iterator[str]:
    """The texts of a row whose merged cells hold a text in the first one only."""
    last = ""
    for value in row:
        last = plain_text(value) or last
        yield last


def _heading(index: int, own: str, over: str) -> Heading:
    """A header by its exact name, alone or under that of its group; or by that name without what is in parentheses."""
    if len(own) > _HEADER_MAX:
        return Heading(index, own, None)
    group = _IN_PARENTHESES.sub("", over).strip()
    for text in (f"{group} : {own}" if group and over != own else "", own):
        if text and (found := _named_exactly(index, own, text, over)):
            return found
    return Heading(index, own, None)


def _named_exactly(index: int, own: str, text: str, over: str) -> Heading | None:
    if _key(text) in CODE_OF_CERTIFICATION:
        return Heading(index, own, named("certifications_certification"), Trust.COMPUTED)
    if column := _exact().get(_key(text)):
        return Heading(index, own, column, _trust(_key(text)), _unit(own, over, column))
    if numbered := _NUMBERED.fullmatch(text):
        column = _exact().get(_key(numbered[1]))
        if column and column.many:
            return Heading(index, own, column, Trust.SYNONYM)
    if NOT_OURS & {*_key(text).split("-")}:
        return None
    plain, unit = _IN_PARENTHESES.sub("", text).strip(), _UNIT.search(text)
    without = _UNIT.sub("", text).strip().removesuffix(" en") if unit else plain
    for spelling in dict.fromkeys((plain, without)):
        if column := _exact().get(_key(spelling)):
            sure = bool(unit) or _is_filling_advice(text)
            return Heading(index, own, column, Trust.SYNONYM if sure else Trust.QUALIFIED, _unit(own, over, column))
    return None


def _trust(key: str) -> Trust:
    if key in _own_names():
        return Trust.EXACT
    return Trust.COMPUTED if key in _words_only() else Trust.SYNONYM


def _is_filling_advice(text: str) -> bool:
    """Whether the parentheses only say how to fill the column in: « (obligatoire) », « (liste) », « (code) »."""
    inside = " ".join(_IN_PARENTHESES.findall(text))
    return bool(words_of(fold(inside)) <= HOW)


def _unit(own: str, over: str, column: Column) -> str:
    """The unit of a length's header, unless it is the catalogue's own; that of its other words where it has several."""
    if column.path[0] != "duree":
        return ""
    for text in (own, over):
        words = fold(text).split("-")
        other = next((word for word in words if word in OTHER_UNITS), "")
        found = _UNIT.search(text)
        unit = (found[1] or found[2]).lower() if found else ""
        if other or unit:
            named = other if _OWN_UNIT.fullmatch(unit) or not unit else unit
            return "jours" if named in ("j", "jr", "jrs") else named
    return ""


def _guess(index: int, text: str) -> Heading:
    """The one column whose name has the same words, or nearly the same letters."""
    key = _key(_IN_PARENTHESES.sub("", text[:_HEADER_MAX]))
    if not key or _is_computed(text) or words_of(key) & OF_PERSONS or NOT_OURS & {*_key(text).split("-")}:
        return Heading(index, text, None)
    known = _exact()
    meant = {column.name for spelling, column in known.items() if words_of(spelling) == words_of(key)}
    trust = Trust.WORDS
    if not meant:
        near = difflib.get_close_matches(key, known, n=1, cutoff=_SAME_SPELLING)
        meant = {known[spelling].name for spelling in near if _near_enough(key, spelling, known[spelling])}
        trust = Trust.SPELLING
    column = named(meant.pop()) if len(meant) == 1 else None
    return Heading(index, text, column, trust, _unit(text, "", column)) if column else Heading(index, text, None)


def _near_enough(key: str, spelling: str, column: Column) -> bool:
    """A column of terms, numbers or days refuses what it cannot hold; one of texts would take anything."""
    is_text = column.kind == "string" and not column.source and not column.code
    return not is_text or difflib.SequenceMatcher(None, key, spelling).ratio() >= _SAME_TEXT


def is_of_persons(text: str) -> bool:
    """Whether a header speaks of persons, of whom the catalogue never holds anything."""
    return bool(words_of(_key(text)) & OF_PERSONS)


def _without_repetition(headings: Sequence[Heading]) -> Sequence[Heading]:
    """Of several columns with one meaning, the one whose header says it best; lists in several columns go together."""
    kept: dict[str, Heading] = {}
    for heading in sorted(headings, key=lambda heading: (-heading.trust, bool(heading.unit))):
        if heading.column:
            kept.setdefault(heading.column.name, heading)
    return [_once(heading, kept) for heading in headings]


def _once(heading: Heading, kept: Mapping[str, Heading]) -> Heading:
    if heading.column is None or kept[heading.column.name] is heading:
        return heading
    first = kept[heading.column.name]
    if _key(heading.text) in CODE_OF_CERTIFICATION:
        return replace(heading, with_first=True)
    if heading.column.many and heading.trust == first.trust and _same_but_number(heading.text, first.text):
        return replace(heading, with_first=True)
    return replace(_unread(heading), rival_of=first.text if heading.trust == first.trust else "")


def _same_but_number(one: str, other: str) -> bool:
    without = [_NUMBERED.sub(r"\1", plain_text(text)) for text in (one, other)]
    return words_of(fold(without[0])) == words_of(fold(without[1]))


def _key(text: str) -> str:
    return fold(plain_text(text))


@cache
def _exact() -> Mapping[str, Column]:
    """Every exact way to name a column, folded → the column; what two columns share names none."""
    known: dict[str, Column] = {}
    for column in columns():
        known[_key(column.name)] = known[_key(column.title)] = column
    for column in columns():
        if column.group in GROUPS_CLEAR_ALONE:
            known.setdefault(_key(column.title.rpartition(" : ")[2]), column)
    by_name = {column.name: column for column in flat_table().all_columns}
    for name, ours in IN_WORDS.items():
        known |= {_key(name): named(ours), _key(by_name[name].title): named(ours)}
    for name, synonyms in SYNONYMS.items():
        for spelling in synonyms.split(", "):
            known.setdefault(_key(spelling), named(name))
    return known | {_key(DURATION.title): DURATION}


@cache
def _own_names() -> frozenset[str]:
    """The names and titles of our columns, folded."""
    own = (text for column in (*columns(), DURATION) for text in (column.name, column.title))
    return frozenset(_key(text) for text in own)


@cache
def _words_only() -> frozenset[str]:
    """Names, folded, of the published columns that repeat in words what others hold."""
    flat = flat_table().all_columns
    return frozenset(fold(text) for column in flat if column.name in in_words() for text in (column.name, column.title))


def _is_published(heading: Heading, table: Table) -> bool:
    """Whether the column is one that we computed and published: our « page » is an address, not a page of a source."""
    if column_called(heading.text) == named("sources_page"):
        return all(_OUR_PAGE.search(value) for value in _values(heading, table))
    return _is_computed(heading.text)


def _is_computed(text: str) -> bool:
    """Whether the column is computed by the catalogue, so that there is nothing to read in it."""
    return fold(text) in _words_only() or fold(text) == fold(PROBLEMS_TITLE)
