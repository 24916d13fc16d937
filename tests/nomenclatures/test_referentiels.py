"""Référentiels held against an official export: what is taken, what stays, what is told, and the file."""

import datetime
import zipfile
from dataclasses import replace

import pytest
import yaml

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.nomenclatures.referentiels import (
    absent_codes,
    in_words,
    read_for,
    referentiel_updates,
)
from build_tools.nomenclatures.rncp import ExportFileError
from tests.conftest import TODAY, catalogue_command, copy_small_catalogue, jargon_in
from tests.nomenclatures.made_up_export import export, fiche

DAY = datetime.date(2026, 11, 20)
NAME = f"export-fiches-rncp-v4-1-{DAY}.xml"
WRITE = ("--write", "--document", "export-france-competences")
RECORD = {
    "code": "RNCP40001",
    "intitule": "Assistant d'exemple",
    "niveau": 3,
    "blocs": [{"code": "RNCP40001BC01", "intitule": "Entretenir le linge"}],
    "sources": [{"document": "export-rncp-2021-01"}],
    "verifie_le": "2026-11-19",
}
SKILLS = ("RNCP40001BC01", "Entretenir le linge", "- Laver le linge\n- Repasser le linge")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = copy_small_catalogue(tmp_path_factory.mktemp("petit") / "catalogue")
    return check(load(folder), today=TODAY).catalogue


def catalogue_with(small, **facts):
    """The small catalogue with one référentiel, changed by `facts`."""
    from build_tools.model import Referentiel

    data = {key: value for key, value in (RECORD | facts).items() if value is not None}
    record = Referentiel.model_validate({"id": "rncp-40001", **data})
    return replace(small, referentiels={record.id: record})


def updates(small, tmp_path, *fiches, **facts):
    file = tmp_path / NAME
    file.write_bytes(export(*fiches))
    catalogue = catalogue_with(small, **facts)
    return referentiel_updates(catalogue, read_for(catalogue, file), DAY, "export-france-competences")


def lines(found):
    return [line.strip() for update in found for line in in_words(update, DAY)]


def test_skills_of_a_block_are_taken_as_whole_sentences(small, tmp_path):
    (found,) = updates(small, tmp_path, fiche("RNCP40001", blocks=[SKILLS]))
    assert found.after.blocs[0].competences == ("Laver le linge", "Repasser le linge")
    assert "+ Laver le linge" in lines([found])
    assert (found.after.nsf, found.after.formacodes, found.after.rome) == (("330t",), ("44028",), ("K1304",))
    assert found.after.certificateurs[0].siret == "11000007200014"
    assert (found.after.etat, found.after.etat_au, found.after.verifie_le) == ("actif", DAY, DAY)


def test_a_fact_written_by_hand_is_never_changed(small, tmp_path):
    (found,) = updates(small, tmp_path, fiche("RNCP40001", blocks=[SKILLS], niveau="4"), a_la_main=["blocs", "niveau"])
    assert (found.after.niveau, found.after.blocs[0].competences) == (3, ())
    assert any("écrit à la main" in line and "a_la_main" in line for line in lines([found]))


def test_what_the_file_does_not_say_stays(small, tmp_path):
    (found,) = updates(small, tmp_path, fiche("RNCP40001", debut="", echeance="99/99/9999"))
    assert found.after.blocs[0].code == "RNCP40001BC01"
    assert found.after.echeance is None
    assert "RNCP40001, blocs : le fichier n'en donne pas : gardé" in lines([found])


def test_a_block_that_the_file_does_not_name_stays(small, tmp_path):
    (found,) = updates(small, tmp_path, fiche("RNCP40001", blocks=[("RNCP40001BC02", "Cuisiner", "")]))
    assert [block.code for block in found.after.blocs] == ["RNCP40001BC02", "RNCP40001BC01"]


def test_skills_that_the_form_does_not_carry_stay(small, tmp_path):
    blocks = [{"code": "RNCP40001BC01", "intitule": "Entretenir le linge", "competences": ["Laver le linge"]}]
    (found,) = updates(
        small, tmp_path, fiche("RNCP40001", blocks=[("RNCP40001BC01", "Entretenir le linge", "")]), blocs=blocks
    )
    assert found.after.blocs[0].competences == ("Laver le linge",)


