"""From a folder of YAML files to a catalogue, or to the list of what is wrong with it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from build_tools.checking.gate import Gate, Read, parse, passed
from build_tools.checking.ledger import LEDGER, check_appended, check_ledger, names_in
from build_tools.checking.memory import Entry, Judged, Memory, Problems, Surroundings
from build_tools.checking.placing import place, problem_at, problems_of
from build_tools.checking.problem import Finding, Problem, found
from build_tools.checking.rules import (
    CATALOGUE_RULES,
    RECORD_RULES,
    Context,
    check_withdrawals,
    impossible_date,
    long_excerpt,
    never_published,
    parts_of,
    reused,
    vanished,
)
from build_tools.checking.structure import StructureChecker
from build_tools.loading.files import VOCABULARY_FOLDER, CatalogueFile, discover, selection
from build_tools.loading.yaml_reader import Data
from build_tools.model import (
    VOCABULARIES,
    Catalogue,
    Term,
    Vocabularies,
    VocabularyFile,
    vocabulary_file,
)
from build_tools.model.base import SourcedRecord
from build_tools.model.json_schema import build_schema, on_one_line
from build_tools.model.kinds import COLLECTION_OF, KINDS
from build_tools.model.vocabulary import OPTIONAL_VOCABULARIES
from build_tools.parallel import Progress, map_forked

if TYPE_CHECKING:  # it reads archives, for which most checks have no use
    from build_tools.checking.published import PublishedFiles

ModelT = TypeVar("ModelT", bound=BaseModel)

# Below this number of files, starting worker processes costs more than it saves.
PARALLEL_FROM = 600
IsSelected = Callable[[Path], bool]
_CHUNK = 125


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


def check_catalogue(
    directory: Path,
    only: Sequence[Path] | None = None,
    progress: Progress | None = None,
    edited: Mapping[Path, bytes] | None = None,
    today: datetime.date | None = None,
    published: PublishedFiles | None = None,
    memory: Memory | None = None,
) -> Report:
    """Check every file below `directory`; with `only`, report just on those files and folders.

    All files are read in any case, because records refer to one another; but the others are neither checked against
    their schema nor judged, and the report then holds no catalogue. `progress` is called with the number of files read
    and their total. `edited` gives contents that take the place of those on disk.
    `today` is the day against which dates are checked. Nothing of what was `published` may vanish without a trace;
    that is reported whatever `only` says. With a `memory` of earlier checks of this folder, only what has changed
    is read and judged again.
    """
    today = today or datetime.date.today()
    is_selected = selection(only)
    files, misplaced = discover(directory, edited)
    problems = [
        problem_at(item.path, Finding(where=(), rule=item.rule, message=item.message, hint=item.hint))
        for item in misplaced
    ]
    vocabulary_files = [file for file in files if file.collection == VOCABULARY_FOLDER]
    record_files = [file for file in files if file.collection != VOCABULARY_FOLDER]
    vocabularies, more = (memory or Memory()).vocabularies(
        vocabulary_files, today, lambda: _read_vocabularies(vocabulary_files, today, is_selected)
    )
    problems += more
    problems += _missing_vocabularies(directory, vocabulary_files)
    problems += _repeated_ids(record_files)
    ids = _known_ids(record_files, vocabularies)
    records, more = _read_records(record_files, (ids, vocabularies, today), is_selected, progress, memory)
    problems += more
    catalogue = _assemble(records, vocabularies, record_files)
    problems += _check_whole(catalogue, record_files)
    problems += _check_withdrawals(vocabulary_files, vocabularies, ids)
    ledger = read_ledger(directory, edited)
    told = (*_first_misplaced(ledger), *check_ledger(ledger, catalogue, ids))
    lost = [problem_at(directory / LEDGER, finding, line) for line, finding in told]
    lost += _check_permanence(directory, published, catalogue, ids, ledger) if published else []

    failed = any(problem.severity == "error" for problem in (*problems, *lost))
    selected = [*_select(problems, only), *lost]
    whole = only is None and not failed
    return Report(_count_selected(record_files, only), tuple(sorted(selected)), catalogue if whole else None)


def _assemble(
    records: Mapping[str, Mapping[str, SourcedRecord]], vocabularies: Vocabularies, files: Iterable[CatalogueFile]
) -> Catalogue:
    by_id: dict[str, Any] = {name: dict(sorted(records.get(name, {}).items())) for name in KINDS}
    places = {(file.collection, file.id): file.place for file in files}
    return Catalogue(**by_id, vocabularies=vocabularies, places=places)


# Reading -------------------------------------------------------------------------------------------------------------


def _read_vocabularies(
    files: Sequence[CatalogueFile], today: datetime.date, is_selected: IsSelected
) -> tuple[Vocabularies, list[Problem]]:
    """Vocabularies refer to one another, so their ids are read first, then each file is checked."""
    raw = {file.id: parse(file) for file in files}
    # A vocabulary without a readable term says nothing of the terms that others may use.
    term_ids = {name: ids for name, read in raw.items() if (ids := _ids_of(read.data))}
    problems: list[Problem] = []
    terms: dict[str, Mapping[str, Term]] = {}
    for file in files:
        read = raw[file.id]
        if read.unreadable is None and is_selected(file.path):
            read = passed(read, StructureChecker(build_schema(file.schema, term_ids), {}))
        problems += problems_of(read)
        if read.data is None:
            continue
        model, findings = _to_model(vocabulary_file(VOCABULARIES[file.schema]), read.data)
        if model is not None:
            terms[file.id] = {term.id: term for term in model.termes}
            findings = list(_check_terms(model, today))
        problems += place(file, findings)
    return Vocabularies(terms), problems


def _ids_of(data: Data) -> list[str]:
    terms = data.get("termes") if isinstance(data, dict) else None
    if not isinstance(terms, list):
        return []
    return list(dict.fromkeys(t["id"] for t in terms if isinstance(t, dict) and isinstance(t.get("id"), str)))


def _missing_vocabularies(directory: Path, files: Sequence[CatalogueFile]) -> Iterator[Problem]:
    for name in VOCABULARIES.keys() - OPTIONAL_VOCABULARIES - {file.id for file in files}:
        path = directory / VOCABULARY_FOLDER / f"{name}.yml"
        yield problem_at(path, found((), "vocabulaire-absent", name=name))


@dataclass(frozen=True)
class _Reader:
    """Reads and judges records, over all processors when there are many."""

    gate: Gate
    surroundings: Surroundings
    is_selected: IsSelected
    progress: Progress | None

    def read(self, files: Sequence[CatalogueFile]) -> Iterator[Judged]:
        """Every file, in order."""
        # Numbers travel to other processes; files, with their paths, would take as long as judging them.
        chunks = [slice(start, start + _CHUNK) for start in range(0, len(files), _CHUNK)]
        read = map_forked(lambda chunk: self._read_chunk(files[chunk]), chunks, parallel=len(files) >= PARALLEL_FROM)
        for chunk, results in zip(chunks, read, strict=True):
            for file, (record, alone, problems) in zip(files[chunk], results, strict=True):
                yield Entry(file, record, alone), problems
            if self.progress:
                self.progress(min(chunk.stop, len(files)), len(files))

    def _read_chunk(self, files: Sequence[CatalogueFile]) -> list[tuple[SourcedRecord | None, Problems, Problems]]:
        """Without the files themselves, which whoever asked for them has."""
        entries = [_entry(self.gate.read(file)) if self.is_selected(file.path) else _unchecked(file) for file in files]
        return [(entry.record, entry.found, self.judge(entry)) for entry in entries]

    def judge(self, entry: Entry) -> Problems:
        """What is wrong with one file, given what else there is."""
        if entry.record is None or not self.is_selected(entry.file.path):
            return entry.found
        context = Context(entry.file, tuple(parts_of(entry.record)), *self.surroundings)
        findings = [finding for rule in RECORD_RULES for finding in rule(entry.record, context)]
        return (*entry.found, *place(entry.file, findings))


def _read_records(
    files: Sequence[CatalogueFile],
    surroundings: Surroundings,
    is_selected: IsSelected,
    progress: Progress | None,
    memory: Memory | None,
) -> tuple[Mapping[str, Mapping[str, SourcedRecord]], list[Problem]]:
    """Typed records by collection and id, and what the gate and the rules found."""
    _, vocabularies, _ = surroundings
    reader = _Reader(memory.gate(vocabularies) if memory else Gate(vocabularies), surroundings, is_selected, progress)
    records: dict[str, dict[str, SourcedRecord]] = defaultdict(dict)
    problems: list[Problem] = []
    judged = memory.judged(files, surroundings, reader.read, reader.judge) if memory else reader.read(files)
    for entry, wrong in judged:
        if entry.record is not None:
            records[entry.file.collection][entry.record.id] = entry.record
        problems += wrong
    return records, problems


def _entry(read: Read) -> Entry:
    wrong = problems_of(read)
    if read.data is None:
        return Entry(read.file, None, tuple(wrong))
    record, findings = _to_model(KINDS[read.file.collection].model, {**read.data, "id": read.file.id})
    return Entry(read.file, record, (*wrong, *place(read.file, findings)))


def _unchecked(file: CatalogueFile) -> Entry:
    """A file that nobody asked about, which those asked about may refer to or resemble."""
    data = parse(file).data
    record, _ = (
        _to_model(KINDS[file.collection].model, {**data, "id": file.id}) if isinstance(data, dict) else (None, [])
    )
    return Entry(file, record, ())


def _to_model(model: type[ModelT], data: Data) -> tuple[ModelT | None, list[Finding]]:
    """The typed record. The schema has passed, so an error here means that schema and model disagree."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        findings = [
            found(tuple(item["loc"]), "modele", value=on_one_line(item["input"]))
            for item in error.errors(include_url=False, include_context=False)
        ]
        return None, findings


