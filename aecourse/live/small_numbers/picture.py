"""The picture of SmallNumbers: plain facts in, SVG text out.

:func:`picture` draws the effect side, :func:`poster` all of it with heading and levers, to stand
alone on a page that cannot run.  Everything stands on a 4 px grid of :data:`WIDTH` by
:data:`HEIGHT` units.
"""

from __future__ import annotations

import math

from ...base.language import Phrase, join
from ...base.wording import percent
from ...models.luck import STORES, Interval
from ..guesses import Guess
from ..posters import LEFT, Heading, Page, draw_lever
from ..scales import Scale
from ..svg import AXIS_CLASS, Svg, shorten, spread, text_width
from .frame import COLUMNS, STEPS, SmallFrame, StoreColumn
from .levers import KNOBS
from .words import (
    WORDS,
    finding,
    guard_lines,
    minimum_line,
    minimums_notes,
    needed_words,
    own_line,
    shop_line,
    summary,
    verdict,
)

WIDTH, HEIGHT = 640.0, 548.0
PANELS = (348.0, 448.0, HEIGHT)  # the shops, the rules, the buyer: where each ends


def _draw(svg: Svg, frame: SmallFrame, language: str) -> None:
    _draw_answer(svg, frame, language)
    _draw_funnel(svg, frame, language)
    _draw_minimums(svg, frame, language)
    _draw_buyer(svg, frame, language)


# -- the answer -----------------------------------------------------------------------------------


def _draw_answer(svg: Svg, frame: SmallFrame, language: str) -> None:
    svg.text(0, 16, WORDS["wrong"].text(language), size=13, fill="muted")
    if frame.now is None:
        svg.text(0, 64, WORDS["nothing"].text(language), size=36, weight=680, name="ae-rate")
    else:
        wrong = str(frame.now.wrong)
        svg.text(0, 66, wrong, size=48, weight=680, name="ae-rate")
        x = text_width(wrong, 48, True) + 16
        svg.text(x, 44, WORDS["of"].format(all=STORES).text(language), name="ae-count")
        chance = 100 * (frame.chance or 0)
        told = WORDS["chance"].format(orders=frame.now.orders, chance=f"{chance:.1f}")
        svg.text(x, 65, told.text(language), size=13, fill="muted", name="ae-interval")
    words = WORDS["needed"].text(language)
    svg.text(WIDTH, 16, words, size=13, fill="muted", anchor="end")
    never, needed = frame.needed is None, needed_words(frame, language)
    needed = "?" if frame.veiled else needed
    svg.text(WIDTH, 45, needed, size=22, weight=650, anchor="end", name="ae-grade")
    note = WORDS["never_note" if never else "needed_note"].text(language)
    svg.text(WIDTH, 65, note, size=12.5, fill="caution", anchor="end", name="ae-note")
    lines = _lines(finding(frame), language)
    for row, line in enumerate(lines):
        svg.text(0, 93 + 18 * row, line, weight=600, name="ae-finding")
    if frame.own:
        y = 95.0 + 18 * len(lines)
        svg.text(0, y, own_line(frame, language), size=13, fill="accent", name="ae-own")


def _lines(clauses: tuple[Phrase, ...], language: str) -> list[str]:
    """All clauses on one line, or where there is no room, each on a line of its own."""
    words = join(list(clauses)).text(language)
    if text_width(words, 14, bold=True) <= WIDTH:
        return [words]
    return [clause.text(language) for clause in clauses]


# -- the funnel -----------------------------------------------------------------------------------


class _Chart:
    """Where orders (in equal steps of their logarithm) and a rate stand."""

    left, right, top, bottom = 48.0, WIDTH - 92, 190.0, 322.0

    def __init__(self, frame: SmallFrame) -> None:
        self.highest, self.step = frame.highest, STEPS[frame.highest]
        first, last = COLUMNS[0], COLUMNS[-1]
        self._across = Scale(math.log(first), math.log(last), self.left + 20, self.right - 20)
        self.y = Scale(0, self.highest, self.bottom, self.top).within

    def x(self, orders: float) -> float:
        return self._across.within(math.log(max(orders, 1)))

    @property
    def ends(self) -> tuple[float, float]:
        """Where the fewest and the most orders stand."""
        return self._across.start, self._across.end


