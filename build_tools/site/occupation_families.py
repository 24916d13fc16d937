"""The families of occupations of the ROME: the first letter of a code says to which one the occupation belongs.

Source: « Répertoire opérationnel des métiers et des emplois (ROME) 4.0 », version 460, France Travail (Pôle emploi),
Licence Ouverte ROME, file `unix_grand_domaine_v460_utf8.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping

FAMILIES: Mapping[str, str] = {
    "A": "Agriculture et Pêche, Espaces naturels et Espaces verts, Soins aux animaux",
    "B": "Arts et Façonnage d'ouvrages d'art",
    "C": "Banque, Assurance, Immobilier",
    "D": "Commerce, Vente et Grande distribution",
    "E": "Communication, Média et Multimédia",
    "F": "Construction, Bâtiment et Travaux publics",
    "G": "Hôtellerie-Restauration, Tourisme, Loisirs et Animation",
    "H": "Industrie",
    "I": "Installation et Maintenance",
    "J": "Santé",
    "K": "Services à la personne et à la collectivité",
    "L": "Spectacle",
    "M": "Support à l'entreprise",
    "N": "Transport et Logistique",
}


def family_of(occupation: str) -> str:
    """The family of an occupation's ROME code."""
    return occupation[0]
