"""The clock that stands still on some days: by hand, in numpy, and as runs on other engines."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse.base.vocabulary import WEEKDAYS
from aecourse.orders.calendar import DAY, Window
from aecourse.orders.workdays import counts, deadlines, runs
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