def orders_at(share: float) -> float:
    """The orders at *share* of the axis, 0 to 1."""
    return math.exp(Scale(0, 1, math.log(COLUMNS[0]), math.log(COLUMNS[-1])).within(share))


def _draw_funnel(svg: Svg, frame: SmallFrame, language: str) -> None:
    chart, s = _Chart(frame), frame.setting
    _draw_legend(svg, language)
    columns = sorted([*frame.columns, *([frame.now] if frame.now else [])], key=lambda c: c.orders)
    if frame.now:
        x = chart.x(frame.now.orders)
        svg.rect(x - 22, chart.top - 20, 44, chart.bottom - chart.top + 40, "panel", radius=4, name="ae-here")
    upper = [(chart.x(n), chart.y(high)) for n, _, high in frame.bands]
    lower = [(chart.x(n), chart.y(low)) for n, low, _ in reversed(frame.bands)]
    svg.polygon([*upper, *lower], "band_1", name="ae-expected")
    beyond = any(bad > chart.highest * column.orders + 1e-9 for column in columns for bad in column.stores)
    for mark in range(round(chart.highest / chart.step) + 1):
        rate = mark * chart.step
        more = "≥ " if beyond and rate > chart.highest - 1e-9 else ""
        y, words = chart.y(rate), f"{more}{rate * 100:.0f} %"
        if rate == 0 or abs(rate - chart.highest) < 1e-9:
            svg.line(chart.left, y, chart.right, y, "line", name="ae-grid")
        svg.text(chart.left - 6, y + 4, words, size=12, fill="muted", anchor="end", name="ae-tick")
    y = chart.y(s.share)
    svg.line(chart.left, y, chart.right, y, "ink", width=1.2, name="ae-true")
    y = chart.y(s.limit)
    svg.line(chart.left, y, chart.right, y, "caution", width=1.6, dash="6 4", name="ae-limit-line")
    words = WORDS["counts"].text(language)
    svg.text(chart.right + 8, chart.top - 6, words, size=12, fill="bad")
    for column in columns:
        _draw_column(svg, column, chart, s.share, s.limit, here=column is frame.now)
    if frame.own:
        _draw_own(svg, frame, chart, frame.own)
    if frame.guess is not None:
        _draw_guess(svg, frame, frame.guess, chart, language)
    ends = [
        (chart.y(s.limit), WORDS["limit"].format(limit=percent(s.limit)), "caution"),
        (chart.y(s.share), WORDS["true"].format(share=percent(s.share)), "ink"),
    ]
    places = spread([y + 4 for y, _, _ in ends], 15, chart.top + 8, chart.bottom + 4)
    for (_, label, fill), y in zip(ends, places, strict=True):
        svg.text(chart.right + 8, y, label.text(language), size=12, fill=fill, weight=600)
    svg.text(chart.right + 8, chart.bottom + 17, WORDS["axis"].text(language), size=12, fill="muted")


def _draw_guess(svg: Svg, frame: SmallFrame, guess: Guess, chart: _Chart, language: str) -> None:
    """How many orders the learner thinks are needed, and once that is said, how many are."""
    low, high = chart.ends
    svg.field(low, chart.top, high - low, chart.bottom - chart.top + 22, f"{AXIS_CLASS} ae-guess-axis")
    if guess.value is None:
        words = WORDS["ask_guess"].text(language)
        svg.text(high, chart.top + 20, words, weight=650, fill="caution", anchor="end", name="ae-ask")
        return
    at = chart.x(guess.value)
    svg.line(at, chart.top, at, chart.bottom + 6, "caution", width=2.5, name="ae-guess")
    flags = [(at, WORDS["guess"].format(orders=f"{guess.value:,.0f}").text(language), "caution", "ae-guess-words")]
    if frame.needed is not None:
        needed = chart.x(frame.needed)
        svg.line(needed, chart.top, needed, chart.bottom + 6, "good", width=2.5, name="ae-truth")
        words = WORDS["truth"].format(orders=f"{frame.needed:,}").text(language)
        flags.append((needed, words, "good", "ae-truth-words"))
    for row, (x, words, fill, name) in enumerate(flags):
        end = x + 8 + text_width(words, 12, True) > chart.right
        y = chart.top + 12 + 16 * row
        wide = text_width(words, 12, True) + 6
        svg.rect(x - 5 - wide if end else x + 5, y - 11, wide, 14, "paper")
        svg.text(
            x - 8 if end else x + 8,
            y,
            words,
            size=12,
            weight=650,
            fill=fill,
            anchor="end" if end else "start",
            name=name,
        )


