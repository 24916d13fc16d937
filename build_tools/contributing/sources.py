"""What a person gives as a source, whatever the door: a document of the list, or any public address."""

from __future__ import annotations

import re
from collections.abc import Mapping

from build_tools.loading.yaml_reader import Data
from build_tools.model.base import DESCRIBED
from build_tools.text.addresses import address_key
from build_tools.text.reading.addresses import read_address

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BEGINS = re.compile(r"\s*(?:[<\[]|https?://|www\.)", re.IGNORECASE)
_LINK = re.compile(r"\[(?P<titre>[^\]]*)\]\((?P<adresse>\S+)\)|<(?P<entre>\S+)>")
# What of it may be in capitals.
_SITE = re.compile(r"https?://[^/?#@]+", re.IGNORECASE)


def is_address(written: object) -> bool:
    """Whether it is the address of a page, rather than a name."""
    return isinstance(written, str) and bool(_BEGINS.match(written) and _ADDRESS.fullmatch(_unwrapped(written)[0]))


def settled(source: Mapping[str, Data], listed: Mapping[str, str], today: str) -> dict[str, Data]:
    """The source as a record says it. What a person did not give is not made up, but for the day of reading.

    An address may stand for the name of a document; that of a document of the list names it. `listed` gives its id for
    the key of each address of the list; `today` is the day of reading.
    """
    if not (is_address(source.get("document")) or source.get("adresse")):
        return dict(source)
    found = {key: value for key, value in source.items() if value is not None}
    if is_address(found.get("document")):
        pasted, title = _unwrapped(str(found.pop("document")))
        found = {"titre": title or None, **found, "adresse": pasted}
    if isinstance(address := found.get("adresse"), str):
        address, title = _unwrapped(address)
        found = {**({"titre": title} if title else {}), **found, "adresse": address}
        known = listed.get(address_key(address))
        if known and found.get("document", known) == known:
            return {"document": known, **{key: value for key, value in found.items() if key not in DESCRIBED}}
        found.setdefault("lu_le", today)
    return {key: value for key, value in found.items() if value is not None}


def listed_addresses(terms: Mapping[str, Mapping[str, Data]]) -> dict[str, str]:
    """The key of the address of each document that has one → its id."""
    addresses = {name: term.get("adresse") for name, term in terms.items()}
    return {address_key(address): name for name, address in addresses.items() if isinstance(address, str)}


def _unwrapped(written: str) -> tuple[str, str]:
    """An address, and the title that stood with it: « [Titre](https://…) », « <https://…> », « www.… »."""
    text, title = written.strip(), ""
    if found := _LINK.fullmatch(text):
        text, title = found["adresse"] or found["entre"], found["titre"] or ""
    text = read_address(text)
    return _SITE.sub(lambda site: site[0].lower(), text), title.strip()
