"""Atom (RFC 4287) and JSON Feed 1.1: new, changed and removed modules, for all and for each thing one may follow.

A feed and each of its entries keep their name for ever, wherever the site is published: a `urn:uuid:` made from what
they are about. Without the site's address, Atom's links are relative to the feed and JSON Feed, which has no relative
link, has none.

A feed holds its newest entries; the feed of all goes on in older pages (RFC 5005, section 3: paged feeds), to the first
entry. It tells each change in full, as that of gaps does. The others, of which a module is in a dozen, tell in a
sentence or two what happened and lead to the record: the same words in all of them were two thirds of their size.

Entries of one commit share its second: a fraction of it distinguishes them, or a reader that sorts by instant
would shuffle them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape as html_escape
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.exports.changes import Change
from build_tools.exports.identity import urn
from build_tools.exports.published import File, Published
from build_tools.model import Catalogue, Ecart, Module, Term
from build_tools.text.typography import french, shorten
from build_tools.writing import compact_json

ENTRIES_AT_MOST = 50  # a page
_SHORT = 300  # signs of what a new record is about
FOLDER = "flux"
AUTHOR = "Catalogue des modules additionnels"

# The fields that say in a few sentences what a record is about (see `_text`).
_SUMMARY_FIELDS = frozenset(("resume", "constat"))

Follows = Callable[[Module], bool]


@dataclass(frozen=True)
class Feed:
    """Something to follow: its address without extension, its title, its page, and which modules it is about.

    `family` and `label` say where it stands in a list of feeds (« Régions », « Bretagne »).
    """

    address: str
    family: str
    label: str
    page: str
    follows: Follows
    about_gaps: bool = False

    @property
    def title(self) -> str:
        """« Modules additionnels : Bretagne »."""
        return "Écarts constatés" if self.about_gaps else french(f"Modules additionnels : {self.label}")

    @property
    def in_full(self) -> bool:
        """Whether its entries tell each change in full, rather than in a sentence or two."""
        return self.about_gaps or self.address == ALL

    @cached_property
    def urn(self) -> str:
        """The feed's name for ever."""
        return urn(self.address)

    def entries(self, published: Published) -> Iterator[Change]:
        """The changes of the feed, newest first. Only the feed of all has removed modules."""
        if self.about_gaps:
            yield from published.gap_changes
            return
        modules = published.catalogue.modules
        for change in published.changes:
            module = modules.get(change.module)
            if self.follows(module) if module else self.address == ALL:
                yield change


ALL = f"{FOLDER}/tout"
GAPS = f"{FOLDER}/ecarts"


def feeds(catalogue: Catalogue) -> Iterator[Feed]:
    """Every feed: all, gaps, then modules by region, sector, transition, theme, certification and certifying body."""
    words = catalogue.vocabularies
    yield Feed(ALL, "Tout le catalogue", "tout le catalogue", "modules/", lambda module: True)
    yield Feed(GAPS, "Écarts constatés", "tous les écarts", "ecarts/", lambda module: False, about_gaps=True)
    yield from _family("regions", "Régions", words.regions, lambda m: (m.region, *m.reprises))
    yield from _family("secteurs", "Secteurs", words.secteurs, lambda m: m.secteurs)
    yield from _family("transitions", "Transitions", words.transitions, lambda m: m.transitions)
    yield from _family("themes", "Thèmes", words.themes, lambda m: m.themes)
    for certification, label in catalogue.label_of_certification.items():
        yield _feed("certifications", "Certifications", certification, label, _completes({certification}))
    for body in certifying_bodies(catalogue).values():
        owned = {certification.id for certification in body.certifications}
        yield _feed("certificateurs", "Certificateurs", body.id, body.name, _completes(owned))


def feed_of_page(catalogue: Catalogue) -> Mapping[str, Feed]:
    """Address of a page about one thing to follow → its feed."""
    return {feed.page: feed for feed in feeds(catalogue) if feed.page.count("/") == 2}


