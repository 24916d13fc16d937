"""Rules on figures: possible, in the unit of their indicator, once for a period."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.coherence.periods import wrong_period
from build_tools.checking.rules.context import Context
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Demarche, Module
from build_tools.model.base import SourcedRecord
from build_tools.model.demarche import Figure
from build_tools.model.module import Result
from build_tools.text.folding import fold, words_of

_Measured = Result | Figure

# Nothing that a source counts is more than its kind allows.
_MOST: Mapping[str, int] = {
    "part": 100,
    "heures": 5_000,  # as the length of a module
    "euros": 15_000_000_000,  # the whole Plan d'investissement dans les compétences, 2018 to 2022
    "nombre": 70_000_000,  # people in France (INSEE, 2025: 68.6 million)
}
# What may be more than all of it, in a hundred: something grows.
_GROWTH = frozenset(
    ("augmentation", "croissance", "evolution", "hausse", "multiplication", "nouveau", "progression", "relevement")
)
_GROWTH_MOST = 1_000
_YEARLY = re.compile(r"(?:^|-)(?:par-an|an|annuel)$")
# What everybody counts one by one.
_ONE_BY_ONE = (
    "apprenant apprenti beneficiaire bloc centre certification demandeur entreprise filiere formateur formation "
    "module organisme personne place projet region salarie session stagiaire titre"
)
_COUNTED = frozenset(_ONE_BY_ONE.split())
_CONTINUOUS = frozenset(("annee", "an", "jour", "mois", "semaine", "etp", "million", "millier", "milliard"))


def check_figures(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """Each figure of a module or démarche, by its indicator and unit."""
    seen: set[tuple[str, ...]] = set()
    for where, figure in _figures(record):
        unit = _unit_of_indicator(figure, context)
        yield from _wrong_value(where, figure, unit)
        yield from _wrong_unit(where, figure, unit, context)
        yield from wrong_period((*where, "periode"), figure.periode or "", context.today.year)
        same = tuple(fold(text or "") for text in (figure.indicateur, figure.unite, figure.periode, figure.precision))
        if same in seen:
            yield finding((*where, "valeur"), "chiffre-double", name=figure.indicateur)
        seen.add(same)


def _figures(record: SourcedRecord) -> Iterator[tuple[NodePath, _Measured]]:
    if isinstance(record, Module):
        yield from ((("resultats", i), result) for i, result in enumerate(record.resultats))
    elif isinstance(record, Demarche):
        yield from ((("chiffres", i), figure) for i, figure in enumerate(record.chiffres))


def _unit_of_indicator(figure: _Measured, context: Context) -> str:
    """The unit of the catalogue's indicator, if the figure has one."""
    term = context.vocabularies.indicateurs.get(_indicator(figure) or "")
    return (term.unite or "") if term else ""


def _indicator(figure: _Measured) -> str | None:
    return figure.indicateur if isinstance(figure, Result) else figure.mesure


def kind_of(unit: str) -> str:
    """What a unit measures: « part », « heures », « euros » or a « nombre » of things."""
    words = words_of(fold(unit))
    if "%" in unit or {"pour", "cent"} <= words or words & {"pourcent", "pourcentage"}:
        return "part"
    if words & {"heure", "h"}:
        return "heures"
    return "euros" if "€" in unit or words & {"euro", "eur"} else "nombre"


def _wrong_value(where: NodePath, figure: _Measured, unit: str) -> Iterator[Finding]:
    place, value = (*where, "valeur"), figure.valeur
    kind = kind_of(figure.unite or unit)
    most = _MOST[kind]
    if kind == "part" and not unit and words_of(fold(figure.indicateur)) & _GROWTH:
        most = _GROWTH_MOST
    if math.isinf(value) or value > most:
        yield finding(
            place, f"chiffre-possible{'/part' if kind == 'part' else ''}", value=_plain(value), most=_plain(most)
        )
    elif kind == "nombre" and value != int(value) and _counts_wholes(figure.unite or "", unit):
        yield finding(place, "chiffre-possible/entier", value=_plain(value), unit=figure.unite or unit)


def _counts_wholes(given: str, unit: str) -> bool:
    """Whether a half of what is counted cannot be: that of an indicator, or what everybody counts one by one."""
    words = words_of(fold(given or unit))
    return bool(unit or words & _COUNTED) and not words & _CONTINUOUS


def _plain(value: float) -> str:
    """As French writes it: « 15 000 000 », « 2,5 »; one too great for a float in words."""
    if math.isinf(value):
        return "un nombre sans fin"
    return (
        f"{value:,.10g}".replace(",", " ").replace(".", ",")
        if value != int(value)
        else f"{int(value):,}".replace(",", " ")
    )


def _wrong_unit(where: NodePath, figure: _Measured, unit: str, context: Context) -> Iterator[Finding]:
    """A unit of another kind than its indicator's, or that of another indicator."""
    given = figure.unite
    if not given or not unit or _same_unit(given, unit):
        return
    others = [term.unite for term in context.vocabularies.indicateurs.values() if term.unite]
    other_kind = kind_of(given) != kind_of(unit) or _is_yearly(given) != _is_yearly(unit)
    if other_kind or any(_same_unit(given, other) for other in others):
        label = context.vocabularies.label("indicateurs", _indicator(figure) or "")
        yield finding((*where, "unite"), "chiffre-unite", unit=given, indicator=label, expected=unit)


def _same_unit(one: str, other: str) -> bool:
    return words_of(fold(one)) == words_of(fold(other)) and kind_of(one) == kind_of(other)


def _is_yearly(unit: str) -> bool:
    return _YEARLY.search(fold(unit)) is not None
