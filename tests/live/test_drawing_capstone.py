"""How Capstone is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from aecourse import live
from aecourse.base.palette import PALETTE as INK
from aecourse.live.capstone import words as capstone
from tests.layout import Sheet, is_toned, key_of, near
from tests.live.states import sheet, states

CASES = ("odr by carrier", "dsr_description by supplier", "not_sold_rate by week", "planned", "too dear", "refused")


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
