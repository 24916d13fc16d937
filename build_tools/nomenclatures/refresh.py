"""Holding the certifications against an official export: what it confirms, changes or contradicts, then the edit.

What the export does not say stays; what it contradicts without settling it is shown and stays.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, Literal, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from build_tools.loading.yaml_reader import YamlError, read
from build_tools.model import Catalogue, Certification, Referentiel
from build_tools.model.base import TITLE_MAX, SourcedRecord
from build_tools.model.certification import Registration
from build_tools.nomenclatures.rncp import Export, OfficialRecord
from build_tools.text.folding import fold
from build_tools.text.typography import shorten
from build_tools.writing import replace_file

RecordT = TypeVar("RecordT", bound=SourcedRecord)
Kind = Literal["confirme", "change", "nouveau", "garde"]

ITSELF = "La certification"  # stands for a code where a finding is about no registration

_LABELS = {
    "intitule": "intitulé",
    "niveau": "niveau",
    "debut": "début",
    "echeance": "échéance",
    "etat": "état",
    "remplace": "remplace",
    "remplacee_par": "remplacée par",
    "nsf": "NSF",
    "formacodes": "Formacodes",
    "rome": "ROME",
    "certificateurs": "certificateurs",
    "blocs": "blocs",
    "competences": "compétences",
    "predecesseurs": "prédécesseurs",
    "successeurs": "successeurs",
}
_FACTS = ("intitule", "niveau", "debut", "echeance", "etat")


class RefreshError(ValueError):
    """What the export says cannot be written into a record; the message is for the user."""


@dataclass(frozen=True)
class Finding:
    """One thing that the export says of a registration.

    « confirme » and « change » set `field` to `after`, « nouveau » adds a registration, « garde » only reports
    (`reason`) why the record keeps what it says.
    """

    code: str
    kind: Kind
    field: str = ""
    before: Any = None
    after: Any = None
    reason: str = ""

    @property
    def label(self) -> str:
        """« RNCP37715, échéance »: what it is about."""
        return f"{self.code}, {_LABELS[self.field]}" if self.field else self.code


def changes_in(findings: Iterable[Finding]) -> int:
    """How many of the findings are about facts that differ."""
    return sum(finding.kind in ("change", "nouveau") for finding in findings)


def compare(certification: Certification, export: Export, day: date) -> tuple[Finding, ...]:
    """Everything that the export of that day says of the certification's registrations and of what follows them."""
    findings: list[Finding] = []
    known = {registration.code for registration in certification.enregistrements}
    for registration in certification.enregistrements:
        code, record = registration.code, export.records.get(registration.code)
        if record and (reason := why_kept(code, registration, export, day)):
            findings.append(Finding(code, "garde", reason=reason))
        elif record:
            findings += _registration(registration, record)
    findings += _successors(certification, export, known, findings)
    findings += _level(certification, findings)
    return tuple(findings)


def _registration(registration: Registration, record: OfficialRecord) -> Iterator[Finding]:
    code = registration.code
    for name in _FACTS:
        ours, theirs = getattr(registration, name), getattr(record, name)
        if theirs is None:
            continue
        if name == "intitule" and len(theirs) > TITLE_MAX:
            yield Finding(code, "garde", name, reason=f"l'intitulé du fichier dépasse {TITLE_MAX} caractères : gardé")
        elif name == "intitule" and ours and _plain(ours) == _plain(theirs):
            yield Finding(code, "confirme", name, ours, ours)
        else:
            yield Finding(code, "confirme" if ours == theirs else "change", name, ours, theirs)
    yield from _successor(registration, record)
    yield from _predecessors(registration, record)


def why_kept(code: str, ours: Registration | Referentiel | None, export: Export, day: date) -> str:
    """Why nothing of what the export of that day says of a code is taken; empty if it is."""
    if code in export.doubled:
        return "le fichier donne plusieurs fiches de ce code : rien n'en est pris"
    if ours and ours.etat_au and ours.etat_au > day:
        return f"le fichier ({day}) est plus ancien que l'état lu au {ours.etat_au} : rien n'est changé"
    return _why_reused(ours.intitule if ours else None, export.records[code].intitule)


def _why_reused(ours: str | None, theirs: str | None) -> str:
    """Why a code seems to be another title's now; empty if it does not."""
    if not ours or not theirs or _share_a_word(ours, theirs):
        return ""
    return (
        f"le fichier donne ce code à « {shorten(theirs, TITLE_MAX)} », sans un mot commun avec « {ours} » : "
        "code réemployé ? rien n'est changé"
    )


def _share_a_word(one: str, other: str) -> bool:
    words = [{word[:5] for word in fold(text).split("-") if len(word) > 3} for text in (one, other)]
    return not all(words) or not words[0].isdisjoint(words[1])


