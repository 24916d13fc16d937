"""Which signs a text of a French catalogue may hold: an allow-list, for the checker and, translated, for the form.

Ranges are written out, because each version of Python and of a browser knows other letters: both must judge alike.
`tests/checking/rules/test_signs.py` holds them to the properties that Unicode gives to each sign.
"""

from __future__ import annotations

from typing import NamedTuple

# Letters of the Latin script with their usual marks: they come apart into a plain letter and accents, or French,
# its regional languages, its neighbours' or Africa's write them (œ, ø, ß, ł, ŋ, ə…). No ligature, no phonetics.
LATIN_LETTERS = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u017e\u0181\u0186\u018a"
    "\u018f\u0190\u0198\u0199\u019d\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u01de-\u01e1\u01e6-\u01ed\u01f0\u01f4\u01f5"
    "\u01f8-\u01fb\u0200-\u021b\u021e\u021f\u0226-\u0233\u0253\u0254\u0257\u0259\u025b\u0272\u1e00-\u1e99\u1e9e"
    "\u1ea0-\u1ef9"
)
# The signs of a keyboard and of Latin-1 without the soft hyphen, then those of Windows' Western Europe.
_KEYBOARD = " -~\u00a0-\u00ac\u00ae-\u00bf\u00d7\u00f7\u0192\u02c6\u02dc"
# Apostrophes that Breton and Tahitian write as letters; « XXIᵉ », « 1ᵉʳ » and other raised or lowered figures.
_RAISED = "\u02bb\u02bc\u02b3\u02e2\u1d48\u1d49\u1d52\u1d57\u2070\u2074-\u208e\u207f"
_PUNCTUATION = "\u2010-\u2015\u2018-\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u2044"
# Currencies, №, ™, fractions, arrows, the operators of a technical text, bullets, pictures, units (Ω, μ).
_SYMBOLS = (
    "\u20a0-\u20a7\u20a9-\u20bf\u2116\u2122\u2150-\u215e\u2190-\u2199\u21d0-\u21d4\u2202\u2206\u2208\u2211\u2212"
    "\u221a\u221e\u222b\u2248\u2260\u2261\u2264\u2265\u25a0-\u25ff\u2600-\u2775\u2794-\u27bf\U0001f300-\U0001f3fa\U0001f400-\U0001f64f"
    "\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff\u03a9\u03bc"
)
# Told by its own rule: a text badly decoded.
_REPLACED = "\ufffd"
# The class of what every text may hold, a line end included: which texts are of one line is in `signs.py`.
ALLOWED = f"\n{_KEYBOARD}{LATIN_LETTERS}{_RAISED}{_PUNCTUATION}{_SYMBOLS}{_REPLACED}"


class Script(NamedTuple):
    """Another script than ours: what one of its letters is called, its letters, and the marks that they carry."""

    name: str
    letters: str
    marks: str = ""


