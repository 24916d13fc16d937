"""Pagefind: the program that makes the index, and the names of the pages in what it wrote."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pagefind_bin import get_executable

from build_tools.errors import ProblemsError

# The name of a page in the list that Pagefind makes of them, a short text in CBOR.
_NAME = re.compile(rb"[\x60-\x77](fr_[0-9a-f]+)")


class SearchError(ProblemsError):
    """The search index could not be made; the message is for the user."""


def _reason(output: str) -> str:
    """What Pagefind says of its failure, without the traces for its own programmers."""
    if "memory" in output.lower():  # « memory allocation of … failed », « Out of memory », « Cannot allocate memory »
        return "la mémoire manque. Fermez d'autres programmes, puis relancez la commande."
    lines = (line.strip() for line in output.splitlines())
    first = next(filter(None, lines), "")[:300]
    return first or "arrêté par le système, sans doute faute de mémoire."


def run_pagefind(documents: Path, output: Path) -> None:
    """Index the documents in a folder into the folder `output`. Raises SearchError."""
    # The program itself: `python -m pagefind` imports a service that is not used before it runs this.
    command = [str(get_executable()), "--site", str(documents), "--output-path", str(output)]
    done = subprocess.run([*command, "--force-language", "fr", "--silent"], capture_output=True, text=True)
    if done.returncode or not (output / "pagefind.js").is_file():
        raise SearchError(f"Pagefind n'a pas pu faire l'index de recherche : {_reason(done.stderr or done.stdout)}")
    # On a full disk Pagefind leaves its files empty, and says that all is well (1.5.2). Those of the pages are read
    # later: to look at each of them here would make the exports of a large site wait.
    _refuse_empty(path for path in (*output.iterdir(), *(output / "index").iterdir()) if path.is_file())


def _refuse_empty(files: Iterable[Path]) -> None:
    if any(path.stat().st_size == 0 for path in files):
        raise SearchError("Pagefind n'a pas pu écrire l'index de recherche : le disque est plein.")


def number_pages(part: Path, numbers: Mapping[str, int], cards: int = 0) -> str:
    """Name the pages of a part by numbers, after a beginning that they share; returns this beginning.

    The files of pages whose number is below `cards` go: cards show them.

    Pagefind names a page by the first letters of a hash, unique in one part only, which nothing compresses: a list of
    10,000 names was a tenth of what a first search fetches. The beginning comes from these hashes and numbers, so
    that a browser that has an older list never takes one page for another. Raises SearchError if the disk was full.
    """
    _refuse_empty(_fragments(part))
    fragments = {path: numbers[_address_of(path)] for path in _fragments(part)}
    known = " ".join(sorted(f"{path.stem} {number}" for path, number in fragments.items()))
    start = f"{hashlib.sha256(known.encode()).hexdigest()[:8]}_"
    renamed = {path.stem: f"{start}{number}" for path, number in fragments.items()}
    for path, number in fragments.items():
        if number < cards:
            path.unlink()
        else:
            path.rename(path.with_stem(renamed[path.stem]))
    listed = next(part.glob("*.pf_meta"))
    pages = _NAME.sub(
        lambda found: _cbor(renamed.get(name := found[1].decode(), name)), gzip.decompress(listed.read_bytes())
    )
    listed.write_bytes(gzip.compress(pages, mtime=0))
    return start


def _cbor(text: str) -> bytes:
    """A text of less than 24 letters as CBOR has it (RFC 8949, 3.1)."""
    return bytes([0x60 + len(text)]) + text.encode()


def _fragments(part: Path) -> Iterator[Path]:
    """What Pagefind wrote of each page: its address, its title and what a result shows."""
    return (part / "fragment").iterdir()


def _address_of(fragment: Path) -> str:
    page = json.loads(gzip.decompress(fragment.read_bytes()).removeprefix(b"pagefind_dcd"))
    url = str(page["url"]).removeprefix("/")
    return f"{url.removesuffix('.html')}/" if url.endswith(".html") else url
