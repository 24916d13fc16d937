"""The static API: its description is valid OpenAPI, and every answer is as described."""

import json
import re
from collections import Counter
from pathlib import PurePosixPath
from posixpath import normpath

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from build_tools.exports.api import ONLY_USED, api_files, unused_terms
from build_tools.exports.identity import WIKIDATA_REGIONS, permanent_iri
from build_tools.exports.openapi import API_VERSION, openapi_document
from build_tools.exports.published import Addresses, Published
from build_tools.git.history import History, Version
from build_tools.model.vocabulary import VOCABULARIES
from tests.conftest import ROOT, published

pytestmark = pytest.mark.slow


FOLDER = "api/v1/"


@pytest.fixture(scope="module")
def answers(nasty_files):
    """Path inside the API → answer."""
    return {
        path.removeprefix(FOLDER): json.loads(file.content)
        for path, file in nasty_files.items()
        if path.startswith(FOLDER) and path.endswith(".json") and path != f"{FOLDER}openapi.json"
    }


@pytest.fixture(scope="module")
def document(nasty_files):
    return json.loads(nasty_files[f"{FOLDER}openapi.json"].content)


@pytest.mark.parametrize("site", ["", "https://exemple.fr/catalogue"])
def test_the_description_is_valid_openapi(real_catalogue, site):
    found = openapi_document(published(real_catalogue, site))
    validate(found)
    assert found["servers"][0]["url"] == (f"{site}/api/v1" if site else ".")


def test_every_operation_is_said_in_words_under_a_tag_and_asks_for_no_key(document):
    assert document["security"] == []
    tags = {tag["name"] for tag in document["tags"] if tag["description"]}
    operations = [item["get"] for item in document["paths"].values()]
    assert all(o["summary"] and o["description"] and o["operationId"] and set(o["tags"]) <= tags for o in operations)
    assert {tag for o in operations for tag in o["tags"]} == tags
    assert len({o["operationId"] for o in operations}) == len(operations)


def test_every_answer_is_as_its_path_is_described(answers, document):
    paths = {
        re.compile("/" + re.sub(r"\{[^}]+\}", "[^/]+", path.removeprefix("/")) + "$"): _answer(document, item)
        for path, item in document["paths"].items()
    }
    seen = set()
    for path, answer in answers.items():
        pattern = next(pattern for pattern in paths if pattern.match(f"/{path}"))
        seen.add(pattern)
        assert not [error.message for error in paths[pattern].iter_errors(answer)][:3], path
    assert {pattern.pattern for pattern in paths.keys() - seen} == {"/changements/[^/]+.json$"}, "no Git history here"


def test_every_member_of_an_answer_is_described_where_it_stands(answers, document):
    """Two models of one name would share a description: the terms of one were told as parts of the other."""
    undescribed = set()
    for path, item in document["paths"].items():
        pattern = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path.removeprefix("/")))
        told = _schema(item)
        for name in filter(pattern.fullmatch, answers):
            undescribed |= {f"{path} {member}" for member in _undescribed(document, told, answers[name])}
    assert undescribed == set()
    terms = document["components"]["schemas"]["Terme"]["properties"]["terme"]
    assert _undescribed(document, terms, {"id": "a", "libelle": "A", "cadre": True, "inconnu": 1}) == {"inconnu"}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_each_vocabulary_is_described_by_a_model_of_its_own_name(document, nasty, vocabulary):
    told = document["components"]["schemas"][VOCABULARIES[vocabulary].__name__]
    for term in published(nasty).data(vocabulary):
        assert term.keys() <= told["properties"].keys(), term["id"]
        assert set(told["required"]) <= term.keys(), term["id"]


def test_a_wrong_answer_would_be_seen(answers, document):
    validator = _answer(document, document["paths"]["/modules/{id}.json"])
    answer = answers["modules/bre-vilain.json"]
    assert validator.is_valid(answer)
    assert validator.is_valid({**answer, "module": {**answer["module"], "inconnu": 1}}), "fields may be added"
    assert not validator.is_valid({**answer, "module": {**answer["module"], "titre": 1}})
    assert not validator.is_valid({key: value for key, value in answer.items() if key != "generated_at"})


