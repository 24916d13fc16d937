"""The dossier of a certification: everything grafted on it, for the body that may revise it.

What is missing from the standard, according to whom, since when; facts of the records only.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.analysis.coverage.standing import SkillVerdict, Standing, standing_of, verdicts
from build_tools.analysis.transmissions import Log, transmission_log
from build_tools.model import Catalogue, Certification, Demarche, Module
from build_tools.model.base import is_deduced
from build_tools.model.certification import Block, Registration, registration_of
from build_tools.model.demarche import Figure
from build_tools.model.module import Integration, Result, Skill
from build_tools.model.ordering import by_title
from build_tools.text.folding import alphabetical

LEARNERS = "apprenants"


@dataclass(frozen=True)
class Addition:
    """A module, as it completes one certification.

    `block` is the code of the block that it aims at. `integration` says where the standard took it up. `attested`
    is the date (ISO year, month or day) of the oldest source document that names the module.
    """

    module: Module
    block: str | None
    integration: Integration | None
    attested: str | None


@dataclass(frozen=True)
class Signal:
    """How strongly some additions speak: from how many regions, how many modules, with which statuses, since when."""

    additions: tuple[Addition, ...]

    @cached_property
    def regions(self) -> Mapping[str, int]:
        """Region id → modules, most first; a region that took a module up counts like the one that made it."""
        counts = Counter(r for a in self.additions for r in (a.module.region, *a.module.reprises))
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def statuses(self) -> Mapping[str, int]:
        """Status id, or empty where the record says none → modules, most first."""
        return dict(Counter(a.module.statut or "" for a in self.additions).most_common())

    @property
    def skills(self) -> tuple[tuple[Addition, Skill], ...]:
        """Every skill that a record describes, with its addition."""
        return tuple((a, skill) for a in self.additions for skill in a.module.competences)

    @cached_property
    def gaps(self) -> Mapping[str, int]:
        """Kind of gap (annexe 2), or empty where the record says none → skills, most first."""
        return dict(Counter(skill.ecart or "" for _, skill in self.skills).most_common())

    @cached_property
    def years(self) -> tuple[int, ...]:
        """First years of the modules that give one, in order, each once."""
        return tuple(sorted({a.module.annee for a in self.additions if a.module.annee}))

    @property
    def undated(self) -> int:
        """Modules that give no year."""
        return sum(a.module.annee is None for a in self.additions)

    def deduced(self, name: str) -> int:
        """Modules that give this fact although no source states it."""
        return sum(is_deduced(name, a.module.deduit) for a in self.additions)

    @property
    def deduced_gaps(self) -> int:
        """Skills whose kind of gap no source states."""
        return sum(bool(s.ecart) and is_deduced("competences.ecart", a.module.deduit) for a, s in self.skills)

    @cached_property
    def attested(self) -> str | None:
        """Date of the oldest source that names one of the modules."""
        return min((a.attested for a in self.additions if a.attested), default=None)


@dataclass(frozen=True)
class ThemeSignal(Signal):
    """The additions of one theme (None: those whose record names no theme); all their regions count.

    `shown` are the additions that the dossier describes under this theme: each stands once, under its first one.
    """

    theme: str | None
    shown: tuple[Addition, ...]


@dataclass(frozen=True)
class BlockSignal:
    """A known block of a registration and the additions that aim at it."""

    block: Block
    registration: str
    additions: tuple[Addition, ...]


@dataclass(frozen=True)
class Dossier(Signal):
    """Everything on one certification. `day` is the day of the data, by which an end date is past or not."""

    certification: Certification
    label: str
    day: datetime.date
    themes: tuple[ThemeSignal, ...]
    blocks: tuple[BlockSignal, ...]
    demarches: tuple[Demarche, ...]
    log: Log
    results: tuple[tuple[Module, Result], ...]
    figures: tuple[tuple[Demarche, Figure], ...]
    standing: Standing
    verdicts: tuple[SkillVerdict, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Verdict → skills: what the compared text says of them."""
        return Counter(verdict.coverage.verdict for verdict in self.verdicts)

    def verdict_of(self, module: str, skill: str) -> SkillVerdict | None:
        """The verdict on one skill of a module; None where no text is known."""
        return self._by_skill.get((module, skill))

    @cached_property
    def _by_skill(self) -> Mapping[tuple[str, str], SkillVerdict]:
        return {(verdict.module.id, verdict.skill): verdict for verdict in self.verdicts}

    @property
    def current(self) -> Registration | None:
        """The newest registration known."""
        registrations = self.certification.enregistrements
        return registrations[-1] if registrations else None

    @property
    def expired(self) -> bool:
        """Whether the newest registration known has come to its end."""
        return bool(self.current and self.current.echeance and self.current.echeance < self.day)

    @property
    def codes_then(self) -> tuple[str, ...]:
        """The registrations whose blocks the modules aim at."""
        return tuple(dict.fromkeys(registration_of(a.block) for a in self.additions if a.block))

    @property
    def current_blocks(self) -> tuple[str, ...]:
        """The titles of the known blocks of the newest registration; empty when nobody has read them yet."""
        code = self.current.code if self.current else ""
        official = self.standing.compared
        if official and official.code == code and official.blocs:
            return tuple(block.intitule for block in official.blocs)
        return tuple(block.intitule for block in self.certification.blocs if registration_of(block.code) == code)

    @property
    def integrated(self) -> tuple[Addition, ...]:
        """What the standard has taken up."""
        return tuple(a for a in self.additions if a.integration)

    @property
    def recurrent(self) -> tuple[ThemeSignal, ...]:
        """Themes that come from at least two regions."""
        return tuple(theme for theme in self.themes if theme.theme and len(theme.regions) > 1)

    @property
    def fullest(self) -> tuple[ThemeSignal, ...]:
        """At most three themes that have several modules, those of most modules first."""
        several = [theme for theme in self.themes if theme.theme and len(theme.additions) > 1]
        return tuple(sorted(several, key=lambda theme: -len(theme.additions))[:3])

    @property
    def aimed_blocks(self) -> tuple[BlockSignal, ...]:
        """The known blocks that at least one module aims at."""
        return tuple(signal for signal in self.blocks if signal.additions)

    @property
    def unaimed(self) -> int:
        """Modules that aim at no block in particular."""
        return sum(a.block is None for a in self.additions)


