"""How Tactics is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aecourse.base.palette import PALETTE as INK
from aecourse.live.tactics import words as tactics
from aecourse.simulation.tactics import tactics as catalogue
from tests.layout import is_toned, near
from tests.live.states import sheet

PLANS = ("none", "stock+listing", "ship", "ship+reply", "reword")


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
        answer = frame.headline
        for value in (answer.difference, answer.low, answer.high):  # each end of the interval, and what it is of
            assert f"{abs(100 * value):.1f}" in sure.words
        assert answer.low < answer.difference < answer.high
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
        assert all(w.centre == near(269) and w.left > 214 and w.right < 324 for w in empty)
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
