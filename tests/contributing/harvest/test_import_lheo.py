"""An LHEO feed imported once, as a spreadsheet is."""

import pytest

from build_tools.contributing.harvest.entries import lheo_book
from build_tools.contributing.harvest.fetching import HarvestError
from tests.conftest import catalogue_command
from tests.contributing.harvest.made import lheo


def test_a_feed_is_read_as_a_book_of_one_sheet():
    book = lheo_book(lheo({1: "Réparer un vélo cargo"}))
    (sheet,) = book.sheets
    assert dict(zip(sheet.rows[0], sheet.rows[1], strict=True)) | {"titre": "Réparer un vélo cargo"} == dict(
        zip(sheet.rows[0], sheet.rows[1], strict=True)
    )
    assert "Dupont" not in str(sheet.rows)


def test_an_older_feed_is_told_and_another_file_refused():
    assert lheo_book(lheo({1: "Vélo"}, "2.2")).notices == ["flux LHEO 2.2 : lu comme du 2.3"]
    with pytest.raises(HarvestError):
        lheo_book(b"<rss/>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
@pytest.mark.parametrize("declared", ['<!DOCTYPE lheo [<!ENTITY v "Vélo">]>', '<!DOCTYPE lheo SYSTEM "x.dtd">'])
def test_a_declaration_is_refused_in_any_encoding(encoding, declared):
    feed = f'<?xml version="1.0" encoding="{encoding[:6]}"?>{declared}' + lheo({1: "Vélo"}).decode()
    with pytest.raises(HarvestError, match="déclaration"):
        lheo_book(feed.encode(encoding))


def test_a_feed_in_utf_16_is_read():
    feed = '<?xml version="1.0" encoding="utf-16"?>' + lheo({1: "Vélo"}).decode()
    assert len(lheo_book(feed.encode("utf-16")).sheets) == 1


def test_each_body_and_place_of_a_module_is_told_once():
    def action(place, body="", session=""):
        code = f"<code-INSEE-commune>{place}</code-INSEE-commune>"
        where = f"<coordonnees><nom>Dupont</nom><adresse>{code}</adresse></coordonnees>"
        trainer = (
            f"<organisme-formateur><raison-sociale-formateur>{body}</raison-sociale-formateur></organisme-formateur>"
        )
        return f"<action><lieu-de-formation>{where}</lieu-de-formation>{session}{trainer if body else ''}</action>"

    session = "<session><periode><debut>20270104</debut><fin>20270108</fin></periode></session>"
    actions = action("35238", session=session) + action("35238", session=session) + action("29019", "Afpa de Brest")
    (sheet,) = lheo_book(lheo({1: "Réparer un vélo cargo"}).replace(b"<action>", actions.encode() + b"<action>")).sheets
    said = dict(zip(sheet.rows[0], sheet.rows[1], strict=True))
    assert said["mises_en_oeuvre_organisme"] == "Greta de Bretagne | Afpa de Brest | Greta de Bretagne"
    assert said["mises_en_oeuvre_lieu_insee"] == "35238 | 29019 | "
    assert "Dupont" not in str(sheet.rows)


@pytest.mark.slow
def test_the_command_reads_it(catalogue_copy):
    feed = catalogue_copy.parent / "flux.xml"
    feed.write_bytes(lheo({1: "Réparer un vélo cargo"}).replace(b"<code-RNCP>RNCP38880</code-RNCP>", b""))
    defaults = {"Région": "Bretagne", "Nature": "Technique", "Source": "guide-8", "Vérifiée le": "2026-11-20"}
    given = [part for name, value in defaults.items() for part in ("--default", f"{name}={value}")]
    done = catalogue_command("import", feed, *given, cwd=catalogue_copy.parent)
    assert done.returncode == 0, done.stdout
    assert [path.stem for path in (catalogue_copy / "modules" / "bretagne").iterdir()] == ["bre-reparer-un-velo-cargo"]
    feed.write_bytes(b"<rss/>")
    refused = catalogue_command("import", feed, cwd=catalogue_copy.parent)
    assert (refused.returncode, "flux LHEO" in refused.stderr) == (1, True)
