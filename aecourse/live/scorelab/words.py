"""All words of ScoreLab, in both languages, and the picture told in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ...language import Phrase
from ...wording import minus, percent, span
from .facts import Item, Scored, ScoreFrame

BUTTONS: Mapping[str, Phrase] = {
    "rules": Phrase("Rules", "规则"),
    "rules_tip": Phrase("By which rules the store is judged", "选择按哪套规则考核"),
    "shop": Phrase("Store", "店铺"),
    "shop_tip": Phrase("Whose orders are judged", "选一家店来考核"),
    "focus": Phrase("Line and orders of", "曲线与订单"),
    "focus_tip": Phrase("Whose rolling line and orders are shown", "选择看哪项指标的曲线和订单"),
    "more": Phrase("More levers", "更多参数"),
    "more_tip": Phrase("The other eight levers of the store", "店铺的另外八项参数"),
    "which": Phrase("Which orders", "查看订单"),
    "which_tip": Phrase("A table of the orders behind the rate", "列出这个指标背后的订单"),
    "share": Phrase("Share", "分享设置"),
    "share_tip": Phrase("This setting as a code; or paste one", "把当前设置变成代码，或粘贴别人的代码"),
    "code": Phrase("Paste a code, then Enter", "粘贴代码后按回车"),
}  # fmt: skip
WORDS: Mapping[str, Phrase] = {
    "name": Phrase("ScoreLab", "评分实验室"),
    "odr": Phrase("Order defect rate (ODR)", "买家不良体验订单率（ODR）"),
    "count": Phrase("{bad:,} of {all:order}", "{all:,} 笔中有 {bad:,} 笔"),
    "interval": Phrase("95 % interval {low} – {high} %", "95 % 区间 {low} – {high} %"),
    "assessed": Phrase("Assessed", "参与考核"),
    "not_assessed": Phrase("Not assessed", "不考核"),
    "no_grade": Phrase("No grade", "不评级"),
    "illustrative": Phrase("illustrative limits", "示意标准"),
    "unknown": Phrase("limits not published", "标准未公布"),
    "nothing": Phrase("No rate", "无数据"),
    "before": Phrase("before {value}", "调整前 {value}"),
    "why": Phrase(
        "Why: five conditions (an order counts once)", "原因：五个条件（同一订单只计一次）"
    ),
    "orders": Phrase("{n:order}", "{n:,} 笔"),
    "widened": Phrase("pale: old scale, {most:,}", "浅色：原刻度 {most:,}"),
    "rolling": Phrase("{rate}, rolling {days:day}", "{rate}（近 {days} 天滚动）"),
    "check": Phrase("check day", "考核日"),
    "before_line": Phrase("before", "调整前"),
    "no_line": Phrase("No assessed order in these days", "这段时间没有参与考核的订单"),
    "worst": Phrase(
        "Which orders: the worst {some} of {bad:,}",
        "不良体验订单：{bad:,} 笔中最严重的 {some} 笔",
    ),
    "all_worst": Phrase("Which orders", "不良体验订单"),
    "latest": Phrase(
        "Which orders: the latest {some} of {bad:,}",
        "{rate}：{bad:,} 笔拖后腿的订单，最近 {some} 笔",
    ),
    "all_latest": Phrase("Which orders", "{rate}：拖后腿的订单"),
    "none_bad": Phrase("No such order", "没有这样的订单"),
    "score": Phrase("Service score", "服务分"),
    "result": Phrase("Result", "结果"),
    "of_100": Phrase("of 100", "满分 100"),
    "points": Phrase("points", "得分"),
    "limit_mark": Phrase("limit", "标准线"),
    "before_word": Phrase("before: {word}", "调整前：{word}"),
    "days": Phrase("{days:day}", "{days} 天"),
    "static": Phrase("Run the notebook to move the levers.", "运行本笔记本后即可拖动左侧滑块。"),
}


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
    lines.append(which(frame, language))
    for order in frame.culprits:
        said = (word.text(language) for word in (order.what, order.why, order.when))
        lines.append(("，" if zh else ", ").join((order.order_id, *said)))
    return lines


def _item_line(item: Item, language: str) -> str:
    """One metric in words."""
    zh = language == "zh"
    said = [item.text, item.count, item.limit_text, item.status.text(language)]
    if points := points_text(item):
        said.append(f"{points} {WORDS['points'].text(language)}")
    parts = ("，" if zh else ", ").join(part for part in said if part)
    return f"{item.name.text(language)}{'：' if zh else ': '}{parts}"


def points_text(item: Item) -> str:
    """``12.0 / 15``, ``33.3 / 33.3``: the points of an item and its most, where it has any."""
    if item.points is None or item.most is None:
        return ""
    return minus(f"{item.points:.1f} / {item.most:.1f}".removesuffix(".0"))


def badge(now: Scored, language: str) -> str:
    """Whether the store is assessed."""
    sign, key = ("✓", "assessed") if now.assessed else ("✕", "not_assessed")
    return f"{sign} {WORDS[key].text(language)}"


def which(frame: ScoreFrame, language: str) -> str:
    """The heading over the orders."""
    some = len(frame.culprits)
    key = "worst" if frame.answer is None else "latest"
    whole = "all_" * (some in {0, frame.hurt})
    return WORDS[whole + key].format(some=some, bad=frame.hurt, rate=frame.rate).text(language)
