"""What a proposed change does to the catalogue, as facts; `in_markdown.py` writes them.

The state proposed is the one on disk; the state before is the last commit that it shares with a Git reference.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from build_tools.checking.check import Report, check
from build_tools.checking.problem import Problem
from build_tools.checking.published import published_at
from build_tools.checking.rulebook import is_about_persons
from build_tools.exports.changes import ChangesInWords, FieldChange, Nature
from build_tools.exports.feeds import ALL, feeds
from build_tools.git.base import Base
from build_tools.loading.catalogue import load
from build_tools.loading.files import VOCABULARY_FOLDER, from_here, normal
from build_tools.loading.yaml_reader import MAX_BYTES, groups_of, readable
from build_tools.model import Catalogue, Module, Vocabularies
from build_tools.model.base import SourcedRecord
from build_tools.model.completeness import given, is_given, optional_fields, points_met
from build_tools.model.kinds import COLLECTION_OF, KINDS
from build_tools.model.vocabulary import TERM_FILES
from build_tools.review.outside import OutsideFile, outside
from build_tools.site.page import Page
from build_tools.site.pages import data_pages

DUPLICATE = "doublon-proche"

# What a list of modules is ordered by; it holds functions, which never compare equal.
_NOT_COMPARED = frozenset({"order", "orders"})
_EMPTY = Catalogue({}, {}, {}, Vocabularies({}))


@dataclass(frozen=True)
class RecordChange:
    """What becomes of one record.

    `path` is relative to the catalogue's folder. `before` and `after` count the optional fields that it gives, of
    `fields_possible`; one of them is 0 for a new or removed record. Without `shown` its texts must not be repeated.
    """

    path: PurePosixPath
    title: str
    nature: Nature
    changes: tuple[FieldChange, ...]
    before: int
    after: int
    fields_possible: int
    shown: bool = True


@dataclass(frozen=True)
class VocabularyChange:
    """Labels of the terms of a vocabulary that are new, no more, or otherwise than before.

    None is given where they must not be repeated.
    """

    name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Pages:
    """Addresses of rendered pages, below the site's root."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True)
class Completeness:
    """How many modules there are, the part of the optional fields that they give (0 to 1), the POINTS each meets."""

    modules: int
    share: float
    points: float


@dataclass(frozen=True)
class Review:
    """Everything that a reader of the change wants to know first.

    `problems` are those that the change brings, `solved` counts those that it solves, `remaining` those that were and
    are there. What needs a catalogue without errors on both sides (`pages`, `feeds`, `completeness`) is None otherwise.
    `outside` is what no rule checks.
    """

    records: tuple[RecordChange, ...]
    vocabularies: tuple[VocabularyChange, ...]
    problems: tuple[Problem, ...]
    solved: int
    remaining: int
    pages: Pages | None
    feeds: tuple[str, ...] | None
    completeness: tuple[Completeness, Completeness] | None
    outside: tuple[OutsideFile, ...] = ()

    @property
    def errors(self) -> int:
        """How many of the problems that the change brings are errors."""
        return sum(problem.severity == "error" for problem in self.problems)


def review(folder: Path, base: Base) -> Review:
    """Compare the catalogue on disk with the one of the base. Raises GitError, OSError."""
    folder = normal(folder)
    with tempfile.TemporaryDirectory() as work:
        old = Path(work)
        base.extract(old)
        before = check(load(old))
        after = check(load(folder), published=published_at(base))
        old_problems, new_problems = _placed(before, old), _placed(after, folder)
        added = _not_in(new_problems, old_problems)
        solved = len(_not_in(old_problems, new_problems))
        # Also where the change takes the personal data away: saying what went would publish it again.
        withheld = {path for path, problem in (*old_problems, *new_problems) if is_about_persons(problem.rule)}
        pairs = _pairs(old, folder, base)
        both = (before.catalogue, after.catalogue) if before.catalogue and after.catalogue else None
        return Review(
            tuple(_record_changes(pairs, after.catalogue or before.catalogue or _EMPTY, withheld)),
            tuple(_vocabulary_changes(pairs, withheld)),
            tuple(problem for _, problem in added),
            solved,
            len(old_problems) - solved,
            _pages(*both) if both else None,
            _feeds(*both) if both else None,
            (_completeness(both[0]), _completeness(both[1])) if both else None,
            outside(base.touched()),
        )


# Problems ------------------------------------------------------------------------------------------------------------


_Placed = list[tuple[str, Problem]]


def _placed(report: Report, folder: Path) -> _Placed:
    """Each problem with the path of its file inside the catalogue."""
    return [(from_here(problem.path, folder), problem) for problem in report.problems]


def _not_in(some: _Placed, others: _Placed) -> _Placed:
    """Those of `some` that `others` lack; the line where a problem stands may move."""
    left = Counter((path, problem.rule, problem.message) for path, problem in others)
    found = []
    for path, problem in some:
        key = path, problem.rule, problem.message
        if left[key]:
            left[key] -= 1
        else:
            found.append((path, problem))
    return found


# Records and terms ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pair:
    """A file before and after, by its path inside the catalogue; what is not there, or is no mapping, is None.

    `origin` is its path before, None for a new file.
    """

    path: PurePosixPath
    origin: PurePosixPath | None
    exists: bool
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def among(self, paths: set[str]) -> bool:
        """Whether one of its paths is one of these."""
        return str(self.path) in paths or str(self.origin) in paths


