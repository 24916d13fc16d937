"""Reading `tests/cases/<rule>/{valid,invalid}/*.yml`.

An invalid case begins with `# attendu: line:column rule`, several separated by commas. A line `# place: …` gives
the place in the catalogue; otherwise the case is a module of Bretagne.
"""

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).resolve().parent.parent / "cases"
_EXPECTED = re.compile(rb"^# attendu: (.+)$", re.MULTILINE)
_PLACE = re.compile(rb"^# place: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """A file, where it goes in the catalogue, and the problems that it must have: (line, column, rule)."""

    file: Path
    place: str
    expected: list[tuple[int, int, str]]

    @property
    def name(self) -> str:
        return self.file.relative_to(CASES).with_suffix("").as_posix()


def read_case(file: Path) -> Case:
    raw = file.read_bytes()
    place, expected = _PLACE.search(raw), _EXPECTED.search(raw)
    return Case(
        file=file,
        place=place[1].decode() if place else f"modules/bretagne/bre-{file.parts[-3]}-{file.stem}.yml",
        expected=[_problem(text) for text in expected[1].decode().split(", ")] if expected else [],
    )


def _problem(text: str) -> tuple[int, int, str]:
    place, rule = text.split(" ")
    line, column = place.split(":")
    return int(line), int(column), rule


ALL = [read_case(file) for file in sorted(CASES.rglob("*.yml"))]
VALID = [case for case in ALL if case.file.parent.name == "valid"]
INVALID = [case for case in ALL if case.file.parent.name == "invalid"]
