"""`catalogue report`: what a proposition changes, in a real Git repository."""

import re
import time

import pytest

from build_tools.contributing.markdown import COMMENT_MAX, harmless
from build_tools.git.base import base_of
from build_tools.review.changes import review
from build_tools.review.in_markdown import MARKER, as_markdown
from tests.conftest import DEMARCHE, MODULE, ROOT, SMALL, catalogue_command, jargon_in
from tests.git_repository import git
from tests.nasty_files import NASTY

pytestmark = pytest.mark.slow


def edit(repository, name, old, new):
    path = repository / "catalogue" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def copy(repository, name, *changes):
    """A new module made from the one that is there."""
    text = (repository / "catalogue" / MODULE).read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = repository / "catalogue" / "modules" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def found(repository):
    folder = repository / "catalogue"
    return review(folder, base_of(folder, "main"))


def told(repository):
    """The report as a reader sees it: plain spaces."""
    return as_markdown(found(repository)).replace("\u00a0", " ").replace("\u202f", " ")


def test_nothing_changed(repository):
    text = told(repository)
    assert text.startswith(MARKER)
    assert "Rien dans le catalogue. **Aucun problème nouveau.**" in text
    assert "- Pages : aucune\n- Flux : aucun\n" in text


def test_a_changed_field_is_told_in_words_with_the_pages_and_feeds_that_show_it(repository):
    edit(repository, MODULE, "secteurs: [", "secteurs: [btp, ")
    text = told(repository)
    assert "1 fiche modifiée. **Aucun problème nouveau.**" in text
    assert "| Secteurs | ajout de « Bâtiment et travaux publics » |" in text
    pages = found(repository).pages
    assert {"modules/nor-teillage-du-lin/", "secteurs/btp/", "regions/normandie/"} <= set(pages.changed)
    assert (pages.new, pages.gone) == ((), ())
    assert "Bâtiment et travaux publics" in text.split("- Flux : ")[1]


def test_a_new_record_is_told_whole_without_what_it_leaves_empty(repository):
    copy(repository, "normandie/nor-lin-deux.yml", ("titre: ", "titre: Autre "))
    change = next(record for record in found(repository).records)
    assert (change.nature, change.before) == ("nouveau", 0)
    assert change.after > 0
    assert all("«\u00a0\u00a0»" not in field.phrase for field in change.changes)
    assert "Nouvelle fiche : Autre " in told(repository)
    assert found(repository).pages.new == ("modules/nor-lin-deux/",)


def test_a_removed_record_is_told_and_is_an_error_without_trace(repository):
    (repository / "catalogue" / MODULE).unlink()
    text = told(repository)
    assert "1 fiche retirée. **À corriger : 1 erreur.**" in text
    assert "`identifiant-disparu`" in text


def test_a_file_that_takes_a_new_name_is_compared_with_what_it_was(repository):
    old = repository / "catalogue" / MODULE
    git(repository, "mv", str(old), str(old.with_name("nor-lin.yml")))
    assert found(repository).records == ()


def test_a_record_of_another_kind_speaks_its_own_words(repository):
    edit(repository, DEMARCHE, 'debut: "2019"', 'debut: "2018"')
    assert "| Début | « 2018 » au lieu de « 2019 » |" in told(repository)


def test_only_the_problems_that_the_proposition_brings_are_told(repository):
    edit(repository, MODULE, "nature: ", "natur: ")
    git(repository, "commit", "--quiet", "--all", "--message=faute déjà là")
    git(repository, "branch", "--force", "main")
    edit(repository, DEMARCHE, "titre: ", "titr: ")
    result = found(repository)
    assert {problem.rule for problem in result.problems} == {"schema-cle-inconnue", "schema-cle-manquante"}
    assert all(problem.path.endswith(DEMARCHE) for problem in result.problems)
    assert result.remaining > 0
    assert result.pages is None
    assert "La liste viendra quand le catalogue n’aura plus d’erreur." in told(repository)


