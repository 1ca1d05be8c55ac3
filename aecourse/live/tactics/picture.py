"""The picture of Tactics: plain facts in, SVG text out.

:func:`picture` draws the effect side as the live view shows it, :func:`poster` all of it with the
picked cards, to stand alone on a page that cannot run.
"""

from __future__ import annotations

from math import floor, log10

from ...base.wording import sentence, signed
from ...models.trials import MetricChange
from ...scoring.assessment import format_value
from ...scoring.metrics import METRICS
from ...simulation.tactics import tactics
from ..posters import PAD, Heading
from ..scales import Scale
from ..svg import MARK_CLASS, Svg, shorten, text_width, wrap
from ..verdicts import short
from .frame import TacticBar, TacticsFrame, gain_ends
from .sentences import finding, spent, summary, wrong
from .words import BRIEF, UNITS, WORDS, cost_words, difference, money, signed_difference

WIDTH, HEIGHT = 640.0, 512.0
_TOP = 166.0  # of the first row of either panel
_ROW, _BAR = 21.0, 25.2
_NAMES = 124.0
_FROM, _TO = 214.0, 324.0  # of the relief's scale
_LEAST, _MOST = -0.5, 1.0  # what the scale shows: half as much again, to all gone
_RIGHT = 344.0
_ALONE_FROM, _ALONE_TO = 472.0, 594.0


def picture(frame: TacticsFrame, language: str) -> str:
    """The effect side of Tactics as SVG text."""
    svg = Svg(WIDTH, HEIGHT, summary(frame, language), language, "ae-picture")
    _draw(svg, frame, language)
    return str(svg)


def poster(frame: TacticsFrame, language: str) -> str:
    """Heading, picked tactics and effect in one picture, for a page that cannot run."""
    left, gap = 220.0, 36.0
    name, title, span = (WORDS[key].text(language) for key in ("name", "title", "span"))
    heading = Heading(name, title, span)
    width, height = PAD + left + gap + WIDTH + PAD, heading.height + HEIGHT + PAD
    svg = Svg(width, height, summary(frame, language), language, "ae-poster")
    heading.draw(svg, width)
    svg.open(PAD, heading.height)
    svg.text(0, 14, WORDS["cards"].text(language), size=13, weight=650, fill="muted")
    for place, (id, one) in enumerate(tactics().items()):
        y, picked = 40 + 43 * place, id in frame.plan.picked
        svg.rect(
            0.5, y - 10.5, 12, 12, "accent" if picked else "paper", radius=2, stroke="accent" if picked else "muted"
        )
        if picked:
            svg.text(6.5, y, "✓", size=11, fill="paper", weight=700, anchor="middle")
        svg.text(22, y, shorten(one.name.text(language), 13, left - 22), size=13, weight=650 if picked else 400)
        value = cost_words(one.cost.times(frame.plan.strength)).text(language)
        svg.text(22, y + 17, value, size=12, fill="muted")
    svg.text(0, HEIGHT - 4, WORDS["static"].text(language), size=12, fill="muted")
    svg.close()
    svg.open(PAD + left + gap, heading.height)
    _draw(svg, frame, language)
    svg.close()
    return str(svg)


def _draw(svg: Svg, frame: TacticsFrame, language: str) -> None:
    _draw_answer(svg, frame, language)
    _draw_budget(svg, frame, language)
    if frame.headline is None:
        return
    _draw_relief(svg, frame, language)
    _draw_alone(svg, frame, language)
    if frame.games is None:
        _draw_examples(svg, frame, language)
    else:
        _draw_games(svg, frame, language)


# -- the answer -----------------------------------------------------------------------------------


def _draw_answer(svg: Svg, frame: TacticsFrame, language: str) -> None:
    subject = WORDS["subject"].format(shop=frame.shop, n=frame.orders).text(language)
    svg.text(0, 14, subject, size=13, fill="muted")
    if frame.headline is None:
        svg.text(0, 60, WORDS["unassessed"].text(language), size=36, weight=680, name="ae-odr")
    else:
        _draw_odr(svg, frame.headline, frame.plan.idle, language)
    for row, line in enumerate(finding(frame)):
        words = shorten(sentence(line).text(language), 14, WIDTH)
        svg.text(
            0,
            94 + 20 * row,
            words,
            weight=400 if row else 650,
            name="ae-finding",
            fill="bad" if frame.games is not None and not row else "ink",
        )


