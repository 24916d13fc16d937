"""The patterns of the names of persons: one definition, for the checker and, translated, for the form in the browser.

They keep to what `patterns.py` keeps to.
"""

from __future__ import annotations

from build_tools.checking.rules.patterns import any_case

_UPPER = "A-ZÀ-ÖØ-Þ"


def any_spelling(pattern: str) -> str:
    """The pattern of `any_case`, for letters with or without their accents too: « LYCEE » for « lycée »."""
    plain = str.maketrans("àâéèêîôû", "aaeeeiou")
    letters = ("".join(dict.fromkeys((c, c.upper(), c.translate(plain), c.translate(plain).upper()))) for c in pattern)
    return "".join(f"[{found}]" if c.isalpha() else c for c, found in zip(pattern, letters, strict=True))


_SPACE = r"[ \t\n\u00a0\u202f]{1,2}"
_NAME = rf"(?:[{_UPPER}]\.[ \u00a0-]?){{0,3}}[{_UPPER}][\w'’-]+"
_CIVILITIES = (
    r"MM\.|M[rR]s?\.?|Mmes?\.?|MMES?|Mlles?\.?|MLLES?|mr\.?|mmes?\.?|mlles?\.?|Monsieur|Madame|Mademoiselle|Messieurs|"
    "Mesdames|monsieur|madame|mademoiselle|messieurs|mesdames|MONSIEUR|MADAME|MADEMOISELLE"
)
# « madame dupont »: a word in small letters after a civility, but for those that go on a sentence or name an office.
_NO_NAME = (
    r"(?!(?:les?|des|une?|est|sont|ont|qui|que|dont|aux|pour|avec|par|dans|sur|chez|sans|sous|ainsi|puis|mais|car|"
    r"tout|tous|toutes?|messieurs|mesdames|madame|monsieur|mademoiselle|mme|bonjour|merci|peut|doit|fait|fut|sera|"
    r"âgée?|agressi\w*|dépendante?|difficile|handicapée?|inconnue?|isolée?|malade|seule?|"
    r"adjointe?|ambassad\w*|chargée?|chef\w*|commissaire|conseill\w*|curé|député\w*|direct\w*|docteure?|"
    r"élue?|inspect\w*|juge|maire|maître|ministre|notaire|patron\w*|pipi|préfète?|président\w*|procureure?|"
    r"professeure?|proviseure?|rect\w*|référente?|responsable|secrétaire|sénat\w*|vice)(?![\w]))"
)
_SMALL_NAME = rf"{_NO_NAME}[a-zß-öø-ÿ][a-zß-öø-ÿ'’-]{{2,}}"
_CIVILITIES_OF_ONE = (
    r"[Mm]r\.?|[Mm]mes?\.?|[Mm]lles?\.?|MME\.?|MLLE\.?|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|MONSIEUR|MADAME|"
    "MADEMOISELLE"
)
# A place may bear a doctor's name: « rue du Dr Roux ».
_PLACE_BEFORE = r"(?:(?<!\w)(\w{1,20})[ \u00a0](?:du[ \u00a0]|de la[ \u00a0])?)?(?<![\w.])"
_TITLES = r"Drs?\.?|Pre?s?\.?|Me\.?|Mgr\.?"
TITLED = rf"{_PLACE_BEFORE}(?:{_TITLES}){_SPACE}{_NAME}"
# How they begin. Each way begins with a letter of its own, so that a search leaps from one such letter to the next.
_AFTER_TITLE = r"[ \t\n\u00a0\u202f]"
TITLE_SIGNS = (
    r"M(?:\.|M|[rR]|me|ME|lle|LLE|onsieur|ONSIEUR|adame|ADAME|ademoiselle|ADEMOISELLE|essieurs|esdames|gr|"
    rf"e\.?{_AFTER_TITLE}| [{_UPPER}])|linkedin\.com/in/|Dre?s?\.?{_AFTER_TITLE}|Pre?s?\.?{_AFTER_TITLE}"
)
SMALL_TITLES = rf"m(?<!\wm)(?:r|me|lle|onsieur|adame|ademoiselle|essieurs|esdames)s?\.?{_AFTER_TITLE}"
# Functions that a person holds.
_HELD = any_case(
    "interlocut(?:eur|rice)s?|référente?s?|responsables?|format(?:eur|rice)s?|intervenante?s?|auteure?s?|"
    "autrices?|(?:co|sous-)?direct(?:eur|rice)s?|coordinat(?:eur|rice)s?|coordonnat(?:eur|rice)s?|chargée?s?|"
    "conseill(?:er|ère)s?|(?:vice-)?présidente?s?|animat(?:eur|rice)s?|tut(?:eur|rice)s?|ingénieure?s?|consultante?s?|"
    "experte?s?|chef(?:fe)?s?|gérante?s?|dirigeante?s?|enseignante?s?|psychologues?|avocate?s?|médecins?|"
    "infirmi(?:er|ère)s?|assistante?s?|secrétaires?|déléguée?s?|adjointe?s?|stagiaires?|apprentie?s?|maires?|élue?s?|"
    "députée?s?|sénat(?:eur|rice)s?|ministres?|inspect(?:eur|rice)s?|technicien(?:ne)?s?|cherche(?:ur|use)s?|"
    "pilotes?|(?:haute?-)?commissaires?"
)
_DONE = (
    "accompagné|accueilli|animé|assuré|conçu|construit|coordonné|corrigé|créé|développé|dirigé|dispensé|donné|encadré|"
    "fait|formé|imaginé|initié|lancé|mené|monté|organisé|parrainé|piloté|porté|présenté|présidé|proposé|préparé|rédigé|"
    "reçu|relu|réalisé|signé|suivi|tenu|tutoré|validé|écrit|élaboré|évalué"
)
_WHOSE = (
    "bureau|coordonnées|courriel|conférence|intervention|interview|mail|numéro|propos|rencontre|témoignage|tél.?|téléphone|"
    "participation|présence|aide|appui|accord|concours|direction|responsabilité"
)
_BY_SOMEONE = any_case(
    f"contacts?|(?:{_DONE})e?s? (?:par|avec)|composée?s? de|recueillis par|selon|d(?:'|’)après|avec|"
    f"(?:{_WHOSE})s? de|merci à|remerciements? à|auprès de"
)
# Whom to ask.
_ASKED = any_case(
    "contact(?:er|ez)|joindre|joignez|appel(?:er|ez)|adress(?:er|ez)(?:-vous)?|écri(?:re|vez)|rencontrer|demand(?:er|ez)"
)
_ROLES = f"{_HELD}|{_BY_SOMEONE}"
# « Le Goff », « de La Tour »: what a name may begin with.
_PARTICLE = r"(?:(?:[Dd]e|[Dd]u|[Dd]es|[Ll]e|[Ll]a|[Vv]an|[Vv]on|[Bb]en|[Ee]l)[ \u00a0]|[Dd]['’]){0,2}"
# The words before a name (« responsable de la formation … »), of which the last may be a place (« du lycée … »).
_WORDS_BETWEEN = rf"(?:[ \u00a0]([a-zß-öø-ÿœ'’-]{{1,20}}|[{_UPPER}]{{2,6}})(?![\w'’-])){{0,4}}"
_FIRST_ALONE = rf"(?!(?:De|Du|Des|Le|La|Van|Von|Ben|El)[ \u00a0])([{_UPPER}]\w{{1,20}})(?:-[{_UPPER}]\w{{1,20}})?"
_FIRST_NAME = rf"{_FIRST_ALONE}[ \u00a0]"
_FIRST_THEN_LAST = _FIRST_NAME + _PARTICLE
_NAME_STOPS = r"(?![\w-])(?=[ \u00a0]?(?:[,;.()/\n–—|!]|-[ \u00a0]|(?:et|au)[ \u00a0]|\d|$))"
# « M Durand » without its point: elsewhere it is a size or a grade (« tailles S et M Femme »).
_BEFORE_M = "par|avec|contacter|à|appeler|auprès de|de|demander|joindre|remercier|selon|voir"
# A civility before the name, a letter for the first name after a role, or the page of somebody.
CIVILITY = (
    rf"(?<![\w.])(?:M\.(?:{_SPACE})?|(?:{_CIVILITIES}){_SPACE}){_NAME}"
    rf"|(?<![\w.])(?:{_CIVILITIES_OF_ONE}){_SPACE}{_SMALL_NAME}|(?:^|(?:[:,(]|\b(?:{_BEFORE_M})) )M {_NAME}"
    rf"|\b(?:{_ROLES})[ \u00a0]*(?:[:,(–—-][ \u00a0]*)?(?<![\w.])[{_UPPER}]\.[ \u00a0-]?[{_UPPER}]\w"
    r"|linkedin\.com/in/\w"
)
_TITLES_IN_FULL = any_case("docteure?|professeure?|maitre|maître|proviseure?")
TITLED_IN_FULL = rf"{_PLACE_BEFORE}(?:{_TITLES_IN_FULL})[ \u00a0]{_FIRST_THEN_LAST}[{_UPPER}]\w"
# « Formatrice de l'atelier : Marie Durand », « conçu par Marie Durand », « Cordialement, Marie Durand ».
_END_OF_A_LETTER = any_case(
    "cordialement|salutations|bien à vous|bonne journée|bonne réception|merci d’avance|merci d'avance"
)
_SIGN_BETWEEN = r"[ \u00a0]*(?:[:,(–—-][ \u00a0]*)?"
INTRODUCED = (
    rf"\b(?:(?<![dD]['’])(?:{_ROLES}|{_ASKED}){_WORDS_BETWEEN}{_SIGN_BETWEEN}|"
    rf"(?:{_END_OF_A_LETTER})[ \u00a0,.!\n]{{1,4}}){_FIRST_THEN_LAST}[{_UPPER}]\w"
)
# « Responsable Qualité Marie Durand »: the words between with a capital.
_TITLE_BETWEEN = rf"(?:[ \u00a0]([{_UPPER}][\w'’-]{{1,20}})){{1,2}}"
INTRODUCED_IN_TITLE = rf"\b(?:{_HELD}){_TITLE_BETWEEN}{_SIGN_BETWEEN}{_FIRST_THEN_LAST}[{_UPPER}]\w"
# « Jury : Marie Durand », « Par Marie Durand ».
LABELLED = rf"(?:([\w'’-]{{1,20}})[ \u00a0]?:|(?:^|[.\n][ \u00a0]?)Par)[ \u00a0]{_FIRST_THEN_LAST}[{_UPPER}]\w"
# « Jean DURAND », « Jean D. »; « Alexandre III » is a king, « LYCEE EDMOND LABBE » is all in capitals.
_IN_SMALL_LETTERS = r"(?=\w*[a-zß-öø-ÿ])"
_LAST_IN_CAPITALS = rf"(?![IVX]+(?!\w))[{_UPPER}](?:[{_UPPER}'’-]{{2,}}|\.)(?!\w)"
# « Jean Durand, formateur », and on two lines of a signature, which a record may join; « Jean Durand vous reçoit ».
_THEN_ROLE = rf"(?:,?\n|,[ \u00a0]|[ \u00a0][(–—-][ \u00a0]?|[ \u00a0](?=[{_UPPER}]))(?:{_HELD})(?![^\W_])"
_THEN_VERB = r"[ \u00a0](?:vous|accueille|accompagne|anime|encadre|forme|intervient|présente|reçoit|répond)(?!\w)"
_AFTER_A_PLACE = r"(?:(?<!\w)(\w{1,20})[ \u00a0])?(?<![\w-])"
FULL_NAME = (
    rf"{_AFTER_A_PLACE}{_IN_SMALL_LETTERS}{_FIRST_NAME}"
    rf"(?:{_LAST_IN_CAPITALS}|{_PARTICLE}[{_UPPER}][\w'’-]+(?:{_THEN_ROLE}|{_THEN_VERB}))"
)
# « Jean Durand, Région Bretagne » where nothing stands before.
_ORGANISATION = (
    "Région|Conseil|Greta|GRETA|Afpa|AFPA|CCI|CMA|CFA|Dreets|DREETS|DRIEETS|France Travail|Carif|CARIF|Opco|OPCO|"
    "Ministère|Chambre"
)
BEFORE_ORGANISATION = (
    rf"(?:^|\n|[.;:!?][ \u00a0])(){_FIRST_THEN_LAST}[{_UPPER}][\w'’-]+(?:,[ \u00a0]|[ \u00a0][(–—-][ \u00a0]?)"
    rf"(?:{_ORGANISATION})\b"
)
# « DURAND Jean » as an item or after « par ».
LAST_NAME_FIRST = (
    rf"(?:^|[\n:,;(–—][ \u00a0]?|(?<!\w)(?:par|avec|et)[ \u00a0])([{_UPPER}][{_UPPER}'’-]{{2,}})[ \u00a0]"
    rf"{_IN_SMALL_LETTERS}{_FIRST_ALONE}{_NAME_STOPS}"
)
# « Contact : Marie », « Cordialement, Marie », « Marie, formatrice », « appeler Marie au secrétariat ».
_NO_STONE = r"(?!Pierre(?![\w-]))"
_TEAM = any_case(
    "contacts?|contacter|équipes?|(?:co-)?animation|coordination|encadrement|inscriptions?|jurys?|"
    "mentors?|coachs?|renseignements?|s(?:'|’)inscrire"
)
FIRST_NAME_ALONE = (
    rf"\b(?:(?:{_HELD}|{_TEAM}){_WORDS_BETWEEN}[ \u00a0]?[:–—][ \u00a0]?|"
    rf"(?:{_END_OF_A_LETTER})[ \u00a0,.!\n]{{1,4}}){_NO_STONE}{_FIRST_ALONE}{_NAME_STOPS}"
)
FIRST_NAME_ASKED = (
    rf"\b(?:{_ASKED}|{any_case('merci')})(?:[ \u00a0]à)?()[ \u00a0]{_NO_STONE}{_FIRST_ALONE}"
    rf"(?![\w-])(?![ \u00a0][{_UPPER}])"
)
FIRST_NAME_IN_ROLE = rf"{_AFTER_A_PLACE}{_NO_STONE}{_FIRST_ALONE},[ \u00a0](?:{_HELD})(?![^\W_])"
# Where a first name names a person: group 1 is the word before, of what may bear the name, group 2 the first name.
FIRST_NAMED = (
    *(INTRODUCED, INTRODUCED_IN_TITLE, LABELLED, FULL_NAME, BEFORE_ORGANISATION, LAST_NAME_FIRST),
    *(FIRST_NAME_ALONE, FIRST_NAME_ASKED, FIRST_NAME_IN_ROLE),
)
# A letter for the first name: « J. Durand ».
# What stands before is looked at last: a search that begins with a letter takes a fifth of the time.
INITIAL = rf"[{_UPPER}]\.(?<![\w.]..)[ \u00a0-]?[{_UPPER}]\w"
# Places named after somebody, doctors too.
_PLACES = (
    "avenue|boulevard|campus|centre|cfa|collège|école|espace|fondation|hôpital|impasse|institut|lycée|maison|place|prix|"
    "quai|rue|salle|site|théâtre|université"
)
NAMED_AFTER = any_case(_PLACES)
# What bears somebody's first and last names without being a person: places, schools, firms, brands.
BEARS_A_NAME = any_spelling(
    f"(?:l(?:'|’))?(?:{_PLACES}|adresse|aéroport|agence|allée|antenne|association|bd|bibliothèque|boulangerie|"
    "boutique|cabinet|chaîne|chaire|château|chemin|cité|client|clinique|clos|domaine|ehpad|enseigne|"
    "entreprise|esat|esplanade|établissement|ets|eurl|faculté|ferme|filiale|franchise|garage|gare|gip|greta|groupe|"
    "gymnase|halle|hôtel|ifsi|d(?:'|’)ingénieur|iut|jardin|laboratoire|lieu|locale|loi|lp|magasin|marque|médiathèque|méthode|"
    "mfr|musée|parc|partenaire|pharmacie|pôle|polyvalent|pont|port|prestataire|réseau|résidence|restaurant|sainte?|"
    "salon|sarl|sas|sasu|scolaire|scop|société|square|stade|tour|ufa|villa)(?:s|x)?"
)
# The beginning of any word with a capital, wherever it is: a name may follow another (« Maître Jean Durand »).
CAPITALISED = rf"([{_UPPER}])(?=(\w{{1,20}}))"
