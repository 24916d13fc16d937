"""The log of what was sent to those who can change a standard, and what became of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.model import Catalogue, Module
from build_tools.model.module import Integration, Transmission


@dataclass(frozen=True)
class Sending:
    """One sending, and the modules that were part of it."""

    transmission: Transmission
    modules: tuple[Module, ...]


@dataclass(frozen=True)
class TakenUp:
    """A module that a certification's standard took up, and where."""

    module: Module
    integration: Integration


@dataclass(frozen=True)
class Log:
    """Sendings, newest first, and what was taken up, newest first; integrations without a date come last."""

    sendings: tuple[Sending, ...]
    taken_up: tuple[TakenUp, ...]

    @property
    def sent(self) -> int:
        """Modules that were sent at least once."""
        return _modules(self.sendings)

    @property
    def answered(self) -> int:
        """Modules of which a sending had an answer or a decision."""
        return _modules(s for s in self.sendings if s.transmission.reponse or s.transmission.decision)

    @property
    def decided(self) -> int:
        """Modules of which a sending had a decision."""
        return _modules(s for s in self.sendings if s.transmission.decision)

    @property
    def integrated(self) -> int:
        """Modules that at least one standard took up."""
        return len({found.module.id for found in self.taken_up})


def transmission_log(modules: Iterable[Module], certification: str = "") -> Log:
    """What the records of these modules say; only what is about one certification where it is named.

    A sending that names no certification is about all those that its modules complete. Modules sent together, by
    the same words on the same day, are one sending.
    """
    sendings: dict[Transmission, list[Module]] = {}
    taken_up: list[TakenUp] = []
    for module in modules:
        for transmission in module.transmissions:
            if not certification or transmission.certification in (None, certification):
                sendings.setdefault(transmission, []).append(module)
        taken_up += [TakenUp(module, i) for i in module.integrations if certification in ("", i.certification)]
    newest = sorted(sendings.items(), key=lambda item: item[0].le, reverse=True)
    taken_up.sort(key=lambda found: found.integration.le or datetime.date.min, reverse=True)
    return Log(tuple(Sending(sent, tuple(found)) for sent, found in newest), tuple(taken_up))


def whole_log(catalogue: Catalogue) -> Log:
    """The log of the whole catalogue."""
    return transmission_log(catalogue.modules.values())


def _modules(sendings: Iterable[Sending]) -> int:
    return len({module.id for sending in sendings for module in sending.modules})
