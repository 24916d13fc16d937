"""What a schema cannot say: texts, references, coherence, dates, and the catalogue as a whole.

A rule is a small generator of findings. Its code stands in `registry.py`, its words in `build_tools/messages.py`,
its manual page in `checking/manual/`. There are three kinds, by what they look at: one text, one record, everything.
"""

from build_tools.checking.rules.coherence import COHERENCE_RULES, long_excerpt
from build_tools.checking.rules.context import CatalogueRule, Context, RecordRule, parts_of
from build_tools.checking.rules.dates import DATE_RULES, impossible_date
from build_tools.checking.rules.duplicates import check_duplicates
from build_tools.checking.rules.links import LINK_RULES
from build_tools.checking.rules.permanence import (
    check_replaced,
    check_replaced_once,
    check_withdrawals,
    never_published,
    reused,
    vanished,
)
from build_tools.checking.rules.personal_data import PERSONAL_DATA_RULES
from build_tools.checking.rules.references import REFERENCE_RULES, check_prerequisite_loops
from build_tools.checking.rules.registry import FAMILIES, RULES_BY_CODE, RuleInfo
from build_tools.checking.rules.text import TextRule, check_texts
from build_tools.checking.rules.transmissions import TRANSMISSION_RULES, check_integration_codes
from build_tools.checking.rules.writing import WRITING_RULES

TEXT_RULES: tuple[TextRule, ...] = (*WRITING_RULES, *PERSONAL_DATA_RULES, *LINK_RULES)
RECORD_RULES: tuple[RecordRule, ...] = (
    *REFERENCE_RULES,
    check_replaced,
    *COHERENCE_RULES,
    *DATE_RULES,
    *TRANSMISSION_RULES,
)
CATALOGUE_RULES: tuple[CatalogueRule, ...] = (
    check_prerequisite_loops,
    check_integration_codes,
    check_replaced_once,
    check_duplicates,
)

__all__ = [
    "CATALOGUE_RULES",
    "FAMILIES",
    "RECORD_RULES",
    "RULES_BY_CODE",
    "TEXT_RULES",
    "Context",
    "RuleInfo",
    "check_texts",
    "check_withdrawals",
    "impossible_date",
    "long_excerpt",
    "never_published",
    "parts_of",
    "reused",
    "vanished",
]
