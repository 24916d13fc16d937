"""The LHEO 2.3 files, validated by the standard's own schema."""

from dataclasses import replace

import pytest
from lxml import etree

from build_tools.exports.lheo import DESCRIPTIONS, OFFERS, export_lheo
from build_tools.exports.lheo_mapping import COURSE, MODULE
from build_tools.exports.published import Addresses, Published
from build_tools.git.history import History
from build_tools.model import Catalogue, Module
from tests.conftest import frozen_module

L = "{http://lheo.gouv.fr/2.3}"
OFFER = {"organisme": "Lycée maritime", "siret": "13002526500013", "lieu_insee": "14118", "offre_info": "14_AF_21"}


@pytest.fixture(scope="session")
def standard(reference):
    """The XML schema of LHEO 2.3."""
    return etree.XMLSchema(etree.parse(reference / "lheo" / "lheo-2.3.xsd"))


def published(catalogue, tmp_path, site=""):
    return Published(catalogue, "2026-11-21T10:00:00Z", Addresses(site), History(tmp_path))


def with_module(catalogue, **facts):
    """The real catalogue with one module only, some of whose facts are others."""
    module = frozen_module()
    changed = Module.model_validate(module.model_dump(exclude_unset=True, mode="json") | facts)
    return replace(catalogue, modules={module.id: changed})


def files(catalogue, tmp_path, site=""):
    return {file.path: file.content for file in export_lheo(published(catalogue, tmp_path, site))}


def module_formation(catalogue, tmp_path, path=DESCRIPTIONS, site=""):
    root = etree.fromstring(files(catalogue, tmp_path, site)[path])
    (found,) = [f for f in root.iter(f"{L}formation") if f.find(f"{L}identifiant-module") is not None]
    return found


def texts(formation, path):
    return [element.text for element in formation.findall("/".join(L + step for step in path.split("/")))]


def extras(formation, info):
    return [extra.text for extra in formation.iter(f"{L}extra") if extra.get("info") == info]


def test_a_page_quoted_twice_is_one_source(real_catalogue, tmp_path):
    quoted = [
        {"document": "guide-8", "page": page, "extrait": text} for page, text in ((33, "un"), (33, "deux"), (21, "un"))
    ]
    formation = module_formation(with_module(real_catalogue, sources=quoted), tmp_path)
    assert [text.rsplit(", ", 1)[1] for text in extras(formation, "source")] == ["p. 33", "p. 21"]


@pytest.mark.parametrize("name", ["lheo-2.3-module-exemple.xml", "exemple-bts-onisep-ns-2.3.xml"])
def test_the_schema_accepts_what_it_should(standard, reference, name):
    assert standard.validate(etree.parse(reference / "lheo" / name))


def test_the_schema_refuses_another_version(standard, reference):
    assert not standard.validate(etree.parse(reference / "lheo" / "exemple-bts-onisep-2.2.xml"))


@pytest.mark.parametrize("site", ["", "https://catalogue.exemple.fr"])
def test_the_real_catalogue_is_valid(standard, real_catalogue, tmp_path, site):
    root = etree.fromstring(files(real_catalogue, tmp_path, site)[DESCRIPTIONS])
    assert standard.validate(root), standard.error_log.last_error
    modules = {element.text for element in root.iter(f"{L}identifiant-module")}
    assert modules == set(real_catalogue.modules)


def test_a_certified_course_names_its_modules_and_their_kind(real_catalogue, tmp_path):
    root = etree.fromstring(files(real_catalogue, tmp_path)[DESCRIPTIONS])
    kinds = {}
    for course in root.iter(f"{L}formation"):
        references = texts(course, "sous-modules/sous-module/reference-module")
        assert bool(references) == (texts(course, "certifiante") == ["1"])
        kinds |= dict(zip(references, texts(course, "sous-modules/sous-module/type-module"), strict=True))
    for module in real_catalogue.modules.values():
        if module.certifications:
            assert kinds[module.id] == {"obligatoire": "1", "facultatif": "2", None: "0"}[module.caractere]


def test_without_an_offer_there_is_no_file_of_offers(real_catalogue, tmp_path):
    assert set(files(with_module(real_catalogue), tmp_path)) == {DESCRIPTIONS}


def test_without_a_module_there_is_no_file(real_catalogue, tmp_path):
    assert files(Catalogue({}, {}, {}, real_catalogue.vocabularies), tmp_path) == {}


def test_a_module_awards_nothing_and_is_labelled_a_description(real_catalogue, tmp_path):
    formation = module_formation(with_module(real_catalogue), tmp_path)
    assert formation.get("info") == "description sans offre"
    assert texts(formation, "certifiante") == ["0"]
    assert formation.find(f"{L}certification") is None


def test_what_is_unknown_is_a_placeholder_and_says_so(real_catalogue, tmp_path):
    formation = module_formation(with_module(real_catalogue, mises_en_oeuvre=[OFFER]), tmp_path)
    siret = "organisme-formation-responsable/SIRET-organisme-formation/SIRET"
    assert texts(formation, siret) == ["0" * 14], "the file of descriptions names no training body"
    assert {siret, "action/modalites-enseignement"} <= set(extras(formation, "non-renseigne"))
    everywhere = extras(formation.getroottree().getroot(), "jamais-renseigne")
    assert {"action/session/periode/debut", "action/modalites-entrees-sorties"} <= set(everywhere)


