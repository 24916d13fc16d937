"""`catalogue new ecart`: the five questions, as options or one by one."""

import pytest

from build_tools.cli import main
from build_tools.contributing.new_record import Conversation
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from tests.conftest import LAST_READ, copy_small_catalogue

GIVEN = ("--competence", "Régler un dérailleur", "--region", "Normandie", "--document", "guide-8", "--page", "31")


@pytest.fixture
def folder(tmp_path):
    return copy_small_catalogue(tmp_path / "catalogue")


def run(folder, *arguments):
    return main(["new", *arguments, "--today", LAST_READ.isoformat(), "--catalogue", str(folder)])


def test_a_gap_is_written_at_its_place_with_the_rest_to_uncomment(folder):
    assert run(folder, "ecart", *GIVEN, "--recueil", "Entreprises") == 0
    text = (folder / "ecarts" / "normandie" / "nor-regler-un-derailleur.yml").read_text()
    assert read(text.encode()) == {
        "competence": "Régler un dérailleur",
        "region": "normandie",
        "recueil": ["entreprises"],
        "sources": [{"document": "guide-8", "page": 31}],
        "verifie_le": LAST_READ.isoformat(),
    }
    assert "# centres: 6" in text
    assert main(["check", "--catalogue", str(folder)]) == 0


@pytest.mark.parametrize(
    "arguments",
    [("ecart", "--titre", "Un titre"), ("module", "--competence", "Savoir"), ("ecart", "--region", "Bretagne")],
)
def test_wrong_use_is_told(folder, arguments, capsys):
    assert run(folder, *arguments) == 2
    assert capsys.readouterr().err


def test_in_a_terminal_the_questions_are_asked_again_until_they_are_answered(folder):
    said = iter(["Régler un dérailleur", "Atlantide", "", "", "guide-8 ; 31", "Normandie"])
    shown = []
    made = Conversation(load(folder), LAST_READ, lambda _: next(said), shown.append, "ecart").proposal({})
    assert made.accepted
    assert made.path.name == "nor-regler-un-derailleur.yml"
