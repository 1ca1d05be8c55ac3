"""A cell that was run too early: Python's own error, and one sentence more, in a real kernel."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

import aecourse
from aecourse import guidance
from aecourse.language import LANGUAGES
from tools.lessons.pairs import half_width, shape

FIRST = 'import aecourse\naecourse.set_language("{language}")'


def run(*cells: str) -> list[nbformat.NotebookNode]:
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name="python3", allow_errors=True, timeout=60).execute()
    return [output for cell in notebook.cells for output in cell.outputs]


def test_the_missing_cell_is_named_and_nothing_is_swallowed() -> None:
    cells = [
        FIRST.format(language="en"),
        "len(orders)",
        "plots.rolling_rate(result)",
        "def later():\n    return result\nlater()",
        "1 / 0",
        "aecourse.nothing",
        "import json\njson.loads('{')",
        'aecourse.set_language("zh")\nlen(orders)',
        "orders = [1]\nlen(orders)",
    ]
    early, set_up, inside, division, attribute, other, chinese, fine = run(*cells)
    assert early.ename == "NameError"
    assert early.evalue == "name 'orders' is not defined"
    said = "\n".join(early.traceback)
    assert guidance.advice("orders").en in said
    assert "set-up cell" in "\n".join(set_up.traceback)
    assert guidance.advice("result").en in "\n".join(inside.traceback)
    for own in (division, attribute, other):
        assert "Run that cell" not in "\n".join(own.traceback)
        assert "run that cell" not in "\n".join(own.traceback)
    assert [division.ename, attribute.ename, other.ename] == [
        "ZeroDivisionError", "AttributeError", "JSONDecodeError",
    ]  # fmt: skip
    assert guidance.advice("orders").zh in "\n".join(chinese.traceback)
    assert fine.data["text/plain"] == "1"
    assert not any(str(Path(aecourse.__file__).parent) in line for line in early.traceback)


def test_the_set_up_cell_itself_left_out_is_pythons_own_error() -> None:
    [only] = run("aecourse.load_sample('growing-store')")
    assert only.ename == "NameError"
    assert "aecourse" in only.evalue


def test_outside_a_notebook_nothing_is_done() -> None:
    assert guidance.install() is False


def test_somebody_elses_handler_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shell:
        custom_exceptions = (ValueError,)

    class Fake:
        get_ipython = staticmethod(Shell)

    monkeypatch.setitem(sys.modules, "IPython", Fake)  # type: ignore[arg-type]
    assert guidance.install() is False


@pytest.mark.parametrize("name", ["orders", "aecourse", "plots", "resutl"])
def test_both_languages_name_the_same_code(name: str) -> None:
    said = guidance.advice(name)
    assert shape(said.en).words == shape(said.zh).words
    assert not list(half_width(said.zh))
    assert {name} <= {word.split(" ")[0] for word in shape(said.en).words}
    assert len(LANGUAGES) == 2
