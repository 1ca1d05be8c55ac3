"""What a plan is worth: found or not, line by line, and the same orders again with it carried out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ...base.language import Phrase, join
from ...base.tables import texts
from ...scoring.measurement import Measurement
from .catalogue import CAUSES, DIAGNOSTIC_METRICS, EMPTY_REASONS, MEASURES
from .plans import Plan, PlanLine, orders_in, place_name
from .planting import WINDOW, Problem, World
from .segments import over_all_orders, value_told

if TYPE_CHECKING:
    import pandas as pd

# Points of a line, the course's own: 25 when all is right.  Without the place nothing else counts.
PLACE, NEAR, CAUSE, MEASURE, REASON = 8, 3, 6, 6, 5
_MOSTLY = 0.6  # a segment is near a problem if it holds, or lies in, so much of it


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """One line judged.  ``place`` is ``"right"``, ``"near"`` or ``"luck"``; costs in USD."""

    line: PlanLine
    place: str
    cause: bool
    measure: bool
    reason: bool
    again: bool
    cost: float
    in_vain: float

    @property
    def found(self) -> bool:
        """Is the problem found and mended: place, cause and measure right?"""
        return self.place == "right" and self.cause and self.measure and not self.again

    @property
    def points(self) -> int:
        """0 to 25."""
        if self.place == "luck" or self.again:
            return 0
        return (
            (PLACE if self.place == "right" else NEAR)
            + CAUSE * self.cause
            + MEASURE * self.measure
            + REASON * self.reason
        )

    @property
    def words(self) -> Phrase:
        """What to think about, without the truth."""
        return join(_remarks(self))


@dataclass(frozen=True, eq=False, repr=False)
class Score:
    """A plan against the hidden truth, with the same luck.

    ``before``, ``after`` and ``best`` hold each diagnostic metric's value over all orders: as they are,
    with the plan carried out, and with every planted problem mended.
    """

    seed: int
    plan: Plan
    verdicts: tuple[LineVerdict, ...]
    problems: int
    before: dict[str, float | None]
    after: dict[str, float | None]
    best: dict[str, float | None]

    @property
    def found(self) -> int:
        """How many problems were found and mended."""
        return sum(v.found for v in self.verdicts)

    @property
    def points(self) -> int:
        """0 to 100 (the course's own scale)."""
        return sum(v.points for v in self.verdicts)

    @property
    def in_vain(self) -> float:
        """USD that mended nothing."""
        return sum(v.in_vain for v in self.verdicts)

    @property
    def line(self) -> str:
        """One line for the trainer's list, the same in both languages."""
        odr = ">".join(value_told("odr", side["odr"]).en for side in (self.before, self.after, self.best))
        return (
            f"CAPSTONE seed={self.seed} found={self.found}/{self.problems} points={self.points}/100 "
            f"spent={self.plan.cost:.0f}/{self.plan.budget or 0:.0f} vain={self.in_vain:.0f} "
            f"odr={odr.replace(' ', '')}"
        )

    @property
    def table(self) -> pd.DataFrame:
        """Each diagnostic metric before, after the plan, and at best."""
        import pandas as pd

        return pd.DataFrame(
            [
                {"metric": id, "before": self.before[id], "after": self.after[id], "best": self.best[id]}
                for id in DIAGNOSTIC_METRICS
            ]
        )

    def feedback(self) -> Phrase:
        """A paragraph a line of the plan, and one on the money."""
        said = [
            Phrase(
                f"{number}. {place_name(v.line.where).en}: {v.words.en}",
                f"{number}. {place_name(v.line.where).zh}：{v.words.zh}",
            )
            for number, v in enumerate(self.verdicts, start=1)
        ]
        return join([*said, self.money], en="\n", zh="\n")

    @property
    def money(self) -> Phrase:
        """What the plan cost and what of it mended nothing."""
        return Phrase(
            f"Spent {self.plan.cost:,.0f} USD (illustrative), of which {self.in_vain:,.0f} mended nothing.",
            f"共花 {self.plan.cost:,.0f} 美元（示意），其中 {self.in_vain:,.0f} 美元没有治到任何毛病。",
        )

    def __repr__(self) -> str:
        sides = (self.before, self.after, self.best)
        odr = [value_told("odr", side["odr"]).en for side in sides]
        return str(
            Phrase(
                f"Score({self.found} of {self.problems} problems mended, {self.points}/100 points, "
                f"ODR {odr[0]} -> {odr[1]}, best possible {odr[2]})",
                f"Score(治好 {self.found}/{self.problems} 个问题，{self.points}/100 分，"
                f"ODR {odr[0]} → {odr[1]}，最好可到 {odr[2]})",
            )
        )


def scored(seed: int, world: World, plan: Plan) -> Score:
    """Carry the plan out on the same orders with the same luck, and judge it line by line."""
    import numpy as np

    orders = world.orders()
    masks = {p: orders_in(orders, p.where) for p in world.problems}
    mended = {p: np.zeros(len(orders), dtype=bool) for p in world.problems}
    verdicts, steps, claimed = [], [], set()
    for line, cost in zip(plan.lines, plan.costs, strict=True):
        chosen, measure = orders_in(orders, line.where), MEASURES[line.measure]
        where, problem = _place(line, chosen, masks)
        useful = np.zeros(len(orders), dtype=bool)
        for p, mask in masks.items():
            if p.cause.lever in measure.mends:
                useful |= chosen & mask & ~mended[p]
                mended[p] |= chosen & mask
        vain = cost if not useful.any() else measure.per_order * float((chosen & ~useful).sum())
        again = problem is not None and problem in claimed
        if problem is not None:
            claimed.add(problem)
        named = CAUSES[line.cause] if problem is None else problem.cause
        verdicts.append(
            LineVerdict(
                line,
                where,
                problem is not None and line.cause == problem.cause.id,
                named.lever in measure.mends,
                line.reason == named.reason,
                again,
                cost,
                round(vain / 10) * 10.0,
            )
        )
        steps.append((chosen, measure.mends))
    before, best = _ends(world)
    after = diagnose(world.orders(steps))
    return Score(seed, plan, tuple(verdicts), len(world.problems), dict(before), after, dict(best))


@lru_cache(maxsize=16)
def _ends(world: World) -> tuple[dict[str, float | None], dict[str, float | None]]:
    """The diagnostic metrics of a store as it is and with all mended, which no plan changes."""
    return diagnose(world.orders()), diagnose(world.sound())


def diagnose(orders: pd.DataFrame) -> dict[str, float | None]:
    """Every diagnostic metric over all orders of a table."""
    measurement = Measurement(orders)
    return {id: over_all_orders(measurement, id, WINDOW) for id in DIAGNOSTIC_METRICS}


def _place(line: PlanLine, chosen: Any, masks: dict[Problem, Any]) -> tuple[str, Problem | None]:
    """Whether the line's segment is a problem's, near one (mostly the same orders), or neither."""
    best: tuple[float, Problem | None] = (0.0, None)
    for problem, mask in masks.items():
        if line.where == problem.where:
            return "right", problem
        both = float((chosen & mask).sum())
        share = max(both / max(chosen.sum(), 1), both / max(mask.sum(), 1))
        if share >= _MOSTLY:
            # of two problems inside one wide segment, the named cause tells which is meant
            best = max(best, (share + (line.cause == problem.cause.id), problem), key=lambda b: b[0])
    return ("near", best[1]) if best[1] is not None else ("luck", None)


_TEXTS = texts(__file__)
_SAID = _TEXTS["said"]


def _remarks(v: LineVerdict) -> list[Phrase]:
    if v.again:
        return [_SAID["again"]]
    said = [_SAID[v.place]]
    warning = MEASURES[v.line.measure].warning
    if v.place == "luck":
        said += [] if v.measure or warning else [_SAID["unreached"]]
    else:
        said += [_SAID["cause" if v.cause else "no_cause"]]
        said += [] if warning else [_SAID["measure" if v.measure else "no_measure"]]
    if warning:
        said.append(warning)
    if v.line.reason in EMPTY_REASONS:
        said.append(EMPTY_REASONS[v.line.reason])
    elif v.place != "luck":
        said.append(_SAID["reason" if v.reason else "no_reason"])
    return said
