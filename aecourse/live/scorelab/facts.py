"""What ScoreLab tells, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...base.language import Phrase
from ...scoring.outcomes import Reason
from ...scoring.outcomes.reasons import told
from ..guesses import Guess
from ..scales import Reach

ODR = Phrase("ODR", "ODR")


@dataclass(frozen=True, slots=True)
class Scored:
    """How one setting of the levers is judged.  Rates are shares; None where nothing counts.

    ``grade`` is the outcome, ``band`` the grade of ODR alone; where another metric makes the
    outcome worse, ``held_by`` names it.
    """

    numerator: int
    denominator: int
    low: float | None
    high: float | None
    assessed: bool
    reasons: tuple[Reason, ...]
    grade: Phrase | None
    conditions: tuple[int, ...]
    rolling: tuple[float | None, ...]
    band: Phrase | None = None
    held_by: Phrase | None = None

    @property
    def value(self) -> float | None:
        """The rate in focus."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def reason(self) -> Phrase:
        """Why it is assessed or not, in sentences."""
        return told(self.reasons)


@dataclass(frozen=True, slots=True)
class OffendingOrder:
    """One of the orders behind the rate in focus, in words; ``day`` is what ``when`` tells of."""

    order_id: str
    what: Phrase
    why: Phrase
    when: Phrase
    day: date | None = None
    amount: float | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class Flips:
    """The orders that hurt the rate now and did not before, and those that no longer do.

    The first are told as they are now, the others as they were; ``came`` and ``went`` are all of
    them, also where the lists stop before.
    """

    now: tuple[OffendingOrder, ...] = ()
    then: tuple[OffendingOrder, ...] = ()
    came: int = 0
    went: int = 0

    @property
    def ids(self) -> frozenset[str]:
        """The orders of both lists."""
        return frozenset(order.order_id for order in (*self.now, *self.then))


@dataclass(frozen=True, slots=True)
class Moved:
    """The orders that meet a condition and did not before, and those that no longer do."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricItem:
    """One metric of a regime that looks at several: its value, its limit, and what it earns.

    ``ends`` are the ends of its scale; ``tone`` is ``good``, ``caution``, ``bad`` or ``none``;
    ``points`` of ``most`` under a score.
    """

    id: str
    name: Phrase
    text: str
    count: str
    value: float | None
    low: float | None
    high: float | None
    limit: float | None
    limit_text: str
    ends: tuple[float, float]
    status: Phrase
    tone: str
    points: float | None = None
    most: float | None = None
    was: float | None = None


@dataclass(frozen=True, slots=True)
class RegimeAnswer:
    """What a regime of several metrics ends in: a word, and a score if it has one.

    ``equal``: the regime does not tell the weights of its items, so the course takes them as equal.
    """

    word: Phrase
    score: float | None
    was: Phrase | None
    summary: Phrase
    equal: bool = False


@dataclass(frozen=True, slots=True)
class LeverMark:
    """A lever as it stands: positions are 0 (left end) to 1 (right end)."""

    name: str
    group: Phrase
    label: Phrase
    value: Phrase
    position: float
    before: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreFrame:
    """Everything that the picture tells.

    The scales reach as far as ``bars`` (orders), ``axis`` and ``course`` (shares) say.
    """

    store: str
    title: Phrase
    first: date
    last: date
    now: Scored
    before: Scored | None
    conditions: tuple[Phrase, ...]
    limits: tuple[float, ...]
    bands: tuple[Phrase, ...]
    illustrative: bool
    check_days: tuple[date, ...]
    offending: tuple[OffendingOrder, ...]
    bars: Reach
    axis: Reach
    course: Reach
    levers: tuple[LeverMark, ...] = ()
    rate: Phrase = ODR
    items: tuple[MetricItem, ...] = ()
    answer: RegimeAnswer | None = None
    hurt: int = 0
    moved: tuple[Moved, ...] = ()  # of each condition, where a lever has moved
    flipped: Flips = Flips()  # of the rate in focus
    guess: Guess | None = None
