"""Lesson 02: which moments count, what is a deal not sold, when a clock ends."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from ...models.order_life.life import Life

STORE = "price-store"
GRADE = "grade_2015_odr"
WINDOW = ("2015-07-03", "2015-09-30")
SCANNED = ("2015-08-01", "2015-08-30")


# -- what is counted -----------------------------------------------------------------------------


@cache
def _orders() -> Any:
    from ...orders import load_sample

    return load_sample(STORE)


@cache
def _measured(metric: str, window: tuple[str, str], regime: str | None = None) -> tuple[int, int]:
    """Numerator and denominator of a rate of the store."""
    from ...scoring.measurement import measure

    found = measure(_orders(), metric, window=window, regime=regime).iloc[0]
    return int(found["numerator"]), int(found["denominator"])


def _not_sold() -> tuple[int, int]:
    return _measured("not_sold_rate", WINDOW)


def _inside(moment: str) -> Any:
    from ...orders.calendar import Window

    span = Window.between(*WINDOW)
    return _orders()[moment].between(span.start, span.end)


def _shipped_late() -> int:
    """Orders shipped after a deadline of the window: only a part of the deals not sold."""
    table = _orders()
    return int((_inside("ship_by") & (table["shipped_at"] > table["ship_by"])).sum())


def not_sold() -> float:
    """The deal-not-sold rate of the window."""
    return _not_sold()[0] / _not_sold()[1]


def sold() -> float:
    """The slip: the orders that went out in time."""
    return 1 - not_sold()


def shipped_late() -> float:
    """The slip: only what was shipped after its deadline."""
    return _shipped_late() / _not_sold()[1]


def not_sold_of_paid() -> float:
    """The slip: divided by the orders paid in the window."""
    return _not_sold()[0] / int(_inside("paid_at").sum())


@cache
def _scans(start: str) -> tuple[int, int, int]:
    """Orders scanned within 5 days of *start*, orders that were scanned at all, and all of them."""
    import pandas as pd

    from ...orders.calendar import Window

    span, table = Window.between(*SCANNED), _orders()
    paid = table[table["paid_at"].between(span.start, span.end) & table["cancelled_at"].isna() & ~table["exempt"]]
    in_time = paid["first_scan_at"] - paid[start] <= pd.Timedelta(days=5)
    return int(in_time.sum()), int(paid["first_scan_at"].notna().sum()), len(paid)


def scanned_in_time(*, since: str = "shipped_at", unscanned: bool = True) -> float:
    """The share scanned within 5 days; without the orders never scanned if not *unscanned*."""
    in_time, scanned, whole = _scans(since)
    return in_time / (whole if unscanned else scanned)


# -- lives ---------------------------------------------------------------------------------------


@cache
def first_moment() -> str:
    """The first moment of the clean order that makes it assessed."""
    from ...models.order_life.life import row
    from ...models.order_life.lives import preset
    from ...scoring.explanation import explain

    told = explain(row(preset("clean")), "clean", GRADE, as_of="2015-08-30")
    return next(line for line in told.lines if line.counts).event.replace("_", "-")


@cache
def last_window() -> str:
    """From which of its moments the last window of the clean order is 90 days away."""
    from datetime import date

    from ...models.order_life.life import row
    from ...models.order_life.lives import preset
    from ...orders.calendar import DAY
    from ...scoring.explanation import explain

    table, day = row(preset("clean")), date(2015, 8, 1)
    while explain(table, "clean", GRADE, as_of=day + DAY).assessed:
        day += DAY
    ends = {date(2015, 8, 29): "payment", date(2015, 9, 11): "receipt", date(2015, 9, 13): "review"}
    return ends[day]


def _cancelled(reason: str) -> Life:
    """The order of the list that is cancelled on day 2, before its deadline."""
    from dataclasses import replace
    from datetime import timedelta

    from ...models.order_life.life import move
    from ...models.order_life.lives import preset

    life = preset("not_sold")
    life = move(life, "cancelled_at", life.paid_at + timedelta(days=2)).life
    return replace(life, facts=tuple({**dict(life.facts), "cancel_reason": reason}.items()))


@cache
def no_deal_not_sold() -> str:
    """Which of the four orders of the task is no deal not sold."""
    from ...models.order_life.life import move, row
    from ...models.order_life.lives import preset
    from ...scoring.explanation import explain

    late = preset("late")
    never = move(preset("not_sold"), "cancelled_at", None).life
    cases = {"late": late, "buyer-cancels": _cancelled("buyer"), "no-stock": _cancelled("seller"), "never": never}
    fine = [
        name for name, life in cases.items() if not explain(row(life), life.order_id, GRADE, as_of="2015-08-29").bad
    ]
    (name,) = fine
    return name


def _friday_ends() -> datetime:
    """When the 48 hours of 2022 end for an order paid on Friday, 10 June 2022, at 10:00."""
    from datetime import timedelta

    from ... import rulebook
    from ...models.order_life.clocks import life_clocks
    from ...models.order_life.life import course
    from ...models.order_life.lives import placed, preset

    regime = rulebook.load("online_multi_2022")
    life = placed(preset("clean"), regime).shifted(timedelta(days=4))
    return next(c.end for c in life_clocks(course(life), regime) if c.id == "scan_48h")


def friday_clock() -> str:
    """The day of the week on which they end."""
    return {5: "saturday", 6: "sunday", 0: "monday", 1: "tuesday"}[_friday_ends().weekday()]
