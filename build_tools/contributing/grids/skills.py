"""The rows of a grid: what the standard of a certification says, block by block."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from build_tools.model import Catalogue, Certification, Referentiel
from build_tools.model.base import BLOCK_CODE, is_deduced
from build_tools.model.certification import Block
from build_tools.text.folding import fold

_CODE = re.compile(BLOCK_CODE.strip("^$"))


class Skill(NamedTuple):
    """A row: the block as people read it (« RNCP4821BC04 Titre »), and one of its skills."""

    bloc: str
    competence: str


def names_of(catalogue: Catalogue) -> dict[str, str]:
    """What else a person writes for one certification and no other, folded: its label, its short form, its codes."""
    found: dict[str, set[str]] = defaultdict(set)
    for certification in catalogue.certifications.values():
        codes = (registration.code for registration in certification.enregistrements)
        label = catalogue.label_of_certification[certification.id]
        for name in filter(None, (label, certification.abrege, *codes)):
            found[fold(name)].add(certification.id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def skills_of(certification: Certification, official: Mapping[str, Referentiel] | None = None) -> tuple[Skill, ...]:
    """The skills of the newest registration whose text is known; a block without skills is one row of its own.

    `official` holds référentiels by the code of their registration: their words come before the certification's.
    """
    if text := text_of(certification, official or {}):
        rows = [row for block in text.blocs for row in _rows(block.code or "", block.intitule, block.competences)]
        return (*rows, *(Skill(text.code, skill) for skill in text.competences))
    return tuple(
        row for block in _newest(certification) for row in _rows(block.code, block.intitule, block.competences)
    )


def text_of(certification: Certification, official: Mapping[str, Referentiel]) -> Referentiel | None:
    """The newest référentiel of the certification whose text is known."""
    known = (official.get(registration.code) for registration in reversed(certification.enregistrements))
    return next((text for text in known if text and text.is_known), None)


def basis_of(certification: Certification, official: Mapping[str, Referentiel]) -> str:
    """Which registration the rows of a grid come from, and what is not known of the newest; empty without rows."""
    if not skills_of(certification, official):
        return ""
    text = text_of(certification, official)
    if not text:
        return "D'après les blocs que donne la fiche de la certification."
    newest = certification.enregistrements[-1].code
    older = f", plus ancien que {newest}, dont le texte n'a pas été lu" if text.code != newest else ""
    bare = "" if text.is_detailed else " ; seuls les intitulés de ses blocs sont connus"
    deduced = any(is_deduced(field, text.deduit) for field in ("blocs", "competences"))
    mark = " Ce texte est déduit : aucune source ne l'énonce." if deduced else ""
    return f"D'après {text.code}{older}{bare}.{mark}"


def block_code(bloc: str) -> str:
    """The code that a block begins with, or nothing."""
    found = _CODE.match(bloc)
    return found[0] if found else ""


def _newest(certification: Certification) -> tuple[Block, ...]:
    for registration in reversed(certification.enregistrements):
        if blocks := tuple(b for b in certification.blocs if b.code.startswith(f"{registration.code}BC")):
            return blocks
    return certification.blocs


def _rows(code: str, title: str, skills: Sequence[str]) -> Iterator[Skill]:
    if not skills:
        yield Skill(code, title)
    for text in skills:
        yield Skill(f"{code} {title}".strip(), text)
