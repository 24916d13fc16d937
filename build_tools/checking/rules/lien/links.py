"""Rules on addresses of the Web: anybody can open them, and they say nothing of who copied them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules import patterns as p
from build_tools.checking.rules.lien.sites import wrong_site
from build_tools.checking.rules.text import Text, TextRule, any_of

_ADDRESS = re.compile(p.ADDRESS)
_HOST = p.whole(p.HOST)
_FORBIDDEN = re.compile(p.FORBIDDEN)
_NUMBER = p.whole(p.NUMBER)
PORT_MIN, PORT_MAX = 1, 65_535


def check_address(text: Text) -> Iterator[Finding]:
    """A Web address parses, has a public host, carries neither credentials, nor persons, nor a visitor's tracks."""
    if wrong := _wrong_form(text):
        yield wrong
        return
    if re.search(p.EMAIL_IN_ADDRESS, text.value):
        yield finding(text.where, "lien-donnees/courriel")
    elif somebody := re.search(p.ABOUT_SOMEBODY, text.value):
        yield finding(text.where, "lien-donnees", found=somebody[1])
    if key := re.search(p.KEY_IN_ADDRESS, text.value):
        yield finding(text.where, "lien-donnees/cle", found=key[1])
    if tracking := re.search(p.TRACKING, text.value):
        yield finding(text.where, "lien-suivi", found=tracking[1])


def check_site(text: Text) -> Iterator[Finding]:
    """The site's name is one that the domain name system can hold, under an ending that exists, in one script.

    Needs the public suffix list: the form in the browser leaves it to `catalogue check`.
    """
    parts = _ADDRESS.match(text.value)
    if parts is not None and _wrong_form(text) is None:
        host = _host(parts)
        if key := wrong_site(host):
            yield finding(text.where, key, host=host, ending=host.rpartition(".")[2])


def _wrong_form(text: Text) -> Finding | None:
    """Why nobody can open the address."""
    parts = _ADDRESS.match(text.value)
    if parts is None or (parts[4] and not PORT_MIN <= int(parts[4]) <= PORT_MAX):
        return finding(text.where, "lien-forme", value=text.value)
    host = _host(parts)
    if parts[2] is not None:
        return finding(text.where, "lien-forme/identifiants")
    if _is_private(host):
        return finding(text.where, "lien-prive", host=host.strip("[]"))
    if f".{host}".endswith(p.EXAMPLE_ENDS):
        return finding(text.where, "lien-prive/exemple", host=host)
    if parts[1] != "https" or not _HOST.match(host) or _FORBIDDEN.search(text.value):
        return finding(text.where, "lien-forme", value=text.value)
    return None


def _host(parts: re.Match[str]) -> str:
    return parts[3].lower().rstrip(".")


def _is_private(host: str) -> bool:
    """Local names, and addresses given as numbers: a site that anybody may open has a name."""
    if "." not in host or host.startswith("[") or f".{host}".endswith(p.PRIVATE_ENDS):
        return bool(host)
    return _NUMBER.match(host.rpartition(".")[2]) is not None


LINK_RULES: tuple[TextRule, ...] = (
    TextRule(any_of("https://", "http://"), check_address, on_text=False, on_addresses=True),
    TextRule(any_of("https://", "http://"), check_site, on_text=False, on_addresses=True),
)
