"""From a folder of YAML files to a catalogue, or to the list of what is wrong with it."""

from __future__ import annotations

import multiprocessing
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from build_tools.checking.problem import Finding, Problem
from build_tools.checking.rules import RULES, Context
from build_tools.checking.structure import StructureChecker, Ways
from build_tools.loading import yaml_reader
from build_tools.loading.files import VOCABULARY_FOLDER, CatalogueFile, MisplacedFile, discover
from build_tools.loading.yaml_reader import Data, YamlError
from build_tools.model import (
    VOCABULARIES,
    Catalogue,
    Certification,
    Demarche,
    Module,
    Term,
    Vocabularies,
    vocabulary_file,
)
from build_tools.model.base import SourcedRecord
from build_tools.model.json_schema import build_schema
from build_tools.typography import french

ModelT = TypeVar("ModelT", bound=BaseModel)
Progress = Callable[[int, int], None]

# Below this number of files, starting worker processes costs more than it saves.
PARALLEL_FROM = 600
_CHUNK = 250
_MODELS: Mapping[str, type[SourcedRecord]] = {
    "modules": Module,
    "demarches": Demarche,
    "certifications": Certification,
}


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


@dataclass(frozen=True)
class _Read:
    """One file after the structural gate: its data if it passed, else what was found."""

    file: CatalogueFile
    data: Data
    findings: tuple[Finding, ...] = ()
    unreadable: YamlError | None = None


def check_catalogue(directory: Path, only: Sequence[Path] = (), progress: Progress | None = None) -> Report:
    """Check every file below `directory`; with `only`, report just on those files and folders.

    The whole catalogue is read in any case, because records refer to one another. `progress` is called with
    the number of files read and their total.
    """
    files, misplaced = discover(directory)
    problems = [_misplaced_problem(item) for item in misplaced]
    vocabulary_files = [file for file in files if file.collection == VOCABULARY_FOLDER]
    record_files = [file for file in files if file.collection != VOCABULARY_FOLDER]

    vocabularies, found = _read_vocabularies(vocabulary_files)
    problems += found
    problems += _missing_vocabularies(directory, vocabulary_files)
    reads = list(_read_records(record_files, vocabularies, progress))
    ids = _known_ids(record_files, vocabularies)
    problems += _repeated_ids(record_files)
    records: dict[str, dict[str, SourcedRecord]] = defaultdict(dict)
    for read in reads:
        if read.data is None:
            problems += _problems_of(read)
            continue
        record, findings = _to_model(_MODELS[read.file.collection], {**read.data, "id": read.file.id})
        if record is not None:
            records[read.file.collection][record.id] = record
            context = Context(read.file, ids, vocabularies)
            findings = [finding for rule in RULES for finding in rule(record, context)]
        problems += _locate(read.file, findings)

    catalogue = None
    if not any(problem.severity == "error" for problem in problems):
        catalogue = _assemble(records, vocabularies, record_files)
    selected = _select(problems, only)
    return Report(_count_selected(record_files, only), tuple(sorted(selected)), catalogue)


def _assemble(
    records: Mapping[str, Mapping[str, SourcedRecord]], vocabularies: Vocabularies, files: Iterable[CatalogueFile]
) -> Catalogue:
    by_id: dict[str, Any] = {name: dict(sorted(records.get(name, {}).items())) for name in _MODELS}
    paths = {(file.collection, file.id): file.relative for file in files}
    return Catalogue(**by_id, vocabularies=vocabularies, files=paths)


# Reading -------------------------------------------------------------------------------------------------------------


def _read_vocabularies(files: Sequence[CatalogueFile]) -> tuple[Vocabularies, list[Problem]]:
    """Vocabularies refer to one another, so their ids are read first, then each file is checked."""
    raw = {file.id: _parse(file) for file in files}
    term_ids = {name: _ids_of(read.data) for name, read in raw.items()}
    problems: list[Problem] = []
    terms: dict[str, Mapping[str, Term]] = {}
    for file in files:
        read = raw[file.id]
        if read.unreadable is None:
            checker = StructureChecker(build_schema(file.schema, term_ids), {})
            read = _Read(file, read.data, tuple(checker(read.data)))
        if read.findings or read.unreadable:
            problems += _problems_of(read)
            continue
        model, findings = _to_model(vocabulary_file(VOCABULARIES[file.schema]), read.data)
        if model is not None:
            terms[file.id] = {term.id: term for term in model.termes}
            findings = _repeated_terms(model.termes)
        problems += _locate(file, findings)
    return Vocabularies(terms), problems


def _ids_of(data: Data) -> list[str]:
    terms = data.get("termes") if isinstance(data, dict) else None
    if not isinstance(terms, list):
        return []
    return list(dict.fromkeys(t["id"] for t in terms if isinstance(t, dict) and isinstance(t.get("id"), str)))


def _missing_vocabularies(directory: Path, files: Sequence[CatalogueFile]) -> Iterator[Problem]:
    for name in VOCABULARIES.keys() - {file.id for file in files}:
        path = directory / VOCABULARY_FOLDER / f"{name}.yml"
        yield _problem(
            path, 1, 1, Finding(where=(), rule="vocabulaire-absent", message=f"Le vocabulaire « {name} » manque.")
        )


def _parse(file: CatalogueFile) -> _Read:
    try:
        return _Read(file, yaml_reader.read(file.path.read_bytes()))
    except YamlError as error:
        return _Read(file, None, unreadable=error)
    except OSError as error:
        return _Read(
            file,
            None,
            unreadable=YamlError(rule="fichier-illisible", message=f"Lecture impossible : {error.strerror}."),
        )


