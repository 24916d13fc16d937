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
    nom_actuel: ShortText | None = Field(
        default=None, title="Nom actuel", description="Son nom d'aujourd'hui, s'il a changé."
    )
    cpne: ShortText | None = Field(
        default=None, title="CPNE", description="Commission paritaire nationale de l'emploi."
    )
    idcc: int | None = Field(
        default=None, ge=1, le=9999, title="IDCC", description="Numéro de la convention collective.", examples=[1557]
    )


class Registration(Strict):
    """One registration of the title in the RNCP or the RS, with its dates and neighbours in the chain."""

    code: RegisterCode = Field(title="Code", description="Code RNCP ou RS.", examples=["RNCP37715"])
    intitule: ShortText | None = Field(default=None, title="Intitulé", description="L'intitulé du répertoire.")
    niveau: Level | None = Field(
        default=None, title="Niveau", description="Niveau du cadre national, de 1 à 8.", examples=[3]
    )
    debut: IsoDate | None = Field(default=None, title="Début", description="Début de l'enregistrement.")
    echeance: IsoDate | None = Field(default=None, title="Échéance", description="Fin de l'enregistrement.")
    etat: Literal["actif", "inactif"] | None = Field(
        default=None, title="État", description="État à la date « etat_au »."
    )
    etat_au: IsoDate | None = Field(default=None, title="État au", description="Date de l'état lu.")
    remplace: tuple[RegisterCode, ...] = Field(
        default=(), title="Remplace", description="Codes que celui-ci a remplacés."
    )
    remplacee_par: RegisterCode | None = Field(
        default=None, title="Remplacée par", description="Code qui a pris la suite."
    )
    sources: Sources
    deduit: Deduced = ()
    precisions: Remarks = ()


class Block(Strict):
    """A block of skills of a registration."""

    code: str = Field(pattern=BLOCK_CODE, title="Code", description="Code du bloc.", examples=["RNCP4821BC04"])
    intitule: ShortText = Field(title="Intitulé", description="L'intitulé du répertoire.")
    competences: tuple[ShortText, ...] = Field(default=(), title="Compétences", description="Compétences du bloc.")
    sources: tuple[Source, ...] = Field(default=(), title="Sources", description="Où le bloc a été lu.")


class Neighbour(Strict):
    """A title that must not be mistaken for this one."""

    intitule: ShortText = Field(title="Intitulé", description="Intitulé du titre voisin.")
    code: RegisterCode | None = Field(default=None, title="Code", description="Son code.")
    precision: Text | None = Field(default=None, title="Précision", description="Pourquoi ne pas les confondre.")


class Certification(SourcedRecord):
    """A certification, as one file `catalogue/certifications/<id>.yml`; codes change, the title's file stays."""

    intitule: str = Field(min_length=3, max_length=TITLE_MAX, title="Intitulé", description="Le titre, sans son type.")
    type: Annotated[str, term_of("types_certification")] = Field(title="Type", description="Type de certification.")
    abrege: ShortText | None = Field(
        default=None, title="Abrégé", description="Forme courte usuelle.", examples=["TP ADVF"]
    )
    cite: tuple[ShortText, ...] = Field(default=(), title="Telle que citée", description="Les mots de nos sources.")
    niveau: Level | None = Field(default=None, title="Niveau", description="Niveau du dernier enregistrement connu.")
    certificateur: Certifier | None = Field(
        default=None, title="Certificateur", description="L'organisme certificateur."
    )
    enregistrements: tuple[Registration, ...] = Field(
        default=(), title="Enregistrements", description="Codes successifs, du plus ancien au plus récent."
    )
    blocs: tuple[Block, ...] = Field(default=(), title="Blocs", description="Blocs de compétences connus.")
    voisines: tuple[Neighbour, ...] = Field(
        default=(), title="À ne pas confondre", description="Certifications d'intitulé voisin."
    )
    motif: Text | None = Field(
        default=None, title="Motif", description="Pourquoi aucun code n'est donné, quand aucun n'est prouvé."
    )
