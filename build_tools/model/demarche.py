"""The démarche: the regional initiative that modules came from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from build_tools.model.base import TITLE_MAX, YEAR_OR_MONTH, RegionId, ShortText, SourcedRecord, Strict, Text, term_of


class Body(Strict):
    """An organisation, under the name that the source gives it."""

    nom: ShortText = Field(title="Nom", description="Le nom que la source lui donne.", examples=["Région Bretagne"])
    type: Annotated[str, term_of("types_organisme")] = Field(title="Type", description="Type d'organisme.")
    nom_actuel: ShortText | None = Field(
        default=None,
        title="Nom actuel",
        description="Son nom d'aujourd'hui, s'il a changé.",
        examples=["France Travail Auvergne-Rhône-Alpes"],
    )


class PurchaseLever(Strict):
    """How training was bought so that new modules could enter quickly."""

    type: Annotated[str, term_of("leviers_achat")] = Field(title="Type", description="Type de levier d'achat.")
    detail: Text | None = Field(default=None, title="Détail", description="Ce que la source en dit, en une phrase.")


class Figure(Strict):
    """A figure of the initiative: indicator, value, unit, period."""

    indicateur: ShortText = Field(title="Indicateur", description="Ce qui est compté.", examples=["Modules créés"])
    mesure: Annotated[str, term_of("indicateurs")] | None = Field(
        default=None,
        title="Mesure",
        description="L'indicateur du catalogue dont la définition convient au chiffre ; absent si aucune ne convient.",
        examples=["stagiaires-formes"],
    )
    valeur: float = Field(ge=0, title="Valeur", description="Nombre.", examples=[2])
    unite: ShortText | None = Field(default=None, title="Unité", description="Unité.", examples=["modules"])
    periode: ShortText | None = Field(default=None, title="Période", description="Quand.", examples=["2018-2021"])
    precision: ShortText | None = Field(
        default=None, title="Précision", description="Réserve de la source.", examples=["environ"]
    )


class Demarche(SourcedRecord):
    """A regional initiative, as one file `catalogue/demarches/<region>/<id>.yml`."""

    titre: str = Field(min_length=3, max_length=TITLE_MAX, title="Titre", description="Nom de la démarche.")
    resume: str = Field(min_length=20, max_length=900, title="Résumé", description="Une à trois phrases simples.")
    region: RegionId = Field(title="Région", description="La région où elle a lieu ; c'est aussi le nom du dossier.")
    porteur: Body = Field(title="Porteur", description="L'organisme qui la conduit.")
    programme: Text | None = Field(
        default=None, title="Programme", description="Programme ou dispositif où elle s'inscrit."
    )
    debut: str | None = Field(
        default=None,
        pattern=YEAR_OR_MONTH,
        title="Début",
        description="Année, ou année et mois, entre guillemets.",
        examples=["2019", "2019-03"],
    )
    partenaires: tuple[ShortText, ...] = Field(default=(), title="Partenaires", description="Organismes associés.")
    recueil_des_besoins: tuple[Annotated[str, term_of("recueils")], ...] = Field(
        default=(), title="Recueil des besoins", description="Comment les besoins de compétences sont repérés."
    )
    recueil_precisions: Text | None = Field(
        default=None, title="Recueil, précisions", description="Ce que la source dit de plus du repérage."
    )
    leviers_achat: tuple[PurchaseLever, ...] = Field(
        default=(), title="Leviers d'achat", description="Comment la formation est achetée pour accueillir des modules."
    )
    perimetre: tuple[ShortText, ...] = Field(
        default=(), title="Périmètre", description="Certifications, métiers ou filières concernés, tels que cités."
    )
    bonnes_pratiques: tuple[Text, ...] = Field(
        default=(), title="Bonnes pratiques", description="Ce qui a bien marché."
    )
    perspectives: tuple[Text, ...] = Field(default=(), title="Perspectives", description="Suites annoncées.")
    themes_cites: tuple[ShortText, ...] = Field(
        default=(), title="Thèmes cités", description="Thèmes de modules cités sans intitulé."
    )
    chiffres: tuple[Figure, ...] = Field(default=(), title="Chiffres", description="Chiffres que la source donne.")
