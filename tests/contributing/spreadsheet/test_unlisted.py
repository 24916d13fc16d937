"""What no list of the catalogue has enters by a spreadsheet too: a certification with its record, the rest to file."""

import pytest

from build_tools.checking.check import check
from build_tools.contributing.spreadsheet.importing import write_plan
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from tests.conftest import TODAY
from tests.contributing.spreadsheet.made import good, table


def row(**changes):
    return good(Titre=changes.pop("Titre", "Réparer un vélo"), **changes)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.mark.long
@pytest.mark.parametrize(
    ("said", "name", "item"),
    [
        ("TP Mécanicien de cycles (RNCP38880)", "mecanicien-de-cycles", {"cite": "TP Mécanicien de cycles"}),
        ("TP Mécanicien de cycles, RNCP38880", "mecanicien-de-cycles", {"cite": "TP Mécanicien de cycles"}),
        ("RS6789", "certification-rs6789", {}),
        ("RNCP38880BC02", "certification-rncp38880", {"bloc": "RNCP38880BC02"}),
        (
            "CAP Métiers de la coiffure, de l'esthétique",
            "metiers-de-la-coiffure-de-l-esthetique",
            {"cite": "CAP Métiers de la coiffure, de l'esthétique"},
        ),
    ],
)
def test_an_unknown_certification_gets_its_record(planned, catalogue_copy, said, name, item):
    plan = planned(table(row(**{"Certification visée": said})))
    assert plan.errors == 0
    (told,) = plan.problems
    assert (told.column, told.severity, name in told.message) == ("Certification visée", "warning", True)
    written = write_plan(plan, update=False)
    assert catalogue_copy / "certifications" / f"{name}.yml" in written
    report = check(load(catalogue_copy), today=TODAY)
    assert [problem for problem in report.problems if problem.severity == "error"] == []
    module = read((catalogue_copy / "modules" / "bretagne" / "bre-reparer-un-velo.yml").read_bytes())
    assert module["certifications"] == [{"certification": name, **item}]
    again = planned(table(row(**{"Certification visée": said})))
    assert (again.unchanged, again.new, again.updates, again.problems) == (1, [], [], [])


@pytest.mark.long
def test_rows_that_name_one_certification_share_its_record_and_are_told_once(planned):
    said = "CQP Cycliste (RNCP38880)", "Cqp Cycliste RNCP38880", "RNCP 38880"
    plan = planned(table(*(row(Titre=f"Vélo, niveau {n}", Certifications=text) for n, text in enumerate(said))))
    written = [path.name for path in write_plan(plan, update=False)]
    assert written.count("cycliste.yml") == 1
    assert len(written) == 4
    theme = planned(table(*(row(Titre=f"Lin, niveau {n}", Thèmes="Réemploi des matériaux") for n in range(5))))
    (told,) = theme.problems
    assert "5 lignes sont dans ce cas" in plain(told.message)


def test_other_terms_wait_to_be_filed_and_near_ones_are_shown(planned):
    plan = planned(
        table(
            row(
                Thèmes="Réemploi des matériaux | Gestes et posture au travail",
                Démarche="Plan vélo régional",
                Secteurs="Nautisme",
                Publics="Saisonniers agricoles",
                Métiers="A1101 | vélociste",
            )
        )
    )
    assert plan.errors == 0
    data = read(plan.new[0].text.encode())
    assert data["precisions"] == [
        "À classer (démarches) : Plan vélo régional",
        "À classer (thèmes) : Réemploi des matériaux",
        "À classer (thèmes) : Gestes et posture au travail",
        "À classer (secteurs) : Nautisme",
        "À classer (publics) : Saisonniers agricoles",
    ]
    assert (data["metiers"], data["metiers_cites"], data["secteurs"]) == (["A1101"], ["vélociste"], [])
    hints = {problem.message.split("»")[0].strip("« \u00a0"): plain(problem.hint) for problem in plan.problems}
    assert "Est-ce l'un de ceux-ci ? Gestes et postures" in hints["Gestes et posture au travail"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Certifications", "12"),
        ("Thèmes", "?!"),
        ("Secteurs", "https://a.fr/x"),
        ("Métiers", "G16"),
        ("Région", "Mars"),
    ],
)
def test_what_is_the_name_of_nothing_is_still_refused_at_its_cell(planned, column, said):
    plan = planned(table(row(**{column: said})))
    assert [problem.column for problem in plan.problems if problem.severity == "error"] == [column]
    assert plan.new == []


def test_a_refused_row_brings_no_certification(planned, catalogue_copy):
    plan = planned(table(row(Certifications="CQP Cycliste", Nature="Magie")))
    assert (plan.errors, write_plan(plan, update=False)) == (1, [])
    assert not (catalogue_copy / "certifications" / "cycliste.yml").exists()
