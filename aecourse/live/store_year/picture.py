"""The picture of StoreYear: the back office of a month, or the end of the year, as SVG text."""

from __future__ import annotations

from ...year import MONTHS
from ..posters import Heading, page, values
from ..svg import Svg, shorten, text_width
from .end import draw_end, draw_line
from .frame import YearFrame, season, status
from .lines import draw_lines
from .told import summary
from .words import WORDS, month_name

WIDTH, HEIGHT = 640.0, 520.0
_TILE, _GAP = 151.0, 12.0


def picture(frame: YearFrame, language: str) -> str:
    """The effect side of StoreYear as SVG text."""
    svg = Svg(WIDTH, HEIGHT, summary(frame, language), language, "ae-picture")
    _draw(svg, frame, language)
    return str(svg)


def poster(frame: YearFrame, language: str) -> str:
    """Heading, choices and back office in one picture, for a page that cannot run."""
    name, title, note = (WORDS[key].text(language) for key in ("name", "title", "money"))

    def choices(svg: Svg) -> None:
        svg.text(0, 16, WORDS["chosen"].text(language), size=13, weight=650, fill="muted")
        values(svg, frame.choices, language, top=48)

    def office(svg: Svg) -> None:
        _draw(svg, frame, language)
        if frame.over:
            draw_line(svg, frame, language)

    return page(
        Svg, (WIDTH, HEIGHT), summary(frame, language), language, Heading(name, title, note),
        choices, office, WORDS["static"],
    )  # fmt: skip


def _draw(svg: Svg, frame: YearFrame, language: str) -> None:
    svg.text(0, 14, frame.where.text(language), size=13, fill="muted", name="ae-where")
    if frame.over:
        draw_end(svg, frame, language)
        return
    _draw_tiles(svg, frame, language)
    _draw_news(svg, frame, language)
    _draw_items(svg, frame, language)
    _draw_check(svg, frame, language)
    draw_lines(svg, frame, language, 302)
    _draw_plan(svg, frame, language)
    svg.text(0, 515, WORDS["note"].text(language), size=12, fill="muted", name="ae-note")


# -- the back office ------------------------------------------------------------------------------


def _tile(
    svg: Svg, place: int, head: str, value: str, notes: list[tuple[str, str]], kind: str
) -> None:
    x = place * (_TILE + _GAP)
    svg.rect(x, 24, _TILE, 84, "panel", radius=6)
    svg.text(x + 10, 42, head, size=12.5, fill="muted")
    svg.text(x + 10, 71, value, size=27, weight=680, name=f"ae-{kind}")
    for row, (words, fill) in enumerate(notes):
        svg.text(x + 10, 87 + 15 * row, shorten(words, 11.5, _TILE - 14), size=11.5, fill=fill)


def _draw_tiles(svg: Svg, frame: YearFrame, language: str) -> None:
    def say(key: str, **values: object) -> str:
        return WORDS[key].format(**values).text(language)

    last = frame.last
    shown = say("exposure", x=f"{frame.exposure:.2f}")
    if frame.score is None:
        notes = [(f"{say('none')}: {say('few', n=frame.min_orders)}"
                  if text_width(say("few", n=60), 11.5) < 60 else say("few", n=frame.min_orders),
                  "muted"), (shown, "caution")]  # fmt: skip
        score = say("none") if language == "zh" else "–"
    else:
        assert last is not None
        grade = last.standing.grade
        first = say("early") if not last.standing.solid else grade.text(language) if grade else ""
        score = f"{frame.score:.0f}".replace("-", "−")
        notes = [(first, "muted"), (shown, "caution")]
    _tile(svg, 0, say("score"), score, notes, "score")
    red = frame.cash < 0
    notes = [(say("overdraft") if red else say("under_way", usd=f"{frame.under_way:,.0f}"),
              "bad" if red else "muted")]  # fmt: skip
    if red:
        notes.append((say("under_way", usd=f"{frame.under_way:,.0f}"), "muted"))
    _tile(svg, 1, say("cash"), f"{frame.cash:,.0f}".replace("-", "−"), notes, "cash")
    quality = say("quality", q=f"{frame.quality:.2f}") if frame.stock else say("empty")
    _tile(
        svg,
        2,
        say("stock"),
        f"{frame.stock}",
        [(quality, "muted" if frame.stock else "bad")],
        "stock",
    )
    points = last.standing.points if last else 0
    fill = "bad" if points else "muted"
    notes = [(say("points", n=points), fill)]
    if frame.next_node:
        notes.append((say("next_node", n=frame.next_node), "muted"))
    _tile(svg, 3, say("waiting"), f"{last.waiting if last else 0}", notes, "waiting")


def _draw_news(svg: Svg, frame: YearFrame, language: str) -> None:
    words = [phrase.text(language) for phrase in frame.news]
    svg.text(0, 128, shorten(words[0], 13.5, WIDTH), size=13.5, weight=600, name="ae-news")
    if len(words) > 1:
        gap = "" if language == "zh" else " "
        svg.text(0, 146, shorten(gap.join(words[1:]), 12.5, WIDTH), size=12.5, fill="caution",
                 name="ae-trouble")  # fmt: skip


