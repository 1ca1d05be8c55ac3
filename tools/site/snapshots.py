"""Python's memory after its imports, and the files of the packages by when they are needed.

Made by Node (``web/make-snapshot.mjs``); a browser that cannot wake the memory imports from the
same files.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from .pages import WEB


def make(target: Path, work: Path) -> None:
    """Write the snapshot and the archives of files beside the core at *target*."""
    page, lab = (json.loads((work / f"{name}.json").read_text(encoding="utf-8")) for name in ("page", "lab"))
    folders = [str(work / "packages" / name) for name in ("page", "lab")]
    subprocess.run(
        ["node", str(WEB / "make-snapshot.mjs"), str(work / "maker"), *folders, str(target)],
        check=True,
        env={**os.environ, "PACKAGES": json.dumps({"page": page, "lab": lab})},
    )
