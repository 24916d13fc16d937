"""A list fetched from a real Web server: politely, from public hosts only, and within limits."""

import gzip

import pytest

from build_tools.contributing.harvest.fetching import HarvestError, fetch
from build_tools.web import is_public
from tests.contributing.harvest.made import site

__all__ = ["site"]


def anywhere(_):
    return True


def test_a_list_is_fetched_once_while_it_is_the_same(site):
    site.contents["/liste.csv"] = b"a;b"
    first = fetch(f"{site.address}/liste.csv", {}, is_allowed=anywhere, context=site.context)
    assert first.content == b"a;b"
    assert fetch(f"{site.address}/liste.csv", first.memory, is_allowed=anywhere, context=site.context).content is None
    site.contents["/liste.csv"] = b"c;d"
    assert fetch(f"{site.address}/liste.csv", first.memory, is_allowed=anywhere, context=site.context).content == b"c;d"


def test_private_hosts_other_schemes_and_bad_redirections_are_refused(site):
    with pytest.raises(HarvestError, match="site public"):
        fetch(f"{site.address}/liste.csv", {}, context=site.context)
    with pytest.raises(HarvestError, match="https"):
        fetch("http://exemple.fr/liste.csv", {})
    with pytest.raises(HarvestError, match="https"):
        fetch("file:///etc/passwd", {})
    site.redirects |= {"/ailleurs": "http://localhost/x", "/prive": "https://127.0.0.1:1/x"}
    with pytest.raises(HarvestError, match="https"):
        fetch(f"{site.address}/ailleurs", {}, is_allowed=anywhere, context=site.context)
    seen = []
    with pytest.raises(HarvestError, match="site public"):
        fetch(
            f"{site.address}/prive", {}, is_allowed=lambda a: not seen.append(a) and len(seen) < 2, context=site.context
        )


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "192.168.0.1"])
def test_no_private_host_is_public(host):
    assert not is_public(host)


def test_a_huge_a_slow_and_an_absent_answer_are_refused(site):
    site.contents |= {"/gros": b"x" * 3_000_000, "/lent": b"x"}
    options = {"is_allowed": anywhere, "context": site.context}
    with pytest.raises(HarvestError, match="dépasse"):
        fetch(f"{site.address}/gros", {}, max_bytes=1_000_000, **options)
    with pytest.raises(HarvestError, match="lent"):
        fetch(f"{site.address}/lent", {}, total_s=0.5, **options)
    with pytest.raises(HarvestError, match="404"):
        fetch(f"{site.address}/rien", {}, **options)


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        (b"a;b\r\nc;d\r\n", {"Content-Length": "4000"}),
        (b"", {"Content-Length": "1"}),
        (b"5\r\na;b\r\n\r\n", {"Transfer-Encoding": "chunked"}),
        (b"FF\r\na;b", {"Transfer-Encoding": "chunked"}),
        (gzip.compress(b"a;b", mtime=0)[:-6], {"Content-Encoding": "gzip"}),
    ],
)
def test_an_answer_that_breaks_off_is_no_list(site, sent, headers):
    site.contents["/coupee"], site.headers["/coupee"] = sent, headers
    with pytest.raises(HarvestError, match="interrompue"):
        fetch(f"{site.address}/coupee", {}, is_allowed=anywhere, context=site.context)


def test_a_whole_answer_is_taken_however_it_is_sent(site):
    chunked, packed = b"4\r\na;b\n\r\n0\r\n\r\n", gzip.compress(b"a;b\n")
    options = {"is_allowed": anywhere, "context": site.context}
    for sent, headers in (
        (b"a;b\n", {"Content-Length": "4"}),
        (chunked, {"Transfer-Encoding": "chunked"}),
        (packed, {"Content-Encoding": "gzip"}),
        (gzip.compress(b"a;") + gzip.compress(b"b\n"), {"Content-Encoding": "gzip"}),
        (packed, {"Content-Encoding": "x-gzip", "Content-Length": str(len(packed))}),
    ):
        site.contents["/entiere"], site.headers["/entiere"] = sent, headers
        assert fetch(f"{site.address}/entiere", {}, **options).content == b"a;b\n"


@pytest.mark.parametrize(
    ("sent", "coding", "why"),
    [
        (b"a;b", "br", "« br »"),
        (b"a;b", "gzip", "abîmée"),
        (gzip.compress(b"x" * 3_000_000, mtime=0), "gzip", "dépasse"),
    ],
)
def test_what_is_packed_in_another_way_or_hides_its_size_is_refused(site, sent, coding, why):
    site.contents["/empaquetee"], site.headers["/empaquetee"] = sent, {"Content-Encoding": coding}
    with pytest.raises(HarvestError, match=why):
        fetch(f"{site.address}/empaquetee", {}, is_allowed=anywhere, context=site.context, max_bytes=1_000_000)
