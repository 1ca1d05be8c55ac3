"""Lesson 03: what is counted in the sample stores for the service grade of 2015.

Right answers and typical wrong ones stand side by side: a slip is a way of counting, too.
"""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from . import which

if TYPE_CHECKING:
    import pandas as pd

    from ...scoring.assessment import Assessment

STORE = "growing-store"
REGIME = "grade_2015_odr"
AS_OF = "2015-09-30"


@cache
def assessment(store: str = STORE, **changes: object) -> Assessment:
    """The assessment of a sample store; *changes* replace parameters (``__`` stands for a dot)."""
    from ... import rulebook
    from ...orders import load_sample
    from ...scoring.assessment import assess

    regime = rulebook.load(REGIME)
    if changes:
        regime = regime.using({name.replace("__", "."): v for name, v in changes.items()})
    result: Assessment = assess(load_sample(store), regime, AS_OF)
    return result


def _odr(result: Assessment, side: str) -> int:
    rows = result.metrics
    return int(rows.loc[rows["metric"] == "odr", side].iloc[0])


# -- orders of the growing store ------------------------------------------------------------------


def orders_in_table() -> int:
    """All orders of the table."""
    return len(assessment().measurement.table)


def assessed() -> int:
    """Orders with a moment in the window: what ODR is divided by."""
    return _odr(assessment(), "denominator")


def bad(**changes: object) -> int:
    """Bad-experience orders of the window; *changes* replace parameters, as for :func:`assessment`."""
    return _odr(assessment(**changes), "numerator")


def odr() -> float:
    """The order defect rate of the window."""
    return bad() / assessed()


def bad_of_table() -> float:
    """The slip: bad orders divided by all orders of the table."""
    return bad() / orders_in_table()


def bad_of_paid() -> float:
    """The slip: bad orders divided by the orders paid in the window."""
    return bad() / paid_in_window()


def conditions_of_assessed() -> float:
    """The slip: the five conditions added up."""
    return sum(map(len, meeting().values())) / assessed()


def bad_as_percent() -> float:
    """The slip: the number of bad orders, taken for per cent."""
    return bad() / 100


def paid_in_window() -> int:
    """Orders paid in the window, which are not the assessed ones."""
    return _inside("paid_at")


def closed_in_window() -> int:
    """Orders closed in the window, which decide whether the store is assessed."""
    return _inside("receipt_at", "cancelled_at", "dispute_closed_at", "arbitration_closed_at")


def _inside(*moments: str) -> int:
    table, window = assessment().measurement.table, assessment().window
    inside = [table[moment].between(window.start, window.end) for moment in moments]
    return int(reduce(or_, inside).sum())


# -- conditions ----------------------------------------------------------------------------------


@cache
def meeting(store: str = STORE) -> dict[str, frozenset[str]]:
    """The assessed orders that meet each of the five conditions, by condition."""
    from ...scoring.metrics import BAD_EXPERIENCE

    result = assessment(store)
    ids = result.measurement.table["order_id"]
    _, assessed_ones = result.measurement.masks("odr", result.window)
    return {
        condition: frozenset(ids[result.measurement.inside(events, result.window) & assessed_ones])
        for condition, events in BAD_EXPERIENCE.items()
    }


def any_condition() -> frozenset[str]:
    """The orders that meet at least one condition: the bad ones."""
    return frozenset().union(*meeting().values())


def several_conditions() -> frozenset[str]:
    """The orders that meet more than one condition."""
    every = [order for orders in meeting().values() for order in orders]
    return frozenset(order for order in every if every.count(order) > 1)


def one_condition() -> frozenset[str]:
    """The orders that meet exactly one condition."""
    return any_condition() - several_conditions()


def low_and_unanswered() -> frozenset[str]:
    """One pair of conditions among many: a low DSR and an unanswered dispute."""
    return meeting()["dsr"] & meeting()["seller_timeout"]


# -- cases ---------------------------------------------------------------------------------------


@cache
def late_review() -> str:
    """Where an order is bad whose low review takes effect a second after the window of August.

    An order of the sample is moved in time: bad in ``august``, ``september``, ``neither``, ``both``.
    """
    import pandas as pd

    from ...scoring.assessment import assess

    table = assessment().measurement.table
    only_review = (table["stars"] <= 3) & table["dispute_opened_at"].isna()
    in_time = table["shipped_at"] <= table["ship_by"]
    order: pd.DataFrame = table[only_review & in_time].head(1).copy()
    shift = pd.Timestamp("2015-09-01 00:00:00") - order["review_at"].iloc[0]
    for name in order.columns[order.dtypes.map(lambda kind: kind.kind == "M")]:
        order[name] += shift
    august, september = (len(assess(order, REGIME, as_of).orders("odr")) for as_of in ("2015-08-31", AS_OF))
    where = {(1, 0): "august", (0, 1): "september", (0, 0): "neither", (1, 1): "both"}
    return where[august, september]


def minimum() -> str:
    """By which minimum the store is assessed: ``both``, only ``thirty``, only ``ninety``, ``neither``."""
    thirty, ninety = (assessment(min_closed_paid_orders=n).eligible for n in (30, 90))
    return which(thirty, ninety, names=("both", "thirty", "ninety", "neither"))
