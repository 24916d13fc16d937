"""Reading a grid that someone filled: what it says, and what is wrong with it, each at its cell.

Nothing that names a person or a company is kept: a company is a number, and a text that looks like a name, a phone or
an e-mail address is refused without being repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.checking.rules import check_texts
from build_tools.checking.rules.donnee.personal_data import PERSONAL_DATA_RULES
from build_tools.contributing.grids.layout import (
    CENTRE,
    CERTIFICATION,
    COMPANY,
    GRID,
    HEAD,
    MONTH,
    NO,
    OUTSIDE,
    OWN,
    SHARED,
    TABLES,
    TIMES,
    YES,
    Asked,
)
from build_tools.contributing.spreadsheet.book import Sheet, SpreadsheetError, letters
from build_tools.contributing.spreadsheet.cells import plain_text
from build_tools.contributing.spreadsheet.confined_reader import ConfinedReader
from build_tools.contributing.spreadsheet.reading import read_book
from build_tools.model.base import TITLE_MAX, YEAR_OR_MONTH
from build_tools.text.folding import fold
from build_tools.text.typography import shorten

ENDINGS = frozenset({".xlsx", ".ods"})
_YES = frozenset({"oui", "o", "x", "vrai", "yes"})
_NO = frozenset({"non", "n", "faux", "no"})
_COMPANY = re.compile(r"[1-9][0-9]{0,4}")
_SEARCHED_ROWS = 40
_HEAD_KEY_LENGTH = 12


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
    """Reads the grids of a folder; `problems` fill up while reading."""

    folder: Path
    known: Mapping[str, Sequence[tuple[str, str]]]
    problems: list[GridProblem] = field(default_factory=list)

    def grids(self) -> list[Grid]:
        """Every grid below the folder that can be read, in the order of paths."""
        with ConfinedReader() as reader:
            found = [self.grid(path, reader) for path in grid_files(self.folder)]
        return [grid for grid in found if grid]

    def grid(self, path: Path, reader: ConfinedReader) -> Grid | None:
        """One grid; None if it cannot be one."""
        name = path.relative_to(self.folder).as_posix()
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
            self._refuse(name, f"il n'y a pas de feuille « {GRID} » : ce n'est pas une grille.")
            return None
        return self._read(_SheetReader(name, sheets[fold(GRID)], self.problems), sheets.get(fold(OUTSIDE)))

    def _refuse(self, name: str, message: str) -> None:
        self.problems.append(GridProblem(name, message))

    def _read(self, reader: _SheetReader, outside: Sheet | None) -> Grid | None:
        head = reader.head()
        certification = reader.certification(head, self.known)
        if certification is None:
            return None
        lines = list(reader.lines(GRID, self.known.get(certification, ())))
        if outside:
            lines += _SheetReader(reader.file, outside, self.problems).lines(OUTSIDE, ())
        if not lines:
            self._refuse(reader.file, "la grille est vide : aucune compétence n'a de réponse.")
            return None
        return Grid(certification, reader.centre(head), reader.company(head), reader.month(head), tuple(lines))


def grid_files(folder: Path) -> list[Path]:
    """The workbooks below a folder, without links, hidden files and what spreadsheets leave beside an open file."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    return [
        path
        for path in found
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)
    ]


# One sheet ------------------------------------------------------------------------------------------------------------

# A line of the head: its text, its row and its column, from 0.
_Cell = tuple[str, int, int]


