"""The picture of StoreYear: the back office of a month, or the end of the year, as SVG text."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from ...base.language import Phrase
from ...base.wording import NONE, minus, percent
from ..posters import Heading, Page, values
from ..scales import Scale
from ..svg import Svg, shorten, text_width
from .end import draw_end, draw_line
from .frame import YearFrame
from .lines import draw_lines
from .sentences import summary
from .words import WORDS, month_name

WIDTH, HEIGHT = 640.0, 498.0
_TILE, _GAP = 151.0, 12.0
_CHECK, _WIDE = 336.0, 304.0  # the right half: where it begins, how wide it is


def _draw(svg: Svg, frame: YearFrame, language: str) -> None:
    svg.text(0, 14, frame.where.text(language), size=13, fill="muted", name="ae-where")
    if frame.over:
        draw_end(svg, frame, language)
        return
    _draw_tiles(svg, frame, language)
    _draw_news(svg, frame, language)
    draw_items(svg, frame, language)
    draw_check(svg, frame, language)
    draw_lines(svg, frame, language, 300)
    _draw_plan(svg, frame, language)


# -- the back office ------------------------------------------------------------------------------


def draw_tile(svg: Svg, place: int, head: str, value: str, notes: list[tuple[str, str]], kind: str) -> None:
    """One number of the back office, the *place*-th from the left."""
    x = place * (_TILE + _GAP)
    svg.rect(x, 22, _TILE, 82, "panel", radius=6)
    svg.text(x + 10, 39, head, size=12.5, fill="muted")
    size = 27 if value[-1].isdigit() else 22
    svg.text(x + 10, 67, value, size=size, weight=680, name=f"ae-{kind}")
    for row, (words, fill) in enumerate(notes):
        svg.text(x + 10, 83 + 15 * row, shorten(words, 11.5, _TILE - 14), size=11.5, fill=fill)


def _draw_tiles(svg: Svg, frame: YearFrame, language: str) -> None:
    for place, tile in enumerate(tiles(frame, language)):
        draw_tile(svg, place, *tile)


def tiles(frame: YearFrame, language: str) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """The four numbers of the back office: heading, value, notes with their colours, class."""

    def say(key: str, **values: object) -> str:
        return WORDS[key].format(**values).text(language)

    score = say("none") if frame.score is None else minus(f"{frame.score:.0f}")
    exposed = (say("exposure", x=f"{frame.exposure:.2f}"), "caution")
    cash = [(say("under_way", usd=f"{frame.under_way:,.0f}"), "muted")]
    if frame.cash < 0:
        cash.insert(0, (say("overdraft"), "bad"))
    quality = say("quality", q=f"{frame.quality:.2f}") if frame.stock else say("empty")
    points = [(say("points", n=frame.points), "bad" if frame.points else "muted")]
    if frame.next_node:
        points.append((say("next_node", n=frame.next_node), "muted"))
    waiting = frame.last.waiting if frame.last else 0
    return [
        (say("score"), score, [(_score_note(frame).text(language), "muted"), exposed], "score"),
        (say("cash"), minus(f"{frame.cash:,.0f}"), cash, "cash"),
        (say("stock"), f"{frame.stock}", [(quality, "muted" if frame.stock else "bad")], "stock"),
        (say("waiting"), f"{waiting}", points, "waiting"),
    ]


def _score_note(frame: YearFrame) -> Phrase:
    """The grade behind the score, or why there is none."""
    if frame.last is None or frame.score is None:
        return WORDS["few"].format(n=frame.min_orders)
    standing = frame.last.standing
    return standing.grade if standing.solid and standing.grade else WORDS["early"]


def _draw_news(svg: Svg, frame: YearFrame, language: str) -> None:
    words = [phrase.text(language) for phrase in frame.news]
    svg.text(0, 123, shorten(words[0], 13.5, WIDTH), size=13.5, weight=600, name="ae-news")
    if len(words) > 1:
        gap = "" if language == "zh" else " "
        svg.text(0, 141, shorten(gap.join(words[1:]), 12.5, WIDTH), size=12.5, fill="caution", name="ae-trouble")


def draw_items(svg: Svg, frame: YearFrame, language: str) -> None:
    """The six items of the daily score."""
    svg.text(0, 166, WORDS["items"].text(language), weight=650)
    svg.text(308, 166, WORDS["curve"].text(language), size=11.5, fill="caution", anchor="end")
    for row, item in enumerate(frame.items):
        y = 173 + 17 * row
        svg.text(0, y + 12, item.label.text(language), size=12.5)
        if item.points is None:
            svg.text(308, y + 12, f"{NONE} / {item.full:g}", size=12.5, fill="muted", anchor="end")
            continue
        end = Scale(0, item.full, 150, 226).within(item.points)
        svg.rect(150, y + 3, 76, 10, "line", radius=3, name="ae-full")
        svg.rect(150, y + 3, end - 150, 10, "accent", radius=3, name="ae-item")
        low = item.points < 0
        points = minus(f"{'⚠ ' if low else ''}{item.points:.0f} / {item.full:g}")
        svg.text(308, y + 12, points, size=12.5, weight=600 if low else 400, fill="bad" if low else "ink", anchor="end")


def draw_check(svg: Svg, frame: YearFrame, language: str) -> None:
    """The last check, in the right half."""
    svg.text(_CHECK, 166, shorten(frame.check.text(language), 14, _WIDE), weight=650)
    _draw_zones(svg, frame, language)
    if frame.snad is not None:
        svg.circle(_along(frame.snad), 186, 6, "ink", stroke="paper", name="ae-checked")
    bad = bool(frame.last and frame.last.standing.given)
    rate, said = frame.snad_words.text(language), frame.status.text(language)
    said = f"⚠ {said}" if bad else said
    if text_width(rate, 12.5, True) + text_width(said, 12, True) > _WIDE - 8:
        rate = percent(frame.snad)
    svg.text(_CHECK, 226, rate, size=12.5, weight=600)
    svg.text(WIDTH, 226, said, size=12, weight=600, fill="bad" if bad else "muted", anchor="end", name="ae-snad")
    svg.text(_CHECK, 245, WORDS["unpublished"].text(language), size=11.5, fill="muted")
    for row, part in enumerate((frame.others[:3], frame.others[3:])):
        words = " · ".join(phrase.text(language) for phrase in part)
        svg.text(_CHECK, 261 + 15 * row, shorten(words, 11.5, _WIDE), size=11.5)


def _draw_zones(svg: Svg, frame: YearFrame, language: str) -> None:
    """The scale of SNAD rates: where each zone begins, and what a check in it costs."""
    last = len(frame.zones) - 1
    edges = [*(_along(zone.start) for zone in frame.zones), WIDTH]
    rates = [percent(zone.start, 0) for zone in frame.zones]
    rates[0] = ""
    halves = [*(text_width(rate, 11.5) / 2 for rate in rates), 0.0]
    fills = ("band_0", "band_2", "band_3", "band_3")
    for place, (zone, fill) in enumerate(zip(frame.zones, fills, strict=True)):
        a, b = edges[place : place + 2]
        svg.rect(a + 1, 179, b - a - 2, 14, fill, radius=2, name="ae-band", stroke="bad" if place == last else "")
        svg.text(a, 207, rates[place], size=11.5, fill="muted", anchor="middle", name="ae-zone")
        words = WORDS["last_zone" if place == last else "zone" if place else "zone_ok"]
        middle = (a + halves[place] + b - halves[place + 1]) / 2
        svg.text(middle, 207, words.format(n=zone.points).text(language), size=11.5, anchor="middle")


def _along(share: float) -> float:
    """Where a rate stands on the scale: the low rates, where the lines are, get most of the room."""
    return Scale(0, 1, _CHECK, _CHECK + _WIDE).at(sqrt(share))


# -- what lies ready ------------------------------------------------------------------------------


def _draw_plan(svg: Svg, frame: YearFrame, language: str) -> None:
    plan = frame.plan
    assert plan is not None
    assert frame.hint is not None
    svg.rect(0, 392, WIDTH, 106, "band_1", radius=8)
    title = WORDS["plan"].format(month=month_name(plan.month)).text(language)
    svg.text(12, 411, title, weight=650, name="ae-plan")
    words = shorten(frame.hint.text(language), 12, WIDTH - 40 - text_width(title, 14, True))
    svg.text(WIDTH - 12, 411, words, size=12, anchor="end", name="ae-hint")
    note = plan.season.note.text(language)
    svg.text(12, 430, shorten(note, 12, WIDTH - 24), size=12, weight=550, fill="caution", name="ae-season")
    for place in range(4):
        draw_planned(svg, frame, language, place, 12 + place * 157, 449)


def draw_planned(svg: Svg, frame: YearFrame, language: str, place: int, x: float, y: float) -> None:
    """One number of the plan: its heading at (x, y), the number and a note below."""
    plan = frame.plan
    assert plan is not None

    def say(key: str, **values: object) -> str:
        return WORDS[key].format(**values).text(language)

    share = percent(plan.cover, 0)
    cover = "short" if plan.cover < 0.95 else "much" if plan.cover > MUCH else "buy"
    loss = plan.margin <= 0
    red = "broke" if plan.broke else "red" if plan.cash < 0 else ""
    head, value, words, warns = (
        ("expect", f"{plan.expected:.0f}", say("season", x=f"{plan.season.demand:g}"), False),
        ("goods", f"{plan.goods}", say(cover, share=share, n=plan.bought), cover != "buy"),
        ("margin", f"{plan.margin:.2f}", say("loss" if loss else "margin_note"), loss),
        ("spend", f"{plan.cash:,.0f}", say(red) if red else say("spend_note", usd=f"{plan.spend:,.0f}"), bool(red)),
    )[place]
    svg.text(x, y, say(head), size=12.5)
    svg.text(x, y + 25, minus(value), size=22, weight=680, name=f"ae-plan-{head}")
    fill = "bad" if warns else "ink"
    svg.text(x, y + 41, shorten(words, 11.5, 152), size=11.5, weight=600 if warns else 400, fill=fill)


MUCH = 2.0  # goods for so many times the forecast are more than even a festival asks for


__all__ = ["HEIGHT", "WIDTH", "picture", "poster"]


def _draw_choices(svg: Svg, frame: YearFrame, language: str) -> None:
    svg.text(0, 16, WORDS["chosen"].text(language), size=13, weight=650, fill="muted")
    values(svg, frame.choices, language, top=48)


def _draw_with_line(svg: Svg, frame: YearFrame, language: str) -> None:
    _draw(svg, frame, language)
    if frame.over:
        draw_line(svg, frame, language)


_PAGE = Page(
    (WIDTH, HEIGHT),
    summary,
    lambda frame, language: Heading.of(WORDS["name"], WORDS["title"], WORDS["money"], language),
    _draw_choices,
    _draw,
    WORDS["static"],
    Svg,
)
picture, poster = _PAGE.picture, replace(_PAGE, draw=_draw_with_line).poster
