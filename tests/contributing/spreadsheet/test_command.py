"""`catalogue template` and `catalogue import` as a contributor runs them."""

import datetime

import openpyxl
import pytest

from tests.conftest import MODULE, ROOT, catalogue_command, jargon_in
from tests.contributing.spreadsheet.made import csv_file, good, table, xlsx

pytestmark = pytest.mark.slow


NEW = "catalogue/modules/bretagne/bre-entretenir-un-velo-a-assistance-electrique.yml"


@pytest.fixture
def here(catalogue_copy):
    return catalogue_copy.parent


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def ran(here, *arguments):
    """Exit code, and what was said, with plain spaces."""
    done = catalogue_command(*arguments, cwd=here)
    assert "Traceback" not in done.stderr
    return done.returncode, plain(done.stdout + done.stderr)


def test_good_rows_are_written_and_bad_ones_told(here):
    xlsx(here / "a.xlsx", table(good(), good(Titre="Un autre module", Région="Bretange")))
    code, said = ran(here, "import", "a.xlsx")
    assert code == 1
    problem, hint, rule, *rest = said.splitlines()
    place = "« Modules », cellule C3, colonne « Région » : erreur [schema-terme]"
    assert problem == f"{place} « Bretange » n'est pas dans le vocabulaire « regions »."
    assert hint.startswith("    → Vouliez-vous dire « bretagne » ? Valeurs possibles : guadeloupe,")
    assert rule == "    Règle : docs/contribuer/regles.md#schema-terme"
    assert rest == [
        f"« Modules », ligne 2 : nouvelle fiche écrite, {NEW}",
        "1 nouvelle fiche écrite, 1 ligne refusée.",
    ]
    assert (here / NEW).is_file()
    assert ran(here, "check")[0] == 0
    assert ran(here, "fmt", "--check")[0] == 0


def test_the_same_file_again_changes_nothing(here):
    xlsx(here / "a.xlsx", table(good()))
    assert ran(here, "import", "a.xlsx")[0] == 0
    before = (here / NEW).stat().st_mtime_ns
    assert ran(here, "import", "a.xlsx", "--update") == (0, "1 sans changement.\n")
    assert (here / NEW).stat().st_mtime_ns == before


def test_check_writes_nothing(here):
    csv_file(here / "a.csv", table(good()))
    code, said = ran(here, "import", "a.csv", "--check")
    assert (code, said.splitlines()[-1]) == (0, "1 nouvelle fiche proposée.")
    assert not (here / NEW).exists()


def test_an_update_is_shown_and_waits_for_its_option(here):
    csv_file(here / "a.csv", table({"Identifiant": "nor-teillage-du-lin", "Année": 2021}))
    code, said = ran(here, "import", "a.csv")
    assert code == 0
    assert said.splitlines() == [
        f"« a », ligne 2 : mise à jour proposée, catalogue/{MODULE}",
        "    Année : ajouté : « 2021 »",
        "1 mise à jour proposée. Pour écrire les mises à jour : --update.",
    ]
    assert "annee" not in (here / "catalogue" / MODULE).read_text()
    assert ran(here, "import", "a.csv", "--update")[1].splitlines()[-1] == "1 mise à jour écrite."
    assert "annee: 2021\n" in (here / "catalogue" / MODULE).read_text()


def test_the_file_given_back_shows_problems_and_comes_back_mended(here):
    bad = good(Titre="=1+1", Région="Bretange", **{"Vérifiée le": datetime.date(2026, 11, 20)})
    xlsx(here / "a.xlsx", [["Nos modules"], [], *table(good(), bad)])
    assert ran(here, "import", "a.xlsx", "--annotated", "revu.xlsx")[0] == 1
    book = openpyxl.load_workbook(here / "revu.xlsx")
    sheet = book["Modules"]
    assert [cell.value for cell in sheet[3]][-1] == "Problèmes"
    assert sheet["K4"].value is None
    assert plain(sheet["K5"].value).startswith("Titre : ")
    assert "Région : « Bretange » n'est pas dans le vocabulaire" in plain(sheet["K5"].value)
    assert sheet["C5"].fill.fgColor.rgb == "FFFFE9E6" != sheet["C4"].fill.fgColor.rgb
    assert sheet["J5"].value == datetime.datetime(2026, 11, 20)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert any(str(rule.sqref).startswith("C4") for rule in sheet.data_validations.dataValidation)

    sheet["A5"], sheet["C5"] = "Un autre module", "Bretagne"
    book.save(here / "revu.xlsx")
    code, said = ran(here, "import", "revu.xlsx")
    assert (code, said.splitlines()[-1]) == (0, "1 nouvelle fiche écrite, 1 sans changement.")


def test_a_hostile_name_of_a_file_is_no_name_of_a_sheet(here):
    csv_file(here / "a[b]'.csv", table(good(Nature="Magie")))
    assert ran(here, "import", "a[b]'.csv", "--annotated", "revu.xlsx")[0] == 1
    assert openpyxl.load_workbook(here / "revu.xlsx").sheetnames == ["a b", "Listes"]


def test_defaults(here):
    module = good()
    del module["Région"]
    csv_file(here / "a.csv", table(module))
    assert ran(here, "import", "a.csv", "--default", "Région=Bretagne")[0] == 0
    assert (here / NEW).is_file()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["import", "absent.xlsx"], 2),
        (["import", "."], 2),
        (["import", "a.csv", "--check", "--update"], 2),
        (["import", "a.csv", "--annotated", "a.csv"], 2),
        (["import", "a.csv", "--default", "Région"], 2),
        (["import", "a.csv", "--default", "Prix=3"], 2),
        (["import", "a.csv"], 1),
        (["template", "--out", "a.ods"], 2),
        (["template", "--out", "a.xlsx", "--region", "atlantide"], 2),
        (["template"], 2),
    ],
)
def test_wrong_use_and_files_without_modules(here, arguments, code):
    (here / "a.csv").write_text("Nom;Prix\nx;3\n")
    done = catalogue_command(*arguments, cwd=here)
    assert (done.returncode, done.stdout) == (code, "")
    assert not jargon_in(done.stderr)


def test_no_import_into_a_catalogue_with_errors(here):
    csv_file(here / "a.csv", table(good()))
    (here / "catalogue" / MODULE).write_text("titre: x\n")
    code, said = ran(here, "import", "a.csv")
    assert (code, said.splitlines()[-1]) == (
        1,
        "catalogue : le catalogue a des erreurs ; corrigez-les d'abord (catalogue check). Rien n'est fait.",
    )
    assert MODULE in said


def test_the_template_of_a_region_holds_its_records(here):
    assert ran(here, "template", "--region", "normandie", "--out", "m.xlsx")[0] == 0
    assert openpyxl.load_workbook(here / "m.xlsx")["Modules"]["A2"].value.startswith("Compétences liées au teillage")
    assert ran(here, "import", "m.xlsx") == (0, "1 sans changement.\n")


def test_the_page_of_the_site_shows_commands_and_words_that_exist():
    page = (ROOT / "docs" / "contribuer" / "tableur.md").read_text()
    for word in ("--check", "--annotated", "--default", "--update", "--region", "effacer", "modele-modules.xlsx"):
        assert word in page
