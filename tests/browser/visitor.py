"""Someone who visits the site: opens pages at a size and in a scheme, and notes what the browser says."""

from __future__ import annotations

from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

Scheme = Literal["light", "dark"]

Look = tuple[Scheme, tuple[int, int]]

# Before what does not come is missed: a busy machine takes seconds where an idle one takes a tenth of one.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)

# What Material writes into the page for each scheme.
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
DESKTOP, PHONE, SMALL_PHONE = (1280, 900), (390, 844), (320, 640)

# One page of each kind: whatever has a template of its own, full and empty, rendered and written by hand.
KINDS = {
    "accueil": "",
    "trouver": "trouver/",
    "module": "modules/cvl-reparation-velos-assistance-electrique/",
    "liste des modules": "modules/",
    "recherche": "recherche/?q=num%C3%A9rique&secteur=btp",
    "recherche vide": "recherche/?q=xyzzy&region=bretagne",
    "panorama": "panorama/",
    "besoin": "besoin/",
    "signaux": "signaux/",
    "région": "regions/normandie/",
    "région vide": "regions/corse/",
    "régions": "regions/",
    "secteur": "secteurs/industrie/",
    "secteurs": "secteurs/",
    "transition": "transitions/ecologique/",
    "thème": "themes/cycle/",
    "thèmes": "themes/",
    "certification": "certifications/tp-assistant-de-vie-aux-familles/",
    "certifications": "certifications/",
    "dossier": "dossiers/tp-assistant-de-vie-aux-familles/",
    "certificateur": "certificateurs/ministere-du-travail/",
    "certificateurs": "certificateurs/",
    "dossier à envoyer": "certificateurs/union-sport-et-cycle/dossier.html",
    "transmissions": "transmissions/",
    "échéances": "echeances/",
    "comparer à un référentiel": "referentiels/",
    "référentiel": "referentiels/rncp-4821/",
    "résultats": "resultats/",
    "comprendre": "comprendre/",
    "qui fait quoi": "comprendre/qui-fait-quoi/",
    "glossaire": "comprendre/glossaire/",
    "pas à pas": "pas-a-pas/",
    "parcours": "parcours/tp-assistant-de-vie-aux-familles/?m=ge-gestes-et-postures&m=ge-ccs-esante",
    "parcours vide": "parcours/clea-numerique/",
    "choix d'un parcours": "parcours/",
    "comparaison": "comparer/?m=ge-gestes-et-postures&m=ge-ccs-esante",
    "comparaison vide": "comparer/",
    "compétences": "competences/",
    "écarts": "ecarts/",
    "écart": "ecarts/cvl-garder-une-juste-distance/",
    "nouveautés": "nouveautes/",
    "métier": "metiers/I1619/",
    "métiers": "metiers/",
    "démarche": "demarches/normandie-incubation-certifications/",
    "démarches": "demarches/",
    "source": "sources/guide-8/",
    "sources": "sources/",
    "champs": "contribuer/champs/",
    "règles": "contribuer/regles/",
    "contribuer": "contribuer/",
    "formulaire": "contribuer/formulaire/",
    "fiche à la main": "contribuer/git/",
    "tableur": "contribuer/tableur/",
    "déposer un tableur": "contribuer/classeur/",
    "méthode": "methode/",
    "licence": "licence/",
    "versions": "donnees/versions/",
}


def open_drawer(page: Page) -> None:
    """Open the menu of narrow screens and wait until it stands still."""
    page.get_by_role("button", name="Menu").click()
    expect(page.locator(".md-sidebar--primary .menu__titre")).to_be_in_viewport(ratio=1)


class Visitor:
    """A browser context; `requests`, `failed` and `complaints` note what its pages did."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.address = address
        self.requests: list[str] = []
        self.failed: list[str] = []
        self.complaints: list[str] = []

    def page(self, size: tuple[int, int] = DESKTOP, scheme: Scheme = "light", **options: Any) -> Page:
        """A new page, nothing opened yet."""
        viewport: Any = {"width": size[0], "height": size[1]}
        context = self._browser.new_context(
            viewport=viewport, color_scheme=scheme, reduced_motion="reduce", locale="fr-FR", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", self._note_request)
        page.on("response", self._note_response)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def open(self, path: str, size: tuple[int, int] = DESKTOP, scheme: Scheme = "light", **options: Any) -> Page:
        """A new page, opened at a path of the site."""
        page = self.page(size, scheme, **options)
        page.goto(self.address + path)
        return page

    def leave(self) -> None:
        """Close everything."""
        for context in self._contexts:
            context.close()

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


def show_all(page: Page) -> None:
    """Lay out what is far below too, as it is once a visitor has come to it: axe would judge it at a guessed place."""
    page.evaluate(
        """() => { for (const part of document.querySelectorAll("*"))
            if (getComputedStyle(part).contentVisibility === "auto") part.style.contentVisibility = "visible" }"""
    )
