"""The small faults that a module can be given: one changed sign, number or condition each.

Words are no logic: texts, docstrings, ``Phrase(...)``, annotations, decorators and what is raised stay
as they are; so do assertions, and ``strict=`` of a zip, which is one.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_NAMES = {
    "min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor",
    "first": "last", "last": "first", "low": "high", "high": "low", "x": "y", "y": "x",
}  # fmt: skip
_UNTOUCHED_CALLS = {"Phrase", "phrase", "lru_cache", "TypeVar", "warn"}


@dataclass(frozen=True, slots=True)
class Change:
    """One fault: the line where it stands, and what becomes of what."""

    line: int
    what: str
    number: int  # among the changes of the module
    is_number: bool = False  # a number was changed, nothing else

    def __str__(self) -> str:
        return f"{self.line}: {self.what}"


Edit = Callable[[], Callable[[], None]]  # does it, and gives what undoes it


class _Finder(ast.NodeVisitor):
    """Walks the tree and keeps an edit for every place that can be changed."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str, Edit]] = []

    def _offer(self, node: ast.AST, what: str, holder: object, name: str, value: object) -> None:
        def edit() -> Callable[[], None]:
            before = getattr(holder, name)
            setattr(holder, name, value)
            return lambda: setattr(holder, name, before)

        self.found.append((getattr(node, "lineno", 0), what, edit))

    # -- what is left alone ------------------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        for statement in node.body:
            self.visit(statement)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for statement in node.body:
            self.visit(statement)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg != "strict":  # as an assertion, it guards against a slip of whoever changes the code
            self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Raise(self, node: ast.Raise) -> None:
        pass

    def generic_visit(self, node: ast.AST) -> None:
        if not isinstance(node, ast.Import | ast.ImportFrom | ast.Assert | ast.JoinedStr):
            super().generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        self._condition(node)
        self.generic_visit(node)

    # -- what is changed ---------------------------------------------------------------------------

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._condition(node)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._condition(node)
        self.generic_visit(node)

    def _condition(self, node: ast.If | ast.IfExp | ast.While) -> None:
        """A condition that is no comparison is turned round; a comparison is changed by itself."""
        plain = ast.Name | ast.Attribute | ast.Call | ast.Subscript
        if isinstance(node.test, plain):
            negated = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
            self._offer(node.test, f"{ast.unparse(node.test)} -> not", node, "test", negated)

    def visit_Compare(self, node: ast.Compare) -> None:
        for at, op in enumerate(node.ops):
            for other in _COMPARED[type(op)]:
                ops = [*node.ops[:at], other(), *node.ops[at + 1 :]]
                changed = ast.unparse(ast.Compare(node.left, ops, node.comparators))
                self._offer(node, f"{ast.unparse(node)} -> {changed}", node, "ops", ops)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        words = any(
            isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
            for side in (node.left, node.right)
        )
        other = _RECKONED.get(type(node.op))
        if other is not None and not words:
            changed = ast.unparse(ast.BinOp(node.left, other(), node.right))
            self._offer(node, f"{ast.unparse(node)} -> {changed}", node, "op", other())
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        other = _RECKONED.get(type(node.op))
        if other is not None and not isinstance(node.value, ast.List | ast.JoinedStr):
            changed = ast.unparse(ast.AugAssign(node.target, other(), node.value))
            self._offer(node, f"{ast.unparse(node)} -> {changed}", node, "op", other())
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        self._offer(node, f"{ast.unparse(node)} -> {'or' if isinstance(other, ast.Or) else 'and'}",
                    node, "op", other)  # fmt: skip
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        kind = type(node.op)
        if kind in {ast.Not, ast.Invert, ast.USub}:
            if kind is ast.USub:
                self._offer(node, f"{ast.unparse(node)} -> +", node, "op", ast.UAdd())
            else:
                # twice the sign is none
                twice = ast.copy_location(ast.UnaryOp(kind(), node.operand), node.operand)
                self._offer(node, f"{ast.unparse(node)} -> without", node, "operand", twice)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            self._offer(node, f"{value} -> {not value}", node, "value", not value)
        elif isinstance(value, int | float):
            other = value + 1 if isinstance(value, int) or value == 0 else value * 1.25
            self._offer(node, f"{value} -> {other:g}", node, "value", other)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        if name in _UNTOUCHED_CALLS:
            return
        if name in _NAMES and isinstance(called, ast.Name):
            self._offer(node, f"{name}() -> {_NAMES[name]}()", called, "id", _NAMES[name])
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr in _NAMES and isinstance(node.ctx, ast.Load):
            other = _NAMES[node.attr]
            self._offer(node, f"{ast.unparse(node)} -> .{other}", node, "attr", other)
        self.generic_visit(node)


def changes(source: str) -> list[Change]:
    """Every change of a module, in the order of its lines."""
    finder = _Finder()
    finder.visit(ast.parse(source))
    return [
        Change(line, what, n, what.split(" -> ")[0].replace(".", "").isdigit())
        for n, (line, what, _) in enumerate(finder.found)
    ]


def changed(source: str, number: int) -> ast.Module:
    """The module's tree with the change of that number."""
    tree = ast.parse(source)
    finder = _Finder()
    finder.visit(tree)
    finder.found[number][2]()
    return ast.fix_missing_locations(tree)
