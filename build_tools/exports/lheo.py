"""LHEO 2.3, the format in which Carif-Oref systems exchange training offers.

`data/lheo.xml` describes every module, with the standard's own placeholders for what an offer would say;
`data/lheo-offres.xml` holds only the recorded offers, and does not exist without one: the standard has no empty file.
`lheo_mapping` says what is written where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from lxml import etree

from build_tools.exports.lheo_mapping import COURSE, EXTRAS, MODULE, Course, Line, Offer
from build_tools.exports.published import File, Published
from build_tools.typography import shorten

DESCRIPTIONS = "data/lheo.xml"
OFFERS = "data/lheo-offres.xml"
NAMESPACE = "http://lheo.gouv.fr/2.3"

_WARNING = (
    "Descriptions sans offre : ce fichier décrit des modules additionnels, pas des actions de formation ouvertes. "
    "Les zéros, 99999999999 et « Non renseigné » tiennent la place de ce que la norme impose et qui est inconnu ; "
    "chaque formation les énumère dans ses extras (info=non-renseigne)."
)
_OFFERS_NOTE = "Offres de formation recensées dont un module additionnel fait partie."

DOMAIN = "domaine-formation"

SubjectT = TypeVar("SubjectT", Offer, Course)


def export_lheo(published: Published) -> Iterator[File]:
    """The file of descriptions, and the file of offers where an offer is recorded."""
    modules = published.catalogue.modules.values()
    courses = [
        Course(published, published.catalogue.certifications[certification], tuple(completing))
        for certification, completing in sorted(published.catalogue.by_certification.items())
        if certification in published.catalogue.certifications
    ]
    descriptions = [_course(course) for course in courses] + [_module(Offer(published, module)) for module in modules]
    offers = [
        _module(Offer(published, module, number, implementation))
        for module in modules
        for number, implementation in enumerate(module.mises_en_oeuvre, start=1)
    ]
    if descriptions:
        yield File(DESCRIPTIONS, _document(published, _WARNING, descriptions), len(modules))
    if offers:
        yield File(OFFERS, _document(published, _OFFERS_NOTE, offers), len(offers))


def _document(published: Published, note: str, formations: Iterable[bytes]) -> bytes:
    """The whole file. Each formation is written by itself: a tree of 10,000 of them would take half a gigabyte."""
    note_element = etree.Element("extras", info="avertissement")
    etree.SubElement(note_element, "extra", info="portee").text = note
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {note} -->\n'
        f'<lheo xmlns="{NAMESPACE}" horodatage-export="{published.generated_at}">\n<offres>\n'
    )
    return b"".join((head.encode(), *formations, b"</offres>\n", _bytes(note_element), b"</lheo>\n"))


def _bytes(element: etree._Element) -> bytes:
    text: bytes = etree.tostring(element, encoding="utf-8", pretty_print=True)
    return text


def _module(offer: Offer) -> bytes:
    formation = etree.Element("formation", numero=offer.number)
    dates = offer.dates
    if dates:
        formation.set("datemaj", dates.changed.replace("-", ""))
        formation.set("datecrea", dates.published.replace("-", ""))
    if offer.page:
        formation.set("uri", offer.page)
    if not offer.implementation:
        formation.set("info", "description sans offre")
    _fill(formation, MODULE, offer)
    return _bytes(formation)


def _course(course: Course) -> bytes:
    formation = etree.Element("formation", numero=course.number)
    _fill(formation, COURSE, course)
    modules = etree.Element("sous-modules")
    for module in course.modules:
        part = etree.SubElement(modules, "sous-module")
        etree.SubElement(part, "reference-module").text = module.id
        etree.SubElement(part, "type-module").text = course.kind_of(module)
    formation.find("extras").addprevious(modules)
    return _bytes(formation)


def _fill(formation: etree._Element, lines: Sequence[Line[SubjectT]], subject: SubjectT) -> None:
    """Write each line of the mapping; what the standard requires and nobody knows is listed in the extras."""
    unknown: list[str] = []
    opened = [(DOMAIN, etree.SubElement(formation, DOMAIN))]  # required, even with nothing inside
    for line in lines:
        values = list(line.values(subject))
        if not values and line.placeholder:
            values = [line.placeholder]
            unknown.append(line.path)
        for value in values:
            parent = _open(formation, opened, line.parents)
            etree.SubElement(parent, line.leaf, line.attributes).text = shorten(value, line.limit)
    extras = _open(formation, opened, (EXTRAS,))
    for path in dict.fromkeys(unknown):
        etree.SubElement(extras, "extra", info="non-renseigne").text = path


def _open(
    formation: etree._Element, opened: list[tuple[str, etree._Element]], names: tuple[str, ...]
) -> etree._Element:
    """The element at the end of the path `names`, made where the last line did not already open it."""
    shared = 0
    while shared < min(len(opened), len(names)) and opened[shared][0] == names[shared]:
        shared += 1
    del opened[shared:]
    for name in names[shared:]:
        parent = opened[-1][1] if opened else formation
        element = etree.SubElement(parent, name)
        if name == EXTRAS:
            element.set("info", "module-additionnel")
        opened.append((name, element))
    return opened[-1][1] if opened else formation
