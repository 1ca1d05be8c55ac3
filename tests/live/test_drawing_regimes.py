"""How Regimes is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.layout import is_toned, near
from tests.live.states import sheet

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
