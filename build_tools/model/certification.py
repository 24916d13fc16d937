"""The certification that modules complete: a title, and the chain of its registrations."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import (
    BLOCK_CODE,
    RNCP_CODE,
    TITLE_MAX,
    Deduced,
    IsoDate,
    Remarks,
    ShortText,
    Source,
    SourcedRecord,
    Sources,
    Strict,
    Text,
    optional,
    several,
    term_of,
)


def registration_of(block: str) -> str:
    """The registration that a block is of: « RNCP37715BC02 » → « RNCP37715 »."""
    return block.partition("BC")[0]


RegisterCode = Annotated[str, Field(pattern=RNCP_CODE)]
Level = Annotated[int, Field(ge=1, le=8)]


class Certifier(Strict):
    """The body that owns the certification; for a branch, with its CPNE and collective agreement."""

    nom: ShortText = Field(title="Nom", description="Le nom que la source lui donne.")
    nom_actuel: ShortText | None = optional("Nom actuel", "Son nom d'aujourd'hui, s'il a changé.")
    cpne: ShortText | None = optional("CPNE", "Commission paritaire nationale de l'emploi.")
    idcc: int | None = optional("IDCC", "Numéro de la convention collective.", ge=1, le=9999, examples=[1557])

    @property
    def current_name(self) -> str:
        """Its name of today."""
        return self.nom_actuel or self.nom


class Registration(Strict):
    """One registration of the title in the RNCP or the RS, with its dates and neighbours in the chain."""

    code: RegisterCode = Field(title="Code", description="Code RNCP ou RS.", examples=["RNCP37715"])
    intitule: ShortText | None = optional("Intitulé", "L'intitulé du répertoire.")
    niveau: Level | None = optional("Niveau", "Niveau du cadre national, de 1 à 8.", examples=[3])
    debut: IsoDate | None = optional("Début", "Début de l'enregistrement.")
    echeance: IsoDate | None = optional("Échéance", "Fin de l'enregistrement.")
    etat: Literal["actif", "inactif"] | None = optional("État", "État à la date « etat_au ».")
    etat_au: IsoDate | None = optional("État au", "Date de l'état lu.")
    remplace: tuple[RegisterCode, ...] = several("Remplace", "Codes que celui-ci a remplacés.")
    remplacee_par: RegisterCode | None = optional("Remplacée par", "Code qui a pris la suite.")
    sources: Sources
    deduit: Deduced = ()
    precisions: Remarks = ()


class Block(Strict):
    """A block of skills of a registration."""

    code: str = Field(pattern=BLOCK_CODE, title="Code", description="Code du bloc.", examples=["RNCP4821BC04"])
    intitule: ShortText = Field(title="Intitulé", description="L'intitulé du répertoire.")
    competences: tuple[ShortText, ...] = several("Compétences", "Compétences du bloc.")
    sources: tuple[Source, ...] = several("Sources", "Où le bloc a été lu.")


class Neighbour(Strict):
    """A title that must not be mistaken for this one."""

    intitule: ShortText = Field(title="Intitulé", description="Intitulé du titre voisin.")
    code: RegisterCode | None = optional("Code", "Son code.")
    precision: Text | None = optional("Précision", "Pourquoi ne pas les confondre.")


class Certification(SourcedRecord):
    """A certification, as one file `catalogue/certifications/<id>.yml`; codes change, the title's file stays."""

    intitule: str = Field(min_length=3, max_length=TITLE_MAX, title="Intitulé", description="Le titre, sans son type.")
    type: Annotated[str, term_of("types_certification")] = Field(title="Type", description="Type de certification.")
    abrege: ShortText | None = optional("Abrégé", "Forme courte usuelle.", examples=["TP ADVF"])
    cite: tuple[ShortText, ...] = several("Telle que citée", "Les mots de nos sources.")
    niveau: Level | None = optional("Niveau", "Niveau du dernier enregistrement connu.")
    certificateur: Certifier | None = optional("Certificateur", "L'organisme certificateur.")
    enregistrements: tuple[Registration, ...] = several(
        "Enregistrements", "Codes successifs, du plus ancien au plus récent."
    )
    blocs: tuple[Block, ...] = several("Blocs", "Blocs de compétences connus.")
    voisines: tuple[Neighbour, ...] = several("À ne pas confondre", "Certifications d'intitulé voisin.")
    motif: Text | None = optional("Motif", "Pourquoi aucun code n'est donné, quand aucun n'est prouvé.")

    @property
    def certifier_name(self) -> str:
        """The name of today of the body that owns it; empty if no source names one."""
        return self.certificateur.current_name if self.certificateur else ""
