"""A seller's own numbers under a rule: assessed or not, how many to which line, until when, what then.

The numbers are texts as they were typed: :func:`read_numbers` gives the numbers, or every fault in a
sentence.  :func:`answer_of` then asks one rule.  Rates are reckoned on what was typed, the paid orders
standing for the denominator that the rule names; what a rule does not publish stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from .. import rulebook
from ..base import wording
from ..base.errors import CourseError
from ..base.language import Phrase, join
from ..base.tables import texts
from ..orders.calendar import DAY, as_date
from ..rulebook import Parameter, Regime
from ..rulebook.history import steps
from ..rulebook.vocabulary import MODES, UNITS
from ..scoring.assessment.windows import LENGTHS, lag_days, window_for
from ..scoring.inverse import count_needed
from ..scoring.metrics import METRICS
from ..scoring.outcomes import STATUS_NAMES, Tally, judge, kind_of

TEXTS = texts(__file__)
_FAULTS, _WHY, _LINES, _TOLD = (TEXTS[name] for name in ("faults", "why", "lines", "told"))
COUNTS = tuple(TEXTS["counts"])
PERIODS = (30, 90)


@dataclass(frozen=True, slots=True)
class TypedNumbers:
    """What is typed and chosen; a count may be left empty.  The numbers at the start are an example."""

    day: str = "2024-06-30"
    age: str = "400"
    mode: str = "pop"
    orders_30: str = "80"
    orders_90: str = "240"
    good_30: str = "24"
    good_90: str = "70"
    bad_30: str = "2"
    bad_90: str = "5"
    bad_orders_30: str = "6"
    bad_orders_90: str = "16"
    snad_30: str = "5"
    snad_90: str = "11"
    scanned_30: str = "74"
    scanned_90: str = "221"
    newest: str = "2024-06-21"
    rule: str = "capability_2022"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers as numbers: ``counts`` by name and days, such as ``("orders", 30)``; None is missing."""

    day: date
    age: int | None
    mode: str
    counts: Mapping[tuple[str, int], int | None]
    newest: date | None


def name_of(count: str, days: int) -> Phrase:
    """A count with its days, in words."""
    return Phrase("{what}, {days} days", "{what}（{days} 天）").format(what=TEXTS["counts"][count], days=days)


# -- reading what was typed -----------------------------------------------------------------------


def read_numbers(typed: TypedNumbers) -> Numbers | tuple[Phrase, ...]:
    """The numbers of *typed*; if any is impossible, every fault in a sentence."""
    faults: list[Phrase] = []
    day = _date(typed.day)
    if day is None:
        faults.append(_FAULTS["day"].format(given=typed.day.strip()[:30]))
    elif not rulebook.in_force(day):
        first = wording.day(rulebook.regimes()[0].effective_from, year=True)
        faults.append(_FAULTS["no_rule"].format(day=wording.day(day, year=True), first=first))
    age = _whole(typed.age, Phrase("Age of the store", "店龄"), faults)
    counts = {
        (count, days): _whole(getattr(typed, f"{count}_{days}"), name_of(count, days), faults)
        for count in COUNTS
        for days in PERIODS
    }
    newest = _date(typed.newest)
    if typed.newest.strip() and newest is None:
        faults.append(_FAULTS["newest"].format(given=typed.newest.strip()[:30]))
    faults += _contradictions(counts, age)
    if day is not None:
        faults += _out_of_time(day, age, newest, counts)
    return tuple(faults) if faults or day is None else Numbers(day, age, typed.mode, counts, newest)


def _date(text: str) -> date | None:
    try:
        return as_date(text.strip())
    except CourseError:
        return None


def _whole(text: str, what: Phrase, faults: list[Phrase]) -> int | None:
    """The whole number in *text*; None where it is empty, or no number, which is a fault."""
    given = text.strip().replace(",", "").replace("，", "")
    if not given:
        return None
    if given.isascii() and given.isdigit() and len(given) <= 9:
        return int(given)
    faults.append(_FAULTS["number"].format(what=what, given=text.strip()[:30]))
    return None


