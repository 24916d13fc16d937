"""Published addresses are permanent: what is removed leaves a redirect or a reason, and both stay valid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.context import Context
from build_tools.model import Catalogue, Module
from build_tools.model.base import SourcedRecord
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import Withdrawal

# A collection or vocabulary, and an id in it.
Name = tuple[str, str]

# Addresses below `modules/` that lists of modules have; a test compares them with the pages.
RESERVED = frozenset({"par-titre", "par-region", "par-secteur", "par-annee", "par-duree"})


def check_replaced(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """What a module says that it replaces is no longer there: the old address leads to the new one."""
    for i, old in enumerate(record.remplace if isinstance(record, Module) else ()):
        if old in RESERVED:
            yield finding(("remplace", i), "retrait-coherence/reserve", id=old)
        elif old in context.ids["modules"]:
            yield finding(("remplace", i), "retrait-coherence/remplace", id=old)


def check_withdrawals(withdrawals: Iterable[Withdrawal], ids: Mapping[str, Set[str]]) -> Iterator[Finding]:
    """What is withdrawn is no longer there, and what follows it is."""
    for i, gone in enumerate(withdrawals):
        if gone.collection == "modules" and gone.id in RESERVED:
            yield finding(("termes", i, "id"), "retrait-coherence/reserve", id=gone.id)
        known = ids.get(gone.collection)
        if known is None:
            continue  # a vocabulary that cannot be read: said elsewhere
        if gone.id in known:
            yield finding(("termes", i, "id"), "retrait-coherence/present", id=gone.id)
        if gone.remplace_par and gone.remplace_par not in known:
            yield finding(("termes", i, "remplace_par"), "retrait-coherence/suite", id=gone.remplace_par)


def check_withdrawn_names(
    withdrawals: Iterable[Withdrawal], published: Set[Name], title_of: Callable[[Name], str | None]
) -> Iterator[Finding]:
    """What is withdrawn was once there, and keeps the title that it had: a name comes back under no other.

    `title_of` gives the title that a name had in the reference, there or withdrawn, if it had one.
    """
    for i, gone in enumerate(withdrawals):
        name: Name = (gone.collection, gone.id)
        if name not in published:
            if not (gone.collection == "modules" and gone.id in RESERVED):
                yield finding(("termes", i, "id"), "retrait-coherence/jamais-retire", id=gone.id)
        elif (title := title_of(name)) and title.casefold() != gone.libelle.casefold():
            yield finding(("termes", i, "libelle"), "retrait-coherence/titre", id=gone.id, title=title)


def check_replaced_once(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """An old address leads to one record only."""
    first: dict[str, Module] = {}
    for module in catalogue.modules.values():
        for i, old in enumerate(module.remplace):
            other = first.setdefault(old, module)
            if other is not module or module.remplace.index(old) != i:
                yield module, finding(("remplace", i), "retrait-coherence/double", id=old, other=other.id)


def explained(catalogue: Catalogue) -> set[Name]:
    """What the catalogue says replaced or withdrawn."""
    replaced = {("modules", old) for module in catalogue.modules.values() for old in module.remplace}
    return replaced | {(gone.collection, gone.id) for gone in catalogue.vocabularies.retraits.values()}


def vanished(published: Iterable[Name], ids: Mapping[str, Set[str]], catalogue: Catalogue) -> Iterator[Name]:
    """What was published and is neither there, nor replaced, nor withdrawn."""
    gone = explained(catalogue)
    for collection, name in published:
        known = ids.get(collection)
        if known is not None and name not in known and (collection, name) not in gone:
            yield collection, name


def reused(gone: Mapping[Name, str], catalogue: Catalogue) -> Iterator[Name]:
    """What was replaced or withdrawn, and is there again under another title: it is something else.

    `gone` gives the title of what had the name, or of what replaced it.
    """
    for name, title in gone.items():
        again = _title(name, catalogue)
        if again is not None and again.casefold() != title.casefold():
            yield name


def never_published(published: Set[Name], catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """What a module says that it replaces was once there."""
    for module in catalogue.modules.values():
        for i, old in enumerate(module.remplace):
            if old not in RESERVED and ("modules", old) not in published:
                yield module, finding(("remplace", i), "retrait-coherence/jamais", id=old)


def _title(name: Name, catalogue: Catalogue) -> str | None:
    collection, record_id = name
    if kind := KINDS.get(collection):
        record = catalogue.records(collection).get(record_id)
        return kind.title_of(record) if record else None
    terms = catalogue.vocabularies[collection]
    return terms[record_id].libelle if record_id in terms else None
