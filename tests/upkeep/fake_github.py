"""A GitHub on this machine: the few answers of its REST API that the project uses, kept in memory."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.local_server import address_of, serving

REPOSITORY = "organisation/catalogue"
TOKEN = "jeton"


@dataclass
class Content:
    """What the repository holds. Whatever comes with the token is written by a robot."""

    address: str = ""
    comments: dict[int, list[dict]] = field(default_factory=dict)
    issues: list[dict] = field(default_factory=list)
    pulls: list[dict] = field(default_factory=list)
    files: dict[int, list[dict]] = field(default_factory=dict)
    refs: list[dict] = field(default_factory=list)
    without_release: set[str] = field(default_factory=set)
    count: int = 0

    @property
    def environment(self) -> dict[str, str]:
        return {"GITHUB_API_URL": self.address, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": TOKEN}

    def made(self, body: dict, kind: str = "Bot") -> dict:
        self.count += 1
        known = {"id": self.count, "number": self.count, "html_url": f"{self.address}/{self.count}", "state": "open"}
        return {**known, "user": {"type": kind}, **body}


def _paged(items: list[dict], query: dict[str, list[str]]) -> list[dict]:
    size, page = int(query["per_page"][0]), int(query["page"][0])
    return items[size * (page - 1) : size * page]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        query, content = parse_qs(parts.query), self.server.content
        path = parts.path.removeprefix(f"/repos/{REPOSITORY}/")
        if found := re.fullmatch(r"issues/(\d+)/comments", path):
            self.answer(_paged(content.comments.get(int(found[1]), []), query))
        elif found := re.fullmatch(r"pulls/(\d+)/files", path):
            self.answer(_paged(content.files.get(int(found[1]), []), query))
        elif path == "issues":
            self.answer(_paged([issue for issue in content.issues if issue["state"] == query["state"][0]], query))
        elif path == "pulls":
            heads = query.get("head")
            self.answer(_paged([pull for pull in content.pulls if not heads or pull["label"] in heads], query))
        elif found := re.fullmatch(r"releases/tags/(.+)", path):
            named = {ref["ref"].removeprefix("refs/tags/") for ref in content.refs} - content.without_release
            self.answer({}, 200 if found[1] in named else 404)
        else:
            self.answer({}, 404)

    def do_POST(self):
        content, body = self.server.content, self.body()
        path = self.path.removeprefix(f"/repos/{REPOSITORY}/")
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self.answer({}, 401)
        elif found := re.fullmatch(r"issues/(\d+)/comments", path):
            content.comments.setdefault(int(found[1]), []).append(content.made(body))
            self.answer(content.comments[int(found[1])][-1], 201)
        elif path in ("issues", "git/refs"):
            kept = content.issues if path == "issues" else content.refs
            kept.append(content.made(body))
            self.answer(kept[-1], 201)
        elif path == "pulls":
            content.pulls.append(content.made({**body, "label": f"organisation:{body['head']}"}))
            self.answer(content.pulls[-1], 201)
        else:
            self.answer({}, 404)

    def do_PATCH(self):
        content, body = self.server.content, self.body()
        number = int(self.path.rpartition("/")[2])
        everything = [*content.issues, *content.pulls, *(c for comments in content.comments.values() for c in comments)]
        item = next(item for item in everything if item["id"] == number)
        item.update(body)
        self.answer(item)

    def body(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, data, status=200):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, format, *args):  # noqa: A002  # the base class's name
        """Say nothing."""


@contextmanager
def fake_github() -> Iterator[Content]:
    with serving(_Handler) as server:
        server.content = Content(address_of(server))
        yield server.content
