"""Rules on codes of official nomenclatures: a code that cannot exist is a misprint, and leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules import patterns as p
from build_tools.checking.rules.context import Context, values_of
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model.base import BLOCK_CODE, RNCP_CODE

# La Poste's establishments have numbers without Luhn's key: their figures add up to a multiple of five (INSEE).
LA_POSTE = "356000000"
_MUNICIPALITY, _PARIS = p.whole(p.MUNICIPALITY), p.whole(p.PARIS)
_CORSICA_BEFORE_1976 = "20"
# Registers number their entries in order: RNCP42147 and RS7485 are the highest seen in November 2026. The margin
# leaves ten years of new entries.
REGISTER_MAX: Mapping[str, int] = {"RNCP": 65_000, "RS": 15_000}
_BLOCK_MAX = 99
_REGISTERED = re.compile(r"(RNCP|RS)(\d+)(?:BC(\d+))?", re.ASCII)


def check_siret(where: NodePath, value: str) -> Iterator[Finding]:
    """A SIRET is not zeros, and its last figure is the key of the others (Luhn)."""
    if len(value) != 14 or not value.isdigit():
        return  # said for its form
    if not value.strip("0"):
        yield finding(where, "code-siret/zeros")
    elif not is_siret(value):
        yield finding(where, "code-siret", value=value)


def is_siret(value: str) -> bool:
    """Whether fourteen figures have the key of a SIRET, and their first nine that of a SIREN."""
    figures = [int(figure) for figure in value]
    if value.startswith(LA_POSTE):
        return _luhn(value) or sum(figures) % 5 == 0
    return _luhn(value) and _luhn(value[:9])


def _luhn(value: str) -> bool:
    """Every second figure from the right doubled, its own figures added: the sum is a multiple of ten."""
    doubled = [int(figure) * (2 if i % 2 else 1) for i, figure in enumerate(reversed(value))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def check_municipality(where: NodePath, value: str) -> Iterator[Finding]:
    """A municipality's code begins with a department of the official geographic code."""
    if value.startswith(_CORSICA_BEFORE_1976):
        yield finding(where, "code-commune/corse", value=value)
    elif value.startswith("75") and not _PARIS.match(value):
        yield finding(where, "code-commune/postal", value=value)
    elif not _MUNICIPALITY.match(value):
        yield finding(where, "code-commune", value=value)


def check_registered(where: NodePath, value: str) -> Iterator[Finding]:
    """A number of the RNCP, of the RS, or of a block, is one that the register can have given."""
    parts = _REGISTERED.fullmatch(value)
    if parts is None:
        return  # said for its form
    register, number, block = parts.groups()
    plain = f"{register}{int(number)}"
    if number.startswith("0") and int(number):
        yield finding(where, "code-repertoire/zeros", value=value, plain=plain + (f"BC{block}" if block else ""))
    elif not 0 < int(number) <= REGISTER_MAX[register]:
        yield finding(where, "code-repertoire", value=value, most=f"{register}{REGISTER_MAX[register]}")
    elif block is not None and not 0 < int(block) <= _BLOCK_MAX:
        yield finding(where, "code-repertoire/bloc", value=value, most=_BLOCK_MAX)


_CHECKS: Mapping[str, Callable[[NodePath, str], Iterator[Finding]]] = {
    "siret": check_siret,
    "lieu_insee": check_municipality,
}


def _is_code(name: str, field: FieldInfo) -> bool:
    return name in _CHECKS


def _is_registered(name: str, field: FieldInfo) -> bool:
    """Whether a field holds codes of the registers, alone or in a list."""
    return "RNCP" in str(field.annotation) or any(
        getattr(item, "pattern", None) in (RNCP_CODE, BLOCK_CODE) for item in field.metadata
    )


def check_codes(record: BaseModel, context: Context) -> Iterator[Finding]:
    """Every code of a record, wherever it stands, by what its register can have given."""
    for where, _, value in values_of(record, _is_code):
        yield from _CHECKS[str(where[-1])](where, value)
    for where, _, value in values_of(record, _is_registered):
        yield from check_registered(where, value)
