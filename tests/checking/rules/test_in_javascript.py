"""The form's scripts find in any text what the checker finds: both read the same patterns."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator

import pytest

from build_tools.checking.rulebook import all_messages
from build_tools.checking.rules import TEXT_RULES
from build_tools.checking.rules.in_javascript import ONLY_IN_PYTHON, in_javascript, rules_as_data
from build_tools.checking.rules.text import check_texts
from build_tools.loading.yaml_reader import NOT_IN_A_FILE
from build_tools.model.json_schema import build_schema
from tests.checking.test_prefilters import FRAGMENTS
from tests.hostile_texts import HOSTILE
from tests.javascript_runner import run_script

_ADDRESSES = [
    *("https://", "http://", "HTTPS://", "exemple.fr", "EXEMPLE.FR", "localhost", "127.0.0.1", "[::1]", "[", "]", "."),
    *(":", ":80", ":99999", ":8x", "@", "nom:mot@", "/", "?", "#", "a=b", "utm_x=1", "XTOR=2", "%", "%2f", "%0a", "é"),
    *("?UTM-Source=1", ";fbclid=", "%26Gclid%3D1", "?prenom=A", "&Token=z", ";jsessionid=1", "nom%40exemple.fr", ":0"),
    *(":00080", "127.0.0.1.nip.io", "a.lvh.me", "example.com", ".example.org.", "?mail=", "#tel=0", "аррlе.com"),
    *("xn--e", ".local", ".test.", "0x7f", "१२३", "ｅ", "_", "-", " ", "\u00a0", "\\", "日本.jp"),
]
_SIGNS = [
    *("İ", "ı", "ſ", "K", "ß", "ẞ", "ǅ", "ª", "ﬁ", "Σ", "ς", "０", "١٢", "१२३४५", "𝟎𝟏", "²", "Ⅳ", "½", "一", "日本語"),
    *(
        "\u0301",
        "\u0327",
        "\u200d",
        "\u3000",
        "\u2003",
        "\u2009",
        "\u202f",
        "\u00ad",
        "😀",
        "👨\u200d👩",
        "𐍈",
        "ÀÉÎ",
        "À",
    ),
    *("1 84 05 88 888 888 34", "2 84 05 2A 888 888 25", "+33 (0)6", "06.12", "01/02/03/04/05", "٠٦١٢٣٤٥٦٧٨"),
]
# Signs that a French text does not hold, and what may stand for another script.
_ODD_SIGNS = [
    *("\t", "\r", "\n", "\u2003", "\u3000", "\u2800", "\ufffc", "\ufe0f", "\u034f", "\ue000", "\U000f0000", "\ufdd0"),
    *("\u0378", "\u20e3", "a\u0300\u0301", "\u212b", "\u2126", "\u1100\u1161", "ﬁ", "ｆ", "𝐩", "①", "Ⅳ", "㎏", "℃"),
    *("\u0435", "\u0430", "ο", "λ", "kΩ", "μm", "汉语", "русский", "العربية", "हिन्दी", "ʃ", "、", "（", "ｱ", "가"),
    *("«", "»", "“", "”", '"', " ", "é", "mot", "1", "😀", "✓", "─", "\U0001f1eb", "\U0001f3fb", "ʼ", "ᵉ", "Š", "ǅ"),
]
# Texts that say nothing, and what stands near them.
_NOTHINGS = [
    *(
        "1",
        "12",
        "2026-01-31",
        "12/03/2026",
        "12 mars 2026",
        "mars 2026",
        "le lundi 1er juin",
        "14h30",
        "35 h",
        "12:30",
        "%",
    ),
    *("yes", "Oui", "OK", "non", "idem", "d’accord", "aaaa", "éééé", "bla", "bla bla bla", "mot mot mot", "Test"),
    *(
        "azerty",
        "QWERTY",
        "qsdf",
        "asdfasdf",
        "were",
        "poiuy",
        "sdfgh",
        "CNFPT",
        "xkcdt",
        "rncp",
        " ",
        "-",
        ".",
        "2026t",
        "t10:00",
    ),
    *(
        "abc",
        "Abcd",
        "ABC",
        "xyz",
        "def",
        "truc",
        "essai 2",
        "∅",
        "Résumé ",
        "à compléter",
        " par la suite",
        "le texte ",
    ),
    *("sera ", "renseigné", ", merci", " plus tard", "en cours de rédaction"),
    *(
        " par le centre",
        " par la Région",
        " : ",
        ". ",
        "(",
        ")",
        "[",
        "]",
        "…",
        " – ",
        " avec l’organisme de formation",
    ),
    *(
        "À PRÉCISER",
        "brouillon",
        "TBD",
        "à revoir",
        "Insérer ici",
        "en attente de validation",
        " un stage",
        " ; ",
        "\n",
    ),
]
_PERSONS = [
    *(
        "Contact : Marie Dupont",
        "Formateur Paul Martin",
        "FORMATEUR Paul Martin",
        "Jean-Baptistin Durand",
        "Jean DURAND",
    ),
    *(
        "lycée Jean MOULIN",
        "LYCÉE Jean MOULIN",
        "M. Durand",
        "Mme A. Durand",
        "Maître Jean DURAND",
        "selon Claire Lefèvre",
    ),
    *(
        "Région Bretagne",
        "référente (Claire Petit",
        " : ",
        "nom@exemple.fr",
        "nom [AT] exemple.fr",
        "nom(Arobase)exemple.fr",
    ),
    *("1 84 05 88 888 888 57", "284052A88888827", "1840588888888", "89", "?utm_source=x", "&fbclid=1", "?xtor=2"),
]


# How much of each table goes into a text.
_MIXES = [
    *((8, 0, 1, 1, 2, 0, 0, 1), (3, 1, 4, 2, 1, 1, 1, 1), (1, 0, 2, 8, 0, 0, 0, 0), (0, 12, 1, 1, 1, 1, 0, 0)),
    *((2, 0, 1, 0, 9, 0, 0, 0), (1, 0, 1, 1, 0, 12, 0, 0), (0, 0, 0, 0, 0, 0, 1, 0), (1, 0, 1, 0, 0, 0, 9, 0)),
    *((0, 0, 0, 0, 0, 0, 0, 1), (1, 0, 1, 0, 2, 0, 0, 9)),
]


# Numbers, addresses and names as people who hide them write them.
_HIDDEN_DATA = [
    *(
        "06",
        "12",
        "34",
        "56",
        "78",
        "0",
        "612",
        "345 678",
        "+",
        "+33",
        "00 33",
        "(0)",
        "٠٦",
        "१२",
        "３４",
        "𝟓𝟔",
        "+32 2",
    ),
    *(".", "-", " - ", "–", "/", "_", " ", ",", ", ", "\u00a0", "…", "(", ")", ":", "01/09/2021", " h", "à"),
    *(
        "ｎｏｍ＠ｅｘ．ｆｒ",
        "nom",
        "＠",
        "(at)",
        "{at}",
        "[ AT ]",
        " AT ",
        " arobase ",
        "(point)",
        "exemple",
        ".fr",
        "。fr",
    ),
    *(
        "Dr",
        "Pr.",
        "Me",
        "M.",
        "Mme.",
        "mme",
        "MME",
        "madame",
        "Docteur",
        "maître",
        "rue du",
        "hôpital",
        "Roux",
        "Paul",
        "J.",
    ),
]


def made_texts(count: int, seed: int) -> Iterator[str]:
    """Texts of what rules look for, in any order, with any letters of the tables that this Python knows."""
    chance = random.Random(seed)
    letters = [chr(c) for c in range(0x20, 0x30000) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co", "Cc")]
    tables = (FRAGMENTS, _ADDRESSES, _SIGNS, letters, _PERSONS, _ODD_SIGNS, _NOTHINGS, _HIDDEN_DATA)
    yield from HOSTILE
    for _ in range(count):
        weights = chance.choice(_MIXES)
        pieces = chance.choices(tables, weights, k=chance.randint(1, 9))
        start = chance.choice(["https://", "http://", "https://exemple.fr/"]) if weights[1] == 12 else ""
        between = chance.choice(["", "", " "])
        yield start + between.join(chance.choice(table) for table in pieces)


def by_the_checker(field: str, text: str) -> list[str]:
    """The keys of the messages, found again by their words."""
    findings = check_texts({field: text}, TEXT_RULES)
    return sorted({_key(found.rule, found.message) for found in findings if found.rule not in ONLY_IN_PYTHON})


def _key(rule: str, message: str) -> str:
    return next(key for key, pattern in _PATTERNS.items() if key.partition("/")[0] == rule and pattern.match(message))


def _as_pattern(message: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, re.split(r"\{[^{}]*\}", message))) + r"\Z", re.DOTALL)


_PATTERNS = {key: _as_pattern(said.message) for key, said in all_messages().items()}
_NO_FILE_HOLDS = re.compile(NOT_IN_A_FILE)


def differences(field: str, texts: list[str]) -> list[tuple[str, list[str], list[str]]]:
    rules = rules_as_data(build_schema("module", {}))
    texts = [text for text in texts if text and not _NO_FILE_HOLDS.search(text)]
    by_scripts = run_script("verdicts.js", {"rules": rules, "field": field, "texts": texts})
    by_python = [by_the_checker(field, text) for text in texts]
    return [both for both in zip(texts, by_python, by_scripts, strict=True) if both[1] != both[2]]


@pytest.mark.parametrize("field", ["titre", "extrait"])
def test_both_languages_find_the_same(field: str) -> None:
    assert differences(field, list(made_texts(3_000, seed=1))) == []


@pytest.mark.long
def test_both_languages_find_the_same_in_sixty_thousand_texts() -> None:
    assert differences("titre", list(made_texts(60_000, seed=2))) == []


@pytest.mark.parametrize("pattern", [r"\Sx", r"\Bx", r"a\-b", r"\Aa"])
def test_what_has_no_translation_is_told(pattern: str) -> None:
    with pytest.raises(ValueError, match="no translation"):
        in_javascript(pattern)
