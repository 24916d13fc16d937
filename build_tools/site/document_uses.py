"""What each document supports: the records and the themes that cite it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from build_tools.model import Catalogue, Term
from build_tools.model.kinds import KINDS

# (id, label, pages) of a record that cites a document.
Use = tuple[str, str, list[int]]


def document_uses(catalogue: Catalogue) -> Mapping[str, Mapping[str, list[Use]]]:
    """Document → collection → (id, label, pages) of each record that cites it; what the list lacks has no id."""
    same = catalogue.vocabularies.same_document
    uses: dict[str, dict[str, list[Use]]] = {d: {} for d in catalogue.vocabularies.documents}
    for collection in KINDS:
        for name, record in catalogue.records(collection).items():
            cited = [*record.sources, *(s for r in getattr(record, "enregistrements", ()) for s in r.sources)]
            for document in dict.fromkeys(map(same, cited)):
                pages = sorted({s.page for s in cited if same(s) == document and s.page})
                use = name, catalogue.title(collection, name), pages
                uses.setdefault(document, {}).setdefault(collection, []).append(use)
    return uses


def mentions_by_document(catalogue: Catalogue) -> Mapping[str, list[tuple[Term, Any]]]:
    """Document id → (theme, mention) of each theme that it names without a region."""
    found: dict[str, list[tuple[Term, Any]]] = {}
    for theme in catalogue.vocabularies.themes.values():
        for mention in theme.mentions:
            for document in dict.fromkeys(map(catalogue.vocabularies.same_document, mention.sources)):
                found.setdefault(document, []).append((theme, mention))
    return found
