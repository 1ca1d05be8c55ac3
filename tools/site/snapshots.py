"""Snapshots of Python's memory after its imports: what makes the first picture quick.

Made by Node from the finished runtime (``web/make-snapshot.mjs``); a browser that cannot wake one
loads plainly.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from . import runtime
from .pages import WEB

ROOTS = {
    "page": ["aecourse"],
    "lite": [
        "micropip", "piplite", "ssl", "sqlite3", "ipykernel", "comm", "pyodide-kernel", "jedi",
        "ipython", "aecourse",
    ],
}  # fmt: skip


def make(target: Path, work: Path, kind: str) -> None:
    """Write the snapshot *kind*, ``page`` or ``lite``, beside the runtime at *target*."""
    lock = json.loads((target / f"{kind}-lock.json").read_text(encoding="utf-8"))
    wanted = closure(lock["packages"], ROOTS[kind])
    unpacked = work / "unpacked" / kind
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir(parents=True)
    for name in wanted:
        archive = target / lock["packages"][name]["file_name"]
        lean = work / "lean" / archive.name
        if kind == "page" and lean.exists():
            archive = lean
        if archive.suffix == ".whl":  # a library beside the packages comes when it is asked for
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(unpacked)
    for path in [*unpacked.glob("*.data"), *unpacked.rglob("nbextension")]:
        shutil.rmtree(path)
    out = target / kind
    shutil.rmtree(out, ignore_errors=True)
    maker = work / "maker"
    shutil.rmtree(maker, ignore_errors=True)
    maker.mkdir()
    for path in (*map(target.joinpath, (*runtime.CORE, "python_stdlib.zip")),
                 runtime.official() / "pyodide.mjs", target / f"{kind}-lock.json"):  # fmt: skip
        name = "pyodide-lock.json" if path.name.endswith("-lock.json") else path.name
        shutil.copy(path, maker / name)
    loaded = dict.fromkeys(wanted, "default channel")
    subprocess.run(
        ["node", str(WEB / "make-snapshot.mjs"), str(maker), str(unpacked), str(out), kind],
        check=True,
        env={**os.environ, "PACKAGES": json.dumps(loaded)},
    )


def closure(packages: runtime.Lock, roots: list[str]) -> list[str]:
    """*roots* and all packages that they rest on, by name."""
    kept: set[str] = set()
    todo = list(roots)
    while todo:
        name = todo.pop()
        if name not in kept:
            kept.add(name)
            todo += packages[name]["depends"]
    return sorted(kept)
