"""The live site in the browser, whose pages load themselves again when it changes."""

from __future__ import annotations

import json
import mimetypes
import re
import zlib
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from build_tools.site.build import BuildError
from build_tools.site.dev_server.live_site import LiveSite, News
from build_tools.text.typography import french

# Addresses that the site itself never has.
NEWS = "/_serve/nouvelles"
SCRIPT = "/_serve/suivi.js"
_SCRIPT_FILE = Path(__file__).with_name("suivi.js")
# A page of another site whose name is made to lead here still says that name: it reads nothing (DNS rebinding).
_LOCAL_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?", re.IGNORECASE)
_ALLOWED = "GET, HEAD"
_HEARTBEAT = 10  # seconds: how long a closed page keeps its thread here at most
_TYPES = {".atom": "application/atom+xml", ".jsonld": "application/ld+json", ".ttl": "text/turtle"}
_TEXTS = ("text/", "application/json", "application/ld+json", "application/atom+xml", "image/svg+xml")


class Server(ThreadingHTTPServer):
    """Serves a live site. Raises OSError when made on a port that is taken."""

    daemon_threads = True
    request_queue_size = 128  # past the usual five the system drops calls, made again one second and more later

    def __init__(self, live_site: LiveSite, host: str, port: int) -> None:
        self.live_site = live_site
        super().__init__((host, port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # the content follows the headers at once, not when the browser has got them

    def do_GET(self) -> None:  # the base class's name
        """Answer with a file of the site, the script that follows the changes, or the changes as they come."""
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # the body is not read: it is not another request
        try:
            if status := self._refused_host():
                self._refuse(status, "seules les adresses de cette machine (localhost, 127.0.0.1) sont servies.")
            else:
                self._answer(unquote(urlsplit(self.path).path))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the page was closed

    do_HEAD = do_GET  # noqa: N815

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Any other method is refused; the base class would answer in English that it is unknown."""
        if name.startswith("do_"):
            return self._refuse_method
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Say nothing: the terminal is for the records."""

    def _refused_host(self) -> HTTPStatus | None:
        """The status that refuses the request if it is not for a host of this machine (RFC 9110, 7.2 and 15.5.20)."""
        hosts = self.headers.get_all("Host") or []
        try:
            asked = urlsplit(self.path).netloc
        except ValueError:
            return HTTPStatus.BAD_REQUEST
        if len(hosts) != 1:
            return HTTPStatus.BAD_REQUEST
        local = all(_LOCAL_HOST.fullmatch(host.strip()) for host in (hosts[0], asked or hosts[0]))
        return None if local else HTTPStatus.MISDIRECTED_REQUEST

    def _refuse_method(self) -> None:
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, f"seules les méthodes {_ALLOWED} sont admises.")

    def _refuse(self, status: HTTPStatus, reason: str) -> None:
        """Refuse in plain French, and close: what may follow as a body is not another request."""
        self.close_connection = True
        content = french(f"catalogue : {reason}\n").encode()
        self.send_response(status)
        self.send_header("Allow", _ALLOWED)
        self.send_header("Connection", "close")
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _answer(self, address: str) -> None:
        if address == NEWS:
            self._send_news()
        elif address == SCRIPT:
            self._send(HTTPStatus.OK, _type_of(SCRIPT), _SCRIPT_FILE.read_bytes())
        else:
            self._answer_file(address)

    def _answer_file(self, address: str) -> None:
        # Before reading: a page that has changed meanwhile will find its version old.
        news = self.server.live_site.news
        try:
            status, path, content = self._find(address)
        except BuildError as error:
            message = escape(news.problem or french(f"catalogue : {error}"))
            status, path = HTTPStatus.SERVICE_UNAVAILABLE, "erreur.html"
            content = (
                f'<!doctype html><html lang="fr"><title>Erreur</title><body><pre>{message}</pre></body></html>'.encode()
            )
        if status == HTTPStatus.FOUND:
            self._send(status, _type_of(""), content, location=path)
        else:
            self._send(status, _type_of(path), followed(content, news) if path.endswith(".html") else content)

    def _find(self, address: str) -> tuple[HTTPStatus, str, bytes]:
        """Status, path and content; a folder's address without its slash gives the one with it, without content."""
        read = self.server.live_site.read
        path = site_path(address)
        if path is not None:
            if (content := read(path)) is not None:
                return HTTPStatus.OK, path, content
            if "." not in path.rsplit("/", 1)[-1] and read(f"{path}/index.html") is not None:
                return HTTPStatus.FOUND, f"/{path}/", b""
        return HTTPStatus.NOT_FOUND, "404.html", read("404.html") or b""

    def _send(self, status: HTTPStatus, kind: str, content: bytes, location: str = "") -> None:
        """Send an answer; only its name if the browser has it: a page that loads again needs its own text only."""
        name = f'"{zlib.crc32(content):x}-{len(content):x}"'
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == name:
            status, content = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        self.send_header("ETag", name)
        if self.close_connection:
            self.send_header("Connection", "close")
        if location:
            self.send_header("Location", quote(location))
        self.send_header("Content-Type", kind)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_news(self) -> None:
        """Server-sent events: what is shown now, then each change; a comment now and then shows who has gone."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        news = self.server.live_site.news
        self._write_event(news)
        while True:
            last, news = news, self.server.live_site.wait_for_news(news, _HEARTBEAT)
            if news == last:
                self.wfile.write(b":\n\n")
            else:
                self._write_event(news)

    def _write_event(self, news: News) -> None:
        data = json.dumps({"version": news.version, "problem": news.problem})
        self.wfile.write(f"data: {data}\n\n".encode())


def site_path(address: str) -> str | None:
    """The path inside the site that a decoded address names; None if it is no plain path below the root."""
    path = address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
    plain = not any(sign in path for sign in "\\:\0") and path.isprintable()
    return path if plain and all(part not in ("", ".", "..") for part in path.split("/")) else None


def followed(html: bytes, news: News) -> bytes:
    """A page as it is served: with the script that waits for the next version. The built site has none."""
    script = f'<script src="{SCRIPT}" data-version="{news.version}"></script>'.encode()
    head, body, rest = html.rpartition(b"</body>")
    return b"".join((head, script, body, rest)) if body else html + script


def _type_of(path: str) -> str:
    suffix = Path(path).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind
