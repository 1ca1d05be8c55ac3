"""What `make test-newest` says of the versions that it tries."""

from __future__ import annotations

import subprocess
import sys

from tools.newest import LOCK, differing, normal

TEXT = """
# a comment==1
alpha==1.0 \\
    --hash=sha256:00
Beta.Two==2.1 ; python_version < '3.12' \\
    --hash=sha256:00
Beta.Two==2.2 ; python_version >= '3.12' \\
    --hash=sha256:00
gamma==3
"""


def test_only_what_differs_is_named() -> None:
    here = {"alpha": "1.1", "beta-two": "2.2", "delta": "9"}
    assert differing(TEXT, here) == ["alpha 1.0 -> 1.1"]
    assert differing(TEXT, {**here, "beta-two": "3"})[1] == "beta-two 2.1, 2.2 -> 3"
    assert differing(TEXT, {}) == []
    assert normal("Beta_.Two") == "beta-two"


def test_it_reads_the_lock_itself() -> None:
    assert differing(LOCK.read_text(encoding="utf-8"), {"numpy": "0"})[0].startswith("numpy ")
    command = [sys.executable, "-m", "tools.newest"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=LOCK.parent)
    assert done.stdout.strip()
