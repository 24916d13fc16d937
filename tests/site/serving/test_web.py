"""What the browser gets from a workshop."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from build_tools.site.serving.web import NEWS, SCRIPT, Server, followed
from build_tools.site.serving.workshop import News, Workshop
from tests.conftest import MODULE, copy_small_catalogue
from tests.site.site_tools import PROJECT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("web")
    (folder / "atelier").mkdir()
    workshop = Workshop(PROJECT, copy_small_catalogue(folder / "catalogue"), folder / "atelier", lambda _: None)
    workshop.update()
    with Server(workshop, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
    workshop.close()


def _get(server: Server, address: str, **options: Any) -> HTTPResponse:
    answer: HTTPResponse = urllib.request.urlopen(
        urllib.request.Request(f"http://127.0.0.1:{server.server_port}{address}", **options), timeout=60
    )
    return answer


def test_a_page_is_the_built_one_with_the_script_that_follows_changes(server: Server) -> None:
    built = server.workshop.read("modules/nor-teillage-du-lin/index.html")
    assert built is not None
    assert SCRIPT.encode() not in built
    assert _get(server, "/modules/nor-teillage-du-lin/").read() == followed(built, server.workshop.news)


def test_the_policy_of_the_pages_lets_the_script_run(server: Server) -> None:
    page = _get(server, "/").read().decode()
    assert f'<script src="{SCRIPT}"' in page  # of this site, not inline
    assert "script-src 'self'" in page
    assert "EventSource" in _get(server, SCRIPT).read().decode()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/modules/nor-teillage-du-lin/fiche.json", "application/json; charset=utf-8"),
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


def test_what_the_browser_has_already_is_not_sent_again(server: Server) -> None:
    script = "/assets/javascripts/carte.js"
    name = _get(server, script).headers["ETag"]
    with pytest.raises(urllib.error.HTTPError) as error:
        _get(server, script, headers={"If-None-Match": name})
    assert error.value.code == 304
    assert _get(server, script, headers={"If-None-Match": '"autre"'}).status == 200


def test_only_the_head_may_be_asked_for(server: Server) -> None:
    assert _get(server, "/methode/", method="HEAD").read() == b""


def test_changes_are_told_as_they_come(server: Server) -> None:
    record = server.workshop._folder / MODULE
    with _get(server, NEWS) as events:
        first = json.loads(events.readline().removeprefix(b"data: "))
        assert events.readline() == b"\n"
        text = record.read_text(encoding="utf-8")
        record.write_text(text.replace("region: normandie", "region: normandy"), encoding="utf-8")
        server.workshop.update()
        told = json.loads(events.readline().removeprefix(b"data: "))
        record.write_text(text, encoding="utf-8")
        server.workshop.update()
    assert told["version"] == first["version"]
    assert "normandy" in told["problem"]


def test_without_a_sound_record_the_page_says_why(tmp_path: Path) -> None:
    catalogue = copy_small_catalogue(tmp_path / "catalogue")
    (catalogue / MODULE).write_text("titre: [", encoding="utf-8")
    workshop = Workshop(PROJECT, catalogue, tmp_path / "atelier", lambda _: None)
    workshop.update()
    with Server(workshop, "127.0.0.1", 0) as server:
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
