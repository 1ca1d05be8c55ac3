"""The picture of Transition: plain facts in, SVG text out.

:func:`picture` draws the effect side as the live view shows it, :func:`poster` all of it with
heading and levers, to stand alone on a page that cannot run.
"""

from __future__ import annotations

from math import log

from ...base.vocabulary import CATEGORIES
from ...base.wording import warning
from ...models.market import LOWEST, SELLERS
from ...models.unravelling import MONTHS, PlatformMonth
from ..posters import Heading, Page, values
from ..scales import Scale
from ..svg import Svg, text_width
from .frame import Dot, Side, TransitionFrame
from .words import WORDS, back, before_words, entry_terms, of_hundred, price, summary

WIDTH, HEIGHT = 640.0, 544.0
PANELS = (318.0, 402.0, HEIGHT)  # who sells and how well, the figures, the years: where each ends
_WIDE, _GAP = 308.0, 24.0
_TOP, _HIGH, _EDGE = 140.0, 132.0, 54.0  # of the sellers' panels; beyond the edge they stand
_TICKS = (5_000.0, 15_000.0, 45_000.0, 135_000.0)
_LOW, _UP = 2_000.0, 250_000.0  # of the sales, each tick three times the last


def _draw(svg: Svg, frame: TransitionFrame, language: str) -> None:
    _draw_answer(svg, frame, language)
    for place, side in enumerate(frame.sides):
        svg.open(place * (_WIDE + _GAP), 0)
        _draw_head(svg, frame, side, place, language)
        _draw_sellers(svg, side, language)
        _draw_figures(svg, side, language)
        svg.close()
    _draw_legend(svg, language)
    _draw_courses(svg, frame, language)


# -- the answer -----------------------------------------------------------------------------------


def _draw_answer(svg: Svg, frame: TransitionFrame, language: str) -> None:
    first, second = frame.finding
    svg.text(0, 17, first.text(language), size=16, weight=680, name="ae-finding")
    svg.text(0, 39, second.text(language), size=13, name="ae-second")
    words = warning(WORDS["badge"].text(language))
    wide = text_width(words, 13, True) + 24
    svg.rect(WIDTH - wide, 0, wide, 26, "caution_wash", radius=13)
    svg.text(WIDTH - wide / 2, 17.5, words, size=13, weight=600, fill="caution", anchor="middle", name="ae-badge")


def _draw_head(svg: Svg, frame: TransitionFrame, side: Side, place: int, language: str) -> None:
    name = WORDS[side.name].text(language)
    svg.text(0, 70, name, size=15, weight=650)
    words = entry_terms(side, frame.market).text(language)
    svg.text(_WIDE, 70, words, size=11.5, fill="muted", anchor="end")
    big = of_hundred(side.last.quality)
    colour = "accent" if side.name == "paid" else "ink"
    svg.text(0, 109, big, size=38, weight=680, fill=colour, name="ae-quality")
    x = text_width(big, 38, True) + 12
    svg.text(x, 93, WORDS["quality"].text(language), size=12, fill="muted")
    svg.text(x, 108, WORDS["quality_2"].text(language), size=12, fill="muted")
    if frame.before is not None:
        was = before_words(frame.before[place]).text(language)
        svg.text(_WIDE, 108, was, size=12, fill="muted", anchor="end", name="ae-before")


# -- the sellers ----------------------------------------------------------------------------------


_QUALITY = Scale(LOWEST, 1, _EDGE + 10, _WIDE - 10)
_SALES = Scale(log(_LOW), log(_UP), _TOP + _HIGH - 6, _TOP + 6)


def _down(sales: float) -> float:
    """The height of yearly sales, by tens; who sells nothing stands at the bottom."""
    return _SALES.within(log(max(sales, _LOW)))


def _draw_sellers(svg: Svg, side: Side, language: str) -> None:
    svg.text(0, _TOP - 7, WORDS["sales"].text(language), size=11.5, fill="muted")
    svg.rect(_EDGE, _TOP, _WIDE - _EDGE, _HIGH, "panel", radius=6)
    if side.steps:
        words = back(side.steps).text(language)
        svg.text(_WIDE, _TOP - 7, words, size=11.5, fill="accent", anchor="end", name="ae-back")
        x = _WIDE - text_width(words, 11.5) - 6
        svg.line(x - 18, _TOP - 11, x, _TOP - 11, "accent", width=1.2, dash="5 3")
    for tick in _TICKS:
        y, step = _down(tick), tick in dict(side.steps)
        svg.text(
            _EDGE - 6,
            y + 4,
            f"{tick:,.0f}",
            size=11.5,
            fill="accent" if step else "muted",
            anchor="end",
            name="ae-tick",
        )
        if step:
            svg.line(_EDGE, y, _WIDE, y, "accent", width=1.2, dash="5 3", name="ae-grid")
        else:
            svg.line(_EDGE, y, _WIDE, y, "line", name="ae-grid")
    for here in (False, True):
        for dot in side.dots:
            if dot.here == here:
                _mark(svg, _QUALITY.at(dot.quality), _down(dot.sales), dot, "ae-seller")
    if not side.last.sellers:
        words = WORDS["nobody"].text(language)
        middle, half = (_EDGE + _WIDE) / 2, text_width(words, 15, True) / 2 + 6
        svg.rect(middle - half, _TOP + 8, 2 * half, 22, "panel")  # no line runs through the words
        svg.text(middle, _TOP + 24, words, size=15, weight=650, anchor="middle")
    y = _TOP + _HIGH + 15
    svg.text(_EDGE, y, WORDS["poor"].text(language), size=12, fill="muted", name="ae-poor")
    svg.text(_WIDE, y, WORDS["good"].text(language), size=12, fill="muted", anchor="end", name="ae-good")