def dossiers(catalogue: Catalogue, day: datetime.date) -> dict[str, Dossier]:
    """Certification id → its dossier, for every certification that at least one module completes."""
    return {
        name: dossier_of(catalogue, certification, day)
        for name, certification in catalogue.certifications.items()
        if name in catalogue.by_certification
    }


def together(found: Iterable[Dossier]) -> Signal:
    """Every module of several dossiers once, whichever of the certifications it completes."""
    return Signal(tuple({a.module.id: a for dossier in found for a in dossier.additions}.values()))


def dossier_of(catalogue: Catalogue, certification: Certification, day: datetime.date) -> Dossier:
    """The dossier of one certification, in the order of modules' regions and titles."""
    words = catalogue.vocabularies
    modules = sorted(
        catalogue.by_certification.get(certification.id, ()),
        key=lambda m: (alphabetical(words.label("regions", m.region)), by_title(m)),
    )
    additions = tuple(_addition(catalogue, module, certification.id) for module in modules)
    demarches = tuple(catalogue.demarches[d] for d in dict.fromkeys(m.demarche for m in modules if m.demarche))
    standing = standing_of(catalogue, certification, day)
    return Dossier(
        additions,
        certification=certification,
        label=catalogue.label_of_certification[certification.id],
        day=day,
        themes=_themes(additions),
        blocks=_blocks(certification, additions),
        demarches=demarches,
        log=transmission_log(modules, certification.id),
        results=tuple((module, result) for module in modules for result in module.resultats),
        figures=tuple((d, figure) for d in demarches for figure in d.chiffres if _is_about_learners(catalogue, figure)),
        standing=standing,
        verdicts=verdicts(standing, tuple(modules), catalogue),
    )


def _addition(catalogue: Catalogue, module: Module, certification: str) -> Addition:
    completed = next(c for c in module.certifications if c.certification == certification)
    integration = next((i for i in module.integrations if i.certification == certification), None)
    return Addition(module, completed.bloc, integration, _attested(catalogue, module))


def _attested(catalogue: Catalogue, module: Module) -> str | None:
    documents = map(catalogue.vocabularies.document_of, module.sources)
    return min((d.date for d in documents if d.nature == "source" and d.date), default=None)


def _themes(additions: Sequence[Addition]) -> tuple[ThemeSignal, ...]:
    """Themes, those of most regions first, then of most modules; what has no theme comes last."""
    of_theme: dict[str | None, list[Addition]] = {}
    for addition in additions:
        for theme in addition.module.themes or (None,):
            of_theme.setdefault(theme, []).append(addition)
    strength = {theme: _strength(found) for theme, found in of_theme.items()}
    order = sorted(of_theme, key=lambda theme: (theme is None, *strength[theme]))
    shown: dict[str | None, list[Addition]] = {}
    for addition in additions:
        shown.setdefault(next(iter(addition.module.themes), None), []).append(addition)
    return tuple(ThemeSignal(tuple(of_theme[theme]), theme=theme, shown=tuple(shown.get(theme, ()))) for theme in order)


def _strength(additions: Sequence[Addition]) -> tuple[int, int]:
    """Sort key: most regions first, then most modules."""
    return -len(Signal(tuple(additions)).regions), -len(additions)


def _blocks(certification: Certification, additions: Iterable[Addition]) -> tuple[BlockSignal, ...]:
    aimed: dict[str, list[Addition]] = {}
    for addition in additions:
        if addition.block:
            aimed.setdefault(addition.block, []).append(addition)
    return tuple(
        BlockSignal(block, registration_of(block.code), tuple(aimed.get(block.code, ())))
        for block in certification.blocs
    )


def _is_about_learners(catalogue: Catalogue, figure: Figure) -> bool:
    indicator = catalogue.vocabularies.indicateurs.get(figure.mesure or "")
    return indicator is not None and indicator.point_de_vue == LEARNERS
