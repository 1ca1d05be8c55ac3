"""Tactics in words: what was found, for eyes and ears, and for a page without a picture."""

from __future__ import annotations

from ...base.language import Phrase, join
from ...base.wording import sentences_told
from ...scoring.assessment import format_value
from ..verdicts import short
from .frame import Example, TacticsFrame
from .words import BRIEF, FINDINGS, WHAT, WORDS, difference, money


def finding(frame: TacticsFrame) -> tuple[Phrase, ...]:
    """Two sentences at most, without full stops: what the plan does, and what to look at next."""
    if frame.headline is None:
        return (FINDINGS["nothing"],)
    if frame.games is not None:
        return (FINDINGS["games"], FINDINGS["mend"])
    if frame.plan.idle:
        return (FINDINGS["idle"], *_best(frame))
    first = FINDINGS["saved"].format(n=frame.saved, bad=frame.bad)
    worse = [one for one in frame.changes if one.sure < 0]
    if not worse:
        return (first, *_best(frame))
    worst = min(worse, key=lambda one: one.relief or 0.0)
    was, now = (format_value(worst.metric, v) for v in (worst.before, worst.after))
    return first, FINDINGS["price"].format(name=short(worst.metric), was=was, now=now)


def _best(frame: TacticsFrame) -> tuple[Phrase, ...]:
    bar, metric = frame.best, frame.plan.metric
    if bar is None or bar.change is None:
        return ()
    spent = bar.tactic.cost.times(frame.plan.strength)
    return (
        FINDINGS["best"].format(
            metric=short(metric),
            name=BRIEF[bar.tactic.id],
            step=difference(metric, bar.change.difference),
            usd=money(spent.usd),
            hours=f"{spent.hours:g}",
        ),
    )


def wrong(example: Example) -> Phrase:
    """What is, or would have been, wrong with one order."""
    words = [WHAT[name].format(stars=example.stars) for name in example.wrong]
    return join(words, en=" · ", zh="、")


def spent(frame: TacticsFrame) -> tuple[Phrase, Phrase]:
    """Money and hours of the plan, each against the budget."""
    return (
        WORDS["money"].format(usd=money(frame.spent.usd), most=money(frame.plan.usd)),
        WORDS["time"].format(hours=f"{frame.spent.hours:g}", most=f"{frame.plan.hours:g}"),
    )


def summary(frame: TacticsFrame, language: str) -> str:
    """The answer in a few sentences, for ears and for a page without a picture."""
    said = [WORDS["subject"].format(shop=frame.shop, n=frame.orders), _answer(frame)]
    said += [*finding(frame), _budget(frame), WORDS["illustrative"]]
    return sentences_told(said, language)


def _answer(frame: TacticsFrame) -> Phrase:
    if frame.headline is None:
        return WORDS["unassessed"]
    was, now = (format_value("odr", v) for v in (frame.headline.before, frame.headline.after))
    return WORDS["is" if frame.plan.idle else "from_to"].format(was=was, now=now)


def _budget(frame: TacticsFrame) -> Phrase:
    word = WORDS["within"] if frame.within else WORDS["over"]
    return join([word, join(list(spent(frame)), en=", ", zh="，")], en=": ", zh="：")


def details(frame: TacticsFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: each metric, each tactic alone, some orders."""
    idle = frame.plan.idle
    said = [
        WORDS["row_is" if idle else "row"].format(
            name=short(it.metric),
            was=format_value(it.metric, it.before),
            now=format_value(it.metric, it.after),
            low=difference(it.metric, it.low),
            high=difference(it.metric, it.high),
        )
        for it in frame.changes
    ]
    said += [
        WORDS["bar"].format(
            name=bar.tactic.name,
            metric=short(bar.change.metric),
            step=difference(bar.change.metric, bar.change.difference),
            flag=WORDS["never"] if bar.tactic.harmful else "",
        )
        for bar in frame.bars
        if bar.change is not None
    ]
    key = "bad" if idle else "spared"
    said += [WORDS[key].format(order=one.order, wrong=wrong(one)) for one in frame.examples]
    return [one.text(language).strip() for one in said]
