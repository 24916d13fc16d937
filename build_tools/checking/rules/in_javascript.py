"""The rules on texts as the form's scripts get them: the same patterns, sets and limits, as JavaScript reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from build_tools.checking.rulebook import QUOTED_MAX
from build_tools.checking.rules import name_patterns as n
from build_tools.checking.rules import patterns as p
from build_tools.checking.rules import sign_patterns as s
from build_tools.checking.rules.coherence.codes import LA_POSTE
from build_tools.checking.rules.coherence.dates import PROGRAMME_START, REVIEW_MONTHS, range_in_schema
from build_tools.checking.rules.coherence.facts import AFTER_THE_FACT, NEVER_DEDUCED
from build_tools.checking.rules.coherence.transmissions import INTEGRATED
from build_tools.checking.rules.donnee.first_names import FIRST_NAMES
from build_tools.checking.rules.lien.links import PORT_MAX, PORT_MIN
from build_tools.checking.rules.text import CONTEXT, QUOTED_FIELDS
from build_tools.checking.rules.texte.fillers import ANSWERS, FOUR_KEYS, MASHED_MIN, NAMES, WRITTEN
from build_tools.checking.rules.texte.signs import LINE_END, ONE_LINE
from build_tools.checking.rules.texte.writing import TITLES
from build_tools.model.base import EXCERPT_MAX_WORDS
from build_tools.model.kinds import KINDS

# What Python means by a letter or figure of a word, and by a space; JavaScript's own `\w` and `\b` are of ASCII only.
_WORD = r"\p{L}\p{N}_"
_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_EDGE = rf"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))"
_WHOLE_CLASSES = {r"[^\W\d_]": r"[\p{L}\p{Nl}\p{No}]", r"[^\W_]": r"[\p{L}\p{N}]"}
_CLASSES = {"w": _WORD, "d": r"\p{Nd}", "s": _SPACE}
_KEPT = frozenset(r"\.[](){}*+?|/^$nrtux1")
_TOKEN = re.compile(r"\[\^\\W(?:\\d)?_\]|\\.|[\[\].]", re.DOTALL)

# The rules on texts that the form leaves to `catalogue check`: the public suffix list weighs more than the form itself.
ONLY_IN_PYTHON = frozenset({"lien-site"})

# Name → pattern looked for anywhere in a text.
_ANYWHERE: Mapping[str, str] = {
    "controle": p.CONTROL,
    "balisage": p.MARKUP,
    "invisible": s.INVISIBLE,
    "non_admis": s.NOT_ALLOWED,
    "non_admis_adresse": s.NOT_ALLOWED_IN_ADDRESS,
    "mot_etranger": s.FOREIGN_WORD,
    "grec_seul": s.LONE_GREEK,
    "decompose": p.COMBINING,
    "mal_decode": p.BADLY_DECODED,
    "cri": p.SHOUT,
    "mot_long": p.LONG_WORD,
    "espaces": p.SPACES,
    "formule_apres": p.FORMULA_AFTER,
    "citation": p.QUOTATION,
    "mot": p.WORD,
    "lettre_repetee": p.REPEATED_LETTER,
    "suite_de_touches": p.KEYBOARD_RUN,
    "lettres": p.LETTERS,
    "bouche_trou": p.PLACEHOLDER,
    "reste_a_faire": p.LEFT_TO_DO,
    "source": p.ON_ITS_SOURCE,
    "courriel": p.EMAIL,
    "telephone": p.PHONE,
    "nir": p.NIR,
    "civilite": n.CIVILITY,
    "titre": n.TITLED,
    "titre_en_entier": n.TITLED_IN_FULL,
    "a_simplifier": p.NOT_PLAIN,
    "interdit": p.FORBIDDEN,
    "suivi": p.TRACKING,
    "courriel_adresse": p.EMAIL_IN_ADDRESS,
    "personne_adresse": p.ABOUT_SOMEBODY,
    "cle_adresse": p.KEY_IN_ADDRESS,
    "separateur": p.GAP,
    **{f"prenom_{number}": pattern for number, pattern in enumerate(n.FIRST_NAMED)},
}
_AT_THE_START: Mapping[str, str] = {"formule": p.FORMULA, "adresse": p.ADDRESS}
_WHOLE: Mapping[str, str] = {
    "rien": p.NO_INFORMATION,
    "chiffres": p.ONLY_FIGURES,
    "oui": p.YES_OR_NO,
    "date": p.DATE_OR_TIME,
    "meme_mot": p.SAME_WORD,
    "sans_voyelle": p.NO_VOWEL,
    "alphabet": p.ALPHABET_RUN,
    "lieu": n.NAMED_AFTER,
    "porte_un_nom": n.BEARS_A_NAME,
    "hote": p.HOST,
    "nombre": p.NUMBER,
    "commune": p.MUNICIPALITY,
    "paris": p.PARIS,
}


def rules_as_data(schema: Any) -> Mapping[str, Any]:
    """What the form's scripts check with, as JSON holds it.

    `motifs`: patterns by name, for the flag `u`; `signes`: what signs are called, hidden or odd; `ensembles`: sets of
    keys, terms or ends of names; `jours`: the range of each date; `limites`: numbers and days; `prenoms`: first
    names. Patterns named `prenom_…` find first names, in group 2, after a word, in group 1, of what may bear the name.
    """
    fields = set(schema["properties"]) | {
        key for part in schema["$defs"].values() for key in part.get("properties", ())
    }
    return {
        "motifs": {
            **{name: in_javascript(pattern) for name, pattern in _ANYWHERE.items()},
            **{name: f"^(?:{in_javascript(pattern)})" for name, pattern in _AT_THE_START.items()},
            **{name: f"^(?:{in_javascript(pattern)})$" for name, pattern in _WHOLE.items()},
        },
        "signes": {
            "caches": [_as_data(sign) for sign in s.HIDDEN],
            "autres": [_as_data(sign) for sign in (*s.ODD, s.OTHER)],
            "fin_de_ligne": LINE_END,
        },
        "ensembles": {
            "cites": sorted(QUOTED_FIELDS & fields),
            "titres": sorted(TITLES & fields),
            "ecrits": sorted(WRITTEN & fields),
            "noms": sorted(NAMES & fields),
            "reponses": sorted(ANSWERS & fields),
            "touches": list(FOUR_KEYS),
            "une_ligne": sorted(ONE_LINE & fields),
            "jamais_deduits": sorted(NEVER_DEDUCED),
            "apres_coup": sorted(AFTER_THE_FACT),
            "fins_privees": list(p.PRIVATE_ENDS),
            "fins_exemple": list(p.EXAMPLE_ENDS),
        },
        "limites": {
            "extrait": EXCERPT_MAX_WORDS,
            "cite": QUOTED_MAX,
            "touches": MASHED_MIN,
            "port": PORT_MAX,
            "port_min": PORT_MIN,
            "debut": PROGRAMME_START,
            "relecture": REVIEW_MONTHS,
            "la_poste": LA_POSTE,
            "contexte": CONTEXT,
        },
        "jours": _ranges_of_dates(schema),
        "integre": INTEGRATED,
        "prenoms": sorted(FIRST_NAMES),
    }


def _ranges_of_dates(schema: Any) -> Mapping[str, Mapping[str, str | int]]:
    """Each field of a form that holds a date, or a part of one → when it may be: from a year, so many years ahead."""
    (record,) = (kind.model.__name__ for kind in KINDS.values() if kind.title == schema["title"])
    return {
        name: {"premier": kept.first, "avance": kept.years_ahead}
        for model, part in {record: schema, **schema["$defs"]}.items()
        for name, field in part.get("properties", {}).items()
        if isinstance(field, dict) and (kept := range_in_schema(model, name, field))
    }


def _as_data(sign: s.Sign) -> Mapping[str, str]:
    # The last of the signs is any other.
    return {"motif": f"[{sign.signs}]" if sign.signs else "", "cle": sign.key, "nom": sign.name}


def in_javascript(pattern: str) -> str:
    """A pattern of `patterns.py` as a JavaScript expression with the flag `u`, that matches the same texts.

    Raises ValueError on what has no translation here.
    """
    inside = False

    def translated(token: re.Match[str]) -> str:
        nonlocal inside
        text: str = token[0]
        if text in _WHOLE_CLASSES and not inside:
            return _WHOLE_CLASSES[text]
        if text in ("[", "]"):
            inside = text == "["
            return text
        if text == ".":
            return text if inside else r"[^\n]"
        return _escape(text[1], inside=inside)

    # A bracket inside a class is always escaped in our patterns.
    return _TOKEN.sub(translated, pattern)


def _escape(sign: str, *, inside: bool) -> str:
    if sign in _CLASSES:
        return _CLASSES[sign] if inside else f"[{_CLASSES[sign]}]"
    if sign == "b" and not inside:
        return _EDGE
    if sign in _KEPT or (sign == "-" and inside):
        return f"\\{sign}"
    raise ValueError(f"no translation for \\{sign}")