def _contradictions(counts: Mapping[tuple[str, int], int | None], age: int | None) -> Iterator[Phrase]:
    """Numbers that cannot stand beside one another."""
    for count in COUNTS:
        short, long = (counts[count, days] for days in PERIODS)
        what = TEXTS["counts"][count]
        if short is None or long is None:
            continue
        if short > long:
            yield _FAULTS["more_recent"].format(what=what, short=short, long=long)
        elif age is not None and age <= PERIODS[0] and short != long:
            yield _FAULTS["young"].format(what=what, age=age)
    for count in ("bad_orders", "snad", "scanned"):
        for days in PERIODS:
            n, orders = counts[count, days], counts["orders", days]
            if n is not None and orders is not None and n > orders:
                yield _FAULTS["above"].format(what=TEXTS["counts"][count], days=days, n=n, orders=orders)


def _out_of_time(
    day: date, age: int | None, newest: date | None, counts: Mapping[tuple[str, int], int | None]
) -> Iterator[Phrase]:
    """Days before the platform, before the store, or still to come."""
    told = wording.day(day, year=True)
    first = steps()[0].first
    if age is not None and age > (day - first).days:
        opened = day - min(age, (day - date(1900, 1, 1)).days) * DAY
        yield _FAULTS["platform"].format(
            age=age, day=told, opened=wording.day(opened, year=True), first=wording.day(first, year=True)
        )
    if newest is None:
        return
    given = wording.day(newest, year=True)
    if newest > day:
        yield _FAULTS["newest_future"].format(given=given, day=told)
    elif age is not None and (day - newest).days > age:
        yield _FAULTS["newest_early"].format(given=given)
    else:
        for days in PERIODS:
            if counts["bad_orders", days] == 0 and (day - newest).days < days:
                yield _FAULTS["newest_none"].format(given=given, days=days)
                return


# -- one rule's answer ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GoodOrdersLimit:
    """A limit and how many further good orders bring the metric over it (None: no number does).

    ``illustrative``: the limit is a teaching default, not the platform's.
    """

    name: Phrase
    limit: float
    illustrative: bool
    needed: int | None


@dataclass(frozen=True, slots=True)
class TypedMetric:
    """A metric on the typed numbers: ``above`` of ``below``; ``lines`` are the limits, the easiest first.

    ``guard`` says that the rule leaves the metric out because of its small numbers.  ``source`` is who
    tells the limits, or the guard.
    """

    metric: str
    above: int
    below: int
    lines: tuple[GoodOrdersLimit, ...]
    guard: Phrase | None
    source: Phrase

    @property
    def value(self) -> float | None:
        """The rate; None when there is nothing to divide by."""
        return self.above / self.below if self.below else None


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A fact of the rule: its value in words, what it means, and who tells it."""

    value: Phrase
    meaning: Phrase
    source: Phrase


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What one rule says of the numbers.

    ``assessed`` is None where that cannot be known.  ``days`` is the length of the window, None where
    there is none or it is not known; ``unasked`` are metrics of the rule for which no number is
    typed, ``unknown`` what the public does not know.
    """

    regime: Regime
    assessed: bool | None
    why: Phrase
    why_by: Phrase
    days: int | None
    standings: tuple[TypedMetric, ...]
    unasked: tuple[Phrase, ...]
    until: tuple[Phrase, ...]
    until_by: Phrase
    failing: tuple[RuleFact, ...]
    back: tuple[Phrase, ...]
    back_by: Phrase
    ways: tuple[RuleFact, ...]
    unknown: tuple[Phrase, ...]
    source: Phrase


def answers(numbers: Numbers) -> tuple[RuleAnswer, ...]:
    """The answer of every rule in force on the day of *numbers*."""
    return tuple(answer_of(regime, numbers) for regime in rulebook.in_force(numbers.day))


def answer_of(regime: Regime, numbers: Numbers) -> RuleAnswer:
    """What *regime* says of *numbers*."""
    days = _days(regime, numbers)
    assessed, why = _assessed(regime, numbers, days)
    spared = assessed is False or _mode(regime, numbers) is not None
    standings = () if spared or days is None else tuple(_standings(regime, numbers, days))
    failing, ways, unknown = _of_rule(regime)
    return RuleAnswer(
        regime,
        assessed,
        why,
        _by(regime, *_MINIMA),
        None if regime.outcome == "order_in_time" else days,
        standings,
        tuple(METRICS[id].name for id in regime.metrics if id not in {it.metric for it in standings}),
        tuple(_until(regime, numbers, days)),
        _by(regime, *_WINDOWS),
        failing,
        tuple(_next(regime, numbers.day)),
        _by(regime, *regime.check.values()),
        ways,
        unknown,
        _by(regime),
    )


