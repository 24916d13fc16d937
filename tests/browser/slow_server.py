"""A slow mobile network in front of the built site, which is served compressed as forges serve theirs."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from playwright.sync_api import Page

from tests.local_server import QuietFiles, address_of, files_of, serving

# « Slow 3G » of the browser's own tools, and a phone four times slower than this machine.
BYTES_PER_SECOND = 400_000 // 8
LATENCY_MS = 400
CPU_SLOWED_BY = 4
# A page in pieces: enough for a few lines of text, slow enough to be drawn one by one.
PIECE_BYTES = 900
PIECE_S = 0.03
STYLES_S = 0.5
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


class _Compressing(QuietFiles):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802  # the base class's name
        """The file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _COMPRESSED or not path.is_file():
            return super().do_GET()
        body = _packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


class _InPieces(QuietFiles):
    """Pages in pieces, the first when the styles are there: the browser draws what it has, whatever comes next."""

    def do_GET(self) -> None:  # noqa: N802  # the base class's name
        """The file, in pieces if it is a page."""
        path = Path(self.translate_path(self.path)) / "index.html"
        if not path.is_file():
            return super().do_GET()
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        head = body.index(b"</head>")
        self._send(body[:head], STYLES_S)
        for start in range(head, len(body), PIECE_BYTES):
            self._send(body[start : start + PIECE_BYTES], PIECE_S)
        return None

    def _send(self, piece: bytes, pause: float) -> None:
        self.wfile.write(piece)
        self.wfile.flush()
        time.sleep(pause)


@contextmanager
def served_compressed(site: Path) -> Iterator[str]:
    """The address, with its final slash, under which `site` is served."""
    with _served(_Compressing, site) as address:
        yield address


@contextmanager
def served_in_pieces(site: Path) -> Iterator[str]:
    """The address, with its final slash, under which the pages of `site` come in pieces."""
    with _served(_InPieces, site) as address:
        yield address


@contextmanager
def _served(handler: type[SimpleHTTPRequestHandler], site: Path) -> Iterator[str]:
    with serving(files_of(site, handler)) as server:
        yield f"{address_of(server)}/"


def slow_down(page: Page) -> None:
    """Give the page a slow network and a slow processor."""
    session = page.context.new_cdp_session(page)
    rates = {"downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **rates})
    session.send("Emulation.setCPUThrottlingRate", {"rate": max(1.0, CPU_SLOWED_BY / _busy())})


def _busy() -> float:
    """How many times slower this machine is already, because others use it."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return max(1.0, load / (os.cpu_count() or 1))
