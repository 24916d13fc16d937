"""A list from one week to the next: columns that go, records that somebody spoilt, what waits for an answer, clocks."""

import json
from datetime import date
from functools import partial

import pytest

from build_tools.cli import main
from build_tools.contributing.harvest import fetching
from build_tools.contributing.harvest.fetching import fetch
from build_tools.contributing.harvest.schedule import next_reading
from build_tools.loading.yaml_reader import read
from tests.conftest import TODAY, catalogue_command
from tests.contributing.harvest.made import declare, entries, excel_csv, harvest, records, said, site

__all__ = ["site"]
pytestmark = pytest.mark.long


def anywhere(_):
    return True


def without(rows, *columns):
    return [{name: value for name, value in row.items() if name not in columns} for row in rows]


@pytest.mark.parametrize("gone", [("Résumé",), ("Volume", "Secteur")])
def test_a_column_that_is_gone_empties_no_record_and_is_a_question(catalogue_copy, gone):
    declare(catalogue_copy)
    harvest(catalogue_copy, excel_csv(entries(6)), "--write")
    before = {path: path.read_bytes() for path in records(catalogue_copy).values()}
    for _ in range(2):  # the question is asked until somebody answers it
        done = harvest(catalogue_copy, excel_csv(without(entries(6), *gone)), "--write")
        assert "6 entrées le disaient, plus aucune ne le dit" in said(done)
        assert said(done).count("une colonne a-t-elle changé de nom ?") == len(gone)
        assert {path: path.read_bytes() for path in records(catalogue_copy).values()} == before
    back = harvest(catalogue_copy, excel_csv(entries(6, n1={"Volume": "31"})), "--write")
    assert "1 fiche changée, 5 fiches inchangées, 0 question" in said(back)


def test_a_short_list_that_loses_an_entry_says_how_to_go_on(catalogue_copy):
    declare(catalogue_copy)
    harvest(catalogue_copy, excel_csv(entries(3)), "--write")
    stopped = harvest(catalogue_copy, excel_csv(entries(3, n1={"Volume": "31"})[:2]), "--write")
    assert stopped.returncode == 1
    assert "supprimez la ligne « origine » des fiches qui n'y sont plus (bre-entretien-du-velo-tandem-3)" in said(
        stopped
    )
    gone = records(catalogue_copy)["bre-entretien-du-velo-tandem-3"]
    gone.write_text(gone.read_text()[: gone.read_text().index("origine:")])
    done = harvest(catalogue_copy, excel_csv(entries(3, n1={"Volume": "31"})[:2]), "--write")
    assert (done.returncode, "1 fiche changée, 1 fiche inchangée, 0 question" in said(done)) == (0, True), said(done)
    assert gone.exists()


def test_a_value_that_one_entry_no_longer_has_leaves_its_record_as_before(catalogue_copy):
    declare(catalogue_copy)
    harvest(catalogue_copy, excel_csv(entries(6)), "--write")
    done = harvest(catalogue_copy, excel_csv(entries(6, n2={"Volume": ""})), "--write")
    assert "1 fiche changée" in said(done)
    assert "duree" not in read(records(catalogue_copy)["bre-entretien-du-velo-electrique-2"].read_bytes())


def test_a_record_that_cannot_be_read_is_told_and_the_others_follow(catalogue_copy):
    declare(catalogue_copy)
    harvest(catalogue_copy, excel_csv(entries(6)), "--write")
    spoilt = records(catalogue_copy)["bre-entretien-du-velo-electrique-2"]
    spoilt.write_text(spoilt.read_text() + "<<<<<<< HEAD\n")
    changed = entries(6, n1={"Volume": "31"}, n2={"Volume": "32"})
    done = harvest(catalogue_copy, excel_csv(changed), "--write")
    assert done.returncode == 1
    assert "sa fiche bre-entretien-du-velo-electrique-2 ne se lit pas" in said(done)
    assert "heures: 31" in records(catalogue_copy)["bre-entretien-du-velo-pliant-1"].read_text()
    assert spoilt.read_text().endswith("<<<<<<< HEAD\n")


RECORD = {"id": "bre-x", "titre": "Un module", "resume": "Un résumé", "region": "bretagne", "nature": "technique"}


WRONG = (
    {"sources": [{"document": ["a"]}]},
    {"sources": [{"document": {"a": 1}}]},
    {"certifications": ["rncp"]},
    {"certifications": [[{}]]},
    {"themes": [["x"]]},
    {"demarche": {"a": 1}},
    {"secteurs": {"a": "b"}},
    {"titre": ["x"]},
    {"duree": 5},
    {"precisions": 5},
    {"competences": [1, None]},
)


