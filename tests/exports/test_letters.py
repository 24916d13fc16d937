"""The letters as a word processor opens them: to whom, what is to complete, the skills annexed, the same bytes."""

import dataclasses
import datetime
import io
import zipfile

import docx
import pytest

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.exports.letters import MOST_ROWS, letter_files
from build_tools.text.typography import NARROW, NO_BREAK
from tests.conftest import published

SITE = "https://exemple.fr"
HOME_CARE = "dossiers/tp-assistant-de-vie-aux-familles/lettre.docx"


@pytest.fixture(scope="module")
def files(real_catalogue):
    return {file.path: file for file in letter_files(published(real_catalogue, SITE))}


def _opened(file):
    return docx.Document(io.BytesIO(file.content))


def _texts(document):
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_letter_says_to_whom_about_what_and_until_when(files):
    texts = _texts(_opened(files[HOME_CARE]))
    assert texts[2] == f"À{NO_BREAK}: Ministère du Travail"
    assert texts[3].startswith(f"Objet{NO_BREAK}: compétences ajoutées à «{NO_BREAK}TP Assistant de vie aux familles")
    assert any(f": RNCP37715, jusqu’au 5{NO_BREAK}juillet{NO_BREAK}2028" in text for text in texts)
    assert f"lesquelles vous examinerez à la prochaine révision{NARROW};" in texts
    assert f"Dossier entier, avec ses preuves{NO_BREAK}: {SITE}/dossiers/tp-assistant-de-vie-aux-familles/" in texts


def test_what_a_person_must_write_or_check_is_highlighted_and_nothing_else(files):
    for path, file in files.items():
        runs = [run for paragraph in _opened(file).paragraphs for run in paragraph.runs]
        marked = [run.text for run in runs if run.font.highlight_color]
        assert marked[0] == f"[Expéditeur{NO_BREAK}: organisme, adresse]", path
        assert "[Nom, fonction, signature]" in marked
        assert all(text[0] + text[-1] == "[]" for text in marked)


def test_the_addressee_who_is_deduced_or_unknown_is_to_check(files):
    boats = _texts(_opened(files["dossiers/tp-agent-de-maintenance-en-marine-de-plaisance/lettre.docx"]))[2]
    assert "CPC" in boats
    nobody = _texts(_opened(files["dossiers/technicien-systemes-et-reseaux/lettre.docx"]))[2]
    assert "[Destinataire" in nobody


def test_the_annex_gives_every_skill_what_is_missing_first_under_a_head_that_comes_back(files, real_catalogue):
    (table,) = _opened(files[HOME_CARE]).tables
    modules = real_catalogue.by_certification["tp-assistant-de-vie-aux-familles"]
    assert len(table.rows) == 1 + sum(len(module.competences) for module in modules)
    assert [cell.text for cell in table.rows[0].cells][:2] == ["Compétence ajoutée", "Module, région"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    verdicts = [row.cells[2].text.split(" ")[0] for row in table.rows[1:]]
    assert verdicts == sorted(verdicts, key=["absente", "approchée", "couverte"].index)


def test_a_certifying_body_gets_one_letter_with_an_annex_for_each_certification(files, real_catalogue):
    owned = certifying_bodies(real_catalogue)["ministere-du-travail"].certifications
    texts = _texts(_opened(files["certificateurs/ministere-du-travail/lettre.docx"]))
    assert sum(text.startswith("Annexe") for text in texts) == sum(
        c.id in real_catalogue.by_certification for c in owned
    )
    assert texts[2] == f"À{NO_BREAK}: Ministère du Travail"


def test_an_endless_annex_stops_and_says_where_the_rest_is(real_catalogue):
    module = real_catalogue.by_certification["tp-tailleur-de-pierre"][0]
    skill = module.competences[0] if module.competences else None
    assert skill is not None
    many = tuple(skill.model_copy(update={"intitule": f"Compétence {n}"}) for n in range(MOST_ROWS + 5))
    longer = module.model_copy(update={"competences": many})
    made = dataclasses.replace(real_catalogue, modules={**real_catalogue.modules, module.id: longer})
    files = {file.path: file for file in letter_files(published(made, SITE))}
    document = _opened(files["dossiers/tp-tailleur-de-pierre/lettre.docx"])
    assert len(document.tables[0].rows) == 1 + MOST_ROWS
    assert any("autres compétences se trouvent" in text for text in _texts(document))


def test_the_same_data_give_the_same_bytes_dated_by_the_data(files, real_catalogue):
    again = {file.path: file for file in letter_files(published(real_catalogue, SITE))}
    assert {path: file.content for path, file in again.items()} == {p: f.content for p, f in files.items()}
    about = _opened(files[HOME_CARE]).core_properties
    moment = datetime.datetime.fromisoformat(published(real_catalogue, SITE).generated_at).replace(tzinfo=None)
    assert (about.created.replace(tzinfo=None), about.language) == (moment, "fr-FR")
    with zipfile.ZipFile(io.BytesIO(files[HOME_CARE].content)) as packed:
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
