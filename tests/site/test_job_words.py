"""The words of job names, which the search takes for sound words."""

from __future__ import annotations

from build_tools.site.job_words import job_words, words_of_any_job
from build_tools.site.occupation_families import FAMILIES


def test_who_does_the_job_has_the_families_of_the_job_and_other_words_have_none() -> None:
    words = job_words()
    assert words["carreleur"] == words["carreleuse"] == "F"
    assert words["comptable"] == "M"
    assert words["medicale"] == ""


def test_who_may_be_of_any_family_has_none() -> None:
    words = job_words()
    assert words["technicien"] == words["responsable"] == ""
    assert {letter for letters in words.values() for letter in letters} <= set(FAMILIES)


def test_a_word_that_begins_jobs_of_nearly_every_family_names_none_alone() -> None:
    words = set(words_of_any_job())
    assert {"assistant", "assistante", "agent", "conseiller", "aide", "chef"} <= words
    assert words.isdisjoint({"vendeur", "mecanicien", "serveur", "educatrice", "comptable"})
