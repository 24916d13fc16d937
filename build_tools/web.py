"""The one way to other people's sites: public hosts only, each redirection held to the same, and why it failed."""

from __future__ import annotations

import functools
import http.client
import ipaddress
import socket
import ssl
import string
import urllib.request
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

IsAllowed = Callable[[str], bool]
"""Whether a host's address (`192.0.2.1`) may be asked."""


class RefusedError(Exception):
    """An address that is not asked; the message, in French, is for the user."""


def is_public(host_address: str) -> bool:
    """Whether it is an address of the public Internet."""
    return ipaddress.ip_address(host_address.partition("%")[0]).is_global


def opener(
    *,
    is_allowed: IsAllowed = is_public,
    context: ssl.SSLContext | None = None,
    schemes: Collection[str] = ("https",),
    by_proxy: bool = False,
) -> urllib.request.OpenerDirector:
    """What opens addresses of these schemes on allowed hosts. Opening one raises RefusedError for any other.

    `by_proxy` goes through the proxy that the machine is set up with, if any: it is the proxy that finds the hosts.
    """
    proxies = urllib.request.ProxyHandler(None if by_proxy else {})
    secure = _Https(is_allowed, context or ssl.create_default_context())
    return urllib.request.build_opener(proxies, _Schemes(schemes), secure, _Http(is_allowed))


def reason(error: Exception) -> str:
    """Why an address did not answer, in French."""
    cause = getattr(error, "reason", error)
    if isinstance(cause, socket.gaierror):
        return "site inconnu"
    if isinstance(cause, TimeoutError):
        return "pas de réponse"
    if isinstance(cause, ssl.SSLError):
        return "connexion sûre refusée"
    return "connexion impossible"


def as_asked(address: str) -> str:
    """The address as HTTP writes it: in ASCII, whatever letters people write in it (RFC 3987, section 3.1)."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=_escaped(parts.path), query=_escaped(parts.query)))


def _escaped(part: str) -> str:
    return quote(part, safe=string.punctuation)


class _Schemes(urllib.request.BaseHandler):
    """Refuses addresses of other schemes, those that a redirection leads to included."""

    handler_order = 0  # before any other looks at the request

    def __init__(self, schemes: Collection[str]) -> None:
        self._schemes = schemes

    def default_open(self, req: urllib.request.Request) -> None:
        if urlsplit(req.full_url).scheme not in self._schemes:
            raise RefusedError("l'adresse ne commence pas par « https:// »")


class _Https(urllib.request.HTTPSHandler):
    """Connects to the very address that was checked: a name that changes its mind meanwhile changes nothing."""

    def __init__(self, is_allowed: IsAllowed, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._is_allowed, self._ssl = is_allowed, context

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        made = functools.partial(_connection, http.client.HTTPSConnection, self._is_allowed, req)
        return self.do_open(made, req, context=self._ssl)


class _Http(urllib.request.HTTPHandler):
    """The same without encryption."""

    def __init__(self, is_allowed: IsAllowed) -> None:
        super().__init__()
        self._is_allowed = is_allowed

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(functools.partial(_connection, http.client.HTTPConnection, self._is_allowed, req), req)


def _connection(
    kind: Callable[..., http.client.HTTPConnection],
    is_allowed: IsAllowed,
    req: urllib.request.Request,
    host: str,
    **options: Any,
) -> http.client.HTTPConnection:
    connection = kind(host, **options)
    if not (req.has_proxy() or getattr(req, "_tunnel_host", None)):  # a proxy is where this machine was told to go
        connection._create_connection = functools.partial(_connect, is_allowed)  # type: ignore[attr-defined]
    return connection


def _connect(is_allowed: IsAllowed, where: tuple[str, int], timeout: Any = None, *_: Any) -> socket.socket:
    found = socket.getaddrinfo(*where, type=socket.SOCK_STREAM)
    if not all(is_allowed(str(place[4][0])) for place in found):
        raise RefusedError(f"« {where[0]} » n'est pas un site public")
    return socket.create_connection((str(found[0][4][0]), int(found[0][4][1])), timeout)
