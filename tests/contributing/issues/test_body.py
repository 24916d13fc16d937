"""The body of an issue, cut where its author or GitHub put headings."""

import time

import pytest

from build_tools.contributing.issues.body import BODY_MAX, sections
from tests.contributing.issues.rendering import rendered

LABELS = ("Titre", "Résumé", "Publics", "Publics, précisions", "Métiers (ROME 4.0)")


def cut(body):
    return [(section.label or section.heading, section.text) for section in sections(body, LABELS)][1:]


def test_what_github_writes():
    body = "### Titre\n\nRéparer un vélo\n\n### Résumé\n\n_No response_\n\n### Publics\n\n- [ ] Jeunes\n- [X] Salariés"
    found = list(sections(body, LABELS))
    assert [(section.label, section.text) for section in found[1:3]] == [("Titre", "Réparer un vélo"), ("Résumé", "")]
    assert found[3].ticked == ["Salariés"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system(end):
    assert cut(end.join(["### Titre", "", "Vélo", "", "### Résumé", "", "Un", "Deux", ""])) == [
        ("Titre", "Vélo"),
        ("Résumé", "Un\nDeux"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "### Résumé",
        "# résumé",
        "###### RÉSUMÉ ######",
        "### Resume",
        "### Résumé :",
        "### Résumés",
        "###\tRésumé  ",
        "**Résumé**",
        "**Résumé** :",
    ],
)
def test_a_heading_that_was_edited_is_still_known(heading):
    assert cut(f"{heading}\n\nTexte") == [("Résumé", "Texte")]


def test_headings_that_resemble_one_another_stay_apart():
    assert cut("### Publics précisions\nA\n### Publics\nB\n### Métiers ROME 4.0\nC") == [
        ("Publics, précisions", "A"),
        ("Publics", "B"),
        ("Métiers (ROME 4.0)", "C"),
    ]


def test_a_heading_in_code_or_in_a_comment_is_text():
    assert cut("### Titre\n\n```\n### Résumé\n```\n") == [("Titre", "### Résumé")]
    assert cut("### Titre\nVélo\n<!--\n### Résumé\nfaux\n-->\n### Résumé\nvrai") == [
        ("Titre", "Vélo"),
        ("Résumé", "vrai"),
    ]


def test_a_fence_or_a_comment_that_is_never_closed_hides_nothing():
    assert cut("### Titre\n```\nVélo\n### Résumé\nTexte") == [("Titre", "```\nVélo"), ("Résumé", "Texte")]
    assert cut("### Titre\n<!-- Vélo\n### Résumé\nTexte") == [("Titre", "<!-- Vélo"), ("Résumé", "Texte")]


def test_comments_and_the_fence_around_an_answer_are_left_out():
    assert cut("### Titre\n<!-- écrire ici --> Vélo") == [("Titre", "Vélo")]
    assert cut("### Titre\n~~~~yaml\ntitre: Vélo\n# fin\n~~~~\n") == [("Titre", "titre: Vélo\n# fin")]
    assert cut("### Titre\n```yaml\n\n```\n") == [("Titre", "")]


def test_boxes_and_plain_lines():
    [_, section] = sections("### Publics\n\n- [x] Un\n* [ ] Deux\nTrois\n", LABELS)
    assert section.ticked == ["Un", "Trois"]


def test_every_heading_of_the_forms_is_found():
    from build_tools.contributing.issues.templates import headings

    labels = list(headings())
    both = rendered() + "\n\n" + rendered("fiche.yml")
    assert {section.label for section in sections(both, labels)} == {"", *labels}


@pytest.mark.parametrize(
    "hostile",
    ["```a\n", "~~~\n```\n", "<!--\n", "--><!--", "<!--", "### \n", "- [ ] ", "**", "#" * 7 + "\n", "`" * 400 + "a\n"],
)
def test_no_repetition_costs_more_than_its_length(hostile):
    body = hostile * (BODY_MAX // len(hostile))
    start = time.process_time()
    assert sum(len(section.text) for section in sections(body, LABELS)) <= len(body)
    assert time.process_time() - start < 20  # a quadratic scan takes minutes
