"""Reading what people have: bad files, odd values, and that no line is ever lost."""

from __future__ import annotations

import inspect
import io
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import read_orders
from aecourse.app.report import gather
from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import using
from aecourse.orders import NothingRead, Question, Reading, conform, ensure, load_sample, validate, write_orders
from aecourse.orders.calendar import Window
from aecourse.orders.reading import amounts, clocks, fast, mappings, ole, reader, text, workbooks
from aecourse.orders.register import REGISTER
from aecourse.orders.told import needs
from aecourse.scoring.columns import ExpressionColumns
from aecourse.scoring.measurement import Measurement
from aecourse.scoring.metrics import METRICS, rules_for
from tests.worked import CLEAN, clean, holders, orders

OWN = "order_id,store_id,buyer_id,amount_usd,paid_at,stars,review_at"
LINE = "A-1,shop,b1,5.00,2015-08-01 10:00:00,,"


def written(folder: Path, content: str | bytes, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def adds_up(found: Reading) -> bool:
    c = found.counts
    parts = [c[k] for k in ("set_aside", "never_paid", "rejected", "accepted")]
    lists = [len(found.set_aside), len(found.never_paid), len(found.rejected)]
    return sum(parts) == c["records"] and lists == parts[:3] and len(found.orders) == c["orders"]


def refusal(path: Path) -> str | None:
    """Why a file is not read; None where each of its lines is accounted for."""
    try:
        found = read_orders(path, **ANSWERS)
    except CourseError as error:
        return error.phrase.en
    assert adds_up(found)
    return None


# -- values --------------------------------------------------------------------------------------

GOOD_TIMES = {
    "2015-08-01 10:05:06": "2015-08-01 10:05:06", "2015-8-1 9:05": "2015-08-01 09:05:00",
    "2015.08.01 10:05": "2015-08-01 10:05:00", "2015/8/1 9:05": "2015-08-01 09:05:00",
    "2015年8月1日 9:05": "2015-08-01 09:05:00", "２０１５-08-01 10:05": "2015-08-01 10:05:00",
    "12 Mar 2024 10:15": "2024-03-12 10:15:00", "Jul-25-24": "2024-07-25 00:00:00",
    "Mar 5, 2024 9:07 PM": "2024-03-05 21:07:00", "Sat, 02 Mar 2024 10:15:00": "2024-03-02 10:15:00",
    "2024-03-14 12:05:00 AM": "2024-03-14 00:05:00", "2024-03-14 下午 1:05": "2024-03-14 13:05:00",
    "2015年8月1日 上午10:05:06": "2015-08-01 10:05:06", "01-Mai-15": "2015-05-01 00:00:00", "25-Dez-24": "2024-12-25 00:00:00",
    "1 августа 2015 г. 10:05": "2015-08-01 10:05:00", "3 de marzo de 2024 9:05": "2024-03-03 09:05:00",
    "2024年03月01日 10时05分": "2024-03-01 10:05:00", "2024年03月01日10:05": "2024-03-01 10:05:00",
    "Mar 1, 2024 at 9:05 AM": "2024-03-01 09:05:00", "March 1st, 2024": "2024-03-01 00:00:00", "2024.03.01. 10:00": "2024-03-01 10:00:00",
    "2024-03-01,10:00": "2024-03-01 10:00:00", "2024-03-01_10:00:00": "2024-03-01 10:00:00", "2024-03-01 10:00 Uhr": "2024-03-01 10:00:00",
    "20240301T100000Z": "2024-03-01 10:00:00", "2024-03-01 10:00:00 (UTC-8)": "2024-03-01 10:00:00",
    "2024-03-01 10:00:00 GMT+0800 (China Standard Time)": "2024-03-01 10:00:00", "Fri Mar 01 10:00:00 CST 2024": None,
    "12 févr. 2024 10:15": "2024-02-12 10:15:00", "12 Xyz 2024 10:15": None,
    "20240105 030500": "2024-01-05 03:05:00", "20240105030500": "2024-01-05 03:05:00",
    "45296.128472222": "2024-01-05 03:05:00", '="2015-08-01 10:05:06"': "2015-08-01 10:05:06",
    "2015-08-01T10:05:06.250": "2015-08-01 10:05:06.250",
    "2024年3月5日 星期二 9:05": "2024-03-05 09:05", "2024年3月5日星期二 9:05": "2024-03-05 09:05", "24年3月5日 9:05": "2024-03-05 09:05",
    "2024-03-05 晚上 9:05": "2024-03-05 21:05", "2024-03-05 凌晨1:05": "2024-03-05 01:05", "2024-03-05 中午 12:11": "2024-03-05 12:11",
    "2024-03-05 下午 16:05": "2024-03-05 16:05", "2024-03-05 晚上 12:05": None, "2024-03-05 上午 16:05": None,
    "2024-03-05 PM 9:05": "2024-03-05 21:05", "2024-03-05 오후 9:05": "2024-03-05 21:05", "5 mar. 2024 9:05 p. m.": "2024-03-05 21:05",
    "2024-03-05 21h05": "2024-03-05 21:05", "5 mars 2024 à 21h05": "2024-03-05 21:05", "mar. 5 mars 2024 09:05": "2024-03-05 09:05",
    "вт, 5 мар. 2024 г. 09:05": "2024-03-05 09:05", "Di., 5. März 2024 09:05": "2024-03-05 09:05", "2024-03-05 24:00": "2024-03-06 00:00",
    "2024-03-05 09:05:00.000 +0800 CST": "2024-03-05 09:05", "2024-03-05 09:05:00 +0000 UTC": "2024-03-05 09:05",
    "2024-03-05T09:05:00Z[UTC]": "2024-03-05 09:05", "2024-03-05T09:05:00[UTC]": None,
}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), GOOD_TIMES.items())
def test_a_time_in_many_forms(written: str, meant: str | None) -> None:
    found = clocks.read_text(written, False)
    assert found is None if meant is None else found.at == pd.Timestamp(meant)  # type: ignore[union-attr]


@pytest.mark.parametrize("word", [
    "now", "today", "2015", "inf", "1e20", "9999", "9999-12-31 10:00:00", "2015-13-01", "2015-02-30 10:00",
    "25:00", "soon", "0000-00-00 00:00:00", "0001-01-01", "1970-01-01 00:00:00", "2015-08-01 10:61",
    "2015-08-01 10:00 CST", "-1", "NaT", "10/08/2015 25:00", "2015-08-01 10:00:00 +25:00",
])  # fmt: skip
def test_what_is_no_time_of_an_order_rejects_its_line(tmp_path: Path, word: str) -> None:
    bad = LINE.replace("2015-08-01 10:00:00", word).replace("A-1", "A-2")
    found = read_orders(written(tmp_path, f"{OWN}\n{LINE}\n{bad}\n"))
    assert list(found.rejected["line"]) == [3] and list(found.rejected["column"]) == ["paid_at"]
    assert list(found.orders["order_id"]) == ["A-1"]


GOOD_AMOUNTS = {
    "5": (5, None), "12.30": (12.3, None), "$1,234.50": (1234.5, "USD"), "US $1.50": (1.5, "USD"),
    "CN￥ 235.87": (235.87, "CNY"), "¥12": (12, "CNY"), "12,50 €": (12.5, "EUR"), "1.234,50 руб.": (1234.5, "RUB"),
    "R$ 10,00": (10, "BRL"), "1 234.50": (1234.5, None), "1'234.50": (1234.5, None),
    "Rp120.000": (120000, "IDR"), "AED 5.00": (5, "AED"), "5 CHF": (5, "CHF"),
    "AU $12.30": (12.3, "AUD"), "NZ$12.30": (12.3, "NZD"), "C $12.30": (12.3, "CAD"), "$12.30 CAD": (12.3, "CAD"), "R $12,30": (12.3, "BRL"),
    "CLP $12.000": (12000, "CLP"), "$U 12.30": (12.3, "$U"), "X$12.30": (12.3, "X$"), "12,30 US$": (12.3, "USD"), "＄１２．３０": (12.3, "USD"),
    "12.30（美元）": (12.3, "USD"), "kr 120,50": (120.5, "kr"), "120,50 Kč": (120.5, "CZK"), "12,30zł": (12.3, "PLN"), "1 234,50 р.": (1234.5, "RUB"),
    "12.30 USD": (12.3, "USD"), "1,234,567": (1234567, None), "１２.５０": (12.5, None), "30.00元": (30, "CNY"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), GOOD_AMOUNTS.items())
