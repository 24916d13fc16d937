"""One state of the site: every address of it, made when it is asked for by what makes the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from build_tools.contributing.spreadsheet import template
from build_tools.exports.api import ROOT as API_ROOT
from build_tools.exports.export import Manifest, write_exports
from build_tools.site import browser_reader, form_data, grid_pages, needs, search_tables
from build_tools.site.dev_server.bundle import Bundle, file_below
from build_tools.site.dossier_pages import DOSSIER_SECTIONS, dossier_pages
from build_tools.site.form import FORMS
from build_tools.site.last_changes import last_changes
from build_tools.site.page import Page
from build_tools.site.page_layout import PageLayout
from build_tools.site.pages import data_pages, module_page, pages_below
from build_tools.site.post_build import SITEMAP, prepare_theme, sitemap
from build_tools.site.rendering import Renderer
from build_tools.site.search import documents_of_pages, write_index
from build_tools.site.search_document import Document
from build_tools.site.sections import DATA_PAGE, Section, sections
from build_tools.writing import write_file

_INDEX = "index"
_EXPORTS = "exports"
_GRIDS = "grilles"
_READER = "lecteur"
_EXPORTED_PAGES = frozenset({DATA_PAGE, f"{API_ROOT}index.html"})
# Address → the bundle that holds it. Pagefind's folder and the explorer's are the index; any other file is an export.
_BUNDLE_OF = {
    **{path: "formulaire" for form in FORMS.values() for path in (form.data_file, form.records_file)},
    needs.INDEX: "besoin",
    template.PUBLISHED: "tableur",
}


@dataclass(frozen=True)
class BuiltTheme:
    """A built theme, ready to be finished. `paths` are its files, without those that the whole site replaces."""

    folder: Path
    layout: PageLayout
    hand_written: tuple[Document, ...]
    paths: frozenset[str]

    @classmethod
    def prepare(cls, folder: Path) -> BuiltTheme:
        """Prepare the theme freshly built in `folder`, in place. Raises PageLayoutError."""
        layout = prepare_theme(folder)
        paths = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        return cls(folder, layout, documents_of_pages(folder), paths - {SITEMAP, f"{SITEMAP}.gz"})


@dataclass(frozen=True)
class State:
    """The site of a catalogue as it is now, kept until it changes.

    `work` is a folder for what is made as files. `last_indexes` hold the search index of earlier states, the newest
    first: they answer while this one's is being made, and give the results of pages opened before.
    """

    renderer: Renderer
    theme: BuiltTheme
    work: Path
    last_indexes: tuple[Path, ...] = ()
    _made: dict[str, bytes] = field(default_factory=dict)
    _pages: dict[str, Mapping[str, Page]] = field(default_factory=dict)

    def content(self, path: str) -> bytes | Bundle | None:
        """The file at a path inside the site (`modules/index.html`), or the bundle to wait for; None if there is none.

        Raises what a page's template may raise.
        """
        if path in self._made:
            return self._made[path]
        made = self._hand_written(path) or self._page(path)
        if made is None:
            return self._from_bundle(path)
        self._made[path] = made
        return made

    @cached_property
    def bundles(self) -> Mapping[str, Bundle]:
        """What is made as files, by name; each in a separate process where it takes long."""
        published = self.renderer.published
        index = partial(write_index, catalogue=self.renderer.catalogue, hand_written=self.theme.hand_written)
        makers: Mapping[str, Callable[[Path], object]] = {
            _INDEX: index,
            _EXPORTS: self._write_exports,
            "formulaire": lambda folder: form_data.write_form_data(folder, published),
            "besoin": lambda folder: needs.write_needs_index(folder, self.renderer.likeness.index),
            "tableur": lambda folder: template.write_template(published, folder),
            _READER: lambda folder: browser_reader.write_reader(folder, published),
            _GRIDS: lambda folder: grid_pages.write_grids(published, folder),
        }
        return {name: Bundle(make, self.work / name, apart=name in (_INDEX, _EXPORTS)) for name, make in makers.items()}

    @property
    def indexes(self) -> tuple[Path, ...]:
        """The folders of the search indexes made so far that a page may still ask for, the newest first."""
        own = self.bundles[_INDEX]
        return (own.files, *self.last_indexes[:1]) if own.is_made else self.last_indexes

    def paths(self) -> Iterator[str]:
        """Every path that is not a bundle's."""
        yield from self.theme.paths
        for page in (*dossier_pages(self.renderer.published), *data_pages(self.renderer.catalogue)):
            yield page.address + page.file
        if self.renderer.published.addresses.site:
            yield SITEMAP

    def _page(self, path: str) -> bytes | None:
        """A rendered page."""
        page = self._find(path)
        return self.renderer.html(page) if page else None

    def _find(self, path: str) -> Page | None:
        section, _, rest = path.partition("/")
        module = self.renderer.catalogue.modules.get(rest.removesuffix("/index.html")) if section == "modules" else None
        if module:  # all others need not be made for it
            return module_page(self.renderer.catalogue, module)
        if section not in self._pages:
            self._pages[section] = {page.address + page.file: page for page in self._below(section)}
        return self._pages[section].get(path)

    def _below(self, section: str) -> Iterator[Page]:
        if section in DOSSIER_SECTIONS:
            yield from (page for page in dossier_pages(self.renderer.published) if page.section == section)
        yield from pages_below(self.renderer.catalogue, section)

    def _hand_written(self, path: str) -> bytes | None:
        """A file of the theme, completed if the data has a part in it."""
        if path == SITEMAP and (site := self.renderer.published.addresses.site):
            pages = (PurePosixPath(p) for p in {*self.paths(), *_EXPORTED_PAGES} if p.endswith(".html"))
            return sitemap(pages, site, last_changes(self.renderer.published)).encode()
        if path not in self.theme.paths or path == DATA_PAGE:
            return None
        content = (self.theme.folder / path).read_bytes()
        section = self._sections.get(path)
        return self.renderer.section(section, content.decode()).encode() if section else content

    @cached_property
    def _sections(self) -> Mapping[str, Section]:
        return self._sections_with(Manifest({}))

    def _sections_with(self, manifest: Manifest) -> Mapping[str, Section]:
        return {section.file: section for section in sections(self.renderer.published, manifest)}

    def _from_bundle(self, path: str) -> bytes | Bundle | None:
        name = _bundle_of(path)
        if name == _EXPORTS and path not in _EXPORTED_PAGES and PurePosixPath(path).suffix in ("", ".html"):
            return None  # a wrong address, for which the exports need not be made
        bundle = self.bundles[name]
        bundle.start()
        if name == _INDEX and (found := _first(self.indexes, path)):
            return found.read_bytes()
        return bundle

    def _write_exports(self, folder: Path) -> None:
        """The exports, and the page that shows what they are."""
        manifest = write_exports(self.renderer.published, folder)
        html = (self.theme.folder / DATA_PAGE).read_text(encoding="utf-8")
        page = self.renderer.section(self._sections_with(manifest)[DATA_PAGE], html)
        write_file(f"{folder}/{DATA_PAGE}", page.encode())


def _first(folders: tuple[Path, ...], path: str) -> Path | None:
    return next((file for folder in folders if (file := file_below(folder, path))), None)


def _bundle_of(path: str) -> str:
    """The bundle that holds a file which is no page."""
    if path.startswith((f"{search_tables.INDEX}/", f"{search_tables.FOLDER}/")):
        return _INDEX
    if path.startswith(f"{grid_pages.SECTION}/") and path.endswith(f"/{grid_pages.WORKBOOK}"):
        return _GRIDS
    if path.startswith(f"{browser_reader.FOLDER}/"):
        return _READER
    return _BUNDLE_OF.get(path, _EXPORTS)