def _successor(registration: Registration, record: OfficialRecord) -> Iterator[Finding]:
    ours, theirs = registration.remplacee_par, record.remplacee_par
    name = "remplacee_par"
    if ours in theirs:
        yield Finding(registration.code, "confirme", name, ours, ours)
    elif len(theirs) == 1:
        yield Finding(registration.code, "change", name, ours, theirs[0])
    elif theirs:
        reason = f"le fichier nomme plusieurs suites ({', '.join(theirs)}) : à choisir à la main"
        yield Finding(registration.code, "garde", name, ours, reason=reason)
    elif ours:
        reason = f"la fiche dit {ours}, le fichier ne nomme aucune suite : gardé"
        yield Finding(registration.code, "garde", name, ours, reason=reason)


def _predecessors(registration: Registration, record: OfficialRecord) -> Iterator[Finding]:
    ours, theirs = registration.remplace, record.remplace
    missing = tuple(code for code in theirs if code not in ours)
    unconfirmed = tuple(code for code in ours if code not in theirs)
    if missing:
        yield Finding(registration.code, "change", "remplace", ours, (*ours, *missing))
    elif ours and not unconfirmed:
        yield Finding(registration.code, "confirme", "remplace", ours, ours)
    if unconfirmed:
        reason = f"la fiche dit {', '.join(unconfirmed)}, absent du fichier : gardé"
        yield Finding(registration.code, "garde", "remplace", ours, reason=reason)


def _successors(
    certification: Certification, export: Export, known: set[str], findings: list[Finding]
) -> Iterator[Finding]:
    """Registrations that the export names as what follows, one after the other, and that the record lacks."""
    successor = {r.code: r.remplacee_par for r in certification.enregistrements}
    successor |= {f.code: f.after for f in findings if f.field == "remplacee_par" and f.kind == "change"}
    wanted = [code for code in successor.values() if code and code not in known]
    while wanted:
        code = wanted.pop()
        record = export.records.get(code)
        if code in known or record is None:
            continue
        known.add(code)
        if reason := why_kept(code, None, export, date.max):
            yield Finding(code, "garde", reason=reason)
            continue
        yield Finding(code, "nouveau", after=record)
        if len(record.remplacee_par) == 1:
            wanted.append(record.remplacee_par[0])


def _level(certification: Certification, findings: list[Finding]) -> Iterator[Finding]:
    """The certification's own level is that of its last registration, once the export has changed that one's."""
    if not certification.enregistrements:
        return
    added = [finding.after for finding in findings if finding.kind == "nouveau"]
    last = certification.enregistrements[-1].code
    changed = [f.after for f in findings if (f.code, f.kind, f.field) == (last, "change", "niveau")]
    level = added[-1].niveau if added else changed[0] if changed else None
    if level and level != certification.niveau:
        yield Finding(ITSELF, "change", "niveau", certification.niveau, level)


def _plain(text: str) -> str:
    """A title without what two typings of it may differ by."""
    return " ".join(text.replace("’", "'").split()).casefold()


@dataclass(frozen=True)
class Update:
    """What an export says of one certification, whose file is `path` inside the catalogue's folder."""

    certification: Certification
    path: PurePosixPath
    findings: tuple[Finding, ...]

    @property
    def changes(self) -> int:
        """How many facts differ."""
        return changes_in(self.findings)


def updates(catalogue: Catalogue, export: Export, day: date) -> list[Update]:
    """What the export of that day says, for each certification that it knows."""
    found = []
    for certification in catalogue.certifications.values():
        findings = compare(certification, export, day)
        if findings:
            found.append(Update(certification, catalogue.files["certifications", certification.id], findings))
    return found


def certification_after(folder: Path, update: Update, day: date, document: str) -> Certification:
    """The certification as it would be. Raises RefreshError if it would no longer be one."""
    after = edited((folder / update.path).read_text(encoding="utf-8"), update.findings, day, document)
    return sound_record(Certification, after, update.path)


def sound_record(model: type[RecordT], text: str, path: PurePath) -> RecordT:
    """The record that this text would be in this file. Raises RefreshError if it would be none."""
    try:
        return model.model_validate(read(text.encode()) | {"id": path.stem})
    except (ValidationError, YamlError):
        raise RefreshError(f"« {path} » ne serait plus une fiche correcte : rien n'est écrit") from None


def refuse_older(found: Iterable[Update], day: date) -> None:
    """Raises RefreshError if the records that the export knows were read later than its day."""
    read_on = {
        registration.code: registration.etat_au
        for update in found
        for registration in update.certification.enregistrements
        if registration.etat_au and registration.etat_au > day
    }
    if read_on:
        codes = ", ".join(sorted(read_on)[:5]) + (", …" if len(read_on) > 5 else "")
        raise RefreshError(
            f"l'export du {day} est plus ancien que ce que disent les fiches (état lu au {max(read_on.values())} ; "
            f"{codes}) : rien n'est écrit. Prenez un export plus récent"
        )


