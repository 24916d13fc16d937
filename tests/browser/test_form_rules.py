"""The form's scripts say of the checker's own cases what the checker says, in the same words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from build_tools.checking.check import check
from build_tools.checking.problem import Problem
from build_tools.checking.rulebook import all_messages
from build_tools.contributing.record_places import propose_id, region_prefixes
from build_tools.contributing.record_text import record_text
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import YamlError, read
from build_tools.text.typography import french
from tests.browser.visitor import Visitor
from tests.checking.case_files import ALL, Case
from tests.conftest import CATALOGUE, TODAY, copy_small_catalogue
from tests.hostile_texts import HOSTILE
from tests.site.test_form_words import code_in, keys_in

pytestmark = pytest.mark.browser

# What needs the file itself or the other files, which a browser does not have.
_OF_FILES = re.compile(
    r"fichier-|identifiant-|yaml-(?!syntaxe$)|region-dossier$|doublon-proche$|integration-code$|retrait-|derogation-|"
    r"bloc-certification$|demarche-region$|chiffre-(?:possible|unite|double)$|periode-possible$|lien-site$"
)
# The form asks for no integration.
_NOT_ASKED = frozenset(
    {
        "code-repertoire/invalid/numero-d-integration",
        "reference-competences-rome/invalid/code-inconnu",
        "schema-cle-inconnue/invalid/dans-le-deuxieme-element",  # the form writes no key that does not exist
    }
)
_OF_OTHER_RECORDS = re.compile("Ces modules se demandent")
# What is no question has no other name than its key: no form writes it.
_UNKNOWN = re.compile("^schema-cle-inconnue|« id »")
# What may be the person's own text, and the example of a code.
_QUOTED = re.compile("«[^»]*»|Par exemple\\W+[^ ]+")
_IMPORT = """
    const of = (name) => import(root + "assets/javascripts/" + name + ".js");
    const table = async (name) => {
        const answer = await fetch(root + "contribuer/formulaire/" + name + ".bin");
        return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
    };
"""

Said = tuple[str, str]


def _data(case: Case) -> dict[str, Any] | None:
    """The case's data where it is a module that can be read."""
    try:
        data = read(case.file.read_bytes())
    except YamlError:
        return None
    return data if case.place.startswith("modules/") else None


