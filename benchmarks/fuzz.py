"""Look for bytes that break the checker, guided by coverage: python benchmarks/fuzz.py [--seconds 300] [--out FOLDER].

Each input goes the way of a module's file: reading, structure, texts, record, rules, positions, renderings, canonical
form. It fails on any exception, on a rule without a name, on a place outside the file, after 5 seconds or at 300 MB
above what the libraries take. atheris (libFuzzer for Python) is installed into a throw-away environment. What it
finds goes into tests/nasty_files.py or tests/cases/.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent
_INSIDE = "--inside"
_SECONDS_EACH, _MEGABYTES = 5, 500


def main() -> int:
    """Command line: how long, and where to put what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300, help="how long to look (300)")
    parser.add_argument("--out", type=Path, default=Path(), help="where to put failing inputs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        venv.create(Path(work) / "environment", with_pip=True)
        python = Path(work) / "environment" / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "atheris"], check=True, capture_output=True)
        corpus, seeds = Path(work) / "corpus", Path(work) / "seeds"
        corpus.mkdir()
        _write_seeds(seeds)
        limits = [
            f"-max_total_time={options.seconds}",
            f"-timeout={_SECONDS_EACH}",
            f"-rss_limit_mb={_MEGABYTES}",
            "-max_len=20000",
            f"-artifact_prefix={options.out.absolute()}/",
        ]
        # Our own environment's libraries, after those of the throw-away one.
        paths = os.pathsep.join([str(ROOT), *(path for path in sys.path if path.endswith("site-packages"))])
        command = [python, __file__, _INSIDE, *limits, corpus, seeds]
        return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}).returncode


def _write_seeds(folder: Path) -> None:
    """Real records and every case file."""
    folder.mkdir()
    files = [*(ROOT / "catalogue" / "modules").rglob("*.yml"), *(ROOT / "tests" / "cases").rglob("*.yml")]
    for i, file in enumerate(file for file in files if file.is_file()):
        (folder / str(i)).write_bytes(file.read_bytes())


def _look() -> None:
    import atheris

    with atheris.instrument_imports(include=["build_tools"]):
        from build_tools.checking.check import Report
        from build_tools.checking.check import check as check_folder
        from build_tools.checking.placing import place, problems_of
        from build_tools.checking.reports import render
        from build_tools.checking.rulebook import RULES
        from build_tools.checking.rules import RECORD_RULES
        from build_tools.checking.rules.context import Context, parts_of
        from build_tools.checking.schema_check import SchemaCheck
        from build_tools.contributing.formatting import format_text
        from build_tools.loading.catalogue import load, read_file
        from build_tools.loading.files import CatalogueFile
        from build_tools.model import Module
        from build_tools.model.json_schema import build_schema

    catalogue = check_folder(load(ROOT / "catalogue")).catalogue
    assert catalogue is not None, "the real catalogue has no error"
    words = catalogue.vocabularies
    schema_check, schema = SchemaCheck(words), build_schema("module", {})
    ids = {name: frozenset(getattr(catalogue, name)) for name in ("modules", "demarches", "certifications")}
    ids["metiers"] = frozenset(words.metiers)
    relative = PurePosixPath("modules/bretagne/bre-essai.yml")

    def check(raw: bytes) -> None:
        file = CatalogueFile(str(ROOT / "catalogue" / relative), str(relative), "modules", "module", "bre-essai", raw)
        document = read_file(file)
        done = schema_check(document)
        problems = problems_of(done)
        if done.data is not None:
            record = Module.model_validate({**done.data, "id": file.id})
            context = Context(file, tuple(parts_of(record)), ids, words, datetime.date(2026, 11, 21))
            problems += place(document, [finding for rule in RECORD_RULES for finding in rule(record, context)])
        text = raw.decode("utf-8-sig", "replace")
        lines = re.split(r"\r\n|\r|\n", text)
        for problem in problems:
            assert problem.rule in RULES, problem.rule
            assert 1 <= problem.line <= len(lines) + 1, problem
        report = Report(1, tuple(problems), None)
        for form in ("text", "json", "github", "sarif", "junit"):
            render(report, form, texts={problem.path: text for problem in problems}).encode()
        if document.unreadable is None:
            once = format_text(raw, schema)
            assert format_text(once.encode(), schema) == once, once

    atheris.Setup([argument for argument in sys.argv if argument != _INSIDE], check)
    atheris.Fuzz()


if __name__ == "__main__":
    raise SystemExit(_look() if _INSIDE in sys.argv else main())
