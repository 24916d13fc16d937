"""`catalogue github`: one comment, one ticket, one tag, against a GitHub on this machine."""

import json
import subprocess

import pytest

from build_tools.review.in_markdown import MARKER
from tests.conftest import MODULE, catalogue_command
from tests.git_repository import git
from tests.upkeep.fake_github import fake_github

pytestmark = pytest.mark.slow


REPORT = f"{MARKER}\n\nUne fiche modifiée.\n"


@pytest.fixture
def github():
    with fake_github() as content:
        yield content


@pytest.fixture
def say(github, tmp_path):
    """Run `catalogue github …` with this text in a file; returns what was printed."""

    def run(action, text, *arguments):
        path = tmp_path / "texte.md"
        path.write_text(text)
        done = catalogue_command("github", action, path, *arguments, cwd=tmp_path, env=github.environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


# One comment ---------------------------------------------------------------------------------------------------------


def test_a_report_becomes_one_comment_that_is_kept_up_to_date(github, say):
    say("comment", REPORT, "--number", "7")
    say("comment", REPORT.replace("Une", "Deux"), "--number", "7")
    assert [comment["body"] for comment in github.comments[7]] == [f"{MARKER}\n\nDeux fiche modifiée.\n"]


def test_what_people_wrote_is_never_replaced(github, say):
    github.comments[7] = [github.made({"body": REPORT}, "User") for _ in range(150)]
    github.comments[7].append(github.made({"body": "<!-- autre -->\nautre robot"}))
    say("comment", REPORT, "--number", "7")
    say("comment", REPORT, "--number", "7")
    assert len(github.comments[7]) == 152


def test_a_report_of_a_stranger_calls_nobody(github, say):
    say("comment", f"{MARKER}\n@equipe <img src=x> [ici](https://exemple.fr)", "--number", "7")
    (comment,) = github.comments[7]
    assert "@equipe" not in comment["body"]
    assert "<img" not in comment["body"]
    assert "](https" not in comment["body"]


def event(tmp_path, branch="travail", commit="a1"):
    run = {"head_branch": branch, "head_sha": commit, "head_repository": {"owner": {"login": "quelqu-un"}}}
    path = tmp_path / "event.json"
    path.write_text(json.dumps({"workflow_run": run}))
    return path


def test_the_pull_request_is_the_one_that_github_knows(github, say, tmp_path):
    github.pulls = [{"number": 9, "label": "quelqu-un:travail", "head": {"sha": "a1"}}]
    say("comment", REPORT, "--event", event(tmp_path))
    assert list(github.comments) == [9]


@pytest.mark.parametrize("report", [REPORT, f"{MARKER} Aucun problème nouveau.\n"])
def test_what_github_says_of_the_files_comes_before_what_the_proposal_s_code_says(github, say, tmp_path, report):
    github.pulls = [{"number": 9, "label": "quelqu-un:travail", "head": {"sha": "a1"}}]
    github.files[9] = [
        {"filename": "catalogue/modules/bretagne/bre-x.yml"},
        {"filename": "LISEZMOI", "previous_filename": ".github/workflows/check.yml"},
        *({"filename": f"build_tools/{i}.py"} for i in range(150)),
    ]
    say("comment", report, "--event", event(tmp_path))
    (comment,) = github.comments[9]
    first = comment["body"].splitlines()[2].replace("\u00a0", " ")
    assert "hors du catalogue : 1 workflow, 150 fichiers de code, 1 autre fichier." in first
    assert comment["body"].startswith(f"{MARKER}\n\n**D’après GitHub")


def test_a_proposal_of_records_alone_is_told_by_its_report_alone(github, say, tmp_path):
    github.pulls = [{"number": 9, "label": "quelqu-un:travail", "head": {"sha": "a1"}}]
    github.files[9] = [{"filename": "catalogue/modules/bretagne/bre-x.yml"}]
    say("comment", REPORT, "--event", event(tmp_path))
    assert [comment["body"] for comment in github.comments[9]] == [REPORT]


def added(path, *lines, **more):
    return {"filename": path, "status": "added", "patch": "\n".join(f"+{line}" for line in lines), **more}


BEES = "catalogue/modules/bretagne/bre-abeilles.yml"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (added(BEES, "titre: Abeilles en ville"), added(BEES, "titre: Abeilles en ville")),
        (added(BEES, "titre: Abeilles en ville"), added(BEES.replace(".yml", "-2.yml"), "titre: Abeilles en ville")),
        (added(BEES, "titre: Des abeilles en ville"), added(BEES.replace("s.", "."), 'titre: "Abeille en ville"')),
        (
            added(BEES, "titre: >-", "  Abeilles", "  en ville"),
            added(BEES.replace("s.", "."), "titre: abeilles en ville"),
        ),
        ({"filename": BEES, "status": "modified"}, {"filename": BEES, "status": "modified"}),
    ],
)
def test_another_open_proposal_for_the_same_module_is_named(github, say, tmp_path, ours, theirs):
    """Two pull requests with one title and one region: the comment of each names the other."""
    github.pulls = [
        {"number": 9, "label": "quelqu-un:travail", "head": {"sha": "a1"}},
        {"number": 12, "label": "autre:travail", "head": {"sha": "b1"}},
    ]
    github.files = {9: [ours], 12: [theirs]}
    say("comment", REPORT, "--event", event(tmp_path))
    body = github.comments[9][0]["body"].replace("\u00a0", " ")
    assert body.startswith(f"{MARKER}\n\n### Proposée aussi ailleurs")
    assert "demande de fusion n° 12" in body
    assert body.endswith(REPORT.removeprefix(MARKER).lstrip())


