"""The JUnit rendering: well-formed, counted right, a failure for an error only.

No maintained package carries JUnit's (unofficial) schema, so the structure is checked by hand.
"""

import xml.etree.ElementTree as ET

from build_tools.checking.reports import render
from tests.checking.reports.problems import HOSTILE, WARNING, problem, report


def parsed(*problems):
    return ET.fromstring(render(report(*problems), "junit"))


def test_a_clean_catalogue_is_one_passing_case():
    suites = parsed()
    assert suites.attrib == {"name": "catalogue", "tests": "1", "failures": "0"}
    assert [case.attrib["name"] for case in suites.iter("testcase")] == ["lecture"]
    assert list(suites.iter("failure")) == []


def test_an_error_fails_and_a_warning_is_said():
    suites = parsed(problem(), WARNING)
    [suite] = suites
    assert (suites.tag, suite.tag) == ("testsuites", "testsuite")
    for counted in (suites, suite):
        assert (counted.attrib["tests"], counted.attrib["failures"]) == ("3", "1")
    _, error, warning = suite
    assert error.attrib == {
        "classname": "schema-terme",
        "name": "catalogue/modules/corse/cor-velo.yml:3:9",
        "time": "0",
    }
    assert [(part.tag, part.attrib) for part in error] == [
        ("failure", {"type": "schema-terme", "message": "« corce » n’est pas une région."})
    ]
    assert [part.tag for part in warning] == ["system-out"]
    assert "Relisez." in warning[0].text


def test_hostile_text_is_text():
    suites = parsed(HOSTILE)
    assert {element.tag for element in suites.iter()} == {
        "testsuites",
        "testsuite",
        "testcase",
        "system-out",
        "failure",
    }
    [failure] = suites.iter("failure")
    assert "<script>alert(1)</script> ]]> &amp;" in failure.attrib["message"]
    assert "\\x1b" in failure.text
    render(report(HOSTILE), "junit").encode()
