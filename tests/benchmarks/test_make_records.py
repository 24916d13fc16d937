"""Made records are the real ones under titles of their own, and as sound."""

from pathlib import Path

import yaml

from benchmarks.make_records import make_catalogue, variant, with_title
from tests.conftest import CATALOGUE, LAST_READ, catalogue_command, clock_at

_REAL = len([*(CATALOGUE / "modules").rglob("*.yml")])


def test_made_records_pass_the_check(tmp_path: Path) -> None:
    make_catalogue(2 * _REAL, tmp_path / "catalogue")
    files = [*(tmp_path / "catalogue" / "modules").rglob("*.yml")]
    assert len(files) == len({yaml.safe_load(file.read_bytes())["titre"] for file in files}) == 2 * _REAL
    done = catalogue_command("check", "--catalogue", tmp_path / "catalogue", cwd=tmp_path, env=clock_at(LAST_READ))
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_title_leaves_the_rest_to_the_letter() -> None:
    text = "# schema\ntitre: >-\n  Un titre\n  sur deux lignes\nresume: Le résumé.\n"
    assert with_title(text, "Dire « oui » : 2") == '# schema\ntitre: "Dire « oui » : 2"\nresume: Le résumé.\n'


def test_several_copies_do_not_take_one_old_name_over() -> None:
    text = "titre: Un titre\nremplace:\n  - nor-ancien\n  - nor-plus-ancien\nannee: 2021\n"
    assert variant(text, 2) == 'titre: "Un titre — série 2"\nannee: 2021\n'
