"""The bytes of a CSV file as text, in whatever encoding it was saved; a file that could be several is refused."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from charset_normalizer import from_bytes

from build_tools.contributing.spreadsheet.book import SpreadsheetError

_SAMPLE, _DETECTED = 2000, 200_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What French files without Unicode are saved in, the most frequent first, with the name that people know.
_NAMES = {"cp1252": "Windows-1252", "iso8859_15": "Latin-9", "mac_roman": "Mac Roman", "cp850": "DOS (cp850)"}
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”–—…°€·•ñáíóúß²³×©®\u00a0")


def decoded(raw: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding where that is worth saying. Raises SpreadsheetError if it is not known."""
    for encoding in (*(encoding for bom, encoding in _BOMS if raw.startswith(bom)), *_unmarked(raw[:_SAMPLE])):
        try:
            return raw.decode(encoding), ""
        except UnicodeDecodeError:
            continue
    return _detected(raw)


def _unmarked(sample: bytes) -> Iterator[str]:
    """Encodings without a mark: in UTF-16, one byte in two of a French text is nearly always zero."""
    if 2 * sample[1::2].count(0) > len(sample[1::2]):
        yield "utf-16-le"
    if 2 * sample[::2].count(0) > len(sample[::2]):
        yield "utf-16-be"
    yield "utf-8"


def _detected(raw: bytes) -> tuple[str, str]:
    """By the library's order, the first encoding that makes French of the file."""
    found = from_bytes(raw[:_DETECTED], cp_isolation=[*_NAMES], preemptive_behaviour=False)
    ranked = list(dict.fromkeys([*(match.encoding for match in found), *_NAMES]))
    by_signs = sorted(ranked, key=lambda encoding: _foreign(raw, encoding))
    if _foreign(raw, by_signs[0]) and (by_signs[0] != ranked[0] or by_signs[0] != "cp1252"):
        likely = _NAMES.get(by_signs[0], by_signs[0])
        raise SpreadsheetError(
            f"l'encodage du fichier n'est pas sûr, sans doute {likely} : ses accents seraient perdus. Enregistrez-le "
            "en « CSV UTF-8 » ou au format .xlsx."
        )
    encoding = by_signs[0]
    return raw.decode(encoding, errors="replace"), "" if encoding == "cp1252" else _NAMES.get(encoding, encoding)


def _foreign(raw: bytes, encoding: str) -> int:
    """How many signs the encoding makes that no French text holds."""
    return sum(not sign.isascii() and sign not in _FRENCH for sign in raw.decode(encoding, errors="replace"))
