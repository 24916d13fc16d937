"""An issue's body as GitHub renders it from the committed form: every heading, ticked boxes, « _No response_ »."""

import yaml

from build_tools.contributing.issues.templates import FOLDER
from tests.conftest import ROOT

NO_RESPONSE = "_No response_"
GOOD = {
    "titre": "Réparer un vélo cargo",
    "region": "Normandie",
    "resume": "Apprendre à réparer les vélos cargos électriques, pour qui se forme à la mécanique du cycle.",
    "nature": "Technique",
    "sources-document": "guide-8",
    "sources-page": "31",
    "engagements": True,
}


def rendered(form="module.yml", **answers):
    """The body for these answers, by the field's id with `_` for `-`; lists tick boxes or choose in a menu."""
    answers = {key.replace("__", "-"): value for key, value in answers.items()}
    elements = yaml.safe_load((ROOT / FOLDER / form).read_text())["body"]
    return "\n\n".join(
        f"### {element['attributes']['label']}\n\n{_answer(element, answers.get(element['id']))}"
        for element in elements
        if element["type"] != "markdown"
    )


def good(**changes):
    """The body of a complete proposal with other answers."""
    return rendered(**{key.replace("-", "__"): value for key, value in GOOD.items()} | changes)


def _answer(element, value):
    if element["type"] == "checkboxes":
        labels = [option["label"] for option in element["attributes"]["options"]]
        ticked = labels if value is True else value or []
        return "\n".join(f"- [{'X' if label in ticked else ' '}] {label}" for label in labels)
    if "render" in element["attributes"]:
        return f"```{element['attributes']['render']}\n{value or ''}\n```"
    return (", ".join(value) if isinstance(value, list) else value) or NO_RESPONSE
