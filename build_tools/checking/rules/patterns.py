r"""The patterns of the rules on texts: one definition, for the checker and, translated, for the form in the browser.

They keep to what both languages read alike: no flags, and no upper or lower case but what `any_case` writes out.
`\\w`, `\\d` and `\\s` mean what Python means by them (see `in_javascript.py`).
"""

from __future__ import annotations

import re
from itertools import pairwise

from build_tools.loading.yaml_reader import NOT_IN_A_FILE

_GAP = r"[ .\-/\u00a0\u202f]?"


def any_case(pattern: str) -> str:
    """The pattern for its letters in upper or lower case; it has no class and no escape."""
    return "".join(f"[{c}{c.upper()}]" if c.isalpha() and c.upper() != c else c for c in pattern)


# Writing -------------------------------------------------------------------------------------------------------------

CONTROL = NOT_IN_A_FILE
MARKUP = r"</?[A-Za-z][^<>]*>|<!--|&(?:#?\w{2,8});|\]\(|\*\*|__|`[^`]+`|(?:^|\n)#{1,6} "
COMBINING = "\\w[\u0300-\u036f]+\\w*"
BADLY_DECODED = "\\w{0,20}(?:Ã[^A-Z\\s]|Ã\u00a0|â€|Å“|Â[«»°]|ï¿½|\ufffd).?\\w*"
# What a spreadsheet ignores before a formula's sign: a few signs, or a long run of them would be read at each of them.
FORGOTTEN = "[ \u00a0\u202f\t\r\n\"'«“]{0,8}"
# The beginning of a text; the character after it is any but the border between texts.
FORMULA = FORGOTTEN + "([=+\\-@\t\r＝＋－＠])[^\x1f]"
# Where a French spreadsheet cuts a file whose commas it does not know. A dash and a space begin a list's item.
FORMULA_AFTER = "[;\t\r\n]" + FORGOTTEN + "([=@＝＠]|[+\\-＋－](?=[^ \u00a0\u202f\t\r\n\x1f]))"
SHOUT = r"[!?](?:[ \u00a0\u202f]*[!?])+"
LONG_WORD = r"[^\W\d_]{8}"
SPACES = r"[ \u00a0\u202f]{2,}"
QUOTATION = '«([^«»]*)»|“([^“”]*)”|"([^"]*)"'
# Whatever joins two words (hyphens, dots, slashes), they are two: only an elision (« l'eau ») and a tail of one or
# two letters (« celui-ci ») belong to the word beside them.
WORD = r"[^\W_]+(?:['’][^\W_]+)?(?:-[^\W_]{1,2}(?![^\W_]))?"
PLACEHOLDER = r"[Ll]orem ipsum|\b(?:TODO|FIXME|XXX+)\b|[\[(] ?[àÀ] (?:compléter|définir|préciser|renseigner) ?[\])]"
# « Résumé à compléter par la suite », « Contenu en cours de rédaction »: what is to be done, of what, and when.
_WHAT = (
    r"(?:l[ea] |les |l['’]|ce |cette )?(?:c(?:hamp|onstat|ontenu)|d(?:escription|[eé]tail|ur[eé]e)|[eé]valuation|"
    r"intitul[eé]|mod(?:alit[eé]|ule)|objectif|p(?:r[eé]cision|rogramme)|r[eé]sum[eé]|t(?:exte|itre))s? "
)
_OF_WHAT = rf"{_WHAT}(?:d[eu] (?:ce |cette |la )?(?:module|formation|fiche) )?(?:est |sont |reste |restent |encore )*"
_WHEN = (
    r"(?:,? (?:par la suite|plus tard|ult[eé]rieurement|prochainement|bient[oô]t|rapidement|ensuite|"
    r"d[eè]s que possible|svp|s['’]il vous pla[iî]t|merci))*"
)
_DONE_LATER = (
    r"(?:(?:reste )?[aà] (?:compl[eé]ter|confirmer|d[eé]finir|d[eé]terminer|pr[eé]ciser|r[eé]diger|remplir|renseigner)|"
    r"en cours de (?:r[eé]daction|d[eé]finition)|"
    r"(?:sera|seront) (?:compl[eé]t|d[eé]fini|pr[eé]cis|renseign|r[eé]dig)[eé]?e?s?)"
)
_TO_DO = rf"(?:{_DONE_LATER}|[aà] (?:[eé]crire|faire|venir|voir)|en attente|bient[oô]t disponibles?){_WHEN}"
# What is left of a draft in a text that goes on, in lower case: « à compléter par le centre : … », « (à préciser) … ».
# « Une fiche à compléter par le stagiaire », « à compléter par un stage », « à remplir : un carnet » say something.
_STARTS = "(?:^|(?<=[\x1f\n])|(?<=[.!?…][ \u00a0]))[-–—*_/#>\"'«“(\\[{< \u00a0]{0,5}"
_STOPS = '(?=[ \u00a0\u202f]{0,2}(?:[.!?…\n\x1f\\])}>*_»”"]|$))'
_GOES_ON = "(?=[ \u00a0\u202f]{0,2}(?:[:;/|(–—]|-[ \u00a0]))"
_ENDS = f"(?:{_STOPS}|{_GOES_ON})"
_WHO_FILLS_IN = (
    r"(?: (?:par|avec|aupr[eè]s d[eu]) ?(?:l[ea] |les |l['’]|un |une |notre |nos |la |l['’])?"
    r"(?:carif[\w-]*|centre|contributeur|contributrice|[eé]quipe|financeur|organisme|porteur|r[eé]dacteur|r[eé]dactrice|"
    r"r[eé]gion|service)s?(?: (?:de formation|formateur|r[eé]gional|r[eé]gionaux|r[eé]gionale)s?)?)?"
)
_LEFT_VERBS = "compl[eé]ter|confirmer|d[eé]finir|d[eé]terminer|pr[eé]ciser|renseigner"
_LATER_BY = f"{_WHEN}{_WHO_FILLS_IN}{_WHEN}"
_AT_A_START = (
    rf"{_STARTS}(?:(?:{_OF_WHAT})?(?:[aà] (?:{_LEFT_VERBS})|en cours de (?:r[eé]daction|d[eé]finition))"
    rf"{_LATER_BY}{_ENDS}|"
    rf"{_OF_WHAT}{_DONE_LATER}{_LATER_BY}{_ENDS}|{_DONE_LATER}{_LATER_BY}{_STOPS}|"
    rf"[aà] (?:relire|reprendre|revoir|v[eé]rifier){_STOPS}|"
    rf"en attente d(?:e |['’])(?:confirmation|information|pr[eé]cision|relecture|retour|validation)s?{_ENDS}|"
    r"(?:brouillon|draft|fixme|tb[ad]|todo|wip|texte (?:[aà] remplacer|provisoire|d['’]exemple)|votre texte(?: ici)?)"
    rf"{_ENDS}|"
    r"(?:ins[eé]re[rz]|saisi(?:r|ssez)|tape[rz]) ici)"
)
_LEFT = rf"(?:{_OF_WHAT})?[aà] (?:{_LEFT_VERBS}|v[eé]rifier){_LATER_BY}"
_IN_BRACKETS = rf"[\[({{<*_] ?(?:{_LEFT}|brouillon|todo|tb[ad]|fixme)[ .…!?]{{0,5}}[\])}}>*_]"
_AT_THE_END = rf"(?:[;–—…/|]| -) ?{_LEFT}[ .…!?]{{0,5}}(?:$|(?=\x1f))"
LEFT_TO_DO = f"{_AT_A_START}|{_IN_BRACKETS}|{_AT_THE_END}"
_UNKNOWN = r"inconnue?s?|non (?:communiqu|d[eé]fini|pr[eé]cis|renseign|sp[eé]cifi)(?:[eé]e?)?s?|pas d[^\n]information"
_NOTHING = (
    r"n[ ./-]?[acdr]|n[eé]ant|rien|aucune?s?|r\.?a\.?s|s[./]o|idem|sans objet|tb[ad]|test|todo|lorem|vide|xx+|"
    "nul|null|none|etc"
)
_ELSEWHERE = (
    r"(?:voir|cf\.?) (?:(?:la|le|les|sur|dans) |l['’])?(?:annexe|document|fiche|guide|lien|pdf|plaquette|programme|"
    r"site|source|ci-dessous|ci-dessus|ci-joint)s?(?: (?:ci-)?jointe?s?)?|(?:titre|intitul[eé]|nom) du module"
)
_SIGN = "[^\\w%€°\x1f]"
# A whole text in lower case that stands for nothing: no letter at all, or one of these words, accents or not.
NO_INFORMATION_SHORT = rf"(?:{_SIGN}+|{_SIGN}{{0,5}}(?:{_TO_DO}|{_UNKNOWN}|{_NOTHING}|{_ELSEWHERE}){_SIGN}{{0,5}})"
TO_BE_WRITTEN = rf"{_SIGN}{{0,5}}{_OF_WHAT}{_DONE_LATER}{_WHEN}{_SIGN}{{0,5}}"
NO_INFORMATION = f"(?:{NO_INFORMATION_SHORT}|{TO_BE_WRITTEN})"

# A text that speaks of the document it comes from; a source of heat, a guide for tourists are something else.
_STATES_OR_OMITS = (
    r"(?:ne |n['’]|(?:en |s['’]en |se )?(?:dit|disent|décrit|décrivent|range|reste|réunit|tient|borne|tait|taisent|"
    r"(?:donne|nomme|cite|précise|détaille|mentionne|parle|indique|énonce)(?:nt)?)\b)"
)
_NOT_STATED = r"(?:précis|détaill|nomm|indiqu|énonc)ée?s?|décrite?s?"
_THE_SOURCE = r"(?:la source|les sources|le guide|le recueil)"
ON_ITS_SOURCE = (
    rf"\b(?:(?:[Ll]es?|[Ll]a) (?:sources?|guide|recueil|document)(?: n°[ \u00a0]?\d+)? {_STATES_OR_OMITS}"
    rf"|[Ll]['’]annexe(?: \d)? {_STATES_OR_OMITS}"
    rf"|(?:[Ss]elon|[Dd]['’]après|figure dans|donne|cite|nomme) {_THE_SOURCE}(?! d['’e])\b"
    r"|date (?:du guide|de la source)\b"
    r"|(?:guide|recueil) n°|[Ii]ntitulé seul\b|[Ss]ans (?:plus de (?:précision|détail)s?|programme détaillé)\b"
    rf"|(?:n['’]est|ne sont) pas (?:{_NOT_STATED})\b)"
)
# What a text in lower case is, as a whole, when it was typed to fill a field. A share, a price or an angle is a fact.
ONLY_FIGURES = rf"(?:{_SIGN}|_)*\d(?:\d|{_SIGN}|_)*"
YES_OR_NO = (
    rf"{_SIGN}{{0,5}}(?:yes|yep|no|nope|oui|non|ok|okay|d['’]accord|true|false|vrai|faux|idem|bla ?bla|blah|bla|toto|"
    r"foo|truc|machin|bidule|(?:test|essai) ?\d{1,3}|essai|"
    rf"sans titre|titre|texte|title|text|untitled|(?:nouveau )?module){_SIGN}{{0,5}}"
)
_MONTH = (
    "janvier|janv|f[eé]vrier|f[eé]v|mars|avril|avr|mai|juin|juillet|juil|ao[uû]t|septembre|sept|octobre|oct|novembre|nov|"
    "d[eé]cembre|d[eé]c"
)
_DAY = r"(?:(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)? ?(?:1er|\d{1,2}) )"
DATE_OR_TIME = (
    rf"{_SIGN}{{0,5}}(?:{_DAY}(?:{_MONTH})\.?(?: \d{{2,4}})?|(?:{_MONTH})\.? \d{{2,4}}|"
    r"\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|\+\d\d:?\d\d)?|"
    rf"[aà]? ?\d{{1,3}} ?(?:h|heures?|min|minutes?)\.?(?: ?\d\d ?(?:min|mn)?)?){_SIGN}{{0,5}}"
)
# The same word three times or more, and nothing else.
SAME_WORD = r"[^\w]*(\w+)(?:[^\w]+\1){2,}[^\w]*"
_REPEATED = "abcdefghijklmnopqrstuvwxyzé"
REPEATED_LETTER = rf"([{_REPEATED}])\1{{3}}"
# Neighbouring keys of French and English keyboards, one after the other.
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def _next_keys(letter: str) -> str:
    pairs = {pair for row in _ROWS for pair in (*pairwise(row), *pairwise(reversed(row)))}
    return "".join(sorted(second for first, second in pairs if first == letter))


