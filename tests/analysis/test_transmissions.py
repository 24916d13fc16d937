"""The log: one line for each sending, newest first, and how many modules got how far."""

from __future__ import annotations

from build_tools.analysis.transmissions import transmission_log, whole_log

HOME_CARE = "tp-assistant-de-vie-aux-familles"
OTHER = "tp-agent-de-service-medico-social"
BOTH = [{"certification": HOME_CARE}, {"certification": OTHER}]


def _sent(day, **fields):
    return {"destinataire": "DGEFP", "type": "dgefp", "le": day, **fields}


def test_modules_sent_together_are_one_sending_and_the_newest_comes_first(make):
    log = transmission_log(
        [
            make("a", transmissions=[_sent("2026-01-15"), _sent("2026-03-01")]),
            make("b", transmissions=[_sent("2026-01-15")]),
        ]
    )
    assert [(s.transmission.le.isoformat(), [m.id for m in s.modules]) for s in log.sendings] == [
        ("2026-03-01", ["a"]),
        ("2026-01-15", ["a", "b"]),
    ]


def test_modules_are_counted_once_at_each_step(make):
    taken_up = {"certification": HOME_CARE, "code": "RNCP37715", "sources": [{"document": "guide-8"}]}
    log = transmission_log(
        [
            make("sent", transmissions=[_sent("2026-01-15"), _sent("2026-03-01")]),
            make("answered", transmissions=[_sent("2026-01-15", reponse="Bien reçu.")]),
            make("decided", transmissions=[_sent("2026-01-15", decision="retenue")], integrations=[taken_up]),
            make("silent"),
        ]
    )
    assert (log.sent, log.answered, log.decided, log.integrated) == (3, 2, 1, 1)


def test_a_sending_without_a_certification_is_about_all_that_the_module_completes(make):
    named = make("named", certifications=BOTH, transmissions=[_sent("2026-01-15", certification=OTHER)])
    unnamed = make("unnamed", certifications=BOTH, transmissions=[_sent("2026-01-15")])
    assert transmission_log([named, unnamed], HOME_CARE).sent == 1
    assert transmission_log([named, unnamed], OTHER).sent == 2


def test_the_real_log_is_empty_and_says_nothing_that_no_source_says(real_catalogue):
    log = whole_log(real_catalogue)
    assert (log.sendings, log.taken_up) == ((), ())
