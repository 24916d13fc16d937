"""One flat row for each module: its own columns, and its lists in words, for readers who want a single table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from build_tools.exports.domain_codes import Nomenclature, domain_codes
from build_tools.exports.tables import DEDUCED, SEPARATOR, Cell, Column, Row, Table, table_of
from build_tools.model import Module
from build_tools.model.base import SourcedRecord, is_deduced
from build_tools.model.completeness import POINTS, points_met
from build_tools.model.module import certification_ids
from build_tools.model.wording import prerequisite_text

if TYPE_CHECKING:
    from build_tools.exports.published import Published

RecordT = TypeVar("RecordT", bound=SourcedRecord)
Value: TypeAlias = "Callable[[Published, Module], Cell]"

# After id, title and summary come the words, then the rest of the table's own columns.
_FIRST = 3
# What the columns on certifications are made of.
_OF_CERTIFICATIONS = ("intitule", "type", "certificateur")
_OF_REGISTRATIONS = ("formacodes", "nsf")


def flat_table() -> Table:
    """The table of modules with the columns in words."""
    plain = table_of("modules")
    start = _FIRST - len(plain.keys)
    words = (column for column, _ in _WORDS)
    columns = (*plain.columns[:start], *words, *plain.columns[start:])
    return replace(plain, columns=columns)


def flat_rows(published: Published, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of the flat table, from those of the table of modules. `Published.flat_rows` keeps them."""
    for module, row in zip(published.catalogue.modules.values(), rows, strict=True):
        yield (*row[:_FIRST], *(value(published, module) for _, value in _WORDS), *row[_FIRST:])


def in_words() -> frozenset[str]:
    """Names of the columns that only repeat, in words, what other columns and link tables hold."""
    return frozenset(column.name for column, _ in _WORDS)


def joined(texts: Iterable[str]) -> str | None:
    """The items of a list in one cell, which is empty where there is none."""
    return SEPARATOR.join(texts) or None


def labels(vocabulary: str, ids: Callable[[RecordT], Iterable[str | None]]) -> Callable[[Published, RecordT], Cell]:
    """What fills a column: the labels of the terms that a record names."""
    return lambda published, record: joined(
        published.catalogue.vocabularies.label(vocabulary, term) for term in ids(record) if term
    )


def _certifications(published: Published, module: Module) -> Cell:
    known = published.catalogue.label_of_certification
    return joined(known[name] for name in certification_ids(module.certifications))


def _day(moment: str) -> Value:
    def value(published: Published, module: Module) -> Cell:
        dates = published.record_dates.get(("modules", module.id))
        return getattr(dates, moment, None)

    return value


def _deduced_elsewhere(published: Published, module: Module) -> Cell:
    """What the columns on certifications hold that no source states of the certification or of its registration."""
    catalogue = published.catalogue
    found: list[str] = []
    for name in certification_ids(module.certifications):
        certification = catalogue.certifications[name]
        found += [f"{name}.{f}" for f in certification.deduit if f.partition(".")[0] in _OF_CERTIFICATIONS]
        for registration in certification.enregistrements:
            official = catalogue.referentiel_of.get(registration.code)
            deduced = official.deduit if official else ()
            found += [f"{registration.code}.{field}" for field in _OF_REGISTRATIONS if is_deduced(field, deduced)]
    return joined(found)


def _latest_codes(published: Published, module: Module) -> Cell:
    known = published.catalogue.certifications
    found = (known[name].enregistrements for name in certification_ids(module.certifications))
    return joined(registrations[-1].code for registrations in found if registrations)


def _agreements(published: Published, module: Module) -> Cell:
    completed = (published.catalogue.certifications[item.certification] for item in module.certifications)
    found = (certification.certificateur.idcc for certification in completed if certification.certificateur)
    return joined(dict.fromkeys(f"{code:04d}" for code in found if code))


def _prerequisites(published: Published, module: Module) -> Cell:
    return joined(prerequisite_text(asked, published.catalogue.modules) for asked in module.prerequis)


def _domains(nomenclature: Nomenclature) -> Value:
    def value(published: Published, module: Module) -> Cell:
        completed = [item.certification for item in module.certifications]
        return joined(domain_codes(published.catalogue, completed, nomenclature))

    return value


