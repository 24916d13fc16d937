"""A slow mobile network in front of the built site, which is served compressed as forges serve theirs."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page

# « Slow 3G » of the browser's own tools, and a phone four times slower than this machine.
BYTES_PER_SECOND = 400_000 // 8
LATENCY_MS = 400
CPU_SLOWED_BY = 4
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


class _Compressing(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Say nothing."""

    def do_GET(self) -> None:
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


@contextmanager
def served_compressed(site: Path) -> Iterator[str]:
    """The address, with its final slash, under which `site` is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


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
