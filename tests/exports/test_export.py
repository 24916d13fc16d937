"""Writing everything: the manifest, the command, the same bytes each time."""

import hashlib
import json

import pytest

from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.exports.export import EXPORTS, MANIFEST, write_exports
from build_tools.exports.record_json import record_files
from tests.conftest import ROOT, catalogue_command, published
from tests.exports.conftest import all_files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def written(nasty, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    write_exports(published(nasty), folder)
    return folder


def test_the_manifest_describes_every_file(written, nasty):
    manifest = json.loads((written / MANIFEST).read_text())
    files = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert {file["chemin"] for file in manifest["fichiers"]} == files - {MANIFEST}
    for file in manifest["fichiers"]:
        content = (written / file["chemin"]).read_bytes()
        assert (file["octets"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert manifest["modules"] == len(nasty.modules)
    by_path = {file["chemin"]: file for file in manifest["fichiers"]}
    assert by_path["data/modules.jsonl"]["fiches"] == len(nasty.modules)


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_gives_the_same_bytes_twice(nasty, export):
    first, second = (list(export(published(nasty, "https://exemple.fr"))) for _ in range(2))
    assert first == second
    assert first or export is record_files, "without a history no record was published before"


def test_no_two_exports_write_the_same_file(nasty):
    paths = [file.path for export in EXPORTS for file in export(published(nasty))]
    assert len(paths) == len(set(paths))
    with_figures = {"certifications", "panorama", "regions", "secteurs", "themes", "transitions"}
    folders = {"api", "certificateurs", "data", "dossiers", "flux"} | with_figures
    assert {path for path in paths if path.split("/")[0] not in folders} == {"llms.txt", "robots.txt"}
    beside_pages = [path for path in paths if path.split("/")[0] in with_figures]
    assert all(path.endswith("/modules.csv") for path in beside_pages)


def test_an_export_of_nothing_has_its_headers_and_no_row(real_catalogue):
    from dataclasses import replace

    empty = published(replace(real_catalogue, modules={}, demarches={}, certifications={}))
    files = all_files(empty)
    assert files["data/modules.jsonl"].content == b""
    assert files["data/modules.csv"].content.count(b"\r\n") == 1
    assert json.loads(files["api/v1/modules.json"].content)["modules"] == []


def test_every_announced_file_is_written(nasty):
    files = all_files(published(nasty, "https://exemple.fr"))
    assert [d.path for d in DISTRIBUTIONS if d.path not in files] == []


def test_only_the_european_model_needs_the_sites_address(nasty_files):
    assert [d.path for d in DISTRIBUTIONS if d.path not in nasty_files] == ["data/elm.jsonld"]


def test_the_command_writes_everything(catalogue_copy, tmp_path):
    out = tmp_path / "données"
    done = catalogue_command("export", "--catalogue", catalogue_copy, "--out", out, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "data/manifeste.json" in done.stdout
    assert (out / "data" / "modules.csv").is_file()
    assert (out / "api" / "v1" / "modules" / "nor-teillage-du-lin.json").is_file()


def test_the_command_does_not_write_over_other_files(catalogue_copy, tmp_path):
    (tmp_path / "précieux.txt").write_text("à garder")
    done = catalogue_command("export", "--catalogue", catalogue_copy, "--out", tmp_path, cwd=ROOT)
    assert done.returncode == 2
    assert "n’est pas un dossier vide" in done.stderr
    assert not (tmp_path / "data").exists()


def test_the_command_exports_nothing_with_errors(catalogue_copy, tmp_path):
    (catalogue_copy / "modules" / "normandie" / "nor-teillage-du-lin.yml").write_text("titre: x\n")
    done = catalogue_command("export", "--catalogue", catalogue_copy, "--out", tmp_path / "out", cwd=ROOT)
    assert done.returncode == 1
    assert "Rien n’est fait" in done.stderr
    assert not (tmp_path / "out").exists()


def test_all_exports_of_the_real_catalogue_stay_light(real_catalogue):
    """Twelve megabytes is what the whole of its content may take; pages are not exports."""
    sizes = {
        path: len(file.content) for path, file in all_files(published(real_catalogue, "https://exemple.fr")).items()
    }
    assert sum(sizes.values()) < 12_000_000
