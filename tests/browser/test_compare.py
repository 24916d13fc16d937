"""A visitor keeps modules, then reads them side by side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.server import served
from tests.browser.test_accessibility import violations
from tests.browser.visitor import DESKTOP, PHONE, SMALL_PHONE, Scheme, Visitor
from tests.site import made

pytestmark = pytest.mark.browser

HEALTH, POSTURES, COOKING = "ge-ccs-esante", "ge-gestes-et-postures", "cvl-cuisiner-a-la-francaise"
MOBILITY, UNKNOWN = "cvl-mobilite-services-a-la-personne", "ge-savoir-etre-professionnels"
BOTH = f"comparer/?m={HEALTH}&m={POSTURES}"
_BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('non', 'SecurityError') } })"


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site where some modules have lengths, prerequisites and a skill in common."""
    with served(made.documented_site(tmp_path_factory), tmp_path_factory.mktemp("racine")) as address:
        yield address


@pytest.fixture
def adviser(browser: Browser, documented: str) -> Iterator[Visitor]:
    """A visitor of that site."""
    visitor = Visitor(browser, documented)
    yield visitor
    visitor.leave()


def _columns(page: Page) -> list[str]:
    expect(page.locator(".comparaison__avis")).not_to_contain_text("Lecture")
    return page.locator(".comparatif thead th[scope=col] a").all_text_contents()


def _row(page: Page, field: str) -> Locator:
    return page.locator(f".comparatif tr[data-champ={field}]")


def _bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Modules à comparer")


# The table ------------------------------------------------------------------------------------------------------------


def test_modules_stand_side_by_side_in_the_order_of_the_address(adviser: Visitor) -> None:
    page = adviser.open(f"comparer/?m={POSTURES}&m={HEALTH}&m={COOKING}")
    expect(page.locator(".comparatif")).to_be_visible()
    assert _columns(page) == ["Gestes et postures", "E-santé", "Cuisiner à la française"]
    expect(_row(page, "duree").locator("td")).to_have_text(["de 28 à 70\u00a0h", "14\u00a0h", "21 ou 49\u00a0h"])
    expect(_row(page, "evaluation")).to_be_hidden()  # none of them says it


def test_links_lead_where_they_led_on_the_module_s_page(adviser: Visitor) -> None:
    page = adviser.open(BOTH)
    region = _row(page, "region").get_by_role("link", name="Grand Est").first
    assert region.get_attribute("href") == f"{adviser.address}regions/grand-est/"
    region.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grand Est")


def test_what_differs_is_told_by_a_sign_and_not_by_colour_alone(adviser: Visitor) -> None:
    page = adviser.open(BOTH)
    expect(_row(page, "duree").locator("th")).to_have_text("Durée ≠(différence)")
    expect(_row(page, "nature").locator("th")).to_have_text("Nature")


def test_skills_in_common_are_told_apart_whatever_their_case_and_stops(adviser: Visitor) -> None:
    page = adviser.open(BOTH)
    skills = _row(page, "competences").locator("td")
    expect(skills.nth(0).locator("li")).to_have_text(["Rendre compte", "Écouter en commun"])
    expect(skills.nth(1).locator("li")).to_have_text(["Porter", "écouter. en commun"])


def test_what_no_source_states_is_marked_in_the_table_too(adviser: Visitor) -> None:
    after = "[data-champ]:has(+ .deduit), [data-champ]:has(+ p > .deduit:first-child)"
    page = adviser.open(f"modules/{HEALTH}/")
    marked = page.locator(f"[data-champ]:has(.deduit), {after}").evaluate_all(
        "all => all.map(one => one.dataset.champ)"
    )
    assert len(set(marked)) > 2
    assert page.locator(after).count()
    page = adviser.open(f"comparer/?m={HEALTH}&m={COOKING}")
    assert _columns(page)[0] == "E-santé"
    rows = page.locator(".comparatif tbody tr").evaluate_all("all => all.map(one => one.dataset.champ)")
    for field in {*marked} & {*rows}:
        expect(_row(page, field).locator("td").first).to_contain_text("déduit")


