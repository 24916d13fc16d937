"""Fetching a list politely: https only, public hosts, bounded in size and time, not again if it is the same."""

from __future__ import annotations

import gzip
import http.client
import io
import ssl
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.web import IsAllowed, RefusedError, as_asked, is_public, opener, reason

MAX_BYTES = 50_000_000
TIMEOUT_S = 20
TOTAL_S = 120
_PIECE = 1 << 16
_CUT = "la réponse s'est interrompue avant la fin"
WHO = "catalogue-modules-additionnels (collecte hebdomadaire)"
_CONDITIONS = {"etag": ("ETag", "If-None-Match"), "modifie": ("Last-Modified", "If-Modified-Since")}


class HarvestError(Exception):
    """A list that cannot be harvested; the message, in French, is for the user."""


class AnsweredError(HarvestError):
    """A site that answers something else than the content; `code` is that of HTTP."""

    def __init__(self, code: int) -> None:
        super().__init__(f"le site répond {code}")
        self.code = code


@dataclass(frozen=True)
class Fetched:
    """What the address gave; `content` is None if it is what the memory remembers."""

    content: bytes | None
    memory: Mapping[str, str]


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
    headers = {"User-Agent": WHO, "Accept": "*/*"}
    headers |= {asked: memory[name] for name, (_, asked) in _CONDITIONS.items() if memory.get(name)}
    try:
        request = urllib.request.Request(as_asked(address), headers=headers)  # noqa: S310  # the opener refuses all but https
        with opener(is_allowed=is_allowed, context=context).open(request, timeout=min(TIMEOUT_S, total_s)) as answer:
            sent = _read(answer, max_bytes, time.monotonic() + total_s)
            content = _unpacked(sent, answer.headers["Content-Encoding"] or "", max_bytes)
            kept = {name: answer.headers[header] for name, (header, _) in _CONDITIONS.items() if answer.headers[header]}
            return Fetched(content, kept)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.HTTPStatus.NOT_MODIFIED:
            return Fetched(None, memory)
        raise AnsweredError(error.code) from None
    except RefusedError as error:
        raise HarvestError(str(error)) from None
    except http.client.IncompleteRead:
        raise HarvestError(_CUT) from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise HarvestError(reason(error)) from None


def _read(answer: Any, max_bytes: int, deadline: float) -> bytes:
    """The body, piece by piece, so that neither a huge nor a slow answer is waited for."""
    pieces, size = [], 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > max_bytes:
            raise _too_big(max_bytes)
        if time.monotonic() > deadline:
            raise HarvestError("le site est trop lent")
        pieces.append(piece)
    if answer.length:  # what was announced and did not come: a list cut there would change the records it still names
        raise HarvestError(_CUT)
    return b"".join(pieces)


def _unpacked(sent: bytes, coding: str, max_bytes: int) -> bytes:
    """What was sent, which some sites compress without being asked to (RFC 9110, « Content-Encoding »)."""
    if coding.lower() in ("", "identity"):
        return sent
    if coding.lower() not in ("gzip", "x-gzip"):
        raise HarvestError(f"le site envoie le fichier sous une forme que l'on ne sait pas lire (« {coding[:20]} »)")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(sent)) as file:
            content = file.read(max_bytes + 1)
    except EOFError:
        raise HarvestError(_CUT) from None
    except (OSError, zlib.error):
        raise HarvestError("la réponse, compressée, est abîmée") from None
    if len(content) > max_bytes:
        raise _too_big(max_bytes)
    return content


def _too_big(max_bytes: int) -> HarvestError:
    return HarvestError(f"la réponse dépasse {max_bytes // 1_000_000 or 1} Mo")