def test_an_amount_in_many_forms(written: str, meant: tuple[float, str | None]) -> None:
    found = amounts.read_money(written, False)
    assert found is not None and found.why is None
    assert (found.value, found.currency) == meant


@pytest.mark.parametrize(
    "word",
    [
        "inf",
        "-inf",
        "1e309",
        "1e20",
        "-5",
        "(5.00)",
        "five",
        "12.3.4.5 apples",
        "2015-08-01",
        "US $12.50 - US $15.00",
        "12.50/2",
        "5 XYZ",
    ],
)
def test_what_is_no_amount_rejects_its_line(tmp_path: Path, word: str) -> None:
    found = read_orders(written(tmp_path, f"{OWN}\n{LINE.replace('5.00', word)}\n"))
    assert list(found.rejected["column"]) == ["amount_usd"] and found.orders.empty


POINTS = {
    ("120.000", "85.500"): [120000, 85500], ("120.000", "1.250.000"): [120000, 1250000],
    ("120.000", "85.50"): [120, 85.5], ("1,250,000", "85.500"): [1250000, 85.5],
}  # fmt: skip


@pytest.mark.parametrize("cells", POINTS)
def test_what_the_point_parts_is_told_by_the_column(tmp_path: Path, cells: tuple[str, str]) -> None:
    lines = [f"7001441122300{i};等待您发货;2016-03-01 04:05;{cell};客户" for i, cell in enumerate(cells)]
    found = read_orders(written(tmp_path, "\n".join(["订单号;订单状态;付款时间;订单金额;买家名称", *lines])))
    assert list(found.orders["amount_usd"]) == POINTS[cells]


@pytest.mark.parametrize(("cells", "said"), [
    (("1.234", "5"), "1.234 was read as 1.234"), (("1,234", "5"), "1,234 was read as 1234"), (("120.000", "85.500"), "was read as"),
    (("1,234", "5.00"), None), (("5", "6"), None), (("Rp120.000", "Rp85.500"), None), (("€1.234", "€5"), "€1.234 was read as 1.234"), (("1,234.50", "5"), None),
])  # fmt: skip
def test_an_amount_whose_sign_can_part_two_things_is_said(
    tmp_path: Path, cells: tuple[str, str], said: str | None
) -> None:
    lines = [f"7001441122300{i};等待您发货;2016-03-01 04:05;{cell};客户" for i, cell in enumerate(cells)]
    found = read_orders(written(tmp_path, "\n".join(["订单号;订单状态;付款时间;订单金额;买家名称", *lines])))
    told = [note.en for note in found.notes if "parts cents" in note.en]
    assert (len(told) == 1 and said in told[0]) if said else not told


@pytest.mark.parametrize(("word", "stars"), [
    ("5", 5), ("5.0", 5), ("五星", 5), ("5/5", 5), ("５", 5), ("4星", 4), ("★★★", 3), ("2 stars", 2), ("1分", 1),
    ("0", None), ("4.5", None), ("6", None), ("many", None), ("-1", None), ("4/10", None),
])  # fmt: skip
def test_stars_in_many_forms(word: str, stars: int | None) -> None:
    assert amounts.read_stars(word) == stars


IDS = {
    "\t8190001000010015\t": "8190001000010015", '="8190001000010015"': "8190001000010015",
    "'0015": "0015", "8190001\x00": "8190001", "00123": "00123", "8190001.0": "8190001",
    "A-1 ": "A-1", "№-77": "№-77",
}  # fmt: skip


@pytest.mark.parametrize(("written_id", "meant"), IDS.items())
def test_an_order_number_keeps_its_digits(tmp_path: Path, written_id: str, meant: str) -> None:
    cell = '"' + written_id.replace('"', '""') + '"'
    found = read_orders(written(tmp_path, f"{OWN}\n{LINE.replace('A-1', cell)}\n"))
    assert list(found.orders["order_id"]) == [meant]
    assert (len(found.repairs) > 0) == (written_id != meant)


@pytest.mark.parametrize("word", ["8.2E+15", "8.19000100001E+15", "x1" * 200])
def test_an_order_number_that_was_cut_is_rejected(tmp_path: Path, word: str) -> None:
    found = read_orders(written(tmp_path, f"{OWN}\n{LINE}\n{LINE.replace('A-1', word)}\n"))
    assert list(found.rejected["column"]) == ["order_id"] and found.counts["orders"] == 1


# -- clocks --------------------------------------------------------------------------------------


def test_the_order_of_day_and_month_is_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, f"{OWN}\n{LINE.replace('2015-08-01', '03/04/2015')}\n")
    with pytest.raises(Question) as asked:
        read_orders(path)
    assert asked.value.answered_by == ("day_first",)
    for words in (asked.value.phrase.en, asked.value.phrase.zh):
        assert "2015-04-03" in words and "2015-03-04" in words and "day_first=True" in words
    assert read_orders(path, day_first=True).orders["paid_at"][0] == pd.Timestamp("2015-04-03 10:00")
    assert read_orders(path, day_first=False).orders["paid_at"][0] == pd.Timestamp("2015-03-04 10:00")


@pytest.mark.parametrize(("proof", "meant"), [("25/03/2015", "2015-04-03"), ("03/25/2015", "2015-03-04")])
def test_one_date_can_prove_the_order_of_day_and_month(tmp_path: Path, proof: str, meant: str) -> None:
    lines = [LINE.replace("2015-08-01", "03/04/2015"), LINE.replace("2015-08-01", proof).replace("A-1", "A-2")]
    found = read_orders(written(tmp_path, "\n".join([OWN, *lines])))
    assert found.orders["paid_at"][0] == pd.Timestamp(f"{meant} 10:00")


def test_dates_that_prove_both_orders_are_asked_for(tmp_path: Path) -> None:
    days = ["03/04/2015", "25/03/2015", "03/25/2015"]
    lines = [LINE.replace("2015-08-01", day).replace("A-1", f"A-{i}") for i, day in enumerate(days)]
    path = written(tmp_path, "\n".join([OWN, *lines]))
    with pytest.raises(Question, match="others only with the month"):
        read_orders(path)
    assert list(read_orders(path, day_first=True).rejected["line"]) == [4]


SHORT_YEARS = {  # years of two digits: what the dates of a column show
    ("24-03-05", "24-03-27"): "2024-03-05", ("24/3/5", "24/3/7"): "2024-03-05", ("24.12.30", "24.12.31"): "2024-12-30",
    ("3/5/24", "3/27/24"): "2024-03-05", ("25.03.24", "27.03.24"): "2024-03-25", ("05/03/24", "25/03/24"): "2024-03-05",
    ("15/03/24",): None, ("24/03/15", "24/03/15"): None, ("05/03/24", "06/03/24"): None,
}  # fmt: skip


@pytest.mark.parametrize("dates", SHORT_YEARS)
def test_a_year_of_two_digits_is_where_the_column_shows_it_or_is_asked_for(
    tmp_path: Path, dates: tuple[str, ...]
) -> None:
    lines = [LINE.replace("A-1", f"A-{i}").replace("2015-08-01", date) for i, date in enumerate(dates)]
    path, meant = written(tmp_path, "\n".join([OWN, *lines])), SHORT_YEARS[dates]
    if meant:
        assert read_orders(path).orders["paid_at"][0] == pd.Timestamp(f"{meant} 10:00")
        return
    with pytest.raises(Question, match="day_first=True or day_first=False"):
        read_orders(path)


def test_an_answer_decides_between_day_and_year(tmp_path: Path) -> None:
    path = written(tmp_path, f"{OWN}\n{LINE.replace('2015-08-01', '24/03/15')}\n")
    assert read_orders(path, day_first=True).orders["paid_at"][0] == pd.Timestamp("2015-03-24 10:00")
    assert read_orders(path, day_first=False).orders["paid_at"][0] == pd.Timestamp("2024-03-15 10:00")


