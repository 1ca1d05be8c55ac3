"""A learner's copy of a lesson: the notebook of the course, minus the outputs that give answers away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from aecourse.app.copies import learners_copy
from aecourse.app.workspace import lessons_folder
from aecourse.base.guidance import MARK, RUN_RESULT, run_first_band
from aecourse.base.language import LANGUAGES

NOTEBOOKS = [path for language in LANGUAGES for path in sorted((lessons_folder() / language).glob("[0-9]*.ipynb"))]
NAMES = [f"{path.parent.name}-{path.stem[:3]}" for path in NOTEBOOKS]


def without_outputs(notebook: Any) -> Any:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return notebook


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_a_copy_is_the_notebook_without_its_outputs(path: Path) -> None:
    """Same sources, same cells in the same order, same metadata: what is proved is what is learnt from."""
    built = path.read_bytes()
    assert without_outputs(json.loads(learners_copy(built))) == without_outputs(json.loads(built))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_what_is_kept_gives_nothing_away(path: Path) -> None:
    copy: Any = nbformat.reads(learners_copy(path.read_bytes()).decode(), nbformat.NO_CONVERT)
    nbformat.validate(copy)
    language = path.parent.name
    for cell in copy.cells:
        if cell.cell_type != "code":
            continue
        assert cell.execution_count is None
        for output in cell.outputs:
            live = MARK in output.get("data", {})
            asks = output.get("data", {}).get("text/html") == run_first_band(RUN_RESULT, language)
            assert live or asks or "setup" in cell.metadata.get("tags", []), cell.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_nothing_is_left_without_a_word_of_how_to_see_it(path: Path) -> None:
    """A hidden cell with a result has its still picture or a band; one whose code is read needs neither."""
    built, copy = (json.loads(one) for one in (path.read_bytes(), learners_copy(path.read_bytes())))
    for before, after in zip(built["cells"], copy["cells"], strict=True):
        hidden = before["metadata"].get("jupyter", {}).get("source_hidden")
        if before.get("outputs") and hidden:
            assert after["outputs"], before["source"]


def test_the_order_of_a_figure_is_not_told_in_the_copy() -> None:
    """The count of lesson 3 stands in the proved notebook and not in what a learner opens."""
    for language in LANGUAGES:
        path = next((lessons_folder() / language).glob("03-*.ipynb"))
        answers = [
            cell
            for cell in json.loads(path.read_bytes())["cells"]
            if "bad_conditions(result)" in "".join(cell["source"])
        ]
        assert all("10" in json.dumps(cell["outputs"]) for cell in answers)
        copied = json.loads(learners_copy(path.read_bytes()))["cells"]
        told = [cell for cell in copied if "bad_conditions(result)" in "".join(cell["source"])]
        assert told
        assert all("image/png" not in json.dumps(cell["outputs"]) for cell in told)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no notebook",
        b"[]",
        b'{"cells": [], "metadata": {}}',
        b'{"cells": [{}], "metadata": {"aecourse": {"lesson": "03", "language": "en"}}}',
        b'{"cells": [], "metadata": {"aecourse": {"glossary": true, "language": "en"}}}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_lesson_stays_as_it_is(content: bytes) -> None:
    assert learners_copy(content) == content
