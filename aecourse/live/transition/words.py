"""The words of Transition in both languages, what its model assumes, and its facts told in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...base import wording
from ...base.language import Phrase, join
from ...base.tables import texts
from ...base.vocabulary import CATEGORIES
from ...base.wording import NONE, percent
from ...models.market import QUANTITIES, SELLERS, Market
from ...models.unravelling import GENERAL, PlatformMonth

if TYPE_CHECKING:
    from .frame import Side, TransitionFrame

GROUPS: dict[Phrase, tuple[str, ...]] = {
    Phrase("The platform", "平台"): ("fee",),
    Phrase("The sellers", "卖家"): ("breadth", "quality_cost", "running_cost", "squeeze"),
    Phrase("The buyers", "买家"): ("tell", "learning"),
}
SHOWN = tuple(name for names in GROUPS.values() for name in names)
_TEXTS = texts(__file__, GENERAL=GENERAL, SELLERS=SELLERS)
UNITS = _TEXTS["units"]

WORDS = _TEXTS["words"]

FINDINGS = _TEXTS["findings"]

# What no lever carries; the rest of the assumptions stand in QUANTITIES.
MORE: tuple[tuple[Phrase, Phrase], ...] = tuple(
    zip(_TEXTS["assumed_names"].values(), _TEXTS["assumed"].values(), strict=True)
)


def of_hundred(quality: float | None) -> str:
    """A quality or trust as points of 100; a dash where there is none."""
    return NONE if quality is None else f"{100 * quality:.0f}"


def entry_terms(side: Side, market: Market) -> Phrase:
    """What entry costs on a side."""
    if side.name == "free":
        return WORDS["free_terms"]
    if not side.fee:
        return WORDS["no_terms"]
    return WORDS["paid_terms"].format(fee=f"{side.fee:,.0f}", when=_when(market.fee_from))


def _when(months: int) -> Phrase:
    """From when on a fee is due that is free for so many *months*."""
    years, rest = divmod(months, 12)
    if not months:
        return WORDS["at_once"]
    if rest:
        return WORDS["later_months"].format(n=months)
    return WORDS["year"] if years == 1 else WORDS["later_years"].format(n=years)


def back(steps: Iterable[tuple[float, float]]) -> Phrase:
    """What the dashed lines of the refund mean."""
    shares = [Phrase(percent(share, 0), percent(share, 0)) for _, share in steps]
    return WORDS["back"].format(shares=join(shares, en=", ", zh="、"))


def refund_tip(steps: Iterable[tuple[float, float]]) -> Phrase:
    """The rule of the refund."""
    said = [WORDS["refund_step"].format(sales=f"{sales:,.0f}", share=percent(share, 0)) for sales, share in steps]
    return WORDS["refund_tip"].format(steps=join(said, en=", ", zh="，"))


def before_words(month: PlatformMonth) -> Phrase:
    """Where a platform ended before the levers moved."""
    return WORDS["before"].format(quality=of_hundred(month.quality), sellers=month.sellers)


def side_told(side: Side) -> Phrase:
    """A platform's end in one sentence."""
    last = side.last
    settled = WORDS["restless"] if side.settled is None else WORDS["since"].format(m=side.settled)
    return WORDS["said"].format(
        side=WORDS[side.name],
        sellers=last.sellers,
        n=SELLERS,
        general=side.general,
        quality=of_hundred(last.quality),
        price=price(last),
        covered=side.covered,
        m=len(CATEGORIES),
        trust=of_hundred(last.trust),
        settled=settled,
    )


def price(month: PlatformMonth) -> str:
    """The mean price of what is sold; a dash where nothing is."""
    return NONE if month.price is None else f"{month.price:.2f}"


def summary(frame: TransitionFrame, language: str) -> str:
    """The answer in a few sentences, for ears and for a page without a picture."""
    gap = "" if language == "zh" else " "
    said = [
        join([WORDS[side.name], before_words(was)], en=", ", zh="，")
        for side, was in zip(frame.sides, frame.before or (), strict=False)
    ]
    said += [side_told(side) for side in frame.sides] + [WORDS["badge"]]
    return gap.join([*(phrase.text(language) for phrase in frame.finding), wording.sentences_told(said, language)])


def details(frame: TransitionFrame, language: str) -> list[str]:
    """The course of both platforms as lines of words: the state at each year's end."""
    return [
        WORDS["year_told"]
        .format(side=WORDS[side.name], n=month.number // 12, sellers=month.sellers, quality=of_hundred(month.quality))
        .text(language)
        for side in frame.sides
        for month in side.path[11::12]
    ]


def assumption_reasons(language: str) -> list[tuple[str, str]]:
    """Each assumption by its label, with its reason."""
    said = [*((it.label, it.reason) for it in QUANTITIES.values()), *MORE]
    return [(name.text(language), words.text(language)) for name, words in said]