def test_only_differences_are_shown_on_demand_and_the_address_remembers(adviser: Visitor) -> None:
    page = adviser.open(BOTH)
    expect(_row(page, "nature")).to_be_visible()
    page.get_by_role("switch", name="Seulement les différences").check()
    expect(_row(page, "nature")).to_be_hidden()
    expect(_row(page, "duree")).to_be_visible()
    again = adviser.page()
    again.goto(page.url)
    expect(_row(again, "duree")).to_be_visible()
    expect(_row(again, "nature")).to_be_hidden()
    again.get_by_role("switch").uncheck()
    expect(_row(again, "nature")).to_be_visible()
    assert again.url == adviser.address + BOTH


def test_a_module_is_taken_away_and_the_back_button_brings_it_back(adviser: Visitor) -> None:
    page = adviser.open(f"{BOTH}&m={COOKING}")
    page.get_by_role("button", name="Retirer «\u00a0E-santé\u00a0» de la comparaison").click()
    expect(page.locator(".comparatif thead a")).to_have_text(["Gestes et postures", "Cuisiner à la française"])
    assert page.url == f"{adviser.address}comparer/?m={POSTURES}&m={COOKING}"
    expect(page.get_by_role("region", name="Tableau comparatif")).to_be_focused()
    page.go_back()
    expect(page.locator(".comparatif thead a")).to_have_count(3)
    page.go_forward()
    expect(page.locator(".comparatif thead a")).to_have_count(2)


# Addresses that ask for something else --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said", "columns"),
    [
        pytest.param("", "", 0, id="rien"),
        pytest.param(f"?m={HEALTH}", "Un seul module est choisi", 1, id="un-seul"),
        pytest.param(f"?m={HEALTH}&m={HEALTH}&m={POSTURES}", "n’est montré qu’une fois", 2, id="doublon"),
        pytest.param(
            f"?m={HEALTH}&m={POSTURES}&m={COOKING}&m={MOBILITY}&m={UNKNOWN}",
            f"Quatre modules au plus tiennent côte à côte. Laissés de côté\u00a0: {UNKNOWN}.",
            4,
            id="cinq",
        ),
        pytest.param(
            f"?m={HEALTH}&m=jamais-vu", "Le catalogue n’a pas de module «\u00a0jamais-vu\u00a0»", 1, id="inconnu"
        ),
        pytest.param("?m=par-region", "Le catalogue n’a pas de module «\u00a0par-region\u00a0»", 0, id="une-liste"),
        pytest.param(
            f"?m=%3Cimg%20src=x%20onerror=pirate=1%3E&m={HEALTH}",
            "Ce n’est pas l’identifiant d’un module\u00a0: «\u00a0<img src=x onerror=pirate=1>\u00a0»",
            1,
            id="balises",
        ),
        pytest.param("?m=../../etc/passwd", "«\u00a0../../etc/passwd\u00a0»", 0, id="chemin"),
        pytest.param("?m=javascript:pirate=1", "«\u00a0javascript:pirate=1\u00a0»", 0, id="script"),
        pytest.param(f"?m={'x' * 10_000}", "x" * 60 + "…", 0, id="long"),
        pytest.param("?" + "&".join(f"m={i}%20" for i in range(500)), "Laissés de côté", 0, id="beaucoup"),
    ],
)
def test_a_strange_address_is_explained_and_offers_a_way_out(
    adviser: Visitor, query: str, said: str, columns: int
) -> None:
    page = adviser.open(f"comparer/{query}")
    expect(page.locator(".comparaison__avis")).to_contain_text(said)
    assert len(_columns(page)) == columns
    expect(page.get_by_role("link", name="Choisir des modules dans la recherche")).to_be_visible(visible=columns < 2)
    assert page.evaluate("typeof window.pirate") == "undefined"
    assert page.locator(".md-content img").count() == 0
    assert [url for url in adviser.requests if not url.startswith((adviser.address, "data:"))] == []
    assert [text for text in adviser.complaints if "404" not in text] == []


