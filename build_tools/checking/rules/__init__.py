"""What a schema cannot say: texts, references, coherence, dates, and the catalogue as a whole.

A rule is a small generator of findings, in the folder of its family beside the file that says the rest of it (see
`rulebook.py`). There are three kinds, by what they look at: one text, one record, everything.
"""

from build_tools.checking.rules.catalogue.duplicates import check_duplicates
from build_tools.checking.rules.coherence.dates import DATE_RULES, impossible_date
from build_tools.checking.rules.coherence.facts import COHERENCE_RULES, long_excerpt
from build_tools.checking.rules.coherence.transmissions import TRANSMISSION_RULES, check_integration_codes
from build_tools.checking.rules.context import CatalogueRule, Context, RecordRule, RuleContext, parts_of
from build_tools.checking.rules.donnee.personal_data import PERSONAL_DATA_RULES
from build_tools.checking.rules.fichier.permanence import (
    check_replaced,
    check_replaced_once,
    check_withdrawals,
    never_published,
    reused,
    vanished,
)
from build_tools.checking.rules.lien.links import LINK_RULES
from build_tools.checking.rules.reference.references import REFERENCE_RULES, check_prerequisite_loops
from build_tools.checking.rules.text import TextRule, check_texts
from build_tools.checking.rules.texte.saying import SAYING_RULES
from build_tools.checking.rules.texte.signs import SIGN_RULES
from build_tools.checking.rules.texte.writing import WRITING_RULES

TEXT_RULES: tuple[TextRule, ...] = (*SIGN_RULES, *WRITING_RULES, *SAYING_RULES, *PERSONAL_DATA_RULES, *LINK_RULES)
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
    "RECORD_RULES",
    "TEXT_RULES",
    "Context",
    "RuleContext",
    "check_texts",
    "check_withdrawals",
    "impossible_date",
    "long_excerpt",
    "never_published",
    "parts_of",
    "reused",
    "vanished",
]
