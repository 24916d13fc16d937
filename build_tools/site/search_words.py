"""Words by which a search finds a module though its record does not say them: official ones, and everyday ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from build_tools.analysis.matching.index import texts_of
from build_tools.analysis.matching.official_words import job_names
from build_tools.analysis.matching.words import everyday_stems, stems_of_name, words_of_record
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
        yield NEIGHBOUR_WEIGHT, " ".join(self._everyday(module))

    @staticmethod
    def jobs(code: str) -> str:
        """All names of an occupation's jobs."""
        return ". ".join(job_names().get(code, ()))

    def _everyday(self, module: Module) -> list[str]:
        """The words of its neighbours that a module does not say, each once: every page of results carries them."""
        said = {
            stem
            for field, text in texts_of(self.catalogue, module)
            if field in _SAYING
            for stem in words_of_record(text)
        }
        found: dict[str, str] = {}
        for needed, words in self._terms:
            if needed <= said:
                for stem, word in words:
                    if stem not in said:
                        found.setdefault(stem, word)
        return list(dict.fromkeys(found.values()))

    @cached_property
    def _terms(self) -> tuple[tuple[frozenset[str], tuple[tuple[str, str], ...]], ...]:
        """The stems of each everyday term, and the words of its synonyms with their stems."""
        terms = self.catalogue.vocabularies.voisinages.values()
        stems = ((stems_of_name(term.libelle, apart=True), term.synonymes) for term in terms)
        return tuple((needed, tuple(_telling_words(synonyms))) for needed, synonyms in stems if needed)


def _telling_words(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The stems of the words of texts, each with its word, but for those that say nothing alone."""
    for word in (word for text in texts for word in text.split()):
        for stem in words_of_record(word):
            if stem not in everyday_stems():
                yield stem, word