_TO_THE_NEXT_KEY = "|".join(f"{letter}(?=[{_next_keys(letter)}])" for letter in "abcdefghijklmnopqrstuvwxyz")
KEYBOARD_RUN = f"(?:{_TO_THE_NEXT_KEY})*[a-z]"
FIRST_KEYS = f"(?:{_TO_THE_NEXT_KEY}){{3}}"
# Letters in the order of the alphabet, « abc », of which no word is made.
FIRST_LETTERS = "abc|xyz"
ALPHABET_RUN = "abc(?:d(?:e(?:f[a-z]*)?)?)?|xyz"
# Five consonants in a word that is no acronym.
NO_VOWEL = "[bcdfghjklmnpqrstvwxz]{5,}"
LETTERS = r"[^\W\d_]+"

# Personal data -------------------------------------------------------------------------------------------------------

# What these rules look for is searched in the text with letters and figures of other widths, styles and scripts made
# plain; the signs that most good texts have, and scripts without such forms, stay as they are.
NOT_PLAIN = "[^\x00-\xff’œ…–—€\u202f\u0400-\u052f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
_DOT_IN_WORDS = f"(?:{any_case('point')}|{any_case('dot')})"
_DOT = rf"(?:[.。]|\s[.。]\s|\s{_DOT_IN_WORDS}\s|\s?[\[({{<]\s?{_DOT_IN_WORDS}\s?[\])}}>]\s?)"
# « @ », or a way to write it that programs should not find.
BRACKETED_AT = rf"[\[({{<]\s?(?:{any_case('at')}|{any_case('arobase')}|[aA@])\s?[\])}}>]"
AT_IN_WORDS = (" AT ", " arobase ", " Arobase ", " AROBASE ")
AT_SIGN = "|".join(("@", BRACKETED_AT, *AT_IN_WORDS))
# Other words are those of any sentence (« un stage chez exemple.fr »): they stand for it between what looks like
# somebody's name, « jean.dupont », and a host.
WORDS_FOR_AT = (" chez ", " Chez ", " CHEZ ", " at ", " At ", " arrobase ", " arobas ", " arobaze ")
_OTHER_AT = "|".join(WORDS_FOR_AT)
_NAME_IN_TWO = r"[^\W\d_][\w+-]{0,40}[._][^\W\d_][\w.+-]{0,60}(?<!\.fr)(?<!\.com)(?<!\.org)(?<!\.net)(?<!\.js)(?<!\.eu)"
EMAIL_IN_WORDS = rf"(?<![\w.+-]){_NAME_IN_TWO}(?:{_OTHER_AT})[\w-]+(?:{_DOT}[\w-]+)+"
EMAIL = rf"(?<![\w.+-])[\w.+-]{{1,64}}\s?(?:{AT_SIGN})\s?[\w-]+(?:{_DOT}[\w-]+)+|{EMAIL_IN_WORDS}"
# Whatever separates figures two by two: spaces, dots, dashes, slashes, brackets.
_BETWEEN = r"(?:[ \t\n\u00a0\u202f.\-‐-―−/_·•|…()\[\]]{0,3}|[,;:])"
_NARROW = r"[ \u00a0\u202f.\-]"
# Neither the rest of a longer number, nor of a code.
_BEFORE_PHONE = r"(?<!\w)(?<!\d[/.,\-])"
_AFTER_PHONE = rf"(?!\w|{_BETWEEN}\d)"
_A_DATE = r"\d\d[ /.\-]\d\d[ /.\-](?:19|20)\d\d(?!\d)"
_FRENCH_CODES = "33|590|594|596|262|508|681|687|689"
_OTHER_CODES = "32|34|39|41|44|49|212|213|216|352|376|377"
PHONE = (
    rf"{_BEFORE_PHONE}(?:"
    # Ten figures two by two; « 01, 03, 07 » is a list.
    rf"(?!{_A_DATE})(?:0|\(0\)[ \u00a0]?)[1-9](?:{_BETWEEN}\d\d){{4}}"
    # Ten figures in other groups.
    rf"|(?=0{_NARROW}?[1-9](?:{_NARROW}?\d){{8}}(?!{_NARROW}?\d))(?!{_A_DATE})0\d{{0,4}}(?:{_NARROW}\d{{2,5}}){{1,4}}"
    # The code of a country before the number.
    rf"|(?:\+ ?(?:{_FRENCH_CODES})|\+(?=[1-9](?:{_BETWEEN}\d){{9}})|0 ?0 ?(?:{_FRENCH_CODES}|{_OTHER_CODES}))"
    rf"(?:{_BETWEEN}\d){{8,14}}"
    rf"){_AFTER_PHONE}"
)
# Sex, year, month, department, commune, order, and the key that proves it (97 less the number modulo 97).
NIR = (
    rf"(?<!\w)([12]{_GAP}\d\d{_GAP}(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d){_GAP}(?:\d\d|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}})"
    rf"{_GAP}(\d\d)(?!\w)"
)
NINE_FIGURES = r"[0-9](?:(?:[^\w\x1f]|_){0,3}[0-9AB]){8}"
GAP = _GAP.removesuffix("?")

