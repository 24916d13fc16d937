"""A list compared with what it said last time and with what the records say now: what to propose, keep and ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from build_tools.checking.check import check
from build_tools.checking.problem import Problem
from build_tools.checking.rules.schema.structure import StructureChecker
from build_tools.contributing.choices import NO_CHOICES, Choices, read_choices
from build_tools.contributing.formatting import CannotFormatError
from build_tools.contributing.harvest.entries import Entry, ReadList
from build_tools.contributing.harvest.fetching import HarvestError
from build_tools.contributing.new_certifications import NewCertifications
from build_tools.contributing.new_terms import Filed, filed
from build_tools.contributing.record_places import NewNames
from build_tools.contributing.record_text import record_text
from build_tools.contributing.splicing import CommentLostError, with_data
from build_tools.contributing.spreadsheet.cells import Terms
from build_tools.loading.catalogue import Document, Loaded
from build_tools.loading.files import CatalogueFile
from build_tools.loading.yaml_reader import Data, groups_of, readable
from build_tools.model import VOCABULARIES
from build_tools.model.base import ID_MAX, SLUG
from build_tools.model.collecte import Collecte
from build_tools.model.json_schema import schema_without_terms
from build_tools.model.kinds import KINDS
from build_tools.text.folding import LITTLE_WORDS, fold, words_of
from build_tools.text.typography import plural

# A list that loses more of its entries at once was cut, or is another one.
MOST_VANISHED = 0.2
_NAMED_MAX = 5
# The part of their words that two summaries of one module share.
_SAME_SUMMARY = 0.5
# What a list is not compared by: who read the record and when, and where it was read unless the list says it.
_ALWAYS = frozenset({"secteurs", "transitions"})
_NOT_COMPARED = frozenset({"verifie_le", "origine", "id"})
_NOTHING: Sequence[Data] = (None, "", [], {})
_NOT_WRITABLE = "une valeur ne peut pas être écrite dans une fiche"
_GONE = (
    "{entries} le disaient, plus aucune ne le dit : une colonne a-t-elle changé de nom ? "
    "Ce que les fiches en disent reste"
)

Values = Mapping[str, Data]
Known = Mapping[str, Values]
"""Key of an entry → what it said when it was last harvested."""


@dataclass(frozen=True)
class Change:
    """A record to write. `changes` are the fields that the list changed; a new record has none."""

    entry: Entry
    path: Path
    text: str
    is_new: bool
    changes: Sequence[str] = ()
    # The records of new certifications that the entry names: path → text.
    records: Mapping[Path, str] = field(default_factory=dict)


@dataclass
class Plan:
    """What a harvest proposes. Nothing is written yet.

    `kept`: fields that a person changed and the list changed too; `vanished`: records whose entry left the list;
    `asked`: entries that may be a record that another wrote, which a person decides; `refused`: entries that make no
    good record, and why.
    """

    changes: list[Change] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    unchanged: int = 0
    values: dict[str, Values] = field(default_factory=dict)

    @property
    def records(self) -> Mapping[Path, str]:
        """The records of certifications that go with the changes."""
        return {path: text for change in self.changes for path, text in change.records.items()}


def plan_harvest(name: str, harvest: Collecte, read: ReadList, known: Known, loaded: Loaded, today: date) -> Plan:
    """What the list changes. Raises HarvestError if so many entries left it that it must be cut."""
    choices = terms_without_modules(loaded, today).choices
    return _Planner(name, harvest, known, loaded, today, choices, tuple(read.unread)).plan(read.entries)


def terms_without_modules(loaded: Loaded, today: date) -> Terms:
    """What may stand in a cell for an id; modules, which are many, no list names."""
    few = replace(loaded, files=tuple(file for file in loaded.files if file.collection != "modules"))
    none = dict.fromkeys((*VOCABULARIES, *KINDS), NO_CHOICES)
    return Terms({**none, **read_choices(few)}, today.isoformat())


_READ_ALONE = re.compile(rb"^(?:titre|region|origine):.*(?:\n[ \t].*)*", re.MULTILINE)


def _identifying_fields(raw: bytes) -> Mapping[str, Data]:
    """Title, region and origin of a record, read without the rest: a list may have thousands of records."""
    found = readable(b"\n".join(_READ_ALONE.findall(raw)))
    return {"origine": {}} if found is None else found  # what cannot be read belongs to no list


@dataclass(frozen=True)
class _Planner:
    name: str
    harvest: Collecte
    known: Known
    loaded: Loaded
    today: date
    choices: Mapping[str, Choices]
    unread: tuple[str, ...]

    @cached_property
    def modules(self) -> Sequence[tuple[CatalogueFile, Mapping[str, Data]]]:
        """The modules' files, each with its title, its region and its origin."""
        files = [file for file in self.loaded.records if file.collection == "modules"]
        return [(file, _identifying_fields(file.read_bytes())) for file in files]

    @cached_property
    def by_key(self) -> Mapping[str, CatalogueFile]:
        """The records of this list by the key of their entry."""
        origins = ((file, record.get("origine")) for file, record in self.modules)
        ours = ((file, o) for file, o in origins if isinstance(o, dict) and o.get("collecte") == self.name)
        return {str(origin.get("cle")): file for file, origin in ours}

    @cached_property
    def by_title(self) -> dict[tuple[str, frozenset[str]], tuple[str, Mapping[str, Data] | None]]:
        """Region and words of the title → the record of that title, and the origin that it says."""
        return {_same(record): (f"la fiche {file.id}", record.get("origine")) for file, record in self.modules}

    @cached_property
    def names(self) -> NewNames:
        return NewNames(self.loaded)

    @cached_property
    def certifications(self) -> NewCertifications:
        return NewCertifications(self.loaded, self.today.isoformat())

    def _source(self, entry: Entry) -> dict[str, Data]:
        """Where an entry is said: its own page, or else the list itself."""
        harvest, day = self.harvest, self.today.isoformat()
        title = str(entry.data.get("titre") or harvest.titre) if entry.page else harvest.titre
        return {"titre": title, "editeur": harvest.editeur, "adresse": entry.page or harvest.adresse, "lu_le": day}

    def plan(self, entries: Sequence[Entry]) -> Plan:
        plan = Plan(values=dict(self.known))
        self._vanished(entries, plan)
        settled = self._all_settled(entries, plan)
        unsaid = self._unsaid({entry.key: found.data for entry, found in settled}, plan)
        for entry, found in settled:
            kept = {key: value for key, value in self.known.get(entry.key, {}).items() if key in unsaid}
            try:
                self._compare(entry, replace(found, data={**found.data, **kept}), plan)
            except CommentLostError:
                plan.refused.append((entry.key, "la fiche a un commentaire que ce changement effacerait"))
            except (CannotFormatError, ValueError):
                plan.refused.append((entry.key, _NOT_WRITABLE))
        self._check(plan)
        return plan

    def _all_settled(self, entries: Sequence[Entry], plan: Plan) -> list[tuple[Entry, Filed]]:
        """Each entry with what `_settled` makes of it; those that cannot be taken are refused."""
        settled, seen = [], set[str]()
        for entry in entries:
            if entry.key in seen:
                plan.refused.append((entry.key, "sa clé est celle d'une autre entrée de la liste"))
                continue
            seen.add(entry.key)
            if wrong := self._wrong_type(entry):
                plan.refused.append((entry.key, wrong))
                continue
            try:
                settled.append((entry, self._settled(entry)))
            except (CannotFormatError, ValueError):
                plan.refused.append((entry.key, _NOT_WRITABLE))
        return settled

    def _wrong_type(self, entry: Entry) -> str:
        """Why an entry that another catalogue gives as a record is none; empty for the rows of a table."""
        found = self.shape(entry.data) if entry.name else []
        return next((one.message for one in found if one.rule == "schema-type"), "")

    @cached_property
    def shape(self) -> StructureChecker:
        return StructureChecker(schema_without_terms("module"), {})

    def _unsaid(self, said: Mapping[str, Values], plan: Plan) -> set[str]:
        """The fields that no entry says any more and many said: their column is gone, or has another name.

        What the records say of them stays, and a person is asked.
        """
        now = {key for data in said.values() for key, value in data.items() if value not in _NOTHING}
        before = [known for key in said if (known := self.known.get(key))]
        counts = Counter(key for known in before for key, value in known.items() if value not in _NOTHING)
        found = {
            key: count
            for key, count in counts.items()
            if key not in now and key not in _NOT_COMPARED and count > MOST_VANISHED * len(before)
        }
        plan.asked += [(f"« {key} »", _GONE.format(entries=plural(count, "entrée"))) for key, count in found.items()]
        return set(found)

    def _vanished(self, entries: Sequence[Entry], plan: Plan) -> None:
        """Entries that left the list are questions; when too many left, the list is not to be trusted."""
        present = {entry.key for entry in entries}
        gone = [key for key in self.by_key if key not in present and not key.startswith(self.unread)]
        if len(gone) > MOST_VANISHED * len(self.by_key):
            raise HarvestError(
                f"{len(gone)} de ses {len(self.by_key)} entrées n'y sont plus : est-elle entière ? Rien n'est écrit. "
                f"Si elle l'est, supprimez la ligne « origine » des fiches qui n'y sont plus ({self._named(gone)})"
            )
        plan.vanished = [self.by_key[key].id for key in gone]

    def _named(self, keys: Sequence[str]) -> str:
        """The records of these entries, as many as a line holds."""
        names = [self.by_key[key].id for key in keys[:_NAMED_MAX]]
        return ", ".join([*names, "…"] if len(keys) > _NAMED_MAX else names)

    def _compare(self, entry: Entry, settled: Filed, plan: Plan) -> None:
        data = settled.data
        before = self.known.get(entry.key, {})
        file = self.by_key.get(entry.key)
        if file and data == before:  # the list says what it said: whatever a person wrote since stays
            plan.unchanged += 1
            return
        if file is None:
            self._unseen(entry, settled, plan)
            return
        document = self.loaded.read(file)
        if document.unreadable:
            plan.refused.append((entry.key, f"sa fiche {file.id} ne se lit pas : « catalogue check » dit pourquoi"))
            return
        if _is_another(data, document.mapping):
            plan.asked.append((entry.key, _other_module(document.file.id, str(data.get("titre")))))
            return
        self._update(entry, settled, document, plan)

    def _update(self, entry: Entry, settled: Filed, document: Document, plan: Plan) -> None:
        """Take over what the list changed and nobody else did."""
        data, before = settled.data, self.known.get(entry.key, {})
        new, changed = dict(document.mapping), []
        for key in dict.fromkeys([*data, *before]):
            theirs, base, ours = data.get(key), before.get(key), document.mapping.get(key)
            if key in _NOT_COMPARED or theirs in (base, ours):
                continue
            if ours == base:
                new[key] = theirs
                changed.append(key)
            else:
                plan.kept.append((document.file.id, key))
        new = {key: value for key, value in new.items() if value is not None}
        plan.values[entry.key] = data
        origin = {"collecte": self.name, "cle": entry.key}
        if not changed and new.get("origine") == origin:
            plan.unchanged += 1
            return
        text = with_data(document.raw, {**new, "origine": origin})
        plan.changes.append(Change(entry, document.file.path, text, False, changed, settled.records))

    def _unseen(self, entry: Entry, settled: Filed, plan: Plan) -> None:
        """An entry that no record comes from: a new one, unless it has the title of another."""
        same = _same(settled.data)
        if known := self.by_title.get(same):
            plan.asked.append((entry.key, _question(self.name, entry.key, *known)))
        else:
            self._new(entry, settled, plan)
            self.by_title[same] = (f"l'entrée « {entry.key} » de la liste", None)

    def _new(self, entry: Entry, settled: Filed, plan: Plan) -> None:
        data = settled.data
        region = str(data.get("region"))
        if region not in self.names.prefixes:
            plan.refused.append((entry.key, "sa région n'est pas dite, ou n'en est pas une"))
            return
        day = self.today.isoformat()
        whole = {"secteurs": [], "transitions": [], "verifie_le": day, **data}
        whole = {**whole, "sources": data.get("sources") or [self._source(entry)]}
        name = self._id(entry, str(data.get("titre") or ""), region)
        text = record_text({**whole, "origine": {"collecte": self.name, "cle": entry.key}})
        plan.values[entry.key] = data
        path = self.names.path(region, name)
        plan.changes.append(Change(entry, path, text, True, (), settled.records))

    def _id(self, entry: Entry, title: str, region: str) -> str:
        """The id that the entry has in its own catalogue, where it may have it here too; else one of its title."""
        names = self.names
        is_free = entry.name.startswith(f"{names.prefixes[region]}-") and entry.name not in names.taken
        if is_free and re.fullmatch(SLUG, entry.name) and len(entry.name) <= ID_MAX:
            names.taken.add(entry.name)
            return entry.name
        return names.take(title, region)

    def _settled(self, entry: Entry) -> Filed:
        """The entry with a place for what the catalogue lacks, and without sources that it cannot name."""
        listed = self.choices["documents"].labels
        sources = [
            s for s in groups_of(entry.data.get("sources")) if s.get("document") is None or s["document"] in listed
        ]
        found = filed({**entry.data, "sources": sources or [self._source(entry)]}, self.choices, self.certifications)
        data = {**found.data, "sources": sources}
        return replace(found, data={k: value for k, value in data.items() if value not in (None, []) or k in _ALWAYS})

    def _check(self, plan: Plan) -> None:
        """Keep what the checker accepts; the rest is reported, and what the catalogue knew of it stays."""
        while plan.changes:
            edited = {change.path: change.text.encode() for change in plan.changes}
            edited |= {path: text.encode() for path, text in plan.records.items()}
            report = check(self.loaded.with_edited(edited), list(edited), today=self.today)
            wrong = dict(_first_errors(report.problems))
            bad = [change for change in plan.changes if change.path.name in wrong]
            if not bad:
                return
            for change in bad:
                plan.refused.append((change.entry.key, wrong[change.path.name]))
                if change.entry.key in self.known:
                    plan.values[change.entry.key] = self.known[change.entry.key]
                else:
                    plan.values.pop(change.entry.key, None)
            plan.changes = [change for change in plan.changes if change not in bad]


