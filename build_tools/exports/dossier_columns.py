"""The columns of the tables of dossiers, `dossier.csv` beside a page and `data/dossiers.csv`: names and definitions.

There is one line for each skill of a module that completes a certification, or one for a module without any.
"""

from __future__ import annotations

from build_tools.exports.tables import Column, Table

NAME = "dossiers"
_LISTED = "« ; » les sépare"
COLUMNS: tuple[Column, ...] = (
    Column(
        "certification",
        "Certification",
        "Identifiant dans la table « certifications ».",
        required=True,
        references="certifications",
    ),
    Column("certification_libelle", "Nom de la certification", "Son type et son intitulé, en clair."),
    Column("certificateur", "Certificateur", "L'organisme certificateur, par son nom d'aujourd'hui."),
    Column("code_dernier_connu", "Dernier code connu", "Le code RNCP ou RS de son enregistrement le plus récent."),
    Column("echeance", "Échéance", "Fin de cet enregistrement.", "date"),
    Column("module", "Module", "Identifiant dans la table « modules ».", required=True, references="modules"),
    Column("titre", "Titre", "Le titre du module."),
    Column("region", "Région", "La région qui a créé le module, en clair."),
    Column("region_insee", "Code INSEE de la région", "Le code officiel géographique, en texte : « 01 », « 53 »."),
    Column("reprises", "Régions qui l'ont repris", f"En clair ; {_LISTED}."),
    Column("reprises_insee", "Codes INSEE de ces régions", f"Dans le même ordre ; {_LISTED}."),
    Column("demarche", "Démarche", "Identifiant dans la table « demarches ».", references="demarches"),
    Column("themes", "Thèmes", f"En clair ; {_LISTED}."),
    Column("nature", "Nature", "La sorte de compétence, en clair."),
    Column("statut", "Statut", "Où en était le module à la date de la source, en clair."),
    Column("annee", "Année", "Première année du module.", "integer"),
    Column("atteste", "Attesté en", "Date du plus ancien document qui nomme le module : année, mois ou jour."),
    Column("bloc_vise", "Bloc visé", "Code du bloc que le module complète."),
    Column("code_integration", "Intégré dans", "Le bloc ou l'enregistrement qui a repris ce que le module ajoute."),
    Column("competence", "Compétence", "Une compétence du module ; vide si sa fiche n'en détaille aucune."),
    Column("ecart", "Écart au référentiel", "Celui de cette compétence, dans les mots de l'annexe 2."),
    Column("preuve", "Preuve", "Pourquoi la compétence est tenue pour non couverte, et qui le dit."),
    Column("deduit", "Ce qui est déduit du module", f"Les champs de sa fiche qu'aucune source n'énonce ; {_LISTED}."),
    Column("sources", "Sources et pages", f"Documents et pages qui parlent du module ; {_LISTED}."),
    Column("page", "Page", "Adresse de la page du module ; relative à la racine du site si celle-ci est inconnue."),
    Column(
        "referentiel_compare",
        "Référentiel comparé",
        "Code de l'enregistrement dont le texte est comparé à la compétence.",
    ),
    Column("verdict", "Verdict", "Ce que ce référentiel dit d'elle : « couverte », « approchee » ou « absente »."),
    Column("verdict_mode", "Origine du verdict", "« calcule » par le catalogue, ou « lu » par une personne."),
    Column("phrase_officielle", "Phrase officielle", "La phrase du référentiel la plus proche de la compétence."),
    Column("bloc_officiel", "Bloc officiel", "Code du bloc où se trouve cette phrase."),
    Column("a_transmettre_a", "À transmettre à", "À qui demander la révision du référentiel."),
    Column("avant_le", "À transmettre avant le", "Fin de l'enregistrement en vigueur.", "date"),
    Column(
        "deduit_de_la_certification",
        "Ce qui est déduit de la certification",
        f"De la certification, de ses enregistrements ou du destinataire, ce qu'aucune source n'énonce ; {_LISTED}.",
    ),
)
HEADER = tuple(column.name for column in COLUMNS)


def dossiers_table() -> Table:
    """The table of all dossiers; nothing names a line of it."""
    text = (
        "Une ligne par compétence d'un module qui complète une certification, ou par module sans compétence détaillée."
    )
    return Table(NAME, "Dossiers des certifications", text, (), COLUMNS)
