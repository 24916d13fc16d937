"""What people write in spreadsheets, and the records that it makes."""

import datetime

import pytest

from build_tools.contributing.formatting import format_text
from build_tools.contributing.spreadsheet.book import Book, Sheet
from build_tools.contributing.spreadsheet.importing import ImportRefusedError, plan_import, write_plan
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.model.json_schema import build_schema
from tests.conftest import MODULE, TODAY, jargon_in
from tests.contributing.spreadsheet.conftest import filled
from tests.contributing.spreadsheet.made import good, table

pytestmark = pytest.mark.slow


ID = "bre-entretenir-un-velo-a-assistance-electrique"


def data_of(plan, number=0):
    return read(plan.new[number].text.encode())


def problems_of(plan):
    return [(problem.cell, problem.column, problem.rule) for problem in plan.problems]


def test_a_good_row_makes_a_canonical_record_at_its_place(planned, catalogue_copy):
    plan = planned(table(good()))
    assert (plan.problems, plan.notices) == ([], [])
    [path] = write_plan(plan, update=False)
    assert path == catalogue_copy / "modules" / "bretagne" / f"{ID}.yml"
    text = path.read_text()
    assert format_text(text.encode(), build_schema("module", {})) == text
    assert read(text.encode()) == {
        "titre": "Entretenir un vélo à assistance électrique",
        "resume": "Apprendre à contrôler et à entretenir un vélo à assistance électrique dans un atelier.",
        "region": "bretagne",
        "secteurs": ["commerce-distribution"],
        "transitions": ["ecologique"],
        "nature": "technique",
        "duree": {"heures": 14},
        "sources": [{"document": "guide-8", "page": 31}],
        "verifie_le": "2026-11-20",
    }


@pytest.mark.long
def test_hundreds_of_rows_of_any_quality(planned):
    modules = [
        good(Titre=f"Entretenir un vélo, niveau {n}", Nature="Magie" if n % 10 == 0 else "Technique")
        for n in range(300)
    ]
    plan = planned(table(*modules))
    assert (len(plan.new), plan.errors) == (270, 30)
    assert len({proposal.path for proposal in plan.new}) == 270


def each(written, column, **changes):
    """A table of good modules that differ in what is written in a column."""
    titles = (f"Entretenir un vélo, niveau {n}" for n in range(len(written)))
    return table(
        *({**good(**changes), "Titre": title, column: one} for title, one in zip(titles, written, strict=True))
    )


LENGTHS = [
    (14.0, {"heures": 14}),
    ("14", {"heures": 14}),
    ("14,0", {"heures": 14}),
    ("14 h", {"heures": 14}),
    ("14\u202fheures", {"heures": 14}),
    ("1 200 h", {"heures": 1200}),
    ("7 à 280 h", {"min": 7, "max": 280}),
    ("de 7 h à 280 h", {"min": 7, "max": 280}),
    ("7-14", {"min": 7, "max": 14}),
    ("70 ou 140 heures", {"choix": [70, 140]}),
    ("70 | 140", {"choix": [70, 140]}),
    (datetime.time(14, 0), {"heures": 14}),
]


def test_a_length_in_one_column(planned):
    plan = planned(each([written for written, _ in LENGTHS], "Durée", **{"Durée : Heures": None}))
    assert [(written, data_of(plan, i)["duree"]) for i, (written, _) in enumerate(LENGTHS)] == LENGTHS


def test_a_length_that_is_not_understood_is_refused(planned):
    written = ["deux jours", "2 jours", "environ 14 h", "35 h dont 7 h en entreprise"]
    plan = planned(each(written, "Durée : Heures"))
    assert problems_of(plan) == [(f"G{row}", "Durée : Heures", "schema-type") for row in range(2, 2 + len(written))]


def test_a_day_however_it_is_written(planned):
    written = [
        datetime.date(2026, 11, 20),
        datetime.datetime(2026, 11, 20, 15, 30),
        "20/11/2026",
        "2026-11-20",
        "20.11.2026",
        "20 novembre 2026",
        46346,
    ]
    plan = planned(each(written, "Vérifiée le"))
    assert [data_of(plan, i)["verifie_le"] for i in range(len(plan.new))] == ["2026-11-20"] * len(written)


