"""A page that holds a single module says so, shows it, and leads on to what is near by facts of the lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.model import Catalogue
from build_tools.site.near_subjects import SHOWN, near_occupations, near_themes
from build_tools.site.occupation_families import family_of
from build_tools.text.typography import french
from tests.site.html_facts import read_html


def test_a_near_theme_shares_something_and_has_modules(catalogue: Catalogue) -> None:
    for theme in catalogue.vocabularies.themes.values():
        near = near_themes(catalogue, theme)
        assert theme.id not in {one.theme.id for one in near}
        assert len(near) <= SHOWN
        assert [one for one in near if not one.count or not (one.shared or one.secteurs or one.transitions)] == []
        assert [one for one in near if not set(one.secteurs) <= {*theme.secteurs} & {*one.theme.secteurs}] == []


def test_themes_of_the_same_modules_come_first(catalogue: Catalogue) -> None:
    for theme in catalogue.vocabularies.themes.values():
        shared = [one.shared for one in near_themes(catalogue, theme)]
        assert shared == sorted(shared, reverse=True)
    assert any(near_themes(catalogue, theme)[:1] for theme in catalogue.vocabularies.themes.values())


def test_a_module_counts_as_shared_in_both_its_themes(catalogue: Catalogue) -> None:
    module = next(m for m in catalogue.modules.values() if len(m.themes) > 1)
    alone = replace(catalogue, modules={module.id: module})
    one, other = (catalogue.vocabularies.themes[name] for name in module.themes[:2])
    assert [near.shared for near in near_themes(alone, one) if near.theme == other] == [1]


def test_near_occupations_are_of_the_same_family_and_have_modules(catalogue: Catalogue) -> None:
    for code in catalogue.by_occupation:
        near = near_occupations(catalogue, code)
        assert code not in {occupation.id for occupation, _ in near}
        assert [occupation.id for occupation, _ in near if family_of(occupation.id) != family_of(code)] == []
        assert [count for _, count in near] == sorted((count for _, count in near), reverse=True)


@pytest.mark.parametrize("section", ["themes", "metiers", "competences"])
def test_a_page_with_a_single_module_says_so_and_shows_it(site: Path, real_catalogue: Catalogue, section: str) -> None:
    index = {
        "themes": real_catalogue.by_theme,
        "metiers": real_catalogue.by_occupation,
        "competences": real_catalogue.by_official_skill,
    }[section]
    for term, modules in index.items():
        page = read_html((site / section / term / "index.html").read_text(encoding="utf-8"))
        alone = french("Cela ne veut pas dire qu'il n'en existe pas d'autre") in page.content
        assert alone == ("Un seul module connu" in page.content) == (len(modules) == 1), term
        if alone:
            assert modules[0].titre in page.content or french(modules[0].titre) in page.content, term
            assert [s.intitule for s in modules[0].competences[:8] if french(s.intitule) not in page.content] == [], (
                term
            )
