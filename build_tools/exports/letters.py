"""The letter of each dossier as a document for word processors (DOCX), its skills annexed: to complete and to sign.

What a person must write or check stands in brackets, highlighted. The table of skills is cut at what a letter bears.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cache

import docx
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.analysis.coverage.answers import MARKS, VERDICTS
from build_tools.analysis.coverage.standing import SkillVerdict
from build_tools.analysis.dossier import Dossier
from build_tools.analysis.letter import Letter, compared, letter_of_body, letter_of_dossier
from build_tools.exports.data_package import TITLE
from build_tools.exports.published import File, Published
from build_tools.model import Ecart, Module
from build_tools.model.base import is_deduced
from build_tools.text.typography import french, long_date, plural

NAME = "lettre.docx"
MOST_ROWS = 60
_FONT = "Arial"
_IN_BRACKETS = re.compile(r"(\[[^\]]*\])")
_WIDTHS = (Cm(6.5), Cm(4.5), Cm(6))
_NEEDLESS = ("/thumbnail", "/stylesWithEffects", "/customXml")
_STYLES = frozenset(
    {"Normal", "heading 1", "heading 2", "List Bullet", "List Number", "Table Grid"}
    | {"Default Paragraph Font", "Normal Table", "No List", "Heading 1 Char", "Heading 2 Char"}
)
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell


def letter_files(published: Published) -> Iterator[File]:
    """`lettre.docx` beside each dossier, and beside those of each certifying body together."""
    found = published.dossiers
    for name, dossier in found.items():
        yield File(f"dossiers/{name}/{NAME}", _content(published, letter_of_dossier(dossier)))
    for body in certifying_bodies(published.catalogue).values():
        owned = [found[c.id] for c in body.certifications if c.id in found]
        if owned:
            yield File(f"{body.address}{NAME}", _content(published, letter_of_body(body.name, owned)))


def _content(published: Published, letter: Letter) -> bytes:
    document = _blank(published, letter.subject)
    _write_letter(document, letter)
    for part in letter.about:
        _write_annex(document, published, part.dossier)
    return _packed(document)


def _blank(published: Published, subject: str) -> Document:
    """An empty page, dated by the data and not by the clock."""
    document = docx.Document(io.BytesIO(_empty_page()))
    about = document.core_properties
    about.title, about.author, about.language, about.comments = french(subject), french(TITLE), "fr-FR", ""
    about.created = about.modified = published.moment
    return document


@cache
def _empty_page() -> bytes:
    """The library's empty page, made French, A4, in one font, without what it brings for nothing."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 10.5), ("Heading 1", 14), ("Heading 2", 12)):
        font = document.styles[name].font
        font.name, font.size = _FONT, Pt(size)
    styles = document.styles.element
    for style in [style for style in styles.style_lst if style.name_val not in _STYLES]:
        styles.remove(style)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
    for fonts in styles.iter(qn("w:rFonts")):  # a font of the theme would win over ours
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
    for links in (document.part.package.rels, document.part.rels):
        for name in [name for name, link in links.items() if link.reltype.endswith(_NEEDLESS)]:
            del links[name]
    return _packed(document)


def _write_letter(document: Document, letter: Letter) -> None:
    for text in (letter.sender, letter.place, f"À : {letter.to}"):
        _paragraph(document, text)
    _paragraph(document, f"Objet : {letter.subject}", bold=True)
    for text in (letter.greeting, *letter.opening):
        _paragraph(document, text)
    for part in letter.about:
        _paragraph(document, f"{part.dossier.label} : {part.says}", "List Bullet")
    _paragraph(document, letter.asks)
    for text in letter.questions:
        _paragraph(document, text, "List Number")
    for text in (*letter.closing, letter.signature, "P. J. : annexe ; [dossier complet : sa page, enregistrée en PDF]"):
        _paragraph(document, text)