def _mark(svg: Svg, x: float, y: float, dot: Dot, name: str = "") -> None:
    """A circle, or a square for a general store; filled for who sells, hollow for who does not."""
    fill, stroke = ("accent", "paper") if dot.here else ("paper", "muted")
    thick = 3.6 if dot.here else 2.6
    if dot.general:
        corners = [(x - thick, y - thick), (x + thick, y - thick), (x + thick, y + thick), (x - thick, y + thick)]
        svg.polygon(corners, fill, stroke=stroke, width=1, name=name)
    else:
        svg.circle(x, y, thick + 0.4, fill, stroke=stroke, width=1, name=name)


def _draw_legend(svg: Svg, language: str) -> None:
    x, y = 0.0, _TOP + _HIGH + 36
    for word, general, here in (("stays", False, True), ("left", False, False), ("general", True, True)):
        _mark(svg, x + 5, y - 4, Dot(1, 1, general, here))
        words = WORDS[word].text(language)
        svg.text(x + 15, y, words, size=12, fill="muted")
        x += 15 + text_width(words, 12) + 14


# -- the figures ----------------------------------------------------------------------------------


def _draw_figures(svg: Svg, side: Side, language: str) -> None:
    last = side.last
    settled = WORDS["moving"].text(language) if side.settled is None else str(side.settled)
    cells = (
        (f"{last.sellers} / {SELLERS}", WORDS["sellers"]),
        (str(side.general), WORDS["general_count"]),
        (price(last), WORDS["price"]),
        (f"{side.covered} / {len(CATEGORIES)}", WORDS["covered"]),
        (of_hundred(last.trust), WORDS["trust"]),
        (settled, WORDS["settled"]),
    )
    columns = (0.0, 108.0, 206.0)
    for place, (value, label) in enumerate(cells):
        x, y = columns[place % 3], 336 + 42 * (place // 3)
        svg.text(x, y, value, size=17, weight=650, name="ae-figure")
        svg.text(x, y + 15, label.text(language), size=12, fill="muted")


# -- the months -----------------------------------------------------------------------------------


def _draw_courses(svg: Svg, frame: TransitionFrame, language: str) -> None:
    def quality(month: PlatformMonth) -> float | None:
        return month.quality

    def sellers(month: PlatformMonth) -> float | None:
        return float(month.sellers)

    courses = (("quality_line", quality, LOWEST, 1.0, 100), ("sellers_line", sellers, 0.0, SELLERS, 1))
    top, high = 442.0, 76.0
    for place, (word, value, low, most, scale) in enumerate(courses):
        svg.open(place * (_WIDE + _GAP), 0)
        svg.text(0, 421, WORDS[word].text(language), size=14, weight=650)
        svg.rect(0, top - 14, _WIDE, high + 14, "panel", radius=6, name="ae-panel")
        across, down = Scale(0, MONTHS, 0, _WIDE), Scale(low, most, top + high, top)
        svg.line(0, top, _WIDE, top, "line", name="ae-most-line")
        svg.text(4, top - 3, f"{scale * most:.0f}", size=11, fill="muted", name="ae-most")
        svg.text(4, top + high - 4, f"{scale * low:.0f}", size=11, fill="muted", name="ae-least")
        if frame.paid.fee:
            x = across.at(frame.market.fee_from)
            svg.line(x, top - 14, x, top + high, "muted", name="ae-fee-month")
            words = WORDS["fee_line"].text(language)
            svg.text(x + 4, top - 3, words, size=11.5, fill="muted")
        for side in frame.sides:
            found = [(month.number, value(month)) for month in side.path]
            line = [(across.at(n), down.at(v)) for n, v in found if v is not None]
            if side.name == "free":
                svg.polyline(line, "ink", width=1.8, dash="5 3", name="ae-course-free")
            else:
                svg.polyline(line, "accent", width=2.4, name="ae-course-paid")
        for year in range(0, MONTHS // 12 + 1, 2):
            x = across.at(12 * year)
            last = year == MONTHS // 12
            anchor = "start" if not year else "end" if last else "middle"
            words = WORDS["years"].format(n=year).text(language) if last else str(year)
            svg.text(x, top + high + 15, words, size=11.5, fill="muted", anchor=anchor, name="ae-year")
        svg.close()
    x, y = _WIDE + _GAP + _WIDE, 417.0
    for name in ("paid", "free"):
        words = WORDS[name].text(language)
        svg.text(x, 421, words, size=12, fill="muted", anchor="end")
        x -= text_width(words, 12) + 6
        dash, colour = ("5 3", "ink") if name == "free" else ("", "accent")
        svg.line(x - 22, y, x, y, colour, width=2, dash=dash)
        x -= 22 + 14


_PAGE = Page(
    (WIDTH, HEIGHT),
    summary,
    lambda frame, language: Heading.of(WORDS["name"], WORDS["title"], frame.rule, language, below=True),
    lambda svg, frame, language: values(svg, frame.levers, language),
    _draw,
    WORDS["static"],
    Svg,
)
picture, poster = _PAGE.picture, _PAGE.poster
