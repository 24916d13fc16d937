"""What a formation of LHEO is made of: the subject that it describes, and the lines that say what is written where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar
from xml.sax.saxutils import quoteattr

from build_tools.exports.published import Published
from build_tools.git.history import Dates
from build_tools.model import Certification, Module
from build_tools.model.certification import Registration
from build_tools.model.module import Implementation

BODY = "organisme-formation-responsable"
_PARTS_OF_OFFRE_INFO = {"AF": "action", "SE": "session"}
_UNBOUNDED = 10_000

SubjectT = TypeVar("SubjectT")


def never(_: object) -> Iterable[str]:
    """The values of a line whose fact the catalogue does not keep."""
    return ()


@dataclass(frozen=True)
class Line(Generic[SubjectT]):
    """One element of the standard: its path inside `formation`, our fields, what is written, in French.

    `values` gives the texts, each cut at `limit` characters between words; where there is none and the standard
    requires the element, `placeholder` is written and the extras say that it is unknown. With `markup` the values are
    the elements inside it, already XML. What is `offers_only` has no place in a description.
    """

    path: str
    fields: str
    words: str
    values: Callable[[SubjectT], Iterable[str]]
    limit: int = _UNBOUNDED
    placeholder: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    markup: bool = False
    offers_only: bool = False

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """The elements around it, outermost first."""
        return tuple(self.path.split("/")[:-1])

    @cached_property
    def never_known(self) -> bool:
        """Whether the standard requires what the catalogue does not keep: the placeholder stands in every formation."""
        return bool(self.placeholder) and self.values is never

    @cached_property
    def unknown(self) -> str:
        """The element where nothing is known."""
        opening, closing = self.tags
        return f"{opening}{self.placeholder}{closing}"

    @cached_property
    def tags(self) -> tuple[str, str]:
        """What opens and what closes the element."""
        leaf = self.path.rsplit("/", 1)[-1]
        return f"<{leaf}{xml_attributes(self.attributes)}>", f"</{leaf}>\n"

    @property
    def shown_path(self) -> str:
        """The path with its attributes: `extras/extra[info=transition]`."""
        return self.path + "".join(f"[{key}={value}]" for key, value in self.attributes.items())


@dataclass(frozen=True)
class Offer:
    """A module to describe; with `implementation`, the real offer that carries it (`rank` counts from 1)."""

    published: Published
    module: Module
    rank: int = 0
    implementation: Implementation | None = None

    @property
    def number(self) -> str:
        """The number of the formation: the module's id, followed by its rank for an offer."""
        return f"{self.module.id}-{self.rank}" if self.implementation else self.module.id

    @property
    def page(self) -> str:
        """The absolute address of the module's page, or nothing."""
        site = self.published.addresses.site
        return f"{site}/modules/{self.module.id}/" if site else ""

    @property
    def dates(self) -> Dates | None:
        """When the record was published and changed."""
        return self.published.record_dates.get(("modules", self.module.id))

    @property
    def part_numbers(self) -> Mapping[str, str]:
        """The numbers of what the formation holds: those of Offre Info for an offer that it knows, else our own."""
        known = self.implementation.offre_info or "" if self.implementation else ""
        return {
            **part_numbers(self.number),
            **({_PARTS_OF_OFFRE_INFO[known[3:5]]: known} if known[3:5] in _PARTS_OF_OFFRE_INFO else {}),
        }

    def label(self, vocabulary: str, term: str) -> str:
        """The label of a term."""
        return self.published.catalogue.vocabularies.label(vocabulary, term)

    def certification(self, certification: str) -> str:
        """« RNCP37715 TP Assistant de vie aux familles », or the title alone."""
        catalogue = self.published.catalogue
        record = catalogue.certifications.get(certification)
        last = current_registration(record) if record else None
        label = catalogue.label_of_certification.get(certification, certification)
        return f"{last.code} {label}" if last else label


@dataclass(frozen=True)
class Course:
    """The certified course that modules complete, whoever offers it."""

    published: Published
    certification: Certification
    modules: tuple[Module, ...]

    @property
    def number(self) -> str:
        """The number of the formation."""
        return f"parcours-{self.certification.id}"

    @property
    def label(self) -> str:
        """« TP Assistant de vie aux familles »."""
        return self.published.catalogue.label_of_certification[self.certification.id]

    @property
    def dates(self) -> Dates | None:
        """When the record was published and changed."""
        return self.published.record_dates.get(("certifications", self.certification.id))

    @property
    def part_numbers(self) -> Mapping[str, str]:
        """The numbers of what the formation holds."""
        return part_numbers(self.number)

    def code(self, register: str) -> tuple[str, ...]:
        """The code of the last known registration, if it is in this register (RNCP or RS)."""
        last = current_registration(self.certification)
        return (last.code,) if last and last.code.startswith(register) else ()


def part_numbers(number: str) -> Mapping[str, str]:
    """Element → its number: readers name actions and sessions by it (Anotea, data·inclusion)."""
    parts = {"action": "action", "session": "session", BODY: "organisme", "organisme-formateur": "formateur"}
    return {element: f"{number}-{part}" for element, part in parts.items()}


def xml_attributes(attributes: Mapping[str, str]) -> str:
    """` numero="x" info="y"`."""
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def current_registration(certification: Certification) -> Registration | None:
    """The last known registration: records list them from the oldest to the newest."""
    return certification.enregistrements[-1] if certification.enregistrements else None
