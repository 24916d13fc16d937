"""What a schema cannot say: texts, references, coherence, dates, and the catalogue as a whole.

A rule is a small generator of findings, in the folder of its family beside the file that says the rest of it (see
`rulebook.py`). There are three kinds, by what they look at: one text, one record, everything.
"""

from build_tools.checking.rules.catalogue.duplicates import check_duplicates
from build_tools.checking.rules.coherence.codes import check_codes
from build_tools.checking.rules.coherence.dates import DATE_RULES
from build_tools.checking.rules.coherence.facts import COHERENCE_RULES
from build_tools.checking.rules.coherence.figures import check_figures
from build_tools.checking.rules.coherence.proposed_terms import check_proposed_terms
from build_tools.checking.rules.coherence.referentiels import check_referentiel
from build_tools.checking.rules.coherence.registrations import (
    check_blocks,
    check_chains,
    check_one_owner,
    check_registrations,
)
from build_tools.checking.rules.coherence.transmissions import TRANSMISSION_RULES, check_integration_codes
from build_tools.checking.rules.context import CatalogueRule, RecordRule
from build_tools.checking.rules.donnee.personal_data import PERSONAL_DATA_RULES
from build_tools.checking.rules.fichier.permanence import check_replaced, check_replaced_once
from build_tools.checking.rules.lien.links import LINK_RULES
from build_tools.checking.rules.reference.readings import check_readings
from build_tools.checking.rules.reference.references import (
    REFERENCE_RULES,
    check_demarche_region,
    check_prerequisite_loops,
)
from build_tools.checking.rules.text import TextRule
from build_tools.checking.rules.texte.fillers import FILLER_RULES
from build_tools.checking.rules.texte.signs import SIGN_RULES
from build_tools.checking.rules.texte.summaries import check_subject
from build_tools.checking.rules.texte.writing import OFFICIAL_WRITING_RULES, WRITING_RULES

# Official texts are copied as they are: the rules on style do not apply to them.
OFFICIAL_TEXT_RULES: tuple[TextRule, ...] = (*SIGN_RULES, *OFFICIAL_WRITING_RULES, *PERSONAL_DATA_RULES, *LINK_RULES)
TEXT_RULES: tuple[TextRule, ...] = (*SIGN_RULES, *WRITING_RULES, *FILLER_RULES, *PERSONAL_DATA_RULES, *LINK_RULES)
RECORD_RULES: tuple[RecordRule, ...] = (
    *REFERENCE_RULES,
    check_replaced,
    *COHERENCE_RULES,
    *DATE_RULES,
    *TRANSMISSION_RULES,
    check_subject,
    check_codes,
    check_registrations,
    check_referentiel,
    check_figures,
)
CATALOGUE_RULES: tuple[CatalogueRule, ...] = (
    check_prerequisite_loops,
    check_integration_codes,
    check_blocks,
    check_chains,
    check_one_owner,
    check_demarche_region,
    check_replaced_once,
    check_duplicates,
    check_readings,
    check_proposed_terms,
)
