"""One flat row for each gap, its lists in words, for readers who want a single table: a sheet, and a Parquet file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from build_tools.analysis.gaps import STATES, gap_state
from build_tools.exports.flat_module import PAGE, joined, labels
from build_tools.exports.parquet import parquet_file
from build_tools.exports.published import File, Published
from build_tools.exports.tables import DEDUCED, Cell, Column, Row, Table, table_of
from build_tools.model import Ecart
from build_tools.model.kinds import KINDS
from build_tools.model.module import certification_ids

KIND = KINDS["ecarts"]
SHEET = "Écarts constatés"
_LIST = "; « | » les sépare"

Value = Callable[[Published, Ecart], Cell]


def gap_files(published: Published) -> Iterator[File]:
    """`data/ecarts_constates.parquet`."""
    yield parquet_file(published, flat_gap_table(), list(flat_gap_rows(published)))


def flat_gap_table() -> Table:
    """The table of gaps with columns in words after its own."""
    plain = table_of(KIND.table)
    return replace(plain, columns=(*plain.columns, *(column for column, _ in _WORDS)))


def flat_gap_rows(published: Published) -> Iterator[Row]:
    """The rows of the flat table, in the order of the records."""
    gaps = published.catalogue.ecarts.values()
    for gap, row in zip(gaps, published.rows[KIND.table], strict=True):
        yield (*row, *(value(published, gap) for _, value in _WORDS))


def _demarche(published: Published, gap: Ecart) -> Cell:
    found = published.catalogue.demarches.get(gap.demarche or "")
    return found.titre if found else gap.demarche


def _certifications(published: Published, gap: Ecart) -> Cell:
    known = published.catalogue.label_of_certification
    return joined(known.get(name, name) for name in certification_ids(gap.certifications))


def _modules(published: Published, gap: Ecart) -> Cell:
    known = published.catalogue.modules
    return joined(known[name].titre if name in known else name for name in gap.modules)


_WORDS: tuple[tuple[Column, Value], ...] = (
    (
        Column("region_libelle", "Nom de la région", "La région, en clair."),
        labels("regions", lambda gap: (gap.region,)),
    ),
    (
        Column("region_insee", "Code INSEE de la région", "Le code officiel géographique, en texte : « 01 », « 53 »."),
        lambda published, gap: published.catalogue.vocabularies.regions[gap.region].code_insee,
    ),
    (
        Column("demarche_titre", "Titre de la démarche", "La démarche qui a relevé l'écart, en clair."),
        _demarche,
    ),
    (
        Column("certifications_libelles", "Noms des certifications", f"Certifications concernées {_LIST}."),
        _certifications,
    ),
    (
        Column("certifications_blocs", "Blocs", f"Codes des blocs {_LIST}."),
        lambda published, gap: joined(part.bloc for part in gap.certifications if part.bloc),
    ),
    (
        Column("secteurs_libelles", "Noms des secteurs", f"Secteurs d'activité, en clair {_LIST}."),
        labels("secteurs", lambda gap: gap.secteurs),
    ),
    (
        Column("ecart_libelle", "Sorte d'écart en clair", "Les mots de l'annexe 2."),
        labels("ecarts", lambda gap: (gap.ecart,)),
    ),
    (
        Column("recueil_libelles", "Recueil en clair", f"Comment l'écart a été repéré {_LIST}."),
        labels("recueils", lambda gap: gap.recueil),
    ),
    (
        Column("modules_ids", "Modules qui y répondent (identifiants)", f"Identifiants des modules {_LIST}."),
        lambda published, gap: joined(gap.modules),
    ),
    (Column("modules_titres", "Modules qui y répondent", f"Titres des modules {_LIST}."), _modules),
    (
        Column("reponse", "Réponse", f"Un état calculé : {', '.join(STATES.values())}."),
        lambda published, gap: STATES[gap_state(published.catalogue, gap)],
    ),
    (DEDUCED, lambda published, gap: joined(gap.deduit)),
    (
        Column("sources_citees", "Sources et pages", f"Documents et pages, chacun une fois {_LIST}."),
        lambda published, gap: joined(gap.cited_documents),
    ),
    (PAGE, lambda published, gap: published.addresses.page(f"ecarts/{gap.id}/")),
)
