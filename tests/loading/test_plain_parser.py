"""PyYAML's own parser, which browsers run, makes the same trees as libyaml: values, styles and places."""

import pytest
import yaml

from build_tools.contributing.record_text import record_text
from build_tools.loading import yaml_reader
from build_tools.loading.plain_parser import PlainParser
from tests.conftest import SMALL
from tests.hostile_texts import HOSTILE

_OURS = ("resolve", "descend_resolver", "ascend_resolver")
PLAIN = type("Plain", (PlainParser,), {name: vars(yaml_reader._Composer)[name] for name in _OURS})


def tree(node):
    """A node with what the checker asks of it."""
    place = (node.start_mark.line, node.start_mark.column)
    if isinstance(node, yaml.ScalarNode):
        return (node.value, node.style in ("'", '"', "|", ">"), place)
    if isinstance(node, yaml.SequenceNode):
        return ([tree(item) for item in node.value], place)
    return ([(tree(key), tree(value)) for key, value in node.value], place)


@pytest.mark.parametrize("file", sorted(SMALL.rglob("*.yml")), ids=lambda file: file.stem)
def test_the_same_tree(file):
    text = file.read_text(encoding="utf-8")
    assert tree(PLAIN(text).get_single_node()) == tree(yaml_reader.compose(text))


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_the_same_tree_of_any_text_that_a_record_holds(text):
    written = record_text({"titre": "Un titre", "resume": text, "competences": [{"intitule": text}, {"intitule": "b"}]})
    assert tree(PLAIN(written).get_single_node()) == tree(yaml_reader.compose(written))
