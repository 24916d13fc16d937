"""Ends of registration as a calendar, in the order in which one writes; and the file of texts for the browser."""

import datetime
import json
import re
from dataclasses import replace

import pytest

from build_tools.analysis.deadlines import deadlines
from build_tools.exports.coverage_texts import coverage_files
from build_tools.exports.deadlines_calendar import calendar_files
from tests.analysis.coverage.test_standing import world
from tests.analysis.coverage.texts import certification, referentiel
from tests.conftest import published

SITE = "https://exemple.fr"


@pytest.fixture(scope="module")
def made(real_catalogue):
    """A certification in force with a text, one that is over, one without a date; each completed by one module."""
    catalogue = world(real_catalogue, referentiel("RNCP40009", ("Linge", "Entretenir le linge", "Cuisiner")))
    over = certification("passee", {"code": "RNCP40002", "echeance": "2025-01-01"})
    unknown = certification("inconnue")
    module = catalogue.modules["nor-linge"]
    others = {
        f"nor-{c.id}": module.model_copy(
            update={
                "id": f"nor-{c.id}",
                "certifications": (module.certifications[0].model_copy(update={"certification": c.id}),),
            }
        )
        for c in (over, unknown)
    }
    return replace(
        catalogue,
        certifications={**catalogue.certifications, over.id: over, unknown.id: unknown},
        modules={**catalogue.modules, **others},
    )


def test_the_nearest_end_comes_first_then_the_past_then_the_unknown(made):
    found = deadlines(published(made).dossiers.values())
    assert [each.dossier.certification.id for each in found] == ["exemple", "passee", "inconnue"]
    assert [each.open for each in found] == [0, 1, 1]
    assert [each.is_past for each in found] == [False, True, False]


def test_the_calendar_is_one_that_calendars_read(made):
    (file,) = calendar_files(published(made, SITE))
    text = file.content.decode()
    lines = text.split("\r\n")
    assert (lines[0], lines[-2:], file.records) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""], 2)
    assert max(len(line.encode()) for line in lines) <= 75
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20310630" in lines
    assert f"URL:{SITE}/dossiers/exemple/" in lines
    names = re.findall(r"^UID:(.+)$", text.replace("\r\n ", ""), re.MULTILINE)
    assert len(set(names)) == 2
    assert calendar_files(published(made, SITE)) is not None
    assert next(calendar_files(published(made, SITE))).content == file.content, "the same bytes each time"


def test_what_a_text_must_escape_is_escaped(made):
    odd = made.certifications["exemple"].model_copy(update={"intitule": "Un; deux, trois\\"})
    (file,) = calendar_files(published(replace(made, certifications={**made.certifications, "exemple": odd})))
    assert "Un\\; deux\\, trois\\\\" in file.content.decode().replace("\r\n ", "")


def test_the_browser_gets_every_text_that_can_be_compared(made):
    (file,) = coverage_files(published(made))
    content = json.loads(file.content)
    assert [each["id"] for each in content["certifications"]] == ["exemple"]
    assert content["textes"]["RNCP40009"][1] == ["RNCP40009BC01", "Linge", "Entretenir le linge"]
    assert datetime.date.fromisoformat(content["jour"])
