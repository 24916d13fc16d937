"""No personal data: addresses, numbers and names of persons. What is found is never repeated: logs are public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checking.problem import Finding, found
from build_tools.checking.rules.text import AT_SIGNS, Text, TextRule, any_of

_GAP = r"[ .\-/\u00a0\u202f]?"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|[\[(](?:at|arobase|@)[\])])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
# A country's code and nine figures, or ten figures, alone or two by two.
_COUNTRY = rf"(?:\+|00)(?:33|590|594|596|262|508|681|687|689){_GAP}(?:\(0\){_GAP})?[1-9]"
_PHONE = re.compile(rf"(?<![\w/.,-])(?:{_COUNTRY}|0[1-9])(?:{_GAP}\d\d){{4}}(?!\w|{_GAP}\d)")
_NINE_FIGURES = re.compile(rf"[012](?:{_GAP}\d){{5}}{_GAP}[\dAB](?:{_GAP}\d){{2}}")
# Sex, year, month, department, commune, order, and the key that proves it (97 less the number modulo 97).
_NIR = re.compile(
    rf"(?<!\w)([12]{_GAP}\d\d{_GAP}(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d){_GAP}(?:\d\d|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}})"
    rf"{_GAP}(\d\d)(?!\w)"
)
_CORSICA = {"2A": "19", "2B": "18"}

_UPPER = "A-ZÀ-ÖØ-Þ"
_CIVILITY = re.compile(
    rf"(?<![\w.])(?:M\.|MM\.|Mr\.?|Mmes?|Mlles?|Monsieur|Madame|Mademoiselle)[ \u00a0\u202f]"
    rf"(?:[{_UPPER}]\.[ \u00a0-]?)?[{_UPPER}][\w'’-]+"
)
# The most frequent first names of the French population, which tell « Jean Durand » from « Région Bretagne ».
FIRST_NAMES = (
    "|"
    "Adrien|Agnès|Alain|Alexandra|Alexandre|Alexis|Alice|Amandine|André|Anne|Annie|Anthony|Antoine|Arnaud|Arthur|"
    "Audrey|Aurélie|Aurélien|Baptiste|Béatrice|Benjamin|Benoît|Bernard|Brigitte|Bruno|Camille|Carole|Caroline|"
    "Catherine|Cécile|Cédric|Céline|Chantal|Charles|Charlotte|Chloé|Christelle|Christian|Christine|Christophe|"
    "Claire|Claude|Clément|Corinne|Damien|Daniel|David|Delphine|Denis|Didier|Dominique|Elisabeth|Élisabeth|Élodie|"
    "Emilie|Émilie|Emma|Emmanuel|Emmanuelle|Eric|Éric|Fabien|Fabrice|Fanny|Florence|Florian|Francis|Franck|"
    "François|Françoise|Frédéric|Frédérique|Gabriel|Gérard|Gilles|Grégory|Guillaume|Guy|Hélène|Henri|Hervé|Hugo|"
    "Isabelle|Jacqueline|Jacques|Jean|Jérôme|Jérémy|Joël|Jonathan|Joseph|Julie|Julien|Karine|Kevin|Laetitia|"
    "Laurence|Laurent|Léa|Lionel|Louis|Louise|Luc|Lucas|Lucie|Ludovic|Magali|Manon|Marc|Marcel|Marie|Marion|"
    "Martine|Mathieu|Mathilde|Maxime|Mélanie|Michel|Michèle|Mickaël|Mohamed|Monique|Morgane|Muriel|Nadine|Nathalie|"
    "Nicolas|Nicole|Odile|Olivier|Pascal|Pascale|Patrice|Patricia|Patrick|Paul|Pauline|Philippe|Pierre|Quentin|"
    "Rachel|Raphaël|Rémi|René|Richard|Robert|Romain|Sabrina|Samuel|Sandra|Sandrine|Sarah|Sébastien|Serge|Séverine|"
    "Simon|Sophie|Stéphane|Stéphanie|Sylvain|Sylvie|Thérèse|Thibault|Thierry|Thomas|Valérie|Vanessa|Véronique|"
    "Victor|Vincent|Virginie|Xavier|Yann|Yves|Yvette|"
)
_ROLES = (
    r"contacts?|interlocut(?:eur|rice)s?|référente?s?|responsables?|format(?:eur|rice)s?|intervenante?s?|auteure?s?|"
    r"autrices?|direct(?:eur|rice)s?|coordinat(?:eur|rice)s?|coordonnat(?:eur|rice)s?|chargée?s? de mission|"
    r"conseill(?:er|ère)s?|présidente?s?|animée?s? par|assurée?s? par|propos recueillis par|rédigée?s? par|selon"
)
_FIRST_THEN_LAST = rf"([{_UPPER}]\w{{1,20}})(?:-[{_UPPER}]\w{{1,20}})?[ \u00a0]"
_INTRODUCED = re.compile(rf"\b(?i:{_ROLES})[ \u00a0]*(?:[:,(–—-][ \u00a0]*)?{_FIRST_THEN_LAST}[{_UPPER}]\w")
_IN_CAPITALS = re.compile(
    rf"(?:(?<!\w)(\w{{1,20}})[ \u00a0])?(?<![\w-]){_FIRST_THEN_LAST}[{_UPPER}][{_UPPER}'’-]{{2,}}(?!\w)"
)
_NAMED_AFTER = re.compile(
    "avenue|boulevard|campus|centre|cfa|collège|école|espace|fondation|hôpital|impasse|institut|lycée|maison|place|"
    "prix|quai|rue|salle|site|théâtre|université",
    re.IGNORECASE,
)
_CIVILITY_SIGNS = re.compile("M(?:\\.|M\\.|r|me|lle|onsieur|adame|ademoiselle)")
# Looked for at every place: a name may follow a title that begins with a capital too (« Maître Jean Durand »).
_WORD_BEFORE_CAPITAL = re.compile(rf"(?=([{_UPPER}]\w{{1,20}})(?:-[{_UPPER}]\w{{1,20}})?[ \u00a0][{_UPPER}])")


def check_email(text: Text) -> Iterator[Finding]:
    """No e-mail address, even disguised."""
    if _EMAIL.search(text.value):
        yield found(text.where, "donnee-courriel", name=text.name)


def check_numbers(text: Text) -> Iterator[Finding]:
    """No French telephone number, in any of the usual ways of writing it, and no social security number.

    The latter is thirteen figures that their two-figure key confirms.
    """
    if _PHONE.search(text.value):
        yield found(text.where, "donnee-telephone", name=text.name)
    if any(_is_nir(number[1], number[2]) for number in _NIR.finditer(text.value)):
        yield found(text.where, "donnee-nir", name=text.name)


def _is_nir(number: str, key: str) -> bool:
    compact = re.sub(_GAP[:-1], "", number)
    for letters, digits in _CORSICA.items():
        compact = compact.replace(letters, digits)
    return 97 - int(compact) % 97 == int(key)


def check_person(text: Text) -> Iterator[Finding]:
    """No name of a person, where a civility, a role or a surname in capitals shows one."""
    if _CIVILITY.search(text.value) or _is_introduced(text.value) or _has_surname_in_capitals(text.value):
        yield found(text.where, "donnee-personne", name=text.name)


def _is_introduced(value: str) -> bool:
    return any(_is_first_name(match[1]) for match in _INTRODUCED.finditer(value))


def _has_surname_in_capitals(value: str) -> bool:
    return any(
        _is_first_name(match[2]) and not _NAMED_AFTER.fullmatch(match[1] or "")
        for match in _IN_CAPITALS.finditer(value)
    )


def _is_first_name(word: str) -> bool:
    return f"|{word}|" in FIRST_NAMES


def _may_name_someone(joined: str) -> bool:
    return bool(_CIVILITY_SIGNS.search(joined)) or any(map(_is_first_name, _WORD_BEFORE_CAPITAL.findall(joined)))


PERSONAL_DATA_RULES: tuple[TextRule, ...] = (
    TextRule(any_of("@", *AT_SIGNS), check_email, rare=True),
    TextRule(_NINE_FIGURES.search, check_numbers),
    TextRule(any_of("+"), check_numbers, rare=True),
    TextRule(_may_name_someone, check_person),
)
