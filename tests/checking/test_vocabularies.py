"""Vocabulary files are checked like records, and a broken one does not drown the reader in consequences."""

import shutil

import pytest

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.model import VOCABULARIES
from build_tools.model.vocabulary import OPTIONAL_VOCABULARIES, TERM_FILES
from tests.conftest import CATALOGUE, MODULE, TODAY, jargon_in

THIRTEEN_WORDS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize"


@pytest.fixture
def vocabularies(catalogue_copy, monkeypatch):
    """The vocabularies' folder of a small catalogue, seen from the folder that holds it."""
    monkeypatch.chdir(catalogue_copy.parent)
    return catalogue_copy / "vocabulaires"


def problems_of(vocabularies):
    return check(load(vocabularies.parent), today=TODAY).problems


def _remove(vocabularies, name):
    if name in TERM_FILES:
        shutil.rmtree(vocabularies / name)
    else:
        (vocabularies / f"{name}.yml").unlink()


@pytest.mark.parametrize("names", [["metiers"], ["documents"], sorted(VOCABULARIES.keys() - OPTIONAL_VOCABULARIES)])
def test_a_missing_vocabulary_is_one_problem(vocabularies, names):
    """Each of them, not each record that names its terms."""
    for name in names:
        _remove(vocabularies, name)
    problems = problems_of(vocabularies)
    assert [(problem.path, problem.rule) for problem in problems] == [
        (f"catalogue/vocabulaires/{name}.yml", "vocabulaire-absent") for name in names
    ]
    assert all(problem.hint for problem in problems)


def test_a_record_may_name_a_term_of_a_vocabulary_that_has_no_file(vocabularies):
    """The file comes with the first term: until then the term is told to be missing."""
    (vocabularies / "competences_rome.yml").unlink(missing_ok=True)
    record = vocabularies.parent / MODULE
    record.write_text(f'{record.read_text(encoding="utf-8")}savoirs: ["100001"]\n', encoding="utf-8")
    assert [problem.rule for problem in problems_of(vocabularies)] == ["reference-competences-rome"]


@pytest.mark.parametrize("name", ["regions", "metiers", "documents"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [("termes:\n\t- id: x\n", (2, 1, "yaml-syntaxe")), ("termes: []\n", (1, 9, "schema-liste"))],
    ids=["illisible", "vide"],
)
def test_a_broken_vocabulary_is_one_problem(vocabularies, name, text, expected):
    (vocabularies / f"{name}.yml").write_text(text)
    assert [(p.line, p.column, p.rule) for p in problems_of(vocabularies)] == [expected]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("statuts", "termes: []\n", [(1, 9, "schema-liste")]),
        ("statuts", "terme: []\n", [(1, 1, "schema-cle-inconnue"), (1, 1, "schema-cle-manquante")]),
        ("statuts", "termes:\n  - deploye\n", [(2, 5, "schema-type")]),
        ("statuts", "termes:\n  - {id: deploye}\n", [(2, 5, "schema-cle-manquante")]),
        ("statuts", "termes:\n  - {id: Déployé, libelle: Déployé}\n", [(2, 10, "schema-forme")]),
        (
            "statuts",
            "termes:\n  - {id: deploye, libelle: Déployé}\n  - {id: deploye, libelle: Mis en place}\n",
            [(3, 10, "identifiant-unique")],
        ),
        (
            "statuts",
            "termes:\n  - id: deploye\n    libelle: Déployé\n    sources:\n"
            f"      - {{document: guide-8, extrait: {THIRTEEN_WORDS}}}\n",
            [(5, 38, "extrait-longueur")],
        ),
        (
            "statuts",
            "termes:\n  - {id: deploye, libelle: Déployé, sources: [{document: guide-9}]}\n",
            [(2, 58, "schema-terme")],
        ),
        ("modalites", 'termes:\n  - {id: presentiel, libelle: En salle, lheo: "3"}\n', [(2, 47, "schema-terme")]),
        ("modalites", "termes:\n  - {id: presentiel, libelle: En salle, lheo: 0}\n", [(2, 47, "schema-type")]),
        ("metiers", "termes:\n  - {id: g1602, libelle: Cuisinier}\n", [(2, 10, "schema-forme")]),
        ("publics", 'termes:\n  - {id: jeunes, libelle: Jeunes, code: "123"}\n', [(2, 41, "schema-forme")]),
        (
            "themes",
            "termes:\n  - id: secourisme\n    libelle: Secourisme\n    secteurs: [zzz]\n    mentions:\n"
            f"      - {{intitule: SST, sources: [{{document: guide-8, extrait: {THIRTEEN_WORDS}}}]}}\n",
            [(4, 16, "schema-terme")],
        ),
    ],
)
def test_a_wrong_term_is_told_at_its_place(vocabularies, name, text, expected):
    (vocabularies.parent / MODULE).unlink()  # it uses terms that are no longer there
    (vocabularies / f"{name}.yml").write_text(text)
    problems = problems_of(vocabularies)
    assert [(p.line, p.column, p.rule) for p in problems] == expected
    assert [jargon_in(p.message + p.hint) for p in problems] == [[]] * len(problems)
    assert all(p.hint for p in problems)


def test_a_long_excerpt_is_found_in_a_mention(vocabularies):
    themes = vocabularies / "themes.yml"
    themes.write_text(themes.read_text().replace("sensibilisation aux enjeux du bien-manger", THIRTEEN_WORDS))
    assert [p.rule for p in problems_of(vocabularies)] == ["extrait-longueur"]


