"""One month of the game: demand, orders, money, and what the platform says at its end."""

from __future__ import annotations

import math

from .choices import SUPPLIERS, Choice
from .crowd import after, good_reviews, joined, orders_of, payments, store_of, waiting
from .fortune import CROWD, fortune
from .states import Month, MonthPreview, Stand, StoreBooks, opening
from .terms import SEASON, month_days, term
from .verdicts import judged

__all__ = ["expected_buyers", "exposure", "opening", "plan", "play_month", "trust", "worth"]


# -- demand -----------------------------------------------------------------------------------------


def exposure(stand: Stand) -> float:
    """Search exposure against a store with a score of 80; illustrative."""
    if stand.known is None:
        return term("ungraded")
    score = stand.known
    return float(max((max(score, 0.0) / 80) ** term("score_pull"), term("least_exposure")))


def trust(stand: Stand) -> float:
    """What the shown positive rate does to sales; illustrative."""
    _, counted, rate = (0.0, 0, None) if stand.last is None else stand.last.standing.checked["positive_rate"]
    if rate is None or counted < 10:
        return term("unknown_shop")
    return min(max(1 + term("trust") * (rate - 0.94), 0.5), 1.15)


def expected_buyers(stand: Stand, choice: Choice) -> float:
    """How many buyers to expect in the next month without luck: what a careful seller can know."""
    number = stand.next
    visits = (term("visits") * exposure(stand) + term("ad_reach") * math.sqrt(choice.advertising)) * SEASON[number - 1]
    buyers = visits * term("conversion") * choice.pages.pull * trust(stand)
    buyers += term("return") * stand.good_reviews
    open_share = 1 - min(stand.frozen_days / month_days(number), 1)
    return float(buyers * choice.price ** -term("elasticity") * open_share)


def plan(stand: Stand, choice: Choice) -> MonthPreview:
    """What *choice* would do in the next month, as a careful seller reckons it beforehand."""
    expected, goods = expected_buyers(stand, choice), stand.stock + choice.stock
    sold = min(expected, goods)
    spend = _booked(stand, choice, shipped=sold, left=goods - sold).spent
    margin = _net(choice) - choice.source.unit_cost - choice.post.unit_cost
    return MonthPreview(stand.next, expected, goods, margin, spend, stand.cash - spend)


def _net(choice: Choice) -> float:
    """What the platform pays out for a piece."""
    return choice.price * term("usual_price") * (1 - term("fee"))


def _booked(stand: Stand, choice: Choice, *, shipped: float, left: float, income: float = 0.0) -> StoreBooks:
    """The money of a month in which *shipped* pieces leave and *left* stay in stock."""
    return StoreBooks(
        income=income,
        goods=choice.stock * choice.source.unit_cost + left * term("storage"),
        parcels=shipped * choice.post.unit_cost,
        pages=choice.pages.cost,
        service=choice.service.cost,
        advertising=float(choice.advertising),
        fixed=term("fixed"),
        interest=max(-stand.cash, 0) * term("interest"),
    )


# -- one month --------------------------------------------------------------------------------------


def play_month(stand: Stand, choice: Choice, seed: int, *, luck: bool = True) -> Stand:
    """The store a month later.  ``luck=False`` spares it bad batches and trouble on the road."""
    import numpy as np

    number, odds = stand.next, fortune(seed, stand.next)
    bad_batch = luck and choice.stock > 0 and odds.batch < choice.source.bad_batch
    trouble = luck and odds.road < choice.post.trouble
    stock = stand.stock + choice.stock
    fresh = choice.source.quality - (term("bad_batch") if bad_batch else 0)
    quality = (stand.quality * stand.stock + fresh * choice.stock) / stock if stock else 0.0

    expected = expected_buyers(stand, choice)
    wanted = min(round(expected * odds.demand), CROWD)
    beyond = max(wanted - stock, 0)
    # the page comes down before the unsold reach three in ten; without goods it is not up at all
    oversold = min(round(term("oversold") * beyond), math.floor(3 / 7 * stock))
    taken = wanted - beyond + oversold
    store = store_of(choice, quality, number, oversold / taken if taken else 0.0, trouble=trouble)
    fresh_orders = orders_of(store, seed, number, taken, stock)
    shipped = int(fresh_orders["shipped_at"].notna().sum())

    orders = fresh_orders if stand.orders is None else joined(stand.orders, fresh_orders)
    at, usd = payments(fresh_orders, _net(choice))
    net = np.full(len(at), _net(choice))
    if stand.due_at is not None:
        at, usd, net = (np.concatenate(pair) for pair in ((stand.due_at, at), (stand.due, usd), (stand.nominal, net)))
    end = after(number)
    come = at < end
    left = stock - shipped
    books = _booked(stand, choice, shipped=shipped, left=left, income=float(usd[come].sum()))
    cash = stand.cash + books.income - books.spent
    standing, cases = judged(orders, number, stand)
    month = Month(
        number,
        choice,
        odds,
        expected,
        wanted,
        len(fresh_orders),
        shipped,
        oversold,
        beyond - oversold,
        bad_batch,
        trouble,
        books,
        standing,
        cash,
        left,
        float(net[~come].sum()),
        waiting(orders, number),
    )
    ended = "closed" if standing.closed else "insolvent" if cash < -term("credit") else ""
    known = standing.score if standing.solid else stand.known
    return Stand(
        number,
        cash,
        left,
        quality,
        month,
        known,
        cases,
        good_reviews(orders, number),
        orders,
        at[~come],
        usd[~come],
        net[~come],
        ended,
    )


def worth(stand: Stand) -> float:
    """Profit if the store stopped here: all money under way comes as it will, goods are sold off."""
    owed = 0.0 if stand.due is None else float(stand.due.sum())
    goods = stand.stock * term("salvage") * SUPPLIERS["steady"].unit_cost
    return stand.cash + owed + goods - term("cash")
