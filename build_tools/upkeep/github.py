"""The few things that workflows ask of GitHub's REST API: one comment, ticket, request or tag, kept as it should be.

Where it is and who asks come from the variables that GitHub Actions sets: GITHUB_API_URL, GITHUB_REPOSITORY, and
GITHUB_TOKEN, which a step must be given. On a laptop the same variables do.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from build_tools.contributing.markdown import harmless
from build_tools.errors import UsageError

_TIMEOUT_S = 30
_PER_PAGE = 100
_PAGES_MAX = 50
# Each costs a question: with more open proposals than that, the oldest are not looked at.
_OTHERS_MAX = 50
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_MARKER = re.compile(r"<!-- [a-z-]+ -->")


class GitHubError(UsageError):
    """GitHub does not do what is asked; the message is for the user."""


class NotOnGitHubError(GitHubError):
    """What is asked for is not there, or the token may not see it."""


@dataclass(frozen=True)
class GitHub:
    """A repository on GitHub. Every method raises GitHubError."""

    api: str
    repository: str
    token: str

    @classmethod
    def from_environment(cls) -> GitHub:
        """The one that the environment names."""
        api = (os.environ.get("GITHUB_API_URL") or "https://api.github.com").rstrip("/")
        repository, token = os.environ.get("GITHUB_REPOSITORY", ""), os.environ.get("GITHUB_TOKEN", "")
        if not _REPOSITORY.fullmatch(repository) or not token:
            raise GitHubError("GITHUB_REPOSITORY (propriétaire/dépôt) et GITHUB_TOKEN sont nécessaires.")
        return cls(api, repository, token)

    def comment(self, number: int, text: str, marker: str, *, ours: bool = False) -> str:
        """Comment a ticket or pull request, in the place of the comment there with the same marker.

        The text begins with its marker. Its author may be anybody, unless it is `ours`. Returns the address.
        """
        body = {"body": text if ours else harmless(text)}
        for comment in self._all(f"issues/{number}/comments"):
            if _is_ours(comment) and str(comment["body"]).startswith(marker):
                return str(self._call("PATCH", f"issues/comments/{int(comment['id'])}", body)["html_url"])
        return str(self._call("POST", f"issues/{number}/comments", body)["html_url"])

    def ticket(self, title: str, text: str, *, needed: bool) -> str:
        """Keep one open ticket of this title with this text; close it when it is no longer `needed`.

        Returns its address, empty if there is none and none is needed.
        """
        body: dict[str, Any] = {"body": harmless(text)}
        for issue in self._all("issues", state="open"):
            if _is_ours(issue) and issue["title"] == title and "pull_request" not in issue:
                change = body if needed else {**body, "state": "closed"}
                return str(self._call("PATCH", f"issues/{int(issue['number'])}", change)["html_url"])
        return str(self._call("POST", "issues", {**body, "title": title})["html_url"]) if needed else ""

    def request(self, branch: str, base: str, title: str, text: str) -> str:
        """Keep one open pull request from a branch of the repository, with our own words. Returns its address."""
        owner = self.repository.partition("/")[0]
        body = {"title": title, "body": text}
        for request in self._all("pulls", state="open", head=f"{owner}:{branch}"):
            return str(self._call("PATCH", f"pulls/{int(request['number'])}", body)["html_url"])
        return str(self._call("POST", "pulls", {**body, "head": branch, "base": base})["html_url"])

    def reported_request(self, branch: str, base: str, title: str, report: str) -> str:
        """Keep one open pull request from a branch that a workflow makes again; returns its address.

        The report, whose author may be anybody, begins with its marker. That of a later run is a comment: what people
        have written in the text of the request stays.
        """
        marker, owner = marker_of(report), self.repository.partition("/")[0]
        for request in self._all("pulls", state="open", head=f"{owner}:{branch}"):
            self.comment(int(request["number"]), report, marker)
            return str(request["html_url"])
        body = {"title": title, "body": harmless(report), "head": branch, "base": base}
        return str(self._call("POST", "pulls", body)["html_url"])

    def pull_request_of(self, event: Mapping[str, Any]) -> int | None:
        """The open pull request whose last commit a finished workflow looked at; None once it has moved on.

        `event` is GitHub's own account of that run, never what the run itself says.
        """
        try:
            run = event["workflow_run"]
            head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
            commit = run["head_sha"]
        except (KeyError, TypeError):
            raise GitHubError("l'événement n'est pas la fin d'un travail (workflow_run).") from None
        for request in self._all("pulls", state="open", head=head):
            if request["head"]["sha"] == commit:
                return int(request["number"])
        return None

    def files_of(self, number: int) -> list[Mapping[str, Any]]:
        """The files that a pull request changes, with their patches; GitHub lists 3,000 files at most."""
        return list(self._all(f"pulls/{number}/files"))

    def other_requests(self, number: int) -> Iterator[int]:
        """The numbers of the other open pull requests, the newest first, as many as may be asked about."""
        newest = self._call("GET", f"pulls?{urlencode({'state': 'open', 'per_page': _PER_PAGE, 'page': 1})}")
        found = (int(request["number"]) for request in newest)
        return islice((other for other in found if other != number), _OTHERS_MAX)

    def tag(self, name: str, commit: str) -> None:
        """Name a commit."""
        self._call("POST", "git/refs", {"ref": f"refs/tags/{name}", "sha": commit})

    def has_release(self, name: str) -> bool:
        """Whether the files of a named release are published."""
        try:
            self._call("GET", f"releases/tags/{name}")
        except NotOnGitHubError:
            return False
        return True

    def _all(self, path: str, **query: str) -> Iterator[Any]:
        for page in range(1, _PAGES_MAX + 1):
            asked = urlencode({**query, "per_page": _PER_PAGE, "page": page})
            found = self._call("GET", f"{path}?{asked}")
            yield from found
            if len(found) < _PER_PAGE:
                return

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        try:
            return self._answer(method, path, body)
        except urllib.error.HTTPError as error:
            error.close()
            kind = NotOnGitHubError if error.code == http.HTTPStatus.NOT_FOUND else GitHubError
            raise kind(f"GitHub répond {error.code} à {method} {path.partition('?')[0]}.") from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise GitHubError("GitHub ne répond pas comme prévu.") from error

    def _answer(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        request = urllib.request.Request(  # noqa: S310  # an address of the environment's
            f"{self.api}/repos/{self.repository}/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Accept": "application/vnd.github+json",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310
            return json.load(answer)


def paths_in(files: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The path of each file of a pull request, and its former one."""
    for file in files:
        yield from filter(None, (str(file["filename"]), str(file.get("previous_filename") or "")))


def marker_of(text: str) -> str:
    """The invisible marker by which a comment is found again: `<!-- name -->`. Raises GitHubError."""
    found = _MARKER.match(text)
    if not found:
        raise GitHubError("le texte ne commence pas par son repère (« <!-- nom --> »).")
    return found[0]


def _is_ours(item: Mapping[str, Any]) -> bool:
    """Whether a workflow wrote it: people may copy a marker or a title."""
    return bool((item.get("user") or {}).get("type") == "Bot")
