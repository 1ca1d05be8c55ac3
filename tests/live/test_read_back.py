"""Every picture is read back: bars, lines, marks and dots stand where the facts say.

A place is found from what the picture itself prints, the labels of two or more marks of an axis,
never by the code that drew it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from math import log, log10, sqrt
from typing import Any

import pytest

from aecourse import live
from aecourse.base import wording
from aecourse.base.wording import percent
from aecourse.live.deadline_clock.words import WORDS
from aecourse.live.svg import MARK_CLASS, text_width
from aecourse.models.market import LOWEST
from aecourse.models.unravelling import MONTHS
from aecourse.models.year import Choice, ProfitCause
from aecourse.models.year.hindsight import MonthCost
from aecourse.scoring.metrics import METRICS
from aecourse.simulation.levers import LEVERS
from tests.pictures import Drawn, shape, shapes, sticking_out, straight

NEAR = 0.3  # places are written to a tenth
Place = Callable[[float], float]


def near(place: float) -> Any:
    return pytest.approx(place, abs=NEAR)


@cache
def view_of(name: str, **how: Any) -> Any:
    return getattr(live, name)(language="en", **how)


def drawn(view: Any) -> tuple[Any, str]:
    frame = view.frame
    return frame, view.art.picture(frame, view.language)


def along(marks: Sequence[Drawn], labels: Sequence[Drawn], side: str) -> Place:
    """An axis whose marks are lines, each with the label of the same rank."""
    pairs = zip(labels, marks, strict=True)
    return straight((label.value, mark[side]) for label, mark in pairs)


# -- ScoreLab -------------------------------------------------------------------------------------


@cache
def scorelab(case: str) -> Any:
    lab = live.ScoreLab(language="en")
    if case == "start":
        return lab
    lab.compare()
    if case == "worse":
        lab.set(stockout_rate=0.1, product_quality=0.6)
    elif case == "widened":
        lab.set(stockout_rate=0.3, parcel_loss_rate=0.1)
    elif case == "better":
        lab.set(stockout_rate=0.0, description_accuracy=0.98)
    elif case == "six metrics":
        lab.judge_by("daily6")
        lab.compare()
        lab.set(product_quality=0.6, description_accuracy=0.8)
    return lab


GRADED = ("start", "worse", "widened", "better")


@pytest.mark.parametrize("case", GRADED)
def test_scorelab_bars_are_as_long_as_their_orders_are_many(case: str) -> None:
    frame, svg = drawn(scorelab(case))
    place = along(shapes(svg, "ae-grid-orders"), shapes(svg, "ae-tick-orders"), "x1")
    counts = [count for count in frame.now.conditions if count]
    assert [it.value for it in shapes(svg, "ae-bad-orders")] == list(frame.now.conditions)
    bars = shapes(svg, "ae-bar")
    assert len(bars) == len(counts) >= 4
    for bar, count in zip(bars, counts, strict=True):
        assert bar["x"] == near(place(0))
        assert bar.end == near(max(place(count), place(0) + 2))
    heights = [it.middle for it in shapes(svg, "ae-bad-orders")]
    assert heights == sorted(heights)
    assert all(min(abs(bar.middle - at) for at in heights) < 2 for bar in bars)
    was = frame.before.conditions if frame.before else ()
    assert [it["x1"] for it in shapes(svg, "ae-bar-before")] == [near(place(n)) for n in was]


def test_scorelab_shows_the_old_length_where_its_scale_had_to_widen() -> None:
    frame, svg = drawn(scorelab("widened"))
    place = along(shapes(svg, "ae-grid-orders"), shapes(svg, "ae-tick-orders"), "x1")
    first = shape(svg, "ae-widened").value
    assert frame.bars.now > frame.bars.first == first
    end = max(it["x1"] for it in shapes(svg, "ae-grid-orders"))
    old = straight([(0, place(0)), (first, end)])
    ghosts = shapes(svg, "ae-ghost")
    assert [it["x"] for it in ghosts] == [near(place(0))] * len(ghosts)
    assert [it.end for it in ghosts] == [near(min(old(count), end)) for count in frame.now.conditions if count]
    assert shapes(drawn(scorelab("worse"))[1], "ae-ghost") == []


@pytest.mark.parametrize("case", GRADED)
def test_scorelab_rate_and_limits_stand_on_one_scale(case: str) -> None:
    frame, svg = drawn(scorelab(case))
    labels = shapes(svg, "ae-limit-tick")
    assert [it.words for it in labels] == ["3.5 %", "6 %", "12 %"][: len(labels)]
    place = straight((it.value, it["x"]) for it in labels)
    assert place(0) == near(0)
    assert shape(svg, "ae-dot")["cx"] == near(place(frame.now.value))
    sure = shape(svg, "ae-sure")
    assert (sure["x1"], sure["x2"]) == (near(place(frame.now.low)), near(place(frame.now.high)))
    assert [it["x1"] for it in shapes(svg, "ae-limit")] == [near(place(v)) for v in frame.limits]
    bands = shapes(svg, "ae-band")
    assert [it["x"] for it in bands] == [near(place(v)) for v in (0, *frame.limits)]
    assert [it.end for it in bands[:-1]] == [near(place(v)) for v in frame.limits]
    assert bands[-1].end == near(640)
    if frame.before is not None:
        assert shape(svg, "ae-was")["x1"] == near(place(frame.before.value))


@pytest.mark.parametrize("case", [*GRADED, "six metrics"])
def test_scorelab_line_is_the_rolling_rate_of_each_day(case: str) -> None:
    frame, svg = drawn(scorelab(case))
    up = straight(((it.value, it.middle) for it in shapes(svg, "ae-tick")), up=True)
    assert [it["y1"] for it in shapes(svg, "ae-grid")] == [near(up(it.value)) for it in shapes(svg, "ae-tick")]
    days = {wording.day(frame.first + timedelta(n)).en: n for n in range(90)}
    across = straight((days[it.words], it["x"]) for it in shapes(svg, "ae-day"))
    grid = shapes(svg, "ae-grid")[0]
    last = (frame.last - frame.first).days
    assert (across(0), across(last)) == (near(grid["x1"]), near(grid["x2"]))
    for name, scored in (("ae-line", frame.now), ("ae-line-before", frame.before)):
        if scored is not None:
            wanted = [(near(across(n)), near(up(v))) for n, v in enumerate(scored.rolling)]
            assert shape(svg, name).points == wanted
    checks = sorted((it["cx"], it["cy"]) for it in shapes(svg, "ae-check"))
    at = [(day - frame.first).days for day in frame.check_days]
    assert checks == [(near(across(n)), near(up(frame.now.rolling[n]))) for n in at]


def test_scorelab_items_stand_between_the_ends_of_their_scales() -> None:
    frame, svg = drawn(scorelab("six metrics"))
    assert len(frame.items) == 6
    moved = 0
    for item in frame.items:
        rail = shape(svg, "ae-scale", item.id)
        place = straight(zip(item.ends, (rail["x"], rail.end), strict=True))
        assert shape(svg, "ae-dot", item.id)["cx"] == near(place(item.value))
        sure = shape(svg, "ae-sure", item.id)
        assert (sure["x1"], sure["x2"]) == (near(place(item.low)), near(place(item.high)))
        if item.limit is not None:
            assert shape(svg, "ae-limit", item.id)["x1"] == near(place(item.limit))
        if item.was != item.value:
            moved += 1
            assert shape(svg, "ae-was", item.id)["x1"] == near(place(item.was))
        shown = [v for v in (item.low, item.high, item.value, item.limit, item.was) if v is not None]
        low, high = item.ends
        assert low <= min(shown)
        assert max(shown) <= high
        assert high == METRICS[item.id].better in (0, 1) or high in (5.0, 1.0) or low == 0
    assert moved


def test_scorelab_levers_are_drawn_where_they_stand() -> None:
    view = scorelab("worse")
    svg = view.art.poster(view.frame, "en")
    for mark in view.frame.levers:
        lever, rail = LEVERS[mark.name], shape(svg, "ae-rail", mark.name)
        inset = 6  # the knob, and half of the rail's own thickness, do not go beyond it
        place = straight([(lever.low, rail["x1"] + inset), (lever.high, rail["x2"] - inset)])
        now, was = (getattr(it, mark.name) for it in (view.store, view.scenario.before))
        assert shape(svg, "ae-lever-mark", mark.name)["cx"] == near(place(now))
        assert shape(svg, "ae-lever-before", mark.name)["x1"] == near(place(was))


def test_scorelab_bar_of_what_grows_never_gets_shorter() -> None:
    """While more and more is out of stock, "deal not sold" has more orders and a longer bar."""
    lab, lengths, others = live.ScoreLab(language="en"), [], []
    for percentage in (2, 4, 6, 8, 10, 11.5, 14):
        lab.set(stockout_rate=percentage / 100)
        frame, svg = drawn(lab)
        bars = [it["width"] for it in shapes(svg, "ae-bar")]
        lengths.append((frame.now.conditions[2], bars[2]))
        others.append((frame.now.conditions[0], bars[0]))
        assert not frame.bars.widened
    assert lengths == sorted(lengths)
    assert lengths[-1][1] > 3 * lengths[0][1]
    assert len({round(length / count, 1) for count, length in others}) == 1
    lab.set(stockout_rate=0.3)
    assert lab.frame.bars.widened
    wide = lab.frame.bars.now
    lab.set(stockout_rate=0.02)
    assert lab.frame.bars.now == wide  # not in again under a hand
    lab.reset()
    assert not lab.frame.bars.widened


# -- OrderExplorer --------------------------------------------------------------------------------


@pytest.mark.parametrize("moved", [False, True])
def test_order_explorer_moments_clocks_and_window_stand_on_their_days(moved: bool) -> None:
    view = live.OrderExplorer(language="en")
    if moved:
        view.set(shipped_at=3, delivered_at=31)
    frame, svg = drawn(view)
    labels = shapes(svg, "ae-tick")
    assert len(labels) >= 4
    place = straight((it.value, it["x"]) for it in labels)

    def days(at: Any) -> float:
        return float((at - frame.paid) / timedelta(days=1))

    lines = shapes(svg, "ae-grid")
    assert [it["x1"] for it in lines][: len(labels)] == [near(it["x"]) for it in labels]
    right = place(frame.reach)
    dates = {wording.day(frame.paid + timedelta(n)).en: n for n in range(frame.reach + 1)}
    assert all(it["x"] == near(place(dates[it.words])) for it in shapes(svg, "ae-day"))
    assert shape(svg, "ae-moment")["cx"] == near(place(0))
    band = shape(svg, "ae-window-band")
    left = place(-1)
    assert band["x"] == near(max(place(days(frame.window.start)), left))
    assert band.end == near(min(place(days(frame.window.end)), right))
    inside = [t for t in (frame.window.start, frame.window.end) if left <= place(days(t)) <= right]
    assert [it["x1"] for it in shapes(svg, "ae-edge")] == [near(place(days(t))) for t in inside]
    assert frame.clocks
    for clock in frame.clocks:
        run = shape(svg, "ae-run", clock.id)
        assert run["x1"] == near(place(days(clock.start)))
        assert run["x2"] == near(min(place(days(clock.end)), right))
        ends = [it["x1"] for it in shapes(svg, "ae-run-end") if it.id == clock.id]
        assert ends == [near(place(days(clock.end)))] * len(ends)
        assert bool(ends) == (days(clock.end) <= frame.reach)
    for mark in frame.marks:
        told = [it["x1"] for it in shapes(svg, "ae-was") if it.id == mark.moment]
        if mark.before is not None and mark.before != mark.meant:
            assert told == [near(min(place(days(mark.before)), right))]
        else:
            assert told == []
    assert bool(shapes(svg, "ae-was")) == moved
    poster = view.art.poster(frame, "en")
    shift = shapes(poster, "ae-grid")[0]["x1"] - lines[0]["x1"]
    heights = []
    for mark in frame.marks:
        knob = shape(poster, "ae-handle", mark.moment)
        x, y = (knob["cx"], knob["cy"]) if knob.tag == "circle" else _centre(knob.points)
        heights.append(y)
        if mark.meant is None:
            assert x - shift > right
        else:
            assert x - shift == near(min(place(days(mark.meant)), right))
    assert heights == sorted(set(heights))


def _centre(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    xs, ys = zip(*points, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


# -- Regimes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2016-03-31", "2019-06-30", "2024-02-29"])
def test_regimes_hold_from_their_first_day_to_their_last(day: str) -> None:
    view = live.Regimes(language="en")
    view.go(day)
    frame, svg = drawn(view)
    lines, labels = shapes(svg, "ae-grid"), shapes(svg, "ae-tick")
    assert all(0 < label["x"] - it["x1"] < 10 for it, label in zip(lines, labels, strict=True))
    years = [(date(int(label.value), 1, 1), it["x1"]) for it, label in zip(lines, labels, strict=True)]
    assert (len(years), years[0][1]) == (12, 148)  # the names of the groups stand before it
    on = straight((first.toordinal(), x) for first, x in years)
    now = shape(svg, "ae-now")
    assert now["x"] + now["width"] / 2 == near(on(frame.day.toordinal()))
    end = on(date(2026, 11, 30).toordinal())
    assert end == near(980)
    lanes = []
    for bar in frame.bars:
        shown = shape(svg, "ae-bar", bar.id)
        first = near(max(on(bar.first.toordinal()), years[0][1]))
        if bar.last is None:
            unknown = shape(svg, "ae-unknown", bar.id)  # hatched from the last trace of the rule on
            assert shown["x"] == first
            assert bar.seen is not None
            assert shown.end == near(on(bar.seen.toordinal()))
            assert unknown["x"] == near(shown.end)
            assert unknown.end == near(end)
            lanes.append((bar.lane, shown["y"]))
        else:
            assert shown["x"] == first
            assert shown.end + 1 == near(on(bar.last.toordinal()))  # a gap to the next
            lanes.append((bar.lane, shown["y"]))
    straight(lanes, up=False)
    assert {it.id for it in shapes(svg, "ae-fresh")} == {r.now.id for r in frame.rows if r.is_new}
    for it in shapes(svg, "ae-fresh"):
        bar = next(bar for bar in frame.bars if bar.id == it.id)
        assert it["cx"] == near(on(bar.first.toordinal()))
    poster = view.art.poster(frame, "en")
    shift = shapes(poster, "ae-grid")[0]["x1"] - lines[0]["x1"]
    assert shape(poster, "ae-lever-mark")["cx"] - shift == near(on(frame.day.toordinal()))


# -- SmallNumbers ---------------------------------------------------------------------------------

SMALL = {"usual": {}, "many": {"orders": 800, "share": 0.12, "limit": 0.1}, "five": {"orders": 5, "seed": 3}}


@pytest.mark.parametrize("case", SMALL)
def test_small_numbers_stores_stand_at_their_orders_and_rates(case: str) -> None:
    view = live.SmallNumbers(language="en", **SMALL[case])
    frame, svg = drawn(view)
    s, columns = frame.setting, [*frame.columns, frame.now]
    up = straight(((it.value, it.middle) for it in shapes(svg, "ae-tick")), up=True)
    top = min(it.middle for it in shapes(svg, "ae-tick"))
    log_of = straight((log(it.value), it["x"]) for it in shapes(svg, "ae-column"))

    def across(orders: float) -> float:
        return log_of(log(orders))

    def height(rate: float) -> float:
        return max(up(rate), top)

    for column in columns:
        here = column is frame.now
        size = 4.0 if here else 3.0
        snapped = size / 2 + NEAR if column.orders > 60 else NEAR
        dots = [(name, *point) for name in ("ae-stores", "ae-stores-wrong")
                for it in shapes(svg, name) if it.id == str(column.orders)
                for point in it.points]  # fmt: skip
        assert len(dots) == sum(column.stores.values()) == 100
        assert sum(name == "ae-stores-wrong" for name, *_ in dots) == column.wrong
        wanted = sorted(height(bad / column.orders) for bad, n in column.stores.items() for _ in range(n))
        assert sorted(y for *_, y in dots) == pytest.approx(wanted, abs=snapped)
        xs = [x for _, x, _ in dots]
        assert (min(xs) + max(xs)) / 2 == near(across(column.orders))
        over = sum(n for bad, n in column.stores.items() if bad / column.orders >= s.limit - 1e-9)
        assert column.wrong == (100 - over if s.share >= s.limit else over)
    assert shape(svg, "ae-true")["y1"] == near(up(s.share))
    assert shape(svg, "ae-limit-line")["y1"] == near(up(s.limit))
    upper = [(near(across(n)), near(height(high))) for n, _, high in frame.bands]
    lower = [(near(across(n)), near(height(low))) for n, low, _ in reversed(frame.bands)]
    assert shape(svg, "ae-expected").points == [*upper, *lower]
    here = shape(svg, "ae-here")
    assert here["x"] + here["width"] / 2 == near(across(s.orders))
    path = [(near(across(n)), near(height(rate))) for n, rate in frame.path]
    assert [it.points for it in shapes(svg, "ae-line")] == ([path] if len(path) > 1 else [])
    dot, sure = shape(svg, "ae-own-dot"), shape(svg, "ae-own-sure")
    assert (dot["cx"], dot["cy"]) == (near(across(s.orders)), near(height(frame.own.value)))
    assert (sure["y1"], sure["y2"]) == (near(height(frame.own.low)), near(height(frame.own.high)))
    for it in shapes(svg, "ae-enough"):
        assert it["x1"] == near(across(float(it.id)))
    assert {it.id for it in shapes(svg, "ae-enough")} == {str(m.rule.value) for m in frame.minimums}


def test_small_numbers_two_shops_stand_on_the_scale_of_stars() -> None:
    view = view_of("SmallNumbers")
    frame, svg = drawn(view)
    place = straight((it.value, it["x"]) for it in shapes(svg, "ae-star"))
    s = frame.setting
    for which, mean, it in (("A", s.first_mean, frame.first), ("B", s.second_mean, frame.second)):
        assert shape(svg, "ae-shop-dot", which)["cx"] == near(place(mean))
        sure = shape(svg, "ae-shop-sure", which)
        assert (sure["x1"], sure["x2"]) == (near(place(it.low)), near(place(it.high)))


def test_small_numbers_levers_are_drawn_where_they_stand() -> None:
    view = view_of("SmallNumbers")
    svg = view.art.poster(view.frame, "en")
    knobs = zip(shapes(svg, "ae-rail"), shapes(svg, "ae-lever-mark"), strict=True)
    for (rail, mark), knob in zip(knobs, view.knobs.values(), strict=False):
        value = getattr(view.setting, knob.name)
        share = (
            bisect_right(knob.stops, value) - 1 if knob.stops else value - knob.low
        ) / (len(knob.stops) - 1 if knob.stops else knob.high - knob.low)  # fmt: skip
        place = straight([(0, rail["x1"] + 6), (1, rail["x2"] - 6)])
        assert mark["cx"] == near(place(share)), knob.name


def test_small_numbers_chart_zooms_out_and_not_in() -> None:
    view = live.SmallNumbers(language="en")
    first = view.frame.highest
    view.set(share=0.2)
    assert view.frame.highest > first
    wide = view.frame.highest
    view.set(share=0.01)
    assert view.frame.highest == wide
    view.reset()
    assert view.frame.highest == first


# -- TierLadder -----------------------------------------------------------------------------------


@pytest.mark.parametrize("start", [500, 100_000])
def test_tier_ladder_path_stands_on_its_rungs(start: float) -> None:
    view = live.TierLadder(language="en")
    view.set(start_gmv=start)
    view.compare()
    view.set(score=40, months=18)
    frame, svg = drawn(view)
    across = straight((it.value, it["x"]) for it in shapes(svg, "ae-month"))
    lows = (0.0, *frame.lines.bounds)
    rungs = [shape(svg, "ae-rung", str(tier)) for tier in frame.tiers]
    tops = [it["y"] for it in rungs]
    assert tops == sorted(tops, reverse=True)
    assert len({it["height"] for it in rungs}) == 1

    def height(tier: int, gmv: float) -> float:
        rung, inset = rungs[tier - 1], 3  # a rung's borders lie so far inside it
        ends = (rung["y"] + rung["height"] - inset, rung["y"] + inset)
        if tier == len(rungs):  # the last goes up to ten times where it begins
            return straight(zip((0, 1), ends, strict=True), up=True)(min(log10(gmv / lows[-1]), 1))
        return straight(zip(lows[tier - 1 : tier + 1], ends, strict=True), up=True)(gmv)

    for name, way in (("ae-path", frame.now), ("ae-path-before", frame.before)):
        wanted = [(near(across(m.number)), near(height(m.tier, m.gmv))) for m in way.path]
        assert shape(svg, name).points == wanted
    assert {m.tier for m in frame.before.path} >= {1, 2, 3, 4}
    points = shape(svg, "ae-path").points
    for name, point in (("ae-first", points[0]), ("ae-last", points[-1])):
        it = shape(svg, name)
        assert (it["cx"], it["cy"]) == point
    for it in shapes(svg, "ae-crossing"):
        assert (it["cx"], it["cy"]) == points[int(it.id)]


def test_tier_ladder_shares_and_curve_are_to_scale() -> None:
    frame, svg = drawn(view_of("TierLadder"))
    shares = [share for g in frame.groups for share in (g.store_share, g.traffic_share)]
    bars, labels = shapes(svg, "ae-share"), shapes(svg, "ae-percent")
    assert [it.words for it in labels] == [percent(share, 0) for share in shares]
    whole = {round(bar["width"] / share) for bar, share in zip(bars, shares, strict=True)}
    assert len(whole) == 1
    assert whole == {110}  # so that the longest bar and its number stay clear of what follows
    assert all(0 < label["x"] - bar.end < 10 for bar, label in zip(bars, labels, strict=True))
    square = shape(svg, "ae-square")
    across = straight([(0, square["x"]), (1, square.end)])
    up = straight([(0, square["y"] + square["height"]), (1, square["y"])], up=True)
    curve = [(near(across(x)), near(up(y))) for x, y in frame.curve]
    assert shape(svg, "ae-lorenz").points == curve
    assert curve[0] == (square["x"], square["y"] + square["height"])
    assert [(it["cx"], it["cy"]) for it in shapes(svg, "ae-corner")] == curve[1:-1]
    equal = shape(svg, "ae-equal")
    assert (equal["x1"], equal["y1"], equal["x2"], equal["y2"]) == (across(0), up(0), across(1), up(1))
    (x1, y1), (x2, y2) = shape(svg, "ae-own-group").points
    slope = frame.group.traffic_per_store
    assert (y1 - y2) / (x2 - x1) == pytest.approx(slope, rel=0.05)


# -- Transition -----------------------------------------------------------------------------------


def test_transition_sellers_stand_at_their_quality_and_sales() -> None:
    frame, svg = drawn(view_of("Transition"))
    labels, lines = shapes(svg, "ae-tick"), shapes(svg, "ae-grid")
    poor, good = shapes(svg, "ae-poor"), shapes(svg, "ae-good")
    sellers = shapes(svg, "ae-seller")
    many = len(frame.free.dots)
    assert len(sellers) == 2 * many
    for place, side in enumerate(frame.sides):
        half = slice(place * len(labels) // 2, (place + 1) * len(labels) // 2)
        ticks = zip(labels[half], lines[half], strict=True)
        tens = straight(((log(it.value), line["y1"]) for it, line in ticks), up=True)
        assert [it.middle for it in labels[half]] == [near(line["y1"]) for line in lines[half]]
        # the words at both ends tell the way; the panel's sides are so far from the worst and best
        left, right = poor[place]["x"] + 10, good[place]["x"] - 10
        across = straight([(LOWEST, left), (1, right)])
        bottom = tens(log(2_000))
        wanted = Counter((round(across(d.quality)), round(min(tens(log(max(d.sales, 1))), bottom))) for d in side.dots)
        found = Counter()
        for it in sellers[place * many : (place + 1) * many]:
            x, y = (it["cx"], it["cy"]) if it.tag == "circle" else _centre(it.points)
            found[round(x), round(y)] += 1
        assert _almost(found, wanted), found - wanted


def _almost(found: Counter[tuple[int, int]], wanted: Counter[tuple[int, int]]) -> bool:
    """Whether both crowds are the same but for places that were rounded the other way."""
    left = (wanted - found).elements()
    spare = list((found - wanted).elements())
    for x, y in left:
        near_by = [p for p in spare if abs(p[0] - x) <= 1 and abs(p[1] - y) <= 1]
        if not near_by:
            return False
        spare.remove(near_by[0])
    return not spare


def test_transition_courses_are_month_by_month() -> None:
    frame, svg = drawn(view_of("Transition"))
    years, half = shapes(svg, "ae-year"), len(shapes(svg, "ae-year")) // 2
    tops, panels = shapes(svg, "ae-most-line"), shapes(svg, "ae-panel")
    ways = {name: shapes(svg, f"ae-course-{name}") for name in ("free", "paid")}
    told = (lambda m: None if m.quality is None else 100 * m.quality, lambda m: m.sellers)
    for place, value in enumerate(told):
        across = straight((12 * it.value, it["x"]) for it in years[place * half : (place + 1) * half])
        last = years[(place + 1) * half - 1]
        assert (12 * last.value, last["x"]) == (MONTHS, near(panels[place].end))
        most, least = shapes(svg, "ae-most")[place], shapes(svg, "ae-least")[place]
        bottom = panels[place]["y"] + panels[place]["height"]
        up = straight([(most.value, tops[place]["y1"]), (least.value, bottom)], up=True)
        assert 0 < tops[place]["y1"] - most["y"] < 5  # each number stands on its own line
        assert 0 < bottom - least["y"] < 5
        for side in frame.sides:
            wanted = [(near(across(m.number)), near(up(value(m)))) for m in side.path
                      if value(m) is not None]  # fmt: skip
            assert ways[side.name][place].points == wanted
        assert shapes(svg, "ae-fee-month")[place]["x1"] == near(across(frame.market.fee_from))


# -- Tactics --------------------------------------------------------------------------------------


@cache
def tactics(*picked: str) -> Any:
    return live.Tactics(list(picked), orders=900, language="en")


def test_tactics_relief_is_as_long_as_what_is_gone() -> None:
    frame, svg = drawn(tactics("stock", "listing"))
    none, gone = shape(svg, "ae-unchanged")["x1"], shape(svg, "ae-all-gone")["x1"]
    place = straight([(0, none), (1, gone)])
    start = none - (gone - none) / 2  # half as much again
    assert (start, gone) == (near(214), near(324))  # beside the values

    def inside(share: float) -> float:
        return min(max(place(share), start), gone)

    bars = shapes(svg, "ae-relief")
    assert len(bars) >= 3
    for bar in bars:
        change = next(it for it in frame.changes if it.metric == bar.id)
        ends = sorted((none, inside(change.relief)))
        assert (bar["x"], bar.end) == (near(ends[0]), near(ends[1]))
        sure = shape(svg, "ae-relief-sure", bar.id)
        low, high = change.relief_ends
        assert (sure["x1"], sure["x2"]) == (near(inside(low)), near(inside(high)))
    for it in shapes(svg, "ae-no-relief"):
        assert it["cx"] == near(none)


def test_tactics_each_alone_is_as_long_as_its_gain() -> None:
    frame, svg = drawn(tactics("stock", "listing"))
    better = METRICS[frame.plan.metric].better
    labels = [better * it.value / 100 for it in shapes(svg, "ae-tick-gain")]
    place = straight(zip(labels, (it["x1"] for it in shapes(svg, "ae-grid-gain")), strict=True))
    bars = shapes(svg, "ae-gain")
    assert len(bars) >= 5
    for bar in bars:
        change = next(it.change for it in frame.bars if it.tactic.id == bar.id)
        ends = sorted((place(0), place(better * change.difference)))
        assert (bar["x"], bar.end) == (near(ends[0]), near(ends[1]))
        sure = shape(svg, "ae-gain-sure", bar.id)
        ends = sorted(place(better * it) for it in (change.low, change.high))
        assert (sure["x1"], sure["x2"]) == (near(ends[0]), near(ends[1]))


def test_tactics_half_the_effort_has_bars_of_about_half_the_length() -> None:
    view = live.Tactics(orders=900, language="en")
    full = {it.id: it["width"] for it in shapes(drawn(view)[1], "ae-gain")}
    scale = view.frame.gains
    view.set(strength=0.5)
    half = {it.id: it["width"] for it in shapes(drawn(view)[1], "ae-gain")}
    assert view.frame.gains == scale
    longest = max(full, key=lambda id: full[id])
    assert half[longest] < 0.75 * full[longest]


# -- StoreYear ------------------------------------------------------------------------------------


@cache
def year(months: int) -> Any:
    view = live.StoreYear(language="en")
    for _ in range(months):
        if not view.frame.over:
            view.next_month()
    return view


def test_store_year_profit_stands_beside_the_best_known_line() -> None:
    frame = year(12).frame
    worths = tuple(100.0 * n - 300 for n in range(12))
    svg = live.StoreYear.art.picture(replace(frame, best_worths=worths), "en")
    labels, lines = shapes(svg, "ae-worth-tick"), shapes(svg, "ae-worth-grid")
    up = straight(((it.value, line["y1"]) for it, line in zip(labels, lines, strict=True)), up=True)
    own = [0.0, *(month.worth for month in frame.months)]
    for name, values in (("ae-worth-line", own), ("ae-worth-other", [0.0, *worths])):
        assert [y for _, y in shape(svg, name).points] == [near(up(value)) for value in values]


def test_store_year_months_are_as_long_as_what_they_cost() -> None:
    frame = year(12).frame
    usd = (400, 4083, -30, 0, 950, -1200, 60, 33, 12, 800, 5, 90)
    costs = tuple(MonthCost(n, cost, Choice(), ("price",)) for n, cost in enumerate(usd, start=1))
    svg = live.StoreYear.art.picture(replace(frame, costs=costs), "en")
    zero = shape(svg, "ae-month-zero")["y1"]
    bars = shapes(svg, "ae-month-cost")
    unit = shapes(svg, "ae-month-cost")[1]["height"] / 4083
    names = shapes(svg, "ae-month-name")
    for bar, cost, name in zip(bars, usd, names, strict=True):
        assert bar["height"] == near(abs(cost) * unit)
        top, bottom = bar["y"], bar["y"] + bar["height"]
        assert (top if cost >= 0 else bottom) == near(zero)
        assert bar["x"] + bar["width"] / 2 == near(name["x"])
    assert [it.words for it in shapes(svg, "ae-month-usd")] == ["−4,083", "+1,200"]


def deep(view: Any) -> Any:
    """The year's frame as it would be with scores and cash that fall far below nothing."""
    frame = view.frame
    scores, cash = (40.0, -72.0, -107.0, -144.0, -60.0), (3800.0, 900.0, -650.0, -4220.0, -3100.0)
    months = tuple(
        replace(m, cash=usd, standing=replace(m.standing, score=score))
        for m, score, usd in zip(frame.months, scores, cash, strict=True)
    )
    return replace(frame, months=months)


