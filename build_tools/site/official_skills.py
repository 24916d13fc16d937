"""The official skills that modules are aligned with, and where the ROME's marks differ from our transitions."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model import Catalogue, Module
from build_tools.model.catalogue import official_codes
from build_tools.model.ordering import by_label
from build_tools.model.vocabulary import OfficialSkill


def official_skills(catalogue: Catalogue) -> list[OfficialSkill]:
    """Those that a module names, by their labels."""
    known = catalogue.vocabularies.competences_rome
    return sorted((known[code] for code in catalogue.by_official_skill), key=by_label)


def differing_marks(catalogue: Catalogue) -> list[tuple[Module, OfficialSkill, str]]:
    """Modules with an official skill that the ROME marks for a transition which the module does not have."""
    return [
        (module, skill, transition)
        for module in catalogue.modules.values()
        for skill in (catalogue.vocabularies.competences_rome[code] for code in official_codes(module))
        for transition in marks_of(skill)
        if transition not in module.transitions
    ]


def marks_of(skill: OfficialSkill) -> Iterator[str]:
    """The transitions that the ROME marks a skill for."""
    if skill.ecologique:
        yield "ecologique"
    if skill.numerique:
        yield "numerique"
