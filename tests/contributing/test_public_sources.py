"""A module whose only source is a public page enters by every door, is shown and published, and can join the list."""

import pytest

from build_tools.checking.check import check
from build_tools.contributing.issues.proposal import propose, read_proposal, write_proposal
from build_tools.contributing.promoting import cited_pages, promotion
from build_tools.contributing.sources import is_address, listed_addresses, settled
from build_tools.exports.flat_module import flat_table
from build_tools.exports.rdf import Names
from build_tools.exports.schema_org import SchemaOrg
from build_tools.exports.tables import rows_of_tables, tables
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from tests.conftest import MODULE, TODAY, catalogue_command, jargon_in, published
from tests.contributing.issues.rendering import good as good_issue
from tests.contributing.spreadsheet.made import good as good_row
from tests.contributing.spreadsheet.made import table

ADDRESS = "https://www.bretagne.bzh/formations-courtes"
TITLE, PUBLISHER = "Les formations courtes", "Région Bretagne"
PAGE = {"titre": TITLE, "editeur": PUBLISHER, "adresse": ADDRESS, "lu_le": TODAY.isoformat()}
ANSWERS = {
    "titre": "Entretien des vélos électriques",
    "region": "bretagne",
    "resume": "Apprendre à réparer un vélo électrique, pour les mécaniciens.",
    "nature": "technique",
    "secteurs": "industrie",
    "sources.document": ADDRESS,
    "sources.titre": TITLE,
    "sources.editeur": PUBLISHER,
}


def described(folder, *names):
    """The small catalogue with modules whose only source is the page; returns their paths."""
    text = (folder / MODULE).read_text()
    before, after = text[: text.index("sources:")], text[text.index("deduit:") :]
    paths = []
    for name in names:
        path = folder / "modules" / "normandie" / f"nor-{name}.yml"
        lines = "".join(f"    {key}: {value}\n" for key, value in {**PAGE, "page": 3}.items())
        head = before.replace("au teillage", f"au {name}").replace("titre: ", f"# Écrit par {name}.\ntitre: ", 1)
        path.write_text(f"{head}sources:\n  -{lines[3:]}{after}")
        paths.append(path)
    return paths


# The doors -----------------------------------------------------------------------------------------------------------


def test_by_the_issue_form(catalogue_copy):
    body = good_issue(sources__document=ADDRESS, sources__titre=TITLE, sources__editeur=PUBLISHER, sources__page="3")
    proposal = read_proposal(body.encode(), load(catalogue_copy), TODAY)
    assert proposal.accepted
    assert read(proposal.text.encode())["sources"] == [{**PAGE, "page": 3}]
    write_proposal(proposal)
    assert check(load(catalogue_copy), today=TODAY).errors == 0


def test_by_the_command(catalogue_copy):
    proposal = propose(ANSWERS, load(catalogue_copy), TODAY)
    assert (proposal.accepted, read(proposal.text.encode())["sources"]) == (True, [PAGE])


@pytest.mark.parametrize("column", ["Sources : Adresse", "Sources : Document", "Lien vers la source"])
def test_by_a_spreadsheet(planned_row, column):
    row = good_row(**{column: ADDRESS, "Sources : Titre": TITLE, "Sources : Éditeur": PUBLISHER})
    row = {name: value for name, value in row.items() if name == column or name not in ("Sources : Document",)}
    row.pop("Sources : Page", None)
    (made,) = planned_row(table(row)).new
    assert read(made.text.encode())["sources"] == [PAGE]


@pytest.fixture
def planned_row(catalogue_copy):
    from build_tools.contributing.spreadsheet.book import Book, Sheet
    from build_tools.contributing.spreadsheet.importing import plan_import
    from tests.contributing.spreadsheet.conftest import filled

    loaded = load(catalogue_copy)
    catalogue = check(loaded, today=TODAY).catalogue
    return lambda rows: plan_import(loaded, catalogue, Book([Sheet("Modules", filled(rows))]), {}, TODAY)


