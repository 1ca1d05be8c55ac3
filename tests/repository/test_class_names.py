"""One name, one meaning: a class of one room is not named as a class of another."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import aecourse

HOUSE = Path(aecourse.__file__).parent

TWICE = {"Fault"}
"""What is wrong with a cell of an order table, and with a rule file: both public, each in its error's ``faults``."""


def classes() -> dict[str, list[str]]:
    found = defaultdict(list)
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(HOUSE).as_posix())
    return found


def test_no_two_modules_define_a_class_of_one_name() -> None:
    assert {name: places for name, places in classes().items() if len(places) > 1 and name not in TWICE} == {}


def test_the_exceptions_are_exceptions() -> None:
    found = classes()
    assert all(len(found[name]) == 2 for name in TWICE)
