"""How long a module lasts, whichever way its source says it."""

import pytest
from pydantic import ValidationError

from build_tools.model.module import Duration


@pytest.mark.parametrize(
    ("said", "shortest", "longest"),
    [
        ({"heures": 14}, 14, 14),
        ({"heures": 14, "entreprise": 70}, 84, 84),
        ({"min": 7, "max": 280}, 7, 280),
        ({"min": 7, "max": 280, "entreprise": 35}, 42, 315),
        ({"choix": [140, 70]}, 70, 140),
        ({"choix": [140, 70], "entreprise": 10}, 80, 150),
    ],
)
def test_the_shortest_and_the_longest_length(said, shortest, longest):
    duration = Duration(**said)
    assert (duration.shortest, duration.longest) == (shortest, longest)


@pytest.mark.parametrize("said", [{"heures": 0}, {"heures": 5001}, {"jours": 2}, {"choix": [70]}, {"heures": "deux"}])
def test_an_impossible_length_is_refused(said):
    with pytest.raises(ValidationError):
        Duration(**said)


def test_half_hours_are_counted_and_whole_ones_stay_whole():
    length = Duration(heures=3.5, entreprise=3.5)
    assert (length.shortest, length.longest) == (7, 7)
    assert Duration(heures=14.0).model_dump_json(exclude_unset=True) == '{"heures":14}'
    assert Duration(choix=(3.5, 7)).model_dump(mode="json", exclude_unset=True) == {"choix": [3.5, 7]}