HEADINGS_WITH_A_ZONE = {
    "Paid at (UTC)": "2024-01-04 19:05", "paid_at (GMT+8)": "2024-01-04 11:05", "付款时间（北京时间）": "2024-01-04 11:05", "Payment Time (UTC-03:00)": "2024-01-04 22:05",
    "付款时间(太平洋时间)": "2024-01-05 03:05", "Дата оплаты (МСК)": "2024-01-04 16:05", "Date Paid [Pacific Time]": "2024-01-05 03:05", "gmt_pay_time": "2024-01-05 03:05",
}  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS_WITH_A_ZONE)
def test_a_heading_can_name_the_clock(tmp_path: Path, heading: str) -> None:
    id, buyer = ("order_id", "buyer_login_id") if "_" in heading else ("Order ID", "Buyer")
    head = f"{id},{heading},{buyer},订单状态,Статус заказа".replace(
        "Order ID", "Номер заказа" if "Дата" in heading else "Order ID"
    )
    path = written(tmp_path, f"{head}\n8190001000010015,2024-01-05 03:05:00,b1,,\n")
    found = read_orders(path)
    assert found.orders["paid_at"][0] == pd.Timestamp(HEADINGS_WITH_A_ZONE[heading])
    assert not any("clock" in note.en for note in found.notes)


def test_a_clock_that_is_taken_over_is_said_only_where_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, "订单编号,付款时间,买家\n8190001000010015,2024-01-05 03:05:00,b1\n")
    assert any("does not name its clock" in note.en for note in read_orders(path).notes)
    assert not any("clock" in note.en for note in read_orders(path, timezone="Asia/Shanghai").notes)


def test_an_answer_does_not_move_what_its_heading_tells(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "订单编号,付款时间（UTC）,发货时间,买家\n8190001000010015,2024-01-05 03:05:00,2024-01-06 03:05:00,b1\n",
    )
    found = read_orders(path, timezone="Asia/Shanghai")
    assert found.orders["paid_at"][0] == pd.Timestamp("2024-01-04 19:05")
    assert found.orders["shipped_at"][0] == pd.Timestamp("2024-01-05 11:05")
    assert any("付款时间（UTC）" in note.zh and "timezone=" in note.zh for note in found.notes)


SIGNS_AND_WHAT_NAMES_THEM = {
    ("Total", "CAD", "$5.00"): ("CAD", None), ("Total", "JPY", "¥500"): ("JPY", None), ("Total", "SEK", "5,00 kr"): ("SEK", None),
    ("Total", "USD", "$5.00"): ("USD", 5), ("Total", "", "$5.00"): ("USD", 5), ("Total", "EUR", "US $5.00"): ("USD", 5),
    ("Total (AUD)", "", "$5.00"): ("AUD", None), ("Total (AUD)", "", "5.00"): ("AUD", None), ("Total", "CAD", "5.00"): ("CAD", None),
}  # fmt: skip


@pytest.mark.parametrize("case", SIGNS_AND_WHAT_NAMES_THEM)
def test_a_sign_of_several_currencies_is_the_one_that_is_named_beside_it(tmp_path: Path, case: tuple[str, ...]) -> None:
    heading, named, amount = case
    head = f"Name|Email|Financial Status|Paid at|Currency|{heading}"
    found = read_orders(
        written(tmp_path, f"{head}\n#1|x@example.com|paid|2024-03-05 00:30:00 -0500|{named}|{amount}\n")
    )
    currency, usd = SIGNS_AND_WHAT_NAMES_THEM[case]
    assert found.orders["currency"][0] == currency
    assert found.orders["amount_usd"][0] == usd if usd else found.orders["amount_usd"].isna()[0]


def test_the_heading_says_more_of_a_currency_than_the_kind_of_export(tmp_path: Path) -> None:
    head = "订单号,付款时间,订单金额（元）,买家名称,买家邮箱,订单状态"
    found = read_orders(written(tmp_path, f"{head}\n8190001000010015,2024-01-05 03:05,5.00,b,b@example.com,已发货\n"))
    assert found.orders["currency"][0] == "CNY" and found.orders["amount_usd"].isna().all()


def test_a_dollar_without_a_country_is_said_and_can_be_given(tmp_path: Path) -> None:
    path = written(
        tmp_path, "平台订单号,店铺账号,付款时间,订单总价,商品SKU\n8190001000010015,s,2024-01-05 03:05,$5.00,S\n"
    )
    found = read_orders(path, timezone="UTC")
    assert found.orders["amount_usd"][0] == 5 and any("“$”" in note.en and "“$”" in note.zh for note in found.notes)
    assert read_orders(path, timezone="UTC", usd_per={"$": 0.05}).orders["amount_usd"][0] == 0.25


def test_mixed_zones_in_one_column(tmp_path: Path) -> None:
    zones = [
        "2024-11-03T08:30:00Z",
        "2024-11-03 01:30:00 -0800",
        "2024-11-03 01:30:00 PDT",
        "2024-11-03 16:30:00+08:00",
    ]
    lines = [LINE.replace("2015-08-01 10:00:00", zone).replace("A-1", f"A-{i}") for i, zone in enumerate(zones)]
    found = read_orders(written(tmp_path, "\n".join([OWN, *lines])))
    assert [f"{t:%d %H:%M}" for t in found.orders["paid_at"]] == ["03 01:30", "03 01:30", "03 01:30", "03 01:30"]


def test_a_time_inside_the_skipped_hour_of_another_clock(tmp_path: Path) -> None:
    found = read_orders(written(tmp_path, f"{OWN}\n{LINE.replace('2015-08-01 10:00:00', '2024-03-31 02:30:00')}\n"),
                        timezone="Europe/Berlin")  # fmt: skip
    assert found.orders["paid_at"][0] == pd.Timestamp("2024-03-30 18:00")


def test_shipped_after_payment_in_the_hour_that_comes_twice(tmp_path: Path) -> None:
    head = "order_id,store_id,buyer_id,paid_at,shipped_at"
    rows = ["A-1,s,b,2015-11-01 01:50:00,2015-11-01 01:10:00", "A-2,s,b,2015-11-01 02:10:00,2015-11-01 01:50:00"]
    found = read_orders(written(tmp_path, "\n".join([head, *rows])))
    assert list(found.orders["order_id"]) == ["A-1"], "the clock was put back between the two"


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(CourseError, match="Asia/Shanghai"):
        read_orders("nowhere.csv", timezone="China")


# -- text ----------------------------------------------------------------------------------------

CHINESE = "订单号,订单状态,付款时间,订单金额,买家名称\n70014411223001,等待您发货,2016-03-01 04:05,$5.00,客户甲\n"
RUSSIAN = ("Номер заказа;Статус;Принят в обработку;Сумма отправления;Код валюты отправления\n"
           "0100000001-0001;Доставляется;2024-03-12 10:15:00;5.00;USD\n")  # fmt: skip


@pytest.mark.parametrize(("content", "encoding"), [
    (CHINESE, "utf-8"), (CHINESE, "utf-8-sig"), (CHINESE, "utf-16"), (CHINESE, "utf-16-le"), (CHINESE, "gb18030"),
    (RUSSIAN, "utf-8"), (RUSSIAN, "cp1251"), (RUSSIAN, "utf-16-be"),
])  # fmt: skip
def test_an_encoding_is_recognised(tmp_path: Path, content: str, encoding: str) -> None:
    found = read_orders(written(tmp_path, content.encode(encoding)))
    assert found.counts["orders"] == 1 and found.orders["amount_usd"][0] == 5
    assert found.orders["state"][0] in ("等待您发货", "Доставляется")


@pytest.mark.parametrize(("name", "encoding"), [("Müller & Söhne café", "cp1252"), ("ショップ東京のお店です", "cp932")])
def test_an_encoding_without_known_headings(tmp_path: Path, name: str, encoding: str) -> None:
    lines = [f"A-{i},{name},b1,5.00,2015-08-01 10:00:00,," for i in range(30)]
    found = read_orders(written(tmp_path, "\n".join([OWN, *lines]).encode(encoding)))
    assert found.counts["orders"] == 30
    assert set(found.orders["store_id"]) == {name} or any("decode" in n.en for n in found.notes)


@pytest.mark.parametrize("byte", [b"\x95", b"\xff", b"\xed\xa0\x80"])
def test_a_heading_that_is_no_text_costs_its_column_alone(tmp_path: Path, byte: bytes) -> None:
    found = read_orders(written(tmp_path, OWN.encode() + b"," + byte + b"\n" + LINE.encode() + b",x\n"))
    assert found.counts["orders"] == 1 and adds_up(found)
    found.orders.to_csv(tmp_path / "again.csv")


