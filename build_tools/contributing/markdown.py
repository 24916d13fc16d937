"""Untrusted text inside Markdown that a code host renders: escaped, so that it mentions nobody and links nowhere.

A comment posted by the project's own account must not mention people, refer to other tickets, show an image or carry
a link because of what a record says.
"""

from __future__ import annotations

import re

from build_tools.checking.reports.visible import visible

# What may stand in a comment: GitHub refuses more than 65,536 characters.
COMMENT_MAX = 60_000

# Not the no-break spaces of French typography.
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_MARKS = re.compile(r"[\\`*_\[\]|~]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
# An invisible character between what would otherwise be a mention, a reference to a ticket or a link.
_BREAK = "&#8203;"
_CALLS = re.compile(rf"(?:@|(?<!&)#(?=\d)|\bGH-(?=\d)|://|\bwww\.)(?!{_BREAK})", re.IGNORECASE)
_TAGS = ("details", "/details", "summary", "/summary")
_TAG = re.compile(rf"<(?!(?:{'|'.join(_TAGS)})>|!--[\w ,.-]*-->)", re.IGNORECASE)
# Not a backslash: a stranger's own backslash before it would undo it.
_LINK = re.compile(r"\](?=[(\[:])")
# Any other entity could be a sign that calls.
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|#36|#8203);)")


def markdown_text(text: str) -> str:
    """The text on one line, to stand in a paragraph, a list or a cell of a table."""
    plain = _on_one_line(text)
    escaped = _MARKS.sub(r"\\\g<0>", "".join(_ENTITIES.get(character, character) for character in plain))
    return _without_calls(escaped)


def html_text(text: str) -> str:
    """The text on one line, to stand inside a tag, where Markdown is not read."""
    return _without_calls("".join(_ENTITIES.get(character, character) for character in _on_one_line(text)))


def markdown_code(text: str) -> str:
    """The text on one line as code, where nothing is a mention; an accent that would end it becomes an apostrophe."""
    return f"`{_on_one_line(text).replace('`', chr(39)).replace('|', '¦')}`"


def _on_one_line(text: str) -> str:
    return visible(_BLANKS.sub(" ", text).strip())


def _without_calls(markdown: str) -> str:
    return _CALLS.sub(lambda call: call[0] + _BREAK, markdown)


def harmless(markdown: str) -> str:
    """Markdown that somebody else wrote, cut to what a comment may hold: text, lists, tables and what folds away.

    No link, image, mention or other tag is left. A note says what was cut.
    """
    lines = (visible(line) for line in re.split(r"\r\n|\r|\n", markdown))
    text = _TAG.sub("&lt;", _ENTITY.sub("&amp;", "\n".join(lines)))
    safe = _without_calls(_LINK.sub(f"]{_BREAK}", text))
    if len(safe) <= COMMENT_MAX:
        return safe
    return safe[:COMMENT_MAX].rpartition("\n")[0] + "\n\n… (suite dans le résumé de la vérification)\n"
