"""The ROME 4.0 of France Travail, as our vocabulary of occupations."""

import pytest

from build_tools.checking.check import NOT_IN_OUR_ROME, check
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.nomenclatures.rome import RomeFileError, differences, occupations, occupations_yaml
from tests.conftest import CATALOGUE, MODULE, TODAY, catalogue_command, jargon_in

pytestmark = pytest.mark.slow


HEADER = "code_rome,libelle_rome,transition_eco,transition_num,transition_demo\n"
COOK = 'G1602,"Commis / Commise de cuisine",Emploi Blanc,N,N\n'


def official(tmp_path, text):
    file = tmp_path / "rome.csv"
    file.write_text(text)
    return file


def terms(tmp_path, rows):
    return read(occupations_yaml(official(tmp_path, HEADER + rows), "460").encode())["termes"]


@pytest.mark.parametrize(
    ("marks", "taken"),
    [
        ("Emploi Blanc,N,N", {}),
        ("Emploi Blanc,,", {}),
        ("Emploi Vert,N,N", {"ecologique": "vert"}),
        ("Emploi Brun,N,N", {"ecologique": "brun"}),
        ("Emploi stratégique pour la Transition écologique,N,N", {"ecologique": "strategique"}),
        ("Emploi Blanc,O,N", {"numerique": True}),
        ("Emploi Blanc,N,O", {"demographique": True}),
        ("Emploi Vert,O,O", {"ecologique": "vert", "numerique": True, "demographique": True}),
    ],
)
def test_an_occupation_keeps_its_code_its_label_and_its_marks(tmp_path, marks, taken):
    assert terms(tmp_path, f"K1302,Assistant de vie,{marks}\n") == [
        {"id": "K1302", "libelle": "Assistant de vie", **taken}
    ]


@pytest.mark.parametrize("label", ["Chef d'équipe : BTP", 'Dit ""le pro""', "Vélo # 1, [roue]", "true", "Œuvre \\ art"])
def test_any_label_comes_out_as_it_went_in(tmp_path, label):
    (term,) = terms(tmp_path, f'A1101,"{label}",Emploi Blanc,N,N\n')
    assert term["libelle"] == label.replace('""', '"')


def test_a_code_given_twice_is_kept_once_in_the_order_of_the_file(tmp_path):
    rows = COOK + "A1101,Conducteur,Emploi Blanc,N,N\n" + COOK
    assert [term["id"] for term in terms(tmp_path, rows)] == ["G1602", "A1101"]


def test_the_file_says_that_it_is_generated_and_from_which_version(tmp_path):
    text = occupations_yaml(official(tmp_path, HEADER + COOK), "461")
    assert "Fichier généré, ne pas modifier" in text
    assert "version 461" in text


WRONG = {
    "autre-code": (HEADER + "XX,Commis,Emploi Blanc,N,N\n").encode(),
    "sans-libelle": (HEADER + "G1602,,Emploi Blanc,N,N\n").encode(),
    "vide": b"",
    "sans-metier": HEADER.encode(),
    "colonne-manquante": b"code_rome,libelle_rome\nG1602,Commis\n",
    "marque-inconnue": (HEADER + "G1602,Commis,Emploi Rose,N,N\n").encode(),
    "ligne-trop-courte": (HEADER + "G1602\n").encode(),
    "latin-1": (HEADER + "G1602,Ébéniste,Emploi Blanc,N,N\n").encode("latin-1"),
    "champ-demesure": (HEADER + "x" * 200_000).encode(),
    "binaire": bytes(range(256)),
}


@pytest.mark.parametrize("name", WRONG)
def test_another_file_is_refused(tmp_path, name):
    file = tmp_path / "rome.csv"
    file.write_bytes(WRONG[name])
    with pytest.raises(RomeFileError):
        occupations_yaml(file, "460")


def test_differences_are_said_by_code():
    before = occupations("termes: [{id: A1101, libelle: Conducteur}, {id: G1602, libelle: Commis}]")
    after = occupations("termes: [{id: G1602, libelle: Chef, numerique: true}, {id: K1302, libelle: Aide}]")
    assert differences(before, after, {"A1101": 3}) == [
        "A1101 : retiré, « Conducteur », nommé par 3 modules à corriger",
        "G1602, libellé : Commis → Chef",
        "G1602, marque numérique : (rien) → oui",
        "K1302 : ajouté, « Aide »",
    ]


def refresh(catalogue_copy, *arguments):
    return catalogue_command("refresh", "rome", "rome.csv", *arguments, cwd=catalogue_copy.parent)


def test_the_committed_vocabulary_is_that_of_the_official_file(reference):
    official_file = reference / "rome" / "unix_referentiel_code_rome_v461_utf8.csv"
    assert occupations_yaml(official_file, "461") == (CATALOGUE / "vocabulaires" / "metiers.yml").read_text()


