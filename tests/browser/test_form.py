"""A contributor fills the form on a phone and a desktop: what they see, what they get, what the checker says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from build_tools.checking.check import Report
from build_tools.checking.rulebook import fill, messages_of_forms
from build_tools.contributing.formatting import format_text
from build_tools.contributing.record_places import check_proposed
from build_tools.contributing.record_text import record_text
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.model import Catalogue
from build_tools.model.json_schema import build_schema
from build_tools.site.form import NOT_ASKED
from build_tools.text.typography import french, long_date
from tests.browser.server import served
from tests.browser.test_accessibility import violations
from tests.browser.visitor import DESKTOP, PHONE, SMALL_PHONE, Look, Visitor
from tests.conftest import CATALOGUE, LAST_READ
from tests.site import made

pytestmark = pytest.mark.browser

FORM = "contribuer/formulaire/"
PUBLISHED = "aura-valorisation-des-dechets"
TITLE, SUMMARY = "Tri des gravats", "Trier les gravats d'un chantier et choisir où les porter."
PERSON = "Trier les gravats avec Mme Durand, sur le chantier."


@pytest.fixture(scope="module")
def with_repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that knows its source repository."""
    with served(made.repository_site(tmp_path_factory), tmp_path_factory.mktemp("racine")) as address:
        yield address


@pytest.fixture
def contributor(browser: Browser, with_repository: str) -> Iterator[Visitor]:
    """A visitor of that site."""
    visitor = Visitor(browser, with_repository)
    yield visitor
    visitor.leave()


def _open(visitor: Visitor, query: str = "", size: tuple[int, int] = DESKTOP) -> Page:
    page = visitor.page(size, permissions=["clipboard-read", "clipboard-write"])
    page.clock.set_fixed_time(f"{LAST_READ}T10:00:00")
    page.goto(visitor.address + FORM + query)
    expect(page.locator(".formulaire--pret")).to_be_visible()
    return page


def _fill_required(page: Page) -> None:
    page.get_by_label("Comment s’appelle le module").fill(TITLE)
    page.get_by_label("Quelle région l’a créé").select_option("bretagne")
    page.get_by_label("Qu’y apprend-on").fill(SUMMARY)
    page.get_by_role("checkbox", name="Bâtiment et travaux publics").check()
    page.get_by_role("group", name="À quelles transitions").get_by_role("checkbox", name="Aucune").check()
    page.get_by_label("Quelle sorte de compétence").select_option("technique")
    page.get_by_label("Document").select_option("guide-8")
    page.get_by_label("Page", exact=True).fill("14")
    page.get_by_label("Extrait", exact=True).fill("une formation, en deux temps")
    page.get_by_role("button", name="Aujourd’hui").click()


def _part(page: Page, title: str) -> None:
    page.locator("summary", has_text=title.replace("'", "’")).click()


def _yaml(page: Page) -> str:
    expect(page.locator("#resultat")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_text("La fiche est prête.")).to_be_visible()
    return page.locator(".formulaire__yaml").input_value()


def _checked(text: str, path: str) -> Report:
    assert path.startswith("catalogue/modules/")
    return check_proposed(load(CATALOGUE), {CATALOGUE / path.removeprefix("catalogue/"): text.encode()}, LAST_READ)


def _message(key: str, **values: object) -> str:
    return french(" ".join(filter(None, (fill(text, values) for text in messages_of_forms()[key]))))


