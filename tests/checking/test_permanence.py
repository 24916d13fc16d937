"""`--base` and `--changed`, in real Git repositories: what vanished, what changed, what cannot be known."""

import subprocess
from typing import get_args

import pytest

from build_tools.checking.check import check, known_ids_of
from build_tools.checking.rules.fichier.permanence import RESERVED
from build_tools.git.base import base_of
from build_tools.git.run import GitError
from build_tools.loading.catalogue import load
from build_tools.model.vocabulary import Permanent
from build_tools.site.listing import orders
from build_tools.site.pages import data_pages
from tests.checking.conftest import git
from tests.conftest import DEMARCHE, MODULE, ROOT, catalogue_command

pytestmark = pytest.mark.slow


NBSP = "\u00a0"
OLD = "nor-teillage-du-lin"
TITLE = "Compétences liées au teillage (filière lin)"


def check_command(catalogue, *arguments):
    return catalogue_command("check", *arguments, cwd=catalogue.parent)


def places(done):
    return [line.split(": ", 1)[0] for line in done.stdout.splitlines() if "[" in line and ".yml:" in line]


# Permanence ----------------------------------------------------------------------------------------------------------


def test_nothing_vanished(published):
    done = check_command(published, "--base", "main")
    assert (done.returncode, done.stdout) == (0, f"3 fiches vérifiées{NBSP}: aucun problème.\n")


def test_a_record_that_vanished_is_told_where_it_was(published):
    (published / MODULE).unlink()
    done = check_command(published, "--base", "main")
    assert done.returncode == 1
    assert done.stdout.startswith(
        f"catalogue/{MODULE}:1:1: erreur [identifiant-disparu] «{NBSP}{OLD}{NBSP}» est publié"
    )
    assert "retraits.yml" in done.stdout


def test_a_record_that_was_renamed_is_told_to_say_so_and_then_may_go(published):
    old = published / MODULE
    new = old.with_name("nor-lin.yml")
    git(published, "mv", str(old), str(new))
    done = check_command(published, "--base", "main")
    assert f"Ajoutez «{NBSP}remplace: [{OLD}]{NBSP}» à la fiche «{NBSP}nor-lin{NBSP}»" in done.stdout
    new.write_text(new.read_text().replace("\nsources:", f"\nremplace: [{OLD}]\nsources:"))
    assert check_command(published, "--base", "main").returncode == 0


def test_a_record_that_moved_to_another_folder_keeps_its_address(published):
    (published / "demarches" / "ailleurs").mkdir()
    (published / DEMARCHE).rename(published / "demarches" / "ailleurs" / f"{DEMARCHE.rpartition('/')[2]}")
    assert "identifiant-disparu" not in check_command(published, "--base", "main").stdout


def withdraw(catalogue, id_, collection, more="", title="Ancien titre"):
    (catalogue / "vocabulaires" / "retraits.yml").write_text(
        f"termes:\n  - id: {id_}\n    libelle: {title}\n    collection: {collection}\n"
        f"    date: 2026-01-05\n    motif: La source a été retirée.\n{more}"
    )


def test_a_withdrawn_record_may_go(published):
    (published / MODULE).unlink()
    withdraw(published, OLD, "modules", title=TITLE)
    assert check_command(published, "--base", "main").returncode == 0


def test_a_withdrawal_keeps_the_title_of_what_it_withdraws_in_two_steps_too(published):
    (published / MODULE).unlink()
    withdraw(published, OLD, "modules", title="Tout autre chose")
    refused(published, f"« {OLD} » avait pour titre « {TITLE} »")
    withdraw(published, OLD, "modules", title=TITLE)
    publish(published)
    withdraw(published, OLD, "modules", title="Tout autre chose")
    refused(published, f"« {OLD} » avait pour titre « {TITLE} »")


@pytest.mark.parametrize("collection", ["modules", "themes"])
def test_what_was_never_published_is_not_withdrawn(published, collection):
    withdraw(published, "nor-jamais-vu", collection)
    refused(published, "« nor-jamais-vu » n’a jamais été publié : il n’y a rien à retirer")


