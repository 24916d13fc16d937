"""France compétences' official exports, in their three forms, and files that are something else."""

import io
import zipfile
from datetime import date

import pytest

from build_tools.nomenclatures import rncp
from build_tools.nomenclatures.rncp import ExportFileError, read_export

RECORD = """<FICHE><NUMERO_FICHE>RNCP37674</NUMERO_FICHE>
<NOUVELLES_CERTIFICATIONS><NOUVELLE_CERTIFICATION><ID_FICHE_NOUVELLE_CERTIFICATION>RNCP40000</ID_FICHE_NOUVELLE_CERTIFICATION>
</NOUVELLE_CERTIFICATION></NOUVELLES_CERTIFICATIONS><INTITULE>Développeur web &amp; mobile</INTITULE>
<NOMENCLATURE_EUROPE><NIVEAU>NIV5</NIVEAU></NOMENCLATURE_EUROPE><ACTIF>Oui</ACTIF>
<DATE_EFFET>01/09/2023</DATE_EFFET><DATE_FIN_ENREGISTREMENT>31/02/2028</DATE_FIN_ENREGISTREMENT></FICHE>"""


def xml(records=RECORD, head="", version="4.1"):
    return f"{head}<FICHES><VERSION_FLUX>{version}</VERSION_FLUX>{records}</FICHES>".encode()


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return stream.getvalue()


def read(tmp_path, content, name="export.xml"):
    file = tmp_path / name
    file.write_bytes(content)
    return read_export(file)


@pytest.mark.parametrize("form", [xml(), zipped(export__xml=xml())], ids=["xml", "zip"])
def test_a_registration_keeps_what_names_it(tmp_path, form):
    record = read(tmp_path, form).records["RNCP37674"]
    assert (record.intitule, record.niveau, record.etat) == ("Développeur web & mobile", 5, "actif")
    assert (record.debut, record.remplacee_par, record.remplace) == (date(2023, 9, 1), ("RNCP40000",), ())


def test_a_day_that_does_not_exist_says_nothing(tmp_path):
    assert read(tmp_path, xml()).records["RNCP37674"].echeance is None


def test_the_name_of_the_file_says_its_day(tmp_path):
    assert read(tmp_path, xml(), "export-fiches-rncp-v4-1-2026-08-16.xml").day == date(2026, 8, 16)
    assert read(tmp_path, xml(), "export.xml").day is None


@pytest.mark.parametrize("kept", [0.5, 0.9, 0.99])
def test_a_zip_that_was_cut_is_told_to_be(tmp_path, kept):
    whole = zipped(export__xml=xml())
    with pytest.raises(ExportFileError, match="coupée avant sa fin"):
        read(tmp_path, whole[: int(len(whole) * kept)], "export.zip")


def test_the_official_xml_samples_are_read(reference):
    records = read_export(reference / "rncp" / "export_fiches_RNCP_V4_1_echantillon.xml").records
    assert len(records) == 12
    assert records["RNCP34762"].remplacee_par == ("RNCP39568",)
    assert records["RNCP34762"].etat == "inactif"
    assert len(read_export(reference / "rncp" / "export_fiches_RS_V4_1_echantillon.xml").records) == 8


def test_the_official_csv_sample_is_read(reference):
    export = read_export(reference / "rncp" / "export-fiches-csv-2024-02-22-echantillon.zip")
    assert export.day == date(2024, 2, 22)
    assert export.records["RNCP4049"].remplace == ("RNCP1197",)
    assert export.records["RNCP4049"].remplacee_par == ("RNCP22094",)
    assert (export.records["RNCP509"].niveau, export.records["RNCP509"].etat) == (3, "inactif")
    assert export.records["RNCP19468"].niveau is None, "« REPRISE » is no level"


ENTITIES = '<!DOCTYPE FICHES [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
CSV = (
    b"Numero_Fiche;Intitule;Nomenclature_Europe_Niveau;Actif;Date_Effet;Date_Fin_Enregistrement\n"
    b"RNCP1;Titre;NIV5;ACTIVE;01/09/2023;31/08/2028\n"
)
WRONG = {
    "vide": b"",
    "texte": b"bonjour",
    "binaire": bytes(range(256)) * 10,
    "xml tronque": xml()[:-30],
    "autre xml": b"<html><body/></html>",
    "sans fiche": xml(""),
    "autre version": xml(version="3.0"),
    "entites": xml("<FICHE><NUMERO_FICHE>RNCP1</NUMERO_FICHE><INTITULE>&b;&f;</INTITULE></FICHE>", ENTITIES),
    "entite inconnue": xml("<FICHE><INTITULE>&inconnue;</INTITULE></FICHE>"),
    "zip vide": zipped(),
    "zip d'autre chose": zipped(lisez_moi__txt=b"bonjour"),
    "zip abime": zipped(export__xml=xml() * 50)[:-40],
    "csv sans colonne": zipped(export_Standard__csv=b"Numero;Titre\nRNCP1;x\n"),
    "csv coupe": zipped(export_Standard__csv=CSV + b"RNCP2;Titre"),
    "csv en latin-1": zipped(export_Standard__csv="Numero_Fiche;Intitulé\nRNCP1;é\n".encode("latin-1")),
    "champ csv demesure": zipped(export_Standard__csv=b"Numero_Fiche\n" + b"x" * 200_000),
    "trop de fichiers": zipped(**{f"f{i}": b"" for i in range(60)}),
}


def test_a_whole_csv_is_read(tmp_path):
    assert read(tmp_path, zipped(export_Standard__csv=CSV), "export.zip").records["RNCP1"].niveau == 5


@pytest.mark.parametrize("name", WRONG)
def test_another_file_is_refused(tmp_path, name):
    with pytest.raises(ExportFileError):
        read(tmp_path, WRONG[name])


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(rncp, "_SMALL", 100_000)
    bomb = zipped(export__xml=xml(RECORD + " " * 5_000_000))
    with pytest.raises(ExportFileError, match="démesurée"):
        read(tmp_path, bomb)
