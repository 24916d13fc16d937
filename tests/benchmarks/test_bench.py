"""What is run and in which order; the peers' commands are named, never run."""

import sys
from pathlib import Path

import pytest

from benchmarks import bench, results, tasks
from benchmarks.edit_loop import edits_of_made
from benchmarks.measuring import CommandError
from benchmarks.peer_programs import LOCK, NAMES, Peers, versions
from benchmarks.tasks import Task, prepare
from build_tools.site.page_layout import PageLayout
from tests.conftest import ROOT, copy_small_catalogue

PEERS = Peers(Path("bin"), Path("hugo"), Path("pagefind"), {})
SHELL = PageLayout(('<article class="a">', "@@CORPS@@", "</article>"))
GROUPS = tuple(results.COMMANDS)


def do(name: str, code: str, out: Path | None = None) -> Task:
    return Task("check", name, [(sys.executable, "-c", code)], out)


def test_a_round_runs_every_command_once() -> None:
    found = bench._rounds([do("a", "pass"), do("b", "pass")], 250, 2)
    assert [(run.round, run.command) for run in found] == [(1, "a"), (1, "b"), (2, "a"), (2, "b")]


def test_of_a_short_command_the_median_of_three_runs_counts(tmp_path: Path) -> None:
    log = tmp_path / "log"
    wait = f"import time; log = open({str(log)!r}, 'a+'); log.write('x'); time.sleep((2, 0, 1)[log.tell() - 1])"
    (run,) = bench._rounds([do("a", wait)], 250, 1)
    assert log.read_text() == "xxx"
    assert 1 < run.measure.seconds < 2


def test_what_takes_its_time_runs_once_in_a_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "SHORT", 0)
    log = tmp_path / "log"
    list(bench._rounds([do("a", f"open({str(log)!r}, 'a').write('x')")], 250, 1))
    assert log.read_text() == "x"


def test_a_long_command_runs_in_one_round_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "LONG", 0)
    assert [run.round for run in bench._rounds([do("a", "pass")], 250, 3)] == [1]


def test_a_command_starts_and_ends_without_output(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    task = do(
        "a", f"import pathlib; out = pathlib.Path({str(out)!r}); out.mkdir(); (out / 'page').write_text('four')", out
    )
    _, output = task.run()
    assert output
    assert (output.size, output.files) == (4, 1)
    assert not out.exists()


def test_the_commands_are_those_of_the_table_in_its_order(tmp_path: Path) -> None:
    found = prepare(20, GROUPS, PEERS, SHELL, tmp_path)
    assert [(task.group, task.name) for task in found] == [
        (group, name) for group, names in results.COMMANDS.items() for name in names
    ]


def test_only_what_is_asked_for_is_prepared(tmp_path: Path) -> None:
    assert {task.group for task in prepare(20, ["check"], PEERS, SHELL, tmp_path)} == {"check"}
    assert not (tmp_path / "hugo").exists()


def test_slow_peers_stay_out_of_large_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "LIMITS", dict.fromkeys(tasks.LIMITS, 19))
    found = {task.name for task in prepare(20, GROUPS, PEERS, SHELL, tmp_path)}
    assert found == {name for names in results.COMMANDS.values() for name in names} - set(tasks.LIMITS)


def test_peers_are_pinned_by_hash_and_at_our_versions() -> None:
    lock = LOCK.read_text()
    assert versions(lock).keys() == set(NAMES)
    ours = (ROOT / "requirements-dev.lock").read_text()
    assert "://" not in lock + ours
    for name in ("mkdocs-material", "zensical", "pagefind"):
        assert f"\n{name}=={versions(lock)[name]} " in ours


def test_a_site_that_is_not_served_is_told(tmp_path: Path) -> None:
    catalogue = copy_small_catalogue(tmp_path / "catalogue")
    with pytest.raises(CommandError, match=r"does not show modules/nor-teillage-du-lin/: .*mkdocs\.yml"):
        edits_of_made(tmp_path, catalogue)
