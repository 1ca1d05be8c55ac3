"""How SmallNumbers is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aecourse.base.palette import PALETTE as INK
from aecourse.live.small_numbers import words as small
from tests.layout import is_toned, key_of, near
from tests.live.states import sheet

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
    assert it.said(say["counts"].en).bottom < top
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