def test_other_sources_may_be_pages_too(catalogue_copy):
    said = {**ANSWERS, "sources": f"{ADDRESS}/velo ; Vélo ; Région Bretagne ; 4 ; un ; deux\nguide-8 ; 14 ; mots"}
    sources = read(propose(said, load(catalogue_copy), TODAY).text.encode())["sources"]
    assert sources[1:] == [
        {**PAGE, "titre": "Vélo", "adresse": f"{ADDRESS}/velo", "page": 4, "extrait": "un ; deux"},
        {"document": "guide-8", "page": 14, "extrait": "mots"},
    ]


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"sources.titre": ""}, "Intitulé de la source"),
        ({"sources.editeur": ""}, "Éditeur de la source"),
        ({"sources.document": "Rapport annuel"}, "Document source"),
        ({"sources.document": ""}, "Document source"),
        ({"sources.document": "https://192.168.1.4/x"}, "Document source"),
        ({"sources.document": "http://www.bretagne.bzh/x"}, "Document source"),
    ],
)
def test_what_is_missing_is_asked_under_its_own_question(catalogue_copy, change, label):
    proposal = propose({**ANSWERS, **change}, load(catalogue_copy), TODAY)
    wrong = [remark for remark in proposal.remarks if remark.severity == "error"]
    assert not proposal.accepted
    assert {remark.label for remark in wrong} == {label}
    assert [found for remark in wrong for found in jargon_in(f"{remark.message} {remark.hint}")] == []


def test_the_address_of_a_document_of_the_list_names_it(catalogue_copy):
    loaded = load(catalogue_copy)
    known = {str(term["id"]): term for term in loaded.terms("documents")}["annexe-2"]["adresse"]
    said = {**ANSWERS, "sources.document": known.replace("https://", "https://www.") + "/#page=2"}
    proposal = propose({**said, "sources.titre": "", "sources.editeur": ""}, loaded, TODAY)
    assert (proposal.accepted, read(proposal.text.encode())["sources"]) == (True, [{"document": "annexe-2"}])


def test_the_command_of_the_terminal_needs_no_list(catalogue_copy):
    options = ("titre", "region", "resume", "nature", "secteurs")
    given = [part for name in options for part in (f"--{name}", ANSWERS[name])]
    more = ["--transitions", "", "--document", ADDRESS, "--titre-source", TITLE, "--editeur", PUBLISHER]
    done = catalogue_command("new", *given, *more, "--today", TODAY.isoformat(), cwd=catalogue_copy.parent)
    assert done.returncode == 0, done.stderr
    (path,) = (catalogue_copy / "modules" / "bretagne").iterdir()
    assert read(path.read_bytes())["sources"] == [PAGE]


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("https://exemple.fr/a", True),
        ("www.exemple.fr", True),
        ("<https://exemple.fr/a>", True),
        ("[Un titre](https://exemple.fr)", True),
        ("guide-8", False),
        ("Voir https://exemple.fr", False),
        ("", False),
        (None, False),
    ],
)
def test_what_is_an_address(said, is_one):
    assert is_address(said) is is_one


def test_a_title_may_come_with_the_address():
    found = settled({"document": "[Un titre](https://exemple.fr/a)"}, {}, "2026-11-21")
    assert found == {"titre": "Un titre", "adresse": "https://exemple.fr/a", "lu_le": "2026-11-21"}


def test_addresses_of_one_page_are_one():
    listed = listed_addresses({"page": {"adresse": "https://exemple.fr/a/"}})
    for address in ("https://www.exemple.fr/a", "https://EXEMPLE.fr/a/#b", "https://exemple.fr:443/a"):
        assert settled({"adresse": address}, listed, "2026-11-21") == {"document": "page"}
    assert "document" not in settled({"adresse": "https://exemple.fr/a?b=1"}, listed, "2026-11-21")


# What becomes of it ---------------------------------------------------------------------------------------------------


@pytest.fixture
def catalogue(catalogue_copy):
    described(catalogue_copy, "rouissage", "filage")
    report = check(load(catalogue_copy), today=TODAY)
    assert but_near_titles(report) == []
    return report.catalogue


def but_near_titles(report):
    return [problem for problem in report.problems if problem.rule != "doublon-proche"]


def test_two_records_cite_one_document(catalogue):
    words = catalogue.vocabularies
    sources = [catalogue.modules[f"nor-{name}"].sources[0] for name in ("rouissage", "filage")]
    assert words.same_document(sources[0]) == words.same_document(sources[1])
    assert (words.document_of(sources[0]).libelle, words.document_of(sources[0]).nature) == (TITLE, "source")


