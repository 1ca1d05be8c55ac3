"""The end of StoreYear's year: you and the best known line, levers and months, the line to hand in."""

from __future__ import annotations

from dataclasses import dataclass

from ...base.wording import NONE, minus, percent, sentence, warning
from ..scales import Scale
from ..svg import Svg, shorten, text_width, wrap
from .frame import YearFrame
from .lines import draw_lines
from .words import WORDS, month_name

ROWS = 9  # levers and luck
_LEFT, _RIGHT = 132.0, 300.0
_ROOM = 50.0  # for the number at the end of a bar
_TOP, _STEP = 178.0, 20.0
_MONTHS, _FLOOR = 336.0, _TOP + _STEP * ROWS  # where the bars of the months begin, and end below
_COLUMNS = (0.0, 216.0, 432.0)


def draw_end(svg: Svg, frame: YearFrame, language: str) -> None:
    """Everything below the line that says where the year stands."""
    for x, result in zip(_COLUMNS, results(frame, language), strict=True):
        draw_result(svg, x, 0, result)
    draw_finding(svg, frame, language, 112, 640)
    draw_causes(svg, frame, language)
    draw_months(svg, frame, language)
    draw_lines(svg, frame, language, 398)


@dataclass(frozen=True, slots=True)
class EndFigure:
    """One of the large numbers of the end, with its colour, and a note with its own."""

    head: str
    value: str
    fill: str
    name: str
    note: str
    tone: str


def results(frame: YearFrame, language: str) -> tuple[EndFigure, EndFigure, EndFigure]:
    """Profit, the best known line, the mean score."""

    def say(key: str, **values: object) -> str:
        return WORDS[key].format(**values).text(language)

    it, best = frame.outcome, frame.best
    mean = NONE if it.score is None else minus(str(it.score))
    note, tone = say("sought"), "muted"
    if best is not None:
        beaten = it.profit >= best.profit
        reached = max(it.profit, 0) / best.profit if best.profit > 0 else 0.0
        note, tone = (say("beaten"), "good") if beaten else (say("share", share=percent(reached, 0)), "ink")
    sound = "" if frame.sound is None else say("sound", usd=minus(f"{frame.sound:,}"))
    own = "ink" if it.profit >= 0 else "bad"
    top = NONE if best is None else minus(f"{best.profit:+,}")
    return (
        EndFigure(say("profit"), minus(f"{it.profit:+,}"), own, "profit", sound, "muted"),
        EndFigure(say("best"), top, "good", "best", note, tone),
        EndFigure(say("mean"), mean, "ink", "mean", say("points", n=it.points), "bad" if it.points else "muted"),
    )


def draw_result(svg: Svg, x: float, y: float, it: EndFigure) -> None:
    """A large number whose heading stands 34 below *y*."""
    svg.text(x, y + 34, shorten(it.head, 12.5, 208), size=12.5, fill="muted")
    svg.text(x, y + 68, it.value, size=34, weight=680, fill=it.fill, name=f"ae-{it.name}")
    svg.text(x, y + 87, shorten(it.note, 12, 212), size=12, fill=it.tone, name=f"ae-{it.name}-note")


def draw_finding(svg: Svg, frame: YearFrame, language: str, y: float, room: float) -> None:
    """Lost, survived or won, and which month cost most, in lines from *y* on."""
    words = sentence(frame.finding).text(language)
    bad = frame.outcome.ended != "year" or frame.outcome.profit < 0
    for line in wrap(warning(words) if bad else words, 15, room):
        svg.text(0, y, line, size=15, weight=650, fill="bad" if bad else "ink", name="ae-finding")
        y += 19
    if frame.cost is not None:
        for row, line in enumerate(wrap(frame.cost.text(language), 13, room)):
            svg.text(0, y + 16 * row, line, size=13, name="ae-cost")


def draw_line(svg: Svg, frame: YearFrame, language: str) -> None:
    """The line to hand in, for a page on which it cannot be copied from a box."""
    words = WORDS["hand_in"].text(language)
    svg.text(0, 514, words, size=12.5, weight=650)
    svg.text(text_width(words, 12.5, True) + 12, 514, frame.line, size=10, name="ae-line")


def draw_causes(svg: Svg, frame: YearFrame, language: str) -> None:
    """Which lever decided the year, in the left half."""
    svg.text(0, _TOP - 8, WORDS["decided"].text(language), size=13, weight=650)
    svg.text(_RIGHT, _TOP - 8, WORDS["decided_note"].text(language), size=11.5, fill="caution", anchor="end")
    lost = max([-cause.profit for cause in frame.causes if cause.profit < 0], default=0)
    won = max([cause.profit for cause in frame.causes if cause.profit > 0], default=0)
    along = Scale(-lost, max(won, 1 - lost), _LEFT + _ROOM, _RIGHT - _ROOM)
    zero = along.at(0)
    svg.line(zero, _TOP, zero, _TOP + _STEP * ROWS, "muted", name="ae-zero")
    for row, cause in enumerate(frame.causes):
        y = _TOP + _STEP * row
        svg.text(0, y + 14, shorten(cause.label.text(language), 12, _LEFT - 4), size=12)
        tip, gain = along.at(cause.profit), cause.profit >= 0
        svg.rect(min(zero, tip), y + 4, abs(tip - zero), 13, "good" if gain else "bad", radius=2, name="ae-cause")
        words = minus(f"{cause.profit:+,}") if cause.profit else "0"
        edge = tip + 5 if gain else tip - 5
        svg.text(edge, y + 14, words, size=12, weight=600, anchor="start" if gain else "end")
    if frame.counted < ROWS:
        y = _TOP + _STEP * frame.counted
        words = WORDS["counting"].format(n=frame.counted, all=ROWS).text(language)
        svg.text(0, y + 14, words, size=12, fill="muted")


def draw_months(svg: Svg, frame: YearFrame, language: str) -> None:
    """What each month cost: down where it cost, up where it was better than an understanding seller's."""
    svg.text(_MONTHS, _TOP - 8, WORDS["costs"].text(language), size=13, weight=650)
    gains = [-cost.usd for cost in frame.costs]
    low, high = min([*gains, 0]), max([*gains, 0])
    down = Scale(low, max(high, low + 1), _FLOOR - 30, _TOP + 12)
    across = Scale(0.5, 12.5, _MONTHS, 640)
    zero = down.at(0)
    svg.line(_MONTHS, zero, 640, zero, "muted", name="ae-month-zero")
    worst = min(gains, default=0)
    best = max(gains, default=0)
    for cost, gain in zip(frame.costs, gains, strict=True):
        x, tip = across.at(cost.number), down.at(gain)
        fill = "bad" if gain == worst < 0 else "good" if gain >= 0 else "rail"
        svg.rect(x - 8, min(zero, tip), 16, abs(tip - zero), fill, radius=2, name="ae-month-cost", id=str(cost.number))
        if gain and (gain == worst or gain == best > 0):
            words = minus(f"{gain:+,}")
            at = min(max(x, _MONTHS + 18), 622)
            svg.text(
                at, tip + (-4 if gain > 0 else 13), words, size=11.5, weight=600, anchor="middle", name="ae-month-usd"
            )
    for number in range(1, 13):
        name = month_name(number).en[:1] if language == "en" else str(number)
        svg.text(across.at(number), _FLOOR - 2, name, size=11.5, fill="muted", anchor="middle", name="ae-month-name")
