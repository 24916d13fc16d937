"""`check --fix` mends whatever has one right form, and never makes a new error."""

import pytest

from build_tools.checking.check import check
from build_tools.contributing.repair import repaired_files
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import load
from tests.conftest import MODULE, TODAY

pytestmark = [pytest.mark.slow, pytest.mark.long]

NBSP = "\u00a0"


DESCRIBED = "  - {titre: Le vélo, editeur: Région Bretagne, lu_le: 2026-11-20, "


def mended(catalogue, *lines):
    """What the module of the small catalogue becomes, once these lines stand at its end."""
    file = catalogue / MODULE
    keys = {line.partition(":")[0].strip() for line in lines if line[:1].isalpha()}
    text, skipped = [], False
    for line in file.read_text().splitlines():
        if not line.startswith((" ", "-", "#")):
            skipped = line.partition(":")[0] in keys
        if not skipped:
            text.append(line)
    file.write_text("\n".join([*text, *lines]) + "\n")
    done = list(repaired_files(catalogue, [file]))
    return yaml_reader.read(done[0].outcome.text.encode()) if done else None


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("secteurs: btp", "secteurs", ["btp"]),
        ("secteurs: BTP, industrie", "secteurs", ["btp", "industrie"]),
        ("secteurs: Bâtiment", "secteurs", ["btp"]),
        ("metiers: A1101", "metiers", ["A1101"]),
        ("metiers: a1101", "metiers", ["A1101"]),
        ("metiers: a1101, I 1304", "metiers", ["A1101", "I1304"]),
        ("annee: '2019'", "annee", 2019),
        ('annee: " 2019 "', "annee", 2019),
        ("duree: 35", "duree", {"heures": 35}),
        ("duree: 3h30", "duree", {"heures": 3.5}),
        ("duree: 7 à 14 h", "duree", {"min": 7, "max": 14}),
        ("duree: 14 h + 7 h en entreprise", "duree", {"heures": 14, "entreprise": 7}),
        ("duree: {heures: 14 h}", "duree", {"heures": 14}),
        ('duree: {heures: "3,5"}', "duree", {"heures": 3.5}),
        ("duree: {heures: 3,5}", "duree", {"heures": 3.5}),
        ("verifie_le: 21/11/2026", "verifie_le", "2026-11-21"),
        ("verifie_le: 21 novembre 2026", "verifie_le", "2026-11-21"),
        ("secteurs: [btp, btp]", "secteurs", ["btp"]),
        ("metiers_cites: [teilleur, teilleur]", "metiers_cites", ["teilleur"]),
        ("metiers_cites: [teilleur de lin ;]", "metiers_cites", ["teilleur de lin"]),
        ("competences: [{intitule: C1. Régler une teilleuse}]", "competences", [{"intitule": "Régler une teilleuse"}]),
        ("titre: teillage du lin.", "titre", "Teillage du lin"),
        ("titre: “Teillage du lin”", "titre", "Teillage du lin"),
        ("nature:technique", "nature", "technique"),
        (f"nature:{NBSP}technique", "nature", "technique"),
        ("titre: 'Teillage de l'étoupe'", "titre", "Teillage de l'étoupe"),
    ],
)
def test_what_has_one_right_form_is_mended(catalogue_copy, written, key, value):
    assert mended(catalogue_copy, written)[key] == value


@pytest.mark.parametrize(
    "written",
    [
        "secteurs: magie",
        "duree: 2 jours",
        "duree: environ 14 h",
        "verifie_le: 31/02/2026",
        "verifie_le: 21/11/26",
        "verifie_le: mars 2026",
        "metiers_cites: teilleur, fileur",
        "metiers: A110",
        "annee: '19'",
        "annee: vers 2019",
        "titre: iPad et lin",
        "region: bretagne, normandie",
    ],
)
def test_what_may_be_several_things_is_left_alone(catalogue_copy, written):
    assert mended(catalogue_copy, written) is None


def test_lists_whose_marks_yaml_does_not_know(catalogue_copy):
    lines = ["competences:", f"{NBSP}{NBSP}• intitule: Régler une teilleuse", "  -intitule: Trier le lin"]
    found = mended(catalogue_copy, *lines)["competences"]
    assert found == [{"intitule": "Régler une teilleuse"}, {"intitule": "Trier le lin"}]


def test_a_repair_that_would_make_a_new_error_is_not_done(catalogue_copy):
    """« btp » twice by two names: one stays; nothing is written that the checker would refuse."""
    for written in ("secteurs: [BTP, Bâtiment, btp]", "reprises: [Normandie]", "deduit: [Durée]"):
        mended(catalogue_copy, written)
        for done in repaired_files(catalogue_copy):
            before = {problem.rule for problem in check(load(catalogue_copy), today=TODAY).problems}
            edited = load(catalogue_copy, {done.outcome.path: done.outcome.text.encode()})
            assert {problem.rule for problem in check(edited, today=TODAY).problems} <= before


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("adresse: www.bretagne.bzh/velo}", "adresse", "https://www.bretagne.bzh/velo"),
        ('adresse: "voir https://www.bretagne.bzh/velo."}', "adresse", "https://www.bretagne.bzh/velo"),
        ('adresse: "https://www.bretagne.bzh/le vélo.pdf"}', "adresse", "https://www.bretagne.bzh/le%20vélo.pdf"),
        ('page: "p. 3", adresse: "https://www.bretagne.bzh/velo"}', "page", 3),
    ],
)
def test_an_address_and_a_page_have_one_right_form(catalogue_copy, written, key, value):
    assert mended(catalogue_copy, "sources:", DESCRIBED + written)["sources"][0][key] == value


@pytest.mark.parametrize("written", ['adresse: "https://a.fr/un, https://b.fr/deux"}', "adresse: fiche.pdf}"])
def test_what_is_no_one_address_is_left(catalogue_copy, written):
    assert mended(catalogue_copy, "sources:", DESCRIBED + written) is None
