"""Each free text of a record is on its own page and in the text of all records, whatever stands beside it."""

from __future__ import annotations

import re

import pytest

from build_tools.checking.check import check
from build_tools.exports.catalogue_markdown import markdown_text
from build_tools.exports.published import Published
from build_tools.loading.catalogue import load
from build_tools.model.kinds import KINDS
from build_tools.site.page_layout import LAYOUT_ADDRESS, cut
from build_tools.site.pages import data_pages
from build_tools.site.rendering import Renderer
from tests.conftest import GAP, copy_small_catalogue, published
from tests.every_text import MARK, Filled, filled_catalogue
from tests.site import made
from tests.site.html_facts import read_html

pytestmark = pytest.mark.slow

SITE = "https://catalogue.exemple.fr"
# The filled sources name a document, by whose own title they are said; the text of all records quotes no passage.
_NOT_IN_MARKDOWN = re.compile(r".*\.sources?\.(titre|editeur|extrait)")
# Besides: the passages that prove parts, the key of a harvested list, why a certification has no code, where it has
# one; what a person read of a skill stands in its dossier.
_NOT_ON_ITS_PAGE = re.compile(
    r".*\.sources?\.(titre|editeur)|.*\.(enregistrements|blocs|lectures)\.sources?\.extrait"
    r"|modules\.origine\.cle|certifications\.motif|referentiels\.lectures\.competence"
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    base = check(load(copy_small_catalogue(tmp_path_factory.mktemp("faits") / "catalogue", GAP))).catalogue
    assert base is not None
    return filled_catalogue(base)


@pytest.fixture(scope="module")
def what(filled: Filled) -> Published:
    return published(filled.catalogue, SITE)


def _unsaid(filled: Filled, kind: str, text: str) -> set[str]:
    """The places of the texts of a kind of record that are not in `text`."""
    said = {int(number) for number in MARK.findall(text)}
    return {place for n, place in filled.places.items() if place.split(".")[0] == kind and n not in said}


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_text_of_all_records(filled: Filled, what: Published, kind: str) -> None:
    unsaid = _unsaid(filled, kind, markdown_text(what))
    assert {place for place in unsaid if not _NOT_IN_MARKDOWN.fullmatch(place)} == set()


def test_on_its_own_page(filled: Filled, what: Published, tmp_path_factory: pytest.TempPathFactory) -> None:
    renderer = Renderer(what, cut((made.theme(tmp_path_factory) / LAYOUT_ADDRESS / "index.html").read_text("utf-8")))
    own = {f"{kind}/{next(iter(filled.catalogue.records(kind)))}/": kind for kind in KINDS}
    for page in data_pages(filled.catalogue):
        if kind := own.pop(page.address, ""):
            unsaid = _unsaid(filled, kind, read_html(renderer.html(page).decode()).content)
            assert {place for place in unsaid if not _NOT_ON_ITS_PAGE.fullmatch(place)} == set()
    assert own == {}
