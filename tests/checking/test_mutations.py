"""What a careless or hostile contributor would write, in every kind of file: each is refused, and what is good is not.

A family makes one kind of value for the places that it concerns, and says which rules may refuse it (none: it is good).
The places are those of the JSON Schemas, so a new field is tried the day it is born. A family is a function and a line
of `FAMILIES`.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from build_tools.checking.check import check
from build_tools.checking.rules.text import QUOTED_FIELDS
from build_tools.checking.rules.texte.fillers import ANSWERS, NAMES, WRITTEN
from build_tools.checking.rules.texte.signs import ONE_LINE
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import load
from build_tools.model import VOCABULARIES
from build_tools.model.json_schema import build_schema, resolve
from tests.checking.good_texts import GOOD_WORDS, good_sentences
from tests.conftest import CERTIFICATION, DEMARCHE, MODULE, TODAY, copy_small_catalogue

pytestmark = pytest.mark.slow

# In a hundred.
RIGHT_FROM = 99
FILES = {"module": MODULE, "demarche": DEMARCHE, "certification": CERTIFICATION} | {
    name: f"vocabulaires/{name}.yml" for name in VOCABULARIES
}
# A good text for any field: long enough for a summary, short enough for a title.
GOOD = "Préparer, régler et contrôler une épée d’été"


@dataclass(frozen=True)
class Place:
    """Where a value stands: the kind of file, the way to it (a number is the first of a list), what its schema says."""

    kind: str
    where: tuple[str | int, ...]
    schema: Any = field(compare=False)

    _NOT_FREE: ClassVar = {"pattern", "format", "enum", "x-vocabulaire", "x-reference"}

    @property
    def field(self) -> str:
        return next(step for step in reversed(self.where) if isinstance(step, str))

    @property
    def is_text(self) -> bool:
        """Whether people write sentences here; `deduit` holds names of fields, which a rule of its own judges."""
        is_free = self.schema.get("type") == "string" and not self._NOT_FREE & self.schema.keys()
        return is_free and self.field != "deduit"

    @property
    def is_address(self) -> bool:
        return "https" in self.schema.get("pattern", "")


@dataclass(frozen=True)
class Family:
    """One kind of mutation: where it makes sense, how it is made, which rules may refuse it."""

    name: str
    concerns: Callable[[Place], bool]
    make: Callable[[st.DrawFn, Place], Any]
    refused_by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Mutation:
    family: Family
    place: Place
    value: Any


# Signs ---------------------------------------------------------------------------------------------------------------


@cache
def _signs_of(*categories: str) -> tuple[str, ...]:
    every = map(chr, range(0x110000))
    return tuple(c for c in every if unicodedata.category(c) in categories and not yaml_reader._INVISIBLE.match(c))


@cache
def _letters_of_other_scripts() -> tuple[str, ...]:
    letters = _signs_of("Lu", "Ll", "Lo", "Lm")
    # Signs of units, of abbreviations and of writing that French has too.
    ours = "ΩμªºµʻʼʳˢᵈᵉᵒᵗⁿΩ"
    return tuple(c for c in letters if not unicodedata.name(c, "").startswith("LATIN") and c not in ours)


@cache
def _with_plain_form(*ways: str) -> tuple[str, ...]:
    every = map(chr, range(0x250, 0x1F200))
    usual = "ʳˢᵈᵉᵒᵗ"
    return tuple(c for c in every if unicodedata.decomposition(c).split(" ")[0] in ways and c not in usual)


LOOK_ALIKES = {**dict(zip("aceopxyABEKMHOPCTX", "асеорхуАВЕКМНОРСТХ", strict=True)), "v": "ν", "i": "ι"}


def _inside(draw: st.DrawFn, sign: str, text: str = GOOD) -> str:
    index = draw(st.integers(2, len(text) - 2))
    return text[:index] + sign + text[index:]


def _one_of(signs: Callable[[], tuple[str, ...]]) -> Callable[[st.DrawFn, Place], str]:
    return lambda draw, place: _inside(draw, draw(st.sampled_from(signs())))


def _look_alike(draw: st.DrawFn, place: Place) -> str:
    text = draw(
        st.sampled_from(
            [
                "Capacité à coopérer en équipe",
                "Accompagner le projet de vie",
                "Économie, vente et cave",
                "CACES et Habilitation B0",
            ]
        )
    )
    letter = draw(st.sampled_from([c for c in LOOK_ALIKES if c in text]))
    return text.replace(letter, LOOK_ALIKES[letter], 1)


def _other_word(draw: st.DrawFn, place: Place) -> str:
    word = draw(
        st.sampled_from(["русский", "汉语", "العربية", "हिन्दी", "ქართული", "עברית", "ไทย", "ελληνικά", "한국어"])
    )
    return f"Préparer une épreuve de {word} oral"


def _quoted_word(draw: st.DrawFn, place: Place) -> str:
    return _other_word(draw, place).replace("de ", "de « ").replace(" oral", " » orale")


def _flood(draw: st.DrawFn, place: Place) -> str:
    marks = [c for c in _signs_of("Mn", "Mc") if c < "\u0370"]
    return _inside(draw, "".join(draw(st.lists(st.sampled_from(marks), min_size=2, max_size=12))))


# Private, unassigned and not characters at all: of each plane, by its number.
_PLANES = st.sampled_from([0x0, 0x10000, 0x20000, 0x30000, 0xE0000, 0xF0000, 0x100000])


def _not_assigned(draw: st.DrawFn, place: Place) -> str:
    # What newer versions of Unicode may assign is no letter of ours either.
    codes = _PLANES.flatmap(lambda plane: st.integers(plane, plane + 0xFFFF)).map(chr)
    refused = codes.filter(lambda c: unicodedata.category(c) in ("Cn", "Co") and not yaml_reader._INVISIBLE.match(c))
    return _inside(draw, draw(refused.filter(lambda c: not "\U0001f000" <= c <= "\U0001faff")))


def _hidden(draw: st.DrawFn, place: Place) -> str:
    signs = [*_signs_of("Cf"), *"\u2800\ufffc\u034f\u3164\u115f\uffa0\ufe00\ufe0f\U000e0100\u180b\u17b4"]
    return _inside(draw, draw(st.sampled_from(signs)))


def _hidden_in_address(draw: st.DrawFn, place: Place) -> str:
    sign = draw(st.sampled_from("\u200b\u00ad\ufe0f\u2800\u2060\ue000\u202e"))
    return f"https://www.education.gouv.fr/gr{sign}eta"


def _apart(draw: st.DrawFn, place: Place) -> str:
    words = ["Réparer à l’été", "Façade et forêt", "Naïveté, Noël", "Œuvre à côté"]
    return unicodedata.normalize("NFD", f"{draw(st.sampled_from(words))}, préparer une épreuve")


# Texts that say nothing ----------------------------------------------------------------------------------------------


def _figures(draw: st.DrawFn, place: Place) -> str:
    text = draw(st.text("0123456789", min_size=3, max_size=20))
    return text + draw(st.sampled_from(["", ".", f" {text}", f"-{text}", f", {text}"]))


def _repeated(draw: st.DrawFn, place: Place) -> str:
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwyzAEIOé"))
    word = draw(st.sampled_from(["bla", "mot", "vélo", "ab", "titre"]))
    return draw(st.sampled_from([letter * draw(st.integers(4, 40)), " ".join([word] * draw(st.integers(3, 12)))]))


def _keyboard(draw: st.DrawFn, place: Place) -> str:
    row = draw(st.sampled_from(["azertyuiop", "qsdfghjklm", "qwertyuiop", "asdfghjkl"]))
    start = draw(st.integers(0, len(row) - 5))
    run = row[start : draw(st.integers(start + 5, len(row)))]
    shown = draw(st.sampled_from([run, run[::-1], run.upper(), run.title(), run * 3]))
    return draw(st.sampled_from([shown, f"{shown} {run}", f"{shown}."]))


def _yes(draw: st.DrawFn, place: Place) -> str:
    return draw(
        st.sampled_from(["yes", "Yes", "YES", "oui", "Oui.", "non", "Non !", "okay", "true", "false", "vrai", "idem"])
    )


def _date(draw: st.DrawFn, place: Place) -> str:
    day, month, year = draw(st.integers(1, 28)), draw(st.integers(1, 12)), draw(st.integers(1950, 2050))
    name = draw(st.sampled_from(["janvier", "février", "mars", "avril", "mai", "juin", "août", "déc.", "sept"]))
    hour, minute = draw(st.integers(0, 23)), draw(st.integers(0, 59))
    forms = [f"{year}-{month:02}-{day:02}", f"{day}/{month}/{year}", f"{day} {name} {year}", f"{name} {year}"]
    times = [
        f"{hour}h{minute:02}",
        f"{hour} h {minute:02}",
        f"{hour}:{minute:02}",
        f"{hour} heures",
        f"le lundi {day} {name}",
    ]
    return draw(st.sampled_from([*forms, *times]))


# Personal data -------------------------------------------------------------------------------------------------------

_ZEROS = [c for c in map(chr, range(0x1FFFF)) if unicodedata.decimal(c, None) == 0]


def _telephone(draw: st.DrawFn, place: Place) -> str:
    # Five pairs, the second not a year: « 01/09/2021 » is a date.
    pairs = [f"0{draw(st.integers(1, 9))}", *(f"{draw(st.integers(21, 99)):02}" for _ in range(4))]
    between = draw(
        st.sampled_from(["", " ", ".", "-", "/", "_", "\u00a0", "\u202f", "–", " - ", "·", "...", "  ", ") ", ":"])
    )
    number = between.join(pairs)
    if draw(st.booleans()):
        code = draw(st.sampled_from(["+33 ", "+33", "+33 (0)", "0033", "00 33 ", "+262 ", "+596-"]))
        number = code + number.removeprefix("0")
    zero = draw(st.sampled_from(["0", "0", *_ZEROS]))
    figures = {ord(str(i)): chr(ord(zero) + i) for i in range(10)}
    return f"Appeler le {number.translate(figures)} pour s’inscrire"


def _email(draw: st.DrawFn, place: Place) -> str:
    local = draw(st.sampled_from(["contact", "jean.dupont", "j-d", "n_o+m"]))
    at = draw(
        st.sampled_from(["@", " @ ", "＠", "﹫", "(at)", " [at] ", "[arobase]", " (AT) ", "{at}", "<at>", " arobase "])
    )
    domain = draw(st.sampled_from(["greta.example", "exemple.fr", "mail.exemple.com", "ex-emple.org"]))
    text = f"{local}{at}{domain}"
    if draw(st.booleans()):
        text = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    return f"Écrire à {text} pour s’inscrire"


def _person(draw: st.DrawFn, place: Place) -> str:
    title = draw(
        st.sampled_from(["M.", "MM.", "Mr", "Mr.", "Mme", "Mme.", "MME", "mme", "Mlle", "Monsieur", "madame", "MADAME"])
        | st.sampled_from(["Dr", "Dr.", "Pr", "Me", "Mgr", "M. le Dr"])
    )
    first = draw(st.sampled_from(["", "Jean ", "J. ", "J.-P. ", "Marie-Claude "]))
    name = draw(st.sampled_from(["Durand", "DURAND", "Lefèvre", "O’Connor", "Ben-Ali", "Émilien", "Ça"]))
    return f"Jury présidé par {title} {first}{name}, au centre"


# Good texts ----------------------------------------------------------------------------------------------------------


def _good(draw: st.DrawFn, place: Place) -> str:
    words = GOOD_WORDS if place.field in ONE_LINE and place.schema.get("minLength", 1) <= 1 else ()
    most = place.schema.get("maxLength", 255)
    return draw(st.sampled_from([*words, *(text for text in good_sentences(500) if len(text) <= most)]))


def _is_written(place: Place) -> bool:
    return place.is_text and place.field in WRITTEN


def _is_text(place: Place) -> bool:
    return place.is_text


# A text too short for its field is told for its length.
_NOTHING = frozenset({"texte-vide", "schema-longueur"})
_SIGN = frozenset({"texte-signe", "texte-invisible"})
FAMILIES: tuple[Family, ...] = (
    Family("signe invisible", _is_text, _hidden, frozenset({"texte-invisible", "texte-signe"})),
    Family(
        "signe invisible dans une adresse",
        lambda p: p.is_address,
        _hidden_in_address,
        _SIGN | {"lien-forme", "schema-forme"},
    ),
    Family("code privé ou sans caractère", _is_text, _not_assigned, _SIGN),
    Family(
        "autre espace",
        _is_text,
        _one_of(lambda: tuple(set(_signs_of("Zs")) - {*" \u00a0\u202f"})),
        frozenset({"texte-signe"}),
    ),
    Family("tabulation, retour", _is_text, _one_of(lambda: ("\t", "\r")), frozenset({"texte-signe"})),
    Family(
        "fin de ligne",
        lambda p: p.is_text and p.field in ONE_LINE,
        _one_of(lambda: ("\n", "\n\n")),
        frozenset({"texte-signe"}),
    ),
    Family("lettre d’une autre écriture", _is_text, _one_of(_letters_of_other_scripts), _SIGN),
    Family("lettre qui ressemble", _is_text, _look_alike, frozenset({"texte-signe"})),
    Family("mot d’une autre écriture", _is_text, _other_word, frozenset({"texte-signe"})),
    Family("mot d’une autre écriture entre guillemets", _is_text, _quoted_word),
    Family("pleine chasse", _is_text, _one_of(lambda: _with_plain_form("<wide>", "<narrow>")), _SIGN),
    Family(
        "alphabet mathématique",
        _is_text,
        _one_of(lambda: _with_plain_form("<font>", "<circle>")),
        frozenset({"texte-signe"}),
    ),
    Family("accents empilés", _is_text, _flood, _SIGN),
    Family("marque englobante", _is_text, _one_of(lambda: _signs_of("Me")), frozenset({"texte-signe"})),
    Family("accents séparés", _is_text, _apart, frozenset({"texte-invisible"})),
    Family("chiffres seuls", _is_written, _figures, _NOTHING | {"donnee-telephone"}),
    Family("lettre ou mot répété", _is_written, _repeated, _NOTHING),
    Family("touches voisines", _is_written, _keyboard, _NOTHING),
    Family("oui", lambda p: _is_written(p) and p.field not in ANSWERS, _yes, _NOTHING),
    Family("date ou heure", lambda p: p.is_text and p.field in NAMES, _date, _NOTHING),
    Family("téléphone", _is_text, _telephone, frozenset({"donnee-telephone"})),
    Family("courriel", _is_text, _email, frozenset({"donnee-courriel"})),
    Family("personne", _is_text, _person, frozenset({"donnee-personne"})),
    Family("bon texte", lambda p: p.is_text and p.field not in QUOTED_FIELDS, _good),
)


# Places --------------------------------------------------------------------------------------------------------------


@cache
def places() -> tuple[Place, ...]:
    """Every value that a file of each kind may hold, the first of each list."""
    return tuple(place for kind in FILES for place in _places(kind, build_schema(kind, {})))


def _places(kind: str, schema: Any) -> Iterator[Place]:
    def below(part: Any, where: tuple[str | int, ...]) -> Iterator[Place]:
        part = part | resolve(part, schema)
        if part.get("type") in ("string", "integer", "number", "boolean"):
            yield Place(kind, where, part)
        for name, inner in part.get("properties", {}).items():
            if isinstance(inner, dict):
                yield from below(inner, (*where, name))
        if "items" in part:
            yield from below(part["items"], (*where, 0))

    return below(schema, ())


@st.composite
def mutations(draw: st.DrawFn, family: Family) -> Mutation:
    place = draw(st.sampled_from([place for place in places() if family.concerns(place)]))
    return Mutation(family, place, family.make(draw, place))


@dataclass(frozen=True)
class Tried:
    """The small catalogue, in which one value at a time takes the place of another."""

    folder: Path

    def rules_of(self, place: Place, value: Any) -> Counter[str]:
        """The rules that tell something of the file with this value."""
        path = self.folder / FILES[place.kind]
        # Nothing may have been withdrawn yet.
        data = yaml_reader.read(path.read_bytes()) if path.exists() else {"termes": []}
        _put(data, place.where, value)
        report = check(load(self.folder, {path: json.dumps(data, ensure_ascii=False).encode()}), [path], today=TODAY)
        return Counter(problem.rule for problem in report.problems)

    def judged(self, mutation: Mutation) -> Counter[str]:
        """The rules that tell something of the mutation, and nothing of a good text in its place."""
        good = GOOD if mutation.place.is_text else "https://www.education.gouv.fr/greta"
        return self.rules_of(mutation.place, mutation.value) - _rules_of_good(self, mutation.place, good)


@cache
def _rules_of_good(tried: Tried, place: Place, value: Any) -> Counter[str]:
    return tried.rules_of(place, value)


def _put(data: Any, where: tuple[str | int, ...], value: Any) -> None:
    """Put the value at its place, with the groups and lists that lead there."""
    for step, following in zip(where, (*where[1:], None), strict=True):
        if isinstance(step, int) and not data:
            data.append(None)
        if following is None:
            data[step] = value
        else:
            wanted: Any = [] if isinstance(following, int) else {}
            held = data[step] if isinstance(step, int) else data.get(step)
            data[step] = held if isinstance(held, type(wanted)) else wanted
            data = data[step]


def is_right(mutation: Mutation, told: Counter[str]) -> bool:
    """Whether the verdict is the expected one: refused by a rule of its family, or good."""
    return bool(told.keys() & mutation.family.refused_by) if mutation.family.refused_by else not told


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return Tried(copy_small_catalogue(tmp_path_factory.mktemp("mutations") / "catalogue"))


def _judge(tried: Tried, count: int) -> None:
    """Raises AssertionError, with the mutations that are judged wrongly, if there are too many of them."""
    wrong: list[str] = []
    judged = 0
    for family in FAMILIES:

        @settings(
            max_examples=-(-count // len(FAMILIES)), deadline=None, derandomize=True, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(mutations(family))
        def judge(mutation: Mutation) -> None:
            nonlocal judged
            judged += 1
            told = tried.judged(mutation)
            if not is_right(mutation, told):
                place = ".".join(map(str, mutation.place.where))
                wrong.append(
                    f"{mutation.family.name}, {mutation.place.kind}.{place}, {mutation.value!r} : {dict(told)}"
                )

        judge()
    share = 100 * (1 - len(wrong) / judged)
    told = "\n".join([f"{judged} mutations de {len(FAMILIES)} familles, {share:.2f} % bien jugées", *wrong])
    sys.stdout.write(f"{told}\n")
    assert share >= RIGHT_FROM, told


@pytest.mark.long
def test_two_thousand_mutations_are_judged_rightly(tried: Tried) -> None:
    _judge(tried, 2_150)  # some families have fewer forms than their share


def test_every_kind_of_file_and_of_text_is_tried() -> None:
    assert {place.kind for place in places() if place.is_text} >= set(FILES) - {"retraits"}
    assert [family.name for family in FAMILIES if not any(map(family.concerns, places()))] == []