def test_a_page_that_cannot_be_read_is_told_and_asked_again(adviser: Visitor) -> None:
    page = adviser.page()
    page.route(f"**/modules/{HEALTH}/", lambda route: route.abort())
    page.goto(adviser.address + BOTH)
    expect(page.locator(".comparaison__avis")).to_contain_text("Lecture impossible\u00a0: «\u00a0ge-ccs-esante\u00a0»")
    page.unroute_all()
    page.reload()
    expect(page.locator(".comparatif thead a")).to_have_count(2)


def test_text_that_attacks_stays_text_in_the_table(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    with served(made.hostile_site(tmp_path_factory), tmp_path_factory.mktemp("racine")) as address:
        victim = Visitor(browser, address)
        page = victim.open("comparer/?m=nor-teillage-du-lin")
        expect(_row(page, "resume")).to_contain_text("<script>window.pirate=1</script>")
        assert page.evaluate("typeof window.pirate") == "undefined"
        assert page.locator(".comparatif :is(script, img, svg, [onclick], [onmouseover])").count() == 0
        assert page.locator(".comparatif a:not([href^='http'])").count() == 0
        assert victim.complaints == []
        victim.leave()


# The selection --------------------------------------------------------------------------------------------------------


def test_modules_are_kept_from_page_to_page_then_compared(adviser: Visitor) -> None:
    page = adviser.open(f"modules/{HEALTH}/")
    button = page.get_by_role("button", name="Comparer")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(_bar(page).get_by_role("link")).to_be_hidden()
    button.click()
    expect(page.get_by_role("button", name="Dans la comparaison")).to_have_attribute("aria-pressed", "true")
    expect(_bar(page)).to_contain_text("1\u00a0module à comparer\u00a0: choisissez-en un autre")
    page.goto(f"{adviser.address}modules/{POSTURES}/")
    page.get_by_role("button", name="Comparer").click()
    expect(_bar(page).get_by_role("status")).to_have_text("2\u00a0modules à comparer")
    expect(_bar(page)).to_contain_text("E-santé · Gestes et postures")
    _bar(page).get_by_role("link", name="Comparer").click()
    expect(page.locator(".comparatif thead a")).to_have_text(["E-santé", "Gestes et postures"])
    assert page.url == adviser.address + BOTH


def test_a_fifth_module_is_refused_and_the_bar_says_why(adviser: Visitor) -> None:
    page = adviser.page()
    for module in (HEALTH, POSTURES, COOKING, MOBILITY, UNKNOWN):
        page.goto(f"{adviser.address}modules/{module}/")
        page.locator("button.comparer").click()
    expect(_bar(page)).to_contain_text("Quatre modules au plus\u00a0: retirez-en un pour en ajouter un autre.")
    expect(page.locator("button.comparer")).to_have_attribute("aria-pressed", "false")
    _bar(page).get_by_role("button", name="Vider").click()
    expect(_bar(page).get_by_role("button")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith('selection'))") == []


def test_the_tabs_of_a_visitor_agree(adviser: Visitor) -> None:
    one = adviser.open(f"modules/{HEALTH}/")
    other = one.context.new_page()
    other.goto(f"{adviser.address}modules/{HEALTH}/")
    one.locator("button.comparer").click()
    expect(other.get_by_role("button", name="Dans la comparaison")).to_be_visible()
    other.locator("button.comparer").click()
    expect(one.get_by_role("button", name="Comparer")).to_have_attribute("aria-pressed", "false")


def test_with_a_blocked_storage_the_button_works_on_its_page(adviser: Visitor) -> None:
    page = adviser.page()
    page.add_init_script(_BLOCKED)
    page.goto(f"{adviser.address}modules/{HEALTH}/")
    page.locator("button.comparer").click()
    expect(_bar(page)).to_contain_text("1\u00a0module à comparer")
    page.goto(adviser.address + BOTH)
    expect(page.locator(".comparatif thead a")).to_have_count(2)


@pytest.mark.parametrize(
    "kept",
    ["", "{", "null", '{"a": 1}', '[null, 3, {"id": "<b>", "titre": "x"}, {"id": "a"}]', '[{"id": "a", "titre": {}}]'],
)
def test_a_storage_that_holds_anything_is_an_empty_one(adviser: Visitor, kept: str) -> None:
    page = adviser.open(f"modules/{HEALTH}/")
    page.evaluate("kept => localStorage.setItem(new URL('../../', location).pathname + '.selection', kept)", kept)
    page.reload()
    expect(page.locator("button.comparer")).to_have_attribute("aria-pressed", "false")
    page.locator("button.comparer").click()
    expect(_bar(page)).to_contain_text("1\u00a0module à comparer")
    assert adviser.complaints == []


def test_adding_a_module_takes_the_compared_ones_along(adviser: Visitor) -> None:
    page = adviser.open(BOTH)
    page.get_by_role("link", name="Ajouter un module").click()
    page.goto(f"{adviser.address}modules/{COOKING}/")
    page.locator("button.comparer").click()
    expect(_bar(page)).to_contain_text("3\u00a0modules à comparer")


def test_a_selection_can_be_taken_up_from_the_empty_page(adviser: Visitor) -> None:
    page = adviser.page()
    for module in (HEALTH, POSTURES):
        page.goto(f"{adviser.address}modules/{module}/")
        page.locator("button.comparer").click()
    page.goto(f"{adviser.address}comparer/")
    page.get_by_role("link", name="Comparer ma sélection (2\u00a0modules)").click()
    expect(page.locator(".comparatif thead a")).to_have_count(2)


# For everyone ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", DESKTOP), ("dark", DESKTOP), ("light", SMALL_PHONE), ("dark", PHONE)]
)
def test_axe_finds_nothing_in_the_table_nor_in_the_bar(adviser: Visitor, scheme: Scheme, size: tuple[int, int]) -> None:
    page = adviser.open(BOTH, size, scheme)
    expect(page.locator(".comparatif")).to_be_visible()
    assert violations(page) == []
    page.goto(f"{adviser.address}modules/{HEALTH}/")
    page.locator("button.comparer").click()
    assert violations(page) == []


