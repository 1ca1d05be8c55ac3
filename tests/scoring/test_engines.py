"""Whatever holds the orders, the numbers are the same; and no engine gives its rows away."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pytest

pytest.importorskip("polars")
pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

from aecourse import Store, assess, explain, live, measure, plots, rulebook, simulate
from aecourse.orders import ensure
from aecourse.orders.calendar import Window
from aecourse.scoring.assessment import compare
from aecourse.scoring.measurement import behind
from aecourse.scoring.metrics import METRICS
from tests.engines import ELSEWHERE, HOLDERS
from tests.holes import MAY_BE_BLANK, blanked, whole

WINDOW = ("2015-07-03", "2015-09-20")
EVERY = list(METRICS)
BY = ["store_id", "category", "day", ["destination", "receipt"]]
PLAIN = ["nullable", "over Arrow", "Polars", "Polars lazy", "DuckDB", "PyArrow"]


def holed() -> pd.DataFrame:
    """A sample of several stores with all optional columns and a seventh of its cells blank."""
    table = whole(400)
    table = table.assign(store_id=np.array(["s1", "s2", "s3"])[np.arange(len(table)) % 3])
    # few buyers, so that reviews are merged; some reviewed in the same instant
    table["buyer_id"] = [f"b{n % 40}" for n in range(len(table))]
    twins = table["review_at"].notna() & (table.index % 5 == 0)
    table.loc[twins, "review_at"] = pd.Timestamp("2015-08-15 12:00")
    cells = [(row, column) for column_number, column in enumerate(MAY_BE_BLANK)
             for row in range(len(table)) if (row * 31 + column_number * 17) % 7 == 0]  # fmt: skip
    return blanked(table, cells)


HOLED = holed()
FULL = whole(400)


@pytest.fixture
def rows_taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each frame had that was brought into pandas from another engine."""
    taken: list[int] = []
    bring = nw.DataFrame.to_pandas

    def counted(frame: Any) -> pd.DataFrame:
        taken.append(len(frame))
        return bring(frame)

    monkeypatch.setattr(nw.DataFrame, "to_pandas", counted)
    return taken


def same(holder: str, orders: pd.DataFrame, by: Any, rows_taken: list[int]) -> None:
    expected = measure(orders, EVERY, WINDOW, by=by)
    rows_taken.clear()
    found = measure(HOLDERS[holder](orders), EVERY, WINDOW, by=by)
    pd.testing.assert_frame_equal(found, expected)
    groups = len(expected) // len(EVERY)
    assert rows_taken == ([groups] if holder in ELSEWHERE else [])


@pytest.mark.parametrize("holder", HOLDERS)
def test_every_holder_gives_the_same_numbers(holder: str, rows_taken: list[int]) -> None:
    same(holder, HOLED, None, rows_taken)


@pytest.mark.parametrize("holder", PLAIN)
def test_a_table_without_holes_has_the_same_numbers(holder: str, rows_taken: list[int]) -> None:
    same(holder, FULL, None, rows_taken)


@pytest.mark.parametrize("by", BY, ids=str)
@pytest.mark.parametrize("holder", PLAIN)
def test_the_groups_are_the_same_too(holder: str, by: Any, rows_taken: list[int]) -> None:
    same(holder, HOLED, by, rows_taken)


@pytest.mark.parametrize("holder", ["Polars, NaN", "Polars lazy, zones", "DuckDB", "PyArrow"])
def test_every_regime_s_list_stays_in_its_engine(holder: str, rows_taken: list[int]) -> None:
    held = ELSEWHERE[holder](HOLED)
    for regime in rulebook.regimes():
        metrics = list(regime.metrics)
        expected = measure(HOLED, metrics, WINDOW, by="store_id", regime=regime)
        found = measure(held, metrics, WINDOW, by="store_id", regime=regime)
        pd.testing.assert_frame_equal(found, expected)
        assert rows_taken == [3]
        rows_taken.clear()


# -- what is built on the door ----------------------------------------------------------------------

ELSE = ["nullable", "nullable over Arrow", "over Arrow, a zone", "offsets", "Polars, zones",
        "Polars lazy", "DuckDB, NaN", "PyArrow"]  # fmt: skip
AS_OF = "2015-09-30"


@pytest.mark.parametrize("holder", HOLDERS)
def test_the_door_gives_back_the_table_that_went_in(holder: str) -> None:
    pd.testing.assert_frame_equal(ensure(HOLDERS[holder](HOLED))[list(HOLED)], HOLED, check_column_type=False)


def test_a_table_with_the_register_s_types_is_not_copied() -> None:
    assert ensure(HOLED) is HOLED


