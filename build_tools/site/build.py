"""Check, then chrome, then stamped pages, then put in place at once: a failed build leaves the last site as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError

from build_tools.checking.check import Report, check_catalogue
from build_tools.exports.published import Published
from build_tools.parallel import Progress, WorkerLostError, beside
from build_tools.site.chrome import ChromeError, Engine, build_chrome
from build_tools.site.finish import finish_site
from build_tools.site.search import SearchError
from build_tools.site.shell import ShellError
from build_tools.site.workplace import put_in_place, workplace
from build_tools.writing import said

NOT_HERE = "« mkdocs.yml » n'est pas ici. Lancez la commande à la racine du projet."

Step = Callable[[str], AbstractContextManager[None]]
ProgressBar = Callable[[str], Progress | None]


class BuildError(Exception):
    """The site could not be built; the message is for the user."""


def build_site(
    catalogue: Path,
    out: Path,
    *,
    engine: Engine = "mkdocs",
    step: Step,
    progress: ProgressBar,
    waiting: Callable[[], None] | None = None,
) -> Report:
    """Build the whole site into `out`; returns the check's report.

    With errors in the catalogue nothing is built and `report.catalogue` is None. `step` times each step,
    `progress` makes the bar of a long one, `waiting` is called before another build of this site is waited for.
    Killed at any moment, it leaves the old site or the new one, whole.
    Raises BuildError if the chrome cannot be built or the output cannot be written.
    """
    project = Path.cwd()
    if not (project / "mkdocs.yml").is_file():
        raise BuildError(NOT_HERE)
    _refuse_to_replace_anything_but_a_site(out, project)
    # A link to a folder elsewhere stays: the site is built and exchanged over there.
    out = out.resolve()
    with said_as_build_errors(), workplace(out, waiting) as work:
        fresh = work / "site"
        with beside(partial(build_chrome, engine, project, fresh)) as chrome_built:
            with step("Vérification"):
                report = check_catalogue(catalogue.absolute(), progress=progress("Vérification"))
            if report.catalogue is None:
                return report
            with step("Habillage"):
                chrome_built()
        with step("Pages"):
            finish_site(fresh, Published.read(report.catalogue, catalogue), progress("Pages"))
        with step("Mise en place"):
            _refuse_to_replace_anything_but_a_site(out, project)
            put_in_place(fresh, out)
    return report


@contextmanager
def said_as_build_errors() -> Iterator[None]:
    """What may go wrong while building, as one clear message."""
    try:
        yield
    except (ChromeError, SearchError, ShellError, WorkerLostError) as error:
        raise BuildError(str(error)) from error
    except TemplateSyntaxError as error:
        raise BuildError(f"modèle de page « {error.name} », ligne {error.lineno} : {error.message}") from error
    except UndefinedError as error:
        raise BuildError(f"modèle de page : {error.message}") from error
    except OSError as error:
        raise BuildError(said(error)) from error


def _refuse_to_replace_anything_but_a_site(out: Path, project: Path) -> None:
    """`--out docs` or `--out .` must not destroy what is there; a mounted disk cannot change its place."""
    if out.resolve().is_mount():
        raise BuildError(
            f"« {out} » est un point de montage : il ne peut pas être remplacé. Choisissez un sous-dossier."
        )
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not (out / "404.html").is_file() or project.is_relative_to(out.resolve()):
        raise BuildError(f"« {out} » n'est pas un site construit : il n'est pas remplacé. Choisissez un autre dossier.")
