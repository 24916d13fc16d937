"""What every record and every vocabulary term has in common: configuration and shared field types."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field

from build_tools.text.addresses import address_key

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ROME_CODE = r"^[A-N][0-9]{4}$"
OGR_CODE = r"^[0-9]{4,7}$"
RNCP_CODE = r"^(RNCP|RS)[0-9]{1,6}$"
SIRET = r"^[0-9]{14}$"
MUNICIPALITY_CODE = r"^[0-9AB]{5}$"
# What the network of the Carif-Oref numbers: training actions, sessions, bodies; no numbering begins with 00 or is 0.
OFFRE_INFO = r"^(0[1-9]|[1-9][0-9])_(AF|SE|OF)_[0-9]*[1-9][0-9]*$"
BLOCK_CODE = r"^RNCP[0-9]{1,6}BC[0-9]{1,3}$"
HTTPS_ADDRESS = r"^https://[^\s/@]+\.[^\s/@]+(/\S*)?$"
# Longer file names do not fit the paths of every system and host.
ID_MAX = 100
# Names that Windows keeps for devices, whatever the ending: no file or folder can have them, nor a checkout that does.
WINDOWS_DEVICES = frozenset(
    {"aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
DATE_OR_PART = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
YEAR_OR_MONTH = r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$"
# Pattern → the form that the message `schema-forme/…` names.
FORMS = {
    SLUG: "identifiant",
    ROME_CODE: "rome",
    RNCP_CODE: "rncp",
    BLOCK_CODE: "bloc",
    HTTPS_ADDRESS: "adresse",
    YEAR_OR_MONTH: "mois",
    DATE_OR_PART: "date",
}

# LHEO 2.3 carries at most 255 characters for a title and 3,000 for objectives, results and contents.
TITLE_MAX = 255
TEXT_MAX = 3000
EXCERPT_MAX_WORDS = 12


class Strict(BaseModel):
    """An immutable value object that refuses unknown keys."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", str_strip_whitespace=False)


# For a group whose keys are all optional: none of them is not a fact.
NOT_EMPTY = ConfigDict(json_schema_extra={"minProperties": 1})


def term_of(vocabulary: str) -> Any:
    """Mark a string as the id of a term of a (short) vocabulary: the JSON Schema enumerates its ids."""
    return Field(json_schema_extra={"x-vocabulaire": vocabulary})


def reference_to(collection: str, pattern: str = SLUG) -> Any:
    """Mark a string as the id of a record, or of a term of a long vocabulary: checked by a rule."""
    return Field(pattern=pattern, json_schema_extra={"x-reference": collection})


def optional(title: str, description: str, **constraints: Any) -> Any:
    """A field that a record leaves out where its source does not say it: its title and description, in French."""
    return Field(default=None, title=title, description=description, **constraints)


def several(title: str, description: str, **constraints: Any) -> Any:
    """The same for a list, which is empty then."""
    return Field(default=(), title=title, description=description, **constraints)


Text = Annotated[str, Field(min_length=1, max_length=TEXT_MAX)]
ShortText = Annotated[str, Field(min_length=1, max_length=TITLE_MAX)]
HttpsUrl = Annotated[str, Field(pattern=HTTPS_ADDRESS, max_length=2000)]
IsoDate = datetime.date
Year = Annotated[int, Field(ge=2000, le=2100)]

SectorId = Annotated[str, term_of("secteurs")]
TransitionId = Annotated[str, term_of("transitions")]
ThemeId = Annotated[str, term_of("themes")]
RegionId = Annotated[str, term_of("regions")]
NatureId = Annotated[str, term_of("natures")]
RomeSkillCode = Annotated[str, reference_to("competences_rome", OGR_CODE)]
RomeCode = Annotated[str, reference_to("metiers", ROME_CODE)]


