"""Makes `mots_du_rome.json` and `appellations.tsv` from the archive that France Travail publishes."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from build_tools.analysis.matching.official_words import (
    LICENCE,
    NAMES_FILE,
    VERB_OF_ANY_TRADE,
    WORDS_FILE,
    RomeFiles,
    frequent,
    in_family,
    read_archive,
    roots_of,
)
from build_tools.analysis.matching.words import fold, raw_words, snowball, stop_words
from build_tools.writing import replace_file


def words_text(rome: RomeFiles) -> str:
    """The text of `mots_du_rome.json`, one entry a line so that a new version shows what it changes."""
    labels = [*(row["libelle_competence"] for row in rome.skills), *(row["libelle_savoir"] for row in rome.knowledge)]
    names = [row["libelle_appellation_court"] for row in rome.names]
    begins = Counter(words[0] for label in labels[: len(rome.skills)] if (words := _words(label)))
    roots = roots_of(word for text in (*labels, *names) for word in _words(text))
    counts: Counter[str] = Counter()
    for label in labels:
        counts.update({snowball(in_family(word, roots)) for word in _words(label)} - stop_words())
    verbs = {
        snowball(word) for word, count in begins.items() if count >= VERB_OF_ANY_TRADE and word.endswith(("r", "re"))
    }
    data = {
        "source": _source(rome),
        "intitules": len(labels),
        "frequences": frequent(counts),
        "verbes": sorted(verbs),
        "racines": sorted(roots),
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def _words(text: str) -> list[str]:
    return [fold(part) for word in raw_words(text) for part in word.split("-")]


def names_text(rome: RomeFiles) -> str:
    """The text of `appellations.tsv`: an occupation a line, its code, then its job names."""
    by_code: dict[str, list[str]] = defaultdict(list)
    for row in rome.names:
        by_code[row["code_rome"]].append(row["libelle_appellation_court"])
    lines = (f"{code}\t{'|'.join(dict.fromkeys(names))}" for code, names in sorted(by_code.items()))
    return f"# {_source(rome)}\n" + "".join(f"{line}\n" for line in lines)


def _source(rome: RomeFiles) -> str:
    return LICENCE.format(version=rome.version, day=rome.day)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    rome = read_archive(parser.parse_args().archive)
    replace_file(WORDS_FILE, words_text(rome).encode())
    replace_file(NAMES_FILE, names_text(rome).encode())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
