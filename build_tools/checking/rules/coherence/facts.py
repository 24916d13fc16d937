"""Rules on facts that must agree inside one record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.context import Context, Part, RecordRule
from build_tools.checking.rules.patterns import WORD
from build_tools.checking.suggestions import did_you_mean
from build_tools.model import Certification, Module
from build_tools.model.base import EXCERPT_MAX_WORDS, Source, SourcedRecord
from build_tools.model.module import Duration
from build_tools.text.folding import fold

_WORD = re.compile(WORD)
# Letters that may bear an accent in French or be a part of « œ », and what stands between words.
_WITH_ACCENTS = b"aceinouy -'.,;:!?()/\""
# What says where a record comes from is never deduced from a source.
NEVER_DEDUCED = frozenset({"id", "deduit", "sources", "precisions", "verifie_le", "a_la_main"})
# What is counted once people have come; places or a yearly capacity may be announced.
AFTER_THE_FACT = frozenset({"stagiaires-formes", "sessions", "en-emploi", "taux-d-insertion"})


def check_deduced_fields(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """`deduit` names fields that stand beside it, in a record or in one of its parts."""
    for where, part in context.parts:
        # A missing attribute costs much with these models, and most parts are sources, which deduce nothing.
        for i, name in enumerate(() if isinstance(part, Source) else getattr(part, "deduit", ())):
            if name in NEVER_DEDUCED:
                yield finding((*where, "deduit", i), "deduit-present/jamais", name=name)
            elif name not in part.model_fields_set and not _is_present(part, name.split(".")):
                suggestion = did_you_mean(name, part.model_fields_set - NEVER_DEDUCED)
                yield finding((*where, "deduit", i), "deduit-present", name=name, suggestion=suggestion)


def _is_present(value: object, steps: list[str]) -> bool:
    """Whether the dotted path leads to a given field; in a list, one item that has it is enough."""
    if not steps:
        return True
    if isinstance(value, tuple):
        return any(_is_present(item, steps) for item in value)
    return (
        isinstance(value, BaseModel)
        and steps[0] in value.model_fields_set
        and _is_present(getattr(value, steps[0]), steps[1:])
    )


def check_repeated(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """No skill twice, nor any other thing in our words, but for capitals and accents; equal items are the schema's."""
    if not isinstance(record, Module):
        return
    skills = [skill.intitule for skill in record.competences]
    for i in _repeated(skills, record.competences):
        yield finding(("competences", i, "intitule"), "schema-liste/repetition", name="competences", value=skills[i])
    means = record.modalites_pedagogiques
    for i in _repeated(means, means) if means else ():
        where, value = ("modalites_pedagogiques", i), means[i]
        yield finding(where, "schema-liste/repetition", name="modalites_pedagogiques", value=value)


def _repeated(texts: Sequence[str], items: Sequence[object]) -> Iterator[int]:
    """The places of texts that stand before, but for capitals and accents, in an item that is not the same."""
    if len({text.encode("ascii", "ignore").lower().translate(None, _WITH_ACCENTS) for text in texts}) == len(texts):
        return  # a fifth of the time of folding them, and true of nearly all records
    first: dict[str, int] = {}
    for i, text in enumerate(texts):
        before = first.setdefault(fold(text), i)
        if before != i and items[before] != items[i]:
            yield i


def check_excerpts(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """An excerpt is at most twelve words: enough to find the passage, too little to copy a work."""
    for part in context.parts:
        yield from long_excerpt(part)


def long_excerpt(part: Part) -> Iterator[Finding]:
    """The excerpt of a source, if it is too long."""
    where, source = part
    words = len(_WORD.findall(source.extrait or "")) if isinstance(source, Source) else 0
    if words > EXCERPT_MAX_WORDS:
        yield finding((*where, "extrait"), "extrait-longueur", words=words, most=EXCERPT_MAX_WORDS)


def check_durations(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """The shortest length is not longer than the longest, nor are the hours in a company more than all others."""
    duration = record.duree if isinstance(record, Module) else None
    if not duration:
        return
    yield from _not_counted(duration)
    if duration.min and duration.max and duration.min > duration.max:
        yield finding(("duree", "min"), "duree-ordre", min=duration.min, max=duration.max)
    if duration.entreprise and duration.longest < 2 * duration.entreprise:
        centre = duration.longest - duration.entreprise
        yield finding(("duree", "entreprise"), "duree-entreprise", hours=duration.entreprise, centre=centre)


def _not_counted(duration: Duration) -> Iterator[Finding]:
    """Lengths are counted in hours, halves and quarters: « 3.33 » is a number of minutes that was rounded."""
    for key in ("heures", "min", "max", "entreprise"):
        hours = getattr(duration, key)
        if hours and 4 * hours % 1:
            yield finding(("duree", key), "schema-valeur/quart", name=key, value=hours)
    for place, hours in enumerate(duration.choix):
        if 4 * hours % 1:
            yield finding(("duree", "choix", place), "schema-valeur/quart", name=f"choix ({place + 1})", value=hours)


def check_status(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """What is only a project has no year of start, no offer and no trainees yet."""
    if not isinstance(record, Module) or record.statut != "en-projet":
        return
    for name, value in (("annee", record.annee), ("mises_en_oeuvre", record.mises_en_oeuvre)):
        if value:
            yield finding((name,), "statut-resultats", name=name)
    for i, result in enumerate(record.resultats):
        if result.indicateur in AFTER_THE_FACT:
            where = ("resultats", i, "indicateur")
            yield finding(where, "statut-resultats", name=f"resultats : {result.indicateur}")


def check_certification_code(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A certification gives its registrations, or says why it gives no code."""
    if isinstance(record, Certification) and bool(record.enregistrements) == bool(record.motif):
        yield finding(("motif",) if record.motif else (), "certification-code")


COHERENCE_RULES: tuple[RecordRule, ...] = (
    check_deduced_fields,
    check_repeated,
    check_excerpts,
    check_durations,
    check_status,
    check_certification_code,
)
