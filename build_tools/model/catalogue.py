"""The catalogue in memory: immutable, typed, and indexed by everything that a page or an export groups by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Generic, TypeVar, cast

from build_tools.model.base import Source, SourcedRecord
from build_tools.model.certification import Certification
from build_tools.model.demarche import Demarche
from build_tools.model.ecart import Ecart
from build_tools.model.kinds import KINDS
from build_tools.model.module import Module, certification_ids
from build_tools.model.referentiel import Referentiel
from build_tools.model.referentiel import label as label_of_referentiel
from build_tools.model.vocabulary import (
    Commission,
    Contact,
    Document,
    EverydayWords,
    Indicator,
    Occupation,
    OfficialSkill,
    Region,
    Sector,
    Term,
    TermT,
    Theme,
    Transition,
    Withdrawal,
    WithdrawnOccupation,
)
from build_tools.text.addresses import address_key

RecordT = TypeVar("RecordT", bound=SourcedRecord)
Index = Mapping[str, tuple[Module, ...]]


@dataclass(frozen=True)
class RomeEdition:
    """Which version of the ROME the occupations are of, in words, and the codes that earlier versions had besides."""

    label: str = ""
    withdrawn: Mapping[str, WithdrawnOccupation] = field(default_factory=dict)


class _Terms(Generic[TermT]):
    """The terms of the vocabulary whose name is the attribute's, by id, as what they are."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, vocabularies: Vocabularies, owner: type) -> Mapping[str, TermT]:
        return cast(Mapping[str, TermT], vocabularies[self.name])


@dataclass(frozen=True)
class Vocabularies:
    """Every vocabulary: name → id → term, in the order of its file."""

    terms: Mapping[str, Mapping[str, Term]]
    rome: RomeEdition = field(default_factory=RomeEdition)

    secteurs = _Terms[Sector]()
    transitions = _Terms[Transition]()
    themes = _Terms[Theme]()
    regions = _Terms[Region]()
    documents = _Terms[Document]()
    metiers = _Terms[Occupation]()
    indicateurs = _Terms[Indicator]()
    contacts = _Terms[Contact]()
    commissions = _Terms[Commission]()
    competences_rome = _Terms[OfficialSkill]()
    voisinages = _Terms[EverydayWords]()
    retraits = _Terms[Withdrawal]()

    def __getitem__(self, vocabulary: str) -> Mapping[str, Term]:
        return self.terms.get(vocabulary, {})

    def label(self, vocabulary: str, term_id: str | None) -> str:
        """The label of a term, or its id if it is unknown; empty where there is none."""
        term = self[vocabulary].get(term_id or "")
        return term.libelle if term else term_id or ""

    @cached_property
    def _document_at(self) -> Mapping[str, Document]:
        """Address, without what does not count → document of the list."""
        return {address_key(d.adresse): d for d in reversed(list(self.documents.values())) if d.adresse}

    def document_of(self, source: Source) -> Document:
        """The document that a source cites: of the list, or as it is described on the spot, with an empty id.

        A document of the list that is described all the same, by its address, is the one of the list.
        """
        if source.document:
            return self.documents[source.document]
        listed = self._document_at.get(source.key)
        return listed or Document.model_construct(
            id="",
            libelle=source.titre or source.adresse or "",
            editeur=source.editeur,
            date=source.date,
            adresse=source.adresse,
            nature="source",
        )

    def same_document(self, source: Source) -> str:
        """What is equal for two sources that cite one document: two passages of it are one piece of evidence."""
        return self.document_of(source).id or source.key

    def contacts_of(self, region: str) -> list[Contact]:
        """Whom to ask about a module of a region, in the order of the file: the Region's own, then the country's."""
        return [c for c in self.contacts.values() if c.region in (region, None)]


def _grouped(pairs: Iterable[tuple[str, RecordT]]) -> Mapping[str, tuple[RecordT, ...]]:
    groups: dict[str, list[RecordT]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})


