"""`catalogue links`: what an address answers, what is remembered, what is told, against a site on this machine."""

import datetime
import json

import pytest

from build_tools.upkeep.link_memory import (
    FailingLink,
    LinkException,
    LinkFileError,
    read_exceptions,
    read_memory,
    updated_memory,
    verdict_of,
    write_memory,
)
from build_tools.upkeep.links import Outcome, addresses, visit, visit_all
from build_tools.web import as_asked
from tests.conftest import TODAY, catalogue_command
from tests.upkeep.web import web

pytestmark = pytest.mark.slow


ADDRESS = "https://exemple.fr/guide"
FAILED = Outcome(ADDRESS, "failed", "réponse 404")
REFUSED = Outcome(ADDRESS, "uncertain", "réponse 403")
ANSWERED = Outcome(ADDRESS, "ok")
WEEK = datetime.timedelta(days=7)


@pytest.fixture(scope="module")
def site():
    with web() as address:
        yield address


def anywhere(_):
    return True


# What an address answers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "state", "reason"),
    [
        ("200", "ok", ""),
        ("vers/200", "ok", ""),
        ("404", "failed", "réponse 404"),
        ("410", "failed", "réponse 410"),
        ("500", "failed", "réponse 500"),
        ("vers/404", "failed", "réponse 404"),
        ("temoin", "ok", ""),
        ("vers/temoin", "ok", ""),
        ("boucle", "failed", "réponse 302"),
        ("401", "uncertain", "réponse 401"),
        ("403", "uncertain", "réponse 403"),
        ("429", "uncertain", "réponse 429"),
        ("faux", "failed", "connexion impossible"),
    ],
)
def test_an_address_is_well_uncertain_or_failed(site, page, state, reason):
    assert visit(f"{site}/{page}", is_allowed=anywhere) == Outcome(f"{site}/{page}", state, reason)


@pytest.mark.parametrize("page", ["étude.pdf", "a?q=été&b=%C3%A9", "200#échéance", "l’offre/«x»", "a[1]/{b}|c^"])
def test_an_address_with_any_letters_is_visited(site, page):
    assert visit(f"{site}/{page}", is_allowed=anywhere) == Outcome(f"{site}/{page}", "ok")


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://exemple.fr/é?q=à#ç", "https://exemple.fr/%C3%A9?q=%C3%A0#ç"),
        ("https://exemple.fr/a%20b+c?d=%2F&e", "https://exemple.fr/a%20b+c?d=%2F&e"),
        ("https://région.fr:8443/a;b=(c)'!*~", "https://région.fr:8443/a;b=(c)'!*~"),
    ],
)
def test_an_address_is_asked_in_ascii_and_stays_the_same_otherwise(address, asked):
    assert as_asked(address) == asked
    assert as_asked(asked) == asked


def test_a_site_that_never_answers_fails(site):
    assert visit(f"{site}/muet", timeout_s=0.3, is_allowed=anywhere).reason == "pas de réponse"


def test_a_site_that_does_not_exist_fails():
    assert visit("http://catalogue.invalid/").reason in ("site inconnu", "connexion impossible")
    assert visit("http://127.0.0.1:1/", is_allowed=anywhere).reason == "connexion impossible"


def test_a_private_host_is_not_visited(site):
    assert visit(f"{site}/200").reason == "« 127.0.0.1 » n'est pas un site public"


def test_all_addresses_are_visited(site):
    wanted = [f"{site}/{page}" for page in ("200", "404", "403")]
    assert [outcome.state for outcome in visit_all(wanted, pause_s=0, is_allowed=anywhere)] == [
        "ok",
        "failed",
        "uncertain",
    ]


def test_addresses_come_with_the_files_that_cite_them(real_catalogue):
    cited = addresses(real_catalogue)
    assert all(address.startswith("https://") for address in cited)
    assert {path.suffix for paths in cited.values() for path in paths} == {".yml"}
    documents = [d.adresse for d in real_catalogue.vocabularies.documents.values() if d.adresse]
    assert set(documents) <= set(cited)


# What is remembered --------------------------------------------------------------------------------------------------


def after(*outcomes):
    """The memory after a run each week."""
    memory = {}
    for week, outcome in enumerate(outcomes):
        memory = updated_memory(memory, [outcome], TODAY + week * WEEK)
    return memory


def test_failures_in_a_row_are_counted_from_the_first():
    assert after(FAILED, FAILED) == {ADDRESS: FailingLink(2, "2026-11-21", "réponse 404")}


def test_an_answer_wipes_the_slate():
    assert after(FAILED, FAILED, ANSWERED) == {}
    assert after(FAILED, ANSWERED, FAILED)[ADDRESS].echecs == 1


def test_a_refusal_neither_adds_nor_wipes():
    assert after(FAILED, REFUSED) == after(FAILED)
    assert after(REFUSED, REFUSED) == {}


def test_an_address_that_nobody_cites_any_more_is_forgotten():
    assert updated_memory(after(FAILED), [], TODAY) == {}


