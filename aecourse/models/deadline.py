"""When an order's time runs out: one payment, one rule, the days that count between.

A *clock* is one way in which a rule counts: :data:`READERS` holds a function for each kind of rule
that finds its clocks in a regime of the rulebook, so a rule that counts in another way is one more
entry there.  Days are those of the rule's own time zone; a moment is kept with its zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from .. import rulebook
from ..base import wording
from ..base.errors import CourseError
from ..base.language import Phrase, join
from ..base.tables import texts
from ..base.vocabulary import WEEKDAYS
from ..orders.calendar import DAY, as_time
from ..orders.workdays import counts, deadlines, festival_days
from ..rulebook import Parameter, Regime
from ..rulebook.online import Limit, limit_under
from ..rulebook.vocabulary import MODES
from ..scoring.handover import Terms

TEXTS = texts(__file__)
_FAULTS = TEXTS["faults"]
ZONES = tuple(TEXTS["zones"])
"""The clocks on which a moment may be written, the sellers' first."""
PLACES = tuple(TEXTS["places"])

_STRICTEST = ("online_multi_2022", "mainland")  # the only calendar of hours that a source prints


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit from payment to first scan, counted on *weekdays* without *festivals*.

    ``calendar_known`` is false where no source says which days count: every day is counted then,
    and ``latest`` is the calendar that would give the seller most time.  ``modes`` are the store
    modes that the rule names; without any, only self-operated stores are meant.
    """

    regime: Regime
    place: str
    limit: Limit
    weekdays: tuple[str, ...]
    festivals: tuple[str, ...]
    calendar_known: bool = True

    @property
    def id(self) -> str:
        """A name that stays: the regime's, and the length."""
        return f"{self.regime.id}:{self.limit.amount:g}{self.limit.unit[0]}"

    @property
    def name(self) -> Phrase:
        """The rule and the length in words."""
        return Phrase("{limit} · {rule}", "{limit} · {rule}").format(rule=self.regime.name, limit=self.limit.name)

    @property
    def zone(self) -> str:
        """The time zone whose days count."""
        return self.regime.clock

    @property
    def place_named(self) -> bool:
        """Whether the rule tells a calendar of this place by name."""
        return f"online.weekdays.{self.place}" in self.regime

    @property
    def length(self) -> Parameter:
        """The parameter of the rulebook that gives the limit, with its evidence."""
        keys = (key for key in ("online.limits", "online.limit") if key in self.regime)
        return self.regime.parameter(next(keys))

    @property
    def modes(self) -> tuple[str, ...]:
        """The store modes for which a source tells the rule."""
        return tuple(self.regime.get("modes", ("pop",)))

    def due(self, paid: datetime) -> datetime:
        """The last moment that is in time for a payment at *paid*, both on the rule's wall clock."""
        return _due(paid, self.limit.days, self.weekdays, self.festivals)

    def latest(self, paid: datetime) -> datetime | None:
        """When it would run out under the one calendar of hours that a source prints, if none is known."""
        most = None if self.calendar_known else self._other_calendar()
        return None if most is None else _due(paid, self.limit.days, most.weekdays, most.festivals)

    def _other_calendar(self) -> Clock | None:
        return next(clock for clock in clocks() if (clock.regime.id, clock.place) == _STRICTEST)

    def stands_still(self, day: date) -> str:
        """Why *day* does not count: a festival or a weekday; empty if it does."""
        return _why(day, self.weekdays, self.festivals)


@dataclass(frozen=True, slots=True)
class HandOverClock(Clock):
    """A limit by a daily cut-off for what is picked up, or in hours for what the seller delivers."""

    terms: Terms | None = None

    @property
    def id(self) -> str:
        """The regime's name: it has one rule for both ways."""
        return self.regime.id

    @property
    def name(self) -> Phrase:
        """The rule in words."""
        return self.regime.name

    @property
    def place_named(self) -> bool:
        """The rule names both ways of handing over."""
        return True

    @property
    def length(self) -> Parameter:
        """The cut-off, or the hours of delivery, with the evidence."""
        key = "handover.cut_off" if self.place == "pick_up" else "handover.self_delivery_hours"
        return self.regime.parameter(key)

    def due(self, paid: datetime) -> datetime:
        """The last moment that is in time for a payment at *paid*, both on the rule's wall clock."""
        terms = self.terms
        assert terms is not None
        if self.place != "pick_up":
            return paid + terms.self_delivery
        more = terms.before if paid.time() < terms.cut_off else terms.after
        return datetime.combine(paid.date() + (more + 1) * DAY, time()) - timedelta(microseconds=1)

    def _other_calendar(self) -> Clock | None:
        return None  # no source prints another calendar of days for this rule


