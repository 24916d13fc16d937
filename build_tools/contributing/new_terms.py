"""What no list of the catalogue has enters all the same: certifications with their record, other terms to be filed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.checking.rules.coherence.proposed_terms import proposed_text
from build_tools.contributing.choices import NO_CHOICES, Choices
from build_tools.contributing.new_certifications import NewCertifications, block_in, code_and_title
from build_tools.contributing.sources import is_address
from build_tools.loading.yaml_reader import Data, items_of
from build_tools.model.base import TITLE_MAX
from build_tools.text.reading.codes import read_code

# The lists that modules name terms of, and which a contributor's may lack.
_LISTS = ("themes", "secteurs", "publics")
_TERM_MIN = 3
# « G1602 », « g16 », « 1602 »: a code, good or not, is the checker's.
_ROME_LIKE = re.compile(r"[a-z]? ?[0-9]", re.IGNORECASE)


@dataclass(frozen=True)
class Unlisted:
    """A term that no list has: the field of the record that named it, and what was said.

    `record` is the id of the certification's new record, empty for what waits to be filed.
    """

    field: str
    written: str
    record: str = ""


@dataclass(frozen=True)
class Filed:
    """A module that names only what the catalogue has, and what goes with it: records by path, terms to report."""

    data: dict[str, Data]
    records: Mapping[Path, str]
    unlisted: Sequence[Unlisted]


def filed(data: Mapping[str, Data], choices: Mapping[str, Choices], certifications: NewCertifications) -> Filed:
    """The module with a place for each term that no list has. What is no name of anything stays for the checker."""
    found, unlisted = dict(data), list[Unlisted]()
    records = _certifications(found, choices.get("certifications", NO_CHOICES), certifications, unlisted)
    if _is_unlisted(found.get("demarche"), choices.get("demarches", NO_CHOICES)):
        unlisted.append(Unlisted("demarche", found.pop("demarche")))
    for field in _LISTS:
        missing = [term for term in items_of(found.get(field)) if _is_unlisted(term, choices[field])]
        if missing:
            _keep(found, field, [term for term in found[field] if term not in missing])
            unlisted += [Unlisted(field, term) for term in missing]
    waiting = [proposed_text(term.field, term.written) for term in unlisted if not term.record]
    unlisted += [Unlisted("metiers", written) for written in cite_occupations(found)]
    remarks = list(dict.fromkeys([*items_of(found.get("precisions")), *waiting]))
    if remarks != items_of(found.get("precisions")):
        found["precisions"] = remarks
    return Filed(found, records, unlisted)


def unfiled(data: Mapping[str, Data], unlisted: Sequence[Unlisted]) -> dict[str, Data]:
    """The module without the new records that go with it: a line for each, of which another door makes it again."""
    records = {term.record: term.written for term in unlisted if term.record}
    named = [(item, records.get(item.get("certification"), "")) for item in items_of(data.get("certifications"))]
    found = {
        **data,
        "precisions": [
            *items_of(data.get("precisions")),
            *(_line(item, written) for item, written in named if written),
        ],
    }
    _keep(found, "certifications", [item for item, written in named if not written])
    return found


def _line(item: Mapping[str, Data], written: str) -> str:
    """The line that proposes a certification, with the block that another cell gave."""
    block = str(item.get("bloc") or "")
    return proposed_text("certifications", written if block in ("", block_in(written)) else f"{written} ({block})")


def _certifications(
    data: dict[str, Data], choices: Choices, certifications: NewCertifications, unlisted: list[Unlisted]
) -> dict[Path, str]:
    """Settle the certifications of a module; returns the records that go with it."""
    items, records = list[dict[str, Data]](), dict[Path, str]()
    for item in _together(items_of(data.get("certifications")), choices):
        written = str(item.get("certification"))
        if not _is_unlisted(written, choices):
            items.append(item)
            continue
        known = choices.meant(code_and_title(written)[0])
        own = {key: value for key, value in item.items() if key != "certification" and value is not None}
        if known:
            block = {"bloc": block_in(written)} if block_in(written) else {}
            items.append({"certification": known, **block, **own})
            continue
        made = certifications.make(written, data)
        unlisted.append(Unlisted("certifications", written, made[0].path.stem if made else ""))
        if made:
            records[made[0].path] = made[0].text
            items.append({**made[1], **own})
    items = [item for place, item in enumerate(items) if item not in items[:place]]
    if items != items_of(data.get("certifications")):
        _keep(data, "certifications", items)
    return records


def _together(items: Sequence[Data], choices: Choices) -> Iterator[dict[str, Data]]:
    """The certifications named, a title that was cut at its commas or before its code in one piece again."""
    before: dict[str, Data] | None = None
    for item in items:
        if before and _continues(before, item, choices):
            joint = " " if read_code("certification", item["certification"]).codes else ", "
            before = {**before, "certification": f"{before['certification']}{joint}{item['certification']}"}
            continue
        if before:
            yield before
        before = item
    if before:
        yield before


def _continues(before: Mapping[str, Data], item: Mapping[str, Data], choices: Choices) -> bool:
    if before.keys() | item.keys() != {"certification"}:
        return False
    title, written = before["certification"], item["certification"]
    if not (_is_unlisted(title, choices) and _is_unlisted(written, choices)) or code_and_title(title)[0]:
        return False
    return bool(read_code("certification", written).codes) or written[0].islower()


def _keep(data: dict[str, Data], field: str, items: Sequence[Data]) -> None:
    """What is left of a list; an empty one is left out, unless every record has it."""
    data[field] = [*items]
    if not items and field != "secteurs":
        del data[field]


def cite_occupations(data: dict[str, Data]) -> list[str]:
    """Names of occupations that the ROME does not have go with the words of the source; returns them."""
    named = [written for written in items_of(data.get("metiers")) if is_name(written) and not _ROME_LIKE.match(written)]
    if named:
        _keep(data, "metiers", [written for written in data["metiers"] if written not in named])
        data["metiers_cites"] = list(dict.fromkeys([*items_of(data.get("metiers_cites")), *named]))
    return named


def _is_unlisted(written: Data, choices: Choices) -> bool:
    """Whether it names something that the list lacks."""
    return isinstance(written, str) and written not in choices.labels and is_name(written)


def is_name(written: Data) -> bool:
    """Whether it can be the name of anything, rather than a slip: letters, not too many, no address."""
    if not isinstance(written, str) or len(written) > TITLE_MAX or is_address(written) or "@" in written:
        return False
    return sum(sign.isalpha() for sign in written) >= _TERM_MIN or bool(code_and_title(written)[0])