def _draw_legend(svg: Svg, language: str) -> None:
    y, x = 158.0, WIDTH
    svg.text(0, y, WORDS["funnel"].text(language), weight=650)
    for key in ("wrongly", "band", "own"):
        words = WORDS[key].text(language)
        x -= text_width(words, 12)
        svg.text(x, y, words, size=12, fill="muted")
        if key == "band":
            svg.rect(x - 20, y - 10, 14, 12, "band_1", radius=2)
        elif key == "own":
            svg.circle(x - 12, y - 4, 5, "accent", stroke="paper")
        else:
            svg.dots([(x - 14, y - 6), (x - 9, y - 2), (x - 9, y - 8)], 3.4, "bad")
        x -= 34


def _draw_column(svg: Svg, column: StoreColumn, chart: _Chart, share: float, limit: float, *, here: bool) -> None:
    """All stores after so many orders: a row for each height, as wide as there are stores."""
    x, size = chart.x(column.orders), 4.0 if here else 3.0
    rows: dict[tuple[float, bool], int] = {}
    for bad, many in column.stores.items():
        rate = bad / column.orders
        y = round(chart.y(rate) / size) * size if column.orders > 60 else chart.y(rate)
        over = rate >= limit - 1e-9
        rows[y, over] = rows.get((y, over), 0) + many
    right: list[tuple[float, float]] = []
    wrong: list[tuple[float, float]] = []
    for (y, over), many in rows.items():
        step = min(size * 0.95, 40 / many)
        into = wrong if over != (share >= limit) else right
        into += [(x + (place - (many - 1) / 2) * step, y) for place in range(many)]
    svg.dots(right, size, "muted", name="ae-stores", id=str(column.orders))
    svg.dots(wrong, size, "bad", name="ae-stores-wrong", id=str(column.orders))
    weight, fill = (700, "bad" if column.wrong else "ink") if here else (400, "muted")
    svg.text(
        x,
        chart.top - 6,
        str(column.wrong),
        size=13 if here else 12,
        fill=fill,
        weight=weight,
        anchor="middle",
        name="ae-misjudged",
    )
    svg.text(
        x,
        chart.bottom + 17,
        f"{column.orders:,}",
        size=12,
        fill="ink" if here else "muted",
        weight=weight,
        anchor="middle",
        name="ae-column",
    )


def _draw_own(svg: Svg, frame: SmallFrame, chart: _Chart, own: Interval) -> None:
    """The learner's store: its course so far, where it stands, and how sure that is."""
    points = [(chart.x(n), chart.y(rate)) for n, rate in frame.path]
    if len(points) > 1:
        svg.polyline(points, "accent", width=1.8, name="ae-line")
    x, low, high = chart.x(frame.setting.orders), chart.y(own.low), chart.y(own.high)
    svg.line(x, low, x, high, "paper", width=5)
    svg.line(x, low, x, high, "accent", width=2.4, name="ae-own-sure")
    svg.line(x - 6, low, x + 6, low, "accent", width=2.4)
    if own.high > chart.highest + 1e-9:  # it goes on beyond the chart
        corners = [(x, high - 1), (x - 7, high + 10), (x + 7, high + 10)]
        svg.polygon(corners, "accent", name="ae-beyond")
    else:
        svg.line(x - 6, high, x + 6, high, "accent", width=2.4)
    svg.circle(x, chart.y(own.value), 6.5, "accent", stroke="paper", name="ae-own-dot")


# -- the rules ------------------------------------------------------------------------------------


