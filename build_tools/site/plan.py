"""The plan of the site: five parts, and the pages that each of them opens, as its landing page shows them.

`nav` of mkdocs.yml says the same for the theme; a test compares both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
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
    links: tuple[Link, ...]
    also: tuple[Link, ...] = ()

    @property
    def shown(self) -> tuple[Link, ...]:
        """The cards of the landing page."""
        return (*self.links, *self.also)


_CERTIFICATIONS = Link(
    "certifications/",
    "Certifications complétées",
    "Partir d'un diplôme, d'un titre ou d'un certificat, et voir ce qui s'y ajoute.",
    "certification",
)
_STEPS = Link(
    "pas-a-pas/",
    "La démarche pas à pas",
    "Deux chemins, quatre étapes, et ce que les régions ont fait.",
    "demarche",
)
_SHARED = Link(
    "signaux/",
    "Besoins partagés entre régions",
    "Les thèmes que plusieurs régions ont traités, et celles où ils manquent.",
    "theme",
)

_GAPS = Link(
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
            Link(
                "recherche/", "Rechercher un module", "Par mots, puis par région, durée, secteur ou métier.", "source"
            ),
            Link(
                "besoin/",
                "J'ai un besoin",
                "Coller une offre d'emploi ou une liste de compétences, et voir quels modules y répondent.",
                "demarche",
            ),
            Link(
                "modules/",
                "Tous les modules",
                "La liste complète, par titre, région, secteur, année ou durée.",
                "theme",
            ),
            Link("secteurs/", "Secteurs", "Bâtiment, industrie, aide à la personne, numérique…", "industrie"),
            Link("metiers/", "Métiers", "Partir du métier que l'on exerce, ou que l'on vise.", "metier"),
            Link(
                "competences/",
                "Compétences",
                "Les compétences officielles du ROME, et les modules qui en sont proches.",
                "metier",
            ),
            Link("transitions/", "Transitions", "Écologique, numérique, démographique.", "ecologique"),
            Link("themes/", "Thèmes", "Le vélo, les déchets, la cybersécurité : des sujets plus précis.", "theme"),
            Link("comparer/", "Comparer des modules", "Deux à quatre modules côte à côte.", "transverse"),
            Link(
                "parcours/",
                "Composer un parcours",
                "Choisir des modules autour d'un diplôme, avec leurs heures.",
                "duree",
            ),
            Link("nouveautes/", "Nouveautés et flux", "Ce qui a changé, et comment le suivre.", "annee"),
        ),
        (
            _CERTIFICATIONS,
            Link("regions/", "Régions", "Ce que chaque région a créé, sur une carte et dans un tableau.", "region"),
        ),
    ),
    Part(
        "comprendre/",
        "Comprendre",
        (
            Link(
                "comprendre/module-additionnel/",
                "Qu'est-ce qu'un module additionnel ?",
                "La définition, les usages, et trois exemples réels.",
                "theme",
            ),
            Link("comprendre/quand/", "Quand en créer un ?", "Les questions à se poser, et qui décide.", "annee"),
            _STEPS,
            Link(
                "comprendre/qui-fait-quoi/",
                "Qui fait quoi ?",
                "Le rôle de chacun, de l'État aux personnes formées.",
                "region",
            ),
            Link(
                "comprendre/metiers-emergents/",
                "Métiers émergents et certifications",
                "Pourquoi une certification met du temps à changer.",
                "metier",
            ),
            Link(
                "comprendre/enseignements/",
                "Enseignements",
                "Ce qui a marché, ce qui a résisté, ce que cela coûte.",
                "transverse",
            ),
            Link(
                "comprendre/evaluer/", "Évaluer", "Ce qui est promis, ce qui est mesuré, ce qui ne l'est pas.", "duree"
            ),
            Link("comprendre/glossaire/", "Glossaire", "Les mots et les sigles, en une ou deux phrases.", "source"),
            Link(
                "a-propos/", "À propos du catalogue", "Ce qu'il est, ce qu'il n'est pas, d'où il vient.", "transverse"
            ),
            Link("methode/", "Méthode", "Comment les fiches sont faites, et ce qu'elles ne prouvent pas.", "source"),
            Link("sources/", "Sources", "Les documents cités, et ce que chacun soutient.", "source"),
            Link(
                "accessibilite/",
                "Accessibilité",
                "Non évaluée : ce qui est fait, ce qui n'est pas vérifié.",
                "transverse",
            ),
            Link(
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
            Link(
                "demarches/",
                "Démarches régionales",
                "Qui crée les modules, comment les besoins sont repérés et la formation achetée.",
                "demarche",
            ),
            _GAPS,
            Link("panorama/", "Panorama en chiffres", "Les modules par secteur, région, année et durée.", "industrie"),
            Link("resultats/", "Résultats", "Les chiffres que les sources donnent, avec leur définition.", "duree"),
        ),
        (_STEPS,),
    ),
    Part(
        "certificateurs/",
        "Certificateurs",
        (
            _CERTIFICATIONS,
            Link(
                "transmissions/",
                "Transmissions et réponses",
                "Ce qui a été transmis aux certificateurs, et ce qu'ils ont répondu.",
                "source",
            ),
            Link(
                "echeances/",
                "Échéances des certifications",
                "Avant quand écrire, à qui, avec quel dossier.",
                "annee",
            ),
            Link(
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
            Link(
                "contribuer/formulaire/",
                "Proposer un module",
                "Un formulaire, sans compte ; rien n'est envoyé sans vous.",
                "theme",
            ),
            Link(
                "contribuer/tableur/",
                "Remplir un tableur",
                "Une ligne, un module : pour en décrire plusieurs.",
                "source",
            ),
            Link(
                "contribuer/classeur/",
                "Déposer un tableur",
                "Votre tableau lu case par case dans ce navigateur, sans rien installer.",
                "source",
            ),
            Link(
                "contribuer/ecarts/",
                "Signaler un écart",
                "Cinq questions sur une compétence que le référentiel ne couvre pas.",
                "certification",
            ),
            Link(
                "contribuer/grille/",
                "La grille de l'apprenant",
                "Ce que l'on fait en entreprise, face au référentiel : à remplir et à consolider.",
                "annee",
            ),
            Link(
                "contribuer/git/",
                "Écrire une fiche à la main",
                "Un petit fichier texte, pour qui connaît Git.",
                "source",
            ),
            Link(
                "contribuer/champs/",
                "Les champs d'une fiche",
                "Ce que chaque case attend, avec un exemple.",
                "certification",
            ),
            Link(
                "contribuer/regles/",
                "Les règles du vérificateur",
                "Ce que le contrôle automatique refuse, et pourquoi.",
                "certification",
            ),
            Link(
                "contribuer/commandes/",
                "Les commandes",
                "Pour qui tient le catalogue sur son ordinateur.",
                "transverse",
            ),
            Link(
                "contribuer/installer/",
                "Installer le dépôt",
                "Les réglages à faire sur GitHub, une fois, et la commande qui dit ce qui manque.",
                "duree",
            ),
            Link(
                "contribuer/maintenir/",
                "Tenir le dépôt",
                "Les protections à mettre en place, pour qui relit et publie.",
                "source",
            ),
            Link(
                "donnees/", "Données ouvertes", "Classeur, tables, base : à télécharger et à réutiliser.", "industrie"
            ),
            Link(
                "donnees/versions/",
                "Versions et citation",
                "Ce qui a changé, les fichiers gardés, comment les citer.",
                "annee",
            ),
            Link("donnees/api/", "API", "Interroger le catalogue depuis un programme.", "informatique-numerique"),
            Link(
                "donnees/lheo/",
                "Correspondance avec LHEO",
                "Pour les systèmes qui échangent des offres de formation.",
                "transverse",
            ),
            Link(
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
        if part.address == address or any(link.address == address for link in part.links):
            return part.address.rstrip("/")
    return _PART_OF_FOLDER.get(section, address).rstrip("/")