def test_a_block_whose_code_was_not_known_gets_it(small, tmp_path):
    (found,) = updates(
        small, tmp_path, fiche("RNCP40001", blocks=[SKILLS]), blocs=[{"intitule": "Entretenir le linge"}]
    )
    assert [block.code for block in found.after.blocs] == ["RNCP40001BC01"]


def test_a_successor_becomes_a_record_of_its_own_wherever_it_stands_in_the_file(small, tmp_path):
    first = fiche("RNCP40009", "Assistant d'exemple rénové", [("RNCP40009BC01", "Cuisiner", "")], before=["RNCP40001"])
    found = updates(small, tmp_path, first, fiche("RNCP40001", after=["RNCP40009"]))
    assert [(update.code, update.is_new) for update in found] == [("RNCP40001", False), ("RNCP40009", True)]
    assert found[1].after.id == "rncp-40009"
    assert found[1].after.blocs[0].intitule == "Cuisiner"


@pytest.mark.parametrize(
    ("fiches", "told"),
    [
        ([fiche("RNCP40001"), fiche("RNCP40001", niveau="5")], "plusieurs fiches de ce code"),
        ([fiche("RNCP40001", "Boulanger")], "code réemployé ?"),
        ([fiche("RNCP40001", actif="Suspendue")], "état inconnu dans le fichier, « Suspendue »"),
    ],
)
def test_what_cannot_be_trusted_is_told_and_changes_nothing(small, tmp_path, fiches, told):
    (found,) = updates(small, tmp_path, *fiches)
    assert told in " ".join(lines([found]))
    assert (found.after.niveau, found.after.etat) == (3, None)
    assert not jargon_in(" ".join(lines([found])))


def test_a_file_older_than_the_state_read_changes_nothing(small, tmp_path):
    (found,) = updates(
        small, tmp_path, fiche("RNCP40001", blocks=[SKILLS]), etat="actif", etat_au=DAY + datetime.timedelta(days=1)
    )
    assert found.changes == 0
    assert "plus ancien" in lines([found])[0]


def test_hostile_and_broken_texts_lose_nothing_else(small, tmp_path):
    text = (
        "<p>Accueillir\u00a0le client</p><script>alert(1)</script>"
        "\u200b• Appeler Mme Dupont\n• Écrire à jean@example.org\n• Peser\u2028un colis"
    )
    blocks = [
        ("RNCP40001BC01", "X" * 400, text),
        ("RNCP40001BC01", "Le même code", "- Trier"),
        ("RNCP9BC01", "Un autre code", ""),
    ]
    partners = "<PARTENAIRES>" + "<PARTENAIRE><NOM_PARTENAIRE>M. Untel</NOM_PARTENAIRE></PARTENAIRE>" * 50
    (found,) = updates(small, tmp_path, fiche("RNCP40001", blocks=blocks, plus=f"{partners}</PARTENAIRES>"))
    first, second = found.after.blocs
    assert "Accueillir le client" in first.competences
    assert "Trier" in first.competences
    assert not any("Dupont" in text or "@" in text for text in first.competences)
    assert (second.code, second.intitule) == (None, "Un autre code")
    assert any("laissés de côté" in line for line in lines([found]))


def test_the_skills_of_a_registration_without_blocks_are_kept(small, tmp_path):
    plus = "<CAPACITES_ATTESTEES>- Repérer l'amiante\n- Rédiger un rapport</CAPACITES_ATTESTEES>"
    (found,) = updates(small, tmp_path, fiche("RNCP40001", plus=plus), blocs=None)
    assert found.after.competences == ("Repérer l'amiante", "Rédiger un rapport")


