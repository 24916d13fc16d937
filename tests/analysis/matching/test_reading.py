"""From what is pasted or uploaded to needs; what cannot be read gets a clear message."""

from __future__ import annotations

import pytest

from build_tools.analysis.matching.reading import (
    BYTES_AT_MOST,
    NEED_LENGTH_AT_MOST,
    NEEDS_AT_MOST,
    UnreadableNeedsError,
    needs_of,
    read_text,
)

ENGLISH = "We are looking for a home care worker who can use a smartphone and report to the team about the visits."
GERMAN = "Wir suchen einen Mitarbeiter, der mit dem Kunden sprechen und die Geräte im Haus reparieren kann."
SPANISH = (
    "Buscamos una persona que sepa reparar las bicicletas, con ganas, por los clientes del taller, muy bien y como tú."
)


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Réparer un vélo\nPoser une borne", ["Réparer un vélo", "Poser une borne"]),
        ("- Réparer un vélo\r\n• Poser une borne\r\n2) Souder", ["Réparer un vélo", "Poser une borne", "Souder"]),
        ("Réparer un vélo. Poser une borne ; souder", ["Réparer un vélo.", "Poser une borne", "souder"]),
        ("Réparer un vélo\n\n35 h\nRéparer un vélo", ["Réparer un vélo"]),
        ("\ufeffRe\u0301parer\u00a0un  ve\u0301lo", ["Réparer un vélo"]),
        ("Poser une borne n. 2 bis", ["Poser une borne n. 2 bis"]),
    ],
)
def test_needs_are_lines_and_sentences_each_once(text: str, needs: list[str]) -> None:
    assert needs_of(text) == needs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "vide"),
        (" \n\t\n", "vide"),
        ("12\n34,5\n2026", "que des nombres"),
        ("de la\net pour", "trop courants"),
        (ENGLISH, "en anglais"),
        (GERMAN, "en allemand"),
        (SPANISH, "en espagnol"),
        ("Ищем специалиста по ремонту", "lettres latines"),
        ("Réparer\x00un vélo", "pas du texte"),
        ("vélo\n" * (BYTES_AT_MOST // 5), "1 Mo"),
        ("\n".join(f"Réparer le vélo numéro a{i}" for i in range(NEEDS_AT_MOST + 1)), "1 000 lignes"),
    ],
)
def test_what_cannot_be_read_as_needs_gets_a_message(text: str, said: str) -> None:
    with pytest.raises(UnreadableNeedsError) as error:
        needs_of(text)
    assert said in str(error.value).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_list_of_skills_full_of_english_terms_is_french_enough() -> None:
    text = (
        "Soudure TIG MIG, Excel, Word, full stack, front end, e-learning, soft skills, merchandising, click and collect"
    )
    assert needs_of(text) == [text]


def test_a_need_is_never_longer_than_what_can_be_read() -> None:
    (need,) = needs_of("vélo " * NEED_LENGTH_AT_MOST)
    assert len(need) <= NEED_LENGTH_AT_MOST


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_may_be_in_either_usual_encoding(encoding: str) -> None:
    assert read_text("Réparer un vélo, l’été".encode(encoding)) == "Réparer un vélo, l’été"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 ...", b"PK\x03\x04\x14\x00", bytes(range(256)), "vélo".encode("utf-16")]
)
def test_a_file_that_is_not_text_gets_a_message(content: bytes) -> None:
    with pytest.raises(UnreadableNeedsError, match="pas du texte"):
        needs_of(read_text(content))


def test_a_huge_file_gets_a_message() -> None:
    with pytest.raises(UnreadableNeedsError, match=r"1.Mo"):
        read_text(b"a" * 5_000_000)
