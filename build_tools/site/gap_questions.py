"""What the web form asks about a gap: the five questions of its other doors, then what few sources say, folded."""

from __future__ import annotations

from collections.abc import Mapping

PARTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "ecart": (
        "L'écart",
        {
            "competence": "Quelle compétence manque ?",
            "region": "Dans quelle région l'écart a-t-il été relevé ?",
            "certifications": "Quelles certifications ne la couvrent pas ?",
            "recueil": "Comment l'écart a-t-il été repéré ?",
            "sources": "Quel document public le dit ?",
        },
    ),
    "ampleur": (
        "Combien, et depuis quand",
        {
            "ecart": "De quelle sorte d'écart s'agit-il ?",
            "centres": "Combien de centres de formation l'ont relevé ?",
            "entreprises": "Combien d'entreprises l'ont dit ?",
            "constate": "Quand a-t-il été constaté ?",
        },
    ),
    "contexte": (
        "Ce que la source en dit",
        {
            "constat": "Que dit la source, en une ou deux phrases ?",
            "demarche": "Quelle démarche régionale l'a relevé ?",
            "secteurs": "Quels secteurs sont concernés ?",
            "metiers_cites": "Quels métiers, avec les mots de la source ?",
            "deduit": "Qu'avez-vous déduit ?",
            "precisions": "Que faut-il préciser ?",
        },
    ),
}
# `verifie_le` is the day of the answers, as at the other doors; the form keeps the rest in a record that it corrects.
NOT_ASKED = frozenset({"modules", "remplace", "verifie_le"})
HELP = {
    "region": "Celle où les entreprises, les centres ou les stagiaires l'ont dit.",
    "certifications": "Rien si la source n'en nomme aucune.",
    "recueil": "Une ou plusieurs façons ; rien si la source ne le dit pas.",
    "demarche": "L'initiative régionale qui l'a relevé.",
    "constate": "Année, ou année et mois : 2019, 2019-03.",
}
