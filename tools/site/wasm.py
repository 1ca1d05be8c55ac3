"""The core's tests under Pyodide in Node: numpy's whole numbers have 32 bits there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from .lock import download
from .pages import ROOT, WEB

CORE = ("base", "orders", "rulebook", "scoring", "simulation", "models", "exercises")
"""Rooms whose tests need no notebook and no browser."""


def run(work: Path, arguments: list[str]) -> int:
    """Run pytest; *arguments* name tests, otherwise those of the core run."""
    wheels = work / "wheels-test"
    shutil.rmtree(wheels, ignore_errors=True)
    wheels.mkdir(parents=True)
    download(wheels, WEB / "wheels-test.lock", "--require-hashes")
    rooms = [f"tests/{room}" for room in CORE if (ROOT / "tests" / room).is_dir()]
    folders = [str(work / "packages" / name) for name in ("page", "lab")]
    command = ["node", str(WEB / "test-wasm.mjs"), str(work / "maker"), *folders, str(wheels), str(ROOT)]
    return subprocess.run([*command, *(arguments or rooms)], check=False).returncode