def _due(paid: datetime, days: float, weekdays: tuple[str, ...], festivals: tuple[str, ...]) -> datetime:
    import numpy as np

    found: datetime = deadlines(np.array([paid], dtype="datetime64[us]"), days, weekdays, festivals).tolist()[0]
    return found


def _why(day: date, weekdays: tuple[str, ...], festivals: tuple[str, ...]) -> str:
    if counts(day, weekdays, festivals):
        return ""
    off = (festival for festival in festivals if day in festival_days(festival, day.year))
    name = WEEKDAYS[day.weekday()]
    return next(off, name if name in ("sat", "sun") else "weekday")


# -- the clocks of a regime -----------------------------------------------------------------------


def online_clocks(regime: Regime) -> Iterator[Clock]:
    """The clocks of a rule that measures the carrier's first scan: one for each length and place."""
    for metric in regime.metrics:
        limit = limit_under(regime, metric)
        if limit is None or regime.outcome in ("capability", "store_score"):
            continue  # these look at a rate; the rule of the rate itself has the clock
        for place in _places(regime):
            weekdays, weekdays_known = _listed(regime, "online.weekdays", place, WEEKDAYS)
            festivals, festivals_known = _listed(regime, "online.holidays", place, ())
            known = weekdays_known and festivals_known and not _open(regime, "online.calendar")
            yield Clock(regime, place, limit, weekdays, festivals, known and "online.calendar" in regime)


def _places(regime: Regime) -> tuple[str, ...]:
    named = [place for place in PLACES if f"online.weekdays.{place}" in regime]
    return tuple(named) or PLACES[:3]


def _open(regime: Regime, key: str) -> bool:
    given = regime.parameters.get(key)
    return given is not None and given.is_unknown


