"""« J'ai un besoin » in a browser: the same answers as the command, offline, whatever is pasted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from benchmarks.match_recall import read_needs
from benchmarks.need_lines import WORKING, WORKING_2, read_lines
from build_tools.analysis.matching.drafts import drafts
from build_tools.analysis.matching.index import build_index
from build_tools.analysis.matching.match import Answer, answer
from build_tools.analysis.matching.reading import UnreadableNeedsError, needs_of
from build_tools.analysis.matching.report import as_json
from build_tools.analysis.matching.words import fold, raw_words, stem
from build_tools.model import Catalogue
from tests.browser.test_accessibility import OPTIONS
from tests.browser.visitor import DESKTOP, PHONE, SCHEMES, SMALL_PHONE, Scheme, Visitor
from tests.conftest import CATALOGUE, ROOT, catalogue_command

pytestmark = pytest.mark.browser

NEEDS = "besoin/"
OFFER = """Notre association recrute des intervenants :
- Utiliser un cahier de liaison numérique sur smartphone ;
• Gérer l’agressivité d’une personne atteinte d’Alzheimer
1. Entretenir le logement (bio-nettoyage). Réparer des vélos électriques
Coudre du cuir : point sellier « main »
CDI 35 h"""
ODD = """Cœur de métier : e-commerce, click-and-collect
Lève-personne & QR codes
Électricité B0/H0B0 ≥ 2 ans
привет vélo ½ m²"""
HTML = """<ul><li>Réparer des vélos électriques</li>
<li>&nbsp;</li></ul>
id;libelle;niveau
Permis B souhaité
Prise de poste en janvier ; salaire : 2 000 €
l’habilitation électrique, et l’accueil des clients | le soudage
Ne pas s'impliquer ni s’énerver ½ 12²"""
_STEMS = """async (words) => {
  const { makeWords } = await import(new URL("assets/javascripts/besoin/mots.js", document.baseURI + "../"));
  const answer = await fetch(new URL("besoin/index.bin", document.baseURI + "../"));
  const data = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
  const lists = makeWords(data.lexique);
  return words.map((word) => lists.stem(word));
}"""


def _ask(page: Page, text: str) -> None:
    page.get_by_label("Vos besoins").fill(text)
    page.get_by_role("button", name="Trouver les modules").click()


def _downloaded(page: Page, button: str) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.path().read_text(encoding="utf-8")


def _answers(catalogue: Catalogue, text: str) -> list[Answer]:
    index = build_index(catalogue)
    return [answer(index, need) for need in needs_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        OFFER,
        ODD,
        HTML,
        "\n".join(need.text for need in read_needs()),
        "\n".join(line.text for line in read_lines(WORKING)),
        "\n".join(line.text for line in read_lines(WORKING_2)),
    ],
    ids=["offer", "odd", "html", "80", "working set", "second working set"],
)
def test_the_page_and_the_command_say_the_same(visitor: Visitor, real_catalogue: Catalogue, text: str) -> None:
    page = visitor.open(NEEDS)
    _ask(page, text)
    assert _downloaded(page, "Données (JSON)") == as_json(_answers(real_catalogue, text)) + "\n"


def test_the_file_of_the_page_is_the_output_of_the_command_itself(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "offre.txt"
    file.write_text(OFFER, encoding="cp1252")
    page = visitor.open(NEEDS)
    page.get_by_label("fichier texte").set_input_files(file)
    expect(page.locator(".besoin__un").first).to_be_visible()
    assert _downloaded(page, "Données (JSON)") == catalogue_command("match", file, "--format", "json", cwd=ROOT).stdout


def test_both_stemmers_agree_on_every_word_of_the_catalogue(visitor: Visitor) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(CATALOGUE.rglob("*.yml"))]
    words = sorted({fold(word) for text in texts for word in raw_words(text)})
    assert len(words) > 5000
    page = visitor.open(NEEDS)
    assert page.evaluate(_STEMS, words) == [stem(word) for word in words]


def test_a_need_shows_its_modules_its_reasons_and_what_is_uncovered(visitor: Visitor) -> None:
    page = visitor.open(NEEDS)
    page.get_by_role("button", name="Essayer un exemple").click()
    first, last = page.locator(".besoin__un").first, page.locator(".besoin__un").last
    expect(first.get_by_role("link").first).to_have_text("Réparation des vélos à assistance électrique")
    expect(first.locator("mark").first).to_have_text("Réparer")
    expect(last).to_contain_text("Aucun module ne répond à ce besoin.")
    expect(last).to_contain_text("cuir")
    expect(page.locator(".besoin__etat")).to_have_text("3 besoins sur 4 ont une réponse dans le catalogue.")
    first.get_by_role("link").first.click()
    expect(page.locator("h1")).to_have_text("Réparation des vélos à assistance électrique")
    assert visitor.complaints == []