def _draw_odr(svg: Svg, it: MetricChange, idle: bool, language: str) -> None:
    """ODR before and after, and how sure; of an idle plan only what it is."""
    was, now = format_value("odr", it.before), format_value("odr", it.after)
    if idle:
        svg.text(0, 64, was, size=42, weight=680, name="ae-odr")
        return
    svg.text(0, 62, was, size=26, fill="muted", name="ae-was")
    x = text_width(was, 26) + 10
    svg.text(x, 61, "→", size=24, fill="muted")
    x += 34
    svg.text(x, 64, now, size=42, weight=680, name="ae-odr")
    x += text_width(now, 42, True) + 14
    low, high = (signed(100 * end) for end in (it.low, it.high))
    sure = WORDS["interval"].format(step=difference("odr", it.difference), low=low, high=high)
    apart = WORDS["apart"].format(apart=f"{100 * it.apart:.1f}")
    words = sure.text(language)
    size = 14 if x + text_width(words, 14) < WIDTH - 110 else 12.5  # the budget stands beside it
    svg.text(x, 46, words, size=size, name="ae-sure")
    svg.text(x, 65, apart.text(language), size=13, fill="muted")


def _draw_budget(svg: Svg, frame: TacticsFrame, language: str) -> None:
    words = WORDS["within" if frame.within else "over"].text(language)
    wide = text_width(words, 13, True) + 24
    look = ("good_wash", "good") if frame.within else ("band_3", "bad")
    svg.rect(WIDTH - wide, 0, wide, 26, look[0], radius=13)
    svg.text(WIDTH - wide / 2, 17.5, words, size=13, weight=600, fill=look[1], anchor="middle", name="ae-badge")
    svg.text(WIDTH - wide - 12, 17.5, WORDS["illustrative"].text(language), size=13, fill="caution", anchor="end")
    lacks = (frame.over.usd > 0, frame.over.hours > 0)
    for y, cost, lack in zip((46, 65), spent(frame), lacks, strict=True):
        svg.text(
            WIDTH,
            y,
            cost.text(language),
            size=13,
            anchor="end",
            name="ae-spent",
            fill="bad" if lack else "ink",
            weight=650 if lack else 400,
        )


# -- what becomes of each metric ------------------------------------------------------------------


_across = Scale(_LEAST, _MOST, _FROM, _TO).within


def _draw_relief(svg: Svg, frame: TacticsFrame, language: str) -> None:
    idle, bottom = frame.plan.idle, _TOP + _ROW * len(frame.changes) - 8
    svg.text(0, _TOP - 24, WORDS["present" if idle else "relief"].text(language), weight=650)
    (_draw_empty if idle else _draw_scale)(svg, bottom, language)
    for place, change in enumerate(frame.changes):
        y = _TOP + _ROW * place + 10
        _draw_value(svg, change, y, language)
        if not idle:
            _draw_change(svg, change, y)


def _draw_empty(svg: Svg, bottom: float, language: str) -> None:
    """Where the scale will stand: what to do to see it."""
    svg.rect(_FROM, _TOP - 4, _TO - _FROM, bottom - _TOP + 4, "panel", radius=8)
    lines = wrap(WORDS["tick"].text(language), 13, _TO - _FROM - 16)
    y = (_TOP + bottom) / 2 - 9.5 * len(lines) + 13
    for row, line in enumerate(lines):
        svg.text((_FROM + _TO) / 2, y + 19 * row, line, size=13, fill="muted", anchor="middle", name="ae-empty")


def _draw_scale(svg: Svg, bottom: float, language: str) -> None:
    """The ends of the scale over its lines, and below them the line where nothing changed."""
    zero, end = _across(0), _across(1)
    svg.line(zero, _TOP - 4, zero, bottom, "muted", name="ae-unchanged")
    svg.line(end, _TOP - 4, end, bottom, "line", name="ae-all-gone")
    for x, y, key, anchor in (
        (_FROM, _TOP - 9, "relief_axis", "start"),
        (zero, bottom + 12, "relief_none", "middle"),
        (end, _TOP - 9, "relief_all", "end"),
    ):
        svg.text(x, y, WORDS[key].text(language), size=11.5, fill="muted", anchor=anchor)


def _draw_value(svg: Svg, it: MetricChange, y: float, language: str) -> None:
    name = shorten(short(it.metric).text(language), 13, _NAMES)
    svg.text(0, y, name, size=13, weight=650 if it.metric == "odr" else 400, name="ae-metric")
    was, now = (format_value(it.metric, value) for value in (it.before, it.after))
    words = now if was == now else f"{was.removesuffix(' %')} → {now}"
    svg.text(_FROM - 12, y, words, size=12.5, anchor="end", fill="muted" if was == now else "ink")


def _draw_change(svg: Svg, it: MetricChange, y: float) -> None:
    ends, relief = it.relief_ends, it.relief
    if ends is None or relief is None:
        return
    zero, tip = _across(0), _across(relief)
    if abs(tip - zero) <= 0.4:
        svg.circle(zero, y - 4, 2.5, "muted", name="ae-no-relief", id=it.metric)
        return
    fill = {1: "good", 0: "muted", -1: "bad"}[it.sure]
    svg.rect(min(zero, tip), y - 9, abs(tip - zero), 10, fill, name="ae-relief", id=it.metric)
    low, high = map(_across, ends)
    svg.line(low, y - 4, high, y - 4, "ink", width=1.5, name="ae-relief-sure", id=it.metric)
    if it.sure < 0:
        svg.text(_TO + 4, y, "✕", size=12, fill="bad", weight=650)


