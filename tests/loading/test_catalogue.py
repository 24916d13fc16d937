"""A loaded folder: each file read once, contents in the place of those on disk, and what cannot be read."""

from collections import Counter

import pytest

from build_tools.checking.check import check
from build_tools.loading.catalogue import UNREADABLE, load, terms_of
from build_tools.loading.files import CatalogueFile
from tests.conftest import MODULE, TODAY


@pytest.fixture
def readings(monkeypatch):
    """How many times each file is read."""
    counted = Counter()
    read_bytes = CatalogueFile.read_bytes

    def counting(file):
        counted[file.place] += 1
        return read_bytes(file)

    monkeypatch.setattr(CatalogueFile, "read_bytes", counting)
    return counted


def document(loaded, place):
    return loaded.read(next(file for file in loaded.files if file.place == place))


def test_a_file_is_read_once_whoever_asks(catalogue_copy, readings):
    loaded = load(catalogue_copy)
    assert not readings
    assert check(loaded, today=TODAY).problems == ()
    assert check(loaded.with_edited({}), today=TODAY).problems == ()
    assert document(loaded, MODULE).data["region"] == "normandie"
    assert set(readings.values()) == {1}


def test_an_edited_file_is_what_the_editor_has_and_the_others_are_shared(catalogue_copy, readings):
    loaded = load(catalogue_copy)
    before = document(loaded, MODULE)
    edited = loaded.with_edited({catalogue_copy / MODULE: b"titre: Autre\n"})
    assert document(edited, MODULE).data == {"titre": "Autre"}
    assert document(loaded, MODULE) is before
    assert [problem.rule for problem in check(edited, [catalogue_copy / MODULE]).problems]
    assert readings[MODULE] == 2


def test_a_file_that_is_not_there_yet_stands_beside_the_others(catalogue_copy):
    loaded = load(catalogue_copy, {catalogue_copy / "modules/normandie/nor-neuf.yml": b"titre: Neuf\n"})
    assert document(loaded, "modules/normandie/nor-neuf.yml").mapping == {"titre": "Neuf"}


@pytest.mark.parametrize(
    ("raw", "key"), [(b"a: [", "yaml-syntaxe/valeur"), (b"", "yaml-vide"), (b"- a", "yaml-racine")]
)
def test_what_cannot_be_read_says_why(catalogue_copy, raw, key):
    (catalogue_copy / MODULE).write_bytes(raw)
    found = document(load(catalogue_copy), MODULE)
    assert (found.data, found.mapping, found.unreadable.key) == (None, {}, key)


def test_a_file_that_vanished_after_the_look_cannot_be_read(catalogue_copy):
    loaded = load(catalogue_copy)
    (catalogue_copy / MODULE).unlink()
    assert document(loaded, MODULE).unreadable.key == UNREADABLE


def test_a_file_that_changes_while_it_is_checked_is_told_as_it_was_read(catalogue_copy):
    path = catalogue_copy / MODULE
    path.write_text(path.read_text().replace("nature: ", "nature: tres-"))
    loaded = load(catalogue_copy)
    line = document(loaded, MODULE).raw.decode().split("nature: ")[0].count("\n") + 1
    path.write_bytes(b"[")
    (problem,) = check(loaded, today=TODAY).problems
    assert (problem.rule, problem.line) == ("schema-terme", line)


@pytest.mark.parametrize("data", [None, {}, {"termes": None}, {"termes": {"a": "b"}}, {"termes": [1, {"id": 2}]}])
def test_a_vocabulary_without_readable_terms_has_none(data):
    assert terms_of(data) == []


def test_a_new_record_reads_the_catalogue_once(catalogue_copy, readings):
    from build_tools.contributing.issues.proposal import propose

    said = {"titre": "Réparer un vélo cargo", "region": "Normandie", "resume": "Apprendre à réparer un vélo cargo."}
    propose(said, load(catalogue_copy), TODAY)
    assert max(readings.values()) == 1
