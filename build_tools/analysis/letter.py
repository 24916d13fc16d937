"""The letter that goes with one dossier, or with all those of a certifying body: its words, for the page and the file.

What a person has to write or to check stands in brackets. Spaces are plain: who shows the texts makes them no-break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.analysis.dossier import Dossier, Signal, together
from build_tools.text.typography import long_date, of_regions, plural

_WHY = (
    "Des Régions et France Travail ajoutent à des parcours certifiants de courts modules de formation, pour des "
    "compétences que des entreprises attendent et que le référentiel ne couvre pas, ou pas assez. L'annexe 2 des "
    "Pactes régionaux d'investissement dans les compétences prévoit, dans son étape de capitalisation, un travail avec "
    "les autorités de certification, afin que ces apports nourrissent les évolutions des certifications."
)


_CHECK = ", certificateur déduit : à vérifier"


@dataclass(frozen=True)
class About:
    """What the letter says of one certification, after its label."""

    dossier: Dossier
    says: str


@dataclass(frozen=True)
class Letter:
    """A letter, from the addressee to the last sentence."""

    to: str
    subject: str
    opening: tuple[str, ...]
    about: tuple[About, ...]
    sender: str = "[Expéditeur : organisme, adresse]"
    place: str = "[Lieu], [date]"
    greeting: str = "Madame, Monsieur,"
    asks: str = (
        "Le dossier joint dit ce qui manque, selon qui et depuis quand, avec la preuve de chaque fait. "
        "Nous vous saurions gré de nous dire :"
    )
    questions: tuple[str, ...] = (
        "lesquelles de ces compétences le référentiel en vigueur couvre déjà, et dans quel bloc ;",
        "lesquelles vous examinerez à la prochaine révision ;",
        "lesquelles vous écartez, et pourquoi.",
    )
    closing: tuple[str, ...] = (
        "Votre réponse sera enregistrée avec sa date dans le journal public des transmissions.",
        "Nous vous prions d'agréer, Madame, Monsieur, l'expression de nos salutations distinguées.",
    )
    signature: str = "[Nom, fonction, signature]"


def letter_of_dossier(dossier: Dossier) -> Letter:
    """To the body that may revise this certification."""
    about = About(dossier, f"{' ; '.join((_count(dossier), _registration(dossier), *_basis(dossier)))}.")
    return _letter(_addressee(dossier), "cette certification", [about])


def letter_of_body(name: str, dossiers: Sequence[Dossier]) -> Letter:
    """To a certifying body, for all of its certifications that modules complete."""
    several = f"{len(dossiers)} de vos certifications" if len(dossiers) > 1 else "une de vos certifications"
    about = [About(d, " ; ".join((_count(d), _registration(d), *_basis(d), *_recipient(d))) + ".") for d in dossiers]
    return _letter(name, several, about)


def _letter(to: str, which: str, about: Sequence[About]) -> Letter:
    summary = together(part.dossier for part in about)
    named = f"« {about[0].dossier.label} »" if len(about) == 1 else which
    return Letter(
        to,
        f"compétences ajoutées à {named} par des modules additionnels",
        (_WHY, f"Le catalogue ouvert des modules additionnels recense {_count(summary)} pour {which} :"),
        tuple(about),
    )


def _addressee(dossier: Dossier) -> str:
    recipient, named = dossier.standing.recipient, dossier.certification.certifier_name
    deduced = any(name.partition(".")[0] == "certificateur" for name in dossier.certification.deduit)
    if recipient:
        check = " [destinataire déduit d'un enregistrement antérieur ou de la branche : à vérifier]"
        copy = f" [copie à {named}{_CHECK if deduced else ''} ?]" if named else ""
        return recipient.commission.libelle + (check if recipient.deduced else "") + copy
    check = f" [{_CHECK.removeprefix(', ')}]" if deduced else ""
    return named + check if named else "[Destinataire : aucune source lue ne nomme le certificateur]"


def _count(signal: Signal) -> str:
    return f"{plural(len(signal.additions), 'module')} {of_regions(len(signal.regions))}"


def _registration(dossier: Dossier) -> str:
    standing = dossier.standing
    if not standing.code:
        return "aucun code d'enregistrement n'est prouvé [code à indiquer]"
    if standing.expired and standing.ends:
        ended = f"dernier enregistrement connu {standing.code}, achevé le {long_date(standing.ends)}"
        return f"{ended} [s'il a un successeur, en indiquer le code]"
    until = f", jusqu'au {long_date(standing.ends)}" if standing.ends else " [échéance à indiquer]"
    return f"en vigueur au {long_date(standing.day)} : {standing.code}{until}"


def _basis(dossier: Dossier) -> tuple[str, ...]:
    """Nothing, or what little of the référentiel was read: the reader of the letter knows the whole of it."""
    basis = dossier.standing.basis
    return (f"comparaison jointe faite {basis}" if dossier.standing.compared else basis,) if basis else ()


def _recipient(dossier: Dossier) -> tuple[str, ...]:
    """Nothing, or the commission to which the certifying body may pass the dossier on."""
    found = dossier.standing.recipient
    check = " [déduit : à vérifier]" if found and found.deduced else ""
    return (f"à transmettre à {found.commission.libelle}{check}",) if found else ()


def compared(dossier: Dossier) -> str:
    """How the skills were held against a text, or why they were not: what stands above the annexed table."""
    standing, counts = dossier.standing, dossier.counts
    if not standing.compared:
        return "Aucun texte de ce référentiel n'a été lu : rien n'est dit de ce qu'il couvre."
    if not dossier.verdicts:
        return "Aucun module de ce dossier ne détaille ses compétences : il n'y a rien à comparer."
    totals = (
        plural(counts.get("absente", 0), "compétence absente", "compétences absentes"),
        plural(counts.get("approchee", 0), "approchée"),
        plural(counts.get("couverte", 0), "couverte"),
    )
    how = "« Calculé » : par les mots communs, à vérifier ; « lu » : par une personne."
    return " ".join((f"Comparé à {standing.compared.code} : {', '.join(totals)}.", how, *standing.remarks))
