"""From the body of an issue to a record, or to what its author must mend."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.checking.check import check
from build_tools.contributing.formatting import format_text
from build_tools.contributing.issues.answer import MARKER, answer_text
from build_tools.contributing.issues.body import BODY_MAX
from build_tools.contributing.issues.proposal import read_proposal, write_proposal
from build_tools.contributing.markdown import COMMENT_MAX
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.model.json_schema import build_schema
from tests.conftest import CATALOGUE, LAST_READ, MODULE, SMALL, TODAY, copy_small_catalogue, jargon_in
from tests.contributing.issues.rendering import good, rendered

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small catalogue that the tests only read."""
    return copy_small_catalogue(tmp_path_factory.mktemp("petit") / "catalogue")


def propose(body, folder, today=TODAY):
    return read_proposal(body.encode(), load(folder), today)


def plain(text):
    """The text as we type it."""
    return text.replace("\u00a0", " ").replace("’", "'")


def errors(proposal):
    return [(remark.label, plain(remark.message)) for remark in proposal.remarks if remark.severity == "error"]


def test_a_complete_form_gives_a_canonical_record_that_the_checker_accepts(catalogue_copy):
    full = good(
        secteurs=["Santé, social, services à la personne", "Industrie"],
        transitions=["Transition écologique"],
        themes=["Gestes et postures, activité physique", "BIM, CAO et DAO"],
        competences="- Régler un moteur\n- Changer une batterie",
        duree="70 h + 35 h en entreprise",
        certifications="conduite-d-equipements-de-production",
        publics=["Demandeurs d’emploi"],
        besoin__constat="Les ateliers manquaient de bras.",
        deduit="Secteurs",
        precisions="Le guide ne nomme pas le secteur.",
    )
    proposal = propose(full, catalogue_copy)
    assert [remark.message for remark in proposal.remarks] == []
    assert proposal.accepted
    assert proposal.path == catalogue_copy / "modules" / "normandie" / "nor-reparer-un-velo-cargo.yml"
    assert format_text(proposal.text.encode(), build_schema("module", {})) == proposal.text

    write_proposal(proposal)
    assert check(load(catalogue_copy), today=TODAY).problems == ()
    data = read(proposal.path.read_bytes())
    assert data["duree"] == {"heures": 70, "entreprise": 35}
    assert data["secteurs"] == ["sante-social-services-a-la-personne", "industrie"]
    assert data["verifie_le"] == "2026-11-21"
    with pytest.raises(FileExistsError):
        write_proposal(proposal)


def test_windows_line_ends_change_nothing(small):
    assert propose(good().replace("\n", "\r\n"), small) == propose(good(), small)


def test_an_empty_form_is_told_what_is_missing_by_the_form_s_names(small):
    proposal = propose(rendered(engagements=True), small)
    assert sorted(errors(proposal)) == [
        (label, "La réponse manque.") for label in ("Document source", "Nature", "Région", "Résumé", "Titre")
    ]
    assert not proposal.accepted


@pytest.mark.parametrize(
    ("changes", "label", "said"),
    [
        ({"titre": "Un"}, "Titre", "« Titre » est trop court"),
        ({"resume": "Trop court."}, "Résumé", "« Résumé » est trop court"),
        ({"region": "Bretagnne"}, "Région", "« Bretagnne » n'est pas un des choix"),
        ({"duree": "deux jours"}, "Durée", "« deux jours » n'est pas une durée en heures."),
        ({"annee": "hier"}, "Année", "« hier » n'est pas une année."),
        ({"metiers": "G16"}, "Métiers (ROME 4.0)", "n'a pas la forme attendue"),
        ({"precisions": "Voir **ici**."}, "Précisions", "contient un balisage"),
        ({"competences": "Lire\n" + "x" * 300}, "Compétences", "« Compétences » est trop long"),
        ({"sources__document": "Mon rapport"}, "Document source", "« Mon rapport » n'est pas encore dans la liste"),
        ({"sources__extrait": "mot " * 13}, "Extrait de la source", "L'extrait a 13 mots"),
        ({"deduit": "magie"}, "Champs déduits", "« magie » est dit déduit"),
        ({"evaluation": "N/A"}, "Évaluation", "ne dit rien"),
        ({"publics_precisions": "Appeler le 01 23 45 67 89."}, "Publics, précisions", "un numéro de téléphone"),
        ({"engagements": None}, "Avant d'envoyer", "Les trois cases ne sont pas cochées."),
    ],
)
def test_each_problem_is_under_the_heading_of_its_answer(small, changes, label, said):
    [(where, message)] = errors(propose(good(**changes), small))
    assert where == label
    assert said in message


