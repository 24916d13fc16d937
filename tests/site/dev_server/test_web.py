"""What the browser gets from a live_site."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from build_tools.site.dev_server.live_site import LiveSite, News
from build_tools.site.dev_server.web import NEWS, SCRIPT, Server, followed
from tests.conftest import MODULE, copy_small_catalogue
from tests.site.site_tools import PROJECT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("web")
    (folder / "atelier").mkdir()
    live_site = LiveSite(PROJECT, copy_small_catalogue(folder / "catalogue"), folder / "atelier", lambda _: None)
    live_site.update()
    with Server(live_site, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
    live_site.close()


def _get(server: Server, address: str, **options: Any) -> HTTPResponse:
    answer: HTTPResponse = urllib.request.urlopen(
        urllib.request.Request(f"http://127.0.0.1:{server.server_port}{address}", **options), timeout=60
    )
    return answer


def test_a_page_is_the_built_one_with_the_script_that_follows_changes(server: Server) -> None:
    built = server.live_site.read("modules/nor-teillage-du-lin/index.html")
    assert built is not None
    assert SCRIPT.encode() not in built
    assert _get(server, "/modules/nor-teillage-du-lin/").read() == followed(built, server.live_site.news)


def test_the_policy_of_the_pages_lets_the_script_run(server: Server) -> None:
    page = _get(server, "/").read().decode()
    assert f'<script src="{SCRIPT}"' in page  # of this site, not inline
    assert "script-src 'self'" in page
    assert "EventSource" in _get(server, SCRIPT).read().decode()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/api/v1/modules/nor-teillage-du-lin.json", "application/json; charset=utf-8"),
        ("/data/catalogue.ttl", "text/turtle; charset=utf-8"),
        ("/assets/images/logo.svg", "image/svg+xml; charset=utf-8"),
        ("/recherche/facettes.bin", "application/octet-stream"),
    ],
)
def test_every_file_says_what_it_is(server: Server, address: str, kind: str) -> None:
    assert _get(server, address).headers["Content-Type"] == kind


def test_a_folder_without_its_slash_leads_to_its_page(server: Server) -> None:
    assert _get(server, "/methode").url.endswith("/methode/")


@pytest.mark.parametrize("address", ["/nexiste/", "/nexiste", "/data/nexiste.csv", "/../pyproject.toml", "/%2e%2e/x"])
def test_a_wrong_address_has_the_page_that_says_so(server: Server, address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        _get(server, address)
    assert error.value.code == 404
    assert "introuvable" in error.value.read().decode()


def _ask(server: Server, *lines: str) -> tuple[int, bytes]:
    """Status and the whole answer to a request written by hand."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=60) as connection:
        connection.sendall("\r\n".join((*lines, "Connection: close", "", "")).encode("latin-1"))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split()[1]), answer


@pytest.fixture
def secret(server: Server, tmp_path: Path) -> Path:
    """A file of the machine, and a link to it that something has planted among the files that are served."""
    secret = tmp_path / "secret.txt"
    secret.write_text("le mot de passe", encoding="utf-8")
    assert server.live_site.read("data/catalogue.ttl") is not None
    state = server.live_site._state
    assert state is not None
    link = state.bundles["exports"].files / "data" / "lien.txt"
    link.unlink(missing_ok=True)
    link.symlink_to(secret)
    return secret


@pytest.mark.parametrize(
    "spelling",
    [
        "/{path}",
        "//{path}",
        "/%2f{path}",
        "/data//{path}",
        "/data/%2f{path}",
        "/pagefind/%2F{path}",
        "/pagefind/../..{path}",
        "/data/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e{path}",
        "/data/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..{path}",
        "/data/..%5c..%5c{path}",
        "/%5c%5clocalhost{path}",
        "/C:{path}",
        "/data/x%00{path}",
        "/data/%ff%fe",
        "/data/" + "a" * 5000 + ".txt",
        "/data/lien.txt",
        "/./data/./lien.txt",
        "/data/a%0d%0ab.txt",
    ],
)
def test_no_spelling_of_an_address_leads_out_of_the_site(server: Server, secret: Path, spelling: str) -> None:
    status, answer = _ask(server, f"GET {spelling.format(path=secret)} HTTP/1.1", "Host: localhost")
    assert status in (404, 421)  # « //nom/… » names another host
    assert b"mot de passe" not in answer