def _days(regime: Regime, numbers: Numbers) -> int | None:
    """Over how many days the rule looks at this store."""
    if "period.short_days" in regime:
        orders = numbers.counts["orders", 30]
        if numbers.age is None or orders is None:
            return None
        old = numbers.age > regime["period.short_if_age_days_gt"]
        busy = orders >= regime["period.short_if_orders_30d_ge"]
        return int(regime["period.short_days" if old and busy else "period.long_days"])
    return _window(regime.id)


@lru_cache(maxsize=64)
def _window(id: str) -> int:
    regime = rulebook.load(id)
    days = window_for(regime, regime.effective_from + 400 * DAY).days
    return days if days in PERIODS else PERIODS[0]


def _window_known(regime: Regime) -> bool:
    given = next((regime.parameters[key] for key in LENGTHS if key in regime), None)
    return given is not None and not given.is_unknown


def _mode(regime: Regime, numbers: Numbers) -> tuple[bool | None, Phrase] | None:
    """Why the rule says nothing of the store's mode, if that is so."""
    named: tuple[str, ...] = tuple(regime.get("modes", ()))
    if named and numbers.mode not in named:
        listed = join([_lower(MODES[mode]) for mode in named], ", ", "、")
        return False, _WHY["other_mode"].format(modes=listed)
    if not named and numbers.mode != "pop":
        return None, _WHY["mode"].format(mode=_lower(MODES[numbers.mode]))
    return None


def _lower(words: Phrase) -> Phrase:
    return Phrase(words.en[:1].lower() + words.en[1:], words.zh)


def _assessed(regime: Regime, numbers: Numbers, days: int | None) -> tuple[bool | None, Phrase]:
    """Whether the rule assesses the store, and why."""
    other = _mode(regime, numbers)
    if other is not None:
        return other
    month, quarter = (numbers.counts["orders", n] for n in PERIODS)
    if month is None or quarter is None:
        return None, _WHY["missing"].format(what=_WHY["both_orders"])
    kind = kind_of(regime)
    if kind.by_category:
        return None, _WHY["start"]
    orders = {30: month, 90: quarter}[days or 90]
    if not orders:
        return False, _WHY["none"].format(days=days or 90)
    if regime.outcome in ("order_in_time", "online_level", "capability", "plus"):
        return True, _WHY[{"order_in_time": "each", "plus": "if_in"}.get(regime.outcome, "no_minimum")]
    bad = numbers.counts["bad_orders", 90] or 0
    counts = {
        "closed_paid_orders": quarter,
        "bad_buyers": max(bad, 3),
        "assessed_90d": quarter,
        "paid_30d": month,
        "paid_90d": quarter,
    }
    metrics = {id: (0.0, float(orders)) for id in regime.metrics}
    verdict = judge(regime, Tally(metrics, counts, last=numbers.day))
    return verdict.eligible, verdict.reasons[0].bare()


# -- how many to which line -----------------------------------------------------------------------


_RATES = {  # the counts above and below a metric that can be typed
    "odr": (("bad_orders",), ("orders",)),
    "positive_rate": (("good",), ("good", "bad")),
    "snad_rate": (("snad",), ("orders",)),
    "online_rate_72h": (("scanned",), ("orders",)),
}


def _standings(regime: Regime, numbers: Numbers, days: int) -> Iterator[TypedMetric]:
    for metric in regime.metrics:
        if metric not in _RATES:
            continue
        above, below = ([numbers.counts[count, days] for count in names] for names in _RATES[metric])
        if None in above or None in below:
            continue
        up, down = sum(n or 0 for n in above), sum(n or 0 for n in below)
        lines = tuple(_lines(regime, metric, up, down)) if down else ()
        guard = _guard(regime, metric, up)
        told = (*_LIMITING, f"grade.{metric}") if guard is None else _GUARDS
        yield TypedMetric(metric, up, down, lines, guard, _by(regime, *told))