def test_the_memory_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "liens.json"
    assert read_memory(path) == {}
    write_memory(path, after(FAILED, FAILED))
    assert read_memory(path) == after(FAILED, FAILED)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"a": 1}',
        '{"a": {}}',
        '{"a": {"echecs": "x", "depuis": "", "raison": ""}}',
        '{"a": {"echecs": 3, "depuis": "hier", "raison": ""}}',
        '{"a": {"echecs": 3, "depuis": null, "raison": ""}}',
        '{"a": {"echecs": 3, "depuis": "2026-11-30", "raison": 5}}',
        '{"a": {"echecs": true, "depuis": "2026-11-30", "raison": ""}}',
    ],
)
def test_a_file_that_is_no_memory_is_refused(tmp_path, content):
    path = tmp_path / "liens.json"
    path.write_text(content)
    with pytest.raises(LinkFileError, match="mémoire"):
        read_memory(path)


# What is told --------------------------------------------------------------------------------------------------------


def verdict(outcomes, exceptions=()):
    return verdict_of([outcomes[-1]], after(*outcomes), exceptions, TODAY)


def test_an_address_is_told_after_three_failures_in_a_row():
    assert not verdict([FAILED, FAILED]).anything
    assert list(verdict([FAILED, FAILED, FAILED]).broken) == [ADDRESS]


def test_a_refusal_is_shown_and_asks_for_nothing():
    found = verdict([REFUSED])
    assert (found.uncertain, found.anything) == ((REFUSED,), False)


def exception(days):
    return LinkException(ADDRESS, "site en travaux", TODAY + datetime.timedelta(days=days))


def test_an_exception_excuses_until_its_day_and_then_must_go():
    failing = [FAILED] * 3
    assert not verdict(failing, [exception(0)]).anything
    found = verdict(failing, [exception(-1)])
    assert list(found.broken) == [ADDRESS]
    assert [why for _, why in found.exceptions] == ["elle a pris fin le 2026-11-20"]


@pytest.mark.parametrize(
    ("outcome", "days", "why"),
    [
        (FAILED, 400, "elle doit finir dans l'année"),
        (ANSWERED, 30, "l'adresse répond"),
        (Outcome("https://exemple.fr/autre", "ok"), 30, "plus aucune fiche ne cite cette adresse"),
    ],
)
def test_an_exception_that_is_endless_or_no_longer_needed_must_go(outcome, days, why):
    assert verdict([outcome], [exception(days)]).exceptions == ((exception(days), why),)


def test_exceptions_are_read_from_a_file(tmp_path):
    path = tmp_path / "exceptions.yml"
    path.write_text(f"exceptions:\n  - adresse: {ADDRESS}\n    motif: site en travaux\n    jusqu_au: 2026-12-21\n")
    assert read_exceptions(path) == (exception(30),)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "exceptions:\n  - adresse: x\n",
        "exceptions:\n  - {adresse: x, motif: y, jusqu_au: bientôt}\n",
        "exceptions: [1]\n",
        "exceptions: 'oui\n",
    ],
)
def test_a_bad_file_of_exceptions_is_refused(tmp_path, content):
    path = tmp_path / "exceptions.yml"
    path.write_text(content)
    with pytest.raises(LinkFileError, match=r"exceptions\.yml"):
        read_exceptions(path)


# The command ---------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_the_command_tells_an_address_only_the_third_time(catalogue_copy, site):
    path = catalogue_copy.parent / "liens.json"
    # A proxy without a way out: every address fails, and nothing leaves this machine.
    no_way_out = dict.fromkeys(("https_proxy", "HTTPS_PROXY"), site) | {"no_proxy": "", "NO_PROXY": ""}
    said = ("links", "--memory", path)
    # In processes of their own, which read the proxy when they begin.
    runs = [catalogue_command(*said, cwd=catalogue_copy.parent, env=no_way_out, prefix=("env",)) for _ in range(3)]
    assert [run.returncode for run in runs] == [0, 0, 1]
    assert "- [ ] " not in runs[1].stdout
    assert "connexion impossible, 3\u00a0échecs depuis le" in runs[2].stdout
    assert "vocabulaires/documents/annexe-2.yml" in runs[2].stdout
    assert {entry["echecs"] for entry in json.loads(path.read_text()).values()} == {3}


@pytest.mark.parametrize("place", ["dossier", "absent/liens.json"])
def test_the_command_visits_nothing_whose_failures_it_could_not_remember(catalogue_copy, place):
    (catalogue_copy.parent / "dossier").mkdir()
    done = catalogue_command("links", "--memory", place, cwd=catalogue_copy.parent)
    assert (done.returncode, done.stdout) == (2, "")


def test_the_command_refuses_a_spoilt_memory(catalogue_copy):
    path = catalogue_copy.parent / "liens.json"
    path.write_text("{")
    done = catalogue_command("links", "--memory", path, cwd=catalogue_copy.parent)
    assert done.returncode == 2
    assert "mémoire des liens" in done.stderr
