"""The index of words after a change equals the one made from all records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from build_tools.analysis.matching.index import build_index
from build_tools.analysis.matching.similar import likeness_of
from build_tools.model import Catalogue, Module
from build_tools.site.dev_server.word_index import WordMemory

Modules = dict[str, Module]


def _added(modules: Modules) -> None:
    first = next(iter(modules.values()))
    modules["aaa-nouveau"] = first.model_copy(update={"id": "aaa-nouveau", "titre": "Dresser des zèbres"})


def _removed(modules: Modules) -> None:
    del modules[list(modules)[7]]


def _retitled(modules: Modules) -> None:
    name = list(modules)[20]
    modules[name] = modules[name].model_copy(update={"titre": "Réparer des xylophones"})


def _shortened(modules: Modules) -> None:
    name = list(modules)[11]
    modules[name] = modules[name].model_copy(update={"competences": (), "resume": "Rien."})


def _all_at_once(modules: Modules) -> None:
    for change in (_retitled, _added, _shortened, _removed):
        change(modules)


def _nothing(modules: Modules) -> None:
    pass


@pytest.mark.parametrize("change", [_added, _removed, _retitled, _shortened, _all_at_once, _nothing])
def test_the_index_after_a_change_is_the_one_made_from_all_records(
    catalogue: Catalogue, change: Callable[[Modules], None]
) -> None:
    memory = WordMemory()
    memory.likeness(catalogue)
    modules = dict(catalogue.modules)
    change(modules)
    changed = replace(catalogue, modules=dict(sorted(modules.items())))
    found, expected = memory.likeness(changed).index, build_index(changed)
    assert found == expected
    # The order counts: of a frequent word only the first modules are compared.
    assert [(stem, list(p.counts)) for stem, p in found.postings.items()] == [
        (stem, list(p.counts)) for stem, p in expected.postings.items()
    ]


def test_the_label_of_a_certification_is_in_the_words_of_its_modules(catalogue: Catalogue) -> None:
    memory = WordMemory()
    memory.likeness(catalogue)
    name = next(iter(catalogue.by_certification))
    other = catalogue.certifications[name].model_copy(update={"intitule": "Dresseur de zèbres"})
    changed = replace(catalogue, certifications={**catalogue.certifications, name: other})
    assert memory.likeness(changed).index == build_index(changed)


def test_few_modules_have_the_same_likeness_as_all(catalogue: Catalogue) -> None:
    few, whole = WordMemory().likeness(catalogue), likeness_of(catalogue)
    assert all(few.of(module) == whole.of(module) for module in catalogue.modules.values())
