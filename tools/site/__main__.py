"""``python -m tools.site STEP``: the steps of ``make site``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from . import links, lite, pages, runtime, snapshots, usb, wasm

BUILD = pages.ROOT / "build" / "site"
SITE = pages.ROOT / "site"


def reading() -> None:
    """The pages to read, both languages."""
    for language in ("en", "zh"):
        source = BUILD / language
        pages.write(source, language)
        shutil.copy(pages.ROOT / "tools" / "site" / "conf.py", source / "conf.py")
        made = BUILD / "html" / language
        shutil.rmtree(made, ignore_errors=True)  # or the scripts of earlier builds would stay in it
        subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-j", "auto",
             "-d", str(BUILD / "doctrees" / language), str(source), str(made)],
            check=True,
            cwd=pages.ROOT,
            env={**os.environ, "AECOURSE_SITE_LANGUAGE": language},
        )  # fmt: skip
        shutil.rmtree(SITE / language, ignore_errors=True)
        shutil.copytree(made, SITE / language, ignore=shutil.ignore_patterns(".buildinfo*", "*.inv"))


def scripts() -> None:
    """The page script, the worker and the shim for JupyterLite."""
    assets = BUILD / "assets"
    shutil.rmtree(assets, ignore_errors=True)
    node("build.mjs", "--out", str(assets))
    shutil.copy(pages.WEB / "page.css", assets)


def run_time() -> None:
    """Python as it is served, and all packages as bytecode."""
    runtime.build(SITE / "runtime", BUILD)


def jupyterlite() -> None:
    """JupyterLite, with the shim that gives it the runtime of the pages."""
    lite.build(SITE / "lite", BUILD)


def snapshot() -> None:
    """Python's memory after its imports, and the archives of files."""
    snapshots.make(SITE / "runtime", BUILD)
    runtime.seal(SITE / "runtime")


def node(script: str, *arguments: str) -> None:
    """Run one of the scripts of ``web/``."""
    subprocess.run(["node", script, *arguments], check=True, cwd=pages.WEB)


def home() -> None:
    """The page at the root, which leads into a language."""
    shutil.copy(pages.WEB / "home.html", SITE / "index.html")


def usb_folder() -> None:
    """The folder and zip to take along."""
    print(usb.pack(SITE, pages.ROOT / "usb"))


def check() -> None:
    """Follow every link; a broken one stops the build."""
    faults = links.broken(SITE)
    print("\n".join(faults))
    if faults:
        raise SystemExit(f"{len(faults)} links of the site are broken.")


STEPS = {
    "scripts": scripts,
    "reading": reading,
    "runtime": run_time,
    "lite": jupyterlite,
    "snapshot": snapshot,
    "home": home,
    "usb": usb_folder,
    "check": check,
}

if __name__ == "__main__":
    if sys.argv[1] == "test-wasm":
        if not (BUILD / "maker").is_dir():
            run_time()
        raise SystemExit(wasm.run(BUILD, sys.argv[2:]))
    for step in sys.argv[1:]:
        STEPS[step]()
