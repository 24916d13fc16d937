"""The SQLite database, opened by SQLite."""

import csv
import io
import json
import sqlite3
from contextlib import closing

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


def test_the_database_defines_every_column_of_its_tables_and_of_its_view(database):
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    ours = [n for n in names if not n.startswith(("modules_recherche", "sqlite_")) and n not in _ABOUT]
    definitions = database.execute('SELECT "table", colonne, description FROM definitions').fetchall()
    defined = {(table, column) for table, column, text in definitions if text}
    for name in (*ours, "v_modules"):
        columns = {row[1] for row in database.execute(f'PRAGMA table_info("{name}")')}
        assert {column for column in columns if (name, column) not in defined} == set(), name


# What these hold is said elsewhere: the words of modules in the view, the rest by its name.
_ABOUT = {"definitions", "publication", "modules_en_clair"}


def test_the_view_is_the_flat_table_and_words_find_modules(nasty_files, tmp_path):
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(nasty_files["data/catalogue.sqlite"].content)
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("SELECT * FROM v_modules ORDER BY id")
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found]
        text = nasty_files["data/modules.csv"].content.decode()
        flat = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [*flat[0], "numero"] == names
        for row, line in zip(rows, flat, strict=True):
            assert {
                key: "" if row[key] is None else str(row[key]) for key in ("id", "titre", "region_insee", "page")
            } == {key: line[key] for key in ("id", "titre", "region_insee", "page")}
            assert (row["champs_deduits"] or "") == line["champs_deduits"]
        query = "SELECT id FROM modules_recherche WHERE modules_recherche MATCH ?"
        with_accent, without = ({row[0] for row in database.execute(query, (word,))} for word in ("déchets", "dechets"))
        assert "aura-valorisation-des-dechets" in with_accent == without


def test_the_index_of_words_reads_the_texts_of_the_tables_even_once_rows_have_moved(database, nasty):
    database.execute("VACUUM")
    check = "INSERT INTO modules_recherche (modules_recherche, rank) VALUES ('integrity-check', 1)"
    database.execute(check)  # SQLite's own: raises where the index and the texts differ
    read = dict(database.execute("SELECT id, resume FROM modules_recherche"))
    assert read == {module.id: module.resume for module in nasty.modules.values()}
    database.execute("UPDATE modules SET resume = 'autre' WHERE id = 'bre-vilain'")
    with pytest.raises(sqlite3.DatabaseError):
        database.execute(check)


def test_datasette_is_told_titles_and_licence_in_french(nasty_files):
    told = json.loads(nasty_files["data/catalogue.metadata.json"].content)
    described = told["databases"]["catalogue"]["tables"]
    assert (told["license"], described["modules"]["title"]) == ("Licence Ouverte 2.0", "Module additionnel")
    assert described["v_modules"]["columns"].keys() >= {"region_insee", "champs_deduits"}


def test_the_search_box_of_datasette_finds_modules_in_the_view(database, nasty_files):
    told = json.loads(nasty_files["data/catalogue.metadata.json"].content)["databases"]["catalogue"]["tables"]
    key, index = told["v_modules"]["fts_pk"], told["v_modules"]["fts_table"]
    # As Datasette asks (docs.datasette.io, « Full-text search »).
    query = f"SELECT id FROM v_modules WHERE {key} IN (SELECT rowid FROM {index} WHERE {index} MATCH 'dechets')"
    assert ("aura-valorisation-des-dechets",) in database.execute(query).fetchall()
