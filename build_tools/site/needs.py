"""What the page « J'ai un besoin » gets: the index of words, and the lists and limits that the command has too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.analysis.matching import drafts, match, reading, report
from build_tools.analysis.matching.index import FIELDS, Entry, Index
from build_tools.analysis.matching.words import LANGUAGES, foreign_words, offer_stems, stop_words
from build_tools.text.typography import french
from build_tools.writing import write_compressed_json

INDEX = "besoin/index.bin"
EXAMPLE = (
    "Réparer des vélos à assistance électrique",
    "Utiliser un cahier de liaison sur smartphone",
    "Gérer un conflit avec un client agressif",
    "Piquer et coudre du cuir",
)


def needs_context() -> dict[str, Any]:
    """What the page shows before any need is given."""
    return {"example": EXAMPLE, "answer_from": match.SCORE_OF_ANSWER}


def write_needs_index(site: Path, index: Index) -> None:
    """Write the index beside the page, compressed here because not every server does."""
    write_compressed_json(site / INDEX, browser_data(index))


def browser_data(index: Index) -> dict[str, Any]:
    """The index and every constant of the measure, as plain JSON values: each is defined in Python only."""
    return {
        "modules": [_entry(entry) for entry in index.entries],
        "freins": index.length_norms,
        "inconnu": index.unknown,
        # Positions of modules are given as steps from the one before.
        "mots": {
            stem: [p.weight, list(_steps(p.counts)), list(p.counts.values()), list(p.fields.values())]
            for stem, p in index.postings.items()
        },
        "themes": [
            [theme.label, list(_steps(theme.modules)), [sorted(name) for name in theme.names]] for theme in index.themes
        ],
        "champs": list(FIELDS),
        "libelles": report.FIELD_LABELS,
        "mesure": {
            "nomDeTheme": FIELDS["synonyme"],
            "reponses": match.MATCHES_AT_MOST,
            "competences": match.SKILLS_AT_MOST,
            "scoreMinimum": match.SCORE_LEAST,
            "scoreDeReponse": match.SCORE_OF_ANSWER,
        },
        "lecture": {
            "octets": reading.BYTES_AT_MOST,
            "besoins": reading.NEEDS_AT_MOST,
            "longueur": reading.NEED_LENGTH_AT_MOST,
            "motsLus": reading.WORDS_LOOKED_AT,
            "etrangers": reading.FOREIGN_LEAST,
            "etrangersSurDix": reading.FOREIGN_OF_TEN,
            "messages": {reason: french(message) for reason, message in reading.MESSAGES.items()},
            "motsVides": sorted(stop_words()),
            "racinesVides": sorted(offer_stems()),
            "langues": [[label, sorted(foreign_words(name))] for name, label in LANGUAGES.items()],
        },
        "ebauche": {"tete": drafts.HEAD, "lignes": drafts.REST, "titre": drafts.TITLE_LENGTH},
    }


def _entry(entry: Entry) -> list[object]:
    return [entry.id, entry.titre, entry.region, entry.skills]


def _steps(positions: Iterable[int]) -> Iterator[int]:
    last = 0
    for position in positions:
        yield position - last
        last = position
