"""The modules behind a figure, as a CSV beside its page: what is counted, what is deduced, from where, as of when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.exports.published import File, Published
from build_tools.exports.tables import SEPARATOR
from build_tools.model import Module
from build_tools.model.catalogue import Index
from build_tools.model.module import certification_ids
from build_tools.text.csv_text import decimal, for_spreadsheets, lines_for_spreadsheets

NAME = "modules.csv"
WHOLE = f"panorama/{NAME}"
LICENCE = "etalab-2.0"
HEADER = (
    "id",
    "titre",
    "region",
    "secteurs",
    "transitions",
    "themes",
    "certifications",
    "nature",
    "caractere",
    "publics",
    "modalites",
    "ecarts",
    "statut",
    "annee",
    "heures_min",
    "heures_max",
    "confiance",
    "deduit",
    "sources",
    "verifie_le",
    "donnees_du",
    "licence",
    "page",
    "region_insee",
    "metiers",
    "metiers_codes",
)


def selection_files(published: Published) -> Iterator[File]:
    """`<kind>/<id>/modules.csv` for each region, sector, transition, theme, certification with modules; then all."""
    catalogue = published.catalogue
    indexes: Mapping[str, Index] = {
        "regions": catalogue.by_region,
        "secteurs": catalogue.by_sector,
        "transitions": catalogue.by_transition,
        "themes": catalogue.by_theme,
        "certifications": catalogue.by_certification,
    }
    written = lines_for_spreadsheets(_line(published, module) for module in catalogue.modules.values())
    lines = dict(zip(catalogue.modules, written, strict=True))
    for kind, index in indexes.items():
        for term, modules in index.items():
            yield _file(f"{kind}/{term}/{NAME}", [lines[module.id] for module in modules])
    yield _file(WHOLE, list(lines.values()))


def _file(path: str, lines: Sequence[str]) -> File:
    return File(path, for_spreadsheets(HEADER, lines), len(lines))


def _line(published: Published, module: Module) -> tuple[str, ...]:
    catalogue = published.catalogue
    label = catalogue.vocabularies.label
    return (
        module.id,
        module.titre,
        label("regions", module.region),
        _listed(label("secteurs", term) for term in module.secteurs),
        _listed(label("transitions", term) for term in module.transitions),
        _listed(label("themes", term) for term in module.themes),
        _listed(catalogue.label_of_certification[name] for name in certification_ids(module.certifications)),
        label("natures", module.nature),
        label("caracteres", module.caractere),
        _listed(label("publics", term) for term in module.publics),
        _listed(label("modalites", term) for term in module.modalites),
        _listed(label("ecarts", skill.ecart) if skill.ecart else "non précisé" for skill in module.competences),
        label("statuts", module.statut),
        str(module.annee or ""),
        decimal(module.duree.shortest) if module.duree else "",
        decimal(module.duree.longest) if module.duree else "",
        label("confiances", module.confiance),
        _listed(module.deduit),
        _listed(module.cited_documents),
        module.verifie_le.isoformat(),
        published.day,
        LICENCE,
        published.addresses.page(f"modules/{module.id}/"),
        catalogue.vocabularies.regions[module.region].code_insee,
        _listed(label("metiers", code) for code in module.metiers),
        _listed(module.metiers),
    )


def _listed(texts: Iterable[str]) -> str:
    return SEPARATOR.join(texts)
