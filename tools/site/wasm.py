"""The core's tests under Pyodide in Node: numpy's whole numbers have 32 bits there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from .lock import download
from .pages import ROOT, WEB

CORE = (("base", "rulebook", "scoring"), ("orders", "simulation", "models", "exercises"))
"""Rooms whose tests need no notebook and no browser, for two cores."""


def run(work: Path, arguments: list[str]) -> int:
    """Run pytest; *arguments* name tests, otherwise those of the core run, half of them beside the others."""
    wheels = work / "wheels-test"
    shutil.rmtree(wheels, ignore_errors=True)
    wheels.mkdir(parents=True)
    download(wheels, WEB / "wheels-test.lock", "--require-hashes")
    folders = [str(work / "packages" / name) for name in ("page", "lab")]
    command = ["node", str(WEB / "test-wasm.mjs"), str(work / "maker"), *folders, str(wheels), str(ROOT)]
    if arguments:
        return subprocess.run([*command, *arguments], check=False).returncode
    halves = [[f"tests/{room}" for room in rooms] for rooms in CORE]
    with TemporaryFile() as said:
        beside = subprocess.Popen([*command, *halves[1]], stdout=said, stderr=subprocess.STDOUT)
        first = subprocess.run([*command, *halves[0]], check=False).returncode
        second = beside.wait()
        said.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(said, sys.stdout.buffer)
    return first or second
