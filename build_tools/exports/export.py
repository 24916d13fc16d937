"""The registry of exports, and the one function that writes what they make."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from build_tools.exports.api import api_files
from build_tools.exports.catalogue_turtle import turtle_files
from build_tools.exports.citation import citation_files
from build_tools.exports.coverage_texts import coverage_files
from build_tools.exports.csv_tables import csv_files
from build_tools.exports.dcat import dcat_files
from build_tools.exports.deadlines_calendar import calendar_files
from build_tools.exports.dossier_schema import dossier_schema_files
from build_tools.exports.dossiers import dossier_files
from build_tools.exports.elm import elm_files
from build_tools.exports.feeds import export_feeds
from build_tools.exports.for_machines import files_for_machines
from build_tools.exports.gaps import gap_files
from build_tools.exports.json_lines import json_lines_files
from build_tools.exports.letters import letter_files
from build_tools.exports.lheo import export_lheo
from build_tools.exports.open_schemas import schema_files
from build_tools.exports.parquet import parquet_files
from build_tools.exports.published import File, Published
from build_tools.exports.record_json import record_files
from build_tools.exports.selections import selection_files
from build_tools.exports.sqlite_database import sqlite_files
from build_tools.exports.workbook import workbook_files
from build_tools.model.kinds import KINDS
from build_tools.parallel import parallel_map
from build_tools.writing import json_line, write_file

MANIFEST = "data/manifeste.json"
PARALLEL_FROM = 1500

Export = Callable[[Published], Iterator[File]]

# One line per format: a pure function of what is published, the same bytes each time. The longest ones come first:
# processors that share them take the next one when they have done theirs, and end together.
EXPORTS: tuple[Export, ...] = (
    workbook_files,
    api_files,
    turtle_files,
    export_lheo,
    sqlite_files,
    csv_files,
    elm_files,
    export_feeds,
    letter_files,
    selection_files,
    files_for_machines,
    dossier_files,
    parquet_files,
    json_lines_files,
    calendar_files,
    coverage_files,
    gap_files,
    record_files,
    schema_files,
    dossier_schema_files,
    citation_files,
)


@dataclass(frozen=True)
class Written:
    """A file as it was written: size in bytes, SHA-256 in hexadecimal, records or rows where that says something."""

    chemin: str
    octets: int
    sha256: str
    fiches: int | None = None


@dataclass(frozen=True)
class Manifest:
    """Every file that was written, by path."""

    files: Mapping[str, Written]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.octets for file in self.files.values())


def write_exports(published: Published, target: Path, *, parallel: bool = True) -> Manifest:
    """Write every export below `target`, then what describes them: DCAT and the manifest.

    With `parallel`, forked workers share the formats of a large catalogue.
    """
    parallel = parallel and len(published.catalogue.modules) >= PARALLEL_FROM
    published.prepare()  # before other processes inherit it
    written = parallel_map(partial(_write_export, published, target), EXPORTS, parallel=parallel)
    files = [file for part in written for file in part]
    sizes = {file.chemin: file.octets for file in files}
    files += [_write(target, file) for file in dcat_files(published, sizes)]
    manifest = Manifest({file.chemin: file for file in sorted(files, key=lambda file: file.chemin)})
    _write(target, File(MANIFEST, _manifest_text(published, manifest).encode()))
    return manifest


def _write_export(published: Published, target: Path, export: Export) -> list[Written]:
    return [_write(target, file) for file in export(published)]


def _write(target: Path, file: File) -> Written:
    write_file(f"{target}/{file.path}", file.content)
    return Written(file.path, len(file.content), hashlib.sha256(file.content).hexdigest(), file.records)


def _manifest_text(published: Published, manifest: Manifest) -> str:
    catalogue = published.catalogue
    head = {
        "generated_at": published.generated_at,
        **{collection: len(catalogue.records(collection)) for collection in KINDS},
        "octets": manifest.size,
    }
    files = (
        {key: value for key, value in asdict(file).items() if value is not None} for file in manifest.files.values()
    )
    lines = ",\n".join(json_line(file) for file in files)
    # A file on each line: a third less than one fact on each, and differences stay readable.
    return f'{json.dumps(head)[:-1]}, "fichiers": [\n{lines}\n]}}\n'
