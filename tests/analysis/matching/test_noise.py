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
    ],
)
def test_a_need_is_kept(line: str) -> None:
    assert cut(line).clauses == (line,)


def test_only_the_clauses_that_say_a_need_are_kept() -> None:
    assert cut("CDI, souder des pièces, 35 h par semaine").clauses == ("souder des pièces",)
    assert cut("<b>Souder</b> des pièces").clauses == ("Souder  des pièces",)


def test_another_verb_begins_another_clause() -> None:
    assert cut("Poser des bornes et réparer des vélos").clauses == ("Poser des bornes", "réparer des vélos")
    assert cut("Poser des bornes et des prises").clauses == ("Poser des bornes et des prises",)


def test_every_kind_has_its_words() -> None:
    assert set(PATTERNS) == set(LABELS)


def test_patterns_are_written_for_both_languages() -> None:
    written = "".join(pattern for patterns in PATTERNS.values() for pattern in patterns)
    assert not re.search(r"\(\?(?:P|<=|<!|i)|\\Z|\\A", written)