SCRIPTS = (
    Script(
        "lettre grecque",
        "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03f5\u03f7-\u03ff\u1f00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fbc\u1fc2-\u1fc4\u1fc6-\u1fcc\u1fd0-\u1fd3\u1fd6-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ff4\u1ff6-\u1ffc",
    ),
    Script("lettre cyrillique", "\u0400-\u0481\u048a-\u052f"),
    Script("lettre arménienne", "\u0531-\u0556\u0561-\u0587"),
    Script("lettre hébraïque", "\u05d0-\u05ea", "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"),
    Script(
        "lettre arabe",
        "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff",
        "\u064b-\u065f\u0670",
    ),
    Script(
        "lettre dévanagari",
        "\u0904-\u0939\u093d\u0950\u0960\u0961\u0971-\u097f",
        "\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0962\u0963",
    ),
    Script(
        "lettre bengali",
        "\u0985-\u098c\u098f\u0990\u0993-\u09a8\u09aa-\u09b0\u09b2\u09b6-\u09b9\u09ce",
        "\u0981-\u0983\u09bc\u09be-\u09c4\u09c7\u09c8\u09cb-\u09cd",
    ),
    Script(
        "lettre tamoule",
        "\u0b83\u0b85-\u0b8a\u0b8e-\u0b90\u0b92-\u0b95\u0b99\u0b9a\u0b9c\u0b9e\u0b9f\u0ba3\u0ba4\u0ba8-\u0baa\u0bae-\u0bb9",
        "\u0b82\u0bbe-\u0bc2\u0bc6-\u0bc8\u0bca-\u0bcd",
    ),
    Script("lettre thaïe", "\u0e01-\u0e30\u0e32\u0e40-\u0e46", "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"),
    Script("lettre khmère", "\u1780-\u17b3\u17d7", "\u17b6-\u17d3"),
    Script("lettre géorgienne", "\u10a0-\u10c5\u10d0-\u10fa\u10fd-\u10ff"),
    Script(
        "lettre éthiopienne",
        "\u1200-\u1248\u124a-\u124d\u1250-\u1256\u1258\u125a-\u125d\u1260-\u1288\u1290-\u12b0\u12c8-\u12d6\u12d8-\u1310\u1318-\u135a",
    ),
    Script("lettre tifinaghe", "\u2d30-\u2d67"),
    Script(
        "signe chinois ou japonais",
        "\u3005-\u3007\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff",
    ),
    Script("lettre coréenne", "\uac00-\ud7a3"),
    Script(
        "lettre phonétique",
        "\u0250-\u0252\u0255\u0256\u0258\u025a\u025c-\u0271\u0273-\u02af\u02b0-\u02b2\u02c8\u02cc\u02d0",
    ),
)
# What separates the words of a quotation in such a script.
_FOREIGN_PUNCTUATION = "\u060c\u061b\u061f\u3001-\u3003\u3008-\u3011\u30fb\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
FOREIGN = "".join(script.letters + script.marks for script in SCRIPTS)
LETTERS = f"A-Za-z{LATIN_LETTERS}{FOREIGN}"

# A letter carries three marks at most: more of them are no writing.
_WORDS = "|".join(f"(?:[{letters}][{marks}]{{0,3}})+" if marks else f"[{letters}]+" for _, letters, marks in SCRIPTS)
# A whole word in one other script, which may stand between guillemets.
FOREIGN_WORD = f"(?<![{LETTERS}])(?:{_WORDS})(?![{LETTERS}])|[{_FOREIGN_PUNCTUATION}]"
# A Greek letter alone is a sign of mathematics, of physics or of statistics.
_GREEK_SIGNS = (
    "\u0393\u0394\u0398\u039b\u03a0\u03a3\u03a6\u03a8\u03b1-\u03b5\u03b7\u03b8\u03bb\u03c0\u03c1\u03c3\u03c6-\u03c9"
)
LONE_GREEK = f"(?<![{LETTERS}])[{_GREEK_SIGNS}](?![{LETTERS}])"


class Sign(NamedTuple):
    """Signs that a text may not hold (the inside of a class), the message that says so, and their French name."""

    signs: str
    key: str
    name: str


# What shows nothing, or turns the text round: the first that holds a sign gives its name.
HIDDEN = (
    Sign("\u00ad", "texte-invisible", "trait d'union conditionnel"),
    Sign("\u200b", "texte-invisible", "espace sans chasse"),
    Sign("\u200c\u200d\u034f\u2060", "texte-invisible", "liant invisible"),
    Sign("\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069", "texte-invisible", "marque de sens de lecture"),
    Sign("\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef", "texte-invisible", "sélecteur de variante"),
    Sign("\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd", "texte-invisible", "caractère à usage privé"),
    Sign("\U000e0000-\U000e007f", "texte-invisible", "étiquette invisible"),
    Sign("\ufffc", "texte-invisible", "marque d'un objet absent"),
    Sign("\u2800", "texte-invisible", "braille vide"),
    Sign("\u115f\u1160\u3164\uffa0", "texte-invisible", "remplissage coréen"),
    Sign("\ufff9-\ufffb", "texte-invisible", "marque d'annotation"),
    Sign(
        "\ufdd0-\ufdef"
        + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)),
        "texte-invisible",
        "code qui n'est pas un caractère",
    ),
    Sign(
        "\u17b4\u17b5\u180e\u2061-\u2065\u206a-\u206f\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
        "\U000e0080-\U000e00ff\U000e01f0-\U000e0fff",
        "texte-invisible",
        "commande invisible",
    ),
)
_HIDDEN_SIGNS = "".join(sign.signs for sign in HIDDEN)
INVISIBLE = f"[{_HIDDEN_SIGNS}]"

