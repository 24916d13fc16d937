"""One flat row for each module: its own columns, and its lists in words, for readers who want a single table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.exports.domains import Nomenclature, domain_codes
from build_tools.exports.tables import DEDUCED, SEPARATOR, Cell, Column, Row, Table, tables
from build_tools.model import Module
from build_tools.model.base import is_deduced
from build_tools.model.completeness import POINTS, points_met

if TYPE_CHECKING:
    from build_tools.exports.published import Published

# After id, title and summary come the words, then the rest of the table's own columns.
_FIRST = 3
# What the columns on certifications are made of.
_OF_CERTIFICATIONS = ("intitule", "type", "certificateur")
_OF_REGISTRATIONS = ("formacodes", "nsf")


@dataclass(frozen=True)
class _Words:
    """A column computed from a module, over and above what its table holds."""

    column: Column
    value: Callable[[Published, Module], Cell]


def flat_table() -> Table:
    """The table of modules with the columns in words."""
    plain = _modules()
    start = _FIRST - len(plain.keys)
    words = (words.column for words in _WORDS)
    columns = (*plain.columns[:start], *words, *plain.columns[start:])
    return Table(plain.name, plain.title, plain.description, plain.keys, columns)


def flat_rows(published: Published, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of the flat table, from those of the table of modules. `Published.flat_rows` keeps them."""
    for module, row in zip(published.catalogue.modules.values(), rows, strict=True):
        yield (*row[:_FIRST], *(words.value(published, module) for words in _WORDS), *row[_FIRST:])


def in_words() -> frozenset[str]:
    """Names of the columns that only repeat, in words, what other columns and link tables hold."""
    return frozenset(words.column.name for words in _WORDS)


def _modules() -> Table:
    return next(table for table in tables() if table.name == "modules")


def _joined(texts: Iterable[str]) -> str | None:
    return SEPARATOR.join(texts) or None


def _labels(vocabulary: str, ids: Callable[[Module], Iterable[str]]) -> Callable[[Published, Module], Cell]:
    return lambda published, module: _joined(
        published.catalogue.vocabularies.label(vocabulary, term) for term in ids(module)
    )


def _certifications(published: Published, module: Module) -> Cell:
    completed = dict.fromkeys(item.certification for item in module.certifications)
    return _joined(published.catalogue.label_of_certification[name] for name in completed)


def _page(published: Published, module: Module) -> Cell:
    page = f"modules/{module.id}/"
    return f"{published.addresses.site}/{page}" if published.addresses.site else page


def _day(moment: str) -> Callable[[Published, Module], Cell]:
    def value(published: Published, module: Module) -> Cell:
        dates = published.record_dates.get(("modules", module.id))
        return getattr(dates, moment) if dates else None

    return value


def _deduced(published: Published, module: Module) -> Cell:
    return _joined(module.deduit)


def _deduced_elsewhere(published: Published, module: Module) -> Cell:
    """What the columns on certifications hold that no source states of the certification or of its registration."""
    catalogue = published.catalogue
    found: list[str] = []
    for name in dict.fromkeys(item.certification for item in module.certifications):
        certification = catalogue.certifications[name]
        found += [f"{name}.{f}" for f in certification.deduit if f.partition(".")[0] in _OF_CERTIFICATIONS]
        for registration in certification.enregistrements:
            official = catalogue.referentiel_of.get(registration.code)
            deduced = official.deduit if official else ()
            found += [f"{registration.code}.{field}" for field in _OF_REGISTRATIONS if is_deduced(field, deduced)]
    return _joined(found)


def _sources(published: Published, module: Module) -> Cell:
    return _joined(dict.fromkeys(f"{s.cited} p. {s.page}" if s.page else s.cited for s in module.sources))


def _latest_codes(published: Published, module: Module) -> Cell:
    completed = dict.fromkeys(item.certification for item in module.certifications)
    found = (published.catalogue.certifications[name].enregistrements for name in completed)
    return _joined(registrations[-1].code for registrations in found if registrations)


def _agreements(published: Published, module: Module) -> Cell:
    completed = (published.catalogue.certifications[item.certification] for item in module.certifications)
    found = (certification.certificateur.idcc for certification in completed if certification.certificateur)
    return _joined(dict.fromkeys(f"{code:04d}" for code in found if code))


def _domains(nomenclature: Nomenclature) -> Callable[[Published, Module], Cell]:
    def value(published: Published, module: Module) -> Cell:
        completed = [item.certification for item in module.certifications]
        return _joined(domain_codes(published.catalogue, completed, nomenclature))

    return value


