"""Finding the header of a sheet, and which column of ours each of its columns is, under whatever name it has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from build_tools.checking.suggestions import nearest
from build_tools.contributing.spreadsheet.book import Sheet, Value
from build_tools.contributing.spreadsheet.cells import plain_text
from build_tools.contributing.spreadsheet.columns import DURATION, Column, columns, named
from build_tools.exports.flat_module import flat_table, in_words
from build_tools.exports.gaps import SHEET as GAPS
from build_tools.text.folding import fold, words_of

# A header stands below a title and a few remarks at most.
SEARCHED_ROWS = 30
_SAME_SPELLING = 0.84
# A longer text is no header.
_HEADER_MAX = 120
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
PROBLEMS_TITLE = "Problèmes"
# Sheets of the template and of the published workbook that hold no module to import.
EXAMPLE, GUIDE, COLUMNS, LISTS = "Exemple", "Mode d'emploi", "Colonnes", "Listes"
_EXPLANATIONS = frozenset(map(fold, (EXAMPLE, GUIDE, COLUMNS, LISTS, "Définitions", "À propos", GAPS)))

# How the columns in words of the published table are read; the other computed columns are not.
_IN_WORDS = {
    "region_libelle": "region",
    "secteurs_libelles": "secteurs",
    "transitions_libelles": "transitions",
    "themes_libelles": "themes",
    "certifications_libelles": "certifications_certification",
    "metiers_libelles": "metiers",
    "competences_intitules": "competences_intitule",
}
# Groups whose parts say enough without the group's name: « Heures », « Constat ».
_TELLING_GROUPS = frozenset({"duree", "besoin", "competences"})
# What regions call these columns in tables of their own.
_SYNONYMS = {
    "titre": ("intitule", "intitule du module", "titre du module", "nom du module", "module", "libelle du module"),
    "resume": ("description", "presentation", "descriptif", "resume du module"),
    "region": ("region porteuse", "nom de la region", "conseil regional"),
    "demarche": ("dispositif", "programme", "initiative"),
    "secteurs": ("secteur d'activite", "secteur d'activites", "filiere", "branche"),
    "themes": ("thematique",),
    "nature": ("nature de la competence", "type de competence"),
    "statut": ("etat", "avancement", "etat d'avancement"),
    "annee": ("annee de creation", "annee de mise en oeuvre"),
    "certifications_certification": ("certification", "certification visee", "certification completee", "diplome"),
    "metiers": ("metier", "code rome", "rome", "metier rome", "metier vise", "codes rome des metiers vises"),
    "competences_intitule": ("competence", "competence visee", "competence acquise", "objectifs pedagogiques"),
    "duree": ("duree du module", "duree totale", "nombre d'heures", "nb heures", "volume horaire", "nombre heures"),
    "publics": ("public vise", "public cible"),
    "modalites": ("modalite d'enseignement", "modalite pedagogique"),
    "besoin_constat": ("besoin", "besoin des entreprises", "constat", "contexte"),
    "prerequis_condition": ("prerequis", "pre-requis", "conditions d'acces", "condition d'entree"),
    "evaluation": ("modalites d'evaluation", "evaluation des acquis"),
    "sources_document": ("source", "document", "document source"),
    "sources_page": ("page de la source", "page du document"),
    "sources_extrait": ("extrait", "citation"),
    "precisions": ("remarque", "commentaire", "observation"),
    "verifie_le": ("date de verification", "verifie le", "relu le", "date de relecture"),
    "id": ("id", "identifiant du module", "identifiant de la fiche"),
}


@dataclass(frozen=True)
class Heading:
    """One column of a sheet: its index, what its header says, and the column that it is, if it is one of ours."""

    index: int
    said: str
    column: Column | None
    # « Régon » is read as « Région », which is worth saying.
    guessed: bool = False


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
        return {heading.column: heading.index for heading in self.headings if heading.column}

    @property
    def unread(self) -> Sequence[Heading]:
        """The columns that hold something and are none of ours."""
        return [heading for heading in self.headings if not heading.column and not _is_computed(heading.said)]


def find_table(sheet: Sheet) -> Table | None:
    """The sheet with its header: the row that names most columns of ours, a title or an id among them.

    The sheets of explanations that we write ourselves are none.
    """
    if is_explanation(sheet):
        return None
    found = [_headed(sheet, row) for row in range(min(len(sheet.rows), SEARCHED_ROWS))]
    if not found:
        return None
    table = _with_guesses(max(found, key=lambda table: len(table.index_of)))
    return table if _names_modules(table) else None


def is_explanation(sheet: Sheet) -> bool:
    """Whether it is a sheet of explanations, of the template or of the published workbook."""
    return fold(sheet.name) in _EXPLANATIONS


def column_called(said: str) -> Column | None:
    """The column that has exactly this name, accents and capitals apart."""
    return _exact().get(_key(said))


def suggestion(said: str) -> str | None:
    """The title of the column that a header without match may mean."""
    return nearest(said, [column.title for column in columns()])


def _names_modules(table: Table) -> bool:
    names = {column.name for column in table.index_of}
    folded = {fold(heading.said) for heading in table.headings}
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
    return Table(sheet, row, _without_repetition(headings))


def _with_guesses(table: Table) -> Table:
    headings = [heading if heading.column else _guess(heading.index, heading.said) for heading in table.headings]
    return Table(table.sheet, table.header, _without_repetition(headings))


def _spread(row: Sequence[Value]) -> Iterator[str]:
    """The texts of a row whose merged cells hold a text in the first one only."""
    last = ""
    for value in row:
        last = plain_text(value) or last
        yield last


def _heading(index: int, own: str, over: str) -> Heading:
    if len(own) <= _HEADER_MAX:
        for said in (f"{over} : {own}" if over != own else "", own):
            if said and (column := _exact().get(_key(said)) or _exact().get(_key(_IN_PARENTHESES.sub("", said)))):
                return Heading(index, own, column)
    return Heading(index, own, None)


def _guess(index: int, said: str) -> Heading:
    """The one column whose name has the same words, or nearly the same letters."""
    key = _key(_IN_PARENTHESES.sub("", said[:_HEADER_MAX]))
    if not key or _is_computed(said):
        return Heading(index, said, None)
    ways = _exact()
    meant = {column.name for way, column in ways.items() if words_of(way) == words_of(key)}
    if not meant:
        meant = {ways[way].name for way in difflib.get_close_matches(key, ways, n=1, cutoff=_SAME_SPELLING)}
    column = named(meant.pop()) if len(meant) == 1 else None
    return Heading(index, said, column, guessed=column is not None)


def _without_repetition(headings: Sequence[Heading]) -> Sequence[Heading]:
    """Of several columns with one meaning, the first; ids before words."""
    by_trust = sorted(headings, key=lambda heading: (fold(heading.said) in _words_only(), heading.guessed))
    kept: dict[str, Heading] = {}
    for heading in by_trust:
        if heading.column:
            kept.setdefault(heading.column.name, heading)
    return [
        heading
        if heading.column is None or kept[heading.column.name] is heading
        else Heading(heading.index, heading.said, None)
        for heading in headings
    ]


def _key(said: str) -> str:
    return fold(plain_text(said))


@cache
def _exact() -> Mapping[str, Column]:
    """Every exact way to name a column, folded → the column; what two columns share names none."""
    ways: dict[str, Column] = {}
    for column in columns():
        ways[_key(column.name)] = ways[_key(column.title)] = column
    for column in columns():
        if column.group in _TELLING_GROUPS:
            ways.setdefault(_key(column.title.rpartition(" : ")[2]), column)
    by_name = {column.name: column for column in flat_table().all_columns}
    for name, ours in _IN_WORDS.items():
        ways |= {_key(name): named(ours), _key(by_name[name].title): named(ours)}
    for name, synonyms in _SYNONYMS.items():
        for way in synonyms:
            ways.setdefault(_key(way), named(name))
    return ways | {_key(DURATION.title): DURATION}


@cache
def _words_only() -> frozenset[str]:
    """Names, folded, of the published columns that repeat in words what others hold."""
    flat = flat_table().all_columns
    return frozenset(fold(said) for column in flat if column.name in in_words() for said in (column.name, column.title))


def _is_computed(said: str) -> bool:
    """Whether the column is computed by the catalogue, so that there is nothing to read in it."""
    return fold(said) in _words_only() or fold(said) == fold(PROBLEMS_TITLE)
