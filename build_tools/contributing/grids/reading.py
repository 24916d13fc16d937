"""Reading a grid that someone filled: what it says, and what is wrong with it, each at its cell.

Nothing that names a person or a company is kept: a company is a number, and a text that looks like a name, a phone or
an e-mail address is refused without being repeated.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.checking.rules.donnee.personal_data import PERSONAL_DATA_RULES
from build_tools.checking.rules.text import check_texts
from build_tools.contributing.grids.layout import (
    CENTRE,
    CERTIFICATION,
    COMPANY,
    GRID,
    HEAD,
    MONTH,
    NO,
    OTHER_TIMES,
    OUTSIDE,
    OWN,
    SHARED,
    TABLES,
    TIMES,
    YES,
    Asked,
)
from build_tools.contributing.spreadsheet.book import Sheet, SpreadsheetError, letters
from build_tools.contributing.spreadsheet.cells import columns_called, plain_text
from build_tools.contributing.spreadsheet.confined_reader import ConfinedReader
from build_tools.contributing.spreadsheet.reading import read_book
from build_tools.model.base import TITLE_MAX, YEAR_OR_MONTH
from build_tools.text.folding import fold
from build_tools.text.reading.days import read_day
from build_tools.text.typography import shorten

ENDINGS = frozenset({".xlsx", ".ods"})
_YES = frozenset({"oui", "o", "x", "vrai", "yes"})
_NO = frozenset({"non", "n", "faux", "no"})
# What a company is called in the list that the centre keeps: « 3 », « 03 », « n° 3 », « entreprise 3 ».
_COMPANY = re.compile(r"(?:entreprise )?(?:n ?[°º] ?|no ?|num[ée]ro )?0*([1-9][0-9]{0,4})", re.IGNORECASE)
# What a computer leaves in a folder by itself.
_OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db"})
_SEARCHED_ROWS = 40
_HEAD_KEY_LENGTH = 12
# The answers offered, and other ways to say them.
_SAME_TIMES: Mapping[str, str] = {
    fold(written): answer for answer in TIMES for written in (answer, *OTHER_TIMES[answer])
}


@dataclass(frozen=True)
class GridProblem:
    """What is wrong, in French, and where: a file, a sheet, a row, a cell (« C12 »). No name of a person is quoted."""

    file: str
    message: str
    sheet: str = ""
    row: int = 0
    cell: str = ""

    def __str__(self) -> str:
        place = [_visible(self.file)]
        if self.sheet:
            place.append(f"feuille « {self.sheet} »")
        if self.row:
            place.append(f"ligne {self.row}")
        if self.cell:
            place.append(f"cellule {self.cell}")
        return f"{', '.join(place)} : {self.message}"


@dataclass(frozen=True)
class Line:
    """A skill that was answered. `bloc` is empty for one that the standard does not have; None is no answer."""

    competence: str
    bloc: str = ""
    outside: bool = False
    used: bool | None = None
    times: str = ""
    tool: str = ""
    enough: bool | None = None
    shared: bool | None = None


@dataclass(frozen=True)
class Grid:
    """What one learner saw in one company. `company` is its number in the centre, None if there is none."""

    certification: str
    centre: str
    company: int | None
    month: str
    lines: tuple[Line, ...]


@dataclass
class GridReader:
    """Reads the grids of a folder; `problems` and `unread`, the files that count for nothing, fill up while reading.

    `known` are the certifications with the skills of their standards, `named` other names of theirs, folded.
    """

    folder: Path
    known: Mapping[str, Sequence[tuple[str, str]]]
    named: Mapping[str, str] = field(default_factory=dict)
    problems: list[GridProblem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def grids(self) -> list[Grid]:
        """Every grid below the folder that can be read, in the order of paths."""
        found = []
        firsts: dict[tuple[Path, bytes], Path] = {}
        with ConfinedReader() as reader:
            for path in files_in(self.folder):
                first = firsts.setdefault((path.parent, _content_of(path)), path)  # another folder: another centre
                grid = self.grid(path, reader) if self._is_to_read(path, first) else None
                if grid:
                    found.append(grid)
                else:
                    self.unread.append(self._name(path))
        return found

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _is_to_read(self, path: Path, first: Path) -> bool:
        """Whether a file may be a grid and is no copy of the `first` one."""
        if path.suffix.lower() not in ENDINGS:
            what = "ce fichier n'est pas lu ; si c'est une grille, enregistrez-la en .xlsx ou en .ods."
            self._refuse(self._name(path), what)
        elif first != path:
            what = f"ce fichier est la copie de « {_visible(self._name(first))} » ; il n'est pas compté deux fois."
            self._refuse(self._name(path), what)
        else:
            return True
        return False

    def grid(self, path: Path, reader: ConfinedReader) -> Grid | None:
        """One grid; None if it cannot be one."""
        name = self._name(path)
        try:
            book = read_book(path, reader)
        except SpreadsheetError as error:
            self._refuse(name, str(error))
            return None
        except OSError:
            self._refuse(name, "le fichier ne peut pas être lu.")
            return None
        self.problems += [GridProblem(name, notice) for notice in book.notices]
        sheets = {fold(sheet.name): sheet for sheet in book.sheets}
        if fold(GRID) not in sheets:
            why = f"il n'y a pas de feuille « {GRID} » : ce n'est pas une grille, ou cette feuille a changé de nom."
            self._refuse(name, why)
            return None
        return self._read(_SheetReader(name, sheets[fold(GRID)], self.problems), sheets.get(fold(OUTSIDE)))

    def _refuse(self, name: str, message: str) -> None:
        self.problems.append(GridProblem(name, message))

    def _read(self, reader: _SheetReader, outside: Sheet | None) -> Grid | None:
        head = reader.head()
        certification = reader.certification(head, self.known, self.named)
        if certification is None:
            return None
        about = (reader.centre(head), reader.company(head), reader.month(head))
        problems_before = len(self.problems)
        lines = list(reader.lines(GRID, self.known.get(certification, ())))
        if outside:
            lines += _SheetReader(reader.file, outside, self.problems).lines(OUTSIDE, ())
        if lines:
            return Grid(certification, *about, tuple(lines))
        if len(self.problems) == problems_before:
            self._refuse(reader.file, "la grille est vide : aucune compétence n'a de réponse.")
        return None


def files_in(folder: Path) -> list[Path]:
    """The files below a folder, without links, hidden files and what spreadsheets leave beside an open file."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)
        and path.name.lower() not in _OF_THE_SYSTEM
    ]


