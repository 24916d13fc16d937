"""What the checker says, in French, in one place; `schema/messages.json` gives the same words to any other program.

A key is a rule's code, or `code/variant` where a rule has several things to say. A text is filled in once:
`{name}` is a value, `{name:mot|mots}` the singular or the plural for that number (French: 0 and 1 are singular).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

# A wrong value is quoted in short: it may be a whole page.
QUOTED_MAX = 80
# Our own words, which stay whole whatever their length.
_OURS = frozenset({"description", "example", "suggestion"})
_PLACE = re.compile(r"\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}")


class Message(NamedTuple):
    """What is wrong, and what to do about it."""

    message: str
    hint: str = ""


def say(key: str, /, **values: object) -> Message:
    """The message of `key` with its values. Raises KeyError for an unknown key or a missing value."""
    message, hint = MESSAGES[key]
    return Message(fill(message, values), fill(hint, values))


def fill(text: str, values: Mapping[str, object]) -> str:
    """A text with its values in place; what a value contains is never read as a place."""
    return _PLACE.sub(lambda found: _filled(found, values), text)


def rule_of(key: str) -> str:
    """The code of the rule whose message this is."""
    return key.partition("/")[0]


def _filled(found: re.Match[str], values: Mapping[str, object]) -> str:
    name, one, many = found.groups()
    value = values[name]
    if one is not None:
        assert isinstance(value, int | float), "a plural needs a number"
        return one if abs(value) < 2 else many
    if isinstance(value, str):
        return value if name in _OURS else in_short(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def in_short(value: str) -> str:
    """The value, or its first words."""
    return value if len(value) <= QUOTED_MAX else f"{value[: QUOTED_MAX - 1].rstrip()}…"


_EXAMPLE = "Par exemple : {example}."
_NO_DATE = "« {value} » n'est pas une date."
_WRITE_DATE = "Écrivez année-mois-jour, par exemple 2026-11-21."
_QUOTES = "Mettez le texte entre guillemets."
_START_FROM = "Partez d'une fiche existante du même dossier."
_BAD_FORM = "« {value} » n'a pas la forme attendue pour « {name} »."
_NO_FILE = "Écrivez le nom d'un fichier de « {folder}/ », sans « .yml »."
_ONCE = "Donnez un autre nom au fichier ; un identifiant ne sert qu'une fois."
_REMOVE_OR_GIVE = "Donnez une valeur, ou supprimez la ligne : un fait inconnu est absent."

# What a value should have been, by JSON Schema type.
TYPES: Mapping[str, str] = {
    "string": "du texte",
    "integer": "un nombre entier",
    "number": "un nombre",
    "boolean": "true ou false",
    "array": "une liste",
    "object": "des lignes « clé: valeur »",
}

MESSAGES: Mapping[str, Message] = {
    # Suggestions, which take the place of a hint
    "suggestion/proche": Message("Vouliez-vous dire « {value} » ?"),
    "suggestion/valeurs": Message("Valeurs possibles : {values}."),
    "suggestion/cles": Message("Clés possibles : {values}."),
    # Proposals by a form, whose answers are named as the form names them
    "formulaire/aucune": Message(
        "Le message n'a aucune rubrique du formulaire.",
        "Ouvrez un nouveau message par « Proposer un module » : le formulaire écrit les rubriques pour vous.",
    ),
    "formulaire/long": Message(
        "Le message dépasse {limit} caractères.", "Raccourcissez les textes : une fiche tient en quelques pages."
    ),
    "formulaire/titres": Message(
        "Le message a plus de {limit} titres.", "Gardez ceux du formulaire ; un texte n'a pas besoin de titres."
    ),
    "formulaire/avant": Message(
        "Ce qui précède la première rubrique n'entre pas dans la fiche.",
        "S'il contient un fait utile, placez-le dans une rubrique, par exemple « Précisions ».",
    ),
    "formulaire/lue": Message("La rubrique « {value} » a été lue comme « {label} ».", "Si c'est juste, rien à faire."),
    "formulaire/inconnue": Message(
        "La rubrique « {value} » n'est pas dans le formulaire.",
        "Rendez-lui son titre d'origine, ou placez son texte sous une autre rubrique.",
    ),
    "formulaire/double": Message(
        "La rubrique est là deux fois, avec deux réponses.", "Gardez une seule des deux réponses."
    ),
    "formulaire/vide": Message("La réponse manque.", "{description}"),
    "formulaire/choix": Message("« {value} » n'est pas un des choix du formulaire."),
    "formulaire/duree": Message(
        "« {value} » n'est pas une durée en heures.",
        "Écrivez par exemple « 14 », « 7 à 280 », « 70 ou 140 » ou « 70 + 35 en entreprise ».",
    ),
    "formulaire/document": Message(
        "« {value} » n'est pas encore dans la liste des documents.",
        "Si la page « Sources » du site a ce document, donnez son nom. Sinon, décrivez-le dans un commentaire (titre, "
        "éditeur, année, adresse publique) : nous l'ajouterons, puis votre fiche pourra entrer.",
    ),
    "formulaire/certification": Message(
        "« {value} » n'est pas encore dans les certifications du catalogue : la fiche ne la nomme pas.",
        "Rien à faire : une personne l'ajoutera à la relecture.",
    ),
    "formulaire/demarche": Message(
        "« {value} » n'est pas encore dans les démarches du catalogue : la fiche ne la nomme pas.",
        "Rien à faire : une personne l'ajoutera à la relecture.",
    ),
    "formulaire/engagements": Message(
        "Les trois cases ne sont pas cochées.",
        "Cochez-les dans votre message : nous ne pouvons rien publier sans elles.",
    ),
    "formulaire/identique": Message(
        "La fiche publiée est déjà ainsi, mot pour mot.", "Changez-y quelque chose, ou fermez ce ticket."
    ),
    "formulaire/existe": Message(
        "Une fiche de cette région porte déjà ce titre : « {id} ».",
        "Pour la corriger, passez par « Modifier cette fiche », au bas de sa page. Si c'est un autre module, précisez "
        "le titre.",
    ),
    # The file and its place
    "fichier-extension": Message("« {name} » n'a pas l'extension « .yml ».", "Renommez le fichier en « .yml »."),
    "fichier-illisible": Message("Le fichier ne peut pas être lu.", "Vérifiez les droits du fichier."),
    "fichier-lien": Message("Les liens symboliques ne sont pas admis.", "Copiez le fichier lui-même."),
    "fichier-place": Message(
        "« {name} » n'est pas à une place connue du catalogue.",
        "Une fiche se range dans « modules/<région>/ », « demarches/<région>/ » ou « certifications/ ».",
    ),
    "fichier-place/cache": Message(
        "« {name} » est un fichier caché : son nom commence par un point.", "Retirez le point, ou le fichier."
    ),
    "fichier-special": Message(
        "« {name} » n'est pas un fichier ordinaire (tube, prise ou périphérique).",
        "Remplacez-le par un fichier de texte.",
    ),
    "identifiant-forme": Message(
        "« {name} » ne peut pas servir d'identifiant permanent.",
        "Minuscules sans accents, chiffres et tirets : « bre-bien-manger-pour-tous.yml ».",
    ),
    "identifiant-forme/long": Message(
        "« {name} » a {count} caractères ; un identifiant en a {most} au plus.", "Raccourcissez le nom du fichier."
    ),
    "identifiant-prefixe": Message(
        "L'identifiant « {id} » ne commence pas par « {prefix} ».", "Nommez le fichier « {prefix}{id}.yml »."
    ),
    "identifiant-unique": Message("L'identifiant « {id} » existe déjà : {other}.", _ONCE),
    "identifiant-unique/terme": Message(
        "Le terme « {id} » existe déjà.",
        "Donnez un autre identifiant à l'un des deux ; un identifiant ne sert qu'une fois.",
    ),
    "region-dossier": Message(
        "La région est « {region} », mais le dossier est « {folder} ».",
        "Corrigez la région, ou déplacez le fichier dans le dossier de sa région.",
    ),
    "vocabulaire-absent": Message(
        "Le vocabulaire « {name} » manque.", "Rétablissez ce fichier : les fiches y prennent leurs termes."
    ),
    # YAML
    "yaml-alias": Message(
        "Les ancres et alias YAML (« & », « * ») ne sont pas admis.",
        "Recopiez la valeur ; si le texte commence par ce signe, mettez-le entre guillemets.",
    ),
    "yaml-cle": Message(
        "Une clé doit être un simple mot, pas une liste ni un bloc.",
        "Écrivez « clé: valeur » ; un texte se met entre guillemets.",
    ),
    "yaml-doublon": Message("La clé « {key} » est écrite deux fois.", "Gardez une seule des deux lignes."),
    "yaml-encodage": Message(
        "Le fichier n'est pas en UTF-8.",
        "Enregistrez le fichier en UTF-8 (dans l'éditeur : « Enregistrer avec l'encodage »).",
    ),
    "yaml-etiquette": Message(
        "Les étiquettes YAML (« ! ») ne sont pas admises.",
        "Si le texte commence par ce signe, mettez-le entre guillemets.",
    ),
    "yaml-profondeur": Message(
        "Plus de {limit} niveaux d'imbrication.", "Retirez les crochets, accolades ou tirets en trop."
    ),
    "yaml-racine": Message("Le fichier doit contenir des lignes « clé: valeur ».", _START_FROM),
    "yaml-taille": Message(
        "Le fichier dépasse {limit} Kio.", "Raccourcissez les textes : une fiche tient en quelques pages."
    ),
    "yaml-vide": Message("Le fichier est vide.", _START_FROM),
    "yaml-syntaxe": Message("Le fichier n'est pas du YAML valide.", "Vérifiez cette ligne et celle d'avant."),
    "yaml-syntaxe/invisible": Message(
        "Le texte contient un caractère invisible qui n'est pas admis (U+{code}).",
        "Supprimez-le : il vient souvent d'un copier-coller.",
    ),
    "yaml-syntaxe/debut": Message(
        "Ce caractère ne peut pas commencer une valeur.",
        "Une tabulation ? Remplacez-la par des espaces. Un signe comme @ ou ` ? Mettez le texte entre guillemets.",
    ),
    "yaml-syntaxe/deux-points": Message(
        "Deux-points mal placés.",
        "Un texte qui contient « : » se met entre guillemets ; sinon, vérifiez le retrait de la ligne.",
    ),
    "yaml-syntaxe/cle": Message(
        "Une clé était attendue ici.",
        "Vérifiez le retrait de la ligne, et les guillemets ou crochets de la ligne d'avant.",
    ),
    "yaml-syntaxe/tiret": Message("Un tiret de liste était attendu ici.", "Alignez les tirets de la liste."),
    "yaml-syntaxe/sans-deux-points": Message(
        "Il manque « : » après une clé.", "Écrivez « clé: valeur », avec une espace après « : »."
    ),
    "yaml-syntaxe/crochet": Message(
        "Crochet ou accolade mal fermés.", "Fermez avec « ] » ou « } », séparez par des virgules."
    ),
    "yaml-syntaxe/guillemet": Message("Un guillemet n'est pas fermé.", "Fermez le guillemet."),
    "yaml-syntaxe/documents": Message("Le fichier contient plusieurs documents (« --- »).", "Un fichier = une fiche."),
    "yaml-syntaxe/tabulation": Message("Une tabulation sert de retrait.", "Remplacez-la par des espaces."),
    "yaml-syntaxe/tiret-deplace": Message(
        "Un tiret de liste n'a pas sa place ici.",
        "Mettez chaque tiret au début d'une ligne ; un texte qui commence par un tiret se met entre guillemets.",
    ),
    "yaml-syntaxe/signe": Message("Une valeur ne peut pas commencer par « & » ni par « * ».", _QUOTES),
    "yaml-syntaxe/valeur": Message(
        "Une valeur était attendue ici.",
        "Vérifiez les crochets, accolades et virgules ; un texte qui commence par ces signes se met entre guillemets.",
    ),
    "yaml-syntaxe/barre": Message(
        "Barre oblique inverse inattendue.", "Doublez-la, ou utilisez des guillemets simples."
    ),
    # The schema
    "modele": Message(
        "« {value} » n'est pas admis ici.",
        "Comparez avec une fiche existante ; si la valeur vous semble juste, dites-le nous.",
    ),
    "schema-cle-inconnue": Message(
        "La clé « {key} » n'existe pas ici.",
        "Retirez la ligne, ou prenez une clé de la page « Les champs d'une fiche ».",
    ),
    "schema-cle-manquante": Message("La clé « {key} » manque.", "{key} : {description}"),
    "schema-date": Message(_NO_DATE, _WRITE_DATE),
    "schema-duree": Message(
        "La durée se donne d'une seule façon.",
        "Écrivez { heures: 14 }, ou { min: 7, max: 280 }, ou { choix: [70, 140] }.",
    ),
    "schema-forme": Message(_BAD_FORM, "{description}"),
    "schema-forme/identifiant": Message(
        _BAD_FORM, "Un identifiant s'écrit en minuscules sans accents, chiffres et tirets."
    ),
    "schema-forme/rome": Message(
        _BAD_FORM, "Un code ROME s'écrit avec une lettre de A à N et quatre chiffres, par exemple G1602."
    ),
    "schema-forme/rncp": Message(_BAD_FORM, "Écrivez RNCP ou RS suivi du numéro, par exemple RNCP37715."),
    "schema-forme/bloc": Message(_BAD_FORM, "Écrivez le code entier du bloc, par exemple RNCP4821BC04."),
    "schema-forme/adresse": Message(_BAD_FORM, "Une adresse commence par « https:// » et ne contient pas d'espace."),
    "schema-forme/date": Message(
        "« {value} » n'est ni une année, ni un mois, ni un jour qui existe.",
        "Écrivez par exemple 2026, 2026-11 ou 2026-11-21, entre guillemets.",
    ),
    "schema-forme/mois": Message(
        _BAD_FORM, 'Écrivez l\'année, ou l\'année et le mois, entre guillemets : "2019" ou "2019-03".'
    ),
    "schema-liste/courte": Message(
        "« {name} » est une liste trop courte ({least} {least:élément|éléments} au moins).", "{description}"
    ),
    "schema-liste/longue": Message(
        "« {name} » a {count} {count:élément|éléments} ({most} au plus).", "Gardez les plus utiles."
    ),
    "schema-liste/repetition": Message(
        "« {name} » contient deux fois la même valeur.", "Gardez chaque valeur une seule fois."
    ),
    "schema-longueur/vide": Message("« {name} » est vide.", "Donnez un texte, ou supprimez la ligne."),
    "schema-longueur/court": Message(
        "« {name} » est trop court ({count} {count:caractère|caractères}, {least} au moins).", "{description}"
    ),
    "schema-longueur/long": Message(
        "« {name} » est trop long ({count} {count:caractère|caractères}, {most} au plus).", "Raccourcissez le texte."
    ),
    "schema-terme": Message(
        "« {value} » n'est pas dans le vocabulaire « {vocabulary} ».",
        "Les termes admis sont dans « vocabulaires/{vocabulary}.yml ».",
    ),
    "schema-terme/choix": Message("« {value} » n'est pas admis pour « {name} »."),
    "schema-type": Message("« {name} » attend {expected}.", _EXAMPLE),
    "schema-type/date": Message(_NO_DATE, _WRITE_DATE),
    "schema-type/vide": Message("« {name} » est vide.", _REMOVE_OR_GIVE),
    "schema-type/pas-un-nombre": Message(
        "« {name} » attend {expected}, pas un nombre.", 'Mettez la valeur entre guillemets : "{value}".'
    ),
    "schema-type/pas-vrai-ou-faux": Message(
        "« {name} » attend {expected}, pas true ou false.", 'Mettez la valeur entre guillemets : "{value}".'
    ),
    "schema-type/texte": Message(
        "« {name} » attend {expected}.",
        "Un texte qui contient « : », ou qui commence par « [ » ou « { », se met entre guillemets.",
    ),
    "schema-type/crochets": Message("« {name} » attend {expected}.", "Mettez des crochets : [{value}]."),
    "schema-type/tirets": Message("« {name} » attend {expected}.", "Mettez chaque élément après un tiret « - »."),
    "schema-type/groupe": Message("« {name} » attend {expected}.", "Écrivez par exemple : { {key}: {value} }."),
    "schema-type/cles": Message("« {name} » attend {expected}.", "Clés possibles : {keys}."),
    "schema-valeur": Message("La valeur de « {name} » n'est pas admise.", _EXAMPLE),
    "schema-valeur/entre": Message("« {name} » vaut {value} ; valeur attendue : de {low} à {high}.", "{description}"),
    "schema-valeur/au-moins": Message("« {name} » vaut {value} ; valeur attendue : {low} ou plus.", "{description}"),
    "schema-valeur/au-plus": Message("« {name} » vaut {value} ; valeur attendue : {high} ou moins.", "{description}"),
    "schema-vide": Message("« {name} » ne contient rien.", "Clés possibles : {keys}. Sans elles, supprimez la ligne."),
    # References
    "reference-certifications": Message(
        "« {id} » n'est l'identifiant d'aucune certification.", _NO_FILE.replace("{folder}", "certifications")
    ),
    "reference-demarches": Message(
        "« {id} » n'est l'identifiant d'aucune démarche.", _NO_FILE.replace("{folder}", "demarches")
    ),
    "reference-metiers": Message(
        "« {id} » n'est pas un code du ROME 4.0.", "Les codes admis sont dans « vocabulaires/metiers.yml »."
    ),
    "reference-modules": Message(
        "« {id} » n'est l'identifiant d'aucun module.", _NO_FILE.replace("{folder}", "modules")
    ),
    "prerequis-boucle": Message(
        "Le module se demande lui-même comme prérequis.", "Retirez ce prérequis, ou nommez un autre module."
    ),
    "prerequis-boucle/chaine": Message(
        "Ces modules se demandent l'un l'autre comme prérequis : {ids}.",
        "Retirez l'un de ces prérequis : personne ne pourrait commencer.",
    ),
    "identifiant-disparu": Message(
        "« {id} » est publié : son adresse ne peut pas disparaître.",
        "Rétablissez le fichier, ou inscrivez « {id} » et la raison de son retrait dans « vocabulaires/retraits.yml ».",
    ),
    "identifiant-disparu/renomme": Message(
        "« {id} » est publié : son adresse ne peut pas disparaître.",
        "Ajoutez « remplace: [{id}] » à la fiche « {new} », ou rendez-lui son ancien nom.",
    ),
    "identifiant-disparu/terme": Message(
        "Le terme « {id} » est publié : son adresse ne peut pas disparaître.",
        "Rétablissez-le, ou inscrivez « {id} » et la raison de son retrait dans « vocabulaires/retraits.yml ».",
    ),
    "identifiant-disparu/ancien": Message(
        "« {id} » a été publié, puis remplacé ou retiré : la trace de son adresse ne peut pas disparaître.",
        "Rétablissez la ligne de « remplace » ou de « vocabulaires/retraits.yml » qui le nommait ; une fiche renommée "
        "deux fois nomme ses deux anciens identifiants.",
    ),
    "identifiant-disparu/registre": Message(
        "« {id} » a été publié, et rien ne dit ce qu'il est devenu.",
        "Nommez-le dans « remplace » de la fiche qui prend sa suite, ou dans « vocabulaires/retraits.yml ».",
    ),
    "identifiant-disparu/repris": Message(
        "« {id} » a déjà servi, pour « {title} » : il ne peut pas désigner autre chose.",
        "Donnez un autre nom ; rétablissez l'entrée de « retraits.yml » ou de « remplace » qui le nommait.",
    ),
    "derogation-inutile": Message(
        "« {file} » n'a plus de problème « {rule} ».", "Retirez cette ligne : la liste ne peut que raccourcir."
    ),
    "retrait-coherence/present": Message(
        "« {id} » est dit retiré, mais il est dans le catalogue.", "Retirez-le de « retraits.yml », ou supprimez-le."
    ),
    "retrait-coherence/jamais": Message(
        "« {id} » n'a jamais été publié : il n'y a rien à remplacer.",
        "Vérifiez l'identifiant, ou retirez-le de « remplace ».",
    ),
    "retrait-coherence/reserve": Message(
        "« {id} » est l'adresse d'une page du site : aucune fiche ne peut la prendre.", "Vérifiez l'identifiant."
    ),
    "retrait-coherence/double": Message(
        "« {id} » est déjà dit remplacé par « {other} ».",
        "Une adresse ne mène qu'à une fiche : gardez une seule des deux.",
    ),
    "retrait-coherence/registre": Message(
        "« {value} » n'est pas une ligne du registre des identifiants.",
        "Rétablissez la ligne, puis lancez « catalogue ledger » : ce fichier ne se modifie pas à la main.",
    ),
    "retrait-coherence/registre-ordre": Message(
        "« {value} » est en double ou hors de sa place dans le registre des identifiants.",
        "Lancez « catalogue ledger » : il remet les lignes en ordre.",
    ),
    "retrait-coherence/registre-coupe": Message(
        "{count} {count:ligne manque|lignes manquent} dans le registre des identifiants : {ids}.",
        "Rétablissez le fichier : il ne fait que s'allonger.",
    ),
    "retrait-coherence/suite": Message(
        "« {id} » n'est pas dans le catalogue : il ne peut pas prendre la suite.",
        "Donnez l'identifiant de ce qui prend la suite, dans la même collection, ou supprimez la ligne.",
    ),
    "retrait-coherence/remplace": Message(
        "« {id} » est dit remplacé, mais sa fiche est dans le catalogue.",
        "Supprimez l'ancienne fiche, ou retirez-la de « remplace ».",
    ),
    "reprise-region": Message(
        "« {region} » a créé le module : elle ne peut pas l'avoir repris.",
        "Gardez dans « reprises » les autres régions seulement.",
    ),
    # Coherence
    "annee-programme": Message(
        "« {name} » vaut {year}, avant les premiers modules additionnels ({start}).",
        "Donnez la première année de mise en œuvre du module, ou supprimez la ligne.",
    ),
    "annee-programme/avenir": Message(
        "« {name} » vaut {year} : cette année n'a pas commencé.",
        "Pour un module annoncé, écrivez « statut: en-projet » et dites l'année prévue dans « precisions ».",
    ),
    "certification-code": Message(
        "Une certification donne soit ses « enregistrements », soit le « motif » de leur absence.",
        "Sans code prouvé, écrivez en une phrase pourquoi dans « motif ».",
    ),
    "date-ordre": Message("« {after} » ({second}) vient avant « {before} » ({first}).", "Vérifiez les deux dates."),
    "date-possible/avenir": Message(
        "« {name} » vaut {date} : ce jour n'est pas encore venu.", "Donnez la date telle que la source la dit."
    ),
    "date-possible/ancienne": Message(
        "« {name} » vaut {date} : aucune source n'est si ancienne.", "Vérifiez l'année : quatre chiffres."
    ),
    "deduit-present": Message(
        "« {name} » est dit déduit, mais la fiche n'a pas ce champ.", "Retirez ce nom, ou donnez le champ."
    ),
    "deduit-present/jamais": Message("« {name} » ne se déduit pas d'une source.", "Retirez ce nom de « deduit »."),
    "duree-entreprise": Message(
        "{hours} {hours:heure|heures} en entreprise, plus que les {centre} autres.",
        "« entreprise » s'ajoute à « heures » : vérifiez que ce n'est pas la durée totale.",
    ),
    "duree-ordre": Message("Le minimum ({min} h) dépasse le maximum ({max} h).", "Échangez les deux valeurs."),
    "statut-resultats": Message(
        "Le module est « en projet », mais la fiche donne « {name} ».",
        "Changez le statut, ou retirez ce qui n'a pas encore eu lieu.",
    ),
    "suivi-certification": Message(
        "Le module ne complète pas la certification « {id} ».",
        "Prenez l'une de ses « certifications », ou ajoutez celle-ci à la liste.",
    ),
    "transmission-idcc": Message(
        "Une CPNE sans « idcc » : on ne sait pas de quelle branche il s'agit.",
        "Ajoutez le numéro de la convention collective, par exemple « idcc: 3127 ».",
    ),
    "transmission-idcc/autre": Message(
        "« idcc » n'a de sens que pour une CPNE, or le destinataire est « {label} ».",
        "Retirez « idcc », ou écrivez « type: cpne ».",
    ),
    "transmission-suite": Message(
        "« {date} » est donnée sans « {dated} ».", "Ajoutez « {dated} », ou retirez la date."
    ),
    "statut-integre": Message(
        "Le module est « intégré au référentiel », mais la fiche ne dit pas où.",
        "Ajoutez « integrations » : la certification, le code de l'enregistrement, les sources.",
    ),
    "statut-integre/ajout": Message(
        "Chaque certification complétée a repris la compétence : le module n'est plus un ajout.",
        "Écrivez « statut: {status} ».",
    ),
    "integration-code": Message(
        "« {code} » n'est pas un enregistrement de cette certification (connus : {known}).",
        "Corrigez le code, ou ajoutez l'enregistrement à la fiche de la certification.",
    ),
    "integration-code/bloc": Message(
        "Le bloc « {block} » n'est pas un bloc de « {code} ».", "Corrigez le bloc ou le code."
    ),
    # Texts
    "extrait-longueur": Message(
        "L'extrait a {words} {words:mot|mots} ({most} au plus).",
        "Gardez les quelques mots qui suffisent à retrouver le passage.",
    ),
    "texte-balisage": Message(
        "« {name} » contient un balisage : « {found} ».", "Écrivez du texte simple, sans HTML ni Markdown."
    ),
    "texte-cri": Message("« {name} » crie : « {found} ».", "Un point suffit."),
    "texte-espaces/debut-ou-fin": Message(
        "« {name} » commence ou finit par une espace ou une ligne vide.",
        "Retirez-la ; pour un long texte, écrivez « >- » après la clé.",
    ),
    "texte-espaces/double": Message("« {name} » contient deux espaces de suite, après « {found} ».", "Gardez-en une."),
    "texte-formule": Message(
        "« {name} » commence par « {found} » : un tableur y verrait une formule.", "Commencez par un mot."
    ),
    "texte-invisible": Message(
        "« {name} » contient un caractère invisible (U+{code}), après « {found} ».",
        "Supprimez-le : il vient souvent d'un copier-coller. Retapez le mot s'il le faut.",
    ),
    "texte-invisible/decompose": Message(
        "« {name} » contient un accent séparé de sa lettre : « {found} ».",
        "Retapez ce mot : il vient souvent d'un copier-coller depuis un PDF.",
    ),
    "texte-majuscules": Message(
        "« {name} » est tout en majuscules.", "Écrivez en minuscules, avec une majuscule au début et aux noms propres."
    ),
    "texte-mal-decode": Message(
        "« {name} » contient des accents mal décodés : « {found} ».", "Retapez ce mot avec ses accents."
    ),
    "texte-recopie": Message(
        "« {name} » cite {words} mots de suite ({most} au plus, et dans « extrait »).",
        "Dites-le avec vos mots ; gardez les guillemets pour quelques mots seulement.",
    ),
    "texte-recopie/extrait": Message(
        "« {name} » recopie un extrait de la fiche : « {found} ».", "Dites-le avec vos mots ; l'extrait suffit."
    ),
    "texte-vide": Message("« {name} » ne dit rien : « {found} ».", _REMOVE_OR_GIVE),
    # Personal data
    "donnee-courriel": Message(
        "« {name} » contient une adresse électronique.",
        "Retirez-la : le catalogue ne publie pas de coordonnées. Nommez l'organisme.",
    ),
    "donnee-nir": Message(
        "« {name} » contient ce qui ressemble à un numéro de sécurité sociale.",
        "Retirez-le, et prévenez-nous s'il a déjà été envoyé.",
    ),
    "donnee-personne": Message(
        "« {name} » semble nommer une personne.", "Nommez sa fonction ou son organisme, jamais la personne."
    ),
    "donnee-telephone": Message(
        "« {name} » contient un numéro de téléphone.",
        "Retirez-le : le catalogue ne publie pas de coordonnées. Nommez l'organisme.",
    ),
    # Links
    "lien-forme": Message(
        "« {value} » n'est pas une adresse que chacun peut ouvrir.",
        "Recopiez l'adresse depuis la barre du navigateur : « https:// », un nom de site, un chemin.",
    ),
    "lien-forme/identifiants": Message(
        "L'adresse contient un nom d'utilisateur ou un mot de passe.", "Retirez ce qui précède « @ »."
    ),
    "lien-prive": Message(
        "« {host} » n'est pas un site public.", "Donnez une adresse que chacun peut ouvrir depuis chez soi."
    ),
    "lien-suivi": Message(
        "L'adresse contient une marque de suivi : « {found} ».", "Retirez-la ; la page s'ouvrira aussi bien sans elle."
    ),
    # The catalogue as a whole
    "doublon-proche": Message(
        "Cette fiche ressemble à {count:une autre|plusieurs autres} : {ids}.",
        "Si c'est le même module, gardez une seule fiche et complétez-la ; sinon, précisez le titre.",
    ),
    "relecture-ancienne": Message(
        "La fiche a été relue il y a {months} mois ({most} au plus).",
        "Relisez-la en face de ses sources, puis changez « verifie_le ».",
    ),
}
