"""Problems for the tests of the renderings: an ordinary one, and one whose every text is hostile."""

from build_tools.checking.check import Report
from build_tools.checking.problem import Problem

HOSTILE_TEXT = (
    "\x1b[2J\x1b]8;;https://exemple.fr\x07clic\n::error file=a::b\r%0A::warning::c,d:e "
    "<script>alert(1)</script> ]]> &amp; \u202egnp.yml\u202c [lien](1) {0} {{x}} \x00\ufffe\udc80\U000e0041"
)


def problem(**fields):
    return Problem(
        **{
            "path": "catalogue/modules/corse/cor-velo.yml",
            "line": 3,
            "column": 9,
            "rule": "schema-terme",
            "severity": "error",
            "message": "« corce » n’est pas une région.",
            "hint": "",
            **fields,
        }
    )


WARNING = problem(severity="warning", rule="texte-cri", hint="Relisez.")
HOSTILE = problem(path=f"catalogue/{HOSTILE_TEXT}.yml", message=HOSTILE_TEXT, hint=HOSTILE_TEXT)


def report(*problems, records=1):
    return Report(records, problems, None)
