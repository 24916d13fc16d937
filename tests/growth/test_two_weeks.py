"""Two weeks of a repository: proposals by every door, conflicts, two at once, a withdrawal, a release, a revert.

`origin` is a bare repository as a host has it; whoever proposes, reviews or merges works in a clone of their own, with
the commands that the workflows run.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from build_tools.git.proposal_branch import TakenOverError, push_proposal
from build_tools.git.release import next_release
from build_tools.review.other_proposals import overlaps, records_in
from tests.conftest import MODULE, TODAY, catalogue_command, copy_small_catalogue
from tests.contributing.harvest.made import declare, entries, excel_csv
from tests.contributing.issues.rendering import good as good_issue
from tests.contributing.spreadsheet.made import good as good_row
from tests.contributing.spreadsheet.made import table, xlsx
from tests.git_repository import git

pytestmark = pytest.mark.long

DAY = ("--today", TODAY.isoformat())
RECORD = f"catalogue/{MODULE}"
CARGO = "catalogue/modules/normandie/nor-reparer-un-velo-cargo.yml"


class Repository:
    """The bare repository, and what people do in clones of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin, self.count = folder, folder / "origin.git", 0
        seed = folder / "seed"
        copy_small_catalogue(seed / "catalogue")
        git(seed, "init", "--quiet", "--initial-branch=main")
        git(seed, "add", "--all")
        git(seed, "commit", "--quiet", "--message=publié")
        git(folder, "clone", "--quiet", "--bare", str(seed), str(self.origin))

    def clone(self, branch: str = "main") -> Path:
        """A fresh clone, as a runner or a person has it."""
        self.count += 1
        target = self.folder / f"clone-{self.count}"
        git(self.folder, "clone", "--quiet", "--branch", branch, str(self.origin), str(target))
        git(target, "config", "user.name", "T")
        git(target, "config", "user.email", "t@exemple.fr")
        return target

    def propose(self, clone: Path, branch: str) -> None:
        """What has changed in the clone, on a branch of the repository."""
        git(clone, "switch", "--quiet", "--create", branch)
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", f"--message={branch}")
        git(clone, "push", "--quiet", "origin", branch)

    def checked(self, branch: str, code: int = 0) -> str:
        """What the workflow `check` says of a branch: the report, then the check against main."""
        clone = self.clone(branch)
        report = run(clone, "report", "--base", "origin/main", code=code)
        run(clone, "check", "--format", "github", "--base", "origin/main", "--changed", code=code)
        return report

    def merge(self, branch: str) -> bool:
        """Merge a branch into main; whether Git could do it alone. Main is without error afterwards."""
        clone = self.clone()
        try:
            git(clone, "merge", "--quiet", "--no-ff", "--no-edit", f"origin/{branch}")
        except subprocess.CalledProcessError:
            return False
        run(clone, "check")
        git(clone, "push", "--quiet", "origin", "main")
        return True


def run(clone: Path, *arguments: str | Path, code: int = 0) -> str:
    """What a command says, with plain spaces."""
    done = catalogue_command(*arguments, cwd=clone)
    assert done.returncode == code, done.stdout + done.stderr
    return (done.stdout + done.stderr).replace("\u00a0", " ").replace("’", "'")


def edit(clone: Path, old: str, new: str, path: str = RECORD) -> None:
    """Change a text of a record, which holds it."""
    text = (clone / path).read_text()
    assert old in text
    (clone / path).write_text(text.replace(old, new))


def from_issue(clone: Path, title: str) -> None:
    ticket = clone.parent / "ticket.md"
    ticket.write_text(good_issue(titre=title))
    run(clone, "from-issue", ticket, "--answer", clone.parent / "reponse.md", *DAY)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_every_door_leads_to_a_merge(repository: Repository) -> None:
    issue = repository.clone()
    from_issue(issue, "Réparer un vélo cargo")
    repository.propose(issue, "fiche/ticket-1")

    sheet = repository.clone()
    run(sheet, "import", xlsx(sheet.parent / "a.xlsx", table(good_row(), good_row(Titre="Souder un cadre de vélo"))))
    repository.propose(sheet, "tableur")

    terminal = repository.clone()
    given = ("--titre", "Trier les fibres du lin", "--region", "Bretagne", "--nature", "technique")
    more = ("--resume", "Reconnaître et trier les fibres du lin après le teillage.", "--secteurs", "industrie")
    run(terminal, "new", *given, *more, "--transitions", "", "--document", "guide-8", *DAY)
    repository.propose(terminal, "terminal")

    hand = repository.clone()
    edit(hand, "titre: Compétences liées au teillage", "titre: Compétences du teillage")
    run(hand, "fmt", "--check")
    repository.propose(hand, "a-la-main")

    harvest = repository.clone()
    declare(harvest / "catalogue")
    (harvest.parent / "liste.csv").write_bytes(excel_csv(entries(3)))
    run(harvest, "harvest", "velo", "--file", harvest.parent / "liste.csv", "--write", *DAY)
    repository.propose(harvest, "collecte/velo")

    for branch in ("fiche/ticket-1", "tableur", "terminal", "a-la-main", "collecte/velo"):
        assert "À corriger :" not in repository.checked(branch), branch
        assert repository.merge(branch), branch
    main = repository.clone()
    titles = run(main, "check")
    assert "10 fiches vérifiées" in titles


