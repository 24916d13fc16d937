"""The canonical form: what it looks like, and that it never changes what a file says."""

import json
import re
from textwrap import dedent

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from build_tools.contributing.formatting import format_text
from build_tools.loading import yaml_reader
from build_tools.loading.files import discover
from build_tools.loading.yaml_reader import YamlError
from build_tools.model.json_schema import build_schema
from tests.conftest import CATALOGUE

pytestmark = pytest.mark.slow


SCHEMAS = {name: build_schema(name, {}) for name in ("module", "demarche", "certification", "secteurs")}


def formatted(text: str, kind: str = "module") -> str:
    return format_text(dedent(text).encode(), SCHEMAS[kind])


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("region: corse\ntitre: Vélo\n", "titre: Vélo\nregion: corse\n"),
        ("verifie_le: 2026-11-21\nconfiance: haute\nprecisions: []\ntitre: Vélo\n",
         "titre: Vélo\nprecisions: []\nconfiance: haute\nverifie_le: 2026-11-21\n"),
        ("inconnue: 1\nautre: 2\ntitre: Vélo", "titre: Vélo\ninconnue: 1\nautre: 2\n"),
        ("duree: {max: 3, min: 1}\n", "duree: {min: 1, max: 3}\n"),
        ("titre: 'Vélo : réparer'\n", 'titre: "Vélo : réparer"\n'),
        ("titre: 'Dire \"oui\"'\n", "titre: 'Dire \"oui\"'\n"),
        ('titre: "Vélo"\n', 'titre: "Vélo"\n'),
        ("annee: 2021\n", "annee: 2021\n"),
        ('annee: "2021"\n', 'annee: "2021"\n'),
        ("annee: 021\n", 'annee: "021"\n'),
        ("titre: no\n", 'titre: "no"\n'),
        ("titre:\n", "titre:\n"),
        ("duree: {heures: }\n", "duree: {heures: null}\n"),
        ("titre:    Vélo   \r\nregion:\tcorse\r\n\r\n\r\n", "titre: Vélo\nregion: corse\n"),
        ("\ufefftitre: Vélo", "titre: Vélo\n"),
        ("--- \ntitre: Vélo\n...\n", "titre: Vélo\n"),
        ("? titre\n: Vélo\n", "titre: Vélo\n"),
        ("titre: Vélo\n?\n", 'titre: Vélo\n"":\n'),
        ("titre: {? : 1}\n", 'titre: {"": 1}\n'),
        ("secteurs:\n- btp\n-   industrie\n", "secteurs:\n  - btp\n  - industrie\n"),
        ("secteurs: [ btp,industrie, ]\n", "secteurs: [btp, industrie]\n"),
        ("secteurs:\n  [btp,\n  industrie]\n", "secteurs: [btp, industrie]\n"),
        ("resume: un\n  deux\n", "resume: un deux\n"),
        ("resume: >-\n    un\n    deux\n", "resume: >-\n  un\n  deux\n"),
        ("resume: |\n  un\n  deux\n", "resume: |\n  un\n  deux\n"),
        ('resume: "un\\ndeux"\n', "resume: |-\n  un\n  deux\n"),
        ('resume: " un\\n"\n', 'resume: " un\\n"\n'),
        ("sources:\n- {page: 2,document: guide-8}\n", "sources:\n  - {document: guide-8, page: 2}\n"),
        ("sources:\n-\n  page: 2\n  document: guide-8\n", "sources:\n  - document: guide-8\n    page: 2\n"),
        ("a:\n  - - b\n    - c\n", "a:\n  - - b\n    - c\n"),
    ],
)  # fmt: skip
def test_the_canonical_form(written, canonical):
    assert formatted(written) == canonical
    assert formatted(canonical) == canonical


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("# tête\nregion: corse\n# du titre\ntitre: Vélo # à côté\n# fin\n",
         "# tête\n# du titre\ntitre: Vélo # à côté\nregion: corse\n# fin\n"),
        ("secteurs: # ceux-ci\n  - btp # un\n  # deux\n  - industrie\n",
         "secteurs: # ceux-ci\n  - btp # un\n  # deux\n  - industrie\n"),
        ("secteurs: [btp, # un\n  industrie] # deux\n", "secteurs:\n  - btp # un\n  - industrie # deux\n"),
        ("resume: >- # plié\n  un\n  deux\n# après\ntitre: Vélo\n",
         "# après\ntitre: Vélo\nresume: >- # plié\n  un\n  deux\n"),
        ("sources:\n  # la source\n  - page: 2 # sa page\n    # le guide\n    document: guide-8\n",
         "sources:\n  # la source\n  # le guide\n  - document: guide-8\n    page: 2 # sa page\n"),
        ("titre: # a\n  # b\n  Vélo # c\n", "# b\n# a\ntitre: Vélo # c\n"),
        ("titre: \"#1\" # un\n", "titre: \"#1\" # un\n"),
    ],
)  # fmt: skip
def test_comments_stay_with_what_they_speak_of(written, canonical):
    assert formatted(written) == canonical
    assert formatted(canonical) == canonical