def test_choices_are_proposed_by_the_names_that_the_form_shows(small):
    [wrong] = propose(good(region="Bourgogne Franche Contée", nature="Technique"), small).remarks
    assert plain(wrong.hint).startswith("Vouliez-vous dire « Bourgogne-Franche-Comté » ?")


def test_nothing_that_the_author_wrote_is_lost_from_the_record_s_text(small):
    proposal = propose(good(region="Bretagnne", annee="hier", metiers="G16", nature="Magique"), small)
    assert len(errors(proposal)) == 4
    assert proposal.path is None
    data = read(proposal.text.encode())
    assert (data["region"], data["annee"], data["metiers"], data["nature"]) == ("Bretagnne", "hier", ["G16"], "Magique")


def test_headings_that_were_edited(small):
    body = good().replace("### Résumé", "## resumes").replace("### Titre", "**TITRE**")
    proposal = propose(body, small)
    assert proposal.accepted
    assert [(remark.label, remark.severity) for remark in proposal.remarks] == [("Résumé", "warning")]

    unknown = propose(good() + "\n\n### Contexte\n\nUn texte.", small)
    assert errors(unknown) == [("Le message", "La rubrique « Contexte » n'est pas dans le formulaire.")]
    assert propose(good() + "\n\n### Contexte\n\n_No response_", small).accepted


def test_headings_that_are_there_twice(small):
    assert propose(f"{good()}\n\n### Titre\n\nRéparer un vélo cargo", small).accepted
    assert propose(f"{good()}\n\n### Titre\n\n_No response_", small).accepted
    assert propose(f"### Titre\n\n_No response_\n\n{good()}", small).accepted
    twice = propose(f"{good()}\n\n### Titre\n\nAutre", small)
    assert errors(twice) == [("Titre", "La rubrique est là deux fois, avec deux réponses.")]


def test_text_above_the_form_is_told_to_be_left_out(small):
    proposal = propose(f"Bonjour,\nvoici un module.\n\n{good()}", small)
    assert proposal.accepted
    [greeting] = proposal.remarks
    assert greeting.severity == "warning"
    assert "Bonjour" not in answer_text(proposal, small)  # it may name somebody


@pytest.mark.parametrize("body", ["", "Bonjour", "### Autre\n\nTexte", "\x00", "#"])
def test_a_message_that_is_no_form(small, body):
    proposal = propose(body, small)
    assert "Le message n'a aucune rubrique du formulaire." in [message for _, message in errors(proposal)]
    assert proposal.text == ""


def test_a_megabyte_is_refused_at_once(small):
    [(_, message)] = errors(propose(good(resume="mot " * 250_000), small))
    assert message == f"Le message dépasse {BODY_MAX} caractères."


def test_a_thousand_headings_are_refused(small):
    [(_, message)] = errors(propose("### Titre\n\n" * 1000, small))
    assert "titres" in message


@pytest.mark.long
def test_a_list_without_end_is_refused(small):
    [(label, message)] = errors(propose(good(competences="a\n" * 45_000), small))
    assert label == "Le message"
    assert "dépasse" in message


@pytest.mark.long
def test_thousands_of_problems_are_told_in_a_short_answer(small):
    proposal = propose(good(competences="\n".join(f"Réparer le vélo {number} <b>" for number in range(1_000))), small)
    assert len(errors(proposal)) >= 1000
    answer = answer_text(proposal, small)
    assert answer.count("- **") == 40
    assert "autres du même genre" in answer


def test_the_same_fault_in_a_whole_list_is_told_once(small):
    proposal = propose(good(metiers=", ".join(f"G{number}" for number in range(9_000))), small)
    assert len(errors(proposal)) == 3  # the first wrong code, how many there are like it, too many for the list


