"""The SARIF rendering, against the published schema."""

import json
import os

import jsonschema
import pytest

from build_tools.checking.reports import render
from tests.checking.reports.problems import HOSTILE, WARNING, problem, report
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def sarif_schema():
    file = ROOT / ".venv" / "sarif-2.1.0.json"
    if not file.is_file():
        stop = pytest.fail if os.environ.get("CI") else pytest.skip
        stop("le schéma de SARIF n'est pas là : make .venv/sarif-2.1.0.json")
    return json.loads(file.read_text())


def log_of(*problems):
    return json.loads(render(report(*problems), "sarif"))


@pytest.mark.parametrize("problems", [(), (problem(), WARNING), (HOSTILE,)], ids=["clean", "two", "hostile"])
@pytest.mark.parametrize("site", ["", "https://exemple.fr"])
def test_the_log_is_valid(sarif_schema, monkeypatch, problems, site):
    monkeypatch.setenv("SITE_URL", site)
    jsonschema.Draft4Validator(sarif_schema, format_checker=jsonschema.FormatChecker()).validate(log_of(*problems))


def test_the_schema_refuses_what_is_not_sarif(sarif_schema):
    log = log_of(problem())
    log["runs"][0]["results"][0]["level"] = "erreur"
    assert not jsonschema.Draft4Validator(sarif_schema).is_valid(log)


def test_a_result_says_where_and_which_rule(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://exemple.fr")
    [run] = log_of(problem(), WARNING)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["schema-terme", "texte-cri"]
    assert rules[0]["helpUri"] == "https://exemple.fr/contribuer/regles/#schema-terme"
    error, warning = run["results"]
    assert (error["ruleId"], error["ruleIndex"], error["level"]) == ("schema-terme", 0, "error")
    assert (warning["ruleId"], warning["ruleIndex"], warning["level"]) == ("texte-cri", 1, "warning")
    assert error["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "catalogue/modules/corse/cor-velo.yml"},
                "region": {"startLine": 3, "startColumn": 9},
            }
        }
    ]
    assert warning["message"]["text"].endswith("\nRelisez.")


def test_brackets_and_braces_are_no_links_and_no_placeholders():
    [result] = log_of(problem(message="[lien](1) {0}", path="a b%é.yml"))["runs"][0]["results"]
    assert result["message"]["text"] == r"\[lien\](1) {{0}}"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%25%C3%A9.yml"