def test_a_course_lists_every_placeholder_that_it_holds(standard, real_catalogue, tmp_path):
    """« 0 » is « présentiel » in the standard: unlisted, it was told of a course that nobody knows."""
    completing = with_module(real_catalogue, certifications=[{"certification": "tp-assistant-de-vie-aux-familles"}])
    root = etree.fromstring(files(completing, tmp_path)[DESCRIPTIONS])
    assert standard.validate(root), standard.error_log.last_error
    everywhere = extras(root, "jamais-renseigne")
    for formation in root.iter(f"{L}formation"):
        lines = MODULE if formation.find(f"{L}identifiant-module") is not None else COURSE
        held = {line.path for line in lines if line.placeholder and texts(formation, line.path) == [line.placeholder]}
        listed = extras(formation, "non-renseigne")
        assert held == {*everywhere, *listed}, formation.get("numero")
        assert not set(listed) & set(everywhere)
        assert {"action/modalites-enseignement", "organisme-formation-responsable/nom-organisme"} <= set(listed)


@pytest.mark.parametrize("offer", [{"organisme": "Greta"}, {"organisme": "Greta", "siret": "13002526500013"}])
def test_an_offer_lists_every_placeholder_that_it_holds(standard, real_catalogue, tmp_path, offer):
    """Fourteen zeros of a training body were a SIRET that nobody said to be unknown."""
    root = etree.fromstring(files(with_module(real_catalogue, mises_en_oeuvre=[offer]), tmp_path)[OFFERS])
    assert standard.validate(root), standard.error_log.last_error
    (formation,) = root.iter(f"{L}formation")
    zeros = {path for path in SIRETS if texts(formation, path) == ["0" * 14]}
    assert zeros == (set() if "siret" in offer else set(SIRETS))
    held = {line.path for line in MODULE if line.placeholder and texts(formation, line.path) == [line.placeholder]}
    assert held | zeros == {*extras(root, "jamais-renseigne"), *extras(formation, "non-renseigne")}


SIRETS = (
    "action/organisme-formateur/SIRET-formateur/SIRET",
    "organisme-formation-responsable/SIRET-organisme-formation/SIRET",
)


@pytest.mark.parametrize("fields", [["niveau"], ["intitule", "certificateur.nom"], ["type"]])
def test_what_is_deduced_of_a_certification_is_named_in_its_course(standard, real_catalogue, tmp_path, fields):
    name = "tp-assistant-de-vie-aux-familles"
    record = real_catalogue.certifications[name].model_copy(update={"deduit": tuple(fields)})
    official = real_catalogue.referentiel_of["RNCP37715"].model_copy(update={"deduit": ("nsf",)})
    completing = replace(
        with_module(
            real_catalogue, certifications=[{"certification": name}], caractere="facultatif", deduit=["caractere"]
        ),
        certifications={**real_catalogue.certifications, name: record},
        referentiels={**real_catalogue.referentiels, official.id: official},
    )
    root = etree.fromstring(files(completing, tmp_path)[DESCRIPTIONS])
    assert standard.validate(root), standard.error_log.last_error
    course = root.find(f".//{L}formation")
    assert extras(course, "deduit") == [*fields, "RNCP37715.nsf", "nor-teillage-du-lin.caractere"]


def test_an_offer_carries_its_training_body(standard, real_catalogue, tmp_path):
    offered = with_module(real_catalogue, mises_en_oeuvre=[OFFER])
    assert standard.validate(etree.fromstring(files(offered, tmp_path)[OFFERS])), standard.error_log.last_error
    formation = module_formation(offered, tmp_path, OFFERS)
    assert formation.get("numero") == "nor-teillage-du-lin-1"
    assert texts(formation, "organisme-formation-responsable/nom-organisme") == ["Lycée maritime"]
    assert texts(formation, "organisme-formation-responsable/SIRET-organisme-formation/SIRET") == ["13002526500013"]
    assert texts(formation, "action/lieu-de-formation/coordonnees/adresse/code-INSEE-commune") == ["14118"]
    assert extras(formation, "offre-info") == ["14_AF_21"]


def test_an_offer_without_siret_gets_zeros_and_says_so(standard, real_catalogue, tmp_path):
    offered = with_module(real_catalogue, mises_en_oeuvre=[{"organisme": "Lycée maritime"}])
    assert standard.validate(etree.fromstring(files(offered, tmp_path)[OFFERS])), standard.error_log.last_error
    formation = module_formation(offered, tmp_path, OFFERS)
    assert texts(formation, "organisme-formation-responsable/SIRET-organisme-formation/SIRET") == ["0" * 14]
    assert any(path.endswith("/SIRET") for path in extras(formation, "non-renseigne"))


