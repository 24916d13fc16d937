"""What programs find of a rendered page: what it is about in schema.org's words, and the same facts as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.exports.api import ROOT as API
from build_tools.exports.rdf import Node
from build_tools.exports.schema_org import SchemaOrg, with_marks
from build_tools.model import Catalogue, Module
from build_tools.site.page import Page

JSON, CSV = "application/json", "text/csv"
# What a page of a term has in its context → the vocabulary.
_TERMS = {
    "region": "regions",
    "secteur": "secteurs",
    "transition": "transitions",
    "theme": "themes",
    "metier": "metiers",
    "document": "documents",
}
_RECORDS = {"module": "modules", "demarche": "demarches", "certification": "certifications"}
# The hand-written pages that list records or terms → what they list.
LISTS = {
    "modules/index.html": "modules",
    "demarches/index.html": "demarches",
    "certifications/index.html": "certifications",
    "regions/index.html": "regions",
    "secteurs/index.html": "secteurs",
    "transitions/index.html": "transitions",
    "themes/index.html": "themes",
}
# The style sheets of templates whose pages need more than those of every page.
STYLES: Mapping[str, tuple[str, ...]] = {
    "certificateur.html": ("panorama", "dossier"),
    "certificateur_dossier.html": ("panorama", "dossier"),
    "certification.html": ("dossier",),
    "dossier.html": ("panorama", "dossier"),
    "grille.html": ("dossier",),
    "module.html": ("selection",),
    "parcours.html": ("comparaison",),
    "secteur.html": ("carte-des-regions",),
    "theme.html": ("carte-des-regions",),
    "transition.html": ("carte-des-regions",),
}
# A longer list is known by its number, and by the files that hold it.
_LISTED = 100


@dataclass(frozen=True)
class Format:
    """The same facts as a file: its address from the site's root, its media type, what to call it."""

    address: str
    media_type: str
    title: str


def other_formats(page: Page) -> Iterator[Format]:
    """The files that say what a page says."""
    context = page.context
    if subject := _subject(context, _RECORDS):
        collection, name = subject
        yield Format(f"{API}{collection}/{name}.json", JSON, "La fiche et ce qui s'y rapporte (API)")
    elif subject := _subject(context, _TERMS):
        vocabulary, name = subject
        yield Format(f"{API}vocabulaires/{vocabulary}/{name}.json", JSON, "Le terme et ses fiches (API)")
    if "quote" in context and context["quote"].count:
        yield Format(context["quote"].file, CSV, "Les modules de cette page (CSV)")
    if page.template == "dossier.html" or context.get("dossiers"):
        yield Format(f"{page.address}dossier.csv", CSV, "Le dossier (CSV)")
        yield Format(f"{page.address}dossier.json", JSON, "Le dossier (JSON)")


def _subject(context: Mapping[str, Any], kinds: Mapping[str, str]) -> tuple[str, str] | None:
    kind = next((kind for kind in kinds if kind in context), None)
    return (kinds[kind], context[kind].id) if kind else None


def linked_data(describe: SchemaOrg, page: Page) -> Node | None:
    """What the page says, for search engines; None where it is no page of the data, or the next of a long list."""
    if page.file != "index.html":
        return None
    if "module" in page.context:
        return with_marks(describe.course(page.context["module"]), page.context["module"])
    about = _about(describe, page.context)
    if about is None:
        return None
    modules: Sequence[Module] = page.context.get("modules", ())
    return describe.page(page.address, page.title, page.description, about, _pages("modules", [m.id for m in modules]))


def _about(describe: SchemaOrg, context: Mapping[str, Any]) -> Node | None:
    if subject := _subject(context, _RECORDS):
        collection, name = subject
        node = describe.initiative(name) if collection == "demarches" else describe.credential(name)
        return with_marks(node, describe.catalogue.records(collection)[name])
    if subject := _subject(context, _TERMS):
        return describe.term(*subject)
    if "dossier" in context:
        return describe.credential(context["dossier"].certification.id)
    return {"@type": "Organization", "name": context["body"].name} if "body" in context else None


def list_data(describe: SchemaOrg, file: str, title: str) -> Node:
    """What the hand-written page at `file` lists."""
    what = LISTS[file]
    names = _listed(describe.catalogue, what)
    about = {"@id": describe.names.dataset}
    return describe.page(file.removesuffix("index.html"), title, "", about, _pages(what, names))


def _listed(catalogue: Catalogue, what: str) -> Sequence[str]:
    records: Mapping[str, Any] = getattr(catalogue, what, None) or catalogue.vocabularies[what]
    return list(records)


def _pages(section: str, names: Sequence[str]) -> tuple[int, Sequence[str]]:
    return len(names), [f"{section}/{name}/" for name in names[:_LISTED]]
