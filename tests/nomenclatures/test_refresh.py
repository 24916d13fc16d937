"""Certifications held against an official export: what is confirmed, changed, completed or kept, and the edit."""

from datetime import date

import pytest

from build_tools.model import Certification
from build_tools.nomenclatures.refresh import compare, edited, in_words
from build_tools.nomenclatures.rncp import Export, OfficialRecord
from tests.conftest import CATALOGUE, CERTIFICATION, catalogue_command, jargon_in
from tests.nomenclatures.test_rncp import WRONG, xml

pytestmark = pytest.mark.slow


DAY = date(2026, 8, 16)
OURS = {
    "code": "RNCP1",
    "intitule": "Assistant d'exemple",
    "niveau": 3,
    "echeance": "2027-01-01",
    "etat": "actif",
    "etat_au": "2025-01-31",
    "remplacee_par": "RNCP2",
    "sources": [{"document": "guide-8"}],
    "deduit": ["remplacee_par"],
}
THEIRS = OfficialRecord("RNCP1", "Assistant d’exemple", 3, "actif", None, date(2027, 1, 1), remplacee_par=("RNCP2",))


def certification(**facts):
    registration = {key: value for key, value in (OURS | facts).items() if value is not None}
    return Certification.model_validate(
        {
            "id": "exemple",
            "intitule": "Assistant d'exemple",
            "type": "titre-professionnel",
            "niveau": 3,
            "enregistrements": [registration],
            "sources": [{"document": "guide-8"}],
            "verifie_le": "2026-11-21",
        }
    )


def lines(theirs, *more, **facts):
    """What is said of our registration, changed by `facts`, in front of `theirs`."""
    export = Export({record.code: record for record in (theirs, *more)})
    return [line.strip() for line in in_words(compare(certification(**facts), export, DAY), DAY)]


def official(**facts):
    return OfficialRecord(**{**vars(THEIRS), **facts})


def test_what_agrees_is_confirmed_whatever_the_apostrophe():
    assert lines(THEIRS) == ["RNCP1 : confirmé par le fichier du 2026-08-16"]


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"intitule": "Exemple rare"}, "RNCP1, intitulé : Assistant d'exemple → Exemple rare"),
        ({"niveau": 4}, "RNCP1, niveau : 3 → 4"),
        ({"etat": "inactif"}, "RNCP1, état : actif → inactif"),
        ({"echeance": date(2030, 1, 1)}, "RNCP1, échéance : 2027-01-01 → 2030-01-01"),
        ({"remplacee_par": ("RNCP3",)}, "RNCP1, remplacée par : RNCP2 → RNCP3"),
        ({"remplace": ("RNCP0",)}, "RNCP1, remplace : (rien) → RNCP0"),
    ],
)
def test_what_differs_is_shown(facts, line):
    assert line in lines(official(**facts))


def test_a_change_of_level_is_the_certification_s_too():
    assert "La certification, niveau : 3 → 4" in lines(official(niveau=4))


@pytest.mark.parametrize("name", ["intitule", "niveau", "etat", "echeance"])
def test_what_the_file_does_not_say_stays(name):
    assert lines(official(**{name: None})) == ["RNCP1 : confirmé par le fichier du 2026-08-16"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"remplacee_par": ()}, "la fiche dit RNCP2, le fichier ne nomme aucune suite : gardé"),
        ({"remplacee_par": ("RNCP3", "RNCP4")}, "plusieurs suites (RNCP3, RNCP4) : à choisir à la main"),
        ({"intitule": "exemple " * 40}, "l'intitulé du fichier dépasse 255 caractères : gardé"),
    ],
)
def test_what_the_file_contradicts_without_settling_it_is_told_and_kept(facts, words):
    (line,) = lines(official(**facts))
    assert words in line


def test_an_older_file_changes_nothing():
    (line,) = lines(official(niveau=4), etat_au="2026-10-01")
    assert "plus ancien" in line


def test_a_code_of_another_title_or_given_several_times_changes_nothing():
    (reused,) = lines(official(intitule="Boucher charcutier", niveau=5))
    assert "code réemployé ? rien n'est changé" in reused
    export = Export({"RNCP1": official(niveau=5)}, doubled=frozenset({"RNCP1"}))
    (doubled,) = in_words(compare(certification(), export, DAY), DAY)
    assert "plusieurs fiches de ce code : rien n'en est pris" in doubled


def test_a_successor_given_several_times_is_not_added():
    second = official(code="RNCP2", intitule="Technicien")
    export = Export({"RNCP1": THEIRS, "RNCP2": second}, doubled=frozenset({"RNCP2"}))
    assert [f.kind for f in compare(certification(), export, DAY) if f.code == "RNCP2"] == ["garde"]


def test_successors_that_the_file_knows_are_added_one_after_the_other():
    second = official(code="RNCP2", intitule="Technicien", niveau=4, remplacee_par=("RNCP3",))
    third = official(code="RNCP3", intitule="Expert", niveau=5, remplacee_par=("RNCP1",))
    assert lines(THEIRS, second, third)[:3] == [
        "RNCP2 : nouvel enregistrement, « Technicien »",
        "RNCP3 : nouvel enregistrement, « Expert »",
        "La certification, niveau : 3 → 5",
    ]