# From the answers to the file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["telephone", "ordinateur"])
def test_the_required_answers_give_a_file_that_the_checker_accepts_to_the_byte(
    visitor: Visitor, size: tuple[int, int]
) -> None:
    page = _open(visitor, size=size)
    expect(page.locator(".formulaire__avancement")).to_have_text("0\u00a0réponse obligatoire sur 8")
    _fill_required(page)
    text, path = _yaml(page), page.locator(".formulaire__chemin").inner_text()
    expect(page.locator(".formulaire__avancement")).to_have_text("8\u00a0réponses obligatoires sur 8")
    assert path == "catalogue/modules/bretagne/bre-tri-des-gravats.yml"
    assert _checked(text, path).problems == ()
    assert format_text(text.encode(), build_schema("module", {})) == text
    assert read(text.encode()) == {
        "titre": TITLE,
        "resume": SUMMARY,
        "region": "bretagne",
        "secteurs": ["btp"],
        "transitions": [],
        "nature": "technique",
        "sources": [{"document": "guide-8", "page": 14, "extrait": "une formation, en deux temps"}],
        "verifie_le": str(LAST_READ),
    }
    assert visitor.complaints == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["telephone", "ordinateur"])
def test_every_kind_of_answer_reaches_the_file(visitor: Visitor, size: tuple[int, int]) -> None:
    page = _open(visitor, size=size)
    _fill_required(page)
    _part(page, "Ce que l'on y apprend")
    skills = page.get_by_role("group", name="Quelles compétences")
    for skill in ("Trier : bois, plâtre", "Choisir une filière"):
        skills.get_by_role("button", name="Ajouter une réponse").click()
        skills.get_by_label("Intitulé").last.fill(skill)
    skills.get_by_label("Écart au référentiel").last.select_option("nouveau")
    page.get_by_role("radio", name="De tant à tant").check()
    page.get_by_label("Minimum").fill("7")
    page.get_by_label("Maximum").fill("1 470")
    page.get_by_role("checkbox", name="En présentiel").check()
    page.get_by_label("Comment vérifie-t-on").fill("Première ligne.\nSeconde ligne.")
    _part(page, "Thèmes, certifications et métiers")
    themes = page.get_by_role("combobox", name="Quels sont ses thèmes")
    themes.fill("compost")
    themes.press("ArrowDown")
    themes.press("Enter")
    occupations = page.get_by_role("combobox", name="Quels métiers vise-t-il")
    occupations.fill("maçon")
    page.locator(".choix-liste:visible li").first.click()
    page.get_by_role("group", name="Quelles certifications").get_by_role("button", name="Ajouter").click()
    certification = page.get_by_role("combobox", name="Certification")
    certification.fill("tailleur pierre")
    page.get_by_role("option", name="TP Tailleur de pierre").click()
    _part(page, "Ce que les sources ne disent pas")
    page.get_by_role("group", name="Qu’avez-vous déduit").get_by_role("checkbox", name="Thèmes").check()
    text = _yaml(page)
    data = read(text.encode())
    assert data["competences"] == [
        {"intitule": "Trier : bois, plâtre"},
        {"intitule": "Choisir une filière", "ecart": "nouveau"},
    ]
    assert data["duree"] == {"min": 7, "max": 1470}
    assert data["modalites"] == ["presentiel"]
    assert data["evaluation"] == "Première ligne.\nSeconde ligne."
    assert data["themes"] == ["economie-circulaire-et-dechets"]
    assert data["metiers"][0].startswith("F")
    assert data["certifications"] == [{"certification": "tp-tailleur-de-pierre"}]
    assert data["deduit"] == ["themes"]
    assert text == record_text(data)
    assert _checked(text, page.locator(".formulaire__chemin").inner_text()).problems == ()


def test_every_module_read_into_the_form_is_written_back_as_python_writes_it(
    visitor: Visitor, real_catalogue: Catalogue
) -> None:
    page = _open(visitor)
    records = {
        path: read((CATALOGUE / path).read_bytes())
        for (collection, _), path in real_catalogue.files.items()
        if collection == "modules"
    }
    assert len(records) > 90
    texts = page.evaluate(
        """async ([root, records]) => {
            const of = (name) => import(root + "assets/javascripts/" + name + ".js");
            const [{ read, write }, { recordText }] = [await of("formulaire-champs"), await of("formulaire-yaml")];
            const answer = await fetch(root + "contribuer/formulaire/donnees.bin");
            const { schema } = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
            const form = document.getElementById("formulaire");
            return records.map((record) => {
                const kept = write(form, record); // what the form does not ask
                return recordText({ ...read(form), ...kept }, schema);
            });
        }""",
        [visitor.address, list(records.values())],
    )
    for record, text in zip(records.values(), texts, strict=True):
        assert text == record_text(record)
    written = {CATALOGUE / path: text.encode() for path, text in zip(records, texts, strict=True)}
    assert check_proposed(load(CATALOGUE), written, LAST_READ).problems == ()


