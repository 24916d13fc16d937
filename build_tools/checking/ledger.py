"""The ledger of every identifier ever published: generated, and only added to.

What goes is named in `remplace` or `retraits.yml`; should those lines vanish later, the ledger still holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import get_args

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.fichier.permanence import Name, explained
from build_tools.model import Catalogue
from build_tools.model.base import SLUG
from build_tools.model.vocabulary import Permanent

LEDGER = "identifiants.txt"
_HEADER = "# Tous les identifiants publiés. Fichier généré, ne pas modifier : lancer « catalogue ledger ».\n"
_LINE = re.compile(rf"({'|'.join(get_args(Permanent))})/({SLUG.strip('^$')})")


def names_in(text: str) -> set[Name]:
    """The names that a ledger holds; what is no name is left out."""
    return {(line[1], line[2]) for line in map(_LINE.fullmatch, text.splitlines()) if line}


def with_present(text: str, catalogue: Catalogue, ids: Mapping[str, Set[str]]) -> str:
    """The ledger with all that the catalogue has, replaces or withdraws; nothing that it holds is lost."""
    present = {(collection, name) for collection in get_args(Permanent) for name in ids.get(collection, ())}
    names = names_in(text) | present | explained(catalogue)
    return _HEADER + "".join(f"{collection}/{name}\n" for collection, name in sorted(names))


def check_ledger(text: str, catalogue: Catalogue, ids: Mapping[str, Set[str]]) -> Iterator[tuple[int, Finding]]:
    """What is wrong with the ledger, each with its line: one that cannot be read, or a name that is nowhere."""
    gone = explained(catalogue)
    for number, line in enumerate(text.splitlines(), 1):
        name = _LINE.fullmatch(line)
        if name is None:
            if not line.startswith("#"):
                yield number, finding((), "retrait-coherence/registre", value=line)
        elif name[1] in ids and name[2] not in ids[name[1]] and (name[1], name[2]) not in gone:
            yield number, finding((), "identifiant-disparu/registre", id=name[2])


def check_appended(before: Iterable[Name], text: str) -> Iterator[Finding]:
    """A ledger that was published loses no line."""
    if lost := sorted(set(before) - names_in(text)):
        ids = [name for _, name in lost[:5]]
        yield finding((), "retrait-coherence/registre-coupe", count=len(lost), ids=ids)
