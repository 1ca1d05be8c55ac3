"""The words of OrderExplorer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ... import rulebook
from ...base.language import Phrase
from ...base.tables import texts
from ...base.wording import day, span
from ...models.order_life.life import review_days
from ...models.order_life.lives import PRESETS
from ...orders.calendar import DAY

if TYPE_CHECKING:
    from .frame import Mark, OrderFrame

_TEXTS = texts(__file__)
MOMENTS = _TEXTS["moments"]
_BUYER, _SELLER = Phrase("buyer", "买家"), Phrase("seller", "卖家")
_CARRIER, _PLATFORM = Phrase("carrier", "物流商"), Phrase("platform", "平台")
WHO = {
    "paid_at": _BUYER,
    "ship_by": Phrase("promised by the seller", "卖家承诺"),
    "shipped_at": _SELLER,
    "first_scan_at": _CARRIER,
    "delivered_at": _CARRIER,
    "receipt_at": Phrase("buyer, or time is up", "买家确认或超时"),
    "cancelled_at": _BUYER,
    "dispute_opened_at": _BUYER,
    "dispute_changed_at": _BUYER,
    "seller_responded_at": _SELLER,
    "dispute_closed_at": Phrase("both, or time is up", "双方协商或超时"),
    "arbitration_opened_at": Phrase("no agreement", "双方谈不拢"),
    "arbitration_closed_at": _PLATFORM,
    "review_at": _BUYER,
}
VERDICTS = {
    ("odr", "bad"): Phrase("Bad-experience order", "买家不良体验订单"),
    ("odr", "fine"): Phrase("Assessed, not bad", "参与考核，非不良体验订单"),
    ("odr", "out"): Phrase("Not assessed", "不考核"),
    ("metric", "bad"): Phrase("Counts against the store", "拉低店铺指标"),
    ("metric", "fine"): Phrase("Counts, and does no harm", "计入考核，没有拉低指标"),
    ("metric", "out"): Phrase("Not assessed", "不考核"),
}
_IN_CODE = Phrase("Assessed, not bad", "考核订单，没有不良体验")  # what notebooks have stored
BRIEF = _TEXTS["brief"]
MARKS = {"bad": "✕", "against": "✕", "fine": "✓", "out": "–"}
STATUS = _TEXTS["status"]
CONDITION_STATUS = _TEXTS["condition_status"]
WORDS = _TEXTS["words"]
_ASSUMED = tuple(_TEXTS["assumed"].values())


def assumption_words() -> list[Phrase]:
    """What is assumed, and why."""
    older = rulebook.table("feedback").parameters["review_window_days"].alternatives[0].value
    ship = {known.days["ship_by"] for known in PRESETS.values()}
    return [
        words.format(ship=f"{max(d for d in ship if d):g}", review=review_days(), older=older) for words in _ASSUMED
    ]


def _tenths(value: float) -> str:
    """``2``, ``2.5``: at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def days_after(at: datetime, paid: datetime) -> Phrase:
    """How many days after the payment."""
    return WORDS["day"].format(n=_tenths((at - paid) / DAY))


def duration(time: timedelta) -> Phrase:
    """How long, in days, or in hours where it is less than two days."""
    hours = time / timedelta(hours=1)
    if hours < 48:
        return WORDS["hours"].format(n=f"{hours:.0f}" if hours >= 1 else _tenths(hours))
    return WORDS["days"].format(n=_tenths(hours / 24))


def mark_spoken(mark: Mark, paid: datetime) -> Phrase:
    """Where a moment stands, for those who hear it."""
    if mark.meant is None:
        return WORDS["never"]
    at, n = mark.meant, days_after(mark.meant, paid)
    parts = [Phrase(f"{day(at).en} {at:%H:%M}, {n.en}", f"{day(at).zh} {at:%H:%M}，{n.zh}")]
    parts += [p for p in (mark.margin, mark.void) if p is not None]
    return Phrase(", ".join(p.en for p in parts), "，".join(p.zh for p in parts))


def status_words(id: str, state: str) -> Phrase:
    """What a rule says of the order, in a word or two."""
    from ...scoring.metrics import BAD_EXPERIENCE

    return (CONDITION_STATUS if id in BAD_EXPERIENCE else STATUS)[state]


def window_words(frame: OrderFrame) -> Phrase:
    """The window in words."""
    window = frame.window
    return WORDS["band"].format(span=span(window.first, window.last), days=window.days)


