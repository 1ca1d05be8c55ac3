"""How DeadlineClock is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from aecourse.base import wording
from aecourse.base.palette import PALETTE as INK
from aecourse.live.deadline_clock.words import WORDS as WORDS_OF_CLOCK
from aecourse.live.svg import text_width
from aecourse.models.deadline import TEXTS
from tests.layout import is_toned, near
from tests.live.states import sheet

STATES = ("a holiday", "run out", "a short limit", "a long holiday", "calendar not public", "semi-managed", "wrong")


@pytest.mark.parametrize("width", ["picture", "narrow"])
@pytest.mark.parametrize("state", STATES)
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
