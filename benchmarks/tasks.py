"""What is timed: every command, ours and the peers', on one made catalogue."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import measuring, results
from benchmarks.make_records import make_catalogue
from benchmarks.measuring import Measure, Output
from benchmarks.peer_programs import Peers
from benchmarks.results import Group
from benchmarks.sites import write_hugo_site, write_markdown_site
from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.site.page_layout import PageLayout

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schema" / "module.schema.json"
# The largest size at which a command runs; beyond, it takes minutes.
LIMITS = {
    results.MKDOCS: 2500,
    results.ZENSICAL: 2500,
}

Command = Sequence[str | Path]


@dataclass(frozen=True)
class Task:
    """One line of the table: commands that run one after the other in `cwd`.

    `out` is the folder that they write, or None; it and `leftovers` are removed before and after each run.
    """

    group: Group
    name: str
    commands: Sequence[Command]
    out: Path | None = None
    leftovers: Sequence[Path] = ()
    cwd: Path = ROOT

    def run(self) -> tuple[Measure, Output | None]:
        """The cost and what was written. Raises measuring.CommandError."""
        self._clear()
        first, *others = self.commands
        cost = measuring.measure(first, self.cwd)
        for command in others:
            cost = cost.then(measuring.measure(command, self.cwd))
        output = measuring.weigh(self.out) if self.out else None
        self._clear()
        return cost, output

    def _clear(self) -> None:
        for folder in (*([self.out] if self.out else []), *self.leftovers):
            shutil.rmtree(folder, ignore_errors=True)


def prepare(size: int, groups: Sequence[str], peers: Peers, layout: PageLayout, folder: Path) -> list[Task]:
    """Make a catalogue of `size` records and the peers' sites in the new folder `folder`; returns what to time."""
    catalogue = folder / "catalogue"
    make_catalogue(size, catalogue)
    tasks: list[Task] = []
    if "file" in groups:
        tasks += _one_file(catalogue)
    if "check" in groups:
        tasks += _check(catalogue, peers)
    if "pages" in groups or "build" in groups:
        write_hugo_site(catalogue, layout, folder / "hugo")
    if "pages" in groups:
        tasks += _pages(catalogue, peers, folder, slow=size <= LIMITS[results.MKDOCS])
    if "build" in groups:
        tasks += _build(catalogue, peers, folder)
    return [task for task in tasks if size <= LIMITS.get(task.name, size)]


def _one_file(catalogue: Path) -> Iterator[Task]:
    """What an editor or a hook runs at each save, beside what no checker with these libraries can spare."""
    file = min((catalogue / "modules").rglob("*.yml"))
    yield Task("file", results.CHECK_FILE, [_ours("build_tools", "check", "--catalogue", catalogue, file)])
    imports = (sys.executable, "-c", "import jsonschema_rs, yaml; from pydantic import BaseModel")
    yield Task("file", results.IMPORTS, [imports])


def _check(catalogue: Path, peers: Peers) -> Iterator[Task]:
    """The same module files; ours also checks the other records and the vocabularies, and every rule."""
    files = sorted((catalogue / "modules").rglob("*.yml"))
    yield Task("check", results.CHECK, [_ours("build_tools", "check", "--catalogue", catalogue)])
    peer: Command = (peers.program("check-jsonschema"), "--schemafile", SCHEMA, *files)
    yield Task("check", results.JSONSCHEMA, [peer])


def _pages(catalogue: Path, peers: Peers, folder: Path, *, slow: bool) -> Iterator[Task]:
    out, markdown = folder / "out", folder / "markdown"
    yield Task("pages", results.ALL_PAGES, [_ours("benchmarks.our_pages", catalogue, out)], out)
    yield Task("pages", results.HUGO, [_hugo(peers, folder, out)], out)
    yield Task("pages", results.RECORD_PAGES, [_ours("benchmarks.our_pages", catalogue, out, "--records-only")], out)
    yield Task("pages", results.HUGO_RECORDS, [_hugo(peers, folder, out, "hugo.yaml,records.yaml")], out)
    if not slow:
        return
    checked = check(load(catalogue)).catalogue
    assert checked is not None, "the made records are sound"
    write_markdown_site(checked, markdown)
    mkdocs = (peers.program("mkdocs"), "build", "--quiet", "--site-dir", out)
    yield Task("pages", results.MKDOCS, [mkdocs], out, cwd=markdown)
    # It has no option for the folder to write, and keeps a cache: a build starts without one, like the others.
    zensical = (peers.program("zensical"), "build")
    yield Task("pages", results.ZENSICAL, [zensical], markdown / "site", [markdown / ".cache"], cwd=markdown)


def _build(catalogue: Path, peers: Peers, folder: Path) -> Iterator[Task]:
    out = folder / "out"
    yield Task("build", results.BUILD, [_ours("build_tools", "build", "--catalogue", catalogue, "--out", out)], out)
    pagefind = (peers.pagefind, "--site", out, "--force-language", "fr", "--silent")
    yield Task("build", results.HUGO_PAGEFIND, [_hugo(peers, folder, out), pagefind], out)


def _ours(module: str, *arguments: str | Path) -> Command:
    return (sys.executable, "-m", module, *arguments)


def _hugo(peers: Peers, folder: Path, out: Path, settings: str = "hugo.yaml") -> Command:
    command = (peers.hugo, "--source", folder / "hugo", "--destination", out, "--config", settings)
    return (*command, "--quiet", "--noBuildLock")
