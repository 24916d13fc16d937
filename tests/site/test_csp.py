"""The Content-Security-Policy: every page allows its own inline scripts by their hash and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from build_tools.site import csp
from tests.site import made
from tests.site.site_tools import PROJECT

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


_POLICY_TAG = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'unsafe-inline'\">"


@pytest.fixture
def pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme that has two inline scripts."""
    pins = frozenset(csp.pin(code) for code in ("a()", "b()\n"))
    monkeypatch.setattr(csp, "pinned", lambda: pins)


@pytest.mark.usefixtures("pinned")
def test_scripts_with_a_source_and_data_need_no_hash_and_a_repeated_script_has_one() -> None:
    html = (
        f"{_POLICY_TAG}\n<script>a()</script><script>a()</script>"
        '<script src="x.js"></script><script type="application/json">{}</script><script id=b>b()\n</script>'
    )
    policy, rest = csp.with_csp_hashes(html, "x").split("\n", 1)
    assert f"script-src 'self' {_hash('a()')} {_hash('b()' + chr(10))}\"" in policy
    assert rest == html.split("\n", 1)[1]


def test_a_page_without_inline_script_allows_none() -> None:
    assert "script-src 'self' \"" in csp.with_csp_hashes(_POLICY_TAG, "x")


def test_the_leave_that_stands_in_the_words_of_a_page_is_not_taken_for_the_policy() -> None:
    html = f"<title>'unsafe-inline'</title>{_POLICY_TAG}"
    assert "script-src 'self' \"" in csp.with_csp_hashes(html, "x")


@pytest.mark.parametrize(
    "script",
    [
        "<script>pirate()</script>",
        "<SCRIPT >pirate()</SCRIPT >",
        '<script type="module">pirate()</script>',
        "<script type='text/javascript'>pirate()</script>",
        "<script>a();pirate()</script>",
        '<script>__md_scope=new URL("https://exemple.fr/",location)</script>',
    ],
)
@pytest.mark.usefixtures("pinned")
def test_a_script_that_is_not_the_theme_s_is_refused_with_its_page(script: str) -> None:
    with pytest.raises(csp.InlineScriptError, match=r"« contribuer/git/index\.html »"):
        csp.with_csp_hashes(_POLICY_TAG + script, "contribuer/git/index.html")


@pytest.mark.parametrize("root", [".", "..", "../..", "../../../", "/", "/catalogue/", "/a-b/c.d/"])
def test_the_script_that_names_the_root_is_one_wherever_the_page_is(root: str) -> None:
    assert csp.pin(f'__md_scope=new URL("{root}",location),x') == csp.pin('__md_scope=new URL(".",location),x')


@pytest.mark.parametrize("root", ["//exemple.fr", "https://exemple.fr", '"+pirate()+"', "\\"])
def test_the_script_that_names_another_root_is_another(root: str) -> None:
    assert csp.pin(f'__md_scope=new URL("{root}",location),x') != csp.pin('__md_scope=new URL(".",location),x')


@pytest.mark.slow
def test_the_list_is_that_of_the_installed_theme() -> None:
    assert csp.pinned() == csp.scripts_of_theme(PROJECT), f"Renouvelez la liste, puis relisez-la : {csp.RENEW}"
