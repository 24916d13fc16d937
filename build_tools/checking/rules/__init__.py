"""What a schema cannot say: references, coherence, texts, and the catalogue as a whole."""

from build_tools.checking.rules.record import RULES, Context, Rule, long_excerpts
from build_tools.checking.rules.registry import FAMILIES, RULES_BY_CODE, RuleInfo

__all__ = ["FAMILIES", "RULES", "RULES_BY_CODE", "Context", "Rule", "RuleInfo", "long_excerpts"]