@dataclass(frozen=True)
class _SheetReader:
    file: str
    sheet: Sheet
    problems: list[GridProblem]

    def tell(self, row: int, column: int, message: str) -> None:
        """Say what is wrong with a cell, from its indexes."""
        self.problems.append(GridProblem(self.file, message, self.sheet.name, row + 1, f"{letters(column)}{row + 1}"))

    def head(self) -> Mapping[str, _Cell]:
        """The lines above the table, by key."""
        found: dict[str, _Cell] = {}
        for row, cells in enumerate(self.sheet.rows[:_SEARCHED_ROWS]):
            said = fold(plain_text(cells[0])) if cells else ""
            for asked in HEAD:
                if said and said.startswith(fold(asked.title)[:_HEAD_KEY_LENGTH]) and asked.key not in found:
                    found[asked.key] = (plain_text(cells[1]) if len(cells) > 1 else "", row, 1)
        return found

    def certification(self, head: Mapping[str, _Cell], known: Mapping[str, object]) -> str | None:
        """The certification that the grid is about; None, and a problem, if it is none of the catalogue."""
        name, row, column = head.get(CERTIFICATION.key, ("", 1, 1))
        if name in known:
            return name
        said = f"« {shorten(_visible(name), 60)} » n'est pas" if name and not _is_personal(name) else "il manque"
        self.tell(row, column, f"{said} l'identifiant d'une certification du catalogue ; la grille n'est pas lue.")
        return None

    def centre(self, head: Mapping[str, _Cell]) -> str:
        """The centre; where the grid names none, the folder that holds it."""
        name, row, column = head.get(CENTRE.key, ("", 0, 0))
        if name and _is_personal(name):
            self.tell(row, column, "le nom d'une personne n'a pas sa place ici ; la cellule n'est pas lue.")
            name = ""
        folder = Path(self.file).parent.name
        return shorten(_visible(name), TITLE_MAX) or ("" if _is_personal(folder) else folder) or "centre non précisé"

    def company(self, head: Mapping[str, _Cell]) -> int | None:
        """The number of the company. What is no number may be a name: it is refused without being repeated."""
        said, row, column = head.get(COMPANY.key, ("", 0, 0))
        if said and not _COMPANY.fullmatch(said):
            self.tell(row, column, "écrivez un numéro, jamais le nom de l'entreprise ; la cellule n'est pas lue.")
            return None
        return int(said) if said else None

    def month(self, head: Mapping[str, _Cell]) -> str:
        """The month, as « 2026-03 »; a whole date gives its month."""
        said, row, column = head.get(MONTH.key, ("", 0, 0))
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
            said = said[:7]
        if said and not re.fullmatch(YEAR_OR_MONTH, said):
            self.tell(row, column, "écrivez l'année et le mois, comme « 2026-03 » ; la cellule n'est pas lue.")
            return ""
        return said

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
            said = {key: plain_text(cells[at]) for key, at in places.items() if at < len(cells)}
            said = {key: text for key, text in said.items() if text}
            if line := self._line(number, places, said, own, outside=table == OUTSIDE):
                yield line

    def _header(self, columns: Sequence[Asked]) -> tuple[int, Mapping[str, int]] | None:
        """The row that names the columns, and where each stands; the skill's must be there."""
        wanted = {fold(asked.title): asked.key for asked in columns}
        for row, cells in enumerate(self.sheet.rows[:_SEARCHED_ROWS]):
            found: dict[str, int] = {}
            for at, value in enumerate(cells):
                if key := wanted.get(fold(plain_text(value))):
                    found.setdefault(key, at)
            if "competence" in found and len(found) > 1:
                return row, found
        return None

    def _line(
        self,
        row: int,
        places: Mapping[str, int],
        said: Mapping[str, str],
        own: Mapping[str, tuple[str, str]],
        *,
        outside: bool,
    ) -> Line | None:
        answers = said.keys() - {"bloc", "competence"}
        if not answers and not (outside and "competence" in said):
            return None
        if "competence" not in said:
            self.tell(row, places["competence"], "la compétence manque ; la ligne n'est pas lue.")
            return None
        texts = {key: self._text(row, places[key], said[key]) for key in ("competence", "outil") if key in said}
        if texts["competence"] is None:
            return None
        name, bloc = texts["competence"], said.get("bloc", "")
        if own and not outside:
            if fold(name) not in own:
                self.tell(row, places["competence"], "cette ligne n'est pas du référentiel ; elle n'est pas lue.")
                return None
            bloc, name = own[fold(name)]
        return Line(
            name,
            "" if outside else bloc,
            outside,
            True if outside else self._yes(row, places, said, "utilisee"),
            self._times(row, places, said),
            texts.get("outil") or "",
            self._yes(row, places, said, "suffit"),
            self._shared(row, places, said),
        )

    def _text(self, row: int, column: int, text: str) -> str | None:
        """A free text on one line, unless it holds what must not be kept."""
        if _is_personal(text):
            self.tell(row, column, "une personne y est nommée, ou peut y être jointe ; la cellule n'est pas lue.")
            return None
        return shorten(_visible(text), TITLE_MAX)

    def _yes(self, row: int, places: Mapping[str, int], said: Mapping[str, str], key: str) -> bool | None:
        answer = fold(said.get(key, ""))
        if answer in _YES or answer in _NO:
            return answer in _YES
        if answer or key in said:
            self.tell(row, places[key], f"écrivez « {YES} » ou « {NO} » ; la cellule n'est pas lue.")
        return None

    def _times(self, row: int, places: Mapping[str, int], said: Mapping[str, str]) -> str:
        answer = said.get("fois", "")
        known = {fold(choice): choice for choice in TIMES}
        if fold(answer) in known:
            return known[fold(answer)]
        if number := re.fullmatch(r"([1-9][0-9]{0,3})(?: fois)?", answer):
            return "une fois" if number[1] == "1" else f"{number[1]} fois"
        if answer:
            choices = ", ".join(f"« {choice} »" for choice in TIMES)
            self.tell(row, places["fois"], f"choisissez {choices}, ou un nombre ; la cellule n'est pas lue.")
        return ""

    def _shared(self, row: int, places: Mapping[str, int], said: Mapping[str, str]) -> bool | None:
        answer = fold(said.get("commune", ""))
        if answer in (fold(OWN), fold(SHARED)):
            return answer == fold(SHARED)
        if answer:
            self.tell(row, places["commune"], f"écrivez « {OWN} » ou « {SHARED} » ; la cellule n'est pas lue.")
        return None


def _visible(text: str) -> str:
    """A text on one line, without the signs that nobody sees and that a terminal may obey."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _is_personal(text: str) -> bool:
    """Whether a text names a person or gives a way to reach one, by the checker's own rules."""
    return bool(check_texts({"constat": text}, PERSONAL_DATA_RULES))
