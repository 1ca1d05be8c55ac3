"""How each picture is drawn: which mark has which look, and where words stand to what they name.

Where values stand is read back in ``test_read_back``; here are the colours that say something, the
legends that show what they explain, and the parts that are there only when there is something to tell.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from aecourse import live
from aecourse.base.palette import PALETTE as INK
from aecourse.live.capstone import words as capstone
from aecourse.live.regimes import words as regimes
from aecourse.live.scorelab import words as scorelab
from aecourse.live.small_numbers import words as small
from aecourse.live.tactics import words as tactics
from aecourse.live.tier_ladder import words as ladder
from aecourse.live.transition import words as transition
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
