"""A list of needs against a référentiel: covered where, or the modules that answer, and what remains."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.analysis.coverage.measure import Coverage, OfficialText
from build_tools.analysis.coverage.standing import verdict_on
from build_tools.analysis.matching.index import Index
from build_tools.analysis.matching.match import Answer, Match, answer
from build_tools.model.referentiel import Reading
from build_tools.text.csv_text import without_formula
from build_tools.text.typography import french, plural
from build_tools.writing import json_line

VERDICTS = {"couverte": "couverte", "approchee": "approchée", "absente": "absente"}
MARKS = {"calcule": "calculé", "lu": "lu"}
CSV_HEADER = ("besoin", "verdict", "calcule_ou_lu", "bloc", "phrase", "mots", "modules", "reste")


@dataclass(frozen=True)
class NeedAnswer:
    """A need: what the text says of it, the modules that answer what it does not cover, the words that remain."""

    need: str
    coverage: Coverage
    modules: tuple[Match, ...]
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
    coverage = verdict_on(need, text, reading)
    found = answer(index, need)
    if coverage.verdict == "couverte":
        return NeedAnswer(need, coverage, (), (), found)
    modules = tuple(match for match in found.matches if match.is_answer)
    return NeedAnswer(need, coverage, modules, tuple(word for word in coverage.left if word in found.uncovered), found)


def block_of(coverage: Coverage) -> str | None:
    """The block's code, or its title where the code is not known; None outside blocks."""
    return (coverage.sentence.block or coverage.sentence.title or None) if coverage.sentence else None


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
    lines = (json_line(as_data(each)) for each in found)
    return "[\n" + ",\n".join(lines) + "\n]" if found else "[]"


def as_csv(found: Sequence[NeedAnswer]) -> str:
    """For a spreadsheet in French: semicolons, and no text that it would run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(CSV_HEADER)
    writer.writerows(map(without_formula, _cells(each)) for each in found)
    return text.getvalue().rstrip("\n")


def _cells(found: NeedAnswer) -> tuple[str, ...]:
    coverage = found.coverage
    return (
        found.need,
        VERDICTS[coverage.verdict],
        MARKS[coverage.how],
        block_of(coverage) or "",
        coverage.sentence.text if coverage.sentence else "",
        ", ".join(coverage.words),
        " ; ".join(f"{m.titre} [{m.id}]" for m in found.modules),
        ", ".join(found.rest),
    )


def as_text(found: Sequence[NeedAnswer], code: str) -> str:
    """For a terminal: each need with its verdict, the official sentence, the modules, what remains; then the count."""
    blocks = [french("\n".join(_lines(each))) for each in found]
    counts = {name: sum(each.coverage.verdict == name for each in found) for name in VERDICTS}
    counted = ", ".join(plural(count, VERDICTS[name]) for name, count in counts.items())
    return "\n\n".join([*blocks, french(f"Face à {code} : {counted}, sur {plural(len(found), 'ligne')}.")])


def _lines(found: NeedAnswer) -> Iterator[str]:
    coverage = found.coverage
    yield f"« {found.need} »"
    yield f"  {VERDICTS[coverage.verdict]} ({MARKS[coverage.how]})"
    if coverage.sentence:
        where = f"{block_of(coverage)} : " if block_of(coverage) else ""
        yield f"    {where}« {coverage.sentence.text} »"
        if coverage.words:
            yield f"    mots communs : {', '.join(coverage.words)}"
    for module in found.modules:
        yield f"    {module.level} : {module.titre} [{module.id}]"
    if found.is_open:
        yield "    aucun module ne répond"
    if found.rest:
        yield f"    reste : {', '.join(found.rest)}"
