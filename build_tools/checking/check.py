"""From a loaded folder to a catalogue, or to the list of what is wrong with it."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools import clock
from build_tools.checking.as_model import to_model
from build_tools.checking.cache import CheckCache, CheckedRecord, Entry, Problems
from build_tools.checking.permanence_check import check_permanence, check_whole_ledger
from build_tools.checking.placing import place, problem_at, problems_of
from build_tools.checking.problem import Finding, Problem, finding, finding_on_file
from build_tools.checking.rules import CATALOGUE_RULES, RECORD_RULES
from build_tools.checking.rules.context import Context, RuleContext, parts_of
from build_tools.checking.rules.fichier.permanence import check_withdrawals
from build_tools.checking.rules.schema.structure import StructureChecker
from build_tools.checking.schema_check import Checked, SchemaCheck, checked
from build_tools.checking.vocabulary_check import check_vocabularies, missing_vocabularies
from build_tools.loading.catalogue import Document, Loaded
from build_tools.loading.files import CatalogueFile, selection
from build_tools.loading.yaml_reader import Data
from build_tools.model import VOCABULARIES, Catalogue, Module, Vocabularies
from build_tools.model.base import SourcedRecord
from build_tools.model.json_schema import build_schema
from build_tools.model.kinds import COLLECTION_OF, KINDS
from build_tools.model.vocabulary import Occupation
from build_tools.parallel import Progress, parallel_map

if TYPE_CHECKING:  # it reads archives, for which most checks have no use
    from build_tools.checking.published import PublishedFiles

# Below this number of files, starting worker processes costs more than it saves.
PARALLEL_FROM = 600
IsSelected = Callable[[Path | str], bool]


@dataclass(frozen=True)
class Report:
    """The outcome of a check: the number of records read, the problems by place, the catalogue if there is no error."""

    records: int
    problems: tuple[Problem, ...]
    catalogue: Catalogue | None

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)


def check(
    loaded: Loaded,
    only: Sequence[Path] | None = None,
    progress: Progress | None = None,
    *,
    today: datetime.date | None = None,
    published: PublishedFiles | None = None,
    cache: CheckCache | None = None,
) -> Report:
    """Check every file of the folder; with `only`, report just on those files and folders.

    All files are read in any case, because records refer to one another; but the others are checked neither against
    their schema nor by the rules, and the report then holds no catalogue. `progress` is called with the number of
    files read and their total.
    `today` is the day against which dates are checked. Nothing of what was `published` may vanish without a trace;
    that is reported whatever `only` says. With a `cache` of earlier checks of this folder, only what has changed
    is read and checked again.
    """
    today = today or clock.today()
    is_selected = selection(only)
    problems = [problem_at(item.path, finding_on_file(item.key, item.values)) for item in loaded.misplaced]
    vocabularies, more = (cache or CheckCache()).vocabularies(
        loaded.vocabularies, today, lambda: check_vocabularies(loaded, today, is_selected)
    )
    problems += more
    problems += missing_vocabularies(loaded)
    problems += _repeated_ids(loaded.records)
    problems += _check_harvests(loaded, vocabularies, is_selected)
    context = RuleContext(_known_ids(loaded.records, vocabularies), vocabularies, today)
    records, more = _check_records(loaded, context, is_selected, progress, cache)
    problems += more
    catalogue = _assemble(records, vocabularies, loaded.records)
    problems += _check_whole(catalogue, loaded)
    problems += _check_withdrawals(loaded, context)
    lost = [*check_whole_ledger(loaded, catalogue, context.ids)]
    lost += check_permanence(loaded, published, catalogue, context.ids) if published else []

    failed = any(problem.severity == "error" for problem in (*problems, *lost))
    selected = [*(problem for problem in problems if is_selected(problem.path)), *lost]
    records_read = sum(is_selected(file.location) for file in loaded.records)
    whole = only is None and not failed
    return Report(records_read, tuple(sorted(selected)), catalogue if whole else None)


def _assemble(
    records: Mapping[str, Mapping[str, SourcedRecord]], vocabularies: Vocabularies, files: Iterable[CatalogueFile]
) -> Catalogue:
    by_id: dict[str, Any] = {name: dict(sorted(records.get(name, {}).items())) for name in KINDS}
    places = {(file.collection, file.id): file.place for file in files}
    known = _with_unknown_occupations(vocabularies, by_id["modules"].values())
    return Catalogue(**by_id, vocabularies=known, places=places)


def _with_unknown_occupations(vocabularies: Vocabularies, modules: Iterable[Module]) -> Vocabularies:
    """The vocabularies with a term for each code that our version of the ROME has not: pages name it all the same."""
    known = vocabularies.metiers
    unknown = {code for module in modules for code in module.metiers if code not in known}
    if not unknown:
        return vocabularies
    withdrawn = vocabularies.rome.withdrawn
    named = {code: withdrawn[code].libelle if code in withdrawn else NOT_IN_OUR_ROME for code in sorted(unknown)}
    added = {code: Occupation(id=code, libelle=label) for code, label in named.items()}
    return replace(vocabularies, terms={**vocabularies.terms, "metiers": {**known, **added}})


NOT_IN_OUR_ROME = "Métier hors de notre version du ROME"


# Records -------------------------------------------------------------------------------------------------------------


def _check_harvests(loaded: Loaded, vocabularies: Vocabularies, is_selected: IsSelected) -> Iterator[Problem]:
    """Lists to harvest have a schema and addresses, like records; nothing refers to them but origins."""
    checker: StructureChecker | None = None
    for file in loaded.harvests:
        document = loaded.read(file)
        if not is_selected(file.location):
            continue
        if document.unreadable:
            yield from problems_of(Checked(document, None))
            continue
        checker = checker or StructureChecker(build_schema(file.schema, {"regions": list(vocabularies.regions)}), {})
        yield from problems_of(checked(document, checker))


@dataclass(frozen=True)
class _RecordCheck:
    """Reads and checks records, over all processors when there are many."""

    loaded: Loaded
    schema_check: SchemaCheck
    context: RuleContext
    is_selected: IsSelected
    progress: Progress | None

    def all_of(self, files: Sequence[CatalogueFile]) -> Iterator[CheckedRecord]:
        """Every file, in order."""
        done = parallel_map(self._alone, files, self.progress, parallel=len(files) >= PARALLEL_FROM)
        for file, (record, alone, problems) in zip(files, done, strict=True):
            yield Entry(file, record, alone), problems

    def _alone(self, file: CatalogueFile) -> tuple[SourcedRecord | None, Problems, Problems]:
        """Without the file itself: the caller has it, and it need not travel between processes."""
        entry = self._entry(file)
        return entry.record, entry.problems, self.with_rules(entry)

    def _entry(self, file: CatalogueFile) -> Entry:
        """One file alone. One that is not selected is only read: selected files may refer to it or resemble it."""
        document = self.loaded.read(file)
        if not self.is_selected(file.location):
            return Entry(file, _record(document, document.data)[0], ())
        done = self.schema_check(document)
        record, findings = _record(document, done.data)
        return Entry(file, record, (*problems_of(done), *place(document, findings)))

    def with_rules(self, entry: Entry) -> Problems:
        """What is wrong with one file, given what else there is."""
        if entry.record is None or not self.is_selected(entry.file.location):
            return entry.problems
        context = Context(entry.file, tuple(parts_of(entry.record)), *self.context)
        findings = [item for rule in RECORD_RULES for item in rule(entry.record, context)]
        return (*entry.problems, *(place(self.loaded.read(entry.file), findings) if findings else ()))


def _check_records(
    loaded: Loaded, context: RuleContext, is_selected: IsSelected, progress: Progress | None, cache: CheckCache | None
) -> tuple[Mapping[str, Mapping[str, SourcedRecord]], list[Problem]]:
    """Typed records by collection and id, and what the schema and the rules found."""
    schema_check = cache.schema_check(context.vocabularies) if cache else SchemaCheck(context.vocabularies)
    record_check = _RecordCheck(loaded, schema_check, context, is_selected, progress)
    records: dict[str, dict[str, SourcedRecord]] = defaultdict(dict)
    problems: list[Problem] = []
    files = loaded.records
    if cache:
        done = cache.checked(files, context, record_check.all_of, record_check.with_rules)
    else:
        done = record_check.all_of(files)
    for entry, wrong in done:
        if entry.record is not None:
            records[entry.file.collection][entry.record.id] = entry.record
        problems += wrong
    return records, problems


def _record(document: Document, data: Data) -> tuple[SourcedRecord | None, list[Finding]]:
    file = document.file
    return (None, []) if data is None else to_model(KINDS[file.collection].model, {**data, "id": file.id})


# Rules over several files --------------------------------------------------------------------------------------------


def _known_ids(files: Iterable[CatalogueFile], vocabularies: Vocabularies) -> dict[str, frozenset[str]]:
    ids: dict[str, set[str]] = {name: set(vocabularies[name]) for name in VOCABULARIES}  # even one without a file
    ids |= {name: set() for name in KINDS}  # a kind of record may have the name of a vocabulary
    for file in files:
        ids[file.collection].add(file.id)
    return {name: frozenset(values) for name, values in ids.items()}


def known_ids_of(catalogue: Catalogue) -> Mapping[str, Set[str]]:
    """Collection or vocabulary → the ids that it has."""
    terms: dict[str, Set[str]] = {name: catalogue.vocabularies[name].keys() for name in VOCABULARIES}
    return terms | {name: catalogue.records(name).keys() for name in KINDS}


def _repeated_ids(files: Iterable[CatalogueFile]) -> Iterator[Problem]:
    first: dict[tuple[str, str], CatalogueFile] = {}
    for file in files:
        other = first.setdefault((file.collection, file.id), file)
        if other is not file:
            yield problem_at(file.path, finding((), "identifiant-unique", id=file.id, other=other.place))


def _without_repeated(catalogue: Catalogue, files: Sequence[CatalogueFile]) -> Catalogue:
    """The catalogue without the ids of two files: which one is meant is not known, and the repeated id is reported."""
    if len(catalogue.places) == len(files):
        return catalogue
    counts = Counter((file.collection, file.id) for file in files)
    kept: dict[str, Any] = {
        name: {record: value for record, value in catalogue.records(name).items() if counts[name, record] == 1}
        for name in KINDS
    }
    return replace(catalogue, **kept)


def _check_whole(catalogue: Catalogue, loaded: Loaded) -> Iterator[Problem]:
    """What the rules on the whole catalogue find, each at its record."""
    findings: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    sure = _without_repeated(catalogue, loaded.records)
    for rule in CATALOGUE_RULES:
        for record, item in rule(sure):
            findings[COLLECTION_OF[type(record)], record.id].append(item)
    for file in loaded.records if findings else ():
        if found := findings.pop((file.collection, file.id), None):
            yield from place(loaded.read(file), found)


def _check_withdrawals(loaded: Loaded, context: RuleContext) -> Iterator[Problem]:
    for file in loaded.vocabularies:
        if file.id == "retraits":
            found = check_withdrawals(context.vocabularies.retraits.values(), context.ids)
            yield from place(loaded.read(file), found)
