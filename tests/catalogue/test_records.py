"""The real catalogue: without problem, and without anything that reaches a person."""

import re

import pytest

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from tests.conftest import CATALOGUE

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.])(?:\+33|0033|0)[\s.-]?[1-9](?:[\s.-]?\d{2}){4}(?![\w])")


def test_the_catalogue_has_no_problem():
    """A record that nobody has read again for two years is a task, not a fault: « catalogue due » lists it."""
    report = check(load(CATALOGUE))
    assert [str(problem) for problem in report.problems if problem.rule != "relecture-ancienne"] == []
    assert report.records == sum(1 for folder in CATALOGUE.iterdir() if folder.is_dir() for _ in records_in(folder))


def records_in(folder):
    return folder.rglob("*.yml") if folder.name != "vocabulaires" else ()


def test_every_region_has_one_prefix_of_its_own(real_catalogue):
    prefixes = [region.prefixe for region in real_catalogue.vocabularies.regions.values()]
    assert len(set(prefixes)) == len(prefixes) == 18


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (E_MAIL, "écrire à prenom.nom@region.fr."),
        (PHONE, "au 01 23 45 67 89"),
        (PHONE, "tél. 06.12.34.56.78"),
        (PHONE, "(0123456789)"),
        (PHONE, "+33 6 12 34 56 78"),
    ],
)
def test_personal_data_would_be_seen(pattern, text):
    assert pattern.search(text)


@pytest.mark.parametrize("text", ["14_AF_0000214846", "12345678901234", "RNCP37715", "2019-03-04", "0 à 15 000 places"])
def test_codes_and_dates_are_no_phone_numbers(text):
    assert not PHONE.search(text)


@pytest.mark.parametrize("pattern", [E_MAIL, PHONE], ids=["adresse", "telephone"])
def test_no_file_holds_a_way_to_reach_a_person(pattern):
    files = [file for file in CATALOGUE.rglob("*") if file.is_file()]
    assert files
    assert [(file.name, found[0]) for file in files if (found := pattern.search(file.read_text()))] == []
