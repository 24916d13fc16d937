"""The ledger of published identifiers, and what was published: neither loses anything without a trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from itertools import pairwise
from typing import TYPE_CHECKING

from build_tools.checking.ledger import LEDGER, check_appended, check_ledger, names_in
from build_tools.checking.placing import problem_at
from build_tools.checking.problem import Finding, Problem, finding
from build_tools.checking.rules.fichier.permanence import check_withdrawn_names, never_published, reused, vanished
from build_tools.loading.catalogue import Loaded
from build_tools.loading.files import VOCABULARY_FOLDER, place_of_term
from build_tools.model import Catalogue

if TYPE_CHECKING:  # it reads archives, for which most checks have no use
    from build_tools.checking.published import PublishedFiles


def read_ledger(loaded: Loaded) -> str:
    """The ledger of published identifiers, empty where there is none."""
    path = loaded.folder / LEDGER
    if path in loaded.edited:
        return loaded.edited[path].decode(errors="replace")
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() and not path.is_symlink() else ""


def _first_misplaced(ledger: str) -> Iterator[tuple[int, Finding]]:
    """The first line of the ledger that is there twice or out of order: `catalogue ledger` sets all right at once."""
    lines = [(number, line) for number, line in enumerate(ledger.splitlines(), 1) if names_in(line)]
    for (_, before), (number, line) in pairwise(lines):
        if line <= before:
            yield number, finding((), "retrait-coherence/registre-ordre", value=line)
            return


def check_whole_ledger(loaded: Loaded, catalogue: Catalogue, ids: Mapping[str, Set[str]]) -> Iterator[Problem]:
    """What the ledger lacks, says twice or says out of order."""
    ledger = read_ledger(loaded)
    for line, item in (*_first_misplaced(ledger), *check_ledger(ledger, catalogue, ids)):
        yield problem_at(loaded.folder / LEDGER, item, line)


def check_permanence(
    loaded: Loaded, published: PublishedFiles, catalogue: Catalogue, ids: Mapping[str, Set[str]]
) -> Iterator[Problem]:
    """What has vanished, each at the place where it was, and what takes an address that was never its own."""
    folder = loaded.folder
    for item in check_appended(published.ledger, read_ledger(loaded)):
        yield problem_at(folder / LEDGER, item)
    for _, name in vanished(sorted(published.gone.keys() - published.files.keys()), ids, catalogue):
        yield problem_at(
            folder / VOCABULARY_FOLDER / "retraits.yml", finding((), "identifiant-disparu/ancien", id=name)
        )
    for collection, name in reused(published.gone, catalogue):
        place_of = catalogue.places.get((collection, name)) or place_of_term(collection, name)
        title = published.gone[collection, name]
        yield problem_at(folder / place_of, finding((), "identifiant-disparu/repris", id=name, title=title))
    for record, item in never_published(published.names, catalogue):
        yield problem_at(folder / catalogue.places["modules", record.id], item)
    for item in check_withdrawn_names(catalogue.vocabularies.retraits.values(), published.names, published.title):
        yield problem_at(folder / VOCABULARY_FOLDER / "retraits.yml", item)
    for collection, name in vanished(published.files, ids, catalogue):
        file = published.files[collection, name]
        new = published.renamed.get(file)
        variant = (
            "/terme" if file.parts[0] == VOCABULARY_FOLDER else "/renomme" if new and file.parts[0] == "modules" else ""
        )
        yield problem_at(folder / file, finding((), f"identifiant-disparu{variant}", id=name, new=new and new.stem))
