"""Every free text of every kind of record and term, through every output, read back by a reader of that format."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import docx
import duckdb
import openpyxl
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from build_tools.checking.check import Report, check
from build_tools.checking.problem import Problem
from build_tools.checking.reports import render
from build_tools.checking.rulebook import RULES
from build_tools.contributing.markdown import harmless
from build_tools.exports.changes import Change, ChangesInWords
from build_tools.exports.export import EXPORTS
from build_tools.exports.published import Published
from build_tools.loading.catalogue import load
from build_tools.model.base import inner_model
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import VOCABULARIES
from build_tools.review.changes import RecordChange, Review
from build_tools.review.in_markdown import as_markdown
from build_tools.site.dossier_pages import dossier_pages
from build_tools.site.page_layout import LAYOUT_ADDRESS, cut
from build_tools.site.pages import data_pages
from build_tools.site.rendering import Renderer
from build_tools.text.typography import french
from tests.conftest import GAP, copy_small_catalogue, published
from tests.every_text import MARK, Filled, filled_catalogue, place_of_terms
from tests.exports.linked_data import from_json_ld, from_turtle
from tests.site import made
from tests.site.html_facts import read_html

pytestmark = pytest.mark.slow

SITE = "https://catalogue.exemple.fr"
# Formats that leave nothing out; the lines are those of records, without vocabularies.
_WHOLE = ("csv", "json", "sqlite")


@dataclass(frozen=True)
class Everything:
    """The filled catalogue as it is published."""

    filled: Filled
    published: Published


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Everything:
    """Made once: the texts, and changes that tell them."""
    base = check(load(copy_small_catalogue(tmp_path_factory.mktemp("textes") / "catalogue", GAP))).catalogue
    assert base is not None
    filled = filled_catalogue(base)
    made_public = published(filled.catalogue, SITE)
    (module,) = filled.catalogue.modules.values()
    said = ChangesInWords(filled.catalogue, "module").differences({}, filled.data["modules"])
    change = Change(module.id, module.titre, "modifie", "2026-03-01T10:00:00Z", "ab" * 20, tuple(said))
    made_public.__dict__["changes"] = (change,)
    return Everything(filled, made_public)


# Readers -------------------------------------------------------------------------------------------------------------


def _of_json(content: bytes) -> Iterator[str]:
    yield from _strings(json.loads(content))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from _strings(item)
    elif isinstance(data, dict):
        for key, item in data.items():
            yield from [_of_html(item)] if key == "content_html" else _strings(item)


def _of_html(source: str) -> str:
    """What a reader of feeds shows of a content, in which nothing runs."""
    page = read_html(f"<main>{source}</main>")
    assert page.scripts == page.handlers == page.resources == []
    return "".join(page.main)


def _of_lines(content: bytes) -> Iterator[str]:
    for line in content.decode().split("\n")[:-1]:
        yield from _of_json(line.encode())


def _of_csv(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8-sig")
    separator = ";" if ";" in text.split("\n", 1)[0] else ","
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield from row


def _of_xml(content: bytes) -> Iterator[str]:
    for element in etree.fromstring(content).iter():
        yield from (element.text or "", element.tail or "", *element.attrib.values())


def _of_atom(content: bytes) -> Iterator[str]:
    """A text of type « html » is read twice, as a feed's reader does."""
    root = etree.fromstring(content)
    for element in root.iter():
        if element.get("type") == "html":
            yield _of_html(element.text or "")
        else:
            yield from (element.text or "", *element.attrib.values())


def _of_calendar(content: bytes) -> Iterator[str]:
    """Unfolded, then without what a text escapes, as a calendar reads it."""
    for line in content.decode().replace("\r\n ", "").split("\r\n"):
        yield re.sub(r"\\(.)", r"\1", line)


def _of_turtle(content: bytes) -> Iterator[str]:
    yield from (str(value) for _, _, value in from_turtle(content))


def _of_json_ld(content: bytes) -> Iterator[str]:
    yield from (str(value) for _, _, value in from_json_ld(content))


