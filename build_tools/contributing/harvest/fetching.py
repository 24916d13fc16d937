"""Fetching a list politely: https only, public hosts, bounded in size and time, not again if it is the same."""

from __future__ import annotations

import functools
import http.client
import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

MAX_BYTES = 50_000_000
TIMEOUT_S = 20
TOTAL_S = 120
_PIECE = 1 << 16
_WHO = "catalogue-modules-additionnels (collecte hebdomadaire)"
_CONDITIONS = {"etag": ("ETag", "If-None-Match"), "modifie": ("Last-Modified", "If-Modified-Since")}

IsAllowed = Callable[[str], bool]
"""Whether a host's address (`192.0.2.1`) may be asked."""


class HarvestError(Exception):
    """A list that cannot be harvested; the message, in French, is for the user."""


@dataclass(frozen=True)
class Fetched:
    """What the address gave; `content` is None if it is what the memory remembers."""

    content: bytes | None
    memory: Mapping[str, str]


def is_public(host_address: str) -> bool:
    """Whether it is an address of the public Internet."""
    return ipaddress.ip_address(host_address.partition("%")[0]).is_global


def fetch(
    address: str,
    memory: Mapping[str, str],
    *,
    is_allowed: IsAllowed = is_public,
    context: ssl.SSLContext | None = None,
    max_bytes: int = MAX_BYTES,
    total_s: float = TOTAL_S,
) -> Fetched:
    """The content at an address, unless it is as `memory` (from an earlier answer) remembers it. Raises HarvestError.

    Each redirection is held to the same: https, and a host of the public Internet (`is_allowed`).
    """
    headers = {"User-Agent": _WHO, "Accept": "*/*"}
    headers |= {asked: memory[name] for name, (_, asked) in _CONDITIONS.items() if memory.get(name)}
    _refuse_other_schemes(address)
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  # https only, checked above
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), _Https(is_allowed, context or ssl.create_default_context()), _Redirects()
    )
    try:
        with opener.open(request, timeout=min(TIMEOUT_S, total_s)) as answer:
            content = _read(answer, max_bytes, time.monotonic() + total_s)
            kept = {name: answer.headers[said] for name, (said, _) in _CONDITIONS.items() if answer.headers[said]}
            return Fetched(content, kept)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.HTTPStatus.NOT_MODIFIED:
            return Fetched(None, memory)
        raise HarvestError(f"le site répond {error.code}") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise HarvestError(_reason(error)) from None


def _refuse_other_schemes(address: str) -> None:
    if not address.lower().startswith("https://"):
        raise HarvestError("l'adresse ne commence pas par « https:// »")


def _read(answer: Any, max_bytes: int, deadline: float) -> bytes:
    """The body, piece by piece, so that neither a huge nor a slow answer is waited for."""
    pieces, size = [], 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > max_bytes:
            raise HarvestError(f"la réponse dépasse {max_bytes // 1_000_000 or 1} Mo")
        if time.monotonic() > deadline:
            raise HarvestError("le site est trop lent")
        pieces.append(piece)
    return b"".join(pieces)


class _Redirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        _refuse_other_schemes(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Https(urllib.request.HTTPSHandler):
    """Connects to the very address that was checked: a name that changes its mind meanwhile changes nothing."""

    def __init__(self, is_allowed: IsAllowed, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._is_allowed, self._ssl = is_allowed, context

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        made = functools.partial(_connection, self._is_allowed)
        return self.do_open(made, req, context=self._ssl)


def _connection(is_allowed: IsAllowed, host: str, **options: Any) -> http.client.HTTPSConnection:
    connection = http.client.HTTPSConnection(host, **options)
    connection._create_connection = functools.partial(_connect, is_allowed)  # type: ignore[attr-defined]
    return connection


def _connect(is_allowed: IsAllowed, where: tuple[str, int], timeout: Any = None, *_: Any) -> socket.socket:
    found = socket.getaddrinfo(*where, type=socket.SOCK_STREAM)
    if not all(is_allowed(str(place[4][0])) for place in found):
        raise HarvestError(f"« {where[0]} » n'est pas un site public")
    return socket.create_connection((str(found[0][4][0]), int(found[0][4][1])), timeout)


def _reason(error: Exception) -> str:
    cause = getattr(error, "reason", error)
    if isinstance(cause, socket.gaierror):
        return "site inconnu"
    if isinstance(cause, TimeoutError):
        return "le site ne répond pas"
    if isinstance(cause, ssl.SSLError):
        return "la connexion sûre est refusée"
    return "la connexion est impossible"
