"""Which registration of a certification is in force on a day, whose text can be compared, and whom to write to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from build_tools.analysis.coverage.measure import Coverage, OfficialText, Sentence, coverage, official_text
from build_tools.analysis.coverage.words import stems_of
from build_tools.model import Catalogue, Certification, Module, Referentiel
from build_tools.model.base import is_deduced
from build_tools.model.certification import Registration, registration_of
from build_tools.model.referentiel import Reading
from build_tools.model.vocabulary import Commission


@dataclass(frozen=True)
class Recipient:
    """The commission to write to; `deduced` where it was read of an earlier registration, or by the IDCC."""

    commission: Commission
    deduced: bool


@dataclass(frozen=True)
class Standing:
    """A certification on a day.

    `registration` is the newest that has begun; `referentiel` its official record; `compared` the newest whose text
    is known, which may be older.
    """

    certification: Certification
    day: datetime.date
    registration: Registration | None
    referentiel: Referentiel | None
    compared: Referentiel | None
    recipient: Recipient | None

    @property
    def code(self) -> str:
        """The registration's code, empty where none is proved."""
        return self.registration.code if self.registration else ""

    @property
    def _records(self) -> tuple[Referentiel | Registration, ...]:
        """What says something of the registration, the official record first."""
        return tuple(part for part in (self.referentiel, self.registration) if part)

    @property
    def begins(self) -> datetime.date | None:
        """First day of the registration."""
        return next((part.debut for part in self._records if part.debut), None)

    @property
    def ends(self) -> datetime.date | None:
        """Last day of the registration; a revision is prepared long before."""
        return next((part.echeance for part in self._records if part.echeance), None)

    @property
    def expired(self) -> bool:
        """Whether that day is past."""
        return self.ends is not None and self.ends < self.day

    @property
    def is_current(self) -> bool:
        """Whether what is compared is the text of the registration itself."""
        return self.compared is not None and self.compared.code == self.code

    @property
    def basis(self) -> str:
        """On what a count of what is missing rests, in a few words; empty where the text in force was read whole."""
        if self.compared is None:
            return "aucun texte de ce référentiel n'a été lu"
        older = "" if self.is_current else f" de {self.compared.code}, plus ancien"
        if not self.compared.is_detailed:
            return f"d'après les seuls intitulés des blocs{older}"
        return f"d'après le texte{older}" if older else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What whoever reads a verdict must know of the text that was compared."""
        if self.compared is None:
            return ()
        notes = []
        if not self.is_current:
            older = (
                f"Le texte de {self.code} n'est pas connu : comparé à {self.compared.code}, le dernier dont les blocs "
            )
            notes.append(f"{older}ont été lus.")
        if not self.compared.is_detailed:
            titles = "seuls les intitulés des blocs sont connus : « absente » veut dire absente d'eux."
            notes.append(f"De {self.compared.code}, {titles}")
        return (*notes, *deduced_text(self.compared))

    @cached_property
    def text(self) -> OfficialText | None:
        """The text that is compared."""
        return official_text(self.compared) if self.compared else None


@dataclass(frozen=True)
class SkillVerdict:
    """The verdict of the compared text on a skill of a module; `reading` where it is a person's.

    `then` is what the text of the module's time says, by the registration `code_then`, where another one is known.
    """

    module: Module
    skill: str
    coverage: Coverage
    reading: Reading | None = None
    then: Coverage | None = None
    code_then: str = ""


def deduced_text(official: Referentiel) -> tuple[str, ...]:
    """What whoever reads a verdict must know of a text that no source gives as blocks or skills; nothing otherwise."""
    deduced = is_deduced("blocs", official.deduit) or is_deduced("competences", official.deduit)
    note = f"Les blocs de {official.code} sont déduits : aucune source ne les donne comme tels."
    return (note,) if deduced else ()


def standing_of(catalogue: Catalogue, certification: Certification, day: datetime.date) -> Standing:
    """The certification on that day."""
    entries = certification.enregistrements
    begun = [e for e in entries if not _begins_after(catalogue, e, day)] or list(entries)
    registration = begun[-1] if begun else None
    earlier = [found for e in reversed(begun) if (found := catalogue.referentiel_of.get(e.code))]
    return Standing(
        certification,
        day,
        registration,
        catalogue.referentiel_of.get(registration.code) if registration else None,
        next((found for found in earlier if found.is_known), None),
        _recipient(catalogue, certification, earlier, registration),
    )


def _begins_after(catalogue: Catalogue, entry: Registration, day: datetime.date) -> bool:
    official = catalogue.referentiel_of.get(entry.code)
    begins = (official.debut if official else None) or entry.debut
    return begins is not None and begins > day


def _recipient(
    catalogue: Catalogue, certification: Certification, newest_first: list[Referentiel], current: Registration | None
) -> Recipient | None:
    commissions = catalogue.vocabularies.commissions
    for official in newest_first:
        if official.commission and official.commission in commissions:
            deduced = current is None or official.code != current.code or "commission" in official.deduit
            return Recipient(commissions[official.commission], deduced)
    idcc = certification.certificateur.idcc if certification.certificateur else None
    return next((Recipient(c, deduced=True) for c in commissions.values() if idcc and idcc in c.idcc), None)


def verdicts(
    standing: Standing, modules: tuple[Module, ...], catalogue: Catalogue | None = None
) -> tuple[SkillVerdict, ...]:
    """Every skill of these modules against the compared text; empty where no text is known.

    With the catalogue, against the text of each module's time too.
    """
    text = standing.text
    return tuple(_verdicts(standing, text, modules, catalogue)) if text else ()


def _verdicts(
    standing: Standing, text: OfficialText, modules: tuple[Module, ...], catalogue: Catalogue | None
) -> Iterator[SkillVerdict]:
    readings = readings_of(standing.compared)
    older: dict[str, OfficialText] = {}
    for module in modules:
        past = text_then(catalogue, standing.certification, module) if catalogue else None
        if past and past.code == text.code:
            past = None
        for skill in module.competences:
            reading = readings.get((module.id, skill.intitule))
            found = verdict_on(skill.intitule, text, reading)
            if past is None:
                yield SkillVerdict(module, skill.intitule, found, reading)
                continue
            if past.code not in older:
                older[past.code] = official_text(past)
            past_reading = readings_of(past).get((module.id, skill.intitule))
            then = verdict_on(skill.intitule, older[past.code], past_reading)
            yield SkillVerdict(module, skill.intitule, found, reading, then, past.code)


def readings_of(official: Referentiel | None) -> dict[tuple[str, str], Reading]:
    """(module, skill) → what a person read; the last one counts."""
    return {(r.module, r.competence): r for r in official.lectures} if official else {}


def verdict_on(skill: str, text: OfficialText, reading: Reading | None) -> Coverage:
    """A person's verdict if there is one, with the sentence of the block that covers most of the skill; else ours."""
    if reading is None:
        return coverage(skill, text)
    if reading.verdict == "absente":
        return Coverage("absente", None, (), (), "lu")
    own = text.of_block(reading.bloc) if reading.bloc else text
    found = coverage(reading.competence, own)
    first = own.sentences[0] if reading.bloc and own.sentences else Sentence(reading.bloc or "", "", "", stems_of(""))
    return Coverage(reading.verdict, found.sentence or first, found.words, found.left, "lu")


def text_then(catalogue: Catalogue, certification: Certification, module: Module) -> Referentiel | None:
    """The référentiel of the module's time: of the block that it aims at, else in force in its first year."""
    blocks = [c.bloc for c in module.certifications if c.certification == certification.id and c.bloc]
    codes = [registration_of(block) for block in blocks] or _codes_in(certification, module.annee)
    found = (catalogue.referentiel_of.get(code) for code in codes)
    return next((official for official in found if official and official.is_known), None)


def _codes_in(certification: Certification, year: int | None) -> list[str]:
    if year is None:
        return []
    entries = certification.enregistrements
    return [e.code for e in entries if e.echeance and e.echeance.year >= year][:1]
