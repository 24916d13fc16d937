"""Templates: typography of their own text and of values, escaping, nothing undefined in silence, filters."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from build_tools.site.templating import environment, exact
from build_tools.text.typography import long_date, plural

NARROW, NO_BREAK = "\u202f", "\u00a0"


def _render(source: str, **values: object) -> str:
    return environment().from_string(source).render(**values)


def test_the_text_of_a_template_gets_no_break_spaces_and_apostrophes() -> None:
    assert _render("<p>L'eau : où ? « Là »</p>") == (f"<p>L’eau{NO_BREAK}: où{NARROW}? «{NO_BREAK}Là{NO_BREAK}»</p>")


def test_code_and_tags_of_a_template_are_left_alone() -> None:
    source = (
        """<a title="l'eau : x" href="a?b=c ;d">{{ "b" if a else 'c' }}</a>{% if a %}{# n'a : rien #}oui{% endif %}"""
    )
    assert _render(source, a=True) == """<a title="l'eau : x" href="a?b=c ;d">b</a>oui"""


def test_values_get_french_typography() -> None:
    assert _render("{{ x }}", x="L'eau : où ?") == f"L’eau{NO_BREAK}: où{NARROW}?"


def test_exact_values_keep_their_plain_spaces_and_are_still_escaped() -> None:
    assert _render("{{ x | exact }}", x="a : 'b' <c>") == "a : &#39;b&#39; &lt;c&gt;"
    assert str(exact("d'eau : 1")) == "d&#39;eau : 1"


@pytest.mark.parametrize(
    "place", ["<p>{{ x }}</p>", '<p title="{{ x }}"></p>', "{{ x | exact }}", "{{ [x] | join(', ') }}"]
)
def test_values_are_escaped_wherever_they_stand(place: str) -> None:
    html = _render(place, x='"><script>alert(1)</script>')
    assert "<script>" not in html
    assert '"><s' not in html
    assert "&lt;script&gt;" in html


def test_a_value_is_never_run_as_a_template() -> None:
    assert _render("{{ x }}", x="{{ 7*7 }}{% if %}") == "{{ 7*7 }}{% if %}"


def test_a_text_between_quotes_is_a_value_like_another() -> None:
    assert _render("""{{ "L'eau : où ?" }}""") == f"L’eau{NO_BREAK}: où{NARROW}?"


def test_functions_and_macros_are_called_with_their_names_and_give_safe_html() -> None:
    source = "{% macro m(a, b='x') %}<b>{{ a }}{{ b }}</b>{% endmacro %}{{ m('<', b='&') }}{{ f(1, two=2) }}"
    assert _render(source, f=lambda one, two: f"<{one}{two}>") == "<b>&lt;&amp;</b>&lt;12&gt;"


def test_nothing_is_written_for_an_unmet_condition_without_else() -> None:
    assert _render("a{{ 'b' if no }}c", no=False) == "ac"


def test_calling_what_is_undefined_stops_the_page() -> None:
    with pytest.raises(UndefinedError):
        _render("{{ inconnue(1) }}")


def test_an_undefined_name_stops_the_page() -> None:
    with pytest.raises(UndefinedError):
        _render("{{ inconnu }}")


def test_an_undefined_attribute_stops_the_page() -> None:
    with pytest.raises(UndefinedError):
        _render("{{ x.inconnu }}", x=object())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-21", f"21 novembre{NO_BREAK}2026"),
        ("2026-03-01", f"1er mars{NO_BREAK}2026"),
        ("2020-01", f"janvier{NO_BREAK}2020"),
        ("2019", "2019"),
    ],
)
def test_dates_are_written_out_with_the_precision_that_they_have(value: str, expected: str) -> None:
    assert long_date(value).replace(f"21{NO_BREAK}", "21 ").replace(f"1er{NO_BREAK}", "1er ") == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 module"), (1, "1 module"), (2, "2 modules"), (1500, f"1{NARROW}500 modules")]
)
def test_french_counts_zero_and_one_in_the_singular(count: int, expected: str) -> None:
    assert plural(count, "module") == expected.replace(" ", NO_BREAK)


def test_a_plural_of_its_own_may_be_given() -> None:
    assert plural(3, "autre secteur", "autres secteurs") == f"3{NO_BREAK}autres secteurs"