def test_the_file_is_copied_and_downloaded(visitor: Visitor) -> None:
    page = _open(visitor)
    _fill_required(page)
    text = _yaml(page)
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.get_by_text("Texte copié.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == text
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le fichier").click()
    assert download.value.suggested_filename == "bre-tri-des-gravats.yml"
    assert Path(download.value.path()).read_text(encoding="utf-8") == text


def test_a_module_of_the_same_name_gets_another_id(visitor: Visitor, real_catalogue: Catalogue) -> None:
    page = _open(visitor)
    _fill_required(page)
    page.get_by_label("Comment s’appelle le module").fill(real_catalogue.modules["bre-bien-manger-pour-tous"].titre)
    expect(page.locator(".formulaire__chemin")).to_have_text(
        "catalogue/modules/bretagne/bre-bien-manger-pour-tous-2.yml"
    )


# What is wrong -------------------------------------------------------------------------------------------------------


REFUSED = [
    ("Qu’y apprend-on", f"{SUMMARY} Écrire à contact@region.fr.", _message("donnee-courriel", name="Résumé")),
    ("Qu’y apprend-on", f"{SUMMARY} Appeler le 02 99 27 10 10.", _message("donnee-telephone", name="Résumé")),
    ("Qu’y apprend-on", PERSON, _message("donnee-personne", name="Résumé")),
    ("Extrait", "un " * 13, _message("extrait-longueur", words=13, most=12)),
    (
        "Qu’y apprend-on",
        f"{SUMMARY} <script>pirate=1</script>",
        _message("texte-balisage", name="Résumé", found="<script>"),
    ),
    ("Comment s’appelle", "=SOMME(A1)", _message("texte-formule", name="Titre", found="=")),
    ("Comment s’appelle", "À compléter", _message("texte-vide", name="Titre", found="À compléter")),
    ("Comment s’appelle", "TRI DES GRAVATS", _message("texte-majuscules", name="Titre")),
    ("Page", "quatorze", _message("schema-type", name="Page", expected="un nombre entier", example="31")),
    (
        "Qu’y apprend-on",
        "Trop court",
        _message(
            "schema-longueur/court",
            name="Résumé",
            count=10,
            least=20,
            description="Une ou deux phrases simples : ce que l'on apprend, pour qui.",
        ),
    ),
    (
        "Quand avez-vous relu",
        "2031-01-01",
        _message("date-possible/avenir", name="Vérifiée le", date="2031-01-01"),
    ),
]


@pytest.mark.parametrize(
    "size", [pytest.param(PHONE, id="telephone", marks=pytest.mark.long), pytest.param(DESKTOP, id="ordinateur")]
)
def test_what_the_checker_refuses_is_told_beside_the_answer_in_its_words(
    visitor: Visitor, size: tuple[int, int]
) -> None:
    """One answer after the other, each set right again before the next: its message goes, and the record is ready."""
    page = _open(visitor, size=size)
    _fill_required(page)
    for label, answer, told in REFUSED:
        field = page.get_by_label(label).first
        right = field.input_value()
        field.fill(answer)
        field.blur()
        message = page.locator(f"#{field.get_attribute('id')}-message")
        expect(message).to_have_text(told)
        assert f"{field.get_attribute('id')}-message" in (field.get_attribute("aria-describedby") or "")
        refused = "majuscules" not in told
        expect(page.locator(".formulaire__pret")).to_be_visible(visible=not refused)
        assert page.evaluate("typeof window.pirate") == "undefined"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        field.fill(right)
        field.blur()
        expect(message).to_be_empty()
        expect(page.locator(".formulaire__pret")).to_be_visible()


def test_personal_data_is_told_while_it_is_typed(visitor: Visitor) -> None:
    page = _open(visitor)
    field = page.get_by_label("Qu’y apprend-on")
    field.press_sequentially("Écrire à a@b.fr")
    expect(page.locator("#f-resume-message")).to_contain_text("Le catalogue".lower())
    expect(field).to_be_focused()


def test_an_answer_is_not_blamed_before_it_is_left(visitor: Visitor) -> None:
    page = _open(visitor)
    field = page.get_by_label("Qu’y apprend-on")
    field.press_sequentially("Trier")
    page.wait_for_timeout(500)
    expect(page.locator("#f-resume-message")).to_be_empty()
    field.press("Tab")
    expect(page.locator("#f-resume-message")).to_contain_text("trop court")


def test_checking_lists_what_is_missing_and_leads_to_it(visitor: Visitor) -> None:
    page = _open(visitor)
    page.get_by_role("link", name="Vérifier").click()
    summary = page.locator(".formulaire__bilan")
    missing = "Titre, Région, Résumé, Secteurs, Transitions, Nature, Sources, Vérifiée le"
    expect(summary).to_have_text(f"Il manque\u00a0: {missing}.")
    summary.get_by_role("link", name="Résumé").click()
    expect(page.get_by_label("Qu’y apprend-on")).to_be_focused()
    expect(page.locator("#f-titre-message")).to_have_text(french("« Titre » manque."))


def test_a_problem_in_a_folded_part_is_reached(visitor: Visitor) -> None:
    page = _open(visitor)
    _fill_required(page)
    _part(page, "Son histoire")
    page.get_by_label("En quelle année").fill("1999")
    _part(page, "Son histoire")
    page.locator(".formulaire__bilan").get_by_role("link", name="Année").click()
    expect(page.get_by_label("En quelle année")).to_be_focused()


# Near modules, drafts, published records -----------------------------------------------------------------------------


def test_modules_of_a_near_title_are_shown_while_it_is_typed(visitor: Visitor) -> None:
    page = _open(visitor)
    near = page.locator(".formulaire__proches")
    page.get_by_label("Comment s’appelle").press_sequentially("Valorisation d")
    expect(near).to_be_empty()
    page.get_by_label("Comment s’appelle").press_sequentially("es déchets")
    expect(near).to_contain_text("proche existe déjà")
    expect(near.get_by_role("link", name="Valorisation des déchets")).to_have_attribute(
        "href", f"{visitor.address}modules/{PUBLISHED}/"
    )
    near.get_by_role("link", name="compléter").click()
    expect(page.locator(".formulaire__etat")).to_contain_text("Vous corrigez la fiche")


def test_a_draft_is_kept_found_again_and_erased(visitor: Visitor) -> None:
    page = _open(visitor)
    _fill_required(page)
    text = _yaml(page)
    page.reload()
    expect(page.get_by_text(f"Votre brouillon du {long_date(LAST_READ)} est repris.")).to_be_visible()
    assert _yaml(page) == text
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.get_by_label("Comment s’appelle")).to_have_value(TITLE)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.get_by_label("Comment s’appelle")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('formulaire'))") == []


