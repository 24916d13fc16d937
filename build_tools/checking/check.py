"""From a loaded folder to a catalogue, or to the list of what is wrong with it."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from build_tools import clock
from build_tools.checking.ledger import LEDGER, check_appended, check_ledger, names_in
from build_tools.checking.memory import CheckedRecord, Entry, Memory, Problems
from build_tools.checking.placing import place, problem_at, problems_of
from build_tools.checking.problem import Finding, Problem, finding, finding_on_file
from build_tools.checking.rules import (
    CATALOGUE_RULES,
    RECORD_RULES,
    Context,
    RuleContext,
    changed_by_hand,
    check_term,
    check_terms,
    check_withdrawals,
    check_withdrawn_names,
    long_excerpt,
    never_published,
    parts_of,
    reused,
    vanished,
)
from build_tools.checking.rules.schema.structure import StructureChecker
from build_tools.checking.schema_check import Checked, SchemaCheck, checked
from build_tools.loading.catalogue import Document, Loaded
from build_tools.loading.files import VOCABULARY_FOLDER, CatalogueFile, place_of_term, selection
from build_tools.loading.yaml_reader import Data
from build_tools.model import (
    VOCABULARIES,
    Catalogue,
    Module,
    Term,
    Vocabularies,
    VocabularyFile,
    vocabulary_file,
)
from build_tools.model.base import WINDOWS_DEVICES, SourcedRecord
from build_tools.model.catalogue import RomeEdition
from build_tools.model.json_schema import build_schema, on_one_line
from build_tools.model.kinds import COLLECTION_OF, KINDS
from build_tools.model.vocabulary import OPTIONAL_VOCABULARIES, Occupation, OccupationFile
from build_tools.parallel import Progress, parallel_map
from build_tools.text.typography import long_date

if TYPE_CHECKING:  # it reads archives, for which most checks have no use
    from build_tools.checking.published import PublishedFiles

ModelT = TypeVar("ModelT", bound=BaseModel)

# Below this number of files, starting worker processes costs more than it saves.
PARALLEL_FROM = 600
IsSelected = Callable[[Path], bool]


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
    memory: Memory | None = None,
) -> Report:
    """Check every file of the folder; with `only`, report just on those files and folders.

    All files are read in any case, because records refer to one another; but the others are checked neither against
    their schema nor by the rules, and the report then holds no catalogue. `progress` is called with the number of
    files read and their total.
    `today` is the day against which dates are checked. Nothing of what was `published` may vanish without a trace;
    that is reported whatever `only` says. With a `memory` of earlier checks of this folder, only what has changed
    is read and checked again.
    """
    today = today or clock.today()
    is_selected = selection(only)
    problems = [problem_at(item.path, finding_on_file(item.key, item.values)) for item in loaded.misplaced]
    vocabularies, more = (memory or Memory()).vocabularies(
        loaded.vocabularies, today, lambda: _check_vocabularies(loaded, today, is_selected)
    )
    problems += more
    problems += _missing_vocabularies(loaded)
    problems += _repeated_ids(loaded.records)
    problems += _check_harvests(loaded, vocabularies, is_selected)
    context = RuleContext(_known_ids(loaded.records, vocabularies), vocabularies, today)
    records, more = _check_records(loaded, context, is_selected, progress, memory)
    problems += more
    catalogue = _assemble(records, vocabularies, loaded.records)
    problems += _check_whole(catalogue, loaded)
    problems += _check_withdrawals(loaded, context)
    lost = [*_check_ledger(loaded, catalogue, context.ids)]
    lost += _check_permanence(loaded, published, catalogue, context.ids) if published else []

    failed = any(problem.severity == "error" for problem in (*problems, *lost))
    selected = [*_select(problems, only), *lost]
    whole = only is None and not failed
    return Report(_count_selected(loaded.records, only), tuple(sorted(selected)), catalogue if whole else None)


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


# Vocabularies and records --------------------------------------------------------------------------------------------


def _check_vocabularies(
    loaded: Loaded, today: datetime.date, is_selected: IsSelected
) -> tuple[Vocabularies, list[Problem]]:
    """Vocabularies refer to one another, so their ids are read first, then each file is checked."""
    # A vocabulary without a readable term says nothing of the terms that others may use.
    documents = [loaded.read(file) for file in loaded.vocabularies]
    term_ids = _term_ids(documents)
    checkers: dict[str, StructureChecker] = {}
    problems: list[Problem] = []
    terms: dict[str, dict[str, Term]] = {}
    for document in documents:
        file, done = document.file, Checked(document, document.data)
        if document.unreadable is None and is_selected(file.path):
            if file.schema not in checkers:
                checkers[file.schema] = StructureChecker(build_schema(file.schema, term_ids), {})
            done = checked(document, checkers[file.schema])
        problems += problems_of(done)
        if done.data is None:
            continue
        found, findings = _terms_in(document, done.data, today if is_selected(file.path) else None)
        known = terms.setdefault(file.vocabulary, {}) if found is not None else {}
        findings += [finding((), "identifiant-unique/terme", id=name) for name in (found or {}) if name in known]
        known.update(found or {})
        problems += place(document, findings)
    return Vocabularies(terms, _rome_edition(documents)), problems


def _rome_edition(documents: Iterable[Document]) -> RomeEdition:
    """Which ROME the catalogue follows, as far as its file says it."""
    data = next((document.mapping for document in documents if document.file.vocabulary == "metiers"), {})
    try:
        file = OccupationFile.model_validate({key: value for key, value in data.items() if key != "termes"} | _NO_TERM)
    except ValidationError:
        return RomeEdition()
    day = f" du {long_date(file.date.isoformat())}" if file.date else ""
    said = f"version {file.version}{day}" if file.version else ""
    return RomeEdition(said, {code.id: code for code in file.retires})


# The terms are checked for themselves.
_NO_TERM: Data = {"termes": [{"id": "A0000", "libelle": "-"}]}


def _terms_in(
    document: Document, data: Data, today: datetime.date | None
) -> tuple[dict[str, Term] | None, list[Finding]]:
    """The terms of a sound file by id, and what the rules find; None if schema and model disagree.

    Without a day the rules are not asked: nobody asked about the file.
    """
    file = document.file
    if file.is_term:
        term, findings = _to_model(VOCABULARIES[file.vocabulary], {**data, "id": file.id})
        if term and today:
            findings += [*check_term(term, today), *(f for part in parts_of(term) for f in long_excerpt(part))]
        return ({term.id: term} if term else None), findings
    model, findings = _to_model(vocabulary_file(VOCABULARIES[file.schema]), data)
    if model is None:
        return None, findings
    if today:
        findings += [*_check_terms(model, today), *changed_by_hand(document.raw, data)]
    return {term.id: term for term in model.termes}, findings


def _term_ids(documents: Iterable[Document]) -> dict[str, list[str]]:
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for document in documents:
        ids[document.file.vocabulary] |= dict.fromkeys(term["id"] for term in document.terms)
    return {name: list(found) for name, found in ids.items() if found}


def _missing_vocabularies(loaded: Loaded) -> Iterator[Problem]:
    for name in VOCABULARIES.keys() - OPTIONAL_VOCABULARIES - {file.vocabulary for file in loaded.vocabularies}:
        path = loaded.folder / VOCABULARY_FOLDER / f"{name}.yml"
        yield problem_at(path, finding((), "vocabulaire-absent", name=name))


def _check_harvests(loaded: Loaded, vocabularies: Vocabularies, is_selected: IsSelected) -> Iterator[Problem]:
    """Lists to harvest have a schema and addresses, like records; nothing refers to them but origins."""
    checker: StructureChecker | None = None
    for file in loaded.harvests:
        document = loaded.read(file)
        if not is_selected(file.path):
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
        """Without the file itself, which whoever asked for it has."""
        entry = self._entry(file)
        return entry.record, entry.problems, self.with_rules(entry)

    def _entry(self, file: CatalogueFile) -> Entry:
        """One file alone. One that nobody asked about is only what those asked about may refer to or resemble."""
        document = self.loaded.read(file)
        if not self.is_selected(file.path):
            return Entry(file, _record(document, document.data)[0], ())
        done = self.schema_check(document)
        record, findings = _record(document, done.data)
        return Entry(file, record, (*problems_of(done), *place(document, findings)))

    def with_rules(self, entry: Entry) -> Problems:
        """What is wrong with one file, given what else there is."""
        if entry.record is None or not self.is_selected(entry.file.path):
            return entry.problems
        context = Context(entry.file, tuple(parts_of(entry.record)), *self.context)
        findings = [item for rule in RECORD_RULES for item in rule(entry.record, context)]
        return (*entry.problems, *(place(self.loaded.read(entry.file), findings) if findings else ()))


def _check_records(
    loaded: Loaded, context: RuleContext, is_selected: IsSelected, progress: Progress | None, memory: Memory | None
) -> tuple[Mapping[str, Mapping[str, SourcedRecord]], list[Problem]]:
    """Typed records by collection and id, and what the schema and the rules found."""
    schema_check = memory.schema_check(context.vocabularies) if memory else SchemaCheck(context.vocabularies)
    record_check = _RecordCheck(loaded, schema_check, context, is_selected, progress)
    records: dict[str, dict[str, SourcedRecord]] = defaultdict(dict)
    problems: list[Problem] = []
    files = loaded.records
    if memory:
        done = memory.checked(files, context, record_check.all_of, record_check.with_rules)
    else:
        done = record_check.all_of(files)
    for entry, wrong in done:
        if entry.record is not None:
            records[entry.file.collection][entry.record.id] = entry.record
        problems += wrong
    return records, problems


def _record(document: Document, data: Data) -> tuple[SourcedRecord | None, list[Finding]]:
    file = document.file
    return (None, []) if data is None else _to_model(KINDS[file.collection].model, {**data, "id": file.id})


def _to_model(model: type[ModelT], data: Data) -> tuple[ModelT | None, list[Finding]]:
    """The typed record. The schema has passed, so an error here means that schema and model disagree."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        findings = [
            finding(tuple(item["loc"]), "modele", value=on_one_line(item["input"]))
            for item in error.errors(include_url=False, include_context=False)
        ]
        return None, findings


