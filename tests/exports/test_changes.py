"""What changed in the modules, in words, from a real Git history."""

import pytest

from build_tools.exports.changes import ChangesInWords, changes_of
from build_tools.git.history import History, read_history
from build_tools.model import Catalogue
from build_tools.text.typography import french
from tests.conftest import MODULE, SMALL
from tests.git_repository import commit, git

ID = "nor-teillage-du-lin"
TEXT = (SMALL / MODULE).read_text()


@pytest.fixture
def repository(tmp_path):
    """A catalogue of one module, committed."""
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-01-05", {MODULE: TEXT})
    return tmp_path


def changes(repository, catalogue):
    return changes_of(read_history(repository / "catalogue"), catalogue)


def edited(repository, catalogue, text):
    """The field → its change in words, once `text` is committed."""
    commit(repository, "2026-02-10", {MODULE: text})
    newest = changes(repository, catalogue)[0]
    assert (newest.nature, newest.moment) == ("modifie", "2026-02-10T12:00:00Z")
    return {field.libelle: field.phrase.replace("\u00a0", " ").replace("\u202f", " ") for field in newest.champs}


def test_the_first_commit_of_a_module_makes_it_new(repository, small_catalogue):
    (change,) = changes(repository, small_catalogue)
    assert (change.module, change.nature, change.champs) == (ID, "nouveau", ())
    assert change.headline == f"Nouveau module\u00a0: {small_catalogue.modules[ID].titre}"


@pytest.mark.parametrize(
    ("line", "label", "words"),
    [
        ("secteurs: [btp]", "Secteurs", "ajout de « Bâtiment et travaux publics »"),
        ("duree: { heures: 14 }", "Durée", "ajouté : « 14 h »"),
        ("annee: 2023", "Année", "ajouté : « 2023 »"),
        ("modalites: [mixte]", "Modalités", "ajout de « Mixte »"),
        ("reprises: [bretagne]", "Reprises", "ajout de « Bretagne »"),
        ("deduit: [competences.rome]", "Champs déduits", "ajout de « compétences : compétences du ROME »"),
    ],
)
def test_a_field_that_changes_is_said_with_labels_not_with_codes(repository, small_catalogue, line, label, words):
    key = line.split(":")[0]
    kept = "".join(part for part in TEXT.splitlines(keepends=True) if not part.startswith(f"{key}:"))
    assert words in edited(repository, small_catalogue, f"{kept}{line}\n")[label]


def test_a_value_that_replaces_another_says_both(repository, small_catalogue):
    commit(repository, "2026-02-01", {MODULE: TEXT + "duree: { heures: 14 }\n"})
    found = edited(repository, small_catalogue, TEXT + "duree: { min: 7, max: 21 }\n")
    assert found == {"Durée": "« de 7 à 21 h » au lieu de « 14 h »"}


def test_a_skill_that_gets_a_detail_is_refined(repository, small_catalogue):
    commit(repository, "2026-02-01", {MODULE: TEXT + "prerequis:\n  - condition: Savoir lire\n"})
    found = edited(repository, small_catalogue, TEXT + "prerequis:\n  - {condition: Savoir lire, module: x}\n")
    assert list(found) == ["Prérequis"]


def test_a_text_inside_the_need_is_a_field_of_its_own(repository, small_catalogue):
    commit(repository, "2026-02-01", {MODULE: "titre: Lin\nbesoin:\n  constat: Avant\n"})
    found = edited(repository, small_catalogue, "titre: Lin\nbesoin:\n  constat: Après\n")
    assert found == {"Constat": "« Après » au lieu de « Avant »"}


def test_another_layout_of_the_same_facts_is_no_change(repository, small_catalogue):
    commit(repository, "2026-02-10", {MODULE: TEXT + "\n# Un commentaire\n"})
    assert [change.nature for change in changes(repository, small_catalogue)] == ["nouveau"]


