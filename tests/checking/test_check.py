"""What a check gives back: a catalogue without error, else problems; whatever their number, order and place."""

import shutil

import pytest

from build_tools.checking.check import PARALLEL_FROM, check
from build_tools.loading.catalogue import load
from tests.conftest import CERTIFICATION, DEMARCHE, MODULE, TODAY


def rules_by_file(report, catalogue):
    return [(problem.path.removeprefix(f"{catalogue.name}/"), problem.rule) for problem in report.problems]


@pytest.fixture
def catalogue(catalogue_copy, monkeypatch):
    """A small catalogue seen from the folder that holds it."""
    monkeypatch.chdir(catalogue_copy.parent)
    return catalogue_copy


def replace(file, old, new):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_good_catalogue_gives_typed_records(catalogue):
    report = check(load(catalogue), today=TODAY)
    assert (report.records, report.problems, report.errors) == (3, (), 0)
    assert report.catalogue.modules["nor-teillage-du-lin"].verifie_le.year == 2026
    assert str(report.catalogue.files["modules", "nor-teillage-du-lin"]) == MODULE


def test_an_error_anywhere_gives_no_catalogue(catalogue):
    replace(catalogue / DEMARCHE, "region: normandie", "region: bretagne")
    report = check(load(catalogue), today=TODAY)
    assert report.catalogue is None
    assert (report.records, report.errors) == (3, 1)


def test_an_error_outside_the_chosen_paths_gives_no_catalogue_either(catalogue):
    replace(catalogue / DEMARCHE, "region: normandie", "region: bretagne")
    report = check(load(catalogue), today=TODAY, only=[catalogue / "modules"])
    assert (report.catalogue, report.records, report.problems) == (None, 1, ())


def test_problems_come_by_file_then_line_then_column(catalogue):
    replace(catalogue / MODULE, "region: normandie", "region: Normandie")
    replace(catalogue / MODULE, "secteurs: [industrie]", "secteurs: [bois, cuir]")
    replace(catalogue / CERTIFICATION, "verifie_le:", "verifiee_le:")
    places = [(p.path, p.line, p.column) for p in check(load(catalogue), today=TODAY).problems]
    assert places == sorted(places)
    assert len(places) == 5


@pytest.mark.parametrize(
    "spoil", [lambda file: file.write_text("titre: ["), lambda file: file.write_text("titre: x\n")]
)
def test_a_broken_record_breaks_no_reference_to_it(catalogue, spoil):
    spoil(catalogue / DEMARCHE)
    assert {file for file, _ in rules_by_file(check(load(catalogue), today=TODAY), catalogue)} == {DEMARCHE}


@pytest.mark.parametrize("record", [DEMARCHE, CERTIFICATION])
def test_a_removed_record_breaks_the_references_to_it(catalogue, record):
    (catalogue / record).unlink()
    found = rules_by_file(check(load(catalogue), today=TODAY), catalogue)
    assert found == [(MODULE, f"reference-{record.split('/')[0]}")]


def test_the_first_of_two_equal_identifiers_stays_and_the_second_is_told(catalogue):
    second = catalogue / DEMARCHE.replace("normandie/", "occitanie/")
    second.parent.mkdir()
    shutil.copy(catalogue / DEMARCHE, second)
    replace(second, "region: normandie", "region: occitanie")
    (problem,) = check(load(catalogue), today=TODAY).problems
    assert problem.path == f"catalogue/{second.relative_to(catalogue)}"
    assert DEMARCHE in problem.message


def test_a_module_does_not_take_the_identifier_of_another_region(catalogue):
    second = catalogue / MODULE.replace("normandie/", "occitanie/")
    second.parent.mkdir()
    shutil.copy(catalogue / MODULE, second)
    replace(second, "region: normandie", "region: occitanie")
    found = [rule for _, rule in rules_by_file(check(load(catalogue), today=TODAY), catalogue)]
    assert sorted(found) == ["identifiant-prefixe", "identifiant-unique"]


def test_progress_ends_at_the_number_of_records(catalogue):
    steps = []
    check(load(catalogue), today=TODAY, progress=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (3, 3)


def test_a_check_over_several_processes_says_the_same(catalogue):
    """Many records go to worker processes; what they find must come back whole."""
    folder = (catalogue / MODULE).parent
    for i in range(PARALLEL_FROM):
        shutil.copy(catalogue / MODULE, folder / f"nor-copie-{i:03}.yml")
    (folder / "nor-copie-007.yml").write_text("titre: [")
    replace(folder / "nor-copie-008.yml", "titre:", "titel:")
    report = check(load(catalogue), today=TODAY)
    assert report.records == PARALLEL_FROM + 3
    found = [pair for pair in rules_by_file(report, catalogue) if pair[1] != "doublon-proche"]
    assert found == [
        ("modules/normandie/nor-copie-007.yml", "yaml-syntaxe"),
        ("modules/normandie/nor-copie-008.yml", "schema-cle-inconnue"),
        ("modules/normandie/nor-copie-008.yml", "schema-cle-manquante"),
    ]


def test_a_date_that_no_calendar_has_is_refused_in_french(catalogue):
    replace(catalogue / MODULE, "verifie_le: 2026-11-21", "verifie_le: 0000-01-01")
    (problem,) = check(load(catalogue), today=TODAY).problems
    assert "0000-01-01" in problem.message
    assert "year" not in problem.message
