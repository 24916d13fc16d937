"""Files checked against their JSON Schema, and their texts against the rules on texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from build_tools.checking.cut_texts import cut_texts
from build_tools.checking.problem import Finding
from build_tools.checking.rules import OFFICIAL_TEXT_RULES, TEXT_RULES
from build_tools.checking.rules.schema.structure import OtherNames, StructureChecker, is_inside, repeated_items
from build_tools.checking.rules.text import text_check
from build_tools.loading.catalogue import Document
from build_tools.loading.yaml_reader import Data
from build_tools.model import Vocabularies
from build_tools.model.base import TEXT_MAX
from build_tools.model.json_schema import build_schema

OFFICIAL = "referentiel"  # the kind of record that copies official texts


@dataclass(frozen=True)
class Checked:
    """One file after the check: its data if its structure is good, and what was found in its structure and texts."""

    document: Document
    data: Data
    findings: tuple[Finding, ...] = ()


class SchemaCheck:
    """Checks the documents of records, with the terms of these vocabularies."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self.vocabularies = vocabularies
        self._term_ids = {name: list(terms) for name, terms in vocabularies.terms.items()}
        self._checkers: dict[str, StructureChecker] = {}

    def __call__(self, document: Document) -> Checked:
        """The document, checked if it could be read."""
        if document.unreadable:
            return Checked(document, None)
        return checked(document, self._checker(document.file.schema))

    def _checker(self, schema: str) -> StructureChecker:
        """Made when the first file of its kind comes: a check of one file needs one."""
        if schema not in self._checkers:
            self._checkers[schema] = StructureChecker(build_schema(schema, self._term_ids), self._other_names)
        return self._checkers[schema]

    @cached_property
    def _other_names(self) -> OtherNames:
        """For each vocabulary, the labels, synonyms and official codes by which people call its terms."""
        return {
            name: {
                way: term.id
                for term in terms.values()
                for way in (term.libelle, *term.synonymes, *filter(None, [getattr(term, "code_insee", "")]))
            }
            for name, terms in self.vocabularies.terms.items()
            if name != "metiers"
        }


def checked(document: Document, check_structure: StructureChecker) -> Checked:
    """A readable document, checked. A value of a wrong shape is reported once, for its shape; a repeated one, once.

    No rule looks at a text that is longer than any may be: its length is reported, and a page of signs would take long.
    """
    structure = check_structure(document.data)
    refused = {finding.where for finding in structure}
    check_texts = text_check(OFFICIAL_TEXT_RULES if document.file.schema == OFFICIAL else TEXT_RULES)
    texts = [finding for finding in check_texts(document.data, TEXT_MAX) if finding.where not in refused]
    if structure and texts:
        lists = (finding.where for finding in structure if finding.rule == "schema-liste")
        again = repeated_items(document.data, lists)
        texts = [finding for finding in texts if not is_inside(finding.where, again)]
    findings = (*structure, *texts, *cut_texts(document.raw))
    return Checked(document, None if structure else document.data, findings)