def _pairs(old: Path, new: Path, base: Base) -> list[_Pair]:
    """Every file that differs; a file that moved or took a new name is one pair, at its new path."""
    published = set(base.published())
    changed = {PurePosixPath(path.relative_to(new).as_posix()) for path in base.changed()}
    gone = {path for path in published if not (new / path).is_file()}
    moved = {target: source for source, target in base.renamed().items()}
    by_name = {(path.parts[0], path.stem): path for path in gone}
    found = []
    for path in sorted(changed):
        origin = path if path in published else moved.get(path) or by_name.get((path.parts[0], path.stem))
        gone.discard(origin or path)
        before = _mapping(old / origin) if origin else None
        found.append(_Pair(path, origin, True, before, _mapping(new / path)))
    found += [_Pair(path, path, False, _mapping(old / path), None) for path in sorted(gone)]
    return [pair for pair in found if pair.path.suffix == ".yml"]


def _mapping(path: Path) -> dict[str, Any] | None:
    """What the file says, if it can be read and says anything."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        return readable(file.read(MAX_BYTES + 1))


def _record_changes(pairs: Iterable[_Pair], catalogue: Catalogue, withheld: set[str]) -> Iterator[RecordChange]:
    for pair in pairs:
        collection = pair.path.parts[0]
        if collection not in KINDS:
            continue
        words = ChangesInWords(catalogue, KINDS[collection].schema, detail=True)
        change = _record_change(pair, words, KINDS[collection].model, shown=not pair.among(withheld))
        if change.changes or change.nature != "modifie" or pair.after is None or not change.shown:
            yield change


def _record_change(pair: _Pair, words: ChangesInWords, model: type[SourcedRecord], *, shown: bool) -> RecordChange:
    before, after = pair.before or {}, pair.after or {}
    nature: Nature = "retire" if not pair.exists else "modifie" if pair.origin else "nouveau"
    if nature == "nouveau":
        after = {name: value for name, value in after.items() if is_given(value)}
    changes = tuple(words.differences(before, after)) if shown and nature != "retire" else ()
    data = after or before
    title = data.get(KINDS[COLLECTION_OF[model]].titled) if shown else None
    return RecordChange(
        pair.path,
        str(title or pair.path.stem),
        nature,
        changes,
        given(before, model),
        given(after, model),
        len(optional_fields(model)),
        shown,
    )


def _vocabulary_changes(pairs: Iterable[_Pair], withheld: set[str]) -> Iterator[VocabularyChange]:
    """One for each vocabulary, whose terms may have a file each."""
    of_vocabulary: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.path.parts[0] == VOCABULARY_FOLDER:
            folder = pair.path.parent.name
            of_vocabulary[folder if folder in TERM_FILES else pair.path.stem].append(pair)
    for name, found in of_vocabulary.items():
        if any(pair.among(withheld) for pair in found):
            yield VocabularyChange(name, (), (), ())
            continue
        before = {key: term for pair in found for key, term in _terms(pair.before, pair.origin or pair.path).items()}
        after = {key: term for pair in found for key, term in _terms(pair.after, pair.path).items()}
        yield VocabularyChange(
            name,
            tuple(_label(after[key], key) for key in after if key not in before),
            tuple(_label(before[key], key) for key in before if key not in after),
            tuple(_label(after[key], key) for key in after if key in before and before[key] != after[key]),
        )


def _terms(data: dict[str, Any] | None, path: PurePosixPath) -> dict[str, dict[str, Any]]:
    """The terms in a file by id, without the id, which the file's name may hold."""
    if path.parent.name in TERM_FILES:
        return {path.stem: data} if data else {}
    terms = groups_of((data or {}).get("termes"))
    return {str(term.get("id")): {key: value for key, value in term.items() if key != "id"} for term in terms}


def _label(term: dict[str, Any], name: str) -> str:
    return str(term.get("libelle") or name)


# Pages, feeds and the whole ------------------------------------------------------------------------------------------


def _pages(before: Catalogue, after: Catalogue) -> Pages:
    old, new = _by_address(before), _by_address(after)
    return Pages(
        tuple(address for address in new if address not in old),
        tuple(address for address in new if address in old and new[address] != old[address]),
        tuple(address for address in old if address not in new),
    )


def _by_address(catalogue: Catalogue) -> dict[str, list[Any]]:
    """Address → everything that its page, or the several pages of a long list, are made from."""
    found: dict[str, list[Any]] = {}
    for page in data_pages(catalogue):
        found.setdefault(page.address, []).append(_made_from(page))
    return found


def _made_from(page: Page) -> tuple[Any, ...]:
    context = {name: value for name, value in page.context.items() if name not in _NOT_COMPARED}
    return page.title, page.description, page.template, context


def _feeds(before: Catalogue, after: Catalogue) -> tuple[str, ...]:
    """Titles of the feeds in which the change will appear. A removed module appears in the feed of all only."""
    names = before.modules.keys() | after.modules.keys()
    changed = [name for name in names if before.modules.get(name) != after.modules.get(name)]
    present = [after.modules[name] for name in changed if name in after.modules]
    return tuple(
        feed.title for feed in feeds(after) if any(map(feed.follows, present)) or (changed and feed.address == ALL)
    )


def _completeness(catalogue: Catalogue) -> Completeness:
    modules = catalogue.modules.values()
    fields = optional_fields(Module)
    if not modules:
        return Completeness(0, 0.0, 0.0)
    filled = sum(is_given(getattr(module, name)) for module in modules for name in fields)
    points = sum(map(points_met, modules)) / len(modules)
    return Completeness(len(modules), filled / (len(modules) * len(fields)), points)
