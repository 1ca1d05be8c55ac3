"""Days, windows, shares and differences in words: a table that a person can check."""

from __future__ import annotations

from datetime import date

import pytest

from aecourse.base import wording
from aecourse.base.language import Phrase, counted


@pytest.mark.parametrize(
    ("first", "last", "short", "full"),
    [
        ("2015-07-03", "2015-09-30",
         ("3 Jul – 30 Sep 2015", "2015 年 7 月 3 日 – 9 月 30 日"),
         ("3 July to 30 September 2015", "2015 年 7 月 3 日至 9 月 30 日")),
        ("2014-11-03", "2015-01-31",
         ("3 Nov 2014 – 31 Jan 2015", "2014 年 11 月 3 日 – 2015 年 1 月 31 日"),
         ("3 November 2014 to 31 January 2015", "2014 年 11 月 3 日至 2015 年 1 月 31 日")),
    ],
)  # fmt: skip
def test_a_window_says_each_year_that_it_needs(
    first: str, last: str, short: tuple[str, str], full: tuple[str, str]
) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    for words, wanted in ((wording.span(*days), short), (wording.span(*days, full=True), full)):
        assert (words.en, words.zh) == wanted


def test_a_day_is_written_without_the_machine_s_locale() -> None:
    at = date(2022, 5, 16)
    assert wording.day(at).en == "16 May"
    assert wording.day(at, year=True).zh == "2022 年 5 月 16 日"
    assert wording.day(at, year=True, full=True).en == "16 May 2022"
    assert wording.day(date(2022, 9, 1)).en == "1 Sep"


@pytest.mark.parametrize(
    ("value", "digits", "wanted"),
    [(-5.74, 1, "−5.7"), (0.2, 1, "+0.2"), (0.0, 1, "0.0"), (-0.04, 1, "0.0"), (0.04, 2, "+0.04"),
     (-0.4, 0, "0")],
)  # fmt: skip
def test_a_difference_has_its_sign_and_nothing_has_none(value: float, digits: int, wanted: str) -> None:
    assert wording.signed(value, digits) == wanted


def test_a_share_in_per_cent() -> None:
    assert wording.percent(0.0407) == "4.1 %"
    assert wording.percent(0.5, 0) == "50 %"
    assert wording.percent(None) == "–"
    assert wording.percent(-0.031) == "−3.1 %"


@pytest.mark.parametrize(
    ("number", "thing", "wanted"),
    [(0, "order", "0 orders"), (1, "order", "1 order"), (1392, "order", "1,392 orders"),
     (1, "category", "1 category"), (2, "category", "2 categories"), (2, "day", "2 days")],
)  # fmt: skip
def test_one_is_not_many(number: int, thing: str, wanted: str) -> None:
    assert counted(number, thing) == wanted
    words = Phrase(f"of {{n:{thing}}}", "共 {n:,} 个").format(n=number)
    assert (words.en, words.zh) == (f"of {wanted}", f"共 {number:,} 个")


def test_a_number_keeps_its_own_formats() -> None:
    assert Phrase("{n:,} {n:05d} {n} {x:.1f} {b}", "").format(n=1392, x=2.0, b=True).en == ("1,392 01392 1392 2.0 True")
