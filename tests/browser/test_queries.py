"""What people type finds what they mean: every query of requetes.yml, through the engine of the built site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.model import Catalogue
from build_tools.site.search_document import searchable
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FIRST = 3
QUERIES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "requetes.yml").read_text(encoding="utf-8"))

# The addresses of the first modules, of the first other pages, and what the visitor is told of the words.
_ASK = """async ([root, queries]) => {
  const { open } = await import(`${root}assets/javascripts/moteur.js`);
  const engine = await open();
  const path = (page) => new URL(page.url, location.href).href.slice(root.length).replace(/\\/$/, "");
  const ask = async (query) => {
    const answer = await engine.answer(query);
    const { spelt, found } = answer;
    const modules = await Promise.all(engine.narrowed(answer).map((row) => engine.page(row)));
    const all = modules.map((page) => path(page).replace("modules/", ""));
    const others = await Promise.all(found.others.slice(0, 3).map((hit) => hit.data()));
    const { whole, absent } = found;
    const { replaced, unknown } = spelt;
    return { whole, absent, replaced, unknown, all, first: all.slice(0, 3), others: others.map(path) };
  };
  const answers = [];
  for (const query of queries) answers.push(await ask(query));
  return answers;
}"""


def _faults(expected: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """What is wrong with an answer, in a few words each."""
    first = set(answer["first"])
    replaced_by = {known for _, known in answer["replaced"]}
    unsaid = set(expected.get("inconnus", ())) - set(answer["unknown"])
    wrongly = set(expected.get("sans", ())) & set(answer["all"])
    wrong = {
        f"missing {', '.join(set(expected.get('fiches', ())) - first)}": not first.issuperset(
            expected.get("fiches", ())
        ),
        f"none of {', '.join(expected.get('parmi', ()))}": "parmi" in expected and not first & set(expected["parmi"]),
        f"other pages {', '.join(answer['others'])}": "page" in expected and expected["page"] not in answer["others"],
        f"not said to be unknown: {', '.join(unsaid)}": bool(unsaid),
        f"wrongly {', '.join(wrongly)}": bool(wrongly),
        f"read as {answer['replaced']}": "corrige" in expected and expected["corrige"] not in replaced_by,
        f"{len(answer['all'])} modules instead of none": expected.get("rien", False) and bool(answer["all"]),
    }
    return [fault for fault, is_so in wrong.items() if is_so]


def test_nearly_every_query_finds_what_is_meant(visitor: Visitor) -> None:
    """Nineteen in twenty at least: official words, which find so much, now and then bring another meaning first."""
    page = visitor.open("licence/")
    answers = page.evaluate(_ASK, [visitor.address, [query["requete"] for query in QUERIES]])
    missed = [
        f"« {query['requete']} »: {'; '.join(faults)} — first: {', '.join(answer['first'])}"
        for query, answer in zip(QUERIES, answers, strict=True)
        if (faults := _faults(query, answer))
    ]
    assert len(missed) <= len(QUERIES) / 20, f"{len(missed)} of {len(QUERIES)} queries missed:\n" + "\n".join(missed)


# Names of several words of which the records have some only, or only longer words that begin like them.
IN_PART = (
    *("secrétaires médicales", "langue bretonne", "arbre à cames", "pied à terre", "machine à coudre", "carte grise"),
    *("tour de main", "maître de chai", "roue de secours", "main courante", "pot de fleurs", "soin des pieds"),
    *("Cycle en V", "cycle en v", "permis c", "plan B", "vitamine D", "langage C"),
)
# Names that no record has, of which one word alone says nothing: those of a subject that we know, or of a job.
NOT_AT_ALL = (
    *("langue des signes", "assistant maternel", "assistante maternelle", "assistants maternels"),
    *("assistantes maternelles", "agent immobilier", "agents immobiliers", "conseillère funéraire", "aide comptable"),
    *("chef de gare", "préparatrices en pharmacie", "assistants familiaux", "assistante familiale"),
    *("assistant de direction", "agents de sécurité", "techniciens frigoristes", "chefs de chantier"),
    *("préparatrices de commandes", "préparateur de commandes"),
)


def test_a_part_of_a_name_does_not_pass_for_the_whole(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    answers = page.evaluate(_ASK, [visitor.address, [*IN_PART, *NOT_AT_ALL, "permis B", "traitement de texte"]])
    told = {query: (answer["whole"], len(answer["all"])) for query, answer in zip(IN_PART, answers, strict=False)}
    assert {query: whole for query, (whole, _) in told.items() if whole} == {}
    assert [query for query, (_, count) in told.items() if not count] == []
    nothing = zip(NOT_AT_ALL, answers[len(IN_PART) :], strict=False)
    assert [query for query, answer in nothing if answer["all"]] == []
    assert [query for query, answer in zip(NOT_AT_ALL, answers[len(IN_PART) :], strict=False) if not _why(answer)] == []
    assert all(answer["whole"] for answer in answers[-2:])


# A part of the name of a region is no answer, nor is each module that has one word where nobody has the other.
LITTLE = {
    "langue allemande": {"occ-e-commerce", "naq-hygiene-bucco-dentaire"},
    "langue": {"occ-e-commerce", "occ-cybersecurite"},
    "grand public": {"ge-bio-nettoyage", "ge-habilitation-electrique-b0"},
    "centre équestre": {"cvl-gerontologie", "hdf-froid-climatisation"},
    "pays de Galles": {"pdl-webmarketing"},
    "animaux": {"bfc-tourisme-softskill"},
    "postaux": {"ge-gestes-et-postures"},
}


def test_nothing_answers_that_has_nothing_to_do_with_the_words(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    answers = page.evaluate(_ASK, [visitor.address, list(LITTLE)])
    wrong = {query: set(answer["all"]) & LITTLE[query] for query, answer in zip(LITTLE, answers, strict=True)}
    assert {query: modules for query, modules in wrong.items() if modules} == {}
    assert [answer["whole"] for answer in answers if answer["unknown"]] == [0, 0, 0, 0]
    assert set(answers[0]["all"]) >= {"paca-russe", "paca-chinois", "nor-capitaine-200-anglais"}


@pytest.mark.parametrize(
    ("queries", "unknown"),
    [
        (
            ("sellier", "caissière", "facteurs"),
            ("sellier", "caissiere", "facteurs"),
        ),  # no « selle », « caisse », « facture »
        (("titre professionnel boulanger", "CQP boulanger", "TP ASMX"), ("boulanger", "boulanger", "asmx")),
        (("bac pro amiante", "certificat de coiffeur"), ("amiante", "coiffeur")),
        (("RNCP 38051", "code ROME Z9999", "numéro RS 9998"), ("38051", "z9999", "9998")),
    ],
)
def test_a_word_that_says_nothing_of_what_is_sought_answers_nothing(
    visitor: Visitor, queries: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    answers = visitor.open("licence/").evaluate(_ASK, [visitor.address, list(queries)])
    assert [(query, answer["all"]) for query, answer in zip(queries, answers, strict=True) if answer["all"]] == []
    assert [answer["unknown"] for answer in answers] == [[word] for word in unknown]


def test_another_page_is_shown_for_more_than_one_of_several_words(visitor: Visitor) -> None:
    queries = ["petite enfance", "gestion xylophone", "secourisme", "hygiène alimentaire"]
    small, half, word, name = visitor.open("licence/").evaluate(_ASK, [visitor.address, queries])
    assert small["others"] == half["others"] == []
    assert "themes/secourisme" in word["others"]
    assert "themes/hygiene-alimentaire" in name["others"]


# What is searched, once the place and what leads to it are read.
PLACES = {
    "vélo près de Metz": ("grand-est", "vélo"),
    "soudure autour de Tours": ("centre-val-de-loire", "soudure"),
    "handicap à côté de Lyon": ("auvergne-rhone-alpes", "handicap"),
    "numérique Toulouse et ses environs": ("occitanie", "numérique"),
    "département du Nord": ("hauts-de-france", ""),
    "département 31": ("occitanie", ""),
    "ville de Gap": ("provence-alpes-cote-d-azur", ""),
    "67000 Strasbourg": ("grand-est", ""),
    "vélo 69003": ("auvergne-rhone-alpes", "vélo"),
    "20000": ("corse", ""),
    "aide aux proches à Metz": ("grand-est", "aide aux proches"),
    "38550": ("", "38550"),  # the code of a registration that modules complete
    "31000 euros": ("", "31000 euros"),
    "RNCP 38050": ("", "RNCP 38050"),
    "porter des charges lourdes": ("", "porter des charges lourdes"),
    "sens de l'accueil": ("", "sens de l'accueil"),
    "outil proche de la main": ("", "outil proche de la main"),
}


def test_what_leads_to_a_place_is_no_word_that_is_sought(visitor: Visitor) -> None:
    code = """async ([root, queries]) => {
      const { open } = await import(`${root}assets/javascripts/moteur.js`);
      const engine = await open();
      const reads = [];
      for (const query of queries) reads.push((await engine.answer(query)).read);
      return reads.map(({ regions, rest }) => [regions.join(), rest]);
    }"""
    read = visitor.open("licence/").evaluate(code, [visitor.address, list(PLACES)])
    assert {query: tuple(one) for query, one in zip(PLACES, read, strict=True)} == PLACES


def _why(answer: dict[str, Any]) -> list[str]:
    """What the visitor is told of an answer without modules."""
    return [*answer["unknown"], *answer["absent"]]


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("secrétaires médicales", "secrétaire médical"),
        ("serveuses", "serveur"),
        ("cuisinières", "cuisinier"),
        ("plombières", "plombier"),
        ("ambulancières", "ambulancier"),
        ("infirmières", "infirmier"),
    ],
)
def test_a_job_finds_about_the_same_in_any_gender_and_number(visitor: Visitor, form: str, other: str) -> None:
    page = visitor.open("licence/")
    one, two = page.evaluate(_ASK, [visitor.address, [form, other]])
    assert set(one["first"]) & set(two["first"])
    assert len(one["all"]) <= 2 * len(two["all"])  # the stem alone, « serv », finds any service


def test_the_queries_name_real_records_and_each_asks_for_something(real_catalogue: Catalogue) -> None:
    named = {record for query in QUERIES for key in ("fiches", "parmi", "sans") for record in query.get(key, ())}
    assert named - set(real_catalogue.modules) == set()
    assert len({query["requete"] for query in QUERIES}) == len(QUERIES) >= 70
    assert [q for q in QUERIES if not q.keys() & {"fiches", "parmi", "page", "rien", "sans"}] == []
    assert [q for q in QUERIES if len(q.get("fiches", ())) > FIRST] == []


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        ({"fiches": ["a", "b"]}, "missing b"),
        ({"parmi": ["b", "c"]}, "none of b, c"),
        ({"page": "licence"}, "other pages a-propos"),
        ({"inconnus": ["x", "y"]}, "not said to be unknown: y"),
        ({"corrige": "velo"}, "read as []"),
        ({"rien": True}, "2 modules instead of none"),
        ({"sans": ["b", "c"]}, "wrongly c"),
    ],
)
def test_each_kind_of_miss_is_told(expected: dict[str, Any], fault: str) -> None:
    answer = {"first": ["a"], "others": ["a-propos"], "replaced": [], "unknown": ["x"], "all": ["a", "c"]}
    assert _faults(expected, answer) == [fault]


def test_the_browser_writes_words_as_the_index_does(visitor: Visitor, real_catalogue: Catalogue) -> None:
    texts = [module.titre for module in real_catalogue.modules.values()]
    texts += ["L’œuvre d’Anaïs, À L'HÔTEL", "vélos, tuyaux, bus, pays, tapis", "ex æquo, Noël, où, çà, Ÿ"]
    page = visitor.open("licence/")
    code = """async ([root, texts]) => {
      const { plain } = await import(`${root}assets/javascripts/mots.js`);
      return texts.map((text) => plain(text).match(/[a-z0-9]+/g));
    }"""
    assert page.evaluate(code, [visitor.address, texts]) == [
        re.findall("[a-z0-9]+", searchable(text)) for text in texts
    ]