def test_what_is_no_day_is_refused_at_its_cell(planned):
    plan = planned(each(["31/02/2026", "hier", "20/11/26"], "Vérifiée le"))
    assert problems_of(plan) == [(f"J{row}", "Vérifiée le", "schema-date") for row in (2, 3, 4)]


@pytest.mark.parametrize("written", ["bretagne", "Bretagne", "BRETAGNE", " bretagne ", "bretagne (Bretagne)"])
def test_a_term_by_any_of_its_names(planned, written):
    plan = planned(table(good(Région=written)))
    assert data_of(plan)["region"] == "bretagne"


def test_several_terms_in_one_cell(planned):
    two = ["Industrie | Bâtiment et travaux publics", "industrie ; btp", "industrie, BTP"]
    two += ["Industrie\nBâtiment et travaux publics", "- industrie\n- btp"]
    plan = planned(each([*two, "industrie |"], "Secteurs"))
    found = [data_of(plan, i)["secteurs"] for i in range(len(plan.new))]
    assert found == [["industrie", "btp"]] * len(two) + [["industrie"]]


def test_a_label_with_commas_is_one_term(planned):
    written = "Santé, social, services à la personne ; industrie"
    plan = planned(table(good(Secteurs=written)))
    assert data_of(plan)["secteurs"] == ["sante-social-services-a-la-personne", "industrie"]


def test_parts_of_a_group_stand_in_the_same_order(planned):
    module = good(
        **{
            "Sources : Document": "guide-8 | guide-8",
            "Sources : Page": "31 | 14",
            "Sources : Extrait": "| un passage, bref",
            "Compétences : Intitulé": "Contrôler la batterie : charge et usure\nRégler les freins ; les changer",
            "Compétences : Écart au référentiel": "| nouveau",
        }
    )
    data = data_of(planned(table(module)))
    assert data["sources"] == [
        {"document": "guide-8", "page": 31},
        {"document": "guide-8", "page": 14, "extrait": "un passage, bref"},
    ]
    assert data["competences"] == [
        {"intitule": "Contrôler la batterie : charge et usure"},
        {"intitule": "Régler les freins ; les changer", "ecart": "nouveau"},
    ]


def test_what_word_processors_put_in_the_place_of_plain_characters(planned):
    title = "  L’entretien  d’un\u00a0vélo : l'essentiel\u00ad "
    data = data_of(planned(table(good(Titre=title))))
    assert data["titre"] == "L'entretien d'un vélo : l'essentiel"


def test_every_problem_stands_at_its_cell_in_the_words_of_the_checker(planned):
    module = good(
        Région="Bretange",
        Nature="",
        **{"Durée : Heures": 9000, "Sources : Document": "| guide-8", "Sources : Page": "31 | trente", "Titre": "SE"},
    )
    module["Compétences : Preuve"] = "Écrire à jean.dupont@exemple.fr"
    plan = planned(table(module))
    assert problems_of(plan) == [
        ("A2", "Titre", "schema-longueur"),
        ("C2", "Région", "schema-terme"),
        ("F2", "Nature", "schema-cle-manquante"),
        ("G2", "Durée : Heures", "schema-valeur"),
        ("H2", "Sources : Document", "schema-cle-manquante"),
        ("I2", "Sources : Page", "schema-type"),
        ("K2", "Compétences : Preuve", "schema-cle-manquante"),
        ("K2", "Compétences : Preuve", "donnee-courriel"),
    ]
    assert "Vouliez-vous dire « bretagne »" in plan.problems[1].hint.replace("\u00a0", " ").replace("\u202f", " ")
    assert not any(jargon_in(problem.text) for problem in plan.problems)
    assert plan.proposals == []


def test_a_missing_column_is_named(planned):
    module = good()
    del module["Nature"], module["Sources : Document"], module["Sources : Page"]
    plan = planned(table(module))
    assert problems_of(plan) == [("A2", "Titre", "schema-cle-manquante")] * 2
    assert any("n’a pas de colonne «\u00a0Nature\u00a0»" in problem.message for problem in plan.problems)


