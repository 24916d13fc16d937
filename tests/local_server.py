"""A Web server of this machine, which bears what a browser on a busy machine asks for at once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class LocalServer(ThreadingHTTPServer):
    """Lets as many wait as a real host; says nothing of those that went away."""

    # Past the usual five the system drops calls, which are made again 1, 3, 7 and 15 seconds later.
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class QuietFiles(SimpleHTTPRequestHandler):
    """The files of a folder."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Say nothing."""


def files_of(folder: Path, handler: type[SimpleHTTPRequestHandler] = QuietFiles) -> Callable[..., Any]:
    """What answers with the files of a folder, for `serving`."""
    return partial(handler, directory=str(folder))


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[LocalServer]:
    """A server at a free port of this machine, until the end of the block."""
    server = LocalServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def address_of(server: LocalServer) -> str:
    """The address of a server, without a final slash."""
    return f"http://127.0.0.1:{server.server_port}"