def test_every_answer_says_its_version_its_moment_and_its_licence(answers):
    for path, answer in answers.items():
        head = {key: answer[key] for key in list(answer)[:3]}
        assert head == {
            "schema_version": API_VERSION,
            "generated_at": "2026-11-21T09:55:44Z",
            "licence": "etalab-2.0",
        }, path


def test_every_link_leads_to_an_answer(answers):
    for path, answer in answers.items():
        for link in _links(answer):
            assert normpath(str(PurePosixPath(path).parent / link)) in answers, (path, link)


def test_a_record_is_given_as_it_is(answers, nasty):
    module = nasty.modules["bre-vilain"]
    assert answers["modules/bre-vilain.json"]["module"] == module.model_dump(mode="json", exclude_unset=True)


def test_a_term_gives_the_records_that_use_it(answers, nasty):
    linked = answers["vocabulaires/secteurs/industrie.json"]["fiches_liees"]
    assert [item["id"] for item in linked["modules"]] == [module.id for module in nasty.by_sector["industrie"]]
    linked = answers["vocabulaires/documents/guide-8.json"]["fiches_liees"]
    assert {
        "id": "bre-vilain",
        "titre": nasty.modules["bre-vilain"].titre,
        "lien": "../../modules/bre-vilain.json",
    } in (linked["modules"])


def test_names_for_ever_and_links_outwards(answers):
    brittany = answers["vocabulaires/regions/bretagne.json"]
    assert brittany["iri"] == permanent_iri("regions", "bretagne")
    assert brittany["liens"] == ["http://id.insee.fr/geo/region/53", "http://www.wikidata.org/entity/Q12130"]
    occupation = answers["vocabulaires/metiers/G1602.json"]
    assert occupation["liens"] == ["https://candidat.francetravail.fr/metierscope/fiche-metier/G1602"]
    home_care = answers["certifications/tp-assistant-de-vie-aux-familles.json"]
    assert "https://www.francecompetences.fr/recherche/rncp/37715/" in home_care["liens"]
    names = [answer["iri"] for answer in answers.values() if "iri" in answer]
    assert len(set(names)) == len(names)


def test_terms_that_no_record_uses_are_counted(answers, nasty):
    counted = unused_terms(published(nasty))
    empty = Counter(
        answer["vocabulaire"]
        for answer in answers.values()
        if "terme" in answer and not any(answer["fiches_liees"].values())
    )
    assert {name: count for name, count in counted.items() if name not in ONLY_USED} == empty
    assert counted["metiers"] < len(nasty.vocabularies["metiers"])


def test_the_list_of_a_vocabulary_says_which_of_its_terms_have_an_answer(answers, nasty):
    for name in VOCABULARIES:
        links = answers[f"vocabulaires/{name}.json"]["reponses"]
        assert {f"vocabulaires/{link}" for link in links.values()} == {
            path for path in answers if path.startswith(f"vocabulaires/{name}/")
        }
        if name not in ONLY_USED:
            assert list(links) == [term["id"] for term in answers[f"vocabulaires/{name}.json"]["termes"]]
    assert "A1101" not in answers["vocabulaires/metiers.json"]["reponses"], "no record names farm machinery drivers"


def test_every_region_is_in_wikidata(nasty):
    items = [WIKIDATA_REGIONS.get(region.iso) for region in nasty.vocabularies.regions.values()]
    assert None not in items
    assert set(items) == set(WIKIDATA_REGIONS.values())


