"""The plan of the site: five parts, and the pages that each of them opens, as its landing page shows them.

`nav` of mkdocs.yml says the same for the theme; a test compares both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """A page that a landing page leads to: its address from the site's root, and what one finds there."""

    address: str
    title: str
    about: str
    symbol: str


@dataclass(frozen=True)
class Part:
    """A part of the site: its landing page and the pages that it leads to.

    `also` are pages of another part that the same visitors look for.
    """

    address: str
    title: str
    ways: tuple[Way, ...]
    also: tuple[Way, ...] = ()

    @property
    def shown(self) -> tuple[Way, ...]:
        """The cards of the landing page."""
        return (*self.ways, *self.also)


_CERTIFICATIONS = Way(
    "certifications/",
    "Certifications complétées",
    "Partir d'un diplôme, d'un titre ou d'un certificat, et voir ce qui s'y ajoute.",
    "certification",
)
_STEPS = Way(
    "pas-a-pas/",
    "La démarche pas à pas",
    "Deux chemins, quatre étapes, et ce que les régions ont fait.",
    "demarche",
)
_SHARED = Way(
    "signaux/",
    "Besoins partagés entre régions",
    "Les thèmes que plusieurs régions ont traités, et celles où ils manquent.",
    "theme",
)

_GAPS = Way(
    "ecarts/",
    "Écarts constatés",
    "Les compétences que les référentiels ne couvrent pas, et celles qu'aucun module n'enseigne.",
    "certification",
)

