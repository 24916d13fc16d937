"""The approach as the démarches practise it: who finds needs how, who buys how, which gaps are described."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from build_tools.analysis.dossier import Dossier
from build_tools.analysis.transmissions import Log, whole_log
from build_tools.model import Catalogue, Demarche, Module
from build_tools.model.demarche import PurchaseLever
from build_tools.model.module import Skill

KeyT = TypeVar("KeyT")
ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Approach:
    """What illustrates each step of the approach.

    `collections`, `levers` and `gaps` go from a term's id, in the order of its vocabulary, to those that show it;
    terms that nobody shows are kept, empty.
    """

    collections: Mapping[str, Sequence[Demarche]]
    gaps: Mapping[str, Sequence[tuple[Module, Skill]]]
    widest: Sequence[Dossier]
    levers: Mapping[str, Sequence[tuple[Demarche, PurchaseLever]]]
    levers_unknown: int
    statuses: Mapping[str, int]
    taken_up_elsewhere: Sequence[Module]
    log: Log


WIDEST_AT_MOST = 5


def approach(catalogue: Catalogue, dossiers: Iterable[Dossier]) -> Approach:
    """The illustrations, from the records alone."""
    words = catalogue.vocabularies
    modules, demarches = tuple(catalogue.modules.values()), tuple(catalogue.demarches.values())
    skills = [(module, skill) for module in modules for skill in module.competences]
    levers = [(demarche, lever) for demarche in demarches for lever in demarche.leviers_achat]
    widest = sorted(dossiers, key=lambda d: (-len(d.regions), -len(d.additions), d.certification.id))
    return Approach(
        collections=_under(words["recueils"], demarches, lambda d: d.recueil_des_besoins),
        gaps=_under(words["ecarts"], skills, lambda pair: [pair[1].ecart] if pair[1].ecart else []),
        widest=widest[:WIDEST_AT_MOST],
        levers=_under(words["leviers_achat"], levers, lambda pair: [pair[1].type]),
        levers_unknown=sum(not demarche.leviers_achat for demarche in demarches),
        statuses={status: sum(m.statut == status for m in modules) for status in words["statuts"]},
        taken_up_elsewhere=[module for module in modules if module.reprises],
        log=whole_log(catalogue),
    )


def _under(
    keys: Iterable[KeyT], items: Iterable[ItemT], keys_of: Callable[[ItemT], Iterable[KeyT]]
) -> Mapping[KeyT, Sequence[ItemT]]:
    """Key → the items that have it, in their own order."""
    found: dict[KeyT, list[ItemT]] = {key: [] for key in keys}
    for item in items:
        for key in keys_of(item):
            found[key].append(item)
    return found
