"""The year as a whole: months in a row, its outcome, and what decided it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...base.arguments import guarded
from ...base.errors import CourseError, brief
from .choices import Choice
from .fortune import checked_seed
from .months import play_month, worth
from .states import Month, Stand, opening
from .terms import MONTHS

Policy = Callable[[Stand], Choice]


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """A year under way: its seed, the months played, and where the store stands."""

    seed: int
    months: tuple[Month, ...]
    stand: Stand

    @property
    def over(self) -> bool:
        """Whether there is nothing left to play."""
        return bool(self.stand.ended) or self.stand.number == MONTHS

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices so far, month by month."""
        return tuple(month.choice for month in self.months)


@dataclass(frozen=True, slots=True)
class YearOutcome:
    """What a year came to.

    ``profit`` in whole US dollars once every order is settled and what is left is sold off;
    ``score`` the mean of the daily scores at the ends of the months that had one, to a whole point
    (None: never assessed); ``ended`` is ``"year"``, ``"insolvent"`` or ``"closed"``.
    """

    seed: int
    months: int
    profit: int
    score: int | None
    points: int
    ended: str


def begin(seed: object = 1) -> Year:
    """A new year under *seed*.

    Raises:
        CourseError: the seed is no whole number from 0 to 9,999.
    """
    checked = checked_seed(seed)
    return Year(checked, (), opening(checked))


def play(year: Year, choice: Choice) -> Year:
    """The year one month later.

    Raises:
        CourseError: the year is over, or *choice* is no Choice.
    """
    if not isinstance(choice, Choice):
        raise CourseError(
            f"a Choice(...) is expected, not {brief(choice)}", f"应为 Choice(...)，而不是 {brief(choice)}"
        )
    if year.over:
        raise CourseError("This year is over: begin a new one.", "这一年已经结束，请重新开局。")
    stand = play_month(year.stand, choice)
    assert stand.last is not None
    return Year(year.seed, (*year.months, stand.last), stand)


def replay(seed: int, choices: Iterable[Choice]) -> Year:
    """The year that these choices make, to its end or to where they stop."""
    year = begin(seed)
    for choice in choices:
        if year.over:
            break
        year = play(year, choice)
    return year


def follow(seed: int, policy: Policy) -> Year:
    """A whole year in which *policy* looks at the store each month and chooses."""
    year = begin(seed)
    while not year.over:
        year = play(year, policy(year.stand))
    return year


@guarded
def outcome(year: Year) -> YearOutcome:
    """What the year came to so far."""
    scores = [m.standing.score for m in year.months if m.standing.score is not None]
    points = year.months[-1].standing.points if year.months else 0
    return YearOutcome(
        year.seed,
        len(year.months),
        round(worth(year.stand)),
        round(sum(scores) / len(scores)) if scores else None,
        points,
        year.stand.ended or "year",
    )
