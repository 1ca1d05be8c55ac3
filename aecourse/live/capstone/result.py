"""The picture of a plan that was judged: what it did to the store, and each line in words."""

from __future__ import annotations

from collections.abc import Sequence

from ...base.language import Phrase
from ..svg import Svg, shorten, text_width, wrap
from .frame import FULL, CapstoneFrame, PlanRow
from .words import WORDS, plan_line

WIDTH, HEIGHT = 640.0, 560.0
_ROOMY = 500.0  # a picture as wide as this has room for everything side by side
BOLD = 1.05  # how much wider words in bold type are


def draw_result(svg: Svg, frame: CapstoneFrame, language: str, wide: float = WIDTH, high: float = HEIGHT) -> None:
    """What the plan did in all, to each metric (or what was planted), and line by line."""
    headline, points = frame.headline or Phrase("", ""), frame.points or Phrase("", "")
    svg.text(0, 12, frame.name.text(language), size=13, fill="muted")
    size = 30 if wide > _ROOMY else 20
    svg.text(0, 48, headline.text(language), size=size, weight=650, name="ae-headline")
    words = points.text(language)
    pill = text_width(words, 13, True) + 24
    svg.rect(wide - pill, 6, pill, 26, "good_wash", radius=13)
    svg.text(wide - pill / 2, 23.5, words, size=13, weight=600, fill="good", anchor="middle", name="ae-points")
    if frame.money is not None:
        svg.text(0, 72, shorten(frame.money.text(language), 13, wide), size=13, name="ae-money")
    y = _draw_truth(svg, frame, language, wide) if frame.truth else _draw_readings(svg, frame, language, wide)
    _draw_verdicts(svg, frame, language, y + 18, wide, high)


def _draw_readings(svg: Svg, frame: CapstoneFrame, language: str, wide: float) -> float:
    counted = frame.own
    title = wrap(WORDS["counted" if counted else "readings"].text(language), 14 * BOLD, wide - 4)
    y = 104.0 if wide > _ROOMY else 91.0  # above the heads of the columns, where there is no room beside them
    svg.text(0, y, lines_cut(title, 1, 14 * BOLD, wide)[0], weight=650)
    columns = ((wide - 148, "before"), (wide - 74, "after"), (wide, "best"))
    for x, key in columns[: 2 if counted else 3]:
        svg.text(x, 104, WORDS[key].text(language), size=11.5, fill="muted", anchor="end")
    svg.line(0, 111.5, wide, 111.5, "line")
    y = 111.0
    for reading in frame.readings[:10]:
        y += 17
        svg.text(0, y, shorten(reading.name.text(language), 12, wide - 214), size=12, name="ae-reading")
        cells = (reading.before, reading.after, reading.best)
        for (x, key), words in zip(columns, cells, strict=True):
            if words is not None:
                strong = key == "after" and reading.moved
                svg.text(
                    x,
                    y,
                    words.text(language),
                    size=12,
                    anchor="end",
                    weight=650 if strong else 400,
                    fill="ink" if strong or key != "best" else "muted",
                )
    return y + 12


def _draw_truth(svg: Svg, frame: CapstoneFrame, language: str, wide: float) -> float:
    svg.text(0, 104, WORDS["truth"].text(language), weight=650)
    svg.line(0, 111.5, wide, 111.5, "line")
    y, room = 114.0, wide - 18
    for line in frame.truth:
        lines = wrap(line.text(language).replace(" %", "\u00a0%"), 12, room)
        for at, words in enumerate(lines_cut(lines, 2, 12, room)):
            y += 17
            if not at:
                svg.text(0, y, "•", size=12)
            svg.text(14, y, words, size=12, name="ae-truth")
        y += 4
    return y + 8


def _draw_verdicts(svg: Svg, frame: CapstoneFrame, language: str, top: float, wide: float, high: float) -> None:
    svg.text(0, top, WORDS["lines"].text(language), weight=650)
    svg.line(0, top + 7.5, wide, top + 7.5, "line")
    judged = [(n, row) for n, row in enumerate(frame.rows, start=1) if row.verdict is not None]
    room = (high - top - 14) / max(len(judged), 1)
    most = max(int((room - 22) / 14.5), 1)
    y = top + 25
    for number, row in judged:
        lines = _verdict(svg, row, number, y, most, language, wide)
        y += 19 + 14.5 * lines + 4


def _verdict(svg: Svg, row: PlanRow, number: int, y: float, most: int, language: str, wide: float) -> int:
    colour = {"✓": "good", "≈": "caution"}.get(row.mark, "bad")
    svg.text(0, y, f"{row.mark} {number}", size=12.5, weight=650, fill=colour, name="ae-mark")
    points = "" if row.points is None else f"{row.points}/{FULL}"
    title = shorten(plan_line((row.place, row.cause), language), 12.5 * BOLD, wide - 90)
    svg.text(30, y, title, size=12.5, weight=600)
    svg.text(wide, y, points, size=12, anchor="end", fill=colour)
    words = row.verdict.text(language) if row.verdict else ""
    lines = lines_cut(wrap(words, 11.5, wide - 30), most, 11.5, wide - 30)
    for at, line in enumerate(lines):
        svg.text(30, y + 16 + 14.5 * at, line, size=11.5, name="ae-verdict")
    return len(lines)


def lines_cut(lines: Sequence[str], most: int, size: float, room: float) -> Sequence[str]:
    """At most so many *lines*; what is left over is shortened into the last."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), size, room)]