@pytest.mark.skipif(os.name == "nt", reason="Windows names files in UTF-16")
def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    os.rename(written(tmp_path, f"{OWN},当地\n{LINE},=1\n{LINE}x\n"), os.fsencode(tmp_path) + b"/\xb6\xa9.csv")  # noqa: PTH104
    for asked in (tmp_path, next(tmp_path.iterdir())):
        found = read_orders(asked)
        assert found.counts["rejected"] == 1 and adds_up(found)
        assert found.rejected["file"][0] == "\ufffd\ufffd.csv"


def test_one_byte_that_is_no_text_costs_one_line(tmp_path: Path) -> None:
    lines = [f"A-{i},店铺,b1,5.00,2015-08-01 10:00:00,," for i in range(5)]
    content = "\n".join([OWN, *lines]).encode().replace("A-3,店".encode(), b"A-3,\xe5\xba")
    found = read_orders(written(tmp_path, content))
    assert list(found.rejected["line"]) == [5] and found.counts["orders"] == 4


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("before", ["", "sep={}\n", "My orders of August\nfrom the back office\n\n"])
def test_separators_and_titles(tmp_path: Path, separator: str, before: str) -> None:
    content = before.format(separator) + f"{OWN}\n{LINE}\n合计,,,5.00,,,\n".replace(",", separator)
    found = read_orders(written(tmp_path, content))
    assert found.counts == {"records": 2, "set_aside": 1, "never_paid": 0, "rejected": 0, "accepted": 1, "orders": 1}
    assert list(found.set_aside["line"]) == [content.count("\n")]


def test_a_separator_too_many_in_the_first_line_shifts_nothing(tmp_path: Path) -> None:
    found = read_orders(written(tmp_path, f"order_id,,{OWN[9:]}\n{LINE}\n"))
    assert found.orders.empty and found.counts["rejected"] == 1
    trailing = read_orders(written(tmp_path, f"{OWN},\n{LINE}\n{LINE.replace('A-1', 'A-2')},\n"))
    assert trailing.counts["orders"] == 2


def test_a_file_cut_in_the_middle_loses_only_its_last_line(tmp_path: Path) -> None:
    found = read_orders(written(tmp_path, f"{OWN}\n{LINE}\n{LINE.replace('A-1', 'A-2')[:30]}"))
    assert list(found.rejected["line"]) == [3] and found.counts["orders"] == 1


def test_a_heading_that_stands_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="'paid_at' stands 2 times"):
        read_orders(written(tmp_path, f"{OWN},paid_at\n{LINE},2015-09-01 10:00:00\n"))
    same = read_orders(written(tmp_path, f"{OWN},paid_at\n{LINE},2015-08-01 10:00:00\n"))
    assert same.counts["orders"] == 1


@pytest.mark.parametrize("quote", ['"A-2,shop,b2', 'A-2,"shop,b2', 'A-2,sh"op,b2'])
def test_a_quotation_mark_left_open_costs_one_line(tmp_path: Path, quote: str) -> None:
    lines = [LINE, LINE.replace("A-1,shop,b1", quote), LINE.replace("A-1", "A-3"), LINE.replace("A-1", "A-4")]
    found = read_orders(written(tmp_path, "\n".join([OWN, *lines])))
    assert {"A-1", "A-3", "A-4"} <= set(found.orders["order_id"]) and adds_up(found)
    assert found.counts["records"] == 4


def test_two_open_quotation_marks_do_not_hide_the_line_between(tmp_path: Path) -> None:
    head = "order_id,store_id,buyer_id,paid_at,备注"
    lines = ['A-1,s,b,2015-08-01 10:00:00,"open', "A-2,s,b,2015-08-02 10:00:00,", 'A-3,s,b,2015-08-03 10:00:00,"open']
    found = read_orders(written(tmp_path, "\n".join([head, *lines, ""])))
    assert found.counts["records"] == 3 and "A-2" in set(found.orders["order_id"])


def test_ten_megabytes_in_one_cell(tmp_path: Path) -> None:
    content = f"{OWN},product_id\n{LINE},P1\n{LINE.replace('A-1', 'A-2')},{'x' * 10_000_000}\n"
    found = read_orders(written(tmp_path, content))
    assert found.counts["orders"] == 1 and len(found.rejected.to_csv()) < 1_000


def test_conflicting_duplicates_are_both_rejected(tmp_path: Path) -> None:
    found = read_orders(
        written(tmp_path, f"{OWN}\n{LINE}\n{LINE.replace('5.00', '6.00')}\n{LINE.replace('A-1', 'A-2')}\n")
    )
    assert list(found.rejected["line"]) == [2, 3] and list(found.orders["order_id"]) == ["A-2"]


OLDER = "A-1,s,b1,5.00,2015-08-01 10:00:00,,,"
GROWN = {
    "a shipment": ("A-1,s,b1,5.00,2015-08-01 10:00:00,2015-08-02 10:00:00,,", "shipped_at"),
    "a review": ("A-1,s,b1,5.00,2015-08-01 10:00:00,,5,2015-09-01 10:00:00", "review_at"),
}


@pytest.mark.parametrize("case", GROWN)
@pytest.mark.parametrize("newer_first", [True, False])
def test_an_older_and_a_newer_export_of_one_order_join(tmp_path: Path, case: str, newer_first: bool) -> None:
    head = "order_id,store_id,buyer_id,amount_usd,paid_at,shipped_at,stars,review_at"
    newer, column = GROWN[case]
    for name, line in {"a.csv": newer if newer_first else OLDER, "b.csv": OLDER if newer_first else newer}.items():
        written(tmp_path, f"{head}\n{line}\n", name)
    found = read_orders(tmp_path)
    assert found.counts["accepted"] == 2 and found.counts["orders"] == 1 and adds_up(found)
    assert found.orders[column].notna().all()
    filled = found.repairs[found.repairs["column"] == column]
    assert list(filled["file"]) == ["b.csv" if newer_first else "a.csv"] and list(filled["before"]) == [""]
    assert filled["reason"].str.contains("filled by another line").all()


def test_a_newer_export_that_says_something_else_is_a_conflict(tmp_path: Path) -> None:
    head = "order_id,store_id,buyer_id,amount_usd,paid_at,shipped_at,stars,review_at"
    written(tmp_path, f"{head}\n{OLDER}\n", "a.csv")
    written(tmp_path, f"{head}\n{OLDER.replace('5.00', '6.00')}\n", "b.csv")
    found = read_orders(tmp_path)
    assert found.counts["rejected"] == 2 and found.orders.empty


STATES = {
    ("等待买家付款,", "等待您发货,2016-03-01 04:05"): "等待您发货",
    ("等待您发货,2016-03-01 04:05", "等待买家收货,2016-03-01 04:05"): "等待买家收货",
    ("等待买家收货,2016-03-01 04:05", "订单结束,2016-03-01 04:05"): "订单结束",
}


@pytest.mark.parametrize("lines", STATES)
@pytest.mark.parametrize("turned", [True, False])
def test_the_further_state_of_an_order_counts(tmp_path: Path, lines: tuple[str, str], turned: bool) -> None:
    head = "订单号,订单状态,付款时间,订单金额,买家名称"
    rows = [f"70014411223001,{one},$5.00,甲" for one in (lines[::-1] if turned else lines)]
    found = read_orders(written(tmp_path, "\n".join([head, *rows])))
    assert list(found.orders["state"]) == [STATES[lines]] and found.counts["accepted"] == 2


def test_two_ends_of_one_order_are_a_conflict(tmp_path: Path) -> None:
    head = "订单号,订单状态,付款时间,订单金额,买家名称"
    rows = [f"70014411223001,{state},2016-03-01 04:05,$5.00,甲" for state in ("订单结束", "订单关闭")]
    assert read_orders(written(tmp_path, "\n".join([head, *rows]))).counts["rejected"] == 2


def test_of_two_exports_by_item_the_one_that_tells_more_counts(tmp_path: Path) -> None:
    head = "Order ID,Order Status,Created Time,Paid Time,Shipped Time,Order Amount,SKU ID"
    old = "576461413038785752\t,To ship,2024-03-13 10:00:00,2024-03-13 10:01:00,,12.00,1"
    new = old.replace("To ship", "Shipped").replace("10:01:00,", "10:01:00,2024-03-14 09:00:00")
    written(tmp_path, f"{head}\n{old}\n", "a.csv")
    written(tmp_path, f"{head}\n{new}\n{new}\n", "b.csv")
    found = read_orders(tmp_path, timezone="America/Los_Angeles", usd_per=1)
    assert found.counts["orders"] == 1 and found.orders["shipped_at"].notna().all()