# -- each tactic alone ----------------------------------------------------------------------------


def _draw_alone(svg: Svg, frame: TacticsFrame, language: str) -> None:
    metric = frame.plan.metric
    unit = UNITS[METRICS[metric].unit]
    head = WORDS["alone"].format(metric=short(metric), unit=unit).text(language)
    svg.text(_RIGHT, _TOP - 24, shorten(head, 14, WIDTH - _RIGHT), weight=650)
    scale = Scale(*frame.gains, _ALONE_FROM, _ALONE_TO)
    bottom = _TOP + _BAR * len(frame.bars) - 8
    mark = _round_mark(frame.gains[1])
    for gain, stroke in ((0.0, "muted"), (mark, "line")):
        x = scale.at(gain)
        svg.line(x, _TOP - 4, x, bottom, stroke, name="ae-grid-gain")
        words = signed_difference(metric, METRICS[metric].better * gain)
        svg.text(x, _TOP - 9, words, size=11.5, fill="muted", anchor="middle", name="ae-tick-gain")
    for place, bar in enumerate(frame.bars):
        _draw_bar(svg, bar, _TOP + _BAR * place + 11, scale, language)


def _round_mark(most: float) -> float:
    """The greatest of 1, 2 and 5 times a power of ten that *most* reaches."""
    power = 10.0 ** floor(log10(most))
    return next(power * k for k in (5, 2, 1) if most >= power * k)


def _draw_bar(svg: Svg, bar: TacticBar, y: float, scale: Scale, language: str) -> None:
    mark = "✕ " if bar.tactic.harmful else "✓ " if bar.picked else ""
    words = shorten(mark + BRIEF[bar.tactic.id].text(language), 13, _ALONE_FROM - _RIGHT - 6)
    svg.text(
        _RIGHT,
        y,
        words,
        size=13,
        weight=650 if bar.picked else 400,
        name="ae-alone",
        fill="bad" if bar.tactic.harmful else "ink",
    )
    if bar.change is None:
        return
    gain, id = bar.change.gain, bar.tactic.id
    zero, tip = scale.at(0), scale.at(gain)
    fill = "accent" if bar.picked else "band_1"
    stroke = "accent"
    if bar.tactic.harmful:
        fill, stroke = "band_3", "bad"
    if abs(tip - zero) > 0.4:
        svg.rect(min(zero, tip), y - 11, abs(tip - zero), 13, fill, stroke=stroke, name="ae-gain", id=id)
        low, high = map(scale.at, gain_ends(bar.change))
        svg.line(low, y - 4.5, high, y - 4.5, "ink", width=1.5, name="ae-gain-sure", id=id)
    short = signed_difference(bar.change.metric, bar.change.difference) if gain else "0"
    svg.text(WIDTH, y, short, size=12.5, anchor="end", fill="ink" if gain else "muted")


# -- which orders ---------------------------------------------------------------------------------


def _draw_examples(svg: Svg, frame: TacticsFrame, language: str) -> None:
    if not frame.examples:
        return
    y = HEIGHT - 50
    head = WORDS["which_bad" if frame.plan.idle else "which"]
    head = head.format(n=len(frame.examples), bad=frame.bad)
    svg.text(0, y, head.text(language), weight=650, name="ae-examples")
    for row, one in enumerate(frame.examples):
        line = y + 22 + 20 * row
        svg.text(0, line, one.order, size=13, weight=600, fill="accent", name=f"{MARK_CLASS} ae-example", id=one.order)
        words = shorten(wrong(one).text(language), 13, WIDTH - 84)
        svg.text(84, line, words, size=13, fill="muted")


def _draw_games(svg: Svg, frame: TacticsFrame, language: str) -> None:
    it = frame.games
    assert it is not None
    y = HEIGHT - 80
    svg.rect(0, y, WIDTH, 80, "band_3", radius=8, name="ae-games")
    svg.text(14, y + 20, WORDS["asked"].text(language), size=13, weight=650)
    lines = []
    if it.snad is not None and it.other is not None:
        lines.append(
            WORDS["asked_snad"].format(
                was=format_value("snad_rate", it.snad.before),
                now=format_value("snad_rate", it.snad.after),
                other=format_value("snad_rate", it.other.after),
            )
        )
    if it.nr is not None:
        lines.append(
            WORDS["asked_nr"].format(
                nr_was=format_value("nr_rate", it.nr.before),
                nr_now=format_value("nr_rate", it.nr.after),
                hidden=it.hidden,
                spoilt=it.spoilt,
            )
        )
    for row, line in enumerate(lines):
        svg.text(14, y + 44 + 21 * row, shorten(line.text(language), 12.5, WIDTH - 24), size=12.5)
    bill = WORDS["asked_cost"].format(usd=money(it.refunds)).text(language)
    svg.text(WIDTH - 14, y + 20, bill, size=13, weight=650, fill="bad", anchor="end")
