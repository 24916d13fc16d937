"""The kinds of record: one line each, which every other room follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.model.base import SourcedRecord
from build_tools.model.certification import Certification
from build_tools.model.demarche import Demarche
from build_tools.model.ecart import Ecart
from build_tools.model.module import Module
from build_tools.model.referentiel import Referentiel


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    `folder` is its folder in the catalogue, its collection, and its section of the site; `depth` how many folders
    stand between that and the file; `schema` the name of its JSON Schema, `model` its definition; `name` and `title`
    are what people call it, `several` what they call a list of them. `titled` is the field that names a record.
    `table` is the name of its published table and files, where a vocabulary has the folder's name already.
    """

    folder: str
    depth: int
    schema: str
    model: type[SourcedRecord]
    name: str
    title: str
    several: str
    titled: str = "titre"
    _table: str = ""

    @property
    def table(self) -> str:
        """The name of its published table."""
        return self._table or self.folder

    @property
    def by_region(self) -> bool:
        """Whether its files lie in the folder of their region."""
        return self.depth > 0

    def title_of(self, record: SourcedRecord) -> str:
        """What names a record."""
        return str(getattr(record, self.titled))


KINDS: Mapping[str, Kind] = {
    kind.folder: kind
    for kind in (
        Kind("modules", 1, "module", Module, "Module", "Module additionnel", "Modules"),
        Kind("demarches", 1, "demarche", Demarche, "Démarche", "Démarche régionale", "Démarches"),
        Kind(
            "certifications",
            0,
            "certification",
            Certification,
            "Certification",
            "Certification nommée par les sources",
            "Certifications",
            titled="intitule",
        ),
        Kind(
            "referentiels",
            0,
            "referentiel",
            Referentiel,
            "Référentiel",
            "Référentiel officiel",
            "Référentiels",
            titled="code",
        ),
        Kind("ecarts", 1, "ecart", Ecart, "Écart", "Écart constaté", "Écarts", "competence", "ecarts_constates"),
    )
}

KIND_OF_SCHEMA: Mapping[str, Kind] = {kind.schema: kind for kind in KINDS.values()}
COLLECTION_OF: Mapping[type[SourcedRecord], str] = {kind.model: kind.folder for kind in KINDS.values()}
KIND_OF_TABLE: Mapping[str, Kind] = {kind.table: kind for kind in KINDS.values()}
