"""The search index: one small HTML document for each module and page, given to Pagefind.

Pagefind would also read the pages themselves; small documents are faster to index, hold the synonyms that the
pages do not show, and weigh a title more than a remark.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import shutil
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import unescape
from pathlib import Path

from pagefind_bin import get_executable

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.model import Catalogue, Certification, Module
from build_tools.model.base import is_deduced
from build_tools.model.completeness import level
from build_tools.model.module import Duration
from build_tools.model.vocabulary import Term
from build_tools.model.wording import duration_text
from build_tools.site.facets import Facet, facets
from build_tools.site.job_words import write_job_words
from build_tools.site.search_document import Document, as_html, words_of
from build_tools.site.search_names import SearchNames
from build_tools.site.search_regions import places_of, region_names
from build_tools.site.search_tables import (
    FOLDER,
    INDEX,
    in_order_of_title,
    selection,
    titles,
    write_cards,
    write_facets,
)
from build_tools.site.search_words import NEIGHBOUR_WEIGHT, OFFICIAL_WEIGHT, SearchWords
from build_tools.text.typography import french, plural
from build_tools.writing import write_compressed_json, write_file

FACETS = f"{FOLDER}/facettes.bin"
SELECTION = f"{FOLDER}/selection.bin"
WORDS = f"{FOLDER}/mots.bin"
NAMES = f"{FOLDER}/expressions"
# Pagefind holds 0.1 MB for each document of an index: 10,000 modules in one took 1 GB.
PART = 3500
# What a card shows, and marks where no source states it.
_MARKED = ("titre", "resume", "secteurs", "transitions", "duree", "annee", "statut", "competences", "certifications")
# Pagefind's own interfaces, its worker, which the engine does without, and its engine for other languages.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")


# « ne couvre pas », « à garder un emploi »: their stems are those of the roofer and of who looks after children.
_OF_ANY_LACK = re.compile(r"\b(?:couvr|couvert|garde[rn])\w*")


class SearchError(Exception):
    """The search index could not be made; the message is for the user."""


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
            (1, _joined([module.resume, _term_words(words.regions[module.region])])),
            (0.5, _joined([*(_term_words(t) for t in terms), _without_lack(module)])),
            (0.5, _joined([module.publics_precisions or "", module.evaluation or "", *module.modalites_pedagogiques])),
            (1, " ".join(f"{hours:g}h".replace(".", ",") for hours in _hours(module.duree))),
            (0.3, self.catalogue.demarches[module.demarche].titre if module.demarche else ""),
            (OFFICIAL_WEIGHT, self.widening.official(module)),
        ]
        everyday = self.widening.everyday(module)
        more = everyday.words
        said = Document(f"modules/{module.id}/", "module", french(module.titre), texts, shown=self.shown(module))
        apart = self.names.apart_in(said, everyday.names, more)
        return replace(said, texts=[*texts, (NEIGHBOUR_WEIGHT, " ".join(more))], apart=apart)

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
        names = list(dict.fromkeys(c.certification for c in module.certifications))
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
        words, catalogue = self.catalogue.vocabularies, self.catalogue
        for d in catalogue.demarches.values():
            region = words.label("regions", d.region)
            texts = [
                (3, _joined([d.porteur.nom, region])),
                (1, _joined([d.resume, d.programme or "", *d.themes_cites])),
            ]
            yield Document(f"demarches/{d.id}/", "demarche", french(d.titre), texts, shown=(("lieu", region),))
        for c in catalogue.certifications.values():
            label = catalogue.label_of_certification[c.id]
            texts = [(5, self._certification_words(c))]
            yield Document(f"certifications/{c.id}/", "certification", french(label), texts)
        for gap in catalogue.ecarts.values():
            region = words.label("regions", gap.region)
            labels = [catalogue.title("certifications", part.certification) for part in gap.certifications]
            texts = [
                (4, _joined([*labels, *(part.cite or "" for part in gap.certifications)])),
                (3, _joined([*gap.metiers_cites, *(words.label("secteurs", sector) for sector in gap.secteurs)])),
                (1, _joined([gap.constat or "", region, words.label("ecarts", gap.ecart) if gap.ecart else ""])),
            ]
            yield Document(f"ecarts/{gap.id}/", "ecart", french(gap.competence), texts, shown=(("lieu", region),))
        for official in catalogue.referentiels.values():
            title = catalogue.title("referentiels", official.id)
            blocks = [(1, _joined([block.intitule, *block.competences])) for block in official.blocs]
            yield Document(
                f"referentiels/{official.id}/",
                "referentiel",
                french(title),
                [(3, re.sub(r"\D", "", official.code)), *blocks, (1, _joined(official.competences))],
            )
        for body in certifying_bodies(catalogue).values():
            owned = _joined(catalogue.label_of_certification[c.id] for c in body.certifications)
            yield Document(body.address, "certificateur", french(body.name), [(1, owned)])
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


def write_index(site: Path, catalogue: Catalogue, hand_written: Sequence[Document]) -> None:
    """Make the search index of the whole site: `site`/pagefind and the tables beside the explorer page.

    Raises SearchError if Pagefind fails.
    """
    indexer = Indexer(catalogue)
    rows = in_order_of_title(catalogue)
    parts = max(math.ceil(len(rows) / PART), 1)
    names: set[str] = set()
    words: set[str] = set()
    apart: dict[str, set[int]] = defaultdict(set)
    fragments: dict[str, str] = {}

    def documents(part: int) -> Iterator[Document]:
        # Dealt one by one: the part of a row is known from its number.
        for row in range(part, len(rows), parts):
            document = indexer.module(rows[row])
            for name in document.apart:
                apart[name].add(row)
            yield document
        if part == 0:
            yield from (*hand_written, *indexer.others())

    for part in range(parts):
        found = write_part(site / part_address(part), partial(documents, part), names)
        names |= found.names
        words |= found.words
        fragments |= {_address_of(path): path.stem for path in _fragments(site / part_address(part))}
    pages = [fragments[f"modules/{module.id}/"] for module in rows]
    for row, name in enumerate(pages):
        (site / part_address(row % parts) / "fragment" / f"{name}.pf_fragment").unlink()
    cards = write_cards(site, [indexer.card(module) for module in rows])
    head: dict[str, object] = {"parties": parts, "pages": pages, "cartes": cards, "titres": titles(rows)}
    head["regions"] = region_names(catalogue)
    write_facets(site, FACETS, head, indexer.facets, rows)
    write_compressed_json(site / SELECTION, selection(indexer.facets, rows))
    write_compressed_json(site / WORDS, sorted(words))
    write_job_words(site)
    for number, table in enumerate(indexer.names.tables(words, apart)):
        write_compressed_json(site / NAMES / f"{number}.bin", table)


def part_address(part: int) -> str:
    """The folder of a part of the index, counted from 0: the first has Pagefind's usual one."""
    return f"{INDEX}/{part}" if part else INDEX


