"""The picture of StoreYear for a narrow page: the same parts, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..svg import Svg, shorten, wrap
from .end import draw_causes, draw_finding, draw_months, draw_result, results
from .frame import YearFrame
from .lines import draw_money, draw_scores
from .picture import draw_check, draw_items, draw_planned, draw_tile, tiles
from .sentences import summary
from .words import WORDS, month_name

WIDTH, HEIGHT = 312.0, 1004.0
BOLD = WIDTH / 1.05  # what words in bold type may take
_RIGHT = -336.0  # moves the right half of the wide picture to the left edge


def narrow(frame: YearFrame, language: str) -> str:
    """The picture for a narrow page as SVG text."""
    svg = Svg(WIDTH, HEIGHT, summary(frame, language), language, "ae-phone")
    svg.text(0, 14, shorten(frame.where.text(language), 12, WIDTH), size=12, fill="muted", name="ae-where")
    (_draw_end if frame.over else _draw_month)(svg, frame, language)
    return str(svg)


@contextmanager
def _moved(svg: Svg, x: float, y: float) -> Iterator[None]:
    svg.open(x, y)
    yield
    svg.close()


def _draw_month(svg: Svg, frame: YearFrame, language: str) -> None:
    for place, tile in enumerate(tiles(frame, language)):
        row, column = divmod(place, 2)
        with _moved(svg, 0, 88 * row):
            draw_tile(svg, column, *tile)
    y = 216.0
    for place, phrase in enumerate(frame.news[:3]):
        for line in wrap(phrase.text(language), 13, BOLD):
            fill, weight = ("caution", 400) if place else ("ink", 600)
            svg.text(0, y, line, size=13, weight=weight, fill=fill, name="ae-trouble" if place else "ae-news")
            y += 17
    top = max(y + 14, 290.0)
    with _moved(svg, 0, top - 166):
        draw_items(svg, frame, language)
    with _moved(svg, _RIGHT, top - 166 + 126):
        draw_check(svg, frame, language)
    draw_money(svg, frame, language, 0, top + 266)
    draw_scores(svg, frame, language, 0, top + 372)
    _draw_plan(svg, frame, language, top + 470)


def _draw_plan(svg: Svg, frame: YearFrame, language: str, top: float) -> None:
    plan = frame.plan
    assert plan is not None
    svg.rect(0, top, WIDTH, HEIGHT - top, "band_1", radius=8)
    title = WORDS["plan"].format(month=month_name(plan.month)).text(language)
    svg.text(12, top + 20, title, weight=650, name="ae-plan")
    for row, line in enumerate(wrap(plan.season.note.text(language), 12, BOLD - 24)):
        svg.text(12, top + 38 + 15 * row, line, size=12, weight=550, fill="caution", name="ae-season")
    for place in range(4):
        row, column = divmod(place, 2)
        draw_planned(svg, frame, language, place, 12 + 152 * column, HEIGHT - 112 + 58 * row)


def _draw_end(svg: Svg, frame: YearFrame, language: str) -> None:
    for row, result in enumerate(results(frame, language)):
        draw_result(svg, 0, 74 * row, result)
    draw_finding(svg, frame, language, 268, BOLD)
    with _moved(svg, 0, 204):
        draw_causes(svg, frame, language)
    with _moved(svg, _RIGHT, 418):
        draw_months(svg, frame, language)
    draw_money(svg, frame, language, 0, 800)
    draw_scores(svg, frame, language, 0, 908)
