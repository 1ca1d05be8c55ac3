"""What the capstone's page shows, as plain facts: a state in, a frame out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import traitlets

from ...base.language import Phrase
from ...models.diagnosis import CAUSES, DIMENSIONS, MEASURES, REASONS, PlanForecast, Score, Segment
from ...models.diagnosis.cases import Case, PlantedCase
from ...models.diagnosis.plans import LINES, orders_in, place_name
from ...models.diagnosis.scoring import CAUSE, MEASURE, PLACE, REASON
from ...models.diagnosis.segments import diagnostic_metric, value_told
from ...models.diagnosis.traces import Trace, trace
from .cuts import named_groups

FULL = PLACE + CAUSE + MEASURE + REASON  # points of a line that is right in everything
MOST_BARS = 16
MOST_PLACES = 24  # of one dimension in the list of places; a store may have thousands of products

Draft = tuple[str, str, str, str]  # where, cause, measure, reason; "" where nothing is chosen
EMPTY: Draft = ("", "", "", "")


@dataclass(frozen=True, slots=True)
class State:
    """Where the learner is: what is looked at, the plan so far, and what came of it."""

    metric: str
    column: str
    group: str
    drafts: tuple[Draft, ...] = (EMPTY,) * LINES
    line: int = 0
    result: Score | PlanForecast | None = None
    message: Phrase | None = None
    truth: bool = False


class Diagnosis(traitlets.HasTraits):
    """The scenario: the case, and where the learner is with it."""

    case = traitlets.Instance(Case)
    state = traitlets.Instance(State)
    language = traitlets.Enum(["en", "zh"])


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the plan in words, with its cost and, once judged, what is said of it."""

    place: Phrase | None
    cause: Phrase | None
    measure: Phrase | None
    reason: Phrase | None
    cost: float | None
    verdict: Phrase | None = None
    points: int | None = None
    mark: str = ""  # "✓" found, "≈" partly, "✕" not

    @property
    def empty(self) -> bool:
        """Is nothing chosen in this line?"""
        return not (self.place or self.cause or self.measure or self.reason)


@dataclass(frozen=True, slots=True)
class MetricReading:
    """A diagnostic metric before, after the plan and at best, in words, and whether it moved."""

    name: Phrase
    before: Phrase
    after: Phrase
    best: Phrase | None
    moved: bool


@dataclass(frozen=True, slots=True)
class CapstoneFrame:
    """Everything that the page tells."""

    name: Phrase
    own: bool
    orders: int
    metric: Phrase
    metric_id: str
    value: Phrase
    column: Phrase
    bars: tuple[Segment, ...]
    labels: tuple[Phrase, ...]
    hidden: int
    group: str
    looked_at: Phrase
    traces: tuple[Trace, ...]
    rows: tuple[PlanRow, ...]
    cost: float
    budget: float | None
    message: Phrase | None
    headline: Phrase | None
    points: Phrase | None
    money: Phrase | None
    readings: tuple[MetricReading, ...]
    truth: tuple[Phrase, ...]

    @property
    def worse(self) -> tuple[Phrase, ...]:
        """The groups that do worse than luck allows."""
        return self._beyond(1)

    @property
    def better(self) -> tuple[Phrase, ...]:
        """The groups that do better than luck allows."""
        return self._beyond(-1)

    def _beyond(self, side: int) -> tuple[Phrase, ...]:
        pairs = zip(self.bars, self.labels, strict=True)
        return tuple(label for bar, label in pairs if bar.stands_out == side)


@lru_cache(maxsize=128)
def _whole(case: Case, metric: str) -> float | None:
    return case.value(metric)


@lru_cache(maxsize=128)
def bars(case: Case, metric: str, column: str) -> tuple[Segment, ...]:
    """The groups to be drawn: weeks by date, others the worst first; the largest if they are many."""
    found = list(named_groups(case, metric, column))
    if len(found) > MOST_BARS:
        kept = sorted(found, key=lambda s: -s.denominator)[:MOST_BARS]
        found = [s for s in found if s in kept]
    if column == "week":
        return tuple(found)
    better = diagnostic_metric(metric).better
    return tuple(sorted(found, key=lambda s: (s.value is None, (s.value or 0) * better, s.group)))


@lru_cache(maxsize=128)
def _trace(case: Case, where: str) -> tuple[Trace, ...]:
    return trace(case.orders, where)


@lru_cache(maxsize=256)
def _size(case: Case, where: str) -> int:
    return int(orders_in(case.orders, where).sum())


@lru_cache(maxsize=64)
def groups(case: Case, column: str) -> tuple[str, ...]:
    """The values of a dimension, the largest first (weeks by date), as many as a list can hold."""
    sizes = case.orders[column].dropna().astype(str).value_counts()
    names = [str(name) for name, count in sizes.items() if count][:MOST_PLACES]
    return tuple(sorted(names)) if column in ("week", "product_id", "supplier", "carrier") else tuple(names)


