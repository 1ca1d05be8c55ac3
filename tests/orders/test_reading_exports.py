"""The exports in tests/orders/exports, read as they should be."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd
import pytest

from aecourse import read_orders
from aecourse.base.errors import CourseError
from aecourse.orders import NothingRead, Question, Reading

EXPORTS = Path(__file__).parent / "exports"
EXPECTED = json.loads((EXPORTS / "expected.json").read_text("utf-8"))
# What these files do not tell and whoever reads them must say.
ANSWERS = {
    "12-woocommerce-semicolon.csv": {"timezone": "Europe/Madrid"},
    "14-tiktok-orders.csv": {"timezone": "America/New_York"},
    "15-lazada-orders.xlsx": {"timezone": "Asia/Manila"},
    "16-erp-merged-cells.xlsx": {"timezone": "Asia/Shanghai"},
}


def read(name: str, **answers: object) -> Reading:
    full = next(n for n in EXPECTED if n.startswith(name))
    return read_orders(EXPORTS / full, **{**ANSWERS.get(full, {}), **answers})


def order(reading: Reading, order_id: str) -> dict[str, object]:
    rows = reading.orders[reading.orders["order_id"] == order_id].to_dict("records")
    assert len(rows) == 1
    return rows[0]


def at(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_line_goes_where_it_belongs(name: str) -> None:
    if not EXPECTED[name]["records"]:
        with pytest.raises(NothingRead) as nothing:
            read_orders(EXPORTS / name)
        assert dict(nothing.value.counts) == EXPECTED[name]
        return
    reading = read_orders(EXPORTS / name, **ANSWERS.get(name, {}))
    assert dict(reading.counts) == EXPECTED[name]
    assert len(reading.orders) == reading.counts["orders"]
    for part in ("set_aside", "never_paid", "rejected"):
        assert len(getattr(reading, part)) == reading.counts[part], part


@pytest.mark.parametrize("name", ANSWERS)
def test_an_unknown_clock_is_asked_for_and_not_guessed(name: str) -> None:
    with pytest.raises(Question, match="US Pacific") as asked:
        read_orders(EXPORTS / name)
    assert asked.value.answered_by == ("timezone",)
    assert name in asked.value.phrase.zh and "timezone=" in asked.value.phrase.zh


# -- file by file --------------------------------------------------------------------------------


def test_aliexpress_2016() -> None:
    reading = read("01")
    assert reading.mapping.id == "aliexpress_office_2013"
    assert order(reading, "70024411223002")["amount_usd"] == 1249.5
    assert order(reading, "70014411223001")["ship_by"] == at("2016-03-08 23:59:59")
    assert order(reading, "70074411223007")["state"] == "含纠纷的订单"
    assert "dispute_rate" in reading.missing and "odr" in reading.missing
    assert set(reading.repairs["column"]) == {"created_at", "paid_at", "ship_by", "amount_usd"}


def test_yuan_are_not_dollars_unless_a_rate_is_given() -> None:
    reading = read("02")
    assert reading.orders["amount_usd"].isna().all()
    assert order(reading, "8190001000010015")["amount"] == 235.87
    assert any("usd_per" in note.en for note in reading.notes)
    dear = read("02", usd_per={"CNY": 0.14})
    assert order(dear, "8190001000010015")["amount_usd"] == 33.02
    assert "0.14" in " ".join(dear.repairs["reason"])


def test_gb18030_with_tabs_behind_the_numbers() -> None:
    reading = read("03")
    assert reading.files["encoding"][0] == "gb18030"
    assert list(reading.orders["备注"].dropna()) == ["好评，谢谢", "“引号”"]
    assert order(reading, "5182003100010001")["shipped_at"] == at("2015-08-02 09:05")
    taken_off = reading.repairs[reading.repairs["column"] == "order_id"]
    assert len(taken_off) == 6


def test_the_amount_of_an_order_counts_once() -> None:
    reading = read("04")
    assert order(reading, "8190001000110013")["amount_usd"] == 33.31
    assert order(reading, "8190001000110054")["paid_at"] == at("2018-02-01 12:55")
    assert any("RISK_CONTROL" in note.en for note in reading.notes)


@pytest.mark.parametrize("name", ["05", "06", "07"])
def test_a_list_alone_is_no_order_table(name: str) -> None:
    reading = read(name)
    assert "no order table" in reading.notes[0].en and "paid" in reading.notes[0].en
    assert len(reading.orders) == 0


def test_disputes_join_the_orders_beside_them() -> None:
    pytest.importorskip("python_calamine")  # no workbook is read in a browser
    reading = read_orders([EXPORTS / "02-aliexpress-office-2024.xlsx",
                           EXPORTS / "05-aliexpress-disputes.csv"])  # fmt: skip
    assert reading.counts["records"] == 5 and reading.counts["orders"] == 4
    assert order(reading, "8190001000010015")["dispute_opened_at"] == at("2024-02-02 10:00")
    assert order(reading, "8190001000010023")["dispute_opened_at"] == at("2024-02-03 10:00")
    assert list(reading.unjoined["value"]) == ["8190001000010099"]


@pytest.mark.parametrize(
    "other", ["05-aliexpress-disputes.csv", "06-aliexpress-refunds.xlsx", "07-aliexpress-reviews.csv"]
)
@pytest.mark.parametrize(
    "name", ["01-aliexpress-office-2016.csv", "04-aliexpress-api-orders.csv", "09-amazon-orders.txt"]
)
def test_a_list_of_other_orders_changes_nothing_and_is_told(name: str, other: str) -> None:
    if other.endswith(".xlsx"):
        pytest.importorskip("python_calamine")
    alone = read_orders(EXPORTS / name)
    beside = read_orders([EXPORTS / name, EXPORTS / other])
    assert beside.counts == alone.counts
    pd.testing.assert_frame_equal(beside.orders[alone.orders.columns], alone.orders, check_dtype=False)
    for column in beside.orders.columns.difference(alone.orders.columns):
        assert beside.orders[column].isna().all(), column
    assert len(beside.unjoined)


def test_refunds_add_up_and_are_no_cancellation() -> None:
    reading = read_orders([EXPORTS / "02-aliexpress-office-2024.xlsx",
                           EXPORTS / "06-aliexpress-refunds.xlsx"])  # fmt: skip
    assert order(reading, "8190001000010015")["refunded"] == 135.87
    assert reading.orders["cancelled_at"].isna().all()


def test_stars_that_are_none_are_listed() -> None:
    pytest.importorskip("python_calamine")
    reading = read("07")
    wrong = reading.set_aside[reading.set_aside["column"] == "stars"]
    assert list(wrong["value"]) == ["0", "4.5", "6"]
    joined = read_orders([EXPORTS / "02-aliexpress-office-2024.xlsx",
                          EXPORTS / "07-aliexpress-reviews.csv"])  # fmt: skip
    assert order(joined, "8190001000010015")["stars"] == 5
    assert order(joined, "8190001000010031")["dsr_logistics"] == 3
    assert pd.isna(order(joined, "8190001000010023")["dsr_logistics"])


def test_olist() -> None:
    reading = read("08")
    first = order(reading, "6f3031aaaaaaaaaaaaaaaaaaaaaaaaaa")
    assert first["stars"] == 3, "the first of two reviews"
    assert first["paid_at"] == at("2017-05-01 06:31"), "São Paulo is four hours ahead in May"
    assert first["category"] == "computer_accessories"
    second = order(reading, "6f3032aaaaaaaaaaaaaaaaaaaaaaaaaa")
    assert second["amount"] == 24.0 and second["currency"] == "BRL"
    assert " + " in str(second["sellers"])
    assert pd.isna(order(reading, "6f3039aaaaaaaaaaaaaaaaaaaaaaaaaa")["delivered_at"])
    assert any("proxy" in note.en for note in reading.notes)
    assert (reading.orders["buyer_id"].value_counts() > 1).any(), "a buyer comes back"


def test_an_order_of_two_sellers_belongs_to_both() -> None:
    sellers = [f"73303{i}aaaaaaaaaaaaaaaaaaaaaaaaaa" for i in (1, 2)]
    parts = [read("08", store=seller) for seller in sellers]
    for part, seller in zip(parts, sellers, strict=True):
        assert set(part.orders["store_id"]) == {seller}
        assert part.counts["orders"] < 9
        assert sum(part.counts[k] for k in ("set_aside", "never_paid", "rejected", "accepted")) == 10
    both = set(parts[0].orders["order_id"]) & set(parts[1].orders["order_id"])
    assert both == {f"6f303{i}aaaaaaaaaaaaaaaaaaaaaaaaaa" for i in (2, 6)}


def test_amazon() -> None:
    reading = read("09")
    assert order(reading, "111-0000001-0000001")["amount_usd"] == 16.3
    assert order(reading, "111-0000002-0000002")["paid_at"] == at("2024-03-10 00:00")
    assert pd.isna(order(reading, "111-0000002-0000002")["amount_usd"])
    assert any("paid_at is a proxy" in note.en for note in reading.notes)


def test_ebay() -> None:
    reading = read("10")
    assert order(reading, "24-10000-00002")["amount_usd"] == 1203.0
    assert reading.files["heading_line"][0] == 2
    assert set(reading.orders["store_id"]) == {"shop_one"}
    assert "stars" not in reading.told


def test_shopify() -> None:
    reading = read("11")
    assert order(reading, "#1002")["amount_usd"] == 30.0
    assert order(reading, "#1002")["paid_at"] == at("2024-11-02 22:30")
    assert pd.isna(order(reading, "#1002")["cancelled_at"])
    assert "cancel_reason" not in reading.told


def test_woocommerce() -> None:
    reading = read("12")
    assert list(reading.orders["order_id"]) == ["00123", "00125", "124"]
    assert list(reading.orders["amount_usd"]) == [12.3, 1008.0, 8.0]


def test_ozon() -> None:
    reading = read("13")
    mixed = order(reading, "0100000001-0001")
    assert mixed["state"] == "Доставлен + Отменён"
    assert pd.isna(mixed["cancelled_at"]) and pd.isna(mixed["delivered_at"])
    assert mixed["amount"] == 1800 and pd.isna(mixed["amount_usd"])
    assert order(reading, "0100000002-0003")["amount_usd"] == 9.9
    assert mixed["paid_at"] == at("2024-03-12 00:15"), "Moscow is ten hours ahead then"


def test_tiktok() -> None:
    reading = read("14")
    gone = order(reading, "576000000000000019")
    assert gone["paid_at"] == at("2024-03-13 21:06"), "six past midnight in New York"
    assert gone["cancel_reason"] == "seller"
    assert order(reading, "576000000000000001")["amount_usd"] == 14.3
    assert list(reading.set_aside["line"]) == [2]


def test_lazada() -> None:
    reading = read("15")
    assert order(reading, "700000000000001")["paid_at"] == at("2024-03-11 19:15")
    assert pd.isna(order(reading, "700000000000001")["delivered_at"])
    assert any("usd_per" in note.en for note in reading.notes)
    assert order(read("15", usd_per=1), "700000000000001")["amount_usd"] == 19.3


def test_merged_cells_are_one_order() -> None:
    reading = read("16")
    assert list(reading.orders["store_id"]) == ["shop-1", "shop-1", "shop-2"]
    assert order(reading, "8190001000310010")["paid_at"] == at("2024-01-04 11:05")
    only = read("16", store="shop-2")
    assert only.counts["orders"] == 1 and only.counts["set_aside"] == 3


def test_cut_order_numbers_are_suspect_and_conflicts_are_rejected() -> None:
    reading = read("17")
    assert list(reading.orders["order_id"]) == ["8190001000410010", "8190001000410037"]
    assert sum("as text" in note.en for note in reading.notes) == 1
    assert list(reading.rejected["value"]) == ["8190001000410020"] * 2


def test_serial_numbers_are_times_to_the_second() -> None:
    reading = read("18")
    assert order(reading, "8190001000510002")["paid_at"] == at("2024-01-05 03:05:00")
    assert order(reading, "8190001000510003")["paid_at"] == at("2024-02-29 23:59:59")
    assert len(reading.repairs) == 5


def test_the_sheet_with_the_headings_is_found() -> None:
    reading = read("20")
    assert reading.files["sheet"][0] == "订单"
    missing = reading.repairs[reading.repairs["column"] == "amount_usd"]
    assert list(missing["before"]) == ["=1+1", "#REF!"]
    assert any("hidden" in note.en for note in reading.notes)


def test_html_old_excel_and_utf16() -> None:
    assert list(read("21").orders["amount_usd"]) == [1.5, 2.5, 3.5]
    assert order(read("22"), "8190001000800011")["paid_at"] == at("2016-03-01 04:11")
    assert set(read("23").orders["store_id"]) == {"店铺一"}


def test_own_columns_with_one_trouble_a_line() -> None:
    reading = read("24")
    assert list(reading.orders["order_id"]) == ["A-001", "A-006", "A-008"]
    assert list(reading.rejected["line"]) == [3, 4, 5, 6, 8, 11, 12, 13]
    assert order(reading, "A-008")["exempt"] is True
    assert pd.isna(order(reading, "A-006")["amount_usd"])


def test_the_hour_that_comes_twice() -> None:
    reading = read("25")
    assert order(reading, "D-001")["shipped_at"] == at("2015-11-01 01:10"), "after 01:50, summer time"
    assert list(reading.rejected["line"]) == [3]
    assert order(reading, "D-004")["paid_at"] == at("2015-07-31 09:00")
    assert (reading.repairs["reason"].str.contains("offset")).sum() == 8


def test_a_folder_with_a_broken_file() -> None:
    reading = read("26")
    assert list(reading.orders["order_id"]) == ["F-001", "F-002", "F-003"]
    said = " ".join(note.en for note in reading.notes)
    assert "broken.csv" in said and "readme.txt" in said


def test_what_is_no_table_is_refused_by_name() -> None:
    with pytest.raises(NothingRead, match="zip archive"):
        read("27")
    with pytest.raises(NothingRead, match="no orders in this file"):
        read("28")


def test_parquet_keeps_every_digit() -> None:
    reading = read("29")
    assert reading.orders["order_id"].iloc[0] == "8190001000950019"
    assert list(reading.orders["paid_at"].dt.hour) == [3, 3, 1]


# -- privacy -------------------------------------------------------------------------------------

PERSONAL = (
    "Recipient", "buyer 00", "buyer02", "@example.com", "Street", "Town", "+1555", "00-0001", "user1",
    "es1001", "buyer_a", "R***1", "买家1", "customer_city", "sao paulo",
)  # fmt: skip


@pytest.mark.parametrize("name", [n for n in EXPECTED if n[:2] not in ("27", "28")])
def test_nothing_of_people_passes_the_door(name: str) -> None:
    reading = read(name)
    for table in (reading.orders, reading.rejected, reading.set_aside, reading.never_paid,
                  reading.repairs, reading.unjoined):  # fmt: skip
        text = table.to_csv()
        assert not [word for word in PERSONAL if word in text]


def test_where_workbooks_cannot_be_read_the_way_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)  # as in a browser
    with pytest.raises(CourseError) as refused:
        read_orders(EXPORTS / "02-aliexpress-office-2024.xlsx")
    said = refused.value.phrase
    assert "02-aliexpress-office-2024.xlsx" in said.en
    assert "save it as CSV UTF-8" in said.en
    assert "另存为“CSV UTF-8”" in said.zh
