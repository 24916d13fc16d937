"""The search index: one small HTML document for each module and page, given to Pagefind.

Pagefind would also read the pages themselves; small documents are faster to index, hold the synonyms that the
pages do not show, and weigh a title more than a remark.
"""

from __future__ import annotations

import math
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from pathlib import Path

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.model import Catalogue, Certification, Demarche, Ecart, Module, Referentiel
from build_tools.model.base import is_deduced
from build_tools.model.completeness import level
from build_tools.model.module import Duration, certification_ids
from build_tools.model.vocabulary import Term
from build_tools.model.wording import duration_text
from build_tools.site.facets import Facet, facets
from build_tools.site.job_words import write_job_words
from build_tools.site.pagefind import number_pages, run_pagefind
from build_tools.site.search_document import Document, as_html, words_of
from build_tools.site.search_names import SearchNames
from build_tools.site.search_regions import initials_of, places_of, region_names
from build_tools.site.search_tables import (
    APART_TABLE,
    FOLDER,
    INDEX,
    facet_tables,
    in_order_of_title,
    selection,
    titles,
    write_cards,
)
from build_tools.site.search_words import NEIGHBOUR_WEIGHT, OFFICIAL_WEIGHT, SearchWords
from build_tools.text.typography import french, plural
from build_tools.writing import write_compressed_json, write_file

FACETS = f"{FOLDER}/facettes.bin"
SELECTION = f"{FOLDER}/selection.bin"
WORDS = f"{FOLDER}/mots.bin"
NAMES = f"{FOLDER}/expressions"
# Pagefind holds 0.15 MB for each document of an index.
PART = 2500
# What a card shows, and marks where no source states it.
_MARKED = ("titre", "resume", "secteurs", "transitions", "duree", "annee", "statut", "competences", "certifications")
# Pagefind's own interfaces, its worker, which the engine does without, and its engine for other languages.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")


# « ne couvre pas », « à garder un emploi »: their stems are those of the roofer and of who looks after children.
_OF_ANY_LACK = re.compile(r"\b(?:couvr|couvert|garde[rn])\w*")


