"""Node, which runs the site's scripts without a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).parent / "javascript"


def run_script(name: str, given: Any) -> Any:
    """What a script of `tests/javascript/` writes, given some data, both as JSON."""
    node = Path(sys.executable).with_name("node")
    done = subprocess.run(
        [node, SCRIPTS / name], input=json.dumps(given), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
