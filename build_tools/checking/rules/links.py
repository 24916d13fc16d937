"""Rules on addresses of the Web: anybody can open them, and they say nothing of who copied them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from build_tools.checking.problem import Finding, found
from build_tools.checking.rules.text import Text, TextRule, any_of

# A name of at least two parts, letters of any alphabet, the last part not a number.
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?=[^.]*[^\W\d_])[^\W_][\w-]{0,61}[^\W_]")
_FORBIDDEN = re.compile(r"[\\\"<>^`{|}\x00-\x20\x7f-\xa0]|%(?![0-9A-Fa-f]{2})|%0[0-9A-Fa-f]|%1[0-9A-Fa-f]|%7[Ff]")
# Reserved names (RFC 6761, RFC 6762, RFC 8375) and the usual ones of a local network.
_PRIVATE_ENDS = (
    *(".example", ".home.arpa", ".internal", ".intra", ".intranet", ".invalid", ".lan", ".local", ".localdomain"),
    *(".localhost", ".onion", ".test"),
)
_TRACKERS = r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|xtor|at_medium|at_campaign"
_TRACKING = re.compile(rf"[?&#]({_TRACKERS})=")


def check_address(text: Text) -> Iterator[Finding]:
    """A Web address parses, has a public host, carries neither credentials nor a visitor's tracks."""
    try:
        parts = urlsplit(text.value)
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        yield found(text.where, "lien-forme", value=text.value)
        return
    if "@" in parts.netloc:
        yield found(text.where, "lien-forme/identifiants")
    elif _is_private(host):
        yield found(text.where, "lien-prive", host=host)
    elif not _is_well_formed(parts, host) or _FORBIDDEN.search(text.value):
        yield found(text.where, "lien-forme", value=text.value)
    elif tracking := _TRACKING.search(text.value):
        yield found(text.where, "lien-suivi", found=tracking[1])


def _is_well_formed(parts: SplitResult, host: str) -> bool:
    return parts.scheme == "https" and _HOST.fullmatch(host) is not None


def _is_private(host: str) -> bool:
    """Local names, and addresses given as numbers: a site that anybody may open has a name."""
    if "." not in host or f".{host}".endswith(_PRIVATE_ENDS):
        return bool(host)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return re.fullmatch(r"(?:0[xX][0-9a-fA-F]*|\d+)", host.rpartition(".")[2]) is not None
    return True


LINK_RULES: tuple[TextRule, ...] = (
    TextRule(any_of("https://", "http://"), check_address, on_text=False, on_addresses=True),
)
