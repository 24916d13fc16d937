"""Lists as people write them: marks before the items, boxes, separators; and words that stand for no fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.text.reading.plain import on_one_line, plain

_CHECKED = r"\[ ?[xX✓✔] ?\]|\([xX]\)|[☑☒✓✔✅🗹]"
_UNCHECKED = r"\[ ?\]|\( \)|[☐□▢❏❑✗✘❌✖]"
_BULLETS = r"[-*+•–—▪▫◦‣⁃∙·●○■►▶➢➤→»>](?= )|[-•–—▪▫◦‣⁃●■►▶➢➤→](?=[^ \-0-9>])|[§¤◆❖★✦](?= )|o(?= [A-ZÀÂÉÈÊÎÔ])"
# « C1. », « BC02 - », « 1.2) », « a) », « 1° », « Compétence 3 : », never « 3D » or « 2 roues ».
_NUMBERS = (
    r"(?:[Cc]omp[ée]tences?|[Oo]bjectifs?|[Tt]hèmes?|[Pp]oints?) ?(?:n°)? ?[0-9]{1,2} ?[.):–—-]"
    r"|(?:[A-Z]{1,2}\.?)?[0-9]{1,2}(?:\.[0-9]{1,2}){0,2} ?(?:[.)°/]|[.)°] ?[-–—:])"
    r"|[A-Z]{1,2}[0-9]{1,2} ?[:–—-]"
    r"|[A-Z]{1,2}[0-9]{1,2}(?:\.[0-9]{1,2}){1,2} ?[:–—-]?"
    r"|[0-9]{1,2} ?[-–—](?= [^0-9])"
    r"|\(?(?:[0-9]{1,2}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})\)"
    r"|[a-z]\.|(?:I{1,3}|IV|VI{1,3}|IX)\."
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}(?=[ \t]+[A-ZÀÂÉÈÊÎÔ])"
)
PATTERNS: Mapping[str, str] = {
    "coche": rf"(?:[-*+•] ?)?(?:{_CHECKED})[ \t]*(.+)",
    "non_coche": rf"(?:[-*+•] ?)?(?:{_UNCHECKED})[ \t]*(.*)",
    "puce": rf"(?:{_BULLETS})[ \t]*(.+)",
    "numero": rf"(?:{_NUMBERS})[ \t]+(.+)",
    "fin": r"(.*[^ ;,]) ?[;,]+",
    "rien": (
        r"aucune?s?(?: (?:pre-?requis|conditions?|exigences?|niveau|diplome|particuliers?|particulieres?|specifiques?|"
        r"requise?s?)){0,3}"
        r"|sans|tb[acd]|pas de (?:pre-?requis|conditions?|competences?)(?: particuliers?| particulieres?| requise?s?)?"
        r"|neant|r\.? ?a\.? ?s\.?|rien(?: a signaler)?|sans objet|s[./] ?o\.?|n[./ ]?[acdr]\.?|vide|\?+|-+|/+|_+|\.+|x+"
        r"|non (?:communique|defini|precise|renseigne|specifie|applicable|concerne)e?s?|inconnue?s?|pas d'information"
        r"|a (?:completer|confirmer|definir|determiner|preciser|remplir|renseigner)|_?no response_?|none|null|nan|#n/a"
    ),
    "idem": (
        r"idem|id\.?|ibid\.?|idem (?:ci-dessus|supra|precedent)|[\x22]|''|〃"
        r"|(?:voir|cf\.?) (?:(?:la|le|les|sur|dans) |l')?(?:annexe|document|fiche|guide|lien|pdf|plaquette|programme"
        r"|site|source|ci-dessous|ci-dessus|ci-joint)s?(?: (?:ci-)?jointe?s?)?\.?"
    ),
}
# Several items may stand on one line, each behind its sign: « • Lire • Écrire ».
LINE_ENDS = r"\r\n|\r|\n|\u2028|\u2029|\u000b|(?<=[^ \t\r\n\u00a0|;])[ \t\u00a0]*(?=[•▪●■➢►☑☒☐✗✘])"
MARKS_MAX = 3


@dataclass(frozen=True)
class Item:
    """One item. `left_out`: `case` (an unticked box), `rien` (« Aucun »), `idem`, `annonce` (« Buts : »), or none."""

    text: str
    left_out: str = ""


def items(text: str) -> Iterator[Item]:
    """One item a line, without its mark; a line that says nothing is none."""
    for line in re.split(LINE_ENDS, text):
        if phrase := on_one_line(line):
            yield item(phrase)


def item(phrase: str) -> Item:
    """A line without its marks; its letters, capitals and accents are left as they are."""
    found = phrase
    for _ in range(MARKS_MAX):
        if unticked := re.fullmatch(PATTERNS["non_coche"], found):
            return Item(unticked[1].strip(" "), "case")
        marked = next(
            (match for name in ("coche", "puce", "numero") if (match := re.fullmatch(PATTERNS[name], found))), None
        )
        if not marked:
            break
        found = marked[1].strip(" ")
    if ended := re.fullmatch(PATTERNS["fin"], found):
        found = ended[1]
    return Item(found, "annonce" if found.endswith(":") else nothing(found))


def nothing(phrase: str) -> str:
    """`rien` or `idem` where a text stands for no fact, else nothing."""
    words = plain(phrase).strip(" ")
    if len(words) > 60:
        return ""
    if re.fullmatch(PATTERNS["idem"], words):
        return "idem"
    return "rien" if re.fullmatch(PATTERNS["rien"], words.strip("() ").rstrip(".") or words) else ""
