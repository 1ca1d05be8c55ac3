"""What runs in the browser: the official files by their hashes, bytecode, and the site's own lock.

``PYODIDE`` names the folder of the official release; ``web/pyodide.lock.json`` says what each file
must be.  The other wheels are pure Python, ``web/wheels.lock`` gives their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from .pages import ROOT, WEB

CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm")
OFFICIAL = ("micropip", "ssl", "sqlite3", "ipython", "jedi", "numpy", "pandas", "matplotlib")
"""What is taken from the release, with all that it rests on."""

DROP = {
    "aecourse": ["aecourse/data/notebooks/"],  # the site has them as pages and as files
    "holidays": [r"holidays/locale/(?!.*/CN\.mo$)", r"holidays/(countries|financial)/(?!china|__init__)"],
    "matplotlib": ["mpl-data/sample_data/"],
}
EMPTY = {"holidays": [r"holidays/(countries|financial)/__init__\.py"]}
"""Modules that would import two hundred countries together; each is found without them."""

LEAN = {"pandas"}
"""Packages whose descriptions fill much memory: a page's snapshot has them without."""

LATER = {"jinja2", "pandera"}
"""What the course needs only for a foreign table and its report: it comes when a page asks for it."""

WIDGETS = ("ipywidgets", "anywidget", "tzdata")
"""What the views need beyond the package's own requirements."""

FIGURES = ("matplotlib", "seaborn")
"""What the lessons need in JupyterLite beyond that."""

Lock = dict[str, Any]


