"""A published catalogue, for what compares with Git."""

import subprocess

import pytest


def git(folder, *arguments):
    identity = ["-c", "user.name=Essai", "-c", "user.email=essai@exemple.invalid", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", "-C", folder, *identity, *arguments], check=True, capture_output=True, text=True)


@pytest.fixture
def published(catalogue_copy):
    """A project whose catalogue is published on `main`, and a branch where a contributor works."""
    project = catalogue_copy.parent
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=publié")
    git(project, "switch", "--quiet", "--create=travail")
    return catalogue_copy
