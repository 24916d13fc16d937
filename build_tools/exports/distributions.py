"""The published files that a re-user may choose among: the open data page and the DCAT description list these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Distribution:
    """A published file. `whom` and `what` say in French for whom it is and what it is good for.

    `schema` is the address of what a machine may check its content with: from the site's root, or another site's.
    A portal takes it for the file's schema (udata's DCAT reader), so a standard of writing is none: no RFC, no format.
    """

    path: str
    title: str
    media_type: str
    whom: str
    what: str
    schema: str = ""

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
        "Trier et filtrer dans un tableur. Feuilles liées : compétences, certifications, sources, écarts, documents ; "
        "une feuille définit chaque colonne.",
    ),
    Distribution(
        "data/modules.csv",
        "Table des modules",
        "text/csv",
        "Toute personne qui analyse des données",
        "Une ligne par module : ses champs, et ses listes en clair. À lire comme du texte, pour que les codes gardent "
        "leurs zéros.",
        "data/schema-modules.json",
    ),
    Distribution(
        "data/modules.parquet",
        "Table des modules, avec ses types",
        "application/vnd.apache.parquet",
        "Analystes de données",
        "La même table pour DuckDB, pandas, R ou Polars : les codes y gardent leurs zéros, les dates sont des dates.",
    ),
    Distribution(
        "data/dossiers.csv",
        "Dossiers des certifications",
        "text/csv",
        "Certificateurs, branches, France compétences",
        "Ce que les modules ajoutent à chaque certification : une ligne par compétence, avec sa région, son écart et "
        "sa preuve. La page de chaque dossier donne le sien en CSV et en JSON.",
    ),
    Distribution(
        "data/regions.geojson",
        "Régions et nombres de modules",
        "application/geo+json",
        "Cartographes, journalistes",
        "Un point par région, à son chef-lieu, avec ses nombres de modules, de démarches et d'écarts ; le fichier dit "
        "ce que chacun compte. Les contours se joignent par le code INSEE.",
    ),
    Distribution(
        "data/datapackage.json",
        "Paquet de données de toutes les tables CSV",
        "application/json",
        "Analystes, portails de données",
        "Décrit chaque table CSV et ses liens : les listes des fiches, les démarches, les certifications, les "
        "vocabulaires. À ouvrir avec un outil Frictionless.",
        "https://specs.frictionlessdata.io/schemas/tabular-data-package.json",
    ),
    Distribution(
        "data/schema-modules.json",
        "Schéma de la table des modules",
        "application/json",
        "Portails de données, validateurs",
        "Table Schema de « modules.csv » : le type, le sens et les valeurs de chaque colonne.",
        "https://specs.frictionlessdata.io/schemas/table-schema.json",
    ),
    Distribution(
        "data/catalogue.sqlite",
        "Base de données",
        "application/vnd.sqlite3",
        "Développeurs, analystes",
        "Toutes les tables et leurs liens dans un seul fichier, à interroger en SQL. La vue « v_modules » met les "
        "champs et les listes d'un module en clair sur une ligne ; « modules_recherche » cherche des mots.",
    ),
    Distribution(
        "data/modules.jsonl",
        "Fiches des modules, une par ligne",
        "application/jsonl",
        "Développeurs",
        "Les fiches entières, à lire ligne à ligne.",
        "data/schemas/module.schema.json",
    ),
    Distribution(
        "data/demarches.jsonl",
        "Fiches des démarches, une par ligne",
        "application/jsonl",
        "Développeurs",
        "Les initiatives régionales dont viennent les modules.",
        "data/schemas/demarche.schema.json",
    ),
    Distribution(
        "data/certifications.jsonl",
        "Fiches des certifications, une par ligne",
        "application/jsonl",
        "Développeurs",
        "Les certifications que les modules complètent, leurs codes successifs et leurs blocs.",
        "data/schemas/certification.schema.json",
    ),
    Distribution(
        "data/referentiels.jsonl",
        "Référentiels officiels, un par ligne",
        "application/jsonl",
        "Développeurs, certificateurs",
        "Un enregistrement du répertoire par ligne : dates, codes, certificateurs, blocs et compétences tels que des "
        "données officielles les disent.",
        "data/schemas/referentiel.schema.json",
    ),
    Distribution(
        "data/ecarts_constates.csv",
        "Table des écarts",
        "text/csv",
        "Régions, CREFOP, certificateurs",
        "Les compétences qui manquent aux référentiels, une par ligne ; les tables de liens donnent leurs "
        "certifications, leurs modules et leurs sources.",
    ),
    Distribution(
        "data/ecarts_constates.parquet",
        "Table des écarts, avec ses types",
        "application/vnd.apache.parquet",
        "Analystes de données",
        "Un écart par ligne, ses listes en clair, et s'il attend encore un module.",
    ),
    Distribution(
        "data/ecarts_constates.jsonl",
        "Fiches des écarts, une par ligne",
        "application/jsonl",
        "Développeurs",
        "Les compétences que les référentiels ne couvrent pas, selon les sources, et les modules qui y répondent.",
        "data/schemas/ecart.schema.json",
    ),
    Distribution(
        API,
        "API, point de départ",
        "application/json",
        "Développeurs de sites et d'applications",
        "Toutes les fiches, une fiche, un terme et ses fiches, les changements : un fichier JSON pour chaque question.",
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
    ),
    Distribution(
        "data/catalogue.ttl",
        "Données liées (RDF)",
        "text/turtle",
        "Développeurs du web de données",
        "Tout le catalogue en Turtle : schema.org pour les fiches, SKOS pour les vocabulaires, et le vocabulaire du "
        "catalogue, défini dans « vocabulaire.ttl ». Des métiers du ROME, ceux que les fiches nomment.",
    ),
    Distribution(
        "data/vocabulaire.ttl",
        "Vocabulaire du catalogue (RDF)",
        "text/turtle",
        "Développeurs du web de données",
        "Chaque champ de fiche comme propriété RDF, avec son libellé et son sens.",
    ),
    Distribution(
        "data/elm.jsonld",
        "Modèle européen de l'apprentissage (ELM 3)",
        "application/ld+json",
        "Portails européens de formation",
        "Chaque module comme description de ce qui s'apprend ; comme possibilité d'apprentissage si une offre est "
        "connue. Le domaine que les sources ne disent pas y est dit inconnu.",
        "http://data.europa.eu/snb/model/ap/loq-constraints",
    ),
)
