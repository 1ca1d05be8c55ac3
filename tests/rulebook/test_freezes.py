"""How long a line of logistics stays frozen: worked out with a calendar from the text of 2022."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aecourse import rulebook
from aecourse.base.errors import CourseError
from aecourse.rulebook.freezes import Freeze, freezes


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], []),
        (["2022-08-01"], [("2022-08-01", "2022-08-30")]),  # 30 days, the first among them
        (["2022-08-01", "2022-08-30"], [("2022-08-01", "2022-08-30")]),  # frozen anyway
        (["2022-08-01", "2022-08-31"], [("2022-08-01", "2022-08-30"), ("2022-08-31", "2022-09-29")]),
        (  # three, and the fourth is for good
            ["2022-08-01", "2022-10-01", "2022-12-01", "2023-02-01", "2023-06-01"],
            [("2022-08-01", "2022-08-30"), ("2022-10-01", "2022-10-30"), ("2022-12-01", "2022-12-30"),
             ("2023-02-01", None)],
        ),
        (  # 365 days after the first, that one counts no longer
            ["2022-08-01", "2022-10-01", "2022-12-01", "2023-08-01", "2023-09-15"],
            [("2022-08-01", "2022-08-30"), ("2022-10-01", "2022-10-30"), ("2022-12-01", "2022-12-30"),
             ("2023-08-01", "2023-08-30"), ("2023-09-15", None)],
        ),
        (["2022-08-01", "2022-10-01", "2022-12-01", "2023-07-31"],
         [("2022-08-01", "2022-08-30"), ("2022-10-01", "2022-10-30"), ("2022-12-01", "2022-12-30"),
          ("2023-07-31", None)]),
    ],
)  # fmt: skip
def test_freezes_by_hand(days: list[str], expected: list[tuple[str, str | None]]) -> None:
    wanted = tuple(Freeze(day(first), None if last is None else day(last)) for first, last in expected)
    assert freezes(days) == wanted
    assert freezes(reversed(days)) == wanted


@given(st.lists(st.dates(date(2022, 7, 28), date(2026, 1, 1)), max_size=40))
def test_no_two_freezes_overlap_and_every_day_lies_in_one(days: list[date]) -> None:
    found = freezes(days)
    for one, other in pairwise(found):
        assert one.last is not None and one.last < other.first
    assert all(sum(freeze.holds(at) for freeze in found) == 1 for at in days)
    for place, freeze in enumerate(found):
        earlier = [one for one in found[:place] if freeze.first - one.first < timedelta(days=365)]
        assert (freeze.last is None) == (len(earlier) >= 3)


def test_another_reading_is_a_value_of_the_table() -> None:
    rules = rulebook.table("line_freeze_2022").using({"freeze_days": 10, "freezes_until_last": 1})
    assert freezes(["2022-08-01", "2022-08-11"], rules) == (
        Freeze(day("2022-08-01"), day("2022-08-10")),
        Freeze(day("2022-08-11"), None),
    )


def test_bad_input() -> None:
    with pytest.raises(CourseError, match="not a date"):
        freezes(["soon"])
