"""`catalogue doctor`: what lacks nothing says so, and each missing setting is named with its place."""

import json
from pathlib import Path

import pytest

from build_tools.upkeep.doctor import check_clone
from build_tools.upkeep.repository_settings import AnswersError, check_repository, labels_of, read_answers
from build_tools.upkeep.repository_settings import required_checks as checks_of
from tests.conftest import ROOT, catalogue_command
from tests.git_repository import git

REPOSITORY = {"full_name": "organisation/catalogue", "has_issues": True, "default_branch": "main"}
PAGES = {"url": "https://exemple.fr", "build_type": "workflow"}
LABELS = [{"name": "bug", "color": "d73a4a"}, {"name": "fiche", "color": "ededed"}]
ACTIONS = {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": True}
REVIEW = {
    "type": "pull_request",
    "ruleset_id": 1,
    "parameters": {
        "required_approving_review_count": 1,
        "dismiss_stale_reviews_on_push": True,
        "require_code_owner_review": True,
    },
}
CHECKS = {
    "type": "required_status_checks",
    "ruleset_id": 1,
    "parameters": {"required_status_checks": [{"context": "catalogue"}, {"context": "tests"}]},
}
RULES = [REVIEW, CHECKS, {"type": "non_fast_forward", "ruleset_id": 1}, {"type": "deletion", "ruleset_id": 1}]
REPORTING = {"enabled": True}
PROTECTED = {"protected_branches": False, "custom_branch_policies": True}
ENVIRONMENTS = {"total_count": 1, "environments": [{"name": "github-pages", "deployment_branch_policy": PROTECTED}]}
SECRETS = {"total_count": 0, "secrets": []}
GOOD = [REPOSITORY, PAGES, LABELS, ACTIONS, RULES, REPORTING, ENVIRONMENTS, SECRETS]


def missing(*answers):
    text = "\n".join(json.dumps(answer) for answer in answers)
    return [point.what for point in check_repository(read_answers(text), ROOT) if point.state == "manque"]


def test_the_names_are_those_of_the_forms_and_the_workflows():
    assert labels_of(ROOT) == ["fiche"]
    assert checks_of(ROOT) == ["catalogue", "tests"]


def test_a_repository_that_is_set_as_it_should_lacks_nothing():
    found = list(check_repository(read_answers(json.dumps(GOOD)), ROOT))
    assert [point.what for point in found if point.state != "bien"] == []
    assert missing(*GOOD) == []


@pytest.mark.parametrize(
    ("right", "wrong", "what"),
    [
        (REPOSITORY, {**REPOSITORY, "has_issues": False}, "Les tickets sont ouverts"),
        (REPOSITORY, {**REPOSITORY, "default_branch": "master"}, "La branche par défaut est « main »"),
        (PAGES, {**PAGES, "build_type": "legacy"}, "Pages prend sa source de « GitHub Actions »"),
        (LABELS, LABELS[:1], "Étiquette des tickets : fiche"),
        (
            ACTIONS,
            {**ACTIONS, "default_workflow_permissions": "write"},
            "Les workflows n'ont que la lecture par défaut",
        ),
        (
            ACTIONS,
            {**ACTIONS, "can_approve_pull_request_reviews": False},
            "Les workflows ouvrent des demandes de fusion",
        ),
        (REPORTING, {"enabled": False}, "Les failles se signalent en privé"),
        (ENVIRONMENTS, {"environments": [{"name": "github-pages"}]}, "Seule « main » publie"),
        (SECRETS, {"total_count": 1, "secrets": [{"name": "CLE"}]}, "Aucun secret"),
    ],
)
def test_each_setting_that_is_wrong_is_named(right, wrong, what):
    assert missing(*(wrong if answer is right else answer for answer in GOOD)) == [what]


def test_a_branch_without_rules_lacks_them_all_and_the_older_protection_counts():
    others = [answer for answer in GOOD if answer is not RULES]
    bare = [{"type": "creation", "ruleset_id": 1}]
    assert len(missing(*others, bare)) == 6
    old = {
        "required_pull_request_reviews": {
            "dismiss_stale_reviews": True,
            "require_code_owner_reviews": True,
            "required_approving_review_count": 2,
        },
        "required_status_checks": {"strict": True, "contexts": ["catalogue", "tests", "autre"]},
        "allow_force_pushes": {"enabled": False},
        "allow_deletions": {"enabled": True},
    }
    assert missing(*others, old) == ["« main » ne se supprime pas"]


def test_what_no_answer_tells_is_not_said_to_be_missing():
    refused = {"message": "Not Found", "status": "404"}
    found = list(check_repository(read_answers(json.dumps(refused)), ROOT))
    assert {point.state for point in found} == {"a-voir"}


@pytest.mark.parametrize("text", ["", "[]", "null", "3 4", '[[{"color": 1}]]', '{"full_name": null}', "\ufeff{}"])
def test_any_json_is_survived(text):
    assert list(check_repository(read_answers(text), ROOT))


@pytest.mark.parametrize("text", ["oui", '{"a": ', "{}\n<html>", "[" * 100_000])
def test_what_is_no_json_is_told(text):
    with pytest.raises(AnswersError, match="ligne"):
        read_answers(text)


@pytest.mark.slow
def test_a_new_clone_says_what_it_lacks_and_the_exit_code_too(catalogue_copy: Path, tmp_path: Path):
    project = catalogue_copy.parent
    done = catalogue_command("doctor", cwd=project)
    assert done.returncode == 1
    plain = done.stdout.replace("\u00a0", " ")
    assert "manque  Git et son histoire" in plain
    assert "manque  Les workflows sont là" in plain

    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=Début")
    git(project, "commit", "--quiet", "--allow-empty", "--message=Suite")
    git(project, "clone", "--quiet", "--depth=1", f"file://{project}", str(tmp_path / "autre"))
    states = {point.what: point.state for point in check_clone(tmp_path / "autre", tmp_path / "autre" / "catalogue")}
    assert states["L'histoire de Git est entière"] == "manque"


@pytest.mark.slow
def test_the_answers_come_in_one_file_or_several(tmp_path: Path):
    for number, answer in enumerate(GOOD):
        (tmp_path / f"{number}.json").write_text(json.dumps(answer))
    done = catalogue_command("doctor", "--github", *sorted(tmp_path.glob("*.json")), cwd=ROOT)
    assert "Le dépôt sur GitHub\u00a0:" in done.stdout
    assert "à voir" not in done.stdout.split("GitHub\u00a0:")[1]
    (tmp_path / "0.json").write_text("<html>")
    assert catalogue_command("doctor", "--github", tmp_path / "0.json", cwd=ROOT).returncode == 2
    assert catalogue_command("doctor", "--github", tmp_path / "rien.json", cwd=ROOT).returncode == 2
