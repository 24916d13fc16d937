"""The GitHub issue forms, written from the questions and the vocabularies into `.github/ISSUE_TEMPLATE/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from build_tools.contributing.choices import Choices, read_choices
from build_tools.contributing.issues.fields import GAP, MODULE, Question, questions
from build_tools.loading.catalogue import load
from build_tools.text.typography import french
from build_tools.writing import replace_texts

FOLDER = Path(".github") / "ISSUE_TEMPLATE"
# The issues that have this label are read by `catalogue from-issue`.
LABEL = "fiche"
FILE_HEADING, ID_HEADING, CONFIRMATIONS_HEADING = "Fiche (YAML)", "Fiche à remplacer", "Avant d'envoyer"
_GENERATED = "# Généré, ne pas modifier : lancer « catalogue schema ».\n"
CONFIRMATIONS = (
    "J'ai relu ces informations en face de leurs sources.",
    "Il n'y a ici ni nom de personne, ni adresse électronique, ni numéro de téléphone.",
    "J'accepte que la fiche soit publiée sous Licence Ouverte 2.0.",
)
_EDIT = "Si quelque chose manque, nous vous disons quoi ; il vous suffira de modifier votre message."
_WELCOME = "\n\n".join(
    (
        "Merci de faire connaître un module ! Aucune connaissance technique n'est utile : répondez avec vos mots.",
        "- Seules les questions marquées d'un astérisque sont obligatoires. Ce que la source ne dit pas reste vide.\n"
        "- Écrivez du texte simple, sans mise en forme. Ne recopiez pas les phrases du document, hors de l'extrait.\n"
        "- Votre message sera public : ni nom de personne, ni coordonnées.",
        f"Dès l'envoi, votre réponse est vérifiée. {_EDIT}",
    )
)
_WELCOME_GAP = "\n\n".join(
    (
        "Merci de signaler un écart ! Cinq questions, avec vos mots ; il compte même si aucun module n'y répond.",
        "- Seules les questions marquées d'un astérisque sont obligatoires. Ce que la source ne dit pas reste vide.\n"
        "- Votre message sera public : ni nom de personne, ni nom d'apprenant, ni coordonnées.",
        f"Dès l'envoi, votre réponse est vérifiée. {_EDIT}",
    )
)
_WELCOME_FILE = "\n\n".join(
    (
        "Pour envoyer une fiche que le formulaire du site a préparée, ou que vous avez écrite au format YAML. Vous "
        "n'en avez pas ? Choisissez plutôt « Proposer un module ».",
        f"Dès l'envoi, la fiche est vérifiée. {_EDIT}",
    )
)

Element = dict[str, Any]


def template_texts(catalogue: Path) -> Mapping[str, str]:
    """File name → text of every issue form, with the terms of the catalogue in that folder."""
    choices = read_choices(load(catalogue))

    def asked(kind: str) -> Iterator[Element]:
        return (_element(question, choices) for question in questions(kind))

    module = "Ajouter un module additionnel au catalogue, en répondant à quelques questions."
    gap = "Une compétence que les entreprises attendent et qu'un référentiel ne couvre pas."
    record = "Envoyer la fiche que le formulaire du site a préparée, nouvelle ou corrigée."
    forms = {
        "module.yml": _form("Proposer un module", module, "Module : ", _WELCOME, asked(MODULE)),
        "ecart.yml": _form("Signaler un écart", gap, "Écart : ", _WELCOME_GAP, asked(GAP)),
        "fiche.yml": _form("Envoyer une fiche prête", record, "Fiche : ", _WELCOME_FILE, _whole_record()),
    }
    return {name: _text(form) for name, form in forms.items()}


def write_templates(catalogue: Path, target: Path) -> list[Path]:
    """Write every issue form into `target`; returns the files."""
    return replace_texts(target, template_texts(catalogue))


def _form(name: str, description: str, title: str, welcome: str, asked: Iterable[Element]) -> Element:
    head: Element = {"type": "markdown", "attributes": {"value": french(welcome)}}
    body = [head, *asked, _confirmations()]
    return {"name": name, "description": description, "title": title, "labels": [LABEL], "body": body}


def _whole_record() -> Iterator[Element]:
    """The text of a record, and the id of the one that it corrects."""
    file = _asked("textarea", "fiche", FILE_HEADING, "Le texte entier de la fiche.", required=True)
    file["attributes"]["render"] = "yaml"
    replaced = _asked(
        "input",
        "identifiant",
        ID_HEADING,
        "Pour corriger une fiche publiée : son identifiant, à la fin de l'adresse de sa page. Rien pour une nouvelle.",
    )
    replaced["attributes"]["placeholder"] = "bre-bien-manger-pour-tous"
    yield from (file, replaced)


def _element(question: Question, choices: Mapping[str, Choices]) -> Element:
    labels = list(choices[question.vocabulary].labels.values()) if question.vocabulary in choices else []
    if question.kind == "ticks":
        return _ticks(question.id, question.label, question.help, [{"label": label} for label in labels])
    kinds = {"line": "input", "text": "textarea", "lines": "textarea", "term": "dropdown", "menu": "dropdown"}
    element = _asked(kinds[question.kind], question.id, question.label, question.help, required=question.required)
    if question.kind in ("term", "menu"):
        element["attributes"] |= {"multiple": question.kind == "menu", "options": labels}
    elif question.example:
        element["attributes"]["placeholder"] = question.example
    return element


def _asked(kind: str, id_: str, label: str, help_: str, *, required: bool = False) -> Element:
    attributes = {"label": french(label), "description": french(help_)}
    return {"type": kind, "id": id_, "attributes": attributes, "validations": {"required": required}}


def _ticks(id_: str, label: str, help_: str, options: Sequence[Element]) -> Element:
    attributes = {"label": french(label), "description": french(help_), "options": list(options)}
    return {"type": "checkboxes", "id": id_, "attributes": attributes}


def _confirmations() -> Element:
    options = [{"label": french(confirmation), "required": True} for confirmation in CONFIRMATIONS]
    return _ticks("engagements", CONFIRMATIONS_HEADING, "Cochez les trois cases.", options)


class _Writer(yaml.SafeDumper):
    """Lists below their key, and long texts as blocks, as a person would write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _write_text(writer: _Writer, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Writer.add_representer(str, _write_text)


def _text(form: Element) -> str:
    written = yaml.dump(form, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=110)
    return _GENERATED + str(written)


def headings() -> Iterator[str]:
    """Every heading that GitHub writes into an issue about a module, or that holds a whole record."""
    yield from (question.label for question in questions(MODULE))
    yield from (FILE_HEADING, ID_HEADING, CONFIRMATIONS_HEADING)


def gap_headings() -> Iterator[str]:
    """The headings that only an issue about a gap has."""
    others = set(headings())
    yield from (question.label for question in questions(GAP) if question.label not in others)
