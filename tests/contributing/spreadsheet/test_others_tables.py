"""Tables of other people: units in headers, codes in columns of their own, columns that only look like ours."""

import pytest

from build_tools.loading.yaml_reader import read
from tests.contributing.spreadsheet.made import good, table

pytestmark = pytest.mark.long


def without(name, **changes):
    return {key: value for key, value in good(**changes).items() if key != name}


def errors(plan):
    return [problem.column for problem in plan.problems if problem.severity == "error"]


def data_of(plan):
    return read(plan.new[0].text.encode())


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Durée (jrs)", 2),
        ("Durée (j)", 3),
        ("Nombre de jours (7h)", 2),
        ("Durée (jours/heures)", "2/14"),
        ("Durée [semaines]", 3),
        ("Durée (1/2 journées)", 2),
        ("Durée (année)", 1),
    ],
)
def test_a_number_under_another_unit_is_never_taken_for_hours(planned, header, value):
    plan = planned(table(without("Durée : Heures", **{header: value})))
    assert (errors(plan), plan.new) == ([header], [])


def test_the_shortest_and_the_longest_length_are_no_minutes(planned):
    plan = planned(table(without("Durée : Heures", **{"Durée (min)": 7, "Durée (max)": 280})))
    assert data_of(plan)["duree"] == {"min": 7, "max": 280}


@pytest.mark.parametrize("header", ["RNCP", "N° RNCP", "Code RNCP", "Code RNCP / RS"])
def test_the_code_of_a_certification_in_a_column_of_its_own(planned, header):
    plan = planned(table(good(**{header: "RNCP38880"})))
    assert errors(plan) == []
    assert data_of(plan)["certifications"] == [{"certification": "certification-rncp38880"}]


@pytest.mark.parametrize("code", ["RNCP38880", 38880, "38880"])
def test_a_code_beside_the_title_is_of_the_same_certification(planned, code):
    plan = planned(table(good(**{"Certification": "TP Mécanicien de cycles", "N° RNCP": code})))
    assert errors(plan) == []
    assert [path.stem for path in plan.new[0].records] == ["mecanicien-de-cycles"]
    said = "Conduite d'équipements de production"
    known = planned(table(good(**{"Certification": said, "Certification 2": said})))
    assert len(data_of(known)["certifications"]) == 1


@pytest.mark.parametrize("value", ["REF2024/18", "recCx83hdk2", "12", "M-012"])
def test_identifiers_of_another_software_are_not_ours(planned, value):
    plan = planned(table(good(Identifiant=value)))
    assert (errors(plan), len(plan.new)) == ([], 1)
    assert any("« Identifiant » ne contient pas ce que" in notice for notice in plan.notices)


def test_a_page_without_a_number_is_told_and_the_published_one_is_not(planned):
    for said, told in (("abc", True), ("modules/bre-bien-manger-pour-tous/", False), ("", False)):
        plan = planned(table(without("Sources : Page", Page=said)))
        assert any("« Page » ne contient pas ce que" in notice for notice in plan.notices) is told


@pytest.mark.parametrize("header", ["Résumé (anglais)", "Résumé (ancien)", "Résumé interne"])
def test_what_is_of_another_time_or_language_is_not_read(planned, header):
    plan = planned(table(without("Résumé", **{header: "Learn how to repair a bike in a workshop with tools."})))
    assert plan.new == []
    assert any(f"« {header} » n'existe pas" in notice for notice in plan.notices)


def test_the_official_number_of_a_region_is_understood_by_a_suggestion(planned):
    plan = planned(table(good(Région="53")))
    (problem,) = plan.problems
    assert "bretagne" in problem.hint.split("?")[0]


@pytest.mark.parametrize(
    "said",
    ["• Régler les freins• Changer une roue", "I. Régler les freins\nII. Changer une roue", "§ Régler les freins"],
)
def test_no_mark_of_a_list_stays_in_a_skill(planned, said):
    found = [
        skill["intitule"] for skill in data_of(planned(table(good(**{"Compétences visées": said}))))["competences"]
    ]
    assert found in (["Régler les freins", "Changer une roue"], ["Régler les freins"])


def test_a_table_without_sources_is_told_the_column_that_helps(planned):
    row = {key: value for key, value in good().items() if not key.startswith("Sources")}
    (problem,) = planned(table(row)).problems
    assert "« Sources : Document »" in problem.message.replace("\u00a0", " ")


@pytest.mark.parametrize("header", ["Lien", "URL", "Page web", "Lien vers la fiche"])
@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://www.bretagne.bzh/velo", "https://www.bretagne.bzh/velo"),
        ("www.bretagne.bzh/mes documents/vélo 2026.pdf", "https://www.bretagne.bzh/mes%20documents/vélo%202026.pdf"),
    ],
)
def test_a_column_of_addresses_is_that_of_the_source(planned, header, written, address):
    source = {"Sources : Titre": "Le vélo", "Sources : Éditeur": "Région Bretagne", header: written}
    plan = planned(table(without("Sources : Document", **{"Sources : Page": None}, **source)))
    assert errors(plan) == []
    assert [one["adresse"] for one in data_of(plan)["sources"]] == [address]


@pytest.mark.parametrize("written", ["oui", "page 12 du dossier", "Moodle"])
def test_a_column_called_so_that_holds_no_addresses_is_not_read(planned, written):
    plan = planned(table(good(Lien=written)))
    assert errors(plan) == []
    assert any("« Lien »" in notice and "pas lue" in notice for notice in plan.notices)


def test_the_parts_of_a_source_that_no_column_gives_are_told_once(planned):
    rows = [
        without("Sources : Document", Titre=title, Lien="https://www.bretagne.bzh/velo") for title in ("Un", "Deux")
    ]
    plan = planned(table(*({**row, "Titre": f"Réparer un vélo {n}"} for n, row in enumerate(rows))))
    assert [(problem.absent, "2 lignes" in problem.message) for problem in plan.problems] == [
        (("Sources : Titre", "Sources : Éditeur"), True)
    ]


@pytest.mark.parametrize(
    "note", ["Source : Région Bretagne, service formation", "* sous réserve du vote", "NB : à jour au 12"]
)
def test_a_remark_below_the_table_is_no_module(planned, note):
    plan = planned([*table(good()), [note], [None, note]])
    assert (errors(plan), len(plan.new)) == ([], 1)
    assert sum("est une remarque" in notice for notice in plan.notices) == 2


def test_a_module_whose_title_begins_so_is_one(planned):
    assert len(planned(table(good(Titre="Sources d'énergie : les choisir"))).new) == 1


def test_a_default_source_is_that_of_the_rows_which_give_none(planned):
    address, default = "https://www.bretagne.bzh/velo", "https://www.bretagne.bzh/tous"
    rows = [
        without("Sources : Document", Titre="Réparer un vélo", Lien=address),
        without("Sources : Document", Titre="Peindre un vélo", Lien=None),
    ]
    given = {"Sources : Document": default, "Sources : Titre": "Le vélo", "Sources : Éditeur": "Région Bretagne"}
    plan = planned(table(*rows), **given)
    assert [read(one.text.encode())["sources"][0]["adresse"] for one in plan.new] == [address, default]


def test_a_document_of_the_list_is_not_described_by_defaults(planned):
    plan = planned(table(good()), **{"Sources : Titre": "Le vélo", "Sources : Éditeur": "Région Bretagne"})
    assert data_of(plan)["sources"] == [{"document": "guide-8", "page": 31}]
