"""Rules on what was sent to certifying bodies, and on what a certification's standard took up."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.context import Context, RecordRule
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Catalogue, Module
from build_tools.model.base import SourcedRecord
from build_tools.model.module import Integration, Transmission

INTEGRATED = "integre-au-referentiel"


def check_followed_certifications(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """What is sent or taken up is about a certification that the module completes."""
    if not isinstance(record, Module):
        return
    completed = {c.certification for c in record.certifications}
    for name in ("transmissions", "integrations"):
        entries: tuple[Transmission | Integration, ...] = getattr(record, name)
        for i, entry in enumerate(entries):
            if entry.certification and entry.certification not in completed:
                yield finding((name, i, "certification"), "suivi-certification", id=entry.certification)


def check_branch_number(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """The number of the collective agreement says which branch a CPNE is of, and nothing else."""
    for where, sent in _transmissions(record):
        if sent.type == "cpne" and not sent.idcc:
            yield finding((*where, "type"), "transmission-idcc")
        elif sent.idcc and sent.type != "cpne":
            label = context.vocabularies.label("types_destinataire", sent.type)
            yield finding((*where, "idcc"), "transmission-idcc/autre", label=label)


def check_answers(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """The date of an answer or of a decision stands with what it dates."""
    for where, sent in _transmissions(record):
        for date, dated in (("le_reponse", "reponse"), ("le_decision", "decision")):
            if getattr(sent, date) and not getattr(sent, dated):
                yield finding((*where, date), "transmission-suite", date=date, dated=dated)


def check_integrated(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """« Intégré au référentiel » says where; a module that every certification took up is no longer an addition."""
    if not isinstance(record, Module):
        return
    taken_up = {i.certification for i in record.integrations}
    if record.statut == INTEGRATED and not taken_up:
        yield finding(("statut",), "statut-integre")
    elif taken_up and record.statut != INTEGRATED and taken_up >= {c.certification for c in record.certifications}:
        yield finding(("statut",) if record.statut else ("integrations",), "statut-integre/ajout", status=INTEGRATED)


def check_integration_codes(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """The registration that took a skill up is one of the certification's, and the block is of that registration."""
    for module in catalogue.modules.values():
        for i, entry in enumerate(module.integrations):
            certification = catalogue.certifications.get(entry.certification)
            codes = [r.code for r in certification.enregistrements] if certification else [entry.code]
            if entry.code not in codes:
                known = ", ".join(codes) or "aucun"
                yield module, finding(("integrations", i, "code"), "integration-code", code=entry.code, known=known)
            elif entry.bloc and not entry.bloc.startswith(f"{entry.code}BC"):
                where = ("integrations", i, "bloc")
                yield module, finding(where, "integration-code/bloc", block=entry.bloc, code=entry.code)


def _transmissions(record: SourcedRecord) -> Iterator[tuple[NodePath, Transmission]]:
    if isinstance(record, Module):
        for i, sent in enumerate(record.transmissions):
            yield ("transmissions", i), sent


TRANSMISSION_RULES: tuple[RecordRule, ...] = (
    check_followed_certifications,
    check_branch_number,
    check_answers,
    check_integrated,
)
