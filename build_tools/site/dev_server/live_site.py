"""The site that follows its records: rebuilds at each change, and notifies the open pages."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Lock

from build_tools.checking.cache import CheckCache
from build_tools.checking.check import check
from build_tools.checking.reports import as_text
from build_tools.exports.published import Published
from build_tools.git.history import History, head, read_history
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue
from build_tools.site.build import BuildError, as_build_errors
from build_tools.site.dev_server.bundle import Bundle, file_below
from build_tools.site.dev_server.state import BuiltTheme, State
from build_tools.site.dev_server.word_index import WordMemory
from build_tools.site.rendering import Renderer
from build_tools.site.templating import TEMPLATES
from build_tools.site.theme_build import build_theme
from build_tools.text.typography import french, plural

# What a terminal or a page shows of a long report; « catalogue check » says all.
_SHOWN_MAX = 8_000

Stamps = frozenset[tuple[str, int]]
"""Files, each with the time of its last change in nanoseconds."""


@dataclass(frozen=True)
class News:
    """Which version of the site is shown, and why it is not the newest one, if so."""

    version: str = ""
    problem: str = ""


class RecordsError(Exception):
    """The records have errors; the message is the report for the user."""


class LiveSite:
    """Holds the last good state of the site of a project and its catalogue; `work` is an empty folder.

    One thing at a time: whoever asks for a page while a change is being looked at gets the new one. Processes are
    forked within the same turn (see Bundle). `log` gets each message for the terminal.
    """

    def __init__(self, project: Path, catalogue: Path, work: Path, log: Callable[[str], None]) -> None:
        self._project = project
        self._folder = catalogue
        self._work = work
        self._log = log
        self._turn = Lock()
        self._cache = CheckCache()
        self._words = WordMemory()
        self._history: tuple[str, History] | None = None
        self._theme: tuple[Stamps, BuiltTheme] | None = None
        self._templates: Stamps = frozenset()
        self._state: State | None = None
        self._count = 0
        self._started = time.time_ns()  # a page of an earlier run is not this one's, whatever its number
        self._news = News()
        self._news_changed = Condition()
        self._closed = False

    def update(self) -> None:
        """Look at everything again; on errors say them and keep the last good state."""
        start = time.perf_counter()
        with self._turn:
            if self._closed:
                return
            last, was = self._state, self._news
            problem = self._try_to_look()
            self._set_news(problem)
        if problem and problem == was.problem:
            self._log(french("Le problème dit plus haut est toujours là."))
        elif problem:
            self._log(problem)
        elif self._state is not last or was.problem:
            self._log(french(f"Site à jour en {time.perf_counter() - start:.2f} s.".replace(".", ",", 1)))
        if last and self._state and self._state is not last:
            _forget(last, self._state)

    def read(self, path: str) -> bytes | None:
        """The file at a path inside the site, None if there is none. Raises BuildError if it cannot be made."""
        while True:
            with self._turn, as_build_errors():
                state = self._state
                if state is None:
                    raise BuildError(self._news.problem)
                found = state.content(path)
            if not isinstance(found, Bundle):
                return found
            if found.wait():
                with as_build_errors():
                    file = file_below(found.files, path)
                    return file.read_bytes() if file else None

    @property
    def news(self) -> News:
        """What is shown now."""
        return self._news

    def wait_for_news(self, known: News, seconds: float) -> News:
        """What is shown, as soon as it is something else than what is `known`, or after some seconds."""
        with self._news_changed:
            self._news_changed.wait_for(lambda: self._news != known, seconds)
            return self._news

    def close(self) -> None:
        """Stop what is still being made, and begin nothing more."""
        with self._turn:
            self._closed = True
            if self._state:
                _stop(self._state.bundles.values())
            self._state = None

    def _try_to_look(self) -> str:
        """Look, and say what was in the way; empty if nothing was.

        Whatever an editor, a checkout or a half-written file does to the project, the next change is looked at too.
        """
        try:
            with as_build_errors():
                self._state = self._look()
        except RecordsError as error:
            return _shortened(str(error))
        except BuildError as error:
            return _shortened(french(f"catalogue : {error}"))
        except Exception as error:  # a server that follows the changes must outlive any of them
            return _shortened(french(f"catalogue : erreur inattendue ({type(error).__name__} : {error}). {_GOES_ON}"))
        return ""

    def _look(self) -> State:
        """The state as everything is now: the last one if nothing has changed. Raises RecordsError and build errors."""
        report = check(load(self._folder), cache=self._cache)
        if report.catalogue is None:
            raise RecordsError(as_text(report))
        theme = self._current_theme()
        published = self._published(report.catalogue)
        templates = _signatures(TEMPLATES.rglob("*"))
        last = self._state
        same = (templates, theme, published) == (
            self._templates,
            last and last.theme,
            last and last.renderer.published,
        )
        if last and same:
            return last
        self._templates = templates
        self._count += 1
        renderer = Renderer(published, theme.layout, find_likeness=self._words.likeness)
        if last is None:
            # Whatever lives now lives long: looking through it for garbage took half of each check at 10,000 records.
            _ = renderer.likeness
            gc.collect()
            gc.freeze()
            return State(renderer, theme, self._work / f"etat-{self._count}")
        _stop(last.bundles.values())
        return State(renderer, theme, self._work / f"etat-{self._count}", last.indexes)

    def _published(self, catalogue: Catalogue) -> Published:
        commit = head(self._folder)
        if self._history is None or self._history[0] != commit:
            known, self._history = self._history, (commit, read_history(self._folder))
            gap = self._history[1].gap
            if gap and (known is None or known[1].gap != gap):
                self._log(french(f"catalogue : attention, {gap}"))
        return Published.read(catalogue, self._folder, self._history[1])

    def _current_theme(self) -> BuiltTheme:
        """Built again only when a hand-written page or the settings have changed."""
        signatures = _signatures([self._project / "mkdocs.yml", *(self._project / "docs").rglob("*")])
        if self._theme is None or self._theme[0] != signatures:
            folder = self._work / f"habillage-{self._count}-{time.monotonic_ns()}"
            build_theme("mkdocs", self._project, folder)
            self._theme = signatures, BuiltTheme.prepare(folder)
        return self._theme[1]

    def _set_news(self, problem: str) -> None:
        with self._news_changed:
            self._news = News(f"{self._started}-{self._count}" if self._state else "", problem)
            self._news_changed.notify_all()


_GOES_ON = "Le dernier bon site reste servi ; le prochain changement sera regardé."


def _shortened(text: str) -> str:
    """The text up to the end of a line, with how many more there are."""
    if len(text) <= _SHOWN_MAX:
        return text
    kept = text[:_SHOWN_MAX].rpartition("\n")[0] or text[:_SHOWN_MAX]
    left = text.count("\n", len(kept)) or 1
    more = plural(left, "ligne de plus", "lignes de plus")
    return kept + french(f"\n… et {more} : lancez « catalogue check ».")


def _forget(last: State, now: State) -> None:
    """Remove the files of a state that is no more, but for those that are still asked for."""
    made = {bundle.files for bundle in last.bundles.values()} | set(last.last_indexes)
    for files in made - set(now.last_indexes):
        shutil.rmtree(files.parent, ignore_errors=True)
    if last.theme is not now.theme:
        shutil.rmtree(last.theme.folder, ignore_errors=True)


def _stop(bundles: Iterable[Bundle]) -> None:
    for bundle in bundles:
        bundle.stop()


def _signatures(paths: Iterable[Path]) -> Stamps:
    return frozenset((str(path), path.stat().st_mtime_ns) for path in paths if path.is_file())
