"""One name, one meaning: what is public at the top of a module is named so nowhere else."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import aecourse

HOUSE = Path(aecourse.__file__).parent
DEFINITIONS = (ast.ClassDef, ast.FunctionDef)

VIEWS = """
    assumption_reasons assumption_words before_words caption details draw_answer draw_items draw_result finding
    knobs look narrow picture poster story summary table_rows x_of
"""
SAME_THING = {
    "each view's own, by the name that all views give it": VIEWS.split(),
    "a figure, and what it shows": ["segments", "timeline"],
    "of a cell and of a rule: both public, each in its error's ``faults``": ["Fault"],
    "the verdict on an answer, and on a store": ["judge"],
    "dated tables of the rulebook, and tables beside a module": ["tables"],
}
"""Names that stand in several modules, by what they have in common."""


@cache
def public() -> dict[str, list[str]]:
    """Name -> the modules that define it; a lesson's facts are called in that lesson alone."""
    found = defaultdict(list)
    for path in sorted(HOUSE.rglob("*.py")):
        if path.parent.name != "facts":
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, DEFINITIONS) and not node.name.startswith("_"):
                    found[node.name].append(path.relative_to(HOUSE).as_posix())
    return found


def test_no_two_modules_mean_different_things_by_one_name() -> None:
    allowed = {name for names in SAME_THING.values() for name in names}
    found = {name: places for name, places in public().items() if len(places) > 1 and name not in allowed}
    assert not found, f"rename one, or list it in SAME_THING with what is the same: {found}"


@pytest.mark.parametrize("name", [name for names in SAME_THING.values() for name in names])
def test_an_exception_is_needed(name: str) -> None:
    assert len(public()[name]) > 1, f"take {name} out of SAME_THING: it stands in one module"
