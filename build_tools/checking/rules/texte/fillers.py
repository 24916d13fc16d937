"""Rules on texts that were typed to fill a field: figures, repeated letters, neighbouring keys, « yes », a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules import patterns as p
from build_tools.checking.rules.text import BORDER, QUOTED_FIELDS, Text, TextRule, in_small_letters
from build_tools.checking.rules.texte.signs import ONE_LINE
from build_tools.checking.rules.texte.writing import TITLES
from build_tools.text.folding import word_set

# Fields of sentences. With those of one line, they are all that a contributor writes freely.
LONG = word_set(
    "bonnes_pratiques constat description detail evaluation motif panorama perspectives precisions preuve programme "
    "publics_precisions recueil_precisions reponse resume"
)
# A period and the key of an entry are made of figures, a unit may be one sign.
_SHORT_FACTS = frozenset({"cle", "periode", "unite"})
WRITTEN = (ONE_LINE | LONG | {"competences"}) - QUOTED_FIELDS - _SHORT_FACTS
# What names something: never a date, never an hour.
NAMES = TITLES | {
    *("destinataire", "editeur", "indicateur", "modalites_pedagogiques", "nom", "nom_actuel", "objet", "organisme"),
    "partenaires",
}
# The answer of who was asked may be « non ».
ANSWERS = frozenset({"reponse"})
MASHED_MIN = 5
# Four keys of a row that begin no word.
FOUR_KEYS = ("asdf", "azer", "hjkl", "jklm", "lkjh", "mlkj", "poiu", "qsdf", "qwer", "reza", "uiop", "wxcv", "zxcv")
# The quick search; what few files need is compiled when it is first used, by `re` itself.
_A_SHORT_TEXT = re.compile(f"{BORDER}(?:{p.ONLY_FIGURES}|{p.YES_OR_NO}|{p.DATE_OR_TIME}){BORDER}")
_MASHED = re.compile(rf"{BORDER}(?:(?!{BORDER})[\W\d_])*(?:{p.FIRST_KEYS}|{p.FIRST_LETTERS}|{p.NO_VOWEL})")
# Possessive: a word is taken whole or not at all.
_SAME_WORDS = re.compile(rf"{BORDER}[^\w{BORDER}]*+(\w++)[^\w{BORDER}]++\1(?!\w)[^\w{BORDER}]++\1(?!\w)")
# Any sign four times: as quick as the letters are slow.
_REPEATED = re.compile(r"(.)\1\1\1")


def check_fillers(text: Text) -> Iterator[Finding]:
    """Not a mere filler: only figures, the same letter or word, keys of a keyboard, « yes », a date for a name."""
    if text.field in WRITTEN and (variant := _filler(text.field, text.value)):
        yield finding(text.where, f"texte-vide/{variant}", name=text.name, found=text.value)


def _filler(field: str, value: str) -> str:
    lower = value.lower()
    if re.fullmatch(p.ONLY_FIGURES, lower):
        return "chiffres"
    if field not in ANSWERS and re.fullmatch(p.YES_OR_NO, lower):
        return "oui"
    if field in NAMES and re.fullmatch(p.DATE_OR_TIME, lower):
        return "date"
    if re.search(p.REPEATED_LETTER, lower) or re.fullmatch(p.SAME_WORD, lower):
        return "repete"
    words = re.findall(p.LETTERS, value)
    return "clavier" if words and all(map(_is_mashed, words)) else ""


def _is_mashed(word: str) -> bool:
    """Whether a word follows a keyboard's keys or the alphabet, or has only consonants; an acronym is left alone."""
    lower = word.lower()
    is_acronym = word[1:] != lower[1:]
    if not is_acronym and (re.fullmatch(p.NO_VOWEL, lower) or re.fullmatch(p.ALPHABET_RUN, lower)):
        return True
    runs = re.findall(p.KEYBOARD_RUN, lower)
    follows = "".join(runs) == lower and min(map(len, runs)) >= len(FOUR_KEYS[0])
    return follows and (len(lower) >= MASHED_MIN or lower in FOUR_KEYS)


def _may_be_filler(joined: str) -> bool:
    lower = in_small_letters(joined)
    return bool(
        _A_SHORT_TEXT.search(lower) or _MASHED.search(lower) or _SAME_WORDS.search(lower) or _REPEATED.search(lower)
    )


FILLER_RULES: tuple[TextRule, ...] = (TextRule(_may_be_filler, check_fillers),)
