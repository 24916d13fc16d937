r"""The patterns of the rules on texts: one definition, for the checker and, translated, for the form in the browser.

They keep to what both languages read alike: no flags, and no upper or lower case but what `any_case` writes out.
`\\w`, `\\d` and `\\s` mean what Python means by them (see `in_javascript.py`).
"""

from __future__ import annotations

import re

from build_tools.loading.yaml_reader import NOT_IN_A_FILE

_GAP = r"[ .\-/\u00a0\u202f]?"
_UPPER = "A-ZÀ-ÖØ-Þ"


def any_case(pattern: str) -> str:
    """The pattern for its letters in upper or lower case; it has no class and no escape."""
    return "".join(f"[{c}{c.upper()}]" if c.isalpha() and c.upper() != c else c for c in pattern)


# Writing -------------------------------------------------------------------------------------------------------------

CONTROL = NOT_IN_A_FILE
MARKUP = r"</?[A-Za-z][^<>]*>|<!--|&(?:#?\w{2,8});|\]\(|\*\*|__|`[^`]+`|(?:^|\n)#{1,6} "
# Soft hyphen, joiners, marks of direction, fillers, tags, and the private characters of a word processor's bullets.
INVISIBLE = (
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ue000-\uf8ff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
COMBINING = "\\w[\u0300-\u036f]+\\w*"
BADLY_DECODED = "\\w{0,20}(?:Ã[^A-Z\\s]|Ã\u00a0|â€|Å“|Â[«»°]|ï¿½|\ufffd).?\\w*"
# What a spreadsheet forgets before a formula's sign.
_FORGOTTEN = "[ \u00a0\u202f\t\r\n\"'«“]*"
# The beginning of a text; the character after it is any but the border between texts.
FORMULA = _FORGOTTEN + "([=+\\-@\t\r＝＋－＠])[^\x1f]"
# Where a French spreadsheet cuts a file whose commas it does not know. A dash and a space begin a list's item.
FORMULA_AFTER = "[;\t\r\n]" + _FORGOTTEN + "([=@＝＠]|[+\\-＋－](?=[^ \u00a0\u202f\t\r\n\x1f]))"
SHOUT = r"[!?](?:[ \u00a0\u202f]*[!?])+"
LONG_WORD = r"[^\W\d_]{8}"
SPACES = r"[ \u00a0\u202f]{2,}"
QUOTATION = '«([^«»]*)»|“([^“”]*)”|"([^"]*)"'
# Whatever joins two words (hyphens, dots, strokes), they are two: only an elision (« l'eau ») and a tail of one or
# two letters (« celui-ci ») belong to the word beside them.
WORD = r"[^\W_]+(?:['’][^\W_]+)?(?:-[^\W_]{1,2}(?![^\W_]))?"
PLACEHOLDER = r"[Ll]orem ipsum|\b(?:TODO|FIXME|XXX+)\b|[\[(]\s*[àÀ] (?:compléter|définir|préciser|renseigner)\s*[\])]"
_TO_DO = r"[aà] (?:compl[eé]ter|confirmer|d[eé]finir|d[eé]terminer|pr[eé]ciser|remplir|renseigner)"
_UNKNOWN = r"inconnue?s?|non (?:communiqu|d[eé]fini|pr[eé]cis|renseign|sp[eé]cifi)(?:[eé]e?)?s?|pas d[^\n]information"
_NOTHING = r"n[ ./-]?[acdr]|n[eé]ant|rien|sans objet|tb[ad]|test|todo|lorem|vide|xx+"
_SIGN = "[^\\w%€°\x1f]"
# A whole text in lower case that stands for nothing: no letter at all, or one of these words, accents or not.
SAYS_NOTHING = rf"(?:{_SIGN}+|{_SIGN}{{0,5}}(?:{_TO_DO}|{_UNKNOWN}|{_NOTHING}){_SIGN}{{0,5}})"

# A text that speaks of the document it comes from; a source of heat, a guide for tourists are something else.
_SAYS_OR_NOT = (
    r"(?:ne |n['’]|(?:en |s['’]en |se )?(?:dit|disent|décrit|décrivent|range|reste|réunit|tient|borne|tait|taisent|"
    r"(?:donne|nomme|cite|précise|détaille|mentionne|parle|indique|énonce)(?:nt)?)\b)"
)
_UNSAID = r"(?:précis|détaill|nomm|indiqu|énonc)ée?s?|décrite?s?"
_THE_SOURCE = r"(?:la source|les sources|le guide|le recueil)"
ON_ITS_SOURCE = (
    rf"\b(?:[Ll]es?|[Ll]a) (?:sources?|guide|recueil|document)(?: n°[ \u00a0]?\d+)? {_SAYS_OR_NOT}"
    rf"|\b[Ll]['’]annexe(?: \d)? {_SAYS_OR_NOT}"
    rf"|\b(?:[Ss]elon|[Dd]['’]après|figure dans|donne|cite|nomme) {_THE_SOURCE}(?! d['’e])\b"
    r"|\bdate (?:du guide|de la source)\b"
    r"|\b(?:guide|recueil) n°|\b[Ii]ntitulé seul\b|\b[Ss]ans (?:plus de (?:précision|détail)s?|programme détaillé)\b"
    rf"|\b(?:n['’]est|ne sont) pas (?:{_UNSAID})\b"
)

# Personal data -------------------------------------------------------------------------------------------------------

# « @ », or a way to write it that programs should not find.
AT_SIGN = rf"@|[\[(](?:{any_case('at')}|{any_case('arobase')}|@)[\])]"
EMAIL = rf"(?<![\w.+-])[\w.+-]{{1,64}}\s?(?:{AT_SIGN})\s?[\w-]+(?:\.[\w-]+)+"
# A country's code and nine figures, or ten figures, alone or two by two.
_COUNTRY = rf"(?:\+|00)(?:33|590|594|596|262|508|681|687|689){_GAP}(?:\(0\){_GAP})?[1-9]"
PHONE = rf"(?<![\w/.,-])(?:{_COUNTRY}|0[1-9])(?:{_GAP}\d\d){{4}}(?!\w|{_GAP}\d)"
# Sex, year, month, department, commune, order, and the key that proves it (97 less the number modulo 97).
NIR = (
    rf"(?<!\w)([12]{_GAP}\d\d{_GAP}(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d){_GAP}(?:\d\d|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}})"
    rf"{_GAP}(\d\d)(?!\w)"
)
CIVILITY = (
    r"(?<![\w.])(?:M\.|MM\.|Mr\.?|Mmes?|Mlles?|Monsieur|Madame|Mademoiselle)[ \u00a0\u202f]"
    rf"(?:[{_UPPER}]\.[ \u00a0-]?)?[{_UPPER}][\w'’-]+"
)
_ROLES = any_case(
    "contacts?|interlocut(?:eur|rice)s?|référente?s?|responsables?|format(?:eur|rice)s?|intervenante?s?|auteure?s?|"
    "autrices?|direct(?:eur|rice)s?|coordinat(?:eur|rice)s?|coordonnat(?:eur|rice)s?|chargée?s? de mission|"
    "conseill(?:er|ère)s?|présidente?s?|animée?s? par|assurée?s? par|propos recueillis par|rédigée?s? par|selon"
)
_FIRST_THEN_LAST = rf"([{_UPPER}]\w{{1,20}})(?:-[{_UPPER}]\w{{1,20}})?[ \u00a0]"
INTRODUCED = rf"\b(?:{_ROLES})[ \u00a0]*(?:[:,(–—-][ \u00a0]*)?{_FIRST_THEN_LAST}[{_UPPER}]\w"
IN_CAPITALS = rf"(?:(?<!\w)(\w{{1,20}})[ \u00a0])?(?<![\w-]){_FIRST_THEN_LAST}[{_UPPER}][{_UPPER}'’-]{{2,}}(?!\w)"
NAMED_AFTER = any_case(
    "avenue|boulevard|campus|centre|cfa|collège|école|espace|fondation|hôpital|impasse|institut|lycée|maison|place|"
    "prix|quai|rue|salle|site|théâtre|université"
)
# Looked for at every place: a name may follow a title that begins with a capital too (« Maître Jean Durand »).
WORD_BEFORE_CAPITAL = rf"(?=([{_UPPER}]\w{{1,20}})(?:-[{_UPPER}]\w{{1,20}})?[ \u00a0][{_UPPER}])"
NINE_FIGURES = rf"[012](?:{_GAP}\d){{5}}{_GAP}[\dAB](?:{_GAP}\d){{2}}"
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
    "sessionid|token"
)
# The name of a parameter, with something after it.
ABOUT_SOMEBODY = rf"{_BEFORE_KEY}({_ABOUT_SOMEBODY}){_AFTER_KEY}[^&#;]"
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
