"""The référentiels held against an official export: what it adds, changes or contradicts, then their files.

A fact that a person wrote (`a_la_main`) is never changed, and what the export does not say stays: a file that was cut
takes nothing away. Readings by a person are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from build_tools import clock
from build_tools.model import Catalogue, Certification, Referentiel
from build_tools.model.referentiel import OfficialBlock, OfficialCertifier, referentiel_id
from build_tools.nomenclatures.refresh import Finding, changes_in, dumped, put, sound_record, why_kept, yaml_editor
from build_tools.nomenclatures.rncp import Export, ExportFileError, OfficialRecord, read_export
from build_tools.nomenclatures.rncp_details import BlockDetails, Details
from build_tools.text.folding import fold
from build_tools.writing import replace_file

FOLDER = "referentiels"
EXPORT_DOCUMENT = "export-france-competences"
# Lists that only grow: a registration that has followed another still does.
_ONLY_MORE = ("predecesseurs", "successeurs")
_HEAD = "# yaml-language-server: $schema=../../schema/referentiel.schema.json\n"


@dataclass(frozen=True)
class ReferentielUpdate:
    """What an export says of one registration: the findings, and the record as it would be."""

    code: str
    findings: tuple[Finding, ...]
    after: Referentiel
    is_new: bool

    @property
    def changes(self) -> int:
        """How many facts differ."""
        return changes_in(self.findings)


def read_for(catalogue: Catalogue, path: Path) -> Export:
    """The export, with the details of every registration of the catalogue and of those that follow them.

    A second reading takes the details of what follows and stands earlier in the file. Raises ExportFileError.
    """
    known = codes_of(catalogue)
    export = read_export(path, lambda record: record.code in known or not known.isdisjoint(record.remplace))
    needed = _with_successors(known, export)
    if needed <= export.details.keys():
        return export
    return read_export(path, lambda record: record.code in needed)


def referentiel_of_export(path: Path, code: str) -> Referentiel | None:
    """The référentiel of one code as an export gives it, None if it does not. Raises ExportFileError."""
    export = read_export(path, lambda record: record.code == code)
    if code not in export.details:
        return None
    if code in export.doubled:
        raise ExportFileError(f"il donne plusieurs fiches {code} : on ne sait laquelle comparer")
    day = export.day or clock.today()
    return _update(code, None, export.records[code], export.details[code], day, EXPORT_DOCUMENT).after


def codes_of(catalogue: Catalogue) -> frozenset[str]:
    """Every registration of the catalogue's certifications, and every one that has a référentiel."""
    return frozenset(catalogue.certification_of.keys() | catalogue.referentiel_of.keys())


def _with_successors(known: Iterable[str], export: Export) -> set[str]:
    found: set[str] = set()
    waiting = [code for code in known if code in export.records]
    while waiting:
        code = waiting.pop()
        if code not in found and code in export.records:
            found.add(code)
            waiting += export.records[code].remplacee_par
    return found


def referentiel_updates(catalogue: Catalogue, export: Export, day: date, document: str) -> list[ReferentielUpdate]:
    """What the export of that day says of each référentiel, sorted by code."""
    wanted = _with_successors(codes_of(catalogue), export)
    found = []
    for code in sorted(wanted, key=lambda code: (code.rstrip("0123456789"), int(code.lstrip("RNCPS")))):
        ours = catalogue.referentiel_of.get(code)
        if reason := why_kept(code, ours, export, day):
            found.append(_kept(code, ours, reason, day, document))
        else:
            details = export.details.get(code, Details())
            found.append(_update(code, ours, export.records[code], details, day, document))
    return [update for update in found if update.findings]


def absent_codes(catalogue: Catalogue, export: Export) -> list[str]:
    """Référentiels of which the export says nothing: they stay as they are."""
    return sorted(code for code in catalogue.referentiel_of if code not in export.records)


def _kept(code: str, ours: Referentiel | None, reason: str, day: date, document: str) -> ReferentielUpdate:
    after = ours or _blank(code, day, document)
    return ReferentielUpdate(code, (Finding(code, "garde", reason=reason),), after, is_new=False)


def _blank(code: str, day: date, document: str) -> Referentiel:
    facts = {"id": referentiel_id(code), "code": code, "sources": [{"document": document}], "verifie_le": day}
    return Referentiel.model_validate(facts)


# What differs --------------------------------------------------------------------------------------------------------


