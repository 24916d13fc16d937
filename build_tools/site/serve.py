"""The site on this machine, made again at each change of a record, a page or a template."""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from build_tools.checking.check import check_catalogue
from build_tools.checking.reports import as_text
from build_tools.site.build import NOT_HERE, BuildError, finish_in_place
from build_tools.site.chrome import ChromeError, build_chrome
from build_tools.site.templating import TEMPLATES
from build_tools.typography import french

HOST = "127.0.0.1"


class Workshop:
    """Rebuilds into `site`; the chrome is built again only when a hand-written page or the settings changed."""

    def __init__(self, project: Path, catalogue: Path, work: Path) -> None:
        self.site = work / "site"
        self._project = project
        self._catalogue = catalogue
        self._work = work
        self._chrome = work / "chrome"
        self._chrome_state: frozenset[tuple[str, int]] = frozenset()

    def rebuild(self) -> None:
        """Build again; on errors say them and keep the last good site."""
        start = time.perf_counter()
        try:
            report = check_catalogue(self._catalogue)
            if report.catalogue is None:
                print(as_text(report), file=sys.stderr, flush=True)
                return
            self._refresh_chrome()
            finish_in_place(self._chrome, report.catalogue, self._catalogue, self.site)
        except (BuildError, ChromeError) as error:
            print(french(f"catalogue : {error}"), file=sys.stderr, flush=True)
            return
        print(french(f"Site à jour en {time.perf_counter() - start:.2f} s."), file=sys.stderr, flush=True)

    def _refresh_chrome(self) -> None:
        state = self._state_of_pages()
        if state != self._chrome_state:
            build_chrome("mkdocs", self._project, self._chrome)
            self._chrome_state = state

    def _state_of_pages(self) -> frozenset[tuple[str, int]]:
        files = [self._project / "mkdocs.yml", *(self._project / "docs").rglob("*")]
        return frozenset((str(path), path.stat().st_mtime_ns) for path in files if path.is_file())


def serve(catalogue: Path, port: int) -> int:
    """Serve the site on this machine until interrupted; returns an exit code."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    project = Path.cwd()
    if not (project / "mkdocs.yml").is_file():
        print(french(f"catalogue : {NOT_HERE}"), file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="catalogue-") as folder:
        workshop = Workshop(project, catalogue.absolute(), Path(folder))
        workshop.site.mkdir()
        workshop.rebuild()
        try:
            server = LiveReloadServer(workshop.rebuild, HOST, port, str(workshop.site))
            for watched in (catalogue, project / "docs", project / "mkdocs.yml", TEMPLATES):
                server.watch(str(watched))
            print(french(f"Site servi sur http://{HOST}:{port}/ (Ctrl+C pour arrêter)."), file=sys.stderr, flush=True)
            server.serve()  # type: ignore[no-untyped-call]
        except OSError:
            print(french(f"catalogue : le port {port} n'est pas libre."), file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            server.shutdown()
    return 0
