"""The settings of the repository on GitHub, as its API gives them, compared with what the project needs.

The answers are recognised by what they hold, in whatever order they come; what none of them gives is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from build_tools.errors import UsageError
from build_tools.upkeep.doctor import Point


class AnswersError(UsageError):
    """The text is not what GitHub's API answers; the message is for the user."""


# Question → answer of the API.
Answers = dict[str, Any]


def read_answers(text: str) -> Answers:
    """The answers in a text: one JSON after another, or lists of them. Raises AnswersError."""
    answers: Answers = {}
    decoder = json.JSONDecoder()
    rest = text.lstrip("\ufeff").lstrip()
    while rest:
        try:
            answer, end = decoder.raw_decode(rest)
        except (ValueError, RecursionError):
            line = text.count("\n", 0, len(text) - len(rest)) + 1
            raise AnswersError(f"la ligne {line} n'est pas du JSON : donnez ce que répond l'API de GitHub.") from None
        _keep(answers, answer)
        rest = rest[end:].lstrip()
    return answers


def _keep(answers: Answers, answer: Any) -> None:
    if isinstance(answer, dict):
        answers |= {name: answer for name, sign in _BY_KEY.items() if sign in answer}
    elif isinstance(answer, list):
        parts = [part for part in answer if isinstance(part, dict)]
        name = next((name for name, sign in _OF_LISTS.items() if any(sign in part for part in parts)), "")
        if name:
            answers[name] = [*answers.get(name, []), *parts]
        else:
            for part in answer:
                _keep(answers, part)


# What was asked → a key that only its answer has.
_OF_LISTS = {"labels": "color", "rules": "ruleset_id"}
_BY_KEY = {
    "repository": "full_name",
    "pages": "build_type",
    "actions": "can_approve_pull_request_reviews",
    "protection": "required_status_checks",
    "environments": "environments",
    "secrets": "secrets",
    "variables": "variables",
    "reporting": "enabled",
}


def check_repository(answers: Answers, project: Path) -> Iterator[Point]:
    """Each setting that the project needs, as the answers tell it."""
    for what, name, holds, cure in _settings(project):
        source = _rules(answers) if name == "rules" else answers.get(name)
        if source is None:
            yield Point(f"{what} : non vérifié", "a-voir", "La réponse de l'API qui le dit n'est pas dans le fichier.")
        elif holds(source):
            yield Point(what, "bien")
        else:
            yield Point(what, "manque", cure)


def _rules(answers: Answers) -> list[Mapping[str, Any]] | None:
    """The rules on `main`, whether a ruleset or the older protection of branches makes them."""
    rules = answers.get("rules")
    if old := answers.get("protection"):
        reviews = old.get("required_pull_request_reviews") or {}
        parameters = {
            "require_code_owner_review": reviews.get("require_code_owner_reviews"),
            "dismiss_stale_reviews_on_push": reviews.get("dismiss_stale_reviews"),
            "required_approving_review_count": reviews.get("required_approving_review_count"),
        }
        contexts = (old.get("required_status_checks") or {}).get("contexts") or []
        checks = {"required_status_checks": [{"context": context} for context in contexts]}
        rules = [
            *(rules or []),
            *([{"type": "pull_request", "parameters": parameters}] * bool(reviews)),
            {"type": "required_status_checks", "parameters": checks},
            *([{"type": "non_fast_forward"}] * (not _enabled(old, "allow_force_pushes"))),
            *([{"type": "deletion"}] * (not _enabled(old, "allow_deletions"))),
        ]
    return rules


def _enabled(old: Mapping[str, Any], name: str) -> bool:
    return bool((old.get(name) or {}).get("enabled"))


_Setting = tuple[str, str, Callable[[Any], bool], str]


