"""The core's tests under Pyodide in Node: numpy's whole numbers have 32 bits there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from . import runtime
from .lock import download
from .pages import ROOT, WEB

CORE = ("base", "orders", "rulebook", "scoring", "simulation", "models", "exercises")
"""Rooms whose tests need no notebook and no browser."""


def run(target: Path, work: Path, arguments: list[str]) -> int:
    """Run pytest; *arguments* name tests, otherwise those of the core run."""
    maker, wheels = work / "wasm", work / "wheels-test"
    for folder in (maker, wheels):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    download(wheels, WEB / "wheels-test.lock", "--require-hashes")
    for path in target.iterdir():
        if path.is_file():
            shutil.copy(path, maker / path.name)
    shutil.copy(runtime.official() / "pyodide.mjs", maker)
    shutil.copy(target / "lite-lock.json", maker / "pyodide-lock.json")
    rooms = [f"tests/{room}" for room in CORE if (ROOT / "tests" / room).is_dir()]
    command = ["node", str(WEB / "test-wasm.mjs"), str(maker), str(wheels), str(ROOT)]
    return subprocess.run([*command, *(arguments or rooms)], check=False).returncode
