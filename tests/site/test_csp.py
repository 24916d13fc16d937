"""The Content-Security-Policy: every page allows its own inline scripts by their hash and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from build_tools.site.csp import with_csp_hashes
from tests.site import made

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
_ATTRIBUTE = re.compile(r"<[a-z][^>]*\s(?:style|on[a-z]+)\s*=\s*[\"'][^>]*>")
# The text of a page without its quoted attribute values, where an attack may stand as text.
_QUOTED = re.compile(r'"[^"]*"')


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _pages(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module", params=["real", "hostile"])
def hashed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page of the real site, and of one whose every text attacks."""
    make = {"real": made.real_site, "hostile": made.hostile_site}[request.param]
    return _pages(make(tmp_path_factory))


def test_every_page_has_one_policy_without_leave_for_any_inline_script(hashed: dict[str, str]) -> None:
    policies = {name: _POLICY.findall(html) for name, html in hashed.items()}
    assert {name: found for name, found in policies.items() if len(found) != 1} == {}
    loose = [n for n, (policy,) in policies.items() if re.search(r"'unsafe-(inline|eval|hashes)'|https?:|\*", policy)]
    assert loose == []


def test_the_policy_of_every_page_names_its_inline_scripts_and_no_other(hashed: dict[str, str]) -> None:
    wrong = {}
    for name, html in hashed.items():
        allowed = set(re.findall(r"'sha256-[^']*'", _POLICY.findall(html)[0]))
        held = {_hash(code) for code in _INLINE.findall(html)}
        if allowed != held:
            wrong[name] = (allowed, held)
    assert wrong == {}


def test_no_page_has_an_inline_style_or_handler(hashed: dict[str, str]) -> None:
    """The policy would refuse them."""
    found = {name: _ATTRIBUTE.findall(html) for name, html in hashed.items()}
    inside = {
        name: [tag for tag in tags if re.search(r"\s(?:style|on[a-z]+)=", _QUOTED.sub('""', tag))]
        for name, tags in found.items()
    }
    assert {name: tags for name, tags in inside.items() if tags} == {}


def test_scripts_with_a_source_and_data_need_no_hash_and_a_repeated_script_has_one() -> None:
    html = (
        "script-src 'self' 'unsafe-inline'\n<script>a()</script><script>a()</script>"
        '<script src="x.js"></script><script type="application/json">{}</script><script id=b>b()\n</script>'
    )
    policy, rest = with_csp_hashes(html).split("\n", 1)
    assert policy == f"script-src 'self' {_hash('a()')} {_hash('b()' + chr(10))}"
    assert rest == html.split("\n", 1)[1]


def test_a_page_without_inline_script_allows_none() -> None:
    assert with_csp_hashes("script-src 'self' 'unsafe-inline'<p>") == "script-src 'self' <p>"