def write(folder: Path, found: Iterable[Update], day: date, document: str) -> list[Path]:
    """Write what the export says into the records that it changes or confirms; returns the files written.

    Raises RefreshError, with nothing written, if a record would no longer be one or was read after that day.
    """
    found = list(found)
    refuse_older(found, day)
    texts: dict[Path, str] = {}
    for update in found:
        path = folder / update.path
        before = path.read_text(encoding="utf-8")
        after = edited(before, update.findings, day, document)
        sound_record(Certification, after, update.path)
        if after != before and any(finding.kind != "garde" for finding in update.findings):
            texts[path] = after
    for path, text in texts.items():
        replace_file(path, text.encode())
    return list(texts)


# In words ------------------------------------------------------------------------------------------------------------


def in_words(findings: tuple[Finding, ...], day: date) -> list[str]:
    """The findings as lines: what changes, what is kept, then the codes that are confirmed throughout."""
    lines = [f"  {_sentence(finding)}" for finding in findings if finding.kind != "confirme"]
    listed = {finding.code for finding in findings if finding.kind != "confirme"}
    confirmed = dict.fromkeys(finding.code for finding in findings if finding.code not in listed)
    return [*lines, *(f"  {code} : confirmé par le fichier du {day}" for code in confirmed)]


def _sentence(finding: Finding) -> str:
    if finding.kind == "nouveau":
        return f"{finding.code} : nouvel enregistrement, « {finding.after.intitule} »"
    if finding.kind == "garde":
        return f"{finding.label} : {finding.reason}"
    return f"{finding.label} : {_value(finding.before)} → {_value(finding.after)}"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "(rien)"
    return "(rien)" if value is None else str(value)


# The edit ------------------------------------------------------------------------------------------------------------


def edited(text: str, findings: tuple[Finding, ...], day: date, document: str) -> str:
    """The record's text with what the export says, under the proof `document`; its comments stay where they are."""
    yaml = yaml_editor()
    record = yaml.load(text)
    registrations = record.get("enregistrements") or []
    for registration in registrations:
        own = [f for f in findings if f.code == registration["code"] and f.kind in ("confirme", "change")]
        if own:
            _edit(registration, own, day, document)
    for finding in findings:
        if finding.kind == "nouveau":
            registrations.append(_new(finding.after, day, document))
        elif finding.code == ITSELF:
            put(record, finding.field, finding.after, list(Certification.model_fields))
    return dumped(yaml, record)


def yaml_editor() -> YAML:
    """Reads and writes YAML with its comments, in the catalogue's form."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 110
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.representer.ignore_aliases = lambda _: True  # the same day twice is no reason for an anchor
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def dumped(yaml: YAML, record: CommentedMap) -> str:
    """The text of a record that was edited."""
    written = io.StringIO()
    yaml.dump(record, written)
    return written.getvalue()


def _edit(registration: CommentedMap, findings: list[Finding], day: date, document: str) -> None:
    order = list(Registration.model_fields)
    for finding in findings:
        if finding.kind == "change":
            value = _flow(finding.after) if isinstance(finding.after, tuple) else finding.after
            put(registration, finding.field, value, order)
        _no_longer_deduced(registration, finding.field)
        if finding.field == "etat":
            put(registration, "etat_au", day, order)
    if not any(source["document"] == document for source in registration["sources"]):
        registration["sources"].append(_source(document))


def _new(record: OfficialRecord, day: date, document: str) -> CommentedMap:
    facts: Mapping[str, Any] = {
        "code": record.code,
        "intitule": record.intitule if len(record.intitule or "") <= TITLE_MAX else None,
        "niveau": record.niveau,
        "debut": record.debut,
        "echeance": record.echeance,
        "etat": record.etat,
        "etat_au": day if record.etat else None,
        "remplace": _flow(record.remplace) if record.remplace else None,
        "remplacee_par": record.remplacee_par[0] if len(record.remplacee_par) == 1 else None,
        "sources": _flow((_source(document),)),
    }
    return CommentedMap((key, value) for key, value in facts.items() if value is not None)


def put(mapping: CommentedMap, name: str, value: Any, order: list[str]) -> None:
    """Set a field; a new one goes where `order`, that of the definition, puts it."""
    if name in mapping:
        mapping[name] = value
        return
    before = [key for key in mapping if order.index(key) < order.index(name)]
    mapping.insert(len(before), name, value)


def _no_longer_deduced(registration: CommentedMap, name: str) -> None:
    deduced = registration.get("deduit")
    if deduced and name in deduced:
        deduced.remove(name)
        if not deduced:
            del registration["deduit"]


def _source(document: str) -> CommentedMap:
    source = CommentedMap(document=document)
    source.fa.set_flow_style()
    return source


def _flow(items: tuple[Any, ...]) -> CommentedSeq:
    found = CommentedSeq(items)
    found.fa.set_flow_style()
    return found
