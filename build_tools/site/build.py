"""Check, then chrome, then stamped pages, then put in place at once: a failed build leaves the last site as it was."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError

from build_tools.checking.check import Report, check_catalogue
from build_tools.exports.published import Published
from build_tools.model import Catalogue
from build_tools.parallel import Progress
from build_tools.site.chrome import ChromeError, Engine, build_chrome
from build_tools.site.finish import finish_site
from build_tools.site.search import SearchError
from build_tools.site.shell import ShellError

NOT_HERE = "« mkdocs.yml » n'est pas ici. Lancez la commande à la racine du projet."

Step = Callable[[str], AbstractContextManager[None]]
ProgressBar = Callable[[str], Progress | None]


# The system says these in English; elsewhere its own words are better than none.
_REASONS = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.ENOENT: "dossier introuvable",
    errno.EEXIST: "un fichier porte le nom du dossier",
    errno.ENOTDIR: "un fichier porte le nom du dossier",
}


class BuildError(Exception):
    """The site could not be built; the message is for the user."""


def build_site(catalogue: Path, out: Path, *, engine: Engine = "mkdocs", step: Step, progress: ProgressBar) -> Report:
    """Build the whole site into `out`; returns the check's report.

    With errors in the catalogue nothing is built and `report.catalogue` is None. `step` times each step,
    `progress` makes the bar of a long one.
    Raises BuildError if the chrome cannot be built or the output cannot be written.
    """
    project = Path.cwd()
    if not (project / "mkdocs.yml").is_file():
        raise BuildError(NOT_HERE)
    _refuse_to_replace_anything_but_a_site(out, project)
    with step("Vérification"):
        report = check_catalogue(catalogue.absolute(), progress=progress("Vérification"))
    if report.catalogue is None:
        return report
    out = out.absolute()
    with _said_as_build_errors():
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".site-", dir=out.parent) as work:
            fresh = Path(work) / "site"
            with step("Habillage"):
                build_chrome(engine, project, fresh)
            with step("Pages"):
                finish_site(fresh, Published.read(report.catalogue, catalogue), progress("Pages"))
            with step("Mise en place"):
                _put_in_place(fresh, out, Path(work) / "old")
    return report


def finish_in_place(chrome: Path, catalogue: Catalogue, folder: Path, out: Path) -> None:
    """Finish a copy of an already built chrome and swap it with `out`. Raises BuildError."""
    with _said_as_build_errors(), tempfile.TemporaryDirectory(prefix=".site-", dir=out.parent) as work:
        fresh = Path(work) / "site"
        shutil.copytree(chrome, fresh)
        finish_site(fresh, Published.read(catalogue, folder))
        _put_in_place(fresh, out, Path(work) / "old")


@contextmanager
def _said_as_build_errors() -> Iterator[None]:
    """What may go wrong while building, as one clear message."""
    try:
        yield
    except (ChromeError, SearchError, ShellError) as error:
        raise BuildError(str(error)) from error
    except TemplateSyntaxError as error:
        raise BuildError(f"modèle de page « {error.name} », ligne {error.lineno} : {error.message}") from error
    except UndefinedError as error:
        raise BuildError(f"modèle de page : {error.message}") from error
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror)
        raise BuildError(f"écriture impossible : {reason} (« {error.filename} »).") from error


def _refuse_to_replace_anything_but_a_site(out: Path, project: Path) -> None:
    """`--out docs` or `--out .` must not destroy what is there."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not (out / "404.html").is_file() or project.is_relative_to(out.resolve()):
        raise BuildError(f"« {out} » n'est pas un site construit : il n'est pas remplacé. Choisissez un autre dossier.")


def _put_in_place(fresh: Path, out: Path, aside: Path) -> None:
    """Swap the folders by renaming, so that nobody sees half a site."""
    fresh.chmod(0o755)
    if out.exists():
        out.replace(aside)
    try:
        fresh.replace(out)
    except OSError:
        if aside.exists():
            aside.replace(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)