# Rules over several files --------------------------------------------------------------------------------------------


def _known_ids(files: Iterable[CatalogueFile], vocabularies: Vocabularies) -> dict[str, frozenset[str]]:
    ids: dict[str, set[str]] = {name: set() for name in KINDS}
    for file in files:
        ids[file.collection].add(file.id)
    ids |= {name: set(terms) for name, terms in vocabularies.terms.items()}
    ids["metiers"] = set(vocabularies.metiers)
    return {name: frozenset(values) for name, values in ids.items()}


def known_ids_of(catalogue: Catalogue) -> Mapping[str, Set[str]]:
    """Collection or vocabulary → the ids that it has."""
    records: dict[str, Set[str]] = {name: getattr(catalogue, name).keys() for name in KINDS}
    return records | {name: terms.keys() for name, terms in catalogue.vocabularies.terms.items()}


def read_ledger(directory: Path, edited: Mapping[Path, bytes] | None = None) -> str:
    """The ledger of published identifiers, empty where there is none."""
    path = directory / LEDGER
    if edited and path in edited:
        return edited[path].decode(errors="replace")
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() and not path.is_symlink() else ""


def _first_misplaced(ledger: str) -> Iterator[tuple[int, Finding]]:
    """The first line of the ledger that is there twice or out of order: `catalogue ledger` sets all right at once."""
    lines = [(number, line) for number, line in enumerate(ledger.splitlines(), 1) if names_in(line)]
    for (_, before), (number, line) in pairwise(lines):
        if line <= before:
            yield number, found((), "retrait-coherence/registre-ordre", value=line)
            return