def test_a_term_that_vanished_is_told_and_may_be_withdrawn(published):
    themes = published / "vocabulaires" / "themes.yml"
    themes.write_text(themes.read_text() + "\n  - id: nouveau-theme\n    libelle: Nouveau\n")
    git(published, "commit", "--quiet", "--all", "--message=thème")
    git(published, "branch", "--force", "main")
    themes.write_text(themes.read_text().replace("  - id: nouveau-theme\n    libelle: Nouveau\n", ""))
    done = check_command(published, "--base", "main")
    assert places(done) == ["catalogue/vocabulaires/themes.yml:1:1"]
    assert f"Le terme «{NBSP}nouveau-theme{NBSP}» est publié" in done.stdout
    withdraw(published, "nouveau-theme", "themes", "    remplace_par: langues\n", title="Nouveau")
    assert check_command(published, "--base", "main").returncode == 0


def test_what_is_published_after_the_branch_left_is_not_missed(published):
    git(published, "switch", "--quiet", "main")
    new = (published / MODULE).with_name("nor-nouveau.yml")
    new.write_text((published / MODULE).read_text().replace("titre: ", "titre: Autre "))
    git(published, "add", ".")
    git(published, "commit", "--quiet", "--message=autre fiche")
    git(published, "switch", "--quiet", "travail")
    assert check_command(published, "--base", "main").returncode == 0


@pytest.mark.parametrize(
    ("more", "id_", "told"),
    [
        ("", OLD, f"«{NBSP}{OLD}{NBSP}» est dit retiré, mais il est dans le catalogue."),
        ("    remplace_par: absent\n", "parti", f"«{NBSP}absent{NBSP}» n’est pas dans le catalogue"),
    ],
)
def test_a_withdrawal_that_is_not_true_is_told(catalogue_copy, more, id_, told):
    withdraw(catalogue_copy, id_, "modules", more)
    done = check_command(catalogue_copy)
    assert done.returncode == 1
    assert "erreur [retrait-coherence] " + told in done.stdout


def test_a_record_that_is_said_replaced_must_be_gone(catalogue_copy):
    file = catalogue_copy / MODULE
    file.write_text(file.read_text().replace("\nsources:", f"\nremplace: [{OLD}]\nsources:"))
    done = check_command(catalogue_copy)
    assert f"[retrait-coherence] «{NBSP}{OLD}{NBSP}» est dit remplacé" in done.stdout


# More than one step --------------------------------------------------------------------------------------------------


def publish(catalogue):
    git(catalogue, "add", "--all", ".")
    git(catalogue, "commit", "--quiet", "--message=publié")
    git(catalogue, "branch", "--force", "main")


def rename(catalogue, old, new, *replaced):
    """Rename the record, which then replaces these."""
    file = (catalogue / MODULE).with_name(f"{new}.yml")
    (catalogue / MODULE).with_name(f"{old}.yml").rename(file)
    lines = [line for line in file.read_text().splitlines() if not line.startswith("remplace:")]
    at = lines.index("sources:")
    file.write_text("\n".join([*lines[:at], f"remplace: [{', '.join(replaced)}]", *lines[at:], ""]))
    return file


def refused(catalogue, message):
    done = check_command(catalogue, "--base", "main")
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert message in done.stdout.replace(NBSP, " ")


def test_a_withdrawal_that_is_dropped_is_told(published):
    (published / MODULE).unlink()
    withdraw(published, OLD, "modules")
    publish(published)
    (published / "vocabulaires" / "retraits.yml").unlink()
    refused(published, "[identifiant-disparu] « nor-teillage-du-lin » a été publié, puis remplacé ou retiré")


def test_a_replacement_that_is_dropped_is_told(published):
    file = rename(published, OLD, "nor-lin", OLD)
    publish(published)
    file.write_text(file.read_text().replace(f"remplace: [{OLD}]\n", ""))
    refused(published, "« nor-teillage-du-lin » a été publié, puis remplacé ou retiré")