def test_answers_taken_back_leave_no_draft(visitor: Visitor) -> None:
    page = _open(visitor)
    for answer in (TITLE, ""):
        page.get_by_label("Comment s’appelle").fill(answer)
        expect(page.locator("#resultat")).to_have_attribute("aria-busy", "false")
    page.reload()
    expect(page.locator(".formulaire--pret")).to_be_visible()
    expect(page.locator(".formulaire__etat")).to_be_empty()


@pytest.mark.parametrize(
    "stored", ["{", "null", "[]", '{"donnees": []}', '{"donnees": {"titre": {"a": 1}, "sources": "x", "duree": 3}}']
)
def test_a_spoiled_draft_never_stops_the_form(visitor: Visitor, stored: str) -> None:
    page = _open(visitor)
    key = page.evaluate("Object.assign(document.createElement('a'), {href: '../../'}).pathname + '.formulaire.'")
    page.evaluate("([key, stored]) => localStorage.setItem(key, stored)", [key, stored])
    page.reload()
    expect(page.locator(".formulaire--pret")).to_be_visible()
    _fill_required(page)
    assert visitor.complaints == []


def test_without_storage_the_form_still_works_and_says_so(visitor: Visitor) -> None:
    page = visitor.page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('blocked') }")
    page.goto(visitor.address + FORM)
    page.get_by_label("Comment s’appelle").fill(TITLE)
    expect(page.get_by_text("ne peut pas garder de brouillon")).to_be_visible()


