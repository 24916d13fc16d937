"""Readable by everyone: without JavaScript, on narrow screens, on paper, by keyboard, in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.find_chromium import find_chromium
from tests.browser.visitor import DESKTOP, KINDS, PHONE, SMALL_PHONE, Visitor, open_drawer

pytestmark = pytest.mark.browser

_WIDER_THAN_THE_SCREEN = """() => {
  const width = document.documentElement.clientWidth;
  const cuts = e => ["auto", "scroll", "hidden"].includes(getComputedStyle(e).overflowX);
  const scrolls = e => !e.matches("main, footer") && (cuts(e) || scrolls(e.parentElement));
  return [...document.querySelectorAll("main *, footer *")]
    .filter(e => e.getBoundingClientRect().right > width + 1 && e.getClientRects().length && !scrolls(e.parentElement))
    .map(e => e.outerHTML.slice(0, 120));
}"""


def _text(page: Page) -> str:
    """What the page says, but for the controls that only work with scripts."""
    page.eval_on_selector_all(".avec-script", "all => all.forEach((e) => e.remove())")
    return " ".join(page.locator("main .md-content").inner_text().split())


def test_the_list_of_modules_is_complete_without_javascript(visitor: Visitor, site: Path) -> None:
    files = list(site.glob("api/v1/modules/*.json"))
    page = visitor.open("modules/", java_script_enabled=False)
    shown = page.locator("main .carte-module__titre a").all()
    assert len(shown) == len(files) > 0
    assert all(link.is_visible() for link in shown)
    addresses = {link.get_attribute("href") for link in shown}
    assert addresses == {f"../modules/{file.stem}/" for file in files}


def test_every_kind_of_page_says_the_same_without_javascript(visitor: Visitor) -> None:
    plain, usual = visitor.page(java_script_enabled=False), visitor.page()
    for kind in ("accueil", "module", "région", "transition", "certification", "champs", "méthode"):
        path = KINDS[kind]
        plain.goto(visitor.address + path)
        usual.goto(visitor.address + path)
        assert plain.get_by_role("heading", level=1).is_visible(), kind
        assert _text(plain) == _text(usual), kind


def test_the_site_can_be_walked_through_without_javascript(visitor: Visitor) -> None:
    page = visitor.open("", java_script_enabled=False)
    page.locator("main").get_by_role("link", name="Centre-Val de Loire").first.click()
    page.locator("main .carte-module__titre a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("half", [0, 1])
def test_no_kind_of_page_scrolls_sideways_on_a_phone(visitor: Visitor, half: int) -> None:
    page = visitor.page(PHONE)
    wide = {}
    for kind in list(KINDS)[half::2]:
        page.goto(visitor.address + KINDS[kind])
        for width, height in (PHONE, SMALL_PHONE):
            page.set_viewport_size({"width": width, "height": height})
            if found := _too_wide_once_laid_out(page):
                wide[kind, width] = found
    assert wide == {}


def _too_wide_once_laid_out(page: Page) -> object:
    """What is wider than the screen, once the page has had two seconds to settle at its new width."""
    found: object = None
    for _ in range(20):
        excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = (excess, wider) if (wider := page.evaluate(_WIDER_THAN_THE_SCREEN)) or excess > 0 else None
        if found is None:
            return None
        page.wait_for_timeout(100)
    return found


def test_a_page_that_is_too_wide_would_be_seen(visitor: Visitor) -> None:
    page = visitor.open("", PHONE)
    assert page.evaluate(_WIDER_THAN_THE_SCREEN) == []
    page.evaluate("document.querySelector('main h1').style.width = '500px'")
    assert len(page.evaluate(_WIDER_THAN_THE_SCREEN)) > 0


def test_the_dark_theme_is_chosen_by_hand_and_remembered_on_other_pages(visitor: Visitor) -> None:
    page = visitor.open("")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name="Passer au thème sombre").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    for path in ("regions/corse/", "methode/"):
        page.goto(visitor.address + path)
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Passer au thème clair").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_without_a_choice_the_system_s_scheme_is_followed_whatever_the_storage_holds(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    body = page.locator("body")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    for kept in ('{"color":{"scheme":"rose"}}', "[]", "rien"):
        page.evaluate("(kept) => localStorage.setItem(`${__md_scope.pathname}.__palette`, kept)", kept)
        page.reload()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Passer au thème clair").click()
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize("kind", ["module", "accueil", "liste des modules", "méthode"])
def test_the_first_key_reaches_a_link_that_skips_to_the_content(visitor: Visitor, kind: str) -> None:
    page = visitor.open(KINDS[kind])
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Aller au contenu")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_the_focus_is_always_visible(visitor: Visitor) -> None:
    page = visitor.open("modules/nor-teillage-du-lin/")
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => outlineStyle + outlineWidth)(getComputedStyle(document.activeElement))"
        )
        assert not style.startswith("none"), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


# From a page of a group, the drawer opens on that group.
@pytest.mark.parametrize(("kind", "entry"), [("accueil", "Régions"), ("module", "Régions"), ("méthode", "Sources")])
def test_the_drawer_opens_on_a_phone_and_leads_somewhere(visitor: Visitor, kind: str, entry: str) -> None:
    page = visitor.open(KINDS[kind], PHONE)
    link = page.locator(".md-sidebar--primary").get_by_role("link", name=entry)
    expect(link).not_to_be_in_viewport()
    open_drawer(page)
    expect(link).to_be_in_viewport()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(entry)


def test_paper_shows_the_record_without_the_site_s_furniture(visitor: Visitor) -> None:
    page = visitor.open("modules/nor-teillage-du-lin/")
    expect(page.locator(".md-header")).to_be_visible()
    page.emulate_media(media="print")
    for furniture in (".md-header", ".md-tabs", ".pied", ".fil", ".actions"):
        expect(page.locator(furniture)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="D’où viennent ces informations")).to_be_visible()


# Words and codes of four letters or more that stand on two lines of a table; headings turned on their side have none.
_CUT_WORDS = """() => {
  const CODE = 14; // letters of the longest code that a line holds, « RNCP37715BC01 »
  const found = new Set();
  const range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    const holder = text.parentElement;
    if (!holder.closest("td, th") || !holder.checkVisibility()) continue;
    if (holder.closest("code") && text.data.length > CODE) continue;
    const style = getComputedStyle(holder);
    if (style.hyphens === "auto" || style.writingMode !== "horizontal-tb") continue;
    for (const word of text.data.matchAll(/[\\p{L}\\p{N}’]{4,}/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top));
      if (new Set(lines).size > 1) found.add(word[0]);
    }
  }
  return [...found];
}"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALL_PHONE], ids=["desktop", "phone", "small phone"])
@pytest.mark.parametrize(
    "kind", ["transmissions", "région", "certification", "dossier", "panorama", "versions", "sources"]
)
def test_no_word_of_a_table_is_cut(visitor: Visitor, kind: str, size: tuple[int, int]) -> None:
    page = visitor.open(KINDS[kind], size)
    assert page.evaluate(_CUT_WORDS) == []


@pytest.mark.parametrize("kind", ["accueil", "module", "recherche", "région", "besoin", "certification"])
def test_a_phone_whose_text_is_twice_as_large_cuts_nothing(browser: Browser, address: str, kind: str) -> None:
    large = ["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    with browser.browser_type.launch(executable_path=find_chromium(), args=large) as own:
        page = own.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="fr-FR")
        page.goto(address + KINDS[kind])
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        title, header = (
            page.locator(".md-header__title .md-ellipsis").bounding_box(),
            page.locator(".md-header").bounding_box(),
        )
        assert title is not None
        assert header is not None
        assert header["y"] <= title["y"]
        assert title["y"] + title["height"] <= header["y"] + header["height"]
