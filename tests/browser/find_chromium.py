"""Find the Chromium that drives the browser tests, or install one: `python tests/browser/find_chromium.py`.

Standard library only. `make test` runs it first, so that no browser test is ever skipped in silence.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_HELP = """No Chromium was found, and none could be installed here. Run one of:
  sudo apt-get install chromium          (Debian, Ubuntu)
  {python} -m playwright install chromium
"""


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome: one on PATH, else one that Playwright has downloaded."""
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or next(_downloaded(), None)


def _downloaded() -> Iterator[str]:
    """Browsers downloaded by Playwright, the newest first."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    caches = (Path.home() / ".cache", Path.home() / "Library" / "Caches", Path(os.environ.get("LOCALAPPDATA", "/none")))
    for folder in [Path(named)] if named else [cache / "ms-playwright" for cache in caches]:
        for version in sorted(folder.glob("chromium-*"), key=_number, reverse=True):
            yield from (str(file) for file in sorted(version.glob("chrome*/**/*")) if _is_browser(file))


def _number(folder: Path) -> int:
    digits = folder.name.rsplit("-", 1)[-1]
    return int(digits) if digits.isdigit() else 0


def _is_browser(file: Path) -> bool:
    return file.name in ("chrome", "chrome.exe", "Chromium") and file.is_file() and os.access(file, os.X_OK)


def _install() -> None:
    """Debian's package as root, else Playwright's download."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _run(["apt-get", "update"])
        _run(["apt-get", "install", "-y", "chromium"])
    if find_chromium() is None:
        _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _run(command: Sequence[str]) -> None:
    print("No Chromium yet; running:", " ".join(command), flush=True)  # noqa: T201
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run(command, env=environment, check=False).returncode:
        print("That command failed.", file=sys.stderr, flush=True)  # noqa: T201


def main() -> int:
    """Print the browser that the tests will use; install one if there is none."""
    if find_chromium() is None:
        _install()
    found = find_chromium()
    if found is None:
        print(_HELP.format(python=sys.executable), file=sys.stderr)  # noqa: T201
        return 1
    print(f"Browser tests use {found}.")  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
