"""What the page « J'ai un besoin » gets: the index of words, and the lists and limits that the command has too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.analysis.matching import drafts, match, noise, reading, report
from build_tools.analysis.matching.index import (
    CREDITS,
    FIELDS,
    SEVERAL_WORDS,
    TELLING,
    TYPED_LEAST,
    VERB_ENDINGS,
    WITHOUT_MODULE,
    Entry,
    Index,
    weight,
)
from build_tools.analysis.matching.official_words import ALIASES, ENDINGS, OTHER_WORDS, official_words
from build_tools.analysis.matching.words import (
    LANGUAGES,
    NAME_WORDS,
    PREFIXES,
    SETTING,
    UNITS,
    everyday_stems,
    foreign_words,
    offer_stems,
    stop_words,
)
from build_tools.model import Catalogue
from build_tools.text.typography import french, long_date
from build_tools.writing import write_compressed_json

INDEX = "besoin/index.bin"
EXAMPLE = (
    "Réparer des vélos à assistance électrique",
    "Utiliser un cahier de liaison sur smartphone",
    "Gérer un conflit avec un client agressif",
    "Piquer et coudre du cuir",
)

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_VERSION = re.compile(r"version (\d+)")


def needs_context(catalogue: Catalogue) -> dict[str, Any]:
    """What the page shows before any need is given."""
    source = _ISO_DAY.sub(lambda day: long_date(day[0]), official_words().source)
    return {"example": EXAMPLE, "source": source, "versions": _versions(source, catalogue.vocabularies.rome.label)}


def _versions(words: str, occupations: str) -> dict[str, str] | None:
    """The versions of the ROME that needs are read by and that other pages follow, where they differ."""
    found = [_VERSION.search(text) for text in (words, occupations)]
    read, followed = (match[1] if match else "" for match in found)
    return {"read": read, "followed": followed} if read and followed and read != followed else None


def write_needs_index(site: Path, index: Index) -> None:
    """Write the index beside the page, compressed here because not every server does."""
    write_compressed_json(site / INDEX, browser_data(index))


def browser_data(index: Index) -> dict[str, Any]:
    """The index and every constant of the measure, as plain JSON values: each is defined in Python only."""
    official = official_words()
    return {
        "modules": [_entry(entry) for entry in index.entries],
        "freins": index.length_norms,
        # Positions of modules are given as steps from the one before.
        "mots": {
            stem: [p.weight, list(_steps(p.fields)), list(p.fields.values())] for stem, p in index.postings.items()
        },
        "poids": _other_weights(index),
        "poidsMaximum": weight(""),
        "connus": _other_known(index),
        "finsDeVerbe": VERB_ENDINGS,
        "typoMinimum": TYPED_LEAST,
        "noms": [
            [n.field, n.label, list(_steps(n.modules)), [sorted(name) for name in n.names]] for n in index.namings
        ],
        "champs": list(FIELDS),
        "libelles": report.FIELD_LABELS,
        "mesure": {
            "credits": CREDITS,
            "plusieursMots": SEVERAL_WORDS,
            "partDeNom": match.PHRASE_LEAST,
            "sansModule": WITHOUT_MODULE,
            "montres": match.SHOWN_AS,
            "forts": sorted(match.STRONG),
            "jamais": match.BESIDE,
            "repondProposition": match.CLAUSE_ANSWER_LEAST,
            "parlant": TELLING,
            "reponses": match.MATCHES_AT_MOST,
            "candidats": match.LEADERS_AT_MOST,
            "competences": match.SKILLS_AT_MOST,
            "regarder": match.LOOK_LEAST,
            "resteMaximum": match.REST_MOST,
            "dit": match.COVERED_LEAST,
            "nomsEcrits": sorted(match.CURATED),
            "motDeNom": match.PHRASE_WORD,
            "partie": match.PART_LEAST,
            "seul": match.ALONE_LEAST,
            "tete": match.HEAD_LEAST,
            "repond": match.ANSWER_LEAST,
            "raisons": match.REASONS_LEAST,
            "lourd": match.HEAVY,
            "titre": match.TITLE_BONUS,
            "court": [match.SHORT_FROM, match.SHORT_STEP],
            "partDeProposition": match.CLAUSE_LEAST,
            "valeurDeProposition": match.CLAUSE_WORTH,
            "niveaux": [*match.LEVELS, match.NOTHING],
        },
        "bruit": {
            "genres": [[kind, "|".join(patterns)] for kind, patterns in noise.PATTERNS.items()],
            "libelles": noise.LABELS,
            "besoin": noise.NEEDED,
            "genresDeBesoin": sorted(noise.NEEDABLE),
            "fait": noise.FACT,
            "titre": noise.HEADING,
            "colonne": noise.COLUMN,
            "cellules": noise.CELLS,
            "cellulesMinimum": noise.CELLS_LEAST,
            "proposition": noise.CLAUSE,
            "balise": noise.TAG,
            "adresse": noise.SPOKEN_TO,
        },
        "lecture": {
            "octets": reading.BYTES_AT_MOST,
            "besoins": reading.NEEDS_AT_MOST,
            "longueur": reading.NEED_LENGTH_AT_MOST,
            "motsLus": reading.WORDS_LOOKED_AT,
            "etrangers": reading.FOREIGN_LEAST,
            "etrangersSurDix": reading.FOREIGN_OF_TEN,
            "messages": {reason: french(message) for reason, message in reading.MESSAGES.items()},
            "langues": [[label, sorted(foreign_words(name))] for name, label in LANGUAGES.items()],
        },
        "lexique": {
            "motsVides": sorted(stop_words()),
            "racinesVides": sorted(offer_stems()),
            "unites": sorted(UNITS),
            "motsDeNom": sorted(NAME_WORDS),
            "cadre": sorted(SETTING),
            "prefixes": sorted(PREFIXES),
            "sansSujet": sorted(official.verbs | everyday_stems()),
            "familles": sorted(official.roots),
            "terminaisons": ENDINGS,
            "autresMots": sorted(OTHER_WORDS),
            "formes": ALIASES,
        },
        "ebauche": {"tete": drafts.HEAD, "lignes": drafts.REST, "titre": drafts.TITLE_LENGTH},
    }


def _other_weights(index: Index) -> dict[str, int]:
    """The weights of common words that no module has; any other word weighs most."""
    official = official_words()
    stems = sorted(official.frequencies.keys() | official.verbs | everyday_stems())
    return {stem: weight(stem) for stem in stems if stem not in index.postings and weight(stem) < weight("")}


def _other_known(index: Index) -> list[str]:
    """The rare official words that no module has: not to be taken for typing errors."""
    rare = (stem for stem in official_words().frequencies if weight(stem) == weight(""))
    return sorted(stem for stem in rare if len(stem) >= TYPED_LEAST and stem not in index.known)


def _entry(entry: Entry) -> list[object]:
    return [entry.id, entry.titre, entry.region, entry.skills, entry.official, entry.title_weight]


def _steps(positions: Iterable[int]) -> Iterator[int]:
    last = 0
    for position in positions:
        yield position - last
        last = position
