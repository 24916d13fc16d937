"""Every page that the data gives, as plain values: where it goes, which template, with what.

A new kind of page is one template, one generator here, and its line in `_KINDS`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from build_tools.analysis import signals
from build_tools.analysis.certifiers import certifier_id, certifying_bodies
from build_tools.model import Catalogue, Demarche, Module
from build_tools.site import listing
from build_tools.site.document_uses import document_uses, mentions_by_document
from build_tools.site.elsewhere import elsewhere
from build_tools.site.facets import search_address
from build_tools.site.gap_pages import gap_pages
from build_tools.site.grid_pages import grid_pages
from build_tools.site.listing import Order
from build_tools.site.near_subjects import near_occupations, near_themes
from build_tools.site.occupation_families import FAMILIES, family_of
from build_tools.site.page import Page, described
from build_tools.site.parcours import parcours_of
from build_tools.site.quotable import quotable
from build_tools.site.region_map import Link, RegionMap, region_map, region_page
from build_tools.site.withdrawn_pages import withdrawn_pages

# The template of a module's page.
MODULE = "module.html"


def data_pages(catalogue: Catalogue) -> Iterator[Page]:
    """All rendered pages, in a fixed order: those that list modules first, then one page for each module."""
    yield from list_pages(catalogue)
    yield from module_pages(catalogue)


def list_pages(catalogue: Catalogue) -> Iterator[Page]:
    """All rendered pages but those of modules."""
    for _, pages in _KINDS:
        if pages is not module_pages:
            yield from pages(catalogue)


def pages_below(catalogue: Catalogue, section: str) -> Iterator[Page]:
    """The rendered pages whose address begins with the folder `section`, without making the others."""
    for own, pages in _KINDS:
        if own in (section, ""):
            yield from (page for page in pages(catalogue) if page.section == section)


# One generator per kind of page --------------------------------------------------------------------------------------


def module_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The page of every module."""
    for module in catalogue.modules.values():
        yield module_page(catalogue, module)


def module_page(catalogue: Catalogue, module: Module) -> Page:
    """The page of a module."""
    return Page(
        f"modules/{module.id}/",
        # Two regions may give a module the same title, which may also be a theme's.
        f"{module.titre} ({catalogue.vocabularies.label('regions', module.region)})",
        described(module.resume),
        MODULE,
        {"module": module},
    )


def _ordered_lists(catalogue: Catalogue) -> Iterator[Page]:
    """The list of all modules in each order. The first page of the default order is the section's own page."""
    for i, order in enumerate(listing.orders(catalogue)):
        ordered = sorted(catalogue.modules.values(), key=order.key)
        pages = listing.pages_of(ordered)
        for number in range(1 if i == 0 else 0, len(pages)):
            yield Page(
                f"modules/{order.id}/",
                _page_title(f"Tous les modules, par {order.label}", number),
                "La liste complète des modules additionnels du catalogue.",
                "modules.html",
                list_context(catalogue, order, pages, number),
                _page_file(number),
            )


def list_context(catalogue: Catalogue, order: Order, pages: Sequence[Sequence[Module]], number: int) -> dict[str, Any]:
    """What a page of the list of all modules shows."""
    return {
        "orders": listing.orders(catalogue),
        "order": order,
        "groups": listing.group(pages[number], order.group),
        "number": number,
        "page_links": [_list_link(order, i) for i in range(len(pages))],
    }


def _list_link(order: Order, number: int) -> str:
    """Address, from the site's root, of one page of the list of all modules."""
    return "modules/" if number == 0 and order.id == "par-titre" else _page_link(f"modules/{order.id}/", number)


def _page_link(address: str, number: int) -> str:
    """Address, from the site's root, of one page of the list at `address`."""
    return address if number == 0 else address + _page_file(number)


def _page_file(number: int) -> str:
    return "index.html" if number == 0 else f"page-{number + 1}.html"


def _page_title(title: str, number: int) -> str:
    return title if number == 0 else f"{title}, page {number + 1}"


def _demarche_pages(catalogue: Catalogue) -> Iterator[Page]:
    for demarche in catalogue.demarches.values():
        modules = listing.by_sector(catalogue, catalogue.by_demarche.get(demarche.id, ()))
        yield from _paged(
            f"demarches/{demarche.id}/",
            demarche.titre,
            demarche.resume,
            "demarche.html",
            modules,
            listing.sector_heading(catalogue),
            {"demarche": demarche},
        )


