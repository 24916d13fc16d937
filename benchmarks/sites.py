"""Each peer's site, made from a catalogue: Markdown for MkDocs and Zensical, layouts and the same YAML for Hugo."""

from __future__ import annotations

import shutil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from build_tools.model import Catalogue, Module
from build_tools.model.wording import duration_text
from build_tools.site.page_layout import PageLayout

OF_PEERS = Path(__file__).parent / "peers"
CLOSE_MODULES = 6
_ARTICLE = "<article "
# Our sentinel → what Hugo puts there.
_IN_HUGO = {
    "@@TITRE@@": "{{ .Title }}",
    "@@DESCRIPTION@@": "{{ with .Params.fiche }}{{ .resume | truncate 160 }}{{ end }}",
    "@@TETE@@": '{{ block "head" . }}{{ end }}',
    "@@CORPS@@": '{{ block "main" . }}{{ end }}',
    "gabarit/fiche/": "{{ with .Params.id }}modules/{{ . }}/{{ end }}",
}


def write_markdown_site(catalogue: Catalogue, target: Path) -> None:
    """One Markdown file for each module with the facts of our page, in the new folder `target`."""
    pages = target / "docs" / "modules"
    pages.mkdir(parents=True)
    shutil.copy(OF_PEERS / "mkdocs" / "mkdocs.yml", target)
    (target / "docs" / "index.md").write_text(f"# Catalogue\n\n{len(catalogue.modules)} modules.\n", encoding="utf-8")
    env = Environment(
        loader=FileSystemLoader(OF_PEERS / "mkdocs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(catalogue=catalogue, words=catalogue.vocabularies, duration=duration_text)
    template = env.get_template("module.md.jinja")
    for module in catalogue.modules.values():
        text = template.render(module=module, close=_close_modules(catalogue, module))
        (pages / f"{module.id}.md").write_text(text, encoding="utf-8")


def _close_modules(catalogue: Catalogue, module: Module) -> list[Module]:
    """The first of its theme: as many cards as our page has, without our ranking."""
    same_theme = catalogue.by_theme.get(module.themes[0], ()) if module.themes else ()
    return [other for other in same_theme[:CLOSE_MODULES] if other.id != module.id]


def write_hugo_site(catalogue: Path, layout: PageLayout, target: Path) -> None:
    """Hugo's layouts and the catalogue's own files in the new folder `target`; around each page, our `layout`.

    Pagefind indexes the articles of records only, as it would be on a real site.
    Raises ValueError if the layout does not hold exactly one article.
    """
    shutil.copytree(OF_PEERS / "hugo", target)
    shutil.copytree(catalogue, target / "catalogue")
    page = "".join(_IN_HUGO.get(piece, piece) for piece in layout.pieces)
    if page.count(_ARTICLE) != 1:
        raise ValueError(f"the layout holds {page.count(_ARTICLE)} times « {_ARTICLE}»")
    base = page.replace(_ARTICLE, f"{_ARTICLE}{{{{ if .IsPage }}}}data-pagefind-body{{{{ end }}}} ")
    (target / "layouts" / "_default" / "baseof.html").write_text(base, encoding="utf-8")