def test_impossible_orders_are_rejected_with_their_lines(tmp_path: Path) -> None:
    head = "order_id,store_id,buyer_id,paid_at,shipped_at,receipt_at,receipt"
    rows = ["A-1,s,b,2015-08-02 10:00:00,2015-08-01 10:00:00,,", "A-2,s,b,2015-08-01 10:00:00,,2015-08-09 10:00:00,",
            "A-3,s,b,,2015-08-01 10:00:00,,", "A-4,s,b,,,,"]  # fmt: skip
    found = read_orders(written(tmp_path, "\n".join([head, *rows])))
    assert list(found.rejected["line"]) == [2, 3, 4] and list(found.never_paid["line"]) == [5]


# -- files ---------------------------------------------------------------------------------------


def zipped(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "empty": (b"", "empty"),
    "spaces": (b"  \n \n", "nothing is written"),
    "heading only": (OWN.encode(), "no orders in this file"),
    "a note": (b"notes of the shop\nand more", "no order table"),
    "binary": (bytes(range(256)) * 40, "no table|No orders"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a picture"),
    "a PDF": (b"%PDF-1.7 ...", "a PDF"),
    "gzip": (b"\x1f\x8b\x08\0", "gzip"),
    "JSON": (b'[{"order_id": "A-1"}]', "JSON"),
    "a zip by another name": (zipped(orders=f"{OWN}\n{LINE}"), "zip archive"),
    "half a zip": (zipped(orders=OWN)[:40], "damaged"),
    "Word": (zipped(**{"word/document.xml": "<w/>"}), "Word"),
    "a damaged workbook": (zipped(**{"xl/workbook.xml": "<w/>"}), "damaged workbook"),
    "a password": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "password"),
    "half an old workbook": (OLE + b"\0" * 600, "damaged workbook"),
    "a page without a table": (b"<html><body>please log in</body></html>", "without a table"),
    "broken XML": (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "damaged XML"),
    "half a Parquet": (b"PAR1\0\0\0\0PAR1", "damaged Parquet"),
    "utf-16 rubbish": (b"\xff\xfe\x00\x01", "No orders"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_named(tmp_path: Path, case: str) -> None:
    content, words = REFUSED[case]
    with pytest.raises(NothingRead, match=words) as refused:
        read_orders(written(tmp_path, content))
    assert not any(refused.value.counts.values())
    with using("zh"):
        assert not str(refused.value).isascii()


def test_a_zip_and_a_folder_of_parts(tmp_path: Path) -> None:
    other = LINE.replace("A-1", "A-2")
    whole = read_orders(written(tmp_path, zipped(**{"a.csv": f"{OWN}\n{LINE}", "b.csv": f"{OWN}\n{other}"}), "all.zip"))
    assert whole.counts["orders"] == 2
    folder = tmp_path / "parts"
    folder.mkdir()
    for name, content in {
        "a.csv": f"{OWN}\n{LINE}",
        "~$a.xlsx": "lock",
        "b.csv": f"{OWN}\n{other}",
        "c.csv": b"\x89PNG",
    }.items():
        written(folder, content, name)
    parts = read_orders(folder)
    assert parts.counts["orders"] == 2
    said = " ".join(note.en for note in parts.notes)
    assert "~$a.xlsx" in said and "lock file" in said and "c.csv" in said and "picture" in said


def spoiled(archive: bytes, content: bytes, by: bytes) -> bytes:
    """*archive* with the packed bytes of a member replaced from its first sixth on."""
    packed = zlib.compress(content)[2:-4]
    at = archive.index(packed[:20])
    return archive[: at + len(packed) // 6] + by + archive[at + len(packed) // 6 + len(by) :]


@pytest.mark.parametrize("by", [b"\xff" * 40, b"\0" * 40, bytes(range(40))])
def test_a_damaged_file_in_a_zip_costs_that_file(tmp_path: Path, by: bytes) -> None:
    long = "\n".join([OWN, *(LINE.replace("A-1", f"A-{i}") for i in range(300))]).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", long)
        archive.writestr("b.csv", f"{OWN}\n{LINE}")
    found = read_orders(written(tmp_path, spoiled(buffer.getvalue(), long, by), "all.zip"))
    assert found.counts["orders"] == 1
    assert any("all.zip/a.csv" in note.en and "damaged" in note.en for note in found.notes)


@pytest.mark.parametrize("by", [b"\xff" * 40, b"\0" * 40, bytes(range(40))])
def test_a_workbook_of_which_a_part_is_damaged_is_named(tmp_path: Path, by: bytes) -> None:
    source = (Path(__file__).parent / "exports" / "02-aliexpress-office-2024.xlsx").read_bytes()
    sheet = zipfile.ZipFile(io.BytesIO(source)).getinfo("xl/worksheets/sheet1.xml")
    begin = sheet.header_offset + 30 + len(sheet.filename)
    for at in range(begin + 60, begin + sheet.compress_size - 60, 97):
        content = source[:at] + by + source[at + len(by) :]
        with pytest.raises(NothingRead, match="damaged workbook"):
            read_orders(written(tmp_path, content))


@pytest.mark.parametrize("cut", range(1, 64, 7))
def test_an_old_workbook_cut_anywhere_is_read_or_named_and_nothing_goes_to_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], cut: int
) -> None:
    source = (Path(__file__).parent / "exports" / "22-old-excel.xls").read_bytes()
    at = len(source) * cut // 64
    for content in (source[:at], source[:at] + source[at + 1 :]):
        refused = refusal(written(tmp_path, content))
        assert refused is None or "workbook" in refused or "nothing is written" in refused
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("place", range(0, 128, 4))
def test_an_old_workbook_whose_parts_are_chained_in_a_circle_is_refused(tmp_path: Path, place: int) -> None:
    content = bytearray((Path(__file__).parent / "exports" / "22-old-excel.xls").read_bytes())
    assert not ole.circular(bytes(content))
    table = (int.from_bytes(content[76:80], "little") + 1) << 9  # the first sector of the table of sectors
    content[table + 4 * place : table + 4 * place + 4] = place.to_bytes(4, "little")  # follows itself
    assert ole.circular(bytes(content))
    assert "damaged workbook" in (refusal(written(tmp_path, bytes(content))) or "")


@pytest.mark.parametrize("count", [1, 2, 3, 7, 128])
def test_a_circle_is_told_from_a_chain(count: int) -> None:
    chain = np.append(np.arange(1, count), 0xFFFFFFFE).astype("<u4")
    assert not ole._turns(chain)
    assert ole._turns(np.append(chain[:-1], 0).astype("<u4"))


def test_an_error_that_is_no_panic_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyboardInterrupt), workbooks._told():
        raise KeyboardInterrupt


def with_cell(source: bytes, where: str, row: int) -> bytes:
    """A workbook with one more cell, in which a blank stands."""
    buffer = io.BytesIO()
    cell = f'<row r="{row}"><c r="{where}{row}" t="inlineStr"><is><t> </t></is></c></row></sheetData>'.encode()
    with zipfile.ZipFile(io.BytesIO(source)) as book, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in book.namelist():
            content = book.read(name)
            archive.writestr(name, content.replace(b"</sheetData>", cell) if "sheet1" in name else content)
    return buffer.getvalue()


@pytest.mark.parametrize(("where", "row"), [("XFD", 1_048_576), ("AD", 1_048_576), ("XFD", 5_000)])
def test_a_forgotten_cell_far_from_the_table_is_named_and_does_not_fill_the_memory(
    tmp_path: Path, where: str, row: int
) -> None:
    source = (Path(__file__).parent / "exports" / "02-aliexpress-office-2024.xlsx").read_bytes()
    with pytest.raises(NothingRead, match=rf"row {row:,} .*Ctrl\+End"):
        read_orders(written(tmp_path, with_cell(source, where, row), "orders.xlsx"))
    near = read_orders(written(tmp_path, with_cell(source, "AZ", 40), "orders.xlsx"))
    assert near.counts["orders"] == 4 and adds_up(near)