def test_the_page_of_a_module_leads_to_the_form_that_corrects_it(visitor: Visitor, real_catalogue: Catalogue) -> None:
    page = visitor.open(f"modules/{PUBLISHED}/")
    page.get_by_role("link", name="Modifier cette fiche").click()
    expect(page.locator(".formulaire__etat")).to_contain_text("Vous corrigez la fiche Valorisation des déchets")
    path = real_catalogue.files[("modules", PUBLISHED)]
    expect(page.get_by_text("Rien n’est changé")).to_be_visible()
    expect(page.locator(".formulaire__yaml")).to_have_value(record_text(read((CATALOGUE / path).read_bytes())))
    expect(page.locator(".formulaire__pret")).to_be_hidden()
    page.get_by_label("Qu’y apprend-on").fill(SUMMARY)
    expect(page.get_by_text("La fiche est prête.")).to_be_visible()
    expect(page.locator(".formulaire__chemin")).to_have_text(f"catalogue/{path}")
    expect(page.locator(".formulaire__yaml")).to_have_value(re.compile(re.escape(SUMMARY)))


def test_the_old_folder_and_the_new_region_of_a_published_record_must_agree(visitor: Visitor) -> None:
    page = _open(visitor, f"?fiche={PUBLISHED}")
    region = page.get_by_label("Quelle région l’a créé")
    region.select_option("bretagne")
    said = _message("region-dossier", region="Bretagne", folder="Auvergne-Rhône-Alpes")
    expect(page.locator("#f-region-message")).to_have_text(said)


def test_what_the_form_does_not_ask_is_kept_and_said(contributor: Visitor) -> None:
    page = _open(contributor, f"?fiche={PUBLISHED}")
    assert sorted(NOT_ASKED) == ["integrations", "origine", "remplace", "savoirs"]
    expect(page.locator(".formulaire__etat")).to_contain_text("«\u00a0Remplace\u00a0»")
    page.get_by_label("Qu’y apprend-on").fill(SUMMARY)
    assert "remplace:\n  - aura-ancien-nom\n" in _yaml(page)


@pytest.mark.parametrize("asked", ["inconnu", "../../secret", "%3Cimg%20src=x%20onerror=pirate=1%3E", "", "x" * 5000])
def test_a_strange_address_gives_an_empty_form_and_says_so(visitor: Visitor, asked: str) -> None:
    page = _open(visitor, f"?fiche={asked}")
    expect(page.locator(".formulaire__etat")).to_contain_text("Aucune fiche")
    expect(page.get_by_label("Comment s’appelle")).to_have_value("")
    assert page.evaluate("typeof window.pirate") == "undefined"
    assert visitor.complaints == []
    assert visitor.failed == []


def test_hostile_answers_stay_text_in_the_preview_and_in_the_file(visitor: Visitor) -> None:
    page = _open(visitor)
    _fill_required(page)
    attack = "<img src=x onerror=pirate=1> */ --> {{ 7*7 }} !!python/object &a *a\n- liste: [\n# fin"
    page.get_by_label("Qu’y apprend-on").fill(attack)
    page.locator("summary", has_text="Aperçu").click()
    expect(page.locator(".apercu .chapeau")).to_contain_text("<img src=x")
    assert page.locator(".formulaire img").count() == 0
    assert page.evaluate("typeof window.pirate") == "undefined"
    assert visitor.complaints == []


