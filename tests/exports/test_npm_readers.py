"""Programs of npm that re-users have: Ajv in its strict mode, types that openapi-typescript makes of the API."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.exports.export import write_exports
from tests.conftest import published
from tests.exports.linked_data import SITE
from tests.exports.test_client_generators import tomorrow

pytestmark = [pytest.mark.long, pytest.mark.slow]

PACKAGES = ("ajv@8.17.1", "ajv-formats@3.0.1", "openapi-typescript@7.9.1", "typescript@5.9.3")
AJV = Path(__file__).with_name("read_with_ajv.mjs")
STRICT = ("--strict", "--noEmit", "--resolveJsonModule", "--module", "esnext", "--moduleResolution", "bundler")
# Type of the answer → path of an answer of that type.
ANSWERS = {
    "Index": "index.json",
    "Liste_modules": "modules.json",
    "Reponse_module": "modules/bre-vilain.json",
    "Liste_demarches": "demarches.json",
    "Liste_ecarts": "ecarts.json",
    "Vocabulaire": "vocabulaires/metiers.json",
    "Terme": "vocabulaires/metiers/G1602.json",
    "Changements": "changements.json",
}


@pytest.fixture(scope="module")
def npm(tmp_path_factory):
    """A folder that has the packages; skipped where they cannot be installed."""
    folder = tmp_path_factory.mktemp("npm")
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    programs = Path(sys.executable).parent
    command = [programs / "npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"the packages of npm cannot be installed: {done.stderr[-300:]}")
    return folder


@pytest.fixture(scope="module")
def site(nasty, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    write_exports(published(nasty, SITE), folder, parallel=False)
    return folder


def test_ajv_takes_every_schema_as_strict_and_every_record_of_today_and_tomorrow(npm, site, nasty):
    shutil.copy(AJV, npm)
    found = json.loads(_node(npm, AJV.name, site))
    assert found["refused"] == []
    records = {"module": nasty.modules, "demarche": nasty.demarches, "certification": nasty.certifications}
    accepted = {kind: 2 * len(kept) for kind, kept in {**records, "ecart": nasty.ecarts}.items()}
    assert found["accepted"] == {**accepted, "dossier": len(list(site.glob("*/*/dossier.json")))}


def test_types_of_openapi_typescript_fit_the_answers_of_today_and_tomorrow(npm, site):
    _node(npm, "node_modules/openapi-typescript/bin/cli.js", site / "api/v1/openapi.json", "-o", "api.d.ts")
    lines = ['import type { components } from "./api";']
    for kind, path in ANSWERS.items():
        answer = json.loads((site / "api/v1" / path).read_text(encoding="utf-8"))
        for day, said in (("today", answer), ("tomorrow", tomorrow(answer))):
            (npm / f"{kind}_{day}.json").write_text(json.dumps(said), encoding="utf-8")
            lines += [f'import {kind}_{day} from "./{kind}_{day}.json";']
            lines += [f'export const {kind}_of_{day}: components["schemas"]["{kind}"] = {kind}_{day};']
    (npm / "answers.ts").write_text("\n".join(lines))
    _node(npm, "node_modules/typescript/lib/tsc.js", *STRICT, "answers.ts")
    wrong = 'import type { components } from "./api";\nconst x: components["schemas"]["Index"] = {};'
    (npm / "wrong.ts").write_text(wrong)
    with pytest.raises(AssertionError, match="schema_version"):
        _node(npm, "node_modules/typescript/lib/tsc.js", *STRICT, "wrong.ts")


def _node(folder, *arguments):
    command = [Path(sys.executable).parent / "node", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout
