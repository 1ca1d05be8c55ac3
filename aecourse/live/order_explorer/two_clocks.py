"""The hand-over of an order on two clocks: the same line of time under the days of both.

Above it stand the days of the rule's clock, below it those of the table's; every moment crosses both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import pairwise

from ...base.wording import day
from ...orders.calendar import DAY
from ...scoring.handover import on_clock
from ..scales import Scale
from ..svg import Svg, text_width
from .frame import Instant, TwoClocks
from .words import WORDS

STRIP = 190.0
"""How high the strip is."""

_LEFT, _RIGHT, _EDGE = 96.0, 640.0, 690.0
_SIZE = 14.0
_HOUR = timedelta(hours=1)
_BEFORE, _AFTER = 8 * _HOUR, 9 * _HOUR  # shown around the rule's days
_HIGH = 22.0  # of a band of days
_ABOVE, _LANE, _BELOW = 64.0, 86.0, 126.0  # the tops of the upper band, the lane, the lower band


def draw_two_clocks(svg: Svg, it: TwoClocks, top: float, language: str) -> None:
    """The strip, from *top* on."""
    scale = scale_of(it)
    svg.open(0, top)
    svg.text(0, 22, WORDS["two_clocks"].text(language), size=_SIZE, weight=650)
    _draw_days(svg, it, scale, language)
    paid, due = (scale.at(_hours(it, at)) for at in (it.paid, it.due))
    svg.line(paid, _ABOVE, paid, _BELOW + _HIGH, "muted", name="ae-two-at", id="paid")
    svg.line(due, _ABOVE - 14, due, _BELOW + _HIGH + 14, "caution", width=2, name="ae-two-at", id="due")
    if it.cut_off is not None:
        x = scale.at(_hours(it, it.cut_off))
        ends = _ABOVE - 18, _BELOW + _HIGH + 21
        svg.line(x, ends[0], x, ends[1], "caution", width=1.5, dash="3 3", name="ae-two-at", id="cut_off")
    y = _LANE + 12
    svg.line(paid, y, due, y, "caution", width=3, name="ae-two-run")
    svg.circle(paid, y, 5, "muted", name="ae-two-knob", id="paid")
    _draw_scan(svg, it, scale, y, language)
    _draw_times(svg, it, scale, language)
    svg.close()


def scale_of(it: TwoClocks) -> Scale:
    """The hours since the payment: the rule's days from that of the payment to that of the end."""
    first = datetime.combine(it.paid.there.date(), time()) - _BEFORE
    last = it.due.there + _AFTER
    since, until = ((at - it.paid.there) / _HOUR for at in (first, last))
    return Scale(since, until, _LEFT, _RIGHT)


def _hours(it: TwoClocks, at: Instant) -> float:
    """How long after the payment a moment is, by a clock that is never put on or back."""
    return (on_clock(at.here, "UTC") - on_clock(it.paid.here, "UTC")) / _HOUR


def _draw_days(svg: Svg, it: TwoClocks, scale: Scale, language: str) -> None:
    """The days of the rule's clock above the line, those of the table's below it."""
    for which, y in (("there", _ABOVE), ("here", _BELOW)):
        svg.text(0, y + 16, WORDS[which].text(language), size=_SIZE, fill="muted")
        edges = list(_midnights(it, which))
        for (start, begun), (end, _) in pairwise(edges):
            low, high = max(scale.at(start), _LEFT), min(scale.at(end), _RIGHT)
            if high <= low:
                continue
            fill = "band_1" if begun.toordinal() % 2 else "panel"
            svg.rect(low, y, high - low, _HIGH, fill, name=f"ae-two-{which}", id=f"{begun:%Y-%m-%d}")
            words = day(begun).text(language)
            if text_width(words, _SIZE) + 12 <= high - low:
                x = _clear(low, high, text_width(words, _SIZE), _lines(it, scale))
                if x is not None:
                    svg.text(x, y + 16, words, size=_SIZE, fill="muted", name="ae-two-day")
        svg.line(_LEFT, y if which == "here" else y + _HIGH, _RIGHT, y if which == "here" else y + _HIGH, "rail")


def _midnights(it: TwoClocks, which: str) -> Iterator[tuple[float, datetime]]:
    """When the days of a clock begin, in hours since the payment, and which they are."""
    at = datetime.combine((it.paid.there if which == "there" else it.paid.here).date(), time()) - 2 * DAY
    last = (it.due.there if which == "there" else it.due.here) + 3 * DAY
    while at < last:
        if which == "there":
            yield (at - it.paid.there) / _HOUR, at
        else:
            yield _hours(it, Instant(at, at)), at
        at += DAY


def _lines(it: TwoClocks, scale: Scale) -> list[float]:
    """Where upright lines cross the bands."""
    return [scale.at(_hours(it, at)) for at in (it.paid, it.cut_off, it.due) if at is not None]


def _clear(low: float, high: float, room: float, lines: list[float]) -> float | None:
    """Where words of a day begin so that no line strikes through them; in its middle if they can."""
    edges = sorted({low, high, *(x for x in lines if low < x < high)})
    places = [((a + b - room) / 2, b - a) for a, b in pairwise(edges) if b - a >= room + 8]
    middle = (low + high - room) / 2
    if all(not middle - 4 < x < middle + room + 4 for x in lines):
        return middle
    return max(places, key=lambda place: place[1])[0] if places else None


def _draw_times(svg: Svg, it: TwoClocks, scale: Scale, language: str) -> None:
    """Each moment in the times of both clocks: payment and end beside their lines, the cut-off beyond."""
    named = (("paid", it.paid, "end", -8.0), ("cut_off", it.cut_off, "middle", 0.0), ("due", it.due, "start", 6.0))
    for moment, at, anchor, aside in named:
        if at is None:
            continue
        x = scale.at(_hours(it, at)) + aside
        far = moment == "cut_off"
        for which, y in (("there", 42.0 if far else 58.0), ("here", 182.0 if far else 164.0)):
            words = WORDS[moment].format(time=f"{getattr(at, which):%H:%M}").text(language)
            room = text_width(words, _SIZE, True)
            left = {"start": x, "middle": x - room / 2, "end": x - room}[anchor]
            left = min(max(left, 0.0), _EDGE - room)
            fill = "muted" if moment == "paid" else "caution"
            svg.text(left, y, words, size=_SIZE, weight=600, fill=fill, name=f"ae-two-{which}-time", id=moment)


def _draw_scan(svg: Svg, it: TwoClocks, scale: Scale, y: float, language: str) -> None:
    """The carrier's first scan: a knob on the line, or a word that it comes later."""
    if it.scan is None:
        return
    at = _hours(it, it.scan)
    if at > scale.high:
        words = WORDS["scan_later"].text(language)
        svg.text(_EDGE, y + 4, words, size=_SIZE, fill="accent", anchor="end", name="ae-two-later")
        return
    x, words = scale.at(at), WORDS["scan"].text(language)
    svg.circle(x, y, 7, "accent", stroke="paper", name="ae-two-knob", id="scan")
    room = text_width(words, _SIZE)
    lines = _lines(it, scale)
    places = [x - room / 2, x - 4, x - room + 4]
    free = (p for p in places if all(not p - 4 < line < p + room + 4 for line in lines))
    left = min(max(next(free, places[0]), _LEFT), _EDGE - room)
    svg.text(left, y + 24, words, size=_SIZE, fill="accent", name="ae-two-scan")


__all__ = ["STRIP", "draw_two_clocks", "scale_of"]
