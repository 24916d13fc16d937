"""The words of the ROME's job names, and the families of the jobs whose names begin with them.

They are sound words, whatever the records have: the search takes none for a typing error of another (« artiste » is not
« autiste »), and leads a visitor whose job no module has to those of its family. The page fetches the table for a word
that the index has not.
"""

from __future__ import annotations

import re
from collections import defaultdict
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


def write_job_words(site: Path) -> None:
    """Write the table beside the explorer page."""
    write_compressed_json(site / TABLE, job_words())


def job_words() -> dict[str, str]:
    """Each word, with the letters of the few families of the jobs whose names begin with it."""
    families: dict[str, set[str]] = defaultdict(set)
    for code, names in job_names().items():
        for form in (form for name in names for form in name.split(" / ")):
            words = _WORD.findall(searchable(form.lower()))
            for word in words:
                if len(word) >= _WORD_LEAST:
                    families[word].update(family_of(code) if word == words[0] else ())
    few = {word: sorted(letters) if len(letters) <= _FAMILIES_MOST else [] for word, letters in families.items()}
    return {word: "".join(few[word]) for word in sorted(few)}
