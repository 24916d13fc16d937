"""What each element of LHEO 2.3 holds of our records: read by the exporter and by the page of correspondence.

Lines follow the order of the standard's schema, which is binding. Lengths are the schema's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from build_tools.exports import lheo_values as read
from build_tools.exports.lheo_subjects import BODY, Course, Line, Offer, SubjectT, never

UNKNOWN = "Non renseigné"
EXTRAS = "extras"
NO_ACTIVITY_NUMBER = "99999999999"
NO_SIRET = "00000000000000"
NO_DATE = "00000000"
NO_POSTCODE = "00000"

_TITLE, _NAME, _TEXT = 255, 250, 3000
_PLACE = "action/lieu-de-formation/coordonnees/adresse"
_NOT_KEPT = "Le catalogue ne tient pas cette information"
_NO_PERSON = "Ni nom ni téléphone : le catalogue ne publie pas de données personnelles"
_IMPOSED = f"{_NOT_KEPT} ; la norme impose une valeur"


def _unknown(path: str, placeholder: str = UNKNOWN, why: str = _IMPOSED) -> Line[Any]:
    """What the standard requires and nobody knows."""
    return Line(path, "", why, never, placeholder=placeholder)


def _address(path: str) -> tuple[Line[Any], ...]:
    """The lines of an address that nobody knows, and that the standard requires."""
    return (
        _unknown(f"{path}/ligne"),
        _unknown(f"{path}/codepostal", NO_POSTCODE),
        _unknown(f"{path}/ville"),
    )


def _extra(info: str, fields: str, words: str, values: Callable[[SubjectT], Iterable[str]]) -> Line[SubjectT]:
    return Line(f"{EXTRAS}/extra", fields, words, values, attributes={"info": info})


# What nobody knows of a course without a session, whatever the formation.
_SESSION: tuple[Line[Any], ...] = (
    _unknown("action/session/periode/debut", NO_DATE),
    _unknown("action/session/periode/fin", NO_DATE),
    *_address("action/session/adresse-inscription/adresse"),
)
_BODY_CONTACT: tuple[Line[Any], ...] = (
    *_address(f"{BODY}/coordonnees-organisme/coordonnees/adresse"),
    _unknown(f"{BODY}/contact-organisme/coordonnees/ligne", UNKNOWN, _NO_PERSON),
)

MODULE: tuple[Line[Offer], ...] = (
    Line(
        "domaine-formation",
        "metiers, certifications",
        "code-ROME : codes du ROME 4.0, cinq au plus ; code-FORMACODE et code-NSF : ceux de la certification "
        "complétée, quand son référentiel est connu, dits déduits",
        read.domain,
        markup=True,
    ),
    Line("intitule-formation", "titre", "Tel quel", lambda o: [o.module.titre], _TITLE),
    Line("objectif-formation", "resume", "Tel quel", lambda o: [o.module.resume], _TEXT),
    Line(
        "resultats-attendus",
        "evaluation, certifications",
        "L’évaluation, puis la mention que le module seul ne délivre pas de certification et ce qu’il complète",
        read.results,
        _TEXT,
    ),
    Line("contenu-formation", "competences", "Une compétence par ligne", read.contents, _TEXT, UNKNOWN),
    Line("certifiante", "", "0 : un module ne certifie pas", read.always("0")),
    _unknown("contact-formation/coordonnees/ligne", UNKNOWN, _NO_PERSON),
    Line("contact-formation/coordonnees/web/urlweb", "id", "La page du module, quand le site est publié", read.page),
    Line("parcours-de-formation", "", "3 : modularisé", read.always("3")),
    Line("code-niveau-entree", "", "0 : non communiqué", read.always("0")),
    Line("objectif-general-formation", "", "2 : perfectionnement, élargissement des compétences", read.always("2")),
    Line("url-formation/urlweb", "id", "La page du module, quand le site est publié", read.page),
    _unknown("action/rythme-formation"),
    Line(
        "action/code-public-vise",
        "publics",
        "81031 (public plan investissement compétences), puis le Formacode des publics qui en ont un ; dix au plus",
        read.audience_codes,
        attributes={"ref": "V14"},
    ),
    Line("action/info-public-vise", "publics, publics_precisions", "En clair, 250 caractères", read.audiences, _NAME),
    _unknown("action/niveau-entree-obligatoire", "0"),
    Line(
        "action/modalites-alternance", "duree.entreprise", "Les heures en entreprise", read.alternation, _TEXT, UNKNOWN
    ),
    Line(
        "action/modalites-enseignement",
        "modalites",
        "0 présentiel, 1 mixte (ou plusieurs modalités), 2 à distance",
        read.teaching_mode,
        placeholder="0",
    ),
    Line(
        "action/conditions-specifiques", "prerequis", "Modules et conditions, en clair", read.conditions, _TEXT, UNKNOWN
    ),
    _unknown("action/prise-en-charge-frais-possible", "0"),
    *_address(_PLACE),
    Line(
        f"{_PLACE}/code-INSEE-commune",
        "mises_en_oeuvre.lieu_insee",
        "Tel quel (fichier des offres)",
        read.of_offer("lieu_insee"),
    ),
    Line(
        f"{_PLACE}/region", "region", "La région créatrice, si le module n’a pas été repris par une autre", read.region
    ),
    _unknown("action/modalites-entrees-sorties", "0"),
    Line(
        "action/url-action/urlweb",
        "mises_en_oeuvre.adresse",
        f"La page de l’offre, si elle tient en {read.URL_MAX} caractères (fichier des offres)",
        read.offer_page,
    ),
    *_SESSION,
    Line("action/modalites-pedagogiques", "modalites_pedagogiques", "À la suite, 200 caractères", read.means, 200),
    Line("action/duree-indicative", "duree", "En clair : « de 7 à 280 h »", read.length, 150),
    Line(
        "action/nombre-heures-centre",
        "duree.heures",
        "Quand la source distingue centre et entreprise",
        lambda o: read.hours(True, False, o),
    ),
    Line("action/nombre-heures-entreprise", "duree.entreprise", "Telles quelles", read.company_hours),
    Line(
        "action/nombre-heures-total",
        "duree",
        "La somme, quand la durée n’est ni une fourchette ni un choix",
        lambda o: read.hours(False, True, o),
    ),
    Line(
        "action/organisme-formateur/SIRET-formateur/SIRET",
        "mises_en_oeuvre.siret",
        "Celui de l’offre (fichier des offres)",
        read.of_offer("siret"),
        placeholder=NO_SIRET,
        offers_only=True,
    ),
    Line(
        "action/organisme-formateur/raison-sociale-formateur",
        "mises_en_oeuvre.organisme",
        "Celui de l’offre (fichier des offres)",
        read.of_offer("organisme"),
        _NAME,
    ),
    _unknown(f"{BODY}/numero-activite", NO_ACTIVITY_NUMBER, f"{_NOT_KEPT} ; jamais inventée"),
    Line(
        f"{BODY}/SIRET-organisme-formation/SIRET",
        "mises_en_oeuvre.siret",
        "Celui de l’offre ; des zéros dans le fichier des descriptions : jamais inventé",
        read.of_offer("siret"),
        placeholder=NO_SIRET,
    ),
    *(
        Line(path, "mises_en_oeuvre.organisme", "Celui de l’offre", read.of_offer("organisme"), _NAME, UNKNOWN)
        for path in (f"{BODY}/nom-organisme", f"{BODY}/raison-sociale")
    ),
    *_BODY_CONTACT,
    Line("identifiant-module", "id", "L’identifiant permanent du module", lambda o: [o.module.id]),
    Line("modules-prerequis/reference-module", "prerequis.module", "Identifiant du module", read.prerequisite_modules),
    _extra("transition", "transitions", "Libellé", read.terms("transitions", lambda m: m.transitions)),
    _extra("secteur", "secteurs", "Libellé", read.terms("secteurs", lambda m: m.secteurs)),
    _extra("theme", "themes", "Libellé", read.terms("themes", lambda m: m.themes)),
    _extra("nature", "nature", "Libellé", read.terms("natures", lambda m: [m.nature])),
    _extra("statut", "statut", "Libellé", read.terms("statuts", lambda m: [m.statut])),
    _extra("caractere", "caractere", "Libellé", read.terms("caracteres", lambda m: [m.caractere])),
    _extra("region-creatrice", "region", "Code officiel géographique", read.created_by),
    _extra("region-repreneuse", "reprises", "Code officiel géographique", read.taken_up_by),
    _extra("annee", "annee", "Première année", lambda o: [str(o.module.annee)] if o.module.annee else []),
    _extra("demarche", "demarche", "Titre de la démarche régionale", read.demarche),
    _extra("certification-completee", "certifications", "Code (s’il est prouvé) et titre", read.completed),
    _extra("bloc-complete", "certifications.bloc", "Code du bloc", read.blocks),
    _extra("competence-non-couverte", "competences.ecart", "Compétence et écart au référentiel", read.uncovered),
    _extra("competence-rome", "competences.rome", "Code OGR et libellé du ROME", read.official_skills),
    _extra("savoir-rome", "savoirs", "Code OGR et libellé du ROME", read.official_knowledge),
    _extra(
        "besoin",
        "besoin.constat",
        "Ce qui manquait aux entreprises",
        lambda o: [o.module.besoin.constat] if o.module.besoin and o.module.besoin.constat else [],
    ),
    _extra("metier-cite", "metiers_cites", "Les mots de la source", lambda o: o.module.metiers_cites),
    _extra("offre-info", "mises_en_oeuvre.offre_info", "Identifiant dans Offre Info", read.of_offer("offre_info")),
    _extra("source", "sources", "Document et page", read.sources),
    _extra("deduit", "deduit", "Les champs qu’aucune source n’énonce", lambda o: o.module.deduit),
)

COURSE: tuple[Line[Course], ...] = (
    Line(
        "domaine-formation",
        "enregistrements.code",
        "Formacode, NSF et ROME du dernier référentiel connu ; vide si aucun n’est prouvé",
        read.domain_of_course,
        markup=True,
    ),
    Line("intitule-formation", "intitule, type", "Le titre et son type", lambda c: [c.label], _TITLE),
    Line("objectif-formation", "intitule", "Préparer la certification", lambda c: [f"Préparer : {c.label}"], _TEXT),
    Line("resultats-attendus", "intitule", "Obtenir la certification", lambda c: [f"Obtenir : {c.label}"], _TEXT),
    Line(
        "contenu-formation",
        "",
        "Renvoi au référentiel",
        read.always("Celui du référentiel de la certification, complété par les sous-modules."),
    ),
    Line("certifiante", "", "1 : la certification vient du parcours", read.always("1")),
    _unknown("contact-formation/coordonnees/ligne"),
    Line("parcours-de-formation", "", "3 : modularisé", read.always("3")),
    Line("code-niveau-entree", "", "0 : non communiqué", read.always("0")),
    Line("objectif-general-formation", "", "6 : certification", read.always("6")),
    Line(
        "certification/code-RNCP",
        "enregistrements.code",
        "Le dernier code connu, s’il est au RNCP ; rien si aucun n’est prouvé",
        lambda c: c.code("RNCP"),
    ),
    Line(
        "certification/code-RS",
        "enregistrements.code",
        "Le dernier code connu, s’il est au répertoire spécifique",
        lambda c: c.code("RS"),
    ),
    Line(
        "code-niveau-sortie",
        "niveau",
        "11 à 18 pour les niveaux 1 à 8",
        lambda c: [str(10 + c.certification.niveau)] if c.certification.niveau else [],
    ),
    _unknown("action/rythme-formation"),
    Line("action/code-public-vise", "", "81031", read.always(read.PACTES_AUDIENCE), attributes={"ref": "V14"}),
    _unknown("action/niveau-entree-obligatoire", "0"),
    _unknown("action/modalites-alternance"),
    _unknown("action/modalites-enseignement", "0"),
    _unknown("action/conditions-specifiques"),
    _unknown("action/prise-en-charge-frais-possible", "0"),
    *_address(_PLACE),
    _unknown("action/modalites-entrees-sorties", "0"),
    *_SESSION,
    _unknown(f"{BODY}/numero-activite", NO_ACTIVITY_NUMBER),
    _unknown(f"{BODY}/SIRET-organisme-formation/SIRET", NO_SIRET, "Jamais inventé"),
    _unknown(f"{BODY}/nom-organisme"),
    _unknown(f"{BODY}/raison-sociale"),
    *_BODY_CONTACT,
    Line(
        "sous-modules/sous-module",
        "certifications, caractere",
        "reference-module : l’identifiant de chaque module qui complète la certification ; "
        "type-module : 1 obligatoire, 2 facultatif, 0 inconnu",
        lambda c: map(read.sub_module, c.modules),
        markup=True,
    ),
    _extra(
        "certificateur",
        "certificateur.nom",
        "Tel que la source le nomme",
        lambda c: [c.certification.certificateur.nom] if c.certification.certificateur else [],
    ),
    _extra(
        "code-anterieur",
        "enregistrements.code",
        "Les codes d’avant le dernier",
        lambda c: [registration.code for registration in c.certification.enregistrements[:-1]],
    ),
    _extra(
        "code-absent",
        "motif",
        "Pourquoi aucun code n’est donné",
        lambda c: [c.certification.motif] if c.certification.motif and not c.certification.enregistrements else [],
    ),
    _extra(
        "deduit",
        "deduit",
        "Les champs qu’aucune source n’énonce : ceux de la certification ; après un code, ceux de son référentiel ; "
        "après l’identifiant d’un module, ceux qui le rattachent",
        read.deduced_of_course,
    ),
)
