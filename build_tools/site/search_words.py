"""Words by which a search finds a module though its record does not say them: official ones, and everyday ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from build_tools.analysis.matching.index import texts_of
from build_tools.analysis.matching.official_words import job_names
from build_tools.analysis.matching.words import fold, stop_words, words_of_need, words_of_record
from build_tools.model import Catalogue, Module
from build_tools.model.catalogue import official_codes

# Each below what the record says itself.
OFFICIAL_WEIGHT = 0.6
NEIGHBOUR_WEIGHT = 1
_SAYING = frozenset({"titre", "competences", "resume", "themes"})


@dataclass(frozen=True)
class SearchWords:
    """Widens the modules of a catalogue."""

    catalogue: Catalogue

    def of(self, module: Module) -> Iterator[tuple[float, str]]:
        """Texts with their weights: official skills and knowledge, everyday words."""
        labels = self.catalogue.vocabularies
        official = [labels.label("competences_rome", code) for code in official_codes(module)]
        yield OFFICIAL_WEIGHT, ". ".join(official)
        # Each word once: a record is no nearer to « machine » for having twenty names with it.
        words = (word for name in self._neighbours(module) for word in name.split())
        yield NEIGHBOUR_WEIGHT, " ".join(dict.fromkeys(word for word in words if fold(word) not in stop_words()))

    @staticmethod
    def jobs(code: str) -> str:
        """All names of an occupation's jobs."""
        return ". ".join(job_names().get(code, ()))

    def _neighbours(self, module: Module) -> Iterator[str]:
        said = {
            stem
            for field, text in texts_of(self.catalogue, module)
            if field in _SAYING
            for stem in words_of_record(text)
        }
        for needed, synonyms in self._terms:
            if needed and needed <= said:
                yield from synonyms

    @cached_property
    def _terms(self) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
        """The stems of each everyday term, and its synonyms."""
        terms = self.catalogue.vocabularies.voisinages.values()
        return tuple(
            (frozenset(word.stem for word in words_of_need(term.libelle, frozenset())), term.synonymes)
            for term in terms
        )