# Rules over several files --------------------------------------------------------------------------------------------


def _known_ids(files: Iterable[CatalogueFile], vocabularies: Vocabularies) -> dict[str, frozenset[str]]:
    ids: dict[str, set[str]] = {name: set(terms) for name, terms in vocabularies.terms.items()}
    ids["metiers"] = set(vocabularies.metiers)
    ids |= {name: set() for name in KINDS}  # a kind of record may have the name of a vocabulary
    for file in files:
        ids[file.collection].add(file.id)
    return {name: frozenset(values) for name, values in ids.items()}


def known_ids_of(catalogue: Catalogue) -> Mapping[str, Set[str]]:
    """Collection or vocabulary → the ids that it has."""
    terms: dict[str, Set[str]] = {name: found.keys() for name, found in catalogue.vocabularies.terms.items()}
    return terms | {name: catalogue.records(name).keys() for name in KINDS}


def read_ledger(loaded: Loaded) -> str:
    """The ledger of published identifiers, empty where there is none."""
    path = loaded.folder / LEDGER
    if path in loaded.edited:
        return loaded.edited[path].decode(errors="replace")
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() and not path.is_symlink() else ""


def _first_misplaced(ledger: str) -> Iterator[tuple[int, Finding]]:
    """The first line of the ledger that is there twice or out of order: `catalogue ledger` sets all right at once."""
    lines = [(number, line) for number, line in enumerate(ledger.splitlines(), 1) if names_in(line)]
    for (_, before), (number, line) in pairwise(lines):
        if line <= before:
            yield number, finding((), "retrait-coherence/registre-ordre", value=line)
            return


