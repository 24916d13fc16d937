"""`--stdin --filename`: an editor's text checked as if it were the file, inside the whole catalogue."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import DEMARCHE, MODULE, TODAY, clock_at

pytestmark = pytest.mark.slow


def check_text(catalogue, file, text, *arguments):
    """Give `text` (str or bytes) to the command in place of the file's own."""
    return subprocess.run(
        [sys.executable, "-m", "build_tools", "check", "--stdin", "--filename", catalogue / file, *arguments],
        cwd=catalogue.parent,
        env={**os.environ, **clock_at(TODAY)},
        input=text if isinstance(text, bytes) else text.encode(),
        capture_output=True,
        timeout=60,
    )


def problems(done):
    return [(p["path"], p["line"], p["column"], p["rule"]) for p in json.loads(done.stdout)["problems"]]


def test_the_text_stands_for_the_file(catalogue_copy):
    saved = (catalogue_copy / MODULE).read_text()
    text = saved.replace("region: normandie", "region: Normandie")
    done = check_text(catalogue_copy, MODULE, text, "--format", "json")
    assert done.returncode == 1
    assert problems(done) == [(f"catalogue/{MODULE}", 6, 9, "schema-terme")]
    assert (catalogue_copy / MODULE).read_text() == saved


def test_the_line_shown_is_the_editor_s(catalogue_copy):
    text = (catalogue_copy / MODULE).read_text().replace("region: normandie", "region: Ailleurs")
    assert "    6 | region: Ailleurs\n" in check_text(catalogue_copy, MODULE, text).stdout.decode()


def test_a_good_text_mends_a_spoiled_file(catalogue_copy):
    good = (catalogue_copy / MODULE).read_text()
    (catalogue_copy / MODULE).write_text("titre: [")
    assert check_text(catalogue_copy, MODULE, good).returncode == 0


def test_a_file_not_yet_saved_is_checked_with_its_references(catalogue_copy):
    text = (
        (catalogue_copy / MODULE)
        .read_text()
        .replace("titre: ", "titre: Tout autre sujet ")
        .replace("demarche: normandie", "demarche: normandi")
    )
    done = check_text(catalogue_copy, "modules/normandie/nor-neuf.yml", text, "--format", "json")
    assert [rule for *_, rule in problems(done) if not rule.startswith("doublon")] == ["reference-demarches"]


def test_other_files_are_read_and_not_reported(catalogue_copy):
    (catalogue_copy / DEMARCHE).write_text("titre: [")
    done = check_text(catalogue_copy, MODULE, (catalogue_copy / MODULE).read_text(), "--format", "json")
    assert problems(done) == []


def test_any_bytes_are_told_and_never_a_traceback(catalogue_copy):
    for raw, rule in ((b"", "yaml-vide"), (b"\xff\xfe", "yaml-encodage"), (b"a" * 300_000, "yaml-taille")):
        done = check_text(catalogue_copy, MODULE, raw, "--format", "json")
        assert (done.returncode, done.stderr, problems(done)[0][3]) == (1, b"", rule)


def test_a_place_where_no_record_goes_is_told(catalogue_copy):
    done = check_text(catalogue_copy, "modules/nor-neuf.yml", "titre: Neuf\n", "--format", "json")
    assert [rule for *_, rule in problems(done)] == ["fichier-place"]


def test_a_link_is_not_replaced_by_a_text(catalogue_copy, tmp_path):
    (catalogue_copy / MODULE).unlink()
    (catalogue_copy / MODULE).symlink_to(tmp_path / "ailleurs")
    done = check_text(catalogue_copy, MODULE, "titre: Neuf\n", "--format", "json")
    assert [rule for *_, rule in problems(done)] == ["fichier-lien"]
