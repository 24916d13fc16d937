"""From what a visitor pastes or uploads to need lines; what cannot be read gets a clear message.

The browser does the same in `docs/assets/javascripts/besoin/lecture.js`, with these messages and limits.
"""

from __future__ import annotations

import re
import unicodedata

from build_tools.analysis.matching.words import LANGUAGES, fold, foreign_words, is_content_word, raw_words, stop_words
from build_tools.text.typography import french

BYTES_AT_MOST = 1_000_000
NEEDS_AT_MOST = 1_000
NEED_LENGTH_AT_MOST = 400
# A text is in another language when it has so many of its little words, so many for ten words, and twice as many as of
# French. A list of skills may well be full of English terms.
FOREIGN_LEAST = 5
FOREIGN_OF_TEN = 4
WORDS_LOOKED_AT = 2_000
MESSAGES = {
    "vide": "Il n'y a rien à lire : le texte est vide.",
    "trop-gros": "Le texte dépasse 1 Mo. Gardez la liste des compétences ou le texte de l'offre.",
    "trop-de-lignes": "Le texte a plus de 1 000 lignes de besoin. Lisez-le en plusieurs fois.",
    "binaire": "Ce n'est pas du texte. D'un PDF, d'un document Word ou d'un tableur, copiez le texte et collez-le.",
    "sans-mots": "Aucun mot à chercher : il n'y a que des nombres, des signes ou des mots trop courants.",
    "autre-langue": "Le texte semble écrit en {langue}. Le catalogue est en français : traduisez d'abord les besoins.",
    "autre-alphabet": "Le texte n'est pas écrit en lettres latines. Le catalogue est en français.",
}
_LATIN = re.compile("[a-z]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]+")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+")
_BULLET = re.compile(r"^(?:[-–—−•·∙▪■►▶➤✓✔*+o] |[•·∙▪■►▶➤✓✔]|\(?[0-9]{1,3}[.)°] |[a-zA-Z]\) )+ *")
_SENTENCE = re.compile(r"(?<=[.!?;]) +(?=[A-ZÀ-ÖØ-ÞŒ])| *; +")


class UnreadableNeedsError(Exception):
    """What was given cannot be read as needs; the message is for the user."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(french(MESSAGES[reason].format(**values)))


def read_text(content: bytes) -> str:
    """The text of a file in UTF-8 or Windows-1252. Raises UnreadableNeedsError."""
    if len(content) > BYTES_AT_MOST:
        raise UnreadableNeedsError("trop-gros")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Bytes that Windows-1252 leaves undefined become controls, as in browsers.
        text = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in content)
    if text.startswith("%PDF"):
        raise UnreadableNeedsError("binaire")
    return text


def needs_of(text: str) -> list[str]:
    """The needs of a text: its lines without bullets, long ones cut into sentences, each once.

    Raises UnreadableNeedsError when there is none, too many, or when the text is not in French.
    """
    if len(text.encode()) > BYTES_AT_MOST:
        raise UnreadableNeedsError("trop-gros")
    if _CONTROL.search(text):
        raise UnreadableNeedsError("binaire")
    text = unicodedata.normalize("NFC", text)
    if not _SPACES.sub("", _LINE.sub("", text)):
        raise UnreadableNeedsError("vide")
    _refuse_other_languages(text)
    found = (need for line in _LINE.split(text) for need in _needs_of_line(line))
    needs = dict.fromkeys(filter(_has_content_word, found))
    if not needs:
        raise UnreadableNeedsError("sans-mots")
    if len(needs) > NEEDS_AT_MOST:
        raise UnreadableNeedsError("trop-de-lignes")
    return list(needs)


def _needs_of_line(line: str) -> list[str]:
    plain = _BULLET.sub("", _SPACES.sub(" ", line).strip(" "))
    return [part[:NEED_LENGTH_AT_MOST].strip(" ;") for part in _SENTENCE.split(plain)]


def _has_content_word(need: str) -> bool:
    """Whether a line has a content word."""
    return any(is_content_word(fold(part)) for word in raw_words(need) for part in word.split("-"))


def _refuse_other_languages(text: str) -> None:
    words = [fold(word) for word in raw_words(text)[:WORDS_LOOKED_AT] if any(map(str.isalpha, word))]
    if words and not any(_LATIN.search(word) for word in words):
        raise UnreadableNeedsError("autre-alphabet")
    counts = {name: sum(word in foreign_words(name) for word in words) for name in LANGUAGES}
    language, most = max(counts.items(), key=lambda item: item[1])
    ours = sum(word in stop_words() and word not in stop_words(language) for word in words)
    if most >= FOREIGN_LEAST and 10 * most >= FOREIGN_OF_TEN * len(words) and most > 2 * ours:
        raise UnreadableNeedsError("autre-langue", langue=LANGUAGES[language])