def test_every_sheet_with_modules_is_read_and_the_others_are_named(catalogue_copy, real_catalogue):
    sheets = [
        Sheet("2025", filled(table(good()))),
        Sheet("2026", filled(table(good(Titre="Un autre module")))),
        Sheet("Notes", [["à faire"]]),
        Sheet("Exemple", filled(table(good(Titre="Un exemple")))),
    ]
    plan = plan_import(load(catalogue_copy), real_catalogue, Book(sheets), {}, TODAY)
    assert [data_of(plan, number)["titre"] for number in (0, 1)] == [good()["Titre"], "Un autre module"]
    assert plan.notices == ["feuille « Notes » : sans ligne d'en-têtes de modules, elle n'est pas lue."]


def test_an_update_never_moves_a_record_to_another_region(planned):
    plan = planned(table({"Identifiant": "nor-teillage-du-lin", "Région": "Bretagne"}))
    assert plan.updates == []
    assert problems_of(plan) == [
        ("A2", "Identifiant", "identifiant-prefixe"),
        ("A2", "Identifiant", "demarche-region"),
        ("B2", "Région", "region-dossier"),
    ]


def test_defaults_stand_for_empty_cells_of_new_records(planned):
    module = good()
    del module["Région"], module["Sources : Document"]
    plan = planned(table(module), région="Bretagne", sources_document="guide-8")
    assert plan.new[0].path.stem == ID
    assert data_of(plan)["sources"] == [{"document": "guide-8", "page": 31}]


def test_two_rows_of_one_module_are_not_two_records(planned):
    plan = planned(table(good(), good(Titre="ENTRETENIR un vélo à assistance electrique")))
    assert len(plan.new) == 1
    [problem] = plan.problems
    assert (problem.cell, problem.message) == ("A3", "ce module est déjà à la ligne 2.")


def test_a_row_that_needs_a_refused_row_is_refused_too(planned):
    first = good(Identifiant="bre-premier", Titre="Premier module de vélo", Nature="Magie")
    second = good(Identifiant="bre-second", Titre="Second module de vélo", **{"Prérequis : Module": "bre-premier"})
    third = good(Identifiant="bre-troisieme", Titre="Troisième module")
    plan = planned(table(first, second, third))
    assert [proposal.path.stem for proposal in plan.new] == ["bre-troisieme"]
    assert [problem.rule for problem in plan.problems] == ["schema-terme", "reference-modules"]


# Records that exist ---------------------------------------------------------------------------------------------------

OLD = {"Titre": "Compétences liées au teillage (filière lin)", "Région": "Normandie"}


def test_the_same_title_and_region_propose_an_update_that_waits(planned, catalogue_copy):
    before = (catalogue_copy / MODULE).read_text()
    plan = planned(table({**OLD, "Année": 2021, "Statut": "Déployé", "Résumé": ""}))
    [update] = plan.updates
    assert [(change.libelle, change.phrase.replace("\u00a0", " ")) for change in update.changes] == [
        ("Statut", "« Déployé » au lieu de « Expérimenté »"),
        ("Année", "ajouté : « 2021 »"),
    ]
    assert write_plan(plan, update=False) == []
    assert (catalogue_copy / MODULE).read_text() == before
    assert write_plan(plan, update=True) == [catalogue_copy / MODULE]
    after = (catalogue_copy / MODULE).read_text()
    assert after == before.replace("statut: experimente\n", "statut: deploye\nannee: 2021\n")


def test_an_id_finds_a_record_whose_title_changes(planned):
    plan = planned(table({"id": "nor-teillage-du-lin", "Titre": "Teillage du lin"}))
    assert [change.champ for change in plan.updates[0].changes] == ["titre"]


def test_a_cell_takes_a_fact_away_only_by_the_word(planned):
    plan = planned(table({**OLD, "Confiance": "effacer", "Thèmes": "Effacer", "Statut": ""}))
    data = read(plan.updates[0].text.encode())
    assert "confiance" not in data
    assert "themes" not in data
    assert data["statut"] == "experimente"


