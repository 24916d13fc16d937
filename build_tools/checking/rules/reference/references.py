"""Rules on what a record names outside itself: other records, its region, its folder."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.context import Context, RecordRule
from build_tools.checking.suggestions import did_you_mean
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Catalogue, Demarche, Module
from build_tools.model.base import SourcedRecord


def check_references(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """Every id that a record names is the id of a record or of a term."""
    for where, collection, target in _references(record):
        known = context.ids[collection]
        if target not in known and (known or collection != "metiers"):  # the ROME could not be read: said elsewhere
            labels = {term.libelle: term.id for term in context.vocabularies[collection].values()}
            suggestion = did_you_mean(target, known, labels, list_all=False)
            yield finding(where, f"reference-{collection.replace('_', '-')}", id=target, suggestion=suggestion)


def _references(record: SourcedRecord) -> Iterator[tuple[NodePath, str, str]]:
    if not isinstance(record, Module):
        return
    if record.demarche:
        yield ("demarche",), "demarches", record.demarche
    for i, completed in enumerate(record.certifications):
        yield ("certifications", i, "certification"), "certifications", completed.certification
    for i, code in enumerate(record.metiers):
        yield ("metiers", i), "metiers", code
    for i, prerequisite in enumerate(record.prerequis):
        if prerequisite.module:
            yield ("prerequis", i, "module"), "modules", prerequisite.module
    yield from _official_skills(record)


def _official_skills(module: Module) -> Iterator[tuple[NodePath, str, str]]:
    for i, skill in enumerate(module.competences):
        for j, code in enumerate(skill.rome):
            yield ("competences", i, "rome", j), "competences_rome", code
    for i, code in enumerate(module.savoirs):
        yield ("savoirs", i), "competences_rome", code


def check_region_folder(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A module or démarche lies in the folder of its region."""
    if isinstance(record, Module | Demarche) and record.region != context.file.folder:
        yield finding(("region",), "region-dossier", region=record.region, folder=context.file.folder)


def check_id_prefix(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A module's id begins with its region's short prefix, so that ids stay unique and readable."""
    if not isinstance(record, Module) or record.region not in context.vocabularies.regions:
        return
    prefix = context.vocabularies.regions[record.region].prefixe + "-"
    if not record.id.startswith(prefix):
        yield finding((), "identifiant-prefixe", id=record.id, prefix=prefix)


def check_taken_up(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """The regions that took a module up are others than the one that made it."""
    if isinstance(record, Module) and record.region in record.reprises:
        where = ("reprises", record.reprises.index(record.region))
        yield finding(where, "reprise-region", region=record.region)


def check_demarche_region(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """A module comes from a démarche of its own region; another region that takes it up did not make it."""
    for module in catalogue.modules.values():
        demarche = catalogue.demarches.get(module.demarche or "")
        if demarche and demarche.region != module.region and _is_in_its_folder(demarche, catalogue):
            label = catalogue.vocabularies.label("regions", demarche.region)
            yield module, finding(("demarche",), "demarche-region", id=demarche.id, region=label)


def _is_in_its_folder(demarche: Demarche, catalogue: Catalogue) -> bool:
    """Whether its region is sure; if its folder says another, that is told there."""
    place = catalogue.places.get(("demarches", demarche.id), "")
    return f"/{demarche.region}/" in place


def check_prerequisite_loops(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """No module asks for itself first, directly or through others."""
    first = {
        module.id: [p.module for p in module.prerequis if p.module]
        for module in catalogue.modules.values()
        if module.prerequis
    }
    for module_id in first:
        if loop := _way_back(module_id, first):
            module = catalogue.modules[module_id]
            asked = [prerequisite.module for prerequisite in module.prerequis]
            where = ("prerequis", asked.index(loop[1]), "module")
            key = "prerequis-boucle" if len(loop) == 2 else "prerequis-boucle/chaine"
            yield module, finding(where, key, ids=loop[:-1])


def _way_back(start: str, first: dict[str, list[str]]) -> list[str]:
    """A way from a module to itself through prerequisites, both ends included; nothing if there is none."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop()
        for target in first.get(way[-1], ()):
            if target == start:
                return [*way, start]
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return []


REFERENCE_RULES: tuple[RecordRule, ...] = (
    check_references,
    check_region_folder,
    check_id_prefix,
    check_taken_up,
)
