"""France compétences' official exports of the RNCP and the RS: the XML V4.1, alone or zipped, and the zip of CSV files.

Source: « Répertoire national des certifications professionnelles et répertoire spécifique », France compétences, on
data.gouv.fr, Licence Ouverte 2.0. Only what names a registration is taken, never people or addresses.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from lxml import etree

from build_tools.nomenclatures.rncp_details import DETAIL_TABLES, Details, csv_details, xml_details

# The daily exports hold about 30,000 records: 0.5 GB of XML once unzipped, a tenth of it zipped.
MAX_BYTES = 2 * 1024**3
MAX_RATIO = 100
_SMALL = 64 * 1024**2
MAX_MEMBERS = 50
_HEAD = 64 * 1024

_DATE_IN_NAME = re.compile(r"(20[0-9]{2})[-_](0[1-9]|1[0-2])[-_](0[1-9]|[12][0-9]|3[01])")
_CODE = re.compile(r"(?:RNCP|RS)[0-9]{1,6}")
_LEVEL = re.compile(r"NIV([1-8])")
# As the XML and the CSV say it.
_STATES = {"Oui": "actif", "Non": "inactif", "ACTIVE": "actif", "INACTIVE": "inactif"}
_ZIP = b"PK\x03\x04"  # what every zip begins with; its list of files comes last
_NO_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class ExportFileError(ValueError):
    """The file is not an official export, or is not safe to read; the message is for the user."""


@dataclass(frozen=True)
class OfficialRecord:
    """A registration as France compétences publishes it; None or empty where the export says nothing.

    `etat_inconnu` is the state in the export's words, where it is none that we know.
    """

    code: str
    intitule: str | None = None
    niveau: int | None = None
    etat: str | None = None
    debut: date | None = None
    echeance: date | None = None
    remplace: tuple[str, ...] = ()
    remplacee_par: tuple[str, ...] = ()
    etat_inconnu: str = ""


@dataclass(frozen=True)
class Export:
    """An export: its records by code, and its day if a file's name says it.

    `details` are those of the registrations that were asked for, `doubled` the codes that several records have.
    """

    records: Mapping[str, OfficialRecord]
    day: date | None = None
    details: Mapping[str, Details] = field(default_factory=dict)
    doubled: frozenset[str] = frozenset()


_Neighbours = dict[str, list[str]]
Wanted = Callable[[OfficialRecord], bool]
"""Whether the details of a registration are asked for: the files hold those of 25,000."""


def read_export(path: Path, wanted: Wanted = lambda _: False) -> Export:
    """Read an export of any of the three forms. Raises ExportFileError, and OSError if the file cannot be read."""
    gathered = _Gathered(wanted)
    with _as_export_errors(), path.open("rb") as stream:
        if zipfile.is_zipfile(stream):
            with zipfile.ZipFile(stream) as archive:
                day = _read_zip(archive, gathered)
        else:
            stream.seek(0)
            if stream.read(len(_ZIP)) == _ZIP:
                raise ExportFileError("l'archive zip est coupée avant sa fin : téléchargez-la de nouveau")
            stream.seek(0)
            day = None
            gathered.add_pages(stream)
    if not gathered.records:
        raise ExportFileError("il ne contient aucune fiche du RNCP ou du RS")
    return Export(gathered.records, _day_in(path.name) or day, gathered.details, frozenset(gathered.doubled))


@dataclass
class _Gathered:
    """What has been read of an export so far."""

    wanted: Wanted
    records: dict[str, OfficialRecord] = field(default_factory=dict)
    details: dict[str, Details] = field(default_factory=dict)
    doubled: set[str] = field(default_factory=set)

    def add(self, record: OfficialRecord) -> bool:
        """Keep a record that has a code; returns whether its details are asked for."""
        if not _CODE.fullmatch(record.code):
            return False
        if record.code in self.records:
            self.doubled.add(record.code)
        self.records[record.code] = record
        return self.wanted(record)

    def add_pages(self, stream: IO[bytes]) -> None:
        """Keep the records of an XML file."""
        for element, record in _xml_records(stream):
            if self.add(record):
                self.details[record.code] = xml_details(element, record.code)


@contextmanager
def _as_export_errors() -> Iterator[None]:
    try:
        yield
    except etree.XMLSyntaxError:
        raise ExportFileError("ce n'est ni un XML bien formé ni une archive zip") from None
    except UnicodeDecodeError:
        raise ExportFileError("un de ses fichiers CSV n'est pas en UTF-8") from None
    except csv.Error:
        raise ExportFileError("un de ses fichiers n'est pas un CSV lisible") from None
    except _NO_BROKEN_ZIP:
        raise ExportFileError("l'archive zip est abîmée ou protégée par un mot de passe") from None


# Zip -----------------------------------------------------------------------------------------------------------------


class _Bounded(io.RawIOBase):
    """A member of a zip that stops the reader when it grows beyond what an export can be."""

    def __init__(self, source: IO[bytes], limit: int) -> None:
        self._source = source
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._source.read(len(buffer))
        self._left -= len(chunk)
        if self._left < 0:
            raise ExportFileError("une fois décompressée, l'archive serait démesurée : elle n'est pas lue")
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _read_zip(archive: zipfile.ZipFile, gathered: _Gathered) -> date | None:
    """Gather what the archive holds; returns its day, if a file's name says it."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_MEMBERS:
        raise ExportFileError(f"l'archive contient {len(members)} fichiers, plus qu'un export n'en a")
    day = next((found for member in members if (found := _day_in(member.filename))), None)
    pages = [member for member in members if member.filename.lower().endswith(".xml")]
    if pages:
        for page in pages:
            with _open(archive, page) as stream:
                gathered.add_pages(stream)
        return day
    standard, chain = _table(members, "standard"), _table(members, "ancienne_nouvelle")
    before, after = _read_successions(_rows(archive, chain)) if chain else ({}, {})
    records = _csv_records(_rows(archive, standard), before, after)
    asked = {record.code for record in records if gathered.add(record)}
    tables = {name: table for name in DETAIL_TABLES if (table := _table(members, name))}
    gathered.details |= csv_details({name: _rows(archive, table) for name, table in tables.items()}, asked)
    return day


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> io.BufferedReader:
    limit = min(MAX_BYTES, max(_SMALL, member.compress_size * MAX_RATIO))
    return io.BufferedReader(_Bounded(archive.open(member), limit))


