"""How Transition is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aecourse.base.palette import PALETTE as INK
from aecourse.live.transition import words as transition
from tests.layout import is_toned, key_of, near
from tests.live.states import sheet


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
