"""Whatever is done to the records, every address gives the same bytes as a build of the whole site."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_tools.checking.check import check
from build_tools.exports.published import Published
from build_tools.loading import catalogue as loading
from build_tools.loading.catalogue import Document, load
from build_tools.loading.files import CatalogueFile
from build_tools.site.browser_reader import PROGRAM
from build_tools.site.build import BuildError
from build_tools.site.dev_server.live_site import LiveSite, News
from build_tools.site.post_build import complete_site
from tests.conftest import CERTIFICATION, DEMARCHE, MODULE
from tests.git_repository import git
from tests.site import made
from tests.site.site_tools import PROJECT, tree

pytestmark = pytest.mark.slow

SECONDS = 60


class Served:
    """A live_site at work on a small catalogue, beside whole builds of it."""

    def __init__(self, catalogue: Path, theme: Path, folder: Path) -> None:
        self.catalogue = catalogue
        self.said: list[str] = []
        (folder / "atelier").mkdir()
        self.live_site = LiveSite(PROJECT, catalogue, folder / "atelier", self.said.append)
        self.live_site.update()
        self._theme = theme
        self._folder = folder
        self._seen: set[str] = set()

    def built(self) -> dict[str, bytes]:
        """The whole site of the records as they are now: path → content."""
        report = check(load(self.catalogue))
        assert report.catalogue is not None, report.problems
        site = self._folder / "site"
        shutil.copytree(self._theme, site)
        complete_site(site, Published.read(report.catalogue, self.catalogue))
        files = tree(site)
        shutil.rmtree(site)
        return files

    def assert_is(self, expected: dict[str, bytes], but: str = "") -> None:
        """Every address that the site has, or had before, gives what it gives in the built site, or nothing."""
        self._wait_for_index(expected)
        self._seen |= expected.keys()
        kept = {path for path in self._seen - expected.keys() if path.startswith("pagefind/")}  # of pages still open
        paths = sorted(self._seen - kept - {but})
        wrong = [path for path in paths if self.live_site.read(path) != expected.get(path)]
        assert wrong == []

    def _wait_for_index(self, expected: dict[str, bytes]) -> None:
        """The last search index answers while the new one is being made."""
        paths = [path for path in expected if path.startswith(("pagefind/", "recherche/"))]
        end = time.monotonic() + SECONDS
        while any(self.live_site.read(path) != expected[path] for path in paths):
            assert time.monotonic() < end
            time.sleep(0.1)


def _write_module(catalogue: Path, name: str, title: str) -> None:
    text = (catalogue / MODULE).read_text(encoding="utf-8")
    lines = [f"titre: {title}" if line.startswith("titre:") else line for line in text.splitlines()]
    (catalogue / MODULE).with_name(f"{name}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def served(catalogue_copy: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    _write_module(catalogue_copy, "nor-jadis", "Carder la laine")
    _write_module(catalogue_copy, "nor-erreur", "Peindre la faïence")
    served = Served(catalogue_copy, made.theme(tmp_path_factory), tmp_path)
    yield served
    served.live_site.close()


# What may be done to the records, each once and in any order


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _add(catalogue: Path) -> None:
    _write_module(catalogue, "nor-a-ajoute", "Tisser le chanvre avec un zèbre")


def _reword(catalogue: Path) -> None:
    _change(catalogue / MODULE, "resume: >-\n", "resume: >-\n  Au bord de l'Yères.\n")


def _rename(catalogue: Path) -> None:
    old = (catalogue / MODULE).with_name("nor-jadis.yml")
    new = old.rename(old.with_name("nor-desormais.yml"))
    _change(new, "\nsources:", "\nremplace: [nor-jadis]\nsources:")


def _withdraw(catalogue: Path) -> None:
    (catalogue / MODULE).with_name("nor-erreur.yml").unlink()
    (catalogue / "vocabulaires" / "retraits.yml").write_text(
        "termes:\n  - {id: nor-erreur, libelle: Erreur, collection: modules, date: 2026-01-05, motif: Une erreur.}\n",
        encoding="utf-8",
    )


def _change_vocabulary(catalogue: Path) -> None:
    _change(catalogue / "vocabulaires" / "themes.yml", "libelle: ", "libelle: Encore ")


def _change_certification(catalogue: Path) -> None:
    _change(catalogue / CERTIFICATION, "intitule: ", "intitule: Nouvelle ")


def _change_demarche(catalogue: Path) -> None:
    _change(catalogue / DEMARCHE, "titre: ", "titre: Grande ")


def _commit(catalogue: Path) -> None:
    git(catalogue, "init", "-q")
    git(catalogue, "add", "-A")
    git(catalogue, "commit", "-m", "Tout", day="2026-11-20")


EDITS: tuple[Callable[[Path], None], ...] = (
    _add,
    _reword,
    _rename,
    _withdraw,
    _change_vocabulary,
    _change_certification,
    _change_demarche,
    _commit,
)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edit_each_address_is_that_of_a_whole_build(served: Served, seed: int) -> None:
    served.assert_is(served.built())
    for edit in random.Random(seed).sample(EDITS, len(EDITS)):
        edit(served.catalogue)
        served.live_site.update()
        served.assert_is(served.built())


def test_a_broken_record_is_told_and_the_last_good_site_stays(served: Served) -> None:
    before = served.built()
    version = served.live_site.news.version
    _change(served.catalogue / MODULE, "region: normandie", "region: normandy")
    served.live_site.update()
    assert "normandy" in served.said[-1]
    assert served.live_site.news == News(version, served.said[-1])
    # The reader of spreadsheets packs the folder of records as it is when somebody asks for it.
    served.assert_is(before, but=PROGRAM)
    _change(served.catalogue / MODULE, "region: normandy", "region: normandie")
    served.live_site.update()
    assert served.live_site.news == News(version)
    assert "Site à jour en" in served.said[-1]


def test_saving_a_file_as_it_was_is_no_change(served: Served) -> None:
    file, news = served.catalogue / MODULE, served.live_site.news
    said = list(served.said)
    file.write_bytes(file.read_bytes())
    served.live_site.update()
    assert served.live_site.news == news
    assert served.said == said


def test_whoever_waits_is_told_of_the_next_version(served: Served) -> None:
    before = served.live_site.news
    assert served.live_site.wait_for_news(before, 0) == before
    _reword(served.catalogue)
    served.live_site.update()
    after = served.live_site.wait_for_news(before, SECONDS)
    assert after.version != before.version


def test_what_is_made_of_records_that_have_changed_meanwhile_is_given_up(served: Served) -> None:
    export = "data/modules.csv"
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(served.live_site.read, export)
        _reword(served.catalogue)
        served.live_site.update()
        assert asked.result(SECONDS) is not None
    content = served.live_site.read(export)
    assert content is not None
    assert "Yères" in content.decode()


def test_without_any_sound_record_yet_it_says_why(catalogue_copy: Path, tmp_path: Path) -> None:
    _change(catalogue_copy / MODULE, "region: normandie", "region: normandy")
    live_site = LiveSite(PROJECT, catalogue_copy, tmp_path, lambda _: None)
    live_site.update()
    with pytest.raises(BuildError, match="normandy"):
        live_site.read("index.html")


def test_a_page_in_another_encoding_is_told_and_the_server_goes_on(
    catalogue_copy: Path, project: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    (tmp_path / "atelier").mkdir()
    live_site = LiveSite(project, catalogue_copy, tmp_path / "atelier", said.append)
    live_site.update()
    page = project / "docs" / "methode.md"
    good = page.read_bytes()
    page.write_bytes("# Méthode\n".encode("latin-1"))
    live_site.update()
    assert "methode.md" in said[-1]
    assert "UTF-8" in said[-1]
    page.write_bytes(good + b"\nUne phrase neuve.\n")
    live_site.update()
    assert b"Une phrase neuve." in (live_site.read("methode/index.html") or b"")
    live_site.close()


def test_what_nobody_has_foreseen_is_told_and_the_next_change_is_looked_at(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("build_tools.site.dev_server.live_site.load", lambda _: 1 / 0)
        served.live_site.update()
        assert "erreur inattendue" in served.said[-1]
    _reword(served.catalogue)
    served.live_site.update()
    assert "Site à jour en" in served.said[-1]


def test_a_catalogue_that_vanishes_and_comes_back_is_followed(served: Served) -> None:
    aside = served.catalogue.with_name("ailleurs")
    served.catalogue.rename(aside)
    served.live_site.update()
    assert served.live_site.news.problem
    assert served.live_site.read("index.html")
    aside.rename(served.catalogue)
    served.live_site.update()
    assert served.live_site.news.problem == ""


def test_a_record_that_changes_while_it_is_looked_at_is_judged_again(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken after it was read, before its place in the file is looked for."""
    file = served.catalogue / MODULE
    good = file.read_bytes()
    read = loading.read_file

    def read_then_broken(asked: CatalogueFile) -> Document:
        document = read(asked)
        file.write_bytes(b"\xff: [")
        return document

    _change(file, "verifie_le: 2026", "verifie_le: 2016")
    with monkeypatch.context() as patch:
        patch.setattr(loading, "read_file", read_then_broken)
        served.live_site.update()
    served.live_site.update()
    assert "UTF-8" in served.live_site.news.problem
    file.write_bytes(good)
    served.live_site.update()
    assert served.live_site.news.problem == ""


@pytest.mark.long
def test_a_long_report_is_cut_and_one_that_stays_is_not_repeated(served: Served) -> None:
    for i in range(300):
        _write_module(served.catalogue, f"nor-faute-{i:03}", "<b>titre</b>")
    served.live_site.update()
    assert "lignes de plus" in served.said[-1]
    first = len("".join(served.said))
    for _ in range(20):
        served.live_site.update()
    assert first < 10_000
    assert len("".join(served.said)) < first + 20 * 100
