"""The form of a gap on the site: five questions that end in the record which the issue form makes of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from build_tools.contributing.issues.proposal import read_proposal
from build_tools.contributing.record_text import record_text
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.model import Catalogue
from tests.browser.test_accessibility import violations
from tests.browser.visitor import DESKTOP, PHONE, Visitor
from tests.conftest import CATALOGUE, LAST_READ
from tests.contributing.issues.rendering import rendered

pytestmark = pytest.mark.browser

FORM = "contribuer/ecarts/"
SKILL, EXCERPT = "Régler un dérailleur électronique", "identifier les besoins non couverts"


def _open(visitor: Visitor, query: str = "", size: tuple[int, int] = DESKTOP) -> Page:
    page = visitor.page(size)
    page.clock.set_fixed_time(f"{LAST_READ}T10:00:00")
    page.goto(visitor.address + FORM + query)
    expect(page.locator(".formulaire--pret")).to_be_visible()
    return page


def _text(page: Page) -> str:
    expect(page.get_by_text("La fiche est prête.")).to_be_visible()
    return page.locator(".formulaire__yaml").input_value()


@pytest.mark.parametrize(
    "size", [pytest.param(PHONE, marks=pytest.mark.long), DESKTOP], ids=["telephone", "ordinateur"]
)
def test_five_answers_make_the_record_that_the_issue_form_makes(visitor: Visitor, size: tuple[int, int]) -> None:
    page = _open(visitor, size=size)
    expect(page.locator(".formulaire__avancement")).to_have_text("0\u00a0réponse obligatoire sur 3")
    page.get_by_label("Quelle compétence manque").fill(SKILL)
    page.get_by_label("Dans quelle région").select_option("normandie")
    certifications = page.get_by_role("group", name="Quelles certifications ne la couvrent pas")
    certifications.get_by_role("button", name="Ajouter une réponse").click()
    certification = certifications.get_by_role("combobox").first
    certification.fill("tailleur")
    certification.press("ArrowDown")
    certification.press("Enter")
    for way in ("Entreprises", "Retours des stagiaires"):
        page.get_by_role("checkbox", name=way).check()
    page.get_by_label("Document").select_option("guide-8")
    page.get_by_label("Page", exact=True).fill("31")
    page.get_by_label("Extrait", exact=True).fill(EXCERPT)
    issue = rendered(
        "ecart.yml",
        competence=SKILL,
        region="Normandie",
        certifications="TP Tailleur de pierre",
        recueil="Entreprises, Retours des stagiaires",
        sources=f"guide-8 ; 31 ; {EXCERPT}",
        engagements=True,
    )
    proposal = read_proposal(issue.encode(), load(CATALOGUE), LAST_READ)
    assert proposal.remarks == ()
    assert _text(page) == proposal.text
    place = page.locator(".formulaire__chemin").inner_text()
    assert place == f"catalogue/{proposal.path.relative_to(CATALOGUE).as_posix()}"
    sent = rendered("fiche.yml", fiche=_text(page), engagements=True)
    assert read_proposal(sent.encode(), load(CATALOGUE), LAST_READ).text == proposal.text
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # where the bar of the form covers no answer
    assert violations(page) == []
    assert visitor.complaints == []


def test_what_is_wrong_is_told_at_its_question_and_a_gap_that_is_near_is_shown(visitor: Visitor) -> None:
    page = _open(visitor)
    skill = page.get_by_label("Quelle compétence manque")
    skill.fill("Accueillir avec Mme Durand, durand@exemple.fr")
    expect(page.locator("[data-cle=competence] > .champ__message")).not_to_be_empty()
    skill.fill("Teiller le lin, séparer le bois de la fibre")
    expect(page.locator(".formulaire__proches")).to_contain_text("Un écart proche existe déjà.")
    page.get_by_role("link", name="compléter cette fiche").click()
    expect(page.locator(".formulaire__etat")).to_contain_text("Vous corrigez la fiche")


@pytest.mark.long
def test_every_gap_read_into_the_form_is_written_back_as_python_writes_it(
    visitor: Visitor, real_catalogue: Catalogue
) -> None:
    page = _open(visitor)
    files = [path for (collection, _), path in real_catalogue.files.items() if collection == "ecarts"]
    records = [read((CATALOGUE / path).read_bytes()) for path in files]
    texts = page.evaluate(
        """async ([root, records]) => {
            const of = (name) => import(root + "assets/javascripts/" + name + ".js");
            const [{ read, write }, { recordText }] = [await of("formulaire-champs"), await of("formulaire-yaml")];
            const answer = await fetch(root + "contribuer/ecarts/donnees.bin");
            const { schema } = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
            const form = document.getElementById("formulaire");
            return records.map((record) => {
                const kept = write(form, record);
                return recordText({ ...read(form), ...kept }, schema, "ecart");
            });
        }""",
        [visitor.address, records],
    )
    assert texts == [record_text(record, "ecarts") for record in records]


def test_a_gap_is_corrected_from_its_page(visitor: Visitor, real_catalogue: Catalogue) -> None:
    name, gap = next(iter(real_catalogue.ecarts.items()))
    page = visitor.open(f"ecarts/{name}/")
    page.get_by_role("link", name="Modifier cette fiche").click()
    expect(page.get_by_label("Quelle compétence manque")).to_have_value(gap.competence)
    expect(page.locator(".formulaire__chemin")).to_have_text(f"catalogue/{real_catalogue.files['ecarts', name]}")


def test_a_certification_that_nobody_knows_enters_with_the_gap(visitor: Visitor) -> None:
    page = _open(visitor, size=PHONE)
    page.get_by_label("Quelle compétence manque").fill(SKILL)
    page.get_by_label("Dans quelle région").select_option("normandie")
    page.get_by_label("Document").select_option("guide-8")
    page.get_by_label("Page", exact=True).fill("31")
    page.get_by_label("Extrait", exact=True).fill(EXCERPT)
    certifications = page.get_by_role("group", name="Quelles certifications ne la couvrent pas")
    certifications.get_by_role("button", name="Pas dans la liste").click()
    certifications.get_by_label("Son code RNCP").fill("TP Mécanicien de cycles (RNCP38880)")
    certifications.get_by_role("button", name="Proposer ce terme").click()
    expect(certifications.locator(".proposition__faites")).to_contain_text("TP Mécanicien de cycles (RNCP38880)")
    text = _text(page)
    assert read(text.encode())["precisions"] == ["À classer (certifications) : TP Mécanicien de cycles (RNCP38880)"]
    made = read_proposal(rendered("fiche.yml", fiche=text, engagements=True).encode(), load(CATALOGUE), LAST_READ)
    assert made.accepted, made.remarks
    assert [path.name for path in made.records] == ["mecanicien-de-cycles.yml"]
    gap = read(made.text.encode())
    assert gap["certifications"] == [{"certification": "mecanicien-de-cycles", "cite": "TP Mécanicien de cycles"}]
    assert made.text == record_text(gap, "ecarts")


def test_a_sector_that_no_list_has_is_a_line_of_the_gap_and_no_empty_list(visitor: Visitor) -> None:
    page = _open(visitor)
    page.locator("summary", has_text="Ce que la source en dit").click()
    sectors = page.get_by_role("group", name="Quels secteurs sont concernés")
    sectors.get_by_role("button", name="Pas dans la liste").click()
    sectors.locator(".proposition__terme").fill("Nautisme")
    sectors.get_by_role("button", name="Proposer ce terme").click()
    expect(sectors.locator(".proposition__faites")).to_contain_text("Nautisme")
    answers = "async () => (await import(new URL('../../assets/javascripts/formulaire-champs.js', location))).read(%s)"
    data = page.evaluate(answers % "document.getElementById('formulaire')")
    assert data == {"precisions": ["À classer (secteurs) : Nautisme"]}


def test_drafts_of_gaps_and_of_modules_are_apart(visitor: Visitor) -> None:
    page = _open(visitor)
    page.get_by_label("Quelle compétence manque").fill(SKILL)
    expect(page.locator(".formulaire__brouillons summary")).to_have_text("1\u00a0brouillon dans ce navigateur")
    page.goto(f"{visitor.address}contribuer/formulaire/")
    expect(page.locator(".formulaire--pret")).to_be_visible()
    expect(page.locator(".formulaire__brouillons")).to_be_hidden()
    page.get_by_label("Comment s’appelle").fill("Tri des gravats")
    expect(page.locator(".formulaire__brouillons strong")).to_have_text("Tri des gravats")
    page.goto(f"{visitor.address}{FORM}")
    expect(page.get_by_label("Quelle compétence manque")).to_have_value(SKILL)
    page.locator(".formulaire__brouillons summary").click()
    expect(page.locator(".formulaire__brouillons strong")).to_have_text(SKILL)
    page.get_by_role("link", name="Commencer un autre écart").click()
    expect(page.get_by_label("Quelle compétence manque")).to_have_value("")
    page.locator(".formulaire__brouillons summary").click()
    page.get_by_role("link", name=SKILL).click()
    expect(page.get_by_label("Quelle compétence manque")).to_have_value(SKILL)


def test_a_month_in_words_is_read(visitor: Visitor) -> None:
    page = _open(visitor)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for said, kept in (("mars 2026", "2026-03"), ("12/03/2026", "12/03/2026")):
        box = page.locator("#f-constate")
        box.fill(said)
        box.blur()
        expect(box).to_have_value(kept)