@pytest.mark.parametrize("fallen", [False, True])
def test_store_year_lines_stand_on_their_axes(fallen: bool) -> None:
    view = year(5)
    frame = deep(view) if fallen else view.frame
    svg = view.art.picture(frame, "en")
    told = {
        "cash": [5000.0, *(m.cash for m in frame.months)],
        "score": [None, *(m.standing.score for m in frame.months)],
    }
    for kind, values in told.items():
        labels, lines = shapes(svg, f"ae-{kind}-tick"), shapes(svg, f"ae-{kind}-grid")
        up = straight(((it.value, line["y1"]) for it, line in zip(labels, lines, strict=True)), up=True)
        across = straight((it.value, it["x"]) for it in shapes(svg, f"ae-{kind}-month"))
        wanted = [(near(across(n)), near(up(v))) for n, v in enumerate(values) if v is not None]
        points = shape(svg, f"ae-{kind}-line").points
        assert points == wanted
        last = shape(svg, f"ae-{kind}-last")
        assert (last["cx"], last["cy"]) == points[-1]
    if fallen:  # each fall is seen, and the deepest is told as a number
        for kind, deepest in (("score", "−144"), ("cash", "−4,220")):
            assert deepest in [it.words for it in shapes(svg, f"ae-{kind}-tick")]
            heights = [y for _, y in shape(svg, f"ae-{kind}-line").points]
            assert heights[:-1] == sorted(set(heights[:-1]))


