"""A small catalogue in a Git repository, whose branch `main` is published."""

import pytest

from tests.conftest import copy_small_catalogue
from tests.git_repository import git


@pytest.fixture
def repository(tmp_path):
    """The project's folder: a catalogue of one record of each kind, committed on `main`, and a branch to work on."""
    folder = tmp_path / "projet"
    copy_small_catalogue(folder / "catalogue")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=publié")
    git(folder, "switch", "--quiet", "--create", "travail")
    return folder