def test_a_record_renamed_twice_names_both_its_old_names(published):
    rename(published, OLD, "nor-lin", OLD)
    publish(published)
    rename(published, "nor-lin", "nor-fibres", "nor-lin")
    refused(published, "« nor-teillage-du-lin » a été publié, puis remplacé ou retiré")
    rename(published, "nor-fibres", "nor-fibres", "nor-lin", OLD)
    assert check_command(published, "--base", "main").returncode == 0


def test_a_withdrawn_name_is_not_given_to_something_else_but_may_come_back(published):
    text = (published / MODULE).read_text()
    (published / MODULE).unlink()
    withdraw(published, OLD, "modules")
    publish(published)
    (published / "vocabulaires" / "retraits.yml").unlink()
    (published / MODULE).write_text(text)
    refused(published, "« nor-teillage-du-lin » a déjà servi, pour « Ancien titre »")
    title = next(line for line in text.splitlines() if line.startswith("titre: "))
    (published / MODULE).write_text(text.replace(title, "titre: Ancien titre"))
    assert check_command(published, "--base", "main").returncode == 0


def test_a_replaced_name_is_not_given_to_another_module(published):
    text = (published / MODULE).read_text()
    rename(published, OLD, "nor-lin", OLD)
    publish(published)
    rename(published, "nor-lin", "nor-lin")
    title = next(line for line in text.splitlines() if line.startswith("titre: "))
    (published / MODULE).write_text(text.replace(title, "titre: Tout autre chose"))
    refused(published, "« nor-teillage-du-lin » a déjà servi")


def test_what_was_never_published_is_not_replaced(published):
    rename(published, OLD, "nor-lin", OLD, "nor-jamais-vu")
    refused(published, "« nor-jamais-vu » n’a jamais été publié")


@pytest.mark.parametrize("value", ["3", "nor-ancien", "{a: 1}", "[3, [nor-ancien]]", "[]", ""])
def test_a_reference_whose_replacements_cannot_be_read_is_no_accident(published, value):
    text = (published / MODULE).read_text()
    (published / MODULE).write_text(text.replace("\nsources:", f"\nremplace: {value}\nsources:"))
    publish(published)
    (published / MODULE).write_text(text)
    done = check_command(published, "--base", "main")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize("page", sorted(RESERVED))
def test_an_address_of_the_site_s_own_pages_is_not_taken_over(catalogue_copy, page):
    rename(catalogue_copy, OLD, OLD, page)
    done = check_command(catalogue_copy)
    assert done.returncode == 1
    assert f"« {page} » est l’adresse d’une page du site" in done.stdout.replace(NBSP, " ")


def test_the_reserved_addresses_are_those_of_the_lists(catalogue_copy):
    report = check(load(catalogue_copy))
    assert {order.id for order in orders(report.catalogue)} == RESERVED


def test_no_other_page_stands_where_a_record_or_term_could(catalogue_copy):
    """Below the sections of what has an id, the site has a page for each id, and those whose names are reserved."""
    report = check(load(catalogue_copy))
    sections = {"sources" if name == "documents" else name: name for name in get_args(Permanent)}
    below = {page.address.rstrip("/") for page in data_pages(report.catalogue) if page.section in sections}
    ids = known_ids_of(report.catalogue)
    own = {f"{section}/{id_}" for section, name in sections.items() for id_ in ids[name]}
    assert below - own <= {f"modules/{name}" for name in RESERVED}
    written = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("*/*.md")}
    assert {path for path in written if path.partition("/")[0] in sections} == {f"{name}/index.md" for name in sections}


def test_no_module_has_the_name_of_a_page(catalogue_copy):
    rename(catalogue_copy, OLD, "par-region", "nor-ancien")
    assert "[identifiant-prefixe]" in check_command(catalogue_copy).stdout


