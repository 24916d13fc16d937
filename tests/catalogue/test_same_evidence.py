"""The same evidence gets the same marking; a summary speaks of its module, not of its source (docs/methode.md)."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

import pytest

from build_tools.model.base import SourcedRecord
from build_tools.model.module import Module
from tests.catalogue.test_sources import comparable

# What sources often say of several modules at once; « besoin » stands for its « constat ».
COLLECTIVE = (
    "statut",
    "annee",
    "caractere",
    "metiers",
    "metiers_cites",
    "publics",
    "publics_precisions",
    "besoin",
)
# A passage that several records share and that speaks of them together → the fields that it gives, always deduced.
TOLD_OF_ALL = {
    r"accédé à ces modules|ont été mis en place": ("statut", "annee"),
    r"modules obligatoires": ("caractere",),
    r"personnes en recherche d'emploi|former les demandeurs d'emploi|aux côtés des stagiaires|marchés de formation": (
        "publics",
        "publics_precisions",
    ),
    r"\bbesoins\b|\bprérequis\b": ("besoin",),
}
# Ways of speaking of the source or of its silence, which belong to « precisions ».
OF_THE_SOURCE = re.compile(
    r"\b(?:sources?|guide|documents?|recueil|fiches?|intitulés?)\b"
    r"|\bcit(?:e|ent|é|ée|és|ées)\b|\bmentionn\w+"
    r"|\bne (?:le |la |les |l['’])?(?:précis|détaill|di[st]|donn|nomm)\w*"
    r"|\bn['’](?:en |est |sont |y )(?:pas )?(?:donn|di[st]|précis|détaill|nomm)\w*"
    r"|\bsans (?:en |les? |la |l['’]|autre )?(?:préciser|détail\w*|décrire|dire|nommer)\b"
    r"|\bseule?s? (?:[\w'’]+ ){1,6}(?:est|sont|figure|connue?s?)\b",
    re.IGNORECASE,
)


def value_of(module: Module, field: str) -> Hashable:
    """What a module gives in a field, or nothing."""
    if field == "besoin":
        return module.besoin.constat if module.besoin else None
    value = getattr(module, field)
    return tuple(value) if isinstance(value, tuple | list) else value


def is_marked(module: Module, field: str) -> bool:
    """Whether the field, or the part of it that counts here, is among the deduced ones."""
    return any(name == field or name.startswith(f"{field}.") for name in module.deduit)


def grouped(
    modules: Iterable[Module], keys: Callable[[Module], Iterable[Hashable]]
) -> Mapping[Hashable, tuple[Module, ...]]:
    """The groups of two modules or more that a key joins."""
    found: dict[Hashable, dict[str, Module]] = defaultdict(dict)
    for module in modules:
        for key in keys(module):
            found[key][module.id] = module
    return {key: tuple(group.values()) for key, group in found.items() if len(group) > 1}


def by_excerpt(record: SourcedRecord) -> Iterator[Hashable]:
    """The very passages that a record cites."""
    for source in record.sources:
        if source.extrait:
            yield source.document, source.page, comparable(source.extrait)


def by_page(module: Module) -> Iterator[Hashable]:
    """The pages on its démarche that a module cites."""
    for source in module.sources:
        if module.demarche and source.page:
            yield module.demarche, source.document, source.page


def marked_apart(group: Iterable[Module], field: str) -> list[tuple[str, str]]:
    """Pairs of modules that give the same value, one as stated, the other as deduced."""
    stated: dict[Hashable, str] = {}
    deduced: dict[Hashable, str] = {}
    for module in group:
        if value := value_of(module, field):
            (deduced if is_marked(module, field) else stated)[value] = module.id
    return [(stated[value], deduced[value]) for value in stated.keys() & deduced.keys()]


@pytest.fixture(scope="module")
def modules(real_catalogue) -> tuple[Module, ...]:
    return tuple(real_catalogue.modules.values())


@pytest.mark.parametrize("field", COLLECTIVE)
def test_a_page_that_modules_share_marks_them_alike(modules, field):
    groups = grouped(modules, by_page)
    assert groups
    assert [(key, apart) for key, group in groups.items() if (apart := marked_apart(group, field))] == []


def test_a_passage_on_a_subject_marks_the_transitions_of_its_modules_alike(modules):
    # Modules of several démarches cite the same words when the guide speaks of a subject, not of a programme.
    of_a_subject = {
        key: group for key, group in grouped(modules, by_excerpt).items() if len({m.demarche for m in group}) > 1
    }
    assert of_a_subject
    assert [key for key, group in of_a_subject.items() if marked_apart(group, "transitions")] == []


@pytest.mark.parametrize("passage", TOLD_OF_ALL)
def test_what_a_passage_says_of_several_modules_is_deduced_for_each(modules, passage):
    groups = [group for key, group in grouped(modules, by_excerpt).items() if re.search(passage, key[2])]
    assert groups, "aucune fiche ne cite plus ce passage : la règle ne sert plus"
    assert [
        (module.id, field)
        for group in groups
        for module in group
        for field in TOLD_OF_ALL[passage]
        if value_of(module, field) and not is_marked(module, field)
    ] == []


def test_a_deduced_transition_or_year_has_its_reason(modules):
    assert [
        (module.id, field)
        for module in modules
        for field, word in (("transitions", "transition"), ("annee", str(module.annee)))
        if is_marked(module, field) and not any(word in remark for remark in module.precisions)
    ] == []


def test_a_module_in_project_has_no_year(modules):
    assert [module.id for module in modules if module.statut == "en-projet" and module.annee] == []


def test_the_same_certification_gives_the_same_occupations(modules):
    codes = defaultdict(set)
    for module in modules:
        completed = {part.certification for part in module.certifications}
        if len(completed) == 1:
            codes[completed.pop()].add(frozenset(module.metiers))
    assert codes
    assert {certification: found for certification, found in codes.items() if len(found) > 1} == {}


def test_a_module_of_two_certifications_has_the_occupations_of_both(modules):
    alone: dict[str, frozenset[str]] = {}
    several = []
    for module in modules:
        completed = {part.certification for part in module.certifications}
        if len(completed) == 1:
            alone[completed.pop()] = frozenset(module.metiers)
        elif completed:
            several.append((module, completed))
    assert several
    assert [
        module.id
        for module, completed in several
        if not frozenset(module.metiers) >= frozenset().union(*(alone.get(name, frozenset()) for name in completed))
    ] == []


def test_a_module_that_people_already_follow_tells_for_whom_as_its_neighbours_do(modules):
    # Those of a démarche of which one module has its public, while another that has begun gives none.
    open_to = {module.demarche for module in modules if module.publics}
    begun = [module for module in modules if module.statut in {"deploye", "experimente"}]
    assert begun
    assert [module.id for module in begun if module.demarche in open_to and not module.publics] == []


def test_a_gap_told_of_a_whole_demarche_has_its_collecting_marked_too(real_catalogue):
    # The same sentences say what was missing and who said so.
    gaps = [gap for gap in real_catalogue.ecarts.values() if "constat" in gap.deduit and gap.recueil]
    assert gaps
    assert [gap.id for gap in gaps if "recueil" not in gap.deduit] == []


def test_a_passage_that_gives_a_gap_to_one_module_gives_one_to_each_that_describes_its_skills(real_catalogue):
    answered = {module for gap in real_catalogue.ecarts.values() for module in gap.modules}
    cited = {key for gap in real_catalogue.ecarts.values() if "constat" in gap.deduit for key in by_excerpt(gap)}
    shared = grouped(
        real_catalogue.modules.values(), lambda module: (key for key in by_excerpt(module) if key in cited)
    )
    assert shared
    left = {m.id for group in shared.values() for m in group if m.competences and m.id not in answered}
    assert left == set()


def test_a_kind_of_gap_is_marked_alike_in_the_gap_and_in_its_module(real_catalogue):
    pairs = [
        (gap, module)
        for gap in real_catalogue.ecarts.values()
        for name in gap.modules
        if gap.ecart and (module := real_catalogue.modules[name])
        if gap.ecart in {skill.ecart for skill in module.competences}
    ]
    assert pairs
    assert [
        (gap.id, module.id)
        for gap, module in pairs
        if ("ecart" in gap.deduit) != ("competences.ecart" in module.deduit)
    ] == []


def test_no_summary_speaks_of_its_source(real_catalogue):
    records = [*real_catalogue.modules.values(), *real_catalogue.demarches.values()]
    assert [(record.id, found[0]) for record in records if (found := OF_THE_SOURCE.search(record.resume))] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Les sources n'en donnent ni le nombre ni l'intitulé exact.",
        "Le contenu n'est pas détaillé.",
        "Seul l'intitulé est connu.",
        "Le module était en projet et seul son titre est connu.",
        "La source n'écrit que le sigle « SST ».",
        "Le guide cite ce module pour les métiers du BTP, sans en préciser le niveau.",
        "Les deux métiers partagent une même ligne, sans programme ni objectifs : le document s'en tient là.",
        "Un module cité pour les métiers de l'industrie.",
        "Faire progresser ses aptitudes. Le texte ne dit pas lesquelles.",
        "Une formation mentionnée avec une autre.",
    ],
)
def test_a_summary_that_speaks_of_its_source_is_seen(sentence):
    assert OF_THE_SOURCE.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Apprendre à communiquer avec une personne atteinte de la maladie d'Alzheimer.",
        "Préparer une habilitation pour intervenir dans le nucléaire.",
        "Entretenir le bateau sans autre aide que la sienne.",
        "Ne laisser seule aucune personne fragile.",
    ],
)
def test_plain_sentences_are_no_talk_of_the_source(sentence):
    assert not OF_THE_SOURCE.search(sentence)


def test_two_markings_of_one_fact_are_seen(modules):
    first = next(module for module in modules if module.statut and is_marked(module, "statut"))
    other = first.model_copy(update={"id": "autre", "deduit": ()})
    assert marked_apart((first, other), "statut") == [("autre", first.id)]
    assert marked_apart((first, first), "statut") == []
    assert grouped((first, other), by_page)
    assert not grouped((first,), by_page)
