"""The published files that a re-user may choose among: the open data page and the DCAT description list these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Distribution:
    """A published file. `whom` and `what` say in French for whom it is and what it is good for.

    `conforms_to` is the address of the standard that it follows, where there is one.
    """

    path: str
    title: str
    media_type: str
    whom: str
    what: str
    conforms_to: str = ""

    @property
    def format(self) -> str:
        """« CSV », « XLSX »: the file's ending in capitals."""
        return self.path.rsplit(".", 1)[-1].upper()


API = "api/v1/index.json"
DISTRIBUTIONS: tuple[Distribution, ...] = (
    Distribution(
        "data/modules.xlsx",
        "Classeur des modules",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Conseillers, journalistes, services des Régions",
        "Trier et filtrer dans un tableur. Feuilles liées : compétences, certifications complétées, sources ; "
        "une feuille définit chaque colonne.",
    ),
    Distribution(
        "data/modules.csv",
        "Table des modules",
        "text/csv",
        "Toute personne qui analyse des données",
        "Une ligne par module : ses champs, et ses listes en clair.",
        "https://www.rfc-editor.org/rfc/rfc4180",
    ),
    Distribution(
        "data/dossiers.csv",
        "Dossiers des certifications",
        "text/csv",
        "Certificateurs, branches, France compétences",
        "Ce que les modules ajoutent à chaque certification : une ligne par compétence, avec sa région, son écart et "
        "sa preuve. La page de chaque dossier donne le sien en CSV et en JSON.",
        "https://www.rfc-editor.org/rfc/rfc4180",
    ),
    Distribution(
        "data/datapackage.json",
        "Paquet de données de toutes les tables CSV",
        "application/json",
        "Analystes, portails de données",
        "Décrit chaque table CSV et ses liens : les listes des fiches, les démarches, les certifications, les "
        "vocabulaires. À ouvrir avec un outil Frictionless.",
        "https://specs.frictionlessdata.io/data-package/",
    ),
    Distribution(
        "data/schema-modules.json",
        "Schéma de la table des modules",
        "application/json",
        "Portails de données, validateurs",
        "Table Schema de « modules.csv » : le type, le sens et les valeurs de chaque colonne.",
        "https://specs.frictionlessdata.io/table-schema/",
    ),
    Distribution(
        "data/catalogue.sqlite",
        "Base de données",
        "application/vnd.sqlite3",
        "Développeurs, analystes",
        "Toutes les tables et leurs liens dans un seul fichier, à interroger en SQL.",
        "https://www.sqlite.org/fileformat2.html",
    ),
    Distribution(
        "data/modules.jsonl",
        "Fiches des modules, une par ligne",
        "application/jsonl",
        "Développeurs",
        "Les fiches entières, à lire ligne à ligne.",
        "https://jsonlines.org/",
    ),
    Distribution(
        "data/demarches.jsonl",
        "Fiches des démarches, une par ligne",
        "application/jsonl",
        "Développeurs",
        "Les initiatives régionales dont viennent les modules.",
        "https://jsonlines.org/",
    ),
    Distribution(
        "data/certifications.jsonl",
        "Fiches des certifications, une par ligne",
        "application/jsonl",
        "Développeurs",
        "Les certifications que les modules complètent, leurs codes successifs et leurs blocs.",
        "https://jsonlines.org/",
    ),
    Distribution(
        API,
        "API, point de départ",
        "application/json",
        "Développeurs de sites et d'applications",
        "Toutes les fiches, une fiche, un terme et ses fiches, les changements : un fichier JSON pour chaque question.",
        "https://spec.openapis.org/oas/v3.1.1",
    ),
    Distribution(
        "data/lheo.xml",
        "Descriptions LHEO, sans offre",
        "application/xml",
        "Carif-Oref, Offre Info",
        "Tous les modules dans le langage de l'offre de formation, LHEO 2.3. Aucun n'y est annoncé comme ouvert.",
        "https://lheo.gouv.fr/2.3",
    ),
    Distribution(
        "data/lheo-offres.xml",
        "Offres LHEO recensées",
        "application/xml",
        "Carif-Oref, Offre Info",
        "Les seuls modules dont une mise en œuvre est connue, en LHEO 2.3.",
        "https://lheo.gouv.fr/2.3",
    ),
    Distribution(
        "flux/tout.atom",
        "Flux des nouveautés",
        "application/atom+xml",
        "Lecteurs de flux, sites partenaires",
        "Les modules nouveaux, modifiés ou retirés, et ce qui a changé. La page « Nouveautés et flux » donne un flux "
        "par région, secteur, transition, thème, certification et certificateur.",
        "https://www.rfc-editor.org/rfc/rfc4287",
    ),
    Distribution(
        "data/catalogue.ttl",
        "Données liées (RDF)",
        "text/turtle",
        "Développeurs du web de données",
        "Tout le catalogue en Turtle : schema.org pour les fiches, SKOS pour les vocabulaires, et le vocabulaire du "
        "catalogue, défini dans « vocabulaire.ttl ».",
        "https://www.w3.org/TR/turtle/",
    ),
    Distribution(
        "data/vocabulaire.ttl",
        "Vocabulaire du catalogue (RDF)",
        "text/turtle",
        "Développeurs du web de données",
        "Chaque champ de fiche comme propriété RDF, avec son libellé et son sens.",
        "https://www.w3.org/TR/turtle/",
    ),
    Distribution(
        "data/elm.jsonld",
        "Modèle européen de l'apprentissage (ELM 3)",
        "application/ld+json",
        "Portails européens de formation",
        "Chaque module comme possibilité d'apprentissage. Ce que le modèle exige et que les sources ne disent pas y "
        "est dit « non précisé ».",
        "https://europa.eu/europass/elm-browser/index.html",
    ),
)
