"""Which cells of a lesson can come alive in a page, and the code that each of them needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

LIVE = {
    "aecourse.live": "view",
    "aecourse.check": "form",
    "aecourse.exercises.predict": "form",
    "aecourse.quiz": "quiz",
    "aecourse.exercises.reveal": "guess",
    "aecourse.home": "record",
    "aecourse.progress": "record",
    "aecourse.certificate": "paper",
}
"""What a call begins with, and what it shows."""

ALWAYS = "aecourse.set_language"

Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Live:
    """A cell that can come alive: its place in the notebook, what it shows, its code."""

    at: int
    id: str
    kind: str
    code: str


def live_cells(cells: Sequence[Cell]) -> list[Live]:
    """The cells of a notebook that can come alive, in order.

    The code of each holds the statements before it that it rests on, and no others: a form must not
    wait for the figures above it.
    """
    before: list[ast.stmt] = []
    found = []
    for at, cell in enumerate(cells):
        if cell["cell_type"] != "code":
            continue
        body = ast.parse(text_of(cell)).body
        kind = _kind(body)
        if kind and any("text/html" in out.get("data", {}) for out in cell["outputs"]):
            code = "\n".join(ast.unparse(one) for one in [*_needed(before, body), *body])
            found.append(Live(at, cell["id"], kind, code))
        before += body
    return found


def text_of(cell: Cell) -> str:
    """The source of a cell, as one text."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _kind(body: list[ast.stmt]) -> str | None:
    """What the cell shows at its end, if that is something alive."""
    if not body or not isinstance(body[-1], ast.Expr):
        return None
    for node in ast.walk(ast.Module(body, [])):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name == "aecourse.home" and node.args:  # the line above a lesson: the site has its own
                continue
            for start, kind in LIVE.items():
                if name == start or name.startswith(f"{start}."):
                    return kind
    return None


def _needed(before: list[ast.stmt], body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of *before* on which *body* rests."""
    wanted = set(_used(body))
    kept: list[ast.stmt] = []
    for statement in reversed(before):
        bound = set(_bound(statement))
        setting = (
            isinstance(statement, ast.Expr)
            and isinstance(statement.value, ast.Call)
            and ast.unparse(statement.value.func) == ALWAYS
        )
        if setting or bound & wanted:
            kept.append(statement)
            # An assignment to a part (`orders["x"] = ...`) changes what was bound before.
            whole = set(_stored(statement))
            wanted = (wanted - whole) | set(_used([statement]))
            if not isinstance(statement, ast.Assign | ast.Import | ast.ImportFrom):
                wanted |= bound
    return kept[::-1]


def _stored(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _used(body: list[ast.stmt]) -> Iterator[str]:
    for node in ast.walk(ast.Module(body, [])):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def _bound(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).split(".")[0]
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            root: ast.expr = node
            while isinstance(root, ast.Subscript | ast.Attribute):
                root = root.value
            if isinstance(root, ast.Name):
                yield root.id