def test_codes_that_the_file_lacks_are_told(small, tmp_path):
    file = tmp_path / NAME
    file.write_bytes(export(fiche("RNCP1")))
    catalogue = catalogue_with(small)
    assert absent_codes(catalogue, read_for(catalogue, file)) == ["RNCP40001"]


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95, 0.999])
def test_a_file_that_was_cut_is_refused(small, tmp_path, kept):
    whole = export(*(fiche(f"RNCP4{i:04}", blocks=[SKILLS]) for i in range(200)))
    file = tmp_path / NAME
    file.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(ExportFileError, match="coupé"):
        read_for(catalogue_with(small), file)


def test_the_names_inside_a_zip_may_be_in_any_encoding(small, tmp_path):
    file = tmp_path / f"export-fiches-csv-{DAY}.zip"
    standard = "Numero_Fiche;Intitule;Nomenclature_Europe_Niveau;Actif;Date_Effet;Date_Fin_Enregistrement\n"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("export_fiches_CSV_Standard.csv", f"{standard}RNCP40001;Assistant d'exemple;NIV3;ACTIVE;;\n")
        for name in ("Blocs_De_Comp├⌐tences", "VoixdAcc\x82s"):
            archive.writestr(
                f"export_fiches_CSV_{name}.csv",
                "Numero_Fiche;Bloc_Competences_Code;Bloc_Competences_Libelle\nRNCP40001;RNCP40001BC02;Cuisiner\n",
            )
    catalogue = catalogue_with(small)
    (found,) = referentiel_updates(catalogue, read_for(catalogue, file), DAY, "export-france-competences")
    assert [block.intitule for block in found.after.blocs] == ["Cuisiner", "Entretenir le linge"]


def test_an_unknown_state_of_the_csv_is_told_too(small, tmp_path):
    file = tmp_path / f"export-fiches-csv-{DAY}.zip"
    standard = "Numero_Fiche;Intitule;Nomenclature_Europe_Niveau;Actif;Date_Effet;Date_Fin_Enregistrement\n"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("CSV_Standard.csv", f"{standard}RNCP40001;Assistant d'exemple;NIV3;EN COURS;;\n")
    catalogue = catalogue_with(small)
    found = referentiel_updates(catalogue, read_for(catalogue, file), DAY, "export-france-competences")
    assert any("état inconnu dans le fichier, « EN COURS »" in line for line in lines(found))


# As a user runs it ---------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path):
    folder = copy_small_catalogue(tmp_path / "catalogue")
    (folder / "referentiels").mkdir()
    text = "# Relu en réunion.\n" + yaml.safe_dump(RECORD, allow_unicode=True, sort_keys=False)
    (folder / "referentiels" / "rncp-40001.yml").write_text(text.replace("'2026-11-19'", "2026-11-19"))
    return tmp_path


@pytest.mark.slow
def test_a_refresh_shows_then_writes_then_has_nothing_left_to_say(project):
    (project / NAME).write_bytes(export(fiche("RNCP40001", blocks=[SKILLS])))
    file = project / "catalogue/referentiels/rncp-40001.yml"
    before = file.read_text()
    shown = catalogue_command("refresh", "rncp", NAME, cwd=project)
    assert (shown.returncode, file.read_text()) == (0, before)
    assert "Laver le linge" in shown.stdout
    written = catalogue_command("refresh", "rncp", NAME, *WRITE, cwd=project)
    assert written.returncode == 0
    assert file.read_text().startswith("# Relu en réunion.\n")
    assert catalogue_command("check", cwd=project).returncode == 0
    assert catalogue_command("fmt", "--check", cwd=project).returncode == 0
    again = file.read_text()
    assert "Différences : 0." in catalogue_command("refresh", "rncp", NAME, *WRITE, cwd=project).stdout.replace(
        "\u00a0", " "
    )
    assert file.read_text() == again


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"bonjour", b"<FICHES><VERSION_FLUX>4.1</VERSION_FLUX><FICHE>", b"<html/>"])
def test_another_file_is_refused_and_nothing_is_written(project, content):
    (project / NAME).write_bytes(content)
    file = project / "catalogue/referentiels/rncp-40001.yml"
    before = file.read_bytes()
    done = catalogue_command("refresh", "rncp", NAME, *WRITE, cwd=project)
    assert (done.returncode, file.read_bytes()) == (1, before)
    assert not jargon_in(done.stderr)
