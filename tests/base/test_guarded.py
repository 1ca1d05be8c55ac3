"""The door of a public function: what fits its annotations, and the sentence about what does not."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from aecourse import Store
from aecourse.base.arguments import guarded, unfit
from aecourse.base.errors import CourseError, brief


@pytest.mark.parametrize(
    ("annotation", "fits", "does_not"),
    [
        ("bool", [True, np.True_], [1, 0, "False", None]),
        ("int", [0, 3, np.int64(3)], [-1, 1.0, True, "3", None, float("nan")]),
        ("float", [0, -1.5, np.float32(2)], [float("nan"), "1", True, None, 1j]),
        ("str", ["", "a"], [3, None, ["a"], b"a"]),
        ("str | Path | None", ["a", Path("a"), None], [3, ["a"]]),
        ("Store | None", [Store(), None], [Store, "price-store", {"a": Store()}]),
        ("Literal['store', 'product']", ["store"], ["shop", None, pd.Series(["store"])]),
        ("Sequence[float]", [[1], (1, 2.5), np.array([1.0]), pd.Series([1])], [[], "12", ["1"], 3, {1: 2}, iter([1])]),
        ("Iterable[str]", [[], {"a"}, iter("a")], ["a", [1], None]),
        ("Sequence[tuple[float, int]]", [[(4.5, 3)]], [[(4.5,)], [(4.5, 3.5)], [4.5], []]),
        ("Mapping[str, Trial]", [], [{}, {"a": 1}, [], None]),
        ("Any", [None, 3, "x"], []),
        ("Moment", [None, 3, "x"], []),  # read, and refused, by the function itself
    ],
)
def test_what_fits(annotation: str, fits: list[Any], does_not: list[Any]) -> None:
    assert [value for value in fits if unfit("x", annotation, value)] == []
    for value in does_not:
        told = unfit("x", annotation, value)
        assert told is not None and told.en.startswith("x must be ") and told.zh.startswith("x 应为"), value


@guarded
def example(
    many: int, names: Collection[str] = (), *rest: float, store: Store | None = None, **more: bool
) -> tuple[Any, ...]:
    """An example."""
    return many, names, rest, store, more


def test_every_argument_is_told_at_once_and_what_fits_goes_on_as_it_is() -> None:
    assert example(3, ["a"], 1.5, store=None, yes=True) == (3, ["a"], (1.5,), None, {"yes": True})
    with pytest.raises(CourseError) as caught:
        example(-1, "a", "b", store=Store, no="nein")  # type: ignore[arg-type]
    en, zh = caught.value.phrase.en, caught.value.phrase.zh
    assert en == (
        "example: many must be a whole number, 0 or more, not -1; names must be a list of texts, not 'a'; "
        "rest must be a number, not 'b'; store must be a Store, such as aecourse.Store(handling_days=3), "
        "not type; no must be True or False, not 'nein'."
    )
    assert zh.count("应为") == 5 and zh.endswith("。")


def test_what_python_itself_says_of_a_call_it_still_says() -> None:
    with pytest.raises(TypeError, match=r"^example\(\) missing 1 required positional argument: 'many'"):
        example()  # type: ignore[call-arg]
    assert example.__doc__ == "An example."


def test_of_several_one_is_to_be_named() -> None:
    told = unfit("store", "Store", {"mine": Store()})
    assert told is not None and told.en.endswith("; name one of them, such as ['mine']")


@pytest.mark.parametrize(
    "value", ["x" * 9999, 10**9999, list(range(9999)), pd.DataFrame({"a": range(99)}), object()], ids=type
)
def test_a_value_is_told_in_short(value: object) -> None:
    assert len(brief(value)) < 100 and "\n" not in brief(value)
