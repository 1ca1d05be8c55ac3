"""How each picture is drawn: which mark has which look, and where words stand to what they name.

Where values stand is read back in ``test_read_back``; here are the colours that say something, the
legends that show what they explain, and the parts that are there only when there is something to tell.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from aecourse import live
from aecourse.base import wording
from aecourse.base.palette import PALETTE as INK
from aecourse.base.wording import percent
from aecourse.live.capstone import words as capstone
from aecourse.live.deadline_clock.words import WORDS as WORDS_OF_CLOCK
from aecourse.live.my_numbers import words as my_numbers
from aecourse.live.order_explorer.view import PRESETS
from aecourse.live.scorelab import words as scorelab
from aecourse.live.small_numbers import words as small
from aecourse.live.store_year import words as year_words
from aecourse.live.svg import text_width
from aecourse.live.tactics import words as tactics
from aecourse.live.tier_ladder import words as ladder
from aecourse.live.transition import words as transition
from aecourse.models.deadline import TEXTS
from aecourse.scoring.metrics import METRICS
from aecourse.simulation.tactics import tactics as catalogue
from tests.layout import Box, Sheet, key_of
from tests.live.states import states

NEAR = 0.3


def near(place: float) -> Any:
    return pytest.approx(place, abs=NEAR)


def sheet(view: str, state: str, width: str = "picture") -> tuple[Any, Sheet]:
    frame = states(view)[state]
    return frame, Sheet(getattr(getattr(live, view).art, width)(frame, "en"))


def is_toned(it: Box, tone: str) -> bool:
    return it.colour == INK[tone]


# -- Transition -----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["usual", "no fee", "dear", "blind"])
def test_transition(state: str) -> None:
    frame, it = sheet("Transition", state)
    say = {key: words.en for key, words in transition.WORDS.items() if hasattr(words, "en")}
    panels = [rect for rect in it.rects("panel") if rect.height > 100]
    assert [panel.left for panel in panels] == [54, 54 + 332]
    ticks, grids, sellers = it.named("ae-tick"), it.named("ae-grid"), it.named("ae-seller")
    many, rows = len(sellers) // 2, len(ticks) // 2
    for place, (side, panel) in enumerate(zip(frame.sides, panels, strict=True)):
        big = it.named("ae-quality")[place]
        assert is_toned(big, "accent" if side.name == "paid" else "ink")
        for key in ("quality", "quality_2"):
            assert it.saying(say[key])[place].left == near(big.right + 12)
        steps = dict(side.steps)
        for tick, grid in list(zip(ticks, grids, strict=True))[place * rows : (place + 1) * rows]:
            step = float(tick.words.replace(",", "")) in steps
            assert (grid.left, grid.right) == (panel.left, panel.right)
            assert panel.top < grid.top < panel.bottom
            assert tick.right == near(panel.left - 6)
            assert is_toned(tick, "accent" if step else "muted")
            assert (grid.dash, is_toned(grid, "accent")) == (("5 3", True) if step else ("", False))
        drawn = sellers[place * many : (place + 1) * many]
        dots = sorted(side.dots, key=lambda dot: dot.here)  # who sells is drawn over who does not
        for dot, seller in zip(dots, drawn, strict=True):
            assert (seller.tag == "polygon") == dot.general
            assert is_toned(seller, "accent" if dot.here else "paper")
            assert seller.rim == INK["paper" if dot.here else "muted"]
            assert seller.width == near(seller.height)
            assert 5 < seller.width < 9
            assert (seller.width > 6.5) == dot.here
        nobody = [word for word in it.saying(say["nobody"]) if panel.left < word.centre < panel.right]
        assert bool(nobody) == (not side.last.sellers)
        assert all(word.centre == near(panel.centre) for word in nobody)
        poor, good = it.named("ae-poor")[place], it.named("ae-good")[place]
        assert (poor.left, good.right) == (near(panel.left), near(panel.right))
        assert 8 < poor.base - panel.bottom < 20
        back = [word for word in it.named("ae-back") if panel.left < word.centre < panel.right]
        assert bool(back) == bool(side.steps)
        for word in back:
            assert word.right == near(panel.right)
            key = key_of(it, word.words)
            assert (key.dash, is_toned(key, "accent")) == ("5 3", True)
    for word, shape, fill in (
        ("stays", "circle", "accent"),
        ("left", "circle", "paper"),
        ("general", "polygon", "accent"),
    ):
        key = key_of(it, say[word])
        assert (key.tag, key.colour) == (shape, INK[fill])
    figures = it.named("ae-figure")
    below = [
        min((t for t in it.texts if t.left == f.left and 0 < t.base - f.base < 20), key=lambda t: t.base)
        for f in figures
    ]
    assert [round(b.base - f.base) for f, b in zip(figures, below, strict=True)] == [15] * 12
    for half in (figures[:6], figures[6:]):
        assert [f.left for f in half[:3]] == [f.left for f in half[3:]] == sorted(f.left for f in half[:3])
        assert {f.base for f in half[:3]} == {half[0].base}
        assert {round(f.base - half[0].base) for f in half[3:]} == {42}
    # the years
    for place, (course, most) in enumerate(zip(it.named("ae-panel"), it.named("ae-most"), strict=True)):
        fees = [line for line in it.named("ae-fee-month") if course.left <= line.left <= course.right]
        assert bool(fees) == bool(frame.paid.fee)
        for line in fees:
            assert (line.top, line.bottom) == (near(course.top), near(course.bottom))
            told = [word for word in it.saying(say["fee_line"]) if course.left <= word.left <= course.right]
            assert [word.left for word in told] == [near(line.left + 4)]
        years = [year for year in it.named("ae-year") if course.left - 1 <= year.centre <= course.right + 1]
        assert (years[0].left, years[-1].right) == (near(course.left), near(course.right))
        gaps = [b.centre - a.centre for a, b in list(pairwise(years))[1:-1]]
        assert max(gaps) - min(gaps) < 1
        free, paid = it.named("ae-course-free")[place], it.named("ae-course-paid")[place]
        assert (free.dash, free.colour, paid.dash, paid.colour) == ("5 3", INK["ink"], "", INK["accent"])
        assert most.left == near(course.left + 4)
    heads = [word for word in it.texts if word.words in (say["paid"], say["free"]) and word.size == 12]
    assert max(word.right for word in heads) == near(640)
    for word in heads:
        key = [line for line in (*it.lines("ink", "5 3"), *it.lines("accent", "")) if 2 <= word.left - line.right <= 12]
        assert [line.dash for line in key] == ["5 3" if word.words == say["free"] else ""]
    assert bool(it.named("ae-before")) == (frame.before is not None)


# -- TierLadder -----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["usual", "falls", "no order", "at the top"])
def test_tier_ladder(state: str) -> None:
    frame, it = sheet("TierLadder", state)
    say = ladder.WORDS
    tier = it.one("ae-tier")
    assert it.one("ae-now").left == near(tier.right + 16)
    findings = it.named("ae-finding")
    assert [word.bold for word in findings] == [True, *[False] * (len(findings) - 1)]
    assert all(round(b.base - a.base) == 20 for a, b in pairwise(findings))
    here = frame.now.last.tier
    (arrow,) = it.saying("▸")
    rungs = {int(rung.id): rung for rung in it.named("ae-rung")}
    assert rungs[here].top < arrow.middle < rungs[here].bottom
    groups = [
        rect for rect in it.rects("panel") + it.rects("band_1") if not rect.name and rect.right == 640 and not rect.rim
    ]
    assert len(groups) == len(frame.groups)
    for number, rung in rungs.items():
        assert is_toned(rung, "band_1" if number == here else "panel")
        name, of = (word for word in it.texts if word.left == 18 and rung.top < word.middle < rung.bottom)
        assert name.words == say["tier"].format(k=number).en
        assert (int(name.attributes["font-weight"]) > 600) == (number == here)
        assert is_toned(of, "ink" if number == here else "muted")
        assert 3 < name.top - rung.top < rung.bottom - of.bottom + 3
    same = {number: index for index, group in enumerate(frame.groups) for number in group.tiers}
    for low, high in pairwise(sorted(rungs)):
        gap = rungs[low].top - rungs[high].bottom
        assert gap == (near(2) if same[low] == same[high] else near(6))
    each = it.said(say["each"].en)
    shares, percents = it.named("ae-share"), it.named("ae-percent")
    for index, group in enumerate(frame.groups):
        panel = next(p for p in groups if p.top == rungs[max(group.tiers)].top)
        assert panel.bottom == near(rungs[min(group.tiers)].bottom)
        assert panel.left > rungs[1].right
        assert is_toned(panel, "band_1" if group is frame.group else "panel")
        store, traffic = shares[2 * index : 2 * index + 2]
        assert (store.colour, traffic.colour) == (INK["muted"], INK["accent"])
        assert (store.left, traffic.left) == (near(panel.left + 8),) * 2
        assert (store.middle + traffic.middle) / 2 == near(panel.middle)
        assert store.bottom < traffic.top
        for bar, words in zip((store, traffic), percents[2 * index : 2 * index + 2], strict=True):
            assert abs(words.middle - bar.middle) < 2
            assert words.left == near(bar.right + 6)
        times = it.said(f"{group.traffic_per_store:.2f} ×") if [g.traffic_per_store for g in frame.groups].count(
            group.traffic_per_store) == 1 else None  # fmt: skip
        if times is not None:
            assert abs(times.middle - panel.middle) < 2
            assert times.right == near(each.right)
    for word, fill in (("stores", "muted"), ("traffic", "accent")):
        keys = [rect for rect in it.rects(fill) if rect.width == 8 and rect.height == 8]
        assert [rect.left for rect in keys] == [
            near(min(w.left for w in it.saying(say[word].en) if w.base == 146) - 12)
        ]
    # the months
    months = it.named("ae-month")
    numbers = [int(word.words) for word in months]
    assert numbers[0] == 0
    last = max(len(way.path) for way in (frame.now, frame.before) if way is not None) - 1
    step = numbers[1]
    assert numbers == list(range(0, last + 1, step))
    assert 3 <= len(numbers) <= 7
    assert 5 < months[0].top - rungs[1].bottom < 15
    assert it.said(say["month"].en).base == months[0].base
    dashed = [line for line in it.lines("muted", "4 3")]
    assert (
        len(dashed)
        == (frame.before is not None)
        == len(it.saying(say["before_line"].en))
        == len(it.named("ae-path-before"))
    )
    for line in dashed:
        assert line.width == near(28)
        assert it.said(say["before_line"].en).left == near(line.right + 6)
    crossed = [b.number for a, b in pairwise(frame.now.path) if a.tier != b.tier and b is not frame.now.last]
    assert [int(dot.id) for dot in it.named("ae-crossing")] == crossed
    # the loop: five boxes in a ring, and an arrow from each to the next
    nodes = [rect for rect in it.all if rect.tag == "rect" and rect.rim == INK["line"] and rect.width == 92]
    assert len(nodes) == len(it.named("ae-node")) == 5
    for node, value in zip(nodes, it.named("ae-node"), strict=True):
        assert value.centre == near(node.centre)
        label = next(
            word for word in it.texts if word.centre == near(node.centre) and node.top < word.base < value.base
        )
        assert node.top < label.top < label.bottom < value.top < value.bottom < node.bottom
        assert value.left >= node.left
    heads = [shape for shape in it.all if shape.tag == "polygon"]
    shafts = [line for line in it.lines("muted", "") if line.width < 20 and line.height < 30]
    assert len(heads) == len(shafts) == 5
    for (a, b), head, shaft in zip(pairwise(nodes), heads, shafts, strict=False):
        between = a.left < b.left or a.left > b.left
        if between:
            low, high = sorted((a, b), key=lambda node: node.left)
            assert low.right < min(head.left, shaft.left) < max(head.right, shaft.right) < high.left
            assert head.middle == near(a.middle) == shaft.middle
            assert (head.centre > shaft.centre) == (a.left < b.left)
            assert head.height == near(8)
        else:
            assert a.bottom < min(head.top, shaft.top) < max(head.bottom, shaft.bottom) < b.top
            assert head.centre == near(a.centre) == shaft.centre
            assert head.middle > shaft.middle
            assert head.width == near(8)
    up, stem, (above, below) = heads[4], shafts[4], (nodes[1], nodes[4])
    assert up.centre == near(above.centre) == stem.centre
    assert above.bottom < up.top < stem.bottom < below.top
    assert it.one("ae-pull").left == nodes[0].left
    assert it.said(say["pull_note"].en).left == nodes[0].left
    assert it.said(say["next"].en).left - stem.left == near(8)
    times = it.said(f"× {frame.lines.traffic[here - 1]:.2f}")
    assert stem.left - times.right == near(8)
    square = it.one("ae-square")
    assert it.one("ae-gini").left > square.right
    assert it.said(say["lorenz"].en).bottom < square.top
    assert it.said(say["poorest"].en).top > square.bottom
    assert bool(it.named("ae-before")) == (frame.before is not None)


# -- SmallNumbers ---------------------------------------------------------------------------------

SMALL = (
    "usual",
    "no order",
    "five",
    "most",
    "over the limit",
    "no ratings",
    "toss-up",
    "asked",
    "guessed low",
    "guessed high",
)


@pytest.mark.parametrize("state", SMALL)
def test_small_numbers(state: str) -> None:
    frame, it = sheet("SmallNumbers", state)
    say, s = small.WORDS, frame.setting
    big = it.one("ae-rate")
    assert big.words == (str(frame.now.wrong) if frame.now else say["nothing"].en)
    for name in ("ae-count", "ae-interval"):
        assert [word.left for word in it.named(name)] == [near(big.right + 16)] * bool(frame.now)
    assert (it.one("ae-grade").words == "?") == frame.veiled
    note = say["never_note" if frame.needed is None else "needed_note"].en
    assert it.one("ae-note").words == note
    findings = it.named("ae-finding")
    assert all(round(b.base - a.base) == 18 for a, b in pairwise(findings))
    assert all(words.bold for words in findings)
    for own in it.named("ae-own"):
        assert own.top > findings[-1].bottom
    assert bool(it.named("ae-own")) == bool(frame.own)
    # the funnel
    columns = {column.orders: column for column in (*frame.columns, frame.now) if column}
    wrong, under = it.named("ae-misjudged"), it.named("ae-column")
    assert [int(word.words.replace(",", "")) for word in under] == sorted(columns)
    grids = it.named("ae-grid")
    top, bottom = min(grid.top for grid in grids), max(grid.top for grid in grids)
    assert len(grids) == 2
    for above, below in zip(wrong, under, strict=True):
        column = columns[int(below.words.replace(",", ""))]
        here = column is frame.now
        assert above.words == str(column.wrong)
        assert above.centre == near(below.centre)
        assert above.bottom < top
        assert below.top > bottom
        assert (above.bold, below.bold) == (here, here)
        assert is_toned(above, ("bad" if column.wrong else "ink") if here else "muted")
        assert is_toned(below, "ink" if here else "muted")
    assert [mark.centre for mark in it.named("ae-here")] == [near(w.centre) for w in under if w.bold]
    for mark in it.named("ae-here"):
        assert (mark.top - (top - 20), mark.bottom - (bottom + 20)) == (near(0), near(0))
    ticks = it.named("ae-tick")
    beyond = any(bad > frame.highest * column.orders + 1e-9 for column in columns.values() for bad in column.stores)
    assert [tick.words.startswith("≥") for tick in ticks] == [*[False] * (len(ticks) - 1), beyond]
    assert {tick.right for tick in ticks} == {grids[0].left - 6}
    heights = [a.base - b.base for a, b in pairwise(ticks)]
    assert max(heights) - min(heights) < 0.3
    assert ticks[0].middle == near(bottom) or abs(ticks[0].middle - bottom) < 1
    assert abs(ticks[-1].middle - top) < 1
    true, limit = it.one("ae-true"), it.one("ae-limit-line")
    assert (true.dash, limit.dash, limit.colour) == ("", "6 4", INK["caution"])
    for line in (true, limit):
        assert (line.left, line.right) == (grids[0].left, grids[0].right)
    named = [word for word in it.texts if word.left == near(grids[0].right + 8) and word.bold]
    for word, line in zip(named, (limit, true), strict=True):
        assert word.colour == (INK["caution"] if line is limit else INK["ink"])
        assert abs(word.middle - line.top) < 20
    assert abs(named[0].base - named[1].base) > 14
    if abs(limit.top - true.top) > 16 and limit.top > top + 8:
        assert abs(named[0].middle - limit.top) < 1.5
    # the learner's own store
    if frame.own:
        sure, dot = it.one("ae-own-sure"), it.one("ae-own-dot")
        caps = [line for line in it.lines("accent", "") if line.width == near(12) and line.centre == near(sure.left)]
        ends = [sure.bottom, *([sure.top] if frame.own.high <= frame.highest + 1e-9 else [])]
        assert sorted(line.top for line in caps) == [near(end) for end in sorted(ends)]
        assert len(it.named("ae-beyond")) == 2 - len(ends)
        for beyond_it in it.named("ae-beyond"):
            assert beyond_it.centre == near(sure.left)
            assert abs(beyond_it.top - top) < 4
        assert dot.rim == INK["paper"]
        pale = [line for line in it.lines("paper") if line.left == near(sure.left) and line.top == near(sure.top)]
        assert len(pale) == 1
    # its legend
    for key, tag, colour in (("wrongly", "path", "bad"), ("band", "rect", "band_1"), ("own", "circle", "accent")):
        mark = key_of(it, say[key].en)
        assert (mark.tag, mark.colour) == (tag, INK[colour])
    assert it.said(say["wrongly"].en).right == near(640)
    # a guess
    guess = frame.guess
    asked = it.named("ae-ask")
    assert bool(asked) == (guess is not None and guess.value is None)
    for word in asked:
        assert top < word.top < word.bottom < bottom
    flags = [
        (it.named("ae-guess"), it.named("ae-guess-words"), "caution"),
        (it.named("ae-truth"), it.named("ae-truth-words"), "good"),
    ]
    told = guess is not None and guess.value is not None
    assert bool(flags[0][0]) == bool(flags[0][1]) == told
    assert bool(flags[1][0]) == bool(flags[1][1]) == (told and frame.needed is not None)
    for lines, words, tone in flags:
        for line, word in zip(lines, words, strict=True):
            assert (line.top, line.bottom - 6) == (near(top), near(bottom))
            assert (line.colour, word.colour) == (INK[tone], INK[tone])
            assert near(8) in (word.left - line.left, line.left - word.right)
            assert (word.left > line.left) == (line.left + 8 + word.width <= grids[0].right)
            (ground,) = [r for r in it.rects("paper") if r.height == 14 and r.left <= word.left and r.right >= word.right
                         and r.top <= word.top + 1 and r.bottom >= word.bottom]  # fmt: skip
            assert ground.width - word.width == near(6)
    # the rules
    for rule, sign in zip(frame.minimums, it.named("ae-minimum"), strict=True):
        met = rule.met(s.orders)
        assert (sign.words, sign.colour) == (("✓", INK["good"]) if met else ("✕", INK["bad"]))
    signs = it.named("ae-minimum")
    assert all(b.base - a.base == near(17) for a, b in pairwise(signs))
    title = it.said(say["minimums"].en)
    assert signs[0].base == near(title.base)
    assert title.right < signs[0].left
    assert it.one("ae-guard").top > signs[-1].bottom
    shown = [
        word for word in it.texts if word.base == near(under[0].base) and word.centre != word.left and not word.name
    ]
    taken = [word.centre for word in under]
    for mark in it.named("ae-enough"):
        free = all(abs(mark.left - other) > 24 for other in taken)
        assert [w for w in shown if w.words == mark.id and w.centre == near(mark.left)] != [] if free else True
        assert (mark.top, mark.bottom) == (near(bottom - 1), near(bottom + 5))
    # the buyer
    stars = it.named("ae-star")
    assert [word.words for word in stars] == [f"{n}★" for n in range(1, 6)]
    posts = [line for line in it.lines("line", "") if line.height == near(42)]
    assert [post.left for post in posts] == [near(word.centre) for word in stars]
    for which, found, tone in (("A", frame.first, "ink"), ("B", frame.second, "accent")):
        dots, sures = it.named("ae-shop-dot", which), it.named("ae-shop-sure", which)
        assert len(dots) == len(sures) == (found is not None)
        name = it.said(say["shop"].format(which=which).en)
        assert (name.colour, name.bold) == (INK[tone], True)
        assert [w.left for w in it.named("ae-shop") if w.base == name.base] == [near(name.right + 10)]
        for dot, sure in zip(dots, sures, strict=True):
            assert (dot.colour, sure.colour, dot.rim) == (INK[tone], INK[tone], INK["paper"])
            assert dot.middle == near(sure.middle)
            assert abs(dot.middle - name.middle) < 2
            caps = [line for line in it.lines(tone, "") if line.height == near(10) and line.middle == near(dot.middle)]
            assert [line.left for line in caps] == [near(sure.left), near(sure.right)]
    buyer = it.said(say["buyer"].en)
    assert it.one("ae-verdict").left == near(buyer.right + 12)


# -- Regimes --------------------------------------------------------------------------------------

DAYS = ("2015-01-31", "2015-10-31", "2018-09-30", "2019-06-30", "2022-05-31", "2024-02-29", "2024-12-31")


@pytest.mark.parametrize("state", DAYS)
def test_regimes_line_of_time(state: str) -> None:
    frame, it = sheet("Regimes", state)
    fresh = {row.now.id for row in frame.rows if row.is_new}
    bars = {bar.id: bar for bar in frame.bars}
    now = it.one("ae-now")
    lanes = sum(count for _, count in frame.groups)
    bottom = 26 + 26 * lanes
    assert (now.bottom, it.named("ae-grid")[0].bottom) == (near(bottom), near(bottom))
    year = it.said(str(frame.day.year))
    assert now.top == (21 if -3 < now.centre - year.left < 35 else 0)
    rules = [line for line in it.lines("line", "") if line.width == 1000 and line.top < bottom + 1]
    assert [line.top + 0.5 for line in rules] == [26 + 26 * n for n in _running(count for _, count in frame.groups)]
    for (name, _), rule in zip(frame.groups, rules, strict=False):
        word = it.said(name.en)
        assert 3 < word.top - rule.top < 12
        assert word.bold
    for name in it.named("ae-bar-name"):
        whole = [bar for bar in bars.values() if bar.name.en == name.words]
        (rect,) = [r for bar in whole for r in it.named("ae-bar", bar.id) if abs(r.middle - name.middle) < 3]
        bar = bars[rect.id]
        active = bar.holds(frame.day)
        assert name.bold == active
        inside = rect.left < name.left and name.right < rect.right
        assert is_toned(name, ("paper" if active else "ink") if inside else ("accent" if active else "muted"))
        inset = 9 if bar.id in fresh else 5
        if inside:
            assert name.left - rect.left == near(inset)
        else:
            unknown = it.named("ae-unknown", bar.id)
            assert rect.left + inset + name.width + 2 > rect.right - 0.5
            beyond = bool(unknown) and unknown[0].width >= name.width + 12
            assert (name.left - rect.right == near(5)) if beyond else (rect.left - name.right == near(inset))
            covers = [
                r
                for r in it.rects("paper")
                if r.left <= name.left and r.right >= name.right and abs(r.middle - name.middle) < 3
            ]
            assert len(covers) == 1
            if unknown and not beyond:
                assert unknown[0].width < name.width + 12
    for id, bar in bars.items():
        rect = it.one("ae-bar", id)
        assert is_toned(rect, "accent" if bar.holds(frame.day) else "band_1")
        unknown = it.named("ae-unknown", id)
        assert bool(unknown) == (bar.last is None)
        dots = it.named("ae-fresh", id)
        assert bool(dots) == (id in fresh)
        for dot in dots:
            assert dot.middle == near(rect.middle)
        for rest in unknown:
            assert (rest.top, rest.bottom) == (rect.top, rect.bottom)
            slants = [line for line in it.lines("muted", "") if line.top >= rect.top - 0.2 and line.bottom <= rect.bottom + 0.2
                      and rest.left - 0.1 <= line.left <= rest.right + 0.1 and 0.2 < line.width < 9]  # fmt: skip
            assert len(slants) >= int(rest.width // 9)
            for line in slants:
                assert line.right <= rest.right + 0.2
                assert line.height / line.width == pytest.approx(20 / 8, rel=0.35)
                assert line.bottom == near(rect.bottom)
                assert float(line.attributes["y1"]) > float(line.attributes["y2"])
            gaps = [b.left - a.left for a, b in pairwise(sorted(slants, key=lambda line: line.left))]
            assert all(gap == near(9) for gap in gaps)


def _running(counts: Any) -> list[int]:
    total = [0]
    for count in counts:
        total.append(total[-1] + count)
    return total


@pytest.mark.parametrize("state", DAYS)
def test_regimes_rows(state: str) -> None:
    frame, it = sheet("Regimes", state)
    changes = it.named("ae-change")
    assert len(changes) == min(len(frame.changes), 3)
    assert bool(it.named("ae-unchanged")) == (not frame.changes)
    more = len(frame.changes) - 3
    assert len([w for w in it.texts if w.right == near(1000) and w.base < 330 and abs(w.size - 13) < 0.1 and w.top > 200
                and changes and w.base == changes[-1].base and w is not changes[-1]]) == (more > 0)  # fmt: skip
    for change, word in zip(frame.changes, changes, strict=False):
        sign, tone = {"begins": ("+", "accent"), "ends": ("−", "bad"), "date": ("◆", "muted")}[change.kind]
        row = sorted(
            (w for w in it.texts if w.base == word.base and w.left < word.left and w.size == 13), key=lambda w: w.left
        )
        assert row[0].words == sign
        assert is_toned(row[0], tone)
        assert is_toned(row[1], tone)
        assert (row[1].bold, row[2].bold, word.bold) == (True, False, False)
        assert row[0].right < row[1].left < row[1].right < row[2].left < row[2].right < word.left
    assert len({word.left for word in changes}) <= 1
    assert all(b.base - a.base == near(19) for a, b in pairwise(changes))
    lengths = [(sorted((w for w in it.texts if w.base == word.base and w.left < word.left and w.size == 13), key=lambda w: w.left))
               for word in changes]  # fmt: skip
    if lengths:  # as near as the longest of each column lets them
        assert min(row[2].left - row[1].right for row in lengths) == near(12)
        assert min(word.left - row[2].right for word, row in zip(changes, lengths, strict=True)) == near(14)
        (head,) = [w for w in it.texts if w.base == changes[0].base and w.size == 13.5]
        assert head.bold
        assert lengths[0][0].centre - 5 == near(max(head.right + 20, 198))
    ahead = it.named("ae-ahead")
    assert len(ahead) in (0, min(len(frame.ahead), 3))
    # the rules
    day = it.one("ae-day")
    assert it.one("ae-rules").left == near(day.right + 12)
    seen = any(bar.last is None and bar.seen is not None and bar.seen < frame.day for bar in frame.bars)
    assert bool(it.named("ae-hatched")) == seen
    names, verdicts, notes, said = (it.named(f"ae-{k}") for k in ("regime", "verdict", "note", "reason"))
    assert len(names) == len(verdicts) == len(said) == len(frame.rows)
    lines = sorted({line.top for line in it.lines("line", "") if line.width == 1000 and line.top > 330})
    if not names:
        return
    tall = lines[1] - lines[0] if len(names) == 1 else lines[2] - lines[1]
    assert 38.9 < tall < 110.5
    washes = {"good": "good_wash", "bad": "band_3", "caution": "caution_wash", "none": "panel"}
    for place, row in enumerate(frame.rows):
        low, high = lines[place], lines[place + 1]
        name, verdict, reason = names[place], verdicts[place], said[place]
        note = next((w for w in notes if low < w.base < high), None)
        assert low < name.top < name.bottom < reason.bottom < high
        assert abs(verdict.base - name.base) < 0.6
        assert note is None or note.base == near(reason.base)
        assert note is None or is_toned(note, "caution" if row.now.illustrative else "muted")
        assert is_toned(reason, "muted" if row.now.assessed else "caution")
        assert name.bold and verdict.bold
        marked = [r for r in it.rects("accent") if r.width == 3 and low - 1 < r.top < high]
        grounds = [r for r in it.rects("panel") if r.width == 1000 and low - 1 < r.top < high]
        assert len(marked) == len(grounds) == bool(row.changed)
        for rect in (*marked, *grounds):
            assert (rect.left, rect.top - low, high - rect.bottom) == (0, near(0.5), near(0.5))
        new = [w for w in it.named("ae-new") if low < w.base < high]
        assert bool(new) == row.is_new
        for word in new:
            (pill,) = [
                r
                for r in it.rects("accent")
                if r.left < word.left and r.right > word.right and r.top < word.middle < r.bottom
            ]
            assert (pill.left, name.left - pill.right) == (near(12), near(8))
            assert is_toned(word, "paper")
        if not new:
            assert name.left == near(12)
        figures = [w for w in it.named("ae-figure") if low < w.base < high]
        for at, word in enumerate(figures):
            assert (word.bold, is_toned(word, "ink")) == (at == 0, at == 0)
            assert word.base == near(name.base)
            assert word.left == near(380) if at == 0 else word.left == near(figures[at - 1].right + 14)
            assert word.right <= 784 - 13.9
        large = tall >= 64
        assert (max(w.size for w in figures) == 15) == large if figures else True
        assert verdict.size <= (20 if large else 14)
        assert verdict.size == (20 if large else 14) or verdict.width > 140
        (badge,) = [
            r
            for r in it.all
            if r.tag == "rect" and r.rounded * 2 == near(r.width) and r.left == near(784) and low < r.top < high
        ]
        assert (badge.width, badge.height) == (near(24 if large else 18),) * 2
        assert verdict.left - badge.right == near(8)
        assert abs(badge.middle - verdict.middle) < 1.5
        (sign,) = [w for w in it.texts if badge.left < w.centre < badge.right and badge.top < w.middle < badge.bottom]
        assert sign.centre == near(badge.centre)
        assert sign.colour == verdict.colour
        spare = [w for w in it.texts if w.left == 12 and reason.base + 5 < w.base < high and is_toned(w, "muted")]
        assert all(b.base - a.base == near(16.5) for a, b in pairwise(spare))
        assert not spare or spare[0].base - reason.base == near(16.5)
        if spare and spare[-1].words.endswith("…"):
            assert high - spare[-1].base < 21
        room = int((high - 0.5 + 0.5 - reason.base - 3 + 0.5) // 16.5)
        assert len(spare) <= max(room, 0) + 1


# -- ScoreLab -------------------------------------------------------------------------------------

LABS = ("start", "worse", "widened", "better", "few", "asked", "guessed", "guessed at the right")
ITEMS = ("daily6", "online_5d_2020", "store_score_2023", "capability_2022")


@pytest.mark.parametrize("state", [*LABS, *ITEMS])
def test_scorelab_verdict(state: str) -> None:
    frame, it = sheet("ScoreLab", state)
    now = frame.now
    badge = it.one("ae-badge")
    assert is_toned(badge, "good" if now.assessed else "caution")
    (pill,) = [rect for rect in it.all if rect.tag == "rect" and rect.rounded == 13 and rect.right == near(640)]
    assert pill.colour == INK["good_wash" if now.assessed else "caution_wash"]
    assert (pill.top, pill.width - badge.width) == (0, near(24))
    grades = it.named("ae-grade")
    shown = not now.assessed or frame.answer is None or frame.answer.score is not None
    assert len(grades) == shown
    for grade in grades:
        told = scorelab.WORDS["no_grade"] if not now.assessed or now.grade is None else now.grade
        assert grade.words == told.en
        assert (grade.right, grade.bold) == (near(640), True)
        assert pill.bottom < grade.top
    reasons = it.named("ae-reason")
    assert bool(reasons) == (not now.assessed)
    for row, reason in enumerate(reasons):
        assert (reason.right, reason.base) == (near(640), near(68 + 16 * row))
        assert is_toned(reason, "caution")
        assert reason.left > it.one("ae-rate").right
        assert reason.words.endswith("…") <= (row == 2)
    if now.assessed:
        notes = it.named("ae-note")
        said = "unknown" if now.grade is None else "illustrative" if frame.illustrative else None
        assert [note.words for note in notes] == ([scorelab.WORDS[said].en] if said else [])
        assert len(it.named("ae-held")) == (now.held_by is not None)
    if frame.answer is not None:
        return
    rate, count = it.one("ae-rate"), it.one("ae-count")
    assert is_toned(rate, "ink" if now.assessed else "muted")
    assert count.left == near(rate.right + 16)
    for interval in it.named("ae-interval"):
        assert interval.left == near(count.left)
        assert interval.top > count.bottom
    assert bool(it.named("ae-interval")) == (now.low is not None)


@pytest.mark.parametrize("state", LABS)
def test_scorelab_scale(state: str) -> None:
    frame, it = sheet("ScoreLab", state)
    now, bands = frame.now, it.named("ae-band")
    shown = len(bands) if frame.bands else 0
    assert [is_toned(band, f"band_{min(n, 3)}") for n, band in enumerate(bands)] == [True] * max(shown, len(bands))
    assert {(band.top, band.bottom) for band in bands} == {(112, 128)}
    for limit in it.named("ae-limit"):
        assert (limit.top, limit.bottom) == (128, 134)
        (gap,) = [line for line in it.lines("paper") if line.left == near(limit.left) and line.height == near(16)]
        assert gap.top == 112
    dot, sure = it.one("ae-dot"), it.named("ae-sure")
    assert (dot.middle, dot.width) == (near(120), near(12))
    assert is_toned(dot, "ink" if now.assessed else "muted")
    assert all(line.top == near(120) for line in sure)
    for tick in it.named("ae-limit-tick"):
        assert 128 < tick.top < 142
    for index, name in enumerate(frame.bands[: len(bands)]):
        for word in [w for w in it.saying(name.en) if 128 < w.top < 145]:
            here = name == now.band
            assert (word.bold, is_toned(word, "ink")) == (here, here)
            assert word.centre == near(bands[index].centre)
    if now.band is not None:  # the band of the value is told, where its name has room
        assert it.saying(now.band.en)
    was = it.named("ae-was")
    assert bool(was) == (frame.before is not None and frame.before.value is not None)
    for line in was:
        assert (line.top, line.bottom) == (112, 128)
        (head,) = [s for s in it.all if s.tag == "polygon" and s.centre == near(line.left)]
        assert (head.bottom, head.width, head.height) == (near(112), near(10), near(7))
        (word,) = it.named("ae-before")
        fits = word.width + 10 <= line.left
        assert (line.left - word.right if fits else word.left - line.left) == near(10)
        assert word.bottom < 113
    # a guess
    guess = frame.guess
    asked, flags = it.named("ae-ask"), it.named("ae-guess")
    assert bool(asked) == (guess is not None and guess.value is None)
    assert all(word.centre == near(320) and word.bottom < 110 for word in asked)
    assert bool(flags) == (guess is not None and guess.value is not None)
    for flag in flags:
        assert (flag.top, flag.bottom) == (98, 132)
        assert flag.left == near(min(guess.value / frame.axis.now, 1) * 640)
        (word,) = it.named("ae-guess-words")
        assert (word.left - flag.left if word.left > flag.left else flag.left - word.right) == near(6)
        assert (word.left > flag.left) == (flag.left + 6 + word.width <= 640)


@pytest.mark.parametrize("state", LABS)
def test_scorelab_conditions(state: str) -> None:
    frame, it = sheet("ScoreLab", state)
    counts, moved = it.named("ae-bad-orders"), frame.moved
    before = frame.before.conditions if frame.before else frame.now.conditions
    starts = {bar.left for bar in it.named("ae-bar")}
    assert len(starts) <= 1
    (axis,) = [line for line in it.lines("line", "") if line.top == near(187)]
    start = axis.left
    assert start % 4 == 0
    labels = [word for word in it.texts if word.left == 0 and any(abs(word.base - c.base) < 1 for c in counts)]
    longest = max([it.said(scorelab.WORDS["why"].en), *labels], key=lambda word: word.width)
    assert start - longest.right < 17 or start == 356
    assert start - longest.right >= 8
    for low, high in pairwise(counts):
        assert high.base - low.base == near(24)
    ghosts, marks = it.named("ae-ghost"), it.named("ae-bar-before")
    bars = {round(bar.middle): bar for bar in it.named("ae-bar")}
    assert bool(marks) == (frame.before is not None)
    for row, (count, was) in enumerate(zip(frame.now.conditions, before, strict=True)):
        number = counts[row]
        assert number.words == str(count)
        bar = next((b for y, b in bars.items() if abs(y - number.middle) < 6), None)
        assert (bar is None) == (count == 0)
        ends = [start] if bar is None else [start, bar.right if bar.width > 2.1 else start + 0]
        ends += [g.right for g in ghosts if abs(g.middle - number.middle) < 6]
        if marks:
            mark = marks[row]
            ends.append(mark.left)
            rims = [
                line for line in it.lines("paper") if line.left == near(mark.left) and line.top == near(mark.top - 1)
            ]
            assert bool(rims) == (bar is not None and mark.left < start + (count / frame.bars.now) * (516 - start))
            (height,) = [mark.height]
            assert height == near(18)
            gap = [line for line in it.lines("muted", "3 2") if abs(line.top - number.middle) < 6]
            assert bool(gap) == (was > count)
            for line in gap:
                assert line.right == near(mark.left)
        gone = [dot.right for dot in it.named("ae-went") if abs(dot.middle - number.middle) < 12]
        assert number.left >= max([*ends, *gone]) + 8
        if not gone and not (moved and moved[row].came):
            assert number.left - max(ends) < 11
        notes = [w for w in it.saying(scorelab.WORDS["before"].format(value=was).en) if abs(w.base - number.base) < 1]
        assert bool(notes) == (was != count)
        for note in notes:
            assert note.left == near(number.right + 8)
    ticks = it.named("ae-grid-orders")
    assert [tick.height for tick in ticks] == [near(5)] * 2
    assert (ticks[0].left, ticks[1].left) == (near(start), near(516))
    for widened in it.named("ae-widened"):
        assert widened.left == near(526)
    assert bool(it.named("ae-widened")) == frame.bars.widened


@pytest.mark.parametrize("state", [*LABS, *ITEMS])
def test_scorelab_course_and_orders(state: str) -> None:
    frame, it = sheet("ScoreLab", state)
    grids = it.named("ae-grid")
    top, bottom, left, right = 350.0, 432.0, 44.0, 584.0
    assert {(grid.left, grid.right) for grid in grids} == {(left, right)}
    for tick, grid in zip(it.named("ae-tick"), grids, strict=True):
        assert tick.right == near(left - 8)
        assert abs(tick.middle - grid.top) < 1
        shares = [limit for limit in frame.limits if abs(limit * 100 - float(tick.words.rstrip(" %★"))) < 1e-6]
        assert bool(grid.dash) == bool(shares)
    heights = sorted(grid.top for grid in grids)
    assert all(b - a >= 13.7 for a, b in pairwise(heights))
    assert heights[-1] == near(bottom)
    lines, before = it.named("ae-line"), it.named("ae-line-before")
    assert all((line.dash, line.colour) == ("", INK["accent"]) for line in lines)
    assert all((line.dash, line.colour) == ("4 3", INK["muted"]) for line in before)
    assert (len(before) > 0) == (frame.before is not None and any(v is not None for v in frame.before.rolling))
    says = [w for w in it.texts if w.left == near(right + 10) and 340 < w.base < 445]
    both = [
        (s, s.rolling[-1])
        for s in (frame.before, frame.now)
        if s is not None and s.rolling and s.rolling[-1] is not None
    ]
    assert len(says) == len(both)
    for word, (scored, value) in zip(says, both, strict=True):
        now = scored is frame.now
        assert (word.bold, word.colour) == (now, INK["accent" if now else "muted"])
        y = bottom + (top - bottom) * value / frame.course.now
        alone = len(both) == 1 or abs(both[0][1] - both[1][1]) / frame.course.now * 82 > 15
        assert not alone or abs(word.base - 4 - y) < 1.5 or not top + 4 < y < bottom
    if len(says) == 2:
        assert abs(says[0].base - says[1].base) >= 13.7
    # the legend
    check = it.saying(scorelab.WORDS["check"].en)
    assert bool(check) == bool(frame.check_days)
    for word in check:
        key = key_of(it, word.words)
        assert (key.tag, key.rim) == ("circle", INK["accent"])
    dashed = it.saying(scorelab.WORDS["before_line"].en)
    assert bool(dashed) == (frame.before is not None)
    for word in dashed:
        key = key_of(it, word.words)
        assert (key.dash, key.colour, word.right) == ("4 3", INK["muted"], near(640))
        assert all(other.right < key.left for other in check)
    if check and not dashed:
        assert check[0].right == near(640)
    feet = [line for line in it.lines("muted", "") if line.top == near(bottom) and line.height == near(5)]
    inside = [day for day in frame.check_days if frame.first <= day <= frame.last]
    assert len(feet) == len(inside)
    assert all(dot.rim == INK["accent"] and is_toned(dot, "paper") for dot in it.named("ae-check"))
    assert all(432 < day.top < 446 for day in it.named("ae-day"))
    assert sorted(foot.left for foot in feet) == [
        near(left + (right - left) * (day - frame.first).days / max((frame.last - frame.first).days, 1))
        for day in sorted(inside)
    ]
    # the orders
    head, rows = it.one("ae-which"), it.named("ae-order")
    assert len(rows) == len(frame.offending)
    assert not rows or rows[0].base - head.base == near(22)
    new = {order.order_id for order in frame.flipped.now}
    spared = frame.flipped.ids - new
    assert all(b.base - a.base == near(20) for a, b in pairwise(rows))
    columns = []
    for row, order in zip(rows, frame.offending, strict=True):
        fresh = order.order_id in new
        assert is_toned(row, "caution" if fresh else "accent")
        assert ("ae-fresh" in row.name.split()) == fresh
        what, why, when = sorted(
            (w for w in it.texts if w.base == row.base and w.left > row.left), key=lambda w: w.left
        )[:3]
        assert what.words.startswith("✓") == (order.order_id in spared)
        assert is_toned(what, "good" if order.order_id in spared else "bad")
        assert when.right == near(640)
        columns.append((row, what, why, when))
    if columns:
        assert len({what.left for _, what, _, _ in columns}) == len({why.left for _, _, why, _ in columns}) == 1
        assert min(what.left - row.right for row, what, _, _ in columns) == near(20)
        assert all(why.left - what.right >= 19.9 for _, what, why, _ in columns)
        assert all(when.left - why.right >= 19.9 for _, _, why, when in columns)
    nothing = it.saying(scorelab.WORDS["none_bad"].en)
    assert bool(nothing) == (not rows)


@pytest.mark.parametrize("state", ITEMS)
def test_scorelab_items(state: str) -> None:
    frame, it = sheet("ScoreLab", state)
    answer = frame.answer
    rate = it.one("ae-rate")
    if answer.score is None:
        assert rate.words == answer.word.en
        assert is_toned(rate, "ink" if frame.now.assessed else "muted")
        assert rate.size == (36 if rate.width * 36 / rate.size <= 360 else 26)
    else:
        assert rate.words == f"{answer.score:.1f}"
        assert it.said(scorelab.WORDS["of_100"].en).left == near(rate.right + 16)
    head = "result" if answer.score is None else "score_equal" if answer.equal else "score"
    assert it.said(scorelab.WORDS[head].en).bottom < rate.top
    assert bool(it.named("ae-before")) == (answer.was is not None)
    limited = any(item.limit is not None for item in frame.items)
    marks = it.saying(scorelab.WORDS["limit_mark"].en)
    assert bool(marks) == limited
    for word in marks:
        (line,) = [line for line in it.lines("caution") if line.height == near(12)]
        assert (word.right, word.left - line.left) == (near(460), near(8))
    scales, values = it.named("ae-scale"), it.named("ae-value")
    assert all(b.top - a.top == near(scales[1].top - scales[0].top) for a, b in pairwise(scales))
    for item, scale, value in zip(frame.items, scales, values, strict=True):
        assert (scale.left, scale.right, scale.height) == (252, 460, near(10))
        assert value.right == near(236)
        assert abs(value.middle - scale.middle) < 1
        (name,) = [w for w in it.texts if w.left == 0 and abs(w.base - value.base) < 1]
        assert name.right < value.left
        for line in it.named("ae-limit", item.id):
            assert (line.middle, line.height) == (near(scale.middle), near(16))
        for line in it.named("ae-was", item.id):
            assert (line.middle, line.height) == (near(scale.middle), near(14))
        assert bool(it.named("ae-was", item.id)) == (item.was is not None and item.was != item.value)
        for shape in (*it.named("ae-dot", item.id), *it.named("ae-sure", item.id)):
            assert shape.middle == near(scale.middle)
        assert len(it.named("ae-dot", item.id)) == (item.value is not None)
        assert len(it.named("ae-sure", item.id)) == (item.low is not None)
        (status,) = [w for w in (*it.named("ae-points"), *it.named("ae-status")) if abs(w.base - value.base) < 1]
        assert status.left == near(474)
        tone = {"good": "good", "caution": "caution", "bad": "bad", "none": "muted"}[item.tone]
        assert (status.bold, is_toned(status, tone)) == (True, True)
        assert (status.name == "ae-points") == bool(scorelab.points_text(item))


# -- OrderExplorer --------------------------------------------------------------------------------

LIVES = (*sorted(PRESETS), "moved", "strip")


@pytest.mark.parametrize("state", LIVES)
def test_order_explorer_rows(state: str) -> None:
    frame, it = sheet("OrderExplorer", state)
    many = len(frame.marks)
    bottom = 62 + 44 * many
    rules = [line for line in it.lines("line", "") if line.left == 160 and line.right == 690]
    assert [rule.top for rule in rules] == [near(62 + 44 * (n + 1) - 0.5) for n in range(many)]
    for place, mark in enumerate(frame.marks):
        middle = 62 + 44 * (place + 0.5)
        name, who = (w for w in it.texts if w.left == 0 and abs(w.base - middle) < 20 and w.base < bottom)
        assert (name.bold, who.bold, is_toned(who, "muted")) == (True, False, True)
        assert (name.base, who.base) == (near(middle - 2), near(middle + 15))
        beside = [w for w in it.texts if w.left == 530 and abs(w.base - middle) < 20 and w.base < bottom]
        margins = [w for w in beside if w.name == "ae-margin"]
        if mark.meant is None:
            (never,) = beside
            assert (never.base, is_toned(never, "muted")) == (near(middle + 5), True)
            continue
        assert beside[0].name == "ae-when"
        assert beside[0].base == near(name.base)
        assert bool(margins) == (mark.void is not None or mark.margin is not None)
        for margin in margins:
            sign, tone = ("–", "bad") if mark.void is not None else ("✕", "bad") if mark.late else ("✓", "good")
            assert margin.words.startswith(sign)
            assert (is_toned(margin, tone), margin.bold, margin.base) == (True, True, near(middle + 15))
        for was in [w for w in it.named("ae-was") if w.id == mark.moment]:
            assert (was.middle, was.height, is_toned(was, "muted")) == (near(middle), near(18), True)
    (paid,) = it.named("ae-moment")
    assert paid.middle == near(62 + 22)
    edges, band = it.named("ae-edge"), it.named("ae-window-band")
    inside = bool(band)
    title = [w for w in it.texts if w.base == 14]
    assert len(title) == 1
    if inside:
        assert (band[0].top, band[0].bottom) == (22, near(bottom))
        (top,) = [r for r in it.rects("accent") if r.height == near(4)]
        assert (top.left, top.right, top.top) == (near(band[0].left), near(band[0].right), 22)
        assert title[0].left == near(min(band[0].left, 690 - title[0].width))
        assert ("‹" in title[0].words, "›" in title[0].words) == (len(edges) == 0 or edges[0].left != near(band[0].left),
                                                                  all(edge.left != near(band[0].right) for edge in edges))  # fmt: skip
        assert all((edge.top, edge.bottom) == (54, near(bottom)) for edge in edges)
    else:
        assert (title[0].right, is_toned(title[0], "caution")) == (near(690), True)
    grids, ticks, days = it.named("ae-grid"), it.named("ae-tick"), it.named("ae-day")
    assert all(
        (grid.top, grid.bottom, grid.dash) == (54, near(bottom), "" if n == 0 else "2 3")
        for n, grid in enumerate(grids)
    )
    assert len(grids) <= 10
    assert [day.centre for day in days] == [near(grid.left) for grid in grids[::2]]
    assert all(54 - 25 < tick.base < 54 for tick in ticks)
    assert all(0 < day.top - bottom < 18 for day in days)
    never = [w for w in it.texts if w.centre == near(504)]
    assert len(never) == 1
    assert all(tick.centre < never[0].left - 11 for tick in ticks)
    left = [grid for grid in grids if not any(tick.centre == near(grid.left) for tick in ticks)]
    assert all(grid.left >= never[0].left - 12.3 for grid in left)
    (post,) = [line for line in it.lines("line", "2 3") if line.left == near(504)]
    assert 54 < post.top < post.bottom < bottom
    axis = next(w for w in it.texts if w.right == near(146) and w.base == ticks[0].base)
    assert is_toned(axis, "muted")


@pytest.mark.parametrize("state", LIVES)
def test_order_explorer_clocks(state: str) -> None:
    frame, it = sheet("OrderExplorer", state)
    rows = {mark.moment: 62 + 44 * (place + 0.5) for place, mark in enumerate(frame.marks)}
    told = it.named("ae-clock")
    for clock in frame.clocks:
        row = rows.get("dispute_opened_at" if clock.id == "platform" else clock.moment)
        if row is None:
            assert it.named("ae-run", clock.id) == []
            continue
        (run,) = it.named("ae-run", clock.id)
        tone = "caution" if clock.judged else "muted"
        assert (run.top, run.dash, is_toned(run, tone)) == (near(row + 10), "" if clock.judged else "3 3", True)
        for end in it.named("ae-run-end", clock.id):
            assert (end.middle, end.height, is_toned(end, tone)) == (near(row + 10), near(10), True)
    for words in told:
        ys = {round(row): row for row in rows.values()}
        row = min(ys.values(), key=lambda y: abs(y + 10 - words.middle))
        runs = [run for run in it.named("ae-run") if run.top == near(row + 10)]
        last = max(runs, key=lambda run: run.right)
        assert words.colour == last.colour or len(runs) > 1
        above = words.base < row + 5
        assert words.base == near(row + 2 if above else row + 15)
        assert 160 <= words.left and words.right <= 478.1
        if not above:  # it does not lie on the line that it is of
            assert words.left >= last.right + 5 or words.right < min(run.left for run in runs) - 13
        marks = [line.left for line in it.named("ae-was") if abs(line.middle - row) < 5]
        assert all(not words.left - 11.9 < at < words.right + 11.9 for at in marks)


@pytest.mark.parametrize("state", LIVES)
def test_order_explorer_poster(state: str) -> None:
    frame, it = sheet("OrderExplorer", state, "poster")
    tone = {"bad": "bad", "fine": "good", "out": "muted"}[frame.now.verdict]
    verdict = it.one("ae-verdict-now")
    assert (is_toned(verdict, tone), verdict.bold) == (True, True)
    side = verdict.left
    handles = it.named("ae-handle")
    assert len(handles) == len(frame.marks)
    for handle, mark in zip(handles, frame.marks, strict=True):
        kind = "polygon" if mark.moment == "ship_by" else "circle"
        filled = "muted" if mark.moment == "paid_at" else "accent" if mark.at is not None else "paper"
        assert (handle.tag, handle.colour) == (kind, INK[filled])
        assert handle.width == near(handle.height)
    assert all(b.middle - a.middle == near(44) for a, b in pairwise(handles))
    right = 24 + 690 + 28 + 316
    was = next(w for w in it.texts if w.left == side and w.base > verdict.base)
    assert 12 < was.base - verdict.base < 30
    heads = [
        w
        for w in it.texts
        if w.right in (near(right), near(right - 62)) and w.size == 12 and is_toned(w, "muted") and not w.bold
    ]
    assert heads
    rows = [w for w in it.texts if w.left == side and w.size == 12.5 and w.base > was.base]
    assert len(rows) == len(frame.findings)
    assert all(b.base - a.base == near(27) for a, b in pairwise(rows))
    for row, finding in zip(rows, frame.findings, strict=True):
        before, now = sorted((w for w in it.texts if abs(w.base - row.base) < 0.1 and w.left > row.right and w.left > side),
                             key=lambda w: w.left)  # fmt: skip
        assert (before.right, now.right) == (near(right - 62), near(right))
        assert (before.bold, now.bold) == (False, True)
        for word, status in ((before, finding.before), (now, finding.now)):
            assert is_toned(word, {"against": "bad", "fine": "ink", "out": "muted"}[status])
    above = [w for w in it.texts if w.left == side and w.base < verdict.top and w.size == 12]
    assert above
    assert all(b.base - a.base == near(15) for a, b in pairwise(above))
    notes = [w for w in it.texts if w.left == side and rows and w.base > rows[-1].base and w.size == 12]
    assert all(b.base - a.base == near(16) for a, b in pairwise(notes))
    assert not rows or 20 < notes[0].base - rows[-1].base < 50
    assert it.all[0].bottom > max(w.bottom for w in it.texts)


# -- Tactics --------------------------------------------------------------------------------------

PLANS = ("none", "stock+listing", "stock+listing alone", "ship alone", "ship+reply", "reword", "reword alone")


@pytest.mark.parametrize("state", PLANS)
def test_tactics_answer(state: str) -> None:
    frame, it = sheet("Tactics", state)
    say, idle = tactics.WORDS, frame.plan.idle
    pill_words = it.one("ae-badge")
    assert pill_words.words == say["within" if frame.within else "over"].en
    assert is_toned(pill_words, "good" if frame.within else "bad")
    (pill,) = [r for r in it.all if r.tag == "rect" and r.rounded == 13]
    assert (pill.colour, pill.right, pill.width - pill_words.width) == (
        INK["good_wash" if frame.within else "band_3"], near(640), near(24))  # fmt: skip
    assert it.said(say["illustrative"].en).right == near(pill.left - 12)
    for word, lacks in zip(it.named("ae-spent"), (frame.over.usd > 0, frame.over.hours > 0), strict=True):
        assert (word.bold, is_toned(word, "bad"), word.right) == (lacks, lacks, near(640))
    odr = it.one("ae-odr")
    assert bool(it.named("ae-was")) == (not idle)
    if not idle:
        was, arrow, sure = it.one("ae-was"), it.said("→"), it.one("ae-sure")
        assert (arrow.left - was.right, odr.left - was.right) == (near(10), near(44))
        assert sure.left == near(odr.right + 14)
        (apart,) = [w for w in it.texts if w.left == near(sure.left) and w.base == 65]
        assert sure.bottom < apart.top
        assert sure.size == (14 if sure.left + sure.width * 14 / sure.size < 530 else 12.5)
    findings = it.named("ae-finding")
    assert [w.bold for w in findings] == [n == 0 for n in range(len(findings))]
    assert all(b.base - a.base == near(20) for a, b in pairwise(findings))
    assert [is_toned(w, "bad") for w in findings] == [n == 0 and frame.games is not None for n in range(len(findings))]


@pytest.mark.parametrize("state", PLANS)
def test_tactics_relief(state: str) -> None:
    frame, it = sheet("Tactics", state)
    say, idle = tactics.WORDS, frame.plan.idle
    names = it.named("ae-metric")
    assert all(b.base - a.base == near(21) for a, b in pairwise(names))
    assert [w.bold for w in names] == [change.metric == "odr" for change in frame.changes]
    assert it.said(say["present" if idle else "relief"].en).bottom < names[0].top
    for name, change in zip(names, frame.changes, strict=True):
        (value,) = [w for w in it.texts if w.right == near(202) and w.base == name.base]
        moved = "→" in value.words
        assert is_toned(value, "ink" if moved else "muted")
        assert name.right < value.left
        bars, dots = it.named("ae-relief", change.metric), it.named("ae-no-relief", change.metric)
        assert len(bars) + len(dots) == (not idle and change.relief is not None and change.relief_ends is not None)
        for bar in bars:
            assert is_toned(bar, {1: "good", 0: "muted", -1: "bad"}[change.sure])
            assert abs(bar.middle - name.middle) < 1
            (line,) = it.named("ae-relief-sure", change.metric)
            assert line.top == near(bar.middle)
            crosses = [w for w in it.saying("✕") if w.left == near(328) and abs(w.base - name.base) < 1]
            assert bool(crosses) == (change.sure < 0)
        for dot in dots:
            assert abs(dot.middle - name.middle) < 1
    empty = it.named("ae-empty")
    assert bool(empty) == idle
    if idle:
        (field,) = [r for r in it.rects("panel") if r.left == 214]
        assert (field.right, field.top, field.bottom) == (324, 162, near(166 + 21 * len(names) - 8))
        assert all(w.centre == near(269) and 214 < w.left and w.right < 324 for w in empty)
        assert abs((empty[0].top + empty[-1].bottom) / 2 - field.middle) < 4
        assert all(b.base - a.base == near(19) for a, b in pairwise(empty))
        return
    none, gone = it.one("ae-unchanged"), it.one("ae-all-gone")
    bottom = 166 + 21 * len(names) - 8
    assert [(line.top, line.bottom) for line in (none, gone)] == [(162, near(bottom))] * 2
    assert none.left < gone.left
    axis, zero, full = (it.said(say[key].en) for key in ("relief_axis", "relief_none", "relief_all"))
    assert (axis.left, zero.centre, full.right) == (near(214), near(none.left), near(gone.left))
    assert axis.bottom < 162 > full.bottom
    assert 0 < zero.top - bottom < 8


@pytest.mark.parametrize("state", PLANS)
def test_tactics_alone(state: str) -> None:
    frame, it = sheet("Tactics", state)
    bars, names = frame.bars, it.named("ae-alone")
    assert bool(it.named("ae-due")) == (bars is None)
    for due in it.named("ae-due"):
        assert (due.left, due.base) == (344, near(176))
    if bars is None:
        assert names == []
        return
    assert len(names) == len(bars)
    assert all(b.base - a.base == near(25.2) for a, b in pairwise(names))
    grids, ticks = it.named("ae-grid-gain"), it.named("ae-tick-gain")
    bottom = 166 + 25.2 * len(bars) - 8
    assert all(
        (grid.top, grid.bottom, tick.centre) == (162, near(bottom), near(grid.left))
        for grid, tick in zip(grids, ticks, strict=True)
    )
    assert all(tick.bottom < 162 for tick in ticks)
    assert (is_toned(grids[0], "muted"), is_toned(grids[1], "line")) == (True, True)
    most = frame.gains[1]
    end = grids[0].left + (grids[1].left - grids[0].left) * most / _mark(most)
    assert end == pytest.approx(594, abs=1)
    for name, bar in zip(names, bars, strict=True):
        harmful = bool(bar.tactic.harmful)
        sign = "✕ " if harmful else "✓ " if bar.picked else ""
        assert name.words.startswith(sign) and (sign != "" or name.words[0] not in "✓✕")
        assert (name.bold, is_toned(name, "bad")) == (bar.picked, harmful)
        numbers = [w for w in it.texts if w.right == near(640) and abs(w.base - name.base) < 0.1]
        assert len(numbers) == (bar.change is not None)
        for rect in it.named("ae-gain", bar.tactic.id):
            fill, rim = ("band_3", "bad") if harmful else ("accent" if bar.picked else "band_1", "accent")
            assert (rect.colour, rect.rim) == (INK[fill], INK[rim])
            assert abs(rect.middle - name.middle) < 1
            (line,) = it.named("ae-gain-sure", bar.tactic.id)
            assert line.top == near(rect.middle)
        if bar.change is not None:
            assert is_toned(numbers[0], "ink" if bar.change.gain else "muted")
            assert (numbers[0].words == "0") == (not bar.change.gain)


def _mark(most: float) -> float:
    return max(k * 10.0**n for k in (1, 2, 5) for n in range(-6, 3) if k * 10.0**n <= most * (1 + 1e-12))


@pytest.mark.parametrize("state", PLANS)
def test_tactics_orders_games_and_cards(state: str) -> None:
    frame, it = sheet("Tactics", state)
    examples, games = it.named("ae-example"), it.named("ae-games")
    assert bool(games) == (frame.games is not None)
    if games:
        field = games[0]
        inside = [w for w in it.texts if field.top < w.base < field.bottom]
        assert (field.bottom, field.left, field.right) == (512, 0, 640)
        assert inside[0].left == 14
        (bill,) = [w for w in inside if w.right == near(626) and is_toned(w, "bad")]
        assert (bill.bold, bill.base) == (True, inside[0].base)
        lines = [w for w in inside if w.size == 12.5]
        assert len(lines) == (frame.games.snad is not None and frame.games.other is not None) + (
            frame.games.nr is not None
        )
        assert all(b.base - a.base == near(21) for a, b in pairwise(lines))
    elif frame.examples:
        head = it.one("ae-examples")
        assert [w.base - head.base for w in examples] == [near(22 + 20 * n) for n in range(len(frame.examples))]
        for word in examples:
            (why,) = [w for w in it.texts if w.base == word.base and w.left == near(84)]
            assert is_toned(why, "muted") and word.right < why.left
    _, poster = sheet("Tactics", state, "poster")
    boxes = [r for r in poster.all if r.tag == "rect" and r.width == 12 and r.height == 12 and r.rounded == 2]
    assert len(boxes) == 10
    assert all(b.top - a.top == near(43) for a, b in pairwise(boxes))
    for box, id in zip(boxes, catalogue(), strict=True):
        picked = id in frame.plan.picked
        assert (box.colour, box.rim) == ((INK["accent"],) * 2 if picked else (INK["paper"], INK["muted"]))
        ticks = [
            w for w in poster.saying("✓") if box.left - 2 < w.centre < box.right + 2 and abs(w.middle - box.middle) < 3
        ]
        assert len(ticks) == picked
        assert all(w.centre == near(box.centre) for w in ticks)
        name, cost = sorted((w for w in poster.texts if w.left == near(box.right + 10 - 0.5) and box.top - 6 < w.middle < box.bottom + 20),
                            key=lambda w: w.base)[:2]  # fmt: skip
        assert (name.bold, is_toned(cost, "muted")) == (picked, True)
        assert abs(name.middle - box.middle) < 2
        assert 12 < cost.base - name.base < 22


# -- Capstone -------------------------------------------------------------------------------------

CASES = tuple(state for state in states("Capstone") if state != "judged")


@pytest.mark.parametrize("state", CASES)
def test_capstone_groups(state: str) -> None:
    frame, it = sheet("Capstone", state)
    say = capstone.WORDS
    value = it.one("ae-value")
    findings = it.named("ae-finding")
    assert all(w.left == near(value.right + 20) and w.bold for w in findings)
    assert all(is_toned(w, "bad" if frame.worse else "ink") for w in findings)
    assert all(b.base - a.base == near(17) for a, b in pairwise(findings))
    about = next(w for w in it.texts if w.base == 30)
    assert (about.left, about.bottom < findings[0].top) == (near(value.right + 20), True)
    head = it.said(say["by"].format(column=frame.column).en)
    names, rates, ends = it.named("ae-bar"), it.named("ae-rate"), it.named("ae-end")
    largest = [w for w in it.texts if w.base == head.base and w.left == near(head.right + 12)]
    assert bool(largest) == bool(frame.hidden)
    (axis,) = [line for line in it.lines("line", "") if line.left == 104 and line.right == near(272)]
    assert head.bottom < ends[0].top < ends[0].bottom < axis.top < names[0].top
    assert (ends[0].left, ends[1].right) == (near(axis.left), near(axis.right))
    stars = "★" in ends[0].words
    assert stars == frame.metric_id.startswith("dsr")
    steps = [b.base - a.base for a, b in pairwise(names)]
    assert all(step == near(min((344 - 114) / len(frame.bars), 56)) for step in steps)
    known = [segment for segment in frame.bars if segment.value is not None]
    assert len(rates) == len(known)
    for name, segment in zip(names, frame.bars, strict=True):
        assert name.right < axis.left
        if segment not in known:
            continue
        dot, luck = it.one("ae-dot", segment.group), it.one("ae-luck", segment.group)
        (rate,) = [w for w in rates if w.base == name.base]
        tone = {1: "bad", -1: "good", 0: "muted"}[segment.stands_out]
        assert (is_toned(dot, tone), is_toned(luck, tone), dot.rim) == (True, True, INK["paper"])
        assert is_toned(rate, tone if segment.stands_out else "ink")
        assert rate.bold == bool(segment.stands_out)
        assert {"▲": 1, "▽": -1}.get(rate.words[0], 0) == segment.stands_out
        assert rate.right == near(336)
        assert abs(dot.middle - name.middle) < 1
        for rest in it.named("ae-rest", segment.group):
            assert rest.middle == near(dot.middle)
            assert rest.height == near(2 * min(steps[0] / 2 - 1 if steps else 27, 11))
    picked = it.named("ae-picked")
    assert len(picked) == sum(segment.group == frame.group for segment in frame.bars)
    for field in picked:
        (dot,) = it.named("ae-dot", frame.group)
        assert (field.left, field.right, field.middle) == (-4, 340, near(dot.middle))
        assert field.height == near(steps[0])
    keys = it.named("ae-key")
    looks = {say["this"].en: "circle", say["others"].en: "line", say["luck"].en: "line"}
    for key in keys:
        if key.words in looks:
            mark = key_of(it, key.words)
            assert mark.tag == looks[key.words]
            assert (mark.width < 1) == (key.words == say["others"].en)
            assert is_toned(mark, "ink" if key.words == say["others"].en else "muted")
        else:
            sign, tone = ("▲", "bad") if key.words == say["worse"].en else ("▽", "good")
            (mark,) = [w for w in it.saying(sign) if abs(w.base - key.base) < 1]
            assert is_toned(mark, tone)
            assert 2 < key.left - mark.right < 12
    rows = sorted({key.base for key in keys})
    assert all(b - a == near(16) for a, b in pairwise(rows))
    assert keys[0].left == near(20)
    below = 114 + len(frame.bars) * (steps[0] if steps else 56)
    assert rows[0] - below == pytest.approx(16, abs=1)
    for row in rows:
        line = [key for key in keys if key.base == row]
        assert line[0].left == near(20)
        assert all(b.left - a.right == near(38) for a, b in pairwise(line))
        wide = 336 if row <= 330 else 640
        assert line[-1].right <= wide + 0.1 or len(line) == 1
    # step by step
    told, looked = it.named("ae-step"), it.one("ae-looked-at")
    assert (looked.left, looked.bold, looked.base) == (368, True, head.base)
    for at, (word, trace) in enumerate(zip(told, frame.traces, strict=True)):
        assert (word.left, word.base) == (368, near(112 + 23 * at))
        here, rest = sorted((w for w in it.texts if w.base == word.base and w.left > word.right), key=lambda w: w.left)
        assert (here.words, rest.words) == (trace.words(trace.here).en, trace.words(trace.rest).en)
        assert (here.right, rest.right) == (near(574), near(640))
        assert (here.bold, rest.bold, is_toned(rest, "muted")) == (True, False, True)
    for words, right in ((say["here"].en, 574), (say["rest_short"].en, 640)):
        (head_of,) = [w for w in it.saying(words) if w.base == head.base]
        assert head_of.right == near(right)
    (under,) = [line for line in it.lines("line", "") if line.left == 368]
    assert looked.bottom < under.top < told[0].top


@pytest.mark.parametrize("state", CASES)
def test_capstone_plan(state: str) -> None:
    frame, it = sheet("Capstone", state)
    say = capstone.WORDS
    title, cost = it.said(say["planned"].en), it.one("ae-cost")
    over = frame.budget is not None and frame.cost > frame.budget
    assert (is_toned(cost, "bad"), cost.right, cost.base) == (over, near(640), title.base)
    assert (say["over"].en in cost.words) == over
    assert f"{frame.cost:,.0f}" in cost.words
    messages = it.named("ae-message")
    assert bool(messages) == (frame.message is not None)
    for word in messages:
        assert (word.left, is_toned(word, "bad")) == (near(title.right + 14), True)
        assert word.right <= cost.left - 15
    (rule,) = [line for line in it.lines("line", "") if line.top == near(title.base - 18.5)]
    assert rule.width == near(640)
    for at, row in enumerate(frame.rows):
        base = title.base + 24 + 38 * at
        (number,) = [w for w in it.saying(f"{at + 1}") if w.base == near(base)]
        assert (number.left, is_toned(number, "muted"), number.bold) == (0, True, True)
        (first,) = [w for w in it.texts if w.left == near(20) and w.base == near(base)]
        if row.empty:
            assert first.name == "ae-empty"
            assert first.words == say["start" if at == 0 else "nothing"].en
            continue
        assert (first.name, first.bold) == ("ae-line", True)
        (second,) = [w for w in it.texts if w.left == near(20) and w.base == near(base + 16)]
        assert is_toned(second, "muted")
        costs = [w for w in it.texts if w.right == near(640) and w.base == near(base) and w.words]
        assert bool(costs) == (row.cost is not None)
        assert all(f"{row.cost:,.0f}" in w.words for w in costs)


def test_capstone_poster_says_below_that_nothing_runs() -> None:
    _, it = sheet("Capstone", "planned", "poster")
    static = it.said(capstone.WORDS["static"].en)
    assert static.top > max(w.bottom for w in it.texts if w is not static)
    assert static.bottom < it.all[0].bottom - 8


@pytest.mark.parametrize(("cost", "over"), [(1400, False), (1400.01, True)])
def test_a_plan_is_too_dear_only_beyond_the_budget(cost: float, over: bool) -> None:
    frame = replace(states("Capstone")["planned"], cost=cost, budget=1400)
    assert is_toned(Sheet(live.Capstone.art.picture(frame, "en")).one("ae-cost"), "bad") == over


# -- MyNumbers ------------------------------------------------------------------------------------

TYPED = tuple(states("MyNumbers"))


@pytest.mark.parametrize("width", ["picture", "narrow"])
@pytest.mark.parametrize("state", TYPED)
def test_my_numbers(state: str, width: str) -> None:
    frame, it = sheet("MyNumbers", state, width)
    wide = 640 if width == "picture" else 300
    faults = it.named("ae-fault")
    assert bool(faults) == (frame.shown is None)
    if frame.shown is None:
        bars = [r for r in it.rects("caution") if r.width == 3]
        assert len(bars) == len(frame.faults)
        for bar in bars:
            said = [w for w in faults if bar.top - 6 < w.middle < bar.bottom + 6]
            assert said
            assert (bar.left, {w.left for w in said}) == (0, {14})
            assert bar.top < said[0].base and abs(bar.bottom - said[-1].bottom) < 6
        assert len({round(w.base) for w in faults}) == len(faults)
        return
    names, assessed = it.named("ae-rule-name"), it.named("ae-assessed")
    listed = frame.part in ("rules", "all")
    assert bool(names) == bool(assessed) == listed
    assert bool(it.named("ae-rule-why")) == (frame.part == "rules")
    tones = {True: ("✓", "good", "good_wash"), False: ("–", "muted", "panel"), None: ("?", "caution", "caution_wash")}
    if listed:
        assert len(assessed) == len(frame.answers)
        chosen = it.one("ae-chosen")
        rules = [line for line in it.lines("line", "") if line.width == near(wide)]
        assert len(rules) == len(frame.answers) + 1
        for at, (answer, word) in enumerate(zip(frame.answers, assessed, strict=True)):
            sign, tone, wash = tones[answer.assessed]
            low, high = rules[at].top, rules[at + 1].top
            assert word.words.startswith(sign) and is_toned(word, tone)
            (pill,) = [r for r in it.rects(wash) if r.rounded == 10 and low < r.top < high]
            assert (pill.right, pill.width - word.width, pill.height) == (near(wide), near(18), 20)
            assert low < pill.top
            own = [w for w in names if low < w.base < high]
            why = [w for w in it.named("ae-rule-why") if low < w.base < high]
            assert abs(own[0].base - word.base) < 1
            is_chosen = answer is frame.shown
            assert all(w.bold == is_chosen and w.left == 12 and w.right < pill.left for w in own)
            assert all(b.base - a.base == near(18) for a, b in pairwise([*own, *why]))
            assert 3 < high - (why or own)[-1].bottom < 12
            assert (low < chosen.top < high) == is_chosen
            grounds = [r for r in it.rects("panel") if r.width == near(wide) and low - 0.1 <= r.top < high - 1]
            assert len(grounds) == is_chosen
            for ground in grounds:
                assert (ground.top, ground.bottom) == (near(chosen.top), near(chosen.bottom))
                assert high - ground.bottom < 2
        assert (chosen.left, chosen.width, is_toned(chosen, "accent")) == (0, 3, True)
    if frame.part == "rules":
        return
    questions = it.named("ae-question")
    assert questions and all(q.bold for q in questions)
    assert len({q.left for q in questions}) == (
        2 if width == "picture" and frame.part in ("then", "back", "all") else 1
    )
    assert sorted({q.left for q in questions})[-1] in (0, near(336))
    # the lines of each metric
    lines = it.named("ae-line")
    standings = {s.metric: s for s in frame.shown.standings} if frame.part in ("stand", "all") else {}
    if frame.part == "stand":
        assert [w.id for w in it.named("ae-standing") if w.bold] != [] or not standings
    for metric, standing in standings.items():
        first = [w for w in it.named("ae-standing") if w.id == metric]
        assert first and all(w.bold for w in first)
        own = [w for w in lines if w.id == metric]
        assert bool(own) == (standing.guard is None and bool(standing.lines))
        signs = [w for w in it.texts if own and w.left == near(own[0].left - 18) and own[0].base - 2 < w.base + 1 and w.words in "○✓✕"
                 and w.base < own[-1].base + 3]  # fmt: skip
        assert len(signs) == (len(standing.lines) if own else 0)
        for sign, line in zip(signs, standing.lines, strict=False):
            want = ("○", "muted") if line.illustrative else ("✓", "good") if line.needed == 0 else ("✕", "bad")
            assert (sign.words, is_toned(sign, want[1]), sign.bold) == (want[0], True, True)
            beside = [w for w in own if abs(w.base - sign.base) < 2]
            assert len(beside) == 1
            assert is_toned(beside[0], "muted" if line.illustrative else "ink")
        for rail in [r for r in it.named("ae-rail") if r.id == metric]:
            dot = it.one("ae-dot", metric)
            limits = [line for line in it.named("ae-limit") if line.id == metric]
            assert dot.middle == near(rail.middle)
            ticks = [w for w in it.named("ae-limit-tick") if abs(w.base - rail.top - 21) < 0.5
                     and first[0].left - 1 <= w.centre <= rail.right + 1]  # fmt: skip
            assert ticks and all(abs(a.right - b.left) > 3 for a, b in pairwise(ticks))
            shown = {line.limit: line for line in sorted(standing.lines, key=lambda line: not line.illustrative)}
            near_by = sorted(limit for limit in shown)[: len(limits)] if METRICS[metric].better < 0 else sorted(shown)
            assert len(limits) >= 1
            for mark, limit in zip(limits, near_by, strict=False):
                taught = any(one.illustrative for one in standing.lines if one.limit == limit)
                assert (mark.dash, is_toned(mark, "muted")) == (("2 2", True) if taught else ("", False))
                assert (mark.middle, mark.height) == (near(rail.middle), near(14))
            assert own[0].top > max(t.bottom for t in ticks)
            assert rail.top > first[-1].bottom


def test_my_numbers_poster_lists_what_was_typed() -> None:
    frame, it = sheet("MyNumbers", "example, rules", "poster")
    heads = [
        w
        for w in it.texts
        if w.right in (near(228), near(272)) and w.left > 150 and w.size == 12 and is_toned(w, "muted")
    ]
    assert len(heads) == 2
    assert heads[0].base == heads[1].base
    rows = [
        line
        for line in it.lines("line", "")
        if line.left == 24 and line.right == near(272) and line.top > heads[0].base
    ]
    values = [w for w in it.texts if w.bold and w.right in (near(228), near(272)) and w.base > heads[0].base]
    assert len(values) == 2 * len(rows)
    assert all(b.top - a.top == near(26) for a, b in pairwise(rows))
    for row in rows:
        one, two = (w for w in values if w.base == near(row.top - 8.5))
        assert one.right < two.right
        (name,) = [w for w in it.texts if w.left == 24 and w.base == one.base]
        assert name.right < one.left
    for key in ("day", "age"):
        label, value = it.said(my_numbers.WORDS[key].en), getattr(frame.typed, key)
        assert any(w.bold and 10 < w.base - label.base < 26 for w in it.saying(value))


# -- DeadlineClock --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", ["picture", "narrow"])
@pytest.mark.parametrize("state", tuple(states("DeadlineClock")))
def test_deadline_clock(state: str, width: str) -> None:
    frame, it = sheet("DeadlineClock", state, width)
    found, wide = frame.found, 640 if width == "picture" else 300
    due, bars, notes = it.named("ae-due"), [r for r in it.all if r.tag == "rect" and r.width == 3], it.named("ae-note")
    assert len(due) == 1
    assert due[0].bold and due[0].right <= wide + 0.5
    assert due[0].size == 36 or due[0].width == pytest.approx(wide, rel=0.01)
    for bar in bars:
        said = [w for w in notes if bar.top - 6 < w.middle < bar.bottom + 6]
        assert said and {w.left for w in said} == {14}
        assert is_toned(bar, "caution" if found is None else "rail")
        assert abs(bar.bottom - said[-1].bottom) < 6
        assert abs(bar.top - said[0].top) < 6
    assert bool(notes) == bool(bars)
    assert bool(it.named("ae-source")) == bool(it.named("ae-day")) == (found is not None)
    if found is None:
        return
    left = it.one("ae-left")
    late = found.left < timedelta()
    sign, tone, wash = ("✕ ", "bad", "band_3") if late else ("✓ ", "good", "good_wash")
    pill = next(r for r in it.all if r.tag == "rect" and r.rounded == 13 and r.left == 0)
    assert left.words.startswith(sign)
    assert (is_toned(left, tone), pill.colour, pill.height, pill.width - left.width) == (True, INK[wash], 26, near(22))
    opened = it.named("ae-open")
    assert bool(opened) == (not found.clock.calendar_known)
    for word in opened:
        other = [r for r in it.rects("caution_wash") if r.rounded == 13][-1]
        assert is_toned(word, "caution")
        assert other.right <= wide
        if pill.right + 10 + other.width <= wide:
            assert (other.left, other.top) == (near(pill.right + 10), near(pill.top))
        else:
            assert (other.left, other.top) == (near(0), near(pill.top + 32))
    cells = [r for r in it.all if r.tag == "rect" and r.rounded == 5 and r.rim == INK["line"]]
    days = it.named("ae-day")
    assert len(cells) == len(days) == len(found.days)
    cell = (wide + 4) / 7 - 4
    roomy = cell > 60
    for place, (box, word, day) in enumerate(zip(cells, days, found.days, strict=True)):
        assert (box.left, box.width, box.height) == (near(place % 7 * (cell + 4)), near(cell), near(58))
        assert box.top == near(cells[0].top + place // 7 * 62)
        between = found.paid.date() <= day.day <= found.due.date()
        still = bool(day.still) and between
        assert is_toned(box, "line" if still else "panel" if between else "paper")
        assert (word.bold, is_toned(word, "ink")) == (between, between)
        assert (word.left - box.left, word.size) == ((near(6), 13) if roomy else (near(4), 12))
        assert word.base == near(box.top + 17)
        assert word.words == (wording.day(day.day).en if roomy else f"{day.day.month}/{day.day.day}")
        runs = it.named("ae-run", str(day.day))
        for run in runs:
            assert (run.bottom, run.height, is_toned(run, "accent")) == (near(box.bottom), near(12), True)
        stills = it.named("ae-still", str(day.day))
        assert len(stills) == still
        for told in stills:
            assert (told.left, is_toned(told, "muted")) == (near(word.left), True)
            whole = TEXTS["days"][day.still].en
            assert (told.words == whole) == (text_width(whole, 12) <= cell - 8)
        dots = [
            d
            for d in it.named("ae-now")
            if box.left - 5 <= d.centre <= box.right + 5 and box.top < d.middle < box.bottom
        ]
        assert len(dots) >= (found.now.date() == day.day)
        for dot in dots if found.now.date() == day.day else ():
            share = (found.now.hour * 60 + found.now.minute) / 1440
            assert (dot.centre, dot.middle) == (near(box.left + share * cell), near(box.bottom - 6))
        for name, at, tone in (("paid", found.paid, "ink"), ("due", found.due, "bad")):
            if at.date() == day.day:
                line = it.one(f"ae-{name}-mark")
                assert is_toned(line, tone)
                assert (line.top, line.bottom) == (
                    near(box.top + 22 if name == "due" else box.bottom - 16),
                    near(box.bottom),
                )
                words = [
                    w
                    for w in it.named("ae-mark")
                    if w.colour == INK[tone] and box.left <= w.left and w.right <= box.right
                ]
                for w in words:
                    assert w.base == near(box.top + 36)
                    assert w.bold
                    if name == "due":
                        assert (w.left - line.left if w.left > line.left else line.left - w.right) == near(5)
                    else:
                        assert w.left == near(box.left + 6)
                told = name == "due" or found.paid.date() != found.due.date()
                length = text_width(WORDS_OF_CLOCK[f"{name}_mark"].en, 12, True)
                start = box.left + 6 if name == "paid" else (
                    line.left + 5 if line.left + 5 + length <= box.right - 3 else line.left - 5 - length)  # fmt: skip
                fits = box.left + 4 <= start and start + length <= box.right - 3
                assert bool(words) == (told and fits)
    assert len(it.named("ae-now")) == any(day.day == found.now.date() for day in found.days)
    week = [w for w in it.texts if w.size == 12 and w.base < cells[0].top and cells[0].top - w.base < 12]
    assert [w.left for w in week] == [near(place * (cell + 4) + 2) for place in range(7)]


# -- StoreYear ------------------------------------------------------------------------------------

MONTHS = ("opening", "first", "good", "bad", "in the red")
ENDS = ("end", "end, counting", "end, counted")


@pytest.mark.parametrize("state", MONTHS)
def test_store_year_back_office(state: str) -> None:
    frame, it = sheet("StoreYear", state)
    if frame.over:
        return
    tiles = [r for r in it.rects("panel") if r.height == 82]
    assert [(r.left, r.width, r.top) for r in tiles] == [(163 * n, 151, 22) for n in range(4)]
    for name, tile in zip(("score", "cash", "stock", "waiting"), tiles, strict=True):
        value = it.one(f"ae-{name}")
        assert (value.left, value.bold) == (near(tile.left + 10), True)
        assert value.size == (27 if value.words[-1].isdigit() else 22)
        inside = sorted(
            (w for w in it.texts if tile.left < w.left < tile.right and 22 < w.base < 104), key=lambda w: w.base
        )
        assert [w.left for w in inside] == [near(tile.left + 10)] * len(inside)
        assert inside[1] is value
        assert all(b.top > a.bottom for a, b in pairwise(inside))
        assert inside[-1].bottom < tile.bottom
        notes = inside[2:]
        assert all(b.base - a.base == near(15) for a, b in pairwise(notes))
        tones = [next(t for t in ("bad", "caution", "muted", "ink") if is_toned(w, t)) for w in notes]
        assert tones == {
            "score": ["muted", "caution"], "cash": ["bad", "muted"] if frame.cash < 0 else ["muted"],
            "stock": ["muted" if frame.stock else "bad"],
            "waiting": ["bad" if frame.points else "muted", *["muted"] * bool(frame.next_node)],
        }[name]  # fmt: skip
    say = year_words.WORDS
    assert (it.one("ae-score").words == say["none"].en) == (frame.score is None)
    assert it.one("ae-waiting").words == str(frame.last.waiting if frame.last else 0)
    assert bool(it.named("ae-trouble")) == (len(frame.news) > 1)
    fulls, items = it.named("ae-full"), it.named("ae-item")
    known = [item for item in frame.items if item.points is not None]
    assert len(fulls) == len(items) == len(known)
    points = [w for w in it.texts if w.right == near(308) and 173 < w.base < 290]
    assert len(points) == len(frame.items)
    assert all(b.base - a.base == near(17) for a, b in pairwise(points))
    for word, item in zip(points, frame.items, strict=True):
        low = item.points is not None and item.points < 0
        assert (word.bold, is_toned(word, "bad")) == (low, low)
        assert is_toned(word, "muted") == (item.points is None)
        assert ("⚠" in word.words) == low
        (name,) = [w for w in it.texts if w.left == 0 and abs(w.base - word.base) < 0.1]
        assert name.right < 150
    for full, bar in zip(fulls, items, strict=True):
        assert (full.left, full.right, full.height, bar.height) == (150, 234, 10, 10)
        assert (bar.top, is_toned(bar, "accent"), is_toned(full, "line")) == (full.top, True, True)
        assert min(abs(full.middle - w.middle) for w in points) < 1.5
    # the check
    bands, zones, checked = it.named("ae-band"), it.named("ae-zone"), it.named("ae-checked")
    fills = ("band_0", "band_2", "band_3", "band_3")
    assert [b.colour for b in bands] == [INK[fill] for fill in fills[: len(bands)]]
    assert [b.rim for b in bands] == ["", *[""] * (len(bands) - 2), INK["bad"]]
    assert all((b.top, b.bottom) == (179, 193) for b in bands)
    assert bool(checked) == (frame.snad is not None)
    assert all(dot.middle == near(186) for dot in checked)
    assert all(z.base == 207 for z in zones)
    for place, zone in enumerate(frame.zones):
        words = year_words.WORDS["last_zone" if place == len(frame.zones) - 1 else "zone" if place else "zone_ok"]
        (told,) = [
            w
            for w in it.saying(words.format(n=zone.points).en)
            if w.base == 207 and bands[place].left - 1 < w.centre < bands[place].right + 1
        ]
        before = zones[place].right if place and zones[place].words else bands[place].left - 1
        after = zones[place + 1].left if place + 1 < len(zones) else bands[place].right + 1
        assert told.centre == pytest.approx((before + after) / 2, abs=0.6)
    bad = bool(frame.last and frame.last.standing.given)
    status = it.one("ae-snad")
    assert (status.right, is_toned(status, "bad"), status.words.startswith("⚠")) == (near(640), bad, bad)
    (rate,) = [w for w in it.texts if w.left == 336 and w.base == status.base]
    assert rate.bold and rate.right < status.left
    notes = [w for w in it.texts if w.left == 336 and 230 < w.base < 290]
    assert [w.base for w in notes] == [245, 261, 276][: len(notes)]
    # what lies ready
    title, hint, season = it.one("ae-plan"), it.one("ae-hint"), it.one("ae-season")
    (field,) = [r for r in it.rects("band_1") if r.height == 106]
    assert (field.left, field.right, field.bottom) == (0, 640, 498)
    assert (title.left, hint.right, season.left, hint.base) == (12, near(628), 12, title.base)
    assert title.right < hint.left
    plan = frame.plan
    loss, cover = plan.margin <= 0, "short" if plan.cover < 0.95 else "much" if plan.cover > 2 else "buy"
    red = plan.broke or plan.cash < 0
    warned = {"expect": False, "goods": cover != "buy", "margin": loss, "spend": bool(red)}
    for place, (name, warns) in enumerate(warned.items()):
        value = it.one(f"ae-plan-{name}")
        assert (value.left, value.bold) == (near(12 + 157 * place), True)
        over, under = sorted(
            (w for w in it.texts if w.left == near(value.left) and w is not value and 440 < w.base),
            key=lambda w: w.base,
        )
        assert over.bottom < value.top < value.bottom < under.top
        assert (under.bold, is_toned(under, "bad")) == (warns, warns)
        assert (over.base, value.base, under.base) == (449, 474, 490)
    goods = year_words.WORDS[cover].format(share=percent(plan.cover, 0), n=plan.bought).en
    assert it.saying(goods) or any(w.words.endswith("…") for w in it.texts)


@pytest.mark.parametrize("state", [*MONTHS, *ENDS])
def test_store_year_charts(state: str) -> None:
    frame, it = sheet("StoreYear", state)
    kinds = (("worth" if frame.over else "cash", 0), ("score", 336))
    for kind, x0 in kinds:
        ticks, grids, months = (it.named(f"ae-{kind}-{part}") for part in ("tick", "grid", "month"))
        top = 300 if not frame.over else 398
        (title,) = [w for w in it.saying(year_words.WORDS[f"{kind}_line"].en)]
        assert (title.left, title.base, title.bold) == (x0, top, True)
        longest = max(tick.width for tick in ticks)
        assert all(grid.right == x0 + 304 and grid.dash == "3 3" for grid in grids)
        assert grids[0].left == near(x0 + max(40, longest + 8))
        assert all(tick.right == near(grids[0].left - 6) for tick in ticks)
        assert all(top + 13.5 <= grid.top <= top + 68.5 for grid in grids)
        near_by = sorted(zip(ticks, grids, strict=True), key=lambda pair: pair[1].top)
        if all(b[1].top - a[1].top > 14.5 for a, b in pairwise(near_by)):
            assert all(abs(tick.middle - grid.top) < 1.2 for tick, grid in near_by)
        assert [m.words for m in months] == ["1", "3", "6", "9", "12"]
        assert (months[0].centre - grids[0].left) * 11 == pytest.approx((months[-1].centre - months[0].centre), abs=2.5)
        assert months[-1].centre == near(x0 + 292)
        assert all(m.base == near(top + 85) for m in months)
        (foot,) = [w for w in it.saying(year_words.WORDS["month"].en) if w.left == x0]
        assert foot.base == near(top + 85)
        lines, lasts = it.named(f"ae-{kind}-line"), it.named(f"ae-{kind}-last")
        values = [0.0, *(m.worth for m in frame.months)] if kind == "worth" else (
            [5000.0, *(m.cash for m in frame.months)] if kind == "cash" else [m.standing.score for m in frame.months])  # fmt: skip
        known = [value for value in values if value is not None]
        assert (len(lines), len(lasts)) == (len(known) > 1, bool(known))
        others = it.named(f"ae-{kind}-other")
        assert bool(others) == (kind == "worth" and bool(frame.best_worths))
        assert all((line.dash, line.colour) == ("5 3", INK["good"]) for line in others)
        deepest = min(known, default=0)
        assert sum(tick.words.startswith("−") for tick in ticks) == (
            deepest < 0 or bool(others and min(frame.best_worths) < 0)
        )


@pytest.mark.parametrize("state", ENDS)
def test_store_year_end(state: str) -> None:
    frame, it = sheet("StoreYear", state)
    assert frame.over
    out, best = frame.outcome, frame.best
    for x, name in ((0, "profit"), (216, "best"), (432, "mean")):
        value, note = it.one(f"ae-{name}"), it.one(f"ae-{name}-note")
        (head,) = [w for w in it.texts if w.left == x and w.base == 34]
        assert (value.left, note.left, value.bold, is_toned(head, "muted")) == (x, x, True, True)
        assert (value.base, note.base) == (68, 87)
    assert is_toned(it.one("ae-profit"), "ink" if out.profit >= 0 else "bad")
    assert is_toned(it.one("ae-best"), "good")
    assert is_toned(it.one("ae-mean-note"), "bad" if out.points else "muted")
    tone = "muted" if best is None else "good" if out.profit >= best.profit else "ink"
    assert is_toned(it.one("ae-best-note"), tone)
    assert (it.one("ae-profit-note").words != "") == (frame.sound is not None)
    bad = out.ended != "year" or out.profit < 0
    findings = it.named("ae-finding")
    assert all(w.bold and is_toned(w, "bad" if bad else "ink") for w in findings)
    assert findings[0].words.startswith("⚠") == bad
    assert all(b.base - a.base == near(19) for a, b in pairwise(findings))
    costs = it.named("ae-cost")
    assert bool(costs) == (frame.cost is not None)
    assert all(b.base - a.base == near(16) for a, b in pairwise(costs))
    assert not costs or costs[0].base - findings[-1].base == near(19)
    # what decided
    zero, bars = it.one("ae-zero"), it.named("ae-cause")
    assert (zero.top, zero.bottom) == (178, 358)
    assert len(bars) == len(frame.causes)
    for row, (bar, cause) in enumerate(zip(bars, frame.causes, strict=True)):
        gain = cause.profit >= 0
        assert (bar.top, bar.height, is_toned(bar, "good" if gain else "bad")) == (near(182 + 20 * row), near(13), True)
        (name,) = [w for w in it.texts if w.left == 0 and w.base == near(192 + 20 * row)]
        (told,) = [w for w in it.texts if w.bold and w.base == name.base and 120 < w.centre < 320]
        assert name.right < 132
        assert (told.left - bar.right if gain else bar.left - told.right) == near(5)
        assert told.words == (f"{cause.profit:+,}".replace("-", "−") if cause.profit else "0")
        assert 120 < bar.left <= bar.right < 260
    counting = it.saying(year_words.WORDS["counting"].format(n=frame.counted, all=9).en)
    assert bool(counting) == (frame.counted < 9)
    for word in counting:
        assert word.base == near(192 + 20 * frame.counted)
    # what each month cost
    base, bars, names = it.one("ae-month-zero"), it.named("ae-month-cost"), it.named("ae-month-name")
    assert (base.left, base.right) == (336, 640)
    assert len(names) == 12
    assert all(b.centre - a.centre == near(304 / 12) for a, b in pairwise(names))
    assert names[0].centre - 336 == near(304 / 24)
    assert len(bars) == len(frame.costs)
    gains = [-cost.usd for cost in frame.costs]
    for bar, gain in zip(bars, gains, strict=True):
        worst = gain == min(gains) < 0
        assert is_toned(bar, "bad" if worst else "good" if gain >= 0 else "rail")
        assert bar.width == 16
        assert 178 < bar.top <= bar.bottom < 340
    for told in it.named("ae-month-usd"):
        value = float(told.words.replace(",", "").replace("−", "-"))
        (bar,) = [bar for bar, gain in zip(bars, gains, strict=True) if gain == value]
        assert told.bold
        assert told.centre == near(min(max(bar.centre, 354), 622))
        assert (bar.top - told.base if value > 0 else told.base - bar.bottom) == near(4 if value > 0 else 13)
