"""What Transition tells: its scenario, plain facts, and their words in both languages."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import traitlets

from ... import rulebook
from ...errors import unknown_name
from ...language import Phrase, checked, get_language, join
from ...market import QUANTITIES, SELLERS, Market
from ...rulebook.vocabulary import CATEGORIES
from ...unravelling import GENERAL, Month, Run, Transition, transition
from .words import FINDINGS, MORE, SHOWN, UNITS, WORDS


class TransitionScenario(traitlets.HasTraits):
    """A market; views observe ``market`` and ``before``."""

    start = traitlets.Instance(Market)
    market = traitlets.Instance(Market)
    before = traitlets.Instance(Market, allow_none=True)
    seed = traitlets.Int(1)
    language = traitlets.Enum(["en", "zh"])

    @classmethod
    def create(
        cls, market: Market | None = None, *, seed: int = 1, language: str | None = None
    ) -> TransitionScenario:
        """A scenario that starts with *market*."""
        start = market or Market()
        spoken = get_language() if language is None else checked(language)
        return cls(start=start, market=start, seed=seed, language=spoken)

    def move(self, **levers: float) -> None:
        """Set levers by name.

        Raises:
            UnknownName: no such lever.
            CourseError: out of bounds.
        """
        for name in levers:
            if name not in QUANTITIES and name != "refund":
                raise unknown_name(Phrase("lever", "滑块"), name, [*QUANTITIES, "refund"])
        self.market = replace(self.market, **levers)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Dot:
    """One seller on a platform; ``sales`` are US dollars a category and year."""

    quality: float
    sales: float
    general: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One platform: its months, its end, and its sellers."""

    name: str
    fee: float
    path: tuple[Month, ...]
    general: int
    covered: int
    settled: int | None
    dots: tuple[Dot, ...]

    @property
    def last(self) -> Month:
        """The platform at the end."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class TransitionFrame:
    """Everything that the picture tells."""

    market: Market
    free: Side
    paid: Side
    before: tuple[Month, Month] | None
    finding: tuple[Phrase, Phrase]
    levers: tuple[tuple[Phrase, Phrase], ...]

    @property
    def sides(self) -> tuple[Side, Side]:
        """Free entry and paid entry."""
        return self.free, self.paid


def transition_frame(scenario: TransitionScenario) -> TransitionFrame:
    """The facts of *scenario*."""
    market, before = scenario.market, None
    both = transition(market, seed=scenario.seed)
    if scenario.before is not None:
        was = transition(scenario.before, seed=scenario.seed)
        before = was.free.last, was.paid.last
    free, paid = _side("free", 0.0, both.free, both), _side("paid", market.fee, both.paid, both)
    levers = [(QUANTITIES[name].label, shown(name, getattr(market, name))) for name in SHOWN]
    levers.insert(1, (WORDS["refund"], WORDS["refund_on" if market.refund else "refund_off"]))
    return TransitionFrame(market, free, paid, before, _finding(free, paid), tuple(levers))


def _side(name: str, fee: float, at: Run, both: Transition) -> Side:
    listed = zip(
        both.sellers.quality.tolist(),
        at.ledger.sales.tolist(),
        np.asarray(at.categories >= GENERAL).tolist(),
        at.present.tolist(),
        strict=True,
    )
    dots = tuple(Dot(*facts) for facts in listed)
    return Side(name, fee, at.months, at.general, at.covered, at.settled, dots)


def _finding(free: Side, paid: Side) -> tuple[Phrase, Phrase]:
    f, p = free.last, paid.last
    alone = {
        side.name: FINDINGS["alone"].format(
            sellers=side.last.sellers, general=side.general, quality=points(side.last.quality)
        )
        for side in (free, paid)
    }
    if f.quality is None and p.quality is None:
        return FINDINGS["both_empty"], FINDINGS["lemons"]
    if not paid.fee:
        return FINDINGS["same"], alone["free"]
    if p.quality is None:
        return FINDINGS["empty"], join([WORDS["free"], alone["free"]], en=": ", zh="：")
    if f.quality is None:
        return FINDINGS["saved"], join([WORDS["paid"], alone["paid"]], en=": ", zh="：")
    gap = round(100 * p.quality) - round(100 * f.quality)
    key = "better" if gap >= 3 else "poorer" if gap <= -3 else "alike"
    first = FINDINGS[key].format(paid=points(p.quality), free=points(f.quality))
    second = FINDINGS["who"].format(
        p_sellers=p.sellers, f_sellers=f.sellers, p_general=paid.general, f_general=free.general
    )
    return first, second


def points(quality: float | None) -> str:
    """A quality or trust as points of 100; a dash where there is none."""
    return "–" if quality is None else f"{100 * quality:.0f}"


def shown(name: str, value: float) -> Phrase:
    """The value of a lever in its unit."""
    it = QUANTITIES[name]
    number = f"{value * 100:.0f}" if it.unit == "share" else f"{value:,.1f}".removesuffix(".0")
    return join([Phrase(number, number), UNITS[it.unit]], en="", zh="")


def terms(side: Side, market: Market) -> Phrase:
    """What entry costs on a side."""
    if side.name == "free":
        return WORDS["free_terms"]
    if not side.fee:
        return WORDS["no_terms"]
    return WORDS["paid_terms"].format(fee=f"{side.fee:,.0f}", year=market.fee_from // 12 + 1)


def rule() -> Phrase:
    """The rule behind fee and refund: regime, dates, and who tells it."""
    table = rulebook.table("fee_2016")
    names = table.parameter("refund.typical").sources
    who = ", ".join(rulebook.sources()[name].publisher for name in names)
    return WORDS["rule"].format(
        name=table.name, first=table.effective_from, last=table.effective_to, who=who
    )


def summary(frame: TransitionFrame, language: str) -> str:
    """The answer in a few sentences, for ears and for a page without a picture."""
    gap, stop = ("", "。") if language == "zh" else (" ", ".")
    said = [phrase.text(language) for phrase in frame.finding]
    if frame.before is not None:
        names = (WORDS["free"], WORDS["paid"])
        was = [
            f"{name.text(language)}{'，' if language == 'zh' else ', '}{before_words(month).text(language)}"
            for name, month in zip(names, frame.before, strict=True)
        ]
        said += [words + stop for words in was]
    said += [told(side).text(language) + stop for side in frame.sides]
    said.append(WORDS["badge"].text(language).lstrip("⚠ ") + stop)
    return gap.join(said)


def told(side: Side) -> Phrase:
    """A platform's end in one sentence."""
    last = side.last
    settled = WORDS["restless"] if side.settled is None else WORDS["since"].format(m=side.settled)
    return WORDS["said"].format(
        side=WORDS[side.name], sellers=last.sellers, n=SELLERS, general=side.general,
        quality=points(last.quality), price="–" if last.price is None else f"{last.price:.2f}",
        covered=side.covered, m=len(CATEGORIES), trust=points(last.trust), settled=settled,
    )  # fmt: skip


def before_words(month: Month) -> Phrase:
    """Where a platform ended before the levers moved."""
    return WORDS["before"].format(quality=points(month.quality), sellers=month.sellers)


def details(frame: TransitionFrame, language: str) -> list[str]:
    """The course of both platforms as lines of words: the state at each year's end."""
    zh = language == "zh"
    lines = []
    for side in frame.sides:
        name = WORDS[side.name].text(language)
        for month in side.path[11::12]:
            year, quality = month.number // 12, points(month.quality)
            lines.append(
                f"{name}，第 {year} 年末：卖家 {month.sellers} 家，平均品质 {quality}"
                if zh
                else f"{name}, end of year {year}: {month.sellers} sellers, average quality {quality}"
            )
    return lines


def reasons(language: str) -> list[tuple[str, str]]:
    """Each assumption by its label, with its value and its reason."""
    said = [(it.label.text(language), it.reason.text(language)) for it in QUANTITIES.values()]
    said += [(name.text(language), words.text(language)) for name, words in MORE]
    return said
