"""The issue forms: current, complete, and such that GitHub accepts them."""

import re

import pytest
import yaml

from build_tools.contributing.issues import fields
from build_tools.contributing.issues.fields import NOT_ASKED, label_of, questions
from build_tools.contributing.issues.templates import FOLDER, headings, template_texts
from build_tools.model.json_schema import build_schema
from tests.conftest import CATALOGUE, ROOT, catalogue_command, jargon_in

FORMS = {name: yaml.safe_load(text) for name, text in template_texts(CATALOGUE).items()}


def test_the_committed_forms_are_current():
    committed = {path.name: path.read_text() for path in (ROOT / FOLDER).glob("*.yml")}
    assert committed == template_texts(CATALOGUE), "lancer « catalogue schema »"
    assert all("catalogue schema" in text.partition("\n")[0] for text in committed.values())


def test_every_key_of_a_module_is_asked_or_left_out_on_purpose():
    asked = {question.key.partition(".")[0] for question in questions()}
    assert asked | NOT_ASKED == build_schema("module", {})["properties"].keys()
    assert not asked & NOT_ASKED


def test_a_field_without_a_question_of_its_own_is_asked_by_its_type(monkeypatch):
    questions_now, listed = questions(), fields._QUESTIONS
    kept = tuple(one for one in listed if one[0] not in ("annee", "statut", "publics", "modalites_pedagogiques"))
    monkeypatch.setattr(fields, "_QUESTIONS", kept)
    made = {question.key: question for question in questions.__wrapped__()}
    assert made.keys() == {question.key for question in questions_now}
    kinds = {key: made[key].kind for key in ("annee", "statut", "publics", "modalites_pedagogiques")}
    assert kinds == {"annee": "line", "statut": "term", "publics": "menu", "modalites_pedagogiques": "lines"}
    assert made["annee"].whole_number
    assert [question.key for question in questions.__wrapped__()][-2:] == ["deduit", "precisions"]


def test_what_the_model_requires_the_form_requires():
    required = {question.key for question in questions() if question.required}
    assert required == {"titre", "resume", "region", "nature", "sources.document"}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_github_s_own_rules(form):
    assert {"name", "description", "title", "labels", "body"} == form.keys()
    asked = [element for element in form["body"] if element["type"] != "markdown"]
    ids = [element["id"] for element in asked]
    labels = [element["attributes"]["label"] for element in asked]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]+", id_) for id_ in ids)
    assert {element["type"] for element in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    for element in asked:
        options = element["attributes"].get("options", [])
        names = [option["label"] if isinstance(option, dict) else option for option in options]
        assert len(set(names)) == len(names)
        assert all(isinstance(name, str) and name.lower() not in ("none", "") for name in names)
        assert (element["type"] in ("dropdown", "checkboxes")) == bool(names)


def test_the_words_of_the_forms_are_french():
    for text in template_texts(CATALOGUE).values():
        said = [line.partition(": ")[2] for line in text.splitlines() if re.match(r" *(label|description|name):", line)]
        assert jargon_in("\n".join(said)) == []


def test_headings_cannot_be_taken_for_one_another():
    from build_tools.text.folding import fold

    folded = [fold(heading) for heading in headings()]
    assert len(set(folded)) == len(folded)


def test_labels_of_keys():
    assert label_of("metiers_cites") == "Métiers cités"
    assert label_of("verifie_le") == "Vérifiée le"
    assert label_of("autre") == "autre"


def test_a_new_term_is_in_the_form_written_again(catalogue_copy):
    sectors = catalogue_copy / "vocabulaires" / "secteurs.yml"
    sectors.write_text(sectors.read_text() + "\n  - id: spatial\n    libelle: Spatial\n    description: Fusées.\n")
    done = catalogue_command("schema", cwd=catalogue_copy.parent)
    assert done.returncode == 0, done.stderr
    assert "- label: Spatial" in (catalogue_copy.parent / FOLDER / "module.yml").read_text()
