"""No personal data: addresses, numbers and names of persons. What is found is never repeated: logs are public."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules import name_patterns as n
from build_tools.checking.rules import patterns as p
from build_tools.checking.rules.donnee.first_names import FIRST_NAMES
from build_tools.checking.rules.text import Text, TextRule, any_of, in_small_letters
from build_tools.checking.rules.texte.signs import may_hold_odd_signs

_NINE_FIGURES = re.compile(p.NINE_FIGURES)
# Patterns that few files need are compiled when they are first used, by `re` itself.
_CORSICA = {"2A": "19", "2B": "18"}
_TITLE_SIGNS = re.compile(n.TITLE_SIGNS)
_BRACKETED_AT = re.compile(p.BRACKETED_AT)
_has_at_in_words = any_of(*p.AT_IN_WORDS)
# How all of them begin in small letters: quicker than each of them.
_has_word_for_at = any_of(" at ", " arob", " arrob", " chez ")
_SMALL_TITLES = re.compile(n.SMALL_TITLES)
_INITIAL = re.compile(n.INITIAL)
_CAPITALISED = re.compile(n.CAPITALISED)


def plain(text: str) -> str:
    """The text with letters and figures of other widths, styles and scripts made plain: « ＠ », « ٠٦ »."""
    return re.sub(p.NOT_PLAIN, lambda signs: _ascii_figures(unicodedata.normalize("NFKC", signs[0])), text)


def _ascii_figures(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def check_email(text: Text) -> Iterator[Finding]:
    """No e-mail address, even disguised."""
    if re.search(p.EMAIL, plain(text.value)):
        yield finding(text.where, "donnee-courriel", name=text.name)


def check_numbers(text: Text) -> Iterator[Finding]:
    """No telephone number, whatever its figures and what separates them, and no social security number.

    The latter is thirteen figures that their two-figure key confirms.
    """
    value = plain(text.value)
    if re.search(p.PHONE, value):
        yield finding(text.where, "donnee-telephone", name=text.name)
    if any(_is_nir(number[1], number[2]) for number in re.finditer(p.NIR, value)):
        yield finding(text.where, "donnee-nir", name=text.name)


def _is_nir(number: str, key: str) -> bool:
    compact = re.sub(p.GAP, "", number)
    for letters, digits in _CORSICA.items():
        compact = compact.replace(letters, digits)
    return 97 - int(compact) % 97 == int(key)


def check_person(text: Text) -> Iterator[Finding]:
    """No name of a person, where a civility shows one, or a first name beside what introduces or follows a person."""
    value = plain(text.value)
    # One text in a hundred may name someone: the slow patterns are skipped for the others.
    if _may_name_someone(value) and _names_someone(value):
        yield finding(text.where, "donnee-personne", name=text.name)


def _names_someone(value: str) -> bool:
    return (
        re.search(n.CIVILITY, value) is not None
        or any(not re.fullmatch(n.NAMED_AFTER, name[1] or "") for name in re.finditer(n.TITLED, value))
        or _has_first_name(n.TITLED_IN_FULL, value, but_after=n.NAMED_AFTER)
        or any(_has_first_name(pattern, value, but_after=n.BEARS_A_NAME) for pattern in n.FIRST_NAMED)
    )


def _has_first_name(pattern: str, value: str, but_after: str) -> bool:
    """Whether the pattern finds a first name, but one that belongs to the word before: « lycée Jean Moulin »."""
    return any(
        name[2] in FIRST_NAMES and not re.fullmatch(but_after, name[1] or "") for name in re.finditer(pattern, value)
    )


def _may_hold_email(joined: str) -> bool:
    if "@" in joined or _BRACKETED_AT.search(joined) is not None:
        return True
    if not _has_word_for_at(in_small_letters(joined)):
        return False
    return _has_at_in_words(joined) or re.search(p.EMAIL_IN_WORDS, joined) is not None


def _may_name_someone(joined: str) -> bool:
    if _TITLE_SIGNS.search(joined) or _SMALL_TITLES.search(joined) or _INITIAL.search(joined):
        return True
    return any(capital + rest in FIRST_NAMES for capital, rest in _CAPITALISED.findall(joined))


def _in_plain(search: Callable[[str], object]) -> Callable[[str], object]:
    """The same search in the plain text; nearly all texts are plain, which is quickly known."""
    return lambda joined: search(plain(joined) if may_hold_odd_signs(joined) else joined)


PERSONAL_DATA_RULES: tuple[TextRule, ...] = (
    TextRule(_in_plain(_may_hold_email), check_email),
    TextRule(_in_plain(_NINE_FIGURES.search), check_numbers),
    TextRule(_in_plain(_may_name_someone), check_person),
)
