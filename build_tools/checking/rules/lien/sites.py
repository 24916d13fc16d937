"""Host names: valid in the domain name system, under a known public suffix, in one script."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from build_tools.text.folding import word_set

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# Endings of nearly every French public site, known without opening the list, which takes a tenth of a second.
_USUAL = word_set("alsace bzh com corsica edu eu fr gf gp info mq net org paris pro re")
_NAME_MAX = 253
# Scripts that one language writes together (Japanese, Korean, Chinese): their signs look like no Latin letter.
_WRITTEN_TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"})
# Scripts whose words can be taken for Latin ones letter by letter (Unicode Technical Standard 39, confusables).
_LOOK_ALIKE = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET"})
# Latin letters of European languages that are no letter of the alphabet with a mark.
_LATIN_ALONE = frozenset("æœßøłđðþħŋ")


def wrong_site(host: str) -> str:
    """The message that says why this name, in lower case, is no site's; nothing if it may be one."""
    if host.isascii() and "xn--" not in host:
        labels = host
    else:
        try:
            labels = _as_read(host)
        except UnicodeError:
            return "lien-site/nom"
        if any(not _is_of_one_script(label) for label in labels.split(".")):
            return "lien-site/ecritures"
    if len(host) > _NAME_MAX:
        return "lien-site/nom"
    ending = labels.rpartition(".")[2]
    return "" if ending in _USUAL or _exists(ending) else "lien-site"


def _as_read(host: str) -> str:
    """The name as the browser shows it. Raises UnicodeError if the domain name system cannot hold it (IDNA 2008)."""
    import idna  # few addresses need it

    return idna.decode(idna.encode(host, uts46=True))


@cache
def _exists(ending: str) -> bool:
    """Whether the public suffix list has names under this ending."""
    return _suffixes().publicsuffix(f"nom.{ending}") is not None


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # it reads its list, for which most checks have no use

    return PublicSuffixList(accept_unknown=False)


def _is_of_one_script(label: str) -> bool:
    """Whether a reader takes the letters for what they are: all Latin, or of one script that looks like no other."""
    letters = [letter for letter in label if letter.isalpha()]
    scripts = {"ASIE" if (script := _script(letter)) in _WRITTEN_TOGETHER else script for letter in letters}
    if scripts <= {"LATIN"}:
        return all(letter in _LATIN_ALONE or unicodedata.normalize("NFD", letter)[0].isascii() for letter in letters)
    return len(scripts) == 1 and scripts.isdisjoint(_LOOK_ALIKE)


def _script(letter: str) -> str:
    """The script of a letter, which is the first word of its name in Unicode."""
    return unicodedata.name(letter, "").partition(" ")[0]
