"""One flat row for each gap, its lists in words, for readers who want a single table: a sheet, and a Parquet file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from build_tools.analysis.gaps import STATES, gap_state
from build_tools.exports.data_package import LICENCE, TITLE
from build_tools.exports.parquet import parquet
from build_tools.exports.published import File, Published
from build_tools.exports.tables import DEDUCED, SEPARATOR, Cell, Column, Row, Table, tables
from build_tools.model import Ecart
from build_tools.model.kinds import KINDS

KIND = KINDS["ecarts"]
PATH = f"data/{KIND.table}.parquet"
SHEET = "Écarts constatés"
_LIST = "séparés par « | »"

Value = Callable[[Published, Ecart], Cell]


def gap_files(published: Published) -> Iterator[File]:
    """`data/ecarts_constates.parquet`."""
    rows = list(flat_gap_rows(published))
    about = {"titre": TITLE, "date": published.generated_at, "licence": LICENCE["path"]}
    yield File(PATH, parquet(flat_gap_table().all_columns, rows, about, KIND.table), len(rows))


def flat_gap_table() -> Table:
    """The table of gaps with columns in words after its own."""
    plain = next(table for table in tables() if table.name == KIND.table)
    columns = (*plain.columns, *(column for column, _ in _WORDS))
    return Table(plain.name, plain.title, plain.description, plain.keys, columns)


def flat_gap_rows(published: Published) -> Iterator[Row]:
    """The rows of the flat table, in the order of the records."""
    gaps = published.catalogue.ecarts.values()
    for gap, row in zip(gaps, published.rows[KIND.table], strict=True):
        yield (*row, *(value(published, gap) for _, value in _WORDS))


def _joined(texts: Iterable[str]) -> str | None:
    return SEPARATOR.join(texts) or None


def _label(vocabulary: str, ids: Callable[[Ecart], Iterable[str]]) -> Value:
    return lambda published, gap: _joined(published.catalogue.vocabularies.label(vocabulary, name) for name in ids(gap))


def _demarche(published: Published, gap: Ecart) -> Cell:
    found = published.catalogue.demarches.get(gap.demarche or "")
    return found.titre if found else gap.demarche


def _certifications(published: Published, gap: Ecart) -> Cell:
    names = dict.fromkeys(part.certification for part in gap.certifications)
    labels = published.catalogue.label_of_certification
    return _joined(labels.get(name, name) for name in names)


def _modules(published: Published, gap: Ecart) -> Cell:
    known = published.catalogue.modules
    return _joined(known[name].titre if name in known else name for name in gap.modules)


def _sources(published: Published, gap: Ecart) -> Cell:
    return _joined(dict.fromkeys(f"{s.cited} p. {s.page}" if s.page else s.cited for s in gap.sources))


def _page(published: Published, gap: Ecart) -> Cell:
    page = f"ecarts/{gap.id}/"
    return f"{published.addresses.site}/{page}" if published.addresses.site else page


_WORDS: tuple[tuple[Column, Value], ...] = (
    (
        Column("region_libelle", "Nom de la région", "La région, en clair."),
        _label("regions", lambda gap: (gap.region,)),
    ),
    (
        Column("demarche_titre", "Titre de la démarche", "La démarche qui a relevé l'écart, en clair."),
        _demarche,
    ),
    (
        Column("certifications_libelles", "Noms des certifications", f"Certifications concernées, {_LIST}."),
        _certifications,
    ),
    (
        Column("certifications_blocs", "Blocs", f"Codes des blocs, {_LIST}."),
        lambda published, gap: _joined(part.bloc for part in gap.certifications if part.bloc),
    ),
    (
        Column("secteurs_libelles", "Noms des secteurs", f"Secteurs d'activité, en clair, {_LIST}."),
        _label("secteurs", lambda gap: gap.secteurs),
    ),
    (
        Column("ecart_libelle", "Sorte d'écart en clair", "Les mots de l'annexe 2."),
        _label("ecarts", lambda gap: (gap.ecart,) if gap.ecart else ()),
    ),
    (
        Column("recueil_libelles", "Recueil en clair", f"Comment l'écart a été repéré, {_LIST}."),
        _label("recueils", lambda gap: gap.recueil),
    ),
    (
        Column("modules_ids", "Modules qui y répondent (identifiants)", f"Identifiants des modules, {_LIST}."),
        lambda published, gap: _joined(gap.modules),
    ),
    (Column("modules_titres", "Modules qui y répondent", f"Titres des modules, {_LIST}."), _modules),
    (
        Column("reponse", "Réponse", f"Un état calculé : {', '.join(STATES.values())}."),
        lambda published, gap: STATES[gap_state(published.catalogue, gap)],
    ),
    (
        DEDUCED,
        lambda published, gap: _joined(gap.deduit),
    ),
    (Column("sources_citees", "Sources et pages", f"Documents et pages, chacun une fois, {_LIST}."), _sources),
    (
        Column("page", "Page", "Adresse de la page ; relative à la racine du site si celle-ci est inconnue."),
        _page,
    ),
)