def _content_of(path: Path) -> bytes:
    """What distinguishes a file from any other; that of one that cannot be read is its own path."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return os.fsencode(path)


# One sheet ------------------------------------------------------------------------------------------------------------

# A line of the head: its text, its row and its column, from 0.
_Cell = tuple[str, int, int]


@dataclass(frozen=True)
class _SheetReader:
    file: str
    sheet: Sheet
    problems: list[GridProblem]

    def add_problem(self, row: int, column: int, message: str) -> None:
        """Say what is wrong with a cell, from its indexes."""
        self.problems.append(GridProblem(self.file, message, self.sheet.name, row + 1, f"{letters(column)}{row + 1}"))

    def head(self) -> Mapping[str, _Cell]:
        """The lines above the table, by key."""
        found: dict[str, _Cell] = {}
        for row, cells in enumerate(self.sheet.rows[:_SEARCHED_ROWS]):
            written = fold(plain_text(cells[0])) if cells else ""
            for asked in HEAD:
                if written and written.startswith(fold(asked.title)[:_HEAD_KEY_LENGTH]) and asked.key not in found:
                    found[asked.key] = (plain_text(cells[1]) if len(cells) > 1 else "", row, 1)
        return found

    def certification(
        self, head: Mapping[str, _Cell], known: Mapping[str, object], named: Mapping[str, str]
    ) -> str | None:
        """The certification that the grid is about; None, and a problem, if it is none of the catalogue."""
        name, row, column = head.get(CERTIFICATION.key, ("", 1, 1))
        if name in known:
            return name
        if other := named.get(fold(name)):
            return other
        what = f"« {shorten(_visible(name), 60)} » n'est pas" if name and not _is_personal(name) else "il manque"
        self.add_problem(
            row, column, f"{what} l'identifiant d'une certification du catalogue ; la grille n'est pas lue."
        )
        return None

    def centre(self, head: Mapping[str, _Cell]) -> str:
        """The centre; where the grid names none, the folder that holds it."""
        name, row, column = head.get(CENTRE.key, ("", 0, 0))
        if name and _is_personal(name):
            self.add_problem(row, column, "le nom d'une personne n'a pas sa place ici ; la cellule n'est pas lue.")
            name = ""
        folder = Path(self.file).parent.name
        return shorten(_visible(name), TITLE_MAX) or ("" if _is_personal(folder) else folder) or "centre non précisé"

    def company(self, head: Mapping[str, _Cell]) -> int | None:
        """The number of the company. What is no number may be a name: it is refused without being repeated."""
        written, row, column = head.get(COMPANY.key, ("", 0, 0))
        if number := _COMPANY.fullmatch(written):
            return int(number[1])
        if written:
            self.add_problem(
                row, column, "écrivez un numéro, jamais le nom de l'entreprise ; la cellule n'est pas lue."
            )
        return None

    def month(self, head: Mapping[str, _Cell]) -> str:
        """The month, as « 2026-03 », however it is written; a whole date gives its month."""
        written, row, column = head.get(MONTH.key, ("", 0, 0))
        month = read_day(written, partial=True).day[:7]
        if written and not re.fullmatch(YEAR_OR_MONTH, month):
            self.add_problem(row, column, "écrivez l'année et le mois, comme « 2026-03 » ; la cellule n'est pas lue.")
            return ""
        return month

    def lines(self, table: str, skills: Sequence[tuple[str, str]]) -> Iterator[Line]:
        """The rows of a table that say something; those of the standard must be its own words, where they are known."""
        columns = TABLES[table]
        header = self._header(columns)
        if header is None:
            self.problems.append(
                GridProblem(self.file, "l'en-tête du tableau a disparu ; la feuille n'est pas lue.", self.sheet.name)
            )
            return
        row, places = header
        own = {fold(competence): (bloc, competence) for bloc, competence in skills}
        for number, cells in enumerate(self.sheet.rows[row + 1 :], start=row + 1):
            written = {key: text for key, at in places.items() if at < len(cells) and (text := plain_text(cells[at]))}
            if line := _Row(self, number, places, written).line(own, outside=table == OUTSIDE):
                yield line

    def _header(self, columns: Sequence[Asked]) -> tuple[int, Mapping[str, int]] | None:
        """The row that names the columns, and where each stands; the skill's must be there."""
        wanted = {fold(asked.title): asked.key for asked in columns}
        for row, cells in enumerate(self.sheet.rows[:_SEARCHED_ROWS]):
            found = columns_called(cells, wanted)
            if "competence" in found and len(found) > 1:
                return row, found
        return None


