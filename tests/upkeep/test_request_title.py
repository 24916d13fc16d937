"""The title of a pull request made from an issue says the record, and calls nobody."""

from pathlib import Path

import pytest

from build_tools.upkeep.request_title import title_of_request


@pytest.mark.parametrize(
    ("place", "text", "title"),
    [
        ("modules/corse/cor-velo.yml", "titre: Réparer un vélo\n", "Module : Réparer un vélo (ticket 12)"),
        ("ecarts/corse/cor-velo.yml", "competence: Régler un frein\n", "Écart : Régler un frein (ticket 12)"),
        ("certifications/tp-velo.yml", "intitule: Mécanicien\n", "Certification : Mécanicien (ticket 12)"),
        ("modules/corse/cor-velo.yml", 'titre: "@equipe voit #3\\n bien"\n', "Module : equipe voit 3 bien (ticket 12)"),
        ("modules/corse/cor-velo.yml", "titre: [\n", "Fiche proposée par le ticket 12"),
        ("modules/corse/cor-velo.yml", "titre: 3\n", "Fiche proposée par le ticket 12"),
        ("modules/corse/cor-velo.yml", "", "Fiche proposée par le ticket 12"),
    ],
)
def test_the_title_says_which_record_it_is(tmp_path: Path, place: str, text: str, title: str) -> None:
    path = tmp_path / "catalogue" / place
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert title_of_request(path, 12) == title


def test_without_a_record_the_ticket_is_named(tmp_path: Path) -> None:
    assert (
        title_of_request(None, 12) == title_of_request(tmp_path / "rien.yml", 12) == "Fiche proposée par le ticket 12"
    )
