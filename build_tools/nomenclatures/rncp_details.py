"""What an export says of a registration beyond what names it: nomenclatures, certifying bodies, blocks and skills.

Partners, juries, places and people are left where they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from build_tools.checking.rules import OFFICIAL_TEXT_RULES
from build_tools.checking.rules.coherence.codes import is_siret
from build_tools.checking.rules.text import check_texts
from build_tools.checking.rules.texte.signs import with_usual_signs
from build_tools.model.base import BLOCK_CODE, ROME_CODE, TITLE_MAX
from build_tools.model.referentiel import FORMACODE, NSF_CODE
from build_tools.text.items import items_of, without_html
from build_tools.text.typography import shorten

_BLOCK = re.compile(BLOCK_CODE)
_SIRET = re.compile(r"\D")
_MARKS = re.compile(r"\*\*|__|`")
Row = Mapping[str, str]
# What names a table of the CSV export: accents and their encoding, which differ, play no part.
DETAIL_TABLES = ("blocs_de_comp", "certificateurs", "formacode", "nsf", "rome")


@dataclass(frozen=True)
class BlockDetails:
    """A block: its code if it is one of this registration, its title, its skills as whole sentences."""

    code: str | None
    intitule: str
    competences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Details:
    """What was read of one registration; `left_out` counts the texts that no record may hold."""

    nsf: tuple[str, ...] = ()
    formacodes: tuple[str, ...] = ()
    rome: tuple[str, ...] = ()
    certificateurs: tuple[tuple[str, str | None], ...] = ()
    blocs: tuple[BlockDetails, ...] = ()
    competences: tuple[str, ...] = ()
    left_out: int = 0


@dataclass
class _Reader:
    """Reads the texts of one registration, and counts those that no record may hold."""

    code: str
    left_out: int = 0

    def plain(self, text: str) -> str:
        """A text on one line in the signs that records may hold; empty if there is none."""
        found = " ".join(_visible(_MARKS.sub("", with_usual_signs(without_html(text)))).split())
        if found and check_texts({"texte": found}, OFFICIAL_TEXT_RULES):
            self.left_out += 1
            return ""
        return found

    def skills(self, text: str) -> tuple[str, ...]:
        """The sentences of a text of skills."""
        return tuple(dict.fromkeys(filter(None, map(self.plain, items_of(text)))))

    def block(self, code: str, title: str, skills: str) -> BlockDetails | None:
        """A block; without a title its skills are kept under its code."""
        own = code if _BLOCK.fullmatch(code) and code.startswith(f"{self.code}BC") else None
        found = self.skills(skills)
        heading = shorten(self.plain(title) or code, TITLE_MAX)
        return BlockDetails(own, heading, found) if heading else None

    def body(self, name: str, siret: str) -> tuple[str, str | None] | None:
        """A certifying body; a number that is no SIRET is left out."""
        digits = _SIRET.sub("", siret)
        title = shorten(self.plain(name), TITLE_MAX)
        return (title, digits if len(digits) == 14 and is_siret(digits) else None) if title else None


def xml_details(record: etree._Element, code: str) -> Details:
    """The details of a FICHE of the XML V4.1."""
    reader = _Reader(code)
    blocks = (
        reader.block(_text(b, "CODE"), _text(b, "LIBELLE"), b.findtext("LISTE_COMPETENCES") or "")
        for b in record.iterfind("BLOCS_COMPETENCES/BLOC_COMPETENCES")
    )
    bodies = (
        reader.body(_text(b, "NOM_CERTIFICATEUR"), _text(b, "SIRET_CERTIFICATEUR"))
        for b in record.iterfind("CERTIFICATEURS/CERTIFICATEUR")
    )
    found = one_of_each(filter(None, blocks))
    return Details(
        nsf=_codes(record, "CODES_NSF/NSF/CODE", NSF_CODE),
        formacodes=_codes(record, "FORMACODES/FORMACODE/CODE", FORMACODE),
        rome=_codes(record, "CODES_ROME/ROME/CODE", ROME_CODE),
        certificateurs=tuple(dict.fromkeys(filter(None, bodies))),
        blocs=found,
        competences=() if found else reader.skills(record.findtext("CAPACITES_ATTESTEES") or ""),
        left_out=reader.left_out,
    )


def one_of_each(blocks: Iterable[BlockDetails]) -> tuple[BlockDetails, ...]:
    """Blocks of the same code as one, with all their skills."""
    found: dict[str, BlockDetails] = {}
    for block in blocks:
        key = block.code or block.intitule
        before = found.get(key)
        skills = tuple(dict.fromkeys((*before.competences, *block.competences))) if before else block.competences
        found[key] = BlockDetails(block.code, before.intitule if before else block.intitule, skills)
    return tuple(sorted(found.values(), key=lambda block: block.code or "~"))


def csv_details(tables: Mapping[str, Iterable[Row]], codes: Iterable[str]) -> dict[str, Details]:
    """The details of these registrations, by code, from the tables of the CSV export that are there."""
    found: dict[str, dict[str, list[Row]]] = {code: {name: [] for name in DETAIL_TABLES} for code in codes}
    for name, table in tables.items():
        for row in table:
            code = (row.get("Numero_Fiche") or "").strip()
            if code in found:
                found[code][name].append(row)
    return {code: _of_rows(code, own) for code, own in found.items()}


def _of_rows(code: str, tables: Mapping[str, list[Row]]) -> Details:
    reader = _Reader(code)
    blocks = (
        reader.block(_cell(row, "Bloc_Competences_Code"), _cell(row, "Bloc_Competences_Libelle"), "")
        for row in tables["blocs_de_comp"]
    )
    bodies = (
        reader.body(_cell(row, "Nom_Certificateur"), _cell(row, "Siret_Certificateur"))
        for row in tables["certificateurs"]
    )
    return Details(
        nsf=_of_column(tables["nsf"], "Nsf_Code", NSF_CODE),
        formacodes=_of_column(tables["formacode"], "Formacode_Code", FORMACODE),
        rome=_of_column(tables["rome"], "Codes_Rome_Code", ROME_CODE),
        certificateurs=tuple(dict.fromkeys(filter(None, bodies))),
        blocs=one_of_each(filter(None, blocks)),
        left_out=reader.left_out,
    )


def _cell(row: Row, column: str) -> str:
    return (row.get(column) or "").strip()


def _of_column(rows: Iterable[Row], column: str, pattern: str) -> tuple[str, ...]:
    return _matching((_cell(row, column) for row in rows), pattern)


def _codes(record: etree._Element, path: str, pattern: str) -> tuple[str, ...]:
    return _matching(((element.text or "").strip() for element in record.iterfind(path)), pattern)


def _matching(values: Iterable[str], pattern: str) -> tuple[str, ...]:
    known = re.compile(pattern)
    return tuple(dict.fromkeys(value for value in values if known.fullmatch(value)))


def _text(record: etree._Element, path: str) -> str:
    return " ".join((record.findtext(path) or "").split())


def _visible(text: str) -> str:
    """The text without signs that nobody sees or that have no meaning outside one font."""
    kinds = ((sign, unicodedata.category(sign)) for sign in text)
    return "".join(" " if kind == "Cc" else sign for sign, kind in kinds if kind not in ("Cf", "Co", "Cs", "Cn"))
