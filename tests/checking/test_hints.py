"""A hint never leads to another error: what it proposes, written in the place of the value, is no error there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from build_tools.checking.cache import CheckCache
from build_tools.checking.check import check
from build_tools.checking.problem import Problem
from build_tools.checking.rulebook import RULES
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import Loaded, load
from build_tools.model.json_schema import build_schema, resolve
from tests.checking.test_mutations import _put
from tests.conftest import CATALOGUE, CERTIFICATION, DEMARCHE, GAP, MODULE, TODAY, copy_small_catalogue

# What people write where something else is expected.
WRONG = (
    1602, 19, -3, 2.5, True, None, "", "oui", "aucune", "Guide", "guide-8", "Technique", "i1304", "I1304", "RNCP37442",
    "37442", "2026-11-31", "21/11/2026", "mars 2026", "2 jours", "14 h", "btp, industrie", "Bretagne, Normandie",
    "normandie", "Ancien Nom", "www.region.fr/page", "- un\n- deux", "• un", {}, {"nom": "x"}, {"intitule": "Trier"},
    [], [1602], [True], ["oui"], ["Guide"], ["I1304"], ["bretagne", "bretagne"], ["normandie", "bretagne"], [{}],
)  # fmt: skip
FILES = {"module": MODULE, "demarche": DEMARCHE, "certification": CERTIFICATION, "ecart": GAP}

# Rules on what another record or file says, or on what the person's own value means.
_ABOUT_OTHERS = frozenset({"bloc-certification", "chiffre-unite", "region-dossier", "date-possible"})
_ABOUT_OTHERS_FAMILIES = frozenset({"reference", "fichier", "texte"})
METIERS = "vocabulaires/metiers.yml"
# Not a value: what nobody can give an example of.
_UNSAID = "…"

# How a hint shows what to write, once its no-break spaces are plain.
_SHOWN = (
    r"Vouliez-vous dire « (?P<text>.+?) » \?",
    r"Valeurs possibles : (?P<first>[^,.]+)[,.]",
    r"crochets : (?P<yaml>\[.*\])\.",
    r"entre guillemets : (?P<yaml>\".*?\")",
    r"Écrivez(?: par exemple)? : (?P<yaml>\{.*\})\.",
    r"après un tiret : - (?P<item>.*?)\.$",
    r"Par exemple : (?P<yaml>.+)\.$",
    r"par exemple (?P<yaml>\[.*?\]|[A-Z0-9][\w-]*)",
    r"Écrivez : (?P<yaml>.+)\.$",
)


@cache
def _read_once(folder: Path) -> tuple[Loaded, CheckCache]:
    """The folder with what earlier checks know of it: a check takes a thousandth of a second, not a tenth."""
    return load(folder), CheckCache()


@dataclass(frozen=True)
class Spoiled:
    """A record of the small catalogue in which one value was replaced."""

    folder: Path
    kind: str
    data: Any

    def errors(self) -> dict[tuple[str | int, ...], list[Problem]]:
        """What is an error in the file, by place."""
        path = self.folder / FILES[self.kind]
        text = json.dumps(self.data, ensure_ascii=False)
        found: dict[tuple[str | int, ...], list[Problem]] = {}
        root = yaml_reader.compose(text)
        by_position: dict[tuple[int, int], tuple[str | int, ...]] = {}
        for where in _all_places(self.data):
            by_position.setdefault(yaml_reader.position(root, where), where)
            if where:
                by_position.setdefault(yaml_reader.position(root, where, of_key=True), (*where[:-1], f"{where[-1]}:"))
        loaded, cache = _read_once(self.folder)
        for problem in check(loaded.with_edited({path: text.encode()}), [path], today=TODAY, cache=cache).problems:
            if problem.severity == "error":
                found.setdefault(by_position[problem.line, problem.column], []).append(problem)
        return found

    def with_value(self, where: tuple[str | int, ...], value: Any) -> Spoiled:
        data = json.loads(json.dumps(self.data))
        _put(data, where, value)
        return Spoiled(self.folder, self.kind, data)


def _all_places(data: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield where
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inside:
        yield from _all_places(value, (*where, step))


def _value_at(data: Any, where: tuple[str | int, ...]) -> Any:
    for step in where:
        data = data[step]
    return data


def proposals(hint: str) -> Iterator[Any]:
    """The values that a hint shows, as YAML reads them."""
    plain = hint.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    for pattern in _SHOWN:
        for found in re.finditer(pattern, plain):
            groups = found.groupdict()
            if _UNSAID in found[0]:
                continue
            if groups.get("item"):
                yield yaml_reader.read(f"x:\n- {groups['item']}".encode())["x"]
            elif groups.get("yaml"):
                yield yaml_reader.read(f"x: {groups['yaml']}".encode())["x"]
            else:
                yield groups.get("text") or groups["first"]


@pytest.mark.parametrize(
    ("hint", "shown"),
    [
        ("Vouliez-vous dire « btp » ? Valeurs possibles : btp, industrie.", ["btp", "btp"]),
        ("Mettez des crochets : [btp].", [["btp"]]),
        ('Mettez la valeur entre guillemets : "12".', ["12"]),
        ("Écrivez par exemple : { document: guide-8 }.", [{"document": "guide-8"}]),
        ("Mettez chaque élément sous la clé, après un tiret : - document: guide-8.", [[{"document": "guide-8"}]]),
        ("Par exemple : 2021.", [2021]),
        ("Écrivez année-mois-jour, par exemple 2026-11-21.", ["2026-11-21"]),
        ("Relisez la source.", []),
    ],
)
def test_what_a_hint_shows_is_found(hint: str, shown: list[Any]) -> None:
    assert list(proposals(hint)) == shown


def wrong_values(kind: str) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every sort of place of a kind of record with each wrong value, the first item of each list standing for all."""
    schema, seen = build_schema(kind, {}), set()

    def below(part: Any, where: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
        part = part | resolve(part, schema)
        if (sort := json.dumps(part, sort_keys=True)) in seen:
            return
        seen.add(sort)
        if where:
            yield where
        for name, inner in part.get("properties", {}).items():
            if isinstance(inner, dict):
                yield from below(inner, (*where, name))
        if "items" in part:
            yield from below(part["items"], (*where, 0))

    return ((where, value) for where in below(schema, ()) for value in WRONG)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small catalogue, with the occupation that the schema gives as an example."""
    folder = copy_small_catalogue(tmp_path_factory.mktemp("conseils") / "catalogue", GAP)
    shown = next(line for line in (CATALOGUE / METIERS).read_text().splitlines(keepends=True) if "{id: G1602" in line)
    (folder / METIERS).write_text((folder / METIERS).read_text() + shown)
    return folder


def _of_form(problem: Problem) -> bool:
    """An example shows a form; whether the record that it names is there is another question."""
    return RULES[problem.rule].family not in _ABOUT_OTHERS_FAMILIES and problem.rule not in _ABOUT_OTHERS


def led_to_errors(record: Spoiled, where: tuple[str | int, ...]) -> Iterator[str]:
    """What the hints of the record propose and the checker refuses at the same place."""
    for place, problems in record.errors().items():
        if place[: len(where)] != where:
            continue
        for problem in problems:
            for shown in proposals(problem.hint):
                if str(place[-1:]).endswith(":',)"):  # a key: another name for it, which must be free
                    if shown in _value_at(record.data, place[:-1]):
                        yield f"{record.kind} {where}: {problem.message} → {problem.hint} ⇒ deux fois"
                    continue
                after = record.with_value(place, shown).errors()
                still = [p for at, found in after.items() if at[: len(place)] == place for p in found if _of_form(p)]
                if still:
                    yield f"{record.kind} {where}: {problem.message} → {problem.hint} ⇒ {still[0].message}"


@pytest.mark.long
@pytest.mark.parametrize("kind", FILES)
def test_no_hint_leads_to_another_error(folder: Path, kind: str) -> None:
    good = Spoiled(folder, kind, yaml_reader.read((folder / FILES[kind]).read_bytes()))
    wrong = dict.fromkeys(
        line for where, value in wrong_values(kind) for line in led_to_errors(good.with_value(where, value), where)
    )
    assert list(wrong) == []
