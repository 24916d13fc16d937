"""Official skills close to ours: proposed by their words, kept once a record names them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from build_tools.analysis.alignment import aligner, codes_named, vocabulary_text
from build_tools.analysis.matching.official_files import names_text, words_text
from build_tools.analysis.matching.official_words import RomeArchiveError, RomeFiles, read_archive, roots_of
from build_tools.model import Module

FILES = {
    "referentiel_competence": (
        "code_ogr,libelle_competence,transition_eco,transition_num\n"
        "100001,Réparer un vélo,O,N\n100002,Réparer une chaudière,N,\n100003,Tenir une caisse,,\n"
    ),
    "referentiel_savoir": (
        "code_ogr_savoir,libelle_savoir,transition_eco,transition_num\n200001,Mécanique du cycle,,O\n"
    ),
    "referentiel_appellation": (
        "code_rome,libelle_appellation_court\nI1607,Réparateur / Réparatrice de vélos\nI1607,Vélociste\n"
    ),
    "coherence_item": "code_rome,code_ogr\nI1607,100001\nI1607,200001\nD1507,100003\n",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A ROME of a few lines, as France Travail publishes it."""
    path = tmp_path / "RefRomeCsv.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, text in FILES.items():
            made.writestr(zipfile.ZipInfo(f"unix_{name}_v999_utf8.csv", (2030, 1, 2, 0, 0, 0)), text)
    return path


@pytest.fixture
def rome(archive: Path) -> RomeFiles:
    """Its rows."""
    return read_archive(archive)


def test_an_archive_says_its_version_and_its_day(rome: RomeFiles) -> None:
    assert (rome.version, rome.day) == ("999", "2030-01-02")


@pytest.mark.parametrize("content", [b"", b"PK nothing", b"code_ogr\n1\n"])
def test_what_is_no_archive_gets_a_message(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rome.zip"
    path.write_bytes(content)
    with pytest.raises(RomeArchiveError, match="archive"):
        read_archive(path)


def test_an_archive_without_a_file_says_which(tmp_path: Path) -> None:
    path = tmp_path / "rome.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("autre.csv", "a\n")
    with pytest.raises(RomeArchiveError, match="referentiel_competence"):
        read_archive(path)


def test_the_closest_come_first_and_the_far_ones_not_at_all(rome: RomeFiles, make: Callable[..., Module]) -> None:
    found = aligner(rome).proposals("Réparer un vélo électrique", make("bre-velo"))
    assert found[0].official.code == "100001"
    assert "100003" not in [proposal.official.code for proposal in found]


def test_records_name_codes_wherever_they_stand_even_records_that_are_refused() -> None:
    sound = {"savoirs": ["200001"], "competences": [{"intitule": "x", "rome": ["100001"]}, {"intitule": "y"}]}
    broken = {"savoirs": "200001", "competences": [7, {"rome": [3]}]}
    assert codes_named([sound, broken, {}]) == {"100001", "200001"}


def test_the_vocabulary_keeps_what_is_named_with_marks_and_occupations(rome: RomeFiles) -> None:
    text = vocabulary_text(aligner(rome), rome, {"200001", "100001"})
    assert "France Travail" in text
    assert "2030-01-02" in text
    terms = yaml.safe_load(text)["termes"]
    assert [(term["id"], term["type"]) for term in terms] == [("100001", "competence"), ("200001", "savoir")]
    assert (terms[0]["ecologique"], terms[1]["numerique"], terms[0]["metiers"]) == (True, True, ["I1607"])


def test_the_files_of_words_and_names_say_where_they_come_from(rome: RomeFiles) -> None:
    assert "Licence Ouverte ROME" in words_text(rome)
    assert names_text(rome).splitlines()[1] == "I1607\tRéparateur / Réparatrice de vélos|Vélociste"


def test_families_need_a_verb_or_two_endings() -> None:
    assert roots_of(["souder", "soudage", "facteur", "facture", "tissage", "tisseur"]) == {"soud", "tiss"}