def test_two_proposals_of_one_module_meet_before_they_are_merged(repository: Repository) -> None:
    proposed = {}
    for number in (1, 2):
        clone = repository.clone()
        from_issue(clone, "Réparer un vélo cargo")
        repository.propose(clone, f"fiche/ticket-{number}")
        patch = "\n".join(f"+{line}" for line in (clone / CARGO).read_text().splitlines())
        proposed[number] = list(records_in([{"filename": CARGO, "status": "added", "patch": patch}]))
    [overlap] = overlaps(proposed[1], {2: proposed[2]})
    assert (overlap.number, overlap.theirs.title) == (2, "Réparer un vélo cargo")
    assert repository.merge("fiche/ticket-1")
    assert repository.merge("fiche/ticket-2")  # to the letter the same: nothing is left to merge


def test_two_changes_of_one_line_are_a_conflict_whose_marks_are_named(repository: Repository) -> None:
    for branch, title in (("un", "titre: Le teillage"), ("deux", "titre: Teiller")):
        clone = repository.clone()
        edit(clone, "titre: Compétences liées au teillage", title)
        repository.propose(clone, branch)
    assert repository.merge("un")
    assert not repository.merge("deux")

    clone = repository.clone("deux")
    with pytest.raises(subprocess.CalledProcessError):
        git(clone, "merge", "--quiet", "origin/main")
    assert "marque de conflit de Git" in run(clone, "check", code=1)
    git(clone, "checkout", "--quiet", "--ours", RECORD)
    run(clone, "check")
    git(clone, "commit", "--quiet", "--all", "--message=choisi")
    git(clone, "push", "--quiet", "origin", "deux")
    assert repository.merge("deux")
    assert "titre: Teiller" in (repository.clone() / RECORD).read_text()


def test_a_new_document_in_two_proposals_is_no_conflict(repository: Repository) -> None:
    text = (
        "libelle: {0}\ndescription: Une page sur {0}.\nediteur: Région\nadresse: https://www.data.gouv.fr/{0}\n"
        "nature: source\n"
    )
    for name in ("alpha", "beta"):
        clone = repository.clone()
        (clone / "catalogue" / "vocabulaires" / "documents" / f"{name}.yml").write_text(text.format(name))
        repository.propose(clone, name)
    assert repository.merge("alpha")
    assert repository.merge("beta")


def test_a_reviewer_s_commit_stays_when_the_author_edits_the_issue(repository: Repository) -> None:
    clone = repository.clone()
    from_issue(clone, "Réparer un vélo cargo")
    git(clone, "add", "--all")
    git(clone, "-c", "user.email=robot@exemple.fr", "commit", "--quiet", "--message=ticket")
    git(clone, "commit", "--quiet", "--amend", "--author=Robot <robot@exemple.fr>", "--no-edit")
    push_proposal(clone, "fiche/ticket-1", "main")
    push_proposal(clone, "fiche/ticket-1", "main")  # again, as nobody has added anything

    reviewer = repository.clone("fiche/ticket-1")
    edit(reviewer, "titre: Réparer un vélo cargo", "titre: Réparer un vélo cargo électrique", CARGO)
    git(reviewer, "commit", "--quiet", "--all", "--message=relu")
    git(reviewer, "push", "--quiet", "origin", "fiche/ticket-1")
    with pytest.raises(TakenOverError):
        push_proposal(clone, "fiche/ticket-1", "main")
    assert repository.merge("fiche/ticket-1")
    assert "électrique" in (repository.clone() / CARGO).read_text()


def test_a_module_leaves_with_a_reason_or_not_at_all(repository: Repository) -> None:
    clone = repository.clone()
    (clone / RECORD).unlink()
    repository.propose(clone, "retrait")
    assert "est publié : son adresse ne peut pas disparaître" in repository.checked("retrait", code=1)

    name, title = Path(MODULE).stem, "Compétences liées au teillage (filière lin)"
    (clone / "catalogue" / "vocabulaires" / "retraits.yml").write_text(
        f"termes:\n  - id: {name}\n    libelle: {title}\n    collection: modules\n    date: {TODAY}\n"
        "    motif: La Région ne l'achète plus.\n"
    )
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message=motif")
    git(clone, "push", "--quiet", "origin", "retrait")
    assert "Fiche retirée" in repository.checked("retrait")
    assert repository.merge("retrait")


def test_a_release_is_named_once_and_a_revert_makes_another(repository: Repository) -> None:
    main = repository.clone()
    first = next_release(main / "catalogue")
    assert first is not None
    git(main, "tag", first.name, first.commit)
    git(main, "push", "--quiet", "origin", first.name)
    assert next_release(repository.clone() / "catalogue") is None

    clone = repository.clone()
    edit(clone, "confiance: haute", "confiance: faible")
    repository.propose(clone, "confiance")
    assert repository.merge("confiance")
    bad = repository.clone()
    assert next_release(bad / "catalogue") is not None
    git(bad, "switch", "--quiet", "--create", "retour")
    git(bad, "revert", "--no-edit", "--mainline=1", "HEAD")
    git(bad, "push", "--quiet", "origin", "retour")
    assert "au lieu de" in repository.checked("retour")
    assert repository.merge("retour")
    assert "confiance: haute" in (repository.clone() / RECORD).read_text()


def test_the_revert_of_a_new_module_asks_what_becomes_of_its_address(repository: Repository) -> None:
    clone = repository.clone()
    from_issue(clone, "Réparer un vélo cargo")
    repository.propose(clone, "fiche/ticket-1")
    assert repository.merge("fiche/ticket-1")
    bad = repository.clone()
    git(bad, "switch", "--quiet", "--create", "retour")
    git(bad, "revert", "--no-edit", "--mainline=1", "HEAD")
    git(bad, "push", "--quiet", "origin", "retour")
    assert "nor-reparer-un-velo-cargo » est publié" in repository.checked("retour", code=1)
