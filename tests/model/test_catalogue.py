"""The catalogue in memory: what pages and exports group by."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from build_tools.model import certification_label


def pairs(index):
    return sorted((key, module.id) for key, modules in index.items() for module in modules)


@pytest.mark.parametrize(
    ("index", "keys_of"),
    [
        ("by_region", lambda module: [module.region]),
        ("by_taken_up_region", lambda module: module.reprises),
        ("by_sector", lambda module: module.secteurs),
        ("by_transition", lambda module: module.transitions),
        ("by_theme", lambda module: module.themes),
        ("by_certification", lambda module: {completed.certification for completed in module.certifications}),
        ("by_occupation", lambda module: module.metiers),
        ("by_demarche", lambda module: [module.demarche] if module.demarche else []),
    ],
)
def test_an_index_gives_each_module_under_each_of_its_values(real_catalogue, index, keys_of):
    modules = real_catalogue.modules.values()
    assert pairs(getattr(real_catalogue, index)) == sorted((key, m.id) for m in modules for key in keys_of(m))


def test_a_module_that_completes_two_blocks_of_a_certification_stands_there_once(real_catalogue):
    module = next(module for module in real_catalogue.modules.values() if module.certifications)
    blocks = module.certifications[:1] * 2
    catalogue = replace(real_catalogue, modules={module.id: module.model_copy(update={"certifications": blocks})})
    assert pairs(catalogue.by_certification) == [(blocks[0].certification, module.id)]


@pytest.mark.parametrize("collection", ["modules", "demarches", "certifications"])
def test_records_are_sorted_by_their_identifier(real_catalogue, collection):
    records = getattr(real_catalogue, collection)
    assert list(records) == sorted(records)
    assert all(record.id == key for key, record in records.items())


def test_demarches_stand_under_their_region(real_catalogue):
    by_region = real_catalogue.demarches_by_region
    assert sum(map(len, by_region.values())) == len(real_catalogue.demarches)
    assert all(demarche.region == region for region, group in by_region.items() for demarche in group)


@pytest.mark.parametrize(
    ("certification", "label"),
    [
        ("tp-assistant-de-vie-aux-familles", "TP Assistant de vie aux familles"),
        ("de-accompagnant-educatif-et-social", "DE Accompagnant éducatif et social"),
        ("clea-numerique", "CléA numérique"),
    ],
)
def test_a_certification_is_called_as_people_call_it(real_catalogue, certification, label):
    assert certification_label(real_catalogue.certifications[certification]) == label
    assert real_catalogue.label_of_certification[certification] == label


def test_a_term_has_its_label_and_an_unknown_one_its_identifier(real_catalogue):
    vocabularies = real_catalogue.vocabularies
    assert vocabularies.label("regions", "ile-de-france") == "Île-de-France"
    assert vocabularies.label("regions", "atlantide") == "atlantide"
    assert vocabularies.label("planetes", "mars") == "mars"


def test_terms_keep_the_order_of_their_file(real_catalogue):
    assert list(real_catalogue.vocabularies.transitions) == ["ecologique", "numerique", "demographique"]


def test_a_record_cannot_be_changed(real_catalogue):
    module = next(iter(real_catalogue.modules.values()))
    with pytest.raises(ValidationError):
        module.titre = "Autre"


def test_an_index_cannot_be_changed(real_catalogue):
    with pytest.raises(TypeError):
        real_catalogue.by_region["bretagne"] = ()
