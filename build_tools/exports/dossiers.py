"""The dossiers of certifications as data: JSON and CSV beside each page, and one CSV of all of them.

The CSV beside a page is for a spreadsheet in French: semicolons, and the mark that tells UTF-8 (as what the browser
takes away from a page). The table of all is for programs, like those of `data/`: commas, no mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from build_tools.analysis.certifiers import certifying_bodies
from build_tools.analysis.coverage.standing import SkillVerdict
from build_tools.analysis.dossier import Addition, Dossier, Signal
from build_tools.analysis.transmissions import Log
from build_tools.exports.dossier_columns import HEADER
from build_tools.exports.published import Data, File, Published
from build_tools.model import Module
from build_tools.model.base import is_deduced
from build_tools.model.module import Skill
from build_tools.text.csv_text import Line, for_programs, for_spreadsheets, lines_for_spreadsheets
from build_tools.writing import compact_json

DOSSIERS_VERSION = "1.3.0"
ALL = "data/dossiers.csv"


def dossier_files(published: Published) -> Iterator[File]:
    """Each dossier in both formats, those of each certifying body together, and the table of all."""
    found = published.dossiers
    writer = _Writer(published)
    content = {name: writer.content(dossier) for name, dossier in found.items()}
    lines = {name: list(writer.lines(dossier)) for name, dossier in found.items()}
    written = {name: lines_for_spreadsheets(of_dossier) for name, of_dossier in lines.items()}
    for name in found:
        yield File(f"dossiers/{name}/dossier.json", writer.json({"dossier": content[name]}))
        yield File(f"dossiers/{name}/dossier.csv", for_spreadsheets(HEADER, written[name]), len(written[name]))
    for body in certifying_bodies(published.catalogue).values():
        owned = [c.id for c in body.certifications if c.id in found]
        together = [line for name in owned for line in written[name]]
        answer = {"certificateur": {"id": body.id, "nom": body.name}, "dossiers": [content[name] for name in owned]}
        yield File(f"{body.address}dossier.json", writer.json(answer))
        yield File(f"{body.address}dossier.csv", for_spreadsheets(HEADER, together), len(together))
    everything = [line for found_lines in lines.values() for line in found_lines]
    yield File(ALL, for_programs(HEADER, everything), len(everything))


@dataclass(frozen=True)
class _Writer:
    """Writes dossiers as plain values; `published` gives labels and addresses."""

    published: Published

    def json(self, content: Mapping[str, Any]) -> bytes:
        """An answer with its version, its moment and its licence, like the API's."""
        return compact_json({**self.published.head(DOSSIERS_VERSION), **content})

    @cached_property
    def _records(self) -> Mapping[str, Data]:
        return {record["id"]: record for record in self.published.data("modules")}

    def content(self, dossier: Dossier) -> Data:
        """The dossier; what is unknown is absent, as in the records."""
        content = {
            "certification": _plain(dossier.certification),
            "libelle": dossier.label,
            "page": self.published.addresses.page(f"dossiers/{dossier.certification.id}/"),
            "echeance_passee": dossier.expired,
            "code_dernier_connu": dossier.current.code if dossier.current else None,
            "codes_vises": list(dossier.codes_then),
            "referentiel": _standing(dossier),
            "synthese": self._signal(dossier),
            "themes": [
                {"theme": t.theme, "libelle": self._label("themes", t.theme), **self._signal(t)}
                for t in dossier.themes
                if t.theme
            ],
            "ajouts": [self._addition(addition) for addition in dossier.additions],
            "blocs": [
                {"code": b.block.code, "intitule": b.block.intitule, "modules": [a.module.id for a in b.additions]}
                for b in dossier.blocks
            ],
            "demarches": [d.id for d in dossier.demarches],
            "ecarts": [
                _plain(gap)
                for gap in self.published.catalogue.ecarts_by_certification.get(dossier.certification.id, ())
            ],
            "resultats": [{"module": m.id, **_plain(result)} for m, result in dossier.results],
            "chiffres_des_demarches": [
                {"demarche": d.id, **_plain(figure), **({"deduit": True} if is_deduced("chiffres", d.deduit) else {})}
                for d, figure in dossier.figures
            ],
            **_log(dossier.log),
        }
        return _known(content)

    def _signal(self, signal: Signal) -> Data:
        """How strong the signal is; the empty key counts the unknown ones."""
        counts = {
            "modules": len(signal.additions),
            "competences": len(signal.skills),
            "regions": dict(signal.regions),
            "statuts": dict(signal.statuses),
            "ecarts": dict(signal.gaps),
            "annees": list(signal.years),
            "modules_sans_annee": signal.undated,
            "atteste": signal.attested or None,
        }
        return _known(counts)

    def _addition(self, addition: Addition) -> Data:
        content = {
            "module": self._records[addition.module.id],
            "page": self.published.addresses.page(f"modules/{addition.module.id}/"),
            "bloc_vise": addition.block or None,
            "atteste": addition.attested or None,
            "integration": _plain(addition.integration) if addition.integration else None,
        }
        return _known(content)

    def lines(self, dossier: Dossier) -> Iterator[Line]:
        """The lines of a dossier, as HEADER names their cells."""
        certification, current = dossier.certification, dossier.current
        about = (
            certification.id,
            dossier.label,
            certification.certifier_name,
            current.code if current else "",
            current.echeance.isoformat() if current and current.echeance else "",
        )
        for addition in dossier.additions:
            for skill in addition.module.competences or (None,):
                yield (*about, *self._cells(addition, skill), *_standing_cells(dossier, addition, skill))

    def _cells(self, addition: Addition, skill: Skill | None) -> Line:
        module, taken_up = addition.module, addition.integration
        return (
            module.id,
            module.titre,
            self._label("regions", module.region),
            self._insee(module.region),
            _listed(self._label("regions", region) for region in module.reprises),
            _listed(map(self._insee, module.reprises)),
            module.demarche or "",
            _listed(self._label("themes", theme) for theme in module.themes),
            self._label("natures", module.nature),
            self._label("statuts", module.statut),
            str(module.annee or ""),
            addition.attested or "",
            addition.block or "",
            (taken_up.bloc or taken_up.code) if taken_up else "",
            skill.intitule if skill else "",
            self._label("ecarts", skill.ecart) if skill else "",
            (skill.preuve or "") if skill else "",
            _listed(module.deduit),
            self._sources(module),
            self.published.addresses.page(f"modules/{module.id}/"),
        )

    def _sources(self, module: Module) -> str:
        document_of = self.published.catalogue.vocabularies.document_of
        cited = (source.cited_at_page for source in module.sources if document_of(source).nature == "source")
        return _listed(dict.fromkeys(cited))

    def _insee(self, region: str) -> str:
        return self.published.catalogue.vocabularies.regions[region].code_insee

    def _label(self, vocabulary: str, term: str | None) -> str:
        return self.published.catalogue.vocabularies.label(vocabulary, term)


