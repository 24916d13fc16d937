"""New data in a record's file: what does not change stays to the letter."""

import pytest

from build_tools.contributing.splicing import CommentLostError, with_data
from build_tools.loading.yaml_reader import read
from tests.conftest import CATALOGUE, MODULE, SMALL

RAW = (SMALL / MODULE).read_bytes()


@pytest.mark.parametrize("path", sorted(CATALOGUE.glob("modules/*/*.yml"))[::8], ids=lambda path: path.stem)
def test_the_same_data_gives_the_same_file(path):
    assert with_data(path.read_bytes(), read(path.read_bytes())) == path.read_text()


def test_only_the_lines_of_what_changes_are_others():
    before = RAW.decode().splitlines()
    after = with_data(RAW, {**read(RAW), "titre": "Teiller le lin", "annee": 2021}).splitlines()
    assert [line for line in after if line not in before] == ["titre: Teiller le lin", "annee: 2021"]
    assert [line for line in before if line not in after] == ["titre: Compétences liées au teillage (filière lin)"]


def test_a_key_goes_with_its_lines():
    data = {key: value for key, value in read(RAW).items() if key != "precisions"}
    assert read(with_data(RAW, data).encode()) == data


def test_a_comment_is_never_lost():
    raw = RAW.replace(b"nature: technique\n", b"nature: technique  # avec la Region\n")
    assert "# avec la Region" in with_data(raw, {**read(raw), "annee": 2021})
    with pytest.raises(CommentLostError):
        with_data(raw, {**read(raw), "nature": "transverse"})
