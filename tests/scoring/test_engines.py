"""Whatever holds the orders, the numbers are the same; and no engine gives its rows away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
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
from aecourse.rulebook import Regime
from aecourse.scoring.assessment import Assessment, compare
from aecourse.scoring.measurement import behind
from aecourse.scoring.metrics import METRICS
from tests.engines import ELSEWHERE, HOLDERS
from tests.holes import MAY_BE_BLANK, blanked, whole

# pandas 2 has two signs in a column of text for what is missing, and will tell them apart one day
pytestmark = pytest.mark.filterwarnings("ignore:Mismatched null-like values:FutureWarning")

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
SHOPS = FULL.assign(store_id=HOLED["store_id"])


# A table is brought to its holder once, and what pandas says of it is worked out once, for all tests.


@cache
def held(holder: str, name: str) -> Any:
    """The table of this name in a holder."""
    return HOLDERS[holder](TABLES[name])


@cache
def measured(name: str, metrics: tuple[str, ...], by: Any = None, regime: str | None = None) -> pd.DataFrame:
    """What :func:`measure` finds in the table of this name, with all of it in pandas."""
    by = list(by) if isinstance(by, tuple) else by
    return measure(TABLES[name], list(metrics), WINDOW, by=by, regime=regime)


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


def same(holder: str, name: str, by: Any, rows_taken: list[int]) -> None:
    expected, table = measured(name, tuple(EVERY), tuple(by) if isinstance(by, list) else by), held(holder, name)
    rows_taken.clear()
    found = measure(table, EVERY, WINDOW, by=by)
    pd.testing.assert_frame_equal(found, expected)
    groups = len(expected) // len(EVERY)
    assert rows_taken == ([groups] if holder in ELSEWHERE else [])


@pytest.mark.parametrize("holder", HOLDERS)
def test_every_holder_gives_the_same_numbers(holder: str, rows_taken: list[int]) -> None:
    same(holder, "holed", None, rows_taken)


@pytest.mark.parametrize("holder", PLAIN)
def test_a_table_without_holes_has_the_same_numbers(holder: str, rows_taken: list[int]) -> None:
    same(holder, "full", None, rows_taken)


@pytest.mark.parametrize("by", BY, ids=str)
@pytest.mark.parametrize("holder", PLAIN)
def test_the_groups_are_the_same_too(holder: str, by: Any, rows_taken: list[int]) -> None:
    same(holder, "holed", by, rows_taken)


@pytest.mark.parametrize("holder", ["Polars, NaN", "Polars lazy, zones", "DuckDB", "PyArrow"])
def test_every_regime_s_list_stays_in_its_engine(holder: str, rows_taken: list[int]) -> None:
    table = held(holder, "holed")
    for regime in rulebook.regimes():
        metrics = tuple(regime.metrics)
        expected = measured("holed", metrics, "store_id", regime.id)
        rows_taken.clear()
        found = measure(table, list(metrics), WINDOW, by="store_id", regime=regime)
        pd.testing.assert_frame_equal(found, expected)
        assert rows_taken == [3]


# -- what is built on the door ----------------------------------------------------------------------

ELSE = ["nullable", "nullable over Arrow", "over Arrow, a zone", "offsets", "Polars, zones",
        "Polars lazy", "DuckDB, NaN", "PyArrow"]  # fmt: skip
AS_OF = "2015-09-30"


@pytest.mark.parametrize("holder", HOLDERS)
def test_the_door_gives_back_the_table_that_went_in(holder: str) -> None:
    pd.testing.assert_frame_equal(ensure(held(holder, "holed"))[list(HOLED)], HOLED, check_column_type=False)


def test_a_table_with_the_register_s_types_is_not_copied() -> None:
    assert ensure(HOLED) is HOLED


@cache
def compared() -> Mapping[str, Assessment]:
    return compare(SHOPS, rulebook.regimes(), AS_OF, illustrative=True)


@cache
def by_shop() -> Any:
    return assess(SHOPS, "grade_2015_odr", AS_OF, by="store_id", illustrative=True)


@pytest.mark.parametrize("holder", ELSE)
def test_every_regime_assesses_and_compares_the_same(holder: str) -> None:
    table, expected = held(holder, "shops"), compared()
    for id, found in compare(table, rulebook.regimes(), AS_OF, illustrative=True).items():
        assert repr(found) == repr(expected[id])
        pd.testing.assert_frame_equal(found.metrics, expected[id].metrics)
    found, whole = assess(table, "grade_2015_odr", AS_OF, by="store_id", illustrative=True), by_shop()
    pd.testing.assert_frame_equal(found.metrics, whole.metrics)
    pd.testing.assert_frame_equal(found.groups, whole.groups)
    pd.testing.assert_frame_equal(found["s2"].orders("odr"), whole["s2"].orders("odr"), check_column_type=False)


@cache
def told(name: str, order: str, weekdays: tuple[str, ...] = ()) -> str:
    """What is told of an order of 2015, or under days of one's own in 2024."""
    regime, as_of = (own_days(weekdays), "2024-06-10") if weekdays else ("grade_2015_odr", AS_OF)
    return str(explain(TABLES[name], order, regime, as_of))