@pytest.mark.parametrize(
    "theirs",
    [
        added("catalogue/modules/bretagne/bre-ruches.yml", "titre: Ruches en ville"),
        added("catalogue/modules/corse/cor-abeilles.yml", "titre: Abeilles en ville"),
        added("catalogue/ecarts/bretagne/bre-abeilles.yml", "competence: Abeilles en ville"),
        added(BEES, "titre: Abeilles en ville", status="removed"),
        added("LISEZMOI", "titre: Abeilles en ville"),
        {"filename": "catalogue/modules/bretagne/bre-x.yml", "patch": "+titre: [\n+@@"},
    ],
)
def test_a_proposal_about_something_else_is_not_named(github, say, tmp_path, theirs):
    github.pulls = [
        {"number": 9, "label": "quelqu-un:travail", "head": {"sha": "a1"}},
        {"number": 12, "label": "autre:travail", "head": {"sha": "b1"}},
    ]
    github.files = {9: [added(BEES, "titre: Abeilles en ville")], 12: [theirs]}
    say("comment", REPORT, "--event", event(tmp_path))
    assert github.comments[9][0]["body"] == REPORT


def test_the_title_of_another_proposal_calls_nobody(github, say, tmp_path):
    github.pulls = [{"number": n, "label": "quelqu-un:travail", "head": {"sha": f"a{n}"}} for n in (1, 12)]
    github.files = {n: [added(BEES, 'titre: "@equipe #4 <img> [ici](https://x.fr)"')] for n in (1, 12)}
    say("comment", REPORT, "--event", event(tmp_path))
    body = github.comments[1][0]["body"]
    assert "n°" in body
    assert not any(call in body for call in ("@equipe", "#4", "<img", "://x"))


@pytest.mark.parametrize(("branch", "commit"), [("travail", "b2"), ("autre", "a1")])
def test_a_pull_request_that_moved_on_is_left_alone(github, say, tmp_path, branch, commit):
    github.pulls = [{"number": 9, "label": "quelqu-un:travail", "head": {"sha": "a1"}}]
    assert "rien à dire" in say("comment", REPORT, "--event", event(tmp_path, branch, commit))
    assert github.comments == {}


def test_a_stranger_does_not_choose_which_comment_the_report_replaces(github, tmp_path):
    (tmp_path / "texte.md").write_text("<!-- autre -->\nbonjour")
    path = event(tmp_path)
    done = catalogue_command("github", "comment", "texte.md", "--event", path, cwd=tmp_path, env=github.environment)
    assert (done.returncode, github.comments) == (2, {})


# One ticket ----------------------------------------------------------------------------------------------------------


