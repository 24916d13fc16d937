"""A list of terms, one on a line, says what YAML's own reader finds in it; any other file is left to that one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.loading.yaml_reader import YamlError, compose, read, read_list, to_data
from tests.conftest import CATALOGUE

LIST = """# Fichier généré, ne pas modifier.
termes:
  - {id: A1101, libelle: "Conducteur d'engins : « agricoles », {rien} # d'autre"}
  - {id: B1302, libelle: "dit \\"vert\\"", ecologique: strategique, numerique: true}
"""
WITH_FACTS = (
    LIST
    + """version: "461"
date: 2026-06-15
retires:
  - {id: A1102, par: [A1101]}
"""
)
# Lists that our own commands write and that every check reads.
WRITTEN_BY_US = ["metiers"]


@pytest.mark.parametrize("text", [LIST, WITH_FACTS])
def test_terms_are_read_with_their_facts(text):
    assert read_list(text) == to_data(compose(text))


@pytest.mark.parametrize("name", WRITTEN_BY_US)
def test_what_our_commands_write_is_read_the_quick_way(name):
    assert read_list((CATALOGUE / "vocabulaires" / f"{name}.yml").read_text()) is not None


@pytest.mark.parametrize("path", sorted(CATALOGUE.glob("vocabulaires/*.yml")), ids=lambda path: path.stem)
def test_real_lists_say_the_same(path):
    text = path.read_text()
    assert read_list(text) in (None, to_data(compose(text)))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("A1101", "01"),
        ("A1101", "null"),
        ("A1101", "false"),
        ("A1101", "~"),
        ("A1101", "A: 1"),
        ("A1101", "A # 1"),
        ("A1101", "&a A"),
        ("{id", "{ id"),
        ("termes:", "termes: # tous"),
        ("rien} # d'autre\"", 'rien} \\u00e9"'),
        ("}\n  - {id: B1302", "}\n\n  - {id: B1302"),
        ("}\n  - {id: B1302", "}, {id: C1, libelle: x}\n  - {id: B1302"),
        ("true}\n", "true}"),
        ("true}\n", "true}\ntermes: []\n"),
        ("true}\n", "true}\nautre: [\n"),
        ("true}\n", "true}\n---\n"),
        ("true}\n", "true}\nautre: x\n...\n"),
    ],
)
def test_what_is_written_otherwise_is_left_to_yaml(written, instead):
    text = LIST.replace(written, instead)
    assert text != LIST
    assert read_list(text) is None


def test_a_key_given_twice_is_told_with_its_place():
    with pytest.raises(YamlError) as told:
        read(LIST.replace("ecologique", "id").encode())
    assert (told.value.key, told.value.line) == ("yaml-doublon", 4)


SIGNS = st.sampled_from([*"aZ1_-{}[]:,#&*!|>'\"\\ \té\n", "true", "null", "- ", ": "])


@given(st.lists(st.tuples(st.text("abc_", max_size=3), st.lists(SIGNS, max_size=5).map("".join), st.booleans())))
def test_whatever_it_reads_yaml_reads_alike(facts):
    inner = ", ".join(f'{key}: "{value}"' if quoted else f"{key}: {value}" for key, value, quoted in facts)
    text = f"# Liste\ntermes:\n  - {{{inner}}}\n"
    found = read_list(text)
    if found is not None:
        assert found == to_data(compose(text))