@pytest.mark.parametrize("method", [9, 93])  # what Windows packs large files with, and Zstandard
def test_a_way_of_packing_that_is_not_known_is_no_password(tmp_path: Path, method: int) -> None:
    content = bytearray(zipped(**{"a.csv": f"{OWN}\n{LINE}"}))
    content[8], content[content.index(b"PK\x01\x02") + 10] = method, method
    with pytest.raises(NothingRead, match=r"a\.csv: packed in a way"):
        read_orders(written(tmp_path, bytes(content), "all.zip"))


@pytest.mark.parametrize(("path", "words"), [
    ("https://example.com/orders.csv", "download"), ("nowhere.csv", "no file"), (3, "file name"), ("", "nothing to read"),
])  # fmt: skip
def test_a_path_that_is_none(path: object, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match=words):
        read_orders(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_web_page_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    cells = ("8190001000010015", "2016-03-01 04:05", "US&nbsp;$1.50", "等待您发货", "客户")
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>"
        for line in (("订单号", "付款时间", "订单金额", "订单状态", "买家名称"), cells)
    )
    page = f"<html><head><meta charset={encoding}></head><body><table>{rows}</table></body></html>"
    found = read_orders(written(tmp_path, page.encode(encoding), "orders.xls"))
    assert list(found.orders["order_id"]) == [cells[0]] and found.orders["state"][0] == "等待您发货"


def html_row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


ORDERS_IN_HTML = html_row(*OWN.split(",")) + html_row(*LINE.split(","))
PAGES = {
    "in a cell of another table": f"<table><tr><td>shop<table>{ORDERS_IN_HTML}</table>end</td></tr></table>",
    "beside another table in a cell": f"<table><tr><td><table></table><table>{ORDERS_IN_HTML}</table></table>",
    "a table that is never closed": f"<table>{ORDERS_IN_HTML}",
    "cells that are never closed": f"<table>{ORDERS_IN_HTML}".replace("</td>", "").replace("</tr>", ""),
    "a table begun twice": f"<table><tr><th>a<table>{ORDERS_IN_HTML}</table>",
    "cells outside of tables": f"<td>x</td><tr><td>y</td></tr></table><table>{ORDERS_IN_HTML}</table></table></td>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_table_of_orders_is_found_wherever_it_stands_in_a_page(tmp_path: Path, page: str) -> None:
    found = read_orders(written(tmp_path, f"<html><body>{page}</body></html>", "orders.xls"))
    assert list(found.orders["order_id"]) == ["A-1"] and adds_up(found)


OTHER_TONGUES = {
    "Order ID,Order Status,Buyer Name,Payment Time,Order Amount,Shipment Time": ("Finished", "2016-03-01 04:05", "$5.00", None),
    "Номер заказа;Статус заказа;Покупатель;Дата оплаты;Сумма заказа;Дата отправки": ("Завершен", "01.03.2016 04:05", "5,00 USD", None),
    "訂單編號,訂單狀態,買家帳號,買家付款時間,買家總支付金額,實際出貨時間": ("已完成", "2016-03-01 04:05", "5.00 USD", "US/Pacific"),
    "Mã đơn hàng,Trạng Thái Đơn Hàng,Người Mua,Thời gian đơn hàng được thanh toán,Tổng số tiền người mua thanh toán,Ngày gửi hàng": (
        "Hoàn thành", "2016-03-01 04:05", "5.00 USD", "US/Pacific"),
    "ID do pedido,Status do pedido,Nome de usuário (comprador),Hora do pagamento do pedido,Valor Total,Tempo de Envio": (
        "Concluído", "2016-03-01 04:05", "5.00 USD", "US/Pacific"),
    "Bestellnummer;Status;Nutzername des Käufers;Bezahlt am;Gesamtpreis;Versanddatum": ("-", "01-Mär-16 04:05", "USD 5,00", None),
}  # fmt: skip


@pytest.mark.parametrize("head", OTHER_TONGUES)
def test_headings_in_other_languages(tmp_path: Path, head: str) -> None:
    state, paid, amount, zone = OTHER_TONGUES[head]
    separator = ";" if ";" in head else ","
    line = separator.join(["8190001000010015", state, "someone", paid, amount, ""])
    more = separator.join(["8190001000010016", state, "someone", paid.replace("01.03", "25.03"), amount, ""])
    found = read_orders(written(tmp_path, f"{head}\n{line}\n{more}\n"), timezone=zone)
    assert found.mapping.sure > 0.6 and found.counts["orders"] == 2, found.rejected
    assert found.orders["paid_at"][0] == pd.Timestamp("2016-03-01 04:05") and found.orders["amount_usd"][0] == 5


def xml_table(
    lines: Iterable[str],
    cell: str = "<Cell><Data ss:Type='String'>{}</Data></Cell>",
    row: str = "<Row>",
    encoding: str = "",
) -> bytes:
    ns = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(row + "".join(cell.format(v) for v in line.split(",")) + "</Row>" for line in lines)
    head = f"<?xml version='1.0' encoding='{encoding}'?>" if encoding else "<?xml version='1.0'?>"
    content = f"{head}<Workbook xmlns='{ns}' xmlns:ss='{ns}'><Worksheet ss:Name='x'><Table>{rows}</Table></Worksheet></Workbook>"
    return content.encode(encoding or "utf-8")


@pytest.mark.parametrize(
    "encoding", ["", "UTF-8", "UTF-16", "GB2312", "gbk", "GB18030", "Big5", "Shift_JIS", "windows-1252"]
)
def test_an_xml_table(tmp_path: Path, encoding: str) -> None:
    content = xml_table([OWN, LINE], encoding=encoding)
    assert read_orders(written(tmp_path, content, "orders.xls")).counts["orders"] == 1


@pytest.mark.parametrize("number", ["-1", "0", "x", "", "9" * 5000, "1e9", "٣", "2147483648"])
@pytest.mark.parametrize(
    "where", ["<Cell ss:Index='{}'>", "<Cell ss:MergeDown='{}'>", "<Cell ss:MergeAcross='{}'>", "<Row ss:Index='{}'>"]
)
def test_an_impossible_number_in_an_xml_table_costs_no_traceback(tmp_path: Path, where: str, number: str) -> None:
    tag = where.replace("{}", number)
    cell = "<Cell><Data>{}</Data></Cell>".replace("<Cell>", tag) if "Cell" in tag else "<Cell><Data>{}</Data></Cell>"
    content = xml_table([OWN, LINE], cell, tag if "Row" in tag else "<Row>")
    refused = refusal(written(tmp_path, content, "orders.xls"))
    assert refused is None or "no orders" in refused.lower()


def test_an_xml_table_in_an_encoding_that_nobody_knows_is_named(tmp_path: Path) -> None:
    content = xml_table([OWN, LINE], encoding="utf-8").replace(b"utf-8", b"ebcdic-x")
    with pytest.raises(NothingRead, match="damaged XML"):
        read_orders(written(tmp_path, content, "orders.xls"))


# -- mappings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mapping", mappings().values(), ids=lambda m: m.id)
def test_a_mapping_says_what_it_is(mapping: object) -> None:
    assert mapping.name.en and mapping.name.zh
    assert mapping.clock in ("ask", "offset") or clocks.checked(mapping.clock)
    if mapping.role == "orders":
        assert mapping.sources, "where the headings are known from"


def test_an_own_mapping(tmp_path: Path) -> None:
    path = written(tmp_path, "No;When;Sum\nX-1;2015-08-01 10:00;5\n")
    with pytest.raises(NothingRead, match="mapping="):
        read_orders(path)
    mine = {"id": "mine", "name": {"en": "mine", "zh": "我的"}, "clock": "America/Los_Angeles", "currency": "USD",
            "columns": {"order_id": ["No"], "paid_at": ["When"], "amount_usd": ["Sum"]}}  # fmt: skip
    assert read_orders(path, mapping=mine).orders["amount_usd"][0] == 5
    toml = written(tmp_path, 'id = "mine"\nname = { en = "m", zh = "我" }\nclock = "UTC"\n[columns]\n'
                             'order_id = ["No"]\npaid_at = ["When"]\n', "mine.toml")  # fmt: skip
    assert read_orders(path, mapping=toml).orders["paid_at"][0] == pd.Timestamp("2015-08-01 03:00")


def test_a_wrong_mapping_is_told_whole() -> None:
    with pytest.raises(CourseError, match="'paid'.*needs names 'order_id'.*'gone'.*role.*lines is.*'items'"):
        read_orders("x.csv", mapping={"id": "m", "name": {"en": "m", "zh": "m"}, "role": "table", "lines": "items",
                                      "needs": ["order_id"], "columns": {"paid": ["When"]},
                                      "states": {"gone": ["x"]}})  # fmt: skip
    with pytest.raises(UnknownName, match="amazon"):
        read_orders("x.csv", mapping="amazone")


def test_an_unknown_export_is_guessed_by_its_headings(tmp_path: Path) -> None:
    path = written(tmp_path, "Order ID,Paid Time,Order Amount,Country,Foo\n77-1,2015-08-01 10:00,$5.00,Spain,x\n")
    with pytest.raises(Question):
        read_orders(path)
    found = read_orders(path, timezone="UTC")
    assert found.mapping.id == "guessed" and 0 < found.mapping.sure < 1
    assert found.orders["destination"][0] == "ES" and found.orders["amount_usd"][0] == 5


# -- a reading -----------------------------------------------------------------------------------


# Columns that a condition names and no metric needs: where an order lacks what an exception asks
# for, that order alone is left undecided.
MADE_TO_ORDER = {"custom_goods", "ship_by"}
EXCEPTIONS = {
    "positive_rate": {"amount_usd"},  # an order without an amount counts
    "online_rate_24h": MADE_TO_ORDER,
    "online_rate_5d": MADE_TO_ORDER,
    "online_rate_7d": MADE_TO_ORDER,
    "online_rate_48h": {"mode", "listed_at", "sold_last_month"},
    "jit_rate": {"listed_at", "sold_last_month"},
}


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda m: m.id)
def test_the_columns_that_a_metric_needs(metric: object) -> None:
    rules, col = rules_for(metric, None), ExpressionColumns(nw.from_native(orders({})))
    for event in (*metric.numerator, *metric.denominator):
        if event.applies(rules):
            event.inside(Window.ending("2024-09-30", 30), rules, col)
    asked = col.asked | ({metric.stars} - {None})
    exceptions = EXCEPTIONS.get(metric.id, set())
    wanted = sorted(asked - exceptions)
    assert sorted(needs().get(metric.id, ())) == wanted, (
        f"in aecourse/orders/needs.toml: {metric.id} = {json.dumps(wanted)}"
    )
    assert exceptions <= asked


