"""The year so far in two small charts: cash, and the daily score, month by month."""

from __future__ import annotations

from collections.abc import Sequence

from ...base.wording import minus
from ...models.year import MONTHS
from ...models.year.terms import term
from ...scoring.outcomes import GRADE_NAMES
from ..scales import Scale
from ..svg import Svg, spread, text_width
from .frame import YearFrame
from .words import WORDS

_WIDE, _HIGH = 304.0, 54.0
_NARROW, _SMALL = 40.0, 11.5  # the least room for the labels at the left, and their size
Mark = tuple[float, str]


def draw_lines(svg: Svg, frame: YearFrame, language: str, top: float) -> None:
    """Both charts side by side; their titles stand at *top*."""
    draw_money(svg, frame, language, 0, top)
    draw_scores(svg, frame, language, 336, top)


def draw_money(svg: Svg, frame: YearFrame, language: str, x0: float, top: float) -> None:
    """Cash month by month; once the year is over, profit so far beside that of the best known line."""
    if not frame.over:
        start = term("cash")
        cash = [start, *(month.cash for month in frame.months)]
        amounts = [(usd, f"{usd:,.0f}") for usd in (0.0, start)]
        _chart(svg, x0, top, language, "cash", cash, [*_deepest(cash), *amounts])
        return
    worth = [0.0, *(month.worth for month in frame.months)]
    best = [0.0, *frame.best_worths] if frame.best_worths else []
    high = max([*worth, *best])
    marks = [*_deepest([*worth, *best]), (0.0, "0"), *([(high, f"{high:,.0f}")] if high > 0 else [])]
    _chart(svg, x0, top, language, "worth", worth, marks, other=best)


def draw_scores(svg: Svg, frame: YearFrame, language: str, x0: float, top: float) -> None:
    """The daily score month by month; the axis reaches down to the lowest."""
    score = [None, *(month.standing.score for month in frame.months)]
    grades = [
        (frame.cuts[grade], f"{GRADE_NAMES[grade].text(language)} {frame.cuts[grade]:g}")
        for grade in ("pass", "excellent")
    ]
    _chart(svg, x0, top, language, "score", score, [*_deepest(score), *grades], (0.0, 100.0))


def _deepest(values: Sequence[float | None]) -> list[Mark]:
    """The lowest of *values* as a mark of the axis, if it is below nothing."""
    low = min((value for value in values if value is not None), default=0.0)
    return [(low, minus(f"{low:,.0f}"))] if low < 0 else []


def _chart(
    svg: Svg,
    x0: float,
    top: float,
    language: str,
    kind: str,
    values: list[float | None] | list[float],
    marks: list[Mark],
    ends: tuple[float, ...] = (),
    other: Sequence[float] = (),
) -> None:
    """One line, and a thin *other* one; its axis has all values, all *marks* and the *ends* on it."""
    svg.text(x0, top, WORDS[f"{kind}_line"].text(language), weight=650)
    levels = [level for level, _ in marks]
    known = [*(v for v in values if v is not None), *levels, *ends, *other]
    y0 = top + 14
    left = x0 + max(_NARROW, *(text_width(words, _SMALL) + 8 for _, words in marks))

    across = Scale(0, MONTHS, left, x0 + _WIDE - 12)
    down = Scale(min(known), max(known), y0 + _HIGH, y0)
    heights = [down.at(level) for level in levels]
    for y in heights:
        svg.line(left, y, x0 + _WIDE, y, "line", dash="3 3", name=f"ae-{kind}-grid")
    for y, (_, words) in zip(spread(heights, 14, y0, y0 + _HIGH), marks, strict=True):
        svg.text(left - 6, y + 4, words, size=_SMALL, fill="muted", anchor="end", name=f"ae-{kind}-tick")
    if other:
        beside = [(across.at(n), down.at(v)) for n, v in enumerate(other)]
        svg.polyline(beside, "good", width=1.6, dash="5 3", name=f"ae-{kind}-other")
    points = [(across.at(n), down.at(v)) for n, v in enumerate(values) if v is not None]
    if len(points) > 1:
        svg.polyline(points, "accent", width=2.2, name=f"ae-{kind}-line")
    if points:
        svg.circle(*points[-1], 4, "accent", stroke="paper", name=f"ae-{kind}-last")
    for number in (1, 3, 6, 9, 12):
        svg.text(
            across.at(number),
            y0 + _HIGH + 17,
            str(number),
            size=_SMALL,
            fill="muted",
            anchor="middle",
            name=f"ae-{kind}-month",
        )
    svg.text(x0, y0 + _HIGH + 17, WORDS["month"].text(language), size=_SMALL, fill="muted")