def first_look(case: Case) -> tuple[str, str]:
    """A cut that gives nothing away, if there is one, and its largest group."""
    cuts = {column: bars(case, "odr", column) for column in case.columns}
    quiet = [column for column, found in cuts.items() if not any(s.stands_out for s in found)]
    column = (quiet or list(cuts))[0]
    return column, max(cuts[column], key=lambda s: s.denominator).group


@lru_cache(maxsize=64)
def capstone_frame(case: Case, state: State) -> CapstoneFrame:
    """The facts of a state."""
    shown_bars = bars(case, state.metric, state.column)
    dimension = DIMENSIONS[state.column]
    many = len(named_groups(case, state.metric, state.column))
    listed = tuple(_row(case, state, at) for at in range(LINES))
    score = state.result
    return CapstoneFrame(
        name=case.title,
        own=not isinstance(case, PlantedCase),
        orders=len(case.orders),
        metric=diagnostic_metric(state.metric).name,
        metric_id=state.metric,
        value=value_told(state.metric, _whole(case, state.metric)),
        column=dimension.name,
        bars=shown_bars,
        labels=tuple(dimension.label(s.group) for s in shown_bars),
        hidden=many - len(shown_bars),
        group=state.group,
        looked_at=dimension.label(state.group),
        traces=_trace(case, f"{state.column}={state.group}"),
        rows=listed,
        cost=sum(row.cost or 0 for row in listed),
        budget=case.budget,
        message=state.message,
        headline=_headline(score),
        points=_points(score),
        money=score.money if isinstance(score, Score) else None,
        readings=_readings(score),
        truth=_truth(case) if state.truth else (),
    )


def _row(case: Case, state: State, at: int) -> PlanRow:
    where, cause, measure, reason = state.drafts[at]
    cost = MEASURES[measure].cost(_size(case, where)) if where and measure else None
    found = (
        place_name(where) if where else None,
        CAUSES[cause].name if cause else None,
        MEASURES[measure].name if measure else None,
        REASONS[reason] if reason else None,
        cost,
    )
    filled = [n for n, draft in enumerate(state.drafts) if draft != EMPTY]
    if state.result is None or at not in filled:
        return PlanRow(*found)
    if isinstance(state.result, Score):
        verdict = state.result.verdicts[filled.index(at)]
        mark = "✓" if verdict.found else "≈" if verdict.points else "✕"
        return PlanRow(*found, verdict.words, verdict.points, mark)
    outlook = state.result.outlooks[filled.index(at)]
    return PlanRow(*found, outlook.words, None, "✓" if outlook.segment.stands_out > 0 else "≈")


def _headline(result: Score | PlanForecast | None) -> Phrase | None:
    if result is None:
        return None
    if isinstance(result, Score):
        many = f"{result.found}/{result.problems}"
        return Phrase(f"{many} problems mended", f"治好 {many} 个问题")
    clear = sum(o.segment.stands_out > 0 for o in result.outlooks)
    many = f"{clear}/{len(result.outlooks)}"
    return Phrase(f"{many} lines clear of luck", f"{many} 行不是运气")


def _points(result: Score | PlanForecast | None) -> Phrase | None:
    if isinstance(result, Score):
        many = f"{result.points}/{result.problems * FULL}"
        return Phrase(f"{many} points", f"{many} 分")
    return Phrase("counted, not scored", "只计数，不打分") if result else None


def _readings(result: Score | PlanForecast | None) -> tuple[MetricReading, ...]:
    if isinstance(result, Score):
        found = []
        for id, before in result.before.items():
            one, two, three = (value_told(id, v) for v in (before, result.after[id], result.best[id]))
            if one != three or one != two:
                found.append(MetricReading(diagnostic_metric(id).name, one, two, three, one != two))
        return tuple(found)
    if isinstance(result, PlanForecast):
        return tuple(
            MetricReading(
                diagnostic_metric(o.metric).name,
                value_told(o.metric, o.before),
                value_told(o.metric, o.after),
                None,
                o.before != o.after,
            )
            for o in result.outlooks
        )
    return ()


def _truth(case: Case) -> tuple[Phrase, ...]:
    if not isinstance(case, PlantedCase):
        return ()
    return tuple(
        Phrase(
            f"{place_name(row['where']).en}: {CAUSES[row['cause']].name.en} "
            f"({diagnostic_metric(row['metric']).name.en} {row['value']}, the rest {row['rest']})",
            f"{place_name(row['where']).zh}：{CAUSES[row['cause']].name.zh}"
            f"（{diagnostic_metric(row['metric']).name.zh} {row['value']}，其余 {row['rest']}）",
        )
        for row in case.truth().to_dict("records")
    )
