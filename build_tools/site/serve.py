"""The site on this machine, which follows each change of a record, a page or a template."""

from __future__ import annotations

import logging
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from build_tools.site.build import NOT_HERE
from build_tools.site.dev_server.live_site import LiveSite
from build_tools.site.dev_server.watching import watching
from build_tools.site.dev_server.web import Server
from build_tools.site.templating import TEMPLATES
from build_tools.text.typography import french

HOST = "127.0.0.1"


def serve(catalogue: Path, port: int) -> int:
    """Serve the site on this machine until interrupted; returns an exit code."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    project = Path.cwd()
    if not (project / "mkdocs.yml").is_file():
        _log(french(f"catalogue : {NOT_HERE}"))
        return 1
    with tempfile.TemporaryDirectory(prefix="catalogue-") as folder:
        live_site = LiveSite(project, catalogue.absolute(), Path(folder), _log)
        try:
            server = Server(live_site, HOST, port)
        except (OSError, OverflowError):
            _log(french(f"catalogue : le port {port} n'est pas libre."))
            return 1
        with server, suppress(KeyboardInterrupt):
            _follow(live_site, server, (catalogue.absolute(), project / "docs", project / "mkdocs.yml", TEMPLATES))
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # interrupted twice, it still tidies up
        live_site.close()
    return 0


def _follow(live_site: LiveSite, server: Server, watched: tuple[Path, ...]) -> None:
    # Before looking for the first time, or a change meanwhile might be missed.
    with watching(watched, live_site.update):
        live_site.update()
        _log(french(f"Site servi sur http://{HOST}:{server.server_port}/ (Ctrl+C pour arrêter)."))
        server.serve_forever()


def _log(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
