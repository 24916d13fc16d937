"""The démarche: the regional initiative that modules came from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from build_tools.model.base import (
    TITLE_MAX,
    YEAR_OR_MONTH,
    RegionId,
    ShortText,
    SourcedRecord,
    Strict,
    Text,
    optional,
    several,
    term_of,
)


class Body(Strict):
    """An organisation, under the name that the source gives it."""

    nom: ShortText = Field(title="Nom", description="Le nom que la source lui donne.", examples=["Région Bretagne"])
    type: Annotated[str, term_of("types_organisme")] = Field(title="Type", description="Type d'organisme.")
    nom_actuel: ShortText | None = optional(
        "Nom actuel", "Son nom d'aujourd'hui, s'il a changé.", examples=["France Travail Auvergne-Rhône-Alpes"]
    )

    @property
    def current_name(self) -> str:
        """Its name of today."""
        return self.nom_actuel or self.nom


class PurchaseLever(Strict):
    """How training was bought so that new modules could enter quickly."""

    type: Annotated[str, term_of("leviers_achat")] = Field(title="Type", description="Type de levier d'achat.")
    detail: Text | None = optional("Détail", "Ce que la source en dit, en une phrase.")


class Figure(Strict):
    """A figure of the initiative: indicator, value, unit, period."""

    indicateur: ShortText = Field(title="Indicateur", description="Ce qui est compté.", examples=["Modules créés"])
    mesure: Annotated[str, term_of("indicateurs")] | None = optional(
        "Mesure",
        "L'indicateur du catalogue dont la définition convient au chiffre ; absent si aucune ne convient.",
        examples=["stagiaires-formes"],
    )
    valeur: float = Field(ge=0, title="Valeur", description="Nombre.", examples=[2])
    unite: ShortText | None = optional("Unité", "Unité.", examples=["modules"])
    periode: ShortText | None = optional("Période", "Quand.", examples=["2018-2021"])
    precision: ShortText | None = optional("Précision", "Réserve de la source.", examples=["environ"])


class Demarche(SourcedRecord):
    """A regional initiative, as one file `catalogue/demarches/<region>/<id>.yml`."""

    titre: str = Field(min_length=3, max_length=TITLE_MAX, title="Titre", description="Nom de la démarche.")
    resume: str = Field(min_length=20, max_length=900, title="Résumé", description="Une à trois phrases simples.")
    region: RegionId = Field(title="Région", description="La région où elle a lieu ; c'est aussi le nom du dossier.")
    porteur: Body = Field(title="Porteur", description="L'organisme qui la conduit.")
    programme: Text | None = optional("Programme", "Programme ou dispositif où elle s'inscrit.")
    debut: str | None = optional(
        "Début",
        "Année, ou année et mois ; entre guillemets en YAML.",
        pattern=YEAR_OR_MONTH,
        examples=["2019", "2019-03"],
    )
    partenaires: tuple[ShortText, ...] = several("Partenaires", "Organismes associés.")
    recueil_des_besoins: tuple[Annotated[str, term_of("recueils")], ...] = several(
        "Recueil des besoins", "Comment les besoins de compétences sont repérés."
    )
    recueil_precisions: Text | None = optional("Recueil, précisions", "Ce que la source dit de plus du repérage.")
    leviers_achat: tuple[PurchaseLever, ...] = several(
        "Leviers d'achat", "Comment la formation est achetée pour accueillir des modules."
    )
    perimetre: tuple[ShortText, ...] = several(
        "Périmètre", "Certifications, métiers ou filières concernés, tels que cités."
    )
    bonnes_pratiques: tuple[Text, ...] = several("Bonnes pratiques", "Ce qui a bien marché.")
    perspectives: tuple[Text, ...] = several("Perspectives", "Suites annoncées.")
    themes_cites: tuple[ShortText, ...] = several("Thèmes cités", "Thèmes de modules cités sans intitulé.")
    chiffres: tuple[Figure, ...] = several("Chiffres", "Chiffres que la source donne.")