def rule_words(frame: OrderFrame) -> tuple[Phrase, Phrase]:
    """Whose rules, and since when: two lines, so that no date is torn."""
    since = day(frame.regime.effective_from, year=True)
    return frame.regime.name, WORDS["in_force"].format(first=since)


def in_code(frame: OrderFrame) -> Phrase:
    """The verdict as the view's repr gives it."""
    words = frame.now.words
    return _IN_CODE if words == VERDICTS["odr", "fine"] else words


def place_words(frame: OrderFrame, at: datetime | None) -> Phrase:
    """Where a moment stands: its day after the payment, or never."""
    return WORDS["never"] if at is None else days_after(at, frame.paid)


def flip_lines(frame: OrderFrame) -> list[Phrase]:
    """The moments that were moved, and the verdicts that flipped: old and new place of each."""
    moved = [
        WORDS["from_to"].format(what=m.name, old=place_words(frame, m.before), new=place_words(frame, m.meant))
        for m in frame.displaced
    ]
    flipped = [
        WORDS["from_to"].format(what=it.name, old=status_words(it.id, it.before), new=status_words(it.id, it.now))
        for it in frame.flips
    ]
    return [*moved, *flipped]


def goal_words(frame: OrderFrame) -> Phrase | None:
    """What the learner tries to reach, in how many moves so far; or that it is reached."""
    if not frame.goal:
        return None
    key = "done" if frame.reached else "break_goal" if frame.goal == "bad" else "rescue_goal"
    return WORDS[key].format(n=frame.moves)


def event_story(frame: OrderFrame) -> list[tuple[Phrase, list[Phrase]]]:
    """What the events of the order were, and are: only those that are told otherwise."""
    was, now = ([line.sentence for line in it.explanation.lines] for it in (frame.before, frame.now))
    if was == now:
        return [(WORDS["events"], now)]
    return [
        (WORDS["story_before"], [line for line in was if line not in now]),
        (WORDS["story_now"], [line for line in now if line not in was]),
    ]


def details(frame: OrderFrame, language: str) -> Iterator[str]:
    """The view in lines of words."""
    yield window_words(frame).text(language)
    for mark in frame.marks:
        said = mark_spoken(mark, frame.paid).text(language)
        yield f"{mark.name.text(language)}: {said}"
    for line in flip_lines(frame):
        yield line.text(language)
    if frame.two_clocks is not None:
        yield from (clock.name.text(language) for clock in frame.clocks if clock.id in ("cut_off", "handover"))
    for finding in frame.findings:
        yield f"{finding.name.text(language)}: {status_words(finding.id, finding.now).text(language)}"


def summary(frame: OrderFrame, language: str) -> str:
    """The view in one line."""
    name, verdict, rules = (p.text(language) for p in (frame.name, frame.now.words, frame.regime.name))
    met = [f.name.text(language) for f in frame.findings if f.now == "against"]
    said = "" if frame.said is None else frame.said.text(language)
    if language == "zh":
        return f"{name}，按{rules}：{verdict}{'：' + '、'.join(met) if met else ''}。{said}"
    return f"{name} under {rules}: {verdict}{': ' + ', '.join(met) if met else ''}. {said}".strip()


def rule_by_rule(frame: OrderFrame, language: str) -> Iterator[tuple[Phrase, list[str]]]:
    """Headings and lines: each event with its rule, each clock with its source, what is assumed."""
    yield WORDS["events"], [line.sentence.text(language) for line in frame.now.explanation.lines]
    told = []
    for clock in frame.clocks:
        cited = ", ".join(dict.fromkeys(_publisher(id, language) for id in clock.sources))
        parts = [clock.name.text(language), clock.rule.text(language), cited]
        if not clock.judged:
            parts.append(WORDS["clocks_other"].text(language))
        told.append(" · ".join(p for p in parts if p))
    yield WORDS["clocks"], told
    yield WORDS["assumed"], [words.text(language) for words in assumption_words()]


_ARTICLES = {"article_a": Phrase("article A", "文章 A"), "article_b": Phrase("article B", "文章 B")}


def _publisher(id: str, language: str) -> str:
    """Who published a source; the two articles by the names that the course gives them."""
    article = _ARTICLES.get(id)
    return (rulebook.sources()[id].by if article is None else article).text(language)
