"""Rules on how texts are written: no markup, no formulas, no shouting, no odd spaces, no empty phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules import patterns as p
from build_tools.checking.rules.text import BORDER, QUOTED_FIELDS, Text, TextRule, any_of, in_small_letters
from build_tools.model.base import EXCERPT_MAX_WORDS

TITLES = frozenset({"titre", "intitule", "competence", "libelle", "resume"})
# Quick searches; what few files need is compiled when it is first used, by `re` itself.
# Both at once, and what needs a closer look.
_A_FORMULA = re.compile(f"[{BORDER};\t\r\n]{p.FORGOTTEN}[=+\\-@\t\r＝＋－＠]")
_SHOUT = re.compile(p.SHOUT)
_NO_LOWER_CASE = re.compile(rf"{BORDER}[^a-zß-öø-ÿ{BORDER}]{{8,}}(?={BORDER})")
_SPACES = re.compile(p.SPACES)
# The quotations of each text, found in all of them at once: none goes over a border.
_QUOTATION = re.compile(p.QUOTATION.replace("]*", f"{BORDER}]*"))
_A_TEXT_TO_BE_WRITTEN = re.compile(f"{BORDER}{p.TO_BE_WRITTEN}{BORDER}")
_A_TEXT_WITHOUT_INFORMATION = re.compile(rf"{BORDER}{p.NO_INFORMATION_SHORT}{BORDER}")


def check_markup(text: Text) -> Iterator[Finding]:
    """Plain text only: no HTML, no Markdown, no entities."""
    if markup := re.search(p.MARKUP, text.value):
        yield finding(text.where, "texte-balisage", name=text.name, found=markup[0].strip())


def check_decoding(text: Text) -> Iterator[Finding]:
    """No UTF-8 read as something else: « Ã© » for « é »."""
    if wrong := re.search(p.BADLY_DECODED, text.value):
        yield finding(text.where, "texte-mal-decode", name=text.name, found=wrong[0])


def check_formula(text: Text) -> Iterator[Finding]:
    """No text that a spreadsheet would run as a formula, whatever sign it takes for the end of a cell."""
    if formula := re.match(p.FORMULA, text.value):
        yield finding(text.where, "texte-formule", name=text.name, found=formula[1])
    elif formula := re.search(p.FORMULA_AFTER, text.value):
        yield finding(text.where, "texte-formule/apres", name=text.name, found=formula[1])


def check_capitals(text: Text) -> Iterator[Finding]:
    """A title is not all capitals; short ones and single acronyms are left alone."""
    letters = sum(map(str.isalpha, text.value))
    if text.field in TITLES and text.value.isupper() and (letters >= 10 or re.search(p.LONG_WORD, text.value)):
        yield finding(text.where, "texte-majuscules", name=text.name)


def check_shouting(text: Text) -> Iterator[Finding]:
    """One mark is enough."""
    if text.field not in QUOTED_FIELDS and (shout := _SHOUT.search(text.value)):
        yield finding(text.where, "texte-cri", name=text.name, found=shout[0])


def check_spaces(text: Text) -> Iterator[Finding]:
    """No space or empty line around a text, no two spaces inside."""
    if text.value != text.value.strip():
        yield finding(text.where, "texte-espaces/debut-ou-fin", name=text.name)
    if double := re.search(p.SPACES, text.value.strip()):
        before = Text(text.where, text.value.strip()).before(double.start())
        yield finding(text.where, "texte-espaces/double", name=text.name, found=before)


def check_copied(text: Text) -> Iterator[Finding]:
    """Outside an excerpt, no quotation longer than an excerpt may be."""
    if text.field in QUOTED_FIELDS:
        return
    for words in _lengths_of_quotations(text.value):
        if words > EXCERPT_MAX_WORDS:
            yield finding(text.where, "texte-recopie", name=text.name, words=words, most=EXCERPT_MAX_WORDS)


def _lengths_of_quotations(text: str) -> Iterator[int]:
    """The words of each quotation that is not too short to be too long."""
    for quotation in _QUOTATION.finditer(text):
        if len(quotation[0]) > 2 * EXCERPT_MAX_WORDS:
            yield len(re.findall(p.WORD, quotation[0]))


def check_empty(text: Text) -> Iterator[Finding]:
    """No text that stands for nothing: an unknown fact is absent."""
    if text.field == "synonymes":
        return
    lower = text.value.lower()
    if re.fullmatch(p.NO_INFORMATION, lower):
        yield finding(text.where, "texte-vide", name=text.name, found=text.value)
    elif left := re.search(p.PLACEHOLDER, text.value) or (
        re.search(p.LEFT_TO_DO, lower) if text.field not in QUOTED_FIELDS else None
    ):
        yield finding(text.where, "texte-vide/reste", name=text.name, found=left[0].strip())


def _has_long_quotation(joined: str) -> bool:
    return any(words > EXCERPT_MAX_WORDS for words in _lengths_of_quotations(joined))


def _may_shout(joined: str) -> bool:
    return ("!" in joined or "?" in joined) and _SHOUT.search(joined) is not None


def _may_be_empty(joined: str) -> bool:
    lower = in_small_letters(joined)
    if _has_placeholder(lower) or _A_TEXT_WITHOUT_INFORMATION.search(lower) or _A_TEXT_TO_BE_WRITTEN.search(lower):
        return True
    may_be = _may_be_left_to_do(lower) or _LEFT_VERB.search(lower)
    return bool(may_be) and re.search(p.LEFT_TO_DO, lower) is not None


def _may_have_odd_spaces(joined: str) -> bool:
    two = "  " in joined or (("\u00a0" in joined or "\u202f" in joined) and _SPACES.search(joined))
    return bool(two) or any(text != text.strip() for text in joined.split(BORDER))


def _may_be_in_capitals(joined: str) -> bool:
    return any(map(str.isupper, _NO_LOWER_CASE.findall(joined)))


_has_placeholder = any_of("lorem ipsum", "todo", "fixme", "xxx")
# One of these, or a verb of what is left to do, is in whatever `LEFT_TO_DO` finds.
_may_be_left_to_do = any_of(
    "brouillon", "draft", "en attente d", "en cours de ", " ici", "seront ", "tb", "texte", "wip"
)
# The last letter of « sera compl… » too.
_LEFT_VERB = re.compile(
    "[aà] (?:compl|confirm|d[eé](?:fin|term)|pr[eé]cis|r(?:[eé]dig|elire|empl|enseign|eprendre|evoir)|v[eé]rifier)"
)


WRITING_RULES: tuple[TextRule, ...] = (
    TextRule(any_of("<", "&", "`", "](", "**", "__", "# "), check_markup, needs_rare_sign=True),
    TextRule(any_of("Ã", "â€", "Å“", "Â«", "Â»", "Â°", "ï¿½", "\ufffd"), check_decoding, needs_rare_sign=True),
    TextRule(_A_FORMULA.search, check_formula),
    TextRule(_may_be_in_capitals, check_capitals),
    TextRule(_may_shout, check_shouting, needs_rare_sign=True),
    TextRule(_may_have_odd_spaces, check_spaces),
    TextRule(_has_long_quotation, check_copied),
    TextRule(_may_be_empty, check_empty),
)
# Those that no official text may break either: what would run, hide or break in an output.
OFFICIAL_WRITING_RULES = tuple(
    rule for rule in WRITING_RULES if rule.check in (check_markup, check_decoding, check_formula, check_spaces)
)
