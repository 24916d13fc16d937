"""What a summary is about: the module, for the person who reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules import patterns as p
from build_tools.checking.rules.context import Context
from build_tools.model import Module
from build_tools.model.base import SourcedRecord

_ON_ITS_SOURCE = re.compile(p.ON_ITS_SOURCE)


def check_subject(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A summary says what one learns and for whom: what a source says or leaves out stands in `precisions`."""
    if isinstance(record, Module) and (cited := _ON_ITS_SOURCE.search(record.resume)):
        yield finding(("resume",), "resume-source", name="resume", found=cited[0])
