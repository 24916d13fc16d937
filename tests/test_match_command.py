"""catalogue match, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, catalogue_command, jargon_in

pytestmark = pytest.mark.slow


NEEDS = "- Réparer des vélos à assistance électrique ;\n- Piquer et coudre du cuir\n"
KEYS = {"need", "kind", "level", "matches", "uncovered"}


@pytest.fixture
def needs(tmp_path: Path) -> Path:
    """A list of two needs."""
    file = tmp_path / "besoins.txt"
    file.write_text(NEEDS, encoding="utf-8")
    return file


def test_json_has_one_object_for_each_need_line(needs: Path) -> None:
    done = catalogue_command("match", needs, "--format", "json", cwd=ROOT)
    told = json.loads(done.stdout)
    answers = told["needs"]
    assert (done.returncode, done.stderr) == (0, "")
    assert [answer["need"] for answer in answers] == [
        "Réparer des vélos à assistance électrique",
        "Piquer et coudre du cuir",
    ]
    assert all(set(answer) == KEYS for answer in answers)
    first = answers[0]["matches"][0]
    assert first["id"] == "cvl-reparation-velos-assistance-electrique"
    assert {"id", "titre", "score", "why"} <= set(first)
    assert first["level"] == answers[0]["level"] == "répond"
    assert answers[1]["level"] == "aucun module"
    assert told["modules"][0]["id"] == first["id"]
    assert told["modules"][0]["needs"] == ["Réparer des vélos à assistance électrique"]


def test_text_says_what_answers_why_and_what_does_not(needs: Path) -> None:
    said = catalogue_command("match", needs, cwd=ROOT).stdout
    for part in (
        "répond",
        "Réparer, vélos, assistance, électrique (titre)",
        "aucun module",
        "reste non couvert",
        "1 besoin sur 2 a une réponse",
    ):
        assert part in said.replace("\u00a0", " ")


def test_drafts_are_written_for_what_has_no_answer(needs: Path, tmp_path: Path) -> None:
    out = tmp_path / "ebauches.yml"
    done = catalogue_command("match", needs, "--drafts", out, cwd=ROOT)
    assert done.returncode == 0
    (draft,) = yaml.safe_load_all(out.read_text(encoding="utf-8"))
    assert draft["titre"] == "Piquer et coudre du cuir"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "vide", id="empty"),
        pytest.param(b"a" * 5_000_000, "1 Mo", id="huge"),
        pytest.param(bytes(range(256)), "pas du texte", id="binary"),
        pytest.param(b"12\n34", "nombres", id="numbers"),
        pytest.param(b"We are looking for someone who can do this and that for the team", "anglais", id="english"),
    ],
)
def test_bad_input_is_wrong_use_with_a_message(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "besoins.txt"
    file.write_bytes(content)
    done = catalogue_command("match", file, cwd=ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.replace("\u00a0", " ")
    assert not jargon_in(done.stderr)


def test_a_file_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    done = catalogue_command("match", tmp_path / "rien.txt", cwd=ROOT)
    assert done.returncode == 2
    assert "n’existe pas" in done.stderr


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    done = catalogue_command("match", tmp_path, cwd=ROOT)
    assert done.returncode == 2
    assert "est un dossier" in done.stderr