def test_problems_that_it_mends_are_counted(repository):
    edit(repository, DEMARCHE, "titre: ", "titr: ")
    git(repository, "commit", "--quiet", "--all", "--message=faute déjà là")
    git(repository, "branch", "--force", "main")
    edit(repository, DEMARCHE, "titr: ", "titre: ")
    assert "**Aucun problème nouveau.** 2 problèmes résolus." in told(repository)


def test_records_that_look_alike_are_told_apart(repository):
    copy(repository, "normandie/nor-lin-bis.yml")
    text = told(repository)
    assert "### Fiches qui se ressemblent" in text
    assert "- `nor-lin-bis.yml` : Cette fiche ressemble à une autre : nor-teillage-du-lin." in text


def test_completeness_is_given_before_and_after(repository):
    edit(repository, MODULE, "nature: ", "duree: {heures: 14}\nnature: ")
    before, after = found(repository).completeness
    assert (before.modules, after.modules) == (1, 1)
    assert after.share > before.share
    assert after.points >= before.points > 0
    assert re.search(r"\| Champs facultatifs remplis \| \d+,\d % \| \d+,\d % \|", told(repository))


def test_terms_of_vocabularies_are_told_by_label(repository):
    themes = repository / "catalogue" / "vocabulaires" / "themes.yml"
    themes.write_text(themes.read_text() + "\n  - id: nouveau-theme\n    libelle: Nouveau | thème\n")
    assert r"- `themes` : ajout de « Nouveau \| thème »" in told(repository)


def test_personal_data_is_not_repeated(repository):
    copy(repository, "normandie/nor-lin-bis.yml", ("titre: ", "titre: Appeler jean.martin@exemple.fr "))
    text = told(repository)
    assert "`donnee-courriel`" in text
    assert "jean.martin" not in text
    assert "une règle y voit une donnée personnelle" in text


def test_personal_data_that_goes_is_not_repeated_either(repository):
    edit(repository, MODULE, "titre: ", "titre: Appeler jean.martin@exemple.fr ")
    themes = repository / "catalogue" / "vocabulaires" / "themes.yml"
    good = themes.read_text()
    themes.write_text(good + "\n  - id: nouveau-theme\n    libelle: Appeler jean.martin@exemple.fr\n")
    assert "jean.martin" not in told(repository)
    git(repository, "commit", "--quiet", "--all", "--message=avec")
    git(repository, "branch", "--force", "main")
    edit(repository, MODULE, "Appeler jean.martin@exemple.fr ", "")
    themes.write_text(good)
    text = told(repository)
    assert "jean.martin" not in text
    assert "une règle y voit une donnée personnelle" in text
    assert "- `themes` : modifié" in text


def test_personal_data_of_a_file_that_takes_a_new_name_is_not_repeated(repository):
    edit(repository, MODULE, "titre: ", "titre: Appeler jean.martin@exemple.fr ")
    git(repository, "commit", "--quiet", "--all", "--message=avec")
    git(repository, "branch", "--force", "main")
    old = repository / "catalogue" / MODULE
    git(repository, "mv", str(old), str(old.with_name("nor-lin.yml")))
    edit(repository, "modules/normandie/nor-lin.yml", "Appeler jean.martin@exemple.fr ", "")
    text = told(repository)
    assert "1 fiche modifiée" in text
    assert "jean.martin" not in text


@pytest.mark.parametrize(
    "hostile",
    [
        '"<img src=https://exemple.fr/x> @equipe #1 [ici](https://exemple.fr)"',
        '"</details><script>alert(1)</script>"',
        '"a | b `c` ![x](https://exemple.fr)"',
        '"\\u202e\\u0007 gauche"',
    ],
)
def test_what_a_record_says_calls_nobody_and_breaks_nothing(repository, hostile):
    copy(repository, "normandie/nor-lin-bis.yml", ("nature: ", f"evaluation: {hostile}\nnature: "))
    text = told(repository)
    assert not re.search(r"<(?!/?(?:details|summary)>|!--)|@\w|(?<!&)#\w|(?<!\\)\]\(|https?://\w|\u202e|\x07", text)
    assert text.count("<details>") == text.count("</details>") == 1
    assert harmless(text).replace("]&#8203;(", "](") == text


