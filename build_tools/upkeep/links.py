"""Whether the public addresses that the catalogue cites still answer.

A site may fail for a day, or refuse programs: an address is reported only after several failures in a row, which a
memory counts from one run to the next; a refusal counts for nothing. An exception is for an
address known to be difficult: it has a reason and a day on which it ends.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal
from urllib.parse import urlsplit

from build_tools.loading.files import place_of_term
from build_tools.model import Catalogue
from build_tools.model.kinds import KINDS
from build_tools.web import IsAllowed, RefusedError, as_asked, is_public, opener, reason

State = Literal["ok", "uncertain", "failed"]

TIMEOUT_S = 20
_PAUSE_S = 1.0
_AT_ONCE = 8
# Answers to unwanted programs or to too many requests: they do not tell what a reader gets.
_UNCERTAIN = frozenset({401, 403, 429})
_USER_AGENT = "catalogue-modules-additionnels (verification hebdomadaire des liens)"


@dataclass(frozen=True)
class Outcome:
    """What an address answered; `reason` is in French, empty where it answered well."""

    address: str
    state: State
    reason: str = ""


def addresses(catalogue: Catalogue) -> Mapping[str, tuple[PurePosixPath, ...]]:
    """Address → files that cite it, relative to the catalogue's folder; both in a fixed order."""
    found: dict[str, dict[PurePosixPath, None]] = defaultdict(dict)
    for path, model in _everything(catalogue):
        for address in _cited(model.model_dump(mode="json", exclude_unset=True)):
            found[address][path] = None
    return {address: tuple(found[address]) for address in sorted(found)}


def _everything(catalogue: Catalogue) -> Iterator[tuple[PurePosixPath, Any]]:
    for collection in KINDS:
        for name, record in catalogue.records(collection).items():
            yield catalogue.files[collection, name], record
    for vocabulary, terms in catalogue.vocabularies.terms.items():
        for name, term in terms.items():
            yield PurePosixPath(place_of_term(vocabulary, name)), term


def _cited(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith("https://"):
            yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _cited(item)


def visit_all(wanted: Iterable[str], pause_s: float = _PAUSE_S, is_allowed: IsAllowed = is_public) -> Iterator[Outcome]:
    """Visit each address, several sites at once, never one site twice at the same time, in the order given."""
    by_site: dict[str, list[str]] = defaultdict(list)
    for address in wanted:
        by_site[urlsplit(address).netloc].append(address)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for outcomes in pool.map(lambda site: _visit_site(site, pause_s, is_allowed), by_site.values()):
            yield from outcomes


def _visit_site(wanted: Sequence[str], pause_s: float, is_allowed: IsAllowed) -> list[Outcome]:
    outcomes = []
    for i, address in enumerate(wanted):
        if i:
            time.sleep(pause_s)
        outcomes.append(visit(address, is_allowed=is_allowed))
    return outcomes


def visit(address: str, timeout_s: float = TIMEOUT_S, is_allowed: IsAllowed = is_public) -> Outcome:
    """Ask for an address as a reader would, redirections followed; nothing of the answer is kept."""
    public = opener(is_allowed=is_allowed, schemes=("https", "http"), by_proxy=True)
    public.add_handler(urllib.request.HTTPCookieProcessor())  # some sites lead to themselves until theirs comes back
    try:
        request = urllib.request.Request(as_asked(address), headers={"User-Agent": _USER_AGENT, "Accept": "*/*"})  # noqa: S310
        with public.open(request, timeout=timeout_s) as answer:
            answer.read(1)
    except urllib.error.HTTPError as error:
        error.close()
        state: State = "uncertain" if error.code in _UNCERTAIN else "failed"
        return Outcome(address, state, f"réponse {error.code}")
    except RefusedError as error:
        return Outcome(address, "failed", str(error))
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Outcome(address, "failed", reason(error))
    return Outcome(address, "ok")
