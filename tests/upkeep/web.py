"""A small Web site on this machine, which answers what its addresses ask for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from tests.local_server import address_of, serving


class _Handler(BaseHTTPRequestHandler):
    """`/404` answers 404, `/vers/X` leads to `/X`, `/muet` never answers, `/faux` speaks no HTTP.

    `/temoin` leads to itself until it gets its cookie back, `/boucle` for ever.
    """

    def do_GET(self):
        name = self.path.strip("/")
        if name == "muet":
            self.server.closing.wait(10)
        elif name == "faux":
            self.wfile.write(b"rien de tel\r\n\r\n")
        elif name == "boucle" or (name == "temoin" and not self.headers["Cookie"]):
            self.send_response(302)
            self.send_header("Location", f"/{name}")
            self.send_header("Set-Cookie", "vu=1")
            self.end_headers()
        elif name.startswith("vers/"):
            self.send_response(301)
            self.send_header("Location", name.removeprefix("vers"))
            self.end_headers()
        else:
            self.send_response(int(name) if name.isdigit() else 200)
            self.end_headers()
            self.wfile.write(b"bonjour")

    def do_CONNECT(self):
        """As a proxy: no way out."""
        self.send_error(502)

    def log_message(self, format, *args):  # noqa: A002  # the base class's name
        """Say nothing."""


@contextmanager
def web() -> Iterator[str]:
    """Its address, without a final slash."""
    with serving(_Handler) as server:
        server.closing = threading.Event()
        try:
            yield address_of(server)
        finally:
            server.closing.set()
