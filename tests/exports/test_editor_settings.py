"""The editor's settings name a schema for every file of the catalogue; what a person set stays."""

import json

import pytest

from build_tools.exports.editor_settings import FILE, settings_text
from build_tools.exports.form_versions import FILE as VERSIONS
from build_tools.model import VOCABULARIES
from build_tools.model.kinds import KINDS
from tests.conftest import ROOT, catalogue_command


def _settings(folder, text):
    file = folder / FILE
    file.parent.mkdir()
    file.write_text(text)
    return file


def test_a_schema_that_the_settings_lack_is_added_and_one_that_is_no_more_goes(tmp_path):
    text = json.dumps({"editor.rulers": [110], "yaml.schemas": {"./schema/ancien.schema.json": "/x.yml"}, "é": True})
    settings = json.loads(settings_text(_settings(tmp_path, text)))
    assert list(settings) == ["editor.rulers", "yaml.schemas", "é"]
    assert len(settings["yaml.schemas"]) == len(KINDS) + len(VOCABULARIES)
    assert settings["yaml.schemas"]["./schema/document.schema.json"] == "/catalogue/vocabulaires/documents/*.yml"
    assert settings["yaml.schemas"]["./schema/module.schema.json"] == "/catalogue/modules/*/*.yml"


def test_a_schema_that_somebody_named_stays(tmp_path):
    text = json.dumps({"yaml.schemas": {"https://exemple.fr/schema.json": "/mes/*.yml"}})
    settings = json.loads(settings_text(_settings(tmp_path, text)))
    assert settings["yaml.schemas"]["https://exemple.fr/schema.json"] == "/mes/*.yml"


@pytest.mark.parametrize("text", ["// les miens\n{}", "{}", "[]", '{"editor.rulers": [110]}', ""])
def test_settings_that_are_somebody_s_own_are_left_alone(tmp_path, text):
    assert settings_text(_settings(tmp_path, text)) is None


def test_no_settings_are_made_where_there_are_none(tmp_path):
    assert settings_text(tmp_path / FILE) is None


def test_those_of_the_project_are_current():
    assert settings_text(ROOT / FILE) == (ROOT / FILE).read_text()


def test_the_command_tells_settings_that_lag_behind_and_renews_them(catalogue_copy):
    project = catalogue_copy.parent
    (project / VERSIONS).parent.mkdir(parents=True)
    file = _settings(project, '{"yaml.schemas": {}}')
    assert str(FILE) in catalogue_command("schema", "--check", cwd=project).stdout
    assert str(FILE) in catalogue_command("schema", cwd=project).stdout
    assert "themes.yml" in file.read_text()
    assert catalogue_command("schema", "--check", cwd=project).returncode == 0


def test_the_command_leaves_the_settings_of_another_folder_alone(catalogue_copy):
    file = _settings(catalogue_copy.parent, text := '{"yaml.schemas": {}}')
    assert catalogue_command("schema", cwd=catalogue_copy.parent).returncode == 0
    assert file.read_text() == text
