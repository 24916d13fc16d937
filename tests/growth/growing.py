"""A copy of the project whose records are added, changed, renamed and withdrawn, as people do in two years."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from build_tools.loading.yaml_reader import read
from tests.conftest import CATALOGUE, ROOT, catalogue_command, clock_at
from tests.git_repository import git

# Two years after the catalogue's first records; everything written in the copy bears this date.
LATER = datetime.date(2028, 12, 4)
CLOCK = clock_at(LATER)
_REGIONS = ("bretagne", "corse", "grand-est", "hauts-de-france", "ile-de-france", "mayotte", "normandie", "occitanie")

_THEME = """
  - id: apiculture-urbaine
    libelle: Apiculture urbaine
    description: Installer des ruches en ville et s'en occuper.
    synonymes: [ruches, abeilles, miel]
    secteurs: [agriculture]
    transitions: [ecologique]
"""
_DOCUMENT = """libelle: Compte rendu de la commission de l'apiculture
description: Page publique qui décrit les modules d'apiculture de plusieurs Régions.
editeur: Centre de l'apiculture
date: "2028"
adresse: https://www.data.gouv.fr/compte-rendu-apiculture
nature: source
"""
_CERTIFICATION = """intitule: Titre professionnel Apiculteur en ville
abrege: TP Apiculteur en ville
type: titre-professionnel
certificateur: {nom: Ministère chargé de l'emploi}
motif: Le code de cette certification, trop récente, n'est pas encore connu.
sources:
  - {document: compte-rendu-apiculture, extrait: les modules complètent le titre d'apiculteur en ville}
verifie_le: LATER
"""
_DEMARCHE = """titre: Ruches de Bretagne
resume: La Région finance des ruches d'apprentissage dans les villes qui en demandent.
region: bretagne
porteur: {nom: Région Bretagne, type: conseil-regional}
sources:
  - {document: compte-rendu-apiculture, extrait: des ruches d'apprentissage dans les villes}
verifie_le: LATER
"""
_MODULE = """titre: Conduire un rucher numéro NUMBER en ville
resume: Installer NUMBER ruches sur un toit, les visiter et récolter le miel avec des voisins.
region: REGION
secteurs: [agriculture]
transitions: [ecologique]
themes: [apiculture-urbaine]
nature: technique
statut: deploye
annee: 2028
duree: {heures: 2NUMBER}
certifications:
  - certification: tp-apiculteur-en-ville
competences:
  - intitule: Visiter NUMBER ruches sans déranger la colonie
    ecart: nouveau
sources:
  - {document: compte-rendu-apiculture, extrait: NUMBER ruches sur un toit}
confiance: haute
verifie_le: LATER
"""
_GAP = """competence: Visiter une ruche installée sur un toit
constat: Les villes demandent des apiculteurs qui savent travailler en hauteur.
region: bretagne
secteurs: [agriculture]
ecart: nouveau
modules: [bre-rucher-2]
sources:
  - {document: compte-rendu-apiculture, extrait: des apiculteurs qui savent travailler en hauteur}
verifie_le: LATER
"""


def copy_of_the_project(target: Path) -> Path:
    """The project as its working folder has it, committed, with the tools that are installed here."""
    listed = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split("\0"):
        if name and (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    for name in (".venv", "tests/javascript/node_modules"):  # the tools stay where they are
        (target / name).symlink_to(ROOT / name)
    git(target, "init", "--quiet", "--initial-branch=main")
    (target / ".git" / "info" / "exclude").write_text(".venv\ntests/javascript/node_modules\n")
    _commit(target, "first records", "2026-11-29")
    return target


def grow(project: Path) -> None:
    """Records come, change, take another name and go; the project's own commands renew what follows from them."""
    catalogue = project / "catalogue"
    modules = sorted((catalogue / "modules").rglob("*.yml"))
    free = [path for path in modules if not _named_elsewhere(catalogue, path)]
    _add(catalogue)
    _commit(project, "new records", "2027-03-01")
    _change(modules[::7])
    _commit(project, "changes", "2027-09-01")
    for path in modules[3::31]:
        _rename(catalogue, path)
    _withdraw(catalogue, [path for path in free if path in modules[5::23] and path.exists()])
    for command in ("fmt", "ledger", "schema"):
        done = catalogue_command(command, cwd=project, env=CLOCK)
        assert done.returncode == 0, (command, done.stdout, done.stderr[-2000:])
    _commit(project, "new names and withdrawals", str(LATER))


def _commit(project: Path, message: str, day: str) -> None:
    git(project, "add", "--all", day=day)
    git(project, "commit", "--quiet", f"--message={message}", day=day)


def _add(catalogue: Path) -> None:
    themes = catalogue / "vocabulaires" / "themes.yml"
    themes.write_text(themes.read_text().rstrip("\n") + "\n" + _THEME)
    _write(catalogue / "vocabulaires" / "documents" / "compte-rendu-apiculture.yml", _DOCUMENT)
    _write(catalogue / "certifications" / "tp-apiculteur-en-ville.yml", _CERTIFICATION)
    _write(catalogue / "demarches" / "bretagne" / "bretagne-ruches.yml", _DEMARCHE)
    for number, region in enumerate(_REGIONS, start=2):
        prefix = re.search(rf"id: {region}\n(?:.*\n)*?    prefixe: (\w+)", _regions())
        assert prefix, region
        text = _MODULE.replace("NUMBER", str(number)).replace("REGION", region)
        _write(catalogue / "modules" / region / f"{prefix[1]}-rucher-{number}.yml", text)
    _write(catalogue / "ecarts" / "bretagne" / "bre-visiter-une-ruche-sur-un-toit.yml", _GAP)


def _regions() -> str:
    return (CATALOGUE / "vocabulaires" / "regions.yml").read_text()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("LATER", LATER.isoformat()))


def _change(paths: Iterable[Path]) -> None:
    """Another title, a length, a newer reading."""
    for path in paths:
        text = re.sub(r"^titre: (.+)$", r"titre: \1, deuxième version", path.read_text(), flags=re.M)
        text = re.sub(r"^verifie_le: .*$", f"verifie_le: {LATER}", text, flags=re.M)
        path.write_text(text if re.search("^duree:", text, re.M) else f"{text}duree: {{heures: 17.5}}\n")


def _rename(catalogue: Path, path: Path) -> None:
    """A record takes another name; every file that names it follows."""
    old, new = path.stem, f"{path.stem}-bis"
    path.rename(path.with_stem(new))
    for file in _records(catalogue):
        text = file.read_text()
        if named := re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text):
            file.write_text(named)
    moved = path.with_stem(new)
    moved.write_text(f"{moved.read_text()}remplace: [{old}]\n")


def _withdraw(catalogue: Path, paths: Iterable[Path]) -> None:
    withdrawn = "".join(
        f"  - id: {path.stem}\n    libelle: {_title(path)}\n    collection: modules\n    date: {LATER}\n"
        "    motif: La Région n'achète plus ce module.\n"
        for path in paths
    )
    assert withdrawn
    for path in paths:
        path.unlink()
    _write(catalogue / "vocabulaires" / "retraits.yml", f"termes:\n{withdrawn}")


def _title(path: Path) -> str:
    """The title of what leaves, which its withdrawal keeps, as YAML takes it whatever its signs."""
    return json.dumps(read(path.read_bytes())["titre"], ensure_ascii=False)


def _named_elsewhere(catalogue: Path, path: Path) -> bool:
    return any(path.stem in file.read_text() for file in _records(catalogue) if file != path)


def _records(catalogue: Path) -> list[Path]:
    return [file for file in catalogue.rglob("*.yml") if file.name != "metiers.yml"]
