"""The link checker itself finds what is broken, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.html_facts import read_site
from tests.site.link_checker import broken_links


def _broken(site: Path, html: str) -> list[str]:
    (site / "a" / "b").mkdir(parents=True)
    (site / "index.html").write_text('<h1 id="haut">Accueil</h1>', encoding="utf-8")
    (site / "image.svg").write_text("<svg/>", encoding="utf-8")
    (site / "a" / "b" / "index.html").write_text(html, encoding="utf-8")
    return broken_links(site, read_site(site))


@pytest.mark.parametrize("address", ["../", "../../rien/", "../../../", "../../#bas", "#ici", "page.html", "/a/"])
def test_a_link_that_leads_nowhere_is_found(tmp_path: Path, address: str) -> None:
    assert _broken(tmp_path, f'<a href="{address}">x</a>') == [f"a/b/index.html → {address}"]


@pytest.mark.parametrize(
    "address", ["../../", "../..", "../../index.html#haut", "../../#haut", "/", "https://exemple.fr"]
)
def test_a_link_that_leads_somewhere_is_sound(tmp_path: Path, address: str) -> None:
    assert _broken(tmp_path, f'<a href="{address}">x</a>') == []


@pytest.mark.parametrize("tag", ['<img src="{}">', '<script src="{}"></script>', '<link rel="icon" href="{}">'])
def test_resources_are_followed_too(tmp_path: Path, tag: str) -> None:
    assert len(_broken(tmp_path, tag.format("../../absent.svg") + tag.format("../../image.svg"))) == 1
