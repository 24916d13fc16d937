"""The pictures of the contributors' guide, taken from the site as it is: `python -m tests.browser.make_screenshots`.

Run it again when the form changes. They go to `docs/assets/images/`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.find_chromium import find_chromium
from tests.browser.server import served
from tests.conftest import CATALOGUE, ROOT, TODAY, catalogue_command

IMAGES = ROOT / "docs" / "assets" / "images"
_FORM = "contribuer/formulaire/"
_SIZE = {"width": 900, "height": 620}


def _questions(page: Page) -> None:
    """A title that looks like that of a published module."""
    page.get_by_label("Comment s’appelle le module").fill("Valorisation des déchets")
    page.get_by_label("Quelle région l’a créé").select_option("bretagne")
    expect(page.locator(".formulaire__proches")).to_contain_text("existe")
    heading = page.get_by_role("heading", name="Le module", exact=True)
    # In one step down, below the header: a step up would show the button that leads back to the top.
    heading.evaluate("node => window.scrollTo(0, node.getBoundingClientRect().top + window.scrollY - 80)")


def _result(page: Page) -> None:
    """The required answers, then the file that they make."""
    page.get_by_label("Comment s’appelle le module").fill("Tri des gravats")
    page.get_by_label("Quelle région l’a créé").select_option("bretagne")
    page.get_by_label("Qu’y apprend-on").fill("Trier les gravats d'un chantier et choisir où les porter.")
    page.get_by_role("checkbox", name="Bâtiment et travaux publics").check()
    page.get_by_role("group", name="À quelles transitions").get_by_role("checkbox", name="Aucune").check()
    page.get_by_label("Quelle sorte de compétence").select_option("technique")
    page.get_by_label("Document").select_option("guide-8")
    page.get_by_label("Page", exact=True).fill("14")
    page.get_by_label("Extrait", exact=True).fill("une formation, en deux temps")
    page.get_by_role("button", name="Aujourd’hui").click()
    expect(page.get_by_text("La fiche est prête.")).to_be_visible()
    page.locator("#resultat").evaluate("part => part.scrollIntoView()")


_PICTURES: dict[str, Callable[[Page], None]] = {
    "contribuer-questions.png": _questions,
    "contribuer-fiche-prete.png": _result,
}


def main() -> None:
    """Build the site as it is published, with the address of a repository, and take each picture."""
    with tempfile.TemporaryDirectory() as folder:
        site, root = Path(folder, "site"), Path(folder, "racine")
        root.mkdir()
        addresses = {"REPO_URL": "https://github.com/organisation/catalogue"}
        done = catalogue_command("build", "--catalogue", CATALOGUE, "--out", site, cwd=ROOT, env=addresses)
        assert done.returncode == 0, done.stderr
        with served(site, root) as address, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
            for name, prepare in _PICTURES.items():
                page = chromium.new_page(viewport=_SIZE, color_scheme="light", locale="fr-FR")
                page.clock.set_fixed_time(f"{TODAY}T10:00:00")
                page.goto(address + _FORM)
                expect(page.locator(".formulaire--pret")).to_be_visible()
                prepare(page)
                page.screenshot(path=IMAGES / name, animations="disabled", caret="hide")
                page.close()
            chromium.close()


if __name__ == "__main__":
    main()