def test_a_long_text_is_folded_and_its_line_ends_stay_while_they_fit():
    words = "mot " * 60
    [header, *lines] = formatted(f"resume: {words}\n").splitlines()
    assert header == "resume: >-"
    assert [len(line) <= 110 for line in lines] == [True] * 3
    kept = "resume: >-\n  une ligne\n  une autre\n"
    assert formatted(kept) == kept


def test_no_line_begins_with_french_punctuation():
    text = "mot " * 26 + "fin ; suite " + "mot " * 26 + "fin : suite « citation » " * 9
    assert not re.search(r"^ *[;:»!?]|«$", formatted(f'resume: "{text.strip()}"\n'), re.MULTILINE)


def test_a_long_list_and_a_long_group_take_several_lines():
    assert formatted(f"secteurs: [{', '.join(['une-valeur-assez-longue'] * 6)}]\n") == (
        "secteurs:\n"
        "  [une-valeur-assez-longue, une-valeur-assez-longue, une-valeur-assez-longue, une-valeur-assez-longue,\n"
        "   une-valeur-assez-longue, une-valeur-assez-longue]\n"
    )
    assert formatted(f"duree: {{heures: 1, autre: {'x' * 100}}}\n") == (f"duree:\n  heures: 1\n  autre: {'x' * 100}\n")


@pytest.mark.parametrize("empty", ["{}", "[]"])
def test_what_is_empty_stays_on_the_line_of_a_long_key(empty):
    long = f"{'c' * 120}: {empty}\n"
    assert formatted(long) == long


def test_one_blank_line_between_terms_stays():
    text = "termes:\n  - id: btp\n    libelle: BTP\n\n\n  - id: agriculture\n    libelle: Agriculture\n"
    assert formatted(text, "secteurs") == text.replace("\n\n\n", "\n\n")


def test_a_generated_file_is_left_to_its_generator():
    text = "# Fichier généré, ne pas modifier : lancer « autre ».\nregion:   corse\ntitre: Vélo\n"
    assert formatted(text) == text


def test_a_file_that_cannot_be_read_is_refused():
    with pytest.raises(YamlError):
        formatted("titre: 'Vélo\n")


# Properties ----------------------------------------------------------------------------------------------------------

FILES = [file for file in discover(CATALOGUE)[0] if file.id != "metiers"]
# Whatever gives a value another meaning, and whatever makes a line hard to cut.
TEXTS = st.text(
    st.sampled_from("aé 1:-#'\"\\,[]{}?!&*|>%@`~.\n\t«»;") | st.characters(categories=("L", "P")), max_size=40
)
LONG = st.lists(TEXTS | st.just("mot"), max_size=60).map(" ".join)
SCALARS = (
    TEXTS | LONG | st.integers(-(10**9), 10**9) | st.booleans() | st.none()
    | st.sampled_from(["01", "no", "null", "1.0", "1e3", "0x1F", "2026-11-21", "---", "...", "<<", "=", "", "1:20"])
)  # fmt: skip
KEYS = st.sampled_from(["titre", "resume", "region", "sources", "deduit", "verifie_le", "inconnue"]) | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([None, True, False]),
        "default_style": st.sampled_from([None, None, "'", '"', ">", "|"]),
        "width": st.integers(10, 200),
        "indent": st.integers(1, 6),
    }
)


def check_form(text: str, kind: str) -> None:
    """The form says the same, keeps every comment, and is its own form."""
    raw = text.encode()
    try:
        before = yaml_reader.read(raw)
    except YamlError:
        assume(False)
    once = format_text(raw, SCHEMAS[kind])
    assert json.dumps(yaml_reader.read(once.encode()), sort_keys=True) == json.dumps(before, sort_keys=True)
    assert sorted(re.findall("#c[0-9]+#", once)) == sorted(re.findall("#c[0-9]+#", text))
    assert format_text(once.encode(), SCHEMAS[kind]) == once


def with_comments(text: str, places: list[tuple[int, int]]) -> str:
    """The text with comments at the end of some lines, or on lines of their own."""
    lines = text.split("\n")
    for i, (place, indent) in enumerate(places):
        at = place % len(lines)
        if indent < 0:
            lines[at] += f" #c{i}#"
        else:
            lines.insert(at, " " * indent + f"#c{i}#")
    return "\n".join(lines)


PLACES = st.lists(st.tuples(st.integers(0, 200), st.integers(-4, 8)), max_size=5)
MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.long
@MANY
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5), STYLES, PLACES)
def test_any_data_in_any_style_says_the_same(data, style, places):
    text = yaml.dump(data, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, **style)
    check_form(with_comments(text, places), "module")


@MANY
@given(st.sampled_from(FILES), PLACES, st.data())
@pytest.mark.long
def test_a_record_with_lines_moved_and_comments_says_the_same(file, places, data):
    lines = file.path.read_text().splitlines()
    for _ in range(data.draw(st.integers(0, 2))):
        line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
        lines.insert(data.draw(st.integers(0, len(lines))), line)
    kind = file.schema if file.schema in SCHEMAS else "secteurs"
    check_form(with_comments("\n".join(lines), places), kind)