def _repeated_ids(files: Iterable[CatalogueFile]) -> Iterator[Problem]:
    first: dict[tuple[str, str], CatalogueFile] = {}
    for file in files:
        other = first.setdefault((file.collection, file.id), file)
        if other is not file:
            yield problem_at(file.path, finding((), "identifiant-unique", id=file.id, other=other.place))


def _check_terms(vocabulary: VocabularyFile[Any], today: datetime.date) -> Iterator[Finding]:
    """The rules on records that a vocabulary must follow too: ids of its own, short excerpts, possible dates."""
    seen: set[str] = set()
    for i, term in enumerate(vocabulary.termes):
        if term.id in seen:
            yield finding(("termes", i, "id"), "identifiant-unique/terme", id=term.id)
        seen.add(term.id)
        if term.id in WINDOWS_DEVICES:  # the page of a term is a folder of this name
            yield finding(("termes", i, "id"), "identifiant-forme/windows", name=term.id)
        for found in check_term(term, today):
            yield replace(found, where=("termes", i, *found.where))
    yield from check_terms(vocabulary.termes)
    for part in parts_of(vocabulary):
        yield from long_excerpt(part)


def _without_repeated(catalogue: Catalogue, files: Sequence[CatalogueFile]) -> Catalogue:
    """The catalogue without the ids of two files: which one is meant cannot be told; that they are two is."""
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


