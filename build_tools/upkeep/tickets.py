"""The bodies of the tickets of the week: links to repair, records to read again. A box to tick is something to do.

A ticket without a box has nothing left to do: whoever publishes it closes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from build_tools.contributing.markdown import markdown_code, markdown_text
from build_tools.text.typography import french, long_date, plural
from build_tools.upkeep.due import Due
from build_tools.upkeep.link_memory import Verdict

BOX = "- [ ] "
LISTED_MAX = 200


def links_ticket(verdict: Verdict, cited: Mapping[str, Sequence[PurePosixPath]], visited: int) -> str:
    """What to repair in the links, in Markdown."""
    return "\n".join(_links(verdict, cited, visited)).rstrip("\n") + "\n"


def _links(verdict: Verdict, cited: Mapping[str, Sequence[PurePosixPath]], visited: int) -> Iterator[str]:
    yield french(f"Adresses visitées : {visited}. À corriger : {len(verdict.broken)}.")
    yield ""
    if verdict.broken:
        yield "### Liens qui ne répondent plus"
        yield ""
        for address, failing in list(verdict.broken.items())[:LISTED_MAX]:
            files = ", ".join(map(markdown_code, map(str, cited.get(address, ()))))
            since = long_date(failing.depuis)
            times = plural(failing.echecs, "échec")
            yield french(f"{BOX}{markdown_code(address)} : {failing.raison}, {times} depuis le {since} ({files})")
        yield ""
    if verdict.exceptions:
        yield "### Exceptions à retirer ou à renouveler"
        yield ""
        for exception, why in verdict.exceptions:
            yield french(f"{BOX}{markdown_code(exception.address)} : {why} ({markdown_text(exception.reason)})")
        yield ""
    if verdict.uncertain:
        yield "### À ouvrir soi-même"
        yield ""
        yield french("Ces sites refusent les programmes ; un lecteur y arrive peut-être.")
        yield ""
        for outcome in verdict.uncertain[:LISTED_MAX]:
            yield french(f"- {markdown_code(outcome.address)} : {outcome.reason}")


def due_ticket(records: Sequence[Due]) -> str:
    """The records to read again, by region, in Markdown."""
    return "\n".join(_due(records)).rstrip("\n") + "\n"


def _due(records: Sequence[Due]) -> Iterator[str]:
    if not records:
        yield "Aucune fiche à relire."
        return
    yield french(
        f"À relire en face des sources : {plural(len(records), 'fiche')}. Une fois la fiche relue, changez "
        f"{markdown_code('verifie_le')} : elle quittera cette liste."
    )
    for region, group in groupby(records[:LISTED_MAX], key=lambda record: record.region):
        yield f"\n### {markdown_text(region)}\n"
        for record in group:
            title, read_on = markdown_text(french(record.title)), long_date(record.read_on)
            yield french(f"{BOX}{title} ({markdown_code(str(record.path))}), relue le {read_on}")
    if len(records) > LISTED_MAX:
        yield french(f"\net {plural(len(records) - LISTED_MAX, 'autre')}, dès que celles-ci seront relues.")
