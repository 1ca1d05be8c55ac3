"""Orders column by column and the table of the same orders give the same answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pytest

from aecourse import rulebook
from aecourse.models.order_life.life import OneOrder, row
from aecourse.models.order_life.lives import PRESETS, preset
from aecourse.models.trials import EVER, SHOWN
from aecourse.orders import COLUMNS
from aecourse.orders.calendar import Window
from aecourse.orders.columnar import ColumnarOrders, Values, WithColumns, columnar
from aecourse.rulebook import Regime
from aecourse.scoring.assessment import assess
from aecourse.scoring.columns import ExpressionColumn
from aecourse.scoring.events import EventTimes
from aecourse.scoring.explanation import explain
from aecourse.scoring.handover import run_as
from aecourse.scoring.measurement import Measurement
from aecourse.scoring.metrics import METRICS
from aecourse.simulation.messages import with_messages
from aecourse.simulation.orders import draw, simulate
from aecourse.simulation.persuasion import persuaded_columns
from aecourse.simulation.stores import LOW_PRICE
from tests.worked import orders as made_orders

REGIMES = rulebook.regimes()


def orders_under(rules: Regime) -> tuple[ColumnarOrders, Any]:
    """Synthetic orders that *rules* can judge, and a day on which they hold."""
    day = rules.effective_from + timedelta(days=120)
    drawn: Any = with_messages(draw(LOW_PRICE, orders=1500, seed=3, until=day), LOW_PRICE, seed=3)
    return (run_as(drawn, rules.modes[0]) if rules.modes else drawn), day


@pytest.mark.parametrize("rules", REGIMES, ids=lambda rules: rules.id)
def test_drawn_orders_and_their_table_are_judged_alike(rules: Regime) -> None:
    orders, day = orders_under(rules)
    drawn, table = (assess(it, rules, day, illustrative=True) for it in (orders, orders.table))
    assert drawn.rows == table.rows
    assert drawn.verdict == table.verdict
    assert any(row["denominator"] for row in drawn.rows)
    for id in rules.metrics:
        for mask, own in zip(drawn.masks[id], table.masks[id], strict=True):
            assert (mask == own).all()
        if not METRICS[id].stars and not METRICS[id].merges_reviews:
            pd.testing.assert_frame_equal(drawn.rolling(id), table.rolling(id))


@pytest.mark.parametrize("share", [0.0, 0.7])
def test_whether_a_thing_ever_happened_needs_no_moments(share: float) -> None:
    drawn = draw(LOW_PRICE, orders=1500, seed=3)
    orders = persuaded_columns(drawn, share, seed=5) if share else drawn
    told, counted = Measurement(orders), Measurement(orders.table)
    century = Window.between("2000-01-01", "2099-12-31")
    for id in SHOWN:
        for mask, own in zip(told.masks(id, EVER), counted.masks(id, century), strict=True):
            assert (mask == own).all(), id
    for column in COLUMNS:
        assert (orders.present(column.name) == counted.times.column(column.name).present).all(), column.name


@pytest.mark.parametrize(
    "make", [lambda it: it, lambda it: persuaded_columns(it, 0.7, seed=5)], ids=["drawn", "persuaded"]
)
def test_each_column_is_that_of_the_table(make: Any) -> None:
    orders = make(with_messages(draw(LOW_PRICE, orders=800, seed=9), LOW_PRICE, seed=9))
    again = columnar(orders.table)
    for name in orders.table.columns:
        mine, its = orders.column(name), again.column(name)
        assert (mine.present == its.present).all(), name
        assert (mine.data[mine.present] == its.data[its.present]).all(), name
        assert mine.words == its.words, name
    for name in ("buyer_id", "product_id", "store_id"):
        pairs = set(zip(orders.codes(name).tolist(), again.codes(name).tolist(), strict=True))
        assert len(pairs) == len({mine for mine, _ in pairs}) == len({its for _, its in pairs}), name


def test_a_table_is_made_of_the_same_orders_each_time() -> None:
    table = simulate(LOW_PRICE, orders=50, seed=2)
    assert list(table.columns) == [column.name for column in COLUMNS]
    table.loc[0, "order_id"] = "changed by hand"
    table["stars"] = np.nan
    pd.testing.assert_frame_equal(simulate(LOW_PRICE, orders=50, seed=2), draw(LOW_PRICE, orders=50, seed=2).table)


@pytest.mark.parametrize("rules", REGIMES, ids=lambda rules: rules.id)
@pytest.mark.parametrize("name", PRESETS)
def test_one_order_and_its_row_are_explained_alike(name: str, rules: Regime) -> None:
    life = preset(name)
    told = [
        explain(
            run_as(it, rules.modes[0]) if rules.modes else it,
            life.order_id,
            rules,
            as_of=life.paid_at + timedelta(days=40),
        )
        for it in (OneOrder(life), row(life))
    ]
    assert told[0] == told[1]


def test_numbers_of_texts_are_those_of_the_column_that_is_there() -> None:
    drawn = draw(orders=40, seed=4)
    (number,) = set(drawn.codes("category").tolist())
    assert number >= 0
    numbers = np.arange(40) // 10
    buyers = np.array([None if n == 3 else f"B-{n}" for n in numbers.tolist()], dtype=object)
    other = WithColumns(drawn, {"buyer_id": Values(buyers, numbers < 3)})
    assert other.codes("buyer_id").tolist() == np.where(numbers == 3, -1, numbers).tolist()
    assert other.codes("product_id").tolist() == drawn.codes("product_id").tolist()


CELLS: dict[str, tuple[list[Any], list[Any]]] = {
    # a column, what its cells are as plain Python, and the different ones of the last three
    "amount_usd": ([20.0, None, 5.5, 20.0], [5.5, 20.0]),
    "review_at": ([datetime(2015, 8, 1), None, datetime(2015, 8, 2, 10), datetime(2015, 8, 2, 10)], []),
    "dispute_end": (["settled", None, "withdrawn", "settled"], ["withdrawn", "settled"]),
    "product_id": (["p1", None, "p2", "p1"], ["p2", "p1"]),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_is_its_value_in_plain_python_and_a_blank_is_none(name: str) -> None:
    cells, different = CELLS[name]
    column = EventTimes(made_orders(*({name: cell} for cell in cells))).column(name)
    assert [column.value(row) for row in range(4)] == cells
    assert [type(column.value(row)) for row in range(4)] == [type(cell) for cell in cells]
    some = column.of(np.array([2, 1]))
    assert [some.value(row) for row in range(2)] == [cells[2], cells[1]]
    if different:
        assert column.different(np.array([False, True, True, True])) == different


def test_an_engine_is_asked_about_an_instant_as_it_writes_one() -> None:
    polars = pytest.importorskip("polars")
    frame = nw.from_native(
        polars.DataFrame({"at": ["2015-08-01T00:00:00", "2015-08-02T00:00:00", None], "n": [1, 2, 3]})
    )
    at, n = (ExpressionColumn(nw.col(name), lambda moment: moment.isoformat()) for name in ("at", "n"))
    found = frame.select((at >= datetime(2015, 8, 2)).alias("late"), (n >= 2).alias("more"))
    assert found.to_native().rows() == [(False, False), (True, True), (False, True)]


def test_texts_are_numbered_of_the_orders_alone_that_have_a_time() -> None:
    reviewed = [{"buyer_id": id} for id in "aba"]
    times = EventTimes(
        made_orders({"buyer_id": "c", "review_at": None}, *reviewed, {"buyer_id": "b", "review_at": None})
    )
    assert times.codes("buyer_id", "review_at").tolist() == [-1, 0, 1, 0, -1]
    assert times.codes("buyer_id").tolist() == [0, 1, 2, 1, 2]