# Addresses -----------------------------------------------------------------------------------------------------------

# Scheme, what stands before « @ », host, port.
ADDRESS = r"(https?)://(?:([^/?#]*)@)?(\[[^\[\]/?#]*\]|[^\[\]/?#:@]*)(?::([0-9]*))?(?![^/?#])"
# A name of at least two parts, letters of any alphabet, the last part not a number.
HOST = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?=[^.]*[^\W\d_])[^\W_][\w-]{0,61}[^\W_]"
FORBIDDEN = r'[\\"<>^`{|}\x00-\x20\x7f-\xa0]|%(?![0-9A-Fa-f]{2})|%0[0-9A-Fa-f]|%1[0-9A-Fa-f]|%7[Ff]'
# The last part of an address given as a number.
NUMBER = r"0[xX][0-9a-fA-F]*|\d+"
# Reserved names (RFC 6761, RFC 6762, RFC 8375, RFC 9476), those that ICANN will not delegate (resolution of
# 4 February 2018), and the usual ones of a local network.
_RESERVED_ENDS = (
    *(".alt", ".arpa", ".corp", ".example", ".home", ".internal", ".intra", ".intranet", ".invalid", ".lan", ".local"),
    *(".localdomain", ".localhost", ".mail", ".onion", ".test"),
)
# Names for developers, whose every subdomain leads to the visitor's own machine or to the number that it holds.
_LOOPBACK_ENDS = (
    *(".127-0-0-1.org.uk", ".backname.io", ".fuf.me", ".ip6.name", ".lacolhost.com", ".local.gd", ".localho.st"),
    *(".localhost.direct", ".localtest.me", ".lvh.me", ".nip.io", ".sslip.io", ".traefik.me", ".vcap.me", ".xip.io"),
)
PRIVATE_ENDS = (*_RESERVED_ENDS, *_LOOPBACK_ENDS)
# RFC 2606 and its like for schools: nobody has a site there.
EXAMPLE_ENDS = (".example.com", ".example.edu", ".example.net", ".example.org")

