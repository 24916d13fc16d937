"""No published form changes under its old version."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.exports.form_versions import FILE, forms, not_raised, versions_text
from tests.conftest import ROOT, catalogue_command


def _committed(file: Path, **changed: object) -> Path:
    """The versions as they were when the form of the tables was another one."""
    known = json.loads(versions_text())
    file.write_text(json.dumps({**known, "tables": {**known["tables"], **changed}}))
    return file


def test_the_committed_file_is_current() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == versions_text(), "lancez : catalogue schema"


def test_a_form_that_changed_under_its_version_is_named(tmp_path: Path) -> None:
    file = _committed(tmp_path / "v.json", empreinte="0123456789abcdef")
    assert [form.name for form in not_raised(file)] == ["tables"]


def test_a_form_may_change_with_its_version(tmp_path: Path) -> None:
    file = _committed(tmp_path / "v.json", empreinte="0123456789abcdef", version="1.0.0")
    assert list(not_raised(file)) == []


def test_what_did_not_change_needs_no_new_version(tmp_path: Path) -> None:
    assert list(not_raised(_committed(tmp_path / "v.json"))) == []


@pytest.mark.parametrize("text", ["", "[]", "{", '{"tables": 3}', '{"tables": {"version": 1, "empreinte": []}}'])
def test_a_damaged_file_is_written_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "v.json").write_text(text)
    assert list(not_raised(tmp_path / "v.json")) == []


def test_the_command_says_which_version_to_raise_and_keeps_the_form_of_the_old_one(
    catalogue_copy: Path,
) -> None:
    project = catalogue_copy.parent
    (project / FILE).parent.mkdir(parents=True)
    before = _committed(project / FILE, empreinte="0123456789abcdef").read_bytes()
    for _ in range(2):  # a field may change again before its version is raised
        done = catalogue_command("schema", "--out", "contrat", cwd=project)
        assert done.returncode == 1
        assert "augmentez TABLES_VERSION" in done.stderr
        assert (project / FILE).read_bytes() == before
    assert (project / "contrat" / "module.schema.json").is_file()
    assert catalogue_command("schema", "--out", "contrat", "--check", cwd=project).returncode == 1


def test_a_column_less_is_another_form_and_other_words_are_not() -> None:
    api, _, tables = forms()
    assert isinstance(tables.shape, list)
    assert replace(tables, shape=tables.shape[1:]).fingerprint != tables.fingerprint
    assert "summary" not in json.dumps(api.shape)