def test_store_year_items_and_check_are_to_scale() -> None:
    view = year(5)
    frame = view.frame
    items = tuple(
        replace(it, points=points) for it, points in zip(frame.items, (10.0, 0.0, -4.0, 9.0, 7.5, 15.0), strict=True)
    )
    frame = replace(frame, items=items)
    svg = view.art.picture(frame, "en")
    for full, bar, item in zip(shapes(svg, "ae-full"), shapes(svg, "ae-item"), items, strict=True):
        place = straight([(0, full["x"]), (item.full, full.end)])
        assert bar["x"] == full["x"]
        assert bar.end == near(place(min(max(item.points, 0), item.full)))
    zones = shapes(svg, "ae-zone")
    starts = [it.start for it in frame.zones]
    assert [it.value for it in zones[1:]] == pytest.approx(starts[1:])
    place = straight((sqrt(it.value), it["x"]) for it in zones[1:])
    assert zones[0]["x"] == near(place(0))
    assert shape(svg, "ae-checked")["cx"] == near(place(sqrt(frame.snad)))
    bands = shapes(svg, "ae-band")
    assert [it["x"] - 1 for it in bands] == [near(place(sqrt(start))) for start in starts]
    assert [it.end + 1 for it in bands] == [near(place(sqrt(start))) for start in (*starts[1:], 1)]


