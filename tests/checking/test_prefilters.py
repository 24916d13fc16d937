"""A quick search never hides a finding: what a rule finds in a text, the check of the whole file finds too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from build_tools.checking.rules import TEXT_RULES
from build_tools.checking.rules.text import CODED_FIELDS, Text, TextCheck, check_texts
from build_tools.loading.yaml_reader import without_invisible
from build_tools.model.json_schema import build_schema, schema_names

# What rules look for, and what stands around it: spaces, titles, names, signs that are rare only together.
FRAGMENTS = [
    *("Maître", "Docteur", "Directrice", "Formateur", "contact", "référent :", "selon", "DIRECTEUR", "animé par"),
    *("Cordialement, ", "Marie de La Tour", "\nFormatrice", ", Région", "Bien à vous", " à M Lefèvre"),
    *(
        "Nadia",
        "JEAN",
        "Jury : ",
        "appeler ",
        "par le boulanger ",
        " vous reçoit",
        "Équipe : ",
        " et ",
        "lycée ",
        " D.",
    ),
    *("Jean", "Jean-Baptistin", "Marie", "DURAND", "Durand", "Région", "M.", "Mme", "Monsieur", "rue"),
    *(" ", "  ", "\u00a0", "\u202f", "\n", "\t", "-", "—", ",", "(", ")", "«", "»", "“", "”", '"'),
    *(
        "01 02 03 04 05",
        "0102030405",
        "+33 1 02 03 04 05",
        "(at)",
        "[AT]",
        "(Arobase)",
        "[At]",
        "@",
        "exemple.fr",
        "nom.prenom",
    ),
    *(
        "<b>",
        "&amp;",
        "**",
        "__",
        "](",
        "# ",
        "`x`",
        "=",
        "＝",
        ";",
        "; -1",
        "a·b—c/d_e-f",
        "!",
        "?!",
        "...",
        "Ã©",
        "â€™",
        "\u00ad",
        "\u200b",
        "e\u0301",
    ),
    *("à compléter", "TODO", "n/a", "xxx", "lorem ipsum", "(", " à préciser ", "ABCDEFGHIJ", "mot", "mots"),
    *("Dr ", "Mme. ", "madame ", "M.Durand", "＠", "ｅ", "０６", "١٢", "06", "1234", "-", "+33", " AT ", "hôpital "),
    *("\u2003", "\u0430", "汉语", "ﬁ", "azerty", "yes", "aaaa", "14h", "12", "\r", "\u0300", "\u20e3", "мир", "λ"),
    *(
        "P. Durand",
        "P.DURAND",
        " M Durand",
        "par",
        ", formatrice",
        " (référente)",
        "linkedin.com/in/x",
        " point ",
        "(a)",
    ),
    *(
        "abc",
        "xyz",
        "par la suite",
        "le résumé ",
        "sera complété",
        "truc",
        "essai 2",
        "madame dupont",
        "monsieur ",
        "∅",
    ),
    *("jean.dupont", " chez ", " arobas ", "chez", " at "),
    *(
        "à définir par la Région",
        " : ",
        ". ",
        "\n",
        "[durée ",
        "vérifier",
        "en attente de ",
        "validation",
        "brouillon",
        " — ",
    ),
    *("A COMPLETER", "*", "<", "insérer ici", "avec le centre", "Votre texte", "wip", "TBD", "à relire"),
    *("https://exemple.fr/", "http://localhost/", "?utm_source=x", "%0a", "2 84 05 88 888 888 34"),
]


# A pattern of figures, hyphens and capitals; the one small letter that a code of the NSF ends with.
CODE = re.compile(r"\[a-z\]\?|[\^$?+|(){}\[\],0-9A-Z\-]")


def schemas_of(field: str) -> Iterator[Mapping[str, Any]]:
    """What each schema says of a field of that name, or of the items of its list."""
    for name in schema_names():
        schema = build_schema(name, {})
        for part in (schema, *schema.get("$defs", {}).values()):
            if field in part.get("properties", {}):
                found = part["properties"][field]
                yield found.get("items", found)


@pytest.mark.parametrize("field", sorted(CODED_FIELDS))
def test_what_the_rules_pass_over_can_only_be_a_code(field: str) -> None:
    found = list(schemas_of(field))
    assert found
    for schema in found:
        assert schema.get("format") == "date" or CODE.sub("", schema["pattern"]) == ""


def codes_of_each_rule_alone(value: str) -> set[str]:
    text = Text(("titre",), value)
    return {finding.rule for rule in TEXT_RULES if rule.concerns(text) for finding in rule.check(text)}


def check_one_after_another(examples: int) -> None:
    short_texts = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=3).map("".join)

    @settings(max_examples=examples, deadline=None)
    @given(st.lists(st.lists(short_texts, min_size=1, max_size=80), min_size=2, max_size=5))
    def same(files: list[list[str]]) -> None:
        check = TextCheck(TEXT_RULES)
        for texts in files:
            data = {"competences": texts}
            each = [check_texts({"competences": [text]}, TEXT_RULES) for text in texts]
            found = [(item.where, item.rule) for item in check(data)]
            assert found == [(("competences", i), item.rule) for i, alone in enumerate(each) for item in alone]

    same()


def test_what_is_found_in_a_text_hangs_neither_on_its_neighbours_nor_on_the_files_before() -> None:
    check_one_after_another(20)


@pytest.mark.long
def test_what_is_found_in_a_text_hangs_on_nothing_else_in_a_thousand_runs_of_files() -> None:
    check_one_after_another(1_000)


def check_quick_searches(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), min_size=1, max_size=9).map("".join))
    def let_through(value: str) -> None:
        assume(without_invisible(value) == value)  # the reader refuses the others
        found = {finding.rule for finding in check_texts({"titre": value}, TEXT_RULES)}
        assert codes_of_each_rule_alone(value) <= found

    let_through()


def test_what_a_rule_finds_its_quick_search_lets_through() -> None:
    check_quick_searches(500)


@pytest.mark.long
def test_what_a_rule_finds_its_quick_search_lets_through_in_ten_thousand_texts() -> None:
    check_quick_searches(10_000)


@pytest.mark.parametrize(
    "text",
    [
        "Avec Maître Jean DURAND au tribunal.",
        "Contact : Jean-Baptistin Durand pour la suite.",
        "Le Formateur Paul Martin suit le groupe.",
        "La Directrice Marie Dupont ouvre la session.",
        "Le Docteur Claire LEFEVRE est venue.",
    ],
)
def test_a_name_after_a_title_is_told(text: str) -> None:
    assert {finding.rule for finding in check_texts({"resume": text}, TEXT_RULES)} == {"donnee-personne"}


@pytest.mark.parametrize(
    "text", ["Maître d’hôtel en Région Bretagne", "La Directrice de la Région Bretagne", "Lycée Jean Moulin"]
)
def test_a_title_without_a_name_is_not(text: str) -> None:
    assert check_texts({"resume": text}, TEXT_RULES) == []


def test_quotations_in_a_long_quotation_do_not_hide_it() -> None:
    text = 'Il dit « un "deux" trois "quatre" cinq "six" sept "huit" neuf "dix" onze "douze" treize ».'
    assert {finding.rule for finding in check_texts({"resume": text}, TEXT_RULES)} == {"texte-recopie"}


def test_what_is_left_of_a_draft_in_brackets_is_told_of_a_quotation_too() -> None:
    found = check_texts({"extrait": "un module de (à compléter) heures"}, TEXT_RULES)
    assert [item.rule for item in found] == ["texte-vide"]
