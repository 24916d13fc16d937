"""The sites that peers build hold each record once, with its facts; no peer is installed here."""

from pathlib import Path

import pytest
import yaml

from benchmarks.our_pages import PROJECT, write_pages
from benchmarks.sites import CLOSE_MODULES, write_hugo_site, write_markdown_site
from build_tools.model import Catalogue
from build_tools.site.page_layout import LAYOUT_ADDRESS, PageLayout, cut
from build_tools.site.theme_build import build_theme
from tests.conftest import CATALOGUE, copy_small_catalogue

SHELL = PageLayout(
    (
        "<title>",
        "@@TITRE@@",
        '</title><link href="',
        "gabarit/fiche/",
        '"><article class="a">',
        "@@CORPS@@",
        "</article>",
    )
)


def test_markdown_holds_each_record_once(real_catalogue: Catalogue, tmp_path: Path) -> None:
    write_markdown_site(real_catalogue, tmp_path / "site")
    files = {file.stem: file.read_text() for file in (tmp_path / "site" / "docs" / "modules").iterdir()}
    assert files.keys() == real_catalogue.modules.keys()
    titles = [line for text in files.values() for line in text.splitlines() if line.startswith("# ")]
    assert len(titles) == len(files)


def test_markdown_holds_the_facts_of_the_record(small_catalogue: Catalogue, tmp_path: Path) -> None:
    write_markdown_site(small_catalogue, tmp_path / "site")
    module = small_catalogue.modules["nor-teillage-du-lin"]
    text = (tmp_path / "site" / "docs" / "modules" / f"{module.id}.md").read_text().replace("&#39;", "'")
    facts = [module.titre, module.resume, "| Région | Normandie |", *(skill.intitule for skill in module.competences)]
    assert [fact for fact in facts if fact not in text] == []


def test_markdown_ends_with_the_first_modules_of_the_theme(real_catalogue: Catalogue, tmp_path: Path) -> None:
    write_markdown_site(real_catalogue, tmp_path / "site")
    cards = [file.read_text().count("\n### [") for file in (tmp_path / "site" / "docs" / "modules").iterdir()]
    assert 0 < max(cards) <= CLOSE_MODULES


def test_markdown_is_a_plain_site_of_the_theme(real_catalogue: Catalogue, tmp_path: Path) -> None:
    write_markdown_site(real_catalogue, tmp_path / "site")
    settings = yaml.safe_load((tmp_path / "site" / "mkdocs.yml").read_text())
    assert settings["theme"]["name"] == "material"
    assert [next(iter(page.values())) for page in settings["nav"]] == ["index.md"]
    assert (tmp_path / "site" / "docs" / "index.md").is_file()


def test_hugo_reads_the_same_files_of_records(tmp_path: Path) -> None:
    write_hugo_site(CATALOGUE, SHELL, tmp_path / "hugo")
    ours = {file.relative_to(CATALOGUE): file.read_bytes() for file in CATALOGUE.rglob("*.yml")}
    copied = tmp_path / "hugo" / "catalogue"
    assert {file.relative_to(copied): file.read_bytes() for file in copied.rglob("*.yml")} == ours


def test_hugo_puts_its_page_into_our_shell_and_has_the_article_indexed(tmp_path: Path) -> None:
    write_hugo_site(CATALOGUE, SHELL, tmp_path / "hugo")
    assert (tmp_path / "hugo" / "layouts" / "_default" / "baseof.html").read_text() == (
        '<title>{{ .Title }}</title><link href="{{ with .Params.id }}modules/{{ . }}/{{ end }}">'
        '<article {{ if .IsPage }}data-pagefind-body{{ end }} class="a">{{ block "main" . }}{{ end }}</article>'
    )


def test_a_shell_without_article_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="0 times « <article »"):
        write_hugo_site(CATALOGUE, PageLayout(("@@CORPS@@",)), tmp_path / "hugo")


@pytest.mark.slow
def test_our_gabarit_fits_hugo(tmp_path: Path) -> None:
    build_theme("mkdocs", PROJECT, tmp_path / "theme")
    layout = cut((tmp_path / "theme" / LAYOUT_ADDRESS / "index.html").read_text())
    write_hugo_site(CATALOGUE, layout, tmp_path / "hugo")
    base = (tmp_path / "hugo" / "layouts" / "_default" / "baseof.html").read_text()
    assert "@@" not in base
    assert [base.count(block) for block in ('{{ block "head" . }}', '{{ block "main" . }}')] == [1, 1]


@pytest.mark.slow
@pytest.mark.parametrize("records_only", [True, False])
def test_our_pages_are_those_of_the_records_or_all(records_only: bool, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_pages(copy_small_catalogue(tmp_path / "catalogue"), out, records_only=records_only)
    assert (out / "modules" / "nor-teillage-du-lin" / "index.html").is_file()
    assert (out / "regions" / "normandie" / "index.html").is_file() is not records_only
