"""Words by which a search finds a module though its record does not say them: official ones, and everyday ones."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property

from build_tools.analysis.matching.index import texts_of
from build_tools.analysis.matching.official_words import job_names
from build_tools.analysis.matching.words import everyday_stems, stem, stems_of_name, words_of_record
from build_tools.model import Catalogue, Module
from build_tools.model.catalogue import official_codes
from build_tools.site.search_names import pairs_of, whole_key

# Each below what the record says itself.
OFFICIAL_WEIGHT = 0.6
NEIGHBOUR_WEIGHT = 1
_SUBJECT = frozenset({"titre", "competences", "resume", "themes"})


@dataclass(frozen=True)
class Everyday:
    """The everyday names that lead to a module, and the stems by which it says its subject itself."""

    names: tuple[str, ...]
    own_stems: Set[str]

    @property
    def words(self) -> list[str]:
        """Their words that the module does not say, each once.

        A word that says nothing alone is there with its neighbour only: « mot de passe ».
        """
        found: dict[str, str] = {}
        for name in self.names:
            for root, word in _distinctive_words(name):
                if root not in self.own_stems:
                    found.setdefault(root, word)
        joined = (word for name in self.names for word in _joined(name))
        return list(dict.fromkeys([*found.values(), *joined]))


@dataclass(frozen=True)
class SearchWords:
    """Widens the modules of a catalogue."""

    catalogue: Catalogue

    def official(self, module: Module) -> str:
        """The official skills and knowledge of a module."""
        labels = self.catalogue.vocabularies
        return ". ".join(labels.label("competences_rome", code) for code in official_codes(module))

    def everyday(self, module: Module) -> Everyday:
        """Its neighbours."""
        texts = (text for field, text in texts_of(self.catalogue, module) if field in _SUBJECT)
        own = {stem for text in texts for stem in words_of_record(text)}
        return Everyday(tuple(name for needed, names in self._terms if needed <= own for name in names), own)

    @staticmethod
    def jobs(code: str) -> str:
        """All names of an occupation's jobs."""
        return ". ".join(job_names().get(code, ()))

    @cached_property
    def _terms(self) -> tuple[tuple[frozenset[str], Sequence[str]], ...]:
        """The stems of each everyday term, and its synonyms."""
        terms = self.catalogue.vocabularies.voisinages.values()
        stems = ((stems_of_name(term.libelle, apart=True), term.synonymes) for term in terms)
        return tuple((needed, names) for needed, names in stems if needed)


@cache
def _distinctive_words(text: str) -> tuple[tuple[str, str], ...]:
    """The stems of the words of a text, each with its word, but for those that say nothing alone."""
    stems = ((root, word) for word in text.split() for root in words_of_record(word))
    return tuple((root, word) for root, word in stems if root not in everyday_stems())


@cache
def _joined(text: str) -> tuple[str, ...]:
    """The pairs of a name's words of which one says nothing alone, as the engine asks for them."""
    pairs = (pair for pair in pairs_of(text) if not everyday_stems().isdisjoint(map(stem, pair)))
    return tuple(whole_key(*pair) for pair in pairs)