def test_drafts_are_those_of_the_command(visitor: Visitor, real_catalogue: Catalogue) -> None:
    page = visitor.open(NEEDS)
    _ask(page, OFFER)
    assert _downloaded(page, "Débuts de fiches") == drafts(_answers(real_catalogue, OFFER)) != ""
    _ask(page, "Réparer des vélos électriques")
    expect(page.get_by_role("button", name="Débuts de fiches")).to_be_hidden()


def test_the_table_is_safe_in_a_spreadsheet(visitor: Visitor) -> None:
    page = visitor.open(NEEDS)
    _ask(page, "=vélo électrique")
    lines = _downloaded(page, "Tableur (CSV)").splitlines()
    assert lines[0].lstrip("\ufeff").startswith("besoin;module;titre")
    assert all(line.startswith("'=vélo") for line in lines[1:])


def test_it_answers_offline_once_it_has_answered(visitor: Visitor) -> None:
    page = visitor.open(NEEDS)
    _ask(page, "Souder")
    expect(page.locator(".besoin__un")).to_have_count(1)
    asked = len(visitor.requests)
    page.context.set_offline(True)
    _ask(page, "Réparer des vélos électriques\nPoser des bornes de recharge")
    expect(page.locator(".besoin__un")).to_have_count(2)
    assert len(visitor.requests) == asked


@pytest.mark.parametrize(
    "text",
    ["", "12\n34", "de la", "Ищем специалиста", "We are looking for someone who can do this and that for the team"],
    ids=["empty", "numbers", "stop words", "cyrillic", "english"],
)
def test_what_cannot_be_read_gets_the_message_of_the_command(visitor: Visitor, text: str) -> None:
    with pytest.raises(UnreadableNeedsError) as error:
        needs_of(text)
    page = visitor.open(NEEDS)
    _ask(page, text)
    expect(page.locator(".besoin__etat--refus")).to_have_text(str(error.value))
    expect(page.locator(".besoin__resultats")).to_be_hidden()


@pytest.mark.parametrize("content", [b"%PDF-1.7", bytes(range(256)), b"a" * 5_000_000], ids=["pdf", "binary", "huge"])
def test_a_file_that_cannot_be_read_gets_a_message_and_the_page_goes_on(visitor: Visitor, content: bytes) -> None:
    page = visitor.open(NEEDS)
    uploaded: Any = {"name": "besoins.txt", "mimeType": "text/plain", "buffer": content}
    page.get_by_label("fichier texte").set_input_files(uploaded)
    expect(page.locator(".besoin__etat--refus")).to_be_visible()
    _ask(page, "Souder")
    expect(page.locator(".besoin__un")).to_have_count(1)
    assert visitor.complaints == []


def test_text_is_never_taken_for_markup(visitor: Visitor) -> None:
    page = visitor.open(NEEDS)
    _ask(page, '<img src=x onerror="document.title=1"> vélo')
    expect(page.locator(".besoin__un h2")).to_contain_text("<img")
    assert page.locator(".besoin__un img").count() == 0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", [DESKTOP, SMALL_PHONE], ids=["desktop", "small phone"])
def test_axe_finds_nothing_in_the_answers(visitor: Visitor, size: tuple[int, int], scheme: Scheme) -> None:
    page = visitor.open(NEEDS, size, scheme)
    _ask(page, OFFER)
    expect(page.locator(".besoin__un").first).to_be_visible()
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    assert [(v["id"], node["html"][:120]) for v in found for node in v["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_it_works_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(NEEDS, PHONE)
    page.get_by_label("Vos besoins").focus()
    page.keyboard.type("Réparer des vélos")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".besoin__un")).to_have_count(1)


def test_paper_has_the_answers_without_the_form(visitor: Visitor) -> None:
    page = visitor.open(NEEDS)
    _ask(page, "Réparer des vélos")
    expect(page.locator(".besoin__un")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator("#besoin")).to_be_hidden()
    expect(page.locator(".besoin__un")).to_be_visible()


def test_the_title_of_an_offer_its_perks_and_its_address_are_set_aside_and_told(visitor: Visitor) -> None:
    page = visitor.open(NEEDS)
    title = "Technicien réseaux H/F – Lyon (69)"
    perks = "Salaire : 2 000 € + tickets resto + mutuelle"
    _ask(page, f"{title}\n{perks}\n12 rue de la République, 69002 Lyon\nRéparer des vélos électriques")
    expect(page.locator(".besoin__etat")).to_have_text(re.compile(r"^1\sbesoin sur 1 a une réponse"))
    aside = page.locator(".besoin__aparte")
    expect(aside.locator("summary")).to_have_text(re.compile(r"^3\slignes mises à part$"))
    told = [" ".join(text.split()) for text in aside.locator("li").all_text_contents()]
    assert told[0] == f"{title} (le titre de l’annonce)"
    assert told[1].endswith("(la paie et les avantages)")
    assert told[2].endswith("(le lieu)")
    _ask(page, title)
    expect(page.locator(".besoin__etat")).to_contain_text("Pour chercher un métier, écrivez-le seul")