def test_invisible_characters_are_told(small):
    proposal = propose(good(titre="Vélo\x07 cargo"), small)
    assert errors(proposal) == [
        ("Le message", "Le texte contient un caractère invisible qui n'est pas admis (U+0007).")
    ]


@pytest.mark.parametrize(
    "title",
    [
        "../../../etc/passwd",
        "..\\..\\windows",
        "a/b/c.yml",
        "titre: x\nregion: corse",
        "'}\n- {a: b",
        "&a *a !!python/object:os.system",
        "$(touch /dev/null) `id`",
        "-rf",
        "${{ github.token }}",
    ],
)
def test_no_title_leads_out_of_its_region_or_out_of_its_value(small, title):
    proposal = propose(good(titre=title), small)
    assert proposal.path.parent == small / "modules" / "normandie"
    assert re.fullmatch(r"nor-[a-z0-9-]+\.yml", proposal.path.name)
    data = read(proposal.text.encode())
    assert data["titre"] == " ".join(title.split())
    assert data["region"] == "normandie"


def test_a_region_is_one_of_the_vocabulary(small):
    for region in ("../..", "/etc", "normandie/x", ".", "NUL"):
        assert propose(good(region=region), small).path is None


def test_a_module_that_is_there_is_not_written_again(catalogue_copy):
    title = read((catalogue_copy / MODULE).read_bytes())["titre"]
    proposal = propose(good(titre=title.upper()), catalogue_copy)
    assert ("Titre", "Une fiche de cette région porte déjà ce titre : « nor-teillage-du-lin ».") in errors(proposal)


def test_a_bad_record_already_there_does_not_stop_a_good_issue(catalogue_copy):
    (catalogue_copy / MODULE).write_text("titre: [")
    proposal = propose(good(), catalogue_copy)
    assert proposal.accepted


# A whole record -------------------------------------------------------------------------------------------------------


def test_real_modules_come_back_to_the_letter():
    for path in sorted((CATALOGUE / "modules").glob("*/*.yml"))[::12]:
        body = rendered("fiche.yml", fiche=path.read_text(), identifiant=path.stem, engagements=True)
        proposal = propose(body, CATALOGUE, LAST_READ)
        assert (proposal.path, proposal.text, proposal.replaces) == (path, path.read_text(), True)
        assert errors(proposal) == [("Fiche (YAML)", "La fiche publiée est déjà ainsi, mot pour mot.")]


def test_a_correction_takes_the_place_of_the_record(catalogue_copy):
    file = catalogue_copy / MODULE
    text = file.read_text().replace("titre: ", "titre: Le ").replace("region:", "# une note\nregion:")
    proposal = propose(rendered("fiche.yml", fiche=text, identifiant=file.stem, engagements=True), catalogue_copy)
    assert proposal.accepted
    write_proposal(proposal)
    assert file.read_text() == text
    assert check(load(catalogue_copy), today=TODAY).errors == 0


def test_a_new_record_as_a_file(small):
    text = (SMALL / MODULE).read_text().replace("titre: ", "titre: Autre ")
    proposal = propose(rendered("fiche.yml", fiche=text, engagements=True), small)
    assert proposal.path.name.startswith("nor-autre-")
    assert not proposal.replaces


@pytest.mark.parametrize(
    "name", ["../normandie/nor-teillage-du-lin", "inconnu", "nor-teillage-du-lin.yml", "/etc/passwd"]
)
def test_only_a_published_record_is_replaced(small, name):
    body = rendered("fiche.yml", fiche=(SMALL / MODULE).read_text(), identifiant=name, engagements=True)
    proposal = propose(body, small)
    assert proposal.path is None
    assert [label for label, _ in errors(proposal)] == ["Fiche à remplacer"]


