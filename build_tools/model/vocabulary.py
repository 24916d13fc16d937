"""Controlled vocabularies: the terms that records may use, one file per vocabulary."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field

from build_tools.model.base import (
    DATE_OR_PART,
    ID_MAX,
    OGR_CODE,
    ROME_CODE,
    SLUG,
    HttpsUrl,
    IsoDate,
    NatureId,
    RegionId,
    Remarks,
    SectorId,
    ShortText,
    Source,
    Sources,
    Strict,
    Text,
    TransitionId,
    optional,
    several,
)


class Term(Strict):
    """A term of a vocabulary."""

    id: str = Field(
        pattern=SLUG, max_length=ID_MAX, title="Identifiant", description="Identifiant permanent.", examples=["btp"]
    )
    libelle: ShortText = Field(title="Libellé", description="Le nom que lit le visiteur.")
    description: Text | None = optional("Description", "Ce que le terme recouvre.")
    synonymes: tuple[ShortText, ...] = several("Synonymes", "Sigles et autres façons de le dire.")
    sources: tuple[Source, ...] = several("Sources", "Où la définition a été lue.")


class EverydayWords(Term):
    """Everyday words beside an expression of the records."""

    cadre: bool = Field(
        default=False, title="Cadre", description="Vrai si l'expression dit seulement où ou pour qui l'on travaille."
    )


class Sector(Term):
    """A sector of activity, with what the guide says of its modules."""

    panorama: Text | None = optional("Panorama", "Ce que le guide dit des modules du secteur.")
    metiers_cites: tuple[ShortText, ...] = several("Métiers cités", "Métiers que le guide cite.")


class Transition(Term):
    """One of the three transitions."""

    panorama: Text | None = optional("Panorama", "Ce que les sources en disent.")


class Mention(Strict):
    """A theme that a source names without saying which region made the module."""

    intitule: ShortText = Field(title="Intitulé", description="Le thème, tel que le catalogue le résume.")
    secteurs: tuple[SectorId, ...] = several("Secteurs", "Secteurs concernés.")
    transitions: tuple[TransitionId, ...] = several("Transitions", "Transitions concernées.")
    nature: NatureId | None = optional("Nature", "Classement du catalogue.")
    competences: tuple[ShortText, ...] = several("Compétences", "Compétences citées.")
    metiers_cites: tuple[ShortText, ...] = several("Métiers cités", "Métiers cités.")
    certifications_citees: tuple[ShortText, ...] = several("Certifications citées", "Certifications citées.")
    sources: Sources
    precisions: Remarks = ()


class Theme(Term):
    """A theme: what makes modules of different regions comparable."""

    secteurs: tuple[SectorId, ...] = several("Secteurs", "Secteurs où on le rencontre.")
    transitions: tuple[TransitionId, ...] = several("Transitions", "Transitions dont il relève.")
    mentions: tuple[Mention, ...] = several(
        "Mentions", "Thèmes nommés par une source sans dire quelle région les a créés."
    )


class Region(Term):
    """A French region of the official geographic code."""

    prefixe: str = Field(pattern=r"^[a-z]{2,5}$", title="Préfixe", description="Début de l'identifiant de ses modules.")
    code_insee: str = Field(pattern=r"^[0-9]{2}$", title="Code INSEE", description="Code officiel géographique.")
    iso: str = Field(pattern=r"^FR-[0-9A-Z]{3}$", title="Code ISO", description="Code ISO 3166-2.")
    zone: Literal["metropole", "outre-mer"] = Field(title="Zone", description="Métropole ou outre-mer.")


class Contact(Term):
    """Whom to ask whether a module can be followed: a public address, and where and when it was read."""

    role: Literal["region", "carif-oref", "france-travail"] = Field(
        title="Rôle", description="La Région, son Carif-Oref, ou France Travail."
    )
    region: RegionId | None = optional("Région", "La région où ce contact répond ; absente s'il répond partout.")
    adresse: HttpsUrl = Field(title="Adresse", description="Adresse publique où se renseigner.")
    lu_le: IsoDate = Field(title="Lue le", description="Jour où l'adresse a été lue.", examples=["2026-11-29"])
    lu_dans: HttpsUrl = Field(title="Lue dans", description="Page ou fichier public où l'adresse a été lue.")


class Document(Term):
    """A source document."""

    editeur: ShortText | None = optional("Éditeur", "Qui l'a publié.")
    date: str | None = optional("Date", "Date de publication ou d'état.", pattern=DATE_OR_PART)
    adresse: HttpsUrl | None = optional("Adresse", "Adresse publique du document.")
    licence: ShortText | None = optional("Licence", "Licence de réutilisation, si elle est connue.")
    nature: Literal["source", "preuve-de-code", "nomenclature"] = Field(
        title="Nature", description="Ce que le document prouve dans le catalogue."
    )


class Commission(Term):
    """A body that creates or revises titles: a CPC for those of the State, a CPNE for those of a branch."""

    sorte: Literal["cpc", "cpne"] = Field(
        title="Sorte", description="Commission professionnelle consultative, ou paritaire d'une branche."
    )
    numero: str | None = optional(
        "Numéro", "Numéro de la CPNE chez France compétences.", pattern=r"^[0-9]{1,3}$", examples=["206"]
    )
    idcc: tuple[Annotated[int, Field(ge=1, le=9999)], ...] = several(
        "IDCC", "Conventions collectives rattachées à la CPNE."
    )


class Occupation(Term):
    """An occupation of the ROME 4.0, with the ROME's own marks for the three transitions."""

    id: str = Field(pattern=ROME_CODE, title="Code ROME", description="Code de la fiche ROME 4.0.", examples=["G1602"])
    ecologique: Literal["strategique", "vert", "brun"] | None = optional(
        "Marque écologique",
        "Marque du ROME : stratégique pour la transition écologique, vert ou brun ; absente si « blanc ».",
    )
    numerique: Literal[True] | None = optional("Marque numérique", "Marque du ROME.")
    demographique: Literal[True] | None = optional("Marque démographique", "Marque du ROME.")


