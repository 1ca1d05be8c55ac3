"""How ScoreLab draws a regime of several metrics: the answer, and a line for each metric."""

from __future__ import annotations

from ..scales import Scale
from ..svg import Svg, shorten, text_width, wrap
from ..verdicts import LOOKS
from .facts import MetricItem, RegimeAnswer, ScoreFrame
from .places import WIDTH
from .words import WORDS, points_text

TOP, BOTTOM = 108.0, 318.0  # between the answer and the rolling line
SCALE = (252.0, 460.0)


def draw_answer(svg: Svg, frame: ScoreFrame, answer: RegimeAnswer, language: str) -> None:
    """The score or the word at the left, large."""
    score = "score_equal" if answer.equal else "score"
    head = WORDS["result" if answer.score is None else score].text(language)
    svg.text(0, 16, head, size=13, fill="muted")
    word = answer.word.text(language)
    if answer.score is None:
        size = 36 if text_width(word, 36, True) <= 360 else 26
        fill = "ink" if frame.now.assessed else "muted"
        svg.text(0, 62, word, size=size, weight=680, fill=fill, name="ae-rate")
    else:
        shown = f"{answer.score:.1f}"
        svg.text(0, 66, shown, size=48, weight=680, name="ae-rate")
        x = text_width(shown, 48, True) + 16
        svg.text(x, 65, WORDS["of_100"].text(language), size=13, fill="muted")
    if answer.was is not None:
        before = WORDS["before_word"].format(word=answer.was).text(language)
        svg.text(0, 90, before, size=12.5, fill="muted", name="ae-before")


def draw_items(svg: Svg, frame: ScoreFrame, language: str) -> None:
    """A line for each metric; what the rule says stands below where there is room."""
    room, count = BOTTOM - TOP, len(frame.items)
    step = min(40.0, room / max(count, 1))
    if any(item.limit is not None for item in frame.items):
        words = WORDS["limit_mark"].text(language)
        svg.text(SCALE[1], 98, words, size=12, fill="caution", anchor="end")
        x = SCALE[1] - text_width(words, 12) - 8
        svg.line(x, 88, x, 100, "caution", width=2)
    for place, item in enumerate(frame.items):
        _draw_item(svg, item, TOP + step * place, language)
    y = TOP + step * count + 14
    if frame.answer is None or BOTTOM - y < 20:
        return
    lines = wrap(frame.answer.summary.text(language), 13, WIDTH - 13)
    fit = int((BOTTOM - y + 16) // 18)
    for place, line in enumerate(lines[:fit]):
        cut = place == fit - 1 and len(lines) > fit
        svg.text(0, y + 18 * place, line + "…" * cut, size=13, fill="muted", name="ae-rule")


def _draw_item(svg: Svg, item: MetricItem, top: float, language: str) -> None:
    y, (left, right) = top + 14, SCALE
    value_end = left - 16
    svg.text(0, y, shorten(item.name.text(language), 13, 176), size=13)
    svg.text(value_end, y, item.text, size=14, weight=650, anchor="end", name="ae-value")
    middle, tall = y - 5, 10.0
    svg.rect(left, middle - tall / 2, right - left, tall, "panel", stroke="line", name="ae-scale", id=item.id)
    x = Scale(*item.ends, left, right).within
    if item.low is not None and item.high is not None:
        svg.line(x(item.low), middle, x(item.high), middle, "ink", width=2.5, name="ae-sure", id=item.id)
    if item.limit is not None:
        at = x(item.limit)
        svg.line(at, middle - 8, at, middle + 8, "caution", width=2, name="ae-limit", id=item.id)
    if item.was is not None and item.was != item.value:
        svg.tick(x(item.was), middle - 7, middle + 7, name="ae-was", id=item.id)
    if item.value is not None:
        svg.circle(x(item.value), middle, 5, "ink", stroke="paper", name="ae-dot", id=item.id)
    # points say it all; without them the status is a word, and never told by colour alone
    points = points_text(item)
    sign, fill, _ = LOOKS[item.tone]
    words = shorten(f"{sign} {points or item.status.text(language)}", 12.5, WIDTH - right - 14)
    name = "ae-points" if points else "ae-status"
    svg.text(right + 14, y, words, size=12.5, fill=fill, weight=600, name=name)
