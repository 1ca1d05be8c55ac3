"""What runs in the browser: the official files by their hashes, and all packages as bytecode.

``PYODIDE`` names the folder of the official release; ``web/pyodide.lock.json`` says what each file
must be.  The other packages are pure Python, ``web/wheels.lock`` gives their hashes.
"""

from __future__ import annotations

import base64
import gzip
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
KERNEL = ("micropip", "piplite", "sqlite3", "ipykernel", "comm", "pyodide-kernel", "ipython")
"""What JupyterLite's kernel loads before a first cell."""

DROP = {
    "aecourse": ["aecourse/data/notebooks/"],  # the site has them as pages and as files
    "anywidget": ["labextension", "nbextension"],
    "filelock": ["sboms/"],
    "holidays": [r"holidays/locale/(?!.*/CN\.mo$)", r"holidays/(countries|financial)/(?!china|__init__)"],
    "matplotlib": [
        "mpl-data/(sample_data|fonts/afm|fonts/pdfcorefonts)/",
        r"fonts/ttf/(?!DejaVuSans(-Bold|-Oblique|-BoldOblique|Display)?\.ttf|DejaVuSansMono\.ttf|cmr10|cmmi10|cmsy10|cmex10)",
        "^matplotlib/(sphinxext|testing)/",
    ],
    "pygments": [r"lexers/_(?!mapping)\w+_builtins"],
}
EMPTY = {"holidays": [r"holidays/(countries|financial)/__init__\.py"]}
"""Modules that would import two hundred countries together; each is found without them."""

LEAN = {"pandas", "narwhals"}
"""Packages whose descriptions fill much memory: they come without."""

UNUSED = {"fonttools", "jedi", "jupyterlab-widgets", "openssl", "python-calamine", "ssl", "tqdm", "xlsxwriter"}
"""What the packages name and do without here: no workbook is read, no PDF is written,
nothing is counted in a terminal, IPython completes without jedi."""

LATER = {"jinja2", "pandera"}
"""What the course needs only for a foreign table and its report: it comes when a page asks for it."""

WIDGETS = ("ipywidgets", "anywidget", "tzdata")
"""What the views need beyond the package's own requirements."""

FIGURES = ("matplotlib", "seaborn")
"""What the lessons need beyond that where code is written."""

Lock = dict[str, Any]
Needs = dict[str, list[str]]


