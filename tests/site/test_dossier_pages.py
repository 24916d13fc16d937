"""The dossier pages: what a certifying body reads, as the records say it and no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.analysis.results import POINTS_OF_VIEW, results
from build_tools.model import Catalogue, Module
from build_tools.site.dossier_pages import approach_context, dossier_pages, transmissions_context
from build_tools.site.search import Indexer
from build_tools.site.templating import environment
from tests.conftest import published
from tests.site.html_facts import PageFacts
from tests.site.site_tools import PROJECT

pytestmark = pytest.mark.slow


HOME_CARE = "dossiers/tp-assistant-de-vie-aux-familles/index.html"
EXAMPLE = PROJECT / "build_tools/site/examples/transmission.yml"
Render = Callable[[Catalogue, str], str]


@pytest.fixture(scope="module")
def render() -> Render:
    """Renders the page at an address (or « transmissions ») of a catalogue to plain text."""

    def text(catalogue: Catalogue, address: str) -> str:
        what = published(catalogue)
        env = environment(catalogue=catalogue, words=catalogue.vocabularies, data_day="2026-11-29", site_address="")
        if address == "transmissions":
            template, context = "sections/transmissions.html", dict(transmissions_context(what))
        else:
            page = next(page for page in dossier_pages(what) if page.address + page.file == address)
            template, context = page.template, dict(page.context)
        html = env.get_template(template).render(root="../../", **context)
        return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", html).replace("\u00a0", " ").replace("\u202f", " "))

    return text


def _changed(catalogue: Catalogue, name: str, **fields: Any) -> Catalogue:
    plain = catalogue.modules[name].model_dump(exclude_unset=True)
    return replace(catalogue, modules={**catalogue.modules, name: Module.model_validate({**plain, **fields})})


def test_the_home_care_dossier_says_what_is_missing_according_to_whom_since_when(
    catalogue: Catalogue, render: Render
) -> None:
    text = render(catalogue, HOME_CARE)
    assert "9 modules additionnels de 2 régions ajoutent" in text
    assert "Objets connectés et e-santé (3 modules)" in text
    essential = text[text.index("L’essentiel") : text.index("Ce qui s’ajoute le plus")]
    assert "À transmettre à : Ministère du Travail" in essential
    assert "avant le : 5 juillet 2028." in essential
    assert "RNCP4821 , antérieur, par les seuls intitulés de ses blocs) : 15 compétences absentes" in essential
    assert "Écarts constatés :" in essential
    assert "1 thème revient dans plusieurs régions : Posture d’accompagnement (2)" in text
    assert "RNCP37715 , dernier enregistrement connu, court jusqu’au 5 juillet 2028" in text
    assert "Ce n’est pas vérifié : les blocs de RNCP37715 n’ont pas été lus." in text
    assert "Transmettre un compte rendu d’intervention" in text
    assert "Branches professionnelles, OPCO, Entreprises" in text
    assert "qui ne portent pas sur cette certification seule" in text
    assert "Aucune transmission n’est enregistrée pour cette certification" in text
    assert "p. 30" in text


def test_what_the_records_do_not_say_is_said_not_to_be_said(catalogue: Catalogue, render: Render) -> None:
    undated = {name: module.model_copy(update={"annee": None}) for name, module in catalogue.modules.items()}
    text = render(replace(catalogue, modules=undated), "dossiers/technicien-systemes-et-reseaux/index.html")
    assert "aucun code prouvé" in text
    assert "non précisé par les sources" in text
    assert "Aucun bloc de cette certification n’est connu" in text
    assert "aucune fiche ne donne l’année" in text


def test_a_past_end_date_is_told_without_guessing_what_follows(catalogue: Catalogue, render: Render) -> None:
    text = render(catalogue, "dossiers/cqp-technicien-vendeur-produits-de-sport-cycles/index.html")
    assert "est arrivé à son terme le 14 décembre 2025" in text
    assert "un successeur existe peut-être, que le catalogue ne connaît pas" in text


def test_the_example_of_the_log_is_a_valid_record_and_shows_everywhere(catalogue: Catalogue, render: Render) -> None:
    changed = _changed(catalogue, "ge-ccs-esante", **yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")))
    dossier = render(changed, HOME_CARE)
    assert "Oui pour 1 module sur 9 : E-santé ( RNCP37715BC02 )" in dossier
    assert "15 janvier 2026" in dossier
    assert "Retenue le 20 mai 2026" in dossier
    log = render(changed, "transmissions")
    assert "Le journal est vide" not in log
    assert "Les compétences numériques seront examinées à la prochaine révision. 2 mars 2026" in log
    assert "le 1er septembre 2026" in log
    body = render(changed, "certificateurs/ministere-du-travail/index.html")
    assert "1 intégré" in body


def test_the_empty_log_says_so_and_lists_the_dossiers_of_several_regions_first(
    catalogue: Catalogue, render: Render
) -> None:
    text = render(catalogue, "transmissions")
    assert "Le journal est vide." in text
    assert text.index("TP Assistant de vie aux familles") < text.index("TP Agent de service médico-social")


def test_the_dossier_to_send_has_a_letter_and_every_dossier(catalogue: Catalogue, render: Render) -> None:
    text = render(catalogue, "certificateurs/ministere-du-travail/dossier.html")
    assert "[Expéditeur : organisme, adresse]" in text
    assert "Objet : compétences ajoutées à 5 de vos certifications" in text
    assert "14 modules de 3 régions" in text
    assert text.count("Face au référentiel") == 5


def test_headings_and_anchors_of_several_dossiers_on_a_page_are_its_own(pages: dict[str, PageFacts]) -> None:
    page = pages["certificateurs/ministere-du-travail/dossier.html"]
    assert len(page.ids) == len(set(page.ids))


def test_certification_pages_lead_to_their_dossier(site: Path) -> None:
    html = (site / "certifications/tp-assistant-de-vie-aux-familles/index.html").read_text(encoding="utf-8")
    assert 'href="../../dossiers/tp-assistant-de-vie-aux-familles/"' in html
    assert 'href="../../certificateurs/ministere-du-travail/"' in html
    empty = (site / "certifications/clea-numerique/index.html").read_text(encoding="utf-8")
    assert "dossiers/clea-numerique" not in empty


def test_the_results_page_says_what_is_documented_and_what_may_be_compared(
    pages: dict[str, PageFacts], catalogue: Catalogue
) -> None:
    text = pages["resultats/index.html"].content.replace("\u00a0", " ")
    with_results = sum(bool(module.resultats) for module in catalogue.modules.values())
    assert f"{with_results} sur {len(catalogue.modules)}" in text
    assert "Ces chiffres ne s’additionnent pas" in text
    assert "Comparables : 2 valeurs de la période « 2020 »" in text
    assert "Taux de sorties positives" in text


def test_the_step_by_step_page_shows_each_lever_with_those_who_used_it(pages: dict[str, PageFacts]) -> None:
    text = pages["pas-a-pas/index.html"].content.replace("\u00a0", " ")
    assert "Quand une entreprise exprime un besoin propre, une clause du marché public permet" in text
    assert "Aucune démarche recensée ne dit l’avoir employé." in text
    assert "TP Assistant de vie aux familles : 9 modules de 2 régions" in text


def test_these_pages_stand_for_an_empty_catalogue_too(catalogue: Catalogue) -> None:
    empty = published(replace(catalogue, modules={}, demarches={}, certifications={}))
    env = environment(
        catalogue=empty.catalogue, words=empty.catalogue.vocabularies, data_day="2026-11-29", site_address=""
    )
    for template, context in (
        ("sections/transmissions.html", transmissions_context(empty)),
        ("sections/pas_a_pas.html", approach_context(empty)),
        ("sections/resultats.html", {"r": results(empty.catalogue), "points": POINTS_OF_VIEW}),
    ):
        assert "None" not in env.get_template(template).render(root="../", **context)
    assert list(dossier_pages(empty)) == []


def test_the_search_finds_a_certifying_body_by_its_name(catalogue: Catalogue) -> None:
    found = {d.address: (d.kind, d.title) for d in Indexer(catalogue).others()}
    assert found["certificateurs/union-sport-et-cycle/"] == ("certificateur", "Union Sport et Cycle")