def _table(members: Iterable[zipfile.ZipInfo], name: str) -> zipfile.ZipInfo | None:
    """The CSV whose name holds `name`; accents, which differ from one export to the next, play no part."""
    return next((m for m in members if name in m.filename.lower() and m.filename.lower().endswith(".csv")), None)


def _rows(archive: zipfile.ZipFile, member: zipfile.ZipInfo | None) -> Iterator[dict[str, str]]:
    if member is None:
        raise ExportFileError("l'archive ne contient ni XML ni fichier CSV « Standard »")
    with _open(archive, member) as stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
        rows = csv.DictReader(text, delimiter=";")
        for row in rows:
            if None in row.values():
                raise ExportFileError(f"la ligne {rows.line_num} de « {member.filename} » est coupée")
            yield row


# CSV -----------------------------------------------------------------------------------------------------------------


def _read_successions(rows: Iterable[Mapping[str, str]]) -> tuple[_Neighbours, _Neighbours]:
    """Code → the codes before it, and code → those after it."""
    before: _Neighbours = {}
    after: _Neighbours = {}
    for row in rows:
        code = _cell(row, "Numero_Fiche")
        for column, codes in (("Ancienne_Certification", before), ("Nouvelle_Certification", after)):
            neighbour = _cell(row, column)
            if _CODE.fullmatch(neighbour) and neighbour not in codes.setdefault(code, []):
                codes[code].append(neighbour)
    return before, after


