"""The picture of the capstone for a narrow page: bars, steps and plan one below the other."""

from __future__ import annotations

from ..svg import Svg
from .frame import CapstoneFrame
from .picture import SPLIT, draw_answer, draw_bars, draw_plan, draw_steps
from .result import draw_result
from .words import summary

SIZE = WIDTH, HEIGHT = 352.0, 880.0
_STEPS, _PLAN = 316.0, 694.0


def narrow(frame: CapstoneFrame, language: str) -> str:
    """What the page shows where it is narrow, as SVG text."""
    svg = Svg(WIDTH, HEIGHT, summary(frame, language), language, "ae-phone")
    if frame.headline is not None:
        draw_result(svg, frame, language, WIDTH, HEIGHT)
        return str(svg)
    draw_answer(svg, frame, language, WIDTH)
    draw_bars(svg, frame, language, WIDTH)
    svg.open(-SPLIT - 20, _STEPS)
    draw_steps(svg, frame, language)
    svg.close()
    draw_plan(svg, frame, language, "start", _PLAN, WIDTH)
    return str(svg)
