"""The facets of the search: the values of a module, those that are offered, and their order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.model import Catalogue, Module
from build_tools.site.facets import UNKNOWN, Facet, facets, shown_facets
from tests.conftest import frozen_module


def _facet(catalogue: Catalogue, name: str) -> Facet:
    return next(facet for facet in facets(catalogue) if facet.id == name)


def _variant(catalogue: Catalogue, **fields: object) -> Module:
    plain = frozen_module().model_dump(exclude_unset=True)
    return Module.model_validate({**plain, **fields})


def test_the_facets_are_those_of_the_addresses(catalogue: Catalogue) -> None:
    names = [facet.id for facet in facets(catalogue)]
    assert sorted(names) == sorted(
        [
            *("region", "secteur", "transition", "theme", "certification", "famille", "metier", "competence"),
            *("nature", "statut", "duree", "annee"),
            *("public", "modalite", "caractere", "ecart", "confiance", "donne", "deduit"),
        ]
    )


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("secteur", {"secteurs": ["industrie", "btp"]}, ("industrie", "btp")),
        ("secteur", {"secteurs": []}, (UNKNOWN,)),
        ("region", {}, ("normandie",)),
        ("annee", {"annee": 2021}, ("2021",)),
        ("annee", {"annee": None}, (UNKNOWN,)),
        ("duree", {"duree": {"heures": 14}}, ("jusqu-a-14-h",)),
        ("duree", {"duree": {"choix": [14, 70]}}, ("36-a-140-h",)),
        ("duree", {}, (UNKNOWN,)),
        ("metier", {"metiers": ["I1619"]}, ("I1619",)),
        ("famille", {"metiers": ["I1619", "I1607", "D1214"]}, ("I", "D")),
        ("famille", {"metiers": []}, (UNKNOWN,)),
        ("competence", {"savoirs": ["100007"]}, ("100007",)),
        ("competence", {"competences": [], "savoirs": []}, (UNKNOWN,)),
        ("certification", {}, ("conduite-d-equipements-de-production",)),
        ("transition", {}, (UNKNOWN,)),
        ("public", {"publics": ["salaries"]}, ("salaries",)),
        ("modalite", {}, (UNKNOWN,)),
        ("caractere", {"caractere": "obligatoire"}, ("obligatoire",)),
        ("ecart", {"competences": [{"intitule": "Tisser", "ecart": "nouveau"}, {"intitule": "Trier"}]}, ("nouveau",)),
        ("confiance", {"confiance": None}, (UNKNOWN,)),
    ],
)
def test_a_module_has_its_values_or_the_unknown_one(
    catalogue: Catalogue, name: str, fields: dict[str, object], expected: tuple[str, ...]
) -> None:
    assert _facet(catalogue, name).of(_variant(catalogue, **fields)) == expected


def test_the_fields_that_a_record_gives_and_those_that_are_deduced_are_facets(catalogue: Catalogue) -> None:
    module = _variant(catalogue, annee=2019, duree=None, themes=["cycle"], deduit=["annee", "duree"])
    given, deduced = _facet(catalogue, "donne").of(module), _facet(catalogue, "deduit").of(module)
    assert {"annee", "themes"} <= set(given)
    assert "duree" not in given
    assert {"annee", "themes"} <= set(deduced)  # a theme is always the catalogue's classification
    assert "duree" not in deduced
    assert set(deduced) <= set(_facet(catalogue, "deduit").labels)


def test_a_certification_that_is_named_twice_counts_once(catalogue: Catalogue) -> None:
    certification = {"certification": "tp-tailleur-de-pierre"}
    module = _variant(catalogue, certifications=[{**certification, "cite": "un"}, {**certification, "cite": "deux"}])
    assert _facet(catalogue, "certification").of(module) == ("tp-tailleur-de-pierre",)


def test_only_values_that_some_module_has_are_offered_with_their_number(catalogue: Catalogue) -> None:
    by_id = {facet.id: facet for facet in facets(catalogue)}
    for shown in shown_facets(catalogue):
        facet = by_id[shown.id]
        counted = {choice.value: choice.count for choice in shown.choices}
        assert counted == {
            value: sum(value in facet.of(module) for module in catalogue.modules.values())
            for module in catalogue.modules.values()
            for value in facet.of(module)
        }, facet.id


def test_what_is_unknown_is_offered_last_and_the_most_frequent_values_first(catalogue: Catalogue) -> None:
    by_id = {shown.id: shown for shown in shown_facets(catalogue)}
    for name in ("region", "secteur", "theme"):
        counts = [choice.count for choice in by_id[name].choices if choice.value != UNKNOWN]
        assert counts == sorted(counts, reverse=True)
    years = {str(module.annee) for module in catalogue.modules.values() if module.annee}
    assert [choice.value for choice in by_id["annee"].choices] == [*sorted(years, reverse=True), UNKNOWN]
    unknown = {shown.id for shown in by_id.values() if shown.choices[-1].value == UNKNOWN}
    assert {"secteur", "transition", "duree", "annee", "certification"} <= unknown


def test_a_catalogue_without_module_offers_nothing(catalogue: Catalogue) -> None:
    empty = replace(catalogue, modules={})
    assert shown_facets(empty) == []