def _csv_records(
    rows: Iterable[Mapping[str, str]], before: _Neighbours, after: _Neighbours
) -> Iterator[OfficialRecord]:
    for row in rows:
        code, state = _cell(row, "Numero_Fiche"), _cell(row, "Actif")
        yield OfficialRecord(
            code=code,
            intitule=_cell(row, "Intitule") or None,
            niveau=_level(_cell(row, "Nomenclature_Europe_Niveau")),
            etat=_STATES.get(state),
            etat_inconnu="" if state in _STATES else state,
            debut=_date(_cell(row, "Date_Effet")),
            echeance=_date(_cell(row, "Date_Fin_Enregistrement")),
            remplace=tuple(before.get(code, ())),
            remplacee_par=tuple(after.get(code, ())),
        )


def _cell(row: Mapping[str, str | None], column: str) -> str:
    if column not in row:
        raise ExportFileError(f"la colonne « {column} » manque")
    return (row[column] or "").strip()


# XML -----------------------------------------------------------------------------------------------------------------


def _xml_records(stream: IO[bytes]) -> Iterator[tuple[etree._Element, OfficialRecord]]:
    """Each FICHE, forgotten once read. No entity is resolved and nothing is fetched; a document type is refused."""
    events = etree.iterparse(
        _checked_at_the_root(stream),
        events=("end",),
        tag=("FICHE", "VERSION_FLUX"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in events:
            if element.tag == "FICHE":
                yield element, _xml_record(element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            elif not (element.text or "").startswith("4."):
                raise ExportFileError(f"son format est la version {element.text} ; seule la version 4 est connue")
    except etree.XMLSyntaxError:
        raise ExportFileError("il est coupé ou abîmé avant sa fin : rien n'en est pris") from None


def _checked_at_the_root(stream: IO[bytes]) -> IO[bytes]:
    """The same stream, once its root is that of an export. Only the end of each record is looked at afterwards."""
    head = stream.read(_HEAD)
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    parser.feed(head)
    started = next(iter(parser.read_events()), None)
    if started is None:
        parser.close()  # says what is wrong with it
    else:
        _check_root(started[1])
    return io.BufferedReader(_Joined(head, stream))


class _Joined(io.RawIOBase):
    """What was read of a stream already, then the rest."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _check_root(root: etree._Element) -> None:
    if root.getroottree().docinfo.doctype:
        raise ExportFileError("il déclare un type de document (DOCTYPE), ce que l'export officiel ne fait pas")
    if root.tag != "FICHES":
        raise ExportFileError("ce n'est pas un export des fiches du RNCP ou du RS (élément FICHES)")


def _xml_record(record: etree._Element) -> OfficialRecord:
    def text(path: str) -> str:
        return " ".join((record.findtext(path) or "").split())

    def codes(path: str) -> tuple[str, ...]:
        found = ((element.text or "").strip() for element in record.findall(path))
        return tuple(dict.fromkeys(code for code in found if _CODE.fullmatch(code)))

    state = text("ACTIF")
    return OfficialRecord(
        code=text("NUMERO_FICHE"),
        intitule=text("INTITULE") or None,
        niveau=_level(text("NOMENCLATURE_EUROPE/NIVEAU")),
        etat=_STATES.get(state),
        etat_inconnu="" if state in _STATES else state,
        debut=_date(text("DATE_EFFET")),
        echeance=_date(text("DATE_FIN_ENREGISTREMENT")),
        remplace=codes("ANCIENNES_CERTIFICATIONS/ANCIENNE_CERTIFICATION/ID_FICHE_ANCIENNE_CERTIFICATION"),
        remplacee_par=codes("NOUVELLES_CERTIFICATIONS/NOUVELLE_CERTIFICATION/ID_FICHE_NOUVELLE_CERTIFICATION"),
    )


# Both ----------------------------------------------------------------------------------------------------------------


def _level(text: str) -> int | None:
    found = _LEVEL.fullmatch(text)
    return int(found[1]) if found else None


def _date(text: str) -> date | None:
    """« 31/08/2026 »; a date that does not exist says nothing."""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # a day, without hour
    except ValueError:
        return None


def _day_in(name: str) -> date | None:
    found = _DATE_IN_NAME.search(name)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