_LIST = "séparés par « | » ; la table de liens les donne un par ligne."
_WORDS = (
    _Words(
        Column("region_libelle", "Nom de la région", "La région qui a créé le module, en clair."),
        _labels("regions", lambda m: (m.region,)),
    ),
    _Words(
        Column("region_insee", "Code INSEE de la région", "Le code officiel géographique, en texte : « 01 », « 53 »."),
        lambda published, module: published.catalogue.vocabularies.regions[module.region].code_insee,
    ),
    _Words(
        Column("secteurs_libelles", "Noms des secteurs", f"Secteurs d'activité, en clair, {_LIST}"),
        _labels("secteurs", lambda m: m.secteurs),
    ),
    _Words(
        Column("transitions_libelles", "Noms des transitions", f"Transitions, en clair, {_LIST}"),
        _labels("transitions", lambda m: m.transitions),
    ),
    _Words(
        Column("themes_libelles", "Noms des thèmes", f"Thèmes, en clair, {_LIST}"),
        _labels("themes", lambda m: m.themes),
    ),
    _Words(
        Column("certifications_libelles", "Noms des certifications", f"Certifications complétées, {_LIST}"),
        _certifications,
    ),
    _Words(
        Column("certifications_codes", "RNCP ou RS (codes)", f"Dernier code connu de chaque certification, {_LIST}"),
        _latest_codes,
    ),
    _Words(
        Column("certifications_citees", "Certifications telles que citées", f"Les mots des sources, {_LIST}"),
        lambda published, module: _joined(dict.fromkeys(c.cite for c in module.certifications if c.cite)),
    ),
    _Words(
        Column("certifications_formacodes", "Formacode (codes)", f"Ceux des certifications, d'après le RNCP, {_LIST}"),
        _domains("formacodes"),
    ),
    _Words(
        Column("certifications_nsf", "NSF (codes)", f"Ceux des certifications, d'après le RNCP, {_LIST}"),
        _domains("nsf"),
    ),
    _Words(
        Column("certifications_idcc", "IDCC (codes)", f"Conventions collectives des certificateurs, {_LIST}"),
        _agreements,
    ),
    _Words(
        Column("metiers_libelles", "Noms des métiers", f"Métiers du ROME, en clair, {_LIST}"),
        _labels("metiers", lambda m: m.metiers),
    ),
    _Words(
        Column("metiers_codes", "ROME (codes)", f"Codes des métiers, {_LIST}"),
        lambda published, module: _joined(module.metiers),
    ),
    _Words(
        Column("competences_intitules", "Compétences", f"Intitulés des compétences, {_LIST}"),
        lambda published, module: _joined(skill.intitule for skill in module.competences),
    ),
    _Words(
        Column("statut_libelle", "Statut en clair", "Où en était le module à la date de la source."),
        _labels("statuts", lambda m: (m.statut,) if m.statut else ()),
    ),
    _Words(
        Column("nature_libelle", "Nature en clair", "La sorte de compétence, selon le classement du catalogue."),
        _labels("natures", lambda m: (m.nature,)),
    ),
    _Words(
        Column("caractere_libelle", "Caractère en clair", "Obligatoire ou facultatif, quand c'est connu."),
        _labels("caracteres", lambda m: (m.caractere,) if m.caractere else ()),
    ),
    _Words(
        Column("confiance_libelle", "Confiance en clair", "À quel point la source décrit bien le module."),
        _labels("confiances", lambda m: (m.confiance,) if m.confiance else ()),
    ),
    _Words(
        Column("demarche_titre", "Titre de la démarche", "La démarche dont vient le module, en clair."),
        lambda published, module: published.catalogue.demarches[module.demarche].titre if module.demarche else None,
    ),
    _Words(
        Column("publics_libelles", "Publics visés", f"Publics, en clair, {_LIST}"),
        _labels("publics", lambda m: m.publics),
    ),
    _Words(
        Column("modalites_libelles", "Modalités en clair", f"Modalités d'enseignement, en clair, {_LIST}"),
        _labels("modalites", lambda m: m.modalites),
    ),
    _Words(
        Column("ecarts_libelles", "Écarts au référentiel", f"Ceux des compétences, chacun une fois, en clair, {_LIST}"),
        _labels("ecarts", lambda m: dict.fromkeys(skill.ecart for skill in m.competences if skill.ecart)),
    ),
    _Words(DEDUCED, _deduced),
    _Words(
        Column(
            "certifications_deduites",
            "Ce qui est déduit des certifications",
            "Ce que les colonnes sur les certifications doivent à une déduction, séparé par « | » : la certification "
            "ou son enregistrement, un point, le champ.",
        ),
        _deduced_elsewhere,
    ),
    _Words(Column("sources_citees", "Sources et pages", f"Documents et pages, chacun une fois, {_LIST}"), _sources),
    _Words(
        Column("reperes", "Repères donnés", f"Combien la fiche en donne, sur {len(POINTS)}.", "integer"),
        lambda published, module: points_met(module),
    ),
    _Words(
        Column("heures_min", "Heures au moins", "Durée la plus courte, heures en entreprise comprises.", "number"),
        lambda published, module: module.duree.shortest if module.duree else None,
    ),
    _Words(
        Column("heures_max", "Heures au plus", "Durée la plus longue, heures en entreprise comprises.", "number"),
        lambda published, module: module.duree.longest if module.duree else None,
    ),
    _Words(
        Column("publie_le", "Publié le", "Jour où la fiche est entrée dans le catalogue.", "date"), _day("published")
    ),
    _Words(Column("modifie_le", "Modifié le", "Jour du dernier changement de la fiche.", "date"), _day("changed")),
    _Words(
        Column("page", "Page", "Adresse de la page ; relative à la racine du site si celle-ci est inconnue."), _page
    ),
)