def test_the_command_shows_and_writes_nothing(catalogue_copy):
    vocabulary = catalogue_copy / "vocabulaires" / "metiers.yml"
    before = vocabulary.read_text()
    official(catalogue_copy.parent, HEADER + COOK)
    done = refresh(catalogue_copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert "G1602" in done.stdout
    assert vocabulary.read_text() == before


def test_the_command_writes_the_vocabulary_when_told(catalogue_copy):
    official(catalogue_copy.parent, HEADER + COOK)
    done = refresh(catalogue_copy, "--write", "--force")
    assert (done.returncode, done.stderr) == (0, "")
    assert "G1602" in (catalogue_copy / "vocabulaires" / "metiers.yml").read_text()
    assert catalogue_command("check", "catalogue/vocabulaires", cwd=catalogue_copy.parent).returncode == 0


@pytest.mark.parametrize("name", ["sans-metier", "marque-inconnue", "latin-1"])
def test_the_command_keeps_the_vocabulary_when_the_file_is_another(catalogue_copy, name):
    vocabulary = catalogue_copy / "vocabulaires" / "metiers.yml"
    before = vocabulary.read_text()
    (catalogue_copy.parent / "rome.csv").write_bytes(WRONG[name])
    done = refresh(catalogue_copy, "--write")
    assert (done.returncode, done.stdout) == (1, "")
    assert jargon_in(done.stderr) == []
    assert vocabulary.read_text() == before


def refused(catalogue_copy, name, *arguments):
    """The command refuses to write, in one line that it returns, and the vocabulary stays."""
    vocabulary = catalogue_copy / "vocabulaires" / "metiers.yml"
    before = vocabulary.read_text()
    done = catalogue_command("refresh", "rome", name, "--write", *arguments, cwd=catalogue_copy.parent)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert jargon_in(done.stderr) == []
    assert vocabulary.read_text() == before
    return done.stderr


def ours(catalogue_copy):
    text = (catalogue_copy / "vocabulaires" / "metiers.yml").read_text()
    return [f'{term.id},"{term.libelle}",Emploi Blanc,N,N\n' for term in occupations(text)]


def test_a_file_that_is_cut_is_refused(catalogue_copy):
    rows = ours(catalogue_copy)
    official(catalogue_copy.parent, HEADER + "".join(rows[: len(rows) // 2]))
    assert "est-il entier" in refused(catalogue_copy, "rome.csv")


def test_an_older_file_is_refused(catalogue_copy):
    old = catalogue_copy.parent / "unix_referentiel_code_rome_v400_utf8.csv"
    old.write_text(HEADER + "".join(ours(catalogue_copy)))
    assert "plus ancienne que la nôtre, 461" in refused(catalogue_copy, old.name)


def test_a_version_that_the_name_contradicts_is_wrong_use(catalogue_copy):
    official(catalogue_copy.parent, HEADER + COOK).rename(catalogue_copy.parent / "rome_v461_utf8.csv")
    done = catalogue_command("refresh", "rome", "rome_v461_utf8.csv", "--version", "460", cwd=catalogue_copy.parent)
    assert done.returncode == 2


# A list that moves ----------------------------------------------------------------------------------------------------


def test_a_file_without_one_code_in_a_hundred_is_refused_unless_told(catalogue_copy):
    rows = ours(catalogue_copy)
    official(catalogue_copy.parent, HEADER + "".join(rows[: len(rows) - len(rows) // 100 - 1]))
    assert "est-il entier" in refused(catalogue_copy, "rome.csv")
    assert refresh(catalogue_copy, "--write", "--force").returncode == 0


def test_a_withdrawn_code_is_kept_with_what_follows_it(catalogue_copy):
    rows = ours(catalogue_copy)
    gone, *kept = rows
    code, label = gone.split(",", 2)[:2]
    official(catalogue_copy.parent, HEADER + "".join([*kept, f"A9999,{label},Emploi Blanc,N,N\n"]))
    options = ("--version", "462", "--date", "2026-12-15", "--write", "--force")
    assert refresh(catalogue_copy, *options).returncode == 0
    data = read((catalogue_copy / "vocabulaires" / "metiers.yml").read_bytes())
    assert (data["version"], data["date"]) == ("462", "2026-12-15")
    assert data["retires"] == [{"id": code, "libelle": label.strip('"'), "version": "462", "remplace_par": ["A9999"]}]
    assert refresh(catalogue_copy, *options).returncode == 0
    assert read((catalogue_copy / "vocabulaires" / "metiers.yml").read_bytes())["retires"] == data["retires"]
    (problem,) = problems_with(catalogue_copy, code)
    assert (problem.rule, problem.severity) == ("reference-metiers", "warning")
    assert "dans le ROME 4.0 depuis la version 462" in problem.message
    assert "A9999" in problem.hint


def test_what_follows_may_be_given(catalogue_copy):
    gone, *kept = ours(catalogue_copy)
    official(catalogue_copy.parent, HEADER + "".join(kept))
    code = gone.partition(",")[0]
    assert refresh(catalogue_copy, "--write", "--force", "--remplace", f"{code}=I1304,I1604").returncode == 0
    assert "I1304" in problems_with(catalogue_copy, code)[0].hint
    assert refresh(catalogue_copy, "--remplace", "x").returncode == 2


def problems_with(catalogue_copy, code):
    path = catalogue_copy / MODULE
    path.write_text(path.read_text().replace("metiers_cites:", f"metiers: [{code}]\nmetiers_cites:"))
    return check(load(catalogue_copy), today=TODAY).problems


def test_an_unknown_code_is_a_warning_that_names_our_version_and_its_day(catalogue_copy):
    (problem,) = problems_with(catalogue_copy, "I1999")
    assert (problem.rule, problem.severity) == ("reference-metiers", "warning")
    assert "version 461 du 15 juin 2026" in problem.message.replace("\u00a0", " ")
    assert "Vouliez-vous" not in problem.hint
    report = check(load(catalogue_copy), today=TODAY)
    assert report.catalogue is not None
    assert report.catalogue.vocabularies.label("metiers", "I1999") == NOT_IN_OUR_ROME


def test_the_licence_is_the_rome_s_own_with_its_maker_and_its_day():
    head = (CATALOGUE / "vocabulaires" / "metiers.yml").read_text()[:600]
    assert "15 juin 2026, France Travail (Pôle emploi), Licence Ouverte ROME." in head
