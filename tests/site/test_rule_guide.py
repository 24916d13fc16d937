"""The page of the rules: every code at its address, its explanation as plain HTML, both examples to the letter."""

import re

import pytest

from build_tools.checking.rulebook import FAMILIES, RULES
from build_tools.site.rule_guide import rule_families
from tests.site.html_facts import PageFacts

ENTRIES = {entry.rule.code: entry for family in rule_families() for entry in family.entries}


def test_each_rule_stands_in_one_family() -> None:
    assert ENTRIES.keys() == RULES.keys()
    assert sum(len(family.entries) for family in rule_families()) == len(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_explanation_is_text_with_code_and_strong_words_only(code: str) -> None:
    html = "".join(ENTRIES[code].paragraphs)
    assert set(re.findall(r"<[^>]*>", html)) <= {"<code>", "</code>", "<strong>", "</strong>"}
    assert "**" not in html
    assert not re.search(r" [;!?»]|« ", re.sub(r"<code>.*?</code>", "", html)), "French spaces do not break"


def test_the_published_page_has_each_rule_at_its_address(pages: dict[str, PageFacts]) -> None:
    page = pages["contribuer/regles/index.html"]
    assert [code for code in RULES if code not in page.ids] == []
    assert [family for family in FAMILIES if f"famille-{family}" not in page.ids] == []


def test_the_published_page_shows_the_examples_to_the_letter(pages: dict[str, PageFacts]) -> None:
    shown = " ".join(pages["contribuer/regles/index.html"].content.split())
    for rule in RULES.values():
        for example in (rule.good, rule.bad):
            assert example.kind == "texte" or " ".join(example.text.split()) in shown