# What shows something that a French text does not hold.
ODD = (
    Sign("\t", "texte-signe/tabulation", "tabulation"),
    Sign("\r", "texte-signe/ligne", "retour chariot"),
    Sign("\u2002", "texte-signe/espace", "espace demi-cadratin"),
    Sign("\u2003", "texte-signe/espace", "espace cadratin"),
    Sign("\u2009", "texte-signe/espace", "espace fine sécable"),
    Sign("\u3000", "texte-signe/espace", "espace idéographique"),
    Sign("\u1680\u2000-\u200a\u205f", "texte-signe/espace", "espace particulière"),
    Sign(
        "\u0488\u0489\u1abe\u20dd-\u20e0\u20e2-\u20e4\ua670-\ua672",
        "texte-signe/marque",
        "marque qui entoure une lettre",
    ),
    Sign(
        "\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
        + "".join(script.marks for script in SCRIPTS),
        "texte-signe/marque",
        "accent ajouté à une lettre",
    ),
    *(Sign(script.letters, "texte-signe/ecriture", script.name) for script in SCRIPTS),
    Sign("\uff01-\uff5e\uffe0-\uffe6", "texte-signe/forme", "signe en pleine chasse"),
    Sign(
        "\U0001d400-\U0001d7ff\u2102\u210a-\u2115\u2119-\u211d\u2124\u2128\u212c-\u2138",
        "texte-signe/forme",
        "lettre ou chiffre mathématique",
    ),
    Sign(
        "\ufb00-\ufb06\u0132\u0133\u013f\u0140\u0149\u01c4-\u01cc\u01f1-\u01f3\u1e9a",
        "texte-signe/forme",
        "lettres liées en un seul signe",
    ),
    Sign("\u2460-\u249b\u24b6-\u24ea", "texte-signe/forme", "lettre ou chiffre cerclé"),
    Sign("\u249c-\u24b5\U0001f100-\U0001f149", "texte-signe/forme", "lettre ou chiffre encadré"),
    Sign("\u2160-\u217f", "texte-signe/forme", "chiffre romain en un seul signe"),
    Sign(
        "\u2100\u2101\u2103\u2105\u2106\u2109\u2120\u2121\u213b\u3371-\u33df\u203c\u2047-\u2049",
        "texte-signe/forme",
        "abréviation en un seul signe",
    ),
    Sign("\u017f\u1d2c-\u1d6a\u1d9c-\u1dbf", "texte-signe/forme", "forme rare d'une lettre"),
    Sign("\u2500-\u259f", "texte-signe", "trait de dessin"),
    Sign("\u2801-\u28ff", "texte-signe", "braille"),
    Sign("\U0001f1e6-\U0001f1ff", "texte-signe", "lettre de drapeau"),
    Sign("\U0001f3fb-\U0001f3ff", "texte-signe", "couleur de peau"),
)
OTHER = Sign("", "texte-signe", "signe que le français n'emploie pas")

# A sign that is seen and not allowed. An address of the Web may hold words of any script.
NOT_ALLOWED = f"[^{ALLOWED}{_HIDDEN_SIGNS}]"
NOT_ALLOWED_IN_ADDRESS = f"[^{ALLOWED}{FOREIGN}{_HIDDEN_SIGNS}]"
