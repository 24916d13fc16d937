"""Rules on the signs of a text: those of French, each one code for what is seen, on one line where one is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules import patterns as p
from build_tools.checking.rules import sign_patterns as s
from build_tools.checking.rules.text import Text, TextRule, any_of
from build_tools.loading.yaml_reader import code_point
from build_tools.text.folding import word_set

# Fields of at most 255 characters in every kind of record and term: they are shown on one line.
ONE_LINE = word_set(
    "abrege certifications_citees cite cle competence condition cpne destinataire editeur extrait indicateur intitule "
    "libelle licence metiers_cites modalites_pedagogiques nom nom_actuel objet organisme partenaires perimetre "
    "periode synonymes themes_cites titre unite"
)
# The patterns of these rules are large, and few files need them: `re` compiles each when it is first used.
# Hyphens of a line that ended there, and variants of a picture.
_NEVER_A_SPACE = re.compile("[\u00ad\ufe00-\ufe0f]")
LINE_END = "fin de ligne"
# Signs that good texts often have beside those of Latin-1, which stand for a plain one here.
_USUAL = (("’", "'"), ("œ", "o"), ("\u202f", " "), ("…", "."), ("–", "-"), ("—", "-"), ("€", "e"))
_NOT_PLAIN = ("\t", "\r", "\u00ad")


def check_signs(text: Text) -> Iterator[Finding]:
    """Only the signs of a French text, and whole words of another script between guillemets."""
    if not may_hold_odd_signs(text.value):
        return
    if hidden := re.search(s.INVISIBLE, text.value):
        yield _sign_finding(text, text.value, hidden.start(), sign_of(hidden[0], s.HIDDEN))
    whole = unicodedata.normalize("NFC", text.value)
    if whole != text.value:
        yield finding(text.where, "texte-invisible/decompose", name=text.name, found=_apart(text.value, whole))
    not_allowed = s.NOT_ALLOWED_IN_ADDRESS if text.is_address else s.NOT_ALLOWED
    if not re.search(not_allowed, whole):
        return
    kept = whole if text.is_address else without_foreign_words(whole).strip("\t\r\n ")
    odd = re.search(not_allowed, kept)
    # « ∅ » alone stands for nothing, which `texte-vide` reports.
    if odd and (text.field == "synonymes" or not re.fullmatch(p.NO_INFORMATION, text.value.lower())):
        yield _sign_finding(text, kept, odd.start(), sign_of(odd[0], s.ODD))


def check_one_line(text: Text) -> Iterator[Finding]:
    """No line end inside a title, a name, a label."""
    inner = text.value.strip()
    if text.field in ONE_LINE and (end := inner.find("\n")) >= 0:
        found = Text(text.where, inner).before(end)
        yield finding(text.where, "texte-signe/ligne", name=text.name, sign=LINE_END, code="000A", found=found)


def without_foreign_words(text: str) -> str:
    """The text without what other scripts may bring: whole words between guillemets, Greek letters alone."""
    without = re.sub(p.QUOTATION, lambda quotation: re.sub(s.FOREIGN_WORD, " ", quotation[0]), text)
    return re.sub(s.LONE_GREEK, " ", without)


def sign_of(character: str, signs: tuple[s.Sign, ...]) -> s.Sign:
    """The first of these signs that holds the character."""
    return next((sign for sign in signs if re.match(f"[{sign.signs}]", character)), s.OTHER)


def plain_form(character: str) -> str:
    """The usual letters or figures that the character stands for: « fi » for the ligature."""
    return unicodedata.normalize("NFKC", character)


def with_usual_signs(text: str) -> str:
    """The text with each sign that has one usual form in that form; where another script is quoted, only its accents.

    What is invisible is left to a person, who knows whether a space was meant, but for what never stands for one.
    """
    whole = unicodedata.normalize("NFC", text)
    if without_foreign_words(whole) != whole:
        return whole
    return _NEVER_A_SPACE.sub("", re.sub(s.NOT_ALLOWED, lambda odd: _usual(odd[0]), whole))


def _usual(character: str) -> str:
    key = sign_of(character, s.ODD).key
    if key in ("texte-signe/espace", "texte-signe/tabulation"):
        return " "
    return plain_form(character) if key == "texte-signe/forme" else character


def _sign_finding(text: Text, value: str, index: int, sign: s.Sign) -> Finding:
    character, key = value[index], sign.key
    if key == "texte-signe/ecriture" and _is_in_foreign_word(value, index):
        key = "texte-signe/guillemets"
    found = Text(text.where, value).before(index)
    code, plain = code_point(character), plain_form(character)
    return finding(text.where, key, name=text.name, sign=sign.name, code=code, found=found, plain=plain)


def _is_in_foreign_word(value: str, index: int) -> bool:
    """Whether the letter stands in a whole word of its script, and not among ours."""
    return any(word.start() <= index < word.end() for word in re.finditer(s.FOREIGN_WORD, value))


def _apart(text: str, whole: str) -> str:
    """The word with an accent apart from its letter, or the first sign that has another form."""
    word = re.search(p.COMBINING, text)
    return word[0] if word else next((a for a, b in zip(text, whole, strict=False) if a != b), text[len(whole) :])


@lru_cache(1)
def may_hold_odd_signs(joined: str) -> bool:
    """Latin-1 and its usual companions hold nothing odd but a few signs: that is known in a hundredth of the time.

    Four rules ask it of the same texts, one after the other.
    """
    plain = joined
    for sign, instead in _USUAL:
        plain = plain.replace(sign, instead)
    try:
        plain.encode("latin-1")
    except UnicodeEncodeError:
        return True
    return any(sign in joined for sign in _NOT_PLAIN)


SIGN_RULES: tuple[TextRule, ...] = (
    TextRule(may_hold_odd_signs, check_signs, on_addresses=True),
    TextRule(any_of("\n"), check_one_line),
)
