"""What « J'ai un besoin » says of the official words that it reads by."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model import Catalogue
from build_tools.model.catalogue import RomeEdition
from build_tools.site.needs import needs_context


def _with_occupations_of(catalogue: Catalogue, said: str) -> Catalogue:
    return replace(catalogue, vocabularies=replace(catalogue.vocabularies, rome=RomeEdition(said)))


def test_two_versions_of_the_rome_are_told_apart_and_one_is_not(small_catalogue: Catalogue) -> None:
    other = _with_occupations_of(small_catalogue, "version 9999 du 15 juin 2026")
    versions = needs_context(other)["versions"]
    assert versions["followed"] == "9999"
    assert f"version {versions['read']}," in needs_context(other)["source"]
    same = _with_occupations_of(small_catalogue, f"version {versions['read']}")
    assert needs_context(same)["versions"] is None
    assert needs_context(_with_occupations_of(small_catalogue, ""))["versions"] is None