def test_a_file_that_moves_to_another_folder_stays_the_same_module(repository, small_catalogue):
    moved = f"modules/bretagne/{ID}.yml"
    commit(repository, "2026-02-10", {MODULE: None, moved: TEXT.replace("region: normandie", "region: bretagne")})
    newest, first = changes(repository, small_catalogue)
    assert [field.champ for field in newest.champs] == ["region"]
    assert first.nature == "nouveau"


def test_a_removed_module_keeps_its_title(repository, small_catalogue):
    commit(repository, "2026-02-10", {MODULE: None, "autre.yml": "a"})
    empty = Catalogue({}, {}, {}, small_catalogue.vocabularies)
    newest = changes(repository, empty)[0]
    assert (newest.nature, newest.titre) == ("retire", small_catalogue.modules[ID].titre)


@pytest.mark.parametrize("text", ["", "- une liste", "titre: [", "\ttitre", "titre: Lin\nancien_champ: {a: [1, 2]}\n"])
def test_a_file_of_any_age_and_shape_is_survived(repository, small_catalogue, text):
    commit(repository, "2026-02-10", {MODULE: text + "\n"})
    commit(repository, "2026-02-11", {MODULE: TEXT})
    assert [change.nature for change in changes(repository, small_catalogue)] == ["modifie", "modifie", "nouveau"]


def test_without_history_nothing_is_said(tmp_path, small_catalogue):
    assert changes_of(History(tmp_path), small_catalogue) == ()


def test_each_change_has_a_name_of_its_own(repository, small_catalogue):
    commit(repository, "2026-02-10", {MODULE: TEXT + "annee: 2024\n"})
    assert len({change.key for change in changes(repository, small_catalogue)}) == 2


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([{"page": 28}, {"page": 14}, {"page": 18}], [{"page": 29}, {"page": 15}, {"page": 19}], "précision de {}"),
        ([], [{"page": 28}, {"page": 14}], "ajout de {}"),
        ([{"page": 28}, {"page": 14}, {"page": 3}], [], "retrait de {}"),
    ],
)
def test_a_document_quoted_several_times_is_named_once(small_catalogue, before, after, told):
    before, after = ([{"document": "guide-8", **source} for source in sources] for sources in (before, after))
    (change,) = ChangesInWords(small_catalogue).differences({"sources": before}, {"sources": after})
    title = small_catalogue.vocabularies.label("documents", "guide-8")
    assert change.phrase == french(told.format(f"« {title} »"))


def test_in_detail_every_part_of_a_group_and_the_end_of_a_long_text_is_told(small_catalogue):
    words = ChangesInWords(small_catalogue, detail=True)
    before = {
        "resume": "mot " * 100 + "avant",
        "sources": [{"document": "guide-8", "page": 30}, {"document": "guide-8", "page": 14, "extrait": "un"}],
        "resultats": [{"indicateur": "places", "valeur": 24}],
        "verifie_le": "2026-11-20",
    }
    after = {
        "resume": "mot " * 100 + "après",
        "sources": [{"document": "guide-8", "page": 31}, {"document": "guide-8", "page": 14, "extrait": "deux"}],
        "resultats": [{"indicateur": "places", "valeur": 25, "periode": "2022"}],
        "verifie_le": "2026-11-21",
    }
    said = {change.champ: change.phrase.replace("\u00a0", " ") for change in words.differences(before, after)}
    assert "après »" in said["resume"]
    assert "avant »" in said["resume"]
    assert "page : « 31 » au lieu de « 30 »" in said["sources"]
    assert "extrait : « deux » au lieu de « un »" in said["sources"]
    assert "valeur : « 25 » au lieu de « 24 »" in said["resultats"]
    assert "periode ajouté : « 2022 »" in said["resultats"]
    assert said["verifie_le"] == "« 21 novembre 2026 » au lieu de « 20 novembre 2026 »"
