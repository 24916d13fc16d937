"""Rules on addresses of the Web: anybody can open them, and they say nothing of who copied them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules import patterns as p
from build_tools.checking.rules.text import Text, TextRule, any_of

_ADDRESS = re.compile(p.ADDRESS)
_HOST = p.whole(p.HOST)
_FORBIDDEN = re.compile(p.FORBIDDEN)
_NUMBER = p.whole(p.NUMBER)
_TRACKING = re.compile(p.TRACKING)
PORT_MAX = 65_535


def check_address(text: Text) -> Iterator[Finding]:
    """A Web address parses, has a public host, carries neither credentials nor a visitor's tracks."""
    parts = _ADDRESS.match(text.value)
    if parts is None or int(parts[4] or 0) > PORT_MAX:
        yield finding(text.where, "lien-forme", value=text.value)
        return
    scheme, credentials, host = parts[1], parts[2], parts[3].lower().rstrip(".")
    if credentials is not None:
        yield finding(text.where, "lien-forme/identifiants")
    elif _is_private(host):
        yield finding(text.where, "lien-prive", host=host.strip("[]"))
    elif scheme != "https" or not _HOST.match(host) or _FORBIDDEN.search(text.value):
        yield finding(text.where, "lien-forme", value=text.value)
    elif tracking := _TRACKING.search(text.value):
        yield finding(text.where, "lien-suivi", found=tracking[1])


def _is_private(host: str) -> bool:
    """Local names, and addresses given as numbers: a site that anybody may open has a name."""
    if "." not in host or host.startswith("[") or f".{host}".endswith(p.PRIVATE_ENDS):
        return bool(host)
    return _NUMBER.match(host.rpartition(".")[2]) is not None


LINK_RULES: tuple[TextRule, ...] = (
    TextRule(any_of("https://", "http://"), check_address, on_text=False, on_addresses=True),
)
