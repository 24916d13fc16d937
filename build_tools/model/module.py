"""The module additionnel: a short training module grafted on a certified course."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from build_tools.model.base import (
    BLOCK_CODE,
    ID_MAX,
    MUNICIPALITY_CODE,
    NOT_EMPTY,
    OFFRE_INFO,
    RNCP_CODE,
    SIRET,
    SLUG,
    TITLE_MAX,
    HttpsUrl,
    IsoDate,
    NatureId,
    RegionId,
    RomeCode,
    RomeSkillCode,
    SectorId,
    ShortText,
    SourcedRecord,
    Sources,
    Strict,
    Text,
    ThemeId,
    TransitionId,
    Year,
    optional,
    reference_to,
    several,
    term_of,
)


def _whole(hours: float) -> float:
    """14 rather than 14.0, in memory and in every export."""
    return int(hours) if float(hours).is_integer() else hours


# Sources count in hours, halves and quarters (« 3h30 », « 1 h 45 »).
_HOURS = (AfterValidator(_whole), PlainSerializer(_whole, return_type=float | int))
Hours = Annotated[float, Field(ge=0.5, le=5000), *_HOURS]
# A year of full-time work, overtime included: 1,607 hours (Code du travail, L. 3121-41) and 220 (D. 3121-24).
CompanyHours = Annotated[float, Field(ge=0.5, le=1827), *_HOURS]


class CompletedCertification(Strict):
    """A certification that the module completes; a module never awards it."""

    certification: Annotated[str, reference_to("certifications")] = Field(
        title="Certification", description="Identifiant de la fiche de certification (nom de son fichier)."
    )
    bloc: str | None = optional(
        "Bloc", "Code du bloc visé, s'il y en a un.", pattern=BLOCK_CODE, examples=["RNCP4821BC04"]
    )
    cite: ShortText | None = optional("Telle que citée", "Les mots de la source pour cette certification.")


def certification_ids(completed: Iterable[CompletedCertification]) -> tuple[str, ...]:
    """The certifications, by id, each once: several blocks of one may be completed."""
    return tuple(dict.fromkeys(each.certification for each in completed))


class Skill(Strict):
    """A skill that the module gives, and how it differs from the certification's standard."""

    intitule: ShortText = Field(
        title="Intitulé",
        description="Phrase courte à l'infinitif.",
        examples=["Réparer un vélo à assistance électrique"],
    )
    ecart: Annotated[str, term_of("ecarts")] | None = optional(
        "Écart au référentiel", "Les mots de l'annexe 2 des Pactes régionaux."
    )
    preuve: Text | None = optional("Preuve", "Pourquoi la compétence est tenue pour non couverte, et qui le dit.")
    rome: tuple[RomeSkillCode, ...] = several(
        "Compétences du ROME",
        "Codes OGR des compétences ou savoirs du ROME 4.0 qui disent la même chose ; déduits.",
        examples=[["124933"]],
    )


class Duration(Strict):
    """Length in hours: exactly one of `heures`, `min` and `max`, or `choix`; `entreprise` comes on top.

    `heures` counts the hours in the training centre when the source distinguishes them from the hours in a company,
    else the whole length (LHEO: nombre-heures-centre, nombre-heures-entreprise).
    """

    heures: Hours | None = optional("Heures", "Durée en heures (en centre, quand la source distingue).", examples=[14])
    min: Hours | None = optional("Minimum", "Durée minimale en heures.", examples=[7])
    max: Hours | None = optional("Maximum", "Durée maximale en heures.", examples=[280])
    choix: tuple[Hours, ...] = several(
        "Durées au choix", "Plusieurs durées possibles, en heures.", min_length=2, examples=[[70, 140]]
    )
    entreprise: CompanyHours | None = optional(
        "En entreprise", "Heures en entreprise, en plus des heures en centre.", examples=[7]
    )

    @property
    def shortest(self) -> float:
        """The shortest possible length in hours, company included."""
        centre = self.heures or self.min or min(self.choix, default=0)
        return _whole(centre + (self.entreprise or 0))

    @property
    def longest(self) -> float:
        """The longest possible length in hours, company included."""
        centre = self.heures or self.max or max(self.choix, default=0)
        return _whole(centre + (self.entreprise or 0))


_SHAPES = (("heures",), ("min", "max"), ("choix",))
DURATION_SHAPES = [
    {"required": list(shape), "properties": {key: False for other in _SHAPES if other != shape for key in other}}
    for shape in _SHAPES
]


