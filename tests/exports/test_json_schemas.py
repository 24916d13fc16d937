"""Writing the schemas where the command is told to."""

from build_tools.exports.json_schemas import schema_texts, write_schemas
from tests.conftest import catalogue_command


def test_every_schema_is_written_once(catalogue_copy, tmp_path):
    written = write_schemas(catalogue_copy, tmp_path / "a" / "b")
    assert {file.name: file.read_text() for file in written} == schema_texts(catalogue_copy)
    assert sorted(written) == sorted((tmp_path / "a" / "b").glob("*.schema.json"))


def test_a_schema_knows_the_terms_of_its_own_catalogue(catalogue_copy):
    statuts = catalogue_copy / "vocabulaires" / "statuts.yml"
    statuts.write_text("termes:\n  - {id: en-reflexion, libelle: En réflexion}\n")
    assert '"en-reflexion"' in schema_texts(catalogue_copy)["module.schema.json"]


def test_the_command_says_what_it_wrote(catalogue_copy):
    done = catalogue_command("schema", "--out", "contrat", cwd=catalogue_copy.parent)
    assert (done.returncode, done.stderr) == (0, "")
    written = list((catalogue_copy.parent / "contrat").glob("*.schema.json"))
    assert done.stdout.startswith(f"{len(written)} schémas écrits dans «\u00a0contrat\u00a0».\n")
