"""What SmallNumbers says: its facts as words in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ...base.language import Phrase, join
from ...base.tables import tables
from ...base.wording import day, percent
from ...models.luck import STORES
from .frame import Minimum, SmallFrame

_TABLES = tables(__file__, words=Phrase, findings=tuple[Phrase, ...])
WORDS: Mapping[str, Phrase] = _TABLES["words"]
FINDINGS: Mapping[str, tuple[Phrase, ...]] = _TABLES["findings"]


def finding(frame: SmallFrame) -> tuple[Phrase, ...]:
    """The clauses of the sentence that states what the picture shows."""
    s = frame.setting
    if frame.now is None:
        key = "no_orders"
    elif frame.needed is None:
        key = "toss"
    elif not frame.now.wrong:
        key = "none_wrong" if s.orders >= frame.needed else "none_yet"
    else:
        key = "bad_wrong" if s.share >= s.limit else "good_wrong"
    wrong = frame.now.wrong if frame.now else 0
    return tuple(
        clause.format(share=percent(s.share), limit=percent(s.limit), orders=s.orders, wrong=wrong, all=STORES)
        for clause in FINDINGS[key]
    )


def needed_words(frame: SmallFrame, language: str) -> str:
    """How many orders it takes until luck is told from skill."""
    if frame.needed is None:
        return WORDS["never"].text(language)
    key = "order" if frame.needed == 1 else "orders"
    return WORDS[key].format(orders=frame.needed).text(language)


def own_line(frame: SmallFrame, language: str) -> str:
    """The learner's store in words; empty without an order."""
    if frame.own is None:
        return ""
    own = frame.own
    return (
        WORDS["own_line"]
        .format(
            bad=frame.own_bad,
            orders=frame.setting.orders,
            rate=percent(own.value),
            low=f"{own.low * 100:.1f}",
            high=f"{own.high * 100:.1f}",
        )
        .text(language)
    )


def minimum_line(it: Minimum, language: str) -> str:
    """One minimum with its regime and date."""
    rule, second = it.rule, it.monthly
    since = day(rule.since, year=True)
    if second is None:
        told = WORDS["minimum"].format(orders=rule.value, regime=rule.regime, since=since)
    else:
        told = WORDS["monthly"].format(
            orders=rule.value, fewer=second.value, days=second.days, regime=rule.regime, since=since
        )
    return told.text(language)


def minimums_notes(frame: SmallFrame, language: str) -> tuple[str, str]:
    """What a minimum is, and where it stands in the picture."""
    days = frame.minimums[0].rule.days
    note = WORDS["minimums_note"].format(days=days)
    return note.text(language), WORDS["ticks_note"].text(language)


def guard_lines(frame: SmallFrame, language: str) -> tuple[str, str]:
    """The guard and what it spares; and where it stands."""
    it = frame.guard
    words = WORDS["guard"].format(buyers=it.value).text(language)
    if frame.spared and frame.now is not None:
        told = WORDS["spared"].format(spared=frame.spared, wrong=frame.now.wrong)
        words += told.text(language)
    source = WORDS["guard_source"].format(regime=it.regime, since=day(it.since, year=True))
    return words, source.text(language)


def verdict(frame: SmallFrame, language: str) -> str:
    """What the buyer may conclude."""
    it = frame.comparison
    if it is None:
        return WORDS["incomparable"].text(language)
    gap = it.difference
    if not it.better:
        key = "open" if round(abs(gap.value), 1) else "same"
        return WORDS[key].format(gap=f"{abs(gap.value):.1f}").text(language)
    low, high = sorted((abs(gap.low), abs(gap.high)))
    return (
        WORDS["better"]
        .format(which=" AB"[it.better], gap=f"{abs(gap.value):.1f}", low=f"{low:.1f}", high=f"{high:.1f}")
        .text(language)
    )


def shop_line(mean: float, ratings: int, language: str) -> str:
    """What a shop shows."""
    if not ratings:
        return WORDS["no_ratings"].text(language)
    return WORDS["shown"].format(mean=f"{mean:.1f}", ratings=ratings).text(language)


def summary(frame: SmallFrame, language: str) -> str:
    """The result in a few sentences: what a screen reader says."""
    stop = "。" if language == "zh" else "."
    parts = [join(list(finding(frame))).text(language)]
    if frame.needed is not None and not frame.veiled:
        colon = "：" if language == "zh" else ": "
        told = needed_words(frame, language)
        parts.append(WORDS["needed"].text(language) + colon + told + stop)
    if frame.own is not None:
        parts.append(own_line(frame, language) + stop)
    parts.append(verdict(frame, language))
    return ("" if language == "zh" else " ").join(parts)


def details(frame: SmallFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words."""
    note, _ = minimums_notes(frame, language)
    lines = [f"{WORDS['minimums'].text(language)} · {note}"]
    lines += [f"{minimum_line(it, language)} · {it.rule.publisher}" for it in frame.minimums]
    guard, source = guard_lines(frame, language)
    lines += [guard, f"{source} · {frame.guard.publisher}"]
    s = frame.setting
    for which, mean, ratings, it in (
        ("A", s.first_mean, s.first_ratings, frame.first),
        ("B", s.second_mean, s.second_ratings, frame.second),
    ):
        ends = "" if it is None else f" ({it.low:.1f} – {it.high:.1f})"
        shop = WORDS["shop"].format(which=which).text(language)
        lines.append(f"{shop} {shop_line(mean, ratings, language)}{ends}")
    return lines
