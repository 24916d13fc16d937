"""How long a whole export takes to read, and how much memory: python -m benchmarks.export_speed [-n 25000].

Makes an export of that many FICHE, each as long as a real one (blocks with skills, texts, 50 partners), and runs
`catalogue refresh rncp` on it in a process of its own.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FICHES = 25_000
_SKILLS = "\n".join(
    f"- C{i}. Réaliser une opération courante de l'activité numéro {i} en respectant la règle" for i in range(12)
)
_TEXT = "Le titulaire intervient chez des particuliers et dans des entreprises de toutes tailles. " * 40
_PARTNERS = (
    "<PARTENAIRE><NOM_PARTENAIRE>ORGANISME</NOM_PARTENAIRE>"
    "<SIRET_PARTENAIRE>13002526500013</SIRET_PARTENAIRE></PARTENAIRE>"
)


def fiche(code: str) -> str:
    """A FICHE of about 20,000 signs, as those of the daily export are."""
    blocks = "".join(
        f"<BLOC_COMPETENCES><CODE>{code}BC{i:02}</CODE><LIBELLE>Bloc {i}</LIBELLE>"
        f"<LISTE_COMPETENCES>{_SKILLS}</LISTE_COMPETENCES></BLOC_COMPETENCES>"
        for i in range(1, 6)
    )
    return (
        f"<FICHE><NUMERO_FICHE>{code}</NUMERO_FICHE><INTITULE>Titre {code}</INTITULE>"
        f"<NOMENCLATURE_EUROPE><NIVEAU>NIV4</NIVEAU></NOMENCLATURE_EUROPE><PARTENAIRES>{_PARTNERS * 50}</PARTENAIRES>"
        f"<ACTIVITES_VISEES>{_TEXT}</ACTIVITES_VISEES><BLOCS_COMPETENCES>{blocks}</BLOCS_COMPETENCES>"
        "<DATE_EFFET>01/09/2023</DATE_EFFET><DATE_FIN_ENREGISTREMENT>31/08/2028</DATE_FIN_ENREGISTREMENT>"
        "<ACTIF>Oui</ACTIF></FICHE>"
    )


def write_export(file: Path, number: int) -> None:
    """An export of so many registrations, of which a few are the catalogue's."""
    with file.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?><FICHES><VERSION_FLUX>4.1</VERSION_FLUX>')
        for i in range(number):
            stream.write(fiche(f"RNCP{20_000 + i}"))
        stream.write("</FICHES>")


def measured(file: Path, catalogue: Path) -> tuple[float, float]:
    """Seconds and megabytes of the command."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "build_tools", "refresh", "rncp", str(file), "--catalogue", str(catalogue)]
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=FICHES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export-fiches-rncp-v4-1-2026-11-29.xml"
        write_export(file, options.n)
        seconds, memory = measured(file, Path("catalogue"))
        size = file.stat().st_size / 1e6
        print(f"{options.n} fiches, {size:.0f} MB: {seconds:.1f} s, {memory:.0f} MB of memory")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
