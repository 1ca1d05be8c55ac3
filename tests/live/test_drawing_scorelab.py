"""How ScoreLab is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aecourse.base.palette import PALETTE as INK
from aecourse.live.scorelab import words as scorelab
from tests.layout import is_toned, key_of, near
from tests.live.states import sheet

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