def test_an_old_address_leads_to_one_record(catalogue_copy):
    rename(catalogue_copy, OLD, OLD, "nor-ancien", "nor-ancien")
    assert "« remplace » contient plusieurs fois « nor-ancien »" in check_command(catalogue_copy).stdout.replace(
        NBSP, " "
    )


# The ledger ----------------------------------------------------------------------------------------------------------


def ledger(catalogue, *arguments):
    return catalogue_command("ledger", *arguments, cwd=catalogue.parent)


def test_the_ledger_is_only_added_to_and_written_again_only_for_something_new(published):
    assert ledger(published).returncode == 0
    file = published / "identifiants.txt"
    first = file.read_text()
    assert f"modules/{OLD}\n" in first
    assert "rien à ajouter" in ledger(published).stdout
    rename(published, OLD, "nor-lin", OLD)
    ledger(published)
    assert set(file.read_text().splitlines()) == {*first.splitlines(), "modules/nor-lin"}


def test_a_new_record_need_not_be_in_the_ledger(published):
    ledger(published)
    publish(published)
    new = (published / MODULE).with_name("nor-nouveau.yml")
    new.write_text((published / MODULE).read_text().replace("titre: ", "titre: Autre "))
    assert check_command(published, "--base", "main").returncode == 0


def test_without_a_reference_the_ledger_remembers(catalogue_copy):
    ledger(catalogue_copy)
    (catalogue_copy / MODULE).unlink()
    done = check_command(catalogue_copy)
    assert done.returncode == 1
    assert "identifiants.txt" in done.stdout
    assert "« nor-teillage-du-lin » a été publié, et rien ne dit ce qu’il est devenu" in done.stdout.replace(NBSP, " ")
    withdraw(catalogue_copy, OLD, "modules")
    assert check_command(catalogue_copy).returncode == 0


def test_a_ledger_that_is_cut_is_told(published):
    ledger(published)
    publish(published)
    file = published / "identifiants.txt"
    file.write_text(file.read_text().replace(f"modules/{OLD}\n", ""))
    refused(published, f"1 ligne manque dans le registre des identifiants : {OLD}.")
    file.unlink()
    refused(published, "lignes manquent dans le registre")


def test_a_line_of_the_ledger_that_cannot_be_read_is_told(catalogue_copy):
    ledger(catalogue_copy)
    with (catalogue_copy / "identifiants.txt").open("a") as file:
        file.write("modules/Écrit à la main\n")
    assert "n’est pas une ligne du registre" in check_command(catalogue_copy).stdout


def spoil_order(lines):
    return [lines[0], *reversed(lines[1:])]


def double_a_line(lines):
    return [*lines, lines[-1]]


