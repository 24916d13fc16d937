"""The gap: a skill that companies ask for and that a certification's standard does not cover, answered or not."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from build_tools.model.base import (
    TITLE_MAX,
    YEAR_OR_MONTH,
    RegionId,
    SectorId,
    ShortText,
    SourcedRecord,
    Text,
    optional,
    reference_to,
    several,
    term_of,
)
from build_tools.model.module import CompletedCertification

Count = Annotated[int, Field(ge=1, le=100_000)]


class Ecart(SourcedRecord):
    """A gap between what companies need and a standard, as one file `catalogue/ecarts/<region>/<id>.yml`."""

    competence: str = Field(
        min_length=3,
        max_length=TITLE_MAX,
        title="Compétence qui manque",
        description="Ce que les entreprises attendent et que le référentiel ne couvre pas ; phrase courte à "
        "l'infinitif.",
        examples=["Réparer un vélo à assistance électrique"],
    )
    constat: Text | None = optional("Constat", "Ce que la source dit de l'écart, en une ou deux phrases simples.")
    region: RegionId = Field(
        title="Région", description="La région où l'écart a été relevé ; c'est aussi le nom du dossier."
    )
    demarche: Annotated[str, reference_to("demarches")] | None = optional(
        "Démarche", "L'initiative régionale qui l'a relevé (nom de son fichier)."
    )
    certifications: tuple[CompletedCertification, ...] = several(
        "Certifications concernées",
        "Celles dont le référentiel ne couvre pas la compétence ; absent si la source n'en nomme aucune.",
    )
    metiers_cites: tuple[ShortText, ...] = several("Métiers cités", "Les métiers, avec les mots de la source.")
    secteurs: tuple[SectorId, ...] = several("Secteurs", "Secteurs d'activité concernés.")
    ecart: Annotated[str, term_of("ecarts")] | None = optional(
        "Sorte d'écart", "Les mots de l'annexe 2 des Pactes régionaux."
    )
    recueil: tuple[Annotated[str, term_of("recueils")], ...] = several("Recueil", "Comment l'écart a été repéré.")
    centres: Count | None = optional("Centres", "Combien de centres de formation l'ont relevé.", examples=[6])
    entreprises: Count | None = optional("Entreprises", "Combien d'entreprises l'ont dit.", examples=[12])
    constate: str | None = optional(
        "Constaté en",
        "Année, ou année et mois ; entre guillemets en YAML.",
        pattern=YEAR_OR_MONTH,
        examples=["2019", "2019-03"],
    )
    modules: tuple[Annotated[str, reference_to("modules")], ...] = several(
        "Modules qui y répondent",
        "Identifiants des modules qui répondent à l'écart ; absent si aucun n'y répond encore.",
    )
