"""`check --fix`: mends what has one right form, says it, leaves the rest, and never changes a clean file."""

import json

import pytest

from build_tools.contributing.repair import repaired_files
from build_tools.loading import yaml_reader
from tests.conftest import CATALOGUE, CERTIFICATION, MODULE, catalogue_command

pytestmark = pytest.mark.slow


NBSP = "\u00a0"


def spoil(catalogue, old, new):
    file = catalogue / MODULE
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("region: normandie", "region: Normandie"),
        ("region: normandie", "région: normandie"),
        ("secteurs: [industrie]", "Secteurs: [Industrie]"),
        ("secteurs: [industrie]", "secteurs: [INDUSTRIE]"),
        ("titre: Compétences liées", 'titre: "  Compétences  liées'),
        ("nature: technique", "nature: Technique"),
        ("verifie_le: 2026-11-21", "Vérifié le: 2026-11-21"),
    ],
)
def test_what_has_one_right_form_is_mended(catalogue_copy, old, new):
    right = yaml_reader.read((catalogue_copy / MODULE).read_bytes())
    if new.startswith('titre: "'):
        line = next(line for line in (catalogue_copy / MODULE).read_text().splitlines() if line.startswith("titre:"))
        spoil(catalogue_copy, line, line.replace(old, new) + ' "')
    else:
        spoil(catalogue_copy, old, new)
    done = catalogue_command("check", "--fix", cwd=catalogue_copy.parent)
    assert "devient" in done.stderr
    assert done.returncode == 0
    assert yaml_reader.read((catalogue_copy / MODULE).read_bytes()) == right


def test_it_says_what_it_did_where_and_checks_the_result(catalogue_copy):
    spoil(catalogue_copy, "region: normandie", "region: Normandie")
    done = catalogue_command("check", "--fix", "--format", "json", cwd=catalogue_copy.parent)
    assert done.stderr == (f"catalogue/{MODULE}:6:9{NBSP}: «{NBSP}Normandie{NBSP}» devient «{NBSP}normandie{NBSP}»\n")
    assert json.loads(done.stdout)["problems"] == []


def test_a_number_where_text_is_expected_gets_quotes(catalogue_copy):
    demarche = next((catalogue_copy / "demarches").rglob("*.yml"))
    text = "\n".join(line for line in demarche.read_text().splitlines() if not line.startswith("debut:"))
    demarche.write_text(text.replace("\nporteur:", "\ndebut: 2019\nporteur:") + "\n")
    done = catalogue_command("check", "--fix", cwd=catalogue_copy.parent)
    assert done.returncode == 0, done.stdout
    assert '\ndebut: "2019"\n' in demarche.read_text()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("region: normandie", "region: normandi"),  # near, not the same
        ("nature: technique", "nature: true"),
        ("titre: ", "intitulé: "),
        ("region: normandie", "region: normandie\nRégion: bretagne"),  # both keys are there
        ("titre: Comp", "titre: [Comp"),
    ],
)
def test_what_is_ambiguous_is_left_alone(catalogue_copy, old, new):
    spoil(catalogue_copy, old, new)
    before = (catalogue_copy / MODULE).read_bytes()
    done = catalogue_command("check", "--fix", cwd=catalogue_copy.parent)
    assert (done.returncode, done.stderr) == (1, "")
    assert (catalogue_copy / MODULE).read_bytes() == before


@pytest.mark.parametrize(
    ("key", "written", "right"),
    [
        ("siret", "130 025 265 00013", "13002526500013"),
        ("lieu_insee", "2a004", "2A004"),
        ("offre_info", "14_af_0000214846", "14_AF_0000214846"),
        ("adresse", "https://www.ac-rennes.fr/a?utm_source=x&page=2", "https://www.ac-rennes.fr/a?page=2"),
        ("adresse", "https://www.ac-rennes.fr/a?UTM-Source=x", "https://www.ac-rennes.fr/a"),
        ("adresse", "https://www.ac-rennes.fr/a?page=2&fbclid=1#haut", "https://www.ac-rennes.fr/a?page=2#haut"),
    ],
)
def test_a_code_or_an_address_with_one_right_form_is_mended(catalogue_copy, key, written, right):
    file = catalogue_copy / MODULE
    file.write_text(file.read_text() + f'mises_en_oeuvre: [{{organisme: Greta, {key}: "{written}"}}]\n')
    done = catalogue_command("check", "--fix", cwd=catalogue_copy.parent)
    assert (done.returncode, yaml_reader.read(file.read_bytes())["mises_en_oeuvre"][0][key]) == (0, right), done.stdout


@pytest.mark.parametrize(
    ("written", "right"), [("rncp 41845", "RNCP41845"), ("RNCP00184", "RNCP184"), ("rs-7485", "RS7485")]
)
def test_a_number_of_the_registers_is_mended(catalogue_copy, written, right):
    file = catalogue_copy / CERTIFICATION
    file.write_text(file.read_text().replace("code: RNCP14868", f"code: {written}"))
    done = catalogue_command("check", "--fix", cwd=catalogue_copy.parent)
    assert done.returncode == 0, done.stdout
    assert f"code: {right}\n" in file.read_text()


def test_comments_stay(catalogue_copy):
    spoil(catalogue_copy, "region: normandie", "# ici\nregion: Normandie # là")
    catalogue_command("check", "--fix", cwd=catalogue_copy.parent)
    assert "# ici\nregion: normandie # là\n" in (catalogue_copy / MODULE).read_text()


def test_only_the_given_paths_are_mended(catalogue_copy):
    spoil(catalogue_copy, "region: normandie", "region: Normandie")
    done = catalogue_command("check", "--fix", "catalogue/demarches", cwd=catalogue_copy.parent)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_broken_vocabulary_stops_nothing(catalogue_copy):
    (catalogue_copy / "vocabulaires" / "regions.yml").write_text("termes: 3\n")
    assert list(repaired_files(catalogue_copy)) == []


def test_the_real_catalogue_needs_no_repair():
    assert list(repaired_files(CATALOGUE)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("é", "e\u0301"),
        (" ", "\u2003"),
        (" ", "\t"),
        ("m", "ｍ"),
        ("m", "m\u00ad"),
    ],
)
def test_signs_take_their_usual_form(catalogue_copy, old, new):
    file = catalogue_copy / MODULE
    right = yaml_reader.read(file.read_bytes())
    spoil(catalogue_copy, f"titre: {right['titre']}", f'titre: "{right["titre"].replace(old, new, 1)}"')
    mended = [done for done in repaired_files(catalogue_copy) if done.outcome.path == file]
    assert yaml_reader.read(mended[0].outcome.text.encode()) == right
    assert bool(mended[0].repairs[0].unseen) == (old == "é")


def test_a_quoted_title_in_another_script_is_left_alone(catalogue_copy):
    spoil(catalogue_copy, "titre: ", 'evaluation: "L’épreuve « 汉语（一） »."\ntitre: ')
    assert list(repaired_files(catalogue_copy)) == []
