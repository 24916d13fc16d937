"""Check, then theme, then rendered pages, then put in place at once: a failed build leaves the last site as it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from jinja2 import TemplateSyntaxError, UndefinedError

from build_tools.checking.check import Report, check
from build_tools.errors import ProblemsError, describe_os_error
from build_tools.loading.catalogue import load
from build_tools.parallel import Progress, run_in_background
from build_tools.site.build_directory import SITE_MARKER, build_directory, put_in_place
from build_tools.site.theme_build import Engine, build_theme

NOT_HERE = "« mkdocs.yml » n'est pas ici. Lancez la commande à la racine du projet."

Step = Callable[[str], AbstractContextManager[None]]
ProgressBar = Callable[[str], Progress | None]


class BuildError(ProblemsError):
    """The site could not be built; the message is for the user."""


def build_site(
    catalogue: Path,
    out: Path,
    *,
    engine: Engine = "mkdocs",
    step: Step,
    progress: ProgressBar,
    waiting: Callable[[], None] | None = None,
    warn: Callable[[str], None] = lambda _: None,
) -> Report:
    """Build the whole site into `out`; returns the check's report.

    With errors in the catalogue nothing is built and `report.catalogue` is None. `step` times each step,
    `progress` makes the bar of a long one, `waiting` is called before another build of this site is waited for,
    `warn` gets what stops nothing but should be known.
    Killed at any moment, it leaves the old site or the new one, whole.
    Raises BuildError if the theme cannot be built or the output cannot be written.
    """
    project = Path.cwd()
    if not (project / "mkdocs.yml").is_file():
        raise BuildError(NOT_HERE)
    _refuse_unsafe_output(out, project, catalogue)
    # A link to a folder elsewhere stays: the site is built and exchanged over there.
    out = out.resolve()
    with as_build_errors(), readable_by_others(), build_directory(out, waiting) as work:
        fresh = work / "site"
        with run_in_background(partial(build_theme, engine, project, fresh)) as theme_built:
            with step("Vérification"):
                report = check(load(catalogue.absolute()), progress=progress("Vérification"))
            if report.catalogue is None:
                return report
            # Imported while the theme is built: these two know every format that we publish.
            from build_tools.exports.published import Published
            from build_tools.site.post_build import complete_site

            with step("Habillage"):
                theme_built()
        with step("Pages"):
            published = Published.read(report.catalogue, catalogue)
            complete_site(fresh, published, progress("Pages"))
        if published.history.gap:
            warn(published.history.gap)
        with step("Mise en place"):
            _refuse_unsafe_output(out, project, catalogue)
            put_in_place(fresh, out)
    return report


@contextmanager
def readable_by_others() -> Iterator[None]:
    """Let another user's web server read what is written meanwhile, whatever the user's own settings hide."""
    usual = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(usual)


@contextmanager
def as_build_errors() -> Iterator[None]:
    """What may go wrong while building, as one clear message."""
    try:
        yield
    except ProblemsError as error:
        raise BuildError(str(error)) from error
    except TemplateSyntaxError as error:
        raise BuildError(f"modèle de page « {error.name} », ligne {error.lineno} : {error.message}") from error
    except UndefinedError as error:
        raise BuildError(f"modèle de page : {error.message}") from error
    except OSError as error:
        raise BuildError(describe_os_error(error)) from error


# What the project is made of; a site may stand beside them, never inside.
_SOURCES = ("catalogue", "docs", "schema", "build_tools", "tests", "benchmarks", ".ci", ".git", ".github", ".venv")


def _refuse_unsafe_output(out: Path, project: Path, catalogue: Path) -> None:
    """Only a site that we built, an empty folder or a new one becomes the site. Raises BuildError.

    A checkout of a published branch (`.git`), what the project is made of, and a mounted disk (which cannot change its
    place) are never replaced.
    """
    real = out.resolve()
    if real.is_mount():
        raise BuildError(
            f"« {out} » est un point de montage : il ne peut pas être remplacé. Choisissez un sous-dossier."
        )
    sources = (catalogue.resolve(), *((project / name).resolve() for name in _SOURCES))
    if project.resolve().is_relative_to(real) or any(_overlap(real, source) for source in sources):
        raise BuildError(
            f"« {out} » contient le projet ou en fait partie ; ce n'est pas un site. Choisissez un autre dossier."
        )
    if not os.path.lexists(real) or (real.is_dir() and not any(real.iterdir())):
        return
    if os.path.lexists(real / ".git"):
        raise BuildError(
            f"« {out} » est un dépôt Git : il n'est pas remplacé. Construisez ailleurs, puis copiez-y le site."
        )
    if not _is_ordinary_file(real / SITE_MARKER):
        raise BuildError(
            f"« {out} » n'est pas un site construit (il n'a pas « {SITE_MARKER} ») : il n'est pas remplacé. "
            "Choisissez un autre dossier, ou retirez celui-ci vous-même."
        )


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _is_ordinary_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
