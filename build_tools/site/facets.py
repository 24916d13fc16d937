"""What a search narrows by: each facet, its values in the order in which they are shown, and a module's own values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from build_tools.model import Catalogue, Module
from build_tools.model.catalogue import official_codes
from build_tools.model.completeness import gives, optional_fields, stated_by_catalogue
from build_tools.site.listing import LENGTH_RANGES, length_range
from build_tools.site.occupation_families import FAMILIES, family_of
from build_tools.text.folding import alphabetical

# The value of a module whose record says nothing for a facet.
UNKNOWN = "non-precise"
# Facets whose values have an order of their own; the others are shown by number of modules.
_SCALES = ("duree", "annee")


@dataclass(frozen=True)
class Facet:
    """A facet of the search. `id` stands in addresses (`?region=bretagne`), `values` gives a module's values."""

    id: str
    label: str
    unknown: str
    labels: Mapping[str, str]
    values: Callable[[Module], Iterable[str]]
    _found: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, module: Module) -> tuple[str, ...]:
        """The module's values for this facet, each once; `non-precise` alone when there is none.

        Kept, as several files tell them: at 10,000 modules they took a quarter of the time of the search index.
        """
        if module.id not in self._found:
            self._found[module.id] = tuple(dict.fromkeys(self.values(module))) or (UNKNOWN,)
        return self._found[module.id]


@dataclass(frozen=True)
class Choice:
    """A value that a visitor can choose, with the number of modules that have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class ShownFacet:
    """A facet with the choices that it offers."""

    id: str
    label: str
    choices: tuple[Choice, ...]


def facets(catalogue: Catalogue) -> tuple[Facet, ...]:
    """The facets of the search, most used first."""
    words = catalogue.vocabularies

    def labels(vocabulary: str) -> dict[str, str]:
        return {term.id: term.libelle for term in words[vocabulary].values()}

    regions = _alphabetical(labels("regions"))
    themes = _alphabetical(labels("themes"))
    occupations = _alphabetical({code: words.metiers[code].libelle for code in catalogue.by_occupation})
    occupations = {code: f"{label} ({code})" for code, label in occupations.items()}
    certifications = _alphabetical(catalogue.label_of_certification)
    skills = _alphabetical({code: words.competences_rome[code].libelle for code in catalogue.by_official_skill})
    ranges = {r.id: r.label for r in LENGTH_RANGES}
    years = {str(y): str(y) for y in sorted({m.annee for m in catalogue.modules.values() if m.annee}, reverse=True)}
    return (
        Facet("region", "Région", "Région non précisée", regions, lambda m: (m.region,)),
        Facet("secteur", "Secteur", "Secteur non précisé", labels("secteurs"), lambda m: m.secteurs),
        Facet("transition", "Transition", "Aucune transition citée", labels("transitions"), lambda m: m.transitions),
        Facet("duree", "Durée", "Durée non précisée", ranges, _length_values),
        Facet("theme", "Thème", "Thème non précisé", themes, lambda m: m.themes),
        Facet(
            "certification",
            "Certification complétée",
            "Certification non précisée",
            certifications,
            lambda m: (c.certification for c in m.certifications),
        ),
        Facet("famille", "Famille de métiers", "Métier non précisé", FAMILIES, lambda m: map(family_of, m.metiers)),
        Facet("metier", "Métier", "Métier non précisé", occupations, lambda m: m.metiers),
        Facet("competence", "Compétence officielle (ROME)", "Aucune compétence du ROME", skills, official_codes),
        Facet("nature", "Nature", "Nature non précisée", labels("natures"), lambda m: (m.nature,)),
        Facet("statut", "Statut", "Statut non précisé", labels("statuts"), lambda m: _some(m.statut)),
        Facet("annee", "Année", "Année non précisée", years, lambda m: (str(m.annee),) if m.annee else ()),
        Facet("public", "Public", "Public non précisé", labels("publics"), lambda m: m.publics),
        Facet("modalite", "Modalité", "Modalité non précisée", labels("modalites"), lambda m: m.modalites),
        Facet("caractere", "Caractère", "Caractère non précisé", labels("caracteres"), lambda m: _some(m.caractere)),
        Facet(
            "ecart",
            "Écart au référentiel",
            "Écart non précisé",
            labels("ecarts"),
            lambda m: (skill.ecart for skill in m.competences if skill.ecart),
        ),
        Facet("confiance", "Confiance", "Confiance non précisée", labels("confiances"), lambda m: _some(m.confiance)),
        Facet("donne", "Fait donné par la fiche", "Aucun fait facultatif", _titles("donné"), _given_fields),
        Facet("deduit", "Fait déduit ou classé", "Aucun fait déduit", _titles("déduit"), stated_by_catalogue),
    )


def _alphabetical(labels: Mapping[str, str]) -> dict[str, str]:
    """The values of a facet with their labels, in the order of these."""
    return dict(sorted(labels.items(), key=lambda item: alphabetical(item[1])))


def _titles(how: str) -> dict[str, str]:
    """The names of fields, which must be clear alone: « Année (déduit) »."""
    return {name: f"{field.title or name} ({how})" for name, field in Module.model_fields.items()}


def _given_fields(module: Module) -> Iterable[str]:
    return (name for name in optional_fields(Module) if gives(module, name))


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _length_values(module: Module) -> tuple[str, ...]:
    found = length_range(module)
    return (found.id,) if found else ()


def shown_facets(catalogue: Catalogue) -> list[ShownFacet]:
    """The facets that the explorer shows: the values that at least one module has, what is unknown last.

    A facet that no module fills would offer only what is unknown: it is left out.
    """
    shown = (ShownFacet(f.id, f.label, _choices(f, catalogue.modules.values())) for f in facets(catalogue))
    return [facet for facet in shown if any(choice.value != UNKNOWN for choice in facet.choices)]


def _choices(facet: Facet, modules: Iterable[Module]) -> tuple[Choice, ...]:
    counts = Counter(value for module in modules for value in facet.of(module))
    named = {**facet.labels, UNKNOWN: facet.unknown}
    choices = [Choice(value, label, counts[value]) for value, label in named.items() if counts[value]]
    if facet.id in _SCALES:
        return tuple(choices)
    return tuple(sorted(choices, key=lambda choice: (choice.value == UNKNOWN, -choice.count)))


def search_address(*choices: tuple[str, str]) -> str:
    """The address, from the site's root, of the search narrowed by (facet, value) pairs."""
    return f"recherche/?{urlencode(choices)}" if choices else "recherche/"
