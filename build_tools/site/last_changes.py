"""The day of the last change of a page: of its record, or of the newest of the records that it lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.exports.published import Published
from build_tools.model import Catalogue
from build_tools.model.catalogue import Index
from build_tools.model.kinds import KIND_OF_TABLE, KINDS


def last_changes(published: Published) -> Mapping[str, str]:
    """Address of a page → day (`2026-11-29`); a page whose day Git does not tell is left out."""
    found = {
        f"{collection}/{name}/": published.dates[file].changed
        for (collection, name), file in published.catalogue.files.items()
        if file in published.dates
    }
    for address, listed in chain(_lists_of_modules(published.catalogue), _other_lists(published)):
        found[address] = max((found.get(page, "") for page in (address, *listed)), default="")
    return {address: day for address, day in found.items() if day}


def _lists_of_modules(catalogue: Catalogue) -> Iterator[tuple[str, Iterable[str]]]:
    """The pages that list modules, with the addresses of these."""
    indexes: Mapping[str, Index] = {
        "regions": catalogue.by_region,
        "secteurs": catalogue.by_sector,
        "transitions": catalogue.by_transition,
        "themes": catalogue.by_theme,
        "metiers": catalogue.by_occupation,
        "competences": catalogue.by_official_skill,
        "certifications": catalogue.by_certification,
        "demarches": catalogue.by_demarche,
    }
    all_modules = [f"modules/{name}/" for name in catalogue.modules]
    for folder, index in indexes.items():
        for name, modules in index.items():
            yield f"{folder}/{name}/", [f"modules/{module.id}/" for module in modules]
        yield f"{folder}/", all_modules
    for address in ("", "recherche/", *(f"modules/par-{what}/" for what in ("annee", "duree", "region", "secteur"))):
        yield address, all_modules


def _other_lists(published: Published) -> Iterator[tuple[str, Iterable[str]]]:
    """The pages that list other records, with the addresses of these."""
    catalogue = published.catalogue
    for name in catalogue.certifications:
        yield f"dossiers/{name}/", [f"certifications/{name}/"]
    for body in certifying_bodies(catalogue).values():
        yield body.address, [f"certifications/{certification.id}/" for certification in body.certifications]
    for (vocabulary, name), users in published.uses.items():
        if vocabulary == "documents":
            pages = (f"{KIND_OF_TABLE[table].folder}/{record}/" for table, found in users.items() for record in found)
            yield f"sources/{name}/", pages
    for folder in KINDS:
        yield f"{folder}/", [f"{folder}/{name}/" for name in catalogue.records(folder)]
