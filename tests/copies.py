"""A copy of the house to change something in, and to see what that does there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLUGINS = ("-p", "pytest_timeout", "-p", "_hypothesis_pytestplugin")
"""Those that the settings and the tests ask for, and no others, which would be imported for nothing."""
PARTS = ("aecourse", "benchmarks", "data", "docs", "lessons", "notebooks", "tests", "tools", "pyproject.toml")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy2(source, target)


class House:
    """The repository's sources once more, below *folder*; ``changed`` are the files written there.

    What is compiled comes along: Python compares the times of the sources and replaces, never writes into, a file.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed: list[str] = []
        for part in PARTS:
            source, target = ROOT / part, folder / part
            if source.is_dir():
                left_out = shutil.ignore_patterns(".ipynb_checkpoints")
                shutil.copytree(source, target, copy_function=_link, ignore=left_out)
            else:
                _link(str(source), str(target))

    def write(self, path: str, text: str) -> None:
        """Write a file of the copy; the original keeps its own."""
        if path not in self.changed:
            self.changed.append(path)
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.write_text(text, encoding="utf-8")

    def append(self, path: str, text: str) -> None:
        """Add lines at the end of a file."""
        self.write(path, (self.folder / path).read_text(encoding="utf-8") + text)

    def replace(self, path: str, old: str, new: str) -> None:
        """Put *new* where *old* stands once."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old)
        self.write(path, text.replace(old, new))

    def says(self, code: str) -> list[str]:
        """The lines that *code* prints in the copy."""
        return self._run("-c", code).splitlines()

    def passes(self, *arguments: str) -> int:
        """How many tests of the copy pass; a failing one is shown."""
        done = self._run("-m", "pytest", "-q", "-p", "no:cacheprovider", *PLUGINS, *arguments)
        return int(done.splitlines()[-1].split(" passed")[0])

    def _run(self, *arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()
