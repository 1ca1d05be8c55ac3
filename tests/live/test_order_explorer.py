"""OrderExplorer: the verdict is the engine's, and hands, code and words agree."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import rulebook
from aecourse.base.errors import CourseError
from aecourse.base.language import Phrase, set_language
from aecourse.live import OrderExplorer
from aecourse.live.order_explorer.frame import OrderFrame, TwoClocks, two_clocks
from aecourse.live.order_explorer.picture import (  # fmt: skip
    LEFT,
    NEVER,
    ROW,
    TOP,
    WIDTH,
    picture,
    poster,
    x_of_mark,
    y_of,
)
from aecourse.live.order_explorer.two_clocks import STRIP, draw_two_clocks
from aecourse.live.order_explorer.words import assumption_words, days_after, duration, flip_lines
from aecourse.live.svg import Svg, text_width
from aecourse.models.order_life.lives import PRESETS
from tests.pictures import cut_or_touching, texts

SVG = "{http://www.w3.org/2000/svg}"


def found(frame: OrderFrame) -> dict[str, tuple[str, str]]:
    return {f.id: (f.before, f.now) for f in frame.findings}


def pull(view: OrderExplorer, moment: object, hours: object, grab: str = "1") -> None:
    n = view.line.moved.get("n", 0) + 1
    view.line.moved = {"id": moment, "hours": hours, "grab": grab, "n": n}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_order_under_every_regime_gives_a_picture(preset: str, language: str) -> None:
    view = OrderExplorer(preset=preset, language=language)
    for regime in rulebook.regimes():
        view.judge_by(regime.id)
        frame = view.frame
        assert frame.in_force
        for svg in (picture(frame, language), poster(frame, language)):
            ET.fromstring(svg)
        if regime.id not in ("grade_2015_odr", "capability_2022"):
            continue
        for name, _ in view.scenario.life.moments[1:]:  # either end of each handle
            for hours in (0, 24 * frame.reach, None):
                pull(view, name, hours, grab=f"{name}{hours}")
        ET.fromstring(picture(view.frame, language))
        view.reset()
        assert view.frame.findings == frame.findings


@cache
def pulled(preset: str) -> list[tuple[str, int | None, OrderFrame]]:
    """An order with each of its moments drawn along the line, judged once for both languages."""
    view, frames = OrderExplorer(preset=preset, language="en"), []
    for moment, _ in view.scenario.life.moments[1:]:
        for hours in (*range(0, 24 * view.frame.reach, 150), None):
            pull(view, moment, hours, grab=f"{moment}{hours}")
            frames.append((moment, hours, view.frame))
        view.reset()
    return frames


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_neither_knob_nor_trace_stands_on_a_clock_s_words(preset: str, language: str) -> None:
    for moment, hours, frame in pulled(preset):
        svg = ET.fromstring(picture(frame, language))
        for words in svg.iter(f"{SVG}text"):
            if words.get("class") != "ae-clock":
                continue
            x, y = float(words.attrib["x"]), float(words.attrib["y"])
            end = x + text_width("".join(words.itertext()), float(words.get("font-size", 14)))
            place = int((y - TOP) // ROW)
            mark = frame.marks[place]
            before = mark.meant if mark.before is None else mark.before
            level = y_of(place)
            for knob in (x_of_mark(frame, mark), x_of_mark(frame, replace(mark, meant=before))):
                on_it = x - 8 < knob < end + 8 and level - 8 < y and y - 9 < level + 8
                assert not on_it, (moment, hours, place)
            assert x >= LEFT and end <= NEVER, (moment, hours, place)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_row_with_a_clock_has_its_words(language: str) -> None:
    view = OrderExplorer(regime="online_multi_2022", language=language)
    rows = {clock.moment for clock in view.frame.clocks}
    for days in (0.3, 12, 20, 25, 40, None):
        view.set(first_scan_at=days)
        assert len(texts(picture(view.frame, language), "ae-clock")) == len(rows)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_no_words_are_cut_and_none_leave_the_picture(preset: str, language: str) -> None:
    view = OrderExplorer(preset=preset, language=language)
    for moment, _ in view.scenario.life.moments[1:]:
        for days in (0.3, 25.3, None):
            view.reset()
            view.set(**{moment: days})
            for words in ET.fromstring(picture(view.frame, language)).iter(f"{SVG}text"):
                said, size = "".join(words.itertext()), float(words.get("font-size", 14))
                assert "…" not in said
                assert size >= 14  # the line is shown smaller than it is drawn
                if words.get("text-anchor") is None:
                    bold = int(words.get("font-weight", 400)) > 500
                    assert float(words.attrib["x"]) + text_width(said, size, bold) <= WIDTH, said


def test_no_edge_of_the_window_strikes_through_a_day() -> None:
    view = OrderExplorer(language="en")
    for last in ("2015-06-12", "2015-08-29"):  # either edge beside the number of a day
        view.end_window(last)
        drawn = ET.fromstring(picture(view.frame, "en"))
        edges = [line for line in drawn.iter(f"{SVG}line")
                 if line.get("stroke-width") == "1.5"]  # fmt: skip
        assert edges
        numbers = [float(words.attrib["y"]) for words in drawn.iter(f"{SVG}text")
                   if "".join(words.itertext()).isdigit()]  # fmt: skip
        assert max(numbers) < min(float(line.attrib["y1"]) for line in edges)


@pytest.mark.parametrize(
    ("hours", "en", "zh"),
    [(0, "0 h", "0 小时"), (0.25, "0.2 h", "0.2 小时"), (24, "24 h", "24 小时"),
     (48, "2 days", "2 天"), (60, "2.5 days", "2.5 天"), (120, "5 days", "5 天")],
)  # fmt: skip
def test_how_long_is_said_without_an_empty_decimal(hours: float, en: str, zh: str) -> None:
    assert duration(timedelta(hours=hours)) == Phrase(en, zh)


@pytest.mark.parametrize(("days", "zh"), [(0, "第 0 天"), (2, "第 2 天"), (8.04, "第 8 天"), (8.5, "第 8.5 天")])
def test_a_day_is_counted_without_an_empty_decimal(days: float, zh: str) -> None:
    paid = datetime(2015, 6, 1, 10)
    assert days_after(paid + timedelta(days=days), paid).zh == zh


def test_what_is_assumed_comes_from_the_rulebook_and_the_orders_of_the_list() -> None:
    said = " ".join(words.en for words in assumption_words())
    for part in ("deadline of 7 days", "The 30 days to review", "help page gives 7 days"):
        assert part in said


def test_the_rules_and_their_date_stand_in_two_lines() -> None:
    view = OrderExplorer(language="en")
    assert "(ODR)<br>rules in force from 5 Jan 2015</p>" in view._effect.value


def test_a_pull_changes_what_the_engine_says() -> None:
    view = OrderExplorer(language="en")
    assert repr(view) == ("OrderExplorer(clean, grade_2015_odr, 2015-06-01..2015-08-29: Assessed, not bad)")
    pull(view, "shipped_at", 24 * 8)
    assert found(view.frame)["not_sold"] == ("fine", "against")
    assert repr(view).endswith("Bad-experience order: not_sold)")
    pull(view, "shipped_at", 24 * 2)  # the same hand: nothing that it pushed stays pushed
    assert view.scenario.life == view.scenario.start.__class__(
        view.scenario.start.order_id, view.scenario.start.moments, view.scenario.start.facts
    )
    assert view.frame.now.verdict == "fine"


def test_its_line_in_chinese_is_the_one_that_notebooks_store() -> None:
    line = "OrderExplorer(clean，grade_2015_odr，2015-06-01..2015-08-29：考核订单，没有不良体验)"
    assert repr(OrderExplorer(language="zh")) == line


def test_what_is_impossible_is_said_in_a_sentence() -> None:
    view = OrderExplorer(preset="unanswered", language="en")
    pull(view, "seller_responded_at", 0)
    said = view.frame.said
    assert said is not None
    assert "dispute answered before it was opened" in said.en
    assert "响应纠纷早于提起纠纷" in said.zh
    assert view.line.handles[5]["id"] == "seller_responded_at"
    assert view.line.handles[5]["hours"] == 14 * 24


@pytest.mark.parametrize(
    ("moment", "hours"),
    [("paid_at", 5), ("nonsense", 5), (None, 5), ("shipped_at", "soon"), ("shipped_at", True),
     ("shipped_at", float("nan")), ("shipped_at", 1e12)],
)  # fmt: skip
def test_a_hand_that_makes_no_sense_changes_nothing(moment: object, hours: object) -> None:
    view = OrderExplorer(language="en")
    before = view.scenario.life
    pull(view, moment, hours)
    assert view.scenario.life == before


def test_margins_agree_with_the_engine() -> None:
    """A parcel is called late in the row exactly when the engine counts it so."""
    for regime, metric in (("online_5d_2020", "online_rate_5d"), ("online_48h_2024", "online_rate_48h"),
                           ("online_4wd_2018", "online_rate_4wd")):  # fmt: skip
        view = OrderExplorer(regime=regime, language="en")
        for days in (2, 2.1, 4, 4.1, 5, 5.1, 6, 6.1, 7):
            view.set(first_scan_at=days)
            marks = {m.moment: m for m in view.frame.marks}
            assert marks["first_scan_at"].late == (metric in view.frame.now.explanation.against)
    view = OrderExplorer(language="en")
    for days in (6.9, 7, 7.1):
        view.set(shipped_at=days)
        marks = {m.moment: m for m in view.frame.marks}
        assert marks["shipped_at"].late == (found(view.frame)["not_sold"][1] == "against")


def test_an_order_of_a_table_and_its_window() -> None:
    orders = aecourse.load_sample("growing-store")
    view = OrderExplorer(orders, "G-000521", as_of="2015-09-30", language="en")
    assert repr(view) == (
        "OrderExplorer(G-000521, grade_2015_odr, 2015-07-03..2015-09-30: Bad-experience order: stars, dsr)"
    )
    assert view.frame.illustrative is False
    view.end_window("2015-10-31")
    assert view.frame.now.verdict == "out"
    view.judge_by("online_48h_2024")
    assert not view.frame.in_force
    view.choose("late")
    assert PRESETS["late"].name == view.frame.name
    view.order.value = "own"
    assert repr(view).startswith("OrderExplorer(G-000521")


def test_controls_code_and_words_go_together() -> None:
    view = OrderExplorer(preset="late", language="zh")
    view.rules.value = "capability_2022"
    assert view.frame.regime.id == "capability_2022"
    assert view.scenario.life.paid_at.year == 2022
    view.set(shipped_at="2022-06-10 10:00", first_scan_at=4.5)
    assert "not_sold_rate" not in view.frame.now.explanation.against
    view.compare()
    assert not view.frame.moved
    view.switch.value = True
    assert "有哪些假设，为什么" in view._told.value
    assert re.search(r"alt=\"[^\"]+计入考核", view._repr_mimebundle_()["text/html"])


def test_dangerous_text_of_a_table_is_escaped() -> None:
    orders = aecourse.load_sample("growing-store").head(3).copy()
    orders.loc[0, "order_id"] = "<script>alert(1)</script>"
    view = OrderExplorer(orders, language="en")
    shown = view.line.picture + view._effect.value + view._repr_mimebundle_()["text/html"]
    assert "<script" not in shown


@pytest.mark.parametrize(
    "ask",
    [
        lambda t: OrderExplorer(t, "G-999999999"), lambda t: OrderExplorer(order_id="G-000521"),
        lambda t: OrderExplorer(t.head(0)), lambda t: OrderExplorer(preset="nice"),
        lambda t: OrderExplorer(regime="grade"), lambda t: OrderExplorer([1, 2]),
        lambda t: OrderExplorer().set(paid_at=1), lambda t: OrderExplorer().set(shipped_at="soon"),
        lambda t: OrderExplorer(as_of="soon"),
    ],
)  # fmt: skip
def test_bad_input_is_told_in_words(ask: Any) -> None:
    set_language("en")
    with pytest.raises(CourseError):
        ask(aecourse.load_sample("growing-store"))


def test_two_zones_stand_on_one_line() -> None:
    """Paid at 10:00 Pacific on 3 June: 01:00 in Beijing on the 4th, so due there at the end of that day."""
    frame = OrderExplorer(regime="jit_2024", language="en").frame
    assert frame.paid == datetime(2024, 6, 3, 10)
    running = {clock.id: clock for clock in frame.clocks}
    assert running["cut_off"].end == datetime(2024, 6, 3, 23)
    assert running["cut_off"].limit == Phrase("14:00 Beijing = 23:00 Pacific", "北京 14:00 = 美西 23:00")
    assert running["handover"].end == datetime(2024, 6, 4, 9) - timedelta(microseconds=1)
    assert running["handover"].limit.en == "23:59 Beijing = 08:59 Pacific"
    assert [f.now for f in frame.findings] == ["against"]
    said = picture(frame, "en")
    assert "Beijing" in said and "Pacific" in said


def test_an_own_order_without_the_columns_has_no_clock_of_hand_over() -> None:
    orders = aecourse.load_sample("growing-store")
    view = OrderExplorer(orders, orders["order_id"].iloc[0], regime="jit_2024", language="en")
    assert "handover" not in {clock.id for clock in view.frame.clocks}
    assert {f.now for f in view.frame.findings} == {"out"}


# -- the strip of two clocks -------------------------------------------------------------------------

BEIJING, PACIFIC = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/Los_Angeles")
JIT = rulebook.load("jit_2024")


def one_order(paid: datetime, **said: Any) -> pd.DataFrame:
    row = {"paid_at": paid, "mode": "semi_managed", "handover": "pickup", "listed_at": datetime(2020, 1, 1)}
    made = pd.DataFrame([{**row, "sold_last_month": 100.0, "cancelled_at": pd.NaT, **said}])
    return made.astype({"listed_at": "datetime64[us]", "cancelled_at": "datetime64[us]"})


def strip(paid: datetime, scan: datetime | None, language: str, **said: Any) -> tuple[TwoClocks, ET.Element, str]:
    it = two_clocks(JIT, paid, scan, one_order(paid, **said))
    assert it is not None
    svg = Svg(WIDTH, STRIP, "strip", language, "ae-picture")
    draw_two_clocks(svg, it, 0, language)
    return it, ET.fromstring(str(svg)), str(svg)


def at_id(drawn: ET.Element, name: str) -> dict[str, ET.Element]:
    return {e.get("data-id", ""): e for e in drawn.iter() if e.get("class") == name}


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(2024, 4, 12), datetime(2026, 11, 1)).map(lambda at: at.replace(microsecond=0)),
    st.sampled_from(["pickup", "self_delivery"]),
    st.booleans(),
    st.none() | st.floats(0.5, 130),
    st.sampled_from(["en", "zh"]),
)
def test_every_moment_of_the_strip_stands_where_both_clocks_say(
    paid: datetime, how: str, new: bool, scan: float | None, language: str
) -> None:
    """Payment, cut-off and end, worked out here with the time zones alone, are read back from the picture."""
    zoned = paid.replace(tzinfo=PACIFIC)
    assume(zoned.astimezone(UTC).astimezone(PACIFIC).replace(tzinfo=None) == paid)  # an hour that there was
    there = zoned.astimezone(BEIJING)
    cut_off = there.replace(hour=14, minute=0, second=0)
    cut_off += timedelta(days=there >= cut_off)
    due = cut_off.replace(hour=23, minute=59, second=59) if how == "pickup" else there + timedelta(hours=48)
    due += timedelta(hours=48 * new)
    listed = paid - timedelta(days=3) if new else datetime(2020, 1, 1)
    scanned = None if scan is None else (zoned.astimezone(UTC) + timedelta(hours=scan)).astimezone(PACIFIC)
    scanned = None if scanned is None else scanned.replace(tzinfo=None)
    _, drawn, text = strip(paid, scanned, language, handover=how, listed_at=listed)
    moments = {"paid": there, "due": due} | ({"cut_off": cut_off} if how == "pickup" else {})
    lines = {id: float(e.attrib["x1"]) for id, e in at_id(drawn, "ae-two-at").items()}
    assert lines.keys() == moments.keys()
    # places are hours: every two moments stand as far apart as their hours say
    unit = (lines["due"] - lines["paid"]) / ((due - there) / timedelta(hours=1))
    for id, at in moments.items():
        assert lines[id] - lines["paid"] == pytest.approx(unit * ((at - there) / timedelta(hours=1)), abs=0.2)
        for which, zone in (("there", BEIJING), ("here", PACIFIC)):
            said = "".join(at_id(drawn, f"ae-two-{which}-time")[id].itertext())
            assert said.endswith(f"{at.astimezone(zone):%H:%M}")
    for which, zone in (("there", BEIJING), ("here", PACIFIC)):  # the days begin at the midnights of each clock
        for name, band in list(at_id(drawn, f"ae-two-{which}").items())[1:]:
            midnight = datetime.fromisoformat(name).replace(tzinfo=zone)
            hours = (midnight.astimezone(UTC) - there) / timedelta(hours=1)
            assert float(band.attrib["x"]) == pytest.approx(lines["paid"] + unit * hours, abs=0.2)
    knobs = at_id(drawn, "ae-two-knob")
    if scan is None:
        assert knobs.keys() == {"paid"} and not at_id(drawn, "ae-two-later")
    elif "scan" in knobs:
        assert float(knobs["scan"].attrib["cx"]) == pytest.approx(lines["paid"] + unit * scan, abs=0.2)
    else:
        assert at_id(drawn, "ae-two-later") and lines["paid"] + unit * scan > 640
    assert not cut_or_touching(text, WIDTH, STRIP)


def test_a_minute_at_the_cut_off_is_a_day_on_the_strip() -> None:
    """13:59 and 14:00 in Beijing on Tuesday 4 June 2024: due that day, and the next."""
    early, _, _ = strip(datetime(2024, 6, 3, 22, 59), None, "en")
    late, _, _ = strip(datetime(2024, 6, 3, 23, 0), None, "en")
    assert early.due.there.date() == datetime(2024, 6, 4).date()
    assert late.due.there.date() == datetime(2024, 6, 5).date()
    assert early.cut_off is not None and early.cut_off.there == datetime(2024, 6, 4, 14)


def test_the_strip_is_there_for_a_rule_with_a_cut_off_alone() -> None:
    for regime in rulebook.regimes():
        frame = OrderExplorer(regime=regime.id, language="en").frame
        assert (frame.two_clocks is not None) == ("handover.cut_off" in regime)
        drawn = at_id(ET.fromstring(picture(frame, "en")), "ae-two-at")
        assert bool(drawn) == (frame.two_clocks is not None)


@pytest.mark.parametrize("gap", [{"mode": None}, {"mode": "pop"}, {"handover": None}, {"listed_at": pd.NaT}])
def test_without_what_the_columns_tell_there_is_no_strip(gap: dict[str, Any]) -> None:
    paid = datetime(2024, 6, 3, 10)
    assert two_clocks(JIT, paid, None, one_order(paid, **gap)) is None


# -- verdicts that flip ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_moved_moment_names_what_flipped_with_old_and_new_place(language: str) -> None:
    view = OrderExplorer(language=language)
    view.set(shipped_at=9)
    frame = view.frame
    assert [it.id for it in frame.flips] == [f.id for f in frame.findings if f.before != f.now] == ["not_sold"]
    assert {mark.moment for mark in frame.displaced} == {"shipped_at", "first_scan_at"}
    told = [line.text(language) for line in flip_lines(frame)]
    assert len(told) == 3
    assert "2" in told[0]
    assert "9" in told[0]
    page = view._effect.value
    assert 'data-id="not_sold"' in page
    for line in told[:2]:
        assert line in unescape(page)
    view._hand.picked = {"id": "not_sold", "n": 1}
    assert view._story.value.count("<ul>") == 2
    view._hand.picked = {"id": "arbitration", "n": 2}  # it has not flipped
    view.set(shipped_at=2)
    assert view._story.value == ""
    assert "ae-flip" not in view._effect.value.replace("ae-flips", "")


def test_an_order_is_broken_and_rescued_in_counted_moves() -> None:
    view = OrderExplorer(language="en")
    view.set(shipped_at=3)
    view.challenge()
    assert (view.frame.goal, view.frame.moves, view.frame.moved) == ("bad", 0, False)
    view.set(delivered_at=20)
    assert not view.frame.reached
    view.set(shipped_at=None)
    assert (view.frame.reached, view.frame.moves) == (True, 2)
    assert "Done in 2 moves." in view._effect.value
    assert view._aim.description == "Rescue it"
    view.challenge()
    view.set(shipped_at=1)
    assert (view.frame.goal, view.frame.reached, view.frame.moves) == ("fine", True, 1)
    view.choose("late")
    assert view.frame.goal == ""


def test_one_drag_is_one_move() -> None:
    view = OrderExplorer(language="en")
    view.challenge()
    for place, hours in enumerate((96, 120, 216)):
        view.line.moved = {"id": "shipped_at", "hours": hours, "grab": "7", "n": place + 1}
    assert view.frame.moves == 1
    assert view.frame.reached
