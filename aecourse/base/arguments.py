"""What a public function is given, checked at its door by its own annotations.

    @guarded
    def tornado(alone: Mapping[str, Trial], id: str = "odr") -> Axes: ...

``tornado(3)`` then says what is needed in the place of 3.  An annotation may name plain kinds
(``bool``, ``int``, ``float``, ``str``, ``Path``), a class of the house that ``arguments.toml`` has words
for, several of one kind (``Sequence``, ``Mapping``, ``tuple``), ``None``, and any of these joined by
``|``.  What else it names (``Any``, ``Moment``, ``pd.DataFrame``) the function reads itself, and says
itself what is wrong.  So do bounds: here a value is told by its kind alone.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, wraps
from os import PathLike
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from .errors import CourseError, brief
from .language import Phrase, join
from .quantities import is_flag, is_number, is_whole
from .tables import Texts, texts

P = ParamSpec("P")
R = TypeVar("R")


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """*function*, which begins only with arguments of the kinds that its annotations name.

    Raises:
        CourseError: every argument that is of another kind, all at once.  What Python itself says of
            an argument too many or too few it still says.
    """
    signature = inspect.signature(function)
    where = function.__qualname__.removesuffix(".__init__")

    @wraps(function)
    def begun(*given: P.args, **named: P.kwargs) -> R:
        __tracebackhide__ = True  # a notebook shows the learner's line and the function's
        try:
            bound = signature.bind(*given, **named).arguments
        except TypeError:
            return function(*given, **named)
        faults = [
            fault
            for parameter in signature.parameters.values()
            if parameter.name in bound and isinstance(parameter.annotation, str)
            for name, value in _each(parameter, bound[parameter.name])
            if (fault := unfit(name, parameter.annotation, value)) is not None
        ]
        if faults:
            told = join(faults, en="; ", zh="；")
            raise CourseError(f"{where}: {told.en}.", f"{where}：{told.zh}。")
        return function(*given, **named)

    return begun


def is_folder(path: Path) -> bool:
    """Whether *path* is a folder; what no system can find (a name too long, a zero byte) is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _each(parameter: inspect.Parameter, value: Any) -> list[tuple[str, Any]]:
    """What one parameter took, by the name that an error calls it."""
    if parameter.kind is parameter.VAR_KEYWORD:
        return list(value.items())
    return [(parameter.name, one) for one in (value if parameter.kind is parameter.VAR_POSITIONAL else [value])]


def unfit(name: str, annotation: str, value: object) -> Phrase | None:
    """What is wrong with a *value* where something of *annotation* is needed; None if nothing is."""
    kind = _kind(annotation)
    if _fits(kind, value):
        return None
    needed = _called(kind)
    hint = Phrase("", "")
    if isinstance(value, Mapping) and value and all(_fits(kind, one) for one in value.values()):
        key = brief(next(iter(value)))
        hint = Phrase(f"; name one of them, such as [{key}]", f"；请指明其中一个，例如 [{key}]")
    return Phrase(
        f"{name} must be {needed.en}, not {brief(value)}{hint.en}",
        f"{name} 应为{needed.zh}，而不是 {brief(value)}{hint.zh}",
    )


@cache
def _kind(annotation: str) -> ast.expr:
    return ast.parse(annotation, mode="eval").body


@cache
def _words() -> Texts:
    return texts(__file__)


# -- whether a value is of a kind -------------------------------------------------------------------

_PLAIN: dict[str, Callable[[Any], bool]] = {
    "bool": is_flag,
    "int": lambda value: is_whole(value) and value >= 0,
    "float": lambda value: is_number(value) and value == value,  # noqa: PLR0124 - what is not a number is not itself
    "str": lambda value: isinstance(value, str),
    "Path": lambda value: isinstance(value, PathLike),
}


def _fits(kind: ast.expr, value: Any) -> bool:
    match kind:
        case ast.BinOp(left=left, right=right):
            return _fits(left, value) or _fits(right, value)
        case ast.Constant(value=None):
            return value is None
        case ast.Subscript(value=ast.Name(id=holder), slice=inner):
            return _holds(holder, inner.elts if isinstance(inner, ast.Tuple) else [inner], value)
        case ast.Name(id=name) if name in _PLAIN:
            return _PLAIN[name](value)
        case ast.Name(id=name) if name in _words()["one"]:
            return any(base.__name__ == name for base in type(value).__mro__)
    return True


def _holds(holder: str, inner: list[ast.expr], value: Any) -> bool:  # noqa: PLR0911 - a holder a line
    """Whether *value* is such a holder, of such things; an iterator is not used up for it.

    A sequence and a mapping hold something.
    """
    if holder == "Literal":
        return isinstance(value, str) and any(isinstance(one, ast.Constant) and one.value == value for one in inner)
    if holder == "Mapping":
        return isinstance(value, Mapping) and len(value) > 0 and all(_fits(inner[1], one) for one in value.values())
    if holder == "tuple":
        whole = isinstance(value, tuple | list) and len(value) == len(inner)
        return whole and all(map(_fits, inner, value))
    if holder not in ("Sequence", "Iterable", "Collection"):
        return True
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        return False
    if not isinstance(value, Collection):
        return holder == "Iterable"
    return (len(value) > 0 or holder != "Sequence") and all(_fits(inner[0], one) for one in value)


# -- what a kind is called --------------------------------------------------------------------------


def _called(kind: ast.expr) -> Phrase:  # noqa: PLR0911 - a kind a line
    match kind:
        case ast.BinOp(left=left, right=ast.Constant(value=None)):
            return _called(left)
        case ast.BinOp(left=left, right=right):
            return join([_called(left), _called(right)], en=" or ", zh="或")
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inner):
            listed = [ast.unparse(one) for one in (inner.elts if isinstance(inner, ast.Tuple) else [inner])]
            return Phrase(" or ".join(listed), " 或 ".join(listed))
        case ast.Subscript(value=ast.Name(id="Mapping"), slice=ast.Tuple(elts=[_, inner])):
            return _words()["named"][ast.unparse(inner)]
        case ast.Subscript(slice=ast.Tuple(elts=parts)):
            return join([_called(part) for part in parts], en=" and ", zh="和")
        case ast.Subscript(slice=inner):
            return _words()["many"][ast.unparse(inner)]
    return _words()["one"][ast.unparse(kind)]
