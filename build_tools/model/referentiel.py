"""The référentiel of one registration, as France compétences publishes it: blocks, skills, dates, certifying bodies.

A record of official data only, apart from what our sources say of the certification that it belongs to.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import (
    BLOCK_CODE,
    ROME_CODE,
    SIRET,
    TEXT_MAX,
    TITLE_MAX,
    IsoDate,
    ShortText,
    Source,
    SourcedRecord,
    Strict,
    optional,
    reference_to,
    several,
    term_of,
)
from build_tools.model.certification import Level, RegisterCode

NSF_CODE = r"^[0-9]{3}[a-z]?$"
FORMACODE = r"^[0-9]{5}$"
# What an export can fill, and a person can write instead.
OfficialField = Literal[
    "intitule",
    "niveau",
    "debut",
    "echeance",
    "etat",
    "nsf",
    "formacodes",
    "rome",
    "certificateurs",
    "blocs",
    "competences",
    "predecesseurs",
    "successeurs",
]
Verdict = Literal["couverte", "approchee", "absente"]

_SKILL = Field(min_length=1, max_length=TEXT_MAX)
OfficialSkills = Annotated[
    tuple[Annotated[str, _SKILL], ...],
    Field(title="Compétences", description="Phrases officielles, une compétence par phrase, recopiées entières."),
]


class OfficialCertifier(Strict):
    """A body that the register names for the registration."""

    nom: ShortText = Field(title="Nom", description="Le nom que le répertoire lui donne.")
    siret: str | None = optional("SIRET", "Quatorze chiffres.", pattern=SIRET)


class OfficialBlock(Strict):
    """A block of skills; its code is absent where only its title has been read."""

    code: str | None = optional("Code", "Code du bloc.", pattern=BLOCK_CODE, examples=["RNCP4821BC04"])
    intitule: ShortText = Field(title="Intitulé", description="L'intitulé officiel.")
    competences: OfficialSkills = ()


class Reading(Strict):
    """What a person who read the référentiel says of one skill of a module; it wins over what is computed."""

    module: Annotated[str, reference_to("modules")] = Field(title="Module", description="Identifiant du module.")
    competence: ShortText = Field(
        title="Compétence", description="L'intitulé de la compétence, tel que dans le module."
    )
    verdict: Verdict = Field(title="Verdict", description="Ce que dit le référentiel de cette compétence.")
    bloc: str | None = optional("Bloc", "Le bloc qui la couvre ou l'approche.", pattern=BLOCK_CODE)
    le: IsoDate = Field(title="Lu le", description="Jour de la lecture.", examples=["2026-11-29"])
    source: Source = Field(title="Texte lu", description="Le texte officiel où la personne l'a lu.")


class Referentiel(SourcedRecord):
    """One registration of the RNCP or the RS, as one file `catalogue/referentiels/<code>.yml` (`rncp-4821.yml`)."""

    code: RegisterCode = Field(title="Code", description="Code RNCP ou RS.", examples=["RNCP4821"])
    intitule: str | None = optional("Intitulé", "L'intitulé du répertoire.", min_length=1, max_length=TITLE_MAX)
    niveau: Level | None = optional("Niveau", "Niveau du cadre national, de 1 à 8.")
    debut: IsoDate | None = optional("Début", "Début de l'enregistrement.")
    echeance: IsoDate | None = optional("Échéance", "Fin de l'enregistrement.")
    etat: Literal["actif", "inactif"] | None = optional("État", "État à la date « etat_au ».")
    etat_au: IsoDate | None = optional("État au", "Date de l'état lu.")
    nsf: tuple[Annotated[str, Field(pattern=NSF_CODE, examples=["330t"])], ...] = several(
        "NSF", "Codes de la nomenclature des spécialités de formation."
    )
    formacodes: tuple[Annotated[str, Field(pattern=FORMACODE, examples=["44028"])], ...] = several(
        "Formacodes", "Codes Formacode de la fiche."
    )
    rome: tuple[Annotated[str, Field(pattern=ROME_CODE, examples=["K1304"])], ...] = several(
        "ROME", "Codes ROME de la fiche, dans la version de son époque."
    )
    certificateurs: tuple[OfficialCertifier, ...] = several("Certificateurs", "Organismes que le répertoire nomme.")
    commission: Annotated[str, term_of("commissions")] | None = optional(
        "Commission", "La commission (CPC ou CPNE) qui crée ou révise le titre, si une source la nomme."
    )
    blocs: tuple[OfficialBlock, ...] = several("Blocs", "Blocs de compétences.")
    competences: OfficialSkills = ()
    predecesseurs: tuple[RegisterCode, ...] = several("Prédécesseurs", "Codes que celui-ci a remplacés.")
    successeurs: tuple[RegisterCode, ...] = several("Successeurs", "Codes qui l'ont remplacé.")
    lectures: tuple[Reading, ...] = several(
        "Lectures", "Ce qu'une personne a lu dans le référentiel pour une compétence d'un module."
    )
    a_la_main: tuple[OfficialField, ...] = several(
        "Écrits à la main",
        "Noms des champs qu'une personne a écrits : la mise à jour ne les change jamais.",
        examples=[["blocs", "nsf"]],
    )
    verifie_le: IsoDate = Field(
        title="Lue le",
        description="Jour du fichier officiel qui l'a confirmée, ou de la dernière lecture par une personne.",
        examples=["2026-11-29"],
    )

    @property
    def is_detailed(self) -> bool:
        """Whether the text of its skills is known, not only titles of blocks."""
        return bool(self.competences) or any(block.competences for block in self.blocs)

    @property
    def is_known(self) -> bool:
        """Whether anything of its text is known."""
        return bool(self.competences or self.blocs)


def referentiel_id(code: str) -> str:
    """The name of its file: « RNCP4821 » → « rncp-4821 »."""
    register = code.rstrip("0123456789")
    return f"{register.lower()}-{code[len(register) :]}"


def label(record: Referentiel) -> str:
    """« RNCP4821, Assistant de vie aux familles »: the code, then the title where it is known."""
    return f"{record.code}, {record.intitule}" if record.intitule else record.code
