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
from build_tools.site.uses import document_uses
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
        Section(
            "index.html",
            "accueil",
            "sections/accueil.html",
            lambda: {"example": example(catalogue), "map": _regions(catalogue)},
        ),
        *(_landing(name) for name in ("trouver", "comprendre", "contribuer")),
        Section("modules/index.html", "modules", "sections/modules.html", partial(_first_list, catalogue)),
        Section(
            "recherche/index.html", "recherche", "sections/recherche.html", lambda: {"facets": shown_facets(catalogue)}
        ),
        Section(
            "regions/index.html",
            "regions",
            "sections/regions.html",
            lambda: {"map": _regions(catalogue), "part": _part("regions")},
        ),
        Section("secteurs/index.html", "secteurs", "sections/secteurs.html"),
        Section("transitions/index.html", "transitions", "sections/transitions.html"),
        Section("themes/index.html", "themes", "sections/themes.html"),
        Section("certifications/index.html", "certifications", "sections/certifications.html"),
        Section(
            "certificateurs/index.html",
            "certificateurs",
            "sections/certificateurs.html",
            lambda: {
                "bodies": certifying_bodies(catalogue),
                "unknown": [c for c in catalogue.certifications.values() if not c.certificateur],
                "part": _part("certificateurs"),
            },
        ),
        Section(
            "transmissions/index.html",
            "transmissions",
            "sections/transmissions.html",
            partial(transmissions_context, published),
        ),
        Section(
            "echeances/index.html",
            "echeances",
            "sections/echeances.html",
            lambda: {"deadlines": deadlines(published.dossiers.values())},
        ),
        Section(
            "referentiels/index.html",
            "referentiels",
            "sections/referentiels.html",
            lambda: {"standings": [s for s in published.standings if s.compared]},
        ),
        Section(
            "metiers/index.html",
            "metiers",
            "sections/metiers.html",
            lambda: {"sectors": listing.occupations_by_sector(catalogue)},
        ),
        Section(
            "competences/index.html",
            "competences",
            "sections/competences.html",
            lambda: {"skills": official_skills(catalogue), "differing": differing_marks(catalogue)},
        ),
        Section("demarches/index.html", "demarches", "sections/demarches.html"),
        Section("ecarts/index.html", "ecarts", "sections/ecarts.html", partial(gaps_context, catalogue)),
        Section(
            "contribuer/champs/index.html",
            "champs",
            "sections/champs.html",
            lambda: {"tables": field_tables(catalogue)},
        ),
        *(
            Section(
                f"{form.address}index.html",
                name,
                "sections/formulaire.html",
                partial(_form_context, published, form),
            )
            for name, form in (("formulaire", FORMS["modules"]), ("ecarts-formulaire", FORMS["ecarts"]))
        ),
        Section("panorama/index.html", "panorama", "sections/panorama.html", lambda: {"p": panorama(catalogue)}),
        Section("pas-a-pas/index.html", "pas-a-pas", "sections/pas_a_pas.html", partial(approach_context, published)),
        Section(
            "resultats/index.html",
            "resultats",
            "sections/resultats.html",
            lambda: {"r": results(catalogue), "points": POINTS_OF_VIEW},
        ),
        Section("signaux/index.html", "signaux", "sections/signaux.html", partial(signals_context, catalogue)),
        Section("comparer/index.html", "comparer", "sections/comparer.html", lambda: {"fields": compared_fields()}),
        Section(
            "contribuer/classeur/index.html",
            "classeur",
            "sections/classeur.html",
            lambda: {**reader_context(), "repository": published.addresses.repository},
        ),
        Section("contribuer/grille/index.html", "grilles", "sections/grilles.html", partial(grids_context, catalogue)),
        Section("parcours/index.html", "parcours", "sections/parcours.html"),
        Section("besoin/index.html", "besoin", "sections/besoin.html", needs_context),
        Section(
            "contribuer/regles/index.html", "regles", "sections/regles.html", lambda: {"families": rule_families()}
        ),
        Section(DATA_PAGE, "donnees", "sections/donnees.html", partial(open_data_context, published, manifest)),
        Section("donnees/api/index.html", "api", "sections/api.html", partial(api_context, published)),
        Section(
            "donnees/versions/index.html", "versions", "sections/versions.html", partial(versions_context, published)
        ),
        Section("sources/index.html", "sources", "sections/sources.html", lambda: {"uses": document_uses(catalogue)}),
        Section(
            "nouveautes/index.html",
            "nouveautes",
            "sections/nouveautes.html",
            lambda: {"changes": published.changes[:LATEST_CHANGES], "families": feed_families(catalogue)},
        ),
        Section(
            "donnees/lheo/index.html",
            "lheo",
            "sections/lheo.html",
            lambda: {"tables": (("Le module", lheo_mapping.MODULE), ("Le parcours certifiant", lheo_mapping.COURSE))},
        ),
    )


def _landing(name: str) -> Section:
    """A landing page that only its part's cards complete."""
    return Section(f"{name}/index.html", name, "sections/plan.html", lambda: {"part": _part(name)})


def _part(name: str) -> Part:
    return next(part for part in PLAN if part.address == f"{name}/")


def _form_context(published: Published, form: Form) -> Mapping[str, Any]:
    """The questions of a form, and where its answers may be sent."""
    return {"form": form, "parts": parts(published.catalogue, form), "repository": published.addresses.repository}


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