def _listed(regime: Regime, key: str, place: str, otherwise: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """A list that the rule has for *place* or for all, and whether it is public."""
    for name in (f"{key}.{place}", key):
        if name in regime:
            given = regime.parameters[name]
            return tuple(given.illustrative if given.is_unknown else given.value), not given.is_unknown
    return otherwise, True


def handover_clocks(regime: Regime) -> Iterator[Clock]:
    """The clocks of a rule that asks for the hand-over: one for each way."""
    terms = Terms.of(regime)
    if terms is not None:
        known = not _open(regime, "calendar")
        for place in PLACES[3:]:
            limit = Limit(terms.self_delivery / timedelta(hours=1), "hours")
            yield HandOverClock(regime, place, limit, WEEKDAYS, (), known, terms)


READERS: tuple[Callable[[Regime], Iterator[Clock]], ...] = (online_clocks, handover_clocks)
"""Finds the clocks of a regime, by kind of rule."""


@lru_cache(maxsize=1)
def clocks() -> tuple[Clock, ...]:
    """Every clock of the rulebook, the newest rule first."""
    found = [clock for regime in rulebook.regimes() for read in READERS for clock in read(regime)]
    return tuple(sorted(found, key=lambda clock: clock.regime.effective_from, reverse=True))


# -- a question and its answer --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the texts of two moments as they are typed, and what is chosen.

    ``later`` moves the payment on by so many hours.
    """

    paid: str = "2024-04-30 18:00"
    now: str = "2024-05-02 09:00"
    zone: str = "Asia/Shanghai"
    rule: str = "online_multi_2022:72h"
    place: str = "mainland"
    mode: str = "pop"
    later: float = 0


@dataclass(frozen=True, slots=True)
class ClockDay:
    """A day on the rule's clock: from which to which share of it time runs, or why it stands still."""

    day: date
    start: float
    end: float
    still: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The answer: moments carry the rule's time zone.

    ``stopped`` is what each weekday or festival that does not count adds; ``summer`` how much more
    (or less) passes on a watch than on the rule's clock, because the clocks were changed between.
    ``latest`` is when it would run out at the latest, where the calendar is not public.
    """

    clock: Clock
    paid: datetime
    due: datetime
    now: datetime
    stopped: tuple[tuple[str, int], ...]
    summer: timedelta
    latest: datetime | None
    days: tuple[ClockDay, ...]

    @property
    def left(self) -> timedelta:
        """From now until it runs out; negative once it has."""
        return self.due.astimezone(UTC) - self.now.astimezone(UTC)


def deadline_of(asked: Asked) -> Deadline | tuple[Phrase, ...]:
    """The deadline of *asked*; where it has none, every reason in a sentence."""
    own = [clock for clock in clocks() if clock.id == asked.rule]
    faults: list[Phrase] = []
    words = {"paid": Phrase("Payment", "付款时刻"), "now": Phrase("Now", "现在")}
    moments = {}
    for name, what in words.items():
        found = _moment(getattr(asked, name), what, asked.zone)
        if isinstance(found, Phrase):
            faults.append(found)
        else:
            moments[name] = found
    if not any(asked.mode in clock.modes for clock in own):
        faults.append(_FAULTS["mode"].format(mode=_lower(MODES[asked.mode])))
    here = next((clock for clock in own if clock.place == asked.place), None)
    if here is None:
        places = join([TEXTS["places"][clock.place] for clock in own], ", ", "、")
        faults.append(_FAULTS["no_place"].format(place=TEXTS["places"][asked.place], places=places))
    elif asked.place == "overseas" and "overseas_warehouse" in here.regime.get("online.not_assessed", ()):
        faults.append(_FAULTS["exempt"])
    if len(moments) == 2:
        paid = (moments["paid"].astimezone(UTC) + timedelta(hours=asked.later)).astimezone(UTC)
        if paid > moments["now"]:
            faults.append(_FAULTS["future"])
        faults += _out_of_force(own[0], paid)
    if faults or here is None:
        return tuple(faults)
    return _deadline(here, paid, moments["now"])


def _lower(words: Phrase) -> Phrase:
    return Phrase(words.en[:1].lower() + words.en[1:], words.zh)


def _moment(given: str, what: Phrase, zone: str) -> datetime | Phrase:
    """The moment that *given* writes on the clock of *zone*, or what is wrong with it."""
    text = given.strip().replace("T", " ")
    if not text:
        return _FAULTS["missing"].format(what=what)
    try:
        wall = as_time(text)
    except CourseError:
        return _FAULTS["unread"].format(what=what, given=text[:40])
    if len(text) <= len("2015-09-30"):
        return _FAULTS["hour"].format(what=what, given=text)
    at = wall.replace(tzinfo=ZoneInfo(zone))
    if at.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        return _FAULTS["skipped"].format(what=what, given=text, zone=TEXTS["zones"][zone])
    return at


def _out_of_force(clock: Clock, paid: datetime) -> list[Phrase]:
    """That the rule did not hold on the day of the payment, which is a day of the rule's clock."""
    day, regime = paid.astimezone(ZoneInfo(clock.zone)).date(), clock.regime
    if regime.in_force(day):
        return []
    late = "after" if regime.effective_to is not None else "changed"
    key = "before" if day < regime.effective_from else late
    border = regime.effective_from if key == "before" else regime.last_day or day
    told = wording.day(border, year=True)
    shown = {"day": wording.day(day, year=True), "zone": TEXTS["zones"][clock.zone]}
    return [_FAULTS[key].format(**shown, first=told, last=told)]


def _deadline(clock: Clock, paid: datetime, now: datetime) -> Deadline:
    zone = ZoneInfo(clock.zone)
    began = paid.astimezone(zone)
    wall = began.replace(tzinfo=None)
    end = clock.due(wall)
    due = end.replace(tzinfo=zone)
    passed = due.astimezone(UTC) - paid.astimezone(UTC)
    latest = clock.latest(wall)
    return Deadline(
        clock,
        began,
        due,
        now.astimezone(zone),
        tuple(_stopped(clock, wall, end)),
        passed - (end - wall),
        None if latest is None else latest.replace(tzinfo=zone),
        tuple(_days(clock, wall, end)),
    )


def _stopped(clock: Clock, paid: datetime, due: datetime) -> Iterator[tuple[str, int]]:
    """How many days of each kind between payment and deadline do not count."""
    found: dict[str, int] = {}
    for still in (clock.stands_still(day) for day in _between(paid, due)):
        if still:
            found[still] = found.get(still, 0) + 1
    yield from found.items()


def _between(first: datetime, last: datetime) -> Iterator[date]:
    day = first.date()
    while day <= last.date():
        yield day
        day += DAY


def _days(clock: Clock, paid: datetime, due: datetime) -> Iterator[ClockDay]:
    """Whole weeks, Monday to Sunday, from that of the payment to that of the deadline."""
    first = paid.date() - paid.weekday() * DAY
    last = due.date() + (6 - due.weekday()) * DAY
    for day in _between(datetime.combine(first, time()), datetime.combine(last, time())):
        still = clock.stands_still(day)
        start, end = (_share(at, day) for at in (paid, due))
        yield ClockDay(day, *((start, end) if not still and start < end else (0.0, 0.0)), still)


def _share(at: datetime, day: date) -> float:
    """Which share of *day* lies before *at*."""
    return min(max((at - datetime.combine(day, time())) / DAY, 0.0), 1.0)


__all__ = [
    "MODES",
    "PLACES",
    "READERS",
    "TEXTS",
    "ZONES",
    "Asked",
    "Clock",
    "ClockDay",
    "Deadline",
    "clocks",
    "deadline_of",
    "handover_clocks",
    "online_clocks",
]
