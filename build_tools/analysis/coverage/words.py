"""Words of skills and of official sentences as they are compared: by stems, with words of one meaning as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import replace
from functools import cache

from build_tools.analysis.matching.words import Word, everyday_stems, stem, words_of_need, words_of_record

# Words that official texts and companies use for one another. A first line of each group names nothing: all are equal.
_SAME = (
    "nettoyer nettoyage bionettoyage desinfecter desinfection",
    "reparer reparation depanner depannage entretenir entretien maintenir maintenance",
    "moteur motorisation",
    "velo cycle bicyclette",
    "client clientele",
    "vendre vente commerce",
    "paie salaire",
    "bulletin fiche",
    "secourir secours secouriste secourisme sauveteur",
    "poser pose installer installation monter montage placer",
    "creer concevoir conception developper elaborer produire construire",
    "evaluer analyser mesurer controler diagnostiquer",
    "identifier reperer reperage detecter",
    "animer conduire piloter organiser diriger",
    "informatique numerique digital",
    "internet web",
    "collaborer cooperer collectif",
    "enfant bebe",
    "aliment alimentation alimentaire repas cuisiner cuisine",
    "handicap handicape",
    "donnee information",
    "demonter deposer",
    "bois menuiserie",
    "anglais anglophone",
    "dechet rebut",
    "planning agenda calendrier",
    "soigner soin",
    "residence logement habitat domicile",
)
# What one does rather than what one does it to: it discriminates less between skills.
_ACTIONS = (
    "accompagner accueillir aider analyser animer apprehender approfondir assister collaborer communiquer comprendre "
    "concevoir conduire contribuer controler cooperer creer decouvrir definir determiner developper distinguer "
    "elaborer entretenir etablir evaluer exploiter faire identifier installer intervenir maintenir mesurer monter "
    "nommer organiser participer planifier poser preparer produire proposer rediger reparer reperer restaurer "
    "transmettre travailler"
)
# Words of any official text.
_VAGUE = (
    "activite application chose compte domaine element ensemble entreprise face lien maniere moyen nature niveau outil "
    "personne professionnel projet qualite responsable situation technique type vie vue quotidien"
)
# Numbers of norms and articles: they say which text applies, not which skill.
_REFERENCE = re.compile(r"[0-9]{3}")
PREFIX_LEAST, TAIL_MOST = 6, 5


@cache
def alike() -> dict[str, str]:
    """Stem → the stem that stands for its group."""
    groups = (list(dict.fromkeys(stem(word) for word in group.split())) for group in _SAME)
    return {each: group[0] for group in groups for each in group}


@cache
def light() -> frozenset[str]:
    """The stems that tell what one does, or nothing much."""
    return frozenset(alike().get(found, found) for word in f"{_ACTIONS} {_VAGUE}".split() for found in [stem(word)])


@cache
def halved() -> frozenset[str]:
    """The stems that count half: the light ones, and the everyday words that needs are weighed without."""
    return light() | {alike().get(found, found) for found in everyday_stems()}


def is_light(found: str) -> bool:
    """Whether a stem is an action, or an everyday word, rather than its object."""
    return found in light()


def stems_of(text: str) -> frozenset[str]:
    """The stems of an official text, those of one meaning as one."""
    same_as = alike()
    return frozenset(same_as.get(found, found) for found in words_of_record(text) if not _REFERENCE.search(found))


def words_of(text: str, known: Set[str]) -> list[Word]:
    """The content words of a skill or a need, one for each meaning."""
    same_as = alike()
    found: dict[str, Word] = {}
    for word in words_of_need(text, known):
        same = same_as.get(word.stem, word.stem)
        if not _REFERENCE.search(same):
            found.setdefault(same, replace(word, stem=same))
    return list(found.values())


def has_form_of(found: str, stems: Iterable[str]) -> bool:
    """Whether one of the stems is this one, or another form of the same word."""
    return found in stems or any(_is_a_form(found, other) for other in stems)


def _is_a_form(one: str, other: str) -> bool:
    """« encaiss » and « encaissement »: a long common beginning, and short ends."""
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((i for i, (own, theirs) in pairs if own != theirs), min(len(one), len(other)))
    return shared >= PREFIX_LEAST and max(len(one), len(other)) - shared <= TAIL_MOST
