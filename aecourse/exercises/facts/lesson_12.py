"""Lesson 12: a store with planted problems, taken apart together."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...models.diagnosis import PlantedCase

SEED, REGIME, AS_OF = 45, "capability_2022", "2022-05-26"
PRODUCTS, MISS = 16, 0.05
PRODUCT, CATEGORY, WEEK, CARRIER, COUNTRY = (
    "product_id=P08",
    "category=sports",
    "week=2022-03-07",
    "carrier=line-3",
    "destination=PL",
)

# The four lines of the plan, each as the only one.
SINGLES = {
    "packing": (WEEK, "packing_jam", "second_shift", "slow_and_late"),
    "carrier": (CARRIER, "late_scans", "change_carrier", "scanned_late"),
    "listing": (PRODUCT, "wrong_listing", "rewrite_listing", "one_product"),
    "replies": (COUNTRY, "slow_replies", "reply_desk", "low_communication"),
}


@cache
def store() -> PlantedCase:
    """The store of the lesson."""
    from ...models.diagnosis import PlantedCase, capstone

    made = capstone(SEED)
    assert isinstance(made, PlantedCase)
    return made


@cache
def limits() -> tuple[int, int]:
    """Of the metrics of the regime: how many have a published limit, and how many have none."""
    from ...scoring.assessment import assess

    known = assess(store().orders, REGIME, AS_OF).metrics["limit"].notna()
    return int(known.sum()), int((~known).sum())


def with_a_limit() -> int:
    """The metrics with a published limit."""
    return limits()[0]


def without_a_limit() -> int:
    """The metrics with none."""
    return limits()[1]


def metrics() -> int:
    """All the metrics of the regime."""
    return sum(limits())


def some_miss() -> float:
    """The chance that at least one of the intervals misses."""
    return 1 - none_misses()


def none_misses() -> float:
    """The slip: the chance that none does."""
    return float((1 - MISS) ** PRODUCTS)


def one_misses() -> float:
    """The slip: the chance for one interval."""
    return MISS


def miss_on_average() -> float:
    """The slip: how many miss on average."""
    return PRODUCTS * MISS


def unsold_where() -> str:
    """Which of the groups stands out on deals not sold: ``spain``, ``week``, ``russia``, ``nowhere``."""
    places = {"spain": ("destination", "ES"), "week": ("week", "2022-03-07"), "russia": ("destination", "RU")}
    for place, (column, group) in places.items():
        found = {s.group: s for s in store().segments("not_sold_rate", column)}
        if found[group].stands_out > 0:
            return place
    return "nowhere"


@cache
def snad(where: str, without: str = "") -> tuple[int, int]:
    """Numerator and denominator of the SNAD rate in a segment, without another inside it."""

    def counted(place: str) -> tuple[int, int]:
        column, _, group = place.partition("=")
        found = {s.group: s for s in store().segments("snad_rate", column)}[group]
        return found.numerator, found.denominator

    n, d = counted(where)
    if without:
        less_n, less_d = counted(without)
        return n - less_n, d - less_d
    return n, d


def snad_rate(where: str = CATEGORY, without: str = "") -> float:
    """The SNAD rate in a segment, without another inside it."""
    numerator, denominator = snad(where, without)
    return numerator / denominator


def shadow_rate() -> float:
    """The SNAD rate of the category without the product."""
    return snad_rate(CATEGORY, PRODUCT)


def product_rate() -> float:
    """The slip: the rate of the product itself."""
    return snad_rate(PRODUCT)


def half_shadow_rate() -> float:
    """The slip: the product left out above the line only."""
    return snad(CATEGORY, PRODUCT)[0] / snad(CATEGORY)[1]


def week_cause() -> str:
    """What happened in the week: ``stock``, ``promise``, ``packing`` or ``scans``."""
    from ...models.diagnosis.traces import trace

    found = {t.step.id: t for t in trace(store().orders, WEEK)}
    causes = {"unshipped": "stock", "promise": "promise", "packing": "packing", "scan": "scans"}

    def worsened(id: str) -> float:
        here, rest = found[id].here or 0.0, found[id].rest or 1.0
        return rest / max(here, 1e-9) if id == "promise" else here / max(rest, 1e-9)

    return causes[max(causes, key=worsened)]


@cache
def best_first() -> str:
    """Which of the four lines, alone, lowers the store's ODR most."""

    def after(line: str) -> float:
        score = store().score(store().plan(SINGLES[line]))
        return score.after["odr"] or 0.0

    return min(SINGLES, key=after)
