"""The rows of a grid: what the standard of a certification says, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_tools.model import Certification
from build_tools.model.base import BLOCK_CODE
from build_tools.model.certification import Block

_CODE = re.compile(BLOCK_CODE.strip("^$"))


class Skill(NamedTuple):
    """A row: the block as people read it (« RNCP4821BC04 Titre »), and one of its skills."""

    bloc: str
    competence: str


def skills_of(certification: Certification) -> tuple[Skill, ...]:
    """The skills of the newest registration whose blocks are known; a block without skills is one row of its own."""
    return tuple(row for block in _newest(certification) for row in _rows(block))


def block_code(bloc: str) -> str:
    """The code that a block begins with, or nothing."""
    found = _CODE.match(bloc)
    return found[0] if found else ""


def _newest(certification: Certification) -> tuple[Block, ...]:
    for registration in reversed(certification.enregistrements):
        if blocks := tuple(b for b in certification.blocs if b.code.startswith(f"{registration.code}BC")):
            return blocks
    return certification.blocs


def _rows(block: Block) -> Iterator[Skill]:
    if not block.competences:
        yield Skill(block.code, block.intitule)
    for text in block.competences:
        yield Skill(f"{block.code} {block.intitule}", text)