def test_the_preview_says_what_the_page_will_say(visitor: Visitor, real_catalogue: Catalogue) -> None:
    page = _open(visitor, f"?fiche={PUBLISHED}")
    page.locator("summary", has_text="Aperçu").click()
    preview, module = page.locator(".apercu"), real_catalogue.modules[PUBLISHED]
    shown = [module.titre, module.resume, "Auvergne-Rhône-Alpes", "14 h", *(c.intitule for c in module.competences)]
    for words in shown:
        expect(preview).to_contain_text(french(words))


# Sending -------------------------------------------------------------------------------------------------------------


def test_the_links_open_the_pages_of_the_repository_filled_in(contributor: Visitor) -> None:
    page = _open(contributor)
    _fill_required(page)
    text = _yaml(page)
    message = _parameters(page, "Envoyer par un message")
    assert message == {"": "issues/new", "template": "fiche.yml", "title": f"Fiche : {TITLE}", "fiche": text}
    file = _parameters(page, "Créer le fichier")
    assert file == {"": "new/main", "filename": "catalogue/modules/bretagne/bre-tri-des-gravats.yml", "value": text}


def test_the_forms_that_the_links_fill_have_these_fields(contributor: Visitor) -> None:
    folder = CATALOGUE.parent / ".github" / "ISSUE_TEMPLATE"
    fields = {element.get("id") for element in yaml.safe_load((folder / "fiche.yml").read_text())["body"]}
    assert {"fiche", "identifiant"} <= fields
    assert (folder / "module.yml").is_file()


def test_a_record_too_long_for_an_address_is_downloaded_or_pasted(contributor: Visitor) -> None:
    page = _open(contributor)
    _fill_required(page)
    _part(page, "Ce que l'on y apprend")
    page.get_by_label("Comment vérifie-t-on").fill("Épreuve notée à l'écrit. " * 110)
    page.get_by_role("group", name="Avec quels moyens").get_by_role("button", name="Ajouter").click()
    page.get_by_label("Avec quels moyens").last.fill("Été, forêt, éléphant, " * 11)
    _part(page, "Les personnes formées")
    page.get_by_label("Que faut-il préciser sur ces personnes").fill("Élèves déjà formés à l'école. " * 90)
    _yaml(page)
    assert "fiche" not in _parameters(page, "Envoyer par un message")
    assert _parameters(page, "Déposer le fichier") == {"": "upload/main/catalogue/modules/bretagne"}
    expect(page.get_by_text("copiez le texte, puis collez-le")).to_be_visible()
    page.get_by_label("Quelle région l’a créé").select_option("corse")
    _yaml(page)
    assert _parameters(page, "Créer le fichier") == {
        "": "new/main",
        "filename": "catalogue/modules/corse/cor-tri-des-gravats.yml",
    }


def test_a_correction_says_which_record_it_replaces(contributor: Visitor, real_catalogue: Catalogue) -> None:
    page = _open(contributor, f"?fiche={PUBLISHED}")
    page.get_by_label("Qu’y apprend-on").fill(SUMMARY)
    expect(page.locator(".formulaire__yaml")).to_have_value(re.compile(re.escape(SUMMARY)))
    assert _parameters(page, "Envoyer par un message")["identifiant"] == PUBLISHED
    path = real_catalogue.files[("modules", PUBLISHED)]
    assert _parameters(page, "Modifier le fichier") == {"": f"edit/main/catalogue/{path}"}


def test_without_a_repository_the_file_is_given_and_the_page_says_so(visitor: Visitor) -> None:
    page = _open(visitor)
    _fill_required(page)
    _yaml(page)
    expect(page.locator(".formulaire__envois a")).to_have_count(0)
    expect(page.get_by_text("ne connaît pas l’adresse de son dépôt")).to_be_visible()


