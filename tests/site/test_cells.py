"""What of a lesson can come alive, and that each such cell has all that it needs."""

from __future__ import annotations

import ast
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from aecourse.exercises import quiz, registry
from tools.site.cells import live_cells, text_of

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(p for p in (NOTEBOOKS / "en").glob("*.ipynb") if p.stem != "glossary")


def cell(source: str, html: bool = True, id: str = "x") -> dict[str, Any]:
    data = {"text/plain": "shown"} | ({"text/html": "<p>"} if html else {})
    outputs = [{"output_type": "execute_result", "data": data, "metadata": {}}]
    return {"cell_type": "code", "id": id, "source": source, "outputs": outputs, "metadata": {}}


def notebook(path: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return cells


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("aecourse.exercises.reveal('a')", "guess"),
        ("aecourse.certificate()", "paper"),
        ("aecourse.live.ScoreLab()", "view"),
        ("answer = ...\naecourse.check('a', answer)", "form"),
        ("aecourse.exercises.predict('a', ...)", "form"),
        ("aecourse.quiz('03')", "quiz"),
        ("mine = aecourse.live.Capstone(7)\nmine", "view"),
        ("aecourse.progress()", "record"),
        ("view = aecourse.live.ScoreLab()", None),
        ("aecourse.glossary('ODR')", None),
        ("plots.tactics.moves(alone)", None),
    ],
)
def test_what_can_come_alive(last: str, kind: str | None) -> None:
    assert [one.kind for one in live_cells([cell(last)])] == ([kind] if kind else [])


def test_a_cell_without_a_picture_stays_as_it_is() -> None:
    assert live_cells([cell("aecourse.live.ScoreLab()", html=False)]) == []


def test_a_cell_brings_what_it_rests_on_and_nothing_else() -> None:
    before = [
        cell("import aecourse\nfrom aecourse import plots\naecourse.set_language('en')"),
        cell("orders = aecourse.load_sample('s')\nax = plots.draw(orders)"),
        cell("orders['late'] = 1\nother = orders.copy()"),
        cell("def mean(x):\n    return x.mean()"),
        cell("for x in range(3):\n    total = x"),
    ]
    (found,) = live_cells([*before, cell("aecourse.live.OrderExplorer(orders, mean, total)")])
    code = found.code
    assert "load_sample" in code
    assert "orders['late'] = 1" in code
    assert "def mean" in code
    assert "for x in" in code
    assert "set_language" in code
    assert "plots" not in code
    assert "copy" not in code
    assert code.index("load_sample") < code.index("'late'") < code.index("OrderExplorer")


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_both_languages_have_the_same_cells_to_come_alive(path: Path) -> None:
    en, zh = (live_cells(notebook(NOTEBOOKS / lang / path.name)) for lang in ("en", "zh"))
    assert [(one.id, one.kind) for one in en] == [(one.id, one.kind) for one in zh]
    kinds = Counter(one.kind for one in en)
    assert kinds["view"] >= 1
    number = path.stem.partition("-")[0]
    exercises = [id for id, exercise in registry().items() if exercise.lesson == number]
    forms = [one.code for one in en if one.kind == "form"]
    assert [id for id in exercises if not any(repr(id) in code for code in forms)] == []
    assert bool(forms) == bool(exercises)
    assert kinds["quiz"] == (number in quiz.lessons_with_quiz())


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_what_comes_alive_says_what_is_stored(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alone, without the cells around it: as a page runs it."""
    monkeypatch.setenv("AECOURSE_PROGRESS", os.devnull)
    cells = notebook(path)
    for one in live_cells(cells):
        if one.kind in {"record", "paper"}:  # these say what a learner has done
            continue
        stored = "".join("".join(out["data"]["text/plain"]) for out in cells[one.at]["outputs"] if "data" in out)
        *first, last = ast.parse(one.code).body
        assert isinstance(last, ast.Expr)
        space: dict[str, Any] = {}
        exec(compile(ast.Module(first, []), "cell", "exec"), space)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
        assert value._repr_mimebundle_()["text/plain"] == stored, one.id
        assert text_of(cells[one.at]).splitlines()[-1].split("(")[0] in one.code