def _draw_items(svg: Svg, frame: YearFrame, language: str) -> None:
    svg.text(0, 170, WORDS["items"].text(language), weight=650)
    svg.text(308, 170, WORDS["curve"].text(language), size=11.5, fill="caution", anchor="end")
    for row, item in enumerate(frame.items):
        y = 178 + 18 * row
        svg.text(0, y + 12, item.label.text(language), size=12.5)
        svg.rect(150, y + 3, 84, 10, "line", radius=3)
        if item.points is None:
            svg.text(308, y + 12, f"– / {item.full:g}", size=12.5, fill="muted", anchor="end")
            continue
        share = min(max(item.points / item.full, 0.0), 1.0)
        svg.rect(150, y + 3, 84 * share, 10, "accent", radius=3, name="ae-item")
        low = item.points < 0
        points = f"{'⚠ ' if low else ''}{item.points:.0f} / {item.full:g}".replace("-", "−")
        svg.text(308, y + 12, points, size=12.5, weight=600 if low else 400,
                 fill="bad" if low else "ink", anchor="end")  # fmt: skip


def _draw_check(svg: Svg, frame: YearFrame, language: str) -> None:
    x0, wide, top = 336.0, 304.0, 0.60
    svg.text(x0, 170, shorten(frame.check.text(language), 14, wide), weight=650)
    edges = [0.0, *(frame.bands[k] for k in ("general", "serious", "very_serious")), top]
    for place, fill in enumerate(("band_0", "band_2", "band_3", "band_3")):
        a, b = (_along(edge, top) for edge in edges[place : place + 2])
        svg.rect(x0 + wide * a + 1, 184, wide * (b - a) - 2, 14, fill, radius=2, name="ae-band")
        if place:
            svg.text(x0 + wide * a, 212, f"{edges[place]:.0%}".replace("%", " %"), size=11.5,
                     fill="muted", anchor="middle")  # fmt: skip
    value = frame.snad[2]
    if value is not None:
        x = x0 + wide * _along(min(value, top), top)
        svg.circle(x, 191, 6, "ink", stroke="paper")
    said = status(frame.last).text(language)
    bad = bool(frame.last and frame.last.standing.given)
    svg.text(x0, 231, frame.snad_words.text(language), size=12.5, weight=600)
    svg.text(x0 + wide, 231, ("⚠ " if bad else "") + said, size=12, weight=600,
             fill="bad" if bad else "muted", anchor="end", name="ae-snad")  # fmt: skip
    svg.text(x0, 250, WORDS["unpublished"].text(language), size=11.5, fill="muted")
    for row, part in enumerate((frame.others[:3], frame.others[3:])):
        words = " · ".join(phrase.text(language) for phrase in part)
        svg.text(x0, 266 + 15 * row, shorten(words, 11.5, wide), size=11.5)


def _along(share: float, top: float) -> float:
    """Where a rate stands on the scale: the low rates, where the lines are, get most of the room."""
    return float((share / top) ** 0.6)


# -- what lies ready ------------------------------------------------------------------------------


def _draw_plan(svg: Svg, frame: YearFrame, language: str) -> None:
    plan = frame.plan
    assert plan is not None

    def say(key: str, **values: object) -> str:
        return WORDS[key].format(**values).text(language)

    svg.rect(0, 401, WIDTH, 98, "band_1", radius=8)
    svg.text(12, 421, say("plan", month=month_name(plan.month)), weight=650, name="ae-plan")
    words = shorten(frame.hint.text(language), 12, 420)
    svg.text(WIDTH - 12, 421, words, size=12, anchor="end", name="ae-hint")
    few, loss = plan.cover < 0.95, plan.margin <= 0
    cover = f"{min(plan.cover, 9.99):.0%}".replace("%", " %")
    red = "" if plan.cash >= 0 else "red" if plan.cash >= -2000 else "broke"
    cells = [
        ("expect", f"{plan.expected:.0f}", say("season", x=season(frame)), False),
        ("goods", f"{plan.goods}", say("short" if few else "cover", share=cover), few),
        ("margin", f"{plan.margin:.2f}", say("loss" if loss else "margin_note"), loss),
        ("spend", f"{plan.cash:,.0f}",
         say(red) if red else say("spend_note", usd=f"{plan.spend:,.0f}"), bool(red)),
    ]  # fmt: skip
    for place, (head, value, note, warns) in enumerate(cells):
        x = 12 + place * 157
        svg.text(x, 442, say(head), size=12.5)
        svg.text(x, 469, value.replace("-", "−"), size=23, weight=680, name=f"ae-plan-{head}")
        svg.text(x, 488, shorten(note, 11.5, 152), size=11.5, weight=600 if warns else 400,
                 fill="bad" if warns else "ink")  # fmt: skip


__all__ = ["HEIGHT", "MONTHS", "WIDTH", "picture", "poster"]
