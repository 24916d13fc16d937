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
# What concerns persons is no fact of a module, whatever it resembles.
_OF_PERSONS = frozenset(
    {
        *("contact", "referent", "responsable", "interlocuteur", "formateur", "animateur", "correspondant", "courriel"),
        *("mail", "email", "mel", "telephone", "tel", "portable", "nom", "prenom", "conseiller", "pilote", "auteur"),
    }
)
# What another software calls its rows by: « 12 », « M-012 ».
_PAGE = re.compile(r"(?:p\.?|pages?)? ?[0-9]+", re.IGNORECASE)
_NUMBER_OF_ROW = re.compile(r"[A-Za-z]{0,4}[ ._-]?[0-9]+(?:\.0)?")
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
_TELLING_GROUPS = frozenset({"duree", "besoin"})
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
    "competences_intitule": (
        *("competence", "competence visee", "competence acquise", "objectifs pedagogiques", "competences acquises"),
        *("intitule de la competence", "intitule des competences", "competences visees", "competences"),
    ),
    "duree_min": (
        *("heures min", "duree min", "duree mini", "heures mini", "nb heures min", "duree minimum", "heures minimum"),
        *("duree minimale", "nombre d'heures minimum", "volume horaire minimum"),
    ),
    "duree_max": (
        *("heures max", "duree max", "duree maxi", "heures maxi", "nb heures max", "duree maximum", "heures maximum"),
        *("duree maximale", "nombre d'heures maximum", "volume horaire maximum"),
    ),
    "duree_heures": ("duree centre", "heures en centre", "duree en centre", "heures centre", "nb heures centre"),
    "duree_entreprise": ("heures en entreprise", "duree en entreprise", "heures entreprise", "nb heures entreprise"),
    "duree": (
        "duree du module",
        "duree totale",
        "nombre d'heures",
        "nb heures",
        "volume horaire",
        "nombre heures",
        "nb d'heures",
        "duree heures",
        "nombre de jours",
        "nb jours",
        "nb de jours",
        "nombre de semaines",
        "nombre de mois",
        "jours de formation",
    ),
    "publics": ("public vise", "public cible"),
    "modalites": ("modalite d'enseignement", "modalite pedagogique"),
    "besoin_constat": ("besoin", "besoin des entreprises", "constat", "contexte"),
    "prerequis_condition": ("prerequis", "pre-requis", "conditions d'acces", "condition d'entree"),
    "evaluation": ("modalites d'evaluation", "evaluation des acquis"),
    "sources_document": ("source", "document", "document source"),
    "sources_adresse": ("adresse de la source", "adresse de la page", "lien vers la source", "url de la source"),
    "sources_titre": ("titre de la source", "titre de la page"),
    "sources_editeur": ("editeur de la source", "editeur"),
    "sources_page": ("page de la source", "page du document", "page", "pages"),
    "sources_extrait": ("extrait", "citation"),
    "verifie_le": ("date de verification", "verifie le", "relu le", "date de relecture"),
    "id": ("id", "identifiant du module", "identifiant de la fiche"),
}


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
    its values go with those of another column (« Compétence 2 » with « Compétence 1 »).
    """

    index: int
    said: str
    column: Column | None
    trust: Trust = Trust.NONE
    unit: str = ""
    with_first: bool = False
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
    def unit_of(self) -> Mapping[Column, str]:
        """The unit that a header gives, where it is not hours."""
        return {heading.column: heading.unit for heading in self.headings if heading.column and heading.unit}

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
    table = _settled(_with_guesses(max(found, key=lambda table: len(table.index_of))))
    return table if _names_modules(table) else None


def is_explanation(sheet: Sheet) -> bool:
    """Whether it is a sheet of explanations, of the template or of the published workbook."""
    return fold(sheet.name) in _EXPLANATIONS


def column_called(said: str) -> Column | None:
    """The column that has exactly this name, accents and capitals apart."""
    return _exact().get(_key(said))


def suggestion(said: str) -> str | None:
    """The title of the column that a header without match may mean."""
    titles = [column.title for column in columns()]
    near = nearest(said, titles)
    return near if near and difflib.SequenceMatcher(None, fold(said), fold(near)).ratio() >= _SUGGESTED else None


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
    return Table(sheet, row, headings)


def _with_guesses(table: Table) -> Table:
    taken = {heading.column for heading in table.headings if heading.trust >= Trust.QUALIFIED}
    headings = []
    for heading in table.headings:
        guessed = heading if heading.column else _guess(heading.index, heading.said)
        headings.append(heading if guessed.column in taken else guessed)
    return Table(table.sheet, table.header, headings)


def _settled(table: Table) -> Table:
    """Each column of ours once, by the header that says it best, if its values are of its kind."""
    fitting = [heading if _fits(heading, table) else _unread(heading) for heading in table.headings]
    return Table(table.sheet, table.header, _without_repetition(fitting))


def _unread(heading: Heading) -> Heading:
    return Heading(heading.index, heading.said, None)


def _fits(heading: Heading, table: Table) -> bool:
    """Any column may be called « ID » or « Page »: ours hold names of records, and numbers of pages."""
    if not heading.column or heading.column.name not in ("id", "sources_page"):
        return True
    said = list(_values(heading, table))
    if not said:
        return True
    if heading.column.name == "id":
        return not all(_NUMBER_OF_ROW.fullmatch(value) for value in said)
    return heading.trust == Trust.EXACT or any(_PAGE.match(value) for value in said)


def _values(heading: Heading, table: Table) -> Iterator[str]:
    """What the cells of a column say."""
    for row in table.sheet.rows[table.first :]:
        if heading.index < len(row) and (said := plain_text(row[heading.index])):
            yield said


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
    for said in (f"{group} : {own}" if group and over != own else "", own):
        if said and (found := _named_exactly(index, own, said, over)):
            return found
    return Heading(index, own, None)


def _named_exactly(index: int, own: str, said: str, over: str) -> Heading | None:
    if column := _exact().get(_key(said)):
        return Heading(index, own, column, _trust(_key(said)), _unit(own, over, column))
    if numbered := _NUMBERED.fullmatch(said):
        column = _exact().get(_key(numbered[1]))
        if column and column.many:
            return Heading(index, own, column, Trust.SYNONYM)
    plain, unit = _IN_PARENTHESES.sub("", said).strip(), _UNIT.search(said)
    without = _UNIT.sub("", said).strip().removesuffix(" en") if unit else plain
    for way in dict.fromkeys((plain, without)):
        if column := _exact().get(_key(way)):
            sure = bool(unit) or _says_how(said)
            return Heading(index, own, column, Trust.SYNONYM if sure else Trust.QUALIFIED, _unit(own, over, column))
    return None


def _trust(key: str) -> Trust:
    if key in _own_names():
        return Trust.EXACT
    return Trust.COMPUTED if key in _words_only() else Trust.SYNONYM


def _says_how(said: str) -> bool:
    """Whether the parentheses only say how to fill the column in: « (obligatoire) », « (liste) », « (code) »."""
    inside = " ".join(_IN_PARENTHESES.findall(said))
    return bool(words_of(fold(inside)) <= _HOW)


_HOW = frozenset(
    {
        *(
            "obligatoire",
            "facultatif",
            "liste",
            "deroulante",
            "choix",
            "menu",
            "code",
            "rome",
            "rncp",
            "texte",
            "libre",
        ),
        *("s", "es", "ou", "un", "une", "plusieurs", "separe", "par", "virgule", "caractere", "max", "maximum", "jj"),
        *("mm", "aaaa", "date", "format", "nombre", "oui", "non", "le", "la", "les", "de", "du", "des", "module", "en"),
        *("x", "optionnel", "requis", "4", "0", "voir", "onglet", "et", "intitule", "libelle", "numero", "n"),
    }
)


def _unit(own: str, over: str, column: Column) -> str:
    """The unit of a length's header, unless it is the catalogue's own."""
    if column.path[0] != "duree":
        return ""
    found = _UNIT.search(own) or _UNIT.search(over)
    unit = (found[1] or found[2]).lower() if found else ""
    return "" if _OWN_UNIT.fullmatch(unit) else unit


def _guess(index: int, said: str) -> Heading:
    """The one column whose name has the same words, or nearly the same letters."""
    key = _key(_IN_PARENTHESES.sub("", said[:_HEADER_MAX]))
    if not key or _is_computed(said) or words_of(key) & _OF_PERSONS:
        return Heading(index, said, None)
    ways = _exact()
    meant, trust = {column.name for way, column in ways.items() if words_of(way) == words_of(key)}, Trust.WORDS
    if not meant:
        near = difflib.get_close_matches(key, ways, n=1, cutoff=_SAME_SPELLING)
        meant, trust = {ways[way].name for way in near if _near_enough(key, way, ways[way])}, Trust.SPELLING
    column = named(meant.pop()) if len(meant) == 1 else None
    return Heading(index, said, column, trust, _unit(said, "", column)) if column else Heading(index, said, None)


def _near_enough(key: str, way: str, column: Column) -> bool:
    """A column of terms, numbers or days refuses what it cannot hold; one of texts would take anything."""
    is_text = column.kind == "string" and not column.source and not column.code
    return not is_text or difflib.SequenceMatcher(None, key, way).ratio() >= _SAME_TEXT


def is_of_persons(said: str) -> bool:
    """Whether a header speaks of persons, of whom the catalogue never holds anything."""
    return bool(words_of(_key(said)) & _OF_PERSONS)


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
    if heading.column.many and heading.trust == first.trust and _same_but_number(heading.said, first.said):
        return replace(heading, with_first=True)
    return replace(_unread(heading), rival_of=first.said if heading.trust == first.trust else "")


def _same_but_number(one: str, other: str) -> bool:
    without = [_NUMBERED.sub(r"\1", plain_text(said)) for said in (one, other)]
    return words_of(fold(without[0])) == words_of(fold(without[1]))


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
def _own_names() -> frozenset[str]:
    """The names and titles of our columns, folded."""
    own = (said for column in (*columns(), DURATION) for said in (column.name, column.title))
    return frozenset(_key(said) for said in own)


@cache
def _words_only() -> frozenset[str]:
    """Names, folded, of the published columns that repeat in words what others hold."""
    flat = flat_table().all_columns
    return frozenset(fold(said) for column in flat if column.name in in_words() for said in (column.name, column.title))


def _is_computed(said: str) -> bool:
    """Whether the column is computed by the catalogue, so that there is nothing to read in it."""
    return fold(said) in _words_only() or fold(said) == fold(PROBLEMS_TITLE)
