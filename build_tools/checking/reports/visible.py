"""Text of unknown origin with its control characters escaped: a terminal shows them and runs none."""

from __future__ import annotations

import re

# Control characters drive a terminal; line ends begin a new line of a log; bidirectional marks reorder what a
# reader sees; lone surrogates (a file's name that is not UTF-8) cannot be written.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""The text with each harmful character written as an escape: `\x1b`, `\u202e`."""
    return _HARMFUL.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