def _check_ledger(loaded: Loaded, catalogue: Catalogue, ids: Mapping[str, Set[str]]) -> Iterator[Problem]:
    ledger = read_ledger(loaded)
    for line, item in (*_first_misplaced(ledger), *check_ledger(ledger, catalogue, ids)):
        yield problem_at(loaded.folder / LEDGER, item, line)


def _check_permanence(
    loaded: Loaded, published: PublishedFiles, catalogue: Catalogue, ids: Mapping[str, Set[str]]
) -> Iterator[Problem]:
    """What has vanished, each at the place where it was, and what takes an address that was never its own."""
    folder = loaded.folder
    for item in check_appended(published.ledger, read_ledger(loaded)):
        yield problem_at(folder / LEDGER, item)
    for _, name in vanished(sorted(published.gone.keys() - published.files.keys()), ids, catalogue):
        yield problem_at(
            folder / VOCABULARY_FOLDER / "retraits.yml", finding((), "identifiant-disparu/ancien", id=name)
        )
    for collection, name in reused(published.gone, catalogue):
        place_of = catalogue.places.get((collection, name)) or place_of_term(collection, name)
        title = published.gone[collection, name]
        yield problem_at(folder / place_of, finding((), "identifiant-disparu/repris", id=name, title=title))
    for record, item in never_published(published.names, catalogue):
        yield problem_at(folder / catalogue.places["modules", record.id], item)
    for item in check_withdrawn_names(catalogue.vocabularies.retraits.values(), published.names, published.title):
        yield problem_at(folder / VOCABULARY_FOLDER / "retraits.yml", item)
    for collection, name in vanished(published.files, ids, catalogue):
        file = published.files[collection, name]
        new = published.renamed.get(file)
        variant = (
            "/terme" if file.parts[0] == VOCABULARY_FOLDER else "/renomme" if new and file.parts[0] == "modules" else ""
        )
        yield problem_at(folder / file, finding((), f"identifiant-disparu{variant}", id=name, new=new and new.stem))


def _select(problems: Iterable[Problem], only: Sequence[Path] | None) -> list[Problem]:
    is_selected = selection(only)
    return [problem for problem in problems if is_selected(Path(problem.path))]


def _count_selected(files: Sequence[CatalogueFile], only: Sequence[Path] | None) -> int:
    if only is None:
        return len(files)
    is_selected = selection(only)
    return sum(is_selected(file.path) for file in files)