_LIMITING = ("snad.bands.other", "bands", "snad_max", "floors", "industry_means", "online.levels", "curve")
_GUARDS = ("snad.min_orders", "odr_skip_if_bad_buyers_le")
_MINIMA = ("min_orders_90d", "min_orders_30d", "min_closed_paid_orders", "start_value", "modes")
_WINDOWS = (*LENGTHS, "period.short_days")


def _by(regime: Regime, *keys: str) -> Phrase:
    """Who tells those of *keys* that the rule has; without any, who tells the rule."""
    own = [regime.parameters[key] for key in keys if key in regime] or [regime.parameter("effective_from")]
    return rulebook.publishers(id for it in own for id in it.sources)


def _guard(regime: Regime, metric: str, above: int) -> Phrase | None:
    """That so few orders leave the metric out under this rule."""
    fewest, buyers = regime.get("snad.min_orders"), regime.get("odr_skip_if_bad_buyers_le")
    if metric == "snad_rate" and fewest is not None and above < fewest:
        return _TOLD["few_disputes"].format(n=above, needed=fewest)
    if metric == "odr" and buyers is not None and 0 < above <= buyers:
        return _TOLD["few_buyers"].format(n=above, needed=buyers)
    return None


def _lines(regime: Regime, metric: str, above: int, below: int) -> Iterator[GoodOrdersLimit]:
    """The limits of *metric*, those that are easiest to keep first."""
    found: dict[tuple[Phrase, float], GoodOrdersLimit] = {}
    for name, limit, illustrative in _limits(regime, metric):
        if 0 < limit <= 1:
            line = GoodOrdersLimit(name, limit, illustrative, count_needed(metric, above, below, limit))
            found.setdefault((name, limit), line)
    better = METRICS[metric].better
    yield from sorted(found.values(), key=lambda line: better * line.limit)


def _limits(regime: Regime, metric: str) -> Iterator[tuple[Phrase, float, bool]]:
    """Every limit that the rule sets *metric*, with its name and whether it is a teaching default."""
    if regime.outcome == "capability" and metric == "snad_rate":
        fashion, other = (regime[f"snad.bands.{group}"] for group in ("fashion", "other"))
        for word, limit in fashion.items():
            if limit == other[word]:
                yield _LINES[word], limit, False
            else:
                yield _LINES["fashion"].format(line=_LINES[word]), limit, False
                yield _LINES["other"].format(line=_LINES[word]), other[word], False
        return
    if regime.outcome == "plus":
        yield _LINES["target"], regime["target"], False
        for word, limit in regime["bands"].items():
            yield _LINES["serious" if word == "general" else "very_serious"], limit, False
        yield _LINES["exit"], regime["exit_below"], False
        return
    if regime.outcome == "category":
        yield from _named(regime, "snad_max", {"kept": None})
        return
    for key, words in (
        (f"grade.{metric}", dict.fromkeys(("pass", "good", "excellent"))),
        ("floors", {"floor": metric}),
        ("industry_means", {"mean": metric}),
        ("online.levels", {"poor": "poor", "ok": "ok"}),
    ):
        yield from _named(regime, key, words)
    curve = regime.parameters.get("curve")
    if curve is not None and metric in (curve.illustrative or {}):
        for word in ("zero", "full"):
            yield _LINES[word], curve.illustrative[metric][word], True


def _named(regime: Regime, key: str, words: Mapping[str, str | None]) -> Iterator[tuple[Phrase, float, bool]]:
    """The limits in the parameter *key*: each word of a line, with the part of the value that it is."""
    given = regime.parameters.get(key)
    value = None if given is None else given.illustrative if given.is_unknown else given.value
    if given is None or value is None:
        return
    for word, part in words.items():
        limit = value[part or word] if isinstance(value, Mapping) else value
        yield _LINES[word], limit, given.is_unknown


# -- until when, what then ------------------------------------------------------------------------


