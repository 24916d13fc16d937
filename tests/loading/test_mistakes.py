"""The line that is wrong is reported, by name, not the correct one that follows it."""

import pytest

from build_tools.checking.rulebook import message_for
from build_tools.loading.yaml_reader import YamlError, read

GOOD = """titre: Entretien des vélos
resume: Apprendre à entretenir un vélo, pour les vendeurs de cycles.
region: bretagne
secteurs: [commerce-distribution]
nature: technique
competences:
  - intitule: Lire un plan
  - intitule: Régler les freins
sources:
  - {document: guide-8, page: 31}
verifie_le: 2026-11-21
"""
NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "key"),
    [
        ("nature: technique", "nature:technique", 5, "colle"),
        ("verifie_le: 2026", "verifie_le:2026", 11, "colle"),
        ("nature: technique", "nature = technique", 5, "autre-signe"),
        ("nature: technique", "nature：technique", 5, "autre-signe"),
        ("nature: technique", "nature ; technique", 5, "autre-signe"),
        ("nature: technique", "nature technique", 5, "sans-deux-points"),
        ("nature: technique", "---\nnature: technique", 5, "documents"),
        ("nature: technique", f"nature:{NBSP}technique", 5, "insecable"),
        ("nature: technique", f"nature:{NARROW}technique", 5, "insecable"),
        ("  - intitule: Lire", f"{NBSP}{NBSP}- intitule: Lire", 7, "insecable"),
        ("  - intitule: Régler", f"  -{NBSP}intitule: Régler", 8, "insecable"),
        ("nature: technique", "<<<<<<< HEAD\nnature: technique\n=======\nnature: x\n>>>>>>> b", 5, "conflit"),
        ("pour les", "pour\nles", 3, "suite"),
        ("  - intitule: Lire", "  • intitule: Lire", 7, "puce"),
        ("  - intitule: Régler", "  – intitule: Régler", 8, "puce"),
        ("  - intitule: Lire", "  -intitule: Lire", 7, "tiret-colle"),
        ("  - intitule: Régler", "  -intitule: Régler", 8, "tiret-colle"),
        ("[commerce-distribution]", "[commerce-distribution", 4, "crochet-ouvert"),
        ("page: 31}", "page: 31", 10, "crochet-ouvert"),
        ("titre: Entretien des vélos", "titre: 'L'entretien des vélos'", 1, "apostrophe"),
        ("intitule: Lire un plan", "intitule: 'Lire l'heure'", 7, "apostrophe"),
        ("titre: Entretien des vélos", 'titre: "Le "bon" entretien"', 1, "guillemet-dedans"),
        ("titre: Entretien des vélos", "titre: “Vélos : entretien”", 1, "courbes"),
    ],
)
def test_each_usual_mistake_is_named_at_its_line(right, wrong, line, key):
    assert right in GOOD
    with pytest.raises(YamlError) as caught:
        read(GOOD.replace(right, wrong, 1).encode())
    assert (caught.value.line, caught.value.key) == (line, f"yaml-syntaxe/{key}")
    assert all(message_for(caught.value.key))


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ("titre: Vélos : entretien\n", 1),
        ("titre: a\nresume: >-\n  voir nature:technique\n  • une puce\nregion: a\n]\n", 6),
        ("titre: @a\n", 1),
    ],
)
def test_other_mistakes_stay_where_the_parser_sees_them(wrong, line):
    with pytest.raises(YamlError) as caught:
        read(wrong.encode())
    assert caught.value.line == line


def test_a_large_broken_file_is_told_in_a_moment():
    with pytest.raises(YamlError):
        read(("titre: a\n" + "  • b\n" * 20_000 + "nature:technique\nregion: b\n").encode())
