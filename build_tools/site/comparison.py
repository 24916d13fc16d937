"""What the comparison of modules puts side by side, and under which name."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.model import Module
from build_tools.model.shown import MODULE_FACTS

# In the order of the rows. A module's page marks the value of each with `data-champ`.
COMPARED = (
    "resume",
    "duree",
    "nature",
    "statut",
    "annee",
    "region",
    "reprises",
    "secteurs",
    "transitions",
    "themes",
    "certifications",
    "competences",
    "prerequis",
    "publics",
    "modalites",
    "modalites_pedagogiques",
    "evaluation",
    "caractere",
    "metiers",
    "besoin",
    "demarche",
    "mises_en_oeuvre",
)


# Facts of the page that say nothing of the module itself.
_LEFT_OUT = frozenset({"confiance"})


def compared_fields() -> Mapping[str, str]:
    """Name of each compared field → its label on a module's page, or its French title; a new fact comes last."""
    labels = {fact.field: fact.several or fact.label for fact in MODULE_FACTS if fact.field not in _LEFT_OUT}
    names = dict.fromkeys((*COMPARED, *labels))
    return {name: labels.get(name) or Module.model_fields[name].title or name for name in names}
