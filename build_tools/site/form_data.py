"""What the forms' scripts need: they check a record as `catalogue check` does and write it as `record_text` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_tools.checking.rulebook import RULES, TYPES_IN_FORMS
from build_tools.checking.rules.coherence.proposed_terms import LISTS
from build_tools.checking.rules.in_javascript import rules_as_data
from build_tools.contributing.sources import listed_addresses
from build_tools.contributing.values import CODE_KINDS
from build_tools.exports.published import Published
from build_tools.model import Catalogue, Certification
from build_tools.model.base import DATE_OR_PART, YEAR_OR_MONTH
from build_tools.model.json_schema import Schema
from build_tools.model.shown import MODULE_FACTS
from build_tools.model.vocabulary import Term
from build_tools.site.form import FORMS, Form, form_schema
from build_tools.site.form_words import form_messages, with_help
from build_tools.text.folding import alphabetical
from build_tools.text.reading.in_javascript import readers_as_data
from build_tools.text.typography import french
from build_tools.writing import write_compressed_json

# The lists that may lack a term, which a form then proposes.
_PROPOSABLE = ("secteurs", "themes", "certifications", "publics", "demarche")


def write_form_data(site: Path, published: Published) -> None:
    """Write the two files that the scripts of each form fetch, compressed because not every server does."""
    for form in FORMS.values():
        write_compressed_json(site / form.data_file, form_data(published, form))
        write_compressed_json(site / form.records_file, known_records(published.catalogue, form))


def form_data(published: Published, form: Form = FORMS["modules"]) -> dict[str, Any]:
    """What the scripts check and write with: schema, messages, terms, regions, repository."""
    catalogue = published.catalogue
    words = catalogue.vocabularies
    schema = with_help(form_schema(catalogue, form), form)
    return {
        "sorte": form.kind.schema,
        "schema": schema,
        **rules_as_data(schema),
        "lectures": readers_as_data(),
        "codes": {key: CODE_KINDS[pattern] for key, pattern in _patterns(schema) if pattern in CODE_KINDS},
        "dates": {key: pattern for key, pattern in _patterns(schema) if pattern in (DATE_OR_PART, YEAR_OR_MONTH)},
        "messages": {key: text._asdict() for key, text in form_messages(words).items()},
        "types": TYPES_IN_FORMS,
        "gravites": {rule.code: rule.severity for rule in RULES.values()},
        "destinataires": {term.id: term.libelle for term in words["types_destinataire"].values()},
        "faits": [[fact.field, fact.label, fact.several, fact.source] for fact in MODULE_FACTS],
        "rome": {
            "version": words.rome.label,
            "retires": {
                code: {
                    "libelle": gone.libelle,
                    "version": gone.version,
                    "suites": [f"{name} ({words.label('metiers', name)})" for name in gone.remplace_par],
                }
                for code, gone in words.rome.withdrawn.items()
            },
        },
        "choix": {
            "themes": [_option(term) for term in words.themes.values()],
            "secteurs": [_option(term) for term in words.secteurs.values()],
            "publics": [_option(term) for term in words["publics"].values()],
            "metiers": [_option(term, term.id) for term in words.metiers.values()],
            "certifications": [
                [
                    c.id,
                    french(catalogue.label_of_certification[c.id]),
                    [*_other_names(c)],
                    [words.label("types_certification", c.type)],
                ]
                for c in catalogue.certifications.values()
            ],
        },
        "a_classer": {field: LISTS[field] for field in _PROPOSABLE if field in schema["properties"]},
        "adresses": listed_addresses({d.id: {"adresse": d.adresse} for d in words.documents.values()}),
        "prefixes": {region.id: region.prefixe for region in words.regions.values()},
        "dossiers": sorted({region for _, _, region in known_records(catalogue, form)["fiches"]}),
        "depot": published.addresses.repository,
    }


def _other_names(certification: Certification) -> Iterator[str]:
    """What means a certification, besides its label: its codes, its whole title, the words of sources."""
    yield from (entry.code for entry in certification.enregistrements)
    yield certification.intitule
    yield from certification.cite


def _patterns(schema: Schema) -> Iterator[tuple[str, str]]:
    """Each field, and the form that its texts have."""
    for part in (schema, *schema["$defs"].values()):
        yield from ((key, field.get("pattern", "")) for key, field in part.get("properties", {}).items())


def _option(term: Term, code: str = "") -> list[object]:
    label = french(term.libelle)
    return [term.id, f"{code} {label}" if code else label, list(term.synonymes)]


def known_records(catalogue: Catalogue, form: Form = FORMS["modules"]) -> dict[str, Any]:
    """The records of the form's kind, which a new one may resemble, and the other ids that it must not take."""
    records: Iterable[Any] = catalogue.records(form.kind.folder).values()
    titled = [(record.id, form.kind.title_of(record), record.region) for record in records]
    withdrawn = catalogue.vocabularies.retraits.values()
    return {
        "fiches": sorted(titled, key=lambda one: (alphabetical(one[1]), one[0])),
        "pris": sorted(
            {name for record in records for name in getattr(record, "remplace", ())}
            | {gone.id for gone in withdrawn if gone.collection == form.kind.folder}
        ),
    }
