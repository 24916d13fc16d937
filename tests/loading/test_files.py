"""Which files a catalogue has, and what each is by its place."""

import os

import pytest

from build_tools.checking.rulebook import rule_of
from build_tools.loading.files import discover
from tests.conftest import CERTIFICATION, DEMARCHE, MODULE


def test_a_file_is_what_its_place_says(catalogue_copy):
    files, misplaced = discover(catalogue_copy)
    by_place = {file.place: file for file in files}
    assert misplaced == []
    assert {place: (by_place[place].schema, by_place[place].folder) for place in (MODULE, DEMARCHE, CERTIFICATION)} == {
        MODULE: ("module", "normandie"),
        DEMARCHE: ("demarche", "normandie"),
        CERTIFICATION: ("certification", "certifications"),
    }
    assert by_place["vocabulaires/regions.yml"].schema == "regions"
    assert by_place[MODULE].id == "nor-teillage-du-lin"


def test_files_come_in_the_order_of_their_paths(catalogue_copy):
    files, _ = discover(catalogue_copy)
    assert [file.path for file in files] == sorted(catalogue_copy.rglob("*.yml"))


@pytest.mark.parametrize(
    "name",
    ["README.md", "LICENCE.md", "modules/README.md", ".gitkeep", "modules/.DS_Store", ".git/x.yml", ".a.yml.swp"],
)
def test_documentation_and_hidden_files_are_left_alone(catalogue_copy, name):
    before = discover(catalogue_copy)
    (catalogue_copy / name).parent.mkdir(exist_ok=True)
    (catalogue_copy / name).write_text("x")
    assert discover(catalogue_copy) == before


def rules_of(catalogue, name):
    _, misplaced = discover(catalogue)
    return [rule_of(item.key) for item in misplaced if item.path == catalogue / name]


@pytest.mark.parametrize(
    "target",
    [MODULE, "modules", "absent", "lien.yml", "/etc/passwd"],
    ids=["fichier", "dossier", "rien", "lui-meme", "dehors"],
)
@pytest.mark.parametrize(
    "name", ["lien.yml", "README.md", ".gitkeep", "modules/normandie/.nor-teillage-du-lin.yml.tmp", ".git"]
)
def test_a_link_is_refused_and_not_followed(catalogue_copy, name, target):
    files, _ = discover(catalogue_copy)
    (catalogue_copy / name).symlink_to(catalogue_copy / target)
    assert rules_of(catalogue_copy, name) == ["fichier-lien"]
    assert discover(catalogue_copy)[0] == files


def test_a_link_to_a_parent_folder_does_not_go_round_in_circles(catalogue_copy):
    (catalogue_copy / "modules/normandie/boucle").symlink_to(catalogue_copy)
    assert rules_of(catalogue_copy, "modules/normandie/boucle") == ["fichier-lien"]


def test_what_is_not_an_ordinary_file_is_refused_without_being_opened(catalogue_copy):
    os.mkfifo(catalogue_copy / "modules/normandie/nor-tube.yml")
    assert rules_of(catalogue_copy, "modules/normandie/nor-tube.yml") == ["fichier-special"]


def test_a_name_that_hides_a_line_end_is_no_identifier(catalogue_copy):
    (catalogue_copy / "modules/normandie/nor-lin\n.yml").touch()
    assert rules_of(catalogue_copy, "modules/normandie/nor-lin\n.yml") == ["identifiant-forme"]


def test_a_name_too_long_for_some_systems_is_told(catalogue_copy):
    for length in (100, 101, 240):
        (catalogue_copy / f"modules/normandie/nor-{'a' * (length - 4)}.yml").touch()
    assert rules_of(catalogue_copy, f"modules/normandie/nor-{'a' * 96}.yml") == []
    assert rules_of(catalogue_copy, f"modules/normandie/nor-{'a' * 97}.yml") == ["identifiant-forme"]
    assert rules_of(catalogue_copy, f"modules/normandie/nor-{'a' * 236}.yml") == ["identifiant-forme"]


def test_an_empty_folder_is_an_empty_catalogue(tmp_path):
    assert discover(tmp_path) == ([], [])


def test_a_hidden_record_is_told_because_it_would_be_lost(catalogue_copy):
    (catalogue_copy / "modules/normandie/.nor-lin.yml").touch()
    (catalogue_copy / "modules/.brouillons").mkdir()
    (catalogue_copy / "modules/.brouillons/nor-lin.yml").touch()
    (catalogue_copy / "modules/normandie/.gitkeep").touch()
    assert rules_of(catalogue_copy, "modules/normandie/.nor-lin.yml") == ["fichier-place"]
    assert rules_of(catalogue_copy, "modules/.brouillons") == ["fichier-place"]
    assert rules_of(catalogue_copy, "modules/normandie/.gitkeep") == []


@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "lpt9"])
def test_a_name_that_windows_cannot_hold_is_told_once(catalogue_copy, name):
    (catalogue_copy / "certifications" / f"{name}.yml").write_text("intitule: Rien\n")
    assert rules_of(catalogue_copy, f"certifications/{name}.yml") == ["identifiant-forme"]


def test_a_folder_named_like_a_file_is_one_message_whatever_it_holds(catalogue_copy):
    folder = catalogue_copy / "modules" / "normandie" / "nor-lin.yml"
    folder.mkdir()
    for number in range(300):
        (folder / f"nor-{number}.yml").write_text("titre: Rien\n")
    assert rules_of(catalogue_copy, "modules/normandie/nor-lin.yml") == ["fichier-place"]
    assert len(rules_of(catalogue_copy, "modules/normandie/nor-lin.yml/nor-1.yml")) == 0
