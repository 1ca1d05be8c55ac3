"""Where a Chromium for the browser tests is; run as a program, it tries to get one and says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HEADLESS = ("chromium-headless-shell",)
"""The same engine without what a window needs: about a fifth less work in all for the same tests."""


def find(*, whole: bool = False) -> str | None:
    """The path of a Chromium: ``AECOURSE_CHROMIUM``, one on the PATH, or Playwright's own.

    With *whole*, one that people use, for measuring what they see.
    """
    if named := os.environ.get("AECOURSE_CHROMIUM"):
        return named
    for name in WHOLE if whole else (*HEADLESS, *WHOLE):
        if path := shutil.which(name):
            return path
    return own()


def own() -> str | None:
    """The path of the Chromium that Playwright has downloaded, if it has."""
    code = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    # In a process of its own: Playwright cannot be started where it already runs.
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    path = asked.stdout.strip()
    return path if path and Path(path).exists() else None


def main() -> None:
    path = find()
    if path is None:
        print("No Chromium found; trying to download one for the browser tests ...", flush=True)
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        try:
            subprocess.run(command, timeout=300, check=False, capture_output=True)
        except subprocess.TimeoutExpired:
            print("The download took too long.")
        path = find()
    if path is None:
        print(
            "SKIPPED: the browser tests, for want of Chromium. Install it (Debian and Ubuntu: "
            "apt install chromium) or name one with AECOURSE_CHROMIUM=/path/to/it."
        )
    else:
        print(f"Browser tests with {path}")


if __name__ == "__main__":
    main()
