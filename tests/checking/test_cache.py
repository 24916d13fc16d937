"""A check that remembers says what a check from nothing says, whatever was changed in between."""

import os
import random
import shutil
import time

import pytest

from build_tools.checking.cache import CheckCache
from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from tests.conftest import CATALOGUE, MODULE, TODAY

pytestmark = pytest.mark.slow


SECTORS = "vocabulaires/secteurs.yml"


def settle():
    """Let the file system's clock tick, as it does when a person saves one file at a time."""
    time.sleep(0.06)


def replace(file, old, new):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def add(folder, chance):
    file = chance.choice(sorted((folder / "modules").rglob("*.yml")))
    file.with_name(f"{file.stem}-bis.yml").write_bytes(file.read_bytes())


def remove(folder, chance):
    chance.choice(sorted((folder / "modules").rglob("*.yml"))).unlink()


def rename(folder, chance):
    file = chance.choice(sorted((folder / "modules").rglob("*.yml")))
    file.rename(file.with_name(f"{file.stem}-neuf.yml"))


def spoil(folder, chance):
    file = chance.choice(sorted((folder / "modules").rglob("*.yml")))
    file.write_text(file.read_text() + chance.choice(["inconnu: 1\n", "titre: deux\n", "  : [\n", "# rien\n"]))


def move_term(folder, chance):
    replace(folder / SECTORS, "id: btp", "id: batiment")


def rewrite(folder, chance):
    replace(folder / SECTORS, "\n    libelle:", "\n    # relu\n    libelle:")


EDITS = (add, remove, rename, spoil, spoil, spoil, move_term, rewrite)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_random_edits_are_all_seen(tmp_path, seed):
    folder = tmp_path / "catalogue"
    shutil.copytree(CATALOGUE, folder)
    chance, cache = random.Random(seed), CheckCache()
    for edit in chance.sample(EDITS, 5):
        settle()
        check(load(folder), cache=cache, today=TODAY)
        edit(folder, chance)
        assert check(load(folder), cache=cache, today=TODAY) == check(load(folder), today=TODAY), edit.__name__


def test_what_has_not_changed_is_not_read_again(catalogue_copy):
    settle()
    cache = CheckCache()
    first = check(load(catalogue_copy), cache=cache, today=TODAY).catalogue
    replace(catalogue_copy / MODULE, "titre: ", "titre: Neuf ")
    second = check(load(catalogue_copy), cache=cache, today=TODAY).catalogue
    changed = [name for name, module in second.modules.items() if module is not first.modules[name]]
    assert changed == ["nor-teillage-du-lin"]


def test_a_change_is_seen_whatever_the_date_that_the_file_is_given(catalogue_copy):
    cache, file = CheckCache(), catalogue_copy / MODULE
    settle()
    check(load(catalogue_copy), cache=cache, today=TODAY)
    before = file.stat()
    replace(file, "titre: C", "titre: D")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert check(load(catalogue_copy), cache=cache, today=TODAY).catalogue.modules[file.stem].titre[0] == "D"