CASES = {case.name: (case, data) for case in ALL if (data := _data(case)) is not None}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """Place of each case → what the checker says of it."""
    catalogue = copy_small_catalogue(tmp_path_factory.mktemp("cas") / "catalogue")
    for case in ALL:
        (catalogue / case.place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(case.file, catalogue / case.place)
    found: dict[str, list[Problem]] = {}
    for problem in check(load(catalogue), today=TODAY).problems:
        found.setdefault(str(Path(problem.path).resolve().relative_to(catalogue.resolve())), []).append(problem)
    return found


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The ids that a case may name."""
    modules = [Path(case.place).stem for case in ALL if case.place.startswith("modules/")]
    demarches = [Path(case.place).stem for case in ALL if case.place.startswith("demarches/")]
    certifications = [Path(case.place).stem for case in ALL if case.place.startswith("certifications/")]
    occupations = read((CATALOGUE / "vocabulaires" / "metiers.yml").read_bytes())["termes"]
    return {
        "modules": [*modules, "nor-teillage-du-lin"],
        "demarches": [*demarches, "normandie-incubation-certifications"],
        "certifications": [*certifications, "conduite-d-equipements-de-production"],
        "metiers": [term["id"] for term in occupations if re.match("[AI]1", term["id"])],
    }


@pytest.fixture
def page(visitor: Visitor) -> Iterator[Page]:
    """The form's page, whose scripts the tests call."""
    yield visitor.open("contribuer/formulaire/")
    assert visitor.complaints == []


def test_the_scripts_say_of_every_case_what_the_checker_says(
    page: Page, visitor: Visitor, told: dict[str, list[Problem]], known: dict[str, list[str]]
) -> None:
    found = page.evaluate(
        f"""async ([root, records, today, known, messages]) => {{
            {_IMPORT}
            const [{{ check }}, given] = [await of("formulaire-regles"), await table("donnees")];
            const rules = {{ ...given, messages }};  // the checker's, which the form says in its own words
            const ids = Object.fromEntries(Object.entries(known).map(([name, values]) => [name, new Set(values)]));
            return records.map(([id, record]) => check(record, rules, {{ today, id, known: ids }}));
        }}""",
        [
            visitor.address,
            [[Path(c.place).stem, data] for c, data in CASES.values()],
            str(TODAY),
            known,
            {key: text._asdict() for key, text in all_messages().items()},
        ],
    )
    assert len(CASES) > 200
    wrong = []
    for (name, (case, _)), problems in zip(CASES.items(), found, strict=True):
        if name in _NOT_ASKED:
            continue
        by_checker = {_said(p.rule, p.message) for p in told.get(case.place, ()) if _is_of_one_record(p)}
        by_scripts = {_said(p["rule"], p["message"]) for p in problems}
        # The checker looks no further at a record of a wrong shape; the form tells all it knows while it is filled.
        spoiled = any(rule.startswith("schema-") for rule, _ in by_checker)
        missed, added = by_checker - by_scripts, set() if spoiled else by_scripts - by_checker
        wrong += [(name, missed, added)] if missed or added else []
    assert wrong == []


def test_the_form_says_no_key_and_no_line_of_the_file(
    page: Page, visitor: Visitor, known: dict[str, list[str]]
) -> None:
    said = page.evaluate(
        f"""async ([root, records, today, known]) => {{
            {_IMPORT}
            const [{{ check }}, {{ makeNames }}, {{ makeTerms }}] = await Promise.all(
                ["formulaire-regles", "formulaire-noms", "formulaire-termes"].map(of));
            const rules = await table("donnees");
            const {{ labelOf }} = makeTerms(document.querySelector(".formulaire form"), rules.choix, "modules", []);
            const names = makeNames(rules.schema, labelOf);
            const ids = Object.fromEntries(Object.entries(known).map(([name, values]) => [name, new Set(values)]));
            return records.flatMap(([id, record]) => check(record, rules, {{ today, id, known: ids }}, names));
        }}""",
        [visitor.address, [[Path(c.place).stem, data] for c, data in CASES.values()], str(TODAY), known],
    )
    assert len({problem["rule"] for problem in said}) > 40
    words = {f"{p['message']} {p['hint']}" for p in said if not _UNKNOWN.search(p["rule"] + p["message"])}
    assert [text for text in sorted(words) if keys_in(text) or code_in(_QUOTED.sub("", text))] == []


def _is_of_one_record(problem: Problem) -> bool:
    return not (_OF_FILES.match(problem.rule) or _OF_OTHER_RECORDS.match(problem.message))


def _said(rule: str, message: str) -> Said:
    """A value of a wrong type is told in more ways where it was written by hand than where it was typed in a field."""
    return (rule, "" if rule == "schema-type" else french(" ".join(message.split())))


def test_the_scripts_write_any_text_as_python_writes_it(page: Page, visitor: Visitor) -> None:
    records: list[dict[str, Any]] = [
        {"titre": text, "competences": [{"intitule": text}], "precisions": [text], "sources": [{"extrait": text}]}
        for text in HOSTILE
    ]
    records.append({"secteurs": [f"secteur-numero-{i}" for i in range(20)], "duree": {"choix": [70, 140]}})
    texts = page.evaluate(
        f"""async ([root, records]) => {{
            {_IMPORT}
            const [{{ recordText }}, {{ schema }}] = [await of("formulaire-yaml"), await table("donnees")];
            return records.map((record) => recordText(record, schema));
        }}""",
        [visitor.address, records],
    )
    assert texts == [record_text(record) for record in records]


def test_the_scripts_propose_the_same_ids_as_python(page: Page, visitor: Visitor) -> None:
    titles = ["Tri", "Œuvre d’art & Cie", "é" * 80, "mot " * 40, "", "../../etc/passwd", "日本", "TRI", "a-b"]
    prefixes, taken = region_prefixes(load(CATALOGUE)), ["bre-tri", "bre-tri-2"]
    ids = page.evaluate(
        f"""async ([root, titles, prefixes, taken]) => {{
            {_IMPORT}
            const {{ proposeId }} = await of("formulaire-yaml");
            const ids = (prefix) => titles.map((title) => proposeId(title, prefix, new Set(taken)));
            return Object.values(prefixes).map(ids);
        }}""",
        [visitor.address, titles, dict(prefixes), taken],
    )
    assert ids == [[propose_id(title, region, taken, prefixes) for title in titles] for region in prefixes]
