"""How many formations the known readers of LHEO keep of our files, and why they leave the others.

Sources, read in their code: data·inclusion (github.com/gip-inclusion/data-inclusion, `import_carif_oref` and the
models `stg_carif_oref__*`) and Anotea (github.com/StartupsPoleEmploi/anotea, `import/intercarif`, `reconciliation`).
"""

import datetime
from dataclasses import replace

import pytest
from lxml import etree

from build_tools.exports.lheo import DESCRIPTIONS, NO_OFFER, OFFERS, export_lheo
from build_tools.exports.published import Addresses, Published
from build_tools.git.history import Dates, History
from build_tools.model import Module

L = "{http://lheo.gouv.fr/2.3}"
DAY = Dates("2026-11-21", "2026-11-25")
OFFER = {"organisme": "Lycée maritime", "siret": "13002526500013", "lieu_insee": "14118", "offre_info": "14_AF_21"}
# data·inclusion keeps only these seventeen domains (basic skills, access to employment).
DATA_INCLUSION_DOMAINS = {
    *("11083", "15022", "15030", "15031", "15040", "15041", "15043", "15050", "15061", "15062", "15066", "15084"),
    *("15235", "15281", "15436", "32154", "44028"),
}


class _Dated(Published):
    """Whose every record has the same dates."""

    @property
    def dates(self):
        return dict.fromkeys(self.catalogue.files.values(), DAY)


@pytest.fixture(scope="module")
def files(real_catalogue, tmp_path_factory):
    name, module = next(iter(real_catalogue.modules.items()))
    offered = Module.model_validate(module.model_dump(exclude_unset=True, mode="json") | {"mises_en_oeuvre": [OFFER]})
    catalogue = replace(real_catalogue, modules=real_catalogue.modules | {name: offered})
    what = _Dated(catalogue, "2026-11-29T10:00:00Z", Addresses(""), History(tmp_path_factory.mktemp("lheo")))
    return {file.path: file.content for file in export_lheo(what)}


@pytest.mark.parametrize("path", [DESCRIPTIONS, OFFERS])
def test_anotea_reads_every_formation(files, path):
    whole = len(etree.fromstring(files[path]).findall(f".//{L}formation"))
    read = [_anotea(text) for text in _formations_by_line(files[path].decode())]
    assert len(read) == whole > 0
    numbers = [number for formation in read for number in formation["numbers"]]
    assert len(set(numbers)) == len(numbers), "it replaces what has the same number"


def test_every_formation_action_and_session_says_its_number_and_its_day(files):
    for content in files.values():
        for element in etree.fromstring(content).iter(f"{L}formation", f"{L}action", f"{L}session"):
            assert element.get("numero")
            # `CAST(… AS DATE)` of data·inclusion
            assert datetime.datetime.strptime(element.get("datemaj"), "%Y%m%d").date() == datetime.date(2026, 11, 25)


def test_data_inclusion_would_keep_the_action_of_an_offer_and_no_description(files):
    kept = {path: _data_inclusion_actions(etree.fromstring(content)) for path, content in files.items()}
    assert (len(kept[OFFERS]), len(kept[DESCRIPTIONS])) == (1, 0), "a description names no training body"
    assert kept[OFFERS][0].get("numero") == "14_AF_21"


def test_data_inclusion_keeps_the_domain_of_home_care_and_of_nothing_else(files, real_catalogue):
    """Its domains are Formacode only: ours are those that the official records of certifications give."""
    root = etree.fromstring(files[DESCRIPTIONS])
    kept = {
        formation.get("numero")
        for formation in root.iter(f"{L}formation")
        if {code.text for code in formation.iter(f"{L}code-FORMACODE")} & DATA_INCLUSION_DOMAINS
    }
    home_care = "tp-assistant-de-vie-aux-familles"
    modules = {module.id for module in real_catalogue.by_certification[home_care]}
    assert kept == {f"parcours-{home_care}", *modules}


def test_what_is_no_offer_says_so_courses_too(files):
    told = [f.get("info") for f in etree.fromstring(files[DESCRIPTIONS]).iter(f"{L}formation")]
    assert set(told) == {NO_OFFER}
    assert [f.get("info") for f in etree.fromstring(files[OFFERS]).iter(f"{L}formation")] == [None]


def _formations_by_line(text):
    """`importIntercarif.js`: a formation begins and ends with a line."""
    found = []
    current = ""
    for line in text.split("\n"):
        current = line if line.strip().startswith("<formation") else current + line
        if line.strip().startswith("</formation"):
            found.append(current)
            current = ""
    return found


def _anotea(text):
    """`buildFormation.js`, `buildAction.js`, `buildSession.js`: what they read without asking whether it is there."""
    formation = etree.fromstring(text)
    number, body = formation.attrib["numero"], formation.find("organisme-formation-responsable")
    said = [body.attrib["numero"], body.find("SIRET-organisme-formation/SIRET").text, body.find("raison-sociale").text]
    said += [formation.find("intitule-formation").text, formation.find("objectif-formation").text]
    assert formation.find("domaine-formation") is not None
    numbers = [number]
    for action in formation.findall("action"):
        address = action.find("lieu-de-formation/coordonnees/adresse")
        said += [address.find("codepostal").text, address.find("ville").text]
        numbers.append(f"{number}|{action.attrib['numero']}")
        if (trainer := action.find("organisme-formateur")) is not None:
            said += [trainer.find("SIRET-formateur/SIRET").text, trainer.find("raison-sociale-formateur").text]
        for session in action.findall("session"):
            said += [session.find("periode/debut").text, session.find("periode/fin").text]
            numbers.append(f"{number}|{action.attrib['numero']}|{session.attrib['numero']}")
    assert all(said)
    return {"numbers": numbers}


def _data_inclusion_actions(root):
    """`_stg_carif_oref__actions_filtered.sql`, whatever the domain."""
    needed = ("organisme-formateur", "code-public-vise", "lieu-de-formation")
    return [a for a in root.iter(f"{L}action") if all(a.find(f"{L}{name}") is not None for name in needed)]