@pytest.mark.parametrize("holder", ELSE)
def test_every_regime_assesses_and_compares_the_same(holder: str) -> None:
    orders = FULL.assign(store_id=HOLED["store_id"])
    held = HOLDERS[holder](orders)
    expected = compare(orders, rulebook.regimes(), AS_OF, illustrative=True)
    for id, found in compare(held, rulebook.regimes(), AS_OF, illustrative=True).items():
        assert repr(found) == repr(expected[id])
        pd.testing.assert_frame_equal(found.metrics, expected[id].metrics)
    by = {"by": "store_id", "illustrative": True}
    found, whole = (assess(t, "grade_2015_odr", AS_OF, **by) for t in (held, orders))
    pd.testing.assert_frame_equal(found.metrics, whole.metrics)
    pd.testing.assert_frame_equal(found.groups, whole.groups)
    pd.testing.assert_frame_equal(found["s2"].orders("odr"), whole["s2"].orders("odr"), check_column_type=False)


@pytest.mark.parametrize("holder", ELSE)
def test_an_order_is_explained_the_same(holder: str) -> None:
    held = HOLDERS[holder](FULL)
    for order in FULL["order_id"].iloc[[3, 77, 201]]:
        said = (str(explain(t, order, "grade_2015_odr", AS_OF)) for t in (held, FULL))
        assert next(said) == next(said)


@pytest.mark.parametrize("holder", ELSE)
def test_the_orders_behind_a_metric_are_the_same(holder: str) -> None:
    window = Window.between(*WINDOW)
    for id in ("odr", "positive_rate", "online_rate_5d"):
        found = ensure(behind(HOLDERS[holder](HOLED), id, window))["order_id"]
        assert sorted(found) == sorted(behind(HOLED, id, window)["order_id"])
        assert len(found)


def drawn(view: Any) -> str:
    picture: str = view.art.picture(view.frame, "en")
    return picture


@pytest.mark.parametrize("holder", ["nullable", "offsets", "Polars lazy", "DuckDB, NaN"])
def test_the_views_draw_the_same(holder: str) -> None:
    sound = simulate(Store(), orders=300, seed=4)
    held = HOLDERS[holder](sound)
    order = sound["order_id"][17]
    explorers = [live.OrderExplorer(t, order, language="en") for t in (held, sound)]
    assert repr(explorers[0]) == repr(explorers[1])
    assert drawn(explorers[0]) == drawn(explorers[1])
    cases = [live.Capstone(orders=t, language="en") for t in (held, sound)]
    assert drawn(cases[0]) == drawn(cases[1])


@pytest.mark.parametrize("holder", ["nullable", "Polars lazy"])
def test_the_figures_draw_the_same(holder: str) -> None:
    import matplotlib.pyplot as plt

    held = HOLDERS[holder](FULL)
    drawn = [
        (plots.orders.waiting(t, "2015-07-01", "2015-08-31"),
         plots.scores.month_of_scores(t, "daily6", "2015-09-30"),
         plots.ladder.windows(t, "2015-09-30"))
        for t in (held, FULL)
    ]  # fmt: skip
    for one, other in zip(*drawn, strict=True):
        assert plots.summary(one) == plots.summary(other)
        for line, same in zip(one.lines, other.lines, strict=True):
            np.testing.assert_array_equal(line.get_xydata(), same.get_xydata())
    plt.close("all")


# -- days of one's own beside the longer time of new and slow products ------------------------------

SIX = ("mon", "tue", "wed", "thu", "fri", "sat")


def in_2024(table: pd.DataFrame, hours: list[int]) -> pd.DataFrame:
    """The same orders in May 2024, each scanned some hours after its payment; a third new, a third slow."""
    number = np.arange(len(table))
    paid = pd.Timestamp("2024-04-28 06:00") + pd.to_timedelta(number * 137 % (40 * 24 * 60), unit="min")
    scan = paid + pd.to_timedelta(np.array(hours)[number % len(hours)], unit="h")
    moved = table.assign(
        paid_at=paid.as_unit("us"),
        shipped_at=scan.as_unit("us"),
        first_scan_at=scan.as_unit("us"),
        mode="pop",
        listed_at=(paid - pd.to_timedelta(np.where(number % 3, 200, 5), unit="D")).as_unit("us"),
        sold_last_month=np.where(number % 3 == 1, 4, 80),
    )
    later = [c for c in ("cancelled_at", "ship_by", "delivered_at", "receipt_at", "dispute_opened_at",
                         "dispute_changed_at", "seller_responded_at", "dispute_closed_at", "review_at",
                         "arbitration_opened_at", "arbitration_closed_at", "review_timeout_at") if c in moved]  # fmt: skip
    return moved.assign(**dict.fromkeys(later, pd.NaT)).astype(dict.fromkeys(later, "datetime64[us]"))


