"""A gap's address never dies either; a term of the vocabulary of the same name is none."""

import shutil

import pytest

from build_tools.checking.check import known_ids_of
from build_tools.checking.ledger import with_present
from tests.checking.conftest import git
from tests.conftest import GAP, SMALL, catalogue_command

pytestmark = pytest.mark.slow
ID = "nor-teiller-le-lin"


@pytest.fixture
def with_gap(published):
    """The published catalogue with one gap more."""
    git(published.parent, "switch", "--quiet", "main")
    (published / GAP).parent.mkdir(parents=True)
    shutil.copy(SMALL / GAP, published / GAP)
    git(published.parent, "add", ".")
    git(published.parent, "commit", "--quiet", "--message=un écart")
    git(published.parent, "switch", "--quiet", "--force-create", "travail")
    return published


def check_command(catalogue):
    return catalogue_command("check", "--base", "main", cwd=catalogue.parent)


def test_a_gap_that_vanished_is_told_and_withdrawn_may_go(with_gap):
    title = "Teiller le lin, c'est-à-dire séparer le bois de la fibre"
    (with_gap / GAP).unlink()
    done = check_command(with_gap)
    assert done.returncode == 1
    assert f"catalogue/{GAP}:1:1: erreur [identifiant-disparu]" in done.stdout
    (with_gap / "vocabulaires" / "retraits.yml").write_text(
        f"termes:\n  - id: {ID}\n    libelle: {title}\n    collection: ecarts\n"
        "    date: 2026-11-21\n    motif: La source a été retirée.\n"
    )
    assert check_command(with_gap).returncode == 0


def test_a_term_of_the_vocabulary_may_go_without_a_word(with_gap):
    words = with_gap / "vocabulaires" / "ecarts.yml"
    text = words.read_text()
    words.write_text(text[: text.index("  - id: particulier")])
    assert "identifiant-disparu" not in check_command(with_gap).stdout


def test_the_ledger_names_gaps_and_not_the_terms(real_catalogue):
    lines = with_present("", real_catalogue, known_ids_of(real_catalogue)).splitlines()
    named = {line.removeprefix("ecarts/") for line in lines if line.startswith("ecarts/")}
    assert named == set(real_catalogue.ecarts)
