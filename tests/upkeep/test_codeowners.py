"""`catalogue codeowners`: the committed file is current; teams are teams, regions are regions."""

import pytest

from build_tools.upkeep.codeowners import Teams, TeamsError, codeowners, read_teams
from tests.conftest import ROOT, catalogue_command

TEAM = "@organisation/bretagne"


def test_the_committed_file_is_current(real_catalogue):
    regions = real_catalogue.vocabularies.regions
    expected = codeowners(read_teams(ROOT / ".github" / "equipes.yml", regions), regions)
    assert (ROOT / ".github" / "CODEOWNERS").read_text() == expected, "Lancez : catalogue codeowners"


def test_a_region_s_team_reviews_its_modules_and_its_demarches(real_catalogue):
    regions = real_catalogue.vocabularies.regions
    text = codeowners(Teams(("@organisation/catalogue",), {"bretagne": (TEAM, "@organisation/ouest")}), regions)
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines == [
        "* @organisation/catalogue",
        f"/catalogue/modules/bretagne/ {TEAM} @organisation/ouest",
        f"/catalogue/demarches/bretagne/ {TEAM} @organisation/ouest",
        f"/catalogue/ecarts/bretagne/ {TEAM} @organisation/ouest",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("tout: []\nregions: {bretagna: []}\n", "bretagna"),
        ("tout: ['@quelqu-un']\nregions: {}\n", "@organisation/equipe"),
        ("tout: ['quelqu-un@exemple.fr']\nregions: {}\n", "@organisation/equipe"),
        ("tout: ['@a/b\\n* @c/d']\nregions: {}\n", "@organisation/equipe"),
        ("tout: '@a/b'\nregions: {}\n", "liste"),
        ("tout: []\n", "deux clés"),
        ("tout: [\n", "ligne"),
    ],
)
def test_a_bad_file_of_teams_is_refused(tmp_path, content, message):
    path = tmp_path / "equipes.yml"
    path.write_text(content)
    with pytest.raises(TeamsError, match=message):
        read_teams(path, ["bretagne"])


def test_the_command_writes_the_file(catalogue_copy):
    folder = catalogue_copy.parent
    (folder / "equipes.yml").write_text(f"tout: []\nregions: {{bretagne: ['{TEAM}']}}\n")
    done = catalogue_command("codeowners", "--teams", "equipes.yml", "--out", "CODEOWNERS", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert f"/catalogue/modules/bretagne/ {TEAM}\n" in (folder / "CODEOWNERS").read_text()
    (folder / "equipes.yml").write_text("tout: 1\nregions: {}\n")
    assert catalogue_command("codeowners", "--teams", "equipes.yml", cwd=folder).returncode == 2