def _settings(project: Path) -> Iterator[_Setting]:
    """What is looked at, which answer has it, whether it is as it should be, where it is set."""
    labels, checks = labels_of(project), required_checks(project)
    yield (
        "Les tickets sont ouverts",
        "repository",
        lambda answer: bool(answer.get("has_issues")),
        "Settings › General › Features : cochez « Issues ». Les formulaires en sont.",
    )
    yield (
        "La branche par défaut est « main »",
        "repository",
        lambda answer: answer.get("default_branch") == "main",
        "Settings › General › Default branch : « main », que nomment les workflows.",
    )
    yield (
        "Pages prend sa source de « GitHub Actions »",
        "pages",
        lambda answer: answer.get("build_type") == "workflow",
        "Settings › Pages › Source : « GitHub Actions ».",
    )
    yield (
        f"Étiquette{'s' if len(labels) > 1 else ''} des tickets : {', '.join(labels)}",
        "labels",
        lambda answer: set(labels) <= {label.get("name") for label in answer},
        f"Issues › Labels : créez {_quoted(labels)}. Sans cela, les tickets ne sont pas lus.",
    )
    yield (
        "Les workflows n'ont que la lecture par défaut",
        "actions",
        lambda answer: answer.get("default_workflow_permissions") == "read",
        "Settings › Actions › General › Workflow permissions : « Read repository contents ».",
    )
    yield (
        "Les workflows ouvrent des demandes de fusion",
        "actions",
        lambda answer: answer.get("can_approve_pull_request_reviews") is True,
        "Au même endroit : « Allow GitHub Actions to create and approve pull requests ».",
    )
    yield from _branch(checks)
    yield (
        "Les failles se signalent en privé",
        "reporting",
        lambda answer: answer.get("enabled") is True,
        "Settings › Advanced Security : « Private vulnerability reporting », où renvoie SECURITY.md.",
    )
    yield (
        "Seule « main » publie",
        "environments",
        _only_main_deploys,
        "Settings › Environments › github-pages : « Deployment branches », « main » seulement.",
    )
    yield (
        "Aucun secret",
        "secrets",
        lambda answer: not answer.get("secrets"),
        "Settings › Secrets and variables › Actions : le projet n'en lit aucun ; retirez-les.",
    )


def _branch(checks: Sequence[str]) -> Iterator[_Setting]:
    where = "Settings › Rules › Rulesets, sur « main » : "
    yield (
        "« main » demande une relecture",
        "rules",
        lambda rules: (_parameter(rules, "pull_request", "required_approving_review_count") or 0) >= 1,
        f"{where}« Require a pull request before merging », une approbation.",
    )
    yield (
        "Une approbation tombe quand la proposition change",
        "rules",
        lambda rules: bool(_parameter(rules, "pull_request", "dismiss_stale_reviews_on_push")),
        f"{where}« Dismiss stale pull request approvals when new commits are pushed ».",
    )
    yield (
        "Les équipes des régions relisent",
        "rules",
        lambda rules: bool(_parameter(rules, "pull_request", "require_code_owner_review")),
        f"{where}« Require review from Code Owners ».",
    )
    yield (
        f"Vérifications exigées : {', '.join(checks)}",
        "rules",
        lambda rules: set(checks) <= _required(rules),
        f"{where}« Require status checks to pass », puis {_quoted(checks)}.",
    )
    for kind, what, name in (
        ("non_fast_forward", "L'histoire de « main » ne se réécrit pas", "Block force pushes"),
        ("deletion", "« main » ne se supprime pas", "Restrict deletions"),
    ):
        yield what, "rules", partial(_has_rule, kind), f"{where}« {name} »."


def _has_rule(kind: str, rules: Sequence[Mapping[str, Any]]) -> bool:
    return any(rule.get("type") == kind for rule in rules)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"« {name} »" for name in names)


def _parameter(rules: Sequence[Mapping[str, Any]], kind: str, name: str) -> Any:
    """The strictest value of a parameter in all the rules of a kind."""
    values = [(rule.get("parameters") or {}).get(name) for rule in rules if rule.get("type") == kind]
    return max((value for value in values if value is not None), default=None)


def _required(rules: Sequence[Mapping[str, Any]]) -> set[str]:
    found = (rule.get("parameters") or {} for rule in rules if rule.get("type") == "required_status_checks")
    return {str(check.get("context")) for one in found for check in one.get("required_status_checks") or []}


def _only_main_deploys(answer: Mapping[str, Any]) -> bool:
    pages = [one for one in answer.get("environments") or [] if one.get("name") == "github-pages"]
    return any(one.get("deployment_branch_policy") for one in pages)


def labels_of(project: Path) -> list[str]:
    """The labels that the issue forms set."""
    found: dict[str, None] = {}
    for path in sorted((project / ".github" / "ISSUE_TEMPLATE").glob("*.yml")):
        found |= dict.fromkeys(str(label) for label in _yaml(path).get("labels") or [])
    return list(found) or ["fiche"]


def required_checks(project: Path) -> list[str]:
    """The jobs that look at every pull request, by the name that GitHub gives to their checks."""
    names = []
    for path in sorted((project / ".github" / "workflows").glob("*.yml")):
        workflow = _yaml(path)
        if "pull_request" in (workflow.get("on") or {}):
            names += [str(job.get("name") or key) for key, job in (workflow.get("jobs") or {}).items()]
    return names or ["catalogue", "tests"]


def _yaml(path: Path) -> Mapping[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # it makes texts only
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return data if isinstance(data, dict) else {}
