"""`.github/CODEOWNERS`: which team is asked to review the records of each region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.checking.rulebook import message_for
from build_tools.errors import UsageError
from build_tools.loading import yaml_reader
from build_tools.loading.yaml_reader import YamlError
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import Region

HEADER = "# generated, do not edit: run catalogue codeowners"
_FOLDERS = tuple(kind.folder for kind in KINDS.values() if kind.by_region)
_KEYS = {"tout", "regions"}
_TEAM = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")


class TeamsError(UsageError):
    """The file of teams is not what it should be; the message is for the user."""


@dataclass(frozen=True)
class Teams:
    """Teams asked for everything that no region's team is asked for, and region → its teams."""

    everything: tuple[str, ...]
    regions: Mapping[str, tuple[str, ...]]


def read_teams(path: Path, regions: Iterable[str]) -> Teams:
    """The teams that the file names. Raises TeamsError, OSError."""
    try:
        data = yaml_reader.read(path.read_bytes())
    except YamlError as error:
        raise TeamsError(
            f"« {path} », ligne {error.line} : {message_for(error.key, **error.values).message}"
        ) from error
    by_region = data.get("regions")
    if set(data) != _KEYS or not isinstance(by_region, dict):
        raise TeamsError(f"« {path} » attend deux clés, « tout » (une liste) et « regions » (région: liste).")
    if unknown := sorted(set(by_region) - set(regions)):
        raise TeamsError(f"« {path} » : « {unknown[0]} » n'est pas une région du vocabulaire.")
    named = {region: _teams(found, path) for region, found in by_region.items()}
    return Teams(_teams(data["tout"], path), named)


def _teams(found: object, path: Path) -> tuple[str, ...]:
    if not isinstance(found, list):
        raise TeamsError(f"« {path} » : une liste d'équipes est attendue, entre crochets.")
    for team in found:
        if not isinstance(team, str) or not _TEAM.fullmatch(team):
            raise TeamsError(f"« {path} » : « {team} » n'est pas une équipe (« @organisation/equipe »).")
    return tuple(found)


def codeowners(teams: Teams, regions: Mapping[str, Region]) -> str:
    """The file: of several lines that fit a path, the last one counts."""
    return "\n".join(_lines(teams, regions)) + "\n"


def _lines(teams: Teams, regions: Mapping[str, Region]) -> Iterator[str]:
    yield HEADER
    yield "# The teams are in .github/equipes.yml; a region without a team is everybody's."
    if teams.everything:
        yield f"* {' '.join(teams.everything)}"
    for name, region in regions.items():
        found = teams.regions.get(name)
        yield f"# {region.libelle}" if found else f"# {region.libelle}: no team yet"
        if found:
            yield from (f"/catalogue/{folder}/{name}/ {' '.join(found)}" for folder in _FOLDERS)
