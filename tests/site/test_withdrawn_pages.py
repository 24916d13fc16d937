"""What stands at the address of a record or term that is no more."""

import re

import pytest

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.site.page_layout import cut
from build_tools.site.pages import data_pages
from build_tools.site.rendering import Renderer
from tests.conftest import MODULE, published

LAYOUT = (
    '<html><head><title>@@TITRE@@</title><meta content="@@TITRE@@"><meta content="@@DESCRIPTION@@">@@TETE@@</head>'
    "<body>@@DESCRIPTION@@@@CORPS@@</body></html>"
)


@pytest.fixture
def pages(catalogue_copy, tmp_path):
    """Address → HTML of the withdrawn pages of a catalogue that replaced a module and withdrew two things."""
    file = catalogue_copy / MODULE
    file.write_text(file.read_text().replace("\nsources:", "\nremplace: [nor-ancien]\nsources:"))
    (catalogue_copy / "vocabulaires" / "retraits.yml").write_text(
        "termes:\n"
        "  - {id: nor-faux, libelle: Faux module, collection: modules, date: 2026-01-05, motif: Erreur de 5 < 6 & 7.}\n"
        "  - {id: vieux, libelle: Vieux thème, collection: themes, date: 2026-01-05, motif: Réuni.,"
        " remplace_par: langues}\n"
    )
    catalogue = check(load(catalogue_copy)).catalogue
    found = [page for page in data_pages(catalogue) if page.template == "retrait.html"]
    renderer = Renderer(published(catalogue), cut(LAYOUT))
    return {page.address: renderer.html(page).decode() for page in found}


def test_each_old_address_has_a_page(pages):
    assert list(pages) == ["modules/nor-ancien/", "modules/nor-faux/", "themes/vieux/"]


def test_a_replaced_module_leads_to_its_successor_at_once(pages):
    html = pages["modules/nor-ancien/"]
    assert '<meta http-equiv="refresh" content="0; url=../../modules/nor-teillage-du-lin/">' in html
    assert '<a href="../../modules/nor-teillage-du-lin/">Compétences liées au teillage (filière lin)</a>' in html


def test_a_withdrawn_record_says_why_and_when(pages):
    html = pages["modules/nor-faux/"]
    assert "Erreur de 5 &lt; 6 &amp; 7." in html
    assert re.search("5.janvier.2026", html)
    assert "refresh" not in html


def test_a_withdrawn_term_says_why_then_where_to_go(pages):
    html = pages["themes/vieux/"]
    assert "Réuni." in html
    assert 'href="../../themes/langues/">Langues</a>' in html
    assert "refresh" not in html


def test_search_engines_forget_them(pages):
    assert all(
        re.search(r'<meta name="robots" content="noindex">.*</head>', html, re.DOTALL) for html in pages.values()
    )
