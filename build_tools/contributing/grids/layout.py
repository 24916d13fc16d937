"""What a grid asks, in which cells: its writer and its reader follow this one description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GRID, OUTSIDE, GUIDE = "Grille", "Hors du référentiel", "Mode d'emploi"
YES, NO = "oui", "non"
TIMES = ("chaque jour", "chaque semaine", "chaque mois", "quelques fois", "une fois")
OTHER_TIMES: Mapping[str, tuple[str, ...]] = {
    "chaque jour": ("tous les jours", "quotidien", "quotidiennement", "1 fois par jour", "une fois par jour"),
    "chaque semaine": ("toutes les semaines", "hebdomadaire", "1 fois par semaine", "une fois par semaine"),
    "chaque mois": ("tous les mois", "mensuel", "mensuellement", "1 fois par mois", "une fois par mois"),
    "quelques fois": ("quelquefois", "parfois", "de temps en temps", "rarement"),
    "une fois": (),
}
OWN, SHARED = "propre à ce métier", "commune à plusieurs métiers"
# Rows for skills that the standard does not have: more than are ever filled.
FREE_ROWS = 30
# The highest row that Excel knows, in points.
_HIGHEST = 409


@dataclass(frozen=True)
class Asked:
    """A column of a table, or a line of the head. `choices` are the answers offered."""

    key: str
    title: str
    width: int = 20
    choices: Sequence[str] = ()


CERTIFICATION = Asked("certification", "Certification")
CENTRE = Asked("centre", "Centre de formation")
COMPANY = Asked("entreprise", "Entreprise : son numéro dans votre centre (1, 2, 3…), jamais son nom")
MONTH = Asked("mois", "Mois du relevé (année-mois, comme 2026-03)")
HEAD = (CERTIFICATION, CENTRE, COMPANY, MONTH)

SKILL = Asked("competence", "Compétence du référentiel", 60)
FREE_SKILL = Asked("competence", "Compétence rencontrée dans l'entreprise", 60)
_TIMES = Asked("fois", "Combien de fois ?", 18, TIMES)
_TOOL = Asked("outil", "Avec quel outil ?", 32)
USED = Asked("utilisee", "Utilisée dans l'entreprise ?", 16, (YES, NO))
ENOUGH = Asked("suffit", "Ce que prévoit le référentiel suffit-il ?", 20, (YES, NO))
TABLES: Mapping[str, tuple[Asked, ...]] = {
    GRID: (Asked("bloc", "Bloc", 34), SKILL, USED, _TIMES, _TOOL, ENOUGH),
    OUTSIDE: (FREE_SKILL, _TIMES, _TOOL, Asked("commune", "Propre à ce métier, ou commune ?", 26, (OWN, SHARED))),
}
INSTRUCTIONS = (
    "Une grille par apprenant et par entreprise, à remplir à chaque période en entreprise, avec le formateur et le "
    "tuteur.",
    "Feuille « Grille » : pour chaque compétence du référentiel, dites si l'entreprise s'en sert, combien de fois, "
    "avec quel outil, et si ce que prévoit le référentiel suffit.",
    "Feuille « Hors du référentiel » : écrivez ce que vous avez dû savoir faire et que le référentiel ne prévoit pas, "
    "une ligne par compétence, à l'infinitif.",
    "N'écrivez jamais de nom : ni le vôtre, ni celui du tuteur, ni celui de l'entreprise. Le centre donne un numéro à "
    "chaque entreprise, et garde la liste chez lui.",
    "Laissez vide ce que vous ne savez pas.",
    "Le centre rassemble les grilles dans un dossier ; la page « La grille de l'apprenant » du site dit comment les "
    "réunir.",
)


def height(cells: Sequence[str | int], widths: Sequence[int]) -> int:
    """How high a row of wrapped cells is, in points: not every program finds it by itself."""
    return min(14 * max(map(_lines, cells, widths)), _HIGHEST)


def _lines(cell: str | int, width: int) -> int:
    return sum(-(-max(len(line), 1) // (width + width // 9)) for line in str(cell).split("\n"))