# What begins and ends the name of a parameter, written out or coded.
_BEFORE_KEY = r"(?:[?&#;,|]|%(?:3[Ff]|26|23|3[Bb]))"
_AFTER_KEY = r"(?:=|%3[Dd])"
_CAMPAIGNS = rf"(?:{any_case('utm|mtm|hsa|itm')})[_.-][\w.-]*"
_TRACKERS = any_case(
    "_ga|_gl|_hsenc|_hsmi|_openstat|at_campaign|at_medium|dclid|fbclid|gbraid|gclid|gclsrc|igsh|igshid|li_fat_id|"
    "mc_cid|mc_eid|mkt_tok|msclkid|oly_anon_id|oly_enc_id|pk_campaign|pk_kwd|pk_medium|pk_source|s_cid|srsltid|ttclid|"
    "twclid|vero_id|wbraid|wickedid|xtor|yclid"
)
TRACKING = rf"{_BEFORE_KEY}({_CAMPAIGNS}|{_TRACKERS}){_AFTER_KEY}"
# The whole parameter, where it is written out: the address opens without it.
TRACKED_PARAMETER = rf"(?<=[?&#;])(?:{_CAMPAIGNS}|{_TRACKERS})=[^?&#;]*[&;]?"
EMAIL_IN_ADDRESS = r"[\w.+-]{1,64}(?:@|%40)[\w-]+(?:\.[\w-]+)+"
_ABOUT_SOMEBODY = any_case(
    "birthdate|courriel|date_naissance|e-mail|email|first_name|firstname|last_name|lastname|mail|nir|nom_famille|phone|"
    "prenom|surname|tel|telephone"
)
_KEYS = any_case(
    "access_token|api_key|apikey|auth_token|jsessionid|mot_de_passe|motdepasse|passwd|password|phpsessid|session_id|"
    "sessionid|token|x-amz-credential|x-amz-security-token|x-amz-signature|x-goog-credential|x-goog-signature"
)
# The name of a parameter, with something after it; or the page of a member of a network.
ABOUT_SOMEBODY = (
    rf"(?:{_BEFORE_KEY}|//(?:[a-z]{{2,3}}\.)?)((?:{_ABOUT_SOMEBODY})(?={_AFTER_KEY}[^&#;])|linkedin\.com/in/(?=\w))"
)
KEY_IN_ADDRESS = rf"{_BEFORE_KEY}({_KEYS}){_AFTER_KEY}[^&#;]"

# Codes ---------------------------------------------------------------------------------------------------------------

# Departments of the official geographic code: 01 to 95 without 20, the two of Corsica, those and the communities
# overseas (INSEE, COG 2026). A municipality has three figures after two, or two after three.
MUNICIPALITY = r"(?:0[1-9]|[1-8][0-9]|9[0-5]|2[AB])(?!000)[0-9]{3}|97[1-8](?!00)[0-9]{2}|98[46789](?!00)[0-9]{2}"
# The one municipality that the code has in Paris, and the numbered ones inside it: all others are postcodes.
PARIS = r"75056|751(?:0[1-9]|1[0-9]|20)"


def whole(pattern: str) -> re.Pattern[str]:
    """The pattern for a text as a whole."""
    return re.compile(rf"(?:{pattern})\Z")