class _Gate:
    """Reads files and passes them through the structural gate; one per process."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        term_ids = {name: list(terms) for name, terms in vocabularies.terms.items()}
        ways = _ways(vocabularies)
        self._checkers = {
            name: StructureChecker(build_schema(name, term_ids), ways)
            for name in ("module", "demarche", "certification")
        }

    def __call__(self, file: CatalogueFile) -> _Read:
        read = _parse(file)
        if read.unreadable:
            return read
        findings = self._checkers[file.schema](read.data)
        return _Read(file, None, tuple(findings)) if findings else read


def _ways(vocabularies: Vocabularies) -> Ways:
    """For each vocabulary, the labels and synonyms by which people call its terms."""
    return {
        name: {way: term.id for term in terms.values() for way in (term.libelle, *term.synonymes)}
        for name, terms in vocabularies.terms.items()
        if name != "metiers"
    }


_gate: _Gate | None = None


def _start_worker(vocabularies: Vocabularies) -> None:
    global _gate
    _gate = _Gate(vocabularies)


def _gate_chunk(files: Sequence[CatalogueFile]) -> list[_Read]:
    assert _gate is not None, "the worker was not started"
    return [_gate(file) for file in files]


def _read_records(
    files: Sequence[CatalogueFile], vocabularies: Vocabularies, progress: Progress | None
) -> Iterator[_Read]:
    chunks = [files[i : i + _CHUNK] for i in range(0, len(files), _CHUNK)]
    done = 0
    for reads in _gate_chunks(chunks, vocabularies, parallel=len(files) >= PARALLEL_FROM):
        yield from reads
        done += len(reads)
        if progress:
            progress(done, len(files))


def _gate_chunks(
    chunks: Sequence[Sequence[CatalogueFile]], vocabularies: Vocabularies, *, parallel: bool
) -> Iterator[list[_Read]]:
    if not parallel or (os.cpu_count() or 1) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        _start_worker(vocabularies)
        yield from map(_gate_chunk, chunks)
        return
    with ProcessPoolExecutor(
        mp_context=multiprocessing.get_context("fork"), initializer=_start_worker, initargs=(vocabularies,)
    ) as pool:
        yield from pool.map(_gate_chunk, chunks)


def _to_model(model: type[ModelT], data: Data) -> tuple[ModelT | None, list[Finding]]:
    """The typed record. The schema has passed, so an error here means that schema and model disagree."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        findings = [
            Finding(where=tuple(item["loc"]), rule="modele", message=f"Valeur refusée : {item['msg']}.")
            for item in error.errors(include_url=False)
        ]
        return None, findings


# Rules over several files --------------------------------------------------------------------------------------------


def _known_ids(files: Iterable[CatalogueFile], vocabularies: Vocabularies) -> dict[str, frozenset[str]]:
    ids: dict[str, set[str]] = {name: set() for name in _MODELS}
    for file in files:
        ids[file.collection].add(file.id)
    ids["metiers"] = set(vocabularies.metiers)
    return {name: frozenset(values) for name, values in ids.items()}


def _repeated_ids(files: Iterable[CatalogueFile]) -> Iterator[Problem]:
    first: dict[tuple[str, str], CatalogueFile] = {}
    for file in files:
        other = first.setdefault((file.collection, file.id), file)
        if other is not file:
            yield _problem(
                file.path,
                1,
                1,
                Finding(
                    where=(),
                    rule="identifiant-unique",
                    message=f"L'identifiant « {file.id} » existe déjà : {other.relative}.",
                    hint="Donnez un autre nom au fichier ; un identifiant ne sert qu'une fois.",
                ),
            )


def _repeated_terms(terms: Sequence[Term]) -> list[Finding]:
    seen: set[str] = set()
    findings = []
    for i, term in enumerate(terms):
        if term.id in seen:
            findings.append(
                Finding(
                    where=("termes", i, "id"), rule="identifiant-unique", message=f"Le terme « {term.id} » existe déjà."
                )
            )
        seen.add(term.id)
    return findings


# From findings to problems -------------------------------------------------------------------------------------------


def _problems_of(read: _Read) -> list[Problem]:
    if error := read.unreadable:
        finding = Finding(where=(), rule=error.rule, message=error.message, hint=error.hint)
        return [_problem(read.file.path, error.line, error.column, finding)]
    return _locate(read.file, read.findings)


def _locate(file: CatalogueFile, findings: Iterable[Finding]) -> list[Problem]:
    """Problems are rare, so the file is composed again only then: the good ones never pay for positions."""
    findings = list(findings)
    if not findings:
        return []
    root = yaml_reader.compose(yaml_reader.decode(file.path.read_bytes()))
    return [
        _problem(file.path, *yaml_reader.position(root, finding.where, of_key=finding.of_key), finding)
        for finding in findings
    ]


def _misplaced_problem(item: MisplacedFile) -> Problem:
    return _problem(item.path, 1, 1, Finding(where=(), rule=item.rule, message=item.message, hint=item.hint))


def _problem(path: Path, line: int, column: int, finding: Finding) -> Problem:
    return Problem(
        path=os.path.relpath(path).replace(os.sep, "/"),
        line=line,
        column=column,
        rule=finding.rule,
        severity=finding.severity,
        message=french(finding.message),
        hint=french(finding.hint),
    )


def _select(problems: Iterable[Problem], only: Sequence[Path]) -> list[Problem]:
    return [problem for problem in problems if _is_selected(Path(problem.path), only)]


def _count_selected(files: Iterable[CatalogueFile], only: Sequence[Path]) -> int:
    return sum(_is_selected(file.path, only) for file in files)


def _is_selected(path: Path, only: Sequence[Path]) -> bool:
    if not only:
        return True
    absolute = path.absolute()
    return any(absolute == chosen or chosen in absolute.parents for chosen in only)