def _of_workbook(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None, cell.value
                yield from [cell.value] if isinstance(cell.value, str) else []


def _of_database(content: bytes) -> Iterator[str]:
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in database.execute(f'SELECT * FROM "{table}"'):  # the names of our own tables
            yield from (cell for cell in row if isinstance(cell, str))


def _of_parquet(content: bytes) -> Iterator[str]:
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(content)
        file.flush()
        for row in duckdb.read_parquet(file.name).fetchall():
            yield from (cell for cell in row if isinstance(cell, str))


def _of_markdown(content: bytes) -> Iterator[str]:
    """What a reader of Markdown shows, in which nothing runs."""
    yield _of_html(MarkdownIt("commonmark").render(content.decode()))


def _of_page(content: bytes) -> Iterator[str]:
    page = read_html(content.decode())
    assert page.scripts == page.handlers == []
    yield "".join(page.main)


def _of_letter(content: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(content))
    yield from (paragraph.text for paragraph in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


def _of_text(content: bytes) -> Iterator[str]:
    yield from content.decode().splitlines()


READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "json": _of_json,
    "jsonl": _of_lines,
    "csv": _of_csv,
    "xml": _of_xml,
    "atom": _of_atom,
    "ttl": _of_turtle,
    "jsonld": _of_json_ld,
    "xlsx": _of_workbook,
    "sqlite": _of_database,
    "parquet": _of_parquet,
    "md": _of_markdown,
    "geojson": _of_json,
    "html": _of_page,
    "txt": _of_text,
    "bib": _of_text,
    "cff": _of_text,
    "ics": _of_calendar,
    "docx": _of_letter,
}
# What tells of the catalogue as a whole: no text of a record is in there.
_OF_THE_WHOLE = frozenset({"geojson", "html", "txt", "bib", "cff"})


# What is read must be what was written -------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """What typography and the rules of blanks of a format may change, left out."""
    return " ".join(french(text).split())


def _spoiled(read: str, texts: Mapping[int, str]) -> list[tuple[str, str]]:
    """The texts that are not whole where they begin; those that are cut must end with « … »."""
    wrong = []
    plain = _plain(read)
    for found in MARK.finditer(plain):
        expected = _plain(texts[int(found[1])])
        rest = plain[found.start() :]
        cut_at = rest.find("…")
        cut = cut_at >= 0 and expected.startswith(rest[:cut_at].rstrip())
        if not rest.startswith(expected) and not cut:
            wrong.append((rest[: len(expected) + 20], expected))
    return wrong


def test_every_text_field_of_the_models_is_filled(everything: Everything) -> None:
    """Asked of pydantic itself, not of the schemas that the filling reads."""
    filled = {re.sub(r"\[\d+\]", "", place) for place in everything.filled.places.values()}
    models: dict[str, Any] = {name: kind.model for name, kind in KINDS.items()}
    models |= {place_of_terms(name): term for name, term in VOCABULARIES.items()}
    asked = {place for name, model in models.items() for place in _free_texts(name, model)}
    assert asked - filled == set()
    assert len(asked) > 80


def _free_texts(place: str, model: Any) -> Iterator[str]:
    schema = model.model_json_schema()
    for name, field in model.model_fields.items():
        if inner := inner_model(field.annotation):
            yield from _free_texts(f"{place}.{name}", inner)
        elif name not in ("id", "deduit") and _is_free(schema["properties"][name]):
            yield f"{place}.{name}"


def _is_free(node: Mapping[str, Any]) -> bool:
    """A text without list, pattern or form: alone, in a list, or absent."""
    if "anyOf" in node:
        return any(_is_free(part) for part in node["anyOf"]) and not _is_closed(node)
    if node.get("type") == "array":
        return _is_free(node["items"])
    return node.get("type") == "string" and not _is_closed(node)


def _is_closed(node: Mapping[str, Any]) -> bool:
    return any(key in node for key in ("enum", "const", "pattern", "format", "x-vocabulaire", "x-reference"))


def test_every_export_gives_each_text_back(everything: Everything) -> None:
    found: dict[str, set[int]] = {kind: set() for kind in READERS}
    wrong = []
    for export in EXPORTS:
        for file in export(everything.published):
            kind = PurePosixPath(file.path).suffix[1:]
            assert kind in READERS, f"aucun lecteur pour {file.path}"
            for read in READERS[kind](file.content):
                found[kind] |= {int(number) for number in MARK.findall(read)}
                wrong += [(file.path, *pair) for pair in _spoiled(read, everything.filled.texts)]
    assert wrong[:3] == []
    places = everything.filled.places
    missing = {kind: [places[n] for n in everything.filled.texts.keys() - found[kind]] for kind in _WHOLE}
    assert missing == {kind: [] for kind in _WHOLE}
    assert {n for n, place in places.items() if place.split(".")[0] in KINDS} == found["jsonl"]
    assert {kind for kind, numbers in found.items() if not numbers} <= _OF_THE_WHOLE


def test_every_page_shows_texts_as_texts(everything: Everything, tmp_path_factory: pytest.TempPathFactory) -> None:
    layout = (made.theme(tmp_path_factory) / LAYOUT_ADDRESS / "index.html").read_text(encoding="utf-8")
    renderer = Renderer(everything.published, cut(layout))
    usual = set(read_html(layout).scripts)
    seen: set[int] = set()
    for page in (*dossier_pages(everything.published), *data_pages(everything.filled.catalogue)):
        source = renderer.html(page).decode()
        facts = read_html(source)
        assert len(set(facts.scripts)) <= len(usual), page.address
        assert facts.handlers == [], page.address
        for data in re.findall(r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', source, re.DOTALL):
            for read in _strings(json.loads(data)):
                assert _spoiled(read, everything.filled.texts) == [], page.address
        for read in (facts.content, facts.title, *facts.labels):
            assert _spoiled(read, everything.filled.texts) == [], page.address
        seen |= {int(number) for number in MARK.findall(facts.content)}
    shown = {everything.filled.places[number] for number in seen}
    assert {"modules.titre", "modules.besoin.constat", "demarches.porteur.nom", "certifications.intitule"} <= shown
    assert len(shown) > 40


def test_the_report_of_a_pull_request_shows_texts_as_texts(everything: Everything) -> None:
    records = []
    for name, kind in KINDS.items():
        words = ChangesInWords(everything.filled.catalogue, kind.schema)
        data = everything.filled.data[name]
        title = str(data.get("titre") or data.get("intitule"))
        changes = tuple(words.differences({}, data))
        records.append(RecordChange(PurePosixPath(name, "x.yml"), title, "nouveau", changes, 0, 1, 1))
    problems = tuple(_problems(everything.filled.texts))
    markdown = as_markdown(Review(tuple(records), (), problems, 0, 0, None, None, None))
    for source in (markdown, harmless(markdown)):
        tree = MarkdownIt("commonmark").enable("table").render(source)
        facts = read_html(f"<main>{tree}</main>")
        assert facts.scripts == facts.handlers == facts.links == facts.resources == []
        read = "".join(facts.main).replace("\u200b", "")
        assert _spoiled(read, everything.filled.texts) == []
        assert re.search(r"(?<!&)#1|@@CORPS", html.unescape(source)) is None, "un appel"
    assert len(set(MARK.findall(markdown))) > 30


# Reports of the checker ----------------------------------------------------------------------------------------------


def _problems(texts: Mapping[int, str]) -> Iterator[Problem]:
    rule = next(iter(RULES))
    for number, text in texts.items():
        if number < 20:
            message = french(" ".join(text.split()))
            path = f"catalogue/modules/x/{number}.yml"
            yield Problem(path=path, line=1, column=1, rule=rule, severity="error", message=message, hint="Voir.")


@pytest.fixture(scope="module")
def report(everything: Everything) -> Report:
    """A check whose messages quote the texts."""
    return Report(1, tuple(_problems(everything.filled.texts)), None)


def _of_annotations(text: str) -> Iterator[str]:
    """GitHub's own reading: ten commands at most, one a line, then what is escaped in their data; the rest is a log."""
    *lines, last = text.splitlines()
    assert not last.startswith("::")
    commands = [line for line in lines if line.startswith("::")]
    assert 1 <= len(commands) <= 10
    for command in commands:
        found = re.fullmatch(r"::error file=[^,:]*,line=1,col=1,title=[^,:]*::(.*)", command)
        assert found, command
        yield found[1].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    for line in lines[len(commands) :]:
        found = re.fullmatch(r"catalogue/modules/x/\d+\.yml:1:1 \[[a-z-]+\] (.*)", line)
        assert found, line
        assert "##[" not in line
        yield found[1].replace("## [", "##[")


def _of_sarif(text: str) -> Iterator[str]:
    for result in json.loads(text)["runs"][0]["results"]:
        message = re.sub(r"\\([\[\]\\])", r"\1", result["message"]["text"])
        yield message.replace("{{", "{").replace("}}", "}")


def _of_junit(text: str) -> Iterator[str]:
    for failure in ET.fromstring(text).iter("failure"):  # our own
        yield failure.attrib["message"]


def _of_terminal(text: str) -> Iterator[str]:
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text) is None
    yield from (line for line in text.splitlines() if MARK.search(line))


@pytest.mark.parametrize(
    ("form", "reader"),
    [
        ("github", _of_annotations),
        ("sarif", _of_sarif),
        ("junit", _of_junit),
        ("text", _of_terminal),
        ("json", lambda text: _of_json(text.encode())),
    ],
)
def test_every_report_gives_each_text_back(
    report: Report, everything: Everything, form: Any, reader: Callable[[str], Iterator[str]]
) -> None:
    read = list(reader(render(report, form)))
    assert [pair for text in read for pair in _spoiled(text, everything.filled.texts)] == []
    assert len({number for text in read for number in MARK.findall(text)}) == len(report.problems)
