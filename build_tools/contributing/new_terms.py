"""What a true fact needs and the lists of the catalogue lack: a certification's own record, a term for the reviewer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.checking.rules.coherence.proposed_terms import proposed_in
from build_tools.contributing.formatting import CannotFormatError
from build_tools.contributing.record_text import check_proposed, record_text
from build_tools.loading.catalogue import Loaded
from build_tools.loading.yaml_reader import Data
from build_tools.nomenclatures.rncp import OfficialRecord
from build_tools.text.folding import fold

_CODE = re.compile(r"\b(RNCP|RS) ?([0-9]{1,6})\b", re.IGNORECASE)
_BLOCK = re.compile(r"\b(?:bloc )?RNCP[0-9]{1,6}BC[0-9]{1,3}\b", re.IGNORECASE)
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
_KEPT_WORDS = (("brevet", "brevet"), ("certificat", "certificat"))

Official = Mapping[str, OfficialRecord]


@dataclass(frozen=True)
class WithRecords:
    """A module's data, and the records of certifications that go with it: path → text."""

    data: Mapping[str, Data]
    records: Mapping[Path, str] = field(default_factory=dict)


def with_certifications(
    data: Mapping[str, Data], loaded: Loaded, day: str, official: Official | None = None
) -> WithRecords:
    """The module with a record for each certification that it proposes; `official` is what an export says by code.

    A proposal of which no sound record can be made stays as it is, for the reviewer.
    """
    remarks = data.get("precisions")
    said = [text for text in remarks if isinstance(text, str)] if isinstance(remarks, list) else []
    wanted = {text: found[1] for text in said if (found := proposed_in(text)) and found[0] == "certifications"}
    records: dict[Path, str] = {}
    completed = list(data.get("certifications") or [])
    done = []
    for text, term in wanted.items():
        if made := _certification(term, data, loaded, day, official or {}):
            records[made[0]] = made[1]
            completed.append(made[2])
            done.append(text)
    if not done:
        return WithRecords(data)
    left = [text for text in said if text not in done]
    changed = {**data, "certifications": completed, "precisions": left or None}
    return WithRecords({key: value for key, value in changed.items() if value is not None}, records)


def _certification(
    said: str, module: Mapping[str, Data], loaded: Loaded, day: str, official: Official
) -> tuple[Path, str, dict[str, Data]] | None:
    """The file of a new certification and what the module says of it; None if these words make no sound record."""
    code, title = _code_and_title(said)
    block = _BLOCK.search(said)
    record = _record(code, title, module, day, official.get(code))
    if len(str(record["intitule"])) < _TITLE_MIN:
        return None
    name = _free_id(str(record["intitule"]), code, {file.id for file in loaded.records})
    path = loaded.folder / "certifications" / f"{name}.yml"
    try:
        text = record_text(record, "certifications")
    except CannotFormatError:
        return None
    if check_proposed(loaded, {path: text.encode()}).errors:
        return None
    cited = {"certification": name, "bloc": block[0].upper().removeprefix("BLOC ") if block else None, "cite": title}
    return path, text, {key: value for key, value in cited.items() if value}


def _code_and_title(said: str) -> tuple[str, str]:
    block = _BLOCK.search(said)
    rest = _BLOCK.sub("", said)
    found = _CODE.search(rest) or (_CODE.search(block[0].upper().split("BC")[0]) if block else None)
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
        "motif": None if code else "Aucun code n'est donné : la proposition du module cite seulement l'intitulé.",
        "sources": module.get("sources"),
        "precisions": ["Fiche créée avec la proposition d'un module, à relire en face du répertoire national.", missing]
        if missing
        else ["Fiche créée avec la proposition d'un module, à relire en face du répertoire national."],
        "verifie_le": day,
    }


def _kind_of(title: str) -> tuple[str, str]:
    """The type that a title begins with, and the title without it."""
    lower = title.lower().replace("’", "'")
    for words, kind in _TYPES:
        if lower.startswith(f"{words} ") or (len(words) > _TITLE_MIN and lower.startswith(words)):
            rest = title[len(words) :].strip(" :-–")
            return kind, rest[:1].upper() + rest[1:]
    return next((kind for word, kind in _KEPT_WORDS if lower.startswith(word)), "non-precise"), title


def _free_id(title: str, code: str, taken: set[str]) -> str:
    words = fold(title)[:_ID_WANTED].strip("-") or fold(code)
    names: Sequence[str] = (words, *(f"{words}-{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in taken)
