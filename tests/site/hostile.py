"""A small catalogue whose every free text attacks the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from build_tools.checking import schema_check
from build_tools.checking.check import check
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue
from tests.conftest import CERTIFICATION, DEMARCHE, MODULE, copy_small_catalogue

ATTACK = (
    'Attaque </title></script><script>window.pirate=1</script><img src=x onerror="window.pirate=1"> '
    "' onmouseover='window.pirate=1 {{ 7*191 }} {% raw %} ${7*191} @@CORPS@@ <!-- catalogue:modules --> "
    "[cliquez](javascript:pirate) **gras** &lt;b&gt;"
)
SHORT = 'Court <script>window.pirate=1</script> {{ 7*191 }} ](javascript:x) "><svg onload=pirate>'


def _spoil(path: Path, **fields: object) -> None:
    data = {**yaml_reader.read(path.read_bytes()), **fields}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _spoiled_term(path: Path, index: int, **fields: Any) -> None:
    data = yaml_reader.read(path.read_bytes())
    data["termes"][index] |= fields
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def hostile(target: Path) -> Catalogue:
    """The catalogue of `hostile_catalogue`, past a checker that would refuse such texts: nothing may rely on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema_check, "TEXT_RULES", ())
        report = check(load(hostile_catalogue(target)))
    assert report.catalogue is not None, report.problems
    return report.catalogue


def hostile_catalogue(target: Path) -> Path:
    """A small catalogue whose every free text attacks the page."""
    folder = copy_small_catalogue(target)
    module = yaml_reader.read((folder / MODULE).read_bytes())
    _spoil(
        folder / MODULE,
        titre=SHORT,
        resume=ATTACK,
        competences=[{"intitule": SHORT, "preuve": ATTACK}],
        besoin={"constat": ATTACK},
        metiers_cites=[SHORT],
        modalites_pedagogiques=[SHORT],
        evaluation=ATTACK,
        publics_precisions=ATTACK,
        prerequis=[{"condition": SHORT}],
        precisions=[ATTACK],
        transmissions=[{"destinataire": SHORT, "type": "dgefp", "le": "2026-01-01", "objet": SHORT, "reponse": ATTACK}],
        mises_en_oeuvre=[{"organisme": SHORT, "adresse": "https://exemple.fr/\"onclick='pirate'<b>"}],
        resultats=[{"indicateur": "stagiaires-formes", "valeur": 1, "unite": SHORT, "periode": SHORT}],
        deduit=[],
        certifications=[{**module["certifications"][0], "cite": SHORT}],
        sources=[{"document": "guide-8", "page": 1, "extrait": "](javascript:x) <script>pirate</script> {{ 7*191 }}"}],
    )
    _spoil(folder / DEMARCHE, titre=SHORT, resume=ATTACK, porteur={"nom": SHORT, "type": "conseil-regional"})
    _spoil(folder / CERTIFICATION, intitule=SHORT, motif=ATTACK)
    _spoiled_term(folder / "vocabulaires" / "secteurs.yml", 3, libelle=SHORT, description=ATTACK)
    return folder
