"""A build that fails says why in French, exits with 1, and leaves the last site as it was."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.site.site_tools import copy_project, record_file, run, tree

pytestmark = pytest.mark.slow


RECORD = "nor-teillage-du-lin"


def _build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run("build_tools", "build", *options, cwd=project)


@pytest.fixture
def built(project: Path) -> Path:
    """A project with a last good site, small enough to compare."""
    (project / "site").mkdir()
    (project / "site" / "404.html").write_text("le dernier bon site", encoding="utf-8")
    return project


def _assert_refused(project: Path, done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == {"404.html": b"le dernier bon site"}
    assert list(project.glob(".site-*")) == []


def test_a_broken_record_leaves_the_last_site_and_is_shown_with_its_place(built: Path) -> None:
    record = record_file(built, RECORD)
    record.write_text(record.read_text(encoding="utf-8").replace("region: normandie", "region: normandy"), "utf-8")
    done = _build(built)
    _assert_refused(built, done)
    assert re.search(rf"{RECORD}\.yml:6:\d+", done.stderr)
    assert "le précédent reste en place" in done.stderr


def test_a_gabarit_without_its_body_stops_the_build(built: Path) -> None:
    gabarit = built / "docs" / "overrides" / "gabarit.html"
    gabarit.write_text(gabarit.read_text(encoding="utf-8").replace("@@CORPS@@", "disparu"), encoding="utf-8")
    done = _build(built)
    _assert_refused(built, done)
    assert "le gabarit contient 0 fois «\u00a0@@CORPS@@\u00a0» au lieu de 1." in done.stderr


def test_a_project_without_gabarit_page_stops_the_build(built: Path) -> None:
    (built / "docs" / "gabarit" / "fiche.md").unlink()
    done = _build(built)
    _assert_refused(built, done)
    assert "n’a pas de page gabarit" in done.stderr


def test_a_section_page_without_its_placeholder_stops_the_build(built: Path) -> None:
    page = built / "docs" / "regions" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("catalogue:regions", "rien"), encoding="utf-8")
    done = _build(built)
    _assert_refused(built, done)
    assert "regions/index.html" in done.stderr
    assert "<!-- catalogue:regions -->" in done.stderr


def test_a_broken_link_in_a_hand_written_page_stops_the_build(built: Path) -> None:
    page = built / "docs" / "methode.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[perdu](perdu.md)\n", encoding="utf-8")
    done = _build(built)
    _assert_refused(built, done)
    assert "MkDocs n’a pas pu construire l’habillage" in done.stderr


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_broken_theme_template_stops_the_build_whatever_the_engine(built: Path, engine: str) -> None:
    template = built / "docs" / "overrides" / "gabarit.html"
    template.write_text("{% block inachevé", encoding="utf-8")
    done = _build(built, "--engine", engine)
    _assert_refused(built, done)


def test_an_output_that_cannot_be_written_is_said_in_french(project: Path) -> None:
    (project / "fichier").write_text("à garder", encoding="utf-8")
    done = _build(project, "--out", "fichier/site")
    assert done.returncode == 1
    place = f"«\u00a0{project / 'fichier'}\u00a0»"
    assert f"écriture impossible\u00a0: un fichier porte le nom du dossier ({place})." in done.stderr
    assert (project / "fichier").read_text(encoding="utf-8") == "à garder"


@pytest.mark.parametrize("out", [".", "..", "docs", "catalogue", "mkdocs.yml"])
def test_what_is_not_a_built_site_is_never_replaced(project: Path, out: str) -> None:
    before = tree(project)
    done = _build(project, "--out", out)
    assert tree(project) == before
    assert done.returncode == 1
    assert "n’est pas un site" in done.stderr


def test_an_empty_folder_may_become_the_site(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "projet")
    (project / "vide").mkdir()
    done = _build(project, "--out", "vide")
    assert done.returncode == 0, done.stderr
    assert (project / "vide" / "index.html").is_file()


def test_outside_a_project_the_command_says_where_to_run_it(project: Path, tmp_path: Path) -> None:
    done = run("build_tools", "build", "--catalogue", str(project / "catalogue"), cwd=tmp_path)
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stderr
    assert not (tmp_path / "site").exists()