def _until(regime: Regime, numbers: Numbers, days: int | None) -> Iterator[Phrase]:
    if regime.outcome == "order_in_time":
        yield _TOLD["until_each"]
        return
    if days is None:
        yield _TOLD["until_open"]
        return
    newest = numbers.newest or numbers.day
    until = newest + (days - 1) * DAY
    key = "until_today" if numbers.newest is None else "until_past" if until < numbers.day else "until_known"
    told = {"newest": wording.day(newest, year=True), "until": wording.day(until, year=True), "days": days}
    yield _TOLD[key].format(**told)
    if not _window_known(regime):
        yield _TOLD["window_open"].format(days=days)
    if lag_days(regime):
        yield _TOLD["lag"].format(lag=lag_days(regime))
    yield _TOLD["window"].format(days=days)


def _next(regime: Regime, day: date) -> Iterator[Phrase]:
    try:
        at = rulebook.next_check(regime, day)
    except CourseError:
        return
    yield _TOLD["next_check"].format(day=wording.day(at, year=True))


_FAILING = (
    "score.pass",
    "score.daily_traffic",
    "score.freeze_at_or_below",
    "points",
    "online.points",
    "exit_below",
    "exit_points",
    "fine",
    "right_withdrawn_below",
    "showcase.slots",
    "effect.poor_sellers",
    "effect.search_by_daily_score",
    "all_failed_closes_major",
    "joining.failures_until_out",
    "dodging_closes_account",
)
_WAYS_BACK = ("return_after_months", "appealable")
_Facts = tuple[tuple[RuleFact, ...], tuple[RuleFact, ...], tuple[Phrase, ...]]


def _of_rule(regime: Regime) -> _Facts:
    """What the rule says whatever the numbers: consequences, ways back, and what is not public."""
    return _gathered(regime) if regime.chosen else _kept(regime.id)


@lru_cache(maxsize=64)
def _kept(id: str) -> _Facts:
    return _gathered(rulebook.load(id))


def _gathered(regime: Regime) -> _Facts:
    failing, ways = (
        tuple(rule_fact(regime.parameters[key]) for key in keys if key in regime) for keys in (_FAILING, _WAYS_BACK)
    )
    pointed = any(key in regime for key in ("points", "online.points"))
    table = rulebook.table("points")
    if pointed:
        ways = (*ways, rule_fact(table.parameter("life_days")))
        failing = (*failing, rule_fact(table.parameter("node_days")), rule_fact(table.parameter("close_at")))
    unknown = tuple(regime.parameters[key].meaning for key in regime.unknown)
    return failing, ways, unknown


def rule_fact(parameter: Parameter) -> RuleFact:
    """A parameter as a fact."""
    return RuleFact(_value(parameter), parameter.meaning, rulebook.publishers(parameter.sources))


def _value(parameter: Parameter) -> Phrase:
    """The value with its unit; nothing where the meaning already says it."""
    value, unit = parameter.value, parameter.unit
    words = Phrase("", "")
    if parameter.is_unknown:
        words = _TOLD["not_public"]
    elif unit == "flag":
        words = words if value else _TOLD["no"]
    elif isinstance(value, Mapping):
        words = join([_part(key, n) for key, n in value.items()], ", ", "，")
    elif isinstance(value, date):
        words = wording.day(value, year=True)
    elif unit == "share":
        words = Phrase(*(wording.percent(value, 0),) * 2)
    elif isinstance(value, int | float):
        words = Phrase("{n:g} {unit}", "{n:g} {unit}").format(n=float(value), unit=UNITS[unit])
    return words


def _part(key: str, n: Any) -> Phrase:
    if key.isdigit():
        return _TOLD["node"].format(points=key, n=int(n))
    word = STATUS_NAMES.get(key.replace("_", " "), Phrase(key, key))
    return Phrase("{word} {n}", "{word} {n}").format(word=_lower(word), n=f"{n:g}")


FIELDS = tuple(field.name for field in fields(TypedNumbers))

__all__ = [
    "COUNTS",
    "FIELDS",
    "MODES",
    "PERIODS",
    "TEXTS",
    "GoodOrdersLimit",
    "Numbers",
    "RuleAnswer",
    "RuleFact",
    "TypedMetric",
    "TypedNumbers",
    "answer_of",
    "answers",
    "name_of",
    "read_numbers",
]