@pytest.mark.parametrize("holder", ELSE)
def test_an_order_is_explained_the_same(holder: str) -> None:
    for order in FULL["order_id"].iloc[[3, 77, 201]]:
        said = str(explain(held(holder, "full"), order, "grade_2015_odr", AS_OF))
        assert said == told("full", order)


@pytest.mark.parametrize("holder", ELSE)
def test_the_orders_behind_a_metric_are_the_same(holder: str) -> None:
    window = Window.between(*WINDOW)
    for id in ("odr", "positive_rate", "online_rate_5d"):
        found = ensure(behind(held(holder, "holed"), id, window))["order_id"]
        assert sorted(found) == sorted(behind(HOLED, id, window)["order_id"])
        assert len(found)


SOUND = simulate(Store(), orders=300, seed=4)


def drawn(view: Any) -> str:
    picture: str = view.art.picture(view.frame, "en")
    return picture


@cache
def views(holder: str | None) -> tuple[Any, Any]:
    orders = held(holder, "sound") if holder else SOUND
    explorer = live.OrderExplorer(orders, SOUND["order_id"][17], language="en")
    return explorer, live.Capstone(orders=orders, language="en")


@pytest.mark.parametrize("holder", ["nullable", "offsets", "Polars lazy", "DuckDB, NaN"])
def test_the_views_draw_the_same(holder: str) -> None:
    (explorer, case), (as_in_pandas, its_case) = views(holder), views(None)
    assert repr(explorer) == repr(as_in_pandas)
    assert drawn(explorer) == drawn(as_in_pandas)
    assert drawn(case) == drawn(its_case)


@pytest.mark.parametrize("holder", ["nullable", "Polars lazy"])
def test_the_figures_draw_the_same(holder: str) -> None:
    import matplotlib.pyplot as plt

    drawn = [
        (plots.orders.waiting(t, "2015-07-01", "2015-08-31"),
         plots.scores.month_of_scores(t, "daily6", "2015-09-30"),
         plots.ladder.windows(t, "2015-09-30"))
        for t in (held(holder, "full"), FULL)
    ]  # fmt: skip
    for one, other in zip(*drawn, strict=True):
        assert plots.summary(one) == plots.summary(other)
        for line, same in zip(one.lines, other.lines, strict=True):
            np.testing.assert_array_equal(line.get_xydata(), same.get_xydata())
    plt.close("all")


# -- days of one's own beside the longer time of new and slow products ------------------------------

SIX = ("mon", "tue", "wed", "thu", "fri", "sat")
MONTH = ("2024-04-28", "2024-06-10")


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

TABLES: Mapping[str, pd.DataFrame] = {
    "holed": HOLED, "full": FULL, "shops": SHOPS, "sound": SOUND, "whole": MOVED, "with holes": WITH_HOLES,
}  # fmt: skip


@cache
def online(table: str, weekdays: tuple[str, ...]) -> pd.DataFrame:
    return measure(TABLES[table], ["online_rate_48h"], MONTH, regime=own_days(weekdays))


@cache
def own_days(weekdays: tuple[str, ...]) -> Regime:
    """The rule of 2024 with these days of one's own; with none it is the rule itself."""
    rules = rulebook.load("online_48h_2024")
    return rules.using({"online.weekdays": weekdays}) if weekdays else rules


@pytest.mark.parametrize("weekdays", [SIX, ("mon", "wed"), (*SIX, "sun")], ids=len)
@pytest.mark.parametrize("holder", ["Polars", "Polars lazy", "DuckDB", "PyArrow", "nullable"])
@pytest.mark.parametrize("table", ["whole", "with holes"])
def test_days_of_ones_own_and_the_longer_time_meet_alike_in_every_engine(
    holder: str, weekdays: tuple[str, ...], table: str, rows_taken: list[int]
) -> None:
    expected, whole_week, orders = online(table, weekdays), online(table, ()), held(holder, table)
    rows_taken.clear()
    found = measure(orders, ["online_rate_48h"], MONTH, regime=own_days(weekdays))
    pd.testing.assert_frame_equal(found, expected)
    assert rows_taken == ([1] if holder in ELSEWHERE else [])
    assert (found["numerator"][0] == whole_week["numerator"][0]) == (len(weekdays) == 7)


@pytest.mark.parametrize("holder", ["Polars lazy", "DuckDB", "PyArrow"])
def test_they_are_judged_and_told_alike_too(holder: str) -> None:
    rules, table = own_days(SIX), held(holder, "with holes")
    here, there = (assess(t, rules, "2024-06-10") for t in (WITH_HOLES, table))
    assert repr(here) == repr(there)
    for order in WITH_HOLES["order_id"].iloc[:40]:
        assert str(explain(table, order, rules, "2024-06-10")) == told("with holes", order, SIX)


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
