"""The words of TierLadder in both languages, and its facts told in them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from ...base import wording
from ...base.language import Phrase, join
from ...base.tables import texts
from ...base.wording import percent
from ...models.ladder import QUANTITIES, Assumptions, TierLines

if TYPE_CHECKING:
    from .frame import LadderFrame

GROUPS: dict[Phrase, tuple[str, ...]] = {
    Phrase("The store", "店铺"): ("start_gmv", "score", "conversion", "order_value"),
    Phrase("Illustrative strengths", "示意强度（非平台数据）"): ("strength", "mean_visits", "carry"),
    Phrase("Time", "时间"): ("months",),
}
SHOWN = tuple(name for names in GROUPS.values() for name in names)
_TEXTS = texts(__file__)
UNITS = _TEXTS["units"]

WORDS = _TEXTS["words"]

FINDINGS = _TEXTS["findings"]


def tier_range(lines: TierLines, tier: int) -> Phrase:
    """The turnover of a tier in words."""
    lows = (0.0, *lines.bounds)
    if tier > len(lines.bounds):
        return WORDS["above"].format(low=f"{lows[-1]:,.0f}")
    return WORDS["upto"].format(low=f"{lows[tier - 1]:,.0f}", high=f"{lows[tier]:,.0f}")


def now_words(frame: LadderFrame) -> Phrase:
    """What the store turns over at the end, and its traffic."""
    last = frame.now.last
    times = f"{frame.lines.traffic[last.tier - 1]:.2f}"
    return WORDS["now"].format(gmv=f"{last.gmv:,.0f}", times=times)


def before_words(frame: LadderFrame) -> Phrase | None:
    """Where the store ended before the levers moved, if that is asked for."""
    if frame.before is None:
        return None
    was = frame.before.last
    return WORDS["before"].format(k=was.tier, gmv=f"{was.gmv:,.0f}")


def finding_lines(frame: LadderFrame) -> tuple[Phrase, Phrase]:
    """What the picture shows, and what else might be: two clauses of one sentence."""
    first, second = frame.finding
    return Phrase(f"{first.en};", f"{first.zh}；"), wording.sentence(second)


def summary(frame: LadderFrame, language: str) -> str:
    """The answer in a few sentences, for ears and for a page without a picture."""
    last = frame.now.last
    parts = [
        WORDS["answer"].format(n=last.number),
        WORDS["tier"].format(k=last.tier),
        now_words(frame),
        join(list(frame.finding), en="; ", zh="；"),
        before_words(frame),
        WORDS["only"],
        WORDS["illustrative"],
    ]
    return wording.sentences_told((part for part in parts if part is not None), language)


def details(frame: LadderFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: the groups, the curve, each month."""
    lines = [
        WORDS["group_told"].format(
            tiers=WORDS["tiers" if len(group.tiers) > 1 else "tier"].format(k="–".join(map(str, group.tiers))),
            stores=percent(group.store_share, 0),
            traffic=percent(group.traffic_share, 0),
            each=f"{group.traffic_per_store:.2f}",
        )
        for group in frame.groups
    ]
    lines.append(WORDS["gini"].format(gini=f"{frame.gini:.2f}"))
    lines += [
        WORDS["month_told"].format(n=month.number, orders=month.orders, gmv=f"{month.gmv:,.0f}", k=month.tier)
        for month in frame.now.path[1:]
    ]
    return [line.text(language) for line in lines]


def assumption_reasons(language: str) -> list[tuple[str, str]]:
    """Each assumption by its label, with its reason."""
    said = [QUANTITIES[field.name] for field in fields(Assumptions)]
    return [(it.label.text(language), it.reason.text(language)) for it in said]
