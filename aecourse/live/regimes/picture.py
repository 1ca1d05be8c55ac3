"""The picture of the regimes: plain facts in, SVG text out.

A line of time with a bar for each regime, what changed since the step before, and the rules in
force on the day with what each says of the same store.  :data:`LEFT` and :data:`RIGHT` are the ends
of the time axis: the slider over the picture is laid out so that its knob stands over the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..posters import PAD, Heading
from ..scales import Scale
from ..svg import Svg, shorten, text_width, wrap
from ..verdicts import LOOKS
from .frame import RegimesFrame, Row
from .rulings import Ruling
from .timeline import FIRST, LAST, STEPS, Bar, Change, timeline_bars
from .words import (
    changed_head,
    count_words,
    day_head,
    day_words,
    figure_words,
    kind_words,
    origins,
    reason_wordings,
    say,
    summary,
    verdict_notes,
)

WIDTH, HEIGHT = 1000.0, 642.0
LEFT, RIGHT = 148.0, 980.0
_TOP, _LANE, _BAR = 26.0, 26.0, 20.0
_ROWS, _ROOM = 344.0, 298.0
_NUMBERS, _VERDICT = 380.0, 784.0
_CHANGES = 3
_LANES = sum(count for _, count in timeline_bars()[0])
PANELS = (_TOP + _LANE * _LANES + 6, _ROWS - 32, HEIGHT)
"""The time line, what changed, what each rule says: where each panel ends."""
_STEP = 16.5  # from line to line within a row
_AXIS = Scale(FIRST.toordinal(), LAST.toordinal(), LEFT, RIGHT)
_TALL = 64.0  # from this height on, a row tells its verdict large


def x_of(day: date) -> float:
    """Where *day* stands on the time axis."""
    return _AXIS.at(day.toordinal())


def picture(frame: RegimesFrame, language: str) -> str:
    """The time line and the verdicts as SVG text."""
    svg = Svg(WIDTH, HEIGHT, summary(frame, language), language, "ae-picture")
    _draw(svg, frame, language)
    return str(svg)


def poster(frame: RegimesFrame, language: str) -> str:
    """Heading, slider and picture in one, for a page that cannot run."""
    top = 116.0
    svg = Svg(WIDTH + 2 * PAD, top + HEIGHT + 40, summary(frame, language), language, "ae-poster")
    store = frame.store.text(language)
    Heading(say("name", language), say("question", language), store).draw(svg, svg.width)
    svg.open(PAD, top)
    svg.text(0, -19, day_words(frame.day, language), size=15, weight=650)
    at = x_of(frame.day)
    svg.line(x_of(STEPS[0]) - 6, -24, RIGHT + 6, -24, "line", width=4, round_ends=True)
    svg.line(x_of(STEPS[0]) - 6, -24, at, -24, "accent", width=4, round_ends=True)
    svg.circle(at, -24, 7, "paper", stroke="accent", width=2.5, name="ae-lever-mark", dash="3 3")
    _draw(svg, frame, language)
    svg.text(WIDTH, HEIGHT + 18, say("static", language), size=12, fill="muted", anchor="end")
    svg.close()
    return str(svg)


def _draw(svg: Svg, frame: RegimesFrame, language: str) -> None:
    _draw_line(svg, frame, language)
    _draw_changes(svg, frame, language)
    _draw_rows(svg, frame, language)


# -- the line of time -------------------------------------------------------------------------


def _bottom(frame: RegimesFrame) -> float:
    """Where the line of time ends."""
    return _TOP + _LANE * sum(count for _, count in frame.groups)


def _draw_line(svg: Svg, frame: RegimesFrame, language: str) -> None:
    bottom = _bottom(frame)
    for year in range(FIRST.year, LAST.year + 1):
        left = x_of(date(year, 1, 1))
        svg.line(left, 4, left, bottom, "line", name="ae-grid", id=str(year))
        svg.text(left + 5, 16, str(year), size=13, fill="muted", name="ae-tick")
    y = _TOP
    for name, count in frame.groups:
        svg.line(0, y - 0.5, WIDTH, y - 0.5, "line")
        svg.text(0, y + 17.5, name.text(language), size=13.5, weight=600, fill="muted")
        y += _LANE * count
    svg.line(0, y - 0.5, WIDTH, y - 0.5, "line")
    at = x_of(frame.day)
    crossed = 2 < at - x_of(date(frame.day.year, 1, 1)) < 40  # the line would run through the year
    start = 21 if crossed else 0
    svg.rect(at - 1, start, 2, bottom - start, "accent", name="ae-now")
    fresh = {row.now.id for row in frame.rows if row.is_new}
    for bar in frame.bars:
        _draw_bar(svg, bar, frame, language, fresh=bar.id in fresh)


def _draw_bar(svg: Svg, bar: Bar, frame: RegimesFrame, language: str, *, fresh: bool) -> None:
    """A bar: full where the rule holds on the day, pale elsewhere; hatched where its end is unknown."""
    y = _TOP + _LANE * bar.lane + (_LANE - _BAR) / 2
    left = x_of(max(bar.first, FIRST))
    right = x_of(bar.last) if bar.last is not None and bar.last < LAST else RIGHT
    active = bar.holds(frame.day)
    fill = "accent" if active else "band_1"
    traced = right
    if bar.last is None:
        traced = RIGHT if bar.seen is None else min(max(x_of(bar.seen), left + 4), RIGHT)
        svg.rect(left, y, traced - left, _BAR, fill, name="ae-bar", id=bar.id)
        _hatch(svg, traced, RIGHT, y, bar.id)
    else:
        svg.rect(left, y, right - left - 1, _BAR, fill, radius=2, name="ae-bar", id=bar.id)
    _name_bar(svg, bar.name.text(language), (left, traced, right), y, active=active, fresh=fresh)
    if fresh:
        svg.circle(left, y + _BAR / 2, 4.5, "paper", stroke="accent", width=2.5, name="ae-fresh", id=bar.id)


def _hatch(svg: Svg, left: float, right: float, y: float, id: str) -> None:
    """From the last trace of a rule on: slanted lines, for nobody knows whether it still holds."""
    svg.rect(left, y, right - left, _BAR, "panel", name="ae-unknown", id=id)
    x = left
    while x < right:
        reach = min(8.0, right - x)
        svg.line(x, y + _BAR, x + reach, y + _BAR - _BAR * reach / 8, "muted", width=0.8)
        x += 9


def _name_bar(svg: Svg, words: str, ends: tuple[float, float, float], y: float, *, active: bool, fresh: bool) -> None:
    """A bar's name on its full part, or where that is too short on the hatched one, or before it."""
    left, traced, right = ends
    wide, weight = text_width(words, 13, active), 600 if active else 400
    inset = 9 if fresh else 5
    if wide <= traced - left - inset - 2:
        fill = "paper" if active else "ink"
        svg.text(left + inset, y + 14.5, words, size=13, fill=fill, weight=weight, name="ae-bar-name")
        return
    fill = "accent" if active else "muted"
    if wide + 12 <= right - traced:
        svg.rect(traced + 1, y, wide + 9, _BAR, "paper")  # no hatching runs through the words
        svg.text(traced + 5, y + 14.5, words, size=13, fill=fill, weight=weight, name="ae-bar-name")
        return
    svg.rect(left - inset - wide - 3, y, wide + 6, _BAR, "paper")  # no line runs through the words
    svg.text(left - inset, y + 14.5, words, size=13, fill=fill, weight=weight, anchor="end", name="ae-bar-name")


