"""The picture of OrderExplorer: plain facts in, SVG text out.

:func:`picture` draws the line without the handles, which the page lays over it so that they keep
the focus; :func:`poster` draws all of it, to stand alone on a page that cannot run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import product

from ...base.wording import day
from ...models.order_life.clocks import LifeClock
from ..posters import PAD, Heading
from ..scales import Scale
from ..svg import Svg, shorten, text_width, wrap
from .frame import Mark, OrderFrame
from .two_clocks import STRIP, draw_two_clocks
from .words import MARKS, WORDS, days_after, rule_words, status_words, summary, window_words

WIDTH = 690.0
LEFT, RIGHT, NEVER, TEXT = 160.0, 478.0, 504.0, 530.0
TOP, ROW = 62.0, 44.0
NAME, USUAL, SMALL = 15.5, 14.5, 14.0  # sizes of words
_HOUR = timedelta(hours=1)


def height(frame: OrderFrame) -> float:
    """How high the line is, by its number of moments."""
    line = TOP + ROW * len(frame.marks) + 24
    return line if frame.two_clocks is None else line + STRIP


def x_of(frame: OrderFrame, at: datetime) -> float:
    """Where a time stands on the axis, which begins a day before the payment."""
    return _axis(frame.reach).at((at - frame.paid) / _HOUR)


@lru_cache(maxsize=16)
def _axis(reach: int) -> Scale:
    """The hours since the payment, for so many days."""
    return Scale(-24, 24 * reach, LEFT, RIGHT)


def y_of(place: int) -> float:
    """The middle of a row."""
    return TOP + ROW * (place + 0.5)


def x_of_mark(frame: OrderFrame, mark: Mark) -> float:
    """Where the handle of a moment stands."""
    if mark.meant is None:
        return NEVER
    return min(x_of(frame, mark.meant), RIGHT)


def _x_of_before(frame: OrderFrame, mark: Mark) -> list[float]:
    """Where a moment that was moved stood before; nothing if it never was."""
    if mark.before is None or mark.before == mark.meant:
        return []
    return [min(x_of(frame, mark.before), RIGHT)]


def picture(frame: OrderFrame, language: str) -> str:
    """The line as SVG text, without the handles."""
    svg = Svg(WIDTH, height(frame), summary(frame, language), language, "ae-picture")
    _draw(svg, frame, language)
    return str(svg)


def poster(frame: OrderFrame, language: str) -> str:
    """Line, handles and verdict in one picture, for a page that cannot run."""
    gap, side = 28.0, 316.0
    heading = Heading(WORDS["name"].text(language), WORDS["title"].text(language), _order(frame, language))
    tall = max(height(frame), 170.0 + 27 * len(frame.findings))
    wide, high = PAD + WIDTH + gap + side + PAD, heading.height + tall + PAD
    svg = Svg(wide, high, summary(frame, language), language, "ae-poster")
    heading.draw(svg, wide)
    svg.open(PAD, heading.height)
    _draw(svg, frame, language)
    for place, mark in enumerate(frame.marks):
        _draw_handle(svg, x_of_mark(frame, mark), y_of(place), mark)
    svg.close()
    svg.open(PAD + WIDTH + gap, heading.height)
    _draw_verdict(svg, frame, language, side)
    svg.close()
    return str(svg)


def _order(frame: OrderFrame, language: str) -> str:
    parts = [frame.name, WORDS["illustrative"]] if frame.illustrative else [frame.name]
    return shorten(" · ".join(p.text(language) for p in parts), 13, 320)


# -- the line -------------------------------------------------------------------------------------


def _draw(svg: Svg, frame: OrderFrame, language: str) -> None:
    bottom = TOP + ROW * len(frame.marks)
    _draw_window(svg, frame, language, bottom)
    _draw_days(svg, frame, language, bottom)
    for place, mark in enumerate(frame.marks):
        y = y_of(place)
        svg.line(LEFT, y + ROW / 2 - 0.5, WIDTH, y + ROW / 2 - 0.5, "line")
        name = mark.name.text(language)
        svg.text(0, y - 2, shorten(name, NAME, LEFT - 4), size=NAME, weight=600)
        who = shorten(mark.who.text(language), SMALL, LEFT - 4)
        svg.text(0, y + 15, who, size=SMALL, fill="muted")
    for place, mark in enumerate(frame.marks):
        _draw_clocks(svg, frame, mark, y_of(place) + 10, language)
    for place, mark in enumerate(frame.marks):
        _draw_mark(svg, frame, mark, y_of(place), language)
    if frame.two_clocks is not None:
        draw_two_clocks(svg, frame.two_clocks, bottom + 24, language)


def _draw_window(svg: Svg, frame: OrderFrame, language: str, bottom: float) -> None:
    first, last = (x_of(frame, t) for t in (frame.window.start, frame.window.end))
    low, high = max(first, LEFT), min(last, RIGHT)
    words = window_words(frame).text(language)
    if low >= high:
        words = f"{words} · {WORDS['outside'].text(language)}"
        svg.text(WIDTH, 14, words, size=SMALL, fill="caution", anchor="end")
        return
    svg.rect(low, 22, high - low, bottom - 22, "band_1", name="ae-window-band")
    svg.rect(low, 22, high - low, 4, "accent")
    for edge, inside in ((first, first >= LEFT), (last, last <= RIGHT)):
        if inside:
            svg.line(edge, TOP - 8, edge, bottom, "accent", width=1.5, name="ae-edge")
    words = ("‹ " if first < LEFT else "") + words + (" ›" if last > RIGHT else "")
    x = min(low, WIDTH - text_width(words, SMALL))
    svg.text(x, 14, words, size=SMALL, weight=600, fill="accent", name="ae-band")


def _draw_days(svg: Svg, frame: OrderFrame, language: str, bottom: float) -> None:
    step = next(s for s in (6, 12, 30, 60, 120, 360, 10_000) if frame.reach / s <= 9)
    never = WORDS["never"].text(language)
    clear = NEVER - text_width(never, SMALL) / 2 - 12  # where the last number may stand
    for n in range(0, frame.reach + 1, step):
        x = x_of(frame, frame.paid + timedelta(days=n))
        svg.line(x, TOP - 8, x, bottom, "line", dash="" if n == 0 else "2 3", name="ae-grid")
        if x < clear:
            svg.text(x, TOP - 14, str(n), size=SMALL, fill="muted", anchor="middle", name="ae-tick")
        if n % (2 * step) == 0:
            date = day(frame.paid + timedelta(days=n)).text(language)
            svg.text(x, bottom + 18, date, size=SMALL, fill="muted", anchor="middle", name="ae-day")
    axis = WORDS["axis"].text(language)
    svg.text(LEFT - 14, TOP - 14, axis, size=SMALL, fill="muted", anchor="end")
    svg.text(NEVER, TOP - 14, never, size=SMALL, fill="muted", anchor="middle")
    svg.line(NEVER, TOP - 2, NEVER, bottom - 6, "line", dash="2 3")


def _row(clock: LifeClock) -> str:
    """The moment in whose row a clock is drawn."""
    return "dispute_opened_at" if clock.id == "platform" else clock.moment


def _draw_clocks(svg: Svg, frame: OrderFrame, mark: Mark, y: float, language: str) -> None:
    """The clocks of a row, and beside the one that ends last the words for all of them."""
    own = [clock for clock in frame.clocks if _row(clock) == mark.moment]
    if not own:
        return
    last = max(own, key=lambda clock: clock.end)
    for clock in own:
        low, end = x_of(frame, clock.start), x_of(frame, clock.end)
        fill = "caution" if clock.judged else "muted"
        dash = "" if clock.judged else "3 3"
        svg.line(low, y, min(end, RIGHT), y, fill, width=3, dash=dash, name="ae-run", id=clock.id)
        if end <= RIGHT:
            svg.line(end, y - 5, end, y + 5, fill, width=2, name="ae-run-end", id=clock.id)
    low, high = x_of(frame, last.start), min(x_of(frame, last.end), RIGHT)
    knobs = [x_of_mark(frame, mark), *_x_of_before(frame, mark)]
    edges = [x_of(frame, time) for time in (frame.window.start, frame.window.end)]
    for words, among in product(_clock_words(own, last, language), ([*knobs, *edges], knobs)):
        place = _beside(low, high, text_width(words, SMALL), among)
        if place is not None:
            x, above = place
            fill = "caution" if last.judged else "muted"
            svg.text(x, y - 8 if above else y + 5, words, size=SMALL, fill=fill, name="ae-clock")
            return


def _clock_words(own: list[LifeClock], last: LifeClock, language: str) -> Iterator[str]:
    """The clocks of a row in words: with their name; where that is too long, their limits; the last."""
    name, *more = [own[0].name.text(language), *(clock.limit.text(language) for clock in own[1:])]
    yield " / ".join([name, *more])
    yield " / ".join([own[0].limit.text(language), *more])
    yield last.limit.text(language)


def _beside(low: float, high: float, room: float, knobs: Sequence[float]) -> tuple[float, bool] | None:
    """Where the words of a clock begin, and whether they stand above its line; None without room.

    After its end, or after a knob that is there; else above the line at its end; else before its
    start, or before a knob that is there; else above the line, where the knobs leave room.
    """

    def free(x: float) -> bool:
        clear = all(not x - 12 < knob < x + room + 12 for knob in knobs)
        return clear and x >= LEFT and x + room <= RIGHT

    after = [(x, False) for x in (high + 6, *(k + 14 for k in knobs)) if x > high]
    at_its_end = [(high - room, True)] if high - room > low else []
    starts = (low - 14 - room, *(k - 22 - room for k in knobs))
    before = [(x, False) for x in starts if x + room < low]
    above = [(x, True) for k in knobs for x in (RIGHT - room, k - 14 - room, k + 14)]
    return next((p for p in (*after, *at_its_end, *before, *above) if free(p[0])), None)


def _draw_mark(svg: Svg, frame: OrderFrame, mark: Mark, y: float, language: str) -> None:
    if mark.moment == "paid_at":
        svg.circle(x_of(frame, frame.paid), y, 5, "muted", name="ae-moment", id=mark.moment)
    for x in _x_of_before(frame, mark):
        svg.tick(x, y - 9, y + 9, name="ae-was", id=mark.moment)
    if mark.meant is None:
        svg.text(TEXT, y + 5, WORDS["never"].text(language), size=USUAL, fill="muted")
        return
    n, date = days_after(mark.meant, frame.paid).text(language), day(mark.meant).text(language)
    svg.text(TEXT, y - 2, f"{n} · {date}", size=USUAL, name="ae-when")
    room = WIDTH - TEXT
    if mark.void is not None:
        words = shorten(f"– {mark.void.text(language)}", SMALL, room)
        svg.text(TEXT, y + 15, words, size=SMALL, weight=600, fill="bad", name="ae-margin")
    elif mark.margin is not None:
        words = f"{'✕' if mark.late else '✓'} {mark.margin.text(language)}"
        fill = "bad" if mark.late else "good"
        svg.text(TEXT, y + 15, words, size=SMALL, weight=600, fill=fill, name="ae-margin")


def _draw_handle(svg: Svg, x: float, y: float, mark: Mark) -> None:
    """What the page draws itself: round, a diamond for the promise, hollow if it does not happen."""
    fill = "accent" if mark.at is not None else "paper"
    if mark.moment == "paid_at":
        svg.circle(x, y, 5, "muted", name="ae-handle", id=mark.moment)
    elif mark.moment == "ship_by":
        corners = [(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)]
        svg.polygon(corners, fill, stroke="accent", name="ae-handle", id=mark.moment)
    else:
        svg.circle(x, y, 8, fill, stroke="accent", name="ae-handle", id=mark.moment)


# -- the verdict ----------------------------------------------------------------------------------


def _draw_verdict(svg: Svg, frame: OrderFrame, language: str, wide: float) -> None:
    y = 2.0
    for words in rule_words(frame):
        for line in wrap(words.text(language), 12, wide):
            y += 15
            svg.text(0, y, line, size=12, fill="muted")
    tone = {"bad": "bad", "fine": "good", "out": "muted"}[frame.now.verdict]
    verdict = f"{MARKS[frame.now.verdict]} {frame.now.words.text(language)}"
    svg.text(0, y + 31, verdict, size=22, weight=680, fill=tone, name="ae-verdict-now")
    was = WORDS["was"].format(verdict=frame.before.words).text(language)
    svg.text(0, y + 53, was, size=12.5, fill="muted")
    y, now, before = y + 86, wide, wide - 62
    for x, word in ((before, "before"), (now, "now")):
        svg.text(x, y, WORDS[word].text(language), size=12, fill="muted", anchor="end")
    svg.text(0, y, WORDS["what"].text(language), size=12, fill="muted")
    svg.line(0, y + 8.5, wide, y + 8.5, "line")
    for finding in frame.findings:
        y += 27
        svg.text(0, y, shorten(finding.brief.text(language), 12.5, before - 56), size=12.5)
        for x, state, weight in ((before, finding.before, 400), (now, finding.now, 600)):
            said = f"{MARKS[state]} {status_words(finding.id, state).text(language)}"
            fill = {"against": "bad", "fine": "ink", "out": "muted"}[state]
            svg.text(x, y, said, size=12, weight=weight, fill=fill, anchor="end")
    y += 34
    for line in wrap(WORDS["static"].text(language), 12, wide):
        svg.text(0, y, line, size=12, fill="muted")
        y += 16
