"""catalogue align: which official skills of the ROME say what our skills say; a person decides."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from build_tools.commands.console import echo
from build_tools.commands.parser import Commands, add_catalogue, catalogue_folder, existing_file, without_errors
from build_tools.errors import OK, ProblemsError, UsageError
from build_tools.writing import replace_file

if TYPE_CHECKING:
    from build_tools.analysis.alignment import Aligner
    from build_tools.analysis.matching.official_words import RomeFiles
    from build_tools.loading.catalogue import Loaded
    from build_tools.model import Catalogue, Module


_LEGEND = (
    "Par ligne : code OGR, sorte, ressemblance des mots (sur 100), libellé officiel. À relire : rien n'est écrit.\n"
)
_SORTS = {"competence": "compétence", "savoir": "savoir"}


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    align = commands.add_parser(
        "align",
        help="propose les compétences du ROME proches des nôtres",
        description="Propose, pour chaque compétence que rien ne rapproche encore du ROME, des compétences et des "
        "savoirs officiels ; une personne choisit et écrit les codes dans la fiche. Avec --write, garde dans "
        "« vocabulaires/competences_rome.yml » ceux que les fiches nomment.",
    )
    align.add_argument(
        "file", type=existing_file, metavar="ARCHIVE.zip", help="les fichiers CSV du ROME 4.0 de France Travail"
    )
    align.add_argument("--module", metavar="ID", help="ce module seulement, même s'il est déjà rapproché")
    align.add_argument("--write", action="store_true", help="écrit « vocabulaires/competences_rome.yml »")
    add_catalogue(align)
    align.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.analysis.alignment import aligner
    from build_tools.analysis.matching.official_words import RomeArchiveError, read_archive
    from build_tools.loading.catalogue import load

    try:
        rome = read_archive(options.file)
    except RomeArchiveError as error:
        raise ProblemsError(f"« {options.file} » n'est pas le ROME : {error}.") from error
    loaded, known = load(catalogue_folder(options).absolute()), aligner(rome)
    if options.write:
        return _write(loaded, known, rome)
    return _propose(loaded, known, options.module)


def _write(loaded: Loaded, known: Aligner, rome: RomeFiles) -> int:
    """Keep what records name: it comes before the check, which asks for it."""
    from build_tools.analysis.alignment import codes_named, vocabulary_text

    codes = codes_named(loaded.read(file).mapping for file in loaded.records if file.collection == "modules")
    unknown = sorted(codes - known.by_code.keys())
    if unknown:
        raise ProblemsError(f"le ROME n'a pas ces codes : {', '.join(unknown)}. Rien n'est écrit.")
    if not codes:
        echo("Aucune fiche ne nomme de compétence du ROME : rien à écrire.")
        return OK
    target = loaded.folder / "vocabulaires" / "competences_rome.yml"
    replace_file(target, vocabulary_text(known, rome, codes).encode())
    echo(f"« {target} » écrit : {len(codes)} compétences et savoirs.")
    return OK


def _propose(loaded: Loaded, known: Aligner, only: str | None) -> int:

    catalogue = without_errors(loaded)
    if only and only not in catalogue.modules:
        raise UsageError(f"aucun module ne s'appelle « {only} ».")
    lines = [line for module in _chosen(catalogue, only) for line in _lines(module, known, whole=bool(only))]
    if lines:
        lines.insert(0, _LEGEND)
    echo("\n".join(lines) if lines else "Tout ce qui peut l'être est rapproché du ROME.")
    return OK


def _chosen(catalogue: Catalogue, only: str | None) -> list[Module]:
    return [catalogue.modules[only]] if only else list(catalogue.modules.values())


def _lines(module: Module, known: Aligner, *, whole: bool) -> Iterator[str]:
    """The proposals for what nothing aligns yet: each skill, and the title where there is no skill."""
    asked = [skill.intitule for skill in module.competences if whole or not skill.rome]
    if whole or not (module.competences or module.savoirs):
        asked.insert(0, module.titre)
    proposed = [(text, found) for text in asked if (found := known.proposals(text, module))]
    if proposed:
        yield f"{module.id} : {module.titre}"
    for text, found in proposed:
        yield f"  {text}"
        for proposal in found:
            entry = proposal.official
            yield f"    {entry.code}  {_SORTS[entry.type]:10}  {proposal.score:3}  {entry.libelle}"
