"""What people write, read alike by Python and by the form's scripts: the same file of cases for both."""

import random
from pathlib import Path

import pytest
import yaml

from build_tools.text.reading.addresses import read_address
from build_tools.text.reading.codes import KINDS, read_code
from build_tools.text.reading.days import read_day
from build_tools.text.reading.durations import read_length
from build_tools.text.reading.in_javascript import readers_as_data
from build_tools.text.reading.lists import items
from tests.javascript_runner import run_script

CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text())


@pytest.mark.parametrize("case", CASES["durees"], ids=lambda case: case[0])
def test_lengths(case):
    said, length, *told = case
    read = read_length(said)
    assert (read.length, [] if read.exact else ["lu"]) == (length, told)


def test_a_length_that_is_only_days_is_known_to_be_so():
    assert [read_length(said).only_days for said in ("2 jours", "deux semaines", "3 mois", "14 h", "bientôt")] == [
        *(True, True, True, False, False)
    ]


@pytest.mark.parametrize("said", ["21h + 14h", "21 h et 14 h", "14 h présentiel + 7 h à distance", "3,5 h plus 3,5 h"])
def test_two_lengths_are_known_to_be_so(said):
    assert read_length(said).several
    assert not any(read_length(f"{said}{more}").several for more in (" en entreprise ou 9", " + env. 2 h"))


@pytest.mark.parametrize("case", CASES["jours"], ids=lambda case: case[0])
def test_days(case):
    said, day, part, *why = case
    read = read_day(said)
    assert (read.day, read_day(said, partial=True).day, [read.why] if read.why else []) == (day, part, why)


@pytest.mark.parametrize("case", CASES["codes"], ids=lambda case: f"{case[0]} {case[1]}")
def test_codes(case):
    kind, said, codes = case
    assert list(read_code(kind, said).codes) == codes


@pytest.mark.parametrize("case", CASES["adresses"], ids=lambda case: case[0])
def test_addresses(case):
    said, address = case
    assert read_address(said) == address


@pytest.mark.parametrize("case", CASES["listes"], ids=lambda case: case["texte"])
def test_items(case):
    assert [[item.text, *([item.left_out] if item.left_out else [])] for item in items(case["texte"])] == case["lu"]


_PARTS = [
    *(
        "14",
        "3",
        "7,5",
        "1 200",
        "h",
        "heures",
        "h30",
        "min",
        "jours",
        "j",
        "semaine",
        "à",
        "a",
        "-",
        "ou",
        "et",
        "+",
        ",",
    ),
    *(
        "/",
        "(",
        ")",
        "soit",
        "sur",
        "de",
        "entre",
        "en entreprise",
        "en centre",
        "x",
        ":",
        ".",
        " ",
        "  ",
        "\u00a0",
        "\n",
    ),
    *("https://", "www.", "a.fr/", "x.pdf", "voir ", "lien :", "<", ">", "@"),
    *("21", "11", "2026", "mars", "1er", "févr.", "le", "lundi", "RNCP", "rs", "n°", "37442", "F1602", "f", "BC", "2a"),
    *(
        "[x]",
        "[ ]",
        "☐",
        "✓",
        "-",
        "•",
        "a)",
        "C1.",
        "1°",
        "Lire",
        "Aucun",
        "RAS",
        "idem",
        ";",
        "é",
        "œ",
        "İ",
        "日",
        "😀",
    ),
]


def _texts(seed, count):
    chance = random.Random(seed)
    for _ in range(count):
        parts = chance.choices(_PARTS, k=chance.randint(1, 6))
        yield chance.choice(["", " "]).join(parts)


def test_the_form_s_scripts_read_the_same():
    lengths = [case[0] for case in CASES["durees"]] + list(_texts(1, 4000))
    days = [case[0] for case in CASES["jours"]] + list(_texts(2, 2000))
    codes = [case[:2] for case in CASES["codes"]] + [[kind, said] for kind in KINDS for said in _texts(3, 500)]
    lists = [case["texte"] for case in CASES["listes"]] + list(_texts(4, 2000))
    addresses = [case[0] for case in CASES["adresses"]] + list(_texts(5, 2000))
    given = {"data": readers_as_data(), "lengths": lengths, "days": days, "codes": codes, "items": lists}
    given |= {"addresses": addresses}
    read = run_script("readings.js", given)
    for said, found in zip(lengths, read["lengths"], strict=True):
        assert vars(read_length(said)) == found, said
    for said, (day, part) in zip(days, read["days"], strict=True):
        assert [vars(read_day(said)), vars(read_day(said, partial=True))] == [day, part], said
    for (kind, said), found in zip(codes, read["codes"], strict=True):
        assert vars(read_code(kind, said)) | {"codes": list(read_code(kind, said).codes)} == found, (kind, said)
    for said, found in zip(lists, read["items"], strict=True):
        assert [vars(item) for item in items(said)] == found, said
    assert [read_address(said) for said in addresses] == read["addresses"]


def test_long_texts_are_read_in_a_moment():
    for said in ("9" * 100_000, "14 h ou " * 20_000, "- " * 50_000, "1 jours (" * 20_000, "[x] " * 50_000):
        assert read_length(said).length is None
        assert read_day(said).day == ""
        assert not read_code("certification", said).codes
        assert len(list(items(said))) == 1
