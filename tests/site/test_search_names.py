"""Names of several words: what is one, and which modules have only its words."""

from __future__ import annotations

import pytest

from build_tools.model import Catalogue
from build_tools.site.search_document import Document
from build_tools.site.search_names import SearchNames, key, pairs_of, table_of, whole_key
from build_tools.site.search_words import SearchWords

HEAT_PUMP, ROAD_SAFETY = key("pompe", "chaleur"), key("securite", "routiere")


@pytest.fixture(scope="module")
def names(real_catalogue: Catalogue) -> SearchNames:
    """The names that the real vocabularies and the ROME know."""
    return SearchNames(real_catalogue)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pompe à chaleur", [("pompe", "chaleur")]),
        ("Conductrice de pompes à béton", [("conductrice", "pompes"), ("pompes", "beton")]),
        ("froid, climatisation et chauffage", []),
        ("gérer les conflits", []),
        ("métier de l’eau", [("metier", "eau")]),
        ("chauffe-eau solaire", [("chauffe", "eau"), ("eau", "solaire")]),
    ],
)
def test_a_name_is_neighbours_with_little_words_between_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(pairs_of(text)) == expected


def test_one_key_stands_for_singular_and_plural() -> None:
    assert key("pompes", "chaleur") == HEAT_PUMP == "pompe0chaleur"
    assert key("assistants", "sociaux") == key("assistant", "social")
    assert key("moteurs", "bateaux") == "moteur0bateau"


@pytest.mark.parametrize(
    "job", [("assistant", "familial"), ("agent", "accueil"), ("agente", "accueil"), ("chef", "chantier")]
)
def test_a_job_is_a_name_where_its_first_word_begins_any_job(names: SearchNames, job: tuple[str, str]) -> None:
    assert job in names.pairs


def _document(*texts: tuple[float, str]) -> Document:
    return Document("modules/essai/", "module", "Titre", texts)


@pytest.mark.parametrize(
    "said",
    [
        [(1, "Régler une pompe à chaleur chez un particulier")],
        [(6, "Entretenir une pompe"), (6, "Mesurer la chaleur")],
    ],
)
def test_a_module_holds_what_it_says_in_one_text_or_what_its_subject_says(
    names: SearchNames, said: list[tuple[float, str]]
) -> None:
    assert HEAT_PUMP not in names.apart_in(_document(*said), [], [])


def test_words_that_meet_from_far_apart_are_no_name(names: SearchNames) -> None:
    said = _document((1, "Un accueil chaleureux à bord"))
    assert HEAT_PUMP in names.apart_in(said, ["pompe de cale"], ["pompe", "cale"])
    assert HEAT_PUMP not in names.apart_in(said, ["pompe de cale", "pompe à chaleur"], ["pompe", "cale"])


def test_an_everyday_name_of_one_word_says_the_subject(names: SearchNames) -> None:
    said = _document((6, "Entretenir une pompe"))
    assert HEAT_PUMP in names.apart_in(said, ["chaleur humaine"], ["chaleur", "humaine"])
    assert HEAT_PUMP not in names.apart_in(said, ["chaleur"], ["chaleur"])


def test_a_table_holds_the_names_whose_words_the_index_has_and_who_only_seems_to(names: SearchNames) -> None:
    tables = names.tables({"pompe", "chaleur", "petite"}, {ROAD_SAFETY: {7, 2, 3}})
    assert tables[table_of(HEAT_PUMP)][HEAT_PUMP] == []
    assert tables[table_of(ROAD_SAFETY)][ROAD_SAFETY] == [2, 1, 4]
    assert sum(map(len, tables)) == 2


def test_a_name_is_known_by_its_words_in_any_number(names: SearchNames) -> None:
    quality = key("responsable", "qualite")
    assert quality in names.tables({"responsables", "qualite"}, {})[table_of(quality)]


def test_a_word_that_says_nothing_alone_is_found_in_its_name(real_catalogue: Catalogue) -> None:
    cybersecurity = real_catalogue.modules["occ-cybersecurite"]
    words = SearchWords(real_catalogue).everyday(cybersecurity).words
    assert whole_key("mot", "passe") in words
    assert "passe" not in words
