"""What the ROME shows of words: how common each is, which are verbs of any trade, and which forms are one family.

`mots_du_rome.json` and `appellations.tsv` are made from the CSV files of France Travail (see `official_files.py`);
they hold words and job names only, so that a need can be weighed without the 11 MB of the ROME itself.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORDS_FILE = HERE / "mots_du_rome.json"
NAMES_FILE = HERE / "appellations.tsv"
LICENCE = "Source : ROME 4.0 version {version}, France Travail, mis à jour le {day}, Licence Ouverte ROME."
# A word in fewer labels than this weighs as much as one that the ROME does not know.
KNOWN_LEAST = 3
# A verb that begins so many official skills does not discriminate between them.
VERB_OF_ANY_TRADE = 25
ROOT_LEAST = 4
# Endings that make a noun of a verb: « câbler », « câblage », « câbleur » are one family.
ENDINGS = (
    "ateurs", "atrices", "ations", "ements", "ateur", "atrice", "ation", "ement", "euses", "euse", "eurs", "ages",
    "ures", "eur", "age", "ure",
)  # fmt: skip
# Forms that no ending makes one.
ALIASES = {
    **dict.fromkeys(("diagnostiquer", "diagnostiquez"), "diagnostic"),
    **dict.fromkeys(("conduite", "conduites", "conducteur", "conducteurs", "conductrice", "conduisez"), "conduire"),
    **dict.fromkeys(("mere", "meres"), "maman"),
    **dict.fromkeys(("manutentionner", "manutentionnaire"), "manutention"),
    **dict.fromkeys(("etancheur", "etanchement", "etancher"), "etancheite"),
}
_QUALITY = re.compile("(.{4,})ivites?")
_OF_TRADES = frozenset({"age", "eur", "ure"})
# Endings like these, and yet another word: « couleur » is not « couler ».
OTHER_WORDS = frozenset(
    {"couleur", "couleurs", "facture", "factures", "reglement", "reglements", "menage", "menages", "parlement"}
)


class RomeArchiveError(ValueError):
    """The archive is not the ROME's; the message is for the user."""


@dataclass(frozen=True)
class OfficialWords:
    """Stem → in how many official labels it stands; verbs of any trade; roots of families."""

    labels: int
    frequencies: Mapping[str, int]
    verbs: frozenset[str]
    roots: frozenset[str]
    source: str


@cache
def official_words() -> OfficialWords:
    """The words of the ROME."""
    data: dict[str, Any] = json.loads(WORDS_FILE.read_text(encoding="utf-8"))
    return OfficialWords(
        data["intitules"],
        data["frequences"],
        frozenset(data["verbes"]),
        frozenset(data["racines"]),
        data["source"],
    )


@cache
def job_names() -> Mapping[str, tuple[str, ...]]:
    """Occupation → all names of its jobs, as the ROME writes them."""
    lines = (line for line in NAMES_FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {code: tuple(names.split("|")) for code, _, names in (line.partition("\t") for line in lines)}


@dataclass(frozen=True)
class RomeFiles:
    """The rows of the published files that we read."""

    skills: tuple[dict[str, str], ...]
    knowledge: tuple[dict[str, str], ...]
    names: tuple[dict[str, str], ...]
    links: tuple[dict[str, str], ...]
    version: str
    day: str


_VERSION = re.compile(r"_v([0-9]{3,4})_")


def read_archive(path: Path) -> RomeFiles:
    """The files of an archive of the ROME 4.0 in CSV. Raises RomeArchiveError."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = {info.filename: info for info in archive.infolist()}
            skills = _named(found, "referentiel_competence")
            rows = _rows(archive, skills)
            knowledge = _rows(archive, _named(found, "referentiel_savoir"))
            names = _rows(archive, _named(found, "referentiel_appellation"))
            links = _rows(archive, _named(found, "coherence_item"))
            day = "{:04}-{:02}-{:02}".format(*found[skills].date_time[:3])
    except (zipfile.BadZipFile, UnicodeDecodeError, csv.Error) as error:
        raise RomeArchiveError("ce n'est pas une archive zip de fichiers CSV en UTF-8") from error
    version = _VERSION.search(skills)
    return RomeFiles(rows, knowledge, names, links, version[1] if version else "?", day)


def _named(found: Iterable[str], part: str) -> str:
    for name in found:
        if part in name:
            return name
    raise RomeArchiveError(f"il y manque le fichier « {part} »")


def _rows(archive: zipfile.ZipFile, name: str) -> tuple[dict[str, str], ...]:
    with archive.open(name) as stream:
        return tuple(csv.DictReader(io.TextIOWrapper(stream, "utf-8", newline="")))


def roots_of(words: Iterable[str]) -> frozenset[str]:
    """The roots of families: a noun's whose verb in « -er » is written, or that has two of the endings."""
    known = frozenset(words)
    endings: dict[str, set[str]] = defaultdict(set)
    for word in known:
        for root, ending in _cut(word):
            endings[root].add(ending)
    return frozenset(
        root
        for root, own in endings.items()
        if len(root) >= ROOT_LEAST and (f"{root}er" in known or ("age" in own and len(own & _OF_TRADES) > 1))
    )


def _cut(word: str) -> Iterator[tuple[str, str]]:
    """A word as root and ending, in each way in which it can be cut."""
    if word not in OTHER_WORDS:
        yield from ((word.removesuffix(ending), ending) for ending in ENDINGS if word.endswith(ending))


def in_family(folded: str, roots: frozenset[str]) -> str:
    """The verb of a noun's family, the adjective of a quality (« agressivité »): both have one stem; else the word."""
    if folded in ALIASES:
        return ALIASES[folded]
    if quality := _QUALITY.fullmatch(folded):
        return f"{quality[1]}if"
    return next((f"{root}er" for root, _ in _cut(folded) if root in roots), folded)


def frequent(counts: Counter[str]) -> dict[str, int]:
    """The stems that enough labels have, by name."""
    return {stem: count for stem, count in sorted(counts.items()) if count >= KNOWN_LEAST}
