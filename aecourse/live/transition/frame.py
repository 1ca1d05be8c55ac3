"""What Transition tells: its scenario and plain facts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import traitlets

from ... import rulebook
from ...base.errors import require_known
from ...base.language import Phrase, join, spoken
from ...base.quantities import whole
from ...base.wording import span
from ...models.market import QUANTITIES, Market, refund_steps
from ...models.unravelling import GENERAL, FeeTransition, PlatformMonth, PlatformRun, transition
from ..knobs import Knob, knob_of
from .words import FINDINGS, SHOWN, UNITS, WORDS, of_hundred

Steps = tuple[tuple[float, float], ...]  # of a refund: yearly sales in US dollars, share paid back

# Fees in steps that a hand can find, the real ones among them.
FEES = (0.0, 2_500.0, 5_000.0, 7_500.0, *(float(f) for f in range(10_000, 50_001, 5_000)))


class TransitionScenario(traitlets.HasTraits):
    """A market; views observe ``market`` and ``before``."""

    start = traitlets.Instance(Market)
    market = traitlets.Instance(Market)
    before = traitlets.Instance(Market, allow_none=True)
    seed = traitlets.Int(1)
    language = traitlets.Enum(["en", "zh"])

    @classmethod
    def create(cls, market: Market | None = None, *, seed: int = 1, language: str | None = None) -> TransitionScenario:
        """A scenario that starts with *market*."""
        start = market or Market()
        return cls(start=start, market=start, seed=whole("seed", seed), language=spoken(language))

    def move(self, **levers: float) -> None:
        """Set levers by name.

        Raises:
            UnknownName: no such lever.
            CourseError: out of bounds.
        """
        for name in levers:
            require_known(Phrase("lever", "滑块"), name, [*QUANTITIES, "refund"])
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
    """One platform: its terms, its months, its end, and its sellers."""

    name: str
    fee: float
    steps: Steps
    path: tuple[PlatformMonth, ...]
    general: int
    covered: int
    settled: int | None
    dots: tuple[Dot, ...]

    @property
    def last(self) -> PlatformMonth:
        """The platform at the end."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class TransitionFrame:
    """Everything that the picture tells."""

    market: Market
    free: Side
    paid: Side
    before: tuple[PlatformMonth, PlatformMonth] | None
    finding: tuple[Phrase, Phrase]
    levers: tuple[tuple[Phrase, Phrase], ...]
    rule: Phrase

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
    levers = [(knob.label, knob.words(getattr(market, knob.name))) for knob in knobs(scenario.start)]
    levers.insert(1, (WORDS["refund"], WORDS["refund_on" if market.refund else "refund_off"]))
    finding = _finding(free, paid)
    return TransitionFrame(market, free, paid, before, finding, tuple(levers), entry_rule())


def _side(name: str, fee: float, at: PlatformRun, both: FeeTransition) -> Side:
    steps = refund_steps() if fee and both.market.refund else ()
    listed = zip(
        both.sellers.quality.tolist(),
        at.ledger.sales.tolist(),
        np.asarray(at.categories >= GENERAL).tolist(),
        at.present.tolist(),
        strict=True,
    )
    dots = tuple(Dot(*facts) for facts in listed)
    return Side(name, fee, steps, at.months, at.general, at.covered, at.settled, dots)


def _finding(free: Side, paid: Side) -> tuple[Phrase, Phrase]:
    f, p = free.last, paid.last
    alone = {
        side.name: FINDINGS["alone"].format(
            sellers=side.last.sellers, general=side.general, quality=of_hundred(side.last.quality)
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
    first = FINDINGS[key].format(paid=of_hundred(p.quality), free=of_hundred(f.quality))
    second = FINDINGS["who"].format(
        p_sellers=p.sellers, f_sellers=f.sellers, p_general=paid.general, f_general=free.general
    )
    return first, second


def knobs(start: Market) -> list[Knob]:
    """The levers as the page shows them; the fee at the start is one of its steps."""
    return [_knob(name, getattr(start, name)) for name in SHOWN]


def _knob(name: str, start: float) -> Knob:
    it = QUANTITIES[name]
    stops = tuple(sorted({*FEES, start})) if name == "fee" else ()
    return knob_of(it, UNITS[it.unit], stops=stops)


def entry_rule() -> Phrase:
    """The rule behind fee and refund: regime, dates, and who tells it."""
    table = rulebook.table("fee_2016")
    return WORDS["rule"].format(
        name=table.name,
        span=span(table["effective_from"], table["effective_to"]),
        who=rulebook.publishers(table.parameter("refund.typical").sources),
    )
