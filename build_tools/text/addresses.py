"""Whether two addresses of the Web are of one document."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit


@cache
def address_key(address: str) -> str:
    """What two addresses of one page have in common: not the case of the host, « www. », an anchor, a last slash.

    An address that cannot be read is its own key.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
        port = f":{parts.port}" if parts.port and parts.port != 443 else ""
    except ValueError:
        return address
    path = parts.path.rstrip("/")
    return f"{host}{port}{path}?{parts.query}" if parts.query else f"{host}{port}{path}"


def site_of(address: str) -> str:
    """The host of an address, without « www. », to show; empty where there is none."""
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