def _update(
    code: str, ours: Referentiel | None, record: OfficialRecord, details: Details, day: date, document: str
) -> ReferentielUpdate:
    before = ours or _blank(code, day, document)
    findings = [] if ours else [Finding(code, "nouveau", after=record)]
    for name, theirs in _official(before, record, details).items():
        findings += _fact(code, name, before, theirs)
    if record.etat_inconnu:
        reason = f"état inconnu dans le fichier, « {record.etat_inconnu} » : rien n'en est pris"
        findings.append(Finding(code, "garde", "etat", reason=reason))
    if details.left_out:
        reason = f"textes du fichier laissés de côté (données personnelles, signes illisibles) : {details.left_out}"
        findings.append(Finding(code, "garde", reason=reason))
    taken = {f.field: f.after for f in findings if f.kind == "change"}
    official = {f.field for f in findings if f.kind in ("change", "confirme")}
    if taken and before.precisions:
        findings.append(Finding(code, "garde", reason="ses précisions, écrites à la main, sont gardées : à relire"))
    if "etat" in official:
        taken["etat_au"] = day
    sources = before.sources
    if official and all(source.document != document for source in sources):
        sources = (*sources, type(sources[0])(document=document))
    after = before.model_copy(
        update={
            **taken,
            "sources": sources,
            "deduit": tuple(name for name in before.deduit if name not in official),
            "verifie_le": max(before.verifie_le, day),
        }
    )
    return ReferentielUpdate(code, tuple(findings), after, is_new=ours is None)


def _official(ours: Referentiel, record: OfficialRecord, details: Details) -> Mapping[str, Any]:
    """What the export says, field by field, in our words; nothing or empty where it is silent."""
    return {
        "intitule": " ".join(record.intitule.split()) if record.intitule else None,
        "niveau": record.niveau,
        "debut": record.debut,
        "echeance": record.echeance,
        "etat": record.etat,
        "nsf": details.nsf,
        "formacodes": details.formacodes,
        "rome": details.rome,
        "certificateurs": tuple(_certifier(nom, siret) for nom, siret in details.certificateurs),
        "blocs": _blocks(ours.blocs, details.blocs),
        "competences": details.competences,
        "predecesseurs": record.remplace,
        "successeurs": record.remplacee_par,
    }


def _certifier(nom: str, siret: str | None) -> OfficialCertifier:
    return OfficialCertifier(nom=nom, siret=siret) if siret else OfficialCertifier(nom=nom)


def _blocks(ours: tuple[OfficialBlock, ...], theirs: tuple[BlockDetails, ...]) -> tuple[OfficialBlock, ...]:
    """Their blocks with what only ours say: skills that their form does not carry, blocks that they do not name."""
    if not theirs:
        return ()
    found = []
    left = list(ours)
    for block in theirs:
        own = next((o for o in left if _same_block(o, block)), None)
        if own:
            left.remove(own)
        skills = block.competences or (own.competences if own else ())
        found.append(_block(block.code, block.intitule, skills))
    return (*found, *(own for own in left if own.code))


def _same_block(ours: OfficialBlock, theirs: BlockDetails) -> bool:
    if ours.code:
        return ours.code == theirs.code
    return fold(ours.intitule) == fold(theirs.intitule)


def _block(code: str | None, title: str, skills: tuple[str, ...]) -> OfficialBlock:
    facts: dict[str, Any] = {"code": code, "intitule": title, "competences": skills}
    return OfficialBlock.model_validate({name: value for name, value in facts.items() if value})


def _fact(code: str, name: str, before: Referentiel, theirs: Any) -> Iterator[Finding]:
    ours = getattr(before, name)
    if name in _ONLY_MORE:
        theirs = (*ours, *(neighbour for neighbour in theirs if neighbour not in ours)) if theirs else ()
    if theirs in (None, ()):
        if ours and name in ("blocs", "competences"):
            yield Finding(code, "garde", name, ours, reason="le fichier n'en donne pas : gardé")
    elif _same(ours, theirs):
        yield Finding(code, "confirme", name, ours, ours)
    elif name in before.a_la_main:
        reason = f"écrit à la main, gardé ; le fichier dit autre chose ({_in_short(theirs)}). Pour prendre le fichier, "
        yield Finding(code, "garde", name, ours, reason=f"{reason}retirez « {name} » de « a_la_main »")
    else:
        yield Finding(code, "change", name, ours, theirs)


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, str) and isinstance(theirs, str):
        return " ".join(ours.replace("’", "'").split()) == " ".join(theirs.replace("’", "'").split())
    return bool(ours == theirs)


# In words ------------------------------------------------------------------------------------------------------------


