"""Pages for those who can revise a certification: its dossier, and what a certifying body has before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.analysis.approach import approach
from build_tools.analysis.certifiers import CertifyingBody, certifier_id, certifying_bodies
from build_tools.analysis.dossier import Dossier, together
from build_tools.analysis.letter import letter_of_body
from build_tools.analysis.transmissions import transmission_log, whole_log
from build_tools.exports.published import Published
from build_tools.site.facets import search_address
from build_tools.site.page import Page

# The top folders of these pages' addresses.
DOSSIER_SECTIONS = ("dossiers", "certificateurs")
_EXAMPLE = Path(__file__).parent / "examples" / "transmission.yml"


def dossier_pages(published: Published) -> Iterator[Page]:
    """The dossier of every certification that a module completes, then the pages of every certifying body."""
    site = published.addresses.site
    bodies = certifying_bodies(published.catalogue)
    found = published.dossiers
    for name, dossier in found.items():
        address = f"dossiers/{name}/"
        yield Page(
            address,
            f"Dossier de certification : {dossier.label}",
            f"{dossier.label} : ce que les modules additionnels ajoutent à son référentiel, selon qui, depuis quand.",
            "dossier.html",
            {
                "dossier": dossier,
                "certifier": bodies.get(certifier_id(dossier.certification)),
                "permanent": f"{site}/{address}" if site else "",
            },
        )
    for body in bodies.values():
        yield from _body_pages(body, [found[c.id] for c in body.certifications if c.id in found])


def transmissions_context(published: Published) -> Mapping[str, Any]:
    """What the page of the log shows: the log, and the dossiers, the widest first."""
    return {
        "log": whole_log(published.catalogue),
        "dossiers": sorted(published.dossiers.values(), key=lambda d: (-len(d.regions), -len(d.additions))),
        "example": _EXAMPLE.read_text(encoding="utf-8"),
    }


def approach_context(published: Published) -> Mapping[str, Any]:
    """What the page of the approach, step by step, shows."""
    return {"a": approach(published.catalogue, published.dossiers.values())}


def _body_pages(body: CertifyingBody, found: Sequence[Dossier]) -> Iterator[Page]:
    """The page of a certifying body, and the dossier to send if it has anything in it."""
    summary = together(found)
    context = {
        "body": body,
        "dossiers": found,
        "summary": summary,
        "search": search_address(*(("certification", dossier.certification.id) for dossier in found)),
        "log": transmission_log(a.module for a in summary.additions),
        "themes": _shared_themes(found),
        "deduced_owner": [d for d in found if "certificateur" in d.certification.deduit],
    }
    description = f"Ce que des modules ajoutent aux certifications de {body.name}, et le dossier à lui envoyer."
    yield Page(body.address, f"{body.name}, certificateur", description, "certificateur.html", context)
    if found:
        title = f"Dossier à envoyer : {body.name}"
        letter = {**context, "letter": letter_of_body(body.name, found)}
        yield Page(body.address, title, description, "certificateur_dossier.html", letter, "dossier.html")


def _shared_themes(found: Sequence[Dossier]) -> Sequence[tuple[str, Sequence[str]]]:
    """Themes that come back in at least two of the certifications, with their labels; the most shared first."""
    shared: dict[str, list[str]] = {}
    for dossier in found:
        for theme in dossier.themes:
            if theme.theme:
                shared.setdefault(theme.theme, []).append(dossier.label)
    several = [(theme, labels) for theme, labels in shared.items() if len(labels) > 1]
    return sorted(several, key=lambda item: -len(item[1]))
