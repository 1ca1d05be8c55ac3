"""Lesson 11: how to check a rule before one believes it."""

from __future__ import annotations

from functools import cache
from typing import Any

STORE, REGIME, AS_OF = "brand-store", "grade_2015_odr", "2015-09-30"
DAY = "2022-06-30"
CALLED_HIGHEST = 25  # page 4 of the site calls this weight the highest
RULES = {
    "grade": "grade_2015_odr",
    "daily": "daily8_2015",
    "category": "category_2016_monthly",
    "capability": "capability_2022",
}


@cache
def share(*kinds: str) -> float:
    """The share of the rulebook's numbers that stand on one of *kinds* of confidence."""
    from ...plots.sources import parameters

    return float(parameters()["confidence"].isin(kinds).mean())


def known_share() -> float:
    """The slip: the share of the numbers that are known at all."""
    return 1 - share("unknown")


def refuted(*, by_words: bool = True) -> int:
    """The site's tables that their own page refutes: by their sum, and by the words beside them."""
    from ...plots.sources import SITE_WEIGHTS

    sums = {page for page, table in enumerate(SITE_WEIGHTS, 1) if sum(table) != 100}
    words = {4} if max(SITE_WEIGHTS[3]) != CALLED_HIGHEST else set()
    return len(sums | words if by_words else sums)


@cache
def in_force() -> str:
    """The rule of the four that was in force on the day of the exercise."""
    from ... import rulebook

    found = {regime.id for regime in rulebook.in_force(DAY)}
    (rule,) = (rule for rule, id in RULES.items() if id in found)
    return rule


@cache
def _positive(formula: str) -> tuple[float, int]:
    """The positive rate of the brand store by a formula, in per cent, and what it is divided by."""
    from ... import rulebook
    from ...orders import load_sample
    from ...scoring.assessment import assess

    rules = rulebook.load(REGIME).using({"positive_rate.formula": formula})
    rows: Any = assess(load_sample(STORE), rules, AS_OF).metrics.set_index("metric")
    row = rows.loc["positive_rate"]
    return 100 * float(row["value"]), int(row["denominator"])


def positive_with_neutral() -> float:
    """The slip: the rate itself under the second reading."""
    return _positive("all_reviews")[0]


def neutral_reviews() -> int:
    """The slip: how many reviews one formula leaves out."""
    return _positive("all_reviews")[1] - _positive("pos_neg")[1]


def fall() -> float:
    """By how many percentage points the rate falls if neutral reviews are divided by as well."""
    return _positive("pos_neg")[0] - _positive("all_reviews")[0]
