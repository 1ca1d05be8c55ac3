"""The picture of DeadlineClock: plain facts in, SVG text out.

The moment at which time runs out, a calendar of the rule's days with the part of each that counts,
and what moved the deadline.  It flows down the width that it is given: a page's or a phone's.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from ...base import wording
from ...models.deadline import TEXTS, ClockDay, Deadline
from ...rulebook.vocabulary import MODES
from ..flow import Flow, FlowPage
from ..posters import LEFT, Heading
from ..scales import Scale
from ..svg import Svg, text_width
from .frame import DeadlineFrame
from .words import WORDS, answer_words, clocks_words, left_words, moment_label, notes, source_words, summary, weekday

_GAP = 4.0
_BAR = 12.0  # of a day: how high its counted part is drawn


def _question(svg: Svg, frame: DeadlineFrame, language: str) -> None:
    asked = frame.asked
    flow = Flow(svg, LEFT)
    told = (
        ("paid", asked.paid),
        ("later", f"{asked.later:g}{WORDS['hours'].text(language)}" if asked.later else ""),
        ("now", asked.now),
        ("zone", TEXTS["zones"][asked.zone].text(language)),
        ("rule", frame.rule.text(language)),
        ("place", TEXTS["places"][asked.place].text(language)),
        ("mode", MODES[asked.mode].text(language)),
    )
    for key, value in told:
        if value:
            flow.words(WORDS[key].text(language), size=12, fill="muted")
            flow.words(value, weight=600)
            flow.gap(6)


def _draw(flow: Flow, frame: DeadlineFrame, language: str) -> None:
    _draw_answer(flow, frame, language)
    found = frame.found
    if found is not None:
        flow.gap(18)
        _draw_calendar(flow, found, language)
    flow.gap(10)
    for note in notes(frame):
        flow.gap(4)
        top = flow.y
        flow.words(note.text(language), x=14, size=14, name="ae-note")
        flow.svg.rect(0, top + 4, 3, flow.y - top - 5, "caution" if found is None else "rail")
    if found is not None:
        flow.gap(8)
        flow.rule()
        flow.gap(4)
        flow.words(source_words(frame).text(language), size=12, fill="muted", name="ae-source")


def _draw_answer(flow: Flow, frame: DeadlineFrame, language: str) -> None:
    found = frame.found
    flow.words(moment_label(frame).text(language), fill="muted")
    flow.gap(4)
    words = answer_words(frame).text(language)
    size = min(36.0, 36.0 * flow.width / text_width(words, 36, True))
    flow.words(words, size=size, weight=680, room=2 * flow.width, name="ae-due")
    if found is None:
        return
    flow.gap(2)
    flow.words(clocks_words(frame, found).text(language), fill="muted", name="ae-clocks")
    flow.gap(10)
    late = found.left < timedelta()
    known = found.clock.calendar_known
    look = ("bad", "band_3") if late else ("good", "good_wash")
    sign = "✕ " if late else "✓ "
    end = flow.badge(sign + left_words(found).text(language), *look, name="ae-left")
    if not known:
        words = wording.warning(WORDS["open"].text(language))
        if end + 10 + text_width(words, 13, True) + 22 > flow.width:
            flow.gap(32)
            end = -10.0
        flow.badge(words, "caution", "caution_wash", x=end + 10, name="ae-open")
    flow.gap(28)


# -- the calendar ---------------------------------------------------------------------------------


def _draw_calendar(flow: Flow, found: Deadline, language: str) -> None:
    zone = TEXTS["zones"].get(found.clock.zone)
    where = found.clock.zone if zone is None else zone.text(language)
    flow.words(WORDS["calendar"].format(zone=where).text(language), weight=650)
    flow.gap(6)
    across = Scale(0, 7, 0, flow.width + _GAP)
    wide = across.at(1) - _GAP
    for place in range(7):
        name = weekday(place).text(language)
        flow.svg.text(across.at(place) + 2, flow.y + 12, name, size=12, fill="muted")
    flow.gap(18)
    high = 58.0
    for row, week in enumerate(_weeks(found)):
        top = flow.y + row * (high + _GAP)
        for place, day in enumerate(week):
            _draw_day(flow.svg, found, day, across.at(place), top, wide, high, language)
    flow.gap(len(_weeks(found)) * (high + _GAP))
    flow.words(WORDS["legend"].text(language), size=12, fill="muted")


def _weeks(found: Deadline) -> list[tuple[ClockDay, ...]]:
    return [found.days[at : at + 7] for at in range(0, len(found.days), 7)]


def _draw_day(
    svg: Svg, found: Deadline, day: ClockDay, x: float, top: float, wide: float, high: float, language: str
) -> None:
    """A day: its date, the part of it that counts, and what happens on it."""
    between = found.paid.date() <= day.day <= found.due.date()
    still = bool(day.still) and between
    svg.rect(x, top, wide, high, "line" if still else "panel" if between else "paper", radius=5, stroke="line")
    roomy = wide > 60
    date = wording.day(day.day).text(language) if roomy or language == "zh" else f"{day.day.day}"
    if not roomy:
        date = f"{day.day.month}/{day.day.day}"
    fill = "ink" if between else "muted"
    inset, size = (6, 13) if roomy else (4, 12)
    svg.text(x + inset, top + 17, date, size=size, fill=fill, weight=600 if between else 400, name="ae-day")
    within = Scale(0, 1, x, x + wide)
    if day.end > day.start:
        left, right = within.at(day.start), within.at(day.end)
        svg.rect(left, top + high - _BAR, right - left, _BAR, "accent", name="ae-run", id=str(day.day))
    if still:
        words = TEXTS["days"][day.still].text(language)
        if text_width(words, 12) > wide - 8:
            words = WORDS["still"].text(language)
        svg.text(x + inset, top + 35, words, size=12, fill="muted", name="ae-still", id=str(day.day))
    if found.now.date() == day.day and found.days[0].day <= found.now.date():
        place = within.at((found.now.hour * 60 + found.now.minute) / 1440)
        svg.circle(place, top + high - _BAR / 2, 4.5, "paper", stroke="accent", width=2.5, name="ae-now")
    for mark, at in (("paid_mark", found.paid), ("due_mark", found.due)):
        if at.date() == day.day:
            words = "" if mark == "paid_mark" and found.paid.date() == found.due.date() else WORDS[mark].text(language)
            _draw_mark(svg, mark, at, within, top, high, words)


def _draw_mark(svg: Svg, mark: str, at: datetime, within: Scale, top: float, high: float, words: str) -> None:
    place = within.at((at.hour * 3600 + at.minute * 60 + at.second) / 86_400)
    fill = "ink" if mark == "paid_mark" else "bad"
    svg.line(
        place,
        top + 22 if mark == "due_mark" else top + high - _BAR - 4,
        place,
        top + high,
        fill,
        width=2.5,
        name=f"ae-{mark.removesuffix('_mark')}-mark",
    )
    wide, left, right = text_width(words, 12, True), within.at(0) + 4, within.at(1) - 3
    after = place + 5 if place + 5 + wide <= right else place - 5 - wide
    start = left + 2 if mark == "paid_mark" else after
    if words and left <= start and start + wide <= right:
        svg.text(start, top + 36, words, size=12, weight=600, fill=fill, name="ae-mark")


def _heading(frame: DeadlineFrame, language: str) -> Heading:
    return Heading(WORDS["name"].text(language), WORDS["title"].text(language))


_PAGE = FlowPage(summary, _heading, _question, _draw, 320.0, WORDS["static"])
picture, narrow, poster = _PAGE.picture, _PAGE.narrow, _PAGE.poster
