"""What StoreYear tells: its scenario, and plain facts for the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import traitlets

from ... import rulebook
from ...base import wording
from ...base.errors import CourseError, require_known
from ...base.language import Phrase, spoken
from ...models.disputes import snad_bands_2022
from ...models.year import (
    NAMES,
    Choice,
    Month,
    MonthPreview,
    ProfitCause,
    Year,
    YearOutcome,
    begin,
    checked_choice,
    decided,
    exposure,
    line,
    month_end,
    outcome,
    plan,
    play,
)
from ...models.year.hindsight import MonthCost
from ...models.year.terms import CAPABILITY, FIRST, SCORE
from ...rulebook.ledger import node
from ..verdicts import short
from . import phrases
from .log import Entry, log_entries
from .words import WORDS


class YearScenario(traitlets.HasTraits):
    """A year under way and the choice that lies ready; views observe both, and what is found in hindsight."""

    year = traitlets.Instance(Year)
    choice = traitlets.Instance(Choice)
    causes = traitlets.Tuple()
    sound = traitlets.Int(None, allow_none=True)
    best = traitlets.Instance(Year, allow_none=True)  # the best known line, once it has been sought
    costs = traitlets.Tuple()
    start = traitlets.Instance(Choice)
    touched = traitlets.Unicode("supplier")  # the lever moved last: its note is shown
    language = traitlets.Enum(["en", "zh"])

    @classmethod
    def create(cls, choice: Choice | None, *, seed: object, language: str | None) -> YearScenario:
        """A new year with *choice* ready; by default a newcomer's of the price war.

        Raises:
            CourseError: the seed is no whole number from 0 to 9,999, or *choice* is no Choice.
        """
        first = Choice() if choice is None else checked_choice(choice)
        return cls(year=begin(seed), choice=first, start=first, language=spoken(language))

    def move(self, **levers: object) -> None:
        """Change the choice that lies ready.

        Raises:
            UnknownName: no such lever or option.
            CourseError: out of bounds.
        """
        for name in levers:
            require_known(Phrase("lever", "经营选择"), name, NAMES)
        chosen = replace(self.choice, **levers)  # type: ignore[arg-type]
        self.touched = next(reversed(levers), self.touched)
        self.choice = chosen

    def advance(self, **levers: object) -> None:
        """Carry the choice out for a month, after changing these *levers*.

        Raises:
            UnknownName: no such lever or option.
            CourseError: out of bounds, or the year is over; nothing has changed then.
        """
        before = self.choice, self.touched
        self.move(**levers)
        try:
            self.year = play(self.year, self.choice)
        except CourseError:
            self.choice, self.touched = before
            raise
        self.choice = replace(self.choice, answer=self.start.answer)  # the next month asks anew

    def restart(self, seed: object) -> None:
        """A new year under *seed*, with the choice of the start."""
        year = begin(seed)
        self.year, self.choice, self.touched = year, self.start, "supplier"
        self.causes, self.costs, self.sound, self.best = (), (), None, None


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One item of the daily score: points of its full marks; None without a figure."""

    label: Phrase
    points: float | None
    full: float


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of SNAD rates: the rate from which it counts, and the points that it costs."""

    start: float
    points: int


@dataclass(frozen=True, slots=True)
class YearFrame:
    """Everything that the picture tells."""

    months: tuple[Month, ...]
    over: bool
    where: Phrase
    news: tuple[Phrase, ...]
    cash: float
    under_way: float
    stock: int
    quality: float
    exposure: float
    items: tuple[ScoreItem, ...]
    cuts: Mapping[str, float]
    check: Phrase
    zones: tuple[Zone, ...]
    snad: float | None
    snad_words: Phrase
    status: Phrase
    others: tuple[Phrase, ...]
    min_orders: int
    next_node: int | None
    plan: MonthPreview | None
    choices: tuple[tuple[Phrase, Phrase], ...]
    hint: Phrase | None
    outcome: YearOutcome
    finding: Phrase
    causes: tuple[ProfitCause, ...]
    counted: int
    sound: int | None
    best: YearOutcome | None
    best_worths: tuple[float, ...]
    costs: tuple[MonthCost, ...]
    cost: Phrase | None
    log: tuple[Entry, ...]
    line: str

    @property
    def last(self) -> Month | None:
        """The month played last."""
        return self.months[-1] if self.months else None

    @property
    def score(self) -> float | None:
        """The daily score of the last day."""
        return None if self.last is None else self.last.standing.score

    @property
    def points(self) -> int:
        """The penalty points that stand."""
        return self.last.standing.points if self.last else 0


def year_frame(it: YearScenario) -> YearFrame:
    """The facts of *it*."""
    year, stand, score = it.year, it.year.stand, rulebook.load(SCORE)
    last, came_to = stand.last, outcome(year)
    standing = last.standing if last else None
    return YearFrame(
        months=year.months,
        over=year.over,
        where=_where(year),
        news=phrases.news(last),
        cash=stand.cash,
        under_way=last.under_way if last else 0.0,
        stock=stand.stock,
        quality=stand.quality,
        exposure=exposure(stand),
        items=tuple(
            ScoreItem(short(id), standing.items.get(id) if standing else None, full)
            for id, full in score["full_marks"].items()
        ),
        cuts=score["grade_cuts"],
        check=phrases.check_words(last),
        zones=_zones(stand.category),
        snad=standing.checked["snad_rate"][2] if standing else None,
        snad_words=phrases.snad_words(last),
        status=phrases.snad_status(last, stand.category),
        others=phrases.other_metrics(last),
        min_orders=int(score["min_orders_90d"]),
        next_node=node(standing.points if standing else 0).next_at,
        plan=None if year.over else plan(stand, it.choice),
        choices=phrases.choices(it.choice),
        hint=None if year.over else phrases.lever_hint(it.touched, stand, it.choice),
        outcome=came_to,
        finding=phrases.outcome_words(came_to, None if it.best is None else outcome(it.best).profit),
        causes=decided(it.causes),
        counted=len(it.causes),
        sound=it.sound,
        best=None if it.best is None else outcome(it.best),
        best_worths=() if it.best is None else tuple(month.worth for month in it.best.months),
        costs=it.costs,
        cost=_cost(it),
        log=log_entries(year.months),
        line=line(year),
    )


def _cost(it: YearScenario) -> Phrase | None:
    """Which month cost most, once all have been weighed."""
    if len(it.costs) < len(it.year.months) or not it.year.over:
        return None
    return phrases.cost_of(max(it.costs, key=lambda cost: cost.usd, default=None))


def _where(year: Year) -> Phrase:
    number = year.stand.number
    day = wording.day(month_end(number) if number else FIRST, year=True)
    return WORDS["over" if year.over else "where"].format(day=day, n=number, seed=year.seed)


def _zones(category: str) -> tuple[Zone, ...]:
    points = rulebook.load(CAPABILITY)["points"]
    return (Zone(0.0, 0), *(Zone(start, points[k]) for k, start in snad_bands_2022(category).items()))


__all__ = ["ScoreItem", "YearFrame", "YearScenario", "Zone", "year_frame"]
