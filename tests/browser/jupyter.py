"""A real JupyterLab, run for a test or a measurement, and how to open a notebook of it in a page."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from aecourse.app.lab import prepare
from aecourse.base.language import Language
from tests.browser.quiet import listen

HOUSE = Path(__file__).parent.parent.parent
LAPTOP = ViewportSize(width=1366, height=768)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
CONNECTED = (
    "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.connectionStatus === 'connected'"
)
STARTED = "() => window.jupyterapp?.restored.then(() => true)"
# As a learner opens the next lesson in JupyterLab; its kernel listens once the session is ready.
OPEN = """async path => {
    const panel = await jupyterapp.commands.execute('docmanager:open', { path });
    for (const launcher of [...jupyterapp.shell.widgets('main')].filter(one => !one.context)) launcher.dispose();
    await panel.revealed;
    await panel.sessionContext.ready;
}"""
# When run-all has scrolled to its end, JupyterLab activates the notebook even if it is closed by then:
# its own TypeError (`_ensureFocus`), late enough to be taken for one of the next notebook.
CLEAR = """async () => {
    for (const widget of [...jupyterapp.shell.widgets('main')]) {
        await widget.sessionContext?.shutdown();
        if (widget.content) widget.content.activate = () => {};
        widget.dispose();
    }
    jupyterapp.shell.collapseLeft();  // as the course's page does on a laptop
}"""
# Run-all never resolves if it starts before the session exists, and evaluate() has no time limit.
RUN_ALL = """() => Promise.race([
    jupyterapp.commands.execute('notebook:run-all-cells'),
    new Promise(resolve => setTimeout(() => resolve('too late'), 120000))])"""
# The builder of the browser edition, where it is installed, brings an extension that complains here.
FOREIGN = "/extensions/@jupyterlite/"
# A kernel ended before widgets had their thread there: said a moment later, while the next notebook is open.
ENDED = "Error: Canceled future for create_subshell_request "


@dataclass
class Lab:
    """A running JupyterLab server in one language."""

    language: Language
    root: Path
    address: str
    token: str
    troubles: list[str] = field(default_factory=list)

    def write(self, name: str, *cells: str) -> str:
        """A notebook of these code cells, ready to be opened."""
        notebook = {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"kernelspec": {
                "name": "python3", "display_name": "Python 3", "language": "python"}},
            "cells": [
                {"cell_type": "code", "id": f"cell-{place}", "metadata": {}, "source": cell,
                 "outputs": [], "execution_count": None}
                for place, cell in enumerate(cells)
            ],
        }  # fmt: skip
        (self.root / name).write_text(json.dumps(notebook), encoding="utf-8")
        return name

    def load(self, page: Page, path: str = "") -> None:
        """Load JupyterLab in a page; what the page complains of is kept."""
        self.troubles.clear()
        page.on("pageerror", lambda error: self._note(f"{error} {error.stack or ''}"))
        page.on("console", lambda said: self._note(said.text) if said.type == "error" else None)
        page.goto(f"{self.address}/lab{path}?reset&token={self.token}", timeout=90_000)

    def open(self, page: Page, name: str) -> Page:
        """Load JupyterLab with a notebook and wait until its kernel listens."""
        self.load(page, f"/tree/{name}")
        page.wait_for_function(CONNECTED, timeout=90_000)
        return page

    def put(self, page: Page, name: str) -> Page:
        """Open a notebook in the JupyterLab of the page, beside what is open there."""
        self.troubles.clear()
        page.evaluate(OPEN, name)
        page.wait_for_function(CONNECTED, timeout=90_000)
        listen(page)
        return page

    def clear(self, page: Page) -> None:
        """Close what is open in the JupyterLab of the page, end its kernels; its window is a laptop's."""
        page.wait_for_function(STARTED, timeout=90_000)
        page.evaluate(CLEAR)
        page.set_viewport_size(LAPTOP)

    def _note(self, trouble: str) -> None:
        if FOREIGN not in trouble and not trouble.startswith(ENDED):
            self.troubles.append(trouble)

    def run(self, page: Page, name: str) -> Page:
        """Load JupyterLab with a notebook and run all its cells; a cell that raises fails the test."""
        return self._run_all(self.open(page, name), name)

    def put_and_run(self, page: Page, name: str) -> Page:
        """Open a notebook in the JupyterLab of the page and run all its cells."""
        return self._run_all(self.put(page, name), name)

    def _run_all(self, page: Page, name: str) -> Page:
        assert page.evaluate(RUN_ALL) is True, f"a cell of {name} failed"
        return page


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(folder: Path, language: Language, kernels: Mapping[str, str] | None = None) -> Generator[Lab, None, None]:
    """The course's own JupyterLab in *folder*, until the generator is closed.

    *kernels*: the environment by which it finds others than this installation's own.
    """
    root = folder / "root"
    page = root / language / "00-start.ipynb"
    page.parent.mkdir(parents=True)
    shutil.copy(HOUSE / "notebooks" / language / page.name, page)
    port, token = _free_port(), secrets.token_hex()
    own = {"JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "PYTHONPATH": str(HOUSE), **(kernels or {})}
    launch = prepare(
        root, language, browser=False, port=port, environment=os.environ | own,
        more=("--expose-app-in-browser", "--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0",
              f"--IdentityProvider.token={token}"),
    )  # fmt: skip
    lab = Lab(language, root, f"http://127.0.0.1:{port}", token)
    log = folder / "lab.log"
    with (
        log.open("w") as said,
        subprocess.Popen(launch.command, env=launch.environment, stdout=said, stderr=said) as server,
    ):
        try:
            _await(f"{lab.address}/api/status?token={token}", server, log)
            yield lab
        finally:
            server.terminate()


def _await(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")