def test_a_ticket_is_opened_kept_up_to_date_and_closed(github, say):
    title = ("--title", "Liens à corriger")
    say("ticket", "Rien.\n", *title)
    assert github.issues == []
    say("ticket", "- [ ] un lien\n", *title)
    say("ticket", "- [ ] deux liens\n", *title)
    assert [(issue["body"], issue["state"]) for issue in github.issues] == [("- [ ] deux liens\n", "open")]
    say("ticket", "Rien.\n", *title)
    assert [issue["state"] for issue in github.issues] == ["closed"]
    say("ticket", "- [ ] encore\n", *title)
    assert [issue["state"] for issue in github.issues] == ["closed", "open"]


def test_a_ticket_of_the_same_title_that_a_person_opened_stays_as_it_is(github, say):
    github.issues.append(github.made({"title": "Liens à corriger", "body": "bonjour"}, "User"))
    say("ticket", "- [ ] un lien\n", "--title", "Liens à corriger")
    assert [issue["body"] for issue in github.issues] == ["bonjour", "- [ ] un lien\n"]


@pytest.mark.parametrize("text", ["", "\n", " \t\n\n"])
def test_an_empty_text_neither_closes_nor_empties_the_ticket(github, say, tmp_path, text):
    say("ticket", "- [ ] un lien\n", "--title", "Liens à corriger")
    (tmp_path / "vide.md").write_text(text)
    arguments = ("github", "ticket", "vide.md", "--title", "Liens à corriger")
    done = catalogue_command(*arguments, cwd=tmp_path, env=github.environment)
    assert done.returncode == 2
    assert "« vide.md » est vide" in done.stderr.replace("\u00a0", " ")
    assert [(issue["body"], issue["state"]) for issue in github.issues] == [("- [ ] un lien\n", "open")]


# One request ---------------------------------------------------------------------------------------------------------


COLLECTED = ("--branch", "collecte/velo", "--title", "Collecte : velo")


def test_the_report_of_a_harvest_calls_nobody_and_a_later_one_is_a_comment(github, say, tmp_path):
    def request(text):
        (tmp_path / "velo.txt").write_text(text)
        arguments = ("github", "request", "--report", "velo.txt", *COLLECTED)
        done = catalogue_command(*arguments, cwd=tmp_path, env=github.environment)
        assert done.returncode == 0, done.stderr

    request("refusée : @equipe closes #1 <img src=x> : trop court\n" + "k" * 70_000)
    (pull,) = github.pulls
    assert pull["title"] == "Collecte : velo"
    assert len(pull["body"]) < 65_536
    assert not any(call in pull["body"] for call in ("@equipe", "#1", "<img"))
    pull["body"] = "relu par nous"
    request("velo : deux fiches nouvelles\n")
    request("velo : trois fiches nouvelles, de @equipe\n")
    assert [one["body"] for one in github.pulls] == ["relu par nous"]
    (comment,) = github.comments[pull["number"]]
    assert "trois fiches" in comment["body"]
    assert "@equipe" not in comment["body"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("request", "--branch", "b"),
        ("request", "--branch", "b", "--report", "texte.md"),
        ("request", "--branch", "b", "--issue", "3", "--title", "t"),
        ("request", *COLLECTED, "--report", "texte.md", "--record", "texte.md"),
        ("request", "--branch", "", "--issue", "3"),
        ("request", "--branch", "b", "--issue", "3", "--base", " "),
        ("ticket", "texte.md", "--title", ""),
        ("push", "--branch", "b", "--base", ""),
        ("comment", "", "--number", "3"),
    ],
)
def test_what_does_not_say_what_to_write_is_wrong_use(github, tmp_path, arguments):
    (tmp_path / "texte.md").write_text(REPORT)
    done = catalogue_command("github", *arguments, cwd=tmp_path, env=github.environment)
    assert done.returncode == 2
    assert "une erreur du programme" not in done.stderr
    assert not github.pulls
    assert not github.issues


# One tag -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(catalogue_copy):
    folder = catalogue_copy.parent
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=données", day="2026-03-02")
    return folder


