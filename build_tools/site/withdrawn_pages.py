"""What stands at the address of a record or term that is no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_tools.model import Catalogue
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import Withdrawal
from build_tools.site.page import Page, described

# Where the pages of a vocabulary are, when not in a folder of its name.
_SECTIONS = {"documents": "sources"}


def withdrawn_pages(catalogue: Catalogue) -> Iterator[Page]:
    """For each address that was given up: why, and the way to what follows it."""
    for old, successors in _replaced(catalogue).items():
        yield _withdrawn_page("modules", old, successors, f"La fiche « {old} » a une autre adresse.", None)
    for gone in catalogue.vocabularies.retraits.values():
        successor = gone.remplace_par
        links = [(successor, _title_of(catalogue, gone.collection, successor))] if successor else []
        yield _withdrawn_page(gone.collection, gone.id, links, gone.motif, gone)


def _withdrawn_page(
    collection: str, old: str, successors: Sequence[tuple[str, str]], why: str, gone: Withdrawal | None
) -> Page:
    section = _SECTIONS.get(collection, collection)
    links = [(f"{section}/{id_}/", title) for id_, title in successors]
    title = gone.libelle if gone else successors[0][1]
    context = {"title": title, "why": why, "gone": gone, "successors": links}
    return Page(f"{section}/{old}/", f"{title} (ancienne adresse)", described(why), "retrait.html", context)


def _replaced(catalogue: Catalogue) -> Mapping[str, list[tuple[str, str]]]:
    """Id of a module that is no more → ids and titles of those that replace it."""
    replaced: dict[str, list[tuple[str, str]]] = {}
    for module in catalogue.modules.values():
        for old in module.remplace:
            replaced.setdefault(old, []).append((module.id, module.titre))
    for gone in catalogue.vocabularies.retraits.values():
        if gone.collection == "modules":  # its own words say more
            replaced.pop(gone.id, None)
    return replaced


def _title_of(catalogue: Catalogue, collection: str, id_: str) -> str:
    if collection in KINDS:
        return catalogue.title(collection, id_)
    return catalogue.vocabularies.label(collection, id_)