class Need(Strict):
    """What companies lacked, and how that was found."""

    model_config = NOT_EMPTY

    constat: Text | None = optional("Constat", "Ce qui manquait aux entreprises.")
    recueil: tuple[Annotated[str, term_of("recueils")], ...] = several("Recueil", "Comment le besoin a été repéré.")


class Prerequisite(Strict):
    """Another module, or a condition in plain words."""

    model_config = NOT_EMPTY

    module: Annotated[str, reference_to("modules")] | None = optional(
        "Module", "Identifiant d'un module à suivre avant."
    )
    condition: ShortText | None = optional("Condition", "Condition d'entrée, en clair.")


class Transmission(Strict):
    """What was sent to a body that can change the certification's standard, and what came back."""

    destinataire: ShortText = Field(
        title="Destinataire", description="À qui le module a été transmis.", examples=["CPNE du sport"]
    )
    type: Annotated[str, term_of("types_destinataire")] = Field(
        title="Type de destinataire", description="France compétences, CPNE, ministère, DREETS…"
    )
    idcc: int | None = optional(
        "IDCC", "Pour une CPNE : numéro de sa convention collective.", ge=1, le=9999, examples=[3127]
    )
    certification: Annotated[str, reference_to("certifications")] | None = optional(
        "Certification",
        "La certification dont la révision est demandée, parmi celles que le module complète ; "
        "absente si l'envoi les concerne toutes.",
    )
    le: IsoDate = Field(title="Date", description="Date de l'envoi.")
    objet: ShortText | None = optional("Objet", "Ce qui a été transmis.")
    reponse: Text | None = optional("Réponse", "Ce que le destinataire a répondu.")
    le_reponse: IsoDate | None = optional("Date de réponse", "Date de la réponse.")
    decision: Annotated[str, term_of("decisions")] | None = optional(
        "Décision", "La suite que le destinataire a décidé de donner."
    )
    le_decision: IsoDate | None = optional("Date de décision", "Date de la décision.")
    source: HttpsUrl | None = optional("Preuve", "Page publique qui atteste l'envoi, la réponse ou la décision.")


class Integration(Strict):
    """Where a certification's standard took up what the module adds."""

    certification: Annotated[str, reference_to("certifications")] = Field(
        title="Certification", description="La certification qui a repris la compétence, parmi celles complétées."
    )
    code: Annotated[str, Field(pattern=RNCP_CODE)] = Field(
        title="Code", description="L'enregistrement qui l'a reprise.", examples=["RNCP37715"]
    )
    bloc: str | None = optional(
        "Bloc",
        "Le bloc de cet enregistrement qui l'a reprise, s'il est connu.",
        pattern=BLOCK_CODE,
        examples=["RNCP37715BC02"],
    )
    le: IsoDate | None = optional("Date", "Date à laquelle le référentiel révisé entre en vigueur.")
    sources: Sources


class Implementation(Strict):
    """A real training offer that carries the module."""

    organisme: ShortText = Field(title="Organisme", description="Organisme de formation qui propose le module.")
    siret: str | None = optional("SIRET", "Quatorze chiffres.", pattern=SIRET)
    lieu_insee: str | None = optional(
        "Lieu", "Code INSEE de la commune.", pattern=MUNICIPALITY_CODE, examples=["45234"]
    )
    offre_info: str | None = optional(
        "Offre Info", "Identifiant de l'offre dans Offre Info.", pattern=OFFRE_INFO, examples=["14_AF_0000214846"]
    )
    adresse: HttpsUrl | None = optional("Adresse", "Page publique de l'offre.")


class Result(Strict):
    """A measured figure about the module, with its period."""

    indicateur: Annotated[str, term_of("indicateurs")] = Field(title="Indicateur", description="Ce qui est compté.")
    valeur: float = Field(ge=0, title="Valeur", description="Nombre.", examples=[24])
    unite: ShortText | None = optional("Unité", "Unité, si l'indicateur ne la dit pas.")
    periode: ShortText | None = optional("Période", "Quand.", examples=["2021-2022"])
    precision: ShortText | None = optional("Précision", "Réserve de la source.", examples=["environ"])


class Origin(Strict):
    """The list that a record was harvested from, which is responsible for what no person changed since."""

    collecte: str = Field(
        pattern=SLUG, max_length=ID_MAX, title="Collecte", description="Identifiant de la liste (nom de son fichier)."
    )
    cle: ShortText = Field(title="Clé", description="Ce qui identifie l'entrée dans la liste.", examples=["1042"])


