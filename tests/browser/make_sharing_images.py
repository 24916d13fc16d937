"""Draw the pictures that social networks show beside a link: `python -m tests.browser.make_sharing_images`.

Made once and kept in docs/assets/images/partage/: one for the site, and one for each region, sector and transition.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.model.catalogue import Vocabularies
from tests.browser.find_chromium import find_chromium

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER = DOCS / "assets" / "images" / "partage"
WIDTH, HEIGHT = 1200, 630
_PAGE = """<style>
body {{ margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 80px; color: #fff;
  background: #143a44; font-family: "DejaVu Sans", sans-serif; display: flex; flex-direction: column;
  justify-content: space-between }}
h1 {{ font-size: 76px; line-height: 1.15; margin: 0; max-width: 900px }}
p {{ font-size: 36px; margin: 0; border-top: 4px solid #62a6b3; padding-top: 28px }}
.picture {{ position: absolute; right: 80px; top: 80px; width: 150px; height: 150px; filter: invert(1) }}
</style>{picture}<h1>{title}</h1><p>Catalogue des modules additionnels</p>"""


def pictures(words: Vocabularies) -> Iterator[tuple[str, str, str]]:
    """The name of each picture, what it says, and the symbol that it shows."""
    yield "site", "De courtes formations ajoutées aux diplômes", "theme"
    for region in words.regions.values():
        yield f"regions-{region.id}", region.libelle, "region"
    for sector in words.secteurs.values():
        yield f"secteurs-{sector.id}", sector.libelle, sector.id
    for transition in words.transitions.values():
        yield f"transitions-{transition.id}", transition.libelle, transition.id


def main() -> None:
    """Draw them all."""
    catalogue = check(load(DOCS.parent / "catalogue")).catalogue
    assert catalogue is not None
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, title, symbol in pictures(catalogue.vocabularies):
            svg = (DOCS / "assets" / "symboles" / f"{symbol}.svg").read_text(encoding="utf-8")
            page.set_content(_PAGE.format(picture=f'<div class="picture">{svg}</div>', title=escape(title)))
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
