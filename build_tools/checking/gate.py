"""Files read and passed through the structural gate, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from build_tools.checking.problem import Finding
from build_tools.checking.rules import TEXT_RULES, check_texts
from build_tools.checking.structure import StructureChecker, Ways
from build_tools.loading import yaml_reader
from build_tools.loading.files import CatalogueFile
from build_tools.loading.yaml_reader import Data, YamlError
from build_tools.model import Vocabularies
from build_tools.model.json_schema import build_schema


@dataclass(frozen=True)
class Read:
    """One file after the gate: its data if its structure is good, and what was found in its structure and texts."""

    file: CatalogueFile
    data: Data
    findings: tuple[Finding, ...] = ()
    unreadable: YamlError | None = None


def parse(file: CatalogueFile) -> Read:
    """Read one file; what cannot be read is said in `unreadable`."""
    try:
        return Read(file, yaml_reader.read(file.read_bytes()))
    except YamlError as error:
        return Read(file, None, unreadable=error)
    except OSError:
        return Read(file, None, unreadable=yaml_reader.yaml_error("fichier-illisible"))


class Gate:
    """Reads records and checks each against its JSON Schema."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self.vocabularies = vocabularies
        self._term_ids = {name: list(terms) for name, terms in vocabularies.terms.items()}
        self._checkers: dict[str, StructureChecker] = {}

    def _checker(self, schema: str) -> StructureChecker:
        """Made when the first file of its kind comes: a check of one file needs one."""
        if schema not in self._checkers:
            self._checkers[schema] = StructureChecker(build_schema(schema, self._term_ids), self._ways)
        return self._checkers[schema]

    @cached_property
    def _ways(self) -> Ways:
        return _ways(self.vocabularies)

    def read(self, file: CatalogueFile) -> Read:
        """One file, read and checked."""
        read = parse(file)
        if read.unreadable:
            return read
        return passed(read, self._checker(file.schema))


def passed(read: Read, check_structure: StructureChecker) -> Read:
    """The file once its structure and its texts are checked. A value of a wrong shape is told once, for its shape."""
    structure = check_structure(read.data)
    told = {finding.where for finding in structure}
    texts = [finding for finding in check_texts(read.data, TEXT_RULES) if finding.where not in told]
    return Read(read.file, None if structure else read.data, (*structure, *texts))


def _ways(vocabularies: Vocabularies) -> Ways:
    """For each vocabulary, the labels and synonyms by which people call its terms."""
    return {
        name: {way: term.id for term in terms.values() for way in (term.libelle, *term.synonymes)}
        for name, terms in vocabularies.terms.items()
        if name != "metiers"
    }
