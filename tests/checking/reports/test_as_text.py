"""The rendering for people: block, caret, colour, and nothing that drives a terminal."""

import os
import re

import pytest

from build_tools.checking.reports import as_text
from tests.checking.reports.problems import HOSTILE, WARNING, problem, report

NBSP = "\u00a0"
PATH = "catalogue/modules/corse/cor-velo.yml"


def shown(line: str, column: int) -> list[str]:
    """The two lines under a problem at this column of the third line of its file."""
    text = as_text(report(problem(column=column)), texts={PATH: f"a: 1\nb: 2\n{line}\nd: 4\n"})
    return text.splitlines()[1:3]


def test_a_problem_has_its_place_its_line_its_remedy_and_its_rule():
    text = as_text(
        report(problem(), problem(severity="warning", hint="Relisez.")), texts={PATH: "a\nb\nregion: corce\n"}
    )
    assert text.splitlines() == [
        f"{PATH}:3:9: erreur [schema-terme] « corce » n’est pas une région.",
        "    3 | region: corce",
        "      |         ^",
        f"    Règle{NBSP}: docs/contribuer/regles.md#schema-terme",
        f"{PATH}:3:9: avertissement [schema-terme] « corce » n’est pas une région.",
        "    3 | region: corce",
        "      |         ^",
        "    → Relisez.",
        f"    Règle{NBSP}: docs/contribuer/regles.md#schema-terme",
        f"1 fiche vérifiée{NBSP}: 1 erreur, 1 avertissement.",
    ]


def test_the_rule_is_on_the_site_where_its_address_is_known(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://exemple.fr/catalogue/")
    assert f"Règle{NBSP}: https://exemple.fr/catalogue/contribuer/regles/#schema-terme" in as_text(report(problem()))


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("région: éa X", 12, ["    3 | région: éa X", "      |            ^"]),
        ("re\u0301gion: X", 10, ["    3 | re\u0301gion: X", "      |         ^"]),  # a letter and its accent apart
        ("日本: X", 5, ["    3 | 日本: X", "      |       ^"]),
        ("a:\tX", 4, ["    3 | a:    X", "      |       ^"]),
        ("a: \x1b[1mX", 8, ["    3 | a: \\x1b[1mX", "      |           ^"]),
        ("a: \u202eX", 5, ["    3 | a: \\u202eX", "      |          ^"]),
        ("a: X", 1, ["    3 | a: X", "      | ^"]),
        ("a:", 3, ["    3 | a:", "      |   ^"]),
        ("a: X\r", 4, ["    3 | a: X", "      |    ^"]),
    ],
    ids=["accents", "combining", "wide", "tab", "escape", "bidi", "first", "after-the-end", "crlf"],
)
def test_the_caret_stands_under_the_column_of_the_terminal(line, column, expected):
    assert shown(line, column) == expected


def test_a_long_line_is_cut_around_the_column():
    line, caret = shown("x" * 500 + "ICI" + "y" * 500, 501)
    assert len(line) < 130
    assert line[caret.index("^") :].startswith("ICI")
    assert line.startswith("    3 | …x")
    assert line.endswith("y…")


def test_no_line_is_shown_for_a_file_without_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "secret"
    secret.write_text("un secret")
    (tmp_path / "lien.yml").symlink_to(secret)
    os.mkfifo(tmp_path / "tube.yml")
    (tmp_path / "grand.yml").write_text("x" * 300_000)
    (tmp_path / "vide.yml").touch()
    for name in ("lien.yml", "tube.yml", "grand.yml", "vide.yml", "absent.yml", "dossier\x00.yml"):
        text = as_text(report(problem(path=name, line=1, column=1)))
        assert " | " not in text
        assert "secret" not in text


def test_the_file_on_disk_is_read_when_no_text_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yml").write_bytes(b"\xef\xbb\xbfun: \xff\n")
    assert "    1 | un: \ufffd" in as_text(report(problem(path="a.yml", line=1, column=5)))


def test_personal_data_is_not_shown_again_in_a_log():
    found = problem(rule="donnee-courriel", message="« resume » contient une adresse électronique.")
    text = as_text(report(found), texts={PATH: "a\nb\nresume: jean@exemple.fr\n"})
    assert f"{PATH}:3:9: erreur [donnee-courriel]" in text
    assert "jean" not in text


def test_colour_paints_and_changes_no_word():
    plain = as_text(report(problem(), WARNING), texts={PATH: "a\nb\nregion: corce"})
    painted = as_text(report(problem(), WARNING), texts={PATH: "a\nb\nregion: corce"}, colour=True)
    assert painted != plain
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == plain


def test_hostile_text_is_shown_and_not_obeyed():
    text = as_text(report(HOSTILE), texts={HOSTILE.path: "a\nb\n\x1b[2J\u202e x\n"})
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text) == []
    assert not any(line.startswith("::") for line in text.splitlines())
    assert text.splitlines()[0].startswith(r"catalogue/\x1b[2J")
