"""The lock files of the site's pure wheels, from their lists of names: ``make lock-site``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .pages import WEB
from .runtime import digest, normal

PURE = (
    "--no-deps", "--only-binary", ":all:", "--platform", "any", "--python-version", "3.12",
    "--implementation", "py", "--abi", "none",
)  # fmt: skip
"""What pip takes for a browser: wheels without compiled code, for Pyodide's Python."""


def download(folder: Path, requirements: Path, *more: str) -> None:
    """Fetch the wheels of *requirements* into *folder*."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    asked = ["--dest", str(folder), "--requirement", str(requirements)]
    subprocess.run([*pip, "download", *PURE, *more, *asked], check=True)


def write(name: str) -> None:
    """Write ``web/NAME.lock`` from ``web/NAME.in``: versions and hashes, no address."""
    with TemporaryDirectory() as folder:
        download(Path(folder), WEB / f"{name}.in")
        lines = [f"# Made by `make lock-site` from {name}.in."]
        for path in sorted(Path(folder).glob("*.whl"), key=lambda path: normal(path.name)):
            title, version = path.name.split("-")[:2]
            lines.append(f"{normal(title)}=={version} \\\n    --hash=sha256:{digest(path)}")
    (WEB / f"{name}.lock").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name in ("wheels", "wheels-test"):
        write(name)