@pytest.mark.parametrize(
    ("duree", "centre", "company", "total", "said"),
    [
        ({"heures": 21}, [], [], ["21"], ["21 h"]),
        ({"heures": 21, "entreprise": 70}, ["21"], ["70"], ["91"], ["21 h en centre, 70 h en entreprise"]),
        ({"min": 7, "max": 280}, [], [], [], ["de 7 à 280 h"]),
        ({"choix": [70, 140]}, [], [], [], ["70 ou 140 h"]),
    ],
)
def test_hours_go_where_they_belong(standard, real_catalogue, tmp_path, duree, centre, company, total, said):
    formation = module_formation(with_module(real_catalogue, duree=duree), tmp_path)
    found = [texts(formation, f"action/nombre-heures-{name}") for name in ("centre", "entreprise", "total")]
    assert found == [centre, company, total]
    assert texts(formation, "action/duree-indicative") == said


def test_the_domains_are_those_of_the_official_record_and_a_module_s_are_said_to_be_deduced(real_catalogue, tmp_path):
    completing = with_module(real_catalogue, certifications=[{"certification": "tp-assistant-de-vie-aux-familles"}])
    path = "domaine-formation/code-FORMACODE"
    formation = module_formation(completing, tmp_path)
    assert texts(formation, path) == ["44028", "42056", "44030"]
    assert texts(formation, "domaine-formation/code-NSF") == ["330"]
    (said,) = texts(formation, "domaine-formation/extras/extra")
    assert said.startswith("code-FORMACODE et code-NSF")
    course = etree.fromstring(files(completing, tmp_path)[DESCRIPTIONS]).find(f".//{L}formation")
    assert course.get("numero") == "parcours-tp-assistant-de-vie-aux-familles"
    assert texts(course, path) == ["44028", "42056", "44030"]
    assert texts(course, "domaine-formation/extras/extra") == []
    assert texts(module_formation(with_module(real_catalogue, certifications=[]), tmp_path), path) == []


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0.75, "0,75 heure en entreprise"),
        (1, "1 heure en entreprise"),
        (1.5, "1,5 heure en entreprise"),
        (2, "2 heures en entreprise"),
        (70, "70 heures en entreprise"),
    ],
)
def test_hours_in_a_company_agree_with_their_number(real_catalogue, tmp_path, hours, said):
    formation = module_formation(with_module(real_catalogue, duree={"heures": 14, "entreprise": hours}), tmp_path)
    assert texts(formation, "action/modalites-alternance") == [said]


@pytest.mark.parametrize(
    ("modes", "code"),
    [(["presentiel"], "0"), (["mixte"], "1"), (["a-distance"], "2"), (["presentiel", "a-distance"], "1")],
)
def test_several_teaching_modes_are_a_mixed_one(real_catalogue, tmp_path, modes, code):
    formation = module_formation(with_module(real_catalogue, modalites=modes), tmp_path)
    assert texts(formation, "action/modalites-enseignement") == [code]
    assert "action/modalites-enseignement" not in extras(formation, "non-renseigne")


HOSTILE = "<script>]]>&amp; \"'« é » 𝔐 --> <!-- =1+1\n\tfin"


def test_any_text_survives(standard, real_catalogue, tmp_path):
    hostile = with_module(real_catalogue, resume=HOSTILE + " " * 20 + "x", evaluation=HOSTILE)
    assert standard.validate(etree.fromstring(files(hostile, tmp_path)[DESCRIPTIONS])), standard.error_log.last_error
    formation = module_formation(hostile, tmp_path)
    assert texts(formation, "objectif-formation") == [HOSTILE + " " * 20 + "x"]
    assert texts(formation, "resultats-attendus")[0].startswith(HOSTILE)


def test_long_texts_are_cut_between_words_at_the_length_of_the_standard(standard, real_catalogue, tmp_path):
    words = "mot " * 749 + "fin."
    long = with_module(
        real_catalogue,
        titre=("mot " * 63 + "fin")[:255],
        evaluation=words,
        publics_precisions=words,
        modalites_pedagogiques=["atelier pédagogique personnalisé " * 5] * 3,
        competences=[{"intitule": "Savoir " * 36}] * 40,
        mises_en_oeuvre=[{"organisme": "École " * 42, "adresse": "https://exemple.fr/" + "a" * 1000}],
    )
    for content in files(long, tmp_path).values():
        assert standard.validate(etree.fromstring(content)), standard.error_log.last_error
    formation = module_formation(long, tmp_path)
    (audience,) = texts(formation, "action/info-public-vise")
    assert len(audience) <= 250
    assert audience.endswith("mot…")


@pytest.mark.parametrize("lines", [MODULE, COURSE], ids=["module", "parcours"])
def test_every_line_says_what_is_written(lines):
    assert all(line.words for line in lines)


def test_every_field_of_the_mapping_exists():
    known = set(Module.model_fields)
    named = {name.split(".")[0] for line in MODULE for name in line.fields.split(", ") if name}
    assert named <= known


def test_twice_the_same_bytes(real_catalogue, tmp_path):
    assert files(real_catalogue, tmp_path) == files(real_catalogue, tmp_path)
