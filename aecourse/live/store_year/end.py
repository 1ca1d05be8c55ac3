"""The end of StoreYear's year: profit, scores, what decided it, the line to hand in."""

from __future__ import annotations

from ...base.wording import NONE, minus, sentence, warning
from ..scales import Scale
from ..svg import Svg, text_width
from .frame import YearFrame
from .lines import draw_lines
from .words import WORDS

_ROWS, _LEFT, _RIGHT = 8, 150.0, 632.0
_ROOM = 62.0  # for the number at the end of a bar


def draw_end(svg: Svg, frame: YearFrame, language: str) -> None:
    """Everything below the line that says where the year stands."""
    it = frame.outcome

    def say(key: str, **values: object) -> str:
        return WORDS[key].format(**values).text(language)

    svg.text(0, 40, say("profit"), size=13, fill="muted")
    svg.text(
        0, 82, minus(f"{it.profit:+,}"), size=42, weight=680, fill="ink" if it.profit >= 0 else "bad", name="ae-profit"
    )
    x = 330.0
    svg.text(x, 40, say("mean"), size=13, fill="muted")
    mean = NONE if it.score is None else minus(str(it.score))
    svg.text(x, 82, mean, size=42, weight=680, name="ae-mean")
    side = x + max(text_width(say("mean"), 13), text_width(mean, 42, True)) + 24
    svg.text(side, 40, say("points", n=it.points), size=13, fill="bad" if it.points else "muted")
    words = sentence(frame.finding).text(language)
    svg.text(0, 108, words if it.ended == "year" else warning(words), weight=650, name="ae-finding")
    if frame.sound is not None:
        words = say("sound", usd=f"{frame.sound:,}")
        svg.text(0, 128, words, size=13, fill="muted", name="ae-sound")
    _draw_causes(svg, frame, language)
    draw_lines(svg, frame, language, 394)


def draw_line(svg: Svg, frame: YearFrame, language: str) -> None:
    """The line to hand in, for a page on which it cannot be copied from a box."""
    words = WORDS["hand_in"].text(language)
    svg.text(0, 514, words, size=12.5, weight=650)
    svg.text(text_width(words, 12.5, True) + 12, 514, frame.line, size=11, name="ae-line")


def _draw_causes(svg: Svg, frame: YearFrame, language: str) -> None:
    svg.text(0, 152, WORDS["decided"].text(language), weight=650)
    svg.text(640, 152, WORDS["decided_note"].text(language), size=12, fill="caution", anchor="end")
    lost = max([-cause.profit for cause in frame.causes if cause.profit < 0], default=0)
    won = max([cause.profit for cause in frame.causes if cause.profit > 0], default=0)
    along = Scale(-lost, max(won, 1 - lost), _LEFT + _ROOM, _RIGHT - _ROOM)
    zero = along.at(0)
    svg.line(zero, 162, zero, 162 + 24 * _ROWS, "muted", name="ae-zero")
    for row, cause in enumerate(frame.causes):
        y = 162 + 24 * row
        svg.text(0, y + 15, cause.label.text(language), size=13)
        tip, gain = along.at(cause.profit), cause.profit >= 0
        svg.rect(min(zero, tip), y + 4, abs(tip - zero), 16, "good" if gain else "bad", radius=2, name="ae-cause")
        words = minus(f"{cause.profit:+,}") if cause.profit else "0"
        edge = tip + 6 if gain else tip - 6
        svg.text(edge, y + 15, words, size=13, weight=600, anchor="start" if gain else "end")
    if frame.counted < _ROWS:
        y = 162 + 24 * frame.counted
        svg.text(0, y + 15, WORDS["counting"].format(n=frame.counted, all=_ROWS).text(language), size=13, fill="muted")
    else:
        svg.text(0, 162 + 24 * _ROWS + 15, WORDS["halfway"].text(language), size=12, fill="muted")
