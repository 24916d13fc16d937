"""The words of headers: other names of our columns, those of persons, those that only say how to fill a column in."""

from build_tools.text.folding import word_set

# What concerns persons is no fact of a module, whatever it resembles.
OF_PERSONS = word_set(
    "contact referent responsable interlocuteur formateur animateur correspondant courriel mail email mel telephone "
    "tel portable nom prenom conseiller pilote auteur"
)
# Words in parentheses that say how to fill a column in, and nothing of what it holds.
HOW = word_set(
    "obligatoire facultatif liste deroulante choix menu code rome rncp texte libre s es ou un une plusieurs separe "
    "par virgule caractere max maximum jj mm aaaa date format nombre oui non le la les de du des module en x "
    "optionnel requis 4 0 voir onglet et intitule libelle numero n"
)
# How the columns in words of the published table are read; the other computed columns are not.
IN_WORDS = {
    "region_libelle": "region",
    "secteurs_libelles": "secteurs",
    "transitions_libelles": "transitions",
    "themes_libelles": "themes",
    "certifications_libelles": "certifications_certification",
    "metiers_libelles": "metiers",
    "competences_intitules": "competences_intitule",
}
# Groups whose parts say enough without the group's name: « Heures », « Constat ».
GROUPS_CLEAR_ALONE = frozenset({"duree", "besoin"})
# What regions call these columns in tables of their own, with commas between the names.
SYNONYMS = {
    "titre": (
        "intitule, intitule du module, titre du module, nom du module, module, libelle du module, "
        "intitule du module additionnel, nom du module additionnel"
    ),
    "resume": (
        "description, presentation, descriptif, resume du module, presentation du module, description du module, "
        "descriptif du module"
    ),
    "region": "region porteuse, nom de la region, conseil regional",
    "demarche": "dispositif, programme, initiative",
    "secteurs": "secteur d'activite, secteur d'activites, filiere, branche, branche professionnelle",
    "transitions": "type de transition, transition visee, transition concernee",
    "themes": "thematique",
    "nature": "nature de la competence, type de competence",
    "statut": "etat, avancement, etat d'avancement",
    "annee": "annee de creation, annee de mise en oeuvre",
    "certifications_certification": (
        "certification, certification visee, certification completee, diplome, certification concernee, "
        "certifications concernees, certifications visees, diplome vise, diplome prepare, titre ou diplome, "
        "titre ou diplome vise, certification de rattachement"
    ),
    "metiers": "metier, code rome, rome, metier rome, metier vise, codes rome des metiers vises",
    "competences_intitule": (
        "competence, competence visee, competence acquise, objectifs pedagogiques, competences acquises, "
        "intitule de la competence, intitule des competences, competences visees, competences, "
        "competences developpees, competences attendues, competences additionnelles, competence additionnelle"
    ),
    "duree_min": (
        "heures min, duree min, duree mini, heures mini, nb heures min, duree minimum, heures minimum, "
        "duree minimale, nombre d'heures minimum, volume horaire minimum"
    ),
    "duree_max": (
        "heures max, duree max, duree maxi, heures maxi, nb heures max, duree maximum, heures maximum, "
        "duree maximale, nombre d'heures maximum, volume horaire maximum"
    ),
    "duree_heures": "duree centre, heures en centre, duree en centre, heures centre, nb heures centre",
    "duree_entreprise": "heures en entreprise, duree en entreprise, heures entreprise, nb heures entreprise",
    "duree": (
        "duree du module, duree totale, nombre d'heures, nb heures, volume horaire, nombre heures, "
        "nb d'heures, nb h, nombre total d'heures, nombre d'heures total, "
        "duree heures, nombre de jours, nb jours, nb de jours, nombre de semaines, nombre de mois, "
        "jours de formation"
    ),
    "publics": "public vise, public cible, publics cibles, public concerne, publics concernes, beneficiaires",
    "modalites": "modalite d'enseignement, modalite pedagogique, presentiel distanciel, presentiel ou distanciel",
    "besoin_constat": "besoin, besoin des entreprises, constat, contexte",
    "prerequis_condition": "prerequis, pre-requis, conditions d'acces, condition d'entree",
    "evaluation": "modalites d'evaluation, evaluation des acquis",
    "sources_document": "source, document, document source",
    "sources_adresse": (
        "adresse de la source, adresse de la page, lien vers la source, url de la source, lien, lien internet, "
        "lien web, url, adresse web, adresse internet, page web, page internet, lien de la page, lien vers la page, "
        "lien source, lien de la formation, lien vers la formation, lien du module, lien vers le module, "
        "lien de la fiche, lien vers la fiche, lien du programme, url de la page, url du module"
    ),
    "sources_titre": "titre de la source, titre de la page",
    "sources_editeur": "editeur de la source, editeur",
    "sources_lu_le": "lu le, lue le, date de lecture, consulte le, consultee le, date de consultation, page lue le",
    "sources_page": "page de la source, page du document, page, pages",
    "sources_extrait": "extrait, citation",
    "verifie_le": "date de verification, verifie le, relu le, date de relecture",
    "id": "id, identifiant du module, identifiant de la fiche",
}
# Columns that hold the code of a certification: alone, or beside that of its title, with which they go together.
CODE_OF_CERTIFICATION = word_set(
    "rncp n-rncp no-rncp numero-rncp code-rncp fiche-rncp ref-rncp reference-rncp rs code-rs n-rs numero-rs "
    "code-rncp-rs rncp-rs rncp-ou-rs code-rncp-ou-rs id-rncp code-de-la-certification code-certification "
    "numero-de-certification n-de-fiche-rncp"
)
# What is said in such words is not the fact of today, or not in French.
NOT_OURS = word_set(
    "ancien ancienne anciens anglais english en-anglais precedent precedente obsolete archive archives interne "
    "internes brouillon old supprime supprimee abandonne"
)
# Units of a length other than hours, folded: a number under one of them says nothing of hours.
OTHER_UNITS = word_set(
    "jour jours jr jrs j journee journees demi semaine semaines sem mois an ans annee annees trimestre trimestres "
    "semestre semestres minute minutes mn seance seances session sessions credit credits ects seconde secondes"
)
