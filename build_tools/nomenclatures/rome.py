"""The ROME 4.0 of France Travail, as the vocabulary `metiers`.

Source: « Répertoire opérationnel des métiers et des emplois (ROME) 4.0 », France Travail (Pôle emploi), Licence Ouverte
ROME, file `unix_referentiel_code_rome_v461_utf8.csv`. Only code, label and the three transition marks are taken.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.checking.rules.coherence.officials import fingerprint_line
from build_tools.loading.yaml_reader import read
from build_tools.model.vocabulary import Occupation
from build_tools.text.typography import NO_BREAK, long_date

HEADER = """\
# yaml-language-server: $schema=../../schema/metiers.schema.json
# Fichier généré, ne pas modifier : lancer « catalogue refresh rome FICHIER.csv --write ».
# ROME 4.0, version {version}{day}, France Travail (Pôle emploi), Licence Ouverte ROME. Marques : celles du ROME.
"""
_ECOLOGICAL = {
    "Emploi stratégique pour la Transition écologique": "strategique",
    "Emploi Vert": "vert",
    "Emploi Brun": "brun",
    "Emploi Blanc": None,
}

_FIELDS = {
    "libelle": "libellé",
    "ecologique": "marque écologique",
    "numerique": "marque numérique",
    "demographique": "marque démographique",
}


_CODE = re.compile(r"[A-N][0-9]{4}")
_VERSION_IN_NAME = re.compile(r"_v([0-9]{3,4})_")
_VERSION_IN_HEADER = re.compile(r"ROME 4\.0, version ([0-9]+)")
# From one version to the next the ROME loses hardly any occupation; a file that loses more is cut, or another one.
_MOST_LOST = 0.01
# The day of the last update of the versions that the catalogue has followed: no file says it.
_DAYS = {"460": "2025-09-18", "461": "2026-06-15"}


class RomeFileError(ValueError):
    """The file is not the ROME's reference file; the message is for the user."""


def occupations_yaml(csv_path: Path, version: str, day: str = "", withdrawn: Sequence[Mapping[str, Any]] = ()) -> str:
    """The text of `metiers.yml`. Raises RomeFileError if a column or a mark is not the expected one.

    `day` is that of the version's last update; `withdrawn` are the codes that earlier versions had besides.
    """
    day = day or _DAYS.get(version, "")
    with csv_path.open(encoding="utf-8", newline="") as stream:
        try:
            lines = list(_term_lines(csv.DictReader(stream)))
        except (UnicodeDecodeError, csv.Error):
            raise RomeFileError("ce n'est pas un fichier CSV en UTF-8") from None
    if not lines:
        raise RomeFileError("aucun métier")
    terms = "termes:\n" + "".join(lines)
    head = HEADER.format(version=version, day=f" du {long_date(day)}".replace(NO_BREAK, " ") if day else "")
    edition = f'version: "{version}"\n' + (f"date: {day}\n" if day else "")
    gone = "".join(f"  - {json.dumps(code, ensure_ascii=False)}\n" for code in withdrawn)
    more = f"retires:\n{gone}" if gone else ""
    return head + fingerprint_line(read(terms.encode())["termes"]) + terms + edition + more


def occupations(text: str) -> list[Occupation]:
    """The occupations in the text of a `metiers.yml`."""
    return [Occupation.model_validate(term) for term in read(text.encode())["termes"]]


def withdrawn_codes(
    before: str, after: Path, version: str, follows: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """The codes that the vocabulary had, now or before, and that the new file lacks, each with what follows it.

    `follows` says it for some; where it does not, a new code of the same label does. Raises RomeFileError.
    """
    old = read(before.encode())
    new = {term.id: term.libelle for term in occupations(occupations_yaml(after, version))}
    known = [code for code in old.get("retires", ()) if code["id"] not in new]
    gone = [term for term in old["termes"] if term["id"] not in new]
    by_label: dict[str, list[str]] = defaultdict(list)
    for code in new.keys() - {term["id"] for term in old["termes"]}:
        by_label[new[code]].append(code)
    fresh = [{"id": term["id"], "libelle": term["libelle"], "version": version} for term in gone]
    for code in (*known, *fresh):
        if following := follows.get(code["id"]) or code.get("remplace_par") or sorted(by_label[code["libelle"]]):
            code["remplace_par"] = list(following)
    return sorted([*known, *fresh], key=lambda code: str(code["id"]))


def version_in(name: str) -> str | None:
    """The version that a file's name says (`unix_referentiel_code_rome_v460_utf8.csv`)."""
    found = _VERSION_IN_NAME.search(name)
    return found[1] if found else None


def refuse_older(ours: str, version: str) -> None:
    """Raises RomeFileError if the text of our vocabulary says a later version."""
    known = _VERSION_IN_HEADER.search(ours)
    if known and version.isdecimal() and int(version) < int(known[1]):
        raise RomeFileError(f"sa version, {version}, est plus ancienne que la nôtre, {known[1]}")


def refuse_cut(before: Collection[Occupation], after: Iterable[Occupation]) -> None:
    """Raises RomeFileError if so many occupations are no more that the file must be cut, or another one."""
    lost = {term.id for term in before} - {term.id for term in after}
    if len(lost) > _MOST_LOST * len(before):
        raise RomeFileError(f"il lui manque {len(lost)} de nos {len(before)} métiers : est-il entier ?")


def _term_lines(rows: csv.DictReader[str]) -> Iterator[str]:
    seen: set[str] = set()
    for row in rows:
        try:
            code, label = row["code_rome"], row["libelle_rome"]
            marks = _marks(row)
        except KeyError as error:
            raise RomeFileError(f"colonne ou marque inattendue : {error}") from None
        if not _CODE.fullmatch(code or "") or not (label or "").strip():
            raise RomeFileError(f"la ligne {rows.line_num} n'a pas de code du ROME ou pas de libellé")
        if code not in seen:
            seen.add(code)
            yield f"  - {{id: {code}, libelle: {json.dumps(label, ensure_ascii=False)}{marks}}}\n"


def _marks(row: dict[str, str]) -> str:
    ecological = _ECOLOGICAL[row["transition_eco"]]
    parts = [f", ecologique: {ecological}"] if ecological else []
    parts += [", numerique: true"] if row["transition_num"] == "O" else []
    parts += [", demographique: true"] if row["transition_demo"] == "O" else []
    return "".join(parts)


def differences(before: Iterable[Occupation], after: Iterable[Occupation], used: Mapping[str, int]) -> list[str]:
    """What separates two states of the vocabulary, in French, by code; `used` says how many modules name a code."""
    old, new = ({term.id: term for term in terms} for terms in (before, after))
    lines = []
    for code in sorted(old.keys() | new.keys()):
        if code not in old:
            lines.append(f"{code} : ajouté, « {new[code].libelle} »")
        elif code not in new:
            where = f", nommé par {used[code]} module{'s' if used[code] > 1 else ''} à corriger" if code in used else ""
            lines.append(f"{code} : retiré, « {old[code].libelle} »{where}")
        else:
            lines += [f"{code}, {_FIELDS[name]} : {a} → {b}" for name, a, b in _changed(old[code], new[code])]
    return lines


def _changed(old: Occupation, new: Occupation) -> Iterator[tuple[str, str, str]]:
    for name in _FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield name, _text(before), _text(after)


def _text(value: str | bool | None) -> str:
    if value is None:
        return "(rien)"
    return "oui" if value is True else str(value)
