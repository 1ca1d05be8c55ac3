"""All words of the view of the regimes, in both languages, and the picture told in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ... import wording
from ...language import Phrase
from .frame import RegimesFrame, Row
from .rulings import Ruling
from .timeline import Change

BUTTONS: Mapping[str, Phrase] = {
    "earlier": Phrase("← Earlier change", "← 上一次变化"),
    "earlier_tip": Phrase("To the last month before in which rules began or ended",
                          "跳到之前最近一个有规则生效或终止的月份"),
    "later": Phrase("Later change →", "下一次变化 →"),
    "later_tip": Phrase("To the next month in which rules began or ended",
                        "跳到之后最近一个有规则生效或终止的月份"),
    "reset": Phrase("Reset", "重置"),
    "reset_tip": Phrase("The date and the store of the beginning", "回到最初的日期和店铺"),
    "store": Phrase("Store", "店铺"),
    "store_tip": Phrase("Whose orders are judged", "选一家店来考核"),
}  # fmt: skip
WORDS: Mapping[str, Phrase] = {
    "name": Phrase("Regimes", "规则时间线"),
    "question": Phrase("The same store, the rules of the day", "同一家店，按当天有效的规则考核"),
    "date": Phrase("Date", "日期"),
    "in_force": Phrase("In force on {day}", "{day}有效的规则"),
    "one": Phrase("1 rule", "1 项"),
    "some": Phrase("{count} rules", "{count} 项"),
    "none": Phrase("No rule in force", "当日没有有效的规则"),
    "changed": Phrase("Changed since {day}", "较 {day}的变化"),
    "ahead": Phrase("Next change of the rules", "下一次规则变化"),
    "unchanged": Phrase("No rule changed.", "规则没有变化。"),
    "first": Phrase("The time line begins here.", "时间线由此开始。"),
    "begins": Phrase("In force", "生效"),
    "ends": Phrase("Last day", "截止"),
    "date_kind": Phrase("Milestone", "节点"),
    "more": Phrase("and {count} more", "另有 {count} 处"),
    "new": Phrase("New", "新"),
    "was": Phrase("was {word}", "此前：{word}"),
    "since": Phrase("since {day}", "{day}起"),
    "source": Phrase("source: {who}", "来源：{who}"),
    "sources": Phrase("source: {who} and {more} more", "来源：{who}等 {all} 处"),
    "illustrative": Phrase("illustrative", "示意"),
    "published": Phrase("published limits", "标准已公布"),
    "days": Phrase("{days} days", "{days} 天"),
    "note": Phrase(
        "Synthetic orders with the same luck on every day. Illustrative: a limit or period that it "
        "needs is not public, a teaching value stands in.",
        "订单是模拟的，每个日期用的都是同一份运气。示意：用到的标准或考核期没有公布，以教学值代替。",
    ),
    "static": Phrase("Run the notebook to slide the date.", "运行本笔记本后即可拖动日期。"),
}


def say(key: str, language: str, **values: object) -> str:
    """The words of *key* with their values."""
    return WORDS[key].format(**values).text(language)


def day_words(day: date, language: str) -> str:
    """A day with its year."""
    return wording.day(day, year=True).text(language)


def in_brackets(words: str, language: str) -> str:
    """*words* in brackets, to follow others."""
    return f"（{words}）" if language == "zh" else f" ({words})"


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


# -- what stands in the picture ---------------------------------------------------------------


def changed_head(frame: RegimesFrame, language: str) -> str:
    """The heading over what changed since the step before."""
    if frame.before is None:
        return say("first", language)
    head = say("changed", language, day=day_words(frame.before, language))
    return head if frame.changes else head + _colon(language) + say("unchanged", language)


def kind_words(change: Change, language: str) -> str:
    """Whether something begins, ends or happens."""
    return say("date_kind" if change.kind == "date" else change.kind, language)


def day_head(frame: RegimesFrame, language: str) -> str:
    """The heading over the rules in force."""
    return say("in_force", language, day=day_words(frame.day, language))


def count_words(frame: RegimesFrame, language: str) -> str:
    """How many rules are in force."""
    count = len(frame.rows)
    key = "none" if count == 0 else "one" if count == 1 else "some"
    return say(key, language, count=count)


def origins(row: Row, language: str) -> list[str]:
    """Since when the rule held and by whose texts, from the fullest to the shortest."""
    since, who = (
        say("since", language, day=day_words(row.since, language)),
        row.source.text(language),
    )
    spaced = f"{who} " if who[-1:].isascii() and language == "zh" else who
    every = say("sources", language, who=spaced, more=row.more, all=row.more + 1)
    one = say("source", language, who=who)
    return [f"{since} · {words}" for words in ([every, one] if row.more else [one])]


def figure_words(ruling: Ruling, language: str) -> list[str]:
    """Every number with its name, the counts only of the first that has them."""
    counted = next((figure for figure in ruling.figures if figure.count), None)
    return [
        f"{figure.name.text(language)} {figure.value}"
        + (in_brackets(figure.count, language) if figure is counted else "")
        for figure in ruling.figures
    ]


def reasons(ruling: Ruling, language: str) -> list[str]:
    """The window's length and why assessed or not, from the fullest to the shortest.

    At last without the verdict's word, which stands beside it, and only the first clause.
    """
    first = ruling.reasons[0]
    worded = (ruling.reason, first.told(), first.how(), first.clause())
    full, *shorter = (words.text(language) for words in worded)
    return [f"{say('days', language, days=ruling.days)} · {full}", full, *shorter]


def notes(row: Row, language: str) -> list[str]:
    """What is to be said of a verdict: on what it rests, and what it was a step before."""
    said = []
    if row.now.tone != "none":
        said.append(say("illustrative" if row.now.illustrative else "published", language))
    if row.was is not None:
        said.append(say("was", language, word=row.was.text(language)))
    return said


# -- what a screen reader says ----------------------------------------------------------------


def summary(frame: RegimesFrame, language: str) -> str:
    """The day and its verdicts in sentences."""
    stop, colon = "。" if language == "zh" else ". ", _colon(language)
    head = day_head(frame, language) + colon + count_words(frame, language)
    parts = [frame.store.text(language), head]
    for row in frame.rows:
        new = f"{say('new', language)}{colon}" if row.is_new else ""
        words = f"{new}{row.name.text(language)}{colon}{_verdict_words(row.now, language)}"
        if row.was is not None:
            words += in_brackets(say("was", language, word=row.was.text(language)), language)
        parts.append(words)
    return (stop.join(parts) + stop).strip()


def _verdict_words(ruling: Ruling, language: str) -> str:
    """The word of a verdict, and whether a teaching limit decided it."""
    word = ruling.word.text(language)
    return word + in_brackets(say("illustrative", language), language) * ruling.illustrative


def details(frame: RegimesFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: what changed, then each rule's numbers."""
    colon = _colon(language)
    lines = [changed_head(frame, language)]
    named = [(kind_words(change, language), change) for change in frame.changes]
    named += [(say("ahead", language), change) for change in frame.ahead]
    lines += [head + colon + _change_words(change, language) for head, change in named]
    for row in frame.rows:
        reason, figures = row.now.reason.text(language), figure_words(row.now, language)
        told = [origins(row, language)[0], f"{reason} {' · '.join(figures)}"]
        lines.append(row.name.text(language) + colon + " · ".join(told))
    lines.append(say("note", language))
    return lines


def _change_words(change: Change, language: str) -> str:
    return f"{day_words(change.day, language)} {change.what.text(language)}"
