"""The site to take along: one folder and one zip, with a starter for each system."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from .pages import WEB

NAME = "aecourse-offline"


def pack(site: Path, target: Path) -> Path:
    """Write the folder and its zip into *target*; the path of the zip.

    Programs keep that they are programs, or macOS and Linux would not start them.
    """
    if not (site / "index.html").exists():
        raise SystemExit(f"There is no site at {site} yet: make site.")
    folder = target / NAME
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(WEB / "usb", folder)
    shutil.copytree(site, folder / "site")
    path = target / f"{NAME}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                how = zipfile.ZIP_STORED if file.suffix in {".gz", ".whl"} else zipfile.ZIP_DEFLATED
                archive.write(file, file.relative_to(target), how)
    return path