@dataclass(frozen=True)
class _Row:
    """A row of a table: the column of each question, and the answers that are given."""

    reader: _SheetReader
    number: int
    places: Mapping[str, int]
    written: Mapping[str, str]

    def line(self, own: Mapping[str, tuple[str, str]], *, outside: bool) -> Line | None:
        """What the row says of a skill; those of the standard, by their folded words, are `own`."""
        answers = self.written.keys() - {"bloc", "competence"}
        if not answers and not (outside and "competence" in self.written):
            return None
        if "competence" not in self.written:
            self._refuse("competence", "la compétence manque ; la ligne n'est pas lue.")
            return None
        name, tool, bloc = self._text("competence"), self._text("outil"), self.written.get("bloc", "")
        if name is None:
            return None
        if own and not outside:
            if fold(name) not in own:
                self._refuse("competence", "cette ligne n'est pas du référentiel ; elle n'est pas lue.")
                return None
            bloc, name = own[fold(name)]
        return Line(
            name,
            "" if outside else bloc,
            outside,
            True if outside else self._yes("utilisee"),
            self._times(),
            tool or "",
            self._yes("suffit"),
            self._shared(),
        )

    def _refuse(self, key: str, message: str) -> None:
        self.reader.add_problem(self.number, self.places[key], message)

    def _text(self, key: str) -> str | None:
        """A free text on one line, unless it holds what must not be kept."""
        text = self.written.get(key, "")
        if text and _is_personal(text):
            self._refuse(key, "une personne y est nommée, ou peut y être jointe ; la cellule n'est pas lue.")
            return None
        return shorten(_visible(text), TITLE_MAX)

    def _yes(self, key: str) -> bool | None:
        answer = fold(self.written.get(key, ""))
        if answer in _YES or answer in _NO:
            return answer in _YES
        if key in self.written:
            self._refuse(key, f"écrivez « {YES} » ou « {NO} » ; la cellule n'est pas lue.")
        return None

    def _times(self) -> str:
        answer = self.written.get("fois", "")
        if fold(answer) in _SAME_TIMES:
            return _SAME_TIMES[fold(answer)]
        if number := re.fullmatch(r"([1-9][0-9]{0,3})(?: fois)?", answer):
            return "une fois" if number[1] == "1" else f"{number[1]} fois"
        if answer:
            choices = ", ".join(f"« {choice} »" for choice in TIMES)
            self._refuse("fois", f"choisissez {choices}, ou un nombre ; la cellule n'est pas lue.")
        return ""

    def _shared(self) -> bool | None:
        answer = fold(self.written.get("commune", ""))
        if answer in (fold(OWN), fold(SHARED)):
            return answer == fold(SHARED)
        if answer:
            self._refuse("commune", f"écrivez « {OWN} » ou « {SHARED} » ; la cellule n'est pas lue.")
        return None


def _visible(text: str) -> str:
    """A text on one line, without the signs that nobody sees and that a terminal may run."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _is_personal(text: str) -> bool:
    """Whether a text names a person or gives a way to reach one, by the checker's own rules."""
    return bool(check_texts({"constat": text}, PERSONAL_DATA_RULES))
