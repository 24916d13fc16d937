"""The dossier of a certification: what is missing, according to whom, since when — counted from the records only."""

from __future__ import annotations

import datetime
from collections import Counter

from build_tools.analysis.dossier import dossier_of, dossiers
from build_tools.model.certification import registration_of

DAY = datetime.date(2026, 11, 21)
HOME_CARE = "tp-assistant-de-vie-aux-familles"
TAKEN_UP = {"certification": HOME_CARE, "code": "RNCP37715", "sources": [{"document": "fiche-france-competences"}]}


def _dossier(catalogue, day=DAY):
    return dossier_of(catalogue, catalogue.certifications[HOME_CARE], day)


def test_the_real_dossier_of_the_home_care_title(real_catalogue):
    dossier = _dossier(real_catalogue)
    modules = real_catalogue.by_certification[HOME_CARE]
    assert dict(dossier.regions) == Counter(module.region for module in modules)
    assert len(dossier.additions) == len(modules)
    skills = [skill for module in modules for skill in module.competences]
    assert (len(dossier.skills), sum(dossier.gaps.values())) == (len(skills), len(skills))
    assert dossier.statuses == Counter(module.statut for module in modules if module.statut)
    years = [module.annee for module in modules]
    assert dossier.years == tuple(sorted({*years} - {None}))
    assert dossier.undated == years.count(None)
    aimed = {part.bloc for module in modules for part in module.certifications if part.certification == HOME_CARE}
    assert {block.block.code for block in dossier.aimed_blocks} == aimed - {None} != set()


def test_modules_aim_at_the_code_of_then_and_the_code_of_now_is_known(real_catalogue):
    dossier = _dossier(real_catalogue)
    assert dossier.codes_then == ("RNCP4821",)
    assert dossier.current.code == "RNCP37715"
    assert dossier.current_blocks == ()  # nobody has read them: nothing is said of what they took up
    assert not dossier.expired
    assert _dossier(real_catalogue, datetime.date(2028, 7, 6)).expired


def test_the_blocks_of_today_may_be_known_by_the_official_record_alone(real_catalogue):
    dossier = dossiers(real_catalogue, DAY)["tp-tailleur-de-pierre"]
    assert dossier.current.code == dossier.standing.compared.code
    assert not any(block.code.startswith(dossier.current.code) for block in dossier.certification.blocs)
    assert dossier.current_blocks == tuple(block.intitule for block in dossier.standing.compared.blocs) != ()


def test_a_count_tells_how_much_of_it_no_source_states(real_catalogue):
    for dossier in dossiers(real_catalogue, DAY).values():
        modules = [addition.module for addition in dossier.additions]
        assert dossier.deduced("statut") == sum("statut" in module.deduit for module in modules)
        skills = [skill for m in modules if "competences.ecart" in m.deduit for skill in m.competences if skill.ecart]
        assert dossier.deduced_gaps == len(skills)


def test_every_module_is_shown_once_under_its_first_theme(real_catalogue):
    for dossier in dossiers(real_catalogue, DAY).values():
        shown = [(theme.theme, a.module) for theme in dossier.themes for a in theme.shown]
        assert sorted(m.id for _, m in shown) == sorted(a.module.id for a in dossier.additions)
        assert all(theme == next(iter(m.themes), None) for theme, m in shown)


def test_themes_of_most_regions_come_first_then_of_most_modules(make, with_modules):
    catalogue = with_modules(
        make("a", themes=["cuisine"]),
        make("b", themes=["cuisine"]),
        make("c", themes=["secourisme"]),
        make("d", themes=["secourisme"], region="normandie"),
        make("e"),
    )
    themes = _dossier(catalogue).themes
    assert [(t.theme, len(t.regions), len(t.additions)) for t in themes] == [
        ("secourisme", 2, 2),
        ("cuisine", 1, 2),
        (None, 1, 1),
    ]


def test_a_region_that_took_a_module_up_counts_as_one_that_has_the_theme(make, with_modules):
    dossier = _dossier(with_modules(make("a", themes=["cuisine"], reprises=["normandie", "corse"])))
    assert set(dossier.regions) == {"bretagne", "normandie", "corse"}
    assert [theme.theme for theme in dossier.recurrent] == ["cuisine"]


def test_kinds_of_gap_are_counted_by_skill(make, with_modules):
    skills = [{"intitule": "Un", "ecart": "faible"}, {"intitule": "Deux", "ecart": "faible"}, {"intitule": "Trois"}]
    assert _dossier(with_modules(make("a", competences=skills))).gaps == {"faible": 2, "": 1}


def test_what_the_standard_took_up_says_where(make, with_modules):
    dossier = _dossier(with_modules(make("a", integrations=[TAKEN_UP]), make("b")))
    assert [(a.module.id, a.integration.code) for a in dossier.integrated] == [("a", "RNCP37715")]
    assert [found.module.id for found in dossier.log.taken_up] == ["a"]


def test_a_certification_that_no_module_completes_has_no_dossier(real_catalogue):
    assert "clea-numerique" in real_catalogue.certifications
    assert "clea-numerique" not in dossiers(real_catalogue, DAY)


def test_the_registration_of_a_block():
    assert registration_of("RNCP4821BC04") == "RNCP4821"