@dataclass(frozen=True)
class Catalogue:
    """All records and vocabularies. The records of each kind are sorted by id.

    `places` gives each record's path inside the catalogue's folder, as text: (collection, id) → path.
    """

    modules: Mapping[str, Module]
    demarches: Mapping[str, Demarche]
    certifications: Mapping[str, Certification]
    vocabularies: Vocabularies
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    referentiels: Mapping[str, Referentiel] = field(default_factory=dict)
    ecarts: Mapping[str, Ecart] = field(default_factory=dict)

    def records(self, collection: str) -> Mapping[str, SourcedRecord]:
        """The records of a kind, by the name of its folder."""
        found: Mapping[str, SourcedRecord] = getattr(self, collection)
        return found

    def title(self, collection: str, name: str) -> str:
        """What people call a record: its title; a certification's with its type, a référentiel's with its code."""
        if collection == "certifications":
            return self.label_of_certification[name]
        if collection == "referentiels":
            return label_of_referentiel(self.referentiels[name])
        return KINDS[collection].title_of(self.records(collection)[name])

    @cached_property
    def files(self) -> Mapping[tuple[str, str], PurePosixPath]:
        """(collection, id) → path inside the catalogue's folder. A check asks for none."""
        return {record: PurePosixPath(place) for record, place in self.places.items()}

    @cached_property
    def by_region(self) -> Index:
        """Region id → modules that it created."""
        return _grouped((m.region, m) for m in self.modules.values())

    @cached_property
    def themes_by_region(self) -> Mapping[str, frozenset[str]]:
        """Region id → ids of the themes of the modules that it created."""
        return {region: frozenset(t for m in modules for t in m.themes) for region, modules in self.by_region.items()}

    @cached_property
    def by_taken_up_region(self) -> Index:
        """Region id → modules that it took up from another region."""
        return _grouped((r, m) for m in self.modules.values() for r in m.reprises)

    @cached_property
    def by_sector(self) -> Index:
        """Sector id → modules."""
        return _grouped((s, m) for m in self.modules.values() for s in m.secteurs)

    @cached_property
    def by_transition(self) -> Index:
        """Transition id → modules."""
        return _grouped((t, m) for m in self.modules.values() for t in m.transitions)

    @cached_property
    def by_theme(self) -> Index:
        """Theme id → modules."""
        return _grouped((t, m) for m in self.modules.values() for t in m.themes)

    @cached_property
    def regions_by_theme(self) -> Mapping[str, frozenset[str]]:
        """Theme id → regions that have a module of it, made or taken up."""
        return {t: frozenset(r for m in found for r in (m.region, *m.reprises)) for t, found in self.by_theme.items()}

    @cached_property
    def by_certification(self) -> Index:
        """Certification id → modules that complete it, each once."""
        return _grouped((c, m) for m in self.modules.values() for c in certification_ids(m.certifications))

    @cached_property
    def by_occupation(self) -> Index:
        """ROME code → modules."""
        return _grouped((code, m) for m in self.modules.values() for code in m.metiers)

    @cached_property
    def referentiel_of(self) -> Mapping[str, Referentiel]:
        """Code of a registration → its référentiel."""
        return {referentiel.code: referentiel for referentiel in self.referentiels.values()}

    @cached_property
    def certification_of(self) -> Mapping[str, Certification]:
        """Code of a registration → its certification."""
        return {entry.code: owner for owner in self.certifications.values() for entry in owner.enregistrements}

    @cached_property
    def by_official_skill(self) -> Index:
        """OGR code → modules whose skills or title it is close to, each once."""
        return _grouped((code, m) for m in self.modules.values() for code in official_codes(m))

    @cached_property
    def by_demarche(self) -> Index:
        """Démarche id → modules."""
        return _grouped((m.demarche, m) for m in self.modules.values() if m.demarche)

    @cached_property
    def demarches_by_region(self) -> Mapping[str, tuple[Demarche, ...]]:
        """Region id → démarches."""
        return _grouped((demarche.region, demarche) for demarche in self.demarches.values())

    @cached_property
    def ecarts_by_region(self) -> Mapping[str, tuple[Ecart, ...]]:
        """Region id → gaps found there."""
        return _grouped((gap.region, gap) for gap in self.ecarts.values())

    @cached_property
    def ecarts_by_demarche(self) -> Mapping[str, tuple[Ecart, ...]]:
        """Démarche id → gaps that it found."""
        return _grouped((gap.demarche, gap) for gap in self.ecarts.values() if gap.demarche)

    @cached_property
    def ecarts_by_certification(self) -> Mapping[str, tuple[Ecart, ...]]:
        """Certification id → gaps of its standard, each once."""
        return _grouped((c, gap) for gap in self.ecarts.values() for c in certification_ids(gap.certifications))

    @cached_property
    def ecarts_by_module(self) -> Mapping[str, tuple[Ecart, ...]]:
        """Module id → gaps that it answers."""
        return _grouped((module, gap) for gap in self.ecarts.values() for module in gap.modules)

    @cached_property
    def label_of_certification(self) -> Mapping[str, str]:
        """Certification id → « TP Assistant de vie aux familles »: short type, then title."""
        return {c.id: certification_label(c) for c in self.certifications.values()}


def official_codes(module: Module) -> tuple[str, ...]:
    """The official skills and knowledge that a module is aligned with, each once: by its skills, then by its title."""
    return tuple(dict.fromkeys((*(code for skill in module.competences for code in skill.rome), *module.savoirs)))


# The prefixes that the field uses before a title; other types go without.
_SHORT_TYPES = {"titre-professionnel": "TP", "cqp": "CQP", "cap": "CAP", "bp": "BP", "diplome-d-etat": "DE"}


def certification_label(certification: Certification) -> str:
    """« TP Assistant de vie aux familles »: the type's usual short form, then the title."""
    short = _SHORT_TYPES.get(certification.type)
    return f"{short} {certification.intitule}" if short else certification.intitule