@dataclass(frozen=True)
class Part:
    """What a part of the index holds: the names of its fragments, every word."""

    names: Set[str]
    words: Set[str]


def write_part(output: Path, documents: Callable[[], Iterable[Document]], taken: Set[str]) -> Part:
    """Index documents into the folder `output`; none of its fragments has a name of `taken`.

    Pagefind names a page by the first letters of a hash, unique in one part only; pages whose name another part has
    are named anew. The documents are asked for again then, rather than kept: Pagefind needs the memory.
    Raises SearchError.
    """
    versions: Counter[str] = Counter()
    while True:
        words: set[str] = set()
        with tempfile.TemporaryDirectory(prefix="catalogue-index-") as folder:
            for document in documents():
                named = replace(document, version=versions[document.address])
                write_file(f"{folder}/{_file_of(document)}", as_html(named).encode())
                words |= words_of(named)
            _run_pagefind(Path(folder), output)
        names = {path.name for path in _fragments(output)}
        if not names & taken:
            break
        versions.update(_address_of(output / "fragment" / name) for name in names & taken)
        shutil.rmtree(output)
    # The first part's script serves them all.
    for pattern in _UNUSED if output.name == INDEX else (*_UNUSED, "*.js", "wasm.*"):
        for path in output.glob(pattern):
            path.unlink()
    return Part(names, words)


def _file_of(document: Document) -> str:
    """Where Pagefind reads a document. The engine shows modules by their cards: theirs need no folder each."""
    address = document.address.removesuffix("/")
    return f"{address}.html" if document.kind == "module" else f"{address}/index.html"


def _fragments(part: Path) -> Iterator[Path]:
    """What Pagefind wrote of each page: its address, its title and what a result shows."""
    return (part / "fragment").iterdir()


def _address_of(fragment: Path) -> str:
    page = json.loads(gzip.decompress(fragment.read_bytes()).removeprefix(b"pagefind_dcd"))
    url = str(page["url"]).removeprefix("/")
    return f"{url.removesuffix('.html')}/" if url.endswith(".html") else url


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


def _reason(said: str) -> str:
    """What Pagefind says of its failure, without the traces for its own programmers."""
    if "memory" in said.lower():  # « memory allocation of … failed », « Out of memory », « Cannot allocate memory »
        return "la mémoire manque. Fermez d'autres programmes, puis relancez la commande."
    lines = (line.strip() for line in said.splitlines())
    first = next(filter(None, lines), "")[:300]
    return first or "arrêté par le système, sans doute faute de mémoire."


def _run_pagefind(documents: Path, output: Path) -> None:
    # The program itself: `python -m pagefind` imports a service that is not used before it runs this.
    command = [str(get_executable()), "--site", str(documents), "--output-path", str(output)]
    done = subprocess.run([*command, "--force-language", "fr", "--silent"], capture_output=True, text=True)
    if done.returncode or not (output / "pagefind.js").is_file():
        raise SearchError(f"Pagefind n'a pas pu faire l'index de recherche : {_reason(done.stderr or done.stdout)}")
    # On a full disk Pagefind leaves its files empty, and says that all is well (1.5.2).
    if any(path.stat().st_size == 0 and path.is_file() for path in output.rglob("*")):
        raise SearchError("Pagefind n'a pas pu écrire l'index de recherche : le disque est plein.")