@pytest.mark.parametrize(
    ("yaml", "place", "rule"),
    [
        ("titre: [", "Fiche (YAML), ligne 2", "yaml-syntaxe"),
        ("- a", "Fiche (YAML), ligne 1", "yaml-racine"),
        ("", "Fiche (YAML), ligne 1", "yaml-vide"),
        ("titre: &a x\nresume: *a", "Fiche (YAML), ligne 1", "yaml-alias"),
        ("titre: !!python/object:os.system x", "Fiche (YAML), ligne 1", "yaml-etiquette"),
        ("[" * 5000, "Fiche (YAML), ligne 1", "yaml-profondeur"),
        ("titre: un\ntitre: deux", "Fiche (YAML), ligne 2", "yaml-doublon"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(small, yaml, place, rule):
    proposal = propose(rendered("fiche.yml", fiche=yaml, engagements=True), small)
    assert (rule, place) in [(remark.rule, remark.label) for remark in proposal.remarks]
    assert not proposal.accepted


def test_problems_of_a_file_have_their_line(small):
    text = (SMALL / MODULE).read_text().replace("nature: ", "nature: tres-")
    proposal = propose(rendered("fiche.yml", fiche=text, identifiant="nor-teillage-du-lin", engagements=True), small)
    [(where, _)] = errors(proposal)
    number = int(re.fullmatch(r"Ligne (\d+), « nature »", where)[1])
    assert proposal.text.splitlines()[number - 1].startswith("nature: tres-")


# The answer -----------------------------------------------------------------------------------------------------------


def test_the_answer_to_a_good_proposal(small):
    answer = answer_text(propose(good(), small), small)
    assert answer.startswith(f"{MARKER}\n\nMerci pour votre proposition")
    assert "La fiche est complète." in answer
    assert "catalogue/modules/normandie/nor-reparer-un-velo-cargo.yml" in answer
    assert "titre: Réparer un vélo cargo" in answer


def test_the_answer_to_a_proposal_to_mend(small):
    answer = answer_text(propose(good(titre="Un", resume="Trop court."), small), small)
    assert "2 points sont à revoir" in answer
    assert "- **Résumé** (`Trop court.`)" in answer
    assert "```yaml" in answer
    words = answer.partition("<details>")[0].replace("« Edit »", "")
    assert jargon_in(words) == []


def test_what_must_not_be_public_is_not_repeated(small):
    answer = answer_text(propose(good(precisions="Écrire à jean@exemple.fr ou au 01 23 45 67 89."), small), small)
    assert "exemple.fr" not in answer
    assert "01 23" not in answer
    assert "Nous ne recopions pas la fiche ici" in answer


@pytest.mark.parametrize(
    "hostile",
    [
        "@equipe/admin",
        "voir #12",
        "https://exemple.invalid",
        "[lien](https://exemple.invalid)",
        "<img src=x onerror=alert(1)>",
        "```\n@equipe\n```",
        "</details>",
        "<!-- -->",
        "`@equipe`",
        "\u202e",
    ],
)
def test_nothing_in_the_answer_obeys_its_author(small, hostile):
    body = good(titre=hostile, region=hostile, duree=hostile, metiers=hostile, demarche=hostile)
    answer = answer_text(propose(body + f"\n\n### {hostile}\n\n{hostile}", small), small)
    outside = re.sub(r"(?ms)^(`{3,})yaml$.*?^\1$", "", answer)
    outside = re.sub(r"`[^`\n]*`", "", outside).replace("&#8203;", "\u200b")
    assert not re.search(r"@\w|#\d|://\w|(?<!\\)\]\(|<img|\u202e", outside)
    assert outside.count("</details>") == outside.count("<details>") <= 1


def test_the_answer_fits_in_a_comment(small):
    long = good(precisions="\n".join(f"Réserve {n} {'mot ' * 20}" for n in range(900)), titre="Un")
    answer = answer_text(propose(long, small), small)
    assert len(answer) <= COMMENT_MAX + 1
    assert "trop longue pour être recopiée" in answer


@pytest.mark.long
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(max_size=60), min_size=6, max_size=6), extra=st.text(max_size=80), cut=st.integers(0, 900)
)
def test_whatever_is_written_there_is_an_answer_and_no_file_elsewhere(small, texts, extra, cut):
    keys = ("titre", "resume", "duree", "sources", "certifications", "precisions")
    body = good(**dict(zip(keys, texts, strict=True)))[cut:] + extra
    for said in (body, rendered("fiche.yml", fiche=extra, identifiant=texts[0], engagements=True)):
        proposal = read_proposal(said.encode(errors="replace"), load(small), TODAY)
        assert proposal.path is None or proposal.path.parent.parent == small / "modules"
        assert answer_text(proposal, small).startswith(MARKER)
