"""The year so far in two small charts: cash, and the daily score, month by month."""

from __future__ import annotations

from ...year import MONTHS
from ..svg import Svg
from .frame import YearFrame
from .words import WORDS

_WIDE, _HIGH = 304.0, 60.0


def draw_lines(svg: Svg, frame: YearFrame, language: str, top: float) -> None:
    """Both charts side by side; their titles stand at *top*."""
    start = 5000.0
    cash = [start, *(month.cash for month in frame.months)]
    score = [None, *(month.standing.score for month in frame.months)]
    _chart(svg, 0, top, WORDS["cash_line"].text(language), cash, (0.0, start), language, "cash")
    _chart(svg, 336, top, WORDS["score_line"].text(language), score, (60.0, 90.0), language, "score",
           least=-40.0)  # fmt: skip


def _chart(svg: Svg, x0: float, top: float, title: str, values: list[float | None] | list[float],
           marks: tuple[float, float], language: str, kind: str, *,
           least: float | None = None) -> None:  # fmt: skip
    svg.text(x0, top, title, weight=650)
    seen = [v for v in values if v is not None]
    if least is None:
        low, high = min([*seen, *marks]), max([*seen, *marks])
    else:  # a score below this is drawn at the bottom
        low, high = max(min([*seen, 0.0]), least), 100.0
    y0 = top + 14

    def place(number: int, value: float) -> tuple[float, float]:
        x = x0 + 40 + (_WIDE - 52) * number / MONTHS
        return x, y0 + _HIGH * (1 - (max(value, low) - low) / (high - low))

    for mark in marks:
        y = place(0, mark)[1]
        svg.line(x0 + 40, y, x0 + _WIDE, y, "line", dash="3 3")
        svg.text(x0 + 34, y + 4, f"{mark:,.0f}", size=11.5, fill="muted", anchor="end")
    points = [place(n, v) for n, v in enumerate(values) if v is not None]
    if len(points) > 1:
        svg.polyline(points, "accent", width=2.2, name=f"ae-{kind}-line")
    if points:
        svg.circle(*points[-1], 4, "accent", stroke="paper")
    for number in (1, 3, 6, 9, 12):
        svg.text(place(number, low)[0], y0 + _HIGH + 17, str(number), size=11.5, fill="muted",
                 anchor="middle")  # fmt: skip
    svg.text(x0, y0 + _HIGH + 17, WORDS["month"].text(language), size=11.5, fill="muted")
