"""Whom to ask about a module: the Region's own addresses first, each read somewhere on a day, all watched."""

from __future__ import annotations

from build_tools.model import Catalogue
from build_tools.upkeep.links import addresses


def test_each_region_has_its_own_contacts_then_those_of_the_country(catalogue: Catalogue) -> None:
    for region in catalogue.vocabularies.regions:
        found = catalogue.vocabularies.contacts_of(region)
        own = [contact.region == region for contact in found]
        assert found
        assert own == sorted(own, reverse=True), region
        assert {contact.role for contact in found} >= {"carif-oref", "france-travail"}
        assert {contact.region for contact in found} <= {region, None}


def test_each_address_says_when_and_where_it_was_read_and_the_link_check_watches_it(catalogue: Catalogue) -> None:
    watched = addresses(catalogue)
    for contact in catalogue.vocabularies.contacts.values():
        assert contact.adresse in watched
        assert contact.lu_dans in watched
        assert contact.lu_le.year >= 2026
