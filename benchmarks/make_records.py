"""Make a catalogue of N modules from the real ones, to measure growth: python benchmarks/make_records.py N FOLDER.

Each made record is a real one under another id and title, so sizes and structures stay true. The démarches,
certifications and vocabularies are the real ones.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from pathlib import Path

from build_tools.checking.ledger import LEDGER
from build_tools.loading import yaml_reader

REAL = Path(__file__).parent.parent / "catalogue"
# Only one record may stand for an old name.
_REPLACED = re.compile(r"^remplace:.*\n(?:[ -].*\n)*", re.MULTILINE)
_TITLE = re.compile(r"^titre:.*\n(?: .*\n)*", re.MULTILINE)


def make_catalogue(count: int, target: Path) -> None:
    """Write a catalogue of `count` modules into `target`, which must not exist."""
    shutil.copytree(REAL, target, ignore=shutil.ignore_patterns("modules", "ecarts", LEDGER))
    sources = sorted((REAL / "modules").rglob("*.yml"))
    texts = [source.read_text(encoding="utf-8") for source in sources]
    for number in range(count):
        series, i = divmod(number, len(sources))
        folder = target / "modules" / sources[i].parent.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{sources[i].stem}-{series}.yml").write_text(variant(texts[i], series), encoding="utf-8")


def with_title(text: str, title: str) -> str:
    """The text of a record under another title; the rest is left to the letter."""
    return _TITLE.sub(lambda _: f"titre: {json.dumps(title, ensure_ascii=False)}\n", text, count=1)


def variant(text: str, series: int) -> str:
    """The same record under a title of its own; it takes no old name over."""
    return with_title(_REPLACED.sub("", text), f"{yaml_reader.read(text.encode())['titre']} — série {series}")


def main() -> int:
    """Command line: number of modules, folder to make."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    if options.target.exists():
        print(f"{options.target} exists already", file=sys.stderr)
        return 2
    make_catalogue(options.count, options.target)
    print(f"{options.count} modules in {options.target}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
