"""The description of the CSV tables: a Frictionless data package, and the Table Schema of the flat table of modules.

What the specifications take for granted is not repeated at each table: commas, CRLF and quotes as in RFC 4180, UTF-8,
an empty cell for what is missing, a column that need not be filled.

Sources: Data Package 1 and Table Schema 1 (specs.frictionlessdata.io); what a Table Schema must say to stand in the
French directory of schemas (guides.data.gouv.fr, « Produire un schéma de données »).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from build_tools.exports.flat_module import flat_table
from build_tools.exports.published import File, Published
from build_tools.exports.tables import Column, Table
from build_tools.text.typography import french
from build_tools.writing import compact_json

NAME = "catalogue-modules-additionnels"
TITLE = "Catalogue des modules additionnels"
LICENCE = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte 2.0",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}
CONTRIBUTOR = {"title": "Contributeurs du Catalogue des modules additionnels", "role": "author"}
# Raised when a column goes or changes its meaning (first number), comes (second), or is described better (third).
TABLES_VERSION = "1.10.0"
_ABOUT = (
    "Les modules additionnels que les Régions et France Travail ajoutent aux formations certifiantes, leurs "
    "démarches, les certifications qu'ils complètent, les écarts constatés et les vocabulaires. Une table par sorte "
    "d'objet, une table de liens par liste."
)


def data_package(published: Published, described: Sequence[tuple[Table, File]], others: Sequence[Table] = ()) -> bytes:
    """`datapackage.json`: every CSV table with its size, fingerprint and schema.

    `others` are tables that another export writes: these are described without size and fingerprint.
    """
    package = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "description": french(_ABOUT),
        "version": TABLES_VERSION,
        "created": published.generated_at,
        **_homepage(published),
        "licenses": [LICENCE],
        "contributors": [CONTRIBUTOR],
        "resources": [
            *({**_resource(table), **_written(file)} for table, file in described),
            *map(_resource, others),
        ],
    }
    return compact_json(package)


def modules_schema(published: Published) -> bytes:
    """`schema-modules.json`: the flat table alone, its ids enumerated, for validators that read one file."""
    words = published.catalogue.vocabularies
    site = published.addresses.site
    schema = {
        "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
        "name": "modules-additionnels",
        "title": "Modules additionnels",
        "description": french("Une ligne par module additionnel : ce que la fiche en dit, et ses listes en clair."),
        "version": TABLES_VERSION,
        "created": "2026-11-21",
        "updated": published.day,
        **_homepage(published),
        "licenses": [LICENCE],
        "contributors": [CONTRIBUTOR],
        **({"path": f"{site}/data/schema-modules.json"} if site else {}),
        "resources": [{"title": "Modules du catalogue (CSV)", "path": f"{site}/data/modules.csv"}] if site else [],
        "primaryKey": "id",
        "fields": [_field(column, list(words[column.references])) for column in flat_table().all_columns],
    }
    return compact_json(schema)


def _homepage(published: Published) -> dict[str, str]:
    return {"homepage": f"{published.addresses.site}/"} if published.addresses.site else {}


def _written(file: File) -> dict[str, Any]:
    return {"bytes": len(file.content), "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}"}


def _resource(table: Table) -> dict[str, Any]:
    elsewhere = [
        {"fields": columns, "reference": {"resource": target, "fields": theirs}}
        for columns, target, theirs in table.foreign_keys
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": french(table.title),
        **({"description": french(table.description)} if table.description else {}),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": {
            "fields": [_field(column) for column in table.all_columns],
            **({"primaryKey": [column.name for column in table.keys]} if table.keys else {}),
            **({"foreignKeys": elsewhere} if elsewhere else {}),  # the profile refuses an empty list
        },
    }


def _field(column: Column, choices: Sequence[str] = ()) -> dict[str, Any]:
    constraints: dict[str, Any] = {**({"required": True} if column.required else {}), **column.constraints}
    if choices:
        constraints["enum"] = choices
    return {
        "name": column.name,
        "title": french(column.title),
        **({"description": french(column.description)} if column.description else {}),
        "type": column.kind,
        **({"constraints": constraints} if constraints else {}),
    }
