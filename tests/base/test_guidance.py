"""A cell that was run too early: Python's own error, and one sentence more, in a real kernel."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

import aecourse
from aecourse.app import lab
from aecourse.base import guidance
from aecourse.base.language import LANGUAGES, Language, Phrase, get_language, set_language
from tools.lessons.pairs import half_width, shape

HOUSE = str(Path(aecourse.__file__).parent.parent)
FIRST = 'import aecourse\naecourse.set_language("{language}")'


def run(*cells: str, folder: Path | None = None, **environment: str) -> list[nbformat.NotebookNode]:
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    client = NotebookClient(
        notebook, kernel_name="python3", allow_errors=True, timeout=60,
        resources={"metadata": {"path": str(folder or Path.cwd())}},
    )  # fmt: skip
    client.execute(env={**os.environ, **environment})
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_set_up_cell_the_courses_own_jupyterlab_names_it(tmp_path: Path, language: Language) -> None:
    """Its kernel is explained to from the start, in the language of the folder of the lesson."""
    page = tmp_path / language / "00-start.ipynb"
    page.parent.mkdir()
    page.write_text(nbformat.writes(new_notebook()), encoding="utf-8")
    launch = lab.prepare(tmp_path, language, browser=False, environment={"PYTHONPATH": HOUSE})
    early, later = run(
        "aecourse.load_sample('growing-store')", "orders",
        folder=page.parent, **launch.environment,
    )  # fmt: skip
    assert early.ename == later.ename == "NameError"
    assert guidance.advice("aecourse").text(language) in "\n".join(early.traceback)
    assert guidance.advice("orders").text(language) in "\n".join(later.traceback)


def test_in_a_jupyter_started_otherwise_it_is_pythons_own_error(tmp_path: Path) -> None:
    [only] = run("aecourse.load_sample('growing-store')", IPYTHONDIR=str(tmp_path))
    assert only.ename == "NameError"
    assert only.evalue == "name 'aecourse' is not defined"
    assert "set-up cell" not in "\n".join(only.traceback)


def test_only_a_folder_of_a_language_chooses_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    set_language("zh")
    guidance.load_ipython_extension(None)
    assert get_language() == "zh"
    (tmp_path / "en").mkdir()
    monkeypatch.chdir(tmp_path / "en")
    guidance.load_ipython_extension(None)
    assert get_language() == "en"


@pytest.mark.parametrize("phrase", [guidance.RUN_VIEW, guidance.RUN_FORM, guidance.RUN_QUIZ, guidance.RUN_RESULT])
def test_a_band_names_the_key_in_both_languages(phrase: Phrase) -> None:
    for language, tag in (("en", "en"), ("zh", "zh-Hans")):
        made = guidance.run_first_band(phrase, language)
        assert f'lang="{tag}"' in made
        assert phrase.text(language) in re.sub("<[^>]+>", "", made)
        key = f'<span class="aecourse-key">{guidance.KEY.text(language)}</span>'
        assert key in made, "the course's own JupyterLab hides it: there a click is enough"
        assert "Shift+Enter" in key


def test_outside_a_notebook_nothing_is_done() -> None:
    assert guidance.explain_name_errors() is False


def test_somebody_elses_handler_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shell:
        custom_exceptions = (ValueError,)

    class Fake:
        get_ipython = staticmethod(Shell)

    monkeypatch.setitem(sys.modules, "IPython", Fake)  # type: ignore[arg-type]
    assert guidance.explain_name_errors() is False


@pytest.mark.parametrize("name", ["orders", "aecourse", "plots", "resutl"])
def test_both_languages_name_the_same_code(name: str) -> None:
    said = guidance.advice(name)
    assert shape(said.en).words == shape(said.zh).words
    assert not list(half_width(said.zh))
    assert {name} <= {word.split(" ")[0] for word in shape(said.en).words}
    assert len(LANGUAGES) == 2


def test_an_argument_of_another_name_is_told_in_the_cell_also_at_a_door() -> None:
    cells = (FIRST.format(language="en"), "aecourse.assess(1, 'daily6', '2019-01-01', ilustrative=True)",
             "aecourse.simulate(order=5)", "aecourse.simulate(orders='five')")  # fmt: skip
    plain, guarded, kind = run(*cells)
    assert "Did you mean 'illustrative'" in "\n".join(plain.traceback)
    assert "Did you mean 'orders'" in "\n".join(guarded.traceback)
    assert (kind.ename, "whole number" in kind.evalue) == ("CourseError", True)
