"""What does not fit is named at the door: every column, every cell, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from aecourse import assess, explain, live, measure, read_orders
from aecourse.base.errors import CourseError
from aecourse.models.diagnosis import capstone
from aecourse.orders import COLUMNS, OPTIONAL, InvalidOrders, ensure, opened, validate
from tests.engines import ELSEWHERE, arrow
from tests.holes import whole

WINDOW = ("2015-07-03", "2015-09-30")
TABLE = whole(40)
FRAME = pl.from_arrow(arrow(TABLE))
assert isinstance(FRAME, pl.DataFrame)
WRONG = FRAME.with_columns(
    pl.col("paid_at").cast(pl.String),
    pl.col("stars").cast(pl.String),
    receipt_at=pl.col("paid_at").dt.epoch("s"),
    receipt=pl.lit(7),
    exempt=pl.lit("no"),
    amount_usd=pl.col("paid_at"),
).drop("buyer_id")
WRONG_COLUMNS = ["buyer_id", "amount_usd", "paid_at", "receipt_at", "receipt", "stars", "exempt"]


def refused(orders: Any) -> InvalidOrders:
    with pytest.raises(InvalidOrders) as caught:
        opened(orders)
    return caught.value


HELD = {
    "Polars": lambda: WRONG,
    "Polars lazy": WRONG.lazy,
    "PyArrow": WRONG.to_arrow,
    "DuckDB": lambda: duckdb.from_arrow(WRONG.to_arrow()),
}


@pytest.mark.parametrize("engine", HELD)
def test_every_column_of_the_wrong_kind_is_named_before_any_work(engine: str) -> None:
    held = HELD[engine]()
    error = refused(held)
    assert [fault.column for fault in error.faults] == WRONG_COLUMNS
    assert all(fault.row is None for fault in error.faults)
    missing, *_, text, _ = (str(f.reason) for f in error.faults)
    assert "missing" in missing
    assert "numbers of stars" in text and "pass the table as pandas" in text
    for fault in error.faults:
        assert "\u4e00" <= fault.reason.zh[0] <= "\u9fff"
    for ask in (
        lambda: measure(held, "odr", WINDOW),
        lambda: assess(held, "grade_2015_odr", "2015-09-30"),
        lambda: explain(held, "x", "grade_2015_odr"),
        lambda: live.OrderExplorer(held, "x"),
        lambda: capstone(orders=held),
        lambda: validate(held),
    ):
        with pytest.raises(InvalidOrders) as caught:
            ask()
        assert caught.value.faults == error.faults


@pytest.mark.parametrize("name", [c.name for c in COLUMNS if c.required])
def test_a_required_column_that_is_missing_is_named(name: str) -> None:
    for held in (TABLE.drop(columns=name), FRAME.drop(name), FRAME.drop(name).lazy()):
        (fault,) = refused(held).faults
        assert (fault.column, fault.row) == (name, None)


@pytest.mark.parametrize("holder", ["Polars", "Polars lazy", "DuckDB", "PyArrow"])
def test_other_columns_may_be_missing_or_empty(holder: str) -> None:
    required = [c.name for c in COLUMNS if c.required]
    few = TABLE[required]
    empty = pd.DataFrame({**few, **{c.name: [None] * len(few) for c in (*COLUMNS, *OPTIONAL)
                                    if not c.required}})  # fmt: skip
    expected = measure(few, ["odr", "nr_rate", "positive_rate", "reply_24h_rate"], WINDOW)
    for table in (few, empty):
        held: Any = pl.from_arrow(arrow(table)) if "Polars" in holder else arrow(table)
        held = held.lazy() if "lazy" in holder else held
        held = duckdb.from_arrow(held) if holder == "DuckDB" else held
        found = measure(held, ["odr", "nr_rate", "positive_rate", "reply_24h_rate"], WINDOW)
        pd.testing.assert_frame_equal(found, expected)


def test_a_table_without_orders_is_measured_by_every_engine() -> None:
    expected = measure(TABLE.iloc[:0], ["odr", "dsr_logistics"], WINDOW)
    assert expected["denominator"].tolist() == [0, 0]
    for holder, hold in ELSEWHERE.items():
        found = measure(hold(TABLE.iloc[:0]), ["odr", "dsr_logistics"], WINDOW)
        pd.testing.assert_frame_equal(found, expected, obj=holder)
        grouped = measure(hold(TABLE.iloc[:0]), "odr", WINDOW, by="category")
        assert len(grouped) == 0


def test_a_column_that_stands_twice_is_named_in_every_engine() -> None:
    held = arrow(TABLE)
    twice = held.append_column("stars", held.column("stars"))
    for table in (twice, pd.concat([TABLE, TABLE[["stars"]]], axis=1)):
        assert [(f.column, f.row) for f in refused(table).faults] == [("stars", None)]


@pytest.mark.parametrize("orders", [{"order_id": [1]}, [1, 2], None, "orders.csv", np.zeros(3)])
def test_what_is_not_a_table_is_told_so(orders: Any) -> None:
    for take in (opened, ensure, validate):
        with pytest.raises(CourseError, match=r"read_orders\(path\)"):
            take(orders)


def test_numbers_are_not_times_and_the_column_is_named_once() -> None:
    table = TABLE.assign(shipped_at=np.arange(len(TABLE)), stars=TABLE["paid_at"])
    error = refused(table)
    assert [(f.column, f.row) for f in error.faults] == [("shipped_at", None), ("stars", None)]
    assert "dates and times" in str(error)


CELLS = {
    "ship_by": ["soon", "2015-13-01", "2015-07-10 10:00 PST", 42],
    "stars": ["many", "4,5"],
    "exempt": ["maybe", 2],
    "receipt": ["Confirmed", "x"],
    "amount_usd": ["20 USD"],
}


@pytest.mark.parametrize("column", CELLS)
def test_a_cell_that_does_not_fit_is_named_by_row(column: str) -> None:
    bad = CELLS[column]
    cells = TABLE[column].astype(object)
    cells.iloc[3 : 3 + len(bad)] = bad
    error = refused(TABLE.assign(**{column: cells, "category": "shoes"}))
    rows = [f.row for f in error.faults if f.column == column]
    assert rows == list(range(4, 4 + len(bad)))
    assert sum(f.column == "category" for f in error.faults) == len(TABLE)
    assert all(f.reason.en and f.reason.zh for f in error.faults)


@pytest.mark.parametrize("holder", ["Polars", "Polars lazy", "DuckDB", "PyArrow"])
def test_a_word_that_is_no_choice_is_found_where_it_is_asked_for(holder: str) -> None:
    receipt = TABLE["receipt"].astype(object)
    receipt.iloc[3:6] = ["Confirmed", "x", "x"]
    table = TABLE.assign(receipt=receipt)
    held: Any = pl.from_arrow(arrow(table)) if "Polars" in holder else arrow(table)
    held = held.lazy() if "lazy" in holder else held
    held = duckdb.from_arrow(held) if holder == "DuckDB" else held
    with pytest.raises(InvalidOrders) as caught:
        measure(held, "nr_rate", WINDOW)
    assert [(f.column, f.row) for f in caught.value.faults] == [("receipt", None)] * 2
    assert "'Confirmed' is not one of confirmed, timeout" in str(caught.value)
    for ask in (lambda: measure(held, "odr", WINDOW, by="receipt"), lambda: ensure(held)):
        with pytest.raises(InvalidOrders, match="Confirmed"):
            ask()


def test_a_choice_that_is_an_empty_text_is_blank() -> None:
    table = TABLE.assign(receipt=TABLE["receipt"].astype(object).where(TABLE.index % 2 == 0, ""))
    expected = measure(table, ["odr", "nr_rate"], WINDOW, by="receipt")
    assert expected["receipt"].isna().sum() == 2
    for held in (pl.from_arrow(arrow(table)), duckdb.from_arrow(arrow(table)), arrow(table)):
        found = measure(held, ["odr", "nr_rate"], WINDOW, by="receipt")
        pd.testing.assert_frame_equal(found, expected)


@pytest.mark.parametrize("blank", [None, np.nan, pd.NA, pd.NaT, "", "  "])
def test_every_blank_is_a_blank(blank: object) -> None:
    empty = {c.name: pd.Series([blank] * len(TABLE), dtype=object) for c in COLUMNS
             if not c.required and (c.kind != "text" or not isinstance(blank, str))}  # fmt: skip
    found = ensure(TABLE.assign(**empty))
    for name in empty:
        assert not found[name].any() if name == "exempt" else found[name].isna().all()
    assert found.dtypes.equals(TABLE.dtypes)


# -- times with zones -------------------------------------------------------------------------------

OFFSETS = {  # written, on the platform's clock
    "2015-01-10 10:00:00-08:00": "2015-01-10 10:00",  # winter
    "2015-07-10T10:00:00-07:00": "2015-07-10 10:00",  # summer
    "2015-07-10T10:00:00-0700": "2015-07-10 10:00",
    "2015-07-10T10:00:00+08": "2015-07-09 19:00",
    "2015-07-10T17:00:00Z": "2015-07-10 10:00",
    "2015-07-10 10:00:00": "2015-07-10 10:00",  # no zone: on it already
    "2015-07-10T10:00": "2015-07-10 10:00",
    "2015-07-10": "2015-07-10",
    "2015-11-01 01:30:00-07:00": "2015-11-01 01:30",  # the hour that comes twice
    "2015-11-01 01:30:00-08:00": "2015-11-01 01:30",
}


def test_a_file_may_mix_the_platform_s_two_offsets_and_none(tmp_path: Path) -> None:
    path = tmp_path / "offsets.csv"
    rows = [f"o{i},s,b,{written}" for i, written in enumerate(OFFSETS)]
    path.write_text("\n".join(["order_id,store_id,buyer_id,paid_at", *rows]))
    expected = [pd.Timestamp(at) for at in OFFSETS.values()]
    assert read_orders(path).orders["paid_at"].tolist() == expected


def test_objects_with_and_without_a_zone_stand_side_by_side() -> None:
    cells = [pd.Timestamp(written).to_pydatetime() for written in OFFSETS]
    table = TABLE.iloc[: len(cells)].assign(paid_at=pd.Series(cells, dtype=object))
    assert ensure(table)["paid_at"].tolist() == [pd.Timestamp(at) for at in OFFSETS.values()]


@pytest.mark.parametrize("session", ["UTC", "Asia/Shanghai", "America/Los_Angeles"])
def test_the_clock_of_a_duckdb_session_changes_nothing(session: str) -> None:
    connection = duckdb.connect()
    connection.execute(f"SET TimeZone = '{session}'")
    held = connection.sql(
        "SELECT 'o' AS order_id, 's' AS store_id, 'b' AS buyer_id, "
        "TIMESTAMPTZ '2015-07-11 05:30:00+08' AS paid_at, "
        "TIMESTAMP '2015-07-10 15:00:00' AS shipped_at"
    )
    found = ensure(held).iloc[0]
    assert found["paid_at"] == pd.Timestamp("2015-07-10 14:30")
    assert found["shipped_at"] == pd.Timestamp("2015-07-10 15:00")
    days = measure(held, "not_sold_rate", ("2015-07-10", "2015-07-10"), by="day")
    assert days["day"].tolist() == [pd.Timestamp("2015-07-10")]
    assert days["denominator"].tolist() == [1]
