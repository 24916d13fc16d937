"""A fact that no source states is marked wherever it is shown: in every export and on every page, field by field.

An output that says a field changes when the record loses it. The same output must change when the field is only
marked as deduced; where it does not, the mark is lost.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pytest
from pydantic import BaseModel, ValidationError

from build_tools.checking.check import check
from build_tools.checking.rules.coherence.facts import NEVER_DEDUCED
from build_tools.exports.export import EXPORTS
from build_tools.exports.published import File
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue
from build_tools.model.base import inner_model
from build_tools.model.kinds import KINDS
from build_tools.site.dossier_pages import dossier_pages
from build_tools.site.page_layout import LAYOUT_ADDRESS, cut
from build_tools.site.pages import data_pages
from build_tools.site.rendering import Renderer
from tests.conftest import GAP, copy_small_catalogue, published
from tests.every_text import Filled, filled_catalogue
from tests.site import made

pytestmark = pytest.mark.long

SITE = "https://catalogue.exemple.fr"
Outputs = Mapping[str, str | bytes]
# What carries its own proof, is the catalogue's own filing (docs/methode.md), or names the record in other places.
OWN_PROOF = frozenset(
    {"transmissions", "integrations", "mises_en_oeuvre", "lectures", "origine", "reprises", "voisines"}
    | {"themes", "nature", "confiance", "region", "titre", "intitule", "type", "resume", "code", "demarche", "remplace"}
)
# A registration has marks of its own; a module and its gap are joined by the catalogue.
OTHER_MARKS = frozenset({"certifications.enregistrements", "ecarts.modules"})
# Link tables stand beside the one that lists what is deduced; answers on a term and counts name records, not facts.
RELATIONAL = re.compile(r"data/(?!modules\.csv)[a-z]+(_constates)?_[a-z_]+\.csv|api/v1/vocabulaires/.*|.*\.geojson")
# What says it of all (LHEO's « domaine-deduit »), counts gaps, gives a computed state, or links records.
LISTS_APART = re.compile(
    r"data/lheo.*|data/elm\.jsonld|data/referentiels-textes\.json|flux/echeances\.ics"
    r"|data/ecarts_constates\.(csv|parquet)|api/v1/certifications/.*"
)
PARTS = frozenset({"constat", "recueil", "ecart", "rome", "bloc", "heures", "nom_actuel"})
BESIDE_THE_FACT = (
    r'<section class="provenance".*?</section>',  # the list at the foot of each record
    r'<div id="bulle-deduit".*?</div>',  # what explains a mark
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A record of each kind whose every field says something."""
    base = check(load(copy_small_catalogue(tmp_path_factory.mktemp("marques") / "catalogue", GAP))).catalogue
    assert base is not None
    return filled_catalogue(base)


def exported(catalogue: Catalogue) -> Outputs:
    """Every export by its path, in a form that two builds of the same facts share."""
    what = published(catalogue, SITE)
    return {file.path: _comparable(file) for export in EXPORTS for file in export(what)}


def _comparable(file: File) -> str | bytes:
    if file.path.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(file.content))
        return str([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])
    if file.path.endswith(".docx"):
        letter = docx.Document(io.BytesIO(file.content))
        cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
        return str([*(paragraph.text for paragraph in letter.paragraphs), *cells])
    if file.path.endswith(".sqlite"):
        database = sqlite3.connect(":memory:")
        database.deserialize(file.content)
        return "\n".join(database.iterdump())
    return file.content


def fields_of(model: type[BaseModel]) -> Iterator[str]:
    """Every field that `deduit` may name, and the parts that are shown apart from their group or stand for it."""
    for name, field in model.model_fields.items():
        if name not in NEVER_DEDUCED | OWN_PROOF:
            yield name
            inner = inner_model(field.annotation)
            yield from (f"{name}.{part}" for part in (inner.model_fields if inner else ()) if part in PARTS)


def without(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The record without this field, or without this part of each of its groups."""
    left: dict[str, Any] = json.loads(json.dumps(data))
    group, _, part = name.partition(".")
    if not part:
        if isinstance(left[group], list):
            left[group] = []
        else:
            del left[group]
        return left
    for item in left[group] if isinstance(left[group], list) else [left[group]]:
        item.pop(part, None)
    return left


def lost_marks(filled: Filled, kind: str, outputs: Callable[[Catalogue], Outputs]) -> Iterator[tuple[str, str]]:
    """(field, output) wherever the output says the field, and the same when the field is deduced."""
    model, data = KINDS[kind].model, filled.data[kind]
    name = next(iter(filled.catalogue.records(kind)))

    def changed(record: Mapping[str, Any]) -> Outputs:
        records = {**filled.catalogue.records(kind), name: model.model_validate({**record, "id": name})}
        return outputs(replace(filled.catalogue, **{kind: records}))

    stated = changed(data)
    for field in fields_of(model):
        if f"{kind}.{field.partition('.')[0]}" in OTHER_MARKS:
            continue
        try:
            absent = changed(without(data, field))
        except ValidationError:
            continue  # a record cannot be without it
        marked = changed({**data, "deduit": [field]})
        for path, content in stated.items():
            if path in absent and absent[path] != content and marked.get(path) == content:
                yield field, path


@pytest.mark.parametrize("kind", KINDS)
def test_every_export_that_says_a_field_says_that_it_is_deduced(filled: Filled, kind: str) -> None:
    lost = [(field, path) for field, path in lost_marks(filled, kind, exported) if not RELATIONAL.fullmatch(path)]
    assert [pair for pair in lost if not LISTS_APART.fullmatch(pair[1])] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_that_says_a_field_marks_it_beside(
    filled: Filled, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    layout = cut((made.theme(tmp_path_factory) / LAYOUT_ADDRESS / "index.html").read_text(encoding="utf-8"))

    def shown(catalogue: Catalogue) -> Outputs:
        what = published(catalogue, SITE)
        renderer = Renderer(what, layout)
        found = {}
        for page in (*dossier_pages(what), *data_pages(catalogue)):
            (source,) = re.findall(r"<main.*</main>", renderer.html(page).decode(), re.DOTALL)
            for elsewhere in BESIDE_THE_FACT:
                source = re.sub(elsewhere, "", source, flags=re.DOTALL)
            found[page.address] = source
        return found

    lost = list(lost_marks(filled, kind, shown))
    assert lost == []
