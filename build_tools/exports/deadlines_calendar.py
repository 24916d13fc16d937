"""The ends of registrations as an iCalendar feed (RFC 5545): all-day events, which calendars follow by its address."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.analysis.deadlines import Deadline, deadlines
from build_tools.exports.identity import urn
from build_tools.exports.published import File, Published
from build_tools.model.base import is_deduced
from build_tools.text.typography import french, plural

CALENDAR = "flux/echeances.ics"
_LINE = 75  # octets, without the line end
_REMINDER = "-P180D"  # half a year: a revision is prepared long before


def calendar_files(published: Published) -> Iterator[File]:
    """The calendar: an event for each certification that has an end, past ones too."""
    found = [each for each in deadlines(published.dossiers.values()) if each.ends]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Catalogue des modules additionnels//Echeances//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text('Échéances des certifications')}",
        *(line for each in found for line in _event(published, each)),
        "END:VCALENDAR",
    ]
    yield File(CALENDAR, "".join(f"{_folded(line)}\r\n" for line in lines).encode(), len(found))


def _event(published: Published, deadline: Deadline) -> Iterator[str]:
    dossier, ends = deadline.dossier, deadline.ends
    assert ends is not None, "only those with an end are shown"
    stamp = published.generated_at.replace("-", "").replace(":", "")
    address = f"dossiers/{dossier.certification.id}/"
    yield "BEGIN:VEVENT"
    yield f"UID:{urn(f'{address}{dossier.standing.code}').removeprefix('urn:uuid:')}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{ends:%Y%m%d}"
    yield f"SUMMARY:{_text(french(f'Fin d’enregistrement : {dossier.label} ({dossier.standing.code})'))}"
    yield f"DESCRIPTION:{_text(french(_description(deadline)))}"
    if published.addresses.site:
        yield f"URL:{published.addresses.site}/{address}"
    yield from ("TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{_REMINDER}")
    yield f"DESCRIPTION:{_text(french(f'Écrire avant la fin : {dossier.label}'))}"
    yield from ("END:VALARM", "END:VEVENT")


def _description(deadline: Deadline) -> str:
    dossier, standing = deadline.dossier, deadline.dossier.standing
    owner, recipient = standing.certification.certifier_name, standing.recipient
    to = recipient.commission.libelle if recipient else owner or "organisme non nommé par les sources"
    owner_deduced = bool(owner) and is_deduced("certificateur", standing.certification.deduit)
    if recipient.deduced if recipient else owner_deduced:
        to += " (déduit)"
    skills = plural(deadline.open, "compétence ouverte", "compétences ouvertes")
    modules = plural(len(dossier.additions), "module")
    basis = f" ({standing.basis})" if dossier.skills and standing.basis else ""
    return f"{skills}{basis}, {modules}. À transmettre à : {to}."


def _text(text: str) -> str:
    """RFC 5545, 3.3.11: what a text escapes."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split("\n"))


def _folded(line: str) -> str:
    """RFC 5545, 3.1: lines of at most 75 octets, cut between characters."""
    parts, part, room = [], "", _LINE
    for sign in line:
        size = len(sign.encode())
        if size > room:
            parts.append(part)
            part, room = "", _LINE - 1  # the space that begins the next line
        part += sign
        room -= size
    return "\r\n ".join([*parts, part])
