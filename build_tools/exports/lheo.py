"""LHEO 2.3, the format in which Carif-Oref systems exchange training offers.

`data/lheo.xml` describes every module, with the standard's own placeholders for what an offer would say;
`data/lheo-offres.xml` holds only the recorded offers, and does not exist without one: the standard has no empty file.
`lheo_mapping` says what is written where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import TypeVar
from xml.sax.saxutils import escape

from build_tools.exports.lheo_mapping import COURSE, EXTRAS, MODULE
from build_tools.exports.lheo_subjects import Course, Line, Offer, xml_attributes
from build_tools.exports.published import File, Published
from build_tools.git.history import Dates
from build_tools.text.typography import shorten

DESCRIPTIONS = "data/lheo.xml"
OFFERS = "data/lheo-offres.xml"
NO_OFFER = "description sans offre"
NAMESPACE = "http://lheo.gouv.fr/2.3"

_WARNING = (
    "Descriptions sans offre : ce fichier décrit des modules additionnels, pas des actions de formation ouvertes. "
    "Les zéros, 99999999999 et « Non renseigné » tiennent la place de ce que la norme impose et qui est inconnu ; "
    "ceux qui valent pour toutes les formations sont énumérés ici (jamais-renseigne), les autres dans les extras "
    "de chaque formation (non-renseigne)."
)
# What no formation of either kind tells: listed once, for the whole file.
_NEVER_TOLD = tuple(dict.fromkeys(line.path for line in MODULE if line.never_known))
_DESCRIPTION = tuple(line for line in MODULE if not line.offers_only)
_OFFERS_NOTE = "Offres de formation recensées dont un module additionnel fait partie."

SubjectT = TypeVar("SubjectT", Offer, Course)


def export_lheo(published: Published) -> Iterator[File]:
    """The file of descriptions, and the file of offers where an offer is recorded."""
    modules = published.catalogue.modules.values()
    if modules:
        yield File(DESCRIPTIONS, _document(published, _WARNING, _descriptions(published)), len(modules))
    offers = [
        Offer(published, module, number, implementation)
        for module in modules
        for number, implementation in enumerate(module.mises_en_oeuvre, start=1)
    ]
    if offers:
        yield File(OFFERS, _document(published, _OFFERS_NOTE, map(_module, offers)), len(offers))


def _descriptions(published: Published) -> Iterator[str]:
    """The certifications that modules complete, then the modules."""
    catalogue = published.catalogue
    for certification, completing in sorted(catalogue.by_certification.items()):
        if certification in catalogue.certifications:
            yield _course(Course(published, catalogue.certifications[certification], tuple(completing)))
    for module in catalogue.modules.values():
        yield _module(Offer(published, module))


def _document(published: Published, note: str, formations: Iterable[str]) -> bytes:
    before = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {note} -->\n'
        f'<lheo xmlns="{NAMESPACE}" horodatage-export="{published.generated_at}">\n<offres>\n'
    )
    extras = [_extra("portee", note), *(_extra("jamais-renseigne", path) for path in _NEVER_TOLD)]
    after = f'</offres>\n<extras info="avertissement">\n{"".join(extras)}</extras>\n</lheo>\n'
    # Encoded one by one: as one text, 10,000 modules took more than twice the memory.
    return b"".join([before.encode(), *(formation.encode() for formation in formations), after.encode()])


def _module(offer: Offer) -> str:
    attributes = {"numero": offer.number}
    if not offer.implementation:
        attributes["info"] = NO_OFFER
    attributes |= _days(offer.dates)
    if offer.page:
        attributes["uri"] = offer.page
    return _formation(attributes, MODULE if offer.implementation else _DESCRIPTION, offer)


def _course(course: Course) -> str:
    return _formation({"numero": course.number, "info": NO_OFFER, **_days(course.dates)}, COURSE, course)


def _days(dates: Dates | None) -> Mapping[str, str]:
    """As attributes, without hyphens; none is better than a made-up one."""
    if not dates:
        return {}
    return {"datecrea": dates.published.replace("-", ""), "datemaj": dates.changed.replace("-", "")}


def _parts(subject: Offer | Course) -> Mapping[str, str]:
    """Element → its attributes, as text: numbers of what a formation holds, and when its action and session changed."""
    days = _days(subject.dates)
    found = {element: {"numero": number} for element, number in subject.part_numbers.items()}
    for element in ("action", "session"):
        found[element] |= days
    return {EXTRAS: ' info="module-additionnel"', **{element: xml_attributes(own) for element, own in found.items()}}


def _formation(attributes: Mapping[str, str], lines: Sequence[Line[SubjectT]], subject: SubjectT) -> str:
    """One formation: every line of the mapping, then the list of what the standard requires and the record lacks."""
    writer = _Writer(_parts(subject))
    unknown: list[str] = []
    for line in lines:
        values = () if line.never_known else tuple(line.values(subject))
        if not values and line.placeholder:
            writer.write(line.parents, line.unknown)
            if line.path not in _NEVER_TOLD:
                unknown.append(line.path)
        opening, closing = line.tags
        for value in values:
            inside = value if line.markup else escape(shorten(value, line.limit))
            writer.write(line.parents, f"{opening}{inside}{closing}")
    for path in unknown:
        writer.write((EXTRAS,), _extra("non-renseigne", path))
    return f"<formation{xml_attributes(attributes)}>\n{writer.finish()}</formation>\n"


class _Writer:
    """Writes leaves by their paths; neighbours share the elements around them.

    Plain text: for 10,000 modules, a tree of elements took four times as long and half a gigabyte.
    """

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes
        self._opened: tuple[str, ...] = ()
        self._parts: list[str] = []

    def write(self, parents: tuple[str, ...], leaf: str) -> None:
        """Write a leaf, already XML, inside `parents`, which are closed and opened as needed."""
        if parents != self._opened:
            self._enter(parents)
        self._parts.append(leaf)

    def finish(self) -> str:
        """The text, with every element closed."""
        self._enter(())
        return "".join(self._parts)

    def _enter(self, parents: tuple[str, ...]) -> None:
        closing, opening = _step(self._opened, parents)
        self._parts.append(closing)
        self._parts += [f"<{name}{self._attributes.get(name, '')}>\n" for name in opening]
        self._opened = parents


@cache
def _step(opened: tuple[str, ...], parents: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """From inside some elements to inside others: what closes the first, and the names of those to open."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(opened, parents, strict=False)))
    return "".join(f"</{name}>\n" for name in reversed(opened[shared:])), parents[shared:]


def _extra(info: str, text: str) -> str:
    return f'<extra info="{info}">{escape(text)}</extra>\n'