@pytest.mark.parametrize("address", ["/", "/modules/nor-teillage-du-lin/", SCRIPT, NEWS, "http://exemple.fr/"])
@pytest.mark.parametrize("host", ["exemple.fr", "localhost.exemple.fr", "127.0.0.1.nip.io:8000", "localhost:x", "[::1"])
def test_a_page_that_makes_its_name_lead_here_reads_nothing(server: Server, address: str, host: str) -> None:
    status, answer = _ask(server, f"GET {address} HTTP/1.1", f"Host: {host}")
    assert status == 421
    assert len(answer) < 500


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:80", "[::1]:8000"])
def test_the_names_of_this_machine_are_answered(server: Server, host: str) -> None:
    assert _ask(server, "GET /methode/ HTTP/1.1", f"Host: {host}")[0] == 200


@pytest.mark.parametrize("hosts", [[], ["Host: localhost", "Host: exemple.fr"]])
def test_a_request_says_one_host(server: Server, hosts: list[str]) -> None:
    assert _ask(server, "GET / HTTP/1.1", *hosts)[0] == 400


def test_an_address_that_names_another_host_is_refused(server: Server) -> None:
    assert _ask(server, "GET http://exemple.fr/ HTTP/1.1", "Host: localhost")[0] == 421
    assert _ask(server, "GET http://[/ HTTP/1.1", "Host: localhost")[0] == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_a_page_may_only_be_read(server: Server, method: str) -> None:
    body = "GET /methode/ HTTP/1.1"
    status, answer = _ask(server, f"{method} / HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}", "", body)
    assert status == 405
    assert b"Allow: GET, HEAD" in answer
    assert answer.count(b"HTTP/1.1 ") == 1  # what follows is no second request


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("length", ["Content-Length: 22", "Transfer-Encoding: chunked"])
def test_the_body_of_a_reading_is_no_second_request(server: Server, method: str, length: str) -> None:
    status, answer = _ask(
        server, f"{method} {SCRIPT} HTTP/1.1", "Host: localhost", length, "", "GET /methode/ HTTP/1.1"
    )
    assert status == 200
    assert b"Connection: close" in answer
    assert answer.count(b"HTTP/1.1 ") == 1


def test_the_head_of_the_news_comes_alone(server: Server) -> None:
    status, answer = _ask(server, f"HEAD {NEWS} HTTP/1.1", "Host: localhost")
    assert status == 200
    assert answer.endswith(b"\r\n\r\n")


def test_what_the_browser_has_already_is_not_sent_again(server: Server) -> None:
    script = "/assets/javascripts/carte-de-module.js"
    name = _get(server, script).headers["ETag"]
    with pytest.raises(urllib.error.HTTPError) as error:
        _get(server, script, headers={"If-None-Match": name})
    assert error.value.code == 304
    assert _get(server, script, headers={"If-None-Match": '"autre"'}).status == 200


def test_only_the_head_may_be_asked_for(server: Server) -> None:
    assert _get(server, "/methode/", method="HEAD").read() == b""


def test_changes_are_told_as_they_come(server: Server) -> None:
    record = server.live_site._folder / MODULE
    with _get(server, NEWS) as events:
        first = json.loads(events.readline().removeprefix(b"data: "))
        assert events.readline() == b"\n"
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace("region: normandie", "region: normandy"), encoding="utf-8")
        server.live_site.update()
        told = json.loads(events.readline().removeprefix(b"data: "))
        record.write_text(text, encoding="utf-8")
        server.live_site.update()
    assert told["version"] == first["version"]
    assert "normandy" in told["problem"]


def test_all_that_a_page_asks_for_at_once_waits_for_its_turn(tmp_path: Path) -> None:
    live_site = LiveSite(PROJECT, copy_small_catalogue(tmp_path / "catalogue"), tmp_path / "atelier", lambda _: None)
    with Server(live_site, "127.0.0.1", 0) as server, contextlib.ExitStack() as calls:
        # Nobody answers yet; past the room for those that wait, the system drops calls without a word.
        for _ in range(60):
            calls.enter_context(socket.create_connection(("127.0.0.1", server.server_port), timeout=5))
    live_site.close()


def test_without_a_sound_record_the_page_says_why(tmp_path: Path) -> None:
    catalogue = copy_small_catalogue(tmp_path / "catalogue")
    (catalogue / MODULE).write_text("titre: [", encoding="utf-8")
    live_site = LiveSite(PROJECT, catalogue, tmp_path / "atelier", lambda _: None)
    live_site.update()
    with Server(live_site, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(urllib.error.HTTPError) as error:
            _get(server, "/")
        server.shutdown()
    assert error.value.code == 503
    page = error.value.read().decode()
    assert "nor-teillage-du-lin.yml" in page
    assert SCRIPT in page


def test_the_script_comes_at_the_end_of_the_page() -> None:
    page = followed(b"<body><p>Fin</p></body></html>", News("7"))
    assert page == f'<body><p>Fin</p><script src="{SCRIPT}" data-version="7"></script></body></html>'.encode()
