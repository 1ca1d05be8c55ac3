"""How ScoreLab draws the course of a rate: its rolling line, its limits, the check days."""

from __future__ import annotations

from datetime import date

from ...base import wording
from ...base.wording import percent
from ..scales import Scale
from ..svg import Svg, spread, text_width
from .facts import ScoreFrame
from .places import WIDTH, LabelRow
from .words import WORDS, limit_text


class _Chart:
    """Where a day and a share stand in the chart of the rolling rate."""

    left, right, top, bottom = 44.0, WIDTH - 56, 350.0, 432.0

    def __init__(self, frame: ScoreFrame) -> None:
        self.days = (frame.last - frame.first).days + 1
        both = (frame.before, frame.now)
        self.lines = [scored for scored in both if scored is not None]
        self.empty = all(v is None for scored in self.lines for v in scored.rolling)
        self.highest = frame.course.now
        self.x = Scale(0, max(self.days - 1, 1), self.left, self.right).at
        self.y = Scale(0, self.highest, self.bottom, self.top).at


def draw_course(svg: Svg, frame: ScoreFrame, language: str) -> None:
    """The rolling rate on each day of the window, now and before."""
    chart = _Chart(frame)
    _draw_legend(svg, frame, language, chart)
    _draw_grid(svg, frame, chart)
    if chart.empty:
        words = WORDS["no_line"].text(language)
        x, y = (chart.left + chart.right) / 2, (chart.top + chart.bottom) / 2
        svg.text(x, y, words, fill="muted", anchor="middle")
    for scored in chart.lines:
        now = scored is frame.now
        for run in _runs(scored.rolling):
            svg.polyline(
                [(chart.x(index), chart.y(value)) for index, value in run],
                "accent" if now else "muted",
                width=2.4 if now else 1.6,
                dash="" if now else "4 3",
                name="ae-line" if now else "ae-line-before",
            )
    last = [(s, s.rolling[-1] if s.rolling else None) for s in chart.lines]
    ends = [(scored, value) for scored, value in last if value is not None]
    heights = spread([chart.y(value) + 4 for _, value in ends], 14, chart.top, chart.bottom + 4)
    for (scored, value), y in zip(ends, heights, strict=True):
        fill, weight = ("accent", 650) if scored is frame.now else ("muted", 400)
        svg.text(chart.right + 10, y, percent(value), size=12, fill=fill, weight=weight)
    _draw_days(svg, frame, language, chart)


def _runs(values: tuple[float | None, ...]) -> list[list[tuple[int, float]]]:
    """The values as unbroken stretches of (position, value)."""
    runs: list[list[tuple[int, float]]] = [[]]
    for index, value in enumerate(values):
        if value is not None:
            runs[-1].append((index, value))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _draw_legend(svg: Svg, frame: ScoreFrame, language: str, chart: _Chart) -> None:
    y, x = chart.top - 18, WIDTH
    svg.text(0, y, WORDS["rolling"].format(rate=frame.rate, days=chart.days).text(language), weight=650)
    if frame.before is not None:
        words = WORDS["before_line"].text(language)
        x -= text_width(words, 12)
        svg.text(x, y, words, size=12, fill="muted")
        svg.line(x - 28, y - 4, x - 6, y - 4, "muted", width=1.6, dash="4 3")
        x -= 44
    if not frame.check_days:
        return
    words = WORDS["check"].text(language)
    x -= text_width(words, 12)
    svg.text(x, y, words, size=12, fill="muted")
    svg.circle(x - 11, y - 4, 4, "paper", stroke="accent")


def _draw_grid(svg: Svg, frame: ScoreFrame, chart: _Chart) -> None:
    """The limits as lines, as far as their labels have room, and the top of the scale."""
    marks = [0.0]
    for share in (*reversed(frame.limits), chart.highest):
        if share <= chart.highest and all(abs(chart.y(share) - chart.y(mark)) >= 14 for mark in marks):
            marks.append(share)
    for share in marks:
        y, words = chart.y(share), limit_text(share)
        svg.text(chart.left - 8, y + 4, words, size=12, fill="muted", anchor="end", name="ae-tick")
        dash = "3 3" if share in frame.limits else ""
        svg.line(chart.left, y, chart.right, y, "line", dash=dash, name="ae-grid")


def _draw_days(svg: Svg, frame: ScoreFrame, language: str, chart: _Chart) -> None:
    """The check days under the line and on it, and the first and last day if there is room."""
    row, y = LabelRow(), chart.bottom + 19

    def label(at: date) -> None:
        words, x = wording.day(at).text(language), chart.x((at - frame.first).days)
        if row.take(x, text_width(words, 12)):
            svg.text(x, y, words, size=12, fill="muted", anchor="middle", name="ae-day")

    for at in dict.fromkeys((*reversed(frame.check_days), frame.first, frame.last)):
        index = (at - frame.first).days
        if not 0 <= index < chart.days:
            continue
        label(at)
        if at not in frame.check_days:
            continue
        svg.line(chart.x(index), chart.bottom, chart.x(index), chart.bottom + 5, "muted")
        value = frame.now.rolling[index] if index < len(frame.now.rolling) else None
        if value is not None:
            svg.circle(chart.x(index), chart.y(value), 4, "paper", stroke="accent", name="ae-check")
