"""The words of the ROME's job names, and the families of the jobs whose names begin with them.

They are sound words, whatever the records have: the search takes none for a typing error of another (« artiste » is not
« autiste »), does not answer « assistant maternel » with whatever assists, and leads a visitor whose job no module has
to those of its family. The page fetches the table for a word that the index has not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from build_tools.analysis.matching.official_words import job_names
from build_tools.site.occupation_families import family_of
from build_tools.site.search_document import searchable
from build_tools.site.search_tables import FOLDER
from build_tools.writing import write_compressed_json

TABLE = f"{FOLDER}/metiers.bin"
_WORD = re.compile(r"[a-z0-9]+")
_WORD_LEAST = 4
# « technicien » is of any family.
_FAMILIES_MOST = 2
# « assistant » says nothing of a job without the word after it: « assistant maternel ».
_ANY_JOB_LEAST = 8


def write_job_words(site: Path) -> None:
    """Write the table beside the explorer page."""
    write_compressed_json(site / TABLE, {"familles": job_words(), "de_tout_metier": words_of_any_job()})


def job_words() -> dict[str, str]:
    """Each word, with the letters of the few families of the jobs whose names begin with it."""
    few = {word: sorted(of) if len(of) <= _FAMILIES_MOST else [] for word, of in _families().items()}
    return {word: "".join(few[word]) for word in sorted(few)}


def words_of_any_job() -> list[str]:
    """The words that begin names of jobs of so many families that alone they name none."""
    return sorted(word for word, of in _families().items() if len(of) >= _ANY_JOB_LEAST)


@cache
def _families() -> dict[str, set[str]]:
    """The families of the jobs whose names begin with a word, for each word of any name."""
    families: dict[str, set[str]] = defaultdict(set)
    for code, names in job_names().items():
        for form in (form for name in names for form in name.split(" / ")):
            words = _WORD.findall(searchable(form.lower()))
            for word in words:
                if len(word) >= _WORD_LEAST:
                    families[word].update(family_of(code) if word == words[0] else ())
    return dict(families)