def export_feeds(published: Published) -> Iterator[File]:
    """Each feed in both formats; the older pages of the feed of all, whose names follow (`flux/tout/2.atom`)."""
    instants = {**instants_of(published.changes), **instants_of(published.gap_changes)}
    for feed in feeds(published.catalogue):
        shown = None if feed.address == ALL else ENTRIES_AT_MOST
        entries = list(islice(feed.entries(published), shown))
        pages = [entries[i : i + ENTRIES_AT_MOST] for i in range(0, len(entries), ENTRIES_AT_MOST)] or [[]]
        for number, found in enumerate(pages, start=1):
            page = _Page(published, feed, instants, number, len(pages), found)
            yield File(f"{page.address}.atom", page.atom().encode(), len(found))
            if number == 1 or published.addresses.site:  # without an address nothing would lead to it
                yield File(f"{page.address}.json", page.json(), len(found))


def instants_of(changes: Sequence[Change]) -> Mapping[str, str]:
    """Key of each change → its instant, which no other has: microseconds tell apart those of the same second.

    They count from the last of that second to the first, so that the order of instants is that of the list.
    """
    left = Counter(change.moment for change in changes)
    together = {moment for moment, count in left.items() if count > 1}
    found: dict[str, str] = {}
    for change in changes:
        left[change.moment] -= 1
        fraction = f".{left[change.moment]:06d}Z" if change.moment in together else "Z"
        found[change.key] = change.moment.removesuffix("Z") + fraction
    return found


def _family(
    folder: str, family: str, terms: Mapping[str, Term], values: Callable[[Module], Iterable[str]]
) -> Iterator[Feed]:
    for term in terms.values():
        yield _feed(folder, family, term.id, term.libelle, _has(term.id, values))


def _feed(folder: str, family: str, name: str, label: str, follows: Follows) -> Feed:
    return Feed(f"{FOLDER}/{folder}/{name}", family, label, f"{folder}/{name}/", follows)


def _has(term: str, values: Callable[[Module], Iterable[str]]) -> Follows:
    return lambda module: term in values(module)


def _completes(certifications: set[str]) -> Follows:
    return lambda module: any(completed.certification in certifications for completed in module.certifications)


# What an entry says --------------------------------------------------------------------------------------------------


def _summary(change: Change) -> str:
    if change.nature == "nouveau":
        return "Nouveau dans le catalogue."
    if change.nature == "retire":
        return "Retiré du catalogue."
    if not change.champs:
        return "Fiche modifiée."
    return french(f"Modifié : {', '.join(field.libelle.lower() for field in change.champs)}.")


def _in_short(change: Change, catalogue: Catalogue) -> str:
    """What happened, and what a new record is about: those who followed it already know what the others are about."""
    about = _text(change, catalogue) if change.nature == "nouveau" else ""
    return f"{_summary(change)} {french(shorten(about, _SHORT))}" if about else _summary(change)


def _content(change: Change, catalogue: Catalogue) -> str:
    """The entry as a fragment of HTML: what changed, then what the record is about, unless the change states it."""
    text = "" if _SUMMARY_FIELDS.intersection(field.champ for field in change.champs) else _text(change, catalogue)
    lines = "".join(
        f"<li><strong>{html_escape(french(field.libelle))}</strong>{french(' : ')}{html_escape(field.phrase)}</li>"
        for field in change.champs
    )
    changed = f"<ul>{lines}</ul>" if lines else ""
    about = f"<p>{html_escape(french(text))}</p>" if text else ""
    return f"<p>{html_escape(_summary(change))}</p>{changed}{about}"


def _record(change: Change, catalogue: Catalogue) -> Module | Ecart | None:
    """The module or the gap of today."""
    if change.collection == "ecarts":
        return catalogue.ecarts.get(change.module)
    return catalogue.modules.get(change.module)


def _text(change: Change, catalogue: Catalogue) -> str:
    """What the record says in a few sentences; nothing where it is no more, or says nothing."""
    record = _record(change, catalogue)
    if record is None:
        return ""
    return record.resume if isinstance(record, Module) else record.constat or ""


def _categories(change: Change, catalogue: Catalogue) -> list[str]:
    record = _record(change, catalogue)
    if not record:
        return []
    words = catalogue.vocabularies
    return [words.label("regions", record.region), *(words.label("secteurs", sector) for sector in record.secteurs)]


