"""The picture of MyNumbers: plain facts in, SVG text out.

The rules in force with whether each assesses the store, and of one of them the six answers.  It
flows down the width that it is given: two columns on a page, one on a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from ...base.language import Phrase
from ...models.own_numbers import COUNTS, PERIODS, TEXTS, RuleAnswer, TypedMetric
from ...rulebook.vocabulary import MODES
from ...scoring.metrics import METRICS
from ..flow import WIDE, Flow, FlowPage
from ..posters import LEFT, Heading
from ..scales import Scale
from ..svg import MARK_CLASS, Svg, shorten, text_width, wrap
from ..verdicts import LOOKS
from .frame import NumbersFrame
from .words import (
    WORDS,
    assessed_word,
    beyond_words,
    heading_words,
    limit_percent,
    line_told,
    sections,
    since_words,
    sourced,
    standing_words,
    summary,
    unasked_words,
    why_words,
)

_TONES = {True: "good", False: "none", None: "caution"}
_SIGNS = {True: "✓", False: "–", None: "?"}
_ROW = 27.0


def _typed(svg: Svg, frame: NumbersFrame, language: str) -> None:
    typed = frame.typed
    flow = Flow(svg, LEFT)
    for key in ("day", "age", "mode", "newest"):
        value = getattr(typed, key)
        words = MODES[value].text(language) if key == "mode" else value or "–"
        flow.words(WORDS[key].text(language), size=12, fill="muted")
        flow.words(words, weight=600)
        flow.gap(5)
    flow.gap(10)
    y = flow.y
    svg.text(0, y + 12, WORDS["counts"].text(language), size=12, fill="muted")
    for place, days in enumerate(PERIODS):
        head = WORDS["short_days"].format(days=days).text(language)
        svg.text(LEFT - 44 * (1 - place), y + 12, head, size=12, fill="muted", anchor="end")
    for row, count in enumerate(COUNTS):
        at = y + 36 + 26 * row
        svg.text(0, at, shorten(TEXTS["counts"][count].text(language), 12, LEFT - 76), size=12)
        for place, days in enumerate(PERIODS):
            value = getattr(typed, f"{count}_{days}") or "–"
            svg.text(LEFT - 44 * (1 - place), at, value, size=13, weight=600, anchor="end")
        svg.line(0, at + 8.5, LEFT, at + 8.5, "line")


def _draw(flow: Flow, frame: NumbersFrame, language: str) -> None:
    flow.words(heading_words(frame).text(language), size=20, weight=650, name="ae-head")
    flow.gap(8)
    if frame.shown is None:
        for fault in frame.faults:
            flow.gap(6)
            top = flow.y
            flow.words(fault.text(language), x=14, size=14, name="ae-fault")
            flow.svg.rect(flow.left, top + 4, 3, flow.y - top - 5, "caution")
        return
    if (beyond := beyond_words(frame)) is not None:
        flow.words(beyond.text(language), fill="caution", name="ae-beyond")
        flow.gap(6)
    if frame.part in ("rules", "all"):
        flow.rule()
        for answer in frame.answers:
            _draw_row(flow, answer, chosen=answer is frame.shown, why=frame.part == "rules", language=language)
    if frame.part != "rules":
        flow.gap(16 if frame.part == "all" else 4)
        _draw_answer(flow, frame.shown, frame.part, language)


# -- the rules in force ---------------------------------------------------------------------------


def _draw_row(flow: Flow, answer: RuleAnswer, *, chosen: bool, why: bool, language: str) -> None:
    """A rule in one line: its name, and whether it assesses the store; below it, if asked for, why."""
    svg, y = flow.svg, flow.y
    _, fill, wash = LOOKS[_TONES[answer.assessed]]
    words = f"{_SIGNS[answer.assessed]} {assessed_word(answer).text(language)}"
    wide = text_width(words, 13, True) + 18
    right = flow.left + flow.width
    name = wrap(answer.regime.name.text(language), 13.5, (flow.width - wide - 22) / 1.05)
    told = wrap(why_words(answer).text(language), 12.5, flow.width - 24) if why else ()
    tall = _ROW - 1 + 18 * (len(name) - 1) + 17 * len(told)
    if chosen:
        svg.rect(flow.left, y, flow.width, tall, "panel")
        svg.rect(flow.left, y, 3, tall, "accent", name="ae-chosen", id=answer.regime.id)
    svg.rect(right - wide, y + 3, wide, 20, wash, radius=10)
    svg.text(
        right - wide / 2,
        y + 17.5,
        words,
        size=13,
        weight=600,
        fill=fill,
        anchor="middle",
        name="ae-assessed",
        id=answer.regime.id,
    )
    for place, line in enumerate(name):
        at = y + 18 + 18 * place
        svg.text(flow.left + 12, at, line, size=13.5, weight=650 if chosen else 400, name="ae-rule-name")
    for place, line in enumerate(told, start=len(name)):
        svg.text(flow.left + 12, y + 18 + 18 * place, line, size=12.5, fill="muted", name="ae-rule-why")
    svg.field(flow.left, y, flow.width, tall, MARK_CLASS, answer.regime.id)
    flow.gap(tall)
    flow.rule()


# -- the six answers ------------------------------------------------------------------------------


def _draw_answer(flow: Flow, answer: RuleAnswer, part: str, language: str) -> None:
    flow.words(answer.regime.name.text(language), size=16, weight=650)
    flow.words(since_words(answer).text(language), size=12, fill="muted", name="ae-since")
    flow.gap(6)
    _questions(flow, answer, part, language)
    flow.gap(6)
    flow.rule()
    flow.words(WORDS["denominator"].text(language), size=12, fill="muted")


def _questions(flow: Flow, answer: RuleAnswer, part: str, language: str) -> None:
    """The questions of *part*: two side by side, or all in two columns."""
    until, failing, back, unknown = (partial(_told, section=it, language=language) for it in sections(answer))
    if part == "then":
        _beside(flow, [until], [failing])
    elif part == "back":
        _beside(flow, [back], [unknown])
    elif part == "stand":
        _assessed(flow, answer, language)
        _draw_lines(flow, answer, language)
    else:
        first = partial(_assessed, answer=answer, language=language)
        lines = partial(_draw_lines, answer=answer, language=language)
        _beside(flow, [first, lines, until], [failing, back, unknown])


def _beside(flow: Flow, *columns: Sequence[Callable[[Flow], None]]) -> None:
    """Columns of parts beside one another; on a phone one below the other."""

    def fill(column: Flow, parts: Sequence[Callable[[Flow], None]]) -> None:
        for draw in parts:
            draw(column)

    if flow.width < WIDE:
        fill(flow, [draw for column in columns for draw in column])
    else:
        flow.columns(32, *(partial(fill, parts=parts) for parts in columns))


def _assessed(flow: Flow, answer: RuleAnswer, language: str) -> None:
    _question(flow, WORDS["q_assessed"], [why_words(answer)], language)


def _told(flow: Flow, section: tuple[Phrase, list[Phrase]], language: str) -> None:
    _question(flow, *section, language)


def _question(flow: Flow, question: Phrase, lines: Iterable[Phrase], language: str) -> None:
    flow.gap(6)
    flow.words(question.text(language), size=13.5, weight=650, name="ae-question")
    for line in lines:
        flow.words(line.text(language), name="ae-told")
        flow.gap(2)
    flow.gap(4)


def _draw_lines(flow: Flow, answer: RuleAnswer, language: str) -> None:
    _question(flow, WORDS["q_lines"], (), language)
    draw = [partial(_draw_standing, standing=standing, language=language) for standing in answer.standings]
    if flow.width < WIDE or len(draw) < 2:
        for one in draw:
            one(flow)
    else:
        _beside(flow, *_halves(draw, flow.width))
    if not answer.standings:
        flow.words(WORDS["spared" if answer.assessed is False else "not_shown"].text(language), name="ae-told")
    left = unasked_words(answer)
    if left is not None and answer.assessed is not False:
        flow.words(left.text(language), size=12, fill="muted", name="ae-unasked")
    flow.gap(2)


def _halves(draw: Sequence[Callable[[Flow], None]], width: float) -> tuple[Sequence[Callable[[Flow], None]], ...]:
    """Two columns of *draw* in their order, as even as they can be."""
    tall = [_height(width / 2, one) for one in draw]
    cut = min(range(1, len(draw)), key=lambda at: max(sum(tall[:at]), sum(tall[at:])))
    return draw[:cut], draw[cut:]


def _height(width: float, draw: Callable[[Flow], None]) -> float:
    flow = Flow(Svg(width, 0, "", "en", ""), width)
    draw(flow)
    return flow.y


def _draw_standing(flow: Flow, standing: TypedMetric, language: str) -> None:
    """One metric on the typed numbers, and how many bring it over which line."""
    flow.words(standing_words(standing).text(language), weight=600, name="ae-standing", id=standing.metric)
    if standing.guard is not None:
        flow.words(sourced(standing.guard, standing.source).text(language), name="ae-guard")
    elif not standing.lines:
        flow.words(WORDS["no_limit"].text(language), fill="caution", name="ae-no-limit")
    else:
        _draw_rail(flow, standing)
        for line in standing.lines:
            words = line_told(standing, line).text(language)
            met, taught = line.needed == 0, line.illustrative
            fill = "muted" if taught else "good" if met else "bad"
            sign = "○" if taught else "✓" if met else "✕"
            flow.svg.text(flow.left, flow.y + 14.5, sign, size=12, weight=700, fill=fill)
            flow.words(words, x=18, fill="muted" if taught else "ink", name="ae-line", id=standing.metric)
    flow.gap(8)


def _draw_rail(flow: Flow, standing: TypedMetric) -> None:
    """The value among the limits of its metric, from 0, or from where the limits begin."""
    value = standing.value or 0.0
    limits = sorted({line.limit for line in standing.lines})
    rising = METRICS[standing.metric].better > 0
    near = [limit for limit in limits if limit <= max(4 * value, 2 * limits[0])] if not rising else limits
    low = max(0.0, min(*near, value) - 0.1) if rising else 0.0
    high = 1.0 if rising else min(1.0, 1.2 * max(*near, value))
    across = Scale(low, high, flow.left + 2, flow.left + flow.width - 8)
    y = flow.y + 14
    svg = flow.svg
    svg.line(
        across.at(low), y, across.at(high), y, "line", width=4, round_ends=True, name="ae-rail", id=standing.metric
    )
    ends = -1.0
    for limit in near:
        taught = any(line.illustrative for line in standing.lines if line.limit == limit)
        at = across.at(limit)
        svg.line(
            at,
            y - 7,
            at,
            y + 7,
            "muted" if taught else "bad",
            width=2,
            dash="2 2" if taught else "",
            name="ae-limit",
            id=standing.metric,
        )
        words = limit_percent(limit)
        half = text_width(words, 12) / 2
        if at - half > ends + 4 and at + half <= flow.left + flow.width:
            svg.text(at, y + 21, words, size=12, fill="muted", anchor="middle", name="ae-limit-tick")
            ends = at + half
    svg.circle(across.at(value), y, 6, "accent", stroke="paper", name="ae-dot", id=standing.metric)
    flow.gap(40)


def _heading(frame: NumbersFrame, language: str) -> Heading:
    note = WORDS["example"] if frame.example else Phrase("", "")
    return Heading.of(WORDS["name"], WORDS["title"], note, language, fill="caution")


_PAGE = FlowPage(summary, _heading, _typed, _draw, 420.0, WORDS["static"])
picture, narrow = _PAGE.picture, _PAGE.narrow


def poster(frame: NumbersFrame, language: str) -> str:
    """The whole page with all six answers, for where nothing runs."""
    return _PAGE.poster(replace(frame, part="all"), language)
