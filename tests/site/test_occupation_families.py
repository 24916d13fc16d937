"""The families of occupations are those of the official file."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from build_tools.site.occupation_families import FAMILIES, family_of


def test_families_have_the_letters_and_names_of_the_rome(reference: Path) -> None:
    with zipfile.ZipFile(reference / "rome" / "RefRomeCsv_v460_extrait.zip") as archive:
        text = archive.read("unix_grand_domaine_v460_utf8.csv").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    assert {row["code_grand_domaine"]: row["libelle_grand_domaine"] for row in rows} == FAMILIES


def test_the_first_letter_of_a_code_is_its_family() -> None:
    assert FAMILIES[family_of("I1607")] == "Installation et Maintenance"