@dataclass(frozen=True)
class _Page:
    """A page of a feed, as text in both formats; pages count from the newest, 1."""

    published: Published
    feed: Feed
    instants: Mapping[str, str]
    number: int
    count: int
    entries: Sequence[Change]

    @property
    def address(self) -> str:
        """Its address from the site's root, without extension."""
        return self._address(self.number)

    def _address(self, number: int) -> str:
        return self.feed.address if number == 1 else f"{self.feed.address}/{number}"

    @property
    def _root(self) -> str:
        return self.published.addresses.root(self.address)

    def atom(self) -> str:
        """The page as Atom."""
        feed = self.feed
        updated = self.instants[self.entries[0].key] if self.entries else self.published.generated_at
        return "".join(
            (
                '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">\n',
                f"<id>{feed.urn}</id>\n<title>{escape(feed.title)}</title>\n<updated>{updated}</updated>\n",
                f"<author><name>{AUTHOR}</name></author>\n<rights>Licence Ouverte 2.0 (etalab-2.0)</rights>\n",
                *(self._link(rel, number) for rel, number in self._pages()),
                f'<link rel="alternate" type="text/html" href={quoteattr(self._root + feed.page)}/>\n',
                *map(self._atom_entry, self.entries),
                "</feed>\n",
            )
        )

    def _pages(self) -> Iterator[tuple[str, int]]:
        yield "self", self.number
        if self.count > 1:
            yield "first", 1
            yield "last", self.count
        if self.number > 1:
            yield "previous", self.number - 1
        if self.number < self.count:
            yield "next", self.number + 1

    def _link(self, rel: str, number: int) -> str:
        address = quoteattr(f"{self._root}{self._address(number)}.atom")
        return f'<link rel="{rel}" type="application/atom+xml" href={address}/>\n'

    def _atom_entry(self, change: Change) -> str:
        catalogue, instant = self.published.catalogue, self.instants[change.key]
        categories = "".join(f"<category term={quoteattr(name)}/>\n" for name in _categories(change, catalogue))
        page = quoteattr(self._root + _page(change, catalogue))
        if self.feed.in_full:
            text = f"<summary>{escape(_summary(change))}</summary>\n"
            text += f'<content type="html">{escape(_content(change, catalogue))}</content>\n'
        else:
            text = f"<summary>{escape(_in_short(change, catalogue))}</summary>\n"
        return (
            f"<entry>\n<id>{urn(change.key)}</id>\n<title>{escape(change.headline)}</title>\n"
            f"<published>{instant}</published>\n<updated>{instant}</updated>\n"
            f'<link rel="alternate" type="text/html" href={page}/>\n{categories}{text}</entry>\n'
        )

    def json(self) -> bytes:
        """The page as JSON Feed."""
        site = self.published.addresses.site
        addresses = {}
        if site:
            addresses = {"home_page_url": f"{site}/{self.feed.page}", "feed_url": f"{site}/{self.address}.json"}
            if self.number < self.count:
                addresses["next_url"] = f"{site}/{self._address(self.number + 1)}.json"
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed.title,
            **addresses,
            "language": "fr",
            "authors": [{"name": AUTHOR}],
            "items": [self._json_item(change) for change in self.entries],
        }
        return compact_json(document)

    def _json_item(self, change: Change) -> dict[str, object]:
        catalogue, site = self.published.catalogue, self.published.addresses.site
        address = {"url": f"{site}/{_page(change, catalogue)}"} if site else {}
        if self.feed.in_full:
            text = {"summary": _summary(change), "content_html": _content(change, catalogue)}
        else:
            text = {"content_text": _in_short(change, catalogue)}
        return {
            "id": urn(change.key),
            **address,
            "title": change.headline,
            **text,
            "date_published": self.instants[change.key],
            "tags": _categories(change, catalogue),
        }


def _page(change: Change, catalogue: Catalogue) -> str:
    """The record's page, or the list of all for one that is no more."""
    section = f"{change.collection}/"
    return f"{section}{change.module}/" if _record(change, catalogue) else section