def _paragraph(document: Document, text: str, style: str | None = None, *, bold: bool = False) -> None:
    """A paragraph of the letter; what stands in brackets is highlighted."""
    paragraph = document.add_paragraph(style=style)
    for part in filter(None, _IN_BRACKETS.split(french(text))):
        run = paragraph.add_run(part)
        run.bold = bold or None
        if _IN_BRACKETS.fullmatch(part):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _write_annex(document: Document, published: Published, dossier: Dossier) -> None:
    """What today's référentiel says of each skill, the modules without skills, the gaps."""
    document.add_heading(french(f"Annexe : {dossier.label}"), 1).paragraph_format.page_break_before = True
    document.add_paragraph(french(f"{compared(dossier)} État des données : {long_date(dossier.day)}."))
    address = f"dossiers/{dossier.certification.id}/"
    site = published.addresses.site
    if site:
        document.add_paragraph(french("Dossier entier, avec ses preuves : ")).add_run(f"{site}/{address}")
    _write_skills(document, published, dossier)
    without_skills = [a.module for a in dossier.additions if not a.module.competences]
    _write_list(document, "Modules dont les sources ne détaillent pas les compétences", published, without_skills)
    gaps = published.catalogue.ecarts_by_certification.get(dossier.certification.id, ())
    _write_list(document, "Écarts constatés", published, gaps)


def _write_skills(document: Document, published: Published, dossier: Dossier) -> None:
    rows = sorted(((a.module, skill.intitule) for a, skill in dossier.skills), key=lambda row: _rank(dossier, *row))
    if not rows:
        return
    head = dossier.standing.compared
    titles = ("Compétence ajoutée", "Module, région", *((f"Ce que dit {head.code}",) if head else ()))
    table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    _fill(table.rows[0].cells, titles, bold=True)
    repeated = OxmlElement("w:tblHeader")  # the head comes back on each page, and screen readers say it
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    lines = (
        (
            _marked(skill, module, "competences"),
            _with_region(published, module),
            _verdict_text(dossier.verdict_of(module.id, skill)),
        )
        for module, skill in rows[:MOST_ROWS]
    )
    _write_rows(table.add_row(), [line[: len(titles)] for line in lines])
    if len(rows) > MOST_ROWS:
        left = plural(len(rows) - MOST_ROWS, "autre compétence se trouve", "autres compétences se trouvent")
        document.add_paragraph(french(f"{left} dans le tableau du dossier (CSV)."))


def _write_rows(first: _Row, lines: Sequence[Sequence[str]]) -> None:
    """A row for each line. The others are copies of the first with their own texts: the library took twice as long."""
    _fill(first.cells, lines[0])
    for line in lines[1:]:
        row = deepcopy(first._tr)
        for run, text in zip(row.iter(qn("w:r")), line, strict=True):
            run.text = french(text)
        first._tr.getparent().append(row)


def _rank(dossier: Dossier, module: Module, skill: str) -> int:
    """What is missing comes first."""
    verdict = dossier.verdict_of(module.id, skill)
    return -list(VERDICTS).index(verdict.coverage.verdict) if verdict else 1


def _verdict_text(verdict: SkillVerdict | None) -> str:
    if not verdict:
        return ""
    found = verdict.coverage
    words = f"{VERDICTS[found.verdict]} ({MARKS[found.how]})"
    block = f"{found.sentence.block} " if found.sentence and found.sentence.block else ""
    return f"{words} : {block}{found.sentence.text}" if found.sentence and found.sentence.text else words


def _fill(cells: Sequence[_Cell], texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text, width in zip(cells, texts, _WIDTHS, strict=False):
        cell.width = width
        run = cell.paragraphs[0].add_run(french(text))
        run.bold, run.font.size = bold or None, Pt(9)


def _write_list(
    document: Document, title: str, published: Published, records: Sequence[Module] | Sequence[Ecart]
) -> None:
    if not records:
        return
    document.add_heading(french(title), 2)
    for record in records[:MOST_ROWS]:
        document.add_paragraph(french(_with_region(published, record)), "List Bullet")
    if len(records) > MOST_ROWS:
        document.add_paragraph(french(f"Et {len(records) - MOST_ROWS} de plus, sur la page du dossier."))


def _with_region(published: Published, record: Module | Ecart) -> str:
    """What a record is called, where it comes from, and whether a source joins it to the certification."""
    name = "titre" if isinstance(record, Module) else "competence"
    where = published.catalogue.vocabularies.label("regions", record.region)
    joined = ", rattachement déduit" if is_deduced("certifications", record.deduit) else ""
    return f"{_marked(getattr(record, name), record, name)} ({where}{joined})"


def _marked(text: str, record: Module | Ecart, name: str) -> str:
    """The text, followed by its mark where no source states it."""
    return f"{text} (déduit)" if is_deduced(name, record.deduit) else text


def _packed(document: Document) -> bytes:
    """The document, without the moment at which it was packed."""
    packed, content = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(content, "w") as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, _EARLIEST), old.read(member), zipfile.ZIP_DEFLATED)
    return content.getvalue()