def _certification_pages(catalogue: Catalogue) -> Iterator[Page]:
    bodies = certifying_bodies(catalogue)
    for certification in catalogue.certifications.values():
        label = catalogue.label_of_certification[certification.id]
        yield from _paged(
            f"certifications/{certification.id}/",
            label,
            f"Les modules additionnels qui complètent la certification « {label} », ses codes et leur suite.",
            "certification.html",
            listing.by_region(catalogue, catalogue.by_certification.get(certification.id, ())),
            listing.region_heading(catalogue),
            {"certification": certification, "certifier": bodies.get(certifier_id(certification))},
        )


def _referentiel_pages(catalogue: Catalogue) -> Iterator[Page]:
    for record in catalogue.referentiels.values():
        title = catalogue.title("referentiels", record.id)
        yield Page(
            f"referentiels/{record.id}/",
            f"Référentiel {title}",
            described(f"Ce que des données officielles disent de {title} : dates, blocs, compétences."),
            "referentiel.html",
            {"referentiel": record, "certification_of": catalogue.certification_of.get(record.code)},
        )


def _parcours_pages(catalogue: Catalogue) -> Iterator[Page]:
    for certification in catalogue.certifications.values():
        parcours = parcours_of(catalogue, certification)
        yield Page(
            f"parcours/{certification.id}/",
            f"Composer un parcours : {parcours.label}",
            described(
                f"Choisir parmi les modules additionnels qui complètent « {parcours.label} », avec le total d'heures."
            ),
            "parcours.html",
            {"parcours": parcours},
        )


def _occupation_pages(catalogue: Catalogue) -> Iterator[Page]:
    words = catalogue.vocabularies
    for code, modules in sorted(catalogue.by_occupation.items()):
        metier = words.metiers[code]
        yield from _paged(
            f"metiers/{code}/",
            f"{metier.libelle} ({code})",
            f"Les modules additionnels qui préparent au métier {metier.libelle} (ROME {code}).",
            "metier.html",
            listing.by_region(catalogue, modules),
            listing.region_heading(catalogue),
            {"metier": metier, "near": near_occupations(catalogue, code), "family": FAMILIES[family_of(code)]},
        )


def _official_skill_pages(catalogue: Catalogue) -> Iterator[Page]:
    words = catalogue.vocabularies
    for code, modules in sorted(catalogue.by_official_skill.items()):
        skill = words.competences_rome[code]
        yield from _paged(
            f"competences/{code}/",
            f"{skill.libelle} ({code})",
            f"Les modules additionnels proches de « {skill.libelle} » ({skill.type} {code} du ROME).",
            "competence.html",
            listing.by_region(catalogue, modules),
            listing.region_heading(catalogue),
            {"skill": skill, "occupations": [words.metiers[c] for c in skill.metiers if c in words.metiers]},
        )


def _region_pages(catalogue: Catalogue) -> Iterator[Page]:
    found = signals.signals(catalogue)
    for region in catalogue.vocabularies.regions.values():
        modules = listing.by_sector(catalogue, catalogue.by_region.get(region.id, ()))
        yield from _paged(
            f"regions/{region.id}/",
            region.libelle,
            f"Les modules additionnels de la région {region.libelle} : qui les crée, comment les besoins sont repérés.",
            "region.html",
            modules,
            listing.sector_heading(catalogue),
            {
                "region": region,
                "quote": quotable(modules, f"regions/{region.id}/", ("region", region.id), "region"),
                "demarches": _fruitful_first(catalogue, region.id),
                "elsewhere": elsewhere(catalogue, region.id, found),
                "taken_up": catalogue.by_taken_up_region.get(region.id, ()),
            },
        )


def _sector_pages(catalogue: Catalogue) -> Iterator[Page]:
    words = catalogue.vocabularies
    for sector in words.secteurs.values():
        modules = listing.by_region(catalogue, catalogue.by_sector.get(sector.id, ()))
        themes = [theme for theme in words.themes.values() if sector.id in theme.secteurs]
        mentions = [(t, m) for t in words.themes.values() for m in t.mentions if sector.id in m.secteurs]
        address, choice = f"secteurs/{sector.id}/", ("secteur", sector.id)
        yield from _paged(
            address,
            sector.libelle,
            f"Les modules additionnels du secteur {sector.libelle}.",
            "secteur.html",
            modules,
            listing.region_heading(catalogue),
            {
                "secteur": sector,
                "quote": quotable(modules, address, choice, "secteurs"),
                "themes": themes,
                "mentions": mentions,
                "map": _map_of(catalogue, modules, choice, _region_anchors(address, modules)),
            },
        )


