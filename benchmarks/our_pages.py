"""Our pages and nothing else, for the benchmark: python -m benchmarks.our_pages [--records-only] CATALOGUE OUT.

Check, theme, rendered pages; no export, no search. With --records-only, only the pages of the modules, which is what
the peers render.
"""

from __future__ import annotations

import argparse
import gc
import os
from functools import partial
from pathlib import Path
from typing import NoReturn

from build_tools.checking.check import check
from build_tools.exports.published import Published
from build_tools.loading.catalogue import load
from build_tools.parallel import run_in_background
from build_tools.site.csp import add_csp_hashes
from build_tools.site.pages import list_pages
from build_tools.site.post_build import render_pages, take_layout
from build_tools.site.rendering import Renderer
from build_tools.site.theme_build import build_theme

PROJECT = Path(__file__).parent.parent


def write_pages(folder: Path, out: Path, *, records_only: bool) -> None:
    """Write the pages of the catalogue in `folder` to `out`. Raises ValueError if it has errors."""
    with run_in_background(partial(build_theme, "mkdocs", PROJECT, out)) as theme_built:
        catalogue = check(load(folder)).catalogue
        theme_built()
    if catalogue is None:
        raise ValueError(f"« {folder} » has errors: catalogue check")
    renderer = Renderer(Published.read(catalogue, folder), take_layout(out))
    add_csp_hashes(out)
    render_pages(out, renderer, tuple if records_only else partial(list_pages, catalogue))


def main() -> NoReturn:
    """Command line: the catalogue's folder, the folder to write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--records-only", action="store_true", help="only the pages of the modules")
    options = parser.parse_args()
    gc.disable()  # as `catalogue` does
    write_pages(options.catalogue, options.out, records_only=options.records_only)
    os._exit(0)  # and as it ends


if __name__ == "__main__":
    main()
