"""The picture of ScoreLab: plain facts in, SVG text out.

:func:`picture` draws the effect side as the live view shows it, :func:`poster` all of it with
heading and levers, to stand alone on a page that cannot run.  Everything stands on a 4 px grid of
:data:`WIDTH` by :data:`HEIGHT` units; a label that would touch another moves or drops out.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from ...base.wording import percent
from ..guesses import Guess
from ..posters import LEFT, Heading, Page, draw_lever
from ..scales import Reach, Scale
from ..svg import AXIS_CLASS, MARK_CLASS, Svg, shorten, text_width, wrap
from .bars import TALL, draw_bar
from .course_picture import draw_course
from .facts import Moved, Scored, ScoreFrame
from .item_picture import draw_answer, draw_items
from .places import HEIGHT, WIDTH, LabelRow
from .words import WORDS, badge, limit_text, orders_heading, summary, window_text


def _draw(svg: Svg, frame: ScoreFrame, language: str) -> None:
    _draw_verdict(svg, frame, language)
    if frame.answer is None:
        _draw_rate(svg, frame.now, language)
        _draw_scale(svg, frame, language)
        _draw_conditions(svg, frame, language)
    else:
        draw_answer(svg, frame, frame.answer, language)
        draw_items(svg, frame, language)
    draw_course(svg, frame, language)
    _draw_orders(svg, frame, language)


# -- the answer -----------------------------------------------------------------------------------


def _draw_rate(svg: Svg, now: Scored, language: str) -> None:
    svg.text(0, 16, WORDS["odr"].text(language), size=13, fill="muted")
    rate = WORDS["nothing"].text(language) if now.value is None else percent(now.value)
    size = 36 if now.value is None else 48
    fill = "ink" if now.assessed else "muted"
    svg.text(0, 66, rate, size=size, weight=680, fill=fill, name="ae-rate")
    if now.value is None:
        return
    x = text_width(rate, size, True) + 16
    count = WORDS["count"].format(bad=now.numerator, all=now.denominator).text(language)
    svg.text(x, 44, count, name="ae-count")
    if interval := _interval(now, language):
        svg.text(x, 65, interval, size=13, fill="muted", name="ae-interval")


def _interval(now: Scored, language: str) -> str:
    if now.low is None or now.high is None:
        return ""
    ends = {"low": f"{now.low * 100:.1f}", "high": f"{now.high * 100:.1f}"}
    return WORDS["interval"].format(**ends).text(language)


def _rate_end(now: Scored, language: str) -> float:
    """How far the rate and the words beside it reach."""
    if now.value is None:
        return 0.0
    beside = text_width(_interval(now, language), 13)
    return text_width(percent(now.value), 48, True) + 16 + beside


def _draw_verdict(svg: Svg, frame: ScoreFrame, language: str) -> None:
    now = frame.now
    words, tone = badge(now, language), "good" if now.assessed else "caution"
    wide = text_width(words, 13, True) + 24
    svg.rect(WIDTH - wide, 0, wide, 26, f"{tone}_wash", radius=13)
    svg.text(WIDTH - wide / 2, 17.5, words, size=13, weight=600, fill=tone, anchor="middle", name="ae-badge")

    def note(y: float, words: str, fill: str, name: str) -> None:
        svg.text(WIDTH, y, words, size=12.5, fill=fill, anchor="end", name=name)

    if not now.assessed:
        grade = WORDS["no_grade"].text(language)
        svg.text(WIDTH, 50, grade, size=18, weight=650, anchor="end", name="ae-grade")
        lines = wrap(now.reason.text(language), 12.5, min(308, WIDTH - _rate_end(now, language) - 16))
        for row, line in enumerate(lines[:3]):
            more = "…" if row == 2 and len(lines) > 3 else ""
            note(68 + 16 * row, line + more, "caution", "ae-reason")
        return
    if frame.answer is None or frame.answer.score is not None:
        grade = WORDS["no_grade"].text(language) if now.grade is None else now.grade.text(language)
        svg.text(WIDTH, 56, grade, size=22, weight=650, anchor="end", name="ae-grade")
    if now.grade is None:
        note(75, WORDS["unknown"].text(language), "caution", "ae-note")
    elif frame.illustrative:
        note(75, WORDS["illustrative"].text(language), "caution", "ae-note")
    if now.held_by is not None:
        note(92, now.held_by.text(language), "muted", "ae-held")


# -- the scale ------------------------------------------------------------------------------------


def _draw_scale(svg: Svg, frame: ScoreFrame, language: str) -> None:
    now, top, tall, highest = frame.now, 112.0, 16.0, frame.axis.now
    below, middle = top + tall + 19, top + tall / 2
    x = Scale(0, highest, 0, WIDTH).within
    edges = [0.0, *(limit for limit in frame.limits if limit < highest), highest]
    row = LabelRow()
    for limit in edges[1:-1]:
        words = limit_text(limit)
        if row.take(x(limit), text_width(words, 12)):
            svg.text(x(limit), below, words, size=12, fill="muted", anchor="middle", name="ae-limit-tick")
    for index, (low, high) in enumerate(pairwise(edges)):
        fill = f"band_{min(index, 3)}" if frame.bands else "panel"
        svg.rect(x(low), top, x(high) - x(low), tall, fill, name="ae-band")
        if index:
            svg.line(x(low), top, x(low), top + tall, "paper", width=2)
            svg.line(x(low), top + tall, x(low), top + tall + 6, "line", name="ae-limit")
    for band, (low, high) in zip(frame.bands, pairwise(edges), strict=False):
        words, here = band.text(language), band == now.band
        centre = (x(low) + x(high)) / 2
        if row.take(centre, text_width(words, 13, here)):
            fill, weight = ("ink", 650) if here else ("muted", 400)
            svg.text(centre, below, words, size=13, fill=fill, weight=weight, anchor="middle")
    over = LabelRow()
    if frame.before is not None and frame.before.value is not None:
        _draw_was(svg, x(frame.before.value), top, tall, percent(frame.before.value), language, over)
    _draw_now(svg, now, x, middle)
    if frame.guess is not None:
        _draw_guess(svg, frame.guess, x, top, tall, over, language)


def _draw_now(svg: Svg, now: Scored, x: Callable[[float], float], y: float) -> None:
    """Where the rate stands, and how sure it is."""
    if now.low is not None and now.high is not None:
        svg.line(x(now.low), y, x(now.high), y, "ink", width=2.5, name="ae-sure")
    if now.value is not None:
        fill = "ink" if now.assessed else "muted"
        svg.circle(x(now.value), y, 6, fill, stroke="paper", name="ae-dot")


def _draw_guess(
    svg: Svg, guess: Guess, x: Callable[[float], float], top: float, tall: float, over: LabelRow, language: str
) -> None:
    """Where the learner thinks the rate will stand: a flag, which a click on the scale places."""
    svg.field(0, top - 8, WIDTH, tall + 16, f"{AXIS_CLASS} ae-guess-axis")
    if guess.value is None:
        words = WORDS["ask_guess"].text(language)
        svg.text(WIDTH / 2, top - 4, words, size=12, weight=600, fill="caution", anchor="middle", name="ae-ask")
        return
    at = x(guess.value)
    svg.line(at, top - 14, at, top + tall + 4, "caution", width=2.5, name="ae-guess")
    words = WORDS["guess"].format(value=percent(guess.value)).text(language)
    wide = text_width(words, 12, True)
    right = at + 6 + wide <= WIDTH
    for on_right in (right, not right):
        low = at + 6 if on_right else at - 6 - wide
        if low >= 0 and low + wide <= WIDTH and over.take(low + wide / 2, wide):
            svg.text(low, top - 6, words, size=12, weight=650, fill="caution", name="ae-guess-words")
            return


def _draw_was(svg: Svg, x: float, top: float, tall: float, value: str, language: str, over: LabelRow) -> None:
    """Where the rate stood before: an arrowhead over the scale, and its value in words."""
    svg.polygon([(x - 5, top - 7), (x + 5, top - 7), (x, top)], "muted")
    svg.line(x, top, x, top + tall, "muted", width=1.5, dash="3 2", name="ae-was")
    words = WORDS["before"].format(value=value).text(language)
    beyond = text_width(words, 12) + 10 > x
    at, anchor = (x + 10, "start") if beyond else (x - 10, "end")
    svg.text(at, top - 3, words, size=12, fill="muted", anchor=anchor, name="ae-before")
    wide = text_width(words, 12) + 16
    over.take(x + (wide / 2 if beyond else -wide / 2), wide)


# -- the reasons ----------------------------------------------------------------------------------


def _draw_conditions(svg: Svg, frame: ScoreFrame, language: str) -> None:
    top, step = 180.0, 24.0
    title, labels = WORDS["why"].text(language), [it.text(language) for it in frame.conditions]
    svg.text(0, top, title, weight=650)
    wide = max(text_width(title, 14, True), *(text_width(words, 13) for words in labels))
    start = math.ceil(min(wide + 12, 356) / 4) * 4
    before = frame.before.conditions if frame.before else frame.now.conditions
    reach, right = frame.bars, WIDTH - 124  # beyond it stand the number and the one before
    at, old = Scale(0, reach.now, start, right), Scale(0, reach.first, start, right)
    _draw_orders_axis(svg, reach, at, top + 7, language)
    rows = zip(labels, frame.now.conditions, before, strict=True)
    for row, (words, count, was) in enumerate(rows):
        y, end, mark = top + 24 + step * row, at.at(count), at.at(was)
        svg.text(0, y, shorten(words, 13, start - 8), size=13)
        ghost = old.within(count) if reach.widened else end  # where the bar would end unwidened
        if ghost > end:
            svg.rect(start, y - 13, ghost - start, TALL, "panel", radius=2, name="ae-ghost")
        moved = frame.moved[row] if frame.moved else Moved()
        gone = draw_bar(svg, at, y - 13, count, moved)
        if frame.before is not None:
            if mark > end:
                svg.line(end, y - 4, mark, y - 4, "muted", dash="3 2")
            svg.tick(mark, y - 13, y + 5, rim=mark < end, name="ae-bar-before")
        x = max(end, mark, ghost, gone) + 10
        svg.text(x, y, str(count), weight=600, name="ae-bad-orders")
        if was != count:
            note = WORDS["before"].format(value=was).text(language)
            svg.text(x + text_width(str(count), 14, True) + 8, y, note, size=12, fill="muted")


def _draw_orders_axis(svg: Svg, reach: Reach, at: Scale, y: float, language: str) -> None:
    """Over the bars their scale: where they begin, and how many orders would fill the room."""
    svg.line(at.start, y, at.end, y, "line")
    for count, anchor in ((0, "start"), (reach.now, "end")):
        svg.line(at.at(count), y - 2, at.at(count), y + 3, "rail", name="ae-grid-orders")
        words = WORDS["orders"].format(n=int(count)).text(language) if count else "0"
        svg.text(at.at(count), y - 5, words, size=11.5, fill="muted", anchor=anchor, name="ae-tick-orders")
    if reach.widened:
        words = WORDS["widened"].format(most=int(reach.first)).text(language)
        svg.text(at.end + 10, y - 5, words, size=11.5, fill="muted", name="ae-widened")


# -- the orders -----------------------------------------------------------------------------------


def _draw_orders(svg: Svg, frame: ScoreFrame, language: str) -> None:
    top, step, gap, size = 480.0, 20.0, 20.0, 13.0
    svg.text(0, top, orders_heading(frame, language), weight=650, name="ae-which")
    new = {order.order_id for order in frame.flipped.now}
    spared = frame.flipped.ids - new
    if not frame.offending:
        svg.text(0, top + 22, WORDS["none_bad"].text(language), size=size, fill="muted")
        return
    rows = [
        (
            shorten(order.order_id, size, 110),
            ("✓ " if order.order_id in spared else "") + order.what.text(language),
            order.why.text(language),
            order.when.text(language),
        )
        for order in frame.offending
    ]
    wide = [max(text_width(row[i], size, i == 0) for row in rows) for i in range(4)]
    what, end = wide[0] + gap, WIDTH - wide[3] - gap
    why = min(what + wide[1] + gap, what + (end - what) * 0.6)
    for place, (order, (order_id, fault, reason, when)) in enumerate(zip(frame.offending, rows, strict=True)):
        y = top + 22 + step * place
        fresh = order.order_id in new
        svg.text(
            0,
            y,
            order_id,
            size=size,
            weight=600,
            fill="caution" if fresh else "accent",
            name=f"{MARK_CLASS} ae-order{' ae-fresh' if fresh else ''}",
            id=order.order_id,
        )
        fill = "good" if order.order_id in spared else "bad"
        svg.text(what, y, shorten(fault, size, why - gap - what), size=size, fill=fill)
        svg.text(why, y, shorten(reason, size, end - why), size=size)
        svg.text(WIDTH, y, when, size=size, fill="muted", anchor="end")


# -- the levers, where they cannot be moved -------------------------------------------------------


def _draw_levers(svg: Svg, frame: ScoreFrame, language: str) -> None:
    y, group = 0.0, None
    for lever in frame.levers:
        if lever.group != group:
            y += 16 if group is None else 24
            svg.text(0, y, lever.group.text(language), size=13, weight=650, fill="muted")
            y, group = y + 4, lever.group
        svg.text(0, y + 22, lever.label.text(language), size=13)
        value = lever.value.text(language)
        svg.text(LEFT, y + 22, value, size=13, weight=600, anchor="end")
        y += 36
        draw_lever(svg, y, lever.position, lever.name, lever.before)
        y += 8


_PAGE = Page(
    (WIDTH, HEIGHT),
    summary,
    lambda frame, language: Heading(
        WORDS["name"].text(language), frame.title.text(language), window_text(frame.first, frame.last, language)
    ),
    _draw_levers,
    _draw,
    WORDS["static"],
    Svg,
)
picture, poster = _PAGE.picture, _PAGE.poster
