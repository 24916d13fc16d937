"""From the last key to the first result, in a real browser on localhost: python -m benchmarks.search_speed [N …].

Each N is a number of modules; the real catalogue comes first. The times include the wait after the last key.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.search_site import made_catalogue, search_site
from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.site.theme_build import build_theme
from tests.browser.find_chromium import find_chromium
from tests.browser.server import served

PROJECT = Path(__file__).parent.parent
TARGET = 300  # ms
REPEATS = 3
QUERIES = ("vélo", "numérique", "pompe a chaleur", "SST", "alzeimer", "anglais tourisme bourgogne", "aide soignante")
# Where one types, and what shows the first result.
PLACES = {
    "explorer": ("recherche/", "#q", ".explorateur__liste"),
    "header": ("licence/", "#recherche-entete", "#recherche-entete-suggestions"),
}

# Milliseconds from the last change of the field to the next frame after the list of results has changed.
_WATCH = """([field, list]) => {
  window.last = 0; window.took = undefined;
  document.querySelector(field).addEventListener("input", () => {
    window.last = performance.now();
    window.took = undefined;
  });
  const seen = () => requestAnimationFrame(() => { window.took ??= performance.now() - window.last });
  new MutationObserver(seen).observe(document.querySelector(list), { childList: true });
}"""


def times(page: Page, address: str, place: str) -> list[float]:
    """The time of each query, in milliseconds."""
    path, field, results = PLACES[place]
    page.goto(address + path)
    page.locator(field).focus()
    page.wait_for_load_state("networkidle")
    page.evaluate(_WATCH, [field, results])
    found = []
    for query in QUERIES * REPEATS:
        page.locator(field).fill("")
        page.wait_for_timeout(400)
        page.locator(field).press_sequentially(query, delay=30)
        page.wait_for_function("() => window.took !== undefined")
        page.wait_for_timeout(200)
        found.append(float(page.evaluate("window.took")))
    return found


def measure(site: Path, count: int, root: Path) -> None:
    """Print one line for each place."""
    with served(site, root) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for place in PLACES:
            page = browser.new_page()
            found = times(page, address, place)
            print(f"{count:>8} | {place:<10} | {median(found):>9.0f} | {max(found):>8.0f} | {TARGET:>7}", flush=True)
            page.close()
        browser.close()


def main(counts: Sequence[int]) -> int:
    """Build a search for the real catalogue and for each size, and print the table."""
    print(f"{'modules':>8} | {'place':<10} | median ms | worst ms | target")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_theme("mkdocs", PROJECT, folder / "theme")
        real = check(load(PROJECT / "catalogue")).catalogue
        assert real is not None, "catalogue check"
        for number, count in enumerate((0, *counts)):
            catalogue = made_catalogue(count, folder / f"catalogue-{number}") if count else real
            search_site(folder / "theme", catalogue, folder / f"site-{number}")
            measure(folder / f"site-{number}", len(catalogue.modules), folder / f"root-{number}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main([int(argument) for argument in sys.argv[1:]] or [10_000]))
