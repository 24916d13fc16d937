"""Atom (RFC 4287) and JSON Feed 1.1: new, changed and removed modules, for all and for each thing one may follow.

A feed and each of its entries keep their name for ever, wherever the site is published: a `urn:uuid:` made from what
they are about. Without the site's address, Atom's links are relative to the feed and JSON Feed, which has no relative
link, has none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape as html_escape
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.exports.changes import Change
from build_tools.exports.published import File, Published
from build_tools.model import Catalogue, Module, Term
from build_tools.text.typography import french

ENTRIES_AT_MOST = 50
FOLDER = "flux"
AUTHOR = "Catalogue des modules additionnels"

# Made once at random; what is published keeps its name only as long as this stays.
_NAMESPACE = UUID("8f0c0a3e-5d0b-4f5e-9a3b-6a5a2f1c7d24")

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

    @property
    def title(self) -> str:
        """« Modules additionnels : Bretagne »."""
        return french(f"Modules additionnels : {self.label}")

    @cached_property
    def urn(self) -> str:
        """The feed's name for ever."""
        return _urn(self.address)

    def entries(self, published: Published) -> list[Change]:
        """The newest changes that it tells, newest first. A removed module is told to all only."""
        modules = published.catalogue.modules
        found: list[Change] = []
        for change in published.changes:
            module = modules.get(change.module)
            if self.follows(module) if module else self.address == ALL:
                found.append(change)
            if len(found) == ENTRIES_AT_MOST:
                break
        return found


ALL = f"{FOLDER}/tout"


def feeds(catalogue: Catalogue) -> Iterator[Feed]:
    """Every feed: all, then by region, sector, transition, theme, certification and certifying body."""
    words = catalogue.vocabularies
    yield Feed(ALL, "Tout le catalogue", "tout le catalogue", "modules/", lambda module: True)
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
    """Each feed in both formats."""
    for feed in feeds(published.catalogue):
        entries = feed.entries(published)
        yield File(f"{feed.address}.atom", _atom(published, feed, entries).encode(), len(entries))
        yield File(f"{feed.address}.json", _json(published, feed, entries).encode(), len(entries))


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


def _urn(name: str) -> str:
    return uuid5(_NAMESPACE, name).urn


# What an entry says --------------------------------------------------------------------------------------------------


def _summary(change: Change) -> str:
    if change.nature == "nouveau":
        return "Nouveau dans le catalogue."
    if change.nature == "retire":
        return "Retiré du catalogue."
    if not change.champs:
        return "Fiche modifiée."
    return french(f"Modifié : {', '.join(field.libelle.lower() for field in change.champs)}.")


def _content(change: Change, catalogue: Catalogue) -> str:
    """The entry as a fragment of HTML."""
    module = catalogue.modules.get(change.module)
    lines = "".join(
        f"<li><strong>{html_escape(french(field.libelle))}</strong>{french(' : ')}{html_escape(field.phrase)}</li>"
        for field in change.champs
    )
    changed = f"<ul>{lines}</ul>" if lines else ""
    about = f"<p>{html_escape(french(module.resume))}</p>" if module else ""
    return f"<p>{html_escape(_summary(change))}</p>{changed}{about}"


def _categories(change: Change, catalogue: Catalogue) -> list[str]:
    module = catalogue.modules.get(change.module)
    if not module:
        return []
    words = catalogue.vocabularies
    return [words.label("regions", module.region), *(words.label("secteurs", sector) for sector in module.secteurs)]


def _atom(published: Published, feed: Feed, entries: list[Change]) -> str:
    root = _root(published, feed)
    updated = entries[0].moment if entries else published.generated_at
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">\n',
            f"<id>{feed.urn}</id>\n<title>{escape(feed.title)}</title>\n<updated>{updated}</updated>\n",
            f"<author><name>{AUTHOR}</name></author>\n<rights>Licence Ouverte 2.0 (etalab-2.0)</rights>\n",
            f'<link rel="self" type="application/atom+xml" href={quoteattr(f"{root}{feed.address}.atom")}/>\n',
            f'<link rel="alternate" type="text/html" href={quoteattr(root + feed.page)}/>\n',
            *(_atom_entry(published.catalogue, root, change) for change in entries),
            "</feed>\n",
        )
    )


def _atom_entry(catalogue: Catalogue, root: str, change: Change) -> str:
    categories = "".join(f"<category term={quoteattr(name)}/>\n" for name in _categories(change, catalogue))
    return (
        f"<entry>\n<id>{_urn(change.key)}</id>\n<title>{escape(change.headline)}</title>\n"
        f"<published>{change.moment}</published>\n<updated>{change.moment}</updated>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(root + _page(change, catalogue))}/>\n{categories}'
        f"<summary>{escape(_summary(change))}</summary>\n"
        f'<content type="html">{escape(_content(change, catalogue))}</content>\n</entry>\n'
    )


def _json(published: Published, feed: Feed, entries: list[Change]) -> str:
    site = published.addresses.site
    addresses = {"home_page_url": f"{site}/{feed.page}", "feed_url": f"{site}/{feed.address}.json"} if site else {}
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **addresses,
        "language": "fr",
        "authors": [{"name": AUTHOR}],
        "items": [_json_item(published.catalogue, site, change) for change in entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_item(catalogue: Catalogue, site: str, change: Change) -> dict[str, object]:
    address = {"url": f"{site}/{_page(change, catalogue)}"} if site else {}
    return {
        "id": _urn(change.key),
        **address,
        "title": change.headline,
        "summary": _summary(change),
        "content_html": _content(change, catalogue),
        "date_published": change.moment,
        "tags": _categories(change, catalogue),
    }


def _page(change: Change, catalogue: Catalogue) -> str:
    """The module's page, or the list of modules for one that is no more."""
    return f"modules/{change.module}/" if change.module in catalogue.modules else "modules/"


def _root(published: Published, feed: Feed) -> str:
    """What goes before an address inside the site: the site's own address, or the way up from the feed."""
    site = published.addresses.site
    return f"{site}/" if site else "../" * feed.address.count("/")
