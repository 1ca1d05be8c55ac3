"""The ledger of penalty points, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aecourse
from aecourse import rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.rulebook import ledger
from aecourse.rulebook.ledger import Expiry, PenaltyCase, case, closed_on, next_expiry, node, points_on, statement

FIRST = date(2022, 2, 26)


@pytest.mark.parametrize(("day", "points"), [
    ("2022-02-25", 0), ("2022-02-26", 12),
    ("2023-02-25", 12),  # the 365th day: 26 February 2022 is the first
    ("2023-02-26", 0),
])  # fmt: skip
def test_points_live_365_days(day: str, points: int) -> None:
    assert points_on(day, [PenaltyCase(FIRST, 12, "SNAD")]) == points


def test_the_life_is_counted_in_days_not_in_years() -> None:
    """29 February 2024 lies between: given 1 March 2023, the points lapse on 29 February 2024."""
    cases = [PenaltyCase(date(2023, 3, 1), 2)]
    assert points_on("2024-02-28", cases) == 2
    assert points_on("2024-02-29", cases) == 0


def test_a_rolling_sum_by_hand() -> None:
    """12 on 26 Feb 2022, 12 on 27 Mar 2022, 2 on 27 Feb 2023.

    26 Feb: 12.  27 Mar: 24.  26 Feb 2023: the first 12 lapse: 12.  27 Feb 2023: 14.  27 Mar 2023:
    the second 12 lapse: 2.  27 Feb 2024: 0.  A calendar year would have cleared all on 1 January.
    """
    cases = [
        PenaltyCase(date(2022, 3, 27), 12, "b"),
        PenaltyCase(FIRST, 12, "a"),
        PenaltyCase(date(2023, 2, 27), 2, "c"),
    ]
    lines = statement(cases)
    assert [(str(e.day), e.change, e.points, e.node.at) for e in lines] == [
        ("2022-02-26", 12, 12, 12), ("2022-03-27", 12, 24, 24), ("2023-02-26", -12, 12, 12),
        ("2023-02-27", 2, 14, 12), ("2023-03-27", -12, 2, 0), ("2024-02-27", -2, 0, 0),
    ]  # fmt: skip
    assert [e.what for e in lines[:2]] == [("a",), ("b",)]
    assert points_on("2023-01-01", cases) == 24
    assert next_expiry("2022-03-01", cases) == Expiry(date(2023, 2, 26), 12, 0)
    assert next_expiry("2022-04-01", cases) == Expiry(date(2023, 2, 26), 12, 12)
    assert next_expiry("2023-02-26", cases) == Expiry(date(2023, 3, 27), 12, 0)
    assert next_expiry("2022-02-25", cases) is None
    assert next_expiry("2024-02-27", cases) is None


def test_what_lapses_and_what_comes_on_one_day() -> None:
    cases = [PenaltyCase(FIRST, 2, "old"), PenaltyCase(FIRST + timedelta(days=365), 2, "new")]
    last = statement(cases)[1]
    assert (last.change, last.points, last.what) == (0, 2, ("new",))


@pytest.mark.parametrize(("points", "at", "days", "closed", "ahead"), [
    (0, 0, (), False, 12), (11, 0, (), False, 12), (12, 12, (7,), False, 24),
    (23, 12, (7,), False, 24), (24, 24, (14,), False, 36), (36, 36, (30, 28), False, 48),
    (47, 36, (30, 28), False, 48), (48, 48, (), True, None), (60, 48, (), True, None),
])  # fmt: skip
def test_nodes(points: int, at: int, days: tuple[int, ...], closed: bool, ahead: int | None) -> None:
    found = node(points)
    assert (found.at, found.closed, found.next_at) == (at, closed, ahead)
    assert tuple(r.days for r in found.readings) == days
    assert found.freeze_days == (days[0] if days else None)


def test_both_readings_of_the_third_node_stand_side_by_side() -> None:
    first, second = node(36).readings
    assert set(first.sources) | set(second.sources) <= set(rulebook.sources())
    assert first.note is None and second.note is not None
    assert "30 or 28 days" in str(node(36))
    aecourse.set_language("zh")
    assert "30 或 28 天" in str(node(36)) and "来源不一" in str(node(36))


def test_48_points_close_the_account_and_never_lapse() -> None:
    cases = [PenaltyCase(FIRST, 12), case("2022-03-27", "serious"), case("2022-04-27", "serious"),
             case("2022-05-27", "serious")]  # fmt: skip
    assert closed_on(cases[:3]) is None
    assert closed_on(cases) == date(2022, 5, 27)
    assert points_on("2022-05-26", cases) == 36
    assert points_on("2030-01-01", cases) == 48
    assert next_expiry("2022-06-01", cases) is None
    assert next_expiry("2022-05-26", cases) == Expiry(date(2023, 2, 26), 12, 24)
    assert "closed" in str(node(48))
    assert statement(cases)[-1].points == 48


def test_four_serious_cases_spread_over_more_than_a_year_do_not_close() -> None:
    cases = [PenaltyCase(FIRST + timedelta(days=122 * i), 12) for i in range(4)]  # the fourth on day 366
    assert closed_on(cases) is None
    assert points_on(cases[3].day, cases) == 36


def test_severities_give_the_points_of_the_table() -> None:
    assert [case(FIRST, s).points for s in ("general", "serious", "very serious")] == [2, 12, 48]
    assert closed_on([case(FIRST, "very_serious")]) == FIRST


def test_accounts_are_never_added() -> None:
    cases = [PenaltyCase(FIRST, 12), PenaltyCase(FIRST, 36, account="ip")]
    with pytest.raises(CourseError, match="never added together"):
        points_on(FIRST, cases)
    assert points_on(FIRST, cases, account="ip") == 36
    assert points_on(FIRST, cases, account="trade_and_other") == 12
    assert points_on(FIRST, cases, account="listing_quality") == 0
    with pytest.raises(UnknownName, match="listing_quality"):
        points_on(FIRST, cases, account="listing")


def test_another_reading_of_the_rules_can_be_chosen() -> None:
    shorter = rulebook.table("points").using({"life_days": 30})
    assert points_on("2022-03-27", [PenaltyCase(FIRST, 12)], rules=shorter) == 12
    assert points_on("2022-03-28", [PenaltyCase(FIRST, 12)], rules=shorter) == 0
    retold = rulebook.table("points").using({"node_days": {"12": 7, "24": 14, "36": 28}})
    assert [r.days for r in node(36, retold).readings] == [28]


@pytest.mark.parametrize("wrong", [
    lambda: PenaltyCase(FIRST, 0), lambda: PenaltyCase(FIRST, -2), lambda: PenaltyCase(FIRST, 2.5),  # type: ignore[arg-type]
    lambda: PenaltyCase("27 February", 2),  # type: ignore[arg-type]
    lambda: PenaltyCase(FIRST, 2, account="trade"), lambda: case(FIRST, "grave"), lambda: node(-1),
    lambda: points_on("soon", []),
])  # fmt: skip
def test_nonsense_is_refused_in_words(wrong) -> None:
    with pytest.raises(CourseError):
        wrong()


CASES = st.lists(
    st.builds(PenaltyCase, st.dates(date(2021, 1, 1), date(2024, 12, 31)), st.sampled_from([2, 6, 12])), max_size=12
)
DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))


@given(CASES, DAYS, st.randoms())
def test_the_order_of_cases_never_matters(cases, day, random) -> None:
    mixed = list(cases)
    random.shuffle(mixed)
    assert points_on(day, mixed) == points_on(day, cases)


@given(CASES, DAYS, st.integers(1, 12))
def test_one_more_case_never_lowers_the_sum(cases, day, points) -> None:
    assert points_on(day, [*cases, PenaltyCase(date(2022, 6, 1), points)]) >= points_on(day, cases)


@given(CASES, DAYS)
def test_the_statement_agrees_with_every_day(cases, day) -> None:
    before = [entry for entry in statement(cases) if entry.day <= day]
    assert points_on(day, cases) == (before[-1].points if before else 0)
    assert sum(entry.change for entry in before) == points_on(day, cases)


@given(CASES, DAYS)
def test_the_next_expiry_is_when_the_sum_first_falls(cases, day) -> None:
    known = [one for one in cases if one.day <= day]
    found = next_expiry(day, known)
    now = points_on(day, known)
    if found is None:
        assert now == 0 or closed_on(known) is not None
        return
    assert points_on(found.day, known) == found.left == now - found.points
    assert points_on(found.day - timedelta(days=1), known) == now


def test_no_number_of_the_table_stands_in_the_code() -> None:
    import inspect
    import re

    code = re.sub(r'""".*?"""|f?"[^"]*"', "", inspect.getsource(ledger), flags=re.DOTALL)
    assert not re.search(r"\b(12|24|36|48|365|30|28|14|7)\b", code)
