"""What a plain host says of our files: the types that Python's own server finds by their endings."""

import urllib.request

import pytest

from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.exports.export import write_exports
from tests.conftest import published
from tests.local_server import address_of, files_of, serving

pytestmark = pytest.mark.slow

# What hosts know by heart; the rest goes out as bytes to download, which every client of these formats accepts.
KNOWN = {
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
NEVER = {"text/html", "application/javascript", "text/javascript", "image/svg+xml"}


@pytest.fixture(scope="module")
def host(real_catalogue, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hote")
    write_exports(published(real_catalogue, "https://exemple.fr"), folder)
    with serving(files_of(folder)) as server:
        yield address_of(server)


def _get(address):
    with urllib.request.urlopen(address) as answer:
        return answer.headers["Content-Type"].split(";")[0], answer.read()


@pytest.mark.parametrize("distribution", [d for d in DISTRIBUTIONS if d.path != "data/lheo-offres.xml"])
def test_a_file_is_served_as_what_it_is_or_as_bytes_and_never_as_a_page(host, distribution):
    kind, content = _get(f"{host}/{distribution.path}")
    ending = distribution.path.rsplit(".", 1)[-1]
    assert content
    assert kind not in NEVER
    if ending in KNOWN:
        assert kind in {KNOWN[ending], "text/xml" if ending == "xml" else KNOWN[ending]}


def test_the_api_answers_at_its_own_address_and_json_is_json(host):
    kind, content = _get(f"{host}/api/v1/")
    assert (kind, b"index.json" in content) == ("text/html", True)
    for path in ("index.json", "openapi.json", "modules.json", "vocabulaires/regions/bretagne.json"):
        assert _get(f"{host}/api/v1/{path}")[0] == "application/json"


def test_texts_for_people_and_robots_are_texts(host):
    for path in ("robots.txt", "llms.txt", "data/citation.txt"):
        assert _get(f"{host}/{path}")[0] == "text/plain"
