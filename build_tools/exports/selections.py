"""The modules behind a figure, as a CSV beside its page: what is counted, what is deduced, from where, as of when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.exports.csv_text import for_spreadsheets, lines_for_spreadsheets
from build_tools.exports.published import File, Published
from build_tools.model import Module
from build_tools.model.catalogue import Index

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
    catalogue, site = published.catalogue, published.addresses.site
    label = catalogue.vocabularies.label
    completed = dict.fromkeys(c.certification for c in module.certifications)
    page = f"modules/{module.id}/"
    return (
        module.id,
        module.titre,
        label("regions", module.region),
        _listed(label("secteurs", term) for term in module.secteurs),
        _listed(label("transitions", term) for term in module.transitions),
        _listed(label("themes", term) for term in module.themes),
        _listed(catalogue.label_of_certification[name] for name in completed),
        label("natures", module.nature),
        label("caracteres", module.caractere) if module.caractere else "",
        _listed(label("publics", term) for term in module.publics),
        _listed(label("modalites", term) for term in module.modalites),
        _listed(label("ecarts", skill.ecart) if skill.ecart else "non précisé" for skill in module.competences),
        label("statuts", module.statut) if module.statut else "",
        str(module.annee or ""),
        str(module.duree.shortest) if module.duree else "",
        str(module.duree.longest) if module.duree else "",
        label("confiances", module.confiance) if module.confiance else "",
        _listed(module.deduit),
        _listed(cited(module)),
        module.verifie_le.isoformat(),
        published.day,
        LICENCE,
        f"{site}/{page}" if site else page,
    )


def cited(module: Module) -> list[str]:
    """The documents that a record names, with their pages, each once."""
    found = (f"{source.cited} p. {source.page}" if source.page else source.cited for source in module.sources)
    return list(dict.fromkeys(found))


def _listed(texts: Iterable[str]) -> str:
    return " | ".join(texts)
