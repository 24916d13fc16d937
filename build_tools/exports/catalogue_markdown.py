"""All records as one Markdown text, `data/catalogue.md`: a part for each kind, a title and plain lines for each record.

Texts of records are escaped, so that none of them is read as markup (CommonMark 0.31, section 2.4, backslash escapes).
A module has the facts of its page in the same words, then, as others, its fields with the labels of its model.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from build_tools.exports.citation import citation_text
from build_tools.exports.data_package import TITLE
from build_tools.exports.published import Published
from build_tools.exports.schema_org import ABOUT
from build_tools.model import Module, Vocabularies
from build_tools.model.base import YEAR_OR_MONTH, Source, SourcedRecord, is_deduced
from build_tools.model.json_schema import Schema, referenced, resolve, schema_without_terms
from build_tools.model.kinds import KINDS, Kind
from build_tools.model.module import certification_ids
from build_tools.model.shown import MODULE_FACTS, facts_of
from build_tools.model.wording import field_label
from build_tools.text.typography import french, long_date, number

MARKDOWN = "data/catalogue.md"
# What has lines of its own, or is the heading.
_WRITTEN_APART = frozenset({"id", "resume", "sources", "deduit", "precisions", "verifie_le"})
# Fields in the own lines of a module, which have the words of its page.
_IN_LINES_OF_MODULES = (
    _WRITTEN_APART
    | {fact.field for fact in MODULE_FACTS}
    | {
        "titre",
        "publics_precisions",
        "certifications",
        "metiers",
        "metiers_cites",
        "competences",
        "savoirs",
        "besoin",
        "demarche",
    }
)
# Signs that Markdown may read, only where it does: a model takes the text as it stands, so names and addresses must
# be copied as they are. A hyphen, a plus or a number before a dot is a list at the head of a line only.
_MARKUP = re.compile(r"[\\`*{}\[\]<>#|~$_&]")
_ENTITY = re.compile(r"&#?\w+;")
_NUMBERED = re.compile(r"\A([0-9]+)(?=[.)])")


def markdown_text(published: Published) -> str:
    """The whole text."""
    found = [f"# {TITLE}", citation_text(published), french(ABOUT)]
    for kind in KINDS.values():
        records = published.catalogue.records(kind.folder)
        found += [f"# {kind.several}"] if records else []
        lines_of = _Lines(published, kind)
        for record in records.values():
            lines = lines_of.module(record) if isinstance(record, Module) else lines_of.record(record)
            found += [f"## {plain(published.catalogue.title(kind.folder, record.id))}"]
            found += [plain(text)] if (text := getattr(record, "resume", "")) else []
            found += ["\n".join(f"- {_before_colon(label)} {plain(text)}{mark}" for label, text, mark in lines if text)]
    found += ["# Documents cités", "\n".join(_documents(published))]
    return "\n\n".join(found) + "\n"


def _documents(published: Published) -> Iterator[str]:
    """The documents that records cite by their titles, with the address that a quotation needs."""
    catalogue = published.catalogue
    records = (record for kind in KINDS for record in catalogue.records(kind).values())
    cited = {source.document for record in records for source in record.sources}
    for name, document in catalogue.vocabularies.documents.items():
        if name in cited:
            title = plain(document.libelle)
            yield f"- {_before_colon(title)} {plain(document.adresse)}" if document.adresse else f"- {title}"


# A label, its value, and the mark of what no source states.
_Line = tuple[str, str, str]


@dataclass(frozen=True)
class _Lines:
    """The lines about the records of a kind."""

    published: Published
    kind: Kind

    def module(self, module: Module) -> Iterator[_Line]:
        """The lines of a module."""
        for label, text, name in self._facts(module):
            yield label, text, _mark(module, name)
        yield from self._fields(module, _IN_LINES_OF_MODULES)
        yield from self._provenance(module)

    def record(self, record: SourcedRecord) -> Iterator[_Line]:
        """The lines of any other record: its fields, in the order of its model."""
        yield "Identifiant", record.id, ""
        yield from self._fields(record, _WRITTEN_APART | {self.kind.titled})
        yield from self._provenance(record)

    def _fields(self, record: SourcedRecord, left_out: Collection[str]) -> Iterator[_Line]:
        """A line for each field that the record has, but those left out."""
        values = record.model_dump(mode="json", exclude_unset=True)
        for name, field in self._schema["properties"].items():
            if name in values and name not in left_out:
                yield field["title"], self._words(field, values[name]), _mark(record, name)

    @property
    def _schema(self) -> Schema:
        return schema_without_terms(self.kind.schema)

    def _words(self, field: Schema, value: Any) -> str:
        """A value in words, by what its schema says of it."""
        if isinstance(value, list):
            return _listed(self._words(field.get("items", {}), item) for item in value)
        if isinstance(value, dict):
            return self._part(resolve(field, self._schema), value)
        if collection := referenced(field):
            return self._label(collection, value)
        if field.get("format") == "date" or field.get("pattern") == YEAR_OR_MONTH:
            return long_date(value)
        # A whole number may be a code: « IDCC 1557 ».
        return number(value) if field.get("type") == "number" else str(value)

    def _part(self, schema: Schema, value: Mapping[str, Any]) -> str:
        """« RNCP4821 (niveau : 3, échéance : 1er mai 2024) »: what names the part, then the rest of what it says."""
        fields = schema["properties"]
        names = [name for name in fields if name in value and name not in ("sources", "deduit")]
        texts = {name: self._words(fields[name], value[name]) for name in names}
        first, *others = names
        more = [f"{_before_colon(fields[name]['title'].lower())} {texts[name]}" for name in others]
        if "deduit" in value:
            deduced = ", ".join(fields[name]["title"].lower() for name in value["deduit"])
            more.append(f"{_before_colon('déduit')} {deduced}")
        return f"{texts[first]} ({', '.join(more)})" if more else texts[first]

    def _label(self, collection: str, name: str) -> str:
        catalogue = self.published.catalogue
        if collection in KINDS:
            return catalogue.title(collection, name) if name in catalogue.records(collection) else name
        return catalogue.vocabularies.label(collection, name)

    def _provenance(self, record: SourcedRecord) -> Iterator[_Line]:
        deduced = _listed(field_label(record, name) for name in record.deduit)
        yield "Déduit, aucune source ne l'énonce", deduced, ""
        yield "Précisions", " ".join(record.precisions), ""
        words = self.published.catalogue.vocabularies
        yield "Sources", _listed(dict.fromkeys(_cited(words, source) for source in record.sources)), ""
        yield "Relue le", long_date(record.verifie_le), ""
        yield "Page", self.published.addresses.page(f"{self.kind.folder}/{record.id}/"), ""

    def _facts(self, module: Module) -> Iterator[tuple[str, str, str]]:
        """Label, text, and the field that `deduit` would name."""
        catalogue, words = self.published.catalogue, self.published.catalogue.vocabularies
        yield "Identifiant", module.id, ""
        yield "Région", words.label("regions", module.region), ""
        for shown in facts_of(module, words):
            if shown.fact.field != "region":
                yield shown.label, _listed(label for label, _ in shown.values), shown.fact.field
        yield "Précisions sur les publics", module.publics_precisions or "", "publics_precisions"
        names = _listed(catalogue.label_of_certification[name] for name in certification_ids(module.certifications))
        yield "Complète, sans la délivrer", names, "certifications"
        completed = module.certifications
        yield "Blocs visés", _listed(dict.fromkeys(c.bloc for c in completed if c.bloc)), "certifications.bloc"
        yield "Telle que citée", _listed(dict.fromkeys(c.cite for c in completed if c.cite)), "certifications"
        yield "Métiers", _listed(f"{code} {words.label('metiers', code)}" for code in module.metiers), "metiers"
        yield "Métiers cités", _listed(module.metiers_cites), "metiers_cites"
        yield "Compétences", _listed(skill.intitule for skill in module.competences), "competences"
        codes = dict.fromkeys(code for skill in module.competences for code in skill.rome)
        yield "Compétences du ROME", self._official(codes), "competences.rome"
        yield "Savoirs du ROME", self._official(module.savoirs), "savoirs"
        gaps = dict.fromkeys(skill.ecart for skill in module.competences if skill.ecart)
        yield "Écart au référentiel", _listed(words.label("ecarts", gap) for gap in gaps), "competences.ecart"
        proofs = (f"{skill.intitule} : {skill.preuve}" for skill in module.competences if skill.preuve)
        yield "Preuve de l'écart", _listed(proofs), "competences.preuve"
        need = module.besoin
        yield "Besoin", (need.constat or "") if need else "", "besoin.constat"
        found_by = (words.label("recueils", name) for name in need.recueil) if need else ()
        yield "Recueil du besoin", _listed(found_by), "besoin.recueil"
        yield "Démarche", catalogue.demarches[module.demarche].titre if module.demarche else "", "demarche"

    def _official(self, codes: Iterable[str]) -> str:
        """Skills of the ROME, by their codes and in words."""
        label = self.published.catalogue.vocabularies.label
        return _listed(f"{code} {label('competences_rome', code)}" for code in codes)


def _mark(record: SourcedRecord, name: str) -> str:
    return " (déduit)" if name and is_deduced(name, record.deduit) else ""


def _cited(words: Vocabularies, source: Source) -> str:
    document = words.document_of(source)
    page = f", p. {source.page}" if source.page else ""
    return f"{document.libelle}{page}" if document.id else f"{document.libelle}{page} ({document.adresse})"


@cache
def _before_colon(label: str) -> str:
    return french(f"{label} :")


def _listed(texts: Iterable[str]) -> str:
    return " ; ".join(texts)


def plain(text: str) -> str:
    """A text on one line that Markdown reads as it is."""
    line = _MARKUP.sub(_escaped, " ".join(text.splitlines()).strip())
    if line.startswith(("-", "+", "=")):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\", line)


def _escaped(sign: re.Match[str]) -> str:
    """The sign, escaped; not a low line inside a word, nor an ampersand that begins no entity."""
    text, at = sign.string, sign.start()
    if sign[0] == "_" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
        return "_"
    return "&" if sign[0] == "&" and not _ENTITY.match(text, at) else f"\\{sign[0]}"