@pytest.mark.parametrize(("id", "column"), [(id, one) for id, names in EXCEPTIONS.items() for one in sorted(names)])
def test_an_order_that_lacks_what_an_exception_asks_for_leaves_the_others_alone(id: str, column: str) -> None:
    then = {name: str(at).replace("2015", "2024") for name, at in CLEAN.items() if name.endswith(("_at", "_by"))}
    then |= {"shipped_at": "2024-07-10 19:00", "first_scan_at": "2024-07-10 20:00"}  # in time for all
    full = {"mode": "pop", "listed_at": "2023-01-01", "sold_last_month": 100, "custom_goods": False}
    if id == "jit_rate":
        full |= {"mode": "semi_managed", "handover": "pickup"}
    table = orders(*clean(6), **then, **full)
    lacking = table.copy()
    lacking[column] = lacking[column].astype(object)
    lacking.loc[3:, column] = None
    rules, window = rules_for(METRICS[id], None), Window.between("2024-07-01", "2024-09-30")
    for table_of in (table, conform(lacking)):
        above, below = Measurement(table_of, rules).masks(id, window)
        assert above[:3].all() and below[:3].all()


def test_every_metric_is_computable_where_all_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    write_orders(load_sample("brand-store"), path)
    found = read_orders(path)
    assert set(found.missing) == {"reply_24h_rate", "jit_rate"}, "a sample has no messages and no store mode"
    pd.testing.assert_frame_equal(found.orders, validate(load_sample("brand-store")))
    assert repr(found).startswith(f"Reading({len(found.orders):,} orders from")


@pytest.fixture(scope="module")
def large() -> str:
    """A file that is read by whole columns."""
    table = load_sample("growing-store")
    out = io.StringIO()
    write_orders(pd.concat([table, table.assign(order_id="x" + table["order_id"])]), out)
    assert len(out.getvalue()) > fast._SMALL
    return out.getvalue()


def quick_and_slow(path: Path) -> tuple[Reading, Reading]:
    """One file read by whole columns and, since a zone is given, line by line."""
    quick, slow = read_orders(path), read_orders(path, timezone="America/Los_Angeles")
    pd.testing.assert_frame_equal(quick.orders, slow.orders)
    assert quick.counts == slow.counts and set(quick.missing) == set(slow.missing) and adds_up(quick)
    for name in ("rejected", "set_aside", "never_paid", "repairs"):
        pd.testing.assert_frame_equal(getattr(quick, name), getattr(slow, name))
    return quick, slow


def by_columns(path: Path) -> fast.Clean | None:
    sheet = reader.source_of(path).sheets[0]
    found = reader.heading_of(sheet, None)
    return None if found is None else fast.clean(sheet, found)


@pytest.mark.parametrize("name", ["price-store", "growing-store"])
def test_the_quick_way_and_the_way_line_by_line_agree(tmp_path: Path, name: str) -> None:
    table = load_sample(name)
    many = pd.concat([table.assign(order_id=table["order_id"] + f"-{i}") for i in range(3)], ignore_index=True)
    path = tmp_path / "many.csv"
    write_orders(many, path)
    found = by_columns(path)
    assert found is not None and len(found.orders) == len(many) and not len(found.odd)
    _, slow = quick_and_slow(path)
    assert not len(slow.repairs)


FIRST = "2013-10-27 22:48:32"
ODD_LINES = {
    "a comma too many": lambda t: t.replace("\n", "\n,", 1), "a space": lambda t: t.replace("growing-store", " growing-store", 3),
    "a quote": lambda t: t.replace("growing-store", '"growing-store"', 1), "a blank line": lambda t: t + "\n",
    "a word": lambda t: t.replace("confirmed", "perhaps", 1), "a star": lambda t: t.replace(",5,5,5,5,", ",5,6,5,5,", 1),
    "now": lambda t: t.replace(FIRST, "now", 1), "a tab": lambda t: t.replace("UA", "UA\t", 1),
    "an order twice": lambda t: t + t.splitlines()[1] + "\n", "a total": lambda t: t + "合计" + "," * 31 + "\n",
    "an order twice, differing": lambda t: t + t.splitlines()[1].replace(FIRST, "2013-10-26 22:48:32") + "\n",
    "another form": lambda t: t.replace(FIRST, "2013/10/27 22:48"), "another clock": lambda t: t.replace(FIRST, FIRST + "Z"),
    "a line cut short": lambda t: t[:-40], "a line break in a cell": lambda t: t.replace("UA", '"U\nA"', 1),
    "an open quotation mark": lambda t: t.replace("UA", '"UA', 1), "no buyer": lambda t: re.sub(r"growing-store,[^,]+,", "growing-store,,", t, count=1),
    "a blank order number": lambda t: re.sub(r"\n[^,\n]+,", "\n,", t, count=1), "inf": lambda t: re.sub(r",\d+\.\d\d,", ",inf,", t, count=1),
    "a formula": lambda t: re.sub(r",\d+\.\d\d,", ",=1+1,", t, count=1), "dollars": lambda t: re.sub(r",(\d+\.\d\d),", r",$\1,", t, count=5),
    "shipped before paid": lambda t: t.replace(FIRST, "2014-10-27 22:48:32", 1), "NUL": lambda t: t.replace("UA", "U\x00A", 1),
    "Windows line ends": lambda t: t.replace("\n", "\r\n"), "no last line end": lambda t: t.rstrip("\n"),
    "semicolons": lambda t: t.replace(",", ";"), "an old line end": lambda t: t.replace("\n", "\r", 2).replace("\r", "\n", 1),
}  # fmt: skip


@pytest.mark.parametrize("case", ODD_LINES)
def test_odd_lines_among_clean_ones_are_looked_at_on_their_own(tmp_path: Path, case: str, large: str) -> None:
    changed = ODD_LINES[case](large)
    assert changed != large
    path = tmp_path / "many.csv"
    path.write_bytes(changed.encode())
    quick_and_slow(path)


def test_few_odd_lines_do_not_slow_the_others(tmp_path: Path, large: str) -> None:
    path = written(tmp_path, ODD_LINES["now"](large))
    found = by_columns(path)
    assert found is not None and len(found.odd) and len(found.orders) > 0.9 * large.count("\n")