class OfficialSkill(Term):
    """A skill or a kind of knowledge of the ROME 4.0 that a module is aligned with, with the ROME's own marks."""

    id: str = Field(
        pattern=OGR_CODE, title="Code OGR", description="Code de la compétence ou du savoir.", examples=["124933"]
    )
    type: Literal["competence", "savoir"] = Field(title="Type", description="Compétence ou savoir du ROME.")
    ecologique: Literal[True] | None = optional("Marque écologique", "Marque du ROME pour la transition écologique.")
    numerique: Literal[True] | None = optional("Marque numérique", "Marque du ROME pour la transition numérique.")
    metiers: tuple[Annotated[str, Field(pattern=ROME_CODE, examples=["G1602"])], ...] = several(
        "Métiers", "Fiches du ROME qui la demandent, si elles sont peu nombreuses."
    )


class Audience(Term):
    """An audience, with its Formacode V14 where it is verified."""

    code: str | None = optional("Formacode", "Code Formacode V14.", pattern=r"^8[0-9]{4}$")


class TeachingMode(Term):
    """A teaching mode, with LHEO's code (modalites-enseignement)."""

    lheo: Literal["0", "1", "2"] = Field(title="Code LHEO", description="Code modalites-enseignement de LHEO.")


class Indicator(Term):
    """A measured indicator, its unit, and whose point of view it takes (those of the guide's evaluation)."""

    unite: ShortText | None = optional("Unité", "Unité de mesure.")
    point_de_vue: Literal["entreprises", "apprenants", "acteurs-de-la-formation"] = Field(
        title="Point de vue", description="Le point de vue d'évaluation, parmi les trois que le guide n° 8 demande."
    )


TermT = TypeVar("TermT", bound=Term)


