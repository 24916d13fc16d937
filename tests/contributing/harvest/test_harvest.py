"""Lists served by a real Web server, harvested twice with changes in between: what persons wrote stays."""

import json
import shutil

import pytest

from build_tools.checking.check import check
from build_tools.contributing.harvest.comparing import plan_harvest
from build_tools.contributing.harvest.entries import read_list
from build_tools.contributing.harvest.fetching import fetch
from build_tools.contributing.spreadsheet.cells import terms_of
from build_tools.exports.json_lines import json_lines_files
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.model.collecte import Collecte
from tests.conftest import MODULE, TODAY, catalogue_command, copy_small_catalogue, jargon_in, published
from tests.contributing.harvest.made import (
    ADDRESS,
    COLUMNS,
    CSV,
    VALUES,
    as_json,
    declare,
    entries,
    excel_csv,
    harvest,
    lheo,
    records,
    said,
    site,
)

__all__ = ["site"]
pytestmark = pytest.mark.long

LISTS = {
    "csv": ({}, lambda rows: excel_csv(rows)),
    "json": ({"format": "json"}, lambda rows: as_json(rows)),
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_harvested_twice_and_what_a_person_wrote_stays(catalogue_copy, kind):
    changes, written = LISTS[kind]
    declare(catalogue_copy, **changes)
    first = harvest(catalogue_copy, written(entries(8)), "--write")
    assert (first.returncode, first.stderr) == (0, "")
    assert "8 fiches nouvelles" in said(first)
    assert "« Nom du stage » : Titre" in said(first)
    made = records(catalogue_copy)
    assert len(made) == 8
    one = made["bre-entretien-du-velo-pliant-1"]
    data = read(one.read_bytes())
    assert data["origine"] == {"collecte": "velo", "cle": "1"}
    assert data["sources"] == [
        {"titre": "Liste du vélo", "editeur": "Région Bretagne", "adresse": ADDRESS, "lu_le": TODAY.isoformat()}
    ]
    assert check(load(catalogue_copy), today=TODAY).errors == 0
    again = harvest(catalogue_copy, written(entries(8)), "--write")
    assert "8 fiches inchangées" in said(again)
    assert read(one.read_bytes()) == data

    one.write_text(one.read_text().replace("heures: 8", "heures: 12"))
    other = made["bre-entretien-du-velo-electrique-2"]
    other.write_text(other.read_text().replace("nature: technique", "nature: technique\nannee: 2021"))
    rows = entries(8, n1={"Volume": "20"}, n2={"Volume": "35"})[:7]
    third = harvest(catalogue_copy, written(rows), "--write")
    assert third.returncode == 0
    assert "gardé : bre-entretien-du-velo-pliant-1, « duree »" in said(third)
    assert "n'est plus dans la liste" in said(third)
    assert read(one.read_bytes())["duree"] == {"heures": 12}
    assert (read(other.read_bytes())["duree"], read(other.read_bytes())["annee"]) == ({"heures": 35}, 2021)
    assert len(records(catalogue_copy)) == 8
    assert catalogue_command("fmt", "--check", "catalogue/modules", cwd=catalogue_copy.parent).returncode == 0


def test_a_feed_in_lheo_gives_modules_with_their_certification_and_nobody_s_name(catalogue_copy):
    declare(catalogue_copy, format="lheo", cle="numero", colonnes={})
    titles = {1: "Réparer un vélo cargo", 2: "Régler une assistance électrique"}
    done = harvest(catalogue_copy, lheo(titles), "--write")
    assert (done.returncode, "2 fiches nouvelles" in said(done)) == (0, True), said(done)
    data = read(records(catalogue_copy)["bre-reparer-un-velo-cargo"].read_bytes())
    assert data["origine"] == {"collecte": "velo", "cle": "M1"}
    assert data["certifications"] == [{"certification": "certification-rncp38880"}]
    assert data["mises_en_oeuvre"] == [{"organisme": "Greta de Bretagne", "adresse": "https://www.bretagne.bzh/m1"}]
    assert data["duree"] == {"heures": 21}
    texts = " ".join(path.read_text() for path in catalogue_copy.rglob("*.yml") if "vocabulaires" not in path.parts)
    assert "Dupont" not in texts
    assert "a@b.fr" not in texts
    renamed = harvest(catalogue_copy, lheo({1: "Réparer un vélo cargo", 2: "Régler l'assistance"}, "2.2"), "--write")
    assert "flux LHEO 2.2 : lu comme du 2.3" in said(renamed)
    assert "1 fiche changée" in said(renamed)


def test_another_catalogue_of_this_kind_is_harvested_with_its_own_words(catalogue_copy, tmp_path):
    region = copy_small_catalogue(tmp_path / "region" / "catalogue")
    (export,) = [
        f for f in json_lines_files(published(check(load(region), today=TODAY).catalogue)) if "modules" in f.path
    ]
    (catalogue_copy / MODULE).unlink()
    declare(catalogue_copy, format="jsonl", colonnes={}, valeurs={}, cle="id")
    done = harvest(catalogue_copy, export.content, "--write")
    assert (done.returncode, "1 fiche nouvelle" in said(done)) == (0, True), said(done)
    (path,) = records(catalogue_copy, "normandie").values()
    theirs, ours = read((region / MODULE).read_bytes()), read(path.read_bytes())
    assert path.stem == "nor-teillage-du-lin"
    assert ours.pop("origine") == {"collecte": "velo", "cle": "nor-teillage-du-lin"}
    assert ours == theirs
    assert "1 fiche inchangée" in said(harvest(catalogue_copy, export.content))


def test_nothing_is_written_unless_told(catalogue_copy):
    declare(catalogue_copy)
    done = harvest(catalogue_copy, excel_csv(entries(3)))
    assert (done.returncode, "--write" in done.stdout, records(catalogue_copy)) == (0, True, {})
    assert not (catalogue_copy.parent / "collectes-etat").exists()


def test_a_list_that_is_cut_stops_the_harvest(catalogue_copy):
    declare(catalogue_copy)
    harvest(catalogue_copy, excel_csv(entries(10)), "--write")
    state = catalogue_copy.parent / "collectes-etat" / "velo.json"
    before = {path: path.read_bytes() for path in [*records(catalogue_copy).values(), state]}
    done = harvest(catalogue_copy, excel_csv(entries(5)), "--write")
    assert done.returncode == 1
    assert "est-elle entière" in said(done)
    assert before == {path: path.read_bytes() for path in before}


@pytest.mark.parametrize(
    ("format_", "content", "why"),
    [
        ("csv", b"<!DOCTYPE html><html></html>", "page du Web"),
        ("csv", b"", "vide"),
        ("csv", b"a;b\n1;2\n", "aucune colonne"),
        ("json", b"{", "JSON correct"),
        ("json", b"[" * 100_000, "JSON correct"),
        ("json", b"[1, 2]", "aucune liste"),
        ("jsonl", b"\xff\xfe", "JSON correct"),
        ("lheo", b"<lheo", "XML correct"),
        ("lheo", b'<!DOCTYPE l [<!ENTITY a "b">]><lheo/>', "déclaration"),
        ("lheo", b"<rss/>", "flux LHEO"),
        ("xlsx", b"PK\x03\x04", ""),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_is_lost(catalogue_copy, format_, content, why):
    declare(catalogue_copy, format=format_)
    done = harvest(catalogue_copy, content, "--write")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert why in said(done)
    assert jargon_in(done.stderr.replace("JSON", "").replace("DOCTYPE, ENTITY", "")) == []


def test_hostile_cells_and_bad_rows_are_told_and_the_others_enter(catalogue_copy):
    declare(catalogue_copy)
    rows = entries(6, n1={"Nom du stage": "=CMD|' /C calc'!A0"}, n2={"Résumé": "court"}, n3={"Numéro": "4"})
    done = harvest(catalogue_copy, excel_csv(rows), "--write")
    assert "refusée : 4 : sa clé est celle d'une autre entrée" in said(done)
    assert len(records(catalogue_copy)) == 3
    assert check(load(catalogue_copy), today=TODAY).errors == 0


@pytest.mark.parametrize("write", [[], ["--write"]])
@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({}, 0),
        ({"n2": {"Résumé": "court"}}, 1),
        ({"n3": {"Numéro": "4"}}, 1),
        ({"n1": {"Nom du stage": "=1+1"}}, 1),
        ({"n1": {"Nom du stage": "Contact : Jean DURAND"}}, 1),
    ],
)
def test_entries_refused_are_problems_and_the_others_enter(catalogue_copy, bad, code, write):
    declare(catalogue_copy)
    done = harvest(catalogue_copy, excel_csv(entries(6, **bad)), *write)
    assert (done.returncode, "  refusée : " in said(done)) == (code, bool(code)), said(done)
    assert done.stderr == ""
    assert bool(records(catalogue_copy)) == bool(write)


@pytest.mark.parametrize("change", [{"adresse": "http://a.fr/x"}, {"format": "pdf"}, {"adresse": "https://10.0.0.1/x"}])
def test_a_declaration_is_checked_like_a_record(catalogue_copy, change):
    declare(catalogue_copy, **change)
    assert [p.severity for p in check(load(catalogue_copy), today=TODAY).problems] == ["error"]


def test_wrong_use_is_told(catalogue_copy):
    assert catalogue_command("harvest", "rien", cwd=catalogue_copy.parent).returncode == 2
    assert "Aucune collecte" in said(catalogue_command("harvest", cwd=catalogue_copy.parent))


def test_two_origins_of_one_module_are_a_question_and_nothing_is_doubled_or_overwritten(catalogue_copy):
    declare(catalogue_copy)
    declare(catalogue_copy, "autre")
    harvest(catalogue_copy, excel_csv(entries(3)), "--write")
    one = records(catalogue_copy)["bre-entretien-du-velo-pliant-1"]
    two = records(catalogue_copy)["bre-entretien-du-velo-electrique-2"]
    by_hand = two.read_text()
    two.write_text(by_hand[: by_hand.index("origine:")])
    before = {path: path.read_bytes() for path in records(catalogue_copy).values()}
    rows = entries(4, n1={"Nom du stage": "Entretien de vélos pliants 1", "Volume": "20"}, n2={"Volume": "35"})
    rows[2]["Nom du stage"], rows[3]["Nom du stage"] = "Vélo de course", "Velos de courses"
    done = harvest(catalogue_copy, excel_csv(rows), "--write", name="autre")
    assert (done.returncode, "1 fiche nouvelle" in said(done), "3 questions" in said(done)) == (0, True, True), said(
        done
    )
    assert "à décider : 1 : même titre que la fiche bre-entretien-du-velo-pliant-1" in said(done)
    assert "vient de la collecte « velo » : laquelle en répond ?" in said(done)
    assert 'écrite à la main : si c\'est le même module, ajoutez-y « origine: {collecte: autre, cle: "2"} »' in said(
        done
    )
    assert "même titre et même région que l'entrée « 3 » de la liste" in said(done)
    assert before == {path: path.read_bytes() for path in before}
    assert one.exists()

    two.write_text(two.read_text() + 'origine: {collecte: autre, cle: "2"}\n')  # the answer to the question
    assert "gardé : bre-entretien-du-velo-electrique-2, « duree »" in said(
        harvest(catalogue_copy, excel_csv(rows), "--write", name="autre")
    )


def test_a_key_that_changed_is_a_question(catalogue_copy):
    declare(catalogue_copy)
    harvest(catalogue_copy, excel_csv(entries(8)), "--write")
    done = harvest(catalogue_copy, excel_csv(entries(8, n1={"Numéro": "A1"})), "--write")
    assert "de l'entrée « 1 » de cette liste : sa clé a-t-elle changé ?" in said(done)
    assert len(records(catalogue_copy)) == 8


def test_a_list_is_read_when_its_day_has_come(catalogue_copy):
    declare(catalogue_copy, "chaque-semaine")
    declare(catalogue_copy, "chaque-mois", rythme="mensuel")
    declare(catalogue_copy, "a-la-main", rythme="a-la-main")

    def command(day, *options):
        done = catalogue_command("harvest", "--today", day, *options, cwd=catalogue_copy.parent)
        return done.stdout.split() if "--due" in options else said(done)

    assert command("2026-11-03", "--due") == ["chaque-mois", "chaque-semaine"]
    for name in ("chaque-semaine", "chaque-mois"):
        harvest(catalogue_copy, excel_csv(entries(1)), "--today", "2026-11-03", "--write", name=name)
    assert command("2026-11-10", "--due") == ["chaque-semaine"]
    assert command("2026-12-01", "--due") == ["chaque-mois", "chaque-semaine"]
    told = command("2026-11-04")
    assert "chaque-semaine : laissée, à relire à partir du 9 novembre 2026" in told
    assert "a-la-main : laissée, relue à la main seulement" in told
    assert "catalogue harvest chaque-mois" in told
    days = catalogue_copy.parent / "collectes-etat" / "lectures.json"
    days.write_text("[1]")
    spoilt = catalogue_command("harvest", cwd=catalogue_copy.parent)
    assert (spoilt.returncode, "abîmé" in said(spoilt)) == (1, True)
    assert catalogue_command("harvest", "--due", "--write", cwd=catalogue_copy.parent).returncode == 2


def test_a_spoilt_state_is_told(catalogue_copy):
    declare(catalogue_copy)
    state = catalogue_copy.parent / "collectes-etat" / "velo.json"
    state.parent.mkdir()
    state.write_text(json.dumps({"fichier": 1}))
    done = harvest(catalogue_copy, excel_csv(entries(1)))
    assert (done.returncode, "abîmé" in said(done)) == (1, True)
    shutil.rmtree(state.parent)


def anywhere(_):
    return True


def test_a_served_list_becomes_records(site, catalogue_copy):
    site.contents["/velo.csv"] = excel_csv(entries(3))
    found = fetch(f"{site.address}/velo.csv", {}, is_allowed=anywhere, context=site.context)
    catalogue = check(load(catalogue_copy), today=TODAY).catalogue
    declared = Collecte.model_validate({**CSV, "adresse": ADDRESS, "colonnes": COLUMNS, "valeurs": VALUES})
    listed = read_list(found.content, declared, terms_of(catalogue, TODAY))
    plan = plan_harvest("velo", declared, listed, {}, load(catalogue_copy), TODAY)
    assert [change.path.stem for change in plan.changes] == [
        "bre-entretien-du-velo-pliant-1",
        "bre-entretien-du-velo-electrique-2",
        "bre-entretien-du-velo-tandem-3",
    ]


def test_a_key_that_passes_to_another_module_changes_no_record(catalogue_copy):
    declare(catalogue_copy)
    harvest(catalogue_copy, excel_csv(entries(6)), "--write")
    before = {name: path.read_bytes() for name, path in records(catalogue_copy).items()}
    other = {
        "Nom du stage": "Cuisiner les algues",
        "Résumé": "Apprendre à choisir et à cuisiner les algues du littoral.",
    }
    done = harvest(catalogue_copy, excel_csv(entries(6, n2=other)), "--write")
    assert "1 question" in said(done)
    assert "sa clé est celle de la fiche bre-entretien-du-velo-electrique-2, qui parle d'autre chose" in said(done)
    assert {name: path.read_bytes() for name, path in records(catalogue_copy).items()} == before
    renamed = harvest(catalogue_copy, excel_csv(entries(6, n2={"Nom du stage": "Atelier cyclable"})), "--write")
    assert "1 fiche changée" in said(renamed)


@pytest.mark.parametrize("key", ["colonnes", "valeurs"])
def test_a_declaration_that_names_no_field_of_ours_is_refused(catalogue_copy, key):
    given = {"colonnes": COLUMNS | {"Secteur": "secteurz"}, "valeurs": VALUES | {"secteurz": "Industrie"}}
    declare(catalogue_copy, **{key: given[key]})
    done = harvest(catalogue_copy, excel_csv(entries(2)), "--write")
    assert done.returncode == 1
    assert (
        f"« {key} » nomme « secteurz », qui n'est pas un champ du catalogue ; vouliez-vous dire « Secteurs »"
        in said(done)
    )
