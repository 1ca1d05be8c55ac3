"""How OrderExplorer is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aecourse.base.palette import PALETTE as INK
from aecourse.live.order_explorer.view import PRESETS
from tests.layout import is_toned, near
from tests.live.states import sheet

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
        assert words.left >= 160 and words.right <= 478.1
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