# What has pages of its own, at addresses that never die: collections of records, then vocabularies.
Permanent = Literal[
    "modules",
    "demarches",
    "certifications",
    "referentiels",
    "ecarts",
    "secteurs",
    "transitions",
    "themes",
    "regions",
    "documents",
]


class Withdrawal(Term):
    """A published record or term that had to go: its address stays, says why, and where to go."""

    collection: Permanent = Field(
        title="Collection", description="Le dossier de la fiche, ou le vocabulaire du terme.", examples=["modules"]
    )
    date: IsoDate = Field(title="Date", description="Jour du retrait (année-mois-jour).", examples=["2026-11-21"])
    motif: Text = Field(title="Motif", description="Pourquoi, en une phrase que lit qui suit un ancien lien.")
    remplace_par: str | None = optional(
        "Remplacé par",
        "Identifiant, dans la même collection, de ce qui prend la suite.",
        pattern=SLUG,
        max_length=ID_MAX,
    )


class VocabularyFile(Strict, Generic[TermT]):
    """A vocabulary file: its terms, in the order in which they are shown."""

    termes: tuple[TermT, ...] = Field(min_length=1, title="Termes", description="Les termes, dans l'ordre d'affichage.")


class WithdrawnOccupation(Strict):
    """A code that an earlier version of the ROME had."""

    id: str = Field(pattern=ROME_CODE, title="Code ROME", description="Code qui n'est plus dans le ROME.")
    libelle: ShortText = Field(title="Libellé", description="Son dernier libellé.")
    version: str = Field(pattern="^[0-9]+$", title="Version", description="Version du ROME qui ne l'a plus.")
    remplace_par: tuple[Annotated[str, Field(pattern=ROME_CODE)], ...] = several(
        "Remplacé par", "Codes qui prennent sa suite."
    )


class OccupationFile(VocabularyFile[Occupation]):
    """The occupations of one version of the ROME, and what earlier versions had besides."""

    version: str | None = optional("Version", "Version du ROME 4.0.", pattern="^[0-9]+$", examples=["461"])
    date: IsoDate | None = optional("Date", "Jour de sa dernière mise à jour.")
    retires: tuple[WithdrawnOccupation, ...] = several(
        "Codes retirés", "Codes d'une version précédente qui n'y sont plus."
    )


def vocabulary_file(term: type[Term]) -> type[VocabularyFile[Any]]:
    """The model of a file of such terms."""
    if term is Occupation:
        return OccupationFile
    return VocabularyFile[term]  # type: ignore[valid-type]  # pydantic makes the class from the value


# Vocabulary (= file stem) → class of its terms. A new vocabulary is one file and one line here.
VOCABULARIES: dict[str, type[Term]] = {
    "secteurs": Sector,
    "transitions": Transition,
    "themes": Theme,
    "regions": Region,
    "natures": Term,
    "statuts": Term,
    "caracteres": Term,
    "ecarts": Term,
    "recueils": Term,
    "leviers_achat": Term,
    "publics": Audience,
    "modalites": TeachingMode,
    "indicateurs": Indicator,
    "types_organisme": Term,
    "types_certification": Term,
    "types_destinataire": Term,
    "decisions": Term,
    "confiances": Term,
    "documents": Document,
    "metiers": Occupation,
    "voisinages": EverydayWords,
    "competences_rome": OfficialSkill,
    "contacts": Contact,
    "commissions": Commission,
    "retraits": Withdrawal,
}
# Vocabularies whose terms each have a file of their own, in a folder of the vocabulary's name → the schema of such a
# file: two proposals that add a term never meet in one file.
TERM_FILES = {"documents": "document"}
VOCABULARY_OF_TERM_FILE = {schema: vocabulary for vocabulary, schema in TERM_FILES.items()}
# Vocabularies whose file exists only once there is something to say.
OPTIONAL_VOCABULARIES = frozenset({"contacts", "commissions", "retraits", "voisinages", "competences_rome"})
