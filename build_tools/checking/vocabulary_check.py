"""The vocabularies: each file against its schema and the rules on terms."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from build_tools.checking.as_model import to_model
from build_tools.checking.placing import place, problem_at, problems_of
from build_tools.checking.problem import Finding, Problem, finding
from build_tools.checking.rules.coherence.facts import long_excerpt
from build_tools.checking.rules.coherence.officials import changed_by_hand
from build_tools.checking.rules.coherence.terms import TermsApart, check_term, check_terms
from build_tools.checking.rules.context import parts_of
from build_tools.checking.rules.schema.structure import StructureChecker
from build_tools.checking.schema_check import Checked, checked
from build_tools.loading.catalogue import Document, Loaded
from build_tools.loading.files import VOCABULARY_FOLDER
from build_tools.loading.yaml_reader import Data
from build_tools.model import VOCABULARIES, Term, Vocabularies, VocabularyFile, vocabulary_file
from build_tools.model.base import WINDOWS_DEVICES
from build_tools.model.catalogue import RomeEdition
from build_tools.model.json_schema import build_schema
from build_tools.model.vocabulary import OPTIONAL_VOCABULARIES, OccupationFile
from build_tools.text.typography import long_date


def check_vocabularies(
    loaded: Loaded, today: datetime.date, is_selected: Callable[[Path | str], bool]
) -> tuple[Vocabularies, list[Problem]]:
    """Vocabularies refer to one another, so their ids are read first, then each file is checked."""
    # A vocabulary without a readable term says nothing of the terms that others may use.
    documents = [loaded.read(file) for file in loaded.vocabularies]
    term_ids = _term_ids(documents)
    checkers: dict[str, StructureChecker] = {}
    problems: list[Problem] = []
    terms, apart = dict[str, dict[str, Term]](), TermsApart()
    for document in documents:
        file, done = document.file, Checked(document, document.data)
        if document.unreadable is None and is_selected(file.location):
            if file.schema not in checkers:
                checkers[file.schema] = StructureChecker(build_schema(file.schema, term_ids), {})
            done = checked(document, checkers[file.schema])
        problems += problems_of(done)
        if done.data is None:
            continue
        found, findings = _terms_in(document, done.data, today if is_selected(file.location) else None)
        known = terms.setdefault(file.vocabulary, {}) if found is not None else {}
        findings += [finding((), "identifiant-unique/terme", id=name) for name in (found or {}) if name in known]
        clashes = [clash for term in (found or {}).values() if file.is_term for clash in apart.clashes(term)]
        findings += clashes if is_selected(file.location) else []
        known.update(found or {})
        problems += place(document, findings)
    return Vocabularies(terms, _rome_edition(documents)), problems


def _rome_edition(documents: Iterable[Document]) -> RomeEdition:
    """Which ROME the catalogue follows, as far as its file says it."""
    data = next((document.mapping for document in documents if document.file.vocabulary == "metiers"), {})
    try:
        file = OccupationFile.model_validate({key: value for key, value in data.items() if key != "termes"} | _NO_TERM)
    except ValidationError:
        return RomeEdition()
    day = f" du {long_date(file.date.isoformat())}" if file.date else ""
    label = f"version {file.version}{day}" if file.version else ""
    return RomeEdition(label, {code.id: code for code in file.retires})


# The terms are checked for themselves.
_NO_TERM: Data = {"termes": [{"id": "A0000", "libelle": "-"}]}


def _terms_in(
    document: Document, data: Data, today: datetime.date | None
) -> tuple[dict[str, Term] | None, list[Finding]]:
    """The terms of a sound file by id, and what the rules find; None if schema and model disagree.

    Without a day the rules are not run: the file is not selected.
    """
    file = document.file
    if file.is_term:
        term, findings = to_model(VOCABULARIES[file.vocabulary], {**data, "id": file.id})
        if term and today:
            findings += [*check_term(term, today), *(f for part in parts_of(term) for f in long_excerpt(part))]
        return ({term.id: term} if term else None), findings
    model, findings = to_model(vocabulary_file(VOCABULARIES[file.schema]), data)
    if model is None:
        return None, findings
    if today:
        findings += [*_check_terms(model, today), *changed_by_hand(document.raw, data)]
    return {term.id: term for term in model.termes}, findings


def _term_ids(documents: Iterable[Document]) -> dict[str, list[str]]:
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for document in documents:
        ids[document.file.vocabulary] |= dict.fromkeys(term["id"] for term in document.terms)
    return {name: list(found) for name, found in ids.items() if found}


def missing_vocabularies(loaded: Loaded) -> Iterator[Problem]:
    """Those that no file gives, though records need them."""
    for name in VOCABULARIES.keys() - OPTIONAL_VOCABULARIES - {file.vocabulary for file in loaded.vocabularies}:
        path = loaded.folder / VOCABULARY_FOLDER / f"{name}.yml"
        yield problem_at(path, finding((), "vocabulaire-absent", name=name))


def _check_terms(vocabulary: VocabularyFile[Any], today: datetime.date) -> Iterator[Finding]:
    """The rules on records that a vocabulary must follow too: ids of its own, short excerpts, possible dates."""
    seen: set[str] = set()
    for i, term in enumerate(vocabulary.termes):
        if term.id in seen:
            yield finding(("termes", i, "id"), "identifiant-unique/terme", id=term.id)
        seen.add(term.id)
        if term.id in WINDOWS_DEVICES:  # the page of a term is a folder of this name
            yield finding(("termes", i, "id"), "identifiant-forme/windows", name=term.id)
        for found in check_term(term, today):
            yield replace(found, where=("termes", i, *found.where))
    yield from check_terms(vocabulary.termes)
    for part in parts_of(vocabulary):
        yield from long_excerpt(part)
