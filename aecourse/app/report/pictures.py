"""The trend of a metric as SVG."""

from __future__ import annotations

from ...base.language import Language
from ...base.wording import day
from ...live.svg import Svg
from ...scoring.assessment.results import format_value
from ...scoring.metrics import METRICS
from .facts import MetricFacts

WIDTH, HEIGHT = 440.0, 140.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 12.0, 14.0, 26.0


def trend(metric: MetricFacts, language: Language) -> str:
    """The rolling line with the limit, if it is known; empty where there is no line."""
    known = [(at, value) for at, (_, value) in enumerate(metric.trend) if value is not None]
    if len(known) < 2:
        return ""
    shown = [value for _, value in known] + ([] if metric.limit is None else [metric.limit])
    low, high = min(shown), max(shown)
    room = (high - low) * 0.12 or 0.01
    low, high = max(low - room, 0.0), high + room
    last = len(metric.trend) - 1

    def x(at: int) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * at / max(last, 1)

    def y(value: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * (value - low) / (high - low)

    name = METRICS[metric.id].name.text(language)
    ends = f"{format_value(metric.id, known[0][1])} → {format_value(metric.id, known[-1][1])}"
    svg = Svg(WIDTH, HEIGHT, f"{name}: {ends}", language, "trend")
    for value in (min(v for _, v in known), max(v for _, v in known)):
        svg.line(_LEFT, y(value), WIDTH - _RIGHT, y(value), "line")
        svg.text(_LEFT - 8, y(value) + 4, format_value(metric.id, value), size=12, fill="muted", anchor="end")
    if metric.limit is not None:
        svg.line(_LEFT, y(metric.limit), WIDTH - _RIGHT, y(metric.limit), "bad", dash="5 4", name="limit")
    svg.polyline([(x(at), y(value)) for at, value in known], "accent", width=2, name="rolling")
    svg.circle(x(known[-1][0]), y(known[-1][1]), 4, "accent")
    for at, anchor in ((0, "start"), (last, "end")):
        words = day(metric.trend[at][0], year=True).text(language)
        svg.text(x(at), HEIGHT - 6, words, size=12, fill="muted", anchor=anchor)
    return str(svg)