def test_store_year_causes_are_as_long_as_what_they_cost() -> None:
    view = year(12)
    profits = (1200, -2400, 0, 300, -60, 0, 0, 90)
    causes = tuple(
        ProfitCause(f"{lever}", profit, 0) for lever, profit in zip(Choice.__dataclass_fields__, profits, strict=False)
    )
    frame = replace(view.frame, causes=causes, over=True)
    svg = view.art.picture(frame, "en")
    zero = shape(svg, "ae-zero")["x1"]
    bars = shapes(svg, "ae-cause")
    long = {profit: bar["width"] for bar, profit in zip(bars, profits, strict=False) if profit}
    unit = {round(width / abs(profit), 2) for profit, width in long.items()}
    assert len(unit) == 1
    assert long[1200] + long[-2400] == near(68)  # the longest of both sides fill the room
    for bar, profit in zip(bars, profits, strict=False):
        assert (bar["x"] if profit >= 0 else bar.end) == near(zero)


# -- Capstone -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("metric", "by"), [("odr", "carrier"), ("odr", "week"), ("dsr_description", "supplier")])
def test_capstone_groups_stand_on_the_printed_scale(metric: str, by: str) -> None:
    view = view_of("Capstone")
    view.look(metric=metric, by=by)
    frame, svg = drawn(view)
    place = straight((it.value, it["x"]) for it in shapes(svg, "ae-end"))
    known = [s for s in frame.bars if s.value is not None]
    assert len(known) >= 3
    heights = {it.words: it.middle for it in shapes(svg, "ae-bar")}
    for segment in known:
        dot, luck = shape(svg, "ae-dot", segment.group), shape(svg, "ae-luck", segment.group)
        assert dot["cx"] == near(place(segment.value))
        assert (luck["x1"], luck["x2"]) == (near(place(segment.low)), near(place(segment.high)))
        assert dot["cy"] == luck["y1"]
        if segment.rest is not None:
            assert shape(svg, "ae-rest", segment.group)["x1"] == near(place(segment.rest))
    rows = [shape(svg, "ae-dot", s.group)["cy"] for s in known]
    assert rows == sorted(rows)
    assert list(heights.values())[: len(rows)] == [pytest.approx(y, abs=1) for y in rows]


