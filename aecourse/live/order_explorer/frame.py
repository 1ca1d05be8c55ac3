"""The facts of OrderExplorer: an order's moments and clocks, and which rules it meets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import traitlets

from ... import rulebook
from ...base.language import Phrase
from ...models.order_life.clocks import LifeClock, hand_over, life_clocks
from ...models.order_life.life import Life, OneOrder, course, earliest, move, row
from ...models.order_life.lives import PRESETS, last_moment, placed
from ...orders.calendar import DAY, Window
from ...rulebook import Regime
from ...scoring.assessment import times_of
from ...scoring.explanation import Explanation, explain
from ...scoring.handover import on_clock, run_as
from ...scoring.measurement import Measurement
from ...scoring.metrics import BAD_EXPERIENCE, METRICS, condition_name
from .words import BRIEF, MOMENTS, VERDICTS, WHO, WORDS, duration

if TYPE_CHECKING:
    import pandas as pd

MIN_REACH = 48  # days of the axis after the payment


class OrderScenario(traitlets.HasTraits):
    """One order's life, the one it is compared with, and who judges it over which days.

    ``start`` is what a reset returns to.  ``as_of`` is the last day of the window.
    """

    start = traitlets.Instance(Life)
    life = traitlets.Instance(Life)
    before = traitlets.Instance(Life)
    own = traitlets.Instance(Life, allow_none=True)  # of a table; None: a preset
    regime = traitlets.Instance(Regime)
    as_of = traitlets.Instance(date)
    fixed = traitlets.Instance(date, allow_none=True)  # the last day that the caller gave
    said = traitlets.Instance(Phrase, allow_none=True)
    goal = traitlets.Unicode("")  # the verdict that a learner tries to reach, if any
    moves = traitlets.Int(0)  # made for it
    language = traitlets.Enum(["en", "zh"])
    _grabbed: tuple[Any, Life] | None = None
    _kept: tuple[Any, LifeVerdict] | None = None

    @property
    def is_own(self) -> bool:
        """Whether the order is one of a table, not an illustrative one."""
        return self.start.given is not None

    def take(self, life: Life, regime: Regime) -> None:
        """Begin anew with *life* under *regime*; an illustrative order is placed in its time."""
        life = life if life.given is not None else placed(life, regime)
        self._grabbed = None
        self.regime, self.start, self.life, self.before = regime, life, life, life
        self.said, self.goal = None, ""
        self.as_of = self.fixed or first_window(life, regime).last

    def judge_by(self, regime: Regime) -> None:
        """The same order, with what was moved in it, under another regime."""
        by = timedelta()
        if not self.is_own:
            by = placed(self.start, regime).paid_at - self.start.paid_at
        self._grabbed = None
        self.start, self.life, self.before = (it.shifted(by) for it in (self.start, self.life, self.before))
        self.regime, self.said, self.goal = regime, None, ""
        self.as_of = self.fixed or first_window(self.life, regime).last

    def move(self, moment: str, to: datetime | None, grab: Any = None) -> None:
        """Move a moment; moves of one *grab* all start from the life that was taken hold of.

        So a moment that is pulled to the right and back again in one go leaves nothing pushed.

        Raises:
            UnknownName: no such moment.
        """
        if grab is None or self._grabbed is None or self._grabbed[0] != grab:
            self._grabbed = (grab, self.life)
            self.moves += bool(self.goal)
        step = move(self._grabbed[1], moment, to)
        self.said = step.said
        self.life = step.life

    def aim(self, goal: str) -> None:
        """From here on the moves are counted that it takes to the verdict *goal*."""
        self._grabbed = None
        self.before, self.goal, self.moves, self.said = self.life, goal, 0, None

    def judged_before(self) -> LifeVerdict:
        """What the engine says of the life compared with; kept while a hand moves another."""
        key = (self.before, self.regime, self.as_of)
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, order_verdicts(self.before, self.regime, self.as_of, own=self.is_own))
        return self._kept[1]


def first_window(life: Life, regime: Regime) -> Window:
    """The window of *regime* that begins on the day of payment."""
    from ...scoring.assessment.windows import window_for

    days = window_for(regime, date(2100, 1, 1)).days
    return Window.ending(life.paid_at.date() + (days - 1) * DAY, days)


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment on the line: when it is meant to happen and when it does, None if never."""

    moment: str
    name: Phrase
    who: Phrase
    meant: datetime | None
    at: datetime | None
    before: datetime | None
    low: datetime
    void: Phrase | None
    margin: Phrase | None  # what is left of its clock, or how late it is
    late: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of the order, before and now.

    ``against`` the store, ``fine`` (counts and does no harm), or ``out`` (does not count).
    ``brief`` is the name without limits and abbreviation, for a narrow place.
    """

    id: str
    name: Phrase
    brief: Phrase
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class LifeVerdict:
    """What the engine says of one life: ``bad``, ``fine`` or ``out``, and rule by rule."""

    verdict: str
    words: Phrase
    statuses: tuple[tuple[str, str], ...]
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment on two clocks: that of the table, and that of the regime."""

    here: datetime
    there: datetime