def test_a_list_of_groups_keeps_what_no_cell_says(planned):
    skill = "Maîtriser le teillage, opération qui sépare le bois de la fibre"
    plan = planned(table({**OLD, "Compétences": f"Régler la teilleuse | {skill}"}))
    first, second = read(plan.updates[0].text.encode())["competences"]
    assert first == {"intitule": "Régler la teilleuse"}
    assert (second["intitule"], second["ecart"]) == (skill, "nouveau")
    assert second["preuve"].startswith("Le guide parle")


def test_another_way_to_give_the_length_takes_the_place_of_the_first(planned, catalogue_copy):
    file = catalogue_copy / MODULE
    file.write_text(file.read_text().replace("besoin:\n", "duree: {min: 7, max: 14, entreprise: 7}\nbesoin:\n"))
    plan = planned(table({**OLD, "Durée": "21 h"}))
    assert read(plan.updates[0].text.encode())["duree"] == {"heures": 21, "entreprise": 7}


def test_comments_stay_and_none_is_ever_lost(planned, catalogue_copy):
    file = catalogue_copy / MODULE
    file.write_text(file.read_text().replace("nature: technique\n", "# À revoir en 2027\nnature: technique  # sûr\n"))
    plan = planned(table({**OLD, "Année": 2021}))
    assert "# À revoir en 2027\nnature: technique # sûr\n" in plan.updates[0].text
    plan = planned(table({**OLD, "Nature": "Transverse"}))
    assert plan.updates == []
    assert "commentaires" in plan.problems[0].message


def test_an_update_with_a_problem_is_refused(planned):
    plan = planned(table({**OLD, "Année": 1914}))
    assert plan.updates == []
    assert problems_of(plan) == [("C2", "Année", "schema-valeur")]


# What is hostile, or no table -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "bre-..", "BRE-X", "bre/x", "bre-\u202ex", "bre-x\x00"[:5] + "é"]
)
def test_an_id_never_leads_out_of_its_folder(planned, catalogue_copy, tmp_path, name):
    before = sorted(tmp_path.rglob("*.yml"))
    plan = planned(table(good(Identifiant=name)))
    assert write_plan(plan, update=True) == []
    assert plan.errors == 1
    assert sorted(tmp_path.rglob("*.yml")) == before


def test_a_region_is_one_of_the_catalogue(planned):
    plan = planned(each(["../corses", "/tmp", "bretagne/../../x"], "Région"))
    assert problems_of(plan) == [(f"C{row}", "Région", "schema-terme") for row in (2, 3, 4)]


def test_no_cell_becomes_a_formula_or_markup(planned):
    plan = planned(each(["=HYPERLINK(1)", "@SUM(1)", "<script>alert(1)</script>"], "Besoin : Constat"))
    assert [problem.rule for problem in plan.problems] == ["texte-formule", "texte-formule", "texte-balisage"]


def test_no_cell_becomes_anything_but_a_text(planned):
    texts = ["x: {y: [", "titre\nregion: corse", "&ancre *alias !tag"]
    plan = planned(each(texts, "Besoin : Constat"))
    assert plan.problems == []
    assert [data_of(plan, i)["besoin"] for i in range(3)] == [{"constat": " ".join(text.split())} for text in texts]
    assert {data_of(plan, i)["region"] for i in range(3)} == {"bretagne"}


def test_a_text_without_end_is_refused_at_its_cell(planned):
    plan = planned(table(good(**{"Besoin : Constat": "x" * 1_000_000})))
    assert problems_of(plan) == [("K2", "Besoin : Constat", "schema-longueur")]


def test_a_control_character_is_refused_at_its_cell(planned):
    plan = planned(table(good(Titre="Un vélo \x1b[31m rouge")))
    assert problems_of(plan) == [("A2", "Titre", "yaml-syntaxe")]
    assert "\x1b" not in plan.problems[0].text


@pytest.mark.parametrize("rows", [[["Nom", "Prénom"], ["a", "b"]], [["Titre"], ["Seul"]], [[]]])
def test_a_file_without_modules_is_refused(planned, rows):
    with pytest.raises(ImportRefusedError, match=r"Titre|aucune ligne"):
        planned(rows)
