"""What the page « Comparer à un référentiel » needs to answer as the command does: texts, readings, lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.analysis.coverage import measure, words
from build_tools.analysis.coverage.standing import Standing
from build_tools.exports.published import File, Published
from build_tools.model.referentiel import Referentiel
from build_tools.text.typography import french
from build_tools.writing import compact_json

TEXTS = "data/referentiels-textes.json"


def coverage_files(published: Published) -> Iterator[File]:
    """One file: the certifications that can be compared, the text of each, the lists and thresholds."""
    compared = [standing for standing in published.standings if standing.compared]
    content = {
        "jour": published.day,
        "certifications": [_certification(published, standing) for standing in compared],
        "textes": {s.compared.code: _text(s.compared) for s in compared if s.compared},
        "mesure": measure_data(),
    }
    yield File(TEXTS, compact_json(content), len(compared))


def measure_data() -> dict[str, Any]:
    """Every list and number of the measure: each is defined in Python only."""
    return {
        "couverte": measure.COVERED,
        "approchee": measure.APPROACHED,
        "debutCommun": words.PREFIX_LEAST,
        "fin": words.TAIL_MOST,
        "semblables": words.alike(),
        "legers": sorted(words.light()),
        "demi": sorted(words.halved()),
    }


def _certification(published: Published, standing: Standing) -> dict[str, Any]:
    assert standing.compared is not None, "only those that can be compared"
    return {
        "id": standing.certification.id,
        "libelle": published.catalogue.label_of_certification[standing.certification.id],
        "code": standing.compared.code,
        "remarque": french(" ".join(standing.remarks)),
        "lectures": [
            {"competence": r.competence, "verdict": r.verdict, "bloc": r.bloc or ""} for r in standing.compared.lectures
        ],
    }


def _text(official: Referentiel) -> list[list[str]]:
    """Block, title of the block, sentence, in the order in which they are compared."""
    return [[s.block, s.title, s.text] for s in measure.official_text(official).sentences]
