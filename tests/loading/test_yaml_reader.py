"""YAML as contributors expect it: few types, exact positions, no surprises."""

import pickle

import pytest

from build_tools.checking.rulebook import rule_of
from build_tools.loading.yaml_reader import MAX_BYTES, MAX_DEPTH, YamlError, compose, position, read


def value_of(text: str) -> object:
    return read(f"cle: {text}\n".encode())["cle"]


@pytest.mark.parametrize(
    "text",
    [
        *("oui", "non", "yes", "no", "on", "off", "y", "n", "True", "FALSE", "Null", "NULL"),
        *(
            "01",
            "0x1F",
            "0o17",
            "1_000",
            "+33",
            "-0",
            "-0.0",
            "-0.000",
            "1e3",
            "1.",
            ".5",
            ".inf",
            ".nan",
            "12:30",
            "1,5",
            "٣",
        ),
        *("2026-11-21", "2026-11-21T10:00:00Z", "1234567890123456", "="),
    ],
)
def test_what_looks_like_a_type_elsewhere_is_text_here(text):
    assert value_of(text) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("14", 14), ("-7", -7), ("123456789012345", 123456789012345), ("2.5", 2.5), ("-0.25", -0.25)],
)
def test_plain_numbers_are_numbers(text, number):
    value = value_of(text)
    assert (value, type(value)) == (number, type(number))


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False), ("null", None), ("~", None), ("", None)])
def test_the_four_words_that_are_not_text(text, value):
    assert value_of(text) is value


@pytest.mark.parametrize("text", ["'14'", '"14"', "|-\n  14", ">-\n  14", "'true'", '""', "'~'"])
def test_quoted_and_block_values_are_always_text(text):
    assert isinstance(value_of(text), str)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("L'été, c'est loin", "L'été, c'est loin"),
        ('"\\u00e9t\\u00e9"', "été"),
        (">-\n  une\n  ligne", "une ligne"),
        ("|\n  deux\n  lignes", "deux\nlignes\n"),
        ("une\n  ligne", "une ligne"),
        ("n° 5 # commentaire", "n° 5"),
        ("C# et F#", "C# et F#"),
        ("R&D * ! ?", "R&D * ! ?"),
        ("Attention ! Danger", "Attention ! Danger"),
    ],
)
def test_text_comes_out_as_written(written, value):
    assert value_of(written) == value


def test_keys_are_always_text():
    assert read(b"1: a\ntrue: b\nnull: c\n2.5: d\n") == {"1": "a", "true": "b", "null": "c", "2.5": "d"}


def test_lists_and_blocks_keep_their_order_and_shape():
    assert read(b"b: [1, {x: y}]\na:\n- - z\n") == {"b": [1, {"x": "y"}], "a": [["z"]]}


@pytest.mark.parametrize(
    "raw",
    [
        b"titre: V\xc3\xa9los\nannee: 2021\n",
        b"\xef\xbb\xbftitre: V\xc3\xa9los\nannee: 2021\n",
        b"titre: V\xc3\xa9los\r\nannee: 2021\r\n",
        b"\xef\xbb\xbftitre: V\xc3\xa9los\r\nannee: 2021",
        b"---\ntitre: V\xc3\xa9los\nannee: 2021\n...\n",
        b"{titre: V\xc3\xa9los, annee: 2021}",
    ],
    ids=["simple", "bom", "crlf", "bom-et-crlf", "marques-de-document", "sur-une-ligne"],
)
def test_editors_differences_do_not_matter(raw):
    assert read(raw) == {"titre": "Vélos", "annee": 2021}


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"\xef\xbb\xbfa: 1\n\xe9", 2, 1),
        (b"\xef\xbb\xbfa: \xe9", 1, 4),
        ("é: é".encode() + b"\xe9", 1, 5),
        (b"a: 1\r\nb: \xe9", 2, 4),
        (b"a: \xc3", 1, 4),
        ("a: é".encode("utf-16"), 1, 1),
    ],
)
def test_the_first_byte_that_is_not_utf_8_is_found_in_characters(raw, line, column):
    with pytest.raises(YamlError) as caught:
        read(raw)
    assert (rule_of(caught.value.key), caught.value.line, caught.value.column) == ("yaml-encodage", line, column)


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\uffff"])
@pytest.mark.parametrize(
    ("before", "line", "column"),
    [("titre: Vélo", 1, 12), ("titre: Vélo\n# été", 2, 6), ('titre: "Vélo', 1, 13)],
    ids=["texte", "commentaire", "guillemets"],
)
def test_an_invisible_character_is_refused_where_it_stands(before, line, column, character):
    with pytest.raises(YamlError) as caught:
        read((before + character).encode())
    assert (rule_of(caught.value.key), caught.value.line, caught.value.column) == ("yaml-syntaxe", line, column)


