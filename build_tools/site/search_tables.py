"""The tables that the explorer needs beside Pagefind's index, and the files of the cards of its results.

Pagefind gives a result's facts only with its fragment, and its own filters took 272 kB at 10,000 modules, to be
fetched before the first count. These tables have one row for each module, in the order of titles. « pages » names
each row as Pagefind does, « cartes » the files of the cards: a list without words needs neither Pagefind's engine nor
its index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_tools.exports.selections import LICENCE
from build_tools.model import Catalogue, Module
from build_tools.model.completeness import points_met
from build_tools.model.ordering import by_title
from build_tools.site.facets import Facet
from build_tools.text.typography import french
from build_tools.writing import write_compressed_json

INDEX = "pagefind"
CARDS = f"{INDEX}/cartes"
# The explorer's folder, where its tables lie beside its page.
FOLDER = "recherche"
# What the cards of results show, so many modules in one file: Pagefind's files, one for each page, were a quarter of a
# large site's.
CARDS_IN_A_FILE = 8
# With more modules their titles would weigh more than what they spare (see `byTitle` in moteur.js).
TITLES = 500
# Facets that figures lead to: of a large catalogue their columns are fetched by those who come from a figure only.
APART = frozenset(("public", "modalite", "caractere", "ecart", "confiance", "donne", "deduit"))
APART_TABLE = f"{FOLDER}/faits.bin"


def write_cards(site: Path, cards: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """What results show of the modules, file by file; returns how many are in each, and the names of the files.

    A name comes from what the file holds: a browser that has an older table never reads another module's card.
    """
    names: list[str] = []
    for first in range(0, len(cards), CARDS_IN_A_FILE):
        together = cards[first : first + CARDS_IN_A_FILE]
        names.append(hashlib.sha256(repr(together).encode()).hexdigest()[:12])
        write_compressed_json(site / CARDS / f"{names[-1]}.bin", together)
    return {"par_fichier": CARDS_IN_A_FILE, "fichiers": names}


def in_order_of_title(catalogue: Catalogue) -> list[Module]:
    """The modules in the order of the rows."""
    return sorted(catalogue.modules.values(), key=by_title)


def titles(rows: Sequence[Module]) -> list[str]:
    """Their titles, which are shown before Pagefind is there; none of a large catalogue."""
    return [french(module.titre) for module in rows] if len(rows) <= TITLES else []


def facet_tables(facets: Sequence[Facet], rows: Sequence[Module]) -> tuple[dict[str, object], dict[str, object]]:
    """The table of the facets, and the one of those that a large catalogue has apart."""
    apart = [facet for facet in facets if facet.id in APART and len(rows) > TITLES]
    table = facet_table([facet for facet in facets if facet not in apart], rows)
    return {**table, "a_part": [facet.id for facet in apart]}, _columns(apart, rows)


def facet_table(facets: Sequence[Facet], rows: Sequence[Module]) -> dict[str, object]:
    """For each facet its values, and for each module the positions of its own; then the keys to sort by."""
    orders = {
        "duree": [module.duree.longest if module.duree else None for module in rows],
        "annee": [module.annee for module in rows],
        "maj": [str(module.verifie_le) for module in rows],
        "reperes": [points_met(module) for module in rows],
    }
    return {"facettes": _columns(facets, rows), "ordres": orders}


def _columns(facets: Sequence[Facet], rows: Sequence[Module]) -> dict[str, object]:
    table: dict[str, object] = {}
    for facet in facets:
        of_rows = [facet.of(module) for module in rows]
        values = list(dict.fromkeys(value for own in of_rows for value in own))
        position = {value: i for i, value in enumerate(values)}
        table[facet.id] = {"valeurs": values, "fiches": [[position[value] for value in own] for own in of_rows]}
    return table


def selection(facets: Sequence[Facet], rows: Sequence[Module]) -> dict[str, object]:
    """What an export of results holds: the columns and one row for each module, in the order of titles."""
    shown = [f for f in facets if f.id != "donne"]  # each column says by itself what the record gives
    about = ["sources", "verifie_le", "licence"]
    names = ["id", "titre", "resume", *(f.id for f in shown), "duree_min", "duree_max", *about, "page"]
    return {"colonnes": names, "fiches": [_row(shown, module) for module in rows]}


def _row(facets: Sequence[Facet], module: Module) -> list[object]:
    """The module's facts with their labels; what the record does not say is an empty list or null."""
    labels = [[facet.labels[value] for value in facet.of(module) if value in facet.labels] for facet in facets]
    length = module.duree
    hours = [length.shortest, length.longest] if length else [None, None]
    about = [module.cited_documents, module.verifie_le.isoformat(), LICENCE]
    return [module.id, module.titre, module.resume, *labels, *hours, *about, f"modules/{module.id}/"]
