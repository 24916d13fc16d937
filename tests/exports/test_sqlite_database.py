"""The SQLite database, opened by SQLite."""

import sqlite3

import pytest

from tests.exports.nasty import NASTY


@pytest.fixture
def database(nasty_files):
    with sqlite3.connect(":memory:") as connection:
        connection.deserialize(nasty_files["data/catalogue.sqlite"].content)
        return connection


def test_the_database_is_sound_and_every_link_leads_somewhere(database):
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(database.execute("PRAGMA foreign_key_list(modules)").fetchall()) == 6


def test_a_link_that_leads_nowhere_is_refused(database):
    database.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO modules_secteurs VALUES ('bre-vilain', 9, 'astrologie')")


def test_texts_are_kept_to_the_letter(database):
    read = database.execute("SELECT valeur FROM modules_precisions WHERE fiche = 'bre-vilain' ORDER BY rang")
    assert tuple(text for (text,) in read) == NASTY


def test_a_question_over_two_tables(database, nasty):
    count = database.execute(
        "SELECT COUNT(*) FROM modules_secteurs JOIN secteurs ON secteurs.id = valeur WHERE libelle = 'Industrie'"
    ).fetchone()
    assert count == (len(nasty.by_sector["industrie"]),)


def test_the_date_and_the_licence_travel_with_the_file(database):
    assert database.execute("SELECT date, licence FROM publication").fetchall() == [
        ("2026-11-21T09:55:44Z", "Licence Ouverte 2.0")
    ]
    assert database.execute(
        "SELECT titre FROM definitions WHERE \"table\" = 'modules' AND colonne = 'annee'"
    ).fetchall()
