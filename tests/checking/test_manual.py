"""Each rule's manual page is true: its good example passes, its bad one gives that rule and no other."""

import os
import re
import shutil

import pytest

from build_tools.checking.check import check
from build_tools.checking.rulebook import FAMILIES, RULES, Example
from build_tools.loading.catalogue import load
from tests.conftest import ROOT, SMALL, TODAY, copy_small_catalogue, jargon_in

# A certification with codes, which the examples name; the small catalogue's has none.
REGISTERED = "certifications/tp-assistant-de-vie-aux-familles.yml"
# A démarche of the region of most examples.
INITIATIVE = "demarches/bretagne/bretagne-metiers-du-cycle.yml"
RULE_FILES = ROOT / "build_tools/checking/rules"
# What an example completes, by the first folder of its place.
BASES = {
    "modules": """\
titre: Entretien des vélos
resume: Apprendre à entretenir un vélo, pour les vendeurs de cycles.
region: bretagne
secteurs: [commerce-distribution]
transitions: []
nature: technique
sources:
  - {document: guide-8, page: 31}
verifie_le: 2026-11-21
""",
    "demarches": """\
titre: Modules pour les métiers du cycle
resume: La Région ajoute des modules aux formations des métiers du cycle.
region: bretagne
porteur: {nom: Région Bretagne, type: conseil-regional}
sources:
  - {document: guide-8, page: 31}
verifie_le: 2026-11-21
""",
    "referentiels": "",
    "certifications": """\
intitule: Réparateur de cycles
type: cqp
sources:
  - {document: guide-8, page: 31}
verifie_le: 2026-11-21
""",
}
# What an example can only tell in words; other tests show these rules at work.
TOLD_IN_WORDS = {
    "derogation-inutile",
    "fichier-illisible",
    "fichier-lien",
    "fichier-special",
    "identifiant-disparu",
    "region-officielle",
    "terme-officiel",
    "terme-unique",
    "vocabulaire-absent",
    "yaml-encodage",
    "yaml-taille",
}
SHOWN = sorted(RULES.keys() - TOLD_IN_WORDS)


def place_of(code: str, example: Example) -> str:
    return example.text if example.kind == "chemin" else example.place or f"modules/bretagne/bre-{code}.yml"


def content_of(code: str, example: Example) -> str:
    base = BASES[place_of(code, example).partition("/")[0]]
    if example.kind == "chemin":
        return base
    return example.text if example.whole else _completed(example.text, base)


def _completed(lines: str, base: str) -> str:
    """The base with these lines in the place of its own ones of the same keys."""
    for key in re.findall(r"^(\w+):", lines, re.MULTILINE):
        base = re.sub(rf"^{key}:.*\n(?: .*\n)*", "", base, flags=re.MULTILINE)
    return f"{base}{lines}\n"


@pytest.fixture(scope="module")
def rules_of(tmp_path_factory):
    """(code, « good » or « bad ») → the rules of its problems. All good examples stand together, all bad ones too."""
    found = {}
    for side in ("good", "bad"):
        catalogue = copy_small_catalogue(tmp_path_factory.mktemp(side) / "catalogue")
        shutil.copy(SMALL / REGISTERED, catalogue / REGISTERED)
        (catalogue / INITIATIVE).parent.mkdir(parents=True)
        (catalogue / INITIATIVE).write_text(BASES["demarches"])
        paths = {}
        for code in SHOWN:
            example = getattr(RULES[code], side)
            path = catalogue / place_of(code, example)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content_of(code, example))
            paths[os.path.relpath(path)] = code
        assert len(paths) == len(SHOWN), "each example has a place of its own"
        found |= {(code, side): [] for code in SHOWN}
        for problem in check(load(catalogue), today=TODAY).problems:
            code = paths.get(problem.path)
            if code and (problem.rule != "doublon-proche" or code == problem.rule):  # the examples are all alike
                found[code, side].append(problem.rule)
    return found


@pytest.mark.parametrize("code", SHOWN)
def test_the_good_example_passes(code, rules_of):
    assert rules_of[code, "good"] == []


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_gives_that_rule_and_no_other(code, rules_of):
    assert rules_of[code, "bad"] == [code]


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_page_says_what_and_why_and_how_to_mend_in_french(code):
    page = RULES[code]
    assert "\n\n**Corriger.** " in page.explanation
    assert "```" not in page.explanation
    assert (page.good.kind == "texte") is (page.bad.kind == "texte") is (code in TOLD_IN_WORDS)
    assert jargon_in(re.sub(r"`[^`]*`", "", page.explanation)) == []


def test_each_page_is_the_page_of_a_rule():
    assert sorted(path.stem for path in RULE_FILES.rglob("*.md")) == sorted(RULES)


def test_each_rule_has_a_family_and_a_title_of_its_own():
    assert {rule.family for rule in RULES.values()} == set(FAMILIES)
    titles = [rule.title for rule in RULES.values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_code_is_lower_case_words_and_its_address_leads_to_the_page(code):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert RULES[code].address == f"contribuer/regles/#{code}"