def test_a_record_of_another_catalogue_that_has_no_shape_of_a_record_is_refused_alone(catalogue_copy):
    declare(catalogue_copy, format="jsonl", cle="id", colonnes={}, valeurs={})
    records_of_others = [{**RECORD, "sources": [], **wrong, "id": f"bre-{n}"} for n, wrong in enumerate(WRONG)]
    done = harvest(catalogue_copy, "\n".join(map(json.dumps, records_of_others)).encode())
    assert done.returncode == 1, said(done)
    assert [n for n in range(len(WRONG)) if f"refusée : bre-{n} : «" not in said(done)] == []


def test_words_of_a_list_drive_no_terminal_and_fill_no_report(catalogue_copy):
    declare(catalogue_copy)
    rows = entries(
        3, n1={"Numéro": "1\u202e\u2028\x1b[2J", "Résumé": "court"}, n2={"Numéro": "k" * 70_000, "Résumé": "x"}
    )
    done = harvest(catalogue_copy, excel_csv(rows))
    assert not {"\u202e", "\x1b", "\u2028"} & set(done.stdout)
    assert len(done.stdout) < 5_000
    assert "2 entrées refusées" in said(done)


@pytest.fixture
def served(site, monkeypatch, catalogue_copy):
    """Harvest the list as the site serves it, by the command itself."""
    fetch_of_site = partial(fetch, is_allowed=anywhere, context=site.context)
    monkeypatch.setattr(
        fetching, "fetch", lambda address, memory, **_: fetch_of_site(f"{site.address}/servie.csv", memory)
    )
    monkeypatch.chdir(catalogue_copy.parent)

    def run(rows, capsys):
        site.contents["/servie.csv"] = excel_csv(rows)
        code = main(["harvest", "velo", "--write", "--today", TODAY.isoformat()])
        return code, capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")

    return run


SAME = "la liste est la même que la dernière fois"


def test_what_was_refused_is_read_again_though_the_file_is_the_same(served, catalogue_copy, capsys):
    declare(catalogue_copy)
    rows = entries(3, n2={"Résumé": "court"})
    for _ in range(2):
        code, told = served(rows, capsys)
        assert (code, "refusée : 2" in told) == (1, True)
    assert served(entries(3), capsys)[0] == 0
    assert SAME in served(entries(3), capsys)[1]


def test_a_declaration_that_changed_is_applied_though_the_file_is_the_same(served, catalogue_copy, capsys):
    declare(catalogue_copy, colonnes={"Nom du stage": "titre"})
    served(entries(3), capsys)
    assert SAME in served(entries(3), capsys)[1]
    declare(catalogue_copy)
    assert "3 fiches changées" in served(entries(3), capsys)[1]
    assert SAME in served(entries(3), capsys)[1]


def test_a_file_read_by_hand_is_not_taken_for_the_one_that_the_site_serves(served, catalogue_copy, capsys):
    declare(catalogue_copy)
    served(entries(3), capsys)
    harvest(catalogue_copy, excel_csv(entries(3, n1={"Volume": "31"})), "--write")
    assert "1 fiche changée" in served(entries(3), capsys)[1]


@pytest.mark.parametrize(
    ("frequency", "last", "today", "is_due"),
    [
        ("hebdomadaire", "2099-01-01", "2026-11-30", True),
        ("mensuel", "9999-12-31", "2026-11-30", True),
        ("mensuel", "9999-12-31", "9999-12-31", True),
        ("a-la-main", "2099-01-01", "2026-11-30", False),
        ("chaque jour", "2026-11-30", "2026-11-30", True),
        ("['mensuel']", None, "2026-11-30", True),
    ],
)
def test_a_wrong_clock_or_frequency_leaves_no_list_aside(frequency, last, today, is_due):
    today = date.fromisoformat(today)
    when = next_reading(frequency, date.fromisoformat(last) if last else None, today)
    assert bool(when and when <= today) is is_due


@pytest.mark.parametrize("arguments", [("",), ("velo", "--all")])
def test_a_name_that_is_empty_or_goes_with_all_lists_is_wrong_use(catalogue_copy, arguments):
    declare(catalogue_copy)
    assert catalogue_command("harvest", *arguments, cwd=catalogue_copy.parent).returncode == 2
