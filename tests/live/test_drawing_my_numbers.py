"""How MyNumbers is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aecourse.live.my_numbers import words as my_numbers
from aecourse.scoring.metrics import METRICS
from tests.layout import is_toned, near
from tests.live.states import sheet

TYPED = [
    f"{numbers}, {part}"
    for numbers in ("example", "in time", "managed", "few disputes", "no orders", "wrong", "store score")
    for part in ("rules", "stand", "then", "back")
]


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
    assert max({q.left for q in questions}) in (0, near(336))
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
