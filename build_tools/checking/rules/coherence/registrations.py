"""Rules on the registrations of certifications: each has one owner, one state, and a place in one chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.context import Context
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Catalogue, Certification, Ecart, Module, Referentiel
from build_tools.model.base import SourcedRecord
from build_tools.model.certification import Registration, registration_of


def check_registrations(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """Inside one certification: each code once, a state with its date, nothing active after its end."""
    if isinstance(record, Certification):
        codes = {entry.code for entry in record.enregistrements}
        yield from _wrong_registrations(record)
        yield from _wrong_blocks(record, codes)
        yield from _wrong_level(record)
        for i, other in enumerate(record.voisines):
            if other.code in codes:
                yield finding(("voisines", i, "code"), "enregistrement-unique/voisine", code=other.code)


def _wrong_registrations(record: Certification) -> Iterator[Finding]:
    seen: set[str] = set()
    for i, entry in enumerate(record.enregistrements):
        if entry.code in seen:
            yield finding(("enregistrements", i, "code"), "enregistrement-unique", code=entry.code)
        seen.add(entry.code)
        yield from wrong_state(("enregistrements", i), entry)


def _wrong_level(record: Certification) -> Iterator[Finding]:
    """The level is that of the last registration that says one, and the RS has none."""
    for i, entry in enumerate(record.enregistrements):
        if entry.niveau and entry.code.startswith("RS"):
            yield finding(("enregistrements", i, "niveau"), "enregistrement-niveau/rs", code=entry.code)
    last = next((entry for entry in reversed(record.enregistrements) if entry.niveau), None)
    if last and record.niveau and record.niveau != last.niveau:
        yield finding(("niveau",), "enregistrement-niveau", level=record.niveau, code=last.code, other=last.niveau)


def _wrong_blocks(record: Certification, codes: Set[str]) -> Iterator[Finding]:
    blocks: set[str] = set()
    for i, block in enumerate(record.blocs):
        where = ("blocs", i, "code")
        if block.code in blocks:
            yield finding(where, "enregistrement-unique/bloc", code=block.code)
        elif registration_of(block.code) not in codes:
            yield finding(where, "bloc-certification", block=block.code, known=sorted(codes) or ["aucun"])
        blocks.add(block.code)


def wrong_state(where: NodePath, entry: Registration | Referentiel) -> Iterator[Finding]:
    """A state has its day; what was active was so before its end, and after its beginning where a record gives both."""
    if bool(entry.etat) != bool(entry.etat_au):
        missing = "etat_au" if entry.etat else "etat"
        yield finding(where, "enregistrement-etat/date", missing=missing, code=entry.code)
    elif entry.etat != "actif" or not entry.etat_au:
        return
    elif entry.echeance and entry.etat_au > entry.echeance:
        key = "enregistrement-etat"
        yield finding((*where, "etat"), key, code=entry.code, end=entry.echeance, day=entry.etat_au)
    elif isinstance(entry, Registration) and entry.debut and entry.etat_au < entry.debut:
        key = "enregistrement-etat/avant"
        yield finding((*where, "etat"), key, code=entry.code, start=entry.debut, day=entry.etat_au)


def check_blocks(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """The block that a module completes, or a gap is in, is one of a registration of that certification."""
    records: tuple[Module | Ecart, ...] = (*catalogue.modules.values(), *catalogue.ecarts.values())
    for record in records:
        for i, completed in enumerate(record.certifications):
            certification = catalogue.certifications.get(completed.certification)
            if not completed.bloc or certification is None:
                continue
            known = [entry.code for entry in certification.enregistrements]
            if registration_of(completed.bloc) not in known:
                where = ("certifications", i, "bloc")
                yield record, finding(where, "bloc-certification", block=completed.bloc, known=known or ["aucun"])


def check_one_owner(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """A code is a registration of one certification only."""
    first: dict[str, Certification] = {}
    for certification in catalogue.certifications.values():
        for i, entry in enumerate(certification.enregistrements):
            other = first.setdefault(entry.code, certification)
            if other is not certification:
                where = ("enregistrements", i, "code")
                yield certification, finding(where, "enregistrement-unique/ailleurs", code=entry.code, other=other.id)


def check_chains(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """No registration comes after itself, directly or through others."""
    after = _successors(catalogue)
    for certification in catalogue.certifications.values():
        for i, entry in enumerate(certification.enregistrements):
            if entry.code in _reached(entry.code, after):
                where = ("enregistrements", i, "code")
                key = "enregistrement-boucle" if entry.code in after[entry.code] else "enregistrement-boucle/chaine"
                yield certification, finding(where, key, code=entry.code)


def _successors(catalogue: Catalogue) -> Mapping[str, set[str]]:
    """Code → the codes said to come after it, from either side."""
    after: dict[str, set[str]] = defaultdict(set)
    for certification in catalogue.certifications.values():
        for entry in certification.enregistrements:
            if entry.remplacee_par:
                after[entry.code].add(entry.remplacee_par)
            for before in entry.remplace:
                after[before].add(entry.code)
    return after


def _reached(start: str, after: Mapping[str, set[str]]) -> set[str]:
    """All that comes after a code."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = after.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found
