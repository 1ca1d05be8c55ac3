"""All words of ScoreLab, in both languages, and the picture told in them."""

from __future__ import annotations

from datetime import date

from ...base.tables import texts
from ...base.wording import minus, percent, span
from .facts import MetricItem, Scored, ScoreFrame

_TEXTS = texts(__file__)
BUTTONS = _TEXTS["buttons"]
WORDS = _TEXTS["words"]


def window_text(first: date, last: date, language: str) -> str:
    """The window in words, with its length."""
    days = WORDS["days"].format(days=(last - first).days + 1)
    return f"{span(first, last).text(language)} · {days.text(language)}"


def limit_text(limit: float, *, stars: bool = False) -> str:
    """``3.5 %``, ``6 %``, ``4.3 ★``: as few digits as the limit needs."""
    return f"{limit:.2g} ★" if stars else f"{100 * limit:.3g} %"


def summary(frame: ScoreFrame, language: str) -> str:
    """The result in one or two sentences: what a screen reader says."""

    def say(key: str, **values: object) -> str:
        return WORDS[key].format(**values).text(language)

    now, stop = frame.now, "。" if language == "zh" else ". "
    parts = _rate_words(frame, language) if frame.answer is None else [frame.title.text(language)]
    if frame.answer is not None and frame.answer.score is not None:
        parts.append(f"{say('score')} {frame.answer.score:.1f}")
    parts.append(say("assessed" if now.assessed else "not_assessed"))
    if not now.assessed:
        parts += [reason.bare().text(language) for reason in now.reasons]
    if now.grade is not None:
        note = say("illustrative")
        shown = now.grade.text(language)
        brackets = f"（{note}）" if language == "zh" else f" ({note})"
        parts.append(shown + (brackets if frame.illustrative else ""))
    if now.held_by is not None:
        parts.append(now.held_by.text(language))
    if frame.answer is not None and frame.answer.was is not None:
        parts.append(say("before_word", word=frame.answer.was.text(language)))
    elif frame.before is not None and frame.answer is None:
        parts.append(say("before", value=percent(frame.before.value)))
    return (stop.join(parts) + stop).strip()


def _rate_words(frame: ScoreFrame, language: str) -> list[str]:
    """The order defect rate in words, with its orders and how sure it is."""
    now = frame.now
    parts = [WORDS["odr"].text(language) + (" " if language == "en" else "：") + percent(now.value)]
    if now.denominator:
        count = WORDS["count"].format(bad=now.numerator, all=now.denominator)
        parts.append(count.text(language))
    if now.low is not None and now.high is not None:
        ends = {"low": f"{now.low * 100:.1f}", "high": f"{now.high * 100:.1f}"}
        parts.append(WORDS["interval"].format(**ends).text(language))
    return parts


def details(frame: ScoreFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: conditions, then orders."""
    zh = language == "zh"
    lines = [_item_line(item, language) for item in frame.items]
    if frame.answer is None:
        lines.append(WORDS["why"].text(language))
        lines += [
            f"{label.text(language)}{'：' if zh else ': '}{count}"
            for label, count in zip(frame.conditions, frame.now.conditions, strict=True)
        ]
    lines.append(orders_heading(frame, language))
    for order in frame.offending:
        said = (word.text(language) for word in (order.what, order.why, order.when))
        lines.append(("，" if zh else ", ").join((order.order_id, *said)))
    return lines


def _item_line(item: MetricItem, language: str) -> str:
    """One metric in words."""
    zh = language == "zh"
    said = [item.text, item.count, item.limit_text, item.status.text(language)]
    if points := points_text(item):
        said.append(f"{points} {WORDS['points'].text(language)}")
    parts = ("，" if zh else ", ").join(part for part in said if part)
    return f"{item.name.text(language)}{'：' if zh else ': '}{parts}"


def points_text(item: MetricItem) -> str:
    """``12.0 / 15``, ``33.3 / 33.3``: the points of an item and its most, where it has any."""
    if item.points is None or item.most is None:
        return ""
    return minus(f"{item.points:.1f} / {item.most:.1f}".removesuffix(".0"))


def badge(now: Scored, language: str) -> str:
    """Whether the store is assessed."""
    sign, key = ("✓", "assessed") if now.assessed else ("✕", "not_assessed")
    return f"{sign} {WORDS[key].text(language)}"


def orders_heading(frame: ScoreFrame, language: str) -> str:
    """The heading over the orders."""
    some = len(frame.offending)
    came, went = frame.flipped.came, frame.flipped.went
    if came or went:
        return WORDS["flipped"].format(came=came, went=went).text(language)
    key = "worst" if frame.answer is None else "latest"
    if some in {0, frame.hurt}:
        key = f"all_{key}"
    return WORDS[key].format(some=some, bad=frame.hurt, rate=frame.rate).text(language)
