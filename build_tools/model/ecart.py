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
    reference_to,
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
    constat: Text | None = Field(
        default=None, title="Constat", description="Ce que la source dit de l'écart, en une ou deux phrases simples."
    )
    region: RegionId = Field(
        title="Région", description="La région où l'écart a été relevé ; c'est aussi le nom du dossier."
    )
    demarche: Annotated[str, reference_to("demarches")] | None = Field(
        default=None, title="Démarche", description="L'initiative régionale qui l'a relevé (nom de son fichier)."
    )
    certifications: tuple[CompletedCertification, ...] = Field(
        default=(),
        title="Certifications concernées",
        description="Celles dont le référentiel ne couvre pas la compétence ; absent si la source n'en nomme aucune.",
    )
    metiers_cites: tuple[ShortText, ...] = Field(
        default=(), title="Métiers cités", description="Les métiers, avec les mots de la source."
    )
    secteurs: tuple[SectorId, ...] = Field(default=(), title="Secteurs", description="Secteurs d'activité concernés.")
    ecart: Annotated[str, term_of("ecarts")] | None = Field(
        default=None, title="Sorte d'écart", description="Les mots de l'annexe 2 des Pactes régionaux."
    )
    recueil: tuple[Annotated[str, term_of("recueils")], ...] = Field(
        default=(), title="Recueil", description="Comment l'écart a été repéré."
    )
    centres: Count | None = Field(
        default=None, title="Centres", description="Combien de centres de formation l'ont relevé.", examples=[6]
    )
    entreprises: Count | None = Field(
        default=None, title="Entreprises", description="Combien d'entreprises l'ont dit.", examples=[12]
    )
    constate: str | None = Field(
        default=None,
        pattern=YEAR_OR_MONTH,
        title="Constaté en",
        description="Année, ou année et mois, entre guillemets.",
        examples=["2019", "2019-03"],
    )
    modules: tuple[Annotated[str, reference_to("modules")], ...] = Field(
        default=(),
        title="Modules qui y répondent",
        description="Identifiants des modules qui répondent à l'écart ; absent si aucun n'y répond encore.",
    )
