"""Parts of an offer that are no need: pay, hours, place, application, driving licence, pitch, diplomas, headers, tags.

A sentence is cut into clauses; a clause that a pattern recognises is left out. Patterns are read on folded text (small
letters without accents, straight apostrophes), in the syntax that Python and JavaScript share: the browser gets them as
they are (`docs/assets/javascripts/besoin/bruit.js`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from build_tools.analysis.matching.words import fold

# What a clause that follows is about anyway: « préparer le permis », « rédiger un CV ».
NEEDED = (
    r"\b(?:prepar\w*|pass(?:er|age)|obten\w*|redig\w*|apprendre|apprentissage d[eu]|revis\w*|sans diplomes?|calcul\w*"
    r"|permis (?:mer|bateau|cotier|hauturier|fluvial)\w*|traiter|gestion (?:de|du|des)|gerer|etabli\w*|elabor\w*)\b"
)
NEEDABLE = frozenset({"permis", "candidature", "diplome", "salaire", "horaires", "experience"})
# « Secteur : industrie »: what follows such a label is a fact of the offer.
FACT = (
    r"^\W*(?:secteur|lieu|adresse|contact|dates?|reference|ref|type|contrat|salaire|remuneration|horaires?|duree|nombre"
    r"|niveau|localisation|ville|departement|employeur|entreprise|statut|code|avantages?|candidature|qualification"
    r"|experience|permis|effectif|tel|telephone|mail|courriel)\b[^:]{0,30}:"
)
# Kind of noise, as told to visitors → patterns, one of which is found in the clause.
PATTERNS: dict[str, tuple[str, ...]] = {
    "balises": (r"^(?:[^\w]*(?:<[^>]*>|&\w+;)[^\w]*)+$",),
    "salaire": (
        r"[0-9] ?(?:k?€|euros?\b|k?eur\b)",
        r"\b(?:salaires?|remunerations?|smic|taux horaire|fixe plus|commissions?)\b",
        r"\b(?:brut|net)s? (?:mensuel|annuel|par (?:mois|an|heure))",
        r"\b(?:mutuelle|tickets? ?-?restaurants?|titres? ?-?restaurants?|primes?|1[34](?:e|eme)? mois|treizieme mois"
        r"|cheques? ?-?vacances|comite d'entreprise|cse|epargne salariale|interessement|participation aux benefices"
        r"|indemnites?|paniers?(?: repas)?|avantages sociaux|conges payes|rtt|prise en charge de [0-9]+"
        r"|vehicule de (?:fonction|service)|comite social)\b",
    ),
    "horaires": (
        r"\b[0-9]{1,2} ?h(?:[0-9]{2})?(?: ?/ ?| par | hebdo|-| a )",
        r"\b[0-9]{2} ?(?:h|heures?)(?: ?(?:annualisees?|hebdomadaires?|semaine|/))",
        r"^\W*(?:cd[di]\W+)?[0-9]{2} ?(?:h|heures?)\W*$",
        r"\b(?:horaires?|temps (?:plein|partiel|complet)|mi-temps|[235] ?x ?8|travail (?:poste|de nuit|du week)"
        r"|week-?ends?|jours? feries?|astreintes?|annualise\w*|roulement|lundi|mardi|mercredi|jeudi|vendredi|samedi"
        r"|dimanche|repos|nuits?)\b",
    ),
    "contrat": (
        r"\b(?:cdi|cdd|interim|interimaire|type de contrat|duree du contrat|contrats? (?:de|d'|en|a duree|saisonnier)"
        r"|alternance|titularisation|fonction publique)\b",
        r"\bmission de [0-9\w]+ (?:mois|semaines|jours)\b",
        r"\b(?:prise de (?:poste|fonctions?)|poste a pourvoir|a pourvoir|date de (?:debut|publication|mise en ligne)"
        r"|des que possible|disponibilite|immediatement|nombre de postes?|postes? a pourvoir|a compter du"
        r"|reference (?:de l'offre|annonce|interne)|ref\b|evolutif)",
    ),
    "lieu": (
        r"\b(?:(?:poste|mission|emploi)s? (?:\w+ )?(?:base|situe|localise)e?s?|base[es]? (?:a|au|en|dans)|lieux? (?:de|du)"
        r"|lieux? ?:|situee?s? (?:a|au|en|dans|pres|proche)|localisation|teletravail|secteur ?:|adresse ?:|acces(?:sible)?"
        r" (?:en|par) (?:tram|metro|bus|train|transport)\w*)",
        r"\b(?:a|moins de|rayon de) [0-9]+ ?(?:km|kilometres|minutes|min)\b",
        r"\b(?:vous habitez|habiter|domicilie|deplacements? (?:a prevoir|frequents?|ponctuels?|quotidiens?|regionaux"
        r"|nationaux))\b",
    ),
    "candidature": (
        r"\b(?:candidatures?|postule[rz]?|envoye[rz] (?:votre|vos|nous|cv)|adresse[rz] (?:votre|vos|nous|cv)"
        r"|merci d'(?:envoyer|adresser)|lettre de motivation|cv|curriculum|contacte[rz]|contact ?:|service recrutement"
        r"|ressources humaines|processus de recrutement|modalites de recrutement)\b",
        r"^\W*tel\b|@\w|\bhttps?:|\bwww\.|\btel(?:ephone)?\.? ?:?(?: ?\+?[0-9]{2}){3,}|(?:[0-9]{2}[ .]){4}[0-9]{2}",
    ),
    "permis": (
        r"\bpermis (?:de conduire|[abcde]\b|be\b|ce\b|poids lourd)",
        r"\b(?:vehicule (?:personnel|indispensable|exige|souhaite)|vehicule\W*$|mobilite geographique|fimo|fco)\b",
    ),
    "diplome": (
        r"\b(?:diplomes?|diplomee?s?|titulaires? d|bac ?(?:pro|\+|professionnel)|baccalaureat|niveau (?:bac|cap|bep|[iv]+\b"
        r"|[3-8]\b)|bep|bts|dut|but gmp|licence pro\w*|master ?[12]?|dea[se]s?|deavs|depst|titre professionnel|brevet"
        r" professionnel|certificat d'aptitude|cap\b(?! (?:de|sur|vers))|deust|bpjeps|ecole d'ingenieur\w*)\b",
        r"\b(?:de )?formation (?:initiale )?(?:exigee|requise|souhaitee|de niveau|assuree|interne|en interne|prevue|type"
        r"|bac)",
        r"\b(?:vous serez|etre) forme\w*\b",
    ),
    "experience": (
        r"\b(?:experiences? (?:exigee|requise|souhaitee|de|d'|similaire|significative|reussie|professionnelle|dans|minimum"
        r"|appreciee|en)|(?:premiere|une|d'|sans|avec|votre|ans d') ?experience|debutante?s? accepte\w*|debutants?"
        r"|serait un plus|est un plus|souhaite en poste similaire)\b",
        r"\bans? (?:minimum|d'experience|dans (?:un|le|ce))",
    ),
    "presentation": (
        r"\b(?:leader|acteur (?:majeur|incontournable|de reference|de premier)|chiffre d'affaires|a taille humaine"
        r"|rejoi(?:gnez|ndre)|notre (?:entreprise|societe|groupe|maison|histoire|ambition|mission est|client (?:est|recherche))"
        r"|nous (?:sommes|recherchons|recrutons|proposons|offrons|vous (?:offrons|proposons)|poursuivons|accompagnons|croyons"
        r"|avons)|qui sommes|a propos|filiale|entreprise (?:familiale|handi\w*|specialisee|reconnue|dynamique|locale)"
        r"|handi-?accueillante?|ouverts? a tou[st]|egalite des chances|esprit d'equipe et bonne humeur|equipe (?:dynamique"
        r"|conviviale|soudee|jeune)|ambiance)\b",
        r"\b(?:creee?|fondee?|implantee?|existe) (?:en|depuis|a) ?(?:[0-9]{4}|\w+)",
        r"\bdepuis (?:(?:pres|plus) de )?(?:[0-9]+|\w+) (?:ans|annees)\b|\bdepuis (?:19|20)[0-9]{2}\b",
        r"\b(?:[0-9]+|cents?|deux cents|mille) (?:salaries|collaborateurs|agents|employes|personnes|etablissements|magasins"
        r"|agences)\b",
        r"\b(?:est|sommes) reconnue?s? (?:pour|comme)\b",
    ),
    "entete": (
        r"^\W*(?:(?:vo[st]|le|les|la|nos|notre|votre|descri\w+|principales?|profil|missions?|poste|competences?|savoirs?"
        r"|savoir-faire|savoir-etre|qualites?|requis\w*|attendu\w*|recherche\w*|exige\w*|souhaite\w*|activites?|taches?"
        r"|principaux|avantages?|conditions?|entreprise|offre|informations?|complementaires?|generales?|contact|objectifs?"
        r"|programme|contenu|prerequis|public|duree|modalites?|evaluation|intitule|libelle|fiche|du|de|d'|des|et|a|l'|nous"
        r"|vous|on|ce que|offrons|proposons|seront|serez|sont|suivantes?|suivants?|principalement|charge|referentiel|bloc"
        r"|page|sur|annexe|date|signature|nom|prenom|numero|remarques?|employeur|metier|environnement|travail|technique"
        r"s?|professionnel\w*|pour|ici|[0-9]+)\b\W*)+$",
    ),
}
# A line of a table's head: most cells are names of columns.
_CELLS = re.compile(r"[;\t|]|,(?! )")
_COLUMN = re.compile(
    r"^\W*(?:id\w*|code\w*|libelle\w*|intitule\w*|nom|prenom|date\w*|niveau\w*|duree\w*|domaine\w*|type\w*|titre\w*|region"
    r"|description\w*|numero|n|ville|commune|departement|statut|secteur\w*|metier\w*|rome|rncp|competences?|besoins?"
    r"|signature|email|mail|telephone|categorie\w*|version|reference|quantite|prix|heures?)\W*$"
)
_CELLS_LEAST = 3
# Clauses end at signs, and where « et » brings another verb.
_SPLIT = re.compile(
    r"[,;:()!?]|\.(?: |$)| [–—-] | / |•"
    r"| (?:et|ou|puis|ainsi que) (?=(?:(?:de|les?|la|se|y|en|leur|lui) |[sld]['’])?\w+(?:er|ir|re|oir|ez)(?: |$))"
)
_TAG = re.compile(r"<[^<>]{0,200}>|&(?:[a-z]{2,8}|#[0-9]{1,5});", re.IGNORECASE)
LABELS = {
    "balises": "une balise",
    "salaire": "la paie et les avantages",
    "horaires": "les horaires",
    "contrat": "le contrat",
    "lieu": "le lieu",
    "candidature": "la candidature",
    "permis": "le permis de conduire",
    "diplome": "un diplôme demandé",
    "experience": "l'expérience demandée",
    "presentation": "la présentation de l'employeur",
    "entete": "un titre de rubrique",
}


@dataclass(frozen=True)
class Cut:
    """A line cut into the clauses that may say a need; the kind of noise of the others, if there are any."""

    clauses: tuple[str, ...]
    noise: str = ""


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile("|".join(patterns), re.ASCII)) for kind, patterns in PATTERNS.items())


_NEEDED = re.compile(NEEDED, re.ASCII)
_FACT = re.compile(FACT, re.ASCII)


def cut(need: str) -> Cut:
    """The clauses of a need without what is noise."""
    text = _TAG.sub(" ", need)
    if not re.search(r"\w", text):
        return Cut((), "balises")
    if _is_head(text):
        return Cut((), "entete")
    kinds = {clause: noise_in(clause) for clause in _clauses(text)}
    if _FACT.match(fold(text)):
        return Cut((), next((kind for kind in kinds.values() if kind), "") or noise_in(text) or "entete")
    whole = noise_in(text)
    if whole == "presentation" and not re.search(r"\bvous\b", fold(text)):
        return Cut((), whole)
    kept = tuple(clause for clause, kind in kinds.items() if not kind)
    return Cut(kept, next((kind for kind in kinds.values() if kind), ""))


def _clauses(text: str) -> list[str]:
    return [clause for part in _SPLIT.split(text) if (clause := part.strip())]


def _is_head(text: str) -> bool:
    cells = [fold(cell) for cell in _CELLS.split(text)]
    return len(cells) >= _CELLS_LEAST and 2 * sum(bool(_COLUMN.match(cell)) for cell in cells) >= len(cells)


def noise_in(clause: str) -> str:
    """The kind of noise that a clause is; empty for what may be a need."""
    folded = fold(clause).replace("’", "'")
    for kind, pattern in _compiled():
        if pattern.search(folded):
            return "" if kind in NEEDABLE and _NEEDED.search(folded) else kind
    return ""
