"""What editors show of a schema beside what it demands: explanations and messages in French, terms with their labels.

These keywords are those of the YAML language server, which Visual Studio Code and others use; validators pass over
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from build_tools.checking.rulebook import TYPES, message_for
from build_tools.model import base
from build_tools.model.json_schema import Schema, example_text
from build_tools.text.typography import french

# Vocabulary → its terms as their file gives them.
Terms = Mapping[str, Sequence[Mapping[str, Any]]]

_SHOWN = 12
_OTHER_FORM = "Cette valeur n'a pas la forme attendue ; la description du champ la donne."


def with_editor_words(schema: Schema, terms: Terms) -> Schema:
    """The schema with the words of the editor; what it accepts stays the same. Changes it in place."""
    for node in _nodes(schema):
        if "description" in node and "title" in node:
            example = example_text(node)
            more = f"\n\nPar exemple : `{example}`" if example else ""
            node["markdownDescription"] = french(f"**{node['title']}.** {node['description']}{more}")
        if "enum" in node and (known := terms.get(node.get("x-vocabulaire", ""))):
            labels = {str(term.get("id")): _label(term) for term in known}
            node["enumDescriptions"] = [labels.get(str(name), "") for name in node["enum"]]
        if node.get("x-reference") == "metiers":
            node["defaultSnippets"] = [
                {"label": f"{term['id']} {term['libelle']}", "body": term["id"]} for term in terms.get("metiers", ())
            ]
        if message := _message(node):
            node["errorMessage"] = french(message)
    return schema


def _nodes(part: Any) -> Iterator[Schema]:
    """Every schema inside a schema; the names of its fields are not looked at as keywords."""
    if not isinstance(part, dict):
        return
    yield part
    for group in ("properties", "$defs"):
        for inner in list(part.get(group, {}).values()):
            yield from _nodes(inner)
    yield from _nodes(part.get("items"))


def _label(term: Mapping[str, Any]) -> str:
    described = str(term.get("description") or "")
    return french(f"{term.get('libelle', '')}{' : ' if described else ''}{described}")


def _message(node: Schema) -> str:
    """The message on a value that the schema refuses; none where the editor's own is clear enough."""
    if "enum" in node:
        choices = [str(choice) for choice in node["enum"]]
        more = ", etc." if len(choices) > _SHOWN else "."
        return f"Une valeur de la liste : {', '.join(choices[:_SHOWN])}{more}"
    if "pattern" in node:
        form = base.FORMS.get(node["pattern"])
        return message_for(f"schema-forme/{form}", value="", name="").hint if form else _OTHER_FORM
    if node.get("format") == "date":
        return message_for("schema-type/date", value="").hint
    kind = node.get("type", "")
    if kind in ("integer", "number", "boolean", "array") and "title" in node:
        example = example_text(node)
        return f"« {node['title']} » attend {TYPES[kind]}.{f' Par exemple : {example}.' if example else ''}"
    return ""