def tagged(repository, github):
    """The name that the command gives, which a fetch would bring."""
    done = catalogue_command("github", "tag", cwd=repository, env=github.environment)
    assert done.returncode == 0, done.stderr
    name = done.stdout.strip()
    if name.startswith("donnees-"):
        git(repository, "tag", name)
    return name


def test_data_that_changed_gets_the_day_of_its_commit(repository, github):
    assert tagged(repository, github) == "donnees-2026-03-02"
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=repository, capture_output=True, text=True).stdout.strip()
    assert [(ref["ref"], ref["sha"]) for ref in github.refs] == [("refs/tags/donnees-2026-03-02", head)]


def test_data_that_did_not_change_gets_no_second_name(repository, github):
    tagged(repository, github)
    (repository / "README.md").write_text("autre chose")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=code")
    assert "n’ont pas changé" in tagged(repository, github)


def test_two_releases_of_one_day_have_two_names(repository, github):
    tagged(repository, github)
    path = repository / "catalogue" / MODULE
    path.write_text(path.read_text() + "\n")
    git(repository, "commit", "--quiet", "--all", "--message=données", day="2026-03-02")
    assert tagged(repository, github) == "donnees-2026-03-02-2"


@pytest.mark.parametrize("name", ["donnees-essai", "donnees-2026", "donnees-2026-03-02b"])
def test_a_tag_that_is_no_release_takes_the_place_of_none(repository, github, name):
    git(repository, "tag", name)
    assert tagged(repository, github) == "donnees-2026-03-02"


def test_a_name_whose_files_were_not_published_is_said_again(repository, github):
    name = tagged(repository, github)
    github.without_release.add(name)
    assert tagged_again(repository, github) == name
    assert len(github.refs) == 1
    github.without_release.clear()
    assert "n’ont pas changé" in tagged_again(repository, github)


def tagged_again(repository, github):
    """What a second run of the same workflow prints."""
    done = catalogue_command("github", "tag", cwd=repository, env=github.environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def untagged(folder, github):
    """What the command says where it names nothing."""
    done = catalogue_command("github", "tag", cwd=folder, env=github.environment)
    assert (done.returncode, github.refs) == (2, [])
    return done.stderr.replace("\u00a0", " ").replace("’", "'")


def test_a_shallow_clone_and_data_that_git_does_not_hold_get_no_name(repository, github, tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies")
    git(folder, "clone", "--quiet", "--depth", "1", f"file://{repository}", "courte")
    assert "git fetch --unshallow --tags" in untagged(folder / "courte", github)
    other = folder / "autre"
    other.mkdir()
    git(other, "init", "--quiet")
    git(other, "commit", "--quiet", "--allow-empty", "--message=rien")
    (other / "catalogue").mkdir()
    assert "aucun commit ne contient « catalogue »" in untagged(other, github)


# What goes wrong -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"GITHUB_TOKEN": ""}, "GITHUB_TOKEN"),
        ({"GITHUB_REPOSITORY": "../../x"}, "GITHUB_REPOSITORY"),
        ({"GITHUB_TOKEN": "faux"}, "GitHub répond 401"),
        ({"GITHUB_REPOSITORY": "organisation/autre"}, "GitHub répond 404"),
        ({"GITHUB_API_URL": "http://127.0.0.1:1"}, "GitHub ne répond pas"),
        ({"GITHUB_API_URL": "api.github.com"}, "GitHub ne répond pas"),
        ({"GITHUB_API_URL": "http://a b"}, "GitHub ne répond pas"),
        ({"GITHUB_API_URL": "http://[x"}, "GitHub ne répond pas"),
    ],
)
def test_what_github_refuses_is_told_in_french(github, tmp_path, changes, words):
    (tmp_path / "texte.md").write_text(REPORT)
    environment = github.environment | changes
    done = catalogue_command("github", "comment", "texte.md", "--number", "7", cwd=tmp_path, env=environment)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["", "[]", '{"workflow_run": null}', "{}"])
def test_an_event_that_is_no_end_of_a_workflow_is_refused(github, tmp_path, content):
    (tmp_path / "texte.md").write_text(REPORT)
    (tmp_path / "event.json").write_text(content)
    done = catalogue_command(
        "github", "comment", "texte.md", "--event", "event.json", cwd=tmp_path, env=github.environment
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
