"""The facts of a module that are said in a few words: which, in what order, under what label, and how.

The page and the form's preview follow this list; the comparison takes its labels, and every fact that it has no order
for. What the model calls a field is its `title`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.model.catalogue import Vocabularies
from build_tools.model.module import Duration, Module
from build_tools.model.wording import duration_text


@dataclass(frozen=True)
class Fact:
    """A fact of a module.

    `several` is the label of more than one value. `source` is the vocabulary of its terms, and `pages` says that each
    of them has a page. `unknown` is shown where no source says the fact; without it, nothing is shown then.
    `decisive` facts are those by which a reader chooses: the others stand behind « Plus de détails ».
    """

    field: str
    label: str
    several: str = ""
    source: str = ""
    pages: bool = False
    unknown: str = ""
    decisive: bool = False

    def label_for(self, count: int) -> str:
        """The label of that many values."""
        return self.several if self.several and count > 1 else self.label


@dataclass(frozen=True)
class ShownFact:
    """A fact of one module: its label, its values in words, each with the id of its term if it has a page."""

    fact: Fact
    label: str
    values: tuple[tuple[str, str], ...]


MODULE_FACTS = (
    Fact("region", "Région", source="regions", pages=True, decisive=True),
    Fact("reprises", "Repris en", source="regions", pages=True, decisive=True),
    Fact("duree", "Durée", unknown="non précisée par les sources", decisive=True),
    Fact("statut", "Statut", source="statuts", unknown="non précisé par les sources", decisive=True),
    Fact("annee", "Depuis"),
    Fact("secteurs", "Secteur", "Secteurs", source="secteurs", pages=True, unknown="non précisé par les sources"),
    Fact("transitions", "Transition", "Transitions", source="transitions", pages=True),
    Fact("caractere", "Caractère", source="caracteres"),
    Fact("publics", "Publics", source="publics"),
    Fact("modalites", "Modalités", source="modalites"),
    Fact("nature", "Nature", source="natures"),
    Fact("themes", "Thème", "Thèmes", source="themes", pages=True),
    Fact("confiance", "Confiance", source="confiances"),
)


def facts_of(module: Module, words: Vocabularies) -> list[ShownFact]:
    """The facts to show of a module, in order."""
    shown = []
    for fact in MODULE_FACTS:
        values = tuple(_values(getattr(module, fact.field), fact, words))
        more = fact.field == "publics" and module.publics_precisions
        if values or fact.unknown or more:
            shown.append(ShownFact(fact, fact.label_for(len(values)), values))
    return shown


def last_stated(module: Module, words: Vocabularies) -> str:
    """The date (ISO, or its year or month) of the latest source that speaks of the module; empty if none is dated."""
    documents = map(words.document_of, module.sources)
    return max((d.date for d in documents if d.nature == "source" and d.date), default="")


def _values(value: Any, fact: Fact, words: Vocabularies) -> Sequence[tuple[str, str]]:
    if value is None:
        return ()
    if isinstance(value, Duration):
        return ((duration_text(value), ""),)
    items = value if isinstance(value, tuple) else (value,)
    label = words.label if fact.source else lambda _, item: str(item)
    return [(label(fact.source, item), item if fact.pages else "") for item in items]