@dataclass(frozen=True, slots=True)
class TwoClocks:
    """The hand-over of an order whose cut-off is read on another clock than the table's.

    ``cut_off`` is None for a parcel that the seller delivers, ``scan`` where there is none.
    """

    zone: str
    paid: Instant
    cut_off: Instant | None
    due: Instant
    scan: Instant | None


@dataclass(frozen=True, slots=True)
class OrderFrame:
    """Everything that the view shows."""

    name: Phrase
    illustrative: bool
    regime: Regime
    in_force: bool
    window: Window
    paid: datetime
    reach: int
    marks: tuple[Mark, ...]
    clocks: tuple[LifeClock, ...]
    two_clocks: TwoClocks | None
    now: LifeVerdict
    before: LifeVerdict
    findings: tuple[Finding, ...]
    moved: bool
    said: Phrase | None
    goal: str = ""
    moves: int = 0

    @property
    def flips(self) -> tuple[Finding, ...]:
        """The rules whose verdict is another one than before."""
        return tuple(finding for finding in self.findings if finding.before != finding.now)

    @property
    def displaced(self) -> tuple[Mark, ...]:
        """The moments that stand elsewhere than before."""
        return tuple(mark for mark in self.marks if mark.meant != mark.before)

    @property
    def reached(self) -> bool:
        """Whether the verdict is the one that was aimed at."""
        return bool(self.goal) and (self.now.verdict == "bad") == (self.goal == "bad")


def order_verdicts(life: Life, regime: Regime, as_of: date, *, own: bool = False) -> LifeVerdict:
    """What the course's engine says of one order: nothing is scored here.

    An illustrative order is that of a store of the mode that the regime is for; a seller's *own*
    is judged by what its table says.
    """
    orders = times_of(OneOrder(life) if own or not regime.modes else run_as(OneOrder(life), regime.modes[0]))
    told = explain(orders, life.order_id, regime, as_of=as_of)
    statuses: list[tuple[str, str]] = []
    if "odr" in regime.metrics:
        measurement = Measurement(orders, regime)
        for id, events in BAD_EXPERIENCE.items():
            met = told.assessed and bool(measurement.inside(events, told.window)[0])
            assessed = "odr" in told.denominators
            statuses.append((id, "against" if met else "fine" if assessed else "out"))
    for id in regime.metrics:
        if id != "odr":
            counted = id in told.denominators
            status = "against" if id in told.against else "fine" if counted else "out"
            statuses.append((id, status))
    kind = "odr" if "odr" in regime.metrics else "metric"
    verdict = "bad" if told.bad else "fine" if told.assessed else "out"
    return LifeVerdict(verdict, VERDICTS[kind, verdict], tuple(statuses), told)