def digest(path: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def official() -> Path:
    """The folder of Pyodide's release, every file of it checked.

    Raises:
        SystemExit: there is no such folder, or a file is missing or not the official one.
    """
    version = json.loads((WEB / "pyodide.lock.json").read_text(encoding="utf-8"))["pyodide"]
    folder = Path(os.environ.get("PYODIDE") or ROOT / "build" / f"pyodide-{version}")
    if not folder.is_dir():
        raise SystemExit(
            f"The files of Pyodide {version} are not at {folder}. Unpack its release there, or name "
            "the folder: make site PYODIDE=/path/to/pyodide (docs/publishing.md says where it is)."
        )
    faults = [
        f"{folder / name} {'is not the official file' if (folder / name).exists() else 'is missing'}"
        for name, hash in _locked().items()
        if not (folder / name).exists() or digest(folder / name) != hash
    ]
    if faults:
        raise SystemExit("\n".join([*faults, "Take the files of the release again."]))
    return folder


def _locked() -> dict[str, str]:
    """The files that are taken from the release, with their hashes."""
    files: dict[str, str] = json.loads((WEB / "pyodide.lock.json").read_text(encoding="utf-8"))["files"]
    return files


def build(target: Path, work: Path) -> None:
    """Write the core into *target*, and all packages as bytecode into folders of *work*.

    ``packages/page`` holds what the views of a page rest on, ``packages/lab`` what JupyterLite
    and the figures need beyond that.
    """
    release = official()
    wheels = work / "wheels"
    _fetch_wheels(wheels)
    lock: Lock = json.loads((release / "pyodide-lock.json").read_text(encoding="utf-8"))
    theirs = {normal(name): entry for name, entry in lock["packages"].items() if entry["file_name"] in _locked()}
    archives = {name: release / entry["file_name"] for name, entry in theirs.items()}
    needs: Needs = {name: [*map(normal, entry["depends"])] for name, entry in theirs.items()}
    for wheel in sorted(wheels.glob("*.whl")):
        archives[_name(wheel)] = wheel
        needs[_name(wheel)] = required(wheel)
    page, lab = groups(needs)
    packages = work / "packages"
    shutil.rmtree(packages, ignore_errors=True)
    for folder, names in (("page", page), ("lab", lab)):
        _compile(release, packages / folder, {name: archives[name] for name in names})
        (work / f"{folder}.json").write_text(json.dumps(names), encoding="utf-8")
    maker = work / "maker"
    _core(release, maker, lock)
    _serve(maker, target)


def _core(release: Path, maker: Path, lock: Lock) -> None:
    """The core as Node starts it: the standard library as bytecode, and a lock without packages."""
    shutil.rmtree(maker, ignore_errors=True)
    maker.mkdir(parents=True)
    for name in (*CORE, "pyodide.mjs"):
        shutil.copy(release / name, maker)
    _run(
        release,
        release,
        maker,
        [["python_stdlib.zip", "python_stdlib.zip", ["lib2to3/", "pydoc_data/", "turtledemo/", "idlelib/"], [], 2]],
    )
    (maker / "pyodide-lock.json").write_text(json.dumps({**lock, "packages": {}}), encoding="utf-8")


def _serve(maker: Path, target: Path) -> None:
    """The core as it is served: what is large comes compressed, whatever the host does."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in ("pyodide.js", "pyodide-lock.json"):
        shutil.copy(maker / name, target)
    for name in ("pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"):
        packed = gzip.compress((maker / name).read_bytes(), 9, mtime=0)
        (target / f"{name}.gz").write_bytes(packed)


def seal(target: Path) -> None:
    """Write the hash of every file of the runtime into its lock, as browsers ask for them."""
    files = {
        path.relative_to(target).as_posix(): base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.name != "lock.json"
    }
    text = json.dumps({"files": files}, indent=1) + "\n"
    (target / "lock.json").write_text(text, encoding="utf-8")


# -- packages ---------------------------------------------------------------------------------------


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


def required(wheel: Path) -> list[str]:
    """The packages that a wheel asks for, without its extras and those of older Pythons."""
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        said = Parser().parsestr(archive.read(metadata).decode())
    return [
        normal(match[0])
        for asked in said.get_all("Requires-Dist") or []
        if not re.search("extra|python_version", asked.partition(";")[2]) and (match := re.match(r"[\w.-]+", asked))
    ]


def groups(needs: Needs) -> tuple[list[str], list[str]]:
    """The packages of a page, and those that JupyterLite needs beyond them."""
    lean = {
        "aecourse": sorted({*needs["aecourse"], *WIDGETS} - LATER),
        "ipywidgets": ["comm", "traitlets"],
        "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    }
    page = closure({**needs, **lean}, ["aecourse"])
    lab = closure(needs, ["aecourse", *WIDGETS, *FIGURES, *KERNEL])
    return page, sorted(set(lab) - set(page))


def closure(needs: Needs, roots: list[str]) -> list[str]:
    """*roots* and all packages that they rest on, by name, without those that are not used here.

    Raises:
        SystemExit: nothing gives a package that is needed.
    """
    kept: set[str] = set()
    todo = list(roots)
    while todo:
        name = todo.pop()
        if name not in kept | UNUSED:
            kept.add(name)
            todo += needs.get(name, [])
    if missing := kept - set(needs):
        raise SystemExit(f"Nothing gives {', '.join(sorted(missing))}: see web/wheels.in and web/pyodide.lock.json.")
    return sorted(kept)


# -- bytecode ---------------------------------------------------------------------------------------


def _compile(release: Path, target: Path, archives: dict[str, Path]) -> None:
    target.mkdir(parents=True)
    by_folder: dict[Path, list[list[Any]]] = {}
    for name, path in archives.items():
        how = [DROP.get(name, []), EMPTY.get(name, []), 2 if name in LEAN else 0]
        by_folder.setdefault(path.parent, []).append([path.name, ".", *how])
    for folder, jobs in by_folder.items():
        _run(release, folder, target, jobs)


def _run(release: Path, source: Path, target: Path, jobs: list[list[Any]]) -> None:
    subprocess.run(
        ["node", str(WEB / "compile.mjs"), str(release), str(source), str(target), json.dumps(jobs)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
