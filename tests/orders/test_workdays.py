"""The clock that stands still on some days: by hand, in numpy, and as runs on other engines."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse.base.errors import CourseError
from aecourse.base.language import using
from aecourse.base.vocabulary import WEEKDAYS
from aecourse.orders.calendar import DAY, Window, as_date, as_time, month_ends
from aecourse.orders.workdays import counts, deadlines, festival_days, runs
from aecourse.scoring.columns import ExpressionColumns, instant_in_words
from aecourse.scoring.metrics import METRICS

WEEK = WEEKDAYS[:5]
BREAKS = ("labour_day", "national_day", "spring_festival")
INSTANT = timedelta(microseconds=1)
CALENDARS = st.tuples(
    st.sampled_from([WEEKDAYS, WEEK, WEEKDAYS[:6], ("tue",), ("mon", "sat")]),
    st.sampled_from([(), BREAKS, ("national_day",)]),
)
DAYS = st.dates(date(2015, 1, 1), date(2025, 10, 1))


def by_hand(paid: datetime, limit: timedelta, weekdays: Any, festivals: Any) -> datetime:
    """The last moment in time, counted day after day as with a pencil."""
    at, left = paid, limit
    while True:
        midnight = datetime.combine(at.date() + DAY, time())
        if counts(at.date(), weekdays, festivals):
            if left < midnight - at:
                return at + left
            left -= midnight - at
        at = midnight


def test_a_weekend_does_not_count() -> None:
    friday = datetime(2018, 6, 8, 15)
    late = [by_hand(friday, n * DAY, WEEK, ()) for n in (1, 2)]
    assert late == [datetime(2018, 6, 11, 15), datetime(2018, 6, 12, 15)]
    assert deadlines(np.array([friday], "M8[us]"), 1, WEEK, ()).tolist() == late[:1]


def test_a_limit_that_ends_with_a_friday_ends_when_monday_begins() -> None:
    friday = datetime(2018, 6, 8)
    assert by_hand(friday, DAY, WEEK, ()) == datetime(2018, 6, 11)
    assert deadlines(np.array([friday], "M8[us]"), 1, WEEK, ()).tolist() == [datetime(2018, 6, 11)]


COUNTED = {  # limit in days, days that count: payments and when they fall due; 8 June 2018 is a Friday
    (0.5, WEEK): [("06-08 11:59", "06-08 23:59"), ("06-08 12:00", "06-11 00:00"), ("06-08 13:00", "06-11 01:00"),
                  ("06-09 10:00", "06-11 12:00"), ("06-10 10:00", "06-11 12:00"), ("06-11 09:00", "06-11 21:00")],
    (1, WEEK): [("06-08 15:00", "06-11 15:00"), ("06-09 15:00", "06-12 00:00"), ("06-11 00:00", "06-12 00:00")],
    # 42 hours: nine of the Friday, 24 of the Monday, nine of the Tuesday
    (1.75, WEEK): [("06-08 15:00", "06-12 09:00"), ("06-08 05:00", "06-11 23:00"), ("06-08 06:00", "06-12 00:00"),
                   ("06-09 15:00", "06-12 18:00"), ("06-12 23:00", "06-14 17:00")],
    (2, WEEK): [("06-07 15:00", "06-11 15:00"), ("06-08 15:00", "06-12 15:00"), ("06-12 15:00", "06-14 15:00")],
    (10, ("tue",)): [("06-05 12:00", "08-14 12:00"), ("06-06 12:00", "08-21 00:00")],
    (3, WEEKDAYS): [("06-08 15:00", "06-11 15:00"), ("06-10 15:00", "06-13 15:00")],
}  # fmt: skip


@pytest.mark.parametrize(("limit", "weekdays"), COUNTED)
def test_counted_hours_and_days_by_hand(limit: float, weekdays: Any) -> None:
    paid, due = ([datetime.fromisoformat(f"2018-{at}") for at in ats]
                 for ats in zip(*COUNTED[limit, weekdays], strict=True))  # fmt: skip
    assert [by_hand(at, limit * DAY, weekdays, ()) for at in paid] == due
    assert deadlines(np.array(paid, "M8[us]"), limit, weekdays, ()).tolist() == due
    found = runs(paid[0].date(), paid[-1].date(), limit, weekdays, ())
    assert found[0].first == datetime.combine(paid[0].date(), time())
    assert found[-1].beyond == datetime.combine(paid[-1].date() + DAY, time())
    assert all(run.first < run.beyond for run in found)
    for before, after in pairwise(found):
        assert before.beyond == after.first
        assert (before.shift, before.due) != (after.shift, after.due)  # as few as can be
    told = [next(run for run in found if run.first <= at < run.beyond) for at in paid]
    assert [run.due or at + (run.shift or 0 * DAY) for at, run in zip(paid, told, strict=True)] == due


def test_a_missing_payment_has_no_deadline() -> None:
    paid = np.array(["2018-06-08T15:00", "NaT"], "M8[us]")
    assert np.isnat(deadlines(paid, 1, WEEK, ())).tolist() == [False, True]
    assert np.isnat(deadlines(paid[1:], 1, WEEK, ())).all()


@st.composite
def payments(draw: st.DrawFn) -> list[datetime]:
    """Payments of up to some weeks, many of them at midnight or an instant before."""
    first, length = draw(DAYS), draw(st.integers(0, 60))
    instants = st.sampled_from([timedelta(), DAY - INSTANT, timedelta(hours=12)]) | st.timedeltas(
        timedelta(), DAY - INSTANT
    )
    drawn = st.tuples(st.integers(0, length), instants)
    return [
        datetime.combine(first + day * DAY, time()) + rest
        for day, rest in draw(st.lists(drawn, min_size=1, max_size=60))
    ]


@settings(max_examples=150)
@given(payments(), st.sampled_from([0.5, 1, 1.75, 2, 3, 4, 5, 7]), CALENDARS)
def test_numpy_and_the_runs_are_what_is_counted_by_hand(
    paid: list[datetime], limit: float, calendar: tuple[Any, Any]
) -> None:
    expected = [by_hand(at, timedelta(days=limit), *calendar) for at in paid]
    assert deadlines(np.array(paid, "M8[us]"), limit, *calendar).tolist() == expected
    found = runs(min(paid).date(), max(paid).date(), limit, *calendar)
    for before, after in pairwise(found):
        assert before.beyond == after.first
    due = []
    for at in paid:
        (run,) = [run for run in found if run.first <= at < run.beyond]
        due.append(at + run.shift if run.shift is not None else run.due)
    assert due == expected


def test_a_month_needs_few_runs() -> None:
    assert len(runs(date(2018, 6, 1), date(2018, 6, 30), 4, WEEK, ())) < 20


# -- as the condition of the online rates ----------------------------------------------------------

LENGTHS = {"online_rate_24h": 1, "online_rate_48h": 2, "online_rate_72h": 3, "online_rate_5d": 5}


def scanned(seed: int, first: date, days: int, limit: float, calendar: Any) -> pd.DataFrame:
    """Orders whose first scan falls about their deadline, to the microsecond."""
    random = np.random.default_rng(seed)
    start = np.datetime64(first, "us")
    paid = start + random.integers(0, days * 86_400_000_000, 1_000).astype("m8[us]")
    paid[:200] = paid[:200].astype("M8[D]")
    paid[200:300] = paid[200:300].astype("M8[D]") + np.timedelta64(86_400_000_000 - 1, "us")
    due = deadlines(paid, limit, *calendar)
    near = random.integers(-2, 3, 1_000).astype("m8[us]")
    far = random.integers(-(3 * 10**11), 3 * 10**11, 1_000).astype("m8[us]")
    scan = due + np.where(random.random(1_000) < 0.7, near, far)
    scan[::50] = np.datetime64("NaT")
    return pd.DataFrame({
        "paid_at": paid, "first_scan_at": scan, "due": due,
        "shipped_at": paid, "cancelled_at": np.full(1_000, np.datetime64("NaT", "us")),
    })  # fmt: skip


def in_time(frame: Any, id: str, window: Window, calendar: Any, *, words: bool = False) -> Any:
    import narwhals as nw

    narwhal = nw.from_native(frame)
    columns = ExpressionColumns(narwhal)
    if words:
        plain = columns

        def columns(name: str) -> Any:
            column = plain(name)
            column._moments = instant_in_words
            return column

    rules = {"online.weekdays": calendar[0], "online.holidays": calendar[1]}
    (event,) = METRICS[id].numerator
    mask: Any = event.condition.within(window, rules, columns)  # type: ignore[attr-defined]
    found = narwhal.select(mask.alias("found"))
    eager = found.collect() if isinstance(found, nw.LazyFrame) else found
    return eager["found"].to_numpy()


@settings(max_examples=60)
@given(st.integers(0, 2**32), DAYS, st.integers(1, 91), st.sampled_from(sorted(LENGTHS)), CALENDARS)
def test_polars_finds_the_scans_that_numpy_finds(
    seed: int, first: date, days: int, id: str, calendar: tuple[Any, Any]
) -> None:
    polars = pytest.importorskip("polars")
    table = scanned(seed, first, days, LENGTHS[id], calendar)
    window = Window.ending(first + (days - 1) * DAY, days)
    found = in_time(polars.from_pandas(table), id, window, calendar)
    np.testing.assert_array_equal(found, (table["first_scan_at"] <= table["due"]).to_numpy())


@pytest.mark.parametrize("words", [False, True], ids=["plain", "in words"])
@pytest.mark.parametrize("engine", ["duckdb", "pyarrow"])
def test_other_engines_find_them_too(engine: str, words: bool) -> None:
    arrow, calendar = pytest.importorskip("pyarrow"), (WEEK, BREAKS)
    table = scanned(7, date(2018, 9, 20), 60, 3, calendar)
    window = Window.ending(date(2018, 11, 18), 60)
    held = arrow.Table.from_pandas(table)
    if engine == "duckdb":
        held = pytest.importorskip("duckdb").from_arrow(held)
    found = in_time(held, "online_rate_72h", window, calendar, words=words)
    np.testing.assert_array_equal(found, (table["first_scan_at"] <= table["due"]).to_numpy())


def test_a_missing_payment_stays_missing_among_others() -> None:
    paid = np.array(["2018-11-08T20:00", "NaT", "2018-11-09T20:00"], dtype="datetime64[us]")
    due = deadlines(paid, 1, WEEK, ())
    assert np.isnat(due).tolist() == [False, True, False]
    assert due[[0, 2]].tolist() == [datetime(2018, 11, 9, 20), datetime(2018, 11, 12, 20)]
    assert np.isnat(deadlines(paid[1:2], 1, WEEK, ())).all()


@pytest.mark.parametrize(("last", "end"), [
    ("2015-09-30", "2015-09-30 23:59:59.999999"), (" 2015-09-30 ", "2015-09-30 23:59:59.999999"),
    ("2015-09-30 00:00", "2015-09-30"), ("2015-09-30T12:30", "2015-09-30 12:30"),
    (date(2015, 9, 30), "2015-09-30 23:59:59.999999"), (datetime(2015, 9, 30), "2015-09-30"),
])  # fmt: skip
def test_a_date_is_a_whole_day_and_a_timestamp_an_instant(last: Any, end: str) -> None:
    assert Window.between("2015-09-01", last).end == datetime.fromisoformat(end)


@pytest.mark.parametrize(("paid", "festivals", "due"), [
    # 1 October is a Tuesday of 2019; the break lasts to the 7th, and one day is over on the 9th
    ("2019-10-01 00:00", BREAKS, "2019-10-09"), ("2019-10-01 09:00", BREAKS, "2019-10-09"),
    ("2019-09-30 09:00", BREAKS, "2019-10-08 09:00"), ("2019-10-07 09:00", BREAKS, "2019-10-09"),
    ("2019-10-08 09:00", BREAKS, "2019-10-09 09:00"), ("2019-10-01 09:00", ("local",), "2019-10-02 09:00"),
    ("2019-12-31 18:00", BREAKS, "2020-01-01 18:00"),
])  # fmt: skip
def test_a_clock_stops_on_the_days_of_a_break(paid: str, festivals: tuple[str, ...], due: str) -> None:
    found = deadlines(np.array([paid], "M8[us]"), 1, WEEKDAYS, festivals)
    assert found.tolist() == [datetime.fromisoformat(due)]


def test_a_break_of_the_next_year_stops_a_clock_of_this_one() -> None:
    """31 days from 30 December 2019: the break of January 2020 comes on top, day for day."""
    paid = datetime(2019, 12, 30, 12)
    off = festival_days("spring_festival", 2020)
    assert min(off) == date(2020, 1, 24)
    found = deadlines(np.array([paid], "M8[us]"), 31, WEEKDAYS, BREAKS)
    assert found.tolist() == [by_hand(paid, 31 * DAY, WEEKDAYS, BREAKS)] == [paid + (31 + len(off)) * DAY]


# -- days and windows ------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last", "days"), [
    ("2015-09-30", "2015-09-30", 1), ("2015-09-01", "2015-09-30", 30),
    ("2015-12-31 23:59", "2016-01-01 00:00", 2), ("2015-09-30 12:00", "2015-09-30 12:00", 1),
])  # fmt: skip
def test_a_window_touches_days_and_holds_its_ends(first: str, last: str, days: int) -> None:
    window = Window.between(first, last)
    assert window.days == days
    assert str(window) == f"{first[:10]}..{last[:10]}"
    assert window.start in window and window.end in window
    assert window.start - INSTANT not in window and window.end + INSTANT not in window
    assert last not in window  # text is no moment


@pytest.mark.parametrize(("days", "first"), [(1, "2015-09-30"), (90, "2015-07-03"), (36_525, "1915-10-01")])
def test_so_many_days_end_with_the_last(days: int, first: str) -> None:
    window = Window.ending("2015-09-30", days)
    assert (window, window.days) == (Window.between(first, "2015-09-30"), days)


@pytest.mark.parametrize("days", [0, -1, 36_526])
def test_no_window_is_of_no_day_or_of_more_than_a_hundred_years(days: int) -> None:
    with pytest.raises(CourseError):
        Window.ending("2015-09-30", days)


@pytest.mark.parametrize(("moment", "said"), [
    ("1899-12-31", "outside the years 1900 to 2200"), ("2201-01-01", "outside the years 1900 to 2200"),
    (pd.NaT, "a date is expected, such as '2015-09-30', not NaT"), (None, "a date is expected"),
    (True, "a date is expected"), ("2015-9-30", "write it as year-month-day"),
    ("2015-09-30 25:00", "write it as year-month-day"),
])  # fmt: skip
def test_what_is_no_day_of_the_course_is_refused(moment: Any, said: str) -> None:
    with using("en"), pytest.raises(CourseError, match=said):
        as_date(moment)


@pytest.mark.parametrize(("moment", "at"), [
    ("1900-01-01", "1900-01-01"), ("2200-12-31", "2200-12-31"), (date(2015, 9, 30), "2015-09-30"),
    (" 2015-09-30 18:30 ", "2015-09-30 18:30"),
    # in summer the platform's clock is seven hours behind universal time
    ("2015-10-01T05:00+00:00", "2015-09-30 22:00"),
    (datetime(2015, 10, 1, 5, tzinfo=UTC), "2015-09-30 22:00"),
    (pd.Timestamp("2015-09-30 18:30:15.123456789"), "2015-09-30 18:30:15.123456"),
])  # fmt: skip
def test_a_moment_is_read_on_the_platforms_clock(moment: Any, at: str) -> None:
    found = as_time(moment)
    assert found == datetime.fromisoformat(at) and type(found) is datetime
    assert as_date(moment) == found.date()


@pytest.mark.parametrize(("first", "last", "ends"), [
    ("2016-01-31", "2016-03-31", ["2016-01-31", "2016-02-29", "2016-03-31"]),
    ("2016-02-01", "2016-02-28", []), ("2015-12-31", "2016-01-30", ["2015-12-31"]),
    ("2015-12-31", "2015-12-31", ["2015-12-31"]), ("2016-01-01", "2015-11-01", []),
])  # fmt: skip
def test_the_ends_of_months_from_one_day_to_another(first: str, last: str, ends: list[str]) -> None:
    assert month_ends(as_date(first), as_date(last)) == [as_date(end) for end in ends]
