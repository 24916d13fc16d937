"""Rule on the readings of référentiels: each is about one skill of a module, and a block of that référentiel."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.suggestions import did_you_mean
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Catalogue, Referentiel
from build_tools.model.base import SourcedRecord
from build_tools.model.referentiel import Reading


def check_readings(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """Every reading of every référentiel."""
    for record in catalogue.referentiels.values():
        seen: set[tuple[str, str]] = set()
        for i, reading in enumerate(record.lectures):
            for found in _wrong_reading(catalogue, record, reading, ("lectures", i)):
                yield record, found
            about = (reading.module, reading.competence)
            if about in seen:
                key = "referentiel-lecture/double"
                yield record, finding(("lectures", i), key, skill=reading.competence, name=reading.module)
            seen.add(about)


def _wrong_reading(catalogue: Catalogue, record: Referentiel, reading: Reading, where: NodePath) -> Iterator[Finding]:
    module = catalogue.modules.get(reading.module)
    if module is None:
        suggestion = did_you_mean(reading.module, catalogue.modules)
        yield finding((*where, "module"), "referentiel-lecture", name=reading.module, suggestion=suggestion)
    elif reading.competence not in (known := [skill.intitule for skill in module.competences]):
        key, suggestion = "referentiel-lecture/competence", did_you_mean(reading.competence, known)
        skill = reading.competence
        yield finding((*where, "competence"), key, name=module.id, skill=skill, suggestion=suggestion)
    if reading.bloc and reading.bloc not in {block.code for block in record.blocs}:
        yield finding((*where, "bloc"), "referentiel-lecture/bloc", block=reading.bloc)