PAGE = Column("page", "Page", "Adresse de la page ; relative à la racine du site si celle-ci est inconnue.")
_LIST = "; « | » les sépare, et la table de liens les donne ligne à ligne."
# The columns computed from a module, over and above what its table holds.
_WORDS: tuple[tuple[Column, Value], ...] = (
    (
        Column("region_libelle", "Nom de la région", "La région qui a créé le module, en clair."),
        labels("regions", lambda m: (m.region,)),
    ),
    (
        Column("region_insee", "Code INSEE de la région", "Le code officiel géographique, en texte : « 01 », « 53 »."),
        lambda published, module: published.catalogue.vocabularies.regions[module.region].code_insee,
    ),
    (
        Column("reprises_libelles", "Noms des régions qui l'ont repris", f"Autres régions, en clair {_LIST}"),
        labels("regions", lambda m: m.reprises),
    ),
    (
        Column("secteurs_libelles", "Noms des secteurs", f"Secteurs d'activité, en clair {_LIST}"),
        labels("secteurs", lambda m: m.secteurs),
    ),
    (
        Column("transitions_libelles", "Noms des transitions", f"Transitions, en clair {_LIST}"),
        labels("transitions", lambda m: m.transitions),
    ),
    (
        Column("themes_libelles", "Noms des thèmes", f"Thèmes, en clair {_LIST}"),
        labels("themes", lambda m: m.themes),
    ),
    (
        Column("certifications_libelles", "Noms des certifications", f"Certifications complétées {_LIST}"),
        _certifications,
    ),
    (
        Column(
            "certifications_codes",
            "RNCP ou RS (codes)",
            f"Dernier code connu de chaque certification qui en a un {_LIST}",
        ),
        _latest_codes,
    ),
    (
        Column("certifications_citees", "Certifications telles que citées", f"Les mots des sources {_LIST}"),
        lambda published, module: joined(dict.fromkeys(c.cite for c in module.certifications if c.cite)),
    ),
    (
        Column("certifications_formacodes", "Formacode (codes)", f"Ceux des certifications, d'après le RNCP {_LIST}"),
        _domains("formacodes"),
    ),
    (
        Column("certifications_nsf", "NSF (codes)", f"Ceux des certifications, d'après le RNCP {_LIST}"),
        _domains("nsf"),
    ),
    (
        Column(
            "certifications_idcc",
            "IDCC (codes)",
            f"Conventions collectives des certificateurs, sur quatre chiffres {_LIST}",
        ),
        _agreements,
    ),
    (
        Column("metiers_libelles", "Noms des métiers", f"Métiers du ROME, en clair {_LIST}"),
        labels("metiers", lambda m: m.metiers),
    ),
    (
        Column("metiers_codes", "ROME (codes)", f"Codes des métiers {_LIST}"),
        lambda published, module: joined(module.metiers),
    ),
    (
        Column("metiers_cites", "Métiers cités", f"Les mots des sources {_LIST}"),
        lambda published, module: joined(module.metiers_cites),
    ),
    (
        Column("competences_intitules", "Compétences", f"Intitulés des compétences {_LIST}"),
        lambda published, module: joined(skill.intitule for skill in module.competences),
    ),
    (
        Column("competences_rome_libelles", "Compétences du ROME", f"Celles des compétences, chacune une fois {_LIST}"),
        labels("competences_rome", lambda m: dict.fromkeys(code for skill in m.competences for code in skill.rome)),
    ),
    (
        Column("savoirs_libelles", "Savoirs du ROME", f"Savoirs et compétences proches, en clair {_LIST}"),
        labels("competences_rome", lambda m: m.savoirs),
    ),
    (
        Column("statut_libelle", "Statut en clair", "Où en était le module à la date de la source."),
        labels("statuts", lambda m: (m.statut,)),
    ),
    (
        Column("nature_libelle", "Nature en clair", "La sorte de compétence, selon le classement du catalogue."),
        labels("natures", lambda m: (m.nature,)),
    ),
    (
        Column("caractere_libelle", "Caractère en clair", "Obligatoire ou facultatif, quand c'est connu."),
        labels("caracteres", lambda m: (m.caractere,)),
    ),
    (
        Column("confiance_libelle", "Confiance en clair", "À quel point la source décrit bien le module."),
        labels("confiances", lambda m: (m.confiance,)),
    ),
    (
        Column("demarche_titre", "Titre de la démarche", "La démarche dont vient le module, en clair."),
        lambda published, module: published.catalogue.demarches[module.demarche].titre if module.demarche else None,
    ),
    (
        Column("publics_libelles", "Publics visés", f"Publics, en clair {_LIST}"),
        labels("publics", lambda m: m.publics),
    ),
    (
        Column("modalites_libelles", "Modalités en clair", f"Modalités d'enseignement, en clair {_LIST}"),
        labels("modalites", lambda m: m.modalites),
    ),
    (
        Column("modalites_pedagogiques", "Moyens pédagogiques", f"Les mots des sources {_LIST}"),
        lambda published, module: joined(module.modalites_pedagogiques),
    ),
    (
        Column("prerequis_en_clair", "Prérequis en clair", f"Modules à suivre avant et conditions, en clair {_LIST}"),
        _prerequisites,
    ),
    (
        Column("besoin_recueil_libelles", "Recueil du besoin en clair", f"Comment le besoin a été repéré {_LIST}"),
        labels("recueils", lambda m: m.besoin.recueil if m.besoin else ()),
    ),
    (
        Column("ecarts_libelles", "Écarts au référentiel", f"Ceux des compétences, chacun une fois, en clair {_LIST}"),
        labels("ecarts", lambda m: dict.fromkeys(skill.ecart for skill in m.competences)),
    ),
    (DEDUCED, lambda published, module: joined(module.deduit)),
    (
        Column(
            "certifications_deduites",
            "Ce qui est déduit des certifications",
            "Ce que les colonnes sur les certifications doivent à une déduction : la certification ou son "
            "enregistrement, un point, le champ ; « | » les sépare.",
        ),
        _deduced_elsewhere,
    ),
    (
        Column("precisions", "Précisions", f"Réserves et raisons des déductions {_LIST}"),
        lambda published, module: joined(module.precisions),
    ),
    (
        Column("sources_citees", "Sources et pages", f"Documents et pages, chacun une fois {_LIST}"),
        lambda published, module: joined(module.cited_documents),
    ),
    (
        Column("reperes", "Repères donnés", f"Combien la fiche en donne, sur {len(POINTS)}.", "integer"),
        lambda published, module: points_met(module),
    ),
    (
        Column("heures_min", "Heures au moins", "Durée la plus courte, heures en entreprise comprises.", "number"),
        lambda published, module: module.duree.shortest if module.duree else None,
    ),
    (
        Column("heures_max", "Heures au plus", "Durée la plus longue, heures en entreprise comprises.", "number"),
        lambda published, module: module.duree.longest if module.duree else None,
    ),
    (Column("publie_le", "Publié le", "Jour où la fiche est entrée dans le catalogue.", "date"), _day("published")),
    (Column("modifie_le", "Modifié le", "Jour du dernier changement de la fiche.", "date"), _day("changed")),
    (PAGE, lambda published, module: published.addresses.page(f"modules/{module.id}/")),
)
