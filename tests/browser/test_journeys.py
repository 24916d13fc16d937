"""The list of journeys names tests that exist."""

import re
from pathlib import Path

from tests.browser.journeys import JOURNEYS


def test_every_journey_is_a_test() -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert set(re.findall(r"^def (test_\w+)", texts, re.MULTILINE)) >= JOURNEYS