@dataclass(frozen=True)
class Indexer:
    """Makes the documents of a catalogue's pages."""

    catalogue: Catalogue

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """The facets of modules."""
        return facets(self.catalogue)

    @cached_property
    def names(self) -> SearchNames:
        """Names of several words."""
        return SearchNames(self.catalogue)

    @cached_property
    def widening(self) -> SearchWords:
        """Official and everyday words."""
        return SearchWords(self.catalogue)

    def module(self, module: Module) -> Document:
        """A module's document: its title weighs most, then skills and certifications, then the rest."""
        words = self.catalogue.vocabularies
        themes = [words.themes[t] for t in module.themes]
        occupations = [words.metiers[code] for code in module.metiers]
        certifications = [self.catalogue.certifications[c.certification] for c in module.certifications]
        terms = [
            *(words.secteurs[s] for s in module.secteurs),
            *(words.transitions[t] for t in module.transitions),
            words["natures"][module.nature],
            *(words["publics"][p] for p in module.publics),
        ]
        texts = [
            (6, _joined(c.intitule for c in module.competences)),
            (5, _joined(self._certification_words(c) for c in certifications)),
            (5, _joined(c.cite or "" for c in module.certifications)),
            (4, _joined(_term_words(t) for t in themes)),
            (3, _joined([*(f"{o.id} {o.libelle}" for o in occupations), *module.metiers_cites])),
            (1, _joined([module.resume, *initials_of(words.regions[module.region])])),
            (0.5, _joined([*(_term_words(t) for t in terms), _without_lack(module)])),
            (0.5, _joined([module.publics_precisions or "", module.evaluation or "", *module.modalites_pedagogiques])),
            (1, " ".join(f"{hours:g}h".replace(".", ",") for hours in _hours(module.duree))),
            (0.3, self.catalogue.demarches[module.demarche].titre if module.demarche else ""),
            (OFFICIAL_WEIGHT, self.widening.official(module)),
        ]
        everyday = self.widening.everyday(module)
        more = everyday.words
        document = Document(f"modules/{module.id}/", "module", french(module.titre), texts, shown=self.shown(module))
        apart = self.names.apart_in(document, everyday.names, more)
        return replace(document, texts=[*texts, (NEIGHBOUR_WEIGHT, " ".join(more))], apart=apart)

    def shown(self, module: Module) -> tuple[tuple[str, str], ...]:
        """What a result shows of a module, beside its title."""
        words = self.catalogue.vocabularies
        return (
            ("resume", french(module.resume)),
            ("lieu", words.label("regions", module.region)),
            ("duree", french(duration_text(module.duree)) if module.duree else ""),
            ("complete", french(self._completed(module))),
            ("competences", str(len(module.competences) or "")),
            ("niveau", french(level(module))),
            ("deduit", " ".join(name for name in _MARKED if is_deduced(name, module.deduit))),
        )

    def card(self, module: Module) -> dict[str, object]:
        """A module as Pagefind gives any other page."""
        meta = {"title": french(module.titre), "genre": "module", **dict(self.shown(module))}
        return {"url": f"/modules/{module.id}/", "meta": meta}

    def _completed(self, module: Module) -> str:
        """The first certification that the module completes, and how many others."""
        names = certification_ids(module.certifications)
        if not names:
            return ""
        more = f" et {plural(len(names) - 1, 'autre certification', 'autres certifications')}" if names[1:] else ""
        return self.catalogue.label_of_certification[names[0]] + more

    def _certification_words(self, certification: Certification) -> str:
        codes = [e.code for e in certification.enregistrements]
        numbers = [re.sub(r"\D", "", code) for code in codes]
        label = self.catalogue.label_of_certification[certification.id]
        return _joined([label, certification.abrege or "", *codes, *numbers, *certification.cite])

    def others(self) -> Iterator[Document]:
        """The pages of démarches, certifications, gaps, référentiels, certifying bodies and terms."""
        catalogue = self.catalogue
        yield from map(self._demarche, catalogue.demarches.values())
        yield from map(self._certification, catalogue.certifications.values())
        yield from map(self._gap, catalogue.ecarts.values())
        yield from map(self._referentiel, catalogue.referentiels.values())
        for body in certifying_bodies(catalogue).values():
            owned = _joined(catalogue.label_of_certification[c.id] for c in body.certifications)
            yield Document(body.address, "certificateur", french(body.name), [(1, owned)])
        yield from self._terms()

    def _demarche(self, demarche: Demarche) -> Document:
        region = self.catalogue.vocabularies.label("regions", demarche.region)
        texts = [
            (3, _joined([demarche.porteur.nom, region])),
            (1, _joined([demarche.resume, demarche.programme or "", *demarche.themes_cites])),
        ]
        shown = (("lieu", region),)
        return Document(f"demarches/{demarche.id}/", "demarche", french(demarche.titre), texts, shown=shown)

    def _certification(self, certification: Certification) -> Document:
        title = french(self.catalogue.label_of_certification[certification.id])
        texts = [(5, self._certification_words(certification))]
        return Document(f"certifications/{certification.id}/", "certification", title, texts)

    def _gap(self, gap: Ecart) -> Document:
        words = self.catalogue.vocabularies
        region = words.label("regions", gap.region)
        labels = [self.catalogue.title("certifications", part.certification) for part in gap.certifications]
        texts = [
            (4, _joined([*labels, *(part.cite or "" for part in gap.certifications)])),
            (3, _joined([*gap.metiers_cites, *(words.label("secteurs", sector) for sector in gap.secteurs)])),
            (1, _joined([gap.constat or "", region, words.label("ecarts", gap.ecart)])),
        ]
        return Document(f"ecarts/{gap.id}/", "ecart", french(gap.competence), texts, shown=(("lieu", region),))

    def _referentiel(self, official: Referentiel) -> Document:
        title = french(self.catalogue.title("referentiels", official.id))
        blocks = [(1, _joined([block.intitule, *block.competences])) for block in official.blocs]
        texts = [(3, re.sub(r"\D", "", official.code)), *blocks, (1, _joined(official.competences))]
        return Document(f"referentiels/{official.id}/", "referentiel", title, texts)

    def _terms(self) -> Iterator[Document]:
        words, catalogue = self.catalogue.vocabularies, self.catalogue
        for kind, folder, terms in (
            ("theme", "themes", words.themes.values()),
            ("secteur", "secteurs", words.secteurs.values()),
            ("region", "regions", words.regions.values()),
            ("transition", "transitions", words.transitions.values()),
            ("metier", "metiers", [words.metiers[code] for code in sorted(catalogue.by_occupation)]),
            ("competence", "competences", [words.competences_rome[c] for c in sorted(catalogue.by_official_skill)]),
        ):
            for term in terms:
                texts = [(3, _joined([term.id, *term.synonymes])), (1, term.description or "")]
                texts += [(2, SearchWords.jobs(term.id))] if kind == "metier" else []
                texts += [(1, places_of(term.id))] if kind == "region" else []
                yield Document(f"{folder}/{term.id}/", kind, french(term.libelle), texts)


def _hours(length: Duration | None) -> tuple[float, ...]:
    """The lengths by which a module is asked for: « 14h »."""
    lengths = (length.shortest, *length.choix, length.longest) if length else ()
    return tuple(dict.fromkeys(filter(None, lengths)))


def _without_lack(module: Module) -> str:
    """Why the module was made, without the verbs of any lack: « que rien ne couvre » says nothing to a roofer."""
    return _OF_ANY_LACK.sub("", module.besoin.constat or "") if module.besoin else ""


def _term_words(term: Term) -> str:
    return _joined([term.libelle, *term.synonymes])


def _joined(texts: Iterable[str]) -> str:
    return ". ".join(text for text in texts if text)


def documents_of_pages(site: Path) -> tuple[Document, ...]:
    """The documents of the hand-written pages, as the theme's engine wrote them; the home page has none."""
    pages = [path.relative_to(site) for path in sorted(site.rglob("index.html"))]
    return tuple(_hand_written(site, page) for page in pages if page != Path("index.html"))


