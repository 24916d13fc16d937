"""The signs that a text may hold: the written ranges agree with Unicode, and each refusal names its sign."""

from __future__ import annotations

import re
import unicodedata

import pytest

from build_tools.checking.rulebook import message_for
from build_tools.checking.rules import TEXT_RULES
from build_tools.checking.rules import sign_patterns as s
from build_tools.checking.rules.text import check_texts
from build_tools.checking.rules.texte.fillers import WRITTEN
from build_tools.checking.rules.texte.signs import ONE_LINE, with_usual_signs
from build_tools.model import VOCABULARIES
from build_tools.model.json_schema import build_schema, resolve
from build_tools.model.kinds import KIND_OF_SCHEMA
from build_tools.text.typography import french

# Letters that do not come apart into a plain letter and accents, and that French or a language near it writes.
_OF_THEIR_OWN = "æÆœŒøØßẞþÞðÐđĐħĦıłŁŋŊŧŦəƏɓƁɗƊɛƐɔƆɲƝƙƘ"
_KNOWN = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
_ALLOWED = re.compile(f"[{s.ALLOWED}]")
_PLAIN_LETTERS = re.compile(f"[A-Za-z{s.LATIN_LETTERS}]")
_FOREIGN = re.compile(f"[{s.FOREIGN}]")


def test_latin_letters_are_plain_letters_with_marks() -> None:
    letters = [sign for sign in _KNOWN if unicodedata.category(sign) in ("Lu", "Ll") and _is_usual(sign)]
    assert "".join(letters) == "".join(filter(_PLAIN_LETTERS.match, _KNOWN))


def _is_usual(sign: str) -> bool:
    apart = unicodedata.normalize("NFD", sign)
    return sign in _OF_THEIR_OWN or (
        unicodedata.normalize("NFC", sign) == sign and apart[0].isascii() and all(map(unicodedata.combining, apart[1:]))
    )


@pytest.mark.parametrize("category", ["Cc", "Cf", "Me", "Mn", "Mc", "Zl", "Zp", "Lo", "Lt"])
def test_no_sign_of_these_kinds_is_allowed(category: str) -> None:
    kept = {"Cc": ["\n"], "Lo": ["ª", "º"]}.get(category, [])
    assert [c for c in _KNOWN if unicodedata.category(c) == category and _ALLOWED.match(c)] == kept


def test_the_spaces_are_those_of_french_typography() -> None:
    assert [c for c in _KNOWN if unicodedata.category(c) == "Zs" and _ALLOWED.match(c)] == [" ", "\u00a0", "\u202f"]


def test_letters_of_other_scripts_are_letters_and_no_latin() -> None:
    found = [sign for sign in _KNOWN if _FOREIGN.match(sign)]
    assert {unicodedata.category(sign)[0] for sign in found} <= {"L", "M", "N"}
    assert [c for c in found if _ALLOWED.match(c)] == ["Ω", "μ"]


def test_what_shows_nothing_is_told_as_such() -> None:
    hidden = re.compile(s.INVISIBLE)
    told = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001345f\ufeff]")
    formats = [c for c in _KNOWN if unicodedata.category(c) == "Cf" and not told.match(c)]
    assert [hex(ord(c)) for c in formats if not hidden.match(c)] == []


@pytest.mark.parametrize("sign", [*s.HIDDEN, *s.ODD], ids=lambda sign: sign.name)
def test_each_sign_is_refused_by_its_name_its_code_and_its_place(sign: s.Sign) -> None:
    character = next(filter(re.compile(f"[{sign.signs}]").match, map(chr, range(0x110000))))
    found = check_texts({"evaluation": f"Une bonne {character} épreuve"}, TEXT_RULES)
    told = next(item.message for item in found if item.rule == sign.key.partition("/")[0])
    assert french(sign.name) in french(told)
    assert f"U+{ord(character):04X}" in told
    assert "Une bonne" in told


def test_the_fields_of_one_line_and_those_written_freely_are_the_models() -> None:
    longest: dict[str, int] = {}
    for name in (*KIND_OF_SCHEMA, *VOCABULARIES):
        schema = build_schema(name, {})
        for field, most in _free_texts(schema, schema, ""):
            longest[field] = max(most, longest.get(field, 0))
    # `precision` and `competences` name other things too.
    assert {name for name, most in longest.items() if most <= 255} - {"competences"} == ONE_LINE
    not_written = {"extrait", "cite", "metiers_cites", "certifications_citees", "themes_cites", "perimetre"}
    assert longest.keys() - not_written - {"cle", "synonymes", "periode", "unite", "precision"} == WRITTEN


def _free_texts(part: dict, schema: dict, key: str) -> list[tuple[str, int]]:
    part = {**part, **resolve(part, schema)}
    found = []
    if part.get("type") == "string" and "maxLength" in part and "pattern" not in part:
        found.append((key, part["maxLength"]))
    for name, inner in part.get("properties", {}).items():
        if isinstance(inner, dict):
            found += _free_texts(inner, schema, name)
    if isinstance(part.get("items"), dict):
        found += _free_texts(part["items"], schema, key)
    return found


@pytest.mark.parametrize(
    ("given", "usual"),
    [
        ("e\u0301preuve", "épreuve"),
        ("une\u2003épreuve", "une épreuve"),
        ("ﬁche ＡＢ 𝐜 ① Ⅳ ℃", "fiche AB c 1 IV °C"),
        ("épreu\u00adve ☂\ufe0f", "épreuve ☂"),
        # A person knows what was meant.
        ("épreuve\u200bpratique", "épreuve\u200bpratique"),
        ("Une \u0435preuve", "Une \u0435preuve"),
        ("« 汉语（一） »", "« 汉语（一） »"),
    ],
)
def test_a_sign_of_one_usual_form_takes_it(given: str, usual: str) -> None:
    assert with_usual_signs(given) == usual


def test_a_message_says_the_cure() -> None:
    assert message_for("texte-signe/forme", name="titre", sign="", code="", found="", plain="fi").hint.startswith(
        "Écrivez « fi »"
    )