def test_it_is_published_in_every_form(catalogue):
    what = published(catalogue)
    (citation,) = SchemaOrg(what, Names("https://exemple.fr/")).course(catalogue.modules["nor-filage"])["citation"]
    assert (citation["name"], citation["url"], "@id" in citation) == (TITLE, ADDRESS, False)
    table_ = next(found for found in tables() if found.name == "modules_sources")
    row = next(row for row in rows_of_tables(what.data)["modules_sources"] if row[0] == "nor-filage")
    said = dict(zip((column.name for column in table_.all_columns), row, strict=True))
    assert (said["document"], said["titre"], said["adresse"], said["page"]) == (None, TITLE, ADDRESS, 3)
    assert "sources_citees" in {column.name for column in flat_table().columns}


def test_a_page_of_the_list_described_all_the_same_is_told(catalogue_copy):
    (path,) = described(catalogue_copy, "filage")
    known = {str(term["id"]): term for term in load(catalogue_copy).terms("documents")}["annexe-2"]["adresse"]
    path.write_text(path.read_text().replace(ADDRESS, known))
    (problem,) = but_near_titles(check(load(catalogue_copy), today=TODAY))
    assert (problem.rule, problem.severity) == ("source-listee", "warning")
    assert "annexe-2" in problem.message


# Promotion ------------------------------------------------------------------------------------------------------------


def test_a_page_that_records_cite_joins_the_list(catalogue_copy):
    described(catalogue_copy, "rouissage", "filage")
    done = catalogue_command("promote-source", cwd=catalogue_copy.parent)
    assert (done.returncode, ADDRESS in done.stdout) == (0, True)
    before = {path: path.read_bytes() for path in catalogue_copy.rglob("*.yml")}
    shown = catalogue_command("promote-source", f"{ADDRESS}/", cwd=catalogue_copy.parent)
    assert shown.returncode == 0
    assert before == {path: path.read_bytes() for path in catalogue_copy.rglob("*.yml")}
    written = catalogue_command("promote-source", f"{ADDRESS}/", "--write", cwd=catalogue_copy.parent)
    assert written.returncode == 0, written.stderr
    report = check(load(catalogue_copy), today=TODAY)
    assert but_near_titles(report) == []
    assert report.catalogue is not None
    (source,) = report.catalogue.modules["nor-filage"].sources
    document = report.catalogue.vocabularies.documents[source.document or ""]
    assert (document.libelle, document.editeur, document.adresse, source.page) == (TITLE, PUBLISHER, ADDRESS, 3)
    assert "# Écrit par filage." in (catalogue_copy / "modules" / "normandie" / "nor-filage.yml").read_text()
    assert catalogue_command("fmt", "--check", cwd=catalogue_copy.parent).returncode == 0


def test_what_records_say_differently_is_told(catalogue_copy):
    paths = described(catalogue_copy, "rouissage", "filage", "peignage")
    paths[0].write_text(paths[0].read_text().replace(TITLE, "Formations courtes"))
    (page,) = cited_pages(load(catalogue_copy))
    assert (page.most("titre"), page.differing("titre")) == (TITLE, ["Formations courtes", TITLE][::-1])


def test_what_no_record_cites_is_no_document(catalogue_copy):
    assert promotion(load(catalogue_copy), ADDRESS) is None
    done = catalogue_command("promote-source", ADDRESS, cwd=catalogue_copy.parent)
    assert (done.returncode, "Aucune fiche" in done.stderr) == (1, True)
    assert catalogue_command("promote-source", ADDRESS, "--id", "É!", cwd=catalogue_copy.parent).returncode == 2


@pytest.mark.parametrize(
    ("said", "address", "title"),
    [
        ("HTTPS://WWW.Exemple.FR/Aide", "https://www.exemple.fr/Aide", "Page"),
        ("<https://exemple.fr/a>", "https://exemple.fr/a", "Page"),
        ("www.exemple.fr/a", "https://www.exemple.fr/a", "Page"),
        ("Voir : https://exemple.fr/a", "https://exemple.fr/a", "Page"),
        ("[Un guide](https://exemple.fr/a)", "https://exemple.fr/a", "Page"),
        ("https://exemple.fr/voir a", "https://exemple.fr/voir a", "Page"),
        ("Site de la Région", "Site de la Région", "Page"),
    ],
)
def test_an_address_is_read_alike_whichever_question_it_answers(said, address, title):
    found = settled({"titre": "Page", "editeur": "Région", "adresse": said}, {}, "2026-11-20")
    assert (found["adresse"], found["titre"]) == (address, title)
