"""Pages that several records describe on the spot, which a document of the list may replace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.contributing.record_text import term_text
from build_tools.contributing.splicing import with_data
from build_tools.loading.catalogue import Loaded
from build_tools.loading.files import place_of_term
from build_tools.loading.yaml_reader import Data
from build_tools.model.base import DESCRIBED
from build_tools.text.addresses import address_key, site_of
from build_tools.text.folding import fold, free_name
from build_tools.text.typography import long_date

_ID_WANTED = 60


@dataclass
class CitedPage:
    """A page with all its descriptions; `places` are the files that cite it, inside the catalogue's folder."""

    address: str
    descriptions: list[Mapping[str, Data]] = field(default_factory=list)
    places: dict[str, None] = field(default_factory=dict)

    def most(self, key: str) -> str:
        """What most descriptions say; of several that are as frequent, the first."""
        texts = Counter(str(found[key]) for found in self.descriptions if found.get(key))
        return texts.most_common(1)[0][0] if texts else ""

    def differing(self, key: str) -> list[str]:
        """What the descriptions say, where they do not agree."""
        texts = list(dict.fromkeys(str(found[key]) for found in self.descriptions if found.get(key)))
        return texts if len(texts) > 1 else []


@dataclass(frozen=True)
class Promotion:
    """A document for the list, and the files that change with it: path → new text. `id` names the document."""

    id: str
    is_new: bool
    page: CitedPage
    texts: Mapping[Path, str]
    by_hand: Sequence[str]


def cited_pages(loaded: Loaded) -> list[CitedPage]:
    """Every page that is described on the spot, the most cited first."""
    pages: dict[str, CitedPage] = {}
    for file in loaded.files:
        for source in _described(loaded.read(file).mapping):
            page = pages.setdefault(address_key(source["adresse"]), CitedPage(source["adresse"]))
            page.descriptions.append(source)
            page.places[file.place] = None
    return sorted(pages.values(), key=lambda page: (-len(page.places), page.address))


def promotion(loaded: Loaded, address: str, wanted: str = "") -> Promotion | None:
    """What makes a document of the list of this page; None if no record cites it.

    A page that is in the list already keeps its document. Raises CommentLostError, CannotFormatError as `with_data`.
    """
    key = address_key(address)
    page = next((page for page in cited_pages(loaded) if address_key(page.address) == key), None)
    if page is None:
        return None
    documents = {str(term["id"]): term for term in loaded.terms("documents")}
    listed = next((name for name, term in documents.items() if address_key(str(term.get("adresse", ""))) == key), "")
    name = listed or wanted or _free_id(page, documents)
    texts: dict[Path, str] = {}
    by_hand = []
    for place in page.places:
        document = next(loaded.read(file) for file in loaded.records + loaded.vocabularies if file.place == place)
        if document.file in loaded.records:
            data = _replaced(document.mapping, key, name)
            texts[document.file.path] = with_data(document.raw, data, document.file.collection)
        else:
            by_hand.append(place)
    if not listed:
        texts[loaded.folder / place_of_term("documents", name)] = _document_text(page)
    return Promotion(name, not listed, page, texts, by_hand)


def _replaced(value: Data, key: str, name: str) -> Data:
    """The data of a record with the document in the place of each description of the page that `key` is of."""
    if isinstance(value, list):
        return [_replaced(item, key, name) for item in value]
    if not isinstance(value, Mapping):
        return value
    if _is_described(value) and address_key(value["adresse"]) == key:
        return {"document": name, **{key: item for key, item in value.items() if key not in DESCRIBED}}
    return {field: _replaced(item, key, name) for field, item in value.items()}


def _described(value: Data) -> Iterator[Mapping[str, Data]]:
    """The sources inside a record that describe a page."""
    if isinstance(value, list):
        for item in value:
            yield from _described(item)
    elif isinstance(value, Mapping):
        if _is_described(value):
            yield value
        for item in value.values():
            yield from _described(item)


def _is_described(value: Mapping[str, Data]) -> bool:
    return all(isinstance(value.get(key), str) for key in ("titre", "editeur", "adresse", "lu_le"))


def _free_id(page: CitedPage, taken: Mapping[str, Data]) -> str:
    words = fold(f"{site_of(page.address).split('.')[0]} {page.most('titre')}")[:_ID_WANTED].strip("-")
    return free_name(words, taken)


def _document_text(page: CitedPage) -> str:
    read_on = max(str(found["lu_le"]) for found in page.descriptions)
    return term_text(
        {
            "libelle": page.most("titre"),
            "description": f"Page lue le {long_date(read_on)}.",
            "editeur": page.most("editeur"),
            "date": page.most("date") or None,
            "adresse": page.address,
            "nature": "source",
        },
        "documents",
    )
