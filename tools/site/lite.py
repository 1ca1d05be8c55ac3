"""JupyterLite: all lessons as notebooks to write code in, with the runtime of the pages."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from .pages import OTHER, ROOT
from .words import WORDS, Language

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
START = (
    "micropip", "piplite", "ssl", "sqlite3", "ipykernel", "comm", "pyodide_kernel", "jedi",
    "ipython",
)  # fmt: skip
"""What the kernel loads before a first cell."""

APPS = ("lab", "notebooks")


def settings() -> dict[str, Any]:
    """How JupyterLite is set up: Python from the site's own runtime, nothing from elsewhere."""
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": WORDS["title"].text("en"),
            "exposeAppInBrowser": True,
            "disabledExtensions": ["@jupyterlab/extensionmanager-extension"],
            "litePluginSettings": {
                KERNEL: {
                    "pyodideUrl": "./runtime/lite.js",
                    "disablePyPIFallback": True,
                    "loadPyodideOptions": {"packages": list(START)},
                }
            },
        },
    }


def build(target: Path, work: Path) -> None:
    """Write JupyterLite into *target*: ``lab/`` in English and ``lab-zh/`` in Chinese."""
    folder = work / "lite"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for language in OTHER:
        shutil.copytree(ROOT / "notebooks" / language, folder / "contents" / language)
    _json(folder / "jupyter-lite.json", settings())
    config = {
        "LiteBuildConfig": {
            "contents": ["contents"],
            "output_dir": str(target),
            "apps": list(APPS),
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }
    _json(folder / "jupyter_lite_config.json", config)
    shutil.rmtree(target, ignore_errors=True)
    done = subprocess.run(
        [Path(sys.executable).parent / "jupyter", "lite", "build"],
        cwd=folder, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    shutil.rmtree(next(target.glob("static/pyodide"), target / "none"), ignore_errors=True)
    (target / "runtime").mkdir()
    shutil.copy(work / "assets" / "lite.js", target / "runtime")
    for app in APPS:
        _speak(target / app, target / f"{app}-zh", "zh")


def _speak(app: Path, other: Path, language: Language) -> None:
    """The same app again, with its menus in *language*."""
    shutil.copytree(app, other)
    path = other / "jupyter-lite.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    data = said.setdefault("jupyter-config-data", {})
    locale = {"zh": "zh_CN", "en": "en"}[language]
    data["settingsOverrides"] = {"@jupyterlab/translation-extension:plugin": {"locale": locale}}
    data["appUrl"] = f"/{other.name}"
    _json(path, said)


def _json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