def _repeated_ids(files: Iterable[CatalogueFile]) -> Iterator[Problem]:
    first: dict[tuple[str, str], CatalogueFile] = {}
    for file in files:
        other = first.setdefault((file.collection, file.id), file)
        if other is not file:
            yield problem_at(file.path, found((), "identifiant-unique", id=file.id, other=other.place))


def _check_terms(vocabulary: VocabularyFile[Any], today: datetime.date) -> Iterator[Finding]:
    """The rules on records that a vocabulary must follow too: ids of its own, short excerpts, possible dates."""
    seen: set[str] = set()
    for i, term in enumerate(vocabulary.termes):
        if term.id in seen:
            yield found(("termes", i, "id"), "identifiant-unique/terme", id=term.id)
        seen.add(term.id)
        if date := getattr(term, "date", None):
            yield from impossible_date(("termes", i, "date"), str(date), today)
    for part in parts_of(vocabulary):
        yield from long_excerpt(part)


def _check_whole(catalogue: Catalogue, files: Iterable[CatalogueFile]) -> Iterator[Problem]:
    """What the rules on the whole catalogue find, each at its record."""
    findings: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for rule in CATALOGUE_RULES:
        for record, finding in rule(catalogue):
            findings[COLLECTION_OF[type(record)], record.id].append(finding)
    for file in files if findings else ():
        yield from place(file, findings.pop((file.collection, file.id), ()))


def _check_withdrawals(
    files: Iterable[CatalogueFile], vocabularies: Vocabularies, ids: Mapping[str, Set[str]]
) -> Iterator[Problem]:
    for file in files:
        if file.id == "retraits":
            yield from place(file, check_withdrawals(vocabularies.retraits.values(), ids))


def _check_permanence(
    directory: Path, published: PublishedFiles, catalogue: Catalogue, ids: Mapping[str, Set[str]], ledger: str
) -> Iterator[Problem]:
    """What has vanished, each at the place where it was, and what takes an address that was never its own."""
    for finding in check_appended(published.ledger, ledger):
        yield problem_at(directory / LEDGER, finding)
    for _, name in vanished(sorted(published.gone.keys() - published.files.keys()), ids, catalogue):
        yield problem_at(
            directory / VOCABULARY_FOLDER / "retraits.yml", found((), "identifiant-disparu/ancien", id=name)
        )
    for collection, name in reused(published.gone, catalogue):
        place_of = catalogue.places.get((collection, name), f"{VOCABULARY_FOLDER}/{collection}.yml")
        title = published.gone[collection, name]
        yield problem_at(directory / place_of, found((), "identifiant-disparu/repris", id=name, title=title))
    for record, finding in never_published(published.names, catalogue):
        yield problem_at(directory / catalogue.places["modules", record.id], finding)
    for collection, name in vanished(published.files, ids, catalogue):
        file = published.files[collection, name]
        new = published.renamed.get(file)
        variant = (
            "/terme" if file.parts[0] == VOCABULARY_FOLDER else "/renomme" if new and file.parts[0] == "modules" else ""
        )
        yield problem_at(directory / file, found((), f"identifiant-disparu{variant}", id=name, new=new and new.stem))


def _select(problems: Iterable[Problem], only: Sequence[Path] | None) -> list[Problem]:
    is_selected = selection(only)
    return [problem for problem in problems if is_selected(Path(problem.path))]


def _count_selected(files: Sequence[CatalogueFile], only: Sequence[Path] | None) -> int:
    if only is None:
        return len(files)
    is_selected = selection(only)
    return sum(is_selected(file.path) for file in files)
