"""The module additionnel: a short training module grafted on a certified course."""

from __future__ import annotations

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
    reference_to,
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
    bloc: str | None = Field(
        default=None,
        pattern=BLOCK_CODE,
        title="Bloc",
        description="Code du bloc visé, s'il y en a un.",
        examples=["RNCP4821BC04"],
    )
    cite: ShortText | None = Field(
        default=None, title="Telle que citée", description="Les mots de la source pour cette certification."
    )


class Skill(Strict):
    """A skill that the module gives, and how it differs from the certification's standard."""

    intitule: ShortText = Field(
        title="Intitulé",
        description="Phrase courte à l'infinitif.",
        examples=["Réparer un vélo à assistance électrique"],
    )
    ecart: Annotated[str, term_of("ecarts")] | None = Field(
        default=None, title="Écart au référentiel", description="Les mots de l'annexe 2 des Pactes régionaux."
    )
    preuve: Text | None = Field(
        default=None, title="Preuve", description="Pourquoi la compétence est tenue pour non couverte, et qui le dit."
    )
    rome: tuple[RomeSkillCode, ...] = Field(
        default=(),
        title="Compétences du ROME",
        description="Codes OGR des compétences ou savoirs du ROME 4.0 qui disent la même chose ; déduits.",
        examples=[["124933"]],
    )


