"""Clients that known generators make of the API's description read today's answers and tomorrow's."""

import copy
import importlib
import json
import subprocess
import sys

import pytest

from build_tools.exports.openapi import openapi_document
from tests.conftest import published
from tests.exports.linked_data import SITE

pytestmark = [pytest.mark.long, pytest.mark.slow]

# Class of the answer → path of an answer of that class.
ANSWERS = {
    "Index": "index.json",
    "ListeModules": "modules.json",
    "ReponseModule": "modules/bre-vilain.json",
    "ListeDemarches": "demarches.json",
    "ListeCertifications": "certifications.json",
    "Vocabulaire": "vocabulaires/indicateurs.json",
    "Terme": "vocabulaires/metiers/G1602.json",
    "Changements": "changements.json",
}


@pytest.fixture(scope="module")
def description(nasty, tmp_path_factory):
    path = tmp_path_factory.mktemp("client") / "openapi.json"
    path.write_text(json.dumps(openapi_document(published(nasty, SITE))))
    return path


@pytest.fixture(scope="module")
def answers(nasty_files):
    today = {name: json.loads(nasty_files[f"api/v1/{path}"].content) for name, path in ANSWERS.items()}
    return [(name, answer) for name, answer in [*today.items(), *((n, tomorrow(a)) for n, a in today.items())]]


def test_openapi_python_client(description, answers, monkeypatch):
    target = description.parent / "client_engendre"
    config = description.parent / "config.yml"
    config.write_text("post_hooks: []\n")  # it would format the code with a command of the path
    paths = ("--path", description, "--output-path", target, "--config", config)
    _run("openapi_python_client", "generate", *paths, "--meta", "none")
    monkeypatch.syspath_prepend(str(description.parent))
    models = importlib.import_module("client_engendre.models")
    for name, answer in answers:
        written = getattr(models, name).from_dict(copy.deepcopy(answer)).to_dict()
        assert json.loads(json.dumps(written).replace("+00:00", "Z")) == answer, name


def test_datamodel_codegen(description, answers, monkeypatch):
    target = description.parent / "modeles_engendres.py"
    kind = ("--output-model-type", "pydantic_v2.BaseModel", "--input-file-type", "openapi", "--formatters", "builtin")
    _run("datamodel_code_generator", "--input", description, "--output", target, *kind)
    monkeypatch.syspath_prepend(str(description.parent))
    models = importlib.import_module(target.stem)
    for name, answer in answers:
        read = getattr(models, _class(models, name)).model_validate(answer)
        assert read.licence == "etalab-2.0"
        if name == "ReponseModule":
            assert read.module.titre == answer["module"]["titre"]


def _run(module, *arguments):
    done = subprocess.run([sys.executable, "-m", module, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower(), done.stdout + done.stderr


def _class(models, name):
    return next(found for found in vars(models) if found.replace("_", "").lower() == name.lower())


def tomorrow(node, key=""):
    """The answer with one more field in each object and a term that nobody knows yet."""
    if isinstance(node, list):
        return [tomorrow(item, key) for item in node]
    if isinstance(node, dict):
        counts = key in {"collections", "vocabulaires", "reponses"}  # a mapping, whose values have a type
        more = {} if counts else {"champ_de_demain": {"valeur": 1}}
        return {name: tomorrow(value, name) for name, value in node.items()} | more
    return "terme-de-demain" if key in {"statut", "secteurs", "nature", "point_de_vue"} else node
