"""What the schema check says: the place by name, what was found, and the mending by example."""

import pytest

from build_tools.checking.rules.schema.structure import StructureChecker
from build_tools.model.json_schema import build_schema

TERMS = {"regions": ["bretagne", "corse"], "secteurs": ["btp", "tourisme"], "documents": ["guide-8"]}
WAYS = {"secteurs": {"Bâtiment et travaux publics": "btp", "hôtels": "tourisme"}}
RECORD = {
    "titre": "Vélos",
    "resume": "Apprendre à entretenir un vélo.",
    "region": "bretagne",
    "secteurs": [],
    "transitions": [],
    "nature": "technique",
    "sources": [{"document": "guide-8"}],
    "verifie_le": "2026-11-21",
}


@pytest.fixture(scope="module")
def check():
    return StructureChecker(build_schema("module", TERMS), WAYS)


def test_a_good_record_has_no_finding(check):
    assert check(RECORD) == []


@pytest.mark.parametrize(
    ("change", "where", "said"),
    [
        ({"secteurs": ["btp", 2]}, ("secteurs", 1), "« secteurs (2) » attend du texte, pas un nombre."),
        ({"titre": True}, ("titre",), "« titre » attend du texte, pas true ou false."),
        ({"titre": None}, ("titre",), "« titre » est vide."),
        ({"titre": "ab"}, ("titre",), "« titre » est trop court (2 caractères, 3 au moins)."),
        ({"titre": "x" * 256}, ("titre",), "« titre » est trop long (256 caractères, 255 au plus)."),
        ({"annee": 1999}, ("annee",), "« annee » vaut 1999 ; valeur attendue : de 2000 à 2100."),
        (
            {"resultats": [{"indicateur": "places", "valeur": -1}]},
            ("resultats", 0, "valeur"),
            "« valeur » vaut -1 ; valeur attendue : 0 ou plus.",
        ),
        ({"region": "corce"}, ("region",), "« corce » n'est pas dans le vocabulaire « regions »."),
        ({"verifie_le": "hier"}, ("verifie_le",), "« hier » n'est pas une date."),
        ({"metiers": ["A1101"] * 6}, ("metiers",), "« metiers » a 6 éléments (5 au plus)."),
        ({"sources": []}, ("sources",), "« sources » est une liste trop courte (1 élément au moins)."),
        ({"anee": 2021}, ("anee",), "La clé « anee » n'existe pas ici."),
        ({"sources": [{"page": 3}]}, ("sources", 0), "La clé « document » manque."),
    ],
)
def test_a_finding_names_the_place_and_what_is_wrong(check, change, where, said):
    finding = next(finding for finding in check(RECORD | change) if finding.message == said)
    assert finding.where == where
    assert finding.of_key is ("clé « anee »" in said)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"titre": 2021}, "Par exemple : Valorisation des déchets."),
        ({"titre": True}, "Par exemple : Valorisation des déchets."),
        ({"titre": {"Vélos ": "entretien"}}, "Un texte qui contient « : »"),
        ({"secteurs": "btp"}, "Mettez des crochets : [btp]."),
        ({"metiers": 1602}, "Mettez chaque valeur entre crochets, par exemple [G1602]."),
        ({"metiers": [1602]}, "par exemple G1602."),
        ({"metiers": "I1304"}, "Mettez des crochets : [I1304]."),
        ({"deduit": "oui"}, "Mettez chaque valeur entre crochets, par exemple [titre]."),
        ({"sources": ["Guide"]}, "Écrivez par exemple : { document: guide-8 }."),
        ({"region": ["bretagne", "corse"]}, "Gardez celle qui l'a créé"),
        ({"Titre": "Vélos"}, "Réunissez les deux sous « titre »"),
        ({"\u00a0\u00a0annee": 2021}, "tapez des espaces simples"),
        ({"precisions": "-\u00a0Un texte"}, "une espace insécable est à la place d'une espace simple"),
        ({"sources": {"document": "guide-8"}}, "Mettez chaque élément après un tiret"),
        ({"sources": ["guide-8"]}, "Écrivez par exemple : { document: guide-8 }."),
        ({"besoin": "Des mécaniciens"}, "Clés possibles : constat, recueil."),
        ({"annee": "2021"}, "Par exemple : 2021."),
        ({"verifie_le": 20261121}, "Écrivez année-mois-jour, par exemple 2026-11-21."),
        ({"region": "corce"}, "Vouliez-vous dire « corse » ? Valeurs possibles : bretagne, corse."),
        ({"region": "zzz"}, "Valeurs possibles : bretagne, corse."),
        ({"secteurs": ["Batiment & travaux publics"]}, "Vouliez-vous dire « btp » ?"),
        ({"secteurs": ["hotel"]}, "Vouliez-vous dire « tourisme » ?"),
        ({"anee": 2021}, "Vouliez-vous dire « annee » ?"),
        ({"duree": {"min": 7}}, "Écrivez { heures: 14 }, ou { min: 7, max: 280 }, ou { choix: [70, 140] }."),
        ({"metiers": ["g1602"]}, "par exemple G1602."),
    ],
)
def test_a_hint_shows_how_to_mend_it(check, change, hint):
    (finding,) = check(RECORD | change)
    assert hint in finding.hint


def test_every_problem_of_a_record_is_told_at_once(check):
    spoiled = RECORD | {"titre": 1, "region": "zzz", "anee": 2021, "sources": []}
    assert {finding.where for finding in check(spoiled)} == {("titre",), ("region",), ("anee",), ("sources",)}