class Source(Strict):
    """Where a fact was read: a document, its page, and a short verbatim excerpt that finds it again.

    The document is one of the list, or is described on the spot: any public address may be a source.
    """

    document: Annotated[str, term_of("documents")] | None = optional(
        "Document",
        "Identifiant d'un document de la liste (vocabulaire « documents ») ; toute autre page publique se "
        "décrit par « titre », « editeur », « adresse » et « lu_le ».",
        examples=["guide-8"],
    )
    titre: ShortText | None = optional("Titre", "Titre de la page ou du document, s'il n'est pas dans la liste.")
    editeur: ShortText | None = optional("Éditeur", "Qui a publié la page ou le document.")
    adresse: HttpsUrl | None = optional("Adresse", "Adresse publique de la page ou du document.")
    date: str | None = optional(
        "Date",
        "Date de publication ou d'état, si la page ou le document la donne.",
        pattern=DATE_OR_PART,
        examples=["2025-09"],
    )
    lu_le: IsoDate | None = optional(
        "Lue le", "Jour où la page ou le document a été lu (année-mois-jour).", examples=["2026-11-29"]
    )
    page: int | None = optional("Page", "Page du document, telle qu'il la numérote.", ge=1, le=2000, examples=[31])
    extrait: ShortText | None = optional(
        "Extrait", f"Au plus {EXCERPT_MAX_WORDS} mots recopiés tels quels, pour retrouver le passage."
    )

    @property
    def key(self) -> str:
        """What identifies its document: an id of the list, or else the address."""
        return self.document or address_key(self.adresse or "")

    @property
    def cited(self) -> str:
        """What the tables call it: the id of the list, or the address."""
        return self.document or self.adresse or ""

    @property
    def cited_at_page(self) -> str:
        """The same, with its page."""
        return f"{self.cited} p. {self.page}" if self.page else self.cited


# What a source that is not in the list says of its document, and what of it cannot be missing.
DESCRIBED = ("titre", "editeur", "adresse", "date", "lu_le")
DESCRIBED_NEEDS = ("titre", "editeur", "adresse", "lu_le")
SOURCE_SHAPES = [
    {"required": ["document"], "properties": dict.fromkeys(DESCRIBED, False)},
    {"required": list(DESCRIBED_NEEDS), "properties": {"document": False}},
]


Sources = Annotated[
    tuple[Source, ...],
    Field(
        min_length=1,
        title="Sources",
        description="Document de la liste, ou titre et adresse d'une page publique ; page et court extrait de chaque "
        "passage sur lequel la fiche s'appuie.",
    ),
]
Deduced = Annotated[
    tuple[str, ...],
    Field(
        title="Champs déduits",
        description="Noms des champs qu'aucune source n'énonce et que le catalogue a déduits ; la page les signale. "
        "« besoin.constat » désigne un champ à l'intérieur d'un autre.",
        examples=[["statut", "metiers"]],
    ),
]
Remarks = Annotated[
    tuple[Text, ...],
    Field(
        title="Précisions",
        description="Ce que la source précise en passant ou laisse ouvert, et pourquoi un champ a été déduit.",
    ),
]


class Record(Strict):
    """A record kept in a file of its own; the file's stem is its permanent id."""

    id: str


class SourcedRecord(Record):
    """A record whose facts come from documents, of any kind."""

    sources: Sources
    deduit: Deduced = ()
    precisions: Remarks = ()
    verifie_le: IsoDate = Field(
        title="Vérifiée le",
        description="Dernière fois qu'une personne a relu la fiche en face de ses sources (année-mois-jour).",
        examples=["2026-11-21"],
    )

    @property
    def cited_documents(self) -> tuple[str, ...]:
        """The documents of its sources as tables name them, with their pages, each once."""
        return tuple(dict.fromkeys(source.cited_at_page for source in self.sources))


def is_deduced(name: str, deduced: Collection[str]) -> bool:
    """Whether `deduced` (a record's `deduit`) names this field, or the group that it belongs to."""
    return name in deduced or name.partition(".")[0] in deduced


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside a field's annotation: `X`, `X | None`, `tuple[X, ...]`; None if it holds plain values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := inner_model(part))), None)