def test_a_removed_term_is_told_where_records_use_it(vocabularies):
    statuts = vocabularies / "statuts.yml"
    statuts.write_text(statuts.read_text().replace("id: experimente", "id: a-l-essai"))
    assert [(p.path, p.rule) for p in problems_of(vocabularies)] == [(f"catalogue/{MODULE}", "schema-terme")]


DOCUMENT = "termes:\n  - id: guide-8\n    libelle: Guide\n    nature: source\n    date: "


@pytest.mark.parametrize("date", ["2020-13", "2020-00", "2026-02-29", "2026-11-31", "2026-01-00", "2020-1", "9999"])
def test_the_date_of_a_document_exists(vocabularies, date):
    (vocabularies / "documents.yml").write_text(f'{DOCUMENT}"{date}"\n')
    assert [(p.line, p.column) for p in problems_of(vocabularies) if p.path.endswith("documents.yml")] == [(5, 11)]


@pytest.mark.parametrize("date", ["2020", "2020-12", "2024-02-29"])
def test_a_document_may_be_dated_by_its_year_its_month_or_its_day(vocabularies, date):
    (vocabularies / "documents.yml").write_text(f'{DOCUMENT}"{date}"\n')
    assert [p for p in problems_of(vocabularies) if p.path.endswith("documents.yml")] == []


def rules_at(vocabularies, name):
    return [(p.line, p.column, p.rule) for p in problems_of(vocabularies) if p.path.endswith(f"{name}.yml")]


@pytest.mark.parametrize(
    ("before", "after", "column", "rule"),
    [
        ("libelle: Bretagne", "libelle: Breizh", 14, "region-officielle"),
        ('code_insee: "53"', 'code_insee: "54"', 17, "region-officielle"),
        ('code_insee: "53"', 'code_insee: "52"', 17, "region-officielle"),
        ("iso: FR-BRE", "iso: FR-PDL", 10, "region-officielle"),
        ("prefixe: bre", "prefixe: pdl", 14, "terme-unique"),
        ("synonymes: [BRE, BZH, Breizh]", "synonymes: [BRE, Pays de la Loire]", 22, "terme-unique"),
    ],
)
def test_a_region_has_its_official_name_and_codes_and_a_prefix_of_its_own(vocabularies, before, after, column, rule):
    path = vocabularies / "regions.yml"
    text = path.read_text()
    path.write_text(text.replace(before, after))
    line = text[: text.index(before)].count("\n") + 1
    assert (line, column, rule) in rules_at(vocabularies, "regions")


PAGE = """libelle: {}
description: Page publique de la Région.
editeur: Région Bretagne
adresse: {}
nature: source
"""


def test_two_documents_of_one_address_are_one_source_under_two_names(vocabularies):
    folder = vocabularies / "documents"
    (folder / "a-page.yml").write_text(PAGE.format("Une page", "https://www.bretagne.bzh/page"))
    (folder / "z-encore.yml").write_text(PAGE.format("La même", "https://WWW.bretagne.bzh/page/#suite"))
    (wrong,) = [p for p in problems_of(vocabularies) if p.rule == "terme-unique"]
    assert wrong.path.endswith("z-encore.yml")
    assert (wrong.rule, "a-page" in wrong.message) == ("terme-unique", True)


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        ("- {id: deploye, libelle: Déployé}\n  - {id: arrete, libelle: deploye}", (3, 27)),
        ("- {id: deploye, libelle: Déployé}\n  - {id: arrete, libelle: Arrêté, synonymes: [déployé]}", (3, 47)),
        ("- {id: deploye, libelle: Déployé, synonymes: [Arrêté]}\n  - {id: arrete, libelle: Arrêté}", (2, 49)),
    ],
)
def test_a_word_is_the_label_of_one_term(vocabularies, terms, place):
    (vocabularies / "statuts.yml").write_text(f"termes:\n  {terms}\n")
    assert rules_at(vocabularies, "statuts") == [(*place, "terme-unique")]


def test_two_terms_may_share_a_synonym_and_a_term_may_spell_its_own_label_otherwise(vocabularies):
    terms = "- {id: a, libelle: Savoir-être, synonymes: [savoir être, x y]}\n  - {id: b, libelle: B, synonymes: [x y]}"
    (vocabularies / "recueils.yml").write_text(f"termes:\n  {terms}\n")
    assert rules_at(vocabularies, "recueils") == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Sylviculteur / Sylvicultrice", "Sylviculteur / sylvicultrice", [(5, 1, "terme-officiel")]),
        ("ecologique: vert", "ecologique: brun", [(5, 1, "terme-officiel")]),
        ('libelle: "Sylv', 'libelle:   "Sylv', []),  # the layout is nobody's fact
    ],
)
def test_an_official_list_is_not_changed_by_hand(vocabularies, before, after, told):
    text = (CATALOGUE / "vocabulaires" / "metiers.yml").read_text()
    (vocabularies / "metiers.yml").write_text(text.replace(before, after, 1))
    assert rules_at(vocabularies, "metiers") == told


@pytest.mark.parametrize("date", ["1899-12-31", "2016-12-31", "2199-01-01"])
def test_a_withdrawal_is_of_our_time(vocabularies, date):
    term = f"{{id: bre-velo, libelle: Vélo, collection: modules, date: {date}, motif: Fiche en double.}}"
    (vocabularies / "retraits.yml").write_text(f"termes:\n  - {term}\n")
    assert rules_at(vocabularies, "retraits") == [(2, 62, "date-possible")]
