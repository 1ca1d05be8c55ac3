"""The picture of MyNumbers: plain facts in, SVG text out.

The rules in force with whether each assesses the store, and of one of them the six answers.  It
flows down the width that it is given: two columns on a page, one on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...base.language import Phrase
from ...models.own_numbers import COUNTS, PERIODS, TEXTS, RuleAnswer, TypedMetric
from ...rulebook.vocabulary import MODES
from ...scoring.metrics import METRICS
from ..asking import NARROW, WIDE
from ..flow import Flow, flowing, height_of
from ..posters import LEFT, Heading, page
from ..scales import Scale
from ..svg import Svg, shorten, text_width, wrap
from ..verdicts import LOOKS
from .frame import NumbersFrame
from .words import (
    WORDS,
    assessed_word,
    heading_words,
    line_told,
    percent,
    sections,
    since_words,
    standing_words,
    summary,
    unasked_words,
    why_words,
)

_TONES = {True: "good", False: "none", None: "caution"}
_SIGNS = {True: "✓", False: "–", None: "?"}
_ROW = 30.0


def picture(frame: NumbersFrame, language: str) -> str:
    """The answers for a page as SVG text."""
    return flowing(WIDE, summary(frame, language), language, "ae-picture", lambda flow: _draw(flow, frame, language))


def narrow(frame: NumbersFrame, language: str) -> str:
    """The answers for a phone as SVG text."""
    return flowing(NARROW, summary(frame, language), language, "ae-phone", lambda flow: _draw(flow, frame, language))


def poster(frame: NumbersFrame, language: str) -> str:
    """Heading, numbers and answers in one picture, for a page that cannot run."""
    name, title = (WORDS[key].text(language) for key in ("name", "title"))
    note = WORDS["example"].text(language) if frame.example else ""
    tall = max(height_of(WIDE, lambda flow: _draw(flow, frame, language)), 420.0)
    return page(
        Svg,
        (WIDE, tall),
        summary(frame, language),
        language,
        Heading(name, title, note, "caution"),
        lambda svg: _typed(svg, frame, language),
        lambda svg: _draw(Flow(svg, WIDE), frame, language),
        WORDS["static"],
    )


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
    flow.rule()
    for answer in frame.answers:
        _draw_row(flow, answer, chosen=answer is frame.shown, language=language)
    flow.gap(16)
    _draw_answer(flow, frame.shown, language)


# -- the rules in force ---------------------------------------------------------------------------


def _draw_row(flow: Flow, answer: RuleAnswer, *, chosen: bool, language: str) -> None:
    """A rule in one line: its name, and whether it assesses the store."""
    svg, y = flow.svg, flow.y
    _, fill, wash = LOOKS[_TONES[answer.assessed]]
    words = f"{_SIGNS[answer.assessed]} {assessed_word(answer).text(language)}"
    wide = text_width(words, 13, True) + 18
    right = flow.left + flow.width
    name = wrap(answer.regime.name.text(language), 13.5, (flow.width - wide - 22) / 1.05)
    tall = _ROW - 1 + 18 * (len(name) - 1)
    if chosen:
        svg.rect(flow.left, y, flow.width, tall, "panel")
        svg.rect(flow.left, y, 3, tall, "accent", name="ae-chosen", id=answer.regime.id)
    svg.rect(right - wide, y + 4, wide, 22, wash, radius=11)
    svg.text(
        right - wide / 2,
        y + 19.5,
        words,
        size=13,
        weight=600,
        fill=fill,
        anchor="middle",
        name="ae-assessed",
        id=answer.regime.id,
    )
    for place, line in enumerate(name):
        at = y + 20 + 18 * place
        svg.text(flow.left + 12, at, line, size=13.5, weight=650 if chosen else 400, name="ae-rule")
    flow.gap(tall)
    flow.rule()


# -- the six answers ------------------------------------------------------------------------------


def _draw_answer(flow: Flow, answer: RuleAnswer, language: str) -> None:
    flow.words(answer.regime.name.text(language), size=16, weight=650)
    flow.words(since_words(answer).text(language), size=12, fill="muted", name="ae-since")
    flow.gap(6)
    rest = sections(answer)

    def first(column: Flow) -> None:
        _question(column, WORDS["q_assessed"], [why_words(answer)], language)
        _draw_lines(column, answer, language)
        _question(column, *rest[0], language)

    def second(column: Flow) -> None:
        for question, lines in rest[1:]:
            _question(column, question, lines, language)

    if flow.width < WIDE:
        first(flow)
        second(flow)
    else:
        flow.columns(32, first, second)
    flow.gap(6)
    flow.rule()
    flow.words(WORDS["denominator"].text(language), size=12, fill="muted")


def _question(flow: Flow, question: Phrase, lines: Iterable[Phrase], language: str) -> None:
    flow.gap(6)
    flow.words(question.text(language), size=13.5, weight=650, name="ae-question")
    for line in lines:
        flow.words(line.text(language), name="ae-told")
        flow.gap(2)
    flow.gap(4)


def _draw_lines(flow: Flow, answer: RuleAnswer, language: str) -> None:
    _question(flow, WORDS["q_lines"], (), language)
    for standing in answer.standings:
        flow.words(standing_words(standing).text(language), weight=600, name="ae-standing", id=standing.metric)
        if standing.guard is not None:
            flow.words(standing.guard.text(language), name="ae-guard")
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
    if not answer.standings:
        flow.words(WORDS["spared" if answer.assessed is False else "not_shown"].text(language), name="ae-told")
    left = unasked_words(answer)
    if left is not None and answer.assessed is not False:
        flow.words(left.text(language), size=12, fill="muted", name="ae-unasked")
    flow.gap(2)


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
        words = percent(limit)
        half = text_width(words, 12) / 2
        if at - half > ends + 4 and at + half <= flow.left + flow.width:
            svg.text(at, y + 21, words, size=12, fill="muted", anchor="middle", name="ae-limit-tick")
            ends = at + half
    svg.circle(across.at(value), y, 6, "accent", stroke="paper", name="ae-dot", id=standing.metric)
    flow.gap(40)


__all__ = ["narrow", "picture", "poster"]
