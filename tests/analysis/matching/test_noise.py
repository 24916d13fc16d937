"""What an offer says beside its needs."""

from __future__ import annotations

import re

import pytest

from build_tools.analysis.matching.noise import LABELS, PATTERNS, cut


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Salaire : 1 900 € brut", "salaire"),
        ("Tickets restaurant et mutuelle", "salaire"),
        ("Du lundi au vendredi, 9h-17h", "horaires"),
        ("CDD de six mois", "contrat"),
        ("Prise de poste en janvier", "contrat"),
        ("Poste basé à Quimper", "lieu"),
        ("Envoyez votre CV à recrutement@exemple.fr", "candidature"),
        ("Permis B exigé", "permis"),
        ("Titulaire d’un bac pro", "diplome"),
        ("Première expérience souhaitée", "experience"),
        ("Leader de la distribution, nous recherchons des talents", "presentation"),
        ("Fondée en 1950, notre maison compte 40 salariés", "presentation"),
        ("Technicien réseaux H/F – Lyon (69)", "annonce"),
        ("Mécanicien cycles F/H - 44000 Nantes", "annonce"),
        ("Lyon (69) – Chauffagiste (H/F)", "annonce"),
        ("Chef de chantier H/F en CDI à Bordeaux", "annonce"),
        ("Nous recrutons un technicien réseaux", "annonce"),
        ("Salaire : 2 000 € + tickets resto + mutuelle", "salaire"),
        ("2 000 € net, tickets resto, mutuelle", "salaire"),
        ("Titres-resto et chèques cadeaux", "salaire"),
        ("Remboursement des frais de transport à 75 %", "salaire"),
        ("Téléphone et PC portable fournis", "salaire"),
        ("Publié le 12 mars 2026", "contrat"),
        ("Offre n° 187XYZW", "contrat"),
        ("Prise de poste : septembre 2026", "contrat"),
        ("Période d’essai de deux mois renouvelable", "contrat"),
        ("12 rue de la République, 69002 Lyon", "lieu"),
        ("Poste ouvert aux personnes en situation de handicap", "lieu"),
        ("Déplacements : fréquents (régionaux)", "lieu"),
        ("Candidatez en ligne avant le 30 avril", "candidature"),
        ("Pour postuler, cliquez sur le lien", "candidature"),
        ("Entreprise labellisée, engagée pour l’environnement", "presentation"),
        ("Ce que nous attendons de vous :", "entete"),
        ("Profil recherché :", "entete"),
        ("id;libelle;niveau;duree", "entete"),
        ("<ul><li></li></ul>", "balises"),
    ],
)
def test_a_line_that_is_no_need_is_told_by_its_kind(line: str, kind: str) -> None:
    found = cut(line)
    assert (found.clauses, found.noise) == ((), kind)


@pytest.mark.parametrize(
    "line",
    [
        "Préparer le permis de conduire",
        "Rédiger un CV",
        "Passer le permis bateau",
        "Gérer le stress",
        "Poser une borne de recharge",
        "Sensibiliser les salariés au phishing",
        "SST à jour",
        "Calculer un salaire net",
        "Technicien réseaux H/F",
        "Recherche de pannes sur chaudière",
        "Nous recherchons une personne capable de réparer des vélos",
        "Vous installez des bornes à Lyon",
        "Utiliser les outils numériques fournis",
        "Prise en charge de la douleur",
        "35280 Assistant de vie aux familles",
    ],
)
def test_a_need_is_kept(line: str) -> None:
    assert cut(line).clauses == (line,)


def test_only_the_clauses_that_say_a_need_are_kept() -> None:
    assert cut("CDI, souder des pièces, 35 h par semaine").clauses == ("souder des pièces",)
    assert cut("<b>Souder</b> des pièces").clauses == ("Souder  des pièces",)


def test_a_label_before_a_task_does_not_hide_it() -> None:
    assert cut("Taille de pierre : sculpter un ornement").clauses == ("Taille de pierre", "sculpter un ornement")
    assert cut("Prise de parole : captiver un auditoire").clauses == ("Prise de parole", "captiver un auditoire")


def test_another_verb_begins_another_clause() -> None:
    assert cut("Poser des bornes et réparer des vélos").clauses == ("Poser des bornes", "réparer des vélos")
    assert cut("Poser des bornes et des prises").clauses == ("Poser des bornes et des prises",)


def test_every_kind_has_its_words() -> None:
    assert {*PATTERNS, "annonce"} == set(LABELS)


def test_patterns_are_written_for_both_languages() -> None:
    written = "".join(pattern for patterns in PATTERNS.values() for pattern in patterns)
    assert not re.search(r"\(\?(?:P|<=|<!|i)|\\Z|\\A", written)
