"""The hand-written pages with a placeholder, and what the data puts there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.analysis.results import POINTS_OF_VIEW, results
from build_tools.exports import lheo_mapping
from build_tools.exports.export import Manifest
from build_tools.exports.feeds import Feed, feeds
from build_tools.exports.published import Published
from build_tools.model import Catalogue, Module
from build_tools.site import listing
from build_tools.site.comparison import compared_fields
from build_tools.site.dossier_pages import approach_context, transmissions_context
from build_tools.site.facets import shown_facets
from build_tools.site.field_guide import field_tables
from build_tools.site.form import parts
from build_tools.site.needs import needs_context
from build_tools.site.open_data import open_data_context, operations
from build_tools.site.pages import list_context
from build_tools.site.panorama import panorama
from build_tools.site.region_map import region_map
from build_tools.site.rule_guide import rule_families
from build_tools.site.signal_page import signals_context
from build_tools.site.uses import document_uses

LATEST_CHANGES = 30


@dataclass(frozen=True)
class Section:
    """A hand-written page of the chrome with one placeholder that the data fills."""

    file: str
    placeholder: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The way from the page's folder to the site's root."""
        return "../" * self.file.count("/")


def sections(published: Published, manifest: Manifest) -> tuple[Section, ...]:
    """The hand-written pages that the data completes."""
    catalogue = published.catalogue
    words = catalogue.vocabularies
    order = listing.orders(catalogue)[0]
    ordered = sorted(catalogue.modules.values(), key=order.key)
    pages = listing.pages_of(ordered)
    regions = region_map(words.regions.values(), {r: len(found) for r, found in catalogue.by_region.items()})
    return (
        Section("index.html", "accueil", "sections/accueil.html", {"examples": examples(catalogue), "map": regions}),
        Section(
            "modules/index.html",
            "modules",
            "sections/modules.html",
            list_context(catalogue, order, pages, 0),
        ),
        Section("recherche/index.html", "recherche", "sections/recherche.html", {"facets": shown_facets(catalogue)}),
        Section("regions/index.html", "regions", "sections/regions.html", {"map": regions}),
        Section("secteurs/index.html", "secteurs", "sections/secteurs.html"),
        Section("transitions/index.html", "transitions", "sections/transitions.html"),
        Section("themes/index.html", "themes", "sections/themes.html"),
        Section("certifications/index.html", "certifications", "sections/certifications.html"),
        Section(
            "certificateurs/index.html",
            "certificateurs",
            "sections/certificateurs.html",
            {
                "bodies": certifying_bodies(catalogue),
                "unknown": [c for c in catalogue.certifications.values() if not c.certificateur],
            },
        ),
        Section(
            "transmissions/index.html", "transmissions", "sections/transmissions.html", transmissions_context(published)
        ),
        Section(
            "metiers/index.html",
            "metiers",
            "sections/metiers.html",
            {"metiers": [words.metiers[code] for code in sorted(catalogue.by_occupation)]},
        ),
        Section("demarches/index.html", "demarches", "sections/demarches.html"),
        Section("contribuer/champs/index.html", "champs", "sections/champs.html", {"tables": field_tables(catalogue)}),
        Section(
            "contribuer/formulaire/index.html",
            "formulaire",
            "sections/formulaire.html",
            {"parts": parts(catalogue), "repository": published.addresses.repository},
        ),
        Section("panorama/index.html", "panorama", "sections/panorama.html", {"p": panorama(catalogue)}),
        Section("pas-a-pas/index.html", "pas-a-pas", "sections/pas_a_pas.html", approach_context(published)),
        Section(
            "resultats/index.html",
            "resultats",
            "sections/resultats.html",
            {"r": results(catalogue), "points": POINTS_OF_VIEW},
        ),
        Section("signaux/index.html", "signaux", "sections/signaux.html", signals_context(catalogue)),
        Section("comparer/index.html", "comparer", "sections/comparer.html", {"fields": compared_fields()}),
        Section("parcours/index.html", "parcours", "sections/parcours.html"),
        Section("besoin/index.html", "besoin", "sections/besoin.html", needs_context()),
        Section("contribuer/regles/index.html", "regles", "sections/regles.html", {"families": rule_families()}),
        Section("donnees/index.html", "donnees", "sections/donnees.html", open_data_context(published, manifest)),
        Section("donnees/api/index.html", "api", "sections/api.html", {"operations": operations(published)}),
        Section("sources/index.html", "sources", "sections/sources.html", {"uses": document_uses(catalogue)}),
        Section(
            "nouveautes/index.html",
            "nouveautes",
            "sections/nouveautes.html",
            {"changes": published.changes[:LATEST_CHANGES], "families": feed_families(catalogue)},
        ),
        Section(
            "donnees/lheo/index.html",
            "lheo",
            "sections/lheo.html",
            {"tables": (("Le module", lheo_mapping.MODULE), ("Le parcours certifiant", lheo_mapping.COURSE))},
        ),
    )


def examples(catalogue: Catalogue) -> list[Module]:
    """One well-documented module for each transition, for the home page, each from another region."""
    chosen: list[Module] = []
    for transition in catalogue.vocabularies.transitions:
        candidates = sorted(
            catalogue.by_transition.get(transition, ()),
            key=lambda m: (m.confiance != "haute", -len(m.competences), m.id),
        )
        regions = {module.region for module in chosen}
        chosen += [m for m in candidates if m.region not in regions and m.transitions == (transition,)][:1]
    return chosen


def feed_families(catalogue: Catalogue) -> Mapping[str, list[Feed]]:
    """Family of feeds (« Régions ») → its feeds."""
    families: dict[str, list[Feed]] = {}
    for feed in feeds(catalogue):
        families.setdefault(feed.family, []).append(feed)
    return families
