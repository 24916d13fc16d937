"""Rules on what a record names outside itself: other records, its region, its folder."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.context import Context, RecordRule
from build_tools.checking.suggestions import did_you_mean
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Catalogue, Demarche, Ecart, Module
from build_tools.model.base import Source, SourcedRecord


def check_references(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """Every id that a record names is the id of a record or of a term."""
    for where, collection, target in _references(record):
        known = context.ids[collection]
        if target in known:
            continue
        if collection == "metiers":
            if known:  # a ROME that could not be read is said elsewhere
                yield _unknown_occupation(where, target, context)
        else:
            labels = {term.libelle: term.id for term in context.vocabularies[collection].values()}
            suggestion = did_you_mean(target, known, labels, list_all=False)
            yield finding(where, f"reference-{collection.replace('_', '-')}", id=target, suggestion=suggestion)


def _unknown_occupation(where: NodePath, code: str, context: Context) -> Finding:
    """The ROME moves: a code that our version has not may be true. One of an earlier version says what follows it."""
    edition = context.vocabularies.rome
    if gone := edition.withdrawn.get(code):
        follows = [f"{name} ({context.vocabularies.label('metiers', name)})" for name in gone.remplace_par]
        key = "reference-metiers/remplace" if follows else "reference-metiers/retire"
        return finding(where, key, id=code, label=gone.libelle, version=gone.version, ids=follows)
    return finding(where, "reference-metiers", id=code, edition=edition.label or "celui de ce catalogue")


def _references(record: SourcedRecord) -> Iterator[tuple[NodePath, str, str]]:
    if isinstance(record, Module | Ecart):
        if record.demarche:
            yield ("demarche",), "demarches", record.demarche
        for i, completed in enumerate(record.certifications):
            yield ("certifications", i, "certification"), "certifications", completed.certification
    if isinstance(record, Ecart):
        for i, module in enumerate(record.modules):
            yield ("modules", i), "modules", module
    if isinstance(record, Module):
        yield from _references_of_module(record)


def _references_of_module(record: Module) -> Iterator[tuple[NodePath, str, str]]:
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


def check_listed_sources(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A page that is in the list of documents is cited by its id."""
    for where, part in context.parts:
        if isinstance(part, Source) and not part.document:
            document = context.vocabularies.document_of(part)
            if document.id:
                yield finding(where, "source-listee", id=document.id)


def check_region_folder(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A module, démarche or gap lies in the folder of its region."""
    if isinstance(record, Module | Demarche | Ecart) and record.region != context.file.folder:
        yield finding(("region",), "region-dossier", region=record.region, folder=context.file.folder)


def check_id_prefix(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A module's or gap's id begins with its region's short prefix, so that ids stay unique and readable."""
    if not isinstance(record, Module | Ecart) or record.region not in context.vocabularies.regions:
        return
    prefix = context.vocabularies.regions[record.region].prefixe + "-"
    if record.id.startswith(prefix):
        return
    others = (f"{region.prefixe}-" for region in context.vocabularies.regions.values())
    if former := next((other for other in others if record.id.startswith(other)), ""):
        wanted = prefix + record.id.removeprefix(former)
        yield finding((), "identifiant-prefixe/region", id=record.id, prefix=prefix, wanted=wanted)
    else:
        yield finding((), "identifiant-prefixe", id=record.id, prefix=prefix)


def check_taken_up(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """The regions that took a module up are others than the one that made it."""
    if isinstance(record, Module) and record.region in record.reprises:
        where = ("reprises", record.reprises.index(record.region))
        yield finding(where, "reprise-region", region=record.region)


def check_demarche_region(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """A module or gap comes from a démarche of its own region; another region that takes it up did not make it."""
    records: tuple[Module | Ecart, ...] = (*catalogue.modules.values(), *catalogue.ecarts.values())
    for record in records:
        demarche = catalogue.demarches.get(record.demarche or "")
        if demarche and demarche.region != record.region and _is_in_its_folder(demarche, catalogue):
            label = catalogue.vocabularies.label("regions", demarche.region)
            yield record, finding(("demarche",), "demarche-region", id=demarche.id, region=label)


def _is_in_its_folder(demarche: Demarche, catalogue: Catalogue) -> bool:
    """Whether its region is sure; if its folder says another, that is reported on its own file."""
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
        if loop := _cycle_from(module_id, first):
            module = catalogue.modules[module_id]
            asked = [prerequisite.module for prerequisite in module.prerequis]
            where = ("prerequis", asked.index(loop[1]), "module")
            key = "prerequis-boucle" if len(loop) == 2 else "prerequis-boucle/chaine"
            yield module, finding(where, key, ids=loop[:-1])


def _cycle_from(start: str, first: dict[str, list[str]]) -> list[str]:
    """A way from a module to itself through prerequisites, both ends included; nothing if there is none."""
    paths, seen = [[start]], {start}
    while paths:
        path = paths.pop()
        for target in first.get(path[-1], ()):
            if target == start:
                return [*path, start]
            if target not in seen:
                seen.add(target)
                paths.append([*path, target])
    return []


REFERENCE_RULES: tuple[RecordRule, ...] = (
    check_references,
    check_listed_sources,
    check_region_folder,
    check_id_prefix,
    check_taken_up,
)
