"""A build that fails says why in French, exits with 1, and leaves the last site as it was."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.site.build_directory import SITE_MARKER, mark_site
from tests.git_repository import git
from tests.site.site_tools import copy_project, record_file, run, tree

pytestmark = pytest.mark.slow


RECORD = "nor-teillage-du-lin"


def _build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run("build_tools", "build", *options, cwd=project)


@pytest.fixture
def built(project: Path) -> Path:
    """A project with a last good site, small enough to compare."""
    (project / "site").mkdir()
    mark_site(project / "site")
    (project / "site" / "404.html").write_text("le dernier bon site", encoding="utf-8")
    return project


def _assert_refused(project: Path, done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site").keys() == {"404.html", SITE_MARKER}
    assert (project / "site" / "404.html").read_bytes() == b"le dernier bon site"
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


@pytest.mark.long
def test_a_project_without_gabarit_page_stops_the_build(built: Path) -> None:
    (built / "docs" / "gabarit" / "fiche.md").unlink()
    done = _build(built)
    _assert_refused(built, done)
    assert "n’a pas de page gabarit" in done.stderr


@pytest.mark.long
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


def test_a_script_written_in_a_page_stops_the_build_and_says_what_to_do(built: Path) -> None:
    page = built / "docs" / "methode.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n<script>window.pirate = 1</script>\n", encoding="utf-8")
    done = _build(built)
    _assert_refused(built, done)
    assert "methode/index.html" in done.stderr
    assert "window.pirate" in done.stderr
    assert "docs/assets/javascripts/" in done.stderr


@pytest.mark.long
@pytest.mark.parametrize("template", ["main.html", "gabarit.html"])
def test_a_script_written_in_a_template_stops_the_build(built: Path, template: str) -> None:
    path = built / "docs" / "overrides" / template
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{{ super() }}", "{{ super() }}<script>pirate()</script>", 1), encoding="utf-8")
    done = _build(built)
    _assert_refused(built, done)
    assert "pirate()" in done.stderr


def test_a_page_that_escapes_the_policy_stops_the_build(built: Path) -> None:
    (built / "docs" / "nue.html").write_text("<p>sans politique", encoding="utf-8")
    done = _build(built)
    _assert_refused(built, done)
    assert "«\u00a0nue.html\u00a0» n’a pas la politique" in done.stderr


@pytest.mark.long
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


def _site(folder: Path) -> Path:
    folder.mkdir(parents=True)
    mark_site(folder)
    (folder / "404.html").write_text("perdu ?", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "out", ["docs/site", "catalogue/modules/site", "schema", ".github/site", "build_tools/site/neuf", "tests/site"]
)
def test_no_site_is_built_inside_what_the_project_is_made_of(project: Path, out: str) -> None:
    before = tree(project)
    done = _build(project, "--out", out)
    assert (done.returncode, tree(project)) == (1, before)
    assert "ou en fait partie" in done.stderr


def test_a_folder_with_a_page_404_that_is_not_ours_is_kept(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre-site"
    other.mkdir()
    (other / "404.html").write_text("d'un autre outil", encoding="utf-8")
    done = _build(project, "--out", str(other))
    assert (done.returncode, tree(other)) == (1, {"404.html": b"d'un autre outil"})
    assert "n’est pas un site construit" in done.stderr


def test_a_checkout_of_the_published_branch_is_kept(project: Path, tmp_path: Path) -> None:
    checkout = _site(tmp_path / "gh-pages")
    subprocess.run(["git", "init", "--quiet", str(checkout)], check=True)
    (checkout / "CNAME").write_text("modules.example.org", encoding="utf-8")
    before = tree(checkout)
    done = _build(project, "--out", str(checkout))
    assert (done.returncode, tree(checkout)) == (1, before)
    assert "dépôt Git" in done.stderr


def test_a_marker_that_is_a_link_marks_nothing(project: Path, tmp_path: Path) -> None:
    marked, other = _site(tmp_path / "site-marque"), tmp_path / "autre"
    other.mkdir()
    (other / "precieux.txt").write_text("à garder", encoding="utf-8")
    (other / SITE_MARKER).symlink_to(marked / SITE_MARKER)
    done = _build(project, "--out", str(other))
    assert done.returncode == 1
    assert (other / "precieux.txt").read_text(encoding="utf-8") == "à garder"


@pytest.mark.parametrize("target", [".", "catalogue", "..", "absent"])
def test_a_planted_link_where_sites_are_built_erases_nothing(project: Path, target: str) -> None:
    (project / ".git").mkdir()
    (project / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (project / ".site-site").symlink_to(target, target_is_directory=True)
    before = tree(project)
    done = _build(project)
    assert (done.returncode, tree(project)) == (1, before)
    assert (project / ".site-site").is_symlink()
    assert "n’est pas un dossier que" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_of_the_user_s_that_has_the_name_of_ours_keeps_all_it_holds(project: Path) -> None:
    (project / ".site-site" / "photos").mkdir(parents=True)
    (project / ".site-site" / "photos" / "a.png").write_bytes(b"a")
    done = _build(project)
    assert done.returncode == 1
    assert tree(project / ".site-site") == {"photos/a.png": b"a"}
    assert "n’est pas un dossier que" in done.stderr


@pytest.mark.parametrize("name", ["lock", "construction-du-catalogue"])
def test_a_planted_lock_or_marker_is_not_written_through(project: Path, tmp_path: Path, name: str) -> None:
    (project / ".site-site").mkdir()
    (project / ".site-site" / name).symlink_to(tmp_path / "dehors")
    done = _build(project)
    assert done.returncode == 1
    assert not (tmp_path / "dehors").exists()
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_a_link_left_among_what_dead_builds_left_is_removed_itself_only(project: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precieux"
    precious.mkdir()
    (precious / "a.txt").write_text("à garder", encoding="utf-8")
    (project / ".site-site").mkdir()
    (project / ".site-site" / "construction-du-catalogue").touch()
    (project / ".site-site" / "mort").symlink_to(precious, target_is_directory=True)
    done = _build(project)
    assert done.returncode == 0, done.stderr
    assert tree(precious) == {"a.txt": "à garder".encode()}
    assert list(project.glob(".site-*")) == []


@pytest.mark.long
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


@pytest.mark.long
def test_a_web_server_of_another_user_may_read_the_site_whatever_the_builder_hides(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "projet")
    command = f"umask 077 && exec {shlex.quote(sys.executable)} -m build_tools build"
    done = subprocess.run(["sh", "-c", command], cwd=project, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    modes = {p.relative_to(site).as_posix(): p.stat().st_mode & 0o777 for p in (site, *site.rglob("*"))}
    hidden = {
        name: oct(mode) for name, mode in modes.items() if mode & (0o005 if (site / name).is_dir() else 0o004) == 0
    }
    assert hidden == {}


def test_a_build_without_history_says_so_with_the_cure(tmp_path: Path) -> None:
    source, clone = copy_project(tmp_path / "source"), tmp_path / "clone"
    git(source, "init", "--quiet", "--initial-branch=main")
    for day in ("2026-01-01", "2026-01-02"):
        (source / "docs" / "methode.md").write_text(f"# Méthode\n\nVue le {day}.\n", encoding="utf-8")
        git(source, "add", "--all")
        git(source, "commit", "--quiet", "--message=x", day=day)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{source}", str(clone))
    done = _build(clone)
    assert done.returncode == 0, done.stderr
    assert "git fetch --unshallow" in done.stderr
    assert "flux" in done.stderr