def test_lists_and_months_say_what_is_new_in_every_collection(nasty, tmp_path):
    """From one commit in each month: a démarche, then a certification and a module."""
    name, initiative, certification = "bre-vilain", next(iter(nasty.demarches)), next(iter(nasty.certifications))
    history = History(
        tmp_path,
        (
            _version(f"modules/bretagne/{name}.yml", "2026-11-21"),
            _version(f"certifications/{certification}.yml", "2026-11-21"),
            _version(f"{nasty.places.get(('demarches', initiative), f'demarches/x/{initiative}.yml')}", "2026-10-02"),
        ),
    )
    what = Published(nasty, "2026-11-21T09:55:44Z", Addresses(""), history)
    found = {file.path.removeprefix(FOLDER): file.content for file in api_files(what)}
    changes = json.loads(found["changements.json"])
    assert [change["module"] for change in changes["changements"]] == [name]
    assert [(month["mois"], month["total"]) for month in changes["mois"]] == [("2026-11", 2), ("2026-10", 1)]
    november = json.loads(found["changements/2026-11.json"])["changements"]
    assert {(c["collection"], c["id"]) for c in november} == {("modules", name), ("certifications", certification)}
    module = next(m for m in json.loads(found["modules.json"])["modules"] if m["id"] == name)
    assert (module["publie_le"], module["modifie_le"]) == ("2026-11-21", "2026-11-21")
    description = json.loads(found["openapi.json"])
    for path in ("/changements.json", "/changements/{mois}.json", "/modules.json"):
        answer = json.loads(found[path.strip("/").replace("{mois}", "2026-11")])
        assert not list(_answer(description, description["paths"][path]).iter_errors(answer))
        assert _undescribed(description, _schema(description["paths"][path]), answer) == set()


def _version(path, day):
    return Version(PurePosixPath(path), "ab" * 20, day, f"{day}T10:00:00Z", "", "cd" * 20)


def test_the_folder_itself_answers(nasty_files):
    page = nasty_files[f"{FOLDER}index.html"].content.decode()
    assert set(re.findall('href="([^"]+)"', page)) == {"index.json", "openapi.json", "../../donnees/api/"}


def test_a_certification_gives_the_modules_that_complete_it(answers, nasty):
    for name, modules in nasty.by_certification.items():
        linked = answers[f"certifications/{name}.json"]["fiches_liees"]["modules"]
        assert {item["id"] for item in linked} == {module.id for module in modules}


def test_the_journal_tells_this_version():
    page = (ROOT / "docs" / "donnees" / "api.md").read_text()
    assert f"**{API_VERSION}**" in page.split("## Journal")[1]


def _answer(document, item):
    return Draft202012Validator({**_schema(item), "components": document["components"]})


def _schema(item):
    return item["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def _undescribed(document, schema, value):
    """The members of a value, at any depth, that no schema which may be meant here has a property for."""
    if isinstance(value, list):
        items = {"anyOf": [part["items"] for part in _meant(document, schema) if "items" in part]}
        return set().union(*(_undescribed(document, items, item) for item in value))
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, inner in value.items():
        told = [part["properties"][key] for part in _meant(document, schema) if key in part.get("properties", {})]
        told = told or [
            part["additionalProperties"] for part in _meant(document, schema) if "additionalProperties" in part
        ]
        found |= {f"{key}.{name}" for name in _undescribed(document, {"anyOf": told}, inner)} if told else {key}
    return found


def _meant(document, schema):
    """The schema, what it refers to, and its alternatives."""
    yield schema
    if "$ref" in schema:
        yield from _meant(document, document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]])
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
        yield from _meant(document, part)


def _links(node):
    if isinstance(node, dict):
        if isinstance(node.get("lien"), str):
            yield node["lien"]
        for value in node.values():
            yield from _links(value)
    if isinstance(node, list):
        for value in node:
            yield from _links(value)


def test_the_description_says_what_each_member_of_an_answer_is(document):
    answers = document["components"]["schemas"]
    silent = [
        (name, member)
        for name, schema in answers.items()
        for member, said in schema.get("properties", {}).items()
        if not (said.get("description") or said.get("title") or "$ref" in said)
    ]
    assert silent == []
    assert answers["Index"]["properties"]["changements"]["description"]
