"""A published address never dies: what vanishes leaves a redirect or a reason, and both stay true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from build_tools.checking.problem import Finding, found
from build_tools.checking.rules.context import Context
from build_tools.model import Catalogue, Module
from build_tools.model.base import SourcedRecord
from build_tools.model.vocabulary import Withdrawal

# A collection or vocabulary, and an id in it.
Name = tuple[str, str]


def check_replaced(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """What a module says that it replaces is no longer there: the old address leads to the new one."""
    for i, old in enumerate(record.remplace if isinstance(record, Module) else ()):
        if old in context.ids["modules"]:
            yield found(("remplace", i), "retrait-coherence/remplace", id=old)


def check_withdrawals(withdrawals: Iterable[Withdrawal], ids: Mapping[str, Set[str]]) -> Iterator[Finding]:
    """What is withdrawn is no longer there, and what follows it is."""
    for i, gone in enumerate(withdrawals):
        known = ids.get(gone.collection)
        if known is None:
            continue  # a vocabulary that cannot be read: said elsewhere
        if gone.id in known:
            yield found(("termes", i, "id"), "retrait-coherence/present", id=gone.id)
        if gone.remplace_par and gone.remplace_par not in known:
            yield found(("termes", i, "remplace_par"), "retrait-coherence/suite", id=gone.remplace_par)


def vanished(published: Iterable[Name], ids: Mapping[str, Set[str]], catalogue: Catalogue) -> Iterator[Name]:
    """What was published and is neither there, nor replaced, nor withdrawn."""
    explained = {("modules", old) for module in catalogue.modules.values() for old in module.remplace}
    explained |= {(gone.collection, gone.id) for gone in catalogue.vocabularies.retraits.values()}
    for collection, name in published:
        known = ids.get(collection)
        if known is not None and name not in known and (collection, name) not in explained:
            yield collection, name
