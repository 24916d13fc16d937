"""An official text of skills cut into sentences, whatever its bullets."""

import time

import pytest

from build_tools.text.items import ITEM_MAX, items_of

BOTH = ("Accueillir le client", "Conseiller le client")


@pytest.mark.parametrize(
    "text",
    [
        "- Accueillir le client\n- Conseiller le client",
        "• Accueillir le client • Conseiller le client",
        "➢Accueillir le client ➢Conseiller le client",
        "\uf0b7 Accueillir le client   \uf0b7 Conseiller le client",
        "* Accueillir le client      * Conseiller le client",
        "– Accueillir le client ;\r\n– Conseiller le client.".replace("client.", "client"),
        "<ul><li>Accueillir le client</li><li>Conseiller le client</li></ul>",
        "&lt;p&gt;Accueillir le client&lt;/p&gt;&lt;p&gt;Conseiller le client&lt;/p&gt;",
        "Accueillir le client<br/>Conseiller le client",
        "Accueillir le client  Conseiller le client",
        "- Accueillir le client - Conseiller le client",
        "o Accueillir le client\no Conseiller le client",
        "-\nAccueillir le client\n-\nConseiller le client",
        "☐ Accueillir le client\n☑ Conseiller le client",
        "✅ Accueillir le client ✔\ufe0f Conseiller le client",
        "🔹Accueillir le client 🔹Conseiller le client",
        "# Accueillir le client\n§ Conseiller le client",
        "⇒ Accueillir le client\n↪ Conseiller le client",
        "\ue123 Accueillir le client\n⭐ Conseiller le client",
    ],
)
def test_every_kind_of_bullet(text):
    assert items_of(text) == BOTH


def test_numbers_stay_with_their_sentence():
    assert items_of("C1. Accueillir le client    C2. Conseiller le client") == (
        "C1. Accueillir le client",
        "C2. Conseiller le client",
    )
    assert items_of("C5.  Développer un programme") == ("C5. Développer un programme",)


@pytest.mark.parametrize(("one", "two"), [("1°", "2°"), ("(1)", "(2)"), ("(a)", "(b)"), ("1-", "2-"), ("I.", "II.")])
def test_numbers_of_every_kind_begin_an_item(one, two):
    assert items_of(f"{one} Accueillir le client\n{two} Conseiller le client") == (
        f"{one} Accueillir le client",
        f"{two} Conseiller le client",
    )


def test_an_arrow_inside_a_sentence_is_no_bullet():
    assert items_of("Passer de A → B sans # ni §") == ("Passer de A → B sans # ni §",)


def test_a_line_in_small_letters_that_begins_with_a_verb_is_an_item():
    assert items_of("accueillir le client\nconseiller le client") == ("accueillir le client", "conseiller le client")


def test_a_sentence_cut_by_wide_gaps_stays_whole():
    assert items_of("Valider une solution   technique  - Suivre le chantier") == (
        "Valider une solution technique",
        "Suivre le chantier",
    )


def test_a_hyphen_inside_a_sentence_is_no_bullet():
    assert items_of("Accueillir - et orienter - le client") == ("Accueillir - et orienter - le client",)


def test_the_same_sentence_twice_is_one_item():
    assert items_of("- Coder\n- Coder") == ("Coder",)


@pytest.mark.parametrize("nothing", ["", "  \n ", "<p></p>", "-", "•••", "1."])
def test_nothing_gives_nothing(nothing):
    assert items_of(nothing) == ()


def test_a_text_too_long_for_a_field_is_cut_at_a_sentence():
    items = items_of("Réparer le moteur. " * 400)
    assert max(map(len, items)) <= ITEM_MAX
    assert all(item.endswith("moteur.") for item in items)


def test_no_word_is_lost():
    text = "Intro :\n• un\n• deux\n1) trois\nquatre"
    assert {"Intro", "un", "deux", "trois", "quatre"} <= set(" ".join(items_of(text)).replace(")", " ").split())


@pytest.mark.parametrize(
    "hostile", [" ", "\n", "<", "<script", "<!--", "&lt;", "• ", "A1.", "- A", "1.1.", "(", "er\n"]
)
def test_a_hostile_text_takes_no_time(hostile):
    start = time.perf_counter()
    items_of(hostile * 40_000)
    assert time.perf_counter() - start < 1
