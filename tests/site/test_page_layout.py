"""The page layout is cut at its sentinels, exactly as many as expected, and filled without trusting text."""

from __future__ import annotations

import re

import pytest

from build_tools.site.page_layout import EXPECTED, LAYOUT_ADDRESS, PageLayoutError, cut, highlight_tab

LAYOUT = f"""<html><head><title>@@TITRE@@ - Site</title>
  <meta name="description" content="@@DESCRIPTION@@">
  <meta property="og:title" content="@@TITRE@@"><meta property="og:description" content="@@DESCRIPTION@@">@@TETE@@
  <link rel="canonical" href="https://exemple.fr/{LAYOUT_ADDRESS}"></head>
  <body><nav><li class="md-tabs__item">
    <a href="../../regions/" class="md-tabs__link">Régions</a></li>
    <li class="md-tabs__item"><a href="../../trouver/" class="md-tabs__link">Trouver</a></li></nav>
  @@CORPS@@</body></html>"""


def _fill(**values: str) -> str:
    given = {"title": "T", "description": "D", "address": "modules/x/", "body": "<p>corps</p>", **values}
    return cut(LAYOUT).fill(**given).decode()


def test_a_page_holds_its_title_its_description_its_body_and_no_sentinel() -> None:
    html = _fill(title="Lin", description="Du lin")
    assert "<title>Lin - Site</title>" in html
    assert 'property="og:title" content="Lin"' in html
    assert 'content="Du lin"' in html
    assert "<p>corps</p>" in html
    assert "@@" not in html


def test_what_programs_read_of_a_page_is_in_its_head_once() -> None:
    html = _fill(head="<script>1</script>")
    assert html.count("<script>1</script>") == 1
    assert html.index("<script>1") < html.index("</head>")


def test_the_address_of_the_gabarit_becomes_that_of_the_page() -> None:
    html = _fill(address="regions/corse/")
    assert 'href="https://exemple.fr/regions/corse/"' in html
    assert LAYOUT_ADDRESS not in html


@pytest.mark.parametrize("name", ["title", "description"])
def test_titles_and_descriptions_are_escaped(name: str) -> None:
    html = _fill(**{name: '"><script>alert(1)</script>&'})
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in html


def test_a_sentinel_in_a_record_is_left_as_text() -> None:
    html = _fill(title="@@CORPS@@", body="<p>@@TITRE@@ gabarit/fiche/</p>")
    assert html.count("<p>@@TITRE@@ gabarit/fiche/</p>") == 1
    assert "<title>@@CORPS@@ - Site</title>" in html


def test_titles_get_french_typography() -> None:
    assert "<title>L’eau\u00a0: où\u202f? - Site</title>" in _fill(title="L'eau : où ?")


@pytest.mark.parametrize("sentinel", EXPECTED)
def test_a_missing_sentinel_is_said_in_french(sentinel: str) -> None:
    expected = EXPECTED[sentinel]
    with pytest.raises(PageLayoutError) as caught:
        cut(LAYOUT.replace(sentinel, "", 1))
    assert str(caught.value) == f"le gabarit contient {expected - 1} fois « {sentinel} » au lieu de {expected}."


@pytest.mark.parametrize("sentinel", EXPECTED)
def test_a_sentinel_too_many_is_said_in_french(sentinel: str) -> None:
    with pytest.raises(PageLayoutError, match=f"{EXPECTED[sentinel] + 1} fois « {sentinel} »"):
        cut(LAYOUT + sentinel)


@pytest.mark.parametrize(
    ("section", "tab"),
    [("regions", "regions"), ("demarches", "regions"), ("modules", "trouver"), ("themes", "trouver")],
)
def test_only_the_tab_of_the_part_of_the_page_is_marked(section: str, tab: str) -> None:
    html = highlight_tab(cut(LAYOUT), section).fill(title="", description="", address="", body="").decode()
    active = re.findall(r'md-tabs__item--active">\s*<a href="../../(\w+)/"', html)
    assert active == [tab]
    assert html.count("md-tabs__item--active") == 1


def test_a_section_without_a_tab_marks_none() -> None:
    layout = cut(LAYOUT)
    assert highlight_tab(layout, "gabarit") == layout
