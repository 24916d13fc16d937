"""`catalogue new`: a valid file from a few answers, in a terminal or as options."""

import json
import os
import pty
import re
import subprocess
import sys
from unittest import mock

import pytest

from build_tools.checking.check import check
from build_tools.cli import main
from build_tools.contributing.formatting import format_text
from build_tools.contributing.new_record import TO_FILL, Conversation, needed_questions, with_hints
from build_tools.contributing.record_places import check_proposed, write_new
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.model.json_schema import build_schema
from tests.conftest import MODULE, TODAY, catalogue_command, jargon_in

pytestmark = pytest.mark.slow


GIVEN = {
    "titre": "Réparer un vélo cargo",
    "region": "Normandie",
    "resume": "Apprendre à réparer les vélos cargos électriques.",
    "nature": "technique",
    "document": "guide-8",
    "page": "31",
}
FILE = "modules/normandie/nor-reparer-un-velo-cargo.yml"


def options(**changes):
    return [f"--{name}={said}" for name, said in (GIVEN | changes).items() if said is not None]


def new(catalogue, *arguments):
    return catalogue_command("new", "--today", "2026-11-21", *arguments, cwd=catalogue.parent)


def test_options_make_a_valid_file_that_is_in_form(catalogue_copy):
    done = new(catalogue_copy, *options(secteurs="Industrie, btp", transitions="ecologique"))
    assert done.returncode == 0, done.stderr
    assert f"catalogue/{FILE}" in done.stdout
    text = (catalogue_copy / FILE).read_text()
    assert check(load(catalogue_copy), today=TODAY).problems == ()
    assert format_text(text.encode(), build_schema("module", {})) == text
    data = read(text.encode())
    assert data["secteurs"] == ["industrie", "btp"]
    assert data["sources"] == [{"document": "guide-8", "page": 31}]


def test_the_same_answers_twice_do_not_overwrite(catalogue_copy):
    assert new(catalogue_copy, *options()).returncode == 0
    before = (catalogue_copy / FILE).read_bytes()
    again = new(catalogue_copy, *options())
    assert again.returncode == 1
    assert "porte déjà ce titre" in again.stderr
    assert (catalogue_copy / FILE).read_bytes() == before
    assert len(list((catalogue_copy / "modules" / "normandie").iterdir())) == 2


def test_wrong_answers_are_told_and_nothing_is_written_nor_lost(catalogue_copy):
    done = new(catalogue_copy, *options(nature="magique", resume="Court."))
    assert done.returncode == 1
    assert re.search(r"Nature.*magique", done.stderr)
    assert "Résumé" in done.stderr
    assert "titre: Réparer un vélo cargo" in done.stdout
    assert jargon_in(done.stderr) == []
    assert [path.name for path in (catalogue_copy / "modules").rglob("*.yml")] == [MODULE.rpartition("/")[2]]


def test_missing_options_are_named_where_there_is_no_terminal(catalogue_copy):
    done = new(catalogue_copy, *options(titre=None, document=None))
    assert done.returncode == 2
    assert "--titre, --document" in done.stderr


@pytest.mark.parametrize("title", ["../../../x", "/etc/passwd", "a\nregion: corse", "${HOME}", "Découvrir « 中文 »"])
def test_no_title_leads_elsewhere(catalogue_copy, title):
    assert new(catalogue_copy, *options(titre=title)).returncode == 0
    [written] = set((catalogue_copy / "modules").rglob("*.yml")) - {catalogue_copy / MODULE}
    assert written.parent.name == "normandie"
    assert read(written.read_bytes())["region"] == "normandie"


# The keys that the file shows ----------------------------------------------------------------------------------------


def hinted(catalogue):
    """The record, and the comments below it by key."""
    assert new(catalogue, *options()).returncode == 0
    text = (catalogue / FILE).read_text()
    record, _, hints = text.partition("# Ce que la source dit de plus")
    blocks = re.split(r"\n# [^\n:]+ : [^\n]*", "\n" + hints.partition("\n")[2])[1:]
    return record, [re.sub(r"^# ", "", block.strip("\n"), flags=re.MULTILINE) for block in blocks]


@pytest.mark.long
def test_every_other_key_is_shown_with_its_meaning_and_a_value_of_the_right_form(catalogue_copy):
    record, blocks = hinted(catalogue_copy)
    shown = [key for block in blocks for key in read(block.encode())]
    assert {*shown, *read(record.encode())} == build_schema("module", {})["properties"].keys()
    path = catalogue_copy / FILE
    for block in blocks:
        report = check_proposed(load(catalogue_copy), {path: f"{record}{block}\n".encode()}, TODAY)
        rules = {problem.rule for problem in report.problems if problem.severity == "error"}
        assert not {rule for rule in rules if rule.startswith(("schema", "yaml"))}, block


