"""The ROME 4.0 of France Travail, as the vocabulary `metiers`.

Source: « Répertoire opérationnel des métiers et des emplois (ROME) 4.0 », France Travail, Licence Ouverte 2.0,
file `unix_referentiel_code_rome_v460_utf8.csv`. Only code, label and the three transition marks are taken.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

HEADER = """\
# yaml-language-server: $schema=../../schema/metiers.schema.json
# Fichier généré, ne pas modifier : lancer « catalogue rome FICHIER.csv ».
# ROME 4.0, version {version}, France Travail, Licence Ouverte 2.0. Marques de transition : celles du ROME.
termes:
"""
_ECOLOGICAL = {
    "Emploi stratégique pour la Transition écologique": "strategique",
    "Emploi Vert": "vert",
    "Emploi Brun": "brun",
    "Emploi Blanc": None,
}


class RomeFileError(ValueError):
    """The file is not the ROME's reference file; the message is for the user."""


def occupations_yaml(csv_path: Path, version: str) -> str:
    """The text of `metiers.yml`. Raises RomeFileError if a column or a mark is not the expected one."""
    with csv_path.open(encoding="utf-8", newline="") as stream:
        try:
            lines = list(_term_lines(csv.DictReader(stream)))
        except (UnicodeDecodeError, csv.Error):
            raise RomeFileError("ce n'est pas un fichier CSV en UTF-8") from None
    if not lines:
        raise RomeFileError("aucun métier")
    return HEADER.format(version=version) + "".join(lines)


def _term_lines(rows: csv.DictReader[str]) -> Iterator[str]:
    seen: set[str] = set()
    for row in rows:
        try:
            code, label = row["code_rome"], row["libelle_rome"]
            marks = _marks(row)
        except KeyError as error:
            raise RomeFileError(f"colonne ou marque inattendue : {error}") from None
        if code not in seen:
            seen.add(code)
            yield f"  - {{id: {code}, libelle: {json.dumps(label, ensure_ascii=False)}{marks}}}\n"


def _marks(row: dict[str, str]) -> str:
    ecological = _ECOLOGICAL[row["transition_eco"]]
    parts = [f", ecologique: {ecological}"] if ecological else []
    parts += [", numerique: true"] if row["transition_num"] == "O" else []
    parts += [", demographique: true"] if row["transition_demo"] == "O" else []
    return "".join(parts)
