"""DeadlineClock without a browser: the picture it draws, its words, how it behaves in code."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aecourse import read_orders, simulate
from aecourse.base.errors import CourseError, UnknownName
from aecourse.live import DeadlineClock
from tests.pictures import assert_fits, loaded_by, still_of, texts

LANGUAGES = ("en", "zh")
CASES: dict[str, dict[str, Any]] = {
    "a holiday": {},
    "run out": {"now": "2024-06-01 10:00"},
    "a Sunday": {"paid": "2024-06-08 09:30", "now": "2024-06-08 10:00"},
    "a short limit": {"rule": "online_multi_2022:24h", "paid": "2024-06-04 09:30", "now": "2024-06-04 09:31"},
    "a long holiday": {"rule": "online_5d_2020:5d", "paid": "2021-09-29 20:00", "now": "2021-10-01 10:00"},
    "a month's change in zone": {"paid": "2024-05-31 23:59:59", "zone": "America/Los_Angeles", "now": "2024-06-02 00:00"},
    "calendar not public": {"rule": "online_48h_2024:48h", "paid": "2024-06-08 09:30", "now": "2024-06-08 12:00"},
    "overseas": {"place": "overseas"},
    "working days": {"rule": "online_4wd_2018:4w", "paid": "2018-11-08 20:00", "now": "2018-11-09 20:00"},
    "summer time": {"rule": "online_5d_2020:5d", "paid": "2021-11-05 23:00", "now": "2021-11-06 00:00"},
    "semi-managed": {"rule": "jit_2024", "place": "pick_up", "mode": "semi_managed", "paid": "2024-06-08 13:00",
                     "now": "2024-06-08 14:00"},
    "semi-managed, delivered, late": {"rule": "jit_2024", "place": "own_delivery", "mode": "semi_managed",
                                      "paid": "2025-06-08 13:00", "now": "2025-06-18 14:00"},
    "relaxed": {"rule": "online_48h_2024:48h", "paid": "2024-08-05 12:00", "now": "2024-08-05 13:00"},
    "in the future": {"now": "2024-04-01 10:00"},
    "everything wrong": {"paid": "x", "now": "", "mode": "fully_managed", "place": "pick_up"},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_pictures_are_finished_and_no_words_touch(case: str, language: str) -> None:
    assert_fits(DeadlineClock(language=language, **CASES[case]))


def test_it_says_when_and_how_long() -> None:
    svg = DeadlineClock(language="en")._effect.value
    assert "Wed 8 May 2024, 18:00:00" in svg
    assert "6 d 9 h left" in svg
    assert "Labour Day: 5 days" in svg
    assert "chwang.com" in svg
    late = DeadlineClock(language="zh", now="2024-05-08 19:00:05")
    assert "已过期 1 小时" in late._effect.value


def test_own_orders_are_chosen_from_a_list(tmp_path: Any) -> None:
    table = simulate(orders=300, seed=1, until="2024-06-30")
    view = DeadlineClock(orders=table, language="en")
    latest = table.loc[table["paid_at"].idxmax()]
    assert view.order.value == str(latest["order_id"])
    assert view.scenario.asked.paid == f"{latest['paid_at']:%Y-%m-%d %H:%M:%S}"
    assert view.scenario.asked.zone == "America/Los_Angeles"
    assert len(view.order.options) == 200
    first = table.iloc[150]
    view.order.value = view.order.options[5][1]
    view.take_order(str(first["order_id"]))
    assert view.controls["paid"].value == f"{first['paid_at']:%Y-%m-%d %H:%M:%S}"
    path = tmp_path / "orders.csv"
    table.to_csv(path, index=False)
    other = DeadlineClock(orders=read_orders(path), order_id=str(first["order_id"]), language="en")
    assert other.frame.found == view.frame.found
    with pytest.raises(UnknownName, match="order"):
        view.take_order("nobody")
    with pytest.raises(CourseError, match="no orders"):
        DeadlineClock().take_order("nobody")
    with pytest.raises(CourseError, match="no order in"):
        DeadlineClock(orders=table.head(0))


def test_where_there_is_no_deadline_there_is_no_moment() -> None:
    for language, words in (("en", "No deadline to tell"), ("zh", "给不出期限")):
        view = DeadlineClock(language=language, now="2024-04-01 10:00")
        svg = view.art.picture(view.frame, language)
        assert texts(svg, "ae-due") == [words]
        assert "ae-day" not in svg
        assert "ae-left" not in svg


def test_a_calendar_that_is_not_public_is_marked() -> None:
    view = DeadlineClock(language="en", **CASES["calendar not public"])
    assert "Calendar not public" in view._effect.value
    assert "If they stood still as in 2022" in view._effect.value
    assert "Calendar not public" not in DeadlineClock(language="en")._effect.value


def test_by_hand_and_in_code_is_the_same() -> None:
    by_code, by_hand = DeadlineClock(language="en"), DeadlineClock(language="en")
    by_code.set(paid="2024-06-08 09:30", now="2024-06-09 12:00", rule="online_multi_2022:24h", later=5)
    by_hand.controls["paid"].value = "2024-06-08 09:30"
    by_hand.controls["now"].value = "2024-06-09 12:00"
    by_hand.controls["rule"].value = "online_multi_2022:24h"
    by_hand.controls["later"].value = 5
    assert by_hand.frame == by_code.frame
    assert by_code.controls["paid"].value == "2024-06-08 09:30"
    by_code.reset()
    assert by_code.frame == DeadlineClock(language="en").frame
    assert by_code.controls["later"].value == 0


def test_now_is_the_present_moment() -> None:
    view = DeadlineClock(language="en")
    view.read_now()
    assert view.frame.found is not None
    assert view.frame.found.now.year >= 2025
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", view.controls["now"].value)


def test_bad_input_in_code_teaches_and_changes_nothing() -> None:
    view = DeadlineClock(language="en")
    before = view.frame
    with pytest.raises(UnknownName, match="paid"):
        view.set(payd="2024-06-08 09:30")
    with pytest.raises(UnknownName, match="mainland"):
        view.set(place="mainlnd")
    with pytest.raises(CourseError, match="takes a text or a number"):
        view.set(paid=None)
    with pytest.raises(CourseError, match="within its lever"):
        view.set(later=9999)
    assert view.frame == before


def test_still_page_shows_question_and_answer() -> None:
    drawn, words = still_of(DeadlineClock(language="en"))
    assert "2024-04-30 18:00" in drawn
    assert "Wed 8 May 2024, 18:00:00" in drawn
    assert "DeadlineClock(" not in words


def test_facts_and_picture_need_no_widgets() -> None:
    assert loaded_by("aecourse.models.deadline", "ipywidgets", "matplotlib", "pandas") == []