def test_a_certification_that_the_file_does_not_know_is_left_alone():
    assert lines(official(code="RNCP9")) == []


TEXT = """\
# Un commentaire en tête
intitule: Assistant d'exemple
niveau: 3
enregistrements:
  - code: RNCP1  # vérifié à la main
    intitule: "Assistant d'exemple"
    niveau: 3
    etat: actif
    etat_au: 2025-01-31
    remplacee_par: RNCP2
    sources: [{document: guide-8}]
    deduit: [remplacee_par]
# La suite
sources:
  - {document: guide-8, page: 3}
"""


def edit(theirs, *more):
    export = Export({record.code: record for record in (theirs, *more)})
    return edited(TEXT, compare(certification(), export, DAY), DAY, "export-rncp-2026-08")


def test_the_edit_changes_what_it_says_and_nothing_else():
    before, after = TEXT.splitlines(), edit(official(niveau=4, etat="inactif")).splitlines()
    assert [line for line in after if line not in before] == [
        "niveau: 4",
        "    niveau: 4",
        "    etat: inactif",
        "    etat_au: 2026-08-16",
        "    sources: [{document: guide-8}, {document: export-rncp-2026-08}]",
    ]
    assert [line for line in before if "#" in line] == [line for line in after if "#" in line]


def test_what_is_proved_is_no_longer_deduced():
    assert "deduit" not in edit(THEIRS)
    assert "deduit: [remplacee_par]" in edit(official(remplacee_par=()))


def test_a_new_registration_says_its_day_once_more_without_an_anchor():
    text = edit(THEIRS, official(code="RNCP2", intitule="Oui : « non »", remplacee_par=(), remplace=("RNCP1",)))
    assert text.count("etat_au: 2026-08-16") == 2
    assert "remplace: [RNCP1]" in text
    assert not {"&", "*"} & set(text)


@pytest.mark.parametrize("path", sorted((CATALOGUE / "certifications").glob("*.yml")), ids=lambda path: path.stem)
def test_a_real_record_without_findings_stays_as_it_is(path):
    assert edited(path.read_text(), (), DAY, "export-rncp-2026-08") == path.read_text()


# The command ---------------------------------------------------------------------------------------------------------

CHANGED = """
enregistrements:
  - code: RNCP37674
    niveau: 3
    sources: [{document: guide-8}]
"""


@pytest.fixture
def record(catalogue_copy):
    """The small catalogue's certification, registered under the code of the sample."""
    path = catalogue_copy / CERTIFICATION
    path.write_text(
        path.read_text().split("motif:")[0] + CHANGED.lstrip() + "sources: [{document: guide-8}]\n"
        "verifie_le: 2026-11-21\n"
    )
    (catalogue_copy.parent / "export-2026-08-16.xml").write_bytes(xml())
    return path


def refresh(record, *arguments):
    return catalogue_command("refresh", "rncp", *arguments, cwd=record.parents[2])


def test_the_command_shows_and_writes_nothing(record):
    before = record.read_text()
    done = refresh(record, "export-2026-08-16.xml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "RNCP37674, niveau : 3 → 5" in done.stdout.replace("\u00a0", " ")
    assert record.read_text() == before


def test_the_command_writes_when_told_and_the_catalogue_stays_sound(record):
    done = refresh(record, "export-2026-08-16.xml", "--write", "--document", "export-rncp-2026-08")
    assert (done.returncode, done.stderr) == (0, "")
    assert "niveau: 5" in record.read_text()
    assert catalogue_command("check", cwd=record.parents[2]).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["absent.xml"], "n’existe pas"),
        (["export-2026-08-16.xml", "--write"], "--document"),
        (["export-2026-08-16.xml", "--write", "--document", "inconnu"], "--document"),
        (["export-2026-08-16.xml", "--date", "hier"], "n’est pas une date"),
    ],
)
def test_wrong_use_is_said_in_french(record, arguments, words):
    done = refresh(record, *arguments)
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.parametrize("name", ["texte", "entites", "zip abime", "csv sans colonne"])
def test_another_file_ends_in_one_french_line(record, name):
    (record.parents[2] / "export.xml").write_bytes(WRONG[name])
    done = refresh(record, "export.xml")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert jargon_in(done.stderr) == []


def test_an_export_older_than_the_records_is_refused_before_anything_is_written(record):
    record.write_text(
        record.read_text().replace("    niveau: 3\n", "    niveau: 3\n    etat: actif\n    etat_au: 2026-10-01\n")
    )
    before = record.read_text()
    done = refresh(record, "export-2026-08-16.xml", "--write", "--document", "export-rncp-2026-08")
    assert done.returncode == 1
    assert "plus ancien" in done.stderr
    assert jargon_in(done.stderr) == []
    assert record.read_text() == before