@pytest.mark.long
def test_a_wave_of_records_fits_in_a_comment_counts_first_and_is_soon_checked(repository):
    proposed = ("precisions:\n", 'precisions:\n  - "À classer (thèmes) : réemploi des matériaux"\n')
    for i in range(300):
        copy(repository, f"normandie/nor-lin-{i:03}.yml", ("titre: ", f"titre: Sujet {i} "), proposed)
    begun = time.process_time()
    text = told(repository)
    assert time.process_time() - begun < 20
    assert len(text) < COMMENT_MAX
    assert "300 nouvelles fiches" in text.split("###")[0]
    problems = text.split("### À corriger ou à regarder")[1].split("###")[0]
    assert problems.count("réemploi des matériaux") == 1
    assert "et 299 autres endroits, avertissement `terme-propose`" in problems
    assert "- `modules/normandie` : 300 nouvelles fiches" in text
    assert re.search(r"Le détail de \d+ autres fiches est trop long", text)


def test_the_command_ends_with_1_when_the_proposition_brings_errors(repository):
    assert catalogue_command("report", "--base", "main", cwd=repository).returncode == 0
    edit(repository, MODULE, "titre: ", "titr: ")
    done = catalogue_command("report", "--base", "main", cwd=repository)
    assert (done.returncode, done.stderr) == (1, "")
    assert jargon_in(re.sub(r"`[^`]*`|</?\w+>", "", done.stdout)) == []


def test_a_reference_that_git_does_not_know_is_wrong_use(repository):
    done = catalogue_command("report", "--base", "ailleurs", cwd=repository)
    assert done.returncode == 2
    assert "ailleurs" in done.stderr


def test_a_repository_that_had_no_catalogue_yet(repository):
    git(repository, "switch", "--quiet", "--orphan", "vide")
    (repository / "autre").write_text("rien")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=vide")
    git(repository, "branch", "--force", "main")
    git(repository, "checkout", "travail", "--", "catalogue")
    text = told(repository)
    assert "3 nouvelles fiches" in text


def of_any_content():
    """What accidents and attackers put into files, the invalid cases of every rule, and fields of wrong types."""
    yield from (content for content, _ in NASTY.values())
    yield from (path.read_bytes() for path in sorted((ROOT / "tests" / "cases").glob("*/invalid/*.yml")))
    good = (SMALL / MODULE).read_bytes()
    for key in ("titre", "besoin", "duree", "competences", "themes", "sources", "region", "1", "2026-01-01", "oui"):
        for value in (
            "1",
            "[1]",
            "[[a]]",
            "{1: 2}",
            "{a: [1]}",
            "true",
            "",
            "[{}]",
            "{module: [x]}",
            "{indicateur: {}}",
        ):
            kept = b"".join(line for line in good.splitlines(True) if not line.startswith(f"{key}:".encode()))
            yield kept + f"{key}: {value}\n".encode()


def test_files_of_any_content_are_told_before_and_after(repository):
    folder = repository / "catalogue" / "modules" / "normandie"
    paths = []
    # What says that it replaces something may not stop saying it.
    contents = [content for content in of_any_content() if b"remplace" not in content]
    for i, content in enumerate(contents):
        paths.append(folder / f"nor-cas-{i}.yml")
        paths[-1].write_bytes(content)
    assert f"{len(paths)} nouvelles fiches" in told(repository)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=mauvais")
    git(repository, "branch", "--force", "main")
    good = (repository / "catalogue" / MODULE).read_text()
    for i, path in enumerate(paths):
        path.write_text(good.replace("titre: ", f"titre: Sujet {i} "))
    text = told(repository)
    assert f"{len(paths)} fiches modifiées. **Aucun problème nouveau.**" in text.replace("Aucune erreur", "")
    assert len(text) < COMMENT_MAX