# -- anything at all -----------------------------------------------------------------------------

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", " ", "-", "A-1", "A-2", "8190001000010015", "2015-08-01 10:00:00", "2015-08-02", "03/04/2015",
                     "$5.00", "5,00", "inf", "true", "是", "5", "0", "confirmed", "now", '"', '""', "\n", "合计", "\x00",
                     "=1+1", "#REF!", "1e309", "2024-03-10T02:30:00-08:00", "99999999999999999999"]),
)  # fmt: skip
HEADINGS = st.lists(
    st.sampled_from([*OWN.split(","), "shipped_at", "exempt", "receipt", "receipt_at", "订单号", "付款时间", "订单状态",
                     "Name", "Paid at", "Financial Status", "备注", ""]),
    min_size=2, max_size=9,
)  # fmt: skip
ANSWERS = {"timezone": "Asia/Shanghai", "day_first": True, "usd_per": 0.5}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headings=HEADINGS, rows=st.lists(st.lists(CELLS, max_size=9), max_size=8),
    separator=st.sampled_from(text.SEPARATORS), encoding=st.sampled_from(["utf-8", "utf-16", "gb18030"]),
    quoted=st.booleans(),
)  # fmt: skip
def test_any_table_is_read_or_refused_in_words(
    tmp_path: Path, headings: list[str], rows: list[list[str]], separator: str, encoding: str, quoted: bool
) -> None:
    def line(cells: list[str]) -> str:
        return separator.join('"' + c.replace('"', '""') + '"' if quoted else c for c in cells)

    content = "\n".join(map(line, [headings, *rows])).encode(encoding, "replace")
    try:
        found = read_orders(written(tmp_path, content), **ANSWERS)
    except CourseError:
        return
    assert adds_up(found)
    assert found.orders["order_id"].is_unique


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), begin=st.sampled_from([b"", b"PK\x03\x04", OLE, b"PAR1", b"<html><table>", b"\xff\xfe",
       b"<?xml version='1.0'?><a xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", f"{OWN}\n{LINE}\n".encode()]))  # fmt: skip
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, data: bytes, begin: bytes) -> None:
    try:
        found = read_orders(written(tmp_path, begin + data), **ANSWERS)
    except CourseError:
        return
    assert adds_up(found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_export_never_loses_a_line(tmp_path: Path, data: st.DataObject) -> None:
    folder = Path(__file__).parent / "exports"
    source = data.draw(
        st.sampled_from(sorted(p for p in folder.iterdir() if p.suffix in (".csv", ".txt", ".xls", ".xlsx")))
    )
    content = bytearray(source.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    try:
        found = read_orders(written(tmp_path, bytes(content), source.name), **ANSWERS)
    except CourseError:
        return
    assert adds_up(found)


def test_text_of_a_file_is_never_shown_as_html_or_run_as_a_formula(tmp_path: Path) -> None:
    found = read_orders(written(tmp_path, f"{OWN}\n{LINE.replace('b1', '<script>alert(1)</script>')}\n"))
    assert "<script" not in found.orders._repr_html_()
    assert REGISTER["buyer_id"].required


# -- wherever an order table goes ----------------------------------------------------------------


def shopify() -> Reading:
    return read_orders(Path(__file__).parent / "exports" / "11-shopify-orders.csv")


def test_what_is_not_told_is_not_computable_and_never_0() -> None:
    window = ("2024-11-01", "2024-11-30")
    rates = aecourse.measure(shopify(), list(METRICS), window)
    missing = shopify().missing
    assert rates["value"].isna().all() and set(missing) == set(METRICS)
    result = aecourse.assess(shopify(), "grade_2015_odr", "2024-11-30")
    assert set(result.metrics["status"]) == {"not computable"}
    assert result.outcome is None and result.value("odr") is None
    assert "does not tell" in result.reason
    with using("zh"):
        assert "没有提供" in result.reason and "无法计算" in result._repr_html_()


def test_a_metric_whose_columns_are_told_is_computed(tmp_path: Path) -> None:
    head = "order_id,store_id,buyer_id,paid_at,ship_by,shipped_at,cancelled_at,cancel_reason"
    rows = [f"A-{i},s,b{i},2015-08-01 10:00:00,2015-08-08 10:00:00,2015-08-{2 + i:02} 10:00:00,," for i in range(8)]
    found = read_orders(written(tmp_path, "\n".join([head, *rows])))
    rate = aecourse.measure(found, ["not_sold_rate", "odr"], ("2015-08-01", "2015-08-31")).set_index("metric")
    assert rate.loc["not_sold_rate", "value"] == pytest.approx(1 / 8)
    assert pd.isna(rate.loc["odr", "value"])
    assert len(aecourse.assess(found, "grade_2015_odr", "2015-08-31").orders("odr")) == 0


def test_a_reading_is_the_same_as_its_orders(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    write_orders(load_sample("growing-store"), path)
    found = read_orders(path)
    by_reading = aecourse.assess(found, "grade_2015_odr", "2015-09-30")
    assert repr(by_reading) == repr(aecourse.assess(load_sample("growing-store"), "grade_2015_odr", "2015-09-30"))
    assert len(validate(found)) == len(found)
    assert len(aecourse.capstone(orders=found).orders) == len(found)
    assert "order_id" in ensure(found)


def test_what_is_not_told_goes_with_the_reading_and_not_with_its_cells() -> None:
    """So the reading says of itself that it is what has to be handed on."""
    found = shopify()
    month = ("2024-11-01", "2024-11-30")
    for same in (found, found.orders, found.orders.copy(), found.orders.iloc[:3], ensure(found)):
        assert aecourse.measure(same, "odr", month)["value"].isna().all()
        assert set(aecourse.assess(same, "grade_2015_odr", month[1]).metrics["status"]) == {"not computable"}
    for cells in holders(found.orders)[1:]:
        assert aecourse.measure(cells, "odr", month)["denominator"].item() > 0
    assert "hand on the reading itself" in inspect.cleandoc(Reading.__doc__ or "").replace("\n", " ")


@pytest.mark.parametrize("several", [False, True])
def test_a_store_without_a_name_is_called_by_its_file_and_not_by_the_folder(tmp_path: Path, several: bool) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    text = "order_id,paid_at,ship_by,shipped_at\n{0},2015-08-01 10:00:00,2015-08-08 10:00:00,2015-08-02 10:00:00"
    for name in ("august", "september")[: 1 + several]:
        written(folder, text.format(name), f"{name}.csv")
    (folder / "a.txt").write_text("", encoding="utf-8")  # holds no order, so it gives no name
    assert set(read_orders(folder).orders["store_id"]) == {"august"}
    assert gather(read_orders(folder)).store == "august"
    assert set(read_orders(folder, store="mine").orders["store_id"]) == {"mine"}


def test_a_list_alone_is_refused_where_orders_are_needed() -> None:
    found = read_orders(Path(__file__).parent / "exports" / "05-aliexpress-disputes.csv")
    with pytest.raises(CourseError, match="no orders in this file.*disputes"):
        aecourse.assess(found, "grade_2015_odr", "2015-09-30")


def test_an_own_order_without_a_buyer_has_one_of_its_own(tmp_path: Path) -> None:
    nobody = LINE.replace("b1", "")
    found = read_orders(
        written(tmp_path, f"{OWN}\n{LINE}\n{nobody.replace('A-1', 'A-2')}\n{nobody.replace('A-1', 'A-3')}\n")
    )
    assert found.orders["buyer_id"].is_unique and found.orders["buyer_id"][0] == "b1"
    assert any("without a buyer" in note.en for note in found.notes)
    assert len(validate(found)) == 3


def test_names_of_buyers_become_pseudonyms_and_stay_apart(tmp_path: Path) -> None:
    buyers = ["ana@example.com", "Bo Li", "ana@example.com"]
    lines = [LINE.replace("b1", buyer).replace("A-1", f"A-{i}") for i, buyer in enumerate(buyers)]
    found = read_orders(written(tmp_path, "\n".join([f"{OWN},e-mail,手机", *(f"{line},x@y.zz,1" for line in lines)])))
    assert list(found.orders["buyer_id"]) == ["buyer-0001", "buyer-0002", "buyer-0001"]
    assert not {"e-mail", "手机"} & set(found.orders.columns)