# -- all of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", live.__all__)
def test_no_shape_sticks_out_of_its_picture(name: str) -> None:
    view = view_of(name)
    for draw in {view.art.picture, getattr(view.art, "narrow", view.art.picture)}:
        assert sticking_out(draw(view.frame, "en")) == []


@pytest.mark.parametrize("name", live.__all__)
def test_no_shape_is_dressed_by_the_rules_of_the_page(name: str) -> None:
    """A class that means a part of the page would give a shape in the picture its style."""
    view = view_of(name)
    svg = view.art.picture(view.frame, "en")
    named = set(re.findall(r'class="(ae-[\w-]+)"', svg)) - {"ae-picture", MARK_CLASS}
    sheets = "".join(it.value for it in view.children if "<style" in getattr(it, "value", ""))
    subjects = r"\.(ae-[\w-]+)[^\s,{}>+~]*\s*(?=[,{])"  # of each selector, its last part
    assert named & set(re.findall(subjects, re.sub(r"/\*.*?\*/", "", sheets))) == set()


# -- DeadlineClock --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", ["picture", "narrow"])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"paid": "2024-06-08 09:30", "now": "2024-06-08 20:00"},
        {"rule": "online_5d_2020:5d", "paid": "2021-09-29 20:00", "now": "2021-09-30 10:00"},
        {"rule": "online_4wd_2018:4w", "paid": "2018-11-08 20:00", "now": "2018-11-09 20:00"},
        # due on the day of the payment
        {
            "rule": "jit_2024",
            "place": "pick_up",
            "mode": "semi_managed",
            "paid": "2024-06-05 09:30",
            "now": "2024-06-05 12:00",
        },
        {"rule": "online_5d_2020:5d", "paid": "2021-06-07 04:00", "now": "2021-06-08 10:00"},
    ],
)
def test_deadline_clock_draws_each_day_s_part_that_counts(asked: dict[str, str], width: str) -> None:
    view = live.DeadlineClock(language="en", **asked)
    frame = view.frame
    found = frame.found
    svg = getattr(view.art, width)(frame, "en")
    names = shapes(svg, "ae-day")
    assert len(names) == len(found.days)
    # a column is as wide as from one day's name to the next
    step = names[1]["x"] - names[0]["x"]
    inset = 6 if width == "picture" else 4
    left = {day.day: name["x"] - inset for day, name in zip(found.days, names, strict=True)}
    cell = step - 4
    runs = {date.fromisoformat(it.id): it for it in shapes(svg, "ae-run")}
    assert set(runs) == {day.day for day in found.days if day.end > day.start}
    for day in found.days:
        if day.day in runs:
            bar = runs[day.day]
            assert bar["x"] == near(left[day.day] + cell * day.start)
            assert bar.end == near(left[day.day] + cell * day.end)
    still = {date.fromisoformat(it.id) for it in shapes(svg, "ae-still")}
    first, last = found.paid.date(), found.due.date()
    assert still == {day.day for day in found.days if day.still and first <= day.day <= last}
    for name, at in (("ae-paid-mark", found.paid), ("ae-due-mark", found.due)):
        share = (at.hour * 3600 + at.minute * 60 + at.second) / 86_400
        assert shape(svg, name)["x1"] == near(left[at.date()] + cell * share)
    # on one day one word is enough, and the word of the deadline does not lie on its line
    due, words = shape(svg, "ae-due-mark"), shapes(svg, "ae-mark")
    assert len(words) <= (1 if found.paid.date() == found.due.date() else 2)
    for word in words:
        if word.words == WORDS["due_mark"].en:
            assert not word["x"] < due["x1"] < word["x"] + text_width(word.words, 12, True)
        else:
            assert word.words == WORDS["paid_mark"].en
            assert found.paid.date() != found.due.date()


