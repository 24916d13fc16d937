"""Addresses of the official page of a code: France compétences for a certification, MétierScope for an occupation.

Patterns read on 29 November 2026 in public code of the State: `betagouv/reva` links a certification to
`francecompetences.fr/recherche/rncp/<number>/`; several public sites link an occupation to
`candidat.francetravail.fr/metierscope/fiche-metier/<ROME>`.
"""

from __future__ import annotations

import re

_REGISTRATION = re.compile(r"(RNCP|RS)([0-9]+)")


def registration_page(code: str) -> str:
    """The page of a registration (« RNCP37715 », « RS5080 ») at France compétences; empty for another code."""
    found = _REGISTRATION.match(code)
    return f"https://www.francecompetences.fr/recherche/{found[1].lower()}/{found[2]}/" if found else ""


def occupation_page(rome: str) -> str:
    """The page of an occupation of the ROME in France Travail's MétierScope."""
    return f"https://candidat.francetravail.fr/metierscope/fiche-metier/{rome}"