def _transition_pages(catalogue: Catalogue) -> Iterator[Page]:
    words = catalogue.vocabularies
    for transition in words.transitions.values():
        modules = listing.by_sector(catalogue, catalogue.by_transition.get(transition.id, ()))
        mentions = [(t, m) for t in words.themes.values() for m in t.mentions if transition.id in m.transitions]
        address, choice = f"transitions/{transition.id}/", ("transition", transition.id)
        yield from _paged(
            address,
            transition.libelle,
            f"Les modules additionnels qui répondent à la {transition.libelle.lower()}, par secteur et par région.",
            "transition.html",
            modules,
            listing.sector_heading(catalogue),
            {
                "transition": transition,
                "quote": quotable(modules, address, choice, "transitions"),
                "matrix": listing.sector_by_region(modules),
                "mentions": mentions,
                "map": _map_of(catalogue, modules, choice, region_page),
            },
        )


def _theme_pages(catalogue: Catalogue) -> Iterator[Page]:
    words = catalogue.vocabularies
    for theme in words.themes.values():
        modules = listing.by_region(catalogue, catalogue.by_theme.get(theme.id, ()))
        address, choice = f"themes/{theme.id}/", ("theme", theme.id)
        yield from _paged(
            address,
            theme.libelle,
            theme.description or f"Les modules du thème {theme.libelle}.",
            "theme.html",
            modules,
            listing.region_heading(catalogue),
            {
                "theme": theme,
                "near": near_themes(catalogue, theme),
                "quote": quotable(modules, address, choice),
                "map": _map_of(catalogue, modules, choice, _region_anchors(address, modules)),
            },
        )


def _document_pages(catalogue: Catalogue) -> Iterator[Page]:
    uses = document_uses(catalogue)
    mentions = mentions_by_document(catalogue)
    for document in catalogue.vocabularies.documents.values():
        yield Page(
            f"sources/{document.id}/",
            document.libelle,
            described(document.description or document.libelle),
            "source.html",
            {"document": document, "uses": uses[document.id], "mentions": mentions.get(document.id, [])},
        )


# Top folder of the addresses, empty where it may be any → their pages.
_KINDS: tuple[tuple[str, Callable[[Catalogue], Iterator[Page]]], ...] = (
    ("modules", _ordered_lists),
    ("demarches", _demarche_pages),
    ("certifications", _certification_pages),
    ("referentiels", _referentiel_pages),
    ("ecarts", gap_pages),
    ("grilles", grid_pages),
    ("parcours", _parcours_pages),
    ("metiers", _occupation_pages),
    ("competences", _official_skill_pages),
    ("regions", _region_pages),
    ("secteurs", _sector_pages),
    ("transitions", _transition_pages),
    ("themes", _theme_pages),
    ("sources", _document_pages),
    ("", withdrawn_pages),
    ("modules", module_pages),
)


# Helpers -------------------------------------------------------------------------------------------------------------


def _paged(
    address: str,
    title: str,
    description: str,
    template: str,
    modules: Sequence[Module],
    heading: Callable[[Module], str],
    context: Mapping[str, Any],
) -> Iterator[Page]:
    """The page of a record or term with its modules, cut into as many files as the list needs."""
    pages = listing.pages_of(modules)
    links = [_page_link(address, i) for i in range(len(pages))]
    for number, part in enumerate(pages):
        shared = {"modules": modules, "groups": listing.group(part, heading), "number": number, "page_links": links}
        yield Page(
            address,
            _page_title(title, number),
            described(description),
            template,
            {**context, **shared},
            _page_file(number),
        )


def _map_of(catalogue: Catalogue, modules: Sequence[Module], choice: tuple[str, str], row_link: Link) -> RegionMap:
    """The map of a subject's modules; its regions lead to the search narrowed by `choice` and the region."""
    return region_map(
        catalogue.vocabularies.regions.values(),
        Counter(module.region for module in modules),
        lambda region: search_address(choice, ("region", region)),
        row_link,
    )


def _region_anchors(address: str, modules: Sequence[Module]) -> Link:
    """Region → the heading of its modules in the list at `address`, on the page where it first stands."""
    first: dict[str, int] = {}
    for number, part in enumerate(listing.pages_of(modules)):
        for module in part:
            first.setdefault(module.region, number)
    return lambda region: f"{_page_link(address, first[region])}#{region}"


def _fruitful_first(catalogue: Catalogue, region: str) -> list[Demarche]:
    """The region's démarches, those with most modules first."""
    return sorted(
        catalogue.demarches_by_region.get(region, ()), key=lambda d: (-len(catalogue.by_demarche.get(d.id, ())), d.id)
    )
