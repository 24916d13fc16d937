"""The page of versions: one for each day of changes, with the release that keeps its files; the days of pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from build_tools.exports.published import Addresses, Published
from build_tools.git.history import History, Version, read_history
from build_tools.git.release import releases
from build_tools.model import Catalogue
from build_tools.site.last_changes import last_changes
from build_tools.site.post_build import sitemap
from build_tools.site.versions import FILES, versions
from tests.conftest import ROOT
from tests.git_repository import commit, git

pytestmark = pytest.mark.slow

MODULE = "nor-teillage-du-lin"


def _version(path: str, day: str, before: str = "") -> Version:
    return Version(PurePosixPath(path), "ab" * 20, day, f"{day}T10:00:00Z", before, "cd" * 20)


@pytest.fixture
def published(catalogue: Catalogue, tmp_path: Path) -> Published:
    """A module of November, a démarche of October which a release kept."""
    initiative = catalogue.modules[MODULE].demarche
    files = catalogue.files
    history = History(
        tmp_path,
        (
            _version(str(files[("modules", MODULE)]), "2026-11-21"),
            _version(str(files[("demarches", str(initiative))]), "2026-10-02"),
        ),
        releases=("donnees-2026-10-02", "donnees-2026-10-02-2"),
    )
    return Published(catalogue, "2026-11-21T10:00:00Z", Addresses("https://exemple.fr"), history)


def test_each_day_of_changes_is_a_version_and_the_last_release_of_the_day_keeps_it(published: Published) -> None:
    found = versions(published)
    assert [(v.day, v.new, v.changed, v.removed, v.release) for v in found] == [
        ("2026-11-21", 1, 0, 0, ""),
        ("2026-10-02", 1, 0, 0, "donnees-2026-10-02-2"),
    ]


def test_a_day_without_a_changed_record_is_a_version_if_it_dates_the_data_or_a_release(published: Published) -> None:
    later = replace(
        published,
        generated_at="2026-12-03T08:00:00Z",
        history=replace(published.history, releases=("donnees-2026-10-09",)),
    )
    assert [(v.day, v.month, v.release) for v in versions(later)] == [
        ("2026-12-03", "", ""),
        ("2026-11-21", "2026-11", ""),
        ("2026-10-09", "", "donnees-2026-10-09"),
        ("2026-10-02", "2026-10", ""),
    ]


def test_the_page_names_the_files_that_a_release_has() -> None:
    """Those that the workflow of publication names after the archive."""
    workflow = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    command = re.search(r"gh release create(?:.*\\\n)*.*", workflow)
    assert command
    attached = re.findall(r"(?<= )[\w-]+\.(?!zip)[a-z]+(?= |$)", command[0].replace("\n", " \n"))
    assert set(attached) - {"citation.txt"} == set(FILES)


def test_without_git_there_is_no_version_and_no_day(published: Published, tmp_path: Path) -> None:
    without = replace(published, history=History(tmp_path))
    assert versions(without) == []
    assert last_changes(without) == {}


def test_a_page_is_as_new_as_its_record_or_the_newest_module_that_it_lists(published: Published) -> None:
    days = last_changes(published)
    module = published.catalogue.modules[MODULE]
    assert (
        days[f"modules/{MODULE}/"]
        == days["regions/normandie/"]
        == days[f"demarches/{module.demarche}/"]
        == "2026-11-21"
    )
    assert days["modules/"] == days[""] == days["regions/"] == days["modules/par-annee/"] == "2026-11-21"
    cited = {source.document for source in module.sources if source.document}
    lists = [f"sources/{document}/" for document in cited]
    lists += [f"dossiers/{completed.certification}/" for completed in module.certifications]
    lists += [f"competences/{code}/" for skill in module.competences for code in skill.rome]
    assert cited
    assert {days[address] for address in lists} == {"2026-11-21"}
    assert "regions/corse/" not in days


def test_the_sitemap_says_the_day_where_it_is_known() -> None:
    text = sitemap(
        [PurePosixPath("a/index.html"), PurePosixPath("b/index.html")], "https://exemple.fr", {"a/": "2026-11-21"}
    )
    assert "<url><loc>https://exemple.fr/a/</loc><lastmod>2026-11-21</lastmod></url>" in text
    assert "<url><loc>https://exemple.fr/b/</loc></url>" in text


def test_releases_are_the_tags_of_the_data_that_the_last_commit_holds(tmp_path: Path) -> None:
    git(tmp_path, "init")
    commit(tmp_path, "2026-10-02", {"a.yml": "a"})
    names = ("donnees-2026-10-02", "donnees-2026-10-02-2", "donnees-2026-10-02-10")
    for name in (*names, "donnees-demain", "v1"):
        git(tmp_path, "tag", name)
    assert releases(tmp_path / "catalogue") == names
    assert read_history(tmp_path / "catalogue").releases == names