def _standing(dossier: Dossier) -> Data:
    """What today's référentiel says of each skill, whom to write to, before when; unknown facts left out."""
    standing, recipient = dossier.standing, dossier.standing.recipient
    compared = standing.compared
    facts = {
        "en_vigueur": standing.code if standing.code and not standing.expired else None,
        "compare": compared.code if compared else None,
        "detaille": compared.is_detailed if compared else None,
        "avant_le": standing.ends.isoformat() if standing.ends else None,
        "a_transmettre_a": recipient.commission.libelle if recipient else None,
        "destinataire_deduit": recipient.deduced if recipient else None,
        "blocs_deduits": True if compared and is_deduced("blocs", compared.deduit) else None,
        "competences": [_verdict_data(verdict) for verdict in dossier.verdicts],
    }
    return _known(facts)


def _known(facts: Data) -> Data:
    """The facts without those that are unknown."""
    return {name: value for name, value in facts.items() if value is not None}


def _verdict_data(verdict: SkillVerdict) -> Data:
    found = verdict.coverage
    about: Data = {
        "module": verdict.module.id,
        "competence": verdict.skill,
        "verdict": found.verdict,
        "mode": found.how,
        "mots": list(found.words),
    }
    if verdict.then:
        about["a_l_epoque"] = {"code": verdict.code_then, "verdict": verdict.then.verdict, "mode": verdict.then.how}
    if found.sentence:
        about |= {"bloc": found.sentence.block, "phrase": found.sentence.text}
    return {name: value for name, value in about.items() if value}


def _standing_cells(dossier: Dossier, addition: Addition, skill: Skill | None) -> Line:
    standing = dossier.standing
    verdict = dossier.verdict_of(addition.module.id, skill.intitule) if skill else None
    sentence = verdict.coverage.sentence if verdict else None
    return (
        standing.compared.code if standing.compared else "",
        verdict.coverage.verdict if verdict else "",
        verdict.coverage.how if verdict else "",
        sentence.text if sentence else "",
        sentence.block if sentence else "",
        standing.recipient.commission.libelle if standing.recipient else "",
        standing.ends.isoformat() if standing.ends else "",
        _listed(_deduced(dossier)),
    )


def _deduced(dossier: Dossier) -> Iterator[str]:
    """What a line says of the certification, its registrations and its addressee although no source states it."""
    certification, standing = dossier.certification, dossier.standing
    shown = ("intitule", "type", "certificateur")
    yield from (name for name in certification.deduit if name.partition(".")[0] in shown)
    for registration in certification.enregistrements:
        yield from (f"{registration.code}.{name}" for name in registration.deduit)
    if standing.compared and is_deduced("blocs", standing.compared.deduit):
        yield f"{standing.compared.code}.blocs"
    if standing.recipient and standing.recipient.deduced:
        yield "a_transmettre_a"


def _log(log: Log) -> Data:
    return {
        "transmissions": [
            {**_plain(sending.transmission), "modules": [m.id for m in sending.modules]} for sending in log.sendings
        ],
        "integrations": [{**_plain(found.integration), "module": found.module.id} for found in log.taken_up],
    }


def _plain(item: Any) -> Data:
    """A record or a part of one as JSON values, unknown facts left out."""
    values: Data = item.model_dump(mode="json", exclude_unset=True)
    return values


def _listed(texts: Iterable[str]) -> str:
    return " ; ".join(texts)
