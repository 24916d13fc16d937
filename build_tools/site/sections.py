"""The hand-written pages with a placeholder, and what the data puts there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.analysis.deadlines import deadlines
from build_tools.analysis.results import POINTS_OF_VIEW, results
from build_tools.exports import lheo_mapping
from build_tools.exports.export import Manifest
from build_tools.exports.feeds import Feed, feeds
from build_tools.exports.published import Published
from build_tools.model import Catalogue, Module
from build_tools.model.completeness import points_met
from build_tools.site import listing
from build_tools.site.browser_reader import reader_context
from build_tools.site.comparison import compared_fields
from build_tools.site.document_uses import document_uses
from build_tools.site.dossier_pages import approach_context, transmissions_context
from build_tools.site.facets import shown_facets
from build_tools.site.field_guide import field_tables
from build_tools.site.form import FORMS, Form, parts
from build_tools.site.gap_pages import gaps_context
from build_tools.site.grid_pages import grids_context
from build_tools.site.needs import needs_context
from build_tools.site.official_skills import differing_marks, official_skills
from build_tools.site.open_data import api_context, open_data_context
from build_tools.site.pages import list_context
from build_tools.site.panorama import panorama
from build_tools.site.plan import PLAN, Part
from build_tools.site.region_map import RegionMap, region_map
from build_tools.site.rule_guide import rule_families
from build_tools.site.signal_page import signals_context
from build_tools.site.versions import versions_context

LATEST_CHANGES = 30
# Chosen by hand: everyone knows what it is about.
EXAMPLE = "cvl-reparation-velos-assistance-electrique"
# The one page that shows what the exports wrote.
DATA_PAGE = "donnees/index.html"


@dataclass(frozen=True)
class Section:
    """A hand-written page of the theme with one placeholder that the data fills.

    `context` gives what the template shows: some of it takes a second at 10,000 modules, so only when it is shown.
    """

    file: str
    placeholder: str
    template: str
    context: Callable[[], Mapping[str, Any]] = dict

    @property
    def root(self) -> str:
        """The way from the page's folder to the site's root."""
        return "../" * self.file.count("/")


def sections(published: Published, manifest: Manifest) -> tuple[Section, ...]:
    """The hand-written pages that the data completes."""
    catalogue = published.catalogue
    return (
        _section("", lambda: {"example": example(catalogue), "map": _regions(catalogue)}, "accueil"),
        *(_landing(name) for name in ("trouver", "comprendre", "contribuer")),
        _section("modules/", partial(_first_list, catalogue)),
        _section("recherche/", lambda: {"facets": shown_facets(catalogue)}),
        _section("regions/", lambda: {"map": _regions(catalogue), "part": _part("regions")}),
        *(_section(f"{name}/") for name in ("secteurs", "transitions", "themes", "certifications")),
        _section("certificateurs/", partial(_certifiers, catalogue)),
        _section("transmissions/", partial(transmissions_context, published)),
        _section("echeances/", lambda: {"deadlines": deadlines(published.dossiers.values())}),
        _section("referentiels/", lambda: {"standings": [s for s in published.standings if s.compared]}),
        _section("metiers/", lambda: {"sectors": listing.occupations_by_sector(catalogue)}),
        _section(
            "competences/", lambda: {"skills": official_skills(catalogue), "differing": differing_marks(catalogue)}
        ),
        _section("demarches/"),
        _section("ecarts/", partial(gaps_context, catalogue)),
        _section("contribuer/champs/", lambda: {"tables": field_tables(catalogue)}),
        _form(published, FORMS["modules"], "formulaire"),
        _form(published, FORMS["ecarts"], "ecarts-formulaire"),
        _section("panorama/", lambda: {"p": panorama(catalogue)}),
        _section("pas-a-pas/", partial(approach_context, published)),
        _section("resultats/", lambda: {"r": results(catalogue), "points": POINTS_OF_VIEW}),
        _section("signaux/", partial(signals_context, catalogue)),
        _section("comparer/", lambda: {"fields": compared_fields()}),
        _section("contribuer/classeur/", lambda: {**reader_context(), "repository": published.addresses.repository}),
        _section("contribuer/grille/", partial(grids_context, catalogue), "grilles"),
        _section("parcours/"),
        _section("besoin/", partial(needs_context, catalogue)),
        _section("contribuer/regles/", lambda: {"families": rule_families()}),
        _section("donnees/", partial(open_data_context, published, manifest)),
        _section("donnees/api/", partial(api_context, published)),
        _section("donnees/versions/", partial(versions_context, published)),
        _section("sources/", lambda: {"uses": document_uses(catalogue)}),
        _section("nouveautes/", partial(_news, published)),
        _section(
            "donnees/lheo/",
            lambda: {"tables": (("Le module", lheo_mapping.MODULE), ("Le parcours certifiant", lheo_mapping.COURSE))},
        ),
    )


def _section(address: str, context: Callable[[], Mapping[str, Any]] = dict, name: str = "") -> Section:
    """The page at this address; its placeholder and its template have its name, that of its last folder."""
    name = name or address.rstrip("/").rpartition("/")[2]
    return Section(f"{address}index.html", name, f"sections/{name.replace('-', '_')}.html", context)


def _certifiers(catalogue: Catalogue) -> Mapping[str, Any]:
    unknown = [c for c in catalogue.certifications.values() if not c.certificateur]
    return {"bodies": certifying_bodies(catalogue), "unknown": unknown, "part": _part("certificateurs")}


def _news(published: Published) -> Mapping[str, Any]:
    return {"changes": published.changes[:LATEST_CHANGES], "families": feed_families(published.catalogue)}


def _landing(name: str) -> Section:
    """A landing page that only its part's cards complete."""
    return Section(f"{name}/index.html", name, "sections/plan.html", lambda: {"part": _part(name)})


def _part(name: str) -> Part:
    return next(part for part in PLAN if part.address == f"{name}/")


def _form(published: Published, form: Form, name: str) -> Section:
    """The page of a form: its questions, and where its answers may be sent."""

    def context() -> Mapping[str, Any]:
        repository = published.addresses.repository
        return {"form": form, "parts": parts(published.catalogue, form), "repository": repository}

    return Section(f"{form.address}index.html", name, "sections/formulaire.html", context)


def _first_list(catalogue: Catalogue) -> Mapping[str, Any]:
    """The first page of the list of all modules, in the default order."""
    order = listing.orders(catalogue)[0]
    pages = listing.pages_of(sorted(catalogue.modules.values(), key=order.key))
    return list_context(catalogue, order, pages, 0)


def _regions(catalogue: Catalogue) -> RegionMap:
    """The map of all modules."""
    counts = {region: len(found) for region, found in catalogue.by_region.items()}
    return region_map(catalogue.vocabularies.regions.values(), counts)


def example(catalogue: Catalogue) -> Module | None:
    """The example of the home page, or else the fullest record."""
    return catalogue.modules.get(EXAMPLE) or max(
        catalogue.modules.values(), key=lambda m: (points_met(m), m.id), default=None
    )


def feed_families(catalogue: Catalogue) -> Mapping[str, list[Feed]]:
    """Family of feeds (« Régions ») → its feeds."""
    families: dict[str, list[Feed]] = {}
    for feed in feeds(catalogue):
        families.setdefault(feed.family, []).append(feed)
    return families