def test_a_value_left_as_it_was_shown_is_refused(catalogue_copy):
    record, blocks = hinted(catalogue_copy)
    [block] = [block for block in blocks if block.startswith("evaluation:")]
    assert TO_FILL in block
    report = check_proposed(load(catalogue_copy), {catalogue_copy / FILE: f"{record}{block}\n".encode()}, TODAY)
    assert [problem.rule for problem in report.problems] == ["texte-vide"]


def test_hints_do_not_change_the_record(catalogue_copy):
    text = (catalogue_copy / MODULE).read_text()
    assert read(with_hints(text, load(catalogue_copy), TODAY).encode()) == read(text.encode())


# The conversation ----------------------------------------------------------------------------------------------------


def converse(folder, typed, given=None):
    """The proposal that these typed lines give, and what was shown."""
    lines, shown = iter(typed), []

    def ask(prompt):
        line = next(lines, None)
        if line is None:
            raise EOFError
        return line

    return Conversation(load(folder), TODAY, ask, shown.append).proposal(given or {}), shown


def test_numbers_labels_and_ids_choose(catalogue_copy):
    typed = ["Réparer un vélo cargo", "9", GIVEN["resume"], "Technique", "industrie, 1", "", "1", "31", ""]
    proposal, shown = converse(catalogue_copy, typed)
    assert proposal.accepted
    data = read(proposal.text.encode())
    assert data["region"] == "normandie"
    assert data["nature"] == "technique"
    assert len(data["secteurs"]) == 2
    assert "  9. Normandie" in shown


def test_what_is_wrong_is_asked_again_and_only_that(catalogue_copy):
    typed = ["", "Un", "Normandie", GIVEN["resume"], "technique", "", "", "guide-8", "", "", "Réparer un vélo cargo"]
    proposal, shown = converse(catalogue_copy, typed)
    assert proposal.accepted
    assert "La réponse manque." in shown
    assert any(line.startswith("Titre : ") and "trop court" in line for line in shown)


def test_what_is_given_is_not_asked(catalogue_copy):
    given = {question.key: GIVEN.get(question.key, "") for question in needed_questions()}
    proposal, shown = converse(catalogue_copy, [], given | {"sources.document": "guide-8"})
    assert proposal.accepted
    assert shown == []


def test_nothing_more_typed_ends_the_conversation(catalogue_copy):
    with pytest.raises(EOFError):
        converse(catalogue_copy, ["Vélo"])


def test_an_interruption_keeps_every_answer(catalogue_copy):
    kept = []
    lines = iter(["Vélo", "Normandie"])

    def ask(prompt):
        line = next(lines, None)
        if line is None:
            raise KeyboardInterrupt
        return line

    talk = Conversation(load(catalogue_copy), TODAY, ask, lambda _: None, keep=lambda said: kept.append(dict(said)))
    with pytest.raises(KeyboardInterrupt):
        talk.proposal({})
    assert kept[-1] == {"titre": "Vélo", "region": "Normandie"}


def test_in_a_real_terminal(catalogue_copy):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "build_tools", "new", *options(nature=None)],
        cwd=catalogue_copy.parent,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    os.close(theirs)
    os.write(ours, b"1\n\n\n\n")  # nature, then three questions that may stay without an answer
    said, errors = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0, errors
    assert "Nature" in said
    assert (catalogue_copy / FILE).is_file()


@pytest.mark.parametrize(
    ("typed", "kept"), [([], None), (["Vélo cargo"], "Vélo cargo"), (["V\udce9lo cargo"], "V\ufffdlo cargo")]
)
def test_an_interruption_says_what_is_kept_whatever_was_typed(catalogue_copy, monkeypatch, capsys, typed, kept):
    """Bytes that are no text of the terminal's encoding come as lone surrogates, which no file can hold."""
    lines = iter(typed)

    def input_(prompt):
        line = next(lines, None)
        if line is None:
            raise KeyboardInterrupt
        return line

    monkeypatch.setattr("builtins.input", input_)
    monkeypatch.setattr("sys.stdin", mock.Mock(isatty=lambda: True))
    monkeypatch.chdir(catalogue_copy.parent)
    assert main(["new"]) == 1
    told = capsys.readouterr().err.replace("\u00a0", " ").replace("’", "'")
    assert "Interrompu : rien n'est écrit." in told
    assert ("Vos réponses sont gardées" in told) is (kept is not None)
    answers = catalogue_copy.parent / ".catalogue-new.json"
    assert (json.loads(answers.read_text())["titre"] if answers.exists() else None) == kept


@pytest.mark.parametrize("stop", [OSError(28, "plein"), KeyboardInterrupt()], ids=["disque plein", "Ctrl+C"])
def test_half_a_record_is_not_left_behind(tmp_path, stop):
    class Text(str):
        def encode(self, *_):
            raise stop

    place = tmp_path / "modules" / "bretagne" / "bre-velo.yml"
    with pytest.raises(type(stop)):
        write_new(place, Text("titre: Vélo"))
    assert not place.exists()
    write_new(place, "titre: Vélo")
    with pytest.raises(FileExistsError):
        write_new(place, Text("titre: Autre"))
    assert place.read_text() == "titre: Vélo"
