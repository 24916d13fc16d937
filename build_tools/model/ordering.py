"""Orders of records that several rooms share."""

from __future__ import annotations

from typing import Any

from build_tools.model.module import Module
from build_tools.model.vocabulary import Term
from build_tools.text.folding import alphabetical


def by_title(module: Module) -> Any:
    """Sort key: by title, then by id."""
    return alphabetical(module.titre), module.id


def by_label(term: Term) -> Any:
    """Sort key: by the French label, accents ignored: Île-de-France stands among the I."""
    return alphabetical(term.libelle)