def in_words(update: ReferentielUpdate, day: date) -> list[str]:
    """The findings as lines in French: what is new, what changes sentence by sentence, what is kept and why."""
    lines: list[str] = []
    for finding in update.findings:
        if finding.kind == "nouveau":
            lines.append(f"  {update.code} : nouveau référentiel, « {finding.after.intitule or 'sans intitulé'} »")
        elif finding.kind != "confirme":
            lines += [f"  {line}" for line in _lines(finding)]
    return lines or [f"  {update.code} : confirmé par le fichier du {day}"]


def _lines(finding: Finding) -> Iterator[str]:
    label = finding.label
    if finding.kind == "garde":
        yield f"{label} : {finding.reason}"
    elif finding.field == "blocs":
        yield from _block_lines(label, finding.before, finding.after)
    elif finding.field == "competences":
        yield f"{label} :"
        yield from _list_lines(finding.before, finding.after)
    else:
        yield f"{label} : {_in_short(finding.before)} → {_in_short(finding.after)}"


def _block_lines(label: str, before: Iterable[OfficialBlock], after: Iterable[OfficialBlock]) -> Iterator[str]:
    old = {block.code or block.intitule: block for block in before}
    yield f"{label} :"
    for block in after:
        known = old.pop(block.code or "", None) or old.pop(block.intitule, None)
        if known is None:
            yield f"  + {_named(block)}"
        elif known != block:
            former = "" if known.intitule == block.intitule else f" (était « {known.intitule} »)"
            yield f"  ~ {_named(block)}{former}"
        yield from _list_lines(known.competences if known else (), block.competences)
    yield from (f"  - {_named(block)}" for block in old.values())


def _list_lines(before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    before, after = tuple(before), tuple(after)
    yield from (f"    + {text}" for text in after if text not in before)
    yield from (f"    - {text}" for text in before if text not in after)


def _named(block: OfficialBlock) -> str:
    return f"{block.code} « {block.intitule} »" if block.code else f"« {block.intitule} » (sans code)"


def _in_short(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_in_short, value)) or "(rien)"
    if isinstance(value, OfficialCertifier):
        return f"{value.nom} ({value.siret})" if value.siret else value.nom
    if isinstance(value, OfficialBlock):
        return _named(value)
    return "(rien)" if value is None else str(value)


# Writing -------------------------------------------------------------------------------------------------------------


def texts_of(folder: Path, found: Iterable[ReferentielUpdate], tidy: Callable[[bytes], str]) -> dict[Path, bytes]:
    """The files as the export makes them, for those that it changes or confirms; `tidy` puts a text in canonical form.

    Raises RefreshError if one of them would not be a record.
    """
    texts: dict[Path, bytes] = {}
    for update in found:
        if not any(finding.kind != "garde" for finding in update.findings):
            continue
        path = folder / FOLDER / f"{referentiel_id(update.code)}.yml"
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        text = _text(before, update.after)
        sound_record(Referentiel, text, Path(path.name))
        texts[path] = tidy(text.encode()).encode()
    return {path: text for path, text in texts.items() if not path.is_file() or path.read_bytes() != text}


def write_texts(texts: Mapping[Path, bytes]) -> None:
    """Put every file in place."""
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text)


def _text(before: str, after: Referentiel) -> str:
    """The record's text, its comments where they were."""
    yaml = yaml_editor()
    record: CommentedMap = yaml.load(before or _HEAD + "code: x\n")
    wanted = after.model_dump(mode="python", exclude_unset=True, exclude={"id"})
    wanted = {name: value for name, value in wanted.items() if value not in (None, ())}
    for name in [key for key in record if key not in wanted]:
        del record[name]
    order = list(Referentiel.model_fields)
    for name, value in wanted.items():
        if name not in record or _plain(record[name]) != _plain(value):
            put(record, name, _as_yaml(value), order)
    return dumped(yaml, record)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item not in (None, ())}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value)


def _as_yaml(value: Any) -> Any:
    if isinstance(value, Mapping):
        return CommentedMap((key, _as_yaml(item)) for key, item in value.items() if item not in (None, ()))
    if isinstance(value, tuple):
        found = CommentedSeq(map(_as_yaml, value))
        if all(isinstance(item, str) and len(item) < 12 for item in value):
            found.fa.set_flow_style()
        return found
    return value


def with_updates(
    catalogue: Catalogue, found: Iterable[ReferentielUpdate], certifications: Iterable[Certification]
) -> Catalogue:
    """The catalogue as it would be with these référentiels and certifications."""
    changed = {update.after.id: update.after for update in found if update.is_new or update.changes}
    renewed = {certification.id: certification for certification in certifications}
    return replace(
        catalogue,
        referentiels={**catalogue.referentiels, **changed},
        certifications={**catalogue.certifications, **renewed},
    )
