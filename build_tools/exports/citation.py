"""How to cite the data, for people and for their tools: text, BibTeX, CSL-JSON, Citation File Format.

The version of the data is their day. Nothing is made up: no DOI until an archive gives one, no address while the site
has none. Sources: CSL-JSON 1.0.2 (citationstyles.org), Citation File Format 1.2.0 (citation-file-format.github.io).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from build_tools.exports.data_package import CONTRIBUTOR, LICENCE, NAME, TITLE
from build_tools.exports.identity import urn
from build_tools.exports.published import File, Published
from build_tools.text.typography import french

FOLDER = "data/"


def citation_files(published: Published) -> Iterator[File]:
    """`data/citation.txt`, `.bib`, `.json` and `data/CITATION.cff`."""
    yield File(f"{FOLDER}citation.txt", f"{citation_text(published)}\n".encode())
    yield File(f"{FOLDER}citation.bib", _bibtex(published).encode())
    yield File(f"{FOLDER}citation.json", _csl_json(published).encode())
    yield File(f"{FOLDER}CITATION.cff", _cff(published).encode())


def citation_text(published: Published) -> str:
    """One sentence that names the makers, the data, their version and licence, and the address if there is one."""
    address = f" {_address(published)}" if published.addresses.site else ""
    words = f"{CONTRIBUTOR['title']}. {TITLE}. Version du {published.day}. {LICENCE['title']} (etalab-2.0)."
    return french(words) + address


def _address(published: Published) -> str:
    return f"{published.addresses.site}/donnees/"


def _bibtex(published: Published) -> str:
    year, month, day = published.day.split("-")
    fields = {
        "author": f"{{{CONTRIBUTOR['title']}}}",
        "title": f"{{{TITLE}}}",
        "year": year,
        "month": str(int(month)),
        "day": str(int(day)),
        "version": published.day,
        "note": f"{LICENCE['title']} (etalab-2.0)",
        **({"url": _address(published)} if published.addresses.site else {}),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{NAME}-{published.day},\n{lines}\n}}\n"


def _csl_json(published: Published) -> str:
    item = {
        "id": f"{NAME}-{published.day}",
        "type": "dataset",
        "title": TITLE,
        "author": [{"literal": CONTRIBUTOR["title"]}],
        "issued": {"date-parts": [[int(part) for part in published.day.split("-")]]},
        "version": published.day,
        "license": "etalab-2.0",
        "language": "fr",
        **({"URL": _address(published)} if published.addresses.site else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _cff(published: Published) -> str:
    """JSON strings are YAML's; the root's own notice has the same words and no version."""
    site, repository = published.addresses.site, published.addresses.repository
    lines = [
        "cff-version: 1.2.0",
        "message: Pour citer les données, utilisez cette notice.",
        "type: dataset",
        f"title: {json.dumps(TITLE, ensure_ascii=False)}",
        "authors:",
        f"  - name: {json.dumps(CONTRIBUTOR['title'], ensure_ascii=False)}",
        f'version: "{published.day}"',
        f"date-released: {published.day}",
        "license: etalab-2.0",
        "identifiers:",
        "  - type: other",
        f"    value: {urn(NAME)}",
        "    description: Nom permanent du jeu de données",
        *([f"url: {json.dumps(_address(published))}"] if site else []),
        *([f"repository-code: {json.dumps(repository)}"] if repository else []),
    ]
    return "\n".join(lines) + "\n"
