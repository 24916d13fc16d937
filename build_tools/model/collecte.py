"""A list that somebody else publishes and the catalogue reads regularly: who, where, in what form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import HttpsUrl, RegionId, ShortText, Strict, Text, optional

Format = Literal["csv", "xlsx", "ods", "json", "jsonl", "lheo", "schema-org"]


class Collecte(Strict):
    """A list to harvest, as one file `catalogue/collectes/<id>.yml`."""

    titre: ShortText = Field(title="Titre", description="Le titre de la liste.", examples=["Modules de la Région"])
    editeur: ShortText = Field(title="Éditeur", description="Qui la publie et en répond.", examples=["Région Bretagne"])
    adresse: HttpsUrl = Field(title="Adresse", description="Adresse publique du fichier.")
    format: Format = Field(
        title="Format",
        description="csv, xlsx, ods, json, jsonl (une fiche par ligne), lheo ; ou schema-org : l'adresse est alors "
        "celle du plan du site (sitemap), dont les pages décrivent des formations.",
        examples=["csv"],
    )
    pages: HttpsUrl | None = optional(
        "Pages",
        "Pour schema-org : par quoi commence l'adresse des pages à lire. Sans elle, seules les formations "
        "qui se disent modules additionnels ou complémentaires sont lues.",
        examples=["https://www.exemple.fr/modules/"],
    )
    region: RegionId | None = optional("Région", "La région de tous ses modules, si la liste ne la dit pas.")
    cle: ShortText | None = optional(
        "Clé", "La colonne qui identifie chaque entrée pour toujours.", examples=["Numéro"]
    )
    colonnes: Mapping[str, ShortText] = Field(
        default_factory=dict,
        title="Colonnes",
        description="Pour chaque colonne de la liste, ce qu'elle est dans le catalogue.",
        examples=[{"Nom du stage": "titre"}],
    )
    valeurs: Mapping[str, ShortText] = Field(
        default_factory=dict,
        title="Valeurs",
        description="Ce qui vaut pour toutes ses entrées et n'y est pas dit.",
        examples=[{"nature": "technique"}],
    )
    licence: ShortText | None = optional("Licence", "Licence de réutilisation.")
    rythme: Literal["hebdomadaire", "mensuel", "a-la-main"] = Field(
        default="hebdomadaire", title="Rythme", description="hebdomadaire, mensuel ou a-la-main."
    )
    precisions: Annotated[
        tuple[Text, ...], Field(title="Précisions", description="Ce qu'il faut savoir de la liste.")
    ] = ()