def _same(data: Values) -> tuple[str, frozenset[str]]:
    """What two records of one module have in common: the region, and the words of the title in any order or number."""
    return str(data.get("region")), words_of(fold(str(data.get("titre")))) - LITTLE_WORDS


def _is_another(data: Values, record: Values) -> bool:
    """Whether an entry speaks of another module than the record of its key: no word of the title, few of the rest."""
    titles, summaries = ([_words(one.get(key)) for one in (data, record)] for key in ("titre", "resume"))
    shared = len(summaries[0] & summaries[1]) / (len(summaries[0] | summaries[1]) or 1)
    return all(titles) and not titles[0] & titles[1] and shared < _SAME_SUMMARY


def _words(text: Data) -> frozenset[str]:
    return words_of(fold(str(text or ""))) - LITTLE_WORDS


def _other_module(record: str, title: str) -> str:
    return (
        f"sa clé est celle de la fiche {record}, qui parle d'autre chose : si « {title} » est le même module sous un "
        "autre titre, écrivez ce titre dans la fiche ; sinon, demandez à l'éditeur une clé qui ne change pas de module"
    )


def _question(name: str, key: str, what: str, origin: Mapping[str, Data] | None) -> str:
    """What a person is asked of an entry that has the title of something else."""
    if what.startswith("l'entrée"):
        return f"même titre et même région que {what} : est-ce le même module ?"
    if origin is None:
        own = f'origine: {{collecte: {name}, cle: "{key}"}}'
        return f"même titre que {what}, écrite à la main : si c'est le même module, ajoutez-y « {own} »"
    if origin.get("collecte") == name:
        old = origin.get("cle")
        return f"même titre que {what}, qui vient de l'entrée « {old} » de cette liste : sa clé a-t-elle changé ?"
    return f"même titre que {what}, qui vient de la collecte « {origin.get('collecte')} » : laquelle en répond ?"


def _first_errors(problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """Name of a file → the first error in it, in words."""
    for problem in reversed(problems):
        if problem.severity == "error":
            yield Path(problem.path).name, problem.message
