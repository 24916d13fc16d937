"""The consolidated table: in a terminal, as a workbook for a meeting, and as drafts of records of gaps."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from build_tools.contributing.grids.consolidating import HALF, SORTS, Consolidated, Consolidation, Sort
from build_tools.contributing.grids.layout import height
from build_tools.contributing.grids.skills import block_code
from build_tools.contributing.spreadsheet.book import CELL_MAX
from build_tools.contributing.spreadsheet.writing import FONT, PLAIN_HEADER, set_up_for_paper
from build_tools.contributing.spreadsheet.writing import workbook as new_workbook
from build_tools.text.typography import french, percent, plural
from build_tools.writing import json_line as quoted  # JSON's strings are YAML's

SHOWN_IN_TERMINAL = 12
SHOWN_IN_SUMMARY = 5
_HALF = f"{HALF:.0%}".replace("%", " %")
_MEANING: Mapping[Sort, str] = {
    "fort": f"Le référentiel la prévoit, et au moins {_HALF} des entreprises s'en servent.",
    "faible": f"Le référentiel la prévoit, mais trop peu pour au moins {_HALF} des entreprises qui s'en servent.",
    "peu-utilise": f"Le référentiel la prévoit, et moins de {_HALF} des entreprises s'en servent.",
    "nouveau": "Le référentiel ne la prévoit pas, et plusieurs entreprises la demandent.",
    "transversal": "Le référentiel ne la prévoit pas, et elle est commune à plusieurs métiers ou certifications.",
    "particulier": "Le référentiel ne la prévoit pas, et une seule entreprise la demande.",
}
_DRAFTS_HEAD = (
    "# Débuts de fiches d'écarts, tirés de grilles d'apprenants consolidées.",
    "# Chaque document « --- » est le début d'une fiche de « catalogue/ecarts/ » : complétez-le, puis vérifiez-le.",
    "# Un écart entre au catalogue quand un document public le dit : publiez d'abord la consolidation.",
)


def counted(found: Consolidation, labels: Mapping[str, str]) -> str:
    """« 36 grilles de 6 centres et 31 entreprises : TP Maçon »."""
    named = ", ".join(labels.get(name, name) for name in found.certifications)
    return (
        f"{plural(len(found.grids), 'grille')} de {plural(len(found.centres), 'centre')} et "
        f"{plural(len(found.companies), 'entreprise')} : {named}"
    )


def as_text(found: Consolidation, labels: Mapping[str, str]) -> str:
    """The table in a few lines: each sort, its skills, by how many companies and centres."""
    lines = [f"{counted(found, labels)}."]
    if found.unnumbered:
        several = plural(found.unnumbered, "grille ne donne", "grilles ne donnent")
        lines.append(f"{several} pas le numéro de l'entreprise : chacune compte pour une entreprise.")
    for sort, title in SORTS.items():
        skills = found.of(sort)
        if skills:
            lines += ["", f"{title} ({len(skills)})", *(f"  {_line(skill)}" for skill in skills[:SHOWN_IN_TERMINAL])]
        if len(skills) > SHOWN_IN_TERMINAL:
            lines.append(f"  et {len(skills) - SHOWN_IN_TERMINAL} autres : --out les écrit toutes.")
    return french("\n".join(lines))


def _line(skill: Consolidated) -> str:
    out_of = "" if skill.outside else f" sur {skill.answered}"
    close = f" (proche de « {skill.close_to} »)" if skill.close_to else ""
    companies, centres = plural(len(skill.companies), "entreprise"), plural(len(skill.by_centre), "centre")
    return f"{skill.competence} : {companies}{out_of}, {centres}{close}"


# Drafts ---------------------------------------------------------------------------------------------------------------


def drafts(found: Consolidation, region: str = "") -> str:
    """YAML with one document for each gap that the grids show; empty when they show none."""
    lines = [line for skill in found.gaps for line in _draft(skill, region, found.month)]
    return "\n".join([*_DRAFTS_HEAD, *lines]) + "\n" if lines else ""


def _draft(skill: Consolidated, region: str, month: str) -> Iterator[str]:
    yield "---"
    if skill.close_to:
        yield f"# Proche de {quoted(skill.close_to)} : peut-être une « élongation »."
    yield f"competence: {quoted(skill.competence)}"
    yield f"region: {region}" if region else "region:  # la région où l'écart a été relevé"
    yield "certifications:"
    for name in skill.certifications:
        yield f"  - certification: {name}"
        if code := block_code(skill.bloc):
            yield f"    bloc: {code}"
    yield f"ecart: {skill.sort}"
    yield "recueil: [retours-stagiaires]"
    yield f"centres: {len(skill.by_centre)}"
    yield f"entreprises: {len(skill.companies)}"
    yield f'constate: "{month}"' if month else "constate:  # année, ou année et mois, entre guillemets"
    yield "sources:  # le document public qui rend compte de la consolidation"
    yield "verifie_le:  # année-mois-jour"


# Workbook -------------------------------------------------------------------------------------------------------------

Cell = str | int


def workbook(
    found: Consolidation, labels: Mapping[str, str], created: datetime.datetime, bases: Mapping[str, str] | None = None
) -> bytes:
    """The whole table: a summary, the standard, what lies outside, the gaps, and how to read it.

    `bases` says from which registration the grid of each certification comes.
    """
    with new_workbook(created, french("Grilles consolidées")) as (book, content):
        writer = _Writer(book)
        writer.table("Synthèse", *_summary(found, labels))
        writer.table("Référentiel", *_skills(found, labels, outside=False))
        writer.table("Hors du référentiel", *_skills(found, labels, outside=True))
        writer.table("Écarts à proposer", *_gaps(found, labels))
        reading = [(line,) for line in _reading(found, labels, bases or {})]
        writer.table("Lecture", ("Comment lire ce tableau",), reading, (120,))
    return content.getvalue()


_Columns = Sequence[tuple[str, int, Callable[[Consolidated], Cell]]]
"""Title, width, and what a skill has in it."""
_Sheet = tuple[Sequence[str], list[tuple[Cell, ...]], Sequence[int]]
"""Titles, rows, widths."""


def _sheet(columns: _Columns, skills: Iterable[Consolidated]) -> _Sheet:
    rows = [tuple(value(skill) for _, _, value in columns) for skill in skills]
    return [title for title, _, _ in columns], rows, [width for _, width, _ in columns]


def _skills(found: Consolidation, labels: Mapping[str, str], *, outside: bool) -> _Sheet:
    own: _Columns = (
        ("Bloc", 20, lambda skill: skill.bloc),
        ("Réponses (entreprises)", 13, lambda skill: skill.answered),
        ("Jugée insuffisante (entreprises)", 13, lambda skill: skill.insufficient),
    )
    free: _Columns = (("Proche du référentiel", 22, lambda skill: skill.close_to),)
    several: _Columns = (("Certifications", 22, lambda skill: _certifications(skill, labels)),)
    columns: _Columns = (
        ("Compétence", 44, lambda skill: skill.competence),
        ("Sorte", 12, lambda skill: SORTS[skill.sort]),
        ("Entreprises", 12, lambda skill: len(skill.companies)),
        ("Centres", 8, lambda skill: len(skill.by_centre)),
        *(free if outside else own),
        ("Combien de fois", 15, lambda skill: " | ".join(skill.most_frequent("times"))),
        ("Outils", 16, lambda skill: " | ".join(skill.most_frequent("tool"))),
        *(several if outside or len(found.certifications) > 1 else ()),
        *((centre, 10, _of_centre(centre)) for centre in found.centres),
        *((("Autres formulations réunies", 44, lambda skill: " | ".join(skill.other_wordings)),) if outside else ()),
    )
    return _sheet(columns, [skill for skill in found.skills if skill.outside == outside])


def _of_centre(centre: str) -> Callable[[Consolidated], Cell]:
    return lambda skill: skill.by_centre.get(centre, 0)


def _certifications(skill: Consolidated, labels: Mapping[str, str]) -> str:
    return " | ".join(labels.get(name, name) for name in skill.certifications)


def _gaps(found: Consolidation, labels: Mapping[str, str]) -> _Sheet:
    columns: _Columns = (
        ("Compétence qui manque", 60, lambda skill: skill.competence),
        ("Sorte d'écart", 16, lambda skill: SORTS[skill.sort]),
        ("Certifications", 40, lambda skill: _certifications(skill, labels)),
        ("Bloc", 34, lambda skill: skill.bloc),
        ("Entreprises", 12, lambda skill: len(skill.companies)),
        ("Centres", 10, lambda skill: len(skill.by_centre)),
        ("Proche de", 50, lambda skill: skill.close_to),
    )
    return _sheet(columns, found.gaps)


def _summary(found: Consolidation, labels: Mapping[str, str]) -> _Sheet:
    """What fits a page for a meeting: each sort, its first skills by name, what the sort means, who answered."""
    rows: list[tuple[Cell, ...]] = [
        (title, len(found.of(sort)), _first(found.of(sort)), _MEANING[sort]) for sort, title in SORTS.items()
    ]
    rows.append(("Réponses", len(found.grids), counted(found, labels), "Les autres feuilles donnent le détail."))
    return ("Sorte", "Nombre", "Compétences", "Ce que cela veut dire"), rows, (24, 9, 64, 36)


def _first(skills: Sequence[Consolidated]) -> str:
    """The first skills, one on a line, and how many are left."""
    left = len(skills) - SHOWN_IN_SUMMARY
    return "\n".join([*map(_line, skills[:SHOWN_IN_SUMMARY]), *([f"et {plural(left, 'autre')}"] if left > 0 else [])])


def _reading(found: Consolidation, labels: Mapping[str, str], bases: Mapping[str, str]) -> Iterator[str]:
    yield f"{counted(found, labels)}."
    for label, basis in bases.items():
        if basis:
            yield f"Le référentiel de « {label} » : {basis[:1].lower()}{basis[1:]}"
    yield (
        "Les nombres sont ceux d'entreprises, dites par un numéro dans leur centre ; deux apprenants d'une même "
        "entreprise comptent pour une."
    )
    if found.unnumbered:
        share = percent(found.unnumbered, len(found.grids))
        yield f"{share} des grilles ne donnent pas de numéro : chacune compte pour une entreprise."
    yield "Une colonne par centre : combien de ses entreprises se servent de la compétence."
    yield (
        "Des formulations qui ont les mêmes mots, ou presque, sont réunies sous la plus fréquente ; « Autres "
        "formulations réunies » donne les autres, à relire."
    )
    yield (
        "« Proche du référentiel » : la compétence partage l'essentiel de ses mots avec celle-là ; elle n'en est "
        "peut-être qu'un prolongement."
    )
    yield "Aucun nom d'apprenant ni d'entreprise n'est demandé ni gardé."


class _Writer:
    """A workbook of plain tables: every text is written as a text."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.header = book.add_format(PLAIN_HEADER)
        self.cell = book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B8C0D0", **FONT}
        )

    def table(self, name: str, titles: Sequence[str], rows: Sequence[tuple[Cell, ...]], widths: Sequence[int]) -> None:
        """A sheet with its header, its rows and a filter."""
        sheet = self.book.add_worksheet(name)
        for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, french(title)[:CELL_MAX], self.header)
        sheet.set_row(0, height(titles, widths))
        for row, cells in enumerate(rows, start=1):
            sheet.set_row(row, height(cells, widths))
            for column, value in enumerate(cells):
                if isinstance(value, int):
                    sheet.write_number(row, column, value, self.cell)
                else:
                    sheet.write_string(row, column, french(value)[:CELL_MAX], self.cell)
        sheet.freeze_panes(1, 1)
        if rows and len(titles) > 1:
            sheet.autofilter(0, 0, len(rows), len(titles) - 1)
        set_up_for_paper(sheet)
