"""The seller who understands the year: looks at where the store stands, and does not know the luck to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .choices import AMOUNTS, CARRIERS, SUPPLIERS, Choice
from .dilemmas import begun, felt
from .months import expected_buyers
from .seasons import season
from .states import Stand
from .terms import MONTHS, term

DEAREST = 1.35  # times the usual price; beyond it buyers expect more than a steady supplier makes
LATER = 1.2  # a buyer who comes back, and a review, are worth something, too
FEW = 3500.0  # US dollars: with less, November's goods cannot be paid beforehand


def understanding(stand: Stand) -> Choice:
    """Looks at the calendar, the margin and the dilemma before each month."""
    number, known = stand.next, season(stand.next)
    carrier = "express" if known.jam.get("standard", 0) >= 10 else "standard"
    answer = answered(stand)
    also = felt((*stand.running, *begun(stand.dilemma.answer(answer), number)), number)
    cost = SUPPLIERS["steady"].unit_cost + CARRIERS[carrier].unit_cost + also.per_piece + also.per_parcel
    net = term("usual_price") * (1 - term("fee"))
    # the price at which margin times buyers is most, where demand falls with a power of the price
    price = _stepped("price", known.elasticity / (known.elasticity - 1) * cost / net, 0.85, DEAREST)
    margin = price * net - cost
    pull = term("ad_reach") * known.reach * known.demand * term("conversion") * price**-known.elasticity
    advertising = _stepped("advertising", (LATER * pull * margin / 2) ** 2, 0, 1000)
    choice = Choice(1.1, "steady", "careful", "daily", carrier, round(advertising), price, answer)
    return replace(choice, cover=cover(stand, choice))


def cover(stand: Stand, choice: Choice) -> float:
    """Goods for the month, and for the next one where they will be dearer then."""
    number = stand.next
    if number == MONTHS:
        return 1.0
    now = expected_buyers(stand, choice)
    dearer = season(number + 1).surcharge > season(number).surcharge
    then = now * season(number + 1).demand / season(number).demand
    return _stepped("cover", 1.1 + (then / now if dearer and now else 0.0), 0, 3)


def answered(stand: Stand) -> str:
    """The answer of whoever reckons what a dilemma costs later."""
    if stand.dilemma.id == "november" and stand.cash < FEW:
        return "b"  # what is paid now must be there
    return ADVICE[stand.dilemma.id]


ADVICE: Mapping[str, str] = {
    "blogger": "c",
    "category": "b",
    "colour": "c",
    "country": "c",
    "customs": "b",
    "discount": "c",
    "fallen": "b",
    "festival": "a",
    "neighbour": "a",
    "november": "c",
    "scans": "b",
    "seam": "c",
    "sizes": "b",
    "threat": "b",
}


def _stepped(name: str, value: float, low: float, high: float) -> float:
    it = AMOUNTS[name]
    return it.at(it.place(min(max(value, low), high)))
