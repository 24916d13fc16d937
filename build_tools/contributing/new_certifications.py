"""A certification that the catalogue lacks gets its own record with the one that names it, for the reviewer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from build_tools.checking.check import check
from build_tools.checking.rules.coherence.proposed_terms import proposed_in
from build_tools.contributing.formatting import CannotFormatError
from build_tools.contributing.record_text import record_text
from build_tools.loading.catalogue import Loaded
from build_tools.loading.yaml_reader import Data, groups_of, texts_of
from build_tools.text.folding import fold, free_name

if TYPE_CHECKING:  # a browser, where a dropped spreadsheet is read, has no XML library
    from build_tools.nomenclatures.rncp import OfficialRecord

_CODE = re.compile(r"\b(RNCP|RS) ?(?:n° ?)?0*([0-9]{1,6})\b", re.IGNORECASE)
_BLOCK = re.compile(r"\b(?:bloc )?RNCP ?[0-9]{1,6} ?BC ?[0-9]{1,3}\b", re.IGNORECASE)
_ID_WANTED = 80
_TITLE_MIN = 3
# How a title says what sort of certification it is, longest first.
_TYPES = (
    ("titre professionnel", "titre-professionnel"),
    ("tp", "titre-professionnel"),
    ("certificat de qualification professionnelle", "cqp"),
    ("cqp", "cqp"),
    ("certificat d'aptitude professionnelle", "cap"),
    ("cap", "cap"),
    ("brevet professionnel", "bp"),
    ("bp", "bp"),
    ("diplôme d'état", "diplome-d-etat"),
    ("de", "diplome-d-etat"),
)
_TO_REVIEW = "Fiche créée avec celle qui la nomme, à relire en face du répertoire national."
# What names no certification, folded: all of them, none yet, a sort of title without the title, a block alone.
_NO_TITLE = re.compile(
    r"(?:(?:tous?|toutes?|divers(?:es)?|plusieurs|autres?|differente?s?|ensemble|les?|l|des?|du|et|ou|titres?|diplomes?"
    r"|certifications?|formations?|certificats?|brevets?|licences?|masters?|blocs?|niveaux?|bac|bep?|bp|bts|but|cap|cqp"
    r"|de|mc|tp|rncp|rs|professionnel(?:le)?s?|pro|d|etat|etudes|visee?s?|concernee?s?|(?:bc)?[0-9]+)(?:-|$))+"
    r"|(?:non|pas|hors|sans|aucune?)-(?:de-)?(?:certif|diplom|titre|qualif)[a-z]*"
    r"|(?:en-cours|a-venir|selon|voir|cf)(?:-.*)?"
)
_AFTER_TYPE = re.compile(r"^(?:de la |de l['’]|des? |du |d['’])", re.IGNORECASE)
_KEPT_WORDS = (("brevet", "brevet"), ("certificat", "certificat"))

Official: TypeAlias = "Mapping[str, OfficialRecord]"


@dataclass(frozen=True)
class CertificationRecord:
    """The record of a certification: where it goes, and its text."""

    path: Path
    text: str


@dataclass
class NewCertifications:
    """Makes the record of each certification once, however many records of one proposal name it.

    `official` is what an export of France compétences says, by code.
    """

    loaded: Loaded
    day: str
    official: Official = field(default_factory=dict)
    _made: dict[str, CertificationRecord] = field(default_factory=dict)

    def make(self, written: str, module: Mapping[str, Data]) -> tuple[CertificationRecord, dict[str, Data]] | None:
        """The record that these words make, and what the one that names it says of it; None if they make none."""
        code, title = code_and_title(written)
        key = code or fold(title)
        made = self._made.get(key) or self._new(code, title, module)
        if made is None:
            return None
        self._made[key] = made
        cited = {"certification": made.path.stem, "bloc": block_in(written), "cite": title}
        return made, {name: value for name, value in cited.items() if value}

    def _new(self, code: str, title: str, module: Mapping[str, Data]) -> CertificationRecord | None:
        if self._is_registered(code) if code else _NO_TITLE.fullmatch(fold(title)):
            return None
        record = _record(code, title, module, self.day, self.official.get(code))
        if len(str(record["intitule"])) < _TITLE_MIN:
            return None
        taken = {file.id for file in self.loaded.records} | {made.path.stem for made in self._made.values()}
        words = fold(str(record["intitule"]))[:_ID_WANTED].strip("-") or fold(code)
        path = self.loaded.folder / "certifications" / f"{free_name(words, taken)}.yml"
        try:
            text = record_text(record, "certifications")
        except CannotFormatError:
            return None
        return CertificationRecord(path, text) if self._is_sound(path, text) else None

    def _is_registered(self, code: str) -> bool:
        """Whether a record of the catalogue has this code."""
        records = (
            self.loaded.read(file).data or {} for file in self.loaded.records if file.collection == "certifications"
        )
        return any(entry.get("code") == code for data in records for entry in groups_of(data.get("enregistrements")))

    def _is_sound(self, path: Path, text: str) -> bool:
        """Whether the checker accepts it, beside a catalogue without modules: a certification names none."""
        whole = self.loaded.with_edited({path: text.encode()})
        few = replace(whole, files=tuple(file for file in whole.files if file.collection != "modules"))
        problems = check(few, [path]).problems  # with what the ledger of ids says of the modules left out
        return not any(one.severity == "error" and Path(one.path).name == path.name for one in problems)


def with_certifications(
    data: Mapping[str, Data], loaded: Loaded, day: str, official: Official | None = None
) -> tuple[Mapping[str, Data], Mapping[Path, str]]:
    """The module or the gap with a record for each certification that a line of its `precisions` proposes: path → text.

    A proposal of which no sound record can be made stays as it is, for the reviewer.
    """
    remarks = texts_of(data.get("precisions"))
    wanted = {text: found[1] for text in remarks if (found := proposed_in(text)) and found[0] == "certifications"}
    maker, records = NewCertifications(loaded, day, official or {}), dict[Path, str]()
    completed, done = list(data.get("certifications") or []), []
    for text, term in wanted.items():
        if new := maker.make(term, data):
            made, item = new
            records[made.path] = made.text
            completed.append(item)
            done.append(text)
    if not done:
        return data, {}
    left = [text for text in remarks if text not in done]
    changed = {**data, "certifications": completed, "precisions": left or None}
    return {key: value for key, value in changed.items() if value is not None}, records


def block_in(written: str) -> str:
    """The code of the block that a text names, or nothing."""
    block = _BLOCK.search(written)
    return block[0].upper().removeprefix("BLOC ").replace(" ", "") if block else ""


def code_and_title(written: str) -> tuple[str, str]:
    """The code that a text names, or that of its block, and its words without them; either may be empty."""
    block = _BLOCK.search(written)
    rest = _BLOCK.sub("", written)
    found = _CODE.search(rest) or (_CODE.search(block[0].upper().split("BC")[0].strip()) if block else None)
    code = f"{found[1].upper()}{found[2]}" if found else ""
    return code, " ".join(_CODE.sub("", rest).split()).strip(" ,;:()-–")


def _record(
    code: str, title: str, module: Mapping[str, Data], day: str, official: OfficialRecord | None
) -> dict[str, Data]:
    kind, short = _kind_of(title)
    name = short or (official.intitule if official and official.intitule else "") or f"Certification {code}"
    missing = "Seul son code est donné : intitulé et type restent à compléter." if not (title or official) else ""
    registration: dict[str, Data] = {"code": code, "sources": module.get("sources")}
    if official:
        registration |= {
            "intitule": official.intitule,
            "niveau": official.niveau,
            "debut": official.debut,
            "echeance": official.echeance,
        }
    return {
        "intitule": name,
        "type": kind,
        "cite": [title] if title else None,
        "niveau": official.niveau if official else None,
        "enregistrements": [registration] if code else None,
        "motif": None if code else "Aucun code n'est donné : la fiche qui la nomme ne donne que son intitulé.",
        "sources": module.get("sources"),
        "precisions": [_TO_REVIEW, missing] if missing else [_TO_REVIEW],
        "verifie_le": day,
    }


def _kind_of(title: str) -> tuple[str, str]:
    """The type that a title begins with, and the title without it."""
    lower = title.lower().replace("’", "'")
    for words, kind in _TYPES:
        if lower.startswith(f"{words} ") or (len(words) > _TITLE_MIN and lower.startswith(words)):
            rest = _AFTER_TYPE.sub("", title[len(words) :].strip(" :-–"))
            return kind, rest[:1].upper() + rest[1:]
    return next((kind for word, kind in _KEPT_WORDS if lower.startswith(word)), "non-precise"), title
