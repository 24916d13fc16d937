"""Six centres that train to one CAP (annexe 2): what is strong, weak, new, transversal, particular to one company."""

import datetime
import io

import openpyxl
import pytest

from build_tools.contributing.grids.consolidating import consolidate
from build_tools.contributing.grids.reading import Grid, Line
from build_tools.contributing.grids.report import as_text, drafts, workbook
from build_tools.loading.yaml_reader import read

LABELS = {"cap-macon": "CAP Maçon", "cap-couvreur": "CAP Couvreur"}
BLOC = "RNCP1BC01 Préparer"


def grid(centre, company, *lines, certification="cap-macon", month="2026-03"):
    return Grid(certification, centre, company, month, lines)


def own(name, used=True, enough=None):
    return Line(name, BLOC, used=used, enough=enough)


def free(name, shared=None):
    return Line(name, outside=True, used=True, shared=shared)


def six_centres():
    for number in range(6):
        yield grid(
            f"Centre {number}",
            1,
            own("Lire un plan"),
            own("Monter un échafaudage", used=number == 0),
            own("Poser un enduit", enough=number > 3),
            *([free("Piloter un drone de relevé")] if number % 2 else []),
            *([free("Trier les déchets du chantier", shared=True)] if number < 3 else []),
            *([free("Restaurer un four à pain")] if number == 5 else []),
        )


def sorts(found):
    return {skill.competence: skill.sort for skill in found.skills}


def test_each_skill_has_its_sort():
    assert sorts(consolidate(list(six_centres()))) == {
        "Lire un plan": "fort",
        "Monter un échafaudage": "peu-utilise",
        "Poser un enduit": "faible",
        "Piloter un drone de relevé": "nouveau",
        "Trier les déchets du chantier": "transversal",
        "Restaurer un four à pain": "particulier",
    }


def test_companies_are_counted_by_centre_and_two_learners_of_one_company_once():
    found = consolidate([grid("A", 1, own("Lire un plan")), grid("A", 1, own("Lire un plan")), grid("B", 1, own("x"))])
    (skill, _) = found.skills
    assert dict(skill.by_centre) == {"A": 1}
    assert len(found.companies) == 2


def test_a_grid_without_a_company_number_counts_for_one_and_says_so():
    found = consolidate([grid("A", None, own("Lire un plan")), grid("A", None, own("Lire un plan"))])
    assert len(found.skills[0].companies) == 2
    assert "2 grilles ne donnent pas" in as_text(found, LABELS).replace("\u00a0", " ")


def test_wordings_of_one_skill_come_together_under_the_most_frequent():
    grids = [
        grid("A", 1, free("Piloter un drone")),
        grid("B", 1, free("piloter des drones")),
        grid("C", 1, free("Piloter un drone")),
    ]
    (skill,) = consolidate(grids).skills
    assert (skill.competence, len(skill.companies)) == ("Piloter un drone", 3)


def test_what_two_certifications_meet_is_transversal():
    grids = [grid("A", 1, free("Parler anglais")), grid("A", 2, free("Parler anglais"), certification="cap-couvreur")]
    assert sorts(consolidate(grids)) == {"Parler anglais": "transversal"}


def test_a_skill_close_to_one_of_the_standard_says_so():
    found = consolidate([grid("A", 1, own("Lire un plan"), free("Lire un plan numérique"))])
    assert next(skill for skill in found.skills if skill.outside).close_to == "Lire un plan"


def test_drafts_are_records_to_complete_and_leave_one_company_s_wish_aside():
    documents = drafts(consolidate(list(six_centres())), "bretagne").split("---\n")[1:]
    found = [read(document.encode()) for document in documents]
    assert {(draft["competence"], draft["ecart"]) for draft in found} == {
        ("Piloter un drone de relevé", "nouveau"),
        ("Poser un enduit", "faible"),
        ("Trier les déchets du chantier", "transversal"),
    }
    weak = next(draft for draft in found if draft["ecart"] == "faible")
    assert (weak["region"], weak["centres"], weak["entreprises"], weak["constate"]) == ("bretagne", 6, 6, "2026-03")
    assert weak["certifications"] == [{"certification": "cap-macon", "bloc": "RNCP1BC01"}]


def test_without_gaps_there_is_no_draft():
    assert drafts(consolidate([grid("A", 1, own("Lire un plan"))])) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lire un plan 2D", "Lire un plan 3D"),
        ("Passer l'habilitation électrique B0", "Passer l'habilitation électrique B2"),
        ("Travailler avec un échafaudage roulant", "Travailler sans un échafaudage roulant"),
        ("Déplacer les charges lourdes", "Ne pas déplacer les charges lourdes"),
        ("À, de", "🚲"),
    ],
)
def test_a_figure_or_a_denial_makes_two_skills(one, other):
    found = consolidate([grid("A", 1, free(one)), grid("B", 1, free(other))])
    assert sorts(found) == {one: "particulier", other: "particulier"}


def test_the_other_wordings_of_a_skill_are_given_to_be_checked():
    grids = [grid("A", 1, free("Piloter un drone")), grid("B", 1, free("piloter des drones"))]
    table = workbook(consolidate(grids), LABELS, datetime.datetime(2026, 3, 1))
    sheet = openpyxl.load_workbook(io.BytesIO(table))["Hors du référentiel"]
    titles = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, titles.index("Autres formulations réunies") + 1).value == "piloter des drones"


@pytest.mark.parametrize("written", ["cfa du blavet", "CFA DU BLAVET", "CFA du  Blavet"])
def test_a_centre_written_otherwise_is_the_same_centre(written):
    grids = [grid("CFA du Blavet", 1, free("Parler anglais")), grid(written, 2, free("Parler anglais"))]
    found = consolidate(grids)
    assert found.centres == ("CFA du Blavet",)
    assert dict(found.skills[0].by_centre) == {"CFA du Blavet": 2}