def digest(path: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def official() -> Path:
    """The folder of Pyodide's release, every file of it checked.

    Raises:
        SystemExit: there is no such folder, or a file is missing or not the official one.
    """
    asked = json.loads((WEB / "pyodide.lock.json").read_text(encoding="utf-8"))
    version = asked["pyodide"]
    folder = Path(os.environ.get("PYODIDE") or ROOT / "build" / f"pyodide-{version}")
    if not folder.is_dir():
        raise SystemExit(
            f"The files of Pyodide {version} are not at {folder}. Unpack its release there, or name "
            "the folder: make site PYODIDE=/path/to/pyodide (docs/publishing.md says where it is)."
        )
    faults = [
        f"{folder / name} {'is not the official file' if (folder / name).exists() else 'is missing'}"
        for name, hash in asked["files"].items()
        if not (folder / name).exists() or digest(folder / name) != hash
    ]
    if faults:
        raise SystemExit("\n".join([*faults, "Take the files of the release again."]))
    return folder


def build(target: Path, work: Path) -> None:
    """Write ``target``: the core, all wheels as bytecode, and the locks over them."""
    release = official()
    wheels = work / "wheels"
    _fetch_wheels(wheels)
    lock: Lock = json.loads((release / "pyodide-lock.json").read_text(encoding="utf-8"))
    theirs = _closure(lock["packages"])
    own = {name: path for path in sorted(wheels.glob("*.whl")) if (name := _name(path)) != ""}
    theirs = {name: entry for name, entry in theirs.items() if name not in own}
    for entry in theirs.values():
        shutil.copy(release / entry["file_name"], wheels / entry["file_name"])
    shutil.copy(release / "python_stdlib.zip", wheels)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    _compile(release, wheels, target, [*own.values(), *(wheels / e["file_name"] for e in theirs.values())])
    for name in CORE:
        shutil.copy(release / name, target)
    mine = {name: _entry(target / path.name) for name, path in own.items()}
    for entry in theirs.values():
        entry["sha256"] = digest(target / entry["file_name"])
    packages = {**theirs, **mine}
    for entry in mine.values():
        entry["depends"] = [name for name in entry["depends"] if name in packages]
    _write(target / "page-lock.json", lock, packages, _in_a_page)
    _write(target / "lite-lock.json", lock, packages, _in_jupyterlite)
    seal(target)


def seal(target: Path) -> None:
    """Write the hash of every file of the runtime into its lock, as browsers ask for them."""
    files = {
        path.relative_to(target).as_posix(): base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.name != "lock.json"
    }
    text = json.dumps({"files": files}, indent=1) + "\n"
    (target / "lock.json").write_text(text, encoding="utf-8")


# -- wheels -----------------------------------------------------------------------------------------


def _fetch_wheels(wheels: Path) -> None:
    shutil.rmtree(wheels, ignore_errors=True)
    from .lock import download

    wheels.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    download(wheels, WEB / "wheels.lock", "--require-hashes")
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)], check=True
    )
    kernel = Path(sys.prefix) / ("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
    for name in ("piplite-*", "pyodide_kernel-*", "ipykernel-*", "widgetsnbextension-4*"):
        shutil.copy(next(kernel.glob(f"{name}.whl")), wheels)
    _without_speedups("markupsafe", wheels)


def _without_speedups(name: str, wheels: Path) -> None:
    """A pure wheel of an installed package that does without its compiled part, and is published only with it."""
    installed = distribution(name)
    with zipfile.ZipFile(wheels / f"{name}-{installed.version}-py3-none-any.whl", "w") as wheel:
        for file in installed.files or []:
            if file.suffix == ".py" or file.name == "METADATA":
                wheel.write(Path(str(file.locate())), str(file))


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _name(wheel: Path) -> str:
    return normal(wheel.name.split("-")[0])


def _entry(wheel: Path) -> Lock:
    """What a lock says of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        said = Parser().parsestr(archive.read(metadata).decode())
    tops = {
        name.split("/")[0].removesuffix(".pyc")
        for name in names
        if name.endswith(".pyc") and ".dist-info" not in name and ".data/" not in name
    }
    needs = [
        normal(match[0])
        for asked in said.get_all("Requires-Dist") or []
        if not re.search("extra|python_version", asked.partition(";")[2]) and (match := re.match(r"[\w.-]+", asked))
    ]
    return {
        "name": normal(said["Name"]),
        "version": said["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": digest(wheel),
        "package_type": "package",
        "imports": sorted(tops),
        "depends": needs,
        "unvendored_tests": False,
    }


def _closure(packages: Lock) -> Lock:
    known = {normal(name): entry for name, entry in packages.items()}
    kept: Lock = {}
    todo = list(OFFICIAL)
    while todo:
        name = normal(todo.pop())
        if name not in kept:
            kept[name] = dict(known[name])
            kept[name]["depends"] = [normal(other) for other in kept[name]["depends"]]
            todo += kept[name]["depends"]
    return kept


# -- bytecode and locks -----------------------------------------------------------------------------


def _compile(release: Path, wheels: Path, target: Path, archives: list[Path]) -> None:
    jobs = [["python_stdlib.zip", "python_stdlib.zip", ["lib2to3/", "pydoc_data/", "turtledemo/"], [], 0]]
    (target / "lean").mkdir()
    for path in archives:
        if path.suffix == ".whl":
            how = [DROP.get(_name(path), []), EMPTY.get(_name(path), [])]
            jobs.append([path.name, path.name, *how, 0])
            if _name(path) in LEAN:
                jobs.append([path.name, f"lean/{path.name}", *how, 2])
        else:
            shutil.copy(path, target)
    _stub_jedi(wheels)
    subprocess.run(
        ["node", str(WEB / "compile.mjs"), str(release), str(wheels), str(target), json.dumps(jobs)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(wheels.parent / "lean", ignore_errors=True)
    shutil.move(target / "lean", wheels.parent)


def _stub_jedi(wheels: Path) -> None:
    """The kernel's start list names jedi, which costs 1.7 MB; IPython completes without it."""
    path = next(wheels.glob("jedi-*.whl"))
    with zipfile.ZipFile(path) as archive:
        kept = {n: archive.read(n) for n in archive.namelist() if n.endswith(".dist-info/METADATA")}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
        archive.writestr("jedi/__init__.py", 'raise ImportError("not in the browser edition")\n')


def _in_a_page(name: str, depends: list[str]) -> list[str]:
    lean = {
        "aecourse": sorted({*depends, *WIDGETS} - LATER),
        "ipywidgets": ["comm", "traitlets"],
        "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    }
    return lean.get(name, depends)


def _in_jupyterlite(name: str, depends: list[str]) -> list[str]:
    if name == "jedi":
        return []
    return sorted({*depends, *WIDGETS, *FIGURES}) if name == "aecourse" else depends


def _write(path: Path, lock: Lock, packages: Lock, depends: Any) -> None:
    entries = {name: {**entry, "depends": depends(name, entry["depends"])} for name, entry in sorted(packages.items())}
    missing = {n for entry in entries.values() for n in entry["depends"]} - set(entries)
    if missing:
        raise SystemExit(f"{path.name}: nothing gives {', '.join(sorted(missing))}.")
    path.write_text(json.dumps({**lock, "packages": entries}, sort_keys=True), encoding="utf-8")