@dataclass(frozen=True)
class Prepared:
    """An index whose documents wait for Pagefind.

    How many parts they are dealt over; the number of each page by its address, those of the modules first, in the
    order of titles; the table of facets, but for the names of its pages, which Pagefind gives.
    """

    parts: int
    numbers: Mapping[str, int]
    modules: int
    table: Mapping[str, object]


def write_index(site: Path, catalogue: Catalogue, hand_written: Sequence[Document]) -> None:
    """Make the search index of the whole site: `site`/pagefind and the tables beside the explorer page.

    Raises SearchError if Pagefind fails.
    """
    with tempfile.TemporaryDirectory(prefix="catalogue-index-") as folder:
        finish_index(site, Path(folder), prepare_index(site, catalogue, Path(folder), hand_written))


def prepare_index(site: Path, catalogue: Catalogue, folder: Path, hand_written: Sequence[Document]) -> Prepared:
    """Write the documents into `folder`, part by part, and what the engine needs beside Pagefind's files."""
    indexer = Indexer(catalogue)
    rows = in_order_of_title(catalogue)
    parts = max(math.ceil(len(rows) / PART), 1)
    words: set[str] = set()
    apart: dict[str, set[int]] = defaultdict(set)
    # Dealt one by one: the part of a row is known from its number.
    for row, module in enumerate(rows):
        document = indexer.module(module)
        for name in document.apart:
            apart[name].add(row)
        words |= write_document(folder / str(row % parts), document)
    others = (*hand_written, *indexer.others())
    for document in others:
        words |= write_document(folder / "0", document)
    write_compressed_json(site / WORDS, sorted(words))
    write_job_words(site)
    for number, table in enumerate(indexer.names.tables(words, apart)):
        write_compressed_json(site / NAMES / f"{number}.bin", table)
    addresses = (*(f"modules/{module.id}/" for module in rows), *(document.address for document in others))
    numbers = {address: number for number, address in enumerate(addresses)}
    return Prepared(parts, numbers, len(rows), _write_tables(site, indexer, rows))


def _write_tables(site: Path, indexer: Indexer, rows: Sequence[Module]) -> dict[str, object]:
    """Write what the explorer needs of the modules; returns the table of facets, which wants the names of pages."""
    write_compressed_json(site / SELECTION, selection(indexer.facets, rows))
    cards = write_cards(site, [indexer.card(module) for module in rows])
    table, apart = facet_tables(indexer.facets, rows)
    write_compressed_json(site / APART_TABLE, apart)
    return {"cartes": cards, "titres": titles(rows), "regions": region_names(indexer.catalogue), **table}


def finish_index(site: Path, folder: Path, prepared: Prepared) -> None:
    """Let Pagefind read the documents in `folder`, then write the table of facets. Raises SearchError."""
    parts = [site / part_address(number) for number in range(prepared.parts)]
    for number, part in enumerate(parts):
        index_part(folder / str(number), part)
    # After the last part: beside the exports, in a thread, each of these many small files would wait for its turn.
    pages = [number_pages(part, prepared.numbers, prepared.modules) for part in parts]
    write_compressed_json(site / FACETS, {"modules": prepared.modules, "pages": pages, **prepared.table})


def part_address(part: int) -> str:
    """The folder of a part of the index, counted from 0: the first has Pagefind's usual one."""
    return f"{INDEX}/{part}" if part else INDEX


def write_document(part: Path, document: Document) -> set[str]:
    """Write a document where Pagefind reads it; returns its words."""
    # The engine shows modules by their cards: theirs need no folder each.
    address = document.address.removesuffix("/")
    file = f"{address}.html" if document.kind == "module" else f"{address}/index.html"
    write_file(f"{part}/{file}", as_html(document).encode())
    return words_of(document)


def index_part(documents: Path, output: Path) -> None:
    """Let Pagefind index the documents in a folder into the folder `output`. Raises SearchError."""
    run_pagefind(documents, output)
    # The first part's script serves them all.
    for pattern in _UNUSED if output.name == INDEX else (*_UNUSED, "*.js", "wasm.*"):
        for path in output.glob(pattern):
            path.unlink()


_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_HEADING = re.compile(r"<h[23][^>]*>(.*?)</h[23]>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


def _hand_written(site: Path, page: Path) -> Document:
    """The document of a hand-written page: the text of its article, apart from the theme around it."""
    html = (site / page).read_text(encoding="utf-8")
    article, title, about = _ARTICLE.search(html), _TITLE.search(html), _DESCRIPTION.search(html)
    text = article.group() if article else ""
    return Document(
        f"{page.parent.as_posix()}/",
        "page",
        _text(title.group(1)) if title else "",
        [
            (8, unescape(about.group(1)) if about else ""),
            (6, _text(_joined(_HEADING.findall(text)))),
            (0.5, _text(text)),
        ],
    )


def _text(html: str) -> str:
    return unescape(_TAG.sub(" ", html)).strip()