def _parameters(page: Page, label: str) -> dict[str, str]:
    """The parameters of a link, and under an empty name its path inside the repository."""
    address = urlsplit(page.get_by_role("link", name=label).get_attribute("href") or "")
    assert address.geturl().startswith(made.REPOSITORY)
    assert len(address.geturl()) <= 8192
    place = address.path.removeprefix(urlsplit(made.REPOSITORY).path + "/")
    return {
        "": place,
        **{key: values[0] for key, values in parse_qs(address.query, strict_parsing=bool(address.query)).items()},
    }


# Keyboard, screen readers, other browsers ----------------------------------------------------------------------------


def test_the_keyboard_is_enough_to_add_and_remove_a_row(visitor: Visitor) -> None:
    page = _open(visitor)
    add = page.get_by_role("group", name="Où peut-on le vérifier").get_by_role("button", name="Ajouter")
    add.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Document").nth(1)).to_be_focused()
    page.get_by_role("button", name="Retirer la ligne 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Document")).to_have_count(1)
    expect(add).to_be_focused()


def test_terms_are_searched_by_synonym_added_and_removed(visitor: Visitor) -> None:
    page = _open(visitor)
    _part(page, "Thèmes, certifications et métiers")
    field = page.get_by_role("combobox", name="Quels sont ses thèmes")
    field.fill("biodéchets")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Enter")
    expect(page.locator(".champ__choisis li")).to_contain_text("Économie circulaire")
    field.fill("xyzzy")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("status").filter(has_text="Rien de ce nom.")).to_have_count(1)
    page.get_by_role("button", name="Retirer Économie circulaire").click()
    expect(page.locator(".champ__choisis li")).to_have_count(0)


def test_a_certification_that_is_no_choice_is_told(visitor: Visitor) -> None:
    page = _open(visitor)
    _part(page, "Thèmes, certifications et métiers")
    page.get_by_role("group", name="Quelles certifications").get_by_role("button", name="Ajouter").click()
    field = page.get_by_role("combobox", name="Certification")
    field.fill("boulanger")
    field.blur()
    expect(page.locator(f"#{field.get_attribute('id')}-message")).to_contain_text("n’est pas dans la liste")


def test_none_and_a_term_exclude_each_other(visitor: Visitor) -> None:
    page = _open(visitor)
    group = page.get_by_role("group", name="À quelles transitions")
    group.get_by_role("checkbox", name="Transition numérique").check()
    group.get_by_role("checkbox", name="Aucune").check()
    expect(group.get_by_role("checkbox", name="Transition numérique")).not_to_be_checked()


def test_without_javascript_the_page_explains_and_shows_the_other_doors(contributor: Visitor) -> None:
    page = contributor.open(FORM, java_script_enabled=False)
    expect(page.locator("noscript p")).to_contain_text("Ce formulaire demande JavaScript.")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#formulaire")).to_be_hidden()
    doors = page.locator("noscript a")
    assert doors.count() == 3
    assert doors.first.get_attribute("href") == f"{made.REPOSITORY}/issues/new?template=module.yml"


def test_a_form_that_cannot_load_says_so(visitor: Visitor) -> None:
    page = visitor.page()
    page.route("**/donnees.bin", lambda route: route.abort())
    page.goto(visitor.address + FORM)
    expect(page.get_by_text("Le formulaire n’a pas pu être chargé.")).to_be_visible()


@pytest.mark.parametrize("look", [("light", DESKTOP), ("dark", SMALL_PHONE)], ids=["clair", "sombre-320"])
def test_the_filled_form_has_no_violation(visitor: Visitor, look: Look) -> None:
    page = visitor.page(look[1], look[0])
    page.goto(f"{visitor.address}{FORM}?fiche={PUBLISHED}")
    expect(page.locator(".formulaire--pret")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    page.get_by_label("Qu’y apprend-on").fill("court")
    page.get_by_role("link", name="Vérifier").click()
    expect(page.locator(".champ--erreur")).to_have_count(1)
    page.get_by_role("combobox", name="Quels métiers vise-t-il").fill("maçon")
    expect(page.locator(".choix-liste:visible li").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
