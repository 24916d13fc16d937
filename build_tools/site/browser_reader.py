"""The reader of spreadsheets that runs in a visitor's browser: this project's own Python, by Pyodide.

Its engine comes from wheels that `requirements-browser.lock` pins. `python -m build_tools.site.browser_reader WHEELS`
prepares it once beside the installed packages (`make site` does); each build copies it and adds the program with the
catalogue. Without it the site is whole all the same: the page then says which other doors are open.
"""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import math
import shutil
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.contributing.spreadsheet.reading import MAX_FILE, TOO_LARGE
from build_tools.exports.published import Published
from build_tools.text.typography import french
from build_tools.writing import write_file

PREPARED = Path(sys.prefix) / "lecteur"
FOLDER = "assets/lecteur"
PROGRAM = f"{FOLDER}/programme.zip"
ENGINE, LIBRARIES, NOTICE = "moteur.bin", "bibliotheques.zip", "LICENCES.txt"

# Where the wheel that carries Pyodide has it, and what of it is published as it is.
_PYODIDE = "flet_web/web/pyodide/"
_AS_THEY_ARE = ("pyodide.mjs", "pyodide.asm.mjs", "python_stdlib.zip")
# What the reader imports and is written in Python alone: the installed versions are those of requirements.lock.
_PURE = (
    "annotated_types",
    "idna",
    "publicsuffixlist",
    "pydantic",
    "snowballstemmer",
    "stop_words",
    "typing_extensions",
    "typing_inspection",
    "xlsxwriter",
    "yaml",
)
_ROOMS = ("analysis", "checking", "contributing", "exports", "git", "loading", "model", "text")
_CODE = frozenset({".py", ".json", ".md", ".tsv", ".txt", ".yml", ".dat"})
_BUILT = ".so"  # for this machine; those for browsers come from the wheels


def prepare(wheels: Path, target: Path = PREPARED) -> None:
    """Make what every site shares of the wheels in a folder; what was there before gives way."""
    fresh = target.with_name(f"{target.name}.neuf")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    found = {wheel.name.split("-")[0]: wheel for wheel in wheels.glob("*.whl")}
    with zipfile.ZipFile(found.pop("flet_web")) as carrier:
        for name in _AS_THEY_ARE:
            (fresh / name).write_bytes(carrier.read(_PYODIDE + name))
        version = json.loads(carrier.read(f"{_PYODIDE}package.json"))["version"]
        lock = json.loads(carrier.read(f"{_PYODIDE}pyodide-lock.json"))
        (fresh / "pyodide-lock.json").write_text(json.dumps({**lock, "packages": {}}))  # none of them is loaded
        # Compressed because not every server does; no name of a packed file, no date.
        (fresh / ENGINE).write_bytes(gzip.compress(carrier.read(f"{_PYODIDE}pyodide.asm.wasm"), 9, mtime=0))
    (fresh / LIBRARIES).write_bytes(_zipped([*_of_wheels(found.values()), *_of_packages()]))
    (fresh / NOTICE).write_text(_notice(version, found.values()), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def write_reader(site: Path, published: Published, prepared: Path = PREPARED) -> None:
    """Put the reader into the site, with the catalogue as it is published; nothing where it was not prepared."""
    if prepared.is_dir():
        (site / FOLDER).mkdir(parents=True)
        for path in prepared.iterdir():  # copytree would hide why: a full disk
            shutil.copyfile(path, site / FOLDER / path.name)
        write_file(f"{site}/{PROGRAM}", _program(published.history.folder))


def reader_context(prepared: Path = PREPARED) -> Mapping[str, Any]:
    """What the page says of the reader: whether it is there, what is downloaded, what is too large for it."""
    size = sum(path.stat().st_size for path in prepared.iterdir()) if prepared.is_dir() else 0
    # The program and the catalogue weigh one megabyte.
    return {
        "megabytes": math.ceil(size / 1_000_000) + 1 if size else 0,
        "most": MAX_FILE,
        "too_large": french(TOO_LARGE),
    }


def _of_wheels(wheels: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for wheel in sorted(wheels):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.endswith((".py", _BUILT)):
                    yield name, archive.read(name)


def _of_packages() -> Iterator[tuple[str, bytes]]:
    for name in _PURE:
        spec = importlib.util.find_spec(name)
        assert spec is not None, f"requirements.lock installs {name}"
        origin = Path(spec.origin or "")
        if origin.name != "__init__.py":
            yield origin.name, origin.read_bytes()
        else:
            yield from _code_below(origin.parent, origin.parent.parent)


def _program(catalogue: Path) -> bytes:
    code = Path(__file__).parents[1]
    files = [(f"build_tools/{path.name}", path.read_bytes()) for path in sorted(code.glob("*.py"))]
    for room in _ROOMS:
        files += _code_below(code / room, code.parent)
    files += [
        (f"catalogue/{path.relative_to(catalogue).as_posix()}", path.read_bytes())
        for path in sorted(catalogue.rglob("*"))
        if path.suffix in (".yml", ".txt") and path.is_file() and not path.is_symlink()
    ]
    return _zipped(files)


def _code_below(folder: Path, root: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in _CODE and path.is_file():
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive without dates: the same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _notice(version: str, wheels: Iterable[Path]) -> str:
    names = [" ".join(wheel.name.split("-")[:2]) for wheel in sorted(wheels)]
    return "\n".join(
        (
            f"Pyodide {version} (CPython for browsers): Mozilla Public License 2.0; CPython: PSF License 2.",
            "Source: https://github.com/pyodide/pyodide. Published as it is, its WebAssembly part compressed.",
            f"{LIBRARIES} holds, each under its own licence (MIT, BSD-3-Clause, MPL-2.0 or PSF-2.0), unchanged:",
            *(f"- {name}" for name in [*names, *_PURE]),
            "programme.zip: this project's code (MIT) and data (Licence Ouverte 2.0).",
            "",
        )
    )


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
