"""The order table: its register, what is impossible, reading, and the sample stores."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import aecourse
from aecourse.base.errors import CourseError, UnknownName
from aecourse.orders import (  # fmt: skip
    COLUMNS,
    IMPOSSIBLE,
    REGISTER,
    InvalidOrders,
    ensure,
    load_sample,
    own_export,
    read_orders,
    sample_export,
    samples,
    validate,
    write_orders,
)
from tests.worked import UNREVIEWED, UNSHIPPED, dispute, orders
from tools import samples as recipe


def faults(table: pd.DataFrame) -> list[tuple[str, int | None]]:
    with pytest.raises(InvalidOrders) as caught:
        validate(table)
    return [(fault.column, fault.row) for fault in caught.value.faults]


def test_every_column_says_what_it_is_in_both_languages() -> None:
    assert len(REGISTER) == len(COLUMNS) == 32
    for column in COLUMNS:
        assert column.meaning.en and column.meaning.zh
        assert column.unit or column.kind not in ("number", "stars")


def test_a_clean_order_is_valid() -> None:
    assert len(validate(orders({}, {}))) == 2


IMPOSSIBLE_ORDERS = {
    "shipping deadline before payment": ({"ship_by": "2015-07-01 10:00"}, "paid_at"),
    "shipped before payment": ({"shipped_at": "2015-07-01 10:00"}, "paid_at"),
    "scan before payment": ({"first_scan_at": "2015-07-01 10:00"}, "paid_at"),
    "review before payment": ({"review_at": "2015-07-01 10:00"}, "paid_at"),
    "delivered before shipment": ({"delivered_at": "2015-07-11 10:00"}, "shipped_at"),
    "receipt before payment": ({"receipt_at": "2015-07-01 10:00"}, "paid_at"),
    "receipt without its time": ({"receipt_at": None}, "receipt"),
    "receipt time without how": ({"receipt": None}, "receipt_at"),
    "cancel reason without cancellation": ({"cancel_reason": "seller"}, "cancel_reason"),
    "cancellation without a reason": ({"cancelled_at": "2015-07-11"}, "cancelled_at"),
    "end of a dispute never opened": ({"dispute_end": "settled"}, "dispute_end"),
    "end time of a dispute never opened": (
        {"dispute_closed_at": "2015-08-01"}, "dispute_closed_at"),
    "dispute without a reason": ({"dispute_opened_at": "2015-08-01"}, "dispute_opened_at"),
    "arbitration without a dispute": (
        {"arbitration_opened_at": "2015-08-01"}, "arbitration_opened_at"),
    "ruling without arbitration": ({"arbitration_liable": "seller"}, "arbitration_liable"),
    "dispute ended before it was opened": (
        dispute("2015-08-10", dispute_closed_at="2015-08-01", dispute_end="settled"),
        "dispute_opened_at"),
    "timed out although answered": (
        dispute("2015-08-10", dispute_closed_at="2015-08-15", dispute_end="seller_timeout",
                seller_responded_at="2015-08-11"), "dispute_end"),
    "stars without a review": ({"review_at": None, **dict.fromkeys(
        ("dsr_description", "dsr_communication", "dsr_logistics"))}, "stars"),
    "review without stars": ({"stars": None}, "review_at"),
    "review and review timeout": ({"review_timeout_at": "2015-09-01"}, "review_at"),
    "0 stars": ({"stars": 0}, "stars"),
    "6 stars": ({"dsr_logistics": 6}, "dsr_logistics"),
    "two and a half stars": ({"stars": 2.5}, "stars"),
    "an amount below zero": ({"amount_usd": -1}, "amount_usd"),
}  # fmt: skip


@pytest.mark.parametrize("name", IMPOSSIBLE_ORDERS)
def test_an_impossible_order_is_named_with_row_and_reason(name: str) -> None:
    change, column = IMPOSSIBLE_ORDERS[name]
    table = orders({}, change, {})
    with pytest.raises(InvalidOrders) as caught:
        validate(table)
    (fault,) = [f for f in caught.value.faults if f.column == column]
    assert (fault.row, fault.order_id) == (2, "o2")
    assert "row 2 (order o2)" in str(fault)
    assert fault.reason.en in str(caught.value)
    aecourse.set_language("zh")
    assert "第 2 行（订单 o2）" in str(caught.value)


NIGHTS = {
    ("2015-11-01 01:50", "2015-11-01 01:10"): True,  # the clock was put back between the two
    ("2015-11-02 01:50", "2015-11-02 01:10"): False,
    ("2015-11-01 02:10", "2015-11-01 01:50"): False,
    ("2015-11-01 01:50", "2015-11-01 00:50"): False,
    ("2015-03-08 03:10", "2015-03-08 01:50"): False,
}


@pytest.mark.parametrize(("paid", "shipped"), NIGHTS)
def test_the_night_in_which_the_clock_is_put_back(paid: str, shipped: str) -> None:
    columns = {"order_id": ["o1"], "store_id": ["s"], "buyer_id": ["b"]}
    table = pd.DataFrame({**columns, "paid_at": [pd.Timestamp(paid)], "shipped_at": [pd.Timestamp(shipped)]})
    if NIGHTS[paid, shipped]:
        assert len(validate(table)) == 1
    else:
        assert ("paid_at", 1) in faults(table)


def test_all_faults_are_listed_not_the_first() -> None:
    found = faults(orders({"stars": 0}, {}, {"stars": 6, "first_scan_at": "2015-01-01"}))
    assert ("stars", 1) in found and ("stars", 3) in found and ("paid_at", 3) in found


def test_missing_columns_and_wrong_types_are_listed_together() -> None:
    table = pd.DataFrame({"order_id": ["a"], "buyer_id": ["b"], "paid_at": ["soon"],
                          "receipt": ["maybe"], "stars": ["many"]})  # fmt: skip
    assert set(faults(table)) == {
        ("store_id", None), ("paid_at", 1), ("receipt", 1), ("stars", 1),
    }  # fmt: skip


def test_an_order_id_that_stands_twice_is_refused() -> None:
    assert ("order_id", 2) in faults(orders({}, {"order_id": "o1"}))


def test_a_missing_id_is_refused() -> None:
    assert ("buyer_id", 1) in faults(orders({"buyer_id": None}))


def test_something_else_than_a_table_is_refused_with_advice() -> None:
    with pytest.raises(CourseError, match="read_orders"):
        validate({"order_id": []})  # type: ignore[arg-type]


def test_no_orders_are_valid() -> None:
    assert len(validate(orders({}).iloc[:0])) == 0


def test_every_rule_of_the_impossible_has_an_id_of_its_own_and_both_languages() -> None:
    ids = [rule.id for rule in IMPOSSIBLE]
    assert len(set(ids)) == len(ids)
    assert all(rule.meaning.en and rule.meaning.zh for rule in IMPOSSIBLE)


# -- files --------------------------------------------------------------------------------------


def test_an_own_file_runs_through_the_same_path(tmp_path: Path) -> None:
    table = orders({}, UNREVIEWED, {**UNSHIPPED, "cancelled_at": "2015-07-12",
                                    "cancel_reason": "seller"})  # fmt: skip
    path = tmp_path / "my orders.csv"
    write_orders(table, path)
    pd.testing.assert_frame_equal(read_orders(path).orders, validate(table))


def test_a_time_with_a_zone_is_brought_to_platform_time(tmp_path: Path) -> None:
    path = tmp_path / "zone.csv"
    path.write_text("order_id,store_id,buyer_id,paid_at\na,s,b,2015-07-10T10:00:00+08:00\n")
    assert read_orders(path).orders["paid_at"][0] == pd.Timestamp("2015-07-09 19:00")


def test_a_column_with_a_zone_is_brought_to_platform_time_too() -> None:
    table = orders({})
    there = table.assign(paid_at=table["paid_at"].dt.tz_localize("Asia/Shanghai"))
    assert ensure(there)["paid_at"][0] == pd.Timestamp("2015-07-09 19:00")


def test_a_byte_order_mark_and_extra_columns_are_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "bom.csv"
    path.write_text("\ufefforder_id,store_id,buyer_id,paid_at,备注\na,s,b,2015-07-10,好\n", "utf-8")
    assert read_orders(path).orders["备注"][0] == "好"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CourseError, match="nowhere.csv"):
        read_orders("nowhere.csv")


# -- samples ------------------------------------------------------------------------------------


def test_the_samples_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    recipe.write(tmp_path)
    made, stored = ({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
                    for folder in (tmp_path, recipe.FOLDER))  # fmt: skip
    other = sorted(str(name) for name in made.keys() | stored.keys() if made.get(name) != stored.get(name))
    assert not other, f"run `make samples` (of a sample that is gone, delete the file): {other}"


@pytest.mark.parametrize("name", samples())
def test_a_sample_is_a_valid_order_table(name: str) -> None:
    table = load_sample(name)
    assert 600 <= len(table) <= 3000
    assert len(validate(table)) == len(table)


def test_an_unknown_sample_names_the_near_ones() -> None:
    assert samples() == tuple(sorted(sample.name for sample in recipe.SAMPLES))
    with pytest.raises(UnknownName, match="Did you mean 'growing-store'"):
        load_sample("growing-shop")


def test_a_sample_that_is_changed_does_not_change_the_next() -> None:
    mine = load_sample("brand-store")
    mine["stars"] = 1
    assert load_sample("brand-store")["stars"].max() == 5


def test_the_datapackage_describes_the_files() -> None:
    described = json.loads((recipe.FOLDER / "datapackage.json").read_text("utf-8"))
    assert described == recipe.datapackage()
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(recipe.FOLDER / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "rowNumber", "note"])[:5]


def test_a_lesson_reads_what_lies_in_the_folder_of_ones_own_orders(tmp_path: Path) -> None:
    own = tmp_path / "my-orders"
    assert own_export(own) == sample_export()
    own.mkdir()
    (own / ".DS_Store").write_text("")
    (own / "~$march.xlsx").write_text("")
    assert own_export(own) == sample_export()
    write_orders(load_sample("growing-store").head(3), own / "march.csv")
    assert own_export(own) == own
    (own / "~$march.xlsx").unlink()
    assert len(aecourse.read_orders(own_export(own)).orders) == 3