def test_nothing_moves_when_the_button_and_the_table_come(adviser: Visitor) -> None:
    page = adviser.page()
    page.add_init_script(
        "window.moved = 0;"
        "new PerformanceObserver((list) => list.getEntries().forEach((e) => { window.moved += e.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    for path in (f"modules/{HEALTH}/", BOTH, "parcours/tp-assistant-de-vie-aux-familles/"):
        page.goto(adviser.address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.moved") < 0.01, path


def test_on_a_phone_the_names_of_the_rows_stay_while_the_table_scrolls(adviser: Visitor) -> None:
    page = adviser.open(f"{BOTH}&m={COOKING}", SMALL_PHONE)
    expect(page.locator(".comparatif")).to_be_visible()
    _row(page, "duree").scroll_into_view_if_needed()
    page.locator(".comparaison__defile").evaluate("e => { e.scrollLeft = 200 }")
    expect(_row(page, "duree").locator("th")).to_be_in_viewport(ratio=1)
    expect(_row(page, "duree").locator("td").nth(1)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_paper_shows_the_table_without_its_controls(adviser: Visitor) -> None:
    page = adviser.open(BOTH)
    expect(page.locator(".comparatif")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".comparatif")).to_be_visible()
    for control in (".comparaison__outils", ".comparatif__retirer", ".selection"):
        expect(page.locator(control).filter(visible=True)).to_have_count(0)


def test_without_javascript_the_page_says_what_to_do_and_modules_have_no_dead_button(adviser: Visitor) -> None:
    page = adviser.open(BOTH, java_script_enabled=False)
    assert "La comparaison côte à côte demande JavaScript." in page.locator("main .md-content").inner_text()
    expect(page.locator("#comparaison")).to_be_hidden()
    page.goto(f"{adviser.address}modules/{HEALTH}/")
    expect(page.locator(".place-comparer")).to_be_hidden()