# -- MyNumbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", ["picture", "narrow"])
@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"rule": "plus_72h"},
        {"rule": "store_score_2023"},
        {"day": "2015-06-30", "newest": ""},
        {"snad_30": 40, "snad_90": 60, "rule": "capability_2022"},
    ],
)
def test_my_numbers_dots_stand_among_their_limits(typed: dict[str, Any], width: str) -> None:
    view = live.MyNumbers(language="en", **typed)
    view.part.value = "stand"
    frame = view.frame
    svg = getattr(view.art, width)(frame, "en")
    drawn_of = [it for it in frame.shown.standings if it.lines and it.guard is None]
    assert [it.id for it in shapes(svg, "ae-dot")] == [it.metric for it in drawn_of]
    assert drawn_of
    for standing in drawn_of:
        rail = shape(svg, "ae-rail", standing.metric)
        limits = sorted(it["x1"] for it in shapes(svg, "ae-limit") if it.id == standing.metric)
        below = [it for it in shapes(svg, "ae-limit-tick") if abs(it["y"] - rail["y1"] - 21) < NEAR]
        ticks = [it for it in below if rail["x1"] - NEAR <= it["x"] <= rail["x2"] + NEAR]
        place = straight([*((it.value, it["x"]) for it in ticks)]) if len(ticks) > 1 else None
        dot = shape(svg, "ae-dot", standing.metric)
        assert all(any(abs(it["x"] - limit) < NEAR for limit in limits) for it in ticks)
        if place is not None:
            assert dot["cx"] == near(place(standing.value))
        assert rail["x1"] - NEAR <= dot["cx"] <= rail["x2"] + NEAR
        value, known = standing.value, {line.limit for line in standing.lines}
        assert sum(limit < dot["cx"] for limit in limits) == sum(limit < value for limit in known)
    assert len(shapes(svg, "ae-line")) >= sum(len(it.lines) for it in drawn_of)
    view.part.value = "rules"
    chosen = shape(getattr(view.art, width)(view.frame, "en"), "ae-chosen")
    assert chosen.id == frame.shown.regime.id
