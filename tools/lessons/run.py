"""Execute notebooks and write them so that building twice gives the same bytes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from .source import Fault

LIVE = "application/vnd.jupyter.widget-view+json"
"""A live view is nothing without its kernel: a stored notebook keeps the still picture beside it."""

SECONDS_A_CELL = 60


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run every cell of *notebook* with *folder* as working folder; its outputs are stored in it.

    Progress goes to a file that is thrown away, and no profile of the builder's own is loaded.
    Raises :class:`nbclient.exceptions.CellExecutionError` for an error that no tag allows.
    """
    with tempfile.TemporaryDirectory() as scratch:
        environment = {
            **os.environ,
            "AECOURSE_PROGRESS": str(Path(scratch) / "progress.json"),
            "IPYTHONDIR": scratch,
        }
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=SECONDS_A_CELL,
            record_timing=False,
            extra_arguments=["--log-level=ERROR"],
            store_widget_state=False,
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute(env=environment)
    return tidy(notebook)


def tidy(notebook: NotebookNode) -> NotebookNode:
    """Take out of an executed notebook what differs between two runs."""
    notebook.metadata.pop("widgets", None)
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.metadata.pop("execution", None)
        cell.outputs = _joined(cell.outputs)
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
            if "data" in output:
                output.data.pop(LIVE, None)
    return notebook


def _joined(outputs: list[Any]) -> list[Any]:
    """*outputs* with neighbouring pieces of one stream as one: how they were cut is chance."""
    whole: list[Any] = []
    for output in outputs:
        last = whole[-1] if whole else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            whole.append(output)
    return whole


def text(notebook: NotebookNode) -> str:
    """The file that *notebook* is written as: readable Chinese, sorted, one newline at the end."""
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook, version=nbformat.NO_CONVERT)).rstrip("\n") + "\n"


def failure(name: str, error: CellExecutionError) -> Fault:
    """The fault that a cell which raised an error is."""
    last = (error.evalue or str(error)).strip().splitlines()
    return Fault(name, 0, f"a cell raised {error.ename}: {last[0] if last else ''}")