HOURS = [1, 47, 48, 49, 71, 72, 73, 95, 96, 97, 120, 200]
MOVED = in_2024(FULL, HOURS)
WITH_HOLES = blanked(MOVED, [(row, column) for row in range(0, len(MOVED), 4)
                             for column in (("listed_at",), ("sold_last_month",), ("listed_at", "sold_last_month"),
                                            ("mode",))[row // 4 % 4]])  # fmt: skip


@pytest.mark.parametrize("weekdays", [SIX, ("mon", "wed"), (*SIX, "sun")], ids=len)
@pytest.mark.parametrize("holder", ["Polars", "Polars lazy", "DuckDB", "PyArrow", "nullable"])
@pytest.mark.parametrize("table", ["whole", "with holes"])
def test_days_of_ones_own_and_the_longer_time_meet_alike_in_every_engine(
    holder: str, weekdays: tuple[str, ...], table: str, rows_taken: list[int]
) -> None:
    orders = MOVED if table == "whole" else WITH_HOLES
    rules = rulebook.load("online_48h_2024").using({"online.weekdays": weekdays})
    window = ("2024-04-28", "2024-06-10")
    expected = measure(orders, ["online_rate_48h"], window, regime=rules)
    rows_taken.clear()
    found = measure(HOLDERS[holder](orders), ["online_rate_48h"], window, regime=rules)
    pd.testing.assert_frame_equal(found, expected)
    assert rows_taken == ([1] if holder in ELSEWHERE else [])
    whole_week = measure(orders, ["online_rate_48h"], window, regime=rulebook.load("online_48h_2024"))
    assert (found["numerator"][0] == whole_week["numerator"][0]) == (len(weekdays) == 7)


@pytest.mark.parametrize("holder", ["Polars lazy", "DuckDB", "PyArrow"])
def test_they_are_judged_and_told_alike_too(holder: str) -> None:
    rules = rulebook.load("online_48h_2024").using({"online.weekdays": SIX})
    held = HOLDERS[holder](WITH_HOLES)
    here, there = (assess(t, rules, "2024-06-10") for t in (WITH_HOLES, held))
    assert repr(here) == repr(there)
    for order in WITH_HOLES["order_id"].iloc[:40]:
        said = [str(explain(t, order, rules, "2024-06-10")) for t in (held, WITH_HOLES)]
        assert said[0] == said[1]


def test_the_longer_time_beside_six_days_by_hand() -> None:
    """Paid on Friday 17 May 2024 at 10:00: with Sunday out 48 hours end on Monday 10:00, 72 plain hours then, too."""
    from tests.worked import orders

    paid = {"paid_at": "2024-05-17 10:00", "mode": "pop", "shipped_at": "2024-05-17 12:00", "delivered_at": None,
            "receipt_at": None, "receipt": None, "review_at": None, "stars": None, "ship_by": "2024-05-24 10:00",
            "dsr_description": None, "dsr_communication": None, "dsr_logistics": None}  # fmt: skip
    old, new = {"listed_at": "2023-01-01", "sold_last_month": 80}, {"listed_at": "2024-05-10", "sold_last_month": 80}
    table = orders(
        {**paid, **old, "first_scan_at": "2024-05-20 09:59"},  # Monday: in time
        {**paid, **old, "first_scan_at": "2024-05-20 10:01"},  # a minute late
        {**paid, **new, "first_scan_at": "2024-05-20 10:00"},
        {**paid, **new, "first_scan_at": "2024-05-20 10:01"},  # 72 plain hours are over as well
        {**paid, "paid_at": "2024-05-13 10:00", "shipped_at": "2024-05-13 12:00", **new,
         "first_scan_at": "2024-05-16 10:00"},  # Monday to Thursday: 72 hours, new
        {**paid, "paid_at": "2024-05-13 10:00", "shipped_at": "2024-05-13 12:00", **old,
         "first_scan_at": "2024-05-16 10:00"},  # the same, old: late
    )  # fmt: skip
    rules = rulebook.load("online_48h_2024").using({"online.weekdays": SIX})
    for holder in ("Polars lazy", "DuckDB", "PyArrow", "nullable"):
        found = measure(HOLDERS[holder](table), ["online_rate_48h"], ("2024-05-01", "2024-05-31"), regime=rules)
        assert (found["numerator"][0], found["denominator"][0]) == (3, 6), holder
