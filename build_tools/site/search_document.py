"""One page as the search indexes it: its texts as the index writes them, and the HTML that Pagefind reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape

_FOLDED = (("œ", "oe"), ("æ", "ae"), ("’", " "), ("'", " "))
_PLURAL = re.compile(r"(?<=[a-z][aiou])s\b")
_WORD = re.compile(r"[a-z0-9]+(?:[-+#.][a-z0-9]+)*")
_JOINT = re.compile(r"[-+#.]")
_PLURAL_PART = re.compile(r"(?<=[a-z]{2})[sx](?=[-+#.])")
_PLURAL_END = re.compile(r"[sx]$")
_SHORT = re.compile(r"\b[a-z]{2,4}\b")
# « permis B », « cycle en V »: a letter that is a word, neither an elision (« l'eau », where the apostrophe is a space
# now) nor « a », « y », with the word before it.
_ALONE = r"[ &/]([befghikopqruvwxz]|[cdjlmnst](?! [aeiouyh]))(?![\w-])"
_LETTER_ALONE = re.compile(_ALONE)
_LETTER = re.compile(rf"(?<![a-z0-9-])([a-z0-9]+)(?: (?:a|au|de|du|en|la|le|les))*{_ALONE}")

_ABOUT = frozenset({"resume", "complete"})


@dataclass(frozen=True)
class Document:
    """What the search knows of one page.

    `texts` are (weight from 0 to 10, text) pairs; `shown` is what a result shows beside its title; `apart` are the
    names of several words that it only seems to hold (see `search_names.py`).
    """

    address: str
    kind: str
    title: str
    texts: Sequence[tuple[float, str]]
    shown: Sequence[tuple[str, str]] = ()
    apart: Sequence[str] = ()

    @cached_property
    def searched(self) -> Sequence[tuple[float, str]]:
        """The title and the texts as they are indexed, with their weights."""
        return [(weight, searchable(text)) for weight, text in ((10, self.title), *self.texts) if text]


@lru_cache(500)  # a page's texts are read several times, one page after another
def searchable(text: str) -> str:
    """Text as the index and the queries write it: small letters without accents, ligatures and apostrophes.

    Pagefind ignores accents, but only once it has cut the endings, and its French stemmer leaves an « s » after a
    vowel: « velos » would not find « vélo ».
    """
    folded = text.lower()
    for letters, plain in _FOLDED:  # a translation table takes five times as long
        folded = folded.replace(letters, plain)
    return _PLURAL.sub("", unicodedata.normalize("NFD", folded).encode("ascii", "ignore").decode())


def _marked(text: str) -> str:
    """The text with a digit after each short word, which the stemmer then leaves whole.

    It would cut « PACA » to « pac », which is a heat pump, and « VAE » to « va », which begins « valorisation ».
    """
    return _SHORT.sub(lambda word: f"{word[0]}0", text)


def _indexed(text: str) -> str:
    """The text as Pagefind gets it: short words marked, then compounds in one word that marks or plurals would hide.

    Letters that are words come last.
    """
    compounds = (word for word in _WORD.findall(text) if not word.isalnum())
    joined = (_in_one(word) for word in compounds if _SHORT.search(word) or _PLURAL_PART.search(word))
    return " ".join([_marked(text), *dict.fromkeys((*joined, *_letters(text)))])


def _letters(text: str) -> Sequence[str]:
    """The letters that are words, each with the word before it and a figure, which no word begins with."""
    if not _LETTER_ALONE.search(text):  # a fifth of the time, and true of nearly all texts
        return ()
    return tuple(f"0{letter}{_PLURAL_END.sub('', before)}" for before, letter in _LETTER.findall(text))


def _in_one(compound: str) -> str:
    """« aides-soignants » in one word, which is that of « aide-soignant » but for its ending."""
    return _JOINT.sub("", _PLURAL_PART.sub("", compound))


def words_of(document: Document) -> set[str]:
    """The words of a document, as `searchable` writes them: what a query can be spelt after.

    « e-commerce » is known in one word, « ecommerce », and by its parts, as Pagefind indexes it.
    """
    whole = "\n".join(text for _, text in document.searched)
    found = set(_WORD.findall(whole))
    joined = {word for word in found if not word.isalnum()}
    parts = {part for word in joined for part in (*_JOINT.split(word), _in_one(word))}
    return {word for word in parts | found - joined if len(word) > 1}.union(_letters(whole))


def as_html(document: Document) -> str:
    """The HTML that Pagefind reads.

    What a result shows is searched too: of a module, which is shown by its card, what it is about and no more. Its
    region's name would answer « centre équestre ».
    """
    shown = [(name, text) for name, text in document.shown if document.kind != "module" or name in _ABOUT]
    head = [_meta(name, text) for name, text in (("title", document.title), ("genre", document.kind), *shown)]
    body = [f'<p data-pagefind-weight="{weight}">{escape(_indexed(text))}</p>' for weight, text in document.searched]
    return f'<!doctype html><html lang="fr"><head>{"".join(head)}</head><body>{"".join(body)}</body></html>'


def _meta(name: str, text: str) -> str:
    return f'<meta data-pagefind-meta="{name}[content]" content="{escape(text)}">'