@pytest.mark.parametrize("written", [r"a: '\0'", r'a: "\t"', r'a: "\n"', r'a: "\_"', r"a: \e"])
def test_backslashes_that_make_nothing_invisible_are_accepted(written):
    assert read(written.encode())


@pytest.mark.parametrize("written", [r'"\0": 1', r'a: ["\e"]', r'a: "\L"', r'a: "\N"', r'a: "\x1b[31m"'])
def test_an_escape_does_not_smuggle_an_invisible_character(written):
    with pytest.raises(YamlError, check=lambda error: rule_of(error.key) == "yaml-syntaxe"):
        read(written.encode())


def test_the_largest_file_is_read_and_one_byte_more_is_not():
    largest = b"titre: " + b"x" * (MAX_BYTES - 7)
    assert len(read(largest)["titre"]) == MAX_BYTES - 7
    with pytest.raises(YamlError, check=lambda error: rule_of(error.key) == "yaml-taille"):
        read(largest + b"x")


def test_the_deepest_nesting_is_read_and_one_level_more_is_not():
    def nested(levels: int) -> bytes:
        return b"a:\n" + b"- " * (levels - 1) + b"x"

    assert read(nested(MAX_DEPTH))
    with pytest.raises(YamlError, check=lambda error: rule_of(error.key) == "yaml-profondeur"):
        read(nested(MAX_DEPTH + 1))


RECORD = """\
titre: Vélos
sources:
  - {document: guide-8, page: 31}
  - document: annexe-2
    extrait: été
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("titre",), (1, 8)),
        (("sources",), (3, 3)),
        (("sources", 0), (3, 5)),
        (("sources", 0, "page"), (3, 31)),
        (("sources", 1, "extrait"), (5, 14)),
    ],
)
def test_a_value_has_the_place_where_it_begins(path, place):
    assert position(compose(RECORD), path) == place


@pytest.mark.parametrize(
    ("path", "place"), [(("titre",), (1, 1)), (("sources", 0, "page"), (3, 25)), (("sources", 1, "extrait"), (5, 5))]
)
def test_a_key_has_the_place_where_it_begins(path, place):
    assert position(compose(RECORD), path, of_key=True) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("absent",), (1, 1)),
        (("sources", 0, "absent"), (3, 5)),
        (("sources", 9), (3, 3)),
        (("sources", "mot"), (3, 3)),
        (("titre", "mot"), (1, 8)),
    ],
)
def test_what_is_absent_has_the_place_of_its_nearest_parent(path, place):
    assert position(compose(RECORD), path) == place


def test_an_absent_key_has_the_place_of_the_block_where_it_would_stand():
    assert position(compose(RECORD), ("sources", 0, "absent", "x"), of_key=True) == (3, 5)
    assert position(compose("bloc: {cle: 1}"), ("bloc", "absent"), of_key=True) == (1, 7)


def test_an_error_travels_between_processes():
    with pytest.raises(YamlError) as caught:
        read(b"a: 1\na: 2\n")
    travelled = pickle.loads(pickle.dumps(caught.value))
    assert vars(travelled) == vars(caught.value)


@pytest.mark.parametrize("depth", [40, 900, 1900])
def test_brackets_in_quotes_hide_no_depth(depth):
    text = f'titre: ["{"]" * depth}", {"[" * depth}{"]" * depth}]\n'
    with pytest.raises(YamlError, check=lambda error: rule_of(error.key) == "yaml-profondeur"):
        read(text.encode())
