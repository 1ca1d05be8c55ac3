"""One month of the game: demand, orders, money, and what the platform says at its end."""

from __future__ import annotations

import math
from dataclasses import replace

from .choices import SUPPLIERS, Choice
from .crowd import after, good_reviews, joined, open_disputes, orders_of, payments, store_of
from .dilemmas import Effect, begun, felt
from .fortune import CROWD, fortune
from .seasons import season
from .states import Month, MonthPreview, Stand, StoreBooks, opening
from .terms import month_days, term
from .verdicts import judged

__all__ = [
    "bought",
    "effect",
    "expected_buyers",
    "exposure",
    "opening",
    "piece_cost",
    "plan",
    "play_month",
    "trust",
    "worth",
]


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
    number, known = stand.next, season(stand.next)
    visits = term("visits") * exposure(stand) + term("ad_reach") * known.reach * math.sqrt(choice.advertising)
    buyers = visits * known.demand * term("conversion") * choice.pages.pull * trust(stand)
    buyers += term("return") * stand.good_reviews
    open_share = 1 - min(stand.frozen_days / month_days(number), 1)
    here = choice.price**-known.elasticity * open_share * effect(stand, choice).demand
    return float(min(buyers * here, CROWD))


def effect(stand: Stand, choice: Choice) -> Effect:
    """All that answers to dilemmas, the one in *choice* among them, do to the next month."""
    return felt((*stand.running, *begun(stand.dilemma.answer(choice.answer), stand.next)), stand.next)


def bought(stand: Stand, choice: Choice) -> int:
    """The pieces that *choice* buys: in full lots, until goods for its share of the forecast are there."""
    lot = round(term("bulk"))
    return lot * max(math.ceil((expected_buyers(stand, choice) * choice.cover - stand.stock) / lot - 1e-9), 0)


def plan(stand: Stand, choice: Choice) -> MonthPreview:
    """What *choice* would do in the next month, as a careful seller reckons it beforehand."""
    expected, new = expected_buyers(stand, choice), bought(stand, choice)
    also = effect(stand, choice)
    goods = stand.stock + new - math.floor(new * also.waste)
    sold = min(expected, goods)
    spend = _booked(stand, choice, new, also, shipped=sold, left=goods - sold).spent
    margin = _net(choice) - piece_cost(stand, choice) - choice.post.unit_cost - also.per_parcel
    return MonthPreview(
        stand.next, expected, new, goods, margin, spend, stand.cash - spend, term("credit") + also.credit
    )


def _net(choice: Choice) -> float:
    """What the platform pays out for a piece."""
    return choice.price * term("usual_price") * (1 - term("fee"))


def piece_cost(stand: Stand, choice: Choice) -> float:
    """What a piece costs that is bought in the next month, in US dollars."""
    also = effect(stand, choice)
    return choice.source.unit_cost + season(stand.next).surcharge + also.per_piece


def _booked(
    stand: Stand, choice: Choice, new: int, also: Effect, *, shipped: float, left: float, income: float = 0.0
) -> StoreBooks:
    """The money of a month in which *new* pieces come, *shipped* leave and *left* stay in stock."""
    return StoreBooks(
        income=income,
        goods=new * piece_cost(stand, choice) + left * term("storage"),
        parcels=shipped * (choice.post.unit_cost + also.per_parcel),
        pages=choice.pages.cost,
        service=choice.service.cost,
        advertising=float(choice.advertising),
        fixed=term("fixed"),
        interest=max(-stand.cash, 0) * term("interest"),
        dilemma=also.usd,
    )


# -- one month --------------------------------------------------------------------------------------


def play_month(stand: Stand, choice: Choice, *, luck: bool = True) -> Stand:
    """The store a month later.  ``luck=False`` spares it bad batches and trouble on the road."""
    import numpy as np

    seed, number = stand.seed, stand.next
    odds, also, new = fortune(seed, number), effect(stand, choice), bought(stand, choice)
    bad_batch = luck and new > 0 and odds.batch < choice.source.bad_batch
    trouble = luck and odds.road < choice.post.trouble
    usable = new - math.floor(new * also.waste)
    stock = stand.stock + usable
    fresh = choice.source.quality - (term("bad_batch") if bad_batch else 0)
    quality = (stand.quality * stand.stock + fresh * usable) / stock if stock else 0.0

    expected = expected_buyers(stand, choice)
    wanted = min(round(expected * odds.demand), CROWD)
    beyond = max(wanted - stock, 0)
    # the page comes down before the unsold reach three in ten; without goods it is not up at all
    oversold = min(round(term("oversold") * beyond), math.floor(3 / 7 * stock))
    taken = wanted - beyond + oversold
    store = store_of(choice, quality, number, oversold / taken if taken else 0.0, also, trouble=trouble)
    running = (*stand.running, *begun(stand.dilemma.answer(choice.answer), number))
    category = replace(stand, running=running).category
    fresh_orders = orders_of(store, seed, number, taken, stock, category)
    shipped = int(fresh_orders["shipped_at"].notna().sum())

    orders = fresh_orders if stand.orders is None else joined(stand.orders, fresh_orders)
    at, usd = payments(fresh_orders, _net(choice))
    net = np.full(len(at), _net(choice))
    if stand.due_at is not None:
        at, usd, net = (np.concatenate(pair) for pair in ((stand.due_at, at), (stand.due, usd), (stand.nominal, net)))
    end = after(number)
    come = at < end
    left = stock - shipped
    books = _booked(stand, choice, new, also, shipped=shipped, left=left, income=float(usd[come].sum()))
    cash = stand.cash + books.income - books.spent
    standing, cases = judged(orders, number, stand)
    month = Month(
        number,
        choice,
        odds,
        stand.dilemma.id,
        expected,
        wanted,
        new,
        new - usable,
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
        open_disputes(orders, number),
        _worth(cash, float(usd[~come].sum()), left),
    )
    ended = "closed" if standing.closed else "insolvent" if cash < -term("credit") - also.credit else ""
    known = standing.score if standing.solid else stand.known
    return Stand(
        seed,
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
        running,
        ended,
    )


def worth(stand: Stand) -> float:
    """Profit if the store stopped here: all money under way comes as it will, goods are sold off."""
    return 0.0 if stand.last is None else stand.last.worth


def _worth(cash: float, owed: float, stock: int) -> float:
    return cash + owed + stock * term("salvage") * SUPPLIERS["steady"].unit_cost - term("cash")