# -- what changed -----------------------------------------------------------------------------


def _draw_changes(svg: Svg, frame: RegimesFrame, language: str) -> None:
    top, head = _bottom(frame) + 22, changed_head(frame, language)
    if frame.changes:
        _draw_list(svg, head, frame.changes, language, top, "ae-change")
    else:
        svg.text(0, top, head, size=13.5, fill="muted", name="ae-unchanged")


def _draw_list(svg: Svg, head: str, changes: tuple[Change, ...], language: str, top: float, name: str) -> None:
    """A heading and, beside it, what begins, ends or happens, one a line."""
    svg.text(0, top, head, size=13.5, weight=650)
    left = max(text_width(head, 13.5, True) + 20, LEFT + 50)
    shown = changes[:_CHANGES]
    looks = {"begins": ("accent", "+"), "ends": ("bad", "−"), "date": ("muted", "◆")}
    days = [day_words(change.day, language) for change in shown]
    kinds = [kind_words(change, language) for change in shown]
    second = left + 18 + max(text_width(kind, 13, True) for kind in kinds) + 12
    third = second + max(text_width(day, 13) for day in days) + 14
    for place, (change, kind, day) in enumerate(zip(shown, kinds, days, strict=True)):
        y = top + 19 * place
        fill, sign = looks[change.kind]
        svg.text(left + 5, y, sign, size=13, weight=700, fill=fill, anchor="middle")
        svg.text(left + 18, y, kind, size=13, weight=600, fill=fill)
        svg.text(second, y, day, size=13, fill="muted")
        more = len(changes) - len(shown) if place == len(shown) - 1 else 0
        tail = say("more", language, count=more) if more else ""
        room = WIDTH - third - (text_width(tail, 13) + 16 if tail else 0)
        svg.text(third, y, shorten(change.what.text(language), 13, room), size=13, name=name)
        if tail:
            svg.text(WIDTH, y, tail, size=13, fill="muted", anchor="end")


# -- the rules in force -----------------------------------------------------------------------


