"""Good French sentences made of real turns of phrase, and good words of every kind of field."""

from __future__ import annotations

import random
from collections.abc import Iterator

_SUBJECTS = [
    *("Les apprenants", "Le groupe", "Chaque stagiaire", "L’équipe pédagogique", "L'organisme de formation"),
    *("Le centre", "La Région Bretagne", "L’OPCO EP", "Le GRETA-CFA", "France Travail", "La CPNE (IDCC 1557)"),
    *("Un tiers des demandeurs d’emploi", "Les TPE/PME", "Le maître d’apprentissage", "Le maître d'œuvre", "Le jury"),
    *("L’entreprise d’accueil", "Le Campus des métiers", "La branche « sports et loisirs »", "Le formateur"),
]
_VERBS = [
    *("apprend à", "doit", "sait", "s’entraîne à", "peut désormais", "prévoit de", "cherche à", "commence par"),
    *("finit par", "se prépare à"),
]
_ACTIONS = [
    *("trier les biodéchets et les huiles usagées", "régler un dérailleur à 11 vitesses", "contrôler un VAE de 250 W"),
    *("rédiger un compte rendu en français (niveau B1)", "lire un plan au 1/50ᵉ", "câbler un réseau 230/400 V"),
    *("mesurer une résistance de 10 kΩ à ±5 %", "calculer un débit de 3,5 m³/h", "relever la température (≤ 4 °C)"),
    *("maîtriser l’usage d’un tableur", "cuisiner sans gluten", "accueillir un client en anglais", "vendre 24 h/24"),
    *("respecter la norme ISO 14001", "manœuvrer un chariot (CACES® R489)", "expliquer le cycle du CO₂"),
    *("utiliser un clavier AZERTY", "poser 12 m² d’isolant", "préparer l’épreuve « 汉语 » du HSK 1"),
    *("appliquer la loi n° 2018-771 du 5 septembre 2018", "comparer α et β", "saisir 5 000 lignes à l’heure"),
    *(
        "respecter le geste « porter-lever »",
        "nettoyer les outils : pinces, clés, tournevis…",
        "réduire ses déchets de 30 %",
    ),
    *("coller des pièces de 0,5 mm à 2 µm près", "désosser une épaule d’agneau", "conduire un véhicule de 3,5 t"),
]
_ENDS = [
    *("", "", "", " dès le 1er mars 2026", " en 35 h", " de 9 h 30 à 17 h", " pendant 2 à 3 semaines", " d’ici 2030"),
    *(
        " ; l’évaluation est pratique",
        " : c’est l’essentiel",
        " (14 h en centre, 7 h en entreprise)",
        " – sauf exception",
    ),
    *(
        " — une première en France",
        ", y compris à distance",
        " en Île-de-France, à La Réunion et à Mayotte",
        " à Nîmes (30)",
    ),
    *(" dans les départements 01, 07, 26 et 38", " pour 1 200 € TTC", " avec l’aide d’un tuteur", " sans prérequis"),
    *(
        " au lycée Jean Moulin",
        " près de la rue du Dr Roux",
        " en lien avec Cap’Com",
        " grâce aux fonds FSE+",
        " en 2021-2022",
    ),
    *(" aujourd'hui", " à l'école de la 2ᵉ chance", " (cf. annexe n° 2)", " au Crous, à l’AFPA ou à l’Afpi"),
]
_POINTS = [".", ".", ".", ".", " !", " ?", "…", ""]

# Words and short texts of lists, names and labels.
GOOD_WORDS = [
    *(
        "CNFPT",
        "CQPM",
        "3D",
        "Industrie 4.0",
        "C++",
        "R&D",
        "BTP",
        "Œnologie",
        "Été en Île-de-France",
        "Aïkido",
        "Capoeira",
    ),
    *(
        "Łódź et Škoda",
        "Čapek",
        "Tiếng Việt",
        "Brezhoneg (c’hoari)",
        "ʻŌlelo Tahiti",
        "Straßenbau",
        "Smørrebrød",
        "Piñata",
    ),
    *(
        "« Русский язык », niveau A1",
        "“العربية”",
        "Le coefficient λ",
        "10 kΩ",
        "N° 5",
        "½ journée",
        "→ étape 2",
        "✓ acquis",
    ),
    *("14 h au centre", "Le 1er mai à Lyon", "100 % à distance", "Bac + 2", "Maître Restaurateur", "Maître d’hôtel"),
    *(
        "Mme la maire",
        "École 42",
        "Les 3 Suisses",
        "Reims",
        "Sète",
        "Ys",
        "Zzz… le sommeil",
        "Wwoofing",
        "Skate",
        "Stress",
    ),
    *(
        "Accueil & vente",
        "Vente / conseil",
        "CAP « Cuisine »",
        "Dits d’Auvergne",
        "1 + 1 = 3 en équipe",
        "« Oui », dit-il",
    ),
]


def good_sentences(count: int, seed: int = 21) -> list[str]:
    """So many different sentences, always the same for a seed."""
    made = dict.fromkeys(_made(random.Random(seed), 3 * count))
    return list(made)[:count]


def _made(chance: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        parts = [chance.choice(_SUBJECTS), chance.choice(_VERBS), chance.choice(_ACTIONS)]
        sentence = " ".join(parts) + chance.choice(_ENDS) + chance.choice(_POINTS)
        # Plain or typographic spaces and apostrophes: both are good.
        yield chance.choice([sentence, sentence.replace("’", "'"), _with_no_break_spaces(sentence)])


def _with_no_break_spaces(sentence: str) -> str:
    for sign in "!?;":
        sentence = sentence.replace(f" {sign}", f"\u202f{sign}")
    return sentence.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" %", "\u00a0%").replace(" h", "\u00a0h")
