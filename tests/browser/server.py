"""Serving a built site under a sub-path, as a forge's pages are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.local_server import QuietFiles, address_of, files_of, serving

SUB_PATH = "projet/catalogue"


class _Forge(QuietFiles):
    protocol_version = "HTTP/1.1"  # one call for many files

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what does not exist, at its address, as forges show it."""
        page = Path(self.directory) / SUB_PATH / "404.html"
        if code != 404 or not self.path.endswith("/") or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@contextmanager
def served(site: Path, root: Path) -> Iterator[str]:
    """The address, with its final slash, under which `site` is served; `root` is an empty folder."""
    (root / SUB_PATH).parent.mkdir(parents=True)
    (root / SUB_PATH).symlink_to(site)
    with serving(files_of(root, _Forge)) as server:
        yield f"{address_of(server)}/{SUB_PATH}/"
