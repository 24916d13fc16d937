"""What a proposal changes outside the catalogue is counted in the first line of its report, in a real repository."""

import os
import subprocess
from dataclasses import replace

import pytest

from build_tools.contributing.markdown import harmless
from build_tools.git.base import base_of
from build_tools.review.changes import Pages, review
from build_tools.review.in_markdown import as_markdown
from tests.conftest import MODULE
from tests.git_repository import git

pytestmark = pytest.mark.slow

WRITTEN = {
    "workflow": ".github/workflows/check.yml",
    "template": "docs/overrides/main.html",
    "script": "docs/assets/javascripts/entete.js",
    "page": "docs/methode.md",
    "code": "build_tools/site/csp.py",
    "setting": "mkdocs.yml",
    "other": "LISEZMOI",
}


def write(repository, name, text="neuf\n"):
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    git(repository, "add", "--force", name)


def found(repository):
    folder = repository / "catalogue"
    return review(folder, base_of(folder, "main"))


def told(repository):
    return as_markdown(found(repository)).replace("\u00a0", " ").replace("\u202f", " ")


def first_line(repository):
    """What follows the report's title."""
    return next(line for line in told(repository).splitlines() if line and line[0] not in "<#")


def kinds(repository):
    return {str(file.path): file.kind for file in found(repository).outside}


# Each is a whole report: one here, the others with the long tests.
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        pytest.param(kind, name, marks=[pytest.mark.long] if kind != "workflow" else [])
        for kind, name in WRITTEN.items()
    ],
)
def test_each_kind_of_file_is_counted_first_and_named(repository, kind, name):
    write(repository, name)
    assert kinds(repository) == {name: kind}
    assert first_line(repository).startswith("**Hors du catalogue, à relire ligne à ligne : 1 ")
    assert "ucun problème nouveau" not in told(repository)
    assert f"`{name}`" in told(repository)


def test_a_committed_change_and_one_that_removes_are_counted(repository):
    for name in WRITTEN.values():
        write(repository, name)
    git(repository, "commit", "--quiet", "--message=tout")
    git(repository, "branch", "--force", "main")
    git(repository, "rm", "--quiet", WRITTEN["workflow"])
    write(repository, WRITTEN["page"], "autre\n")
    git(repository, "commit", "--quiet", "--message=proposition")
    assert kinds(repository) == {WRITTEN["workflow"]: "workflow", WRITTEN["page"]: "page"}
    assert "1 workflow, 1 page ou fichier du site." in first_line(repository)


def test_the_first_line_still_says_what_becomes_of_the_catalogue(repository):
    write(repository, WRITTEN["code"])
    path = repository / "catalogue" / MODULE
    path.write_text(path.read_text().replace("secteurs: [", "secteurs: [btp, "))
    assert first_line(repository).endswith("1 fiche modifiée. Rien à corriger dans le catalogue.")


@pytest.mark.parametrize("name", ["docs/lien.md", "catalogue/modules/normandie/nor-lien.yml", "catalogue/.cache"])
def test_a_link_is_told_wherever_it_is(repository, name):
    (repository / name).parent.mkdir(parents=True, exist_ok=True)
    (repository / name).symlink_to("/etc/passwd")
    git(repository, "add", "--force", name)
    assert kinds(repository) == {name: "link"}
    assert "1 lien vers un autre fichier" in first_line(repository)


def test_a_catalogue_that_becomes_a_link_is_told(repository):
    (repository / "catalogue").rename(repository / "ailleurs")
    (repository / "catalogue").symlink_to("ailleurs")
    git(repository, "add", "--all")
    folder = repository / "catalogue"
    assert "link" in {file.kind for file in review(folder, base_of(folder, "main")).outside}


def test_a_record_that_may_be_run_is_told(repository):
    (repository / "catalogue" / MODULE).chmod(0o755)
    git(repository, "add", "--all")
    assert kinds(repository) == {f"catalogue/{MODULE}": "mode"}


@pytest.mark.parametrize("settings", ["", '[submodule "x"]\n\tpath = x\n\turl = ./x\n\tignore = all\n'])
def test_a_submodule_is_told_even_where_the_proposal_asks_to_ignore_it(repository, settings):
    head = subprocess.run(["git", "-C", repository, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{head.stdout.strip()},x")
    (repository / "x").mkdir()
    if settings:
        write(repository, ".gitmodules", settings)
    git(repository, "commit", "--quiet", "--message=module")
    assert kinds(repository)["x"] == "submodule"


def test_what_nobody_committed_is_not_the_proposal_s(repository):
    (repository / "rapport.md").write_text("à moi")
    assert kinds(repository) == {}


@pytest.mark.long
def test_hundreds_of_files_are_counted_and_the_first_named(repository):
    for i in range(300):
        write(repository, f"docs/page-{i:03}.md")
    text = told(repository)
    assert "300 pages ou fichiers du site" in first_line(repository)
    assert "`docs/page-000.md`" in text
    assert "et 270 autres" in text
    assert len(text) < 10_000


def test_a_name_of_file_calls_nobody(repository):
    name = "docs/@equipe #1 `x` [a](b).md"
    write(repository, name)
    text = told(repository)
    assert harmless(text).replace("&#8203;", "") == text.replace("&#8203;", "")
    assert "« " not in text.split("### Pages")[0].split("### Hors du catalogue")[1]


@pytest.mark.skipif(os.name == "nt", reason="noms de fichiers")
def test_a_name_that_is_no_text_is_told(repository):
    path = os.fsencode(repository / "docs") + b"/\xff.md"
    (repository / "docs").mkdir()
    with open(path, "wb") as file:  # noqa: PTH123  # a path that is no text
        file.write(b"x")
    git(repository, "add", "--all")
    assert "\\udcff.md" in told(repository)


def test_published_addresses_that_go_are_in_the_first_line(repository):
    gone = replace(found(repository), pages=Pages((), (), ("themes/lin/", "themes/bois/")))
    text = as_markdown(gone).replace("\u00a0", " ")
    assert "**Adresses publiées qui disparaissent : 2.** Rien dans le catalogue." in text
    assert "ucun problème nouveau" not in text
