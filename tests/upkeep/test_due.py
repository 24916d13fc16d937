"""`catalogue due`: records to read again, by region."""

import datetime

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.upkeep.due import due
from build_tools.upkeep.tickets import due_ticket
from tests.conftest import CERTIFICATION, MODULE, TODAY, catalogue_command


def read_on(catalogue, name, day):
    path = catalogue / name
    lines = [f"verifie_le: {day}" if line.startswith("verifie_le:") else line for line in path.read_text().splitlines()]
    path.write_text("\n".join(lines) + "\n")


def found(folder, within=0):
    return [
        (record.region, str(record.path), record.months)
        for record in due(check(load(folder), today=TODAY).catalogue, TODAY, within)
    ]


def test_nothing_is_due_while_all_was_read_lately(catalogue_copy):
    assert found(catalogue_copy) == []
    assert due_ticket([]) == "Aucune fiche à relire.\n"


def test_a_record_is_due_after_two_years(catalogue_copy):
    read_on(catalogue_copy, MODULE, "2024-11-22")
    assert found(catalogue_copy) == []
    read_on(catalogue_copy, MODULE, "2024-11-21")
    assert found(catalogue_copy) == [("Normandie", MODULE, 24)]


def test_what_is_due_soon_can_be_asked_for(catalogue_copy):
    read_on(catalogue_copy, MODULE, "2025-01-21")
    assert found(catalogue_copy, within=1) == []
    assert found(catalogue_copy, within=2) == [("Normandie", MODULE, 22)]


def test_certifications_have_a_group_of_their_own(catalogue_copy):
    read_on(catalogue_copy, CERTIFICATION, "2020-01-01")
    read_on(catalogue_copy, MODULE, "2021-01-01")
    assert [region for region, _, _ in found(catalogue_copy)] == ["Certifications", "Normandie"]


def test_the_ticket_has_a_box_for_each_record(catalogue_copy):
    read_on(catalogue_copy, MODULE, "2024-01-02")
    day = datetime.date(2026, 11, 21)
    done = catalogue_command("due", "--today", day.isoformat(), cwd=catalogue_copy.parent)
    assert done.returncode == 0
    assert "### Normandie\n\n- [ ] " in done.stdout
    assert f"(`{MODULE}`), relue le 2\u00a0janvier\u00a02024" in done.stdout.replace("2 janvier", "2\u00a0janvier")