def order_frame(it: OrderScenario) -> OrderFrame:
    """The scenario as facts."""
    now = order_verdicts(it.life, it.regime, it.as_of, own=it.is_own)
    before = now if it.before == it.life else it.judged_before()
    findings = tuple(
        Finding(id, _rule_name(id, it.regime), BRIEF.get(id, _rule_name(id, it.regime)), was, status)
        for (id, status), (_, was) in zip(now.statuses, before.statuses, strict=True)
    )
    found = course(it.life)
    order = row(it.life) if it.is_own else None
    running = life_clocks(found, it.regime, order)
    meant, was = it.life.meant, it.before.meant
    marks = tuple(
        Mark(
            moment,
            MOMENTS[moment],
            WHO[moment],
            at,
            found.at(moment),
            was.get(moment),
            earliest(it.life, moment)[0],
            found.void.get(moment),
            *_margin(moment, at, running, void=moment in found.void),
        )
        for moment, at in meant.items()
    )
    paid = it.life.paid_at
    own = it.is_own
    name = Phrase(it.life.order_id, it.life.order_id) if own else PRESETS[it.life.order_id].name
    return OrderFrame(
        name,
        not own,
        it.regime,
        it.regime.in_force(paid.date()),
        now.explanation.window,
        paid,
        reach(it.start),
        marks,
        running,
        two_clocks(it.regime, paid, found.at("first_scan_at"), order),
        now,
        before,
        findings,
        it.life != it.before,
        it.said,
        it.goal,
        it.moves,
    )


def two_clocks(regime: Regime, paid: datetime, scan: datetime | None, order: pd.DataFrame | None) -> TwoClocks | None:
    """The hand-over on both clocks; None without a cut-off, or where the order's columns do not tell."""
    due = hand_over(paid, regime, order)
    if due is None:
        return None

    def both(at: datetime) -> Instant:
        return Instant(at, on_clock(at, regime.clock))

    cut_off = None if due.cut_off is None else both(due.cut_off)
    return TwoClocks(regime.clock, both(paid), cut_off, both(due.end), None if scan is None else both(scan))


def reach(life: Life) -> int:
    """How many days after the payment the line goes; it does not change under a hand."""
    days = (last_moment(life) - life.paid_at) / DAY
    return max(MIN_REACH, 6 * (int(days) // 6 + 2))


def _rule_name(id: str, regime: Regime) -> Phrase:
    return condition_name(id, regime) if id in BAD_EXPERIENCE else METRICS[id].name


def _margin(
    moment: str, at: datetime | None, running: tuple[LifeClock, ...], *, void: bool
) -> tuple[Phrase | None, bool]:
    """What is left of the moment's clock in words, and whether it comes too late."""
    own = [c for c in running if c.moment == moment and c.id not in ("platform", "cut_off")]
    if at is None or not own or (void and moment not in ("seller_responded_at", "review_at")):
        return None, False
    open_still = [c for c in own if at <= c.end]
    clock = open_still[0] if open_still else own[-1]
    gap = clock.end - at
    late = gap < timedelta()
    return WORDS["late" if late else "left"].format(time=duration(abs(gap))), late


def last_days(it: OrderScenario) -> tuple[date, ...]:
    """The last days that the window can be given."""
    paid = it.start.paid_at.date()
    last = first_window(it.start, it.regime).last + reach(it.start) * DAY
    low, high = min(paid, it.as_of), max(last, it.as_of)
    return tuple(low + n * DAY for n in range((high - low).days + 1))


def regime_for(life: Life, given: str | Regime | None) -> Regime:
    """The regime that was asked for; else the grade of 2015 or, for a later order, one in force."""
    if given is not None:
        return rulebook.regime_of(given)
    default = rulebook.load("grade_2015_odr")
    if life.given is None or default.in_force(life.paid_at.date()):
        return default
    found = rulebook.in_force(life.paid_at.date())
    return found[0] if found else default