class Module(SourcedRecord):
    """A module additionnel, as one file `catalogue/modules/<region>/<id>.yml`."""

    titre: str = Field(
        min_length=3,
        max_length=TITLE_MAX,
        title="Titre",
        description="Le titre que la source donne au module.",
        examples=["Valorisation des déchets"],
    )
    resume: str = Field(
        min_length=20,
        max_length=600,
        title="Résumé",
        description="Une ou deux phrases simples : ce que l'on apprend, pour qui.",
    )
    region: RegionId = Field(
        title="Région", description="La région qui a créé le module ; c'est aussi le nom du dossier."
    )
    reprises: tuple[RegionId, ...] = several("Reprises", "Les régions qui ont repris le module ensuite.")
    demarche: Annotated[str, reference_to("demarches")] | None = optional(
        "Démarche", "L'initiative régionale dont vient le module (nom de son fichier)."
    )
    secteurs: tuple[SectorId, ...] = Field(
        title="Secteurs", description="Secteurs d'activité ; [] si la source n'en dit rien."
    )
    transitions: tuple[TransitionId, ...] = Field(
        title="Transitions", description="Transitions auxquelles le module répond ; [] s'il n'y en a pas."
    )
    themes: tuple[ThemeId, ...] = several(
        "Thèmes", "Classement du catalogue, qui rend comparables les modules de plusieurs régions.", max_length=5
    )
    nature: NatureId = Field(
        title="Nature", description="Classement du catalogue : la sorte de compétence que le module donne."
    )
    statut: Annotated[str, term_of("statuts")] | None = optional(
        "Statut", "Où en est le module ; absent si la source ne permet pas de le dire."
    )
    annee: Year | None = optional("Année", "Première année de mise en œuvre.", examples=[2021])
    caractere: Annotated[str, term_of("caracteres")] | None = optional(
        "Caractère", "Obligatoire ou facultatif ; absent si la source ne le dit pas."
    )
    certifications: tuple[CompletedCertification, ...] = several(
        "Certifications complétées", "Ce que le module complète, jamais ce qu'il délivre."
    )
    metiers: tuple[RomeCode, ...] = several(
        "Métiers (ROME 4.0)", "Codes ROME des métiers visés.", max_length=5, examples=[["G1602"]]
    )
    metiers_cites: tuple[ShortText, ...] = several("Métiers cités", "Les métiers, avec les mots de la source.")
    competences: tuple[Skill, ...] = several("Compétences", "Ce que le module apprend à faire.")
    savoirs: tuple[RomeSkillCode, ...] = several(
        "Savoirs du ROME",
        "Codes OGR des savoirs ou compétences du ROME 4.0 que le titre ou le résumé nomme ; déduits.",
        examples=[["102460"]],
    )
    duree: Duration | None = optional(
        "Durée",
        "Durée en heures : { heures: 14 }, { min: 7, max: 280 } ou { choix: [70, 140] } ; une demi-heure "
        "s'écrit avec un point : { heures: 3.5 }.",
    )
    publics: tuple[Annotated[str, term_of("publics")], ...] = several("Publics", "À qui le module s'adresse.")
    publics_precisions: Text | None = optional("Publics, précisions", "Ce que la source dit de plus des publics.")
    modalites: tuple[Annotated[str, term_of("modalites")], ...] = several(
        "Modalités", "Présentiel, mixte ou à distance (modalites-enseignement de LHEO)."
    )
    modalites_pedagogiques: tuple[ShortText, ...] = several(
        "Moyens pédagogiques", "Supports et méthodes que la source nomme."
    )
    besoin: Need | None = optional("Besoin", "Ce qui manquait aux entreprises.")
    prerequis: tuple[Prerequisite, ...] = several("Prérequis", "Modules ou conditions d'entrée.")
    evaluation: Text | None = optional("Évaluation", "Comment l'acquis est vérifié et quelle preuve est remise.")
    transmissions: tuple[Transmission, ...] = several(
        "Transmissions", "Ce qui a été transmis aux certificateurs, et leur réponse."
    )
    integrations: tuple[Integration, ...] = several(
        "Intégrations", "Les référentiels qui ont repris ce que le module ajoute, et où."
    )
    mises_en_oeuvre: tuple[Implementation, ...] = several(
        "Mises en œuvre", "Offres de formation réelles, quand elles sont connues."
    )
    resultats: tuple[Result, ...] = several("Résultats", "Chiffres que la source donne.")
    confiance: Annotated[str, term_of("confiances")] | None = optional(
        "Confiance", "À quel point la source décrit bien un module additionnel."
    )
    origine: Origin | None = optional("Origine", "La liste où la fiche est collectée, et la clé de son entrée.")
    remplace: tuple[Annotated[str, Field(pattern=SLUG, max_length=ID_MAX)], ...] = several(
        "Remplace", "Identifiants de fiches que celle-ci remplace."
    )
