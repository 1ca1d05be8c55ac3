"""Lesson 10: suppliers, selection, price, advertising, stock, reviews.

Money is that of the year game (illustrative).
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

from ... import rulebook
from . import which


@cache
def cheap_profit() -> int:
    """The profit of the shop that is cheap in everything."""
    from ...models.year import outcome
    from ...plots.year import shop_year

    return outcome(shop_year("cheap")).profit


def closing(shop: str, *rows: int) -> int:
    """Some rows of the closing table of a shop, added up."""
    from ...plots import year

    column = year.closing()[shop].tolist()
    return sum(column[row] for row in rows)


def net() -> float:
    """What the seller has of an order at the usual price, once the platform took its part."""
    from ...models.year.terms import term

    return term("usual_price") * (1 - term("fee"))


def refunds_that_eat_the_saving() -> int:
    """Full refunds that cost more than 100 cheaper pieces saved."""
    from ...models.year.choices import SUPPLIERS

    saved = 100 * (SUPPLIERS["steady"].unit_cost - SUPPLIERS["cheapest"].unit_cost)
    return math.ceil(saved / net())


def pieces_that_pay_a_refund() -> int:
    """The slip: the other way round."""
    return math.floor(net() / 1.5)


def one_refund_less() -> int:
    """At this number a few dollars of the saving are still left."""
    return refunds_that_eat_the_saving() - 1


def margin(price: float) -> float:
    """Of a steady piece in a standard parcel sold at *price* dollars."""
    from ...models.year.choices import CARRIERS, SUPPLIERS
    from ...models.year.terms import term

    cost = SUPPLIERS["steady"].unit_cost + CARRIERS["standard"].unit_cost
    return price * (1 - term("fee")) - cost


def volume() -> float:
    """How many times as many must be sold at 14 dollars as at 20 for the same profit."""
    return margin(20) / margin(14)


def volume_for_turnover() -> float:
    """The slip: for the same turnover."""
    return 20 / 14


def volume_without_fee() -> float:
    """The slip: the platform's part is missing."""
    return (20 - 10.5) / (14 - 10.5)


def volume_that_comes() -> float:
    """How many times as many buyers come in the game."""
    return float((20 / 14) ** 2)


def stock_to_buy(*, shelf: int = 25, spare: float = 1.1) -> int:
    """Pieces to buy in lots of 20 for 215 expected sales, something to spare, and what is there."""
    return 20 * math.ceil((215 * spare - shelf) / 20)


def pieces_missing() -> float:
    """The slip: not in lots."""
    return round(215 * 1.1 - 25, 1)


def category_verdict() -> str:
    """Whom 8 SNAD disputes in 120 orders hit in June 2022: ``dresses``, ``phones``, both, nobody."""
    regime = rulebook.load("capability_2022")
    share = 8 / 120
    enough = regime["snad.min_orders"] <= 8
    dresses = enough and share >= rulebook.snad_bands(regime, "apparel")["general"]
    phones = enough and share >= rulebook.snad_bands(regime, "phones")["general"]
    return which(dresses, phones, names=("both", "dresses", "phones", "nothing"))


@cache
def advertising_verdict() -> str:
    """What 1,000 dollars of advertising a month do to the cheap shop."""
    from ...models.year import outcome
    from ...plots.year import CHEAP, SEED, constant_year

    with_it = outcome(constant_year(replace(CHEAP, advertising=1000), SEED)).profit
    return "worse" if with_it < cheap_profit() else "better"


def reviews_verdict() -> str:
    """What asking every buyer changes where the share of good reviews stays the same."""
    from ...scoring.uncertainty import wilson

    few, many = (wilson(good, n) for good, n in ((38, 40), (152, 160)))
    narrower = float(many[1] - many[0]) < float(few[1] - few[0])
    return "surer" if narrower else "higher"


_LEVERS = ("price", "supplier", "carrier", "listing", "reply")


@cache
def strongest_lever() -> str:
    """The lever that cost the cheap shop most."""
    from ...plots.year import cheap_causes

    return next(cause.name for cause in cheap_causes() if cause.name in _LEVERS)
