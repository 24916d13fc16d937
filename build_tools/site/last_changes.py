"""The day of the last change of a page: of its record, or of the newest of the modules that it lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from build_tools.exports.published import Published
from build_tools.model import Module
from build_tools.model.catalogue import Index


def last_changes(published: Published) -> Mapping[str, str]:
    """Address of a page → day (`2026-11-29`); a page whose day Git does not tell is left out."""
    own = {
        f"{collection}/{name}/": published.dates[file].changed
        for (collection, name), file in published.catalogue.files.items()
        if file in published.dates
    }
    days = {name: own.get(f"modules/{name}/", "") for name in published.catalogue.modules}
    found = dict(own)
    for folder, modules in _lists(published):
        newest = max((days[module.id] for module in modules), default="")
        found[folder] = max(newest, own.get(folder, ""))
    return {address: day for address, day in found.items() if day}


def _lists(published: Published) -> Iterable[tuple[str, Iterable[Module]]]:
    """The pages that list modules, with them."""
    catalogue = published.catalogue
    indexes: Mapping[str, Index] = {
        "regions": catalogue.by_region,
        "secteurs": catalogue.by_sector,
        "transitions": catalogue.by_transition,
        "themes": catalogue.by_theme,
        "metiers": catalogue.by_occupation,
        "certifications": catalogue.by_certification,
        "demarches": catalogue.by_demarche,
    }
    for folder, index in indexes.items():
        yield from ((f"{folder}/{name}/", modules) for name, modules in index.items())
    for address in ("", "modules/", "recherche/"):
        yield address, catalogue.modules.values()
