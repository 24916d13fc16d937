"""A list of needs against a référentiel: covered where, or the modules that answer, and what remains."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.analysis.coverage.measure import Coverage, OfficialText, coverage
from build_tools.analysis.coverage.standing import read_by_a_person
from build_tools.analysis.matching.index import Index
from build_tools.analysis.matching.match import Answer, answer
from build_tools.model.referentiel import Reading
from build_tools.text.typography import french, plural

VERDICTS = {"couverte": "couverte", "approchee": "approchée", "absente": "absente"}
MARKS = {"calcule": "calculé", "lu": "lu"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
CSV_HEADER = ("besoin", "verdict", "calcule_ou_lu", "bloc", "phrase", "mots", "modules", "reste")


@dataclass(frozen=True)
class Found:
    """A module that answers a need, and how well, in words."""

    id: str
    titre: str
    level: str


@dataclass(frozen=True)
class NeedAnswer:
    """A need: what the text says of it, the modules that answer what it does not cover, the words that remain."""

    need: str
    coverage: Coverage
    modules: tuple[Found, ...]
    rest: tuple[str, ...]
    match: Answer

    @property
    def is_open(self) -> bool:
        """Whether neither the text nor a module answers the need."""
        return self.coverage.verdict == "absente" and not self.match.is_answered


def answers(
    index: Index, text: OfficialText, needs: Iterable[str], readings: Iterable[Reading] = ()
) -> list[NeedAnswer]:
    """Each need against the text; a person's reading of the same words wins."""
    read = {reading.competence: reading for reading in readings}
    return [_answer(index, text, need, read.get(need)) for need in needs]


def _answer(index: Index, text: OfficialText, need: str, reading: Reading | None) -> NeedAnswer:
    said = read_by_a_person(reading, text) if reading else coverage(need, text)
    found = answer(index, need)
    if said.verdict == "couverte":
        return NeedAnswer(need, said, (), (), found)
    modules = tuple(Found(m.id, m.titre, m.level) for m in found.matches if m.is_answer)
    return NeedAnswer(need, said, modules, tuple(word for word in said.left if word in found.uncovered), found)


def block_of(said: Coverage) -> str | None:
    """The block's code, or its title where the code is not known; None outside blocks."""
    return (said.sentence.block or said.sentence.title or None) if said.sentence else None


# In words ------------------------------------------------------------------------------------------------------------


def as_data(found: NeedAnswer) -> Mapping[str, Any]:
    """One answer as plain JSON values."""
    return {
        "besoin": found.need,
        "verdict": found.coverage.verdict,
        "bloc": block_of(found.coverage),
        "phrase": found.coverage.sentence.text if found.coverage.sentence else None,
        "modules": [{"id": m.id, "titre": m.titre, "level": m.level} for m in found.modules],
        "reste": list(found.rest),
    }


def as_json(found: Sequence[NeedAnswer]) -> str:
    """A JSON array with one object on each line."""
    lines = (json.dumps(as_data(each), ensure_ascii=False, separators=(",", ":")) for each in found)
    return "[\n" + ",\n".join(lines) + "\n]" if found else "[]"


def as_csv(found: Sequence[NeedAnswer]) -> str:
    """For a spreadsheet in French: semicolons, and no text that it would run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(CSV_HEADER)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in _cells(each)] for each in found)
    return text.getvalue().rstrip("\n")


def _cells(found: NeedAnswer) -> tuple[str, ...]:
    said = found.coverage
    return (
        found.need,
        VERDICTS[said.verdict],
        MARKS[said.how],
        block_of(said) or "",
        said.sentence.text if said.sentence else "",
        ", ".join(said.words),
        " ; ".join(f"{m.titre} [{m.id}]" for m in found.modules),
        ", ".join(found.rest),
    )


def as_text(found: Sequence[NeedAnswer], code: str) -> str:
    """For a terminal: each need with its verdict, the official sentence, the modules, what remains; then the count."""
    blocks = [french("\n".join(_lines(each))) for each in found]
    counts = {name: sum(each.coverage.verdict == name for each in found) for name in VERDICTS}
    told = ", ".join(plural(count, VERDICTS[name]) for name, count in counts.items())
    return "\n\n".join([*blocks, french(f"Face à {code} : {told}, sur {plural(len(found), 'ligne')}.")])


def _lines(found: NeedAnswer) -> Iterator[str]:
    said = found.coverage
    yield f"« {found.need} »"
    yield f"  {VERDICTS[said.verdict]} ({MARKS[said.how]})"
    if said.sentence:
        where = f"{block_of(said)} : " if block_of(said) else ""
        yield f"    {where}« {said.sentence.text} »"
        if said.words:
            yield f"    mots communs : {', '.join(said.words)}"
    for module in found.modules:
        yield f"    {module.level} : {module.titre} [{module.id}]"
    if found.is_open:
        yield "    aucun module ne répond"
    if found.rest:
        yield f"    reste : {', '.join(found.rest)}"
