"""What ScoreLab tells: plain facts, and their words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...language import Phrase
from ...wording import percent, span

ODR = Phrase("ODR", "ODR")


@dataclass(frozen=True, slots=True)
class Scored:
    """How one setting of the levers is judged.  Rates are shares; None where nothing counts.

    ``grade`` is the outcome, ``band`` the grade of ODR alone; where another metric makes the
    outcome worse, ``held_by`` names it.
    """

    numerator: int
    denominator: int
    low: float | None
    high: float | None
    assessed: bool
    reason: Phrase
    grade: Phrase | None
    conditions: tuple[int, ...]
    rolling: tuple[float | None, ...]
    band: Phrase | None = None
    held_by: Phrase | None = None

    @property
    def value(self) -> float | None:
        """The order defect rate."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Culprit:
    """One of the orders behind the rate in focus, in words; ``day`` is what ``when`` tells of."""

    order_id: str
    what: Phrase
    why: Phrase
    when: Phrase
    day: date | None = None
    amount: float | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One metric of a regime that looks at several: its value, its limit, and what it earns.

    ``ends`` are the ends of its scale; ``tone`` is ``good``, ``caution``, ``bad`` or ``none``;
    ``points`` of ``most`` under a score.
    """

    id: str
    name: Phrase
    text: str
    count: str
    value: float | None
    low: float | None
    high: float | None
    limit: float | None
    limit_text: str
    ends: tuple[float, float]
    status: Phrase
    tone: str
    points: float | None = None
    most: float | None = None
    was: float | None = None
    was_text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a regime of several metrics ends in: a word, a score if it has one, and its tone."""

    word: Phrase
    tone: str
    score: float | None
    was: Phrase | None
    summary: Phrase


@dataclass(frozen=True, slots=True)
class LeverMark:
    """A lever as it stands: positions are 0 (left end) to 1 (right end)."""

    name: str
    group: Phrase
    label: Phrase
    value: Phrase
    position: float
    before: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreFrame:
    """Everything that the picture tells."""

    store: str
    title: Phrase
    first: date
    last: date
    now: Scored
    before: Scored | None
    conditions: tuple[Phrase, ...]
    limits: tuple[float, ...]
    bands: tuple[Phrase, ...]
    illustrative: bool
    check_days: tuple[date, ...]
    culprits: tuple[Culprit, ...]
    levers: tuple[LeverMark, ...] = ()
    rate: Phrase = ODR
    items: tuple[Item, ...] = ()
    answer: Answer | None = None
    hurt: int = 0


WORDS = {
    "name": Phrase("ScoreLab", "评分实验室"),
    "odr": Phrase("Order defect rate (ODR)", "买家不良体验订单率（ODR）"),
    "count": Phrase("{bad:,} of {all:,} orders", "{all:,} 笔中有 {bad:,} 笔"),
    "interval": Phrase("95 % interval {low} – {high} %", "95 % 区间 {low} – {high} %"),
    "assessed": Phrase("✓ Assessed · {all:,} orders", "✓ 参与考核 · {all:,} 笔"),
    "not_assessed": Phrase("✕ Not assessed · {all:,} orders", "✕ 不参与考核 · {all:,} 笔"),
    "no_grade": Phrase("No grade", "不评级"),
    "illustrative": Phrase("illustrative limits", "示意标准"),
    "unknown": Phrase("limits not published", "标准未公布"),
    "nothing": Phrase("No rate", "无数据"),
    "before": Phrase("before {value}", "调整前 {value}"),
    "why": Phrase(
        "Why: five conditions (an order counts once)", "原因：五个条件（同一订单只计一次）"
    ),
    "rolling": Phrase("{rate}, rolling {days} days", "{rate}，{days} 天滚动"),
    "check": Phrase("check day", "考核日"),
    "before_line": Phrase("before", "调整前"),
    "no_line": Phrase("No assessed order in these days", "这段时间没有参与考核的订单"),
    "which": Phrase(
        "Which orders: the worst {some} of {bad:,}", "是哪些订单：{bad:,} 笔中最差的 {some} 笔"
    ),
    "latest": Phrase(
        "Which orders: the latest {some} of {bad:,}", "是哪些订单：{bad:,} 笔中最近的 {some} 笔"
    ),
    "no_bad": Phrase("Which orders", "是哪些订单"),
    "none_bad": Phrase("No such order", "没有这样的订单"),
    "score": Phrase("Service score", "服务分"),
    "result": Phrase("Result", "结果"),
    "of_100": Phrase("of 100", "满分 100"),
    "points": Phrase("points", "得分"),
    "limit_mark": Phrase("limit", "标准线"),
    "before_word": Phrase("before: {word}", "调整前：{word}"),
    "days": Phrase("{days} days", "{days} 天"),
    "static": Phrase("Run the notebook to move the levers.", "运行本笔记本后即可拖动左侧滑块。"),
}


def window_text(first: date, last: date, language: str) -> str:
    """The window in words, with its length."""
    days = WORDS["days"].format(days=(last - first).days + 1)
    return f"{span(first, last).text(language)} · {days.text(language)}"


def limit_text(share: float) -> str:
    """``3.5 %``, ``6 %``: as few digits as the limit needs."""
    return f"{share * 100:.3g} %"


def summary(frame: ScoreFrame, language: str) -> str:
    """The result in one or two sentences: what a screen reader says."""

    def say(key: str, **values: object) -> str:
        return WORDS[key].format(**values).text(language)

    now, stop = frame.now, "。" if language == "zh" else ". "
    parts = _rate_words(frame, language) if frame.answer is None else [frame.title.text(language)]
    if frame.answer is not None and frame.answer.score is not None:
        parts.append(f"{say('score')} {frame.answer.score:.1f}")
    parts.append(badge(now, language)[2:])
    if not now.assessed:
        parts.append(now.reason.text(language).rstrip(".。"))
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
    lines.append(which(frame, language))
    for order in frame.culprits:
        words = (order.what, order.why, order.when)
        lines.append(
            order.order_id
            + "，" * zh
            + ", " * (not zh)
            + ("，" if zh else ", ").join(word.text(language) for word in words)
        )
    return lines


def _item_line(item: Item, language: str) -> str:
    """One metric in words."""
    zh = language == "zh"
    said = [item.text, item.count, item.limit_text, item.status.text(language)]
    if item.points is not None:
        said.append(f"{item.points:.1f}/{item.most or 0:g} {WORDS['points'].text(language)}")
    parts = ("，" if zh else ", ").join(part for part in said if part)
    return f"{item.name.text(language)}{'：' if zh else ': '}{parts}"


def badge(now: Scored, language: str) -> str:
    """Assessed or not, and how many orders."""
    key = "assessed" if now.assessed else "not_assessed"
    return WORDS[key].format(all=now.denominator).text(language)


def which(frame: ScoreFrame, language: str) -> str:
    """The heading over the orders."""
    some = len(frame.culprits)
    if some in {0, frame.hurt}:
        return WORDS["no_bad"].text(language)
    return (
        WORDS["which" if frame.answer is None else "latest"]
        .format(some=some, bad=frame.hurt)
        .text(language)
    )