def _draw_minimums(svg: Svg, frame: SmallFrame, language: str) -> None:
    """The minimums in words, and as ticks of the axis."""
    chart = _Chart(frame)
    top, left = chart.bottom + 41, 184.0
    svg.text(0, top, WORDS["minimums"].text(language), weight=650)
    for row, note in enumerate(minimums_notes(frame, language), start=1):
        svg.text(0, top + 17 * row, note, size=12, fill="muted")
    for row, it in enumerate(frame.minimums):
        y, enough = top + 17 * row, it.met(frame.setting.orders)
        svg.text(
            left, y, "✓" if enough else "✕", size=13, weight=700, fill="good" if enough else "bad", name="ae-minimum"
        )
        words = shorten(minimum_line(it, language), 12, WIDTH - left - 20)
        svg.text(left + 20, y, words, size=12)
    _draw_ticks(svg, frame, chart)
    words, source = guard_lines(frame, language)
    svg.text(0, top + 62, words, size=12.5, weight=600, name="ae-guard")
    svg.text(0, top + 78, source, size=12, fill="muted")


def _draw_ticks(svg: Svg, frame: SmallFrame, chart: _Chart) -> None:
    """Each minimum on the axis, with its number where no column's stands."""
    taken = [chart.x(column.orders) for column in (*frame.columns, frame.now) if column]
    for count in {it.rule.value for it in frame.minimums}:
        x = chart.x(count)
        svg.line(x, chart.bottom - 1, x, chart.bottom + 5, "ink", width=2, name="ae-enough", id=str(count))
        if all(abs(x - other) > 24 for other in taken):
            svg.text(x, chart.bottom + 17, str(count), size=12, fill="muted", anchor="middle")


# -- the buyer ------------------------------------------------------------------------------------


def _draw_buyer(svg: Svg, frame: SmallFrame, language: str) -> None:
    s, top = frame.setting, 474.0
    x = Scale(1, 5, 232, WIDTH - 12).at
    title = WORDS["buyer"].text(language)
    svg.text(0, top, title, weight=650)
    start = text_width(title, 14, True) + 12
    words = shorten(verdict(frame, language), 13, WIDTH - start)
    svg.text(start, top, words, size=13, weight=600, name="ae-verdict")
    for stars in range(1, 6):
        svg.line(x(stars), top + 12, x(stars), top + 54, "line")
        svg.text(x(stars), top + 69, f"{stars}★", size=11.5, fill="muted", anchor="middle", name="ae-star")
    shops = (
        ("A", s.first_mean, s.first_ratings, frame.first, "ink"),
        ("B", s.second_mean, s.second_ratings, frame.second, "accent"),
    )
    for row, (which, mean, ratings, it, colour) in enumerate(shops):
        y = top + 24 + 21 * row
        name = WORDS["shop"].format(which=which).text(language)
        svg.text(0, y + 4, name, size=13, weight=650, fill=colour)
        line = shop_line(mean, ratings, language)
        svg.text(text_width(name, 13, True) + 10, y + 4, line, size=13, name="ae-shop")
        if it is None:
            continue
        svg.line(x(it.low), y, x(it.high), y, colour, width=2.6, name="ae-shop-sure", id=which)
        for end in (it.low, it.high):
            svg.line(x(end), y - 5, x(end), y + 5, colour, width=2.2)
        svg.circle(x(mean), y, 5.5, colour, stroke="paper", name="ae-shop-dot", id=which)


def _draw_levers(svg: Svg, frame: SmallFrame, language: str) -> None:
    for place, knob in enumerate(KNOBS.values()):
        y, value = 16.0 + 48 * place, getattr(frame.setting, knob.name)
        svg.text(0, y, knob.label.text(language), size=13)
        svg.text(LEFT, y, knob.words(value).en, size=13, weight=600, anchor="end")
        draw_lever(svg, y + 14, knob.position(value), str(place))


_PAGE = Page(
    (WIDTH, HEIGHT),
    summary,
    lambda frame, language: Heading.of(WORDS["name"], WORDS["title"], WORDS["model"], language, fill="caution"),
    _draw_levers,
    _draw,
    WORDS["static"],
    Svg,
)
picture, poster = _PAGE.picture, _PAGE.poster