@pytest.mark.parametrize("spoil_lines", [spoil_order, double_a_line])
def test_a_ledger_out_of_order_is_told_once_and_set_right_by_the_command(catalogue_copy, spoil_lines):
    ledger(catalogue_copy)
    file = catalogue_copy / "identifiants.txt"
    good = file.read_text()
    file.write_text("\n".join([*spoil_lines(good.splitlines()), ""]))
    done = check_command(catalogue_copy)
    assert done.returncode == 1
    assert done.stdout.count("[retrait-coherence]") == 1
    assert "est en double ou hors de sa place" in done.stdout
    assert ledger(catalogue_copy, "--check").returncode == 1
    done = ledger(catalogue_copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 identifiant ajouté" in done.stdout
    assert file.read_text() == good


def test_the_command_never_drops_a_line_that_it_cannot_read(catalogue_copy):
    ledger(catalogue_copy)
    file = catalogue_copy / "identifiants.txt"
    spoilt = file.read_text() + "modules/Écrit à la main\n"
    file.write_text(spoilt)
    assert ledger(catalogue_copy).returncode == 1
    assert file.read_text() == spoilt


def test_the_command_can_say_what_is_missing_and_write_nothing(catalogue_copy):
    done = ledger(catalogue_copy, "--check")
    assert done.returncode == 1
    assert f"modules/{OLD}" in done.stdout
    assert not (catalogue_copy / "identifiants.txt").exists()
    ledger(catalogue_copy)
    done = ledger(catalogue_copy, "--check")
    assert (done.returncode, done.stderr) == (0, "")


# What changed --------------------------------------------------------------------------------------------------------


def spoil(file):
    file.write_text(file.read_text().replace("region: normandie", "region: Normandie"))


def test_only_changed_files_are_reported_committed_or_not(published):
    spoil(published / DEMARCHE)
    git(published, "commit", "--quiet", "--all", "--message=faute")
    git(published, "branch", "--force", "main")  # the fault is already published: not this contributor's
    (published / MODULE).write_text((published / MODULE).read_text() + "inconnue: 1\n")
    new = published / "modules" / "normandie" / "nor-é t\n.yml"
    new.write_text("titre: Neuf\n")
    done = check_command(published, "--changed", "--base", "main")
    assert {place.rsplit(":", 2)[0] for place in places(done)} == {
        f"catalogue/{MODULE}",
        r"catalogue/modules/normandie/nor-é t\x0a.yml",
    }
    git(published, "add", ".")
    git(published, "commit", "--quiet", "--message=deux fiches")
    assert check_command(published, "--changed", "--base", "main").stdout == done.stdout


def test_a_renamed_file_counts_as_changed(published):
    spoil(published / MODULE)
    git(published, "commit", "--quiet", "--all", "--message=faute")
    git(published, "branch", "--force", "main")
    git(published, "mv", str(published / MODULE), str((published / MODULE).with_name("nor-lin.yml")))
    found = places(check_command(published, "--changed", "--base", "main"))
    assert "catalogue/modules/normandie/nor-lin.yml:6:9" in found


def test_nothing_changed(published):
    spoil(published / MODULE)
    git(published, "commit", "--quiet", "--all", "--message=faute")
    done = check_command(published, "--changed", "--base", "HEAD")
    assert (done.returncode, done.stdout) == (0, f"0 fiche vérifiée{NBSP}: aucun problème.\n")


# What Git cannot say -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reference", ["inconnue", "--output=/vol", "-", "", "main\nHEAD", "HEAD:catalogue"])
def test_a_reference_that_is_none_is_wrong_use(published, reference):
    done = check_command(published, f"--base={reference}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Git" in done.stderr
    assert "fatal" not in done.stderr


def test_outside_a_repository_is_wrong_use(catalogue_copy, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(catalogue_copy.parent))
    done = check_command(catalogue_copy, "--base", "main")
    assert (done.returncode, done.stdout) == (2, "")
    assert "n’est pas dans un dépôt Git" in done.stderr


def test_without_git_is_wrong_use(published, monkeypatch):
    monkeypatch.setenv("PATH", "/nulle-part")
    done = check_command(published, "--base", "main")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Git n’est pas installé" in done.stderr


def test_a_shallow_clone_without_the_common_commit_is_told(published, tmp_path):
    (published / MODULE).write_text((published / MODULE).read_text() + "\n")
    git(published, "commit", "--quiet", "--all", "--message=un")
    git(published, "switch", "--quiet", "main")
    (published / DEMARCHE).write_text((published / DEMARCHE).read_text() + "\n")
    git(published, "commit", "--quiet", "--all", "--message=deux")
    clone = tmp_path / "clone"
    source = f"file://{published.parent}"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=travail", source, clone], check=True
    )
    with pytest.raises(GitError, match="histoire commune"):
        base_of(clone / "catalogue", "origin/main")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--changed"],
        ["--changed", "--base", "main", "catalogue"],
        ["--stdin"],
        ["--filename", "catalogue/modules/x.yml"],
        ["--stdin", "--filename", "ailleurs.yml"],
        ["--stdin", "--filename", "catalogue"],
        ["--stdin", "--filename", "catalogue/../secret.yml"],
        ["--stdin", "--filename", f"catalogue/{MODULE}", "catalogue"],
    ],
)
def test_contradictions_are_wrong_use(published, arguments):
    done = check_command(published, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