PLAN = (
    Part(
        "trouver/",
        "Trouver",
        (
            Way("recherche/", "Rechercher un module", "Par mots, puis par région, durée, secteur ou métier.", "source"),
            Way(
                "besoin/",
                "J'ai un besoin",
                "Coller une offre d'emploi ou une liste de compétences, et voir quels modules y répondent.",
                "demarche",
            ),
            Way(
                "modules/",
                "Tous les modules",
                "La liste complète, par titre, région, secteur, année ou durée.",
                "theme",
            ),
            Way("secteurs/", "Secteurs", "Bâtiment, industrie, aide à la personne, numérique…", "industrie"),
            Way("metiers/", "Métiers", "Partir du métier que l'on exerce, ou que l'on vise.", "metier"),
            Way(
                "competences/",
                "Compétences",
                "Les compétences officielles du ROME, et les modules qui en sont proches.",
                "metier",
            ),
            Way("transitions/", "Transitions", "Écologique, numérique, démographique.", "ecologique"),
            Way("themes/", "Thèmes", "Le vélo, les déchets, la cybersécurité : des sujets plus précis.", "theme"),
            Way("comparer/", "Comparer des modules", "Deux à quatre modules côte à côte.", "transverse"),
            Way(
                "parcours/",
                "Composer un parcours",
                "Choisir des modules autour d'un diplôme, avec leurs heures.",
                "duree",
            ),
            Way("nouveautes/", "Nouveautés et flux", "Ce qui a changé, et comment le suivre.", "annee"),
        ),
        (
            _CERTIFICATIONS,
            Way("regions/", "Régions", "Ce que chaque région a créé, sur une carte et dans un tableau.", "region"),
        ),
    ),
    Part(
        "comprendre/",
        "Comprendre",
        (
            Way(
                "comprendre/module-additionnel/",
                "Qu'est-ce qu'un module additionnel ?",
                "La définition, les usages, et trois exemples réels.",
                "theme",
            ),
            Way("comprendre/quand/", "Quand en créer un ?", "Les questions à se poser, et qui décide.", "annee"),
            _STEPS,
            Way(
                "comprendre/qui-fait-quoi/",
                "Qui fait quoi ?",
                "Le rôle de chacun, de l'État aux personnes formées.",
                "region",
            ),
            Way(
                "comprendre/metiers-emergents/",
                "Métiers émergents et certifications",
                "Pourquoi une certification met du temps à changer.",
                "metier",
            ),
            Way(
                "comprendre/enseignements/",
                "Enseignements",
                "Ce qui a marché, ce qui a résisté, ce que cela coûte.",
                "transverse",
            ),
            Way(
                "comprendre/evaluer/", "Évaluer", "Ce qui est promis, ce qui est mesuré, ce qui ne l'est pas.", "duree"
            ),
            Way("comprendre/glossaire/", "Glossaire", "Les mots et les sigles, en une ou deux phrases.", "source"),
            Way("a-propos/", "À propos du catalogue", "Ce qu'il est, ce qu'il n'est pas, d'où il vient.", "transverse"),
            Way("methode/", "Méthode", "Comment les fiches sont faites, et ce qu'elles ne prouvent pas.", "source"),
            Way("sources/", "Sources", "Les documents cités, et ce que chacun soutient.", "source"),
            Way(
                "accessibilite/",
                "Accessibilité",
                "Non évaluée : ce qui est fait, ce qui n'est pas vérifié.",
                "transverse",
            ),
            Way(
                "mentions-legales/",
                "Mentions légales",
                "Qui publie, qui héberge, quelles données sont gardées.",
                "source",
            ),
        ),
    ),
    Part(
        "regions/",
        "Régions",
        (
            _SHARED,
            Way(
                "demarches/",
                "Démarches régionales",
                "Qui crée les modules, comment les besoins sont repérés et la formation achetée.",
                "demarche",
            ),
            _GAPS,
            Way("panorama/", "Panorama en chiffres", "Les modules par secteur, région, année et durée.", "industrie"),
            Way("resultats/", "Résultats", "Les chiffres que les sources donnent, avec leur définition.", "duree"),
        ),
        (_STEPS,),
    ),
    Part(
        "certificateurs/",
        "Certificateurs",
        (
            _CERTIFICATIONS,
            Way(
                "transmissions/",
                "Transmissions et réponses",
                "Ce qui a été transmis aux certificateurs, et ce qu'ils ont répondu.",
                "source",
            ),
            Way(
                "echeances/",
                "Échéances des certifications",
                "Avant quand écrire, à qui, avec quel dossier.",
                "annee",
            ),
            Way(
                "referentiels/",
                "Comparer à un référentiel",
                "Des besoins face à un référentiel officiel : couverts, approchés, absents.",
                "certification",
            ),
        ),
        (_SHARED, _GAPS),
    ),
    Part(
        "contribuer/",
        "Contribuer",
        (
            Way(
                "contribuer/formulaire/",
                "Proposer un module",
                "Un formulaire, sans compte ; rien n'est envoyé sans vous.",
                "theme",
            ),
            Way(
                "contribuer/tableur/",
                "Remplir un tableur",
                "Une ligne, un module : pour en décrire plusieurs.",
                "source",
            ),
            Way(
                "contribuer/classeur/",
                "Déposer un tableur",
                "Votre tableau lu case par case dans ce navigateur, sans rien installer.",
                "source",
            ),
            Way(
                "contribuer/ecarts/",
                "Signaler un écart",
                "Cinq questions sur une compétence que le référentiel ne couvre pas.",
                "certification",
            ),
            Way(
                "contribuer/grille/",
                "La grille de l'apprenant",
                "Ce que l'on fait en entreprise, face au référentiel : à remplir et à consolider.",
                "annee",
            ),
            Way(
                "contribuer/git/",
                "Écrire une fiche à la main",
                "Un petit fichier texte, pour qui connaît Git.",
                "source",
            ),
            Way(
                "contribuer/champs/",
                "Les champs d'une fiche",
                "Ce que chaque case attend, avec un exemple.",
                "certification",
            ),
            Way(
                "contribuer/regles/",
                "Les règles du vérificateur",
                "Ce que le contrôle automatique refuse, et pourquoi.",
                "certification",
            ),
            Way(
                "contribuer/commandes/",
                "Les commandes",
                "Pour qui tient le catalogue sur son ordinateur.",
                "transverse",
            ),
            Way(
                "contribuer/installer/",
                "Installer le dépôt",
                "Les réglages à faire sur GitHub, une fois, et la commande qui dit ce qui manque.",
                "duree",
            ),
            Way(
                "contribuer/maintenir/",
                "Tenir le dépôt",
                "Les protections à mettre en place, pour qui relit et publie.",
                "source",
            ),
            Way("donnees/", "Données ouvertes", "Classeur, tables, base : à télécharger et à réutiliser.", "industrie"),
            Way(
                "donnees/versions/",
                "Versions et citation",
                "Ce qui a changé, les fichiers gardés, comment les citer.",
                "annee",
            ),
            Way("donnees/api/", "API", "Interroger le catalogue depuis un programme.", "informatique-numerique"),
            Way(
                "donnees/lheo/",
                "Correspondance avec LHEO",
                "Pour les systèmes qui échangent des offres de formation.",
                "transverse",
            ),
            Way(
                "licence/",
                "Licence et réutilisation",
                "Copier, citer, réutiliser : librement, avec la source.",
                "source",
            ),
        ),
    ),
)

# The top folder of an address → the part it belongs to, where it is not a page of the plan.
_PART_OF_FOLDER = {"dossiers": "certificateurs/", "grilles": "contribuer/"}


def part_of(section: str) -> str:
    """The folder of the landing page of the part to which `section` belongs (« themes » → « trouver »)."""
    address = f"{section}/"
    for part in PLAN:
        if part.address == address or any(way.address == address for way in part.ways):
            return part.address.rstrip("/")
    return _PART_OF_FOLDER.get(section, address).rstrip("/")