class Duration(Strict):
    """Length in hours: exactly one of `heures`, `min` and `max`, or `choix`; `entreprise` comes on top.

    `heures` counts the hours in the training centre when the source tells them from the hours in a company,
    else the whole length (LHEO: nombre-heures-centre, nombre-heures-entreprise).
    """

    heures: Hours | None = Field(
        default=None,
        title="Heures",
        description="Durée en heures (en centre, quand la source distingue).",
        examples=[14],
    )
    min: Hours | None = Field(default=None, title="Minimum", description="Durée minimale en heures.", examples=[7])
    max: Hours | None = Field(default=None, title="Maximum", description="Durée maximale en heures.", examples=[280])
    choix: tuple[Hours, ...] = Field(
        default=(),
        min_length=2,
        title="Durées au choix",
        description="Plusieurs durées possibles, en heures.",
        examples=[[70, 140]],
    )
    entreprise: CompanyHours | None = Field(
        default=None,
        title="En entreprise",
        description="Heures en entreprise, en plus des heures en centre.",
        examples=[7],
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

    constat: Text | None = Field(default=None, title="Constat", description="Ce qui manquait aux entreprises.")
    recueil: tuple[Annotated[str, term_of("recueils")], ...] = Field(
        default=(), title="Recueil", description="Comment le besoin a été repéré."
    )


class Prerequisite(Strict):
    """Another module, or a condition in plain words."""

    model_config = NOT_EMPTY

    module: Annotated[str, reference_to("modules")] | None = Field(
        default=None, title="Module", description="Identifiant d'un module à suivre avant."
    )
    condition: ShortText | None = Field(default=None, title="Condition", description="Condition d'entrée, en clair.")


class Transmission(Strict):
    """What was sent to a body that can change the certification's standard, and what came back."""

    destinataire: ShortText = Field(
        title="Destinataire", description="À qui le module a été transmis.", examples=["CPNE du sport"]
    )
    type: Annotated[str, term_of("types_destinataire")] = Field(
        title="Type de destinataire", description="France compétences, CPNE, ministère, DREETS…"
    )
    idcc: int | None = Field(
        default=None,
        ge=1,
        le=9999,
        title="IDCC",
        description="Pour une CPNE : numéro de sa convention collective.",
        examples=[3127],
    )
    certification: Annotated[str, reference_to("certifications")] | None = Field(
        default=None,
        title="Certification",
        description="La certification dont la révision est demandée, parmi celles que le module complète ; "
        "absente si l'envoi les concerne toutes.",
    )
    le: IsoDate = Field(title="Date", description="Date de l'envoi.")
    objet: ShortText | None = Field(default=None, title="Objet", description="Ce qui a été transmis.")
    reponse: Text | None = Field(default=None, title="Réponse", description="Ce que le destinataire a répondu.")
    le_reponse: IsoDate | None = Field(default=None, title="Date de réponse", description="Date de la réponse.")
    decision: Annotated[str, term_of("decisions")] | None = Field(
        default=None, title="Décision", description="La suite que le destinataire a décidé de donner."
    )
    le_decision: IsoDate | None = Field(default=None, title="Date de décision", description="Date de la décision.")
    source: HttpsUrl | None = Field(
        default=None, title="Preuve", description="Page publique qui atteste l'envoi, la réponse ou la décision."
    )


class Integration(Strict):
    """Where a certification's standard took up what the module adds."""

    certification: Annotated[str, reference_to("certifications")] = Field(
        title="Certification", description="La certification qui a repris la compétence, parmi celles complétées."
    )
    code: Annotated[str, Field(pattern=RNCP_CODE)] = Field(
        title="Code", description="L'enregistrement qui l'a reprise.", examples=["RNCP37715"]
    )
    bloc: str | None = Field(
        default=None,
        pattern=BLOCK_CODE,
        title="Bloc",
        description="Le bloc de cet enregistrement qui l'a reprise, s'il est connu.",
        examples=["RNCP37715BC02"],
    )
    le: IsoDate | None = Field(
        default=None, title="Date", description="Date à laquelle le référentiel révisé entre en vigueur."
    )
    sources: Sources


class Implementation(Strict):
    """A real training offer that carries the module."""

    organisme: ShortText = Field(title="Organisme", description="Organisme de formation qui propose le module.")
    siret: str | None = Field(default=None, pattern=SIRET, title="SIRET", description="Quatorze chiffres.")
    lieu_insee: str | None = Field(
        default=None,
        pattern=MUNICIPALITY_CODE,
        title="Lieu",
        description="Code INSEE de la commune.",
        examples=["45234"],
    )
    offre_info: str | None = Field(
        default=None,
        pattern=OFFRE_INFO,
        title="Offre Info",
        description="Identifiant de l'offre dans Offre Info.",
        examples=["14_AF_0000214846"],
    )
    adresse: HttpsUrl | None = Field(default=None, title="Adresse", description="Page publique de l'offre.")


class Result(Strict):
    """A measured figure about the module, with its period."""

    indicateur: Annotated[str, term_of("indicateurs")] = Field(title="Indicateur", description="Ce qui est compté.")
    valeur: float = Field(ge=0, title="Valeur", description="Nombre.", examples=[24])
    unite: ShortText | None = Field(default=None, title="Unité", description="Unité, si l'indicateur ne la dit pas.")
    periode: ShortText | None = Field(default=None, title="Période", description="Quand.", examples=["2021-2022"])
    precision: ShortText | None = Field(
        default=None, title="Précision", description="Réserve de la source.", examples=["environ"]
    )


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
    reprises: tuple[RegionId, ...] = Field(
        default=(), title="Reprises", description="Les régions qui ont repris le module ensuite."
    )
    demarche: Annotated[str, reference_to("demarches")] | None = Field(
        default=None, title="Démarche", description="L'initiative régionale dont vient le module (nom de son fichier)."
    )
    secteurs: tuple[SectorId, ...] = Field(
        title="Secteurs", description="Secteurs d'activité ; [] si la source n'en dit rien."
    )
    transitions: tuple[TransitionId, ...] = Field(
        title="Transitions", description="Transitions auxquelles le module répond ; [] s'il n'y en a pas."
    )
    themes: tuple[ThemeId, ...] = Field(
        default=(),
        max_length=5,
        title="Thèmes",
        description="Classement du catalogue, qui rend comparables les modules de plusieurs régions.",
    )
    nature: NatureId = Field(
        title="Nature", description="Classement du catalogue : la sorte de compétence que le module donne."
    )
    statut: Annotated[str, term_of("statuts")] | None = Field(
        default=None, title="Statut", description="Où en est le module ; absent si la source ne permet pas de le dire."
    )
    annee: Year | None = Field(
        default=None, title="Année", description="Première année de mise en œuvre.", examples=[2021]
    )
    caractere: Annotated[str, term_of("caracteres")] | None = Field(
        default=None, title="Caractère", description="Obligatoire ou facultatif ; absent si la source ne le dit pas."
    )
    certifications: tuple[CompletedCertification, ...] = Field(
        default=(), title="Certifications complétées", description="Ce que le module complète, jamais ce qu'il délivre."
    )
    metiers: tuple[RomeCode, ...] = Field(
        default=(),
        max_length=5,
        title="Métiers (ROME 4.0)",
        description="Codes ROME des métiers visés.",
        examples=[["G1602"]],
    )
    metiers_cites: tuple[ShortText, ...] = Field(
        default=(), title="Métiers cités", description="Les métiers, avec les mots de la source."
    )
    competences: tuple[Skill, ...] = Field(
        default=(), title="Compétences", description="Ce que le module apprend à faire."
    )
    savoirs: tuple[RomeSkillCode, ...] = Field(
        default=(),
        title="Savoirs du ROME",
        description="Codes OGR des savoirs ou compétences du ROME 4.0 que le titre ou le résumé nomme ; déduits.",
        examples=[["102460"]],
    )
    duree: Duration | None = Field(
        default=None,
        title="Durée",
        description="Durée en heures : { heures: 14 }, { min: 7, max: 280 } ou { choix: [70, 140] } ; une demi-heure "
        "s'écrit avec un point : { heures: 3.5 }.",
    )
    publics: tuple[Annotated[str, term_of("publics")], ...] = Field(
        default=(), title="Publics", description="À qui le module s'adresse."
    )
    publics_precisions: Text | None = Field(
        default=None, title="Publics, précisions", description="Ce que la source dit de plus des publics."
    )
    modalites: tuple[Annotated[str, term_of("modalites")], ...] = Field(
        default=(), title="Modalités", description="Présentiel, mixte ou à distance (modalites-enseignement de LHEO)."
    )
    modalites_pedagogiques: tuple[ShortText, ...] = Field(
        default=(), title="Moyens pédagogiques", description="Supports et méthodes que la source nomme."
    )
    besoin: Need | None = Field(default=None, title="Besoin", description="Ce qui manquait aux entreprises.")
    prerequis: tuple[Prerequisite, ...] = Field(
        default=(), title="Prérequis", description="Modules ou conditions d'entrée."
    )
    evaluation: Text | None = Field(
        default=None, title="Évaluation", description="Comment l'acquis est vérifié et quelle preuve est remise."
    )
    transmissions: tuple[Transmission, ...] = Field(
        default=(), title="Transmissions", description="Ce qui a été transmis aux certificateurs, et leur réponse."
    )
    integrations: tuple[Integration, ...] = Field(
        default=(), title="Intégrations", description="Les référentiels qui ont repris ce que le module ajoute, et où."
    )
    mises_en_oeuvre: tuple[Implementation, ...] = Field(
        default=(), title="Mises en œuvre", description="Offres de formation réelles, quand elles sont connues."
    )
    resultats: tuple[Result, ...] = Field(default=(), title="Résultats", description="Chiffres que la source donne.")
    confiance: Annotated[str, term_of("confiances")] | None = Field(
        default=None, title="Confiance", description="À quel point la source décrit bien un module additionnel."
    )
    origine: Origin | None = Field(
        default=None, title="Origine", description="La liste où la fiche est collectée, et la clé de son entrée."
    )
    remplace: tuple[Annotated[str, Field(pattern=SLUG, max_length=ID_MAX)], ...] = Field(
        default=(), title="Remplace", description="Identifiants de fiches que celle-ci remplace."
    )
