"""The pages that explain modules: every section proves what it says, and every link to a record or a word is sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.checking.rules.fichier.permanence import explained
from build_tools.model import Catalogue
from tests.site.site_tools import PROJECT

DOCS = PROJECT / "docs"
GLOSSARY = DOCS / "comprendre/glossaire.md"
PAGES = [*sorted((DOCS / "comprendre").glob("*.md")), DOCS / "pas-a-pas.md"]
FACTUAL = [page for page in PAGES if page.name != "index.md"]

# First and last page that a document has, as far as our sources tell.
DOCUMENTS = {"annexe\u00a02": (2, 8), "cadre": (3, 24), "guide n°\u00a08": (14, 45), "recueil": (10, 292)}
CITATION = re.compile(rf"({'|'.join(DOCUMENTS)}),(?: préambule, avant la)? p\.\u00a0(\d+)(?: (?:à|et) (\d+))?")
# A page read on the Web has an address instead of a number.
ADDRESS = re.compile(r"\]\(https://")
OURS = "définition du catalogue"

LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)|href=\"([^\"]+)\"")
RECORD = re.compile(r"(?:\.\./)*(modules|demarches|certifications)/([a-z0-9-]+)/")
ANCHOR = re.compile(r"\{#([a-z0-9-]+)\}")
QUOTATION = re.compile(r"«\u00a0(.*?)\u00a0»", re.DOTALL)
WORDS_AT_MOST = 12

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
each_factual_page = pytest.mark.parametrize("page", FACTUAL, ids=lambda page: page.stem)


def _text(page: Path) -> str:
    """The page without its front matter."""
    return page.read_text(encoding="utf-8").split("---\n", 2)[2]


def _sections(page: Path) -> Iterator[tuple[str, str]]:
    """Title and text of each section of second level."""
    for section in re.split(r"(?m)^## ", _text(page))[1:]:
        title, _, text = section.partition("\n")
        yield title, text


def _links(page: Path) -> Iterator[str]:
    for match in LINK.finditer(_text(page)):
        yield match[1] or match[2]


@each_factual_page
def test_every_section_says_where_its_facts_come_from(page: Path) -> None:
    silent = [
        title
        for title, text in _sections(page)
        if not (CITATION.search(text) or ADDRESS.search(text) or (page == GLOSSARY and OURS in text))
    ]
    assert silent == []


@each_page
def test_every_page_cited_is_one_that_the_document_has(page: Path) -> None:
    found = list(CITATION.finditer(_text(page)))
    assert found, "a page of this folder cites its documents by page"
    wrong = []
    for match in found:
        first, last = DOCUMENTS[match[1]]
        wrong += [match[0] for number in match.groups()[1:] if number and not first <= int(number) <= last]
    assert wrong == []


@each_page
def test_every_link_to_a_record_leads_to_one_that_exists(page: Path, catalogue: Catalogue) -> None:
    """Or to the page that stands at the address of one that took another name or was withdrawn."""
    gone = explained(catalogue)
    known = {
        "modules": catalogue.modules,
        "demarches": catalogue.demarches,
        "certifications": catalogue.certifications,
    }
    named = [match.groups() for link in _links(page) if (match := RECORD.match(link))]
    assert [(kind, record) for kind, record in named if record not in known[kind] and (kind, record) not in gone] == []


@pytest.mark.parametrize("name", ["module-additionnel", "quand", "metiers-emergents", "enseignements", "evaluer"])
def test_the_explanations_are_illustrated_by_records(name: str) -> None:
    assert sum(bool(RECORD.match(link)) for link in _links(DOCS / f"comprendre/{name}.md")) >= 2


@each_page
def test_every_anchor_named_is_on_the_page_that_it_names(page: Path) -> None:
    missing = []
    for link in _links(page):
        target, _, anchor = link.partition("#")
        # Links that are written as HTML lead to what the data fills: the test of every internal link follows them.
        if anchor and (target == "" or target.endswith(".md")):
            file = (page.parent / target).resolve() if target else page
            missing += [link] if anchor not in ANCHOR.findall(file.read_text(encoding="utf-8")) else []
    assert missing == []


def _hard_words() -> dict[str, str]:
    """Words of the glossary that nobody guesses → their anchor: initials, and the two that come back everywhere."""
    titles = re.findall(r"(?m)^## (.+?) \{#([a-z0-9-]+)\}$", GLOSSARY.read_text(encoding="utf-8"))
    initials = {title: anchor for title, anchor in titles if re.fullmatch(r"[A-Z]{2,}", title)}
    return {**initials, "PRIC": "pric", "référentiel": "referentiel", "certificateur": "certificateur"}


@pytest.mark.parametrize("page", [p for p in FACTUAL if p != GLOSSARY], ids=lambda page: page.stem)
def test_a_hard_word_is_explained_where_it_first_appears(page: Path) -> None:
    # A link leads to the glossary, or to the section of this very page that explains the word.
    text = re.sub(r"(?m)^#.*$|\]\((?!#|[\w/.-]*glossaire\.md)[^)]*\)", "", _text(page))
    unexplained = []
    for word, anchor in _hard_words().items():
        case = re.NOFLAG if word.isupper() else re.IGNORECASE
        first = re.search(rf"(?<!\w){word}s?(?![\w-])", text, case)
        if not first:
            continue
        linked = re.compile(rf"\[[^]]*{word}s?[^]]*\]\((?:[\w/.-]*glossaire\.md)?#{anchor}s?\)", case)
        if not any(match.start() <= first.start() < match.end() for match in linked.finditer(text)):
            unexplained.append((word, text[max(0, first.start() - 40) : first.end() + 20]))
    assert unexplained == []


@each_page
def test_our_own_word_for_a_regional_programme_is_explained(page: Path) -> None:
    text = re.sub(r"La démarche pas à pas|\]\([^)]*\)", "", _text(page))
    assert "démarche" not in text.lower() or re.search(r"programmes? régiona(?:l|ux)", text)


@each_page
def test_quotations_are_short(page: Path) -> None:
    long = [quoted for quoted in QUOTATION.findall(_text(page)) if len(quoted.split()) > WORDS_AT_MOST]
    assert long == []


def test_the_glossary_is_in_alphabetical_order_and_its_list_names_every_word() -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    anchors = re.findall(r"(?m)^## .+ \{#([a-z0-9-]+)\}$", text)
    assert re.findall(r'<a href="#([a-z0-9-]+)">', text) == anchors
    assert len(anchors) == len(set(anchors)) > 30