def _draw_rows(svg: Svg, frame: RegimesFrame, language: str) -> None:
    head = day_head(frame, language)
    svg.text(0, _ROWS - 14, head, weight=650, name="ae-day")
    count = count_words(frame, language)
    svg.text(text_width(head, 14, True) + 12, _ROWS - 14, count, size=13, fill="muted", name="ae-rules")
    if any(bar.last is None and bar.seen is not None and bar.seen < frame.day for bar in frame.bars):
        words = say("hatched", language)
        svg.text(WIDTH, _ROWS - 14, words, size=13, fill="muted", anchor="end", name="ae-hatched")
    svg.line(0, _ROWS - 3.5, WIDTH, _ROWS - 3.5, "line")
    if frame.rows:
        tall = min(max((_ROOM - 22) / len(frame.rows), 39.0), 110.0)
        for place, row in enumerate(frame.rows):
            _draw_row(svg, row, language, _ROWS - 3 + tall * place, tall)
        end = _ROWS - 3 + tall * len(frame.rows)
        if frame.ahead and HEIGHT - 20 - end > 30 + 19 * _CHANGES:
            _draw_list(svg, say("ahead", language), frame.ahead, language, end + 34, "ae-ahead")
    svg.text(0, HEIGHT - 6, shorten(say("note", language), 13, WIDTH), size=13, fill="muted")


def _draw_row(svg: Svg, row: Row, language: str, top: float, tall: float) -> None:
    """One rule: its name, date and source; its numbers and whether it assesses; its verdict."""
    if row.changed:
        svg.rect(0, top, WIDTH, tall - 1, "panel")
        svg.rect(0, top, 3, tall - 1, "accent")
    svg.line(0, top + tall - 0.5, WIDTH, top + tall - 0.5, "line")
    large = tall >= _TALL
    one, two = (top + 21, top + 39.5) if large else (top + 16.5, top + 33)
    _draw_name(svg, row, language, one, two)
    told = _draw_numbers(svg, row.now, language, one, two, large=large)
    _draw_verdict(svg, row, language, one, two, large=large)
    spare = int((top + tall - two - 3) // _STEP)
    lines = () if told else wrap(row.now.reason.text(language), 13, _VERDICT - 40)
    lines += wrap(row.summary.text(language), 13, _VERDICT - 40)
    for place, line in enumerate(lines[:spare]):
        cut = place == spare - 1 and len(lines) > spare
        svg.text(12, two + _STEP * (place + 1), line + "…" * cut, size=13, fill="muted")


def _draw_name(svg: Svg, row: Row, language: str, one: float, two: float) -> None:
    x, room = 12.0, _NUMBERS - 14
    if row.is_new:
        words = say("new", language)
        wide = text_width(words, 13, True) + 12
        svg.rect(x, one - 13.5, wide, 17, "accent", radius=8.5)
        svg.text(x + wide / 2, one - 0.5, words, size=13, weight=650, fill="paper", anchor="middle", name="ae-new")
        x += wide + 8
    name = shorten(row.name.text(language), 13.5, (room - x) / 1.05)
    svg.text(x, one, name, size=13.5, weight=650, name="ae-regime")
    svg.text(12, two, _fitting(origins(row, language), 13, room - 12), size=13, fill="muted")


def _fitting(wordings: Iterable[str], size: float, room: float) -> str:
    """The first of *wordings* that fits into *room*, or the last of them cut."""
    words = ""
    for words in wordings:
        if text_width(words, size) <= room:
            return words
    return shorten(words, size, room)


def _draw_numbers(svg: Svg, ruling: Ruling, language: str, one: float, two: float, *, large: bool) -> bool:
    """As many numbers as there is room for, then the window's length and why assessed or not.

    Whether the reason could be told in full.
    """
    room, x = _VERDICT - _NUMBERS - 14, _NUMBERS
    for place, words in enumerate(figure_words(ruling, language)):
        first = place == 0
        size = 15.0 if large and first else 13.0
        wide = text_width(words, size, first)
        if x + wide > _NUMBERS + room:
            break
        svg.text(
            x, one, words, size=size, weight=600 if first else 400, fill="ink" if first else "muted", name="ae-figure"
        )
        x += wide + 14
    words, reason = _fitting(reason_wordings(ruling, language), 13, room), ruling.reason.text(language)
    svg.text(_NUMBERS, two, words, size=13, fill="muted" if ruling.assessed else "caution", name="ae-reason")
    return words.endswith(reason) or reason.endswith(words)


def _draw_verdict(svg: Svg, row: Row, language: str, one: float, two: float, *, large: bool) -> None:
    sign, tone, wash = LOOKS[row.now.tone]
    badge, size = (24.0, 20.0) if large else (18.0, 14.0)
    x, room = _VERDICT + badge + 8, WIDTH - 8 - _VERDICT - badge - 8
    word = row.now.word.text(language)
    while size > 14 and text_width(word, size, True) > room:
        size -= 1
    middle = one - size * 0.35
    svg.rect(_VERDICT, middle - badge / 2, badge, badge, wash, radius=badge / 2)
    svg.text(
        _VERDICT + badge / 2, middle + badge * 0.24, sign, size=badge * 0.62, weight=700, fill=tone, anchor="middle"
    )
    svg.text(x, one, shorten(word, size, room / 1.05), size=size, weight=650, fill=tone, name="ae-verdict")
    words = shorten(" · ".join(verdict_notes(row, language)), 13, WIDTH - _VERDICT)
    fill = "caution" if row.now.illustrative else "muted"
    svg.text(_VERDICT, two, words, size=13, fill=fill, name="ae-note")
