"""Commands are shown to those who have the catalogue on their computer: on their own pages, or in a folded part."""

from __future__ import annotations

import re
from pathlib import Path

# The pages of people who work with files and commands.
THEIRS = re.compile(r"^(?:contribuer/(?:git|champs|regles|commandes|installer|maintenir)|donnees)/")
_FOLDED = re.compile(r'<details class="depot">.*?</details>', re.DOTALL)
_SCRIPTS = re.compile(r"<script.*?</script>", re.DOTALL)
_COMMAND = re.compile(
    r"\bcatalogue (?:check|new|import|template|grille|consolider|fmt|ledger|align|compare|match|release|serve|build)\b"
    r"|\.venv/bin|<code>make |<code>git |\blanguage-(?:sh|console)"
)


def commands_in(page: str) -> list[str]:
    """What of a page is for a terminal, outside of the folded parts."""
    return _COMMAND.findall(_SCRIPTS.sub("", _FOLDED.sub("", page)))


def test_no_other_page_shows_a_command(site: Path) -> None:
    found = {}
    for file in sorted(site.glob("**/*.html")):
        path = file.relative_to(site).as_posix()
        if not THEIRS.match(path) and (commands := commands_in(file.read_text(encoding="utf-8"))):
            found[path] = commands
    assert found == {}


def test_the_commands_are_still_there_for_those_who_have_them(site: Path) -> None:
    for path in ("contribuer", "contribuer/ecarts", "contribuer/grille", "contribuer/tableur"):
        page = (site / path / "index.html").read_text(encoding="utf-8")
        assert [part for part in _FOLDED.findall(page) if _COMMAND.search(part)], path
        assert "Pour qui a le dépôt" in page


def test_a_command_outside_of_a_folded_part_would_be_seen() -> None:
    command = "<p><code>catalogue new ecart</code></p>"
    assert commands_in(command) == ["catalogue new"]
    assert commands_in(f'<details class="depot"><summary>Pour qui a le dépôt</summary>{command}</details>') == []
