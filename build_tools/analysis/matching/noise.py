"""Parts of an offer that are no need: its title, pay, hours, place, application, licence, pitch, diplomas, headers.

A sentence is cut into clauses; a clause that a pattern recognises is left out. Patterns are read on folded text (small
letters without accents, straight apostrophes), in the syntax that Python and JavaScript share: the browser gets them as
they are (`docs/assets/javascripts/besoin/bruit.js`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.analysis.matching.words import fold

# What a clause that follows is about anyway: « préparer le permis », « rédiger un CV ».
NEEDED = (
    r"\b(?:prepar\w*|pass(?:er|age)|obten\w*|redig\w*|apprendre|apprentissage d[eu]|revis\w*"
    r"|sans diplomes?|calcul\w*|permis (?:mer|bateau|cotier|hauturier|fluvial)\w*|traiter|gestion (?:de|du"
    r"|des)|gerer|etabli\w*|elabor\w*)\b"
)
NEEDABLE = frozenset({"permis", "candidature", "diplome", "salaire", "horaires", "experience"})
# « Secteur : industrie »: what follows such a label is a fact of the offer.
FACT = (
    r"^\W*(?:secteur|lieu|adresse|contact|dates?|reference|ref|type|contrat|salaire|remuneration|horaires?"
    r"|duree|nombre|niveau|localisation|ville|departement|employeur|entreprise|statut|code|avantages?"
    r"|candidature|qualification|experience|permis|effectif|tel|telephone|mail|courriel|publiee?"
    r"|prise de (?:poste|fonctions?|service)|taille de l'entreprise|recruteur)\b[^:]{0,30}:"
    r"|^\W*(?:deplacements?|debut|rythme|offre|annonce|mise en ligne|package) ?:"
)
# « Technicien réseaux H/F – Lyon (69) », « Nous recrutons un chauffagiste »: a line that is an announcement's title.
_WHO = r"\b(?:h ?[/-] ?f|f ?[/-] ?h|m ?[/-] ?f|homme ?/ ?femme|femme ?/ ?homme)(?: ?[/-] ?[xn])?\b\)?"
HEADING = (
    rf"^[^.:;!?]{{3,80}}{_WHO} ?(?:[–—|,(-]|\b(?:a|au|aux|en|sur|cdi|cdd|interim|alternance)\b)[^.;!?]{{1,60}}$"
    rf"|^\W*[a-z' -]{{2,30}}(?:\([0-9]{{2,3}}\))? ?[–—|-] [^.:;!?]{{3,60}}{_WHO}\W*$"
    r"|^[^.:;!?]{3,80} [–—|-] ?[a-z][a-z' -]{1,40}\((?:[0-9]{2,3}|2[ab])\)\W*$"
    r"|^(?![0-9])[^.:;!?]{3,80} ?[–—|,-] ?[0-9]{5} [a-z' -]{3,40}$"
    r"|^\W*(?:nous |on )?(?:recrutons|embauchons|recherchons|recrute (?:un|une|des|ses|son|sa|plusieurs))\b"
    r"(?!.*\b(?:capable|sachant|maitris|qui\b|afin\b|charge|pour (?:\w+ )?\w+(?:er|ir|re)\b))[^.:;!?]{1,80}$"
    r"|^\W*recherche (?!d)[^.:;!?]{3,60} (?:pour|dans) (?:notre|nos|son|sa|ses)\b[^.:;!?]{1,40}$"
)
_MONTHS = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
# Kind of noise, as shown to visitors → patterns, one of which is found in the clause.
PATTERNS: dict[str, tuple[str, ...]] = {
    "balises": (r"^(?:[^\w]*(?:<[^>]*>|&\w+;)[^\w]*)+$",),
    "salaire": (
        r"[0-9] ?(?:k?€|euros?\b|k?eur\b)",
        r"\b(?:salaires?|remunerations?|smic|taux horaire|fixe plus|commissions?)\b",
        r"\b(?:brut|net)s? (?:mensuel|annuel|par (?:mois|an|heure))",
        r"\b(?:mutuelle|(?:tickets?|titres?|cartes?|cheques?) ?-?resto?s?(?:aurants?)?|primes?|1[34](?:e|eme)? mois"
        r"|treizieme mois|cheques? ?-?(?:vacances|cadeaux?|dejeuner)|comite d'entreprise|cse|epargne salariale"
        r"|interessement|participation aux benefices|indemnites?|paniers?(?: repas)?|avantages sociaux|conges payes|rtt"
        r"|prise en charge de [0-9]+|vehicule de (?:fonction|service)|comite social"
        r"|(?:participation|remboursement) (?:aux? |des? |du |de l'|d')?(?:frais|transports?|trajets?)"
        r"|(?:prise en charge|remboursement) (?:des? |du |de l'|d')?(?:frais|abonnements?|titres? de transport|navigo)"
        r"|frais de (?:transport|deplacement)s? (?:rembourses|pris en charge)"
        r"|(?:repas|logement|hebergement)s? (?:fournis?|offerts?|possibles?|pris en charge)"
        r"|plan d'epargne (?:d'entreprise|entreprise|salariale|retraite)"
        r"|semaines? de conges|jours? de conges|creche d'entreprise|afterworks?|baby-?foot|corbeille de fruits)\b",
        r"^\W*(?:telephones?|ordinateurs?|pc|tablettes?|outils?|materiel|vetements de travail|tenue)(?: \w+){0,3}"
        r" (?:fournis?|fournies?|mis a (?:votre )?disposition|remis)\W*$",
    ),
    "horaires": (
        r"\b[0-9]{1,2} ?h(?:eures?|[0-9]{2})?(?: ?/ ?| par | hebdo|-| a )",
        r"\b[0-9]{2} ?(?:h|heures?)(?: ?(?:annualisees?|hebdomadaires?|semaine|/))",
        r"^\W*(?:cd[di]\W+)?[0-9]{2} ?(?:h|heures?)\W*$",
        r"\b(?:horaires?|temps (?:plein|partiel|complet)|mi-temps|[235] ?x ?8|travail (?:poste|de nuit"
        r"|du week)|week-?ends?|jours? feries?|astreintes?|annualise\w*|roulement|lundi|mardi|mercredi|jeudi"
        r"|vendredi|samedi|dimanche|repos)\b",
        r"\b(?:travail|poste|horaire|service|garde|veille)s? (?:de |la )+nuits?\b|^\W*(?:de )?nuits?\b"
        r"|\bnuits?\W*$",
    ),
    "contrat": (
        r"\b(?:cdi|cdd|interim|interimaire|type de contrat|duree du contrat|contrats? (?:de|d'|en|a duree"
        r"|saisonnier)|alternance|titularisation|fonction publique)\b",
        r"\bmission de [0-9\w]+ (?:mois|semaines|jours)\b",
        r"\b(?:prise de (?:poste|fonctions?)|poste a pourvoir|a pourvoir|date de (?:debut|publication"
        r"|mise en ligne)|des que possible|disponibilite|immediatement|nombre de postes?|postes? a pourvoir"
        r"|a compter du|reference (?:de l'offre|annonce|interne)|ref\b|evolutif|periode d'essai|mois renouvelables?)",
        r"\b(?:offre|annonce)s? (?:n\W|no\b|numero\b|publiee?)|^\W*(?:annonce )?(?:publiee?|mise? (?:en ligne|a jour)"
        r"|actualisee?|parue?) (?:le|il y a|depuis|hier|aujourd'hui)\b",
        rf"^\W*(?:debut |mi-|fin |courant |en |des |avant le )?(?:[0-9]{{1,2}}(?:er)? )?{_MONTHS}"
        r"(?: 20[0-9]{2})?\W*$",
    ),
    "lieu": (
        r"\b(?:(?:poste|mission|emploi)s? (?:\w+ )?(?:base|situe|localise)e?s?|base[es]? (?:a|au|en|dans)"
        r"|lieux? (?:de|du)|lieux? ?:|situee?s? (?:a|au|en|dans|pres|proche)|localisation|teletravail"
        r"|secteur ?:|adresse ?:|acces(?:sible)? (?:en|par) (?:tram|metro|bus|train|transport)\w*)",
        r"\b(?:a|moins de|rayon de) [0-9]+ ?(?:km|kilometres|minutes|min)\b",
        r"\b(?:vous habitez|habiter|domicilie|deplacements? (?:a prevoir|frequents?|ponctuels?|quotidiens?"
        r"|regionaux|nationaux|internationaux|departementaux|en france|en europe|a l'etranger|sur toute la)"
        r"|postes? (?:\w+ )?(?:ouverts?|accessibles?) (?:a|aux))\b",
        r"^\W*deplacements? ?:|^\W*deplacements? en (?!fauteuil|velo|train|bus|voiture|transport)[a-z' -]+$",
        r"\b[0-9]{1,4}(?: ?(?:bis|ter|quater))?,? (?:rue|avenue|av\.?|boulevard|bd|place|chemin|route|impasse"
        r"|allees?|quai|square|zone (?:industrielle|artisanale|d'activites?))\b",
        r"^\W*(?:f-?)?[0-9]{5}(?: [a-z'-]+){1,2}(?: cedex)?(?: [0-9]+)?\W*$",
    ),
    "candidature": (
        r"\b(?:candidatures?|candidate[rz]|postule[rz]?|cliquez|repond(?:re|ez) a (?:cette|l'|notre) ?(?:annonce|offre)"
        r"|envoye[rz] (?:votre|vos|nous|cv)|adresse[rz] (?:votre|vos|nous|cv)"
        r"|merci d'(?:envoyer|adresser)|lettre de motivation|cv|curriculum|contacte[rz]|contact ?:"
        r"|service recrutement|ressources humaines|processus de recrutement|modalites de recrutement)\b",
        r"^\W*tel\b|@\w|\bhttps?:|\bwww\.|\btel(?:ephone)?\.? ?:?(?: ?\+?[0-9]{2}){3,}"
        r"|(?:[0-9]{2}[ .]){4}[0-9]{2}",
    ),
    "permis": (
        r"\bpermis (?:de conduire|[abcde]\b|be\b|ce\b|poids lourd)",
        r"\b(?:vehicule (?:personnel|indispensable|exige|souhaite)|vehicule\W*$|mobilite geographique|fimo"
        r"|fco)\b",
    ),
    "diplome": (
        r"\b(?:diplomes?|diplomee?s?|titulaires? d|bac ?(?:pro|\+|professionnel)|baccalaureat|niveau (?:bac"
        r"|cap|bep|[iv]+\b|[3-8]\b)|bep|bts|dut|but gmp|licence pro\w*|master ?[12]?|dea[se]s?|deavs|depst"
        r"|titre professionnel|brevet professionnel|certificat d'aptitude|cap\b(?! (?:de|sur|vers))|deust"
        r"|bpjeps|ecole d'ingenieur\w*)\b",
        r"\b(?:de )?formation (?:initiale )?(?:exigee|requise|souhaitee|de niveau|assuree|interne|en interne"
        r"|prevue|type|bac)",
        r"\b(?:vous serez|etre) forme\w*\b",
    ),
    "experience": (
        r"\b(?:experiences? (?:exigee|requise|souhaitee|de|d'|similaire|significative|reussie|professionnelle"
        r"|dans|minimum|appreciee|en)|(?:premiere|une|d'|sans|avec|votre|ans d') ?experience"
        r"|^\W*debutante?s?\b(?! en)|debutante?s? (?:accepte|admis|bienvenu|souhait)\w*|souhaite en poste similaire)\b",
        r"\bans? (?:minimum|d'experience|dans (?:un|le|ce))",
    ),
    "presentation": (
        r"\b(?:leader|acteur (?:majeur|incontournable|de reference|de premier)|chiffre d'affaires"
        r"|a taille humaine|rejoi(?:gnez|ndre)|notre (?:entreprise|societe|groupe|maison|histoire|ambition"
        r"|mission est|client (?:est|recherche))|nous (?:sommes|proposons|offrons"
        r"|vous (?:offrons|proposons)|poursuivons|accompagnons|croyons|avons (?:[0-9]+|ete|pour|a coeur"
        r"|plus de [0-9]|su|fait))|qui sommes|a propos|filiale"
        r"|entreprise (?:familiale|handi\w*|labell?isee|certifiee|engagee|citoyenne|specialisee|reconnue|dynamique"
        r"|locale)"
        r"|handi-?accueillante?"
        r"|ouverts? a tou[st]|egalite des chances|esprit d'equipe et bonne humeur|equipe (?:dynamique"
        r"|conviviale|soudee|jeune)|ambiance)\b",
        r"\b(?:creee?|fondee?|implantee?|existe) (?:en|depuis|a) ?(?:[0-9]{4}|\w+)",
        r"\bdepuis (?:(?:pres|plus) de )?(?:[0-9]+|\w+) (?:ans|annees)\b|\bdepuis (?:19|20)[0-9]{2}\b",
        r"\b(?:[0-9]+|cents?|deux cents|mille) (?:salaries|collaborateurs|agents|employes|personnes"
        r"|etablissements|magasins|agences)\b",
        r"\b(?:est|sommes) reconnue?s? (?:pour|comme)\b",
        r"\b(?:en pleine (?:croissance|expansion)|en plein developpement|numero un d|great place to work"
        r"|fort(?:e|s)? de (?:ses|son|plus de) [0-9\w]+ (?:ans|annees|salaries|collaborateurs|agences|experience))\b",
    ),
    "entete": (
        r"^\W*(?:(?:vo[st]|le|les|la|nos|notre|votre|descri\w+|principales?|profil|missions?|poste"
        r"|competences?|savoirs?|savoir-faire|savoir-etre|qualites?|requis\w*|attendu\w*|recherche\w*|exige\w*"
        r"|souhaite\w*|activites?|taches?|principaux|avantages?|conditions?|entreprise|offre|informations?"
        r"|complementaires?|generales?|contact|objectifs?|programme|contenu|prerequis|public|duree|modalites?"
        r"|evaluation|intitule|libelle|fiche|du|de|d'|des|et|a|l'|nous|vous|on|ce que|offrons|proposons|attendons"
        r"|recherchons|cherchons|seront"
        r"|serez|sont|suivantes?|suivants?|principalement|charge|referentiel|bloc|page|sur|annexe|date"
        r"|signature|nom|prenom|numero|remarques?|employeur|metier|environnement|travail|techniques?"
        r"|professionnel\w*|pour|ici|[0-9]+)\b\W*)+$",
    ),
}
# A line of a table's head: most cells are names of columns.
CELLS = r"[;\t|]|,(?! )"
COLUMN = (
    r"^\W*(?:id\w*|code\w*|libelle\w*|intitule\w*|nom|prenom|date\w*|niveau\w*|duree\w*|domaine\w*|type\w*"
    r"|titre\w*|region|description\w*|numero|n|ville|commune|departement|statut|secteur\w*|metier\w*|rome"
    r"|rncp|competences?|besoins?|signature|email|mail|telephone|categorie\w*|version|reference|quantite"
    r"|prix|heures?)\W*$"
)
CELLS_LEAST = 3
# Clauses end at signs, and where « et » brings another verb.
CLAUSE = (
    r"[,;:()!?|]|\.(?: |$)| [–—-] | / |•"
    r"| (?:et|ou|puis|ainsi que) (?=(?:(?:de|les?|la|se|y|en|leur|lui) |[sld]['’])?[^ ,;:.]+(?:er|ir|re|oir|ez)(?: |$))"
)
TAG = r"<[^<>]{0,200}>|&(?:[a-z]{2,8}|#[0-9]{1,5});"
# A sentence in the second person is a task, even in a pitch.
SPOKEN_TO = r"\bvous\b"
LABELS = {
    "annonce": "le titre de l'annonce",
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
    """A line cut into the clauses that may be a need; the kind of noise of the others, if there are any."""

    clauses: tuple[str, ...]
    noise: str = ""


_KINDS = tuple((kind, re.compile("|".join(patterns), re.ASCII)) for kind, patterns in PATTERNS.items())
_NEEDED, _FACT, _HEADING, _COLUMN, _SPOKEN_TO = (
    re.compile(text, re.ASCII) for text in (NEEDED, FACT, HEADING, COLUMN, SPOKEN_TO)
)
_CELLS, _CLAUSE, _TAG = re.compile(CELLS), re.compile(CLAUSE), re.compile(TAG, re.ASCII | re.IGNORECASE)


def cut(need: str) -> Cut:
    """The clauses of a need without what is noise."""
    text = _TAG.sub(" ", need)
    if not any(map(str.isalnum, text)):
        return Cut((), "balises")
    if _is_head(text):
        return Cut((), "entete")
    clauses = [clause for part in _CLAUSE.split(text) if (clause := part.strip(" "))]
    kinds = [noise_in(clause) for clause in clauses]
    first = next(filter(None, kinds), "")
    folded = _folded(text)
    if _HEADING.search(folded) and not _SPOKEN_TO.search(folded):
        return Cut((), "annonce")
    if _FACT.search(folded):
        return Cut((), first or noise_in(text) or "entete")
    if noise_in(text) == "presentation" and not _SPOKEN_TO.search(folded):
        return Cut((), "presentation")
    return Cut(tuple(clause for clause, kind in zip(clauses, kinds, strict=True) if not kind), first)


def _is_head(text: str) -> bool:
    cells = [_folded(cell) for cell in _CELLS.split(text)]
    return len(cells) >= CELLS_LEAST and 2 * sum(bool(_COLUMN.search(cell)) for cell in cells) >= len(cells)


def noise_in(clause: str) -> str:
    """The kind of noise that a clause is; empty for what may be a need."""
    folded = _folded(clause)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(folded)), "")
    return "" if kind in NEEDABLE and _NEEDED.search(folded) else kind


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")
