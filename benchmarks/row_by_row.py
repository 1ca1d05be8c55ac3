"""The same two jobs one order at a time, in plain Python: the named alternative of the benchmark.

It follows the rules of :mod:`aecourse.simulation` and :mod:`aecourse.scoring.metrics` in the way that a
first script would: a loop, dictionaries, ``random`` and ``datetime``.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from aecourse.orders import REGISTER
from aecourse.simulation.orders import _COUNTRIES as COUNTRIES
from aecourse.simulation.orders import _DRAWS, ASSUMPTIONS, Store


def waiting(mean: float, u: float, shape: float = 0.55) -> float:
    """A waiting time with that mean."""
    tail = 0.8 * u + 1.2 * u**3 + 3.9 * u**12
    return mean * (shape + (1 - shape) * tail)


def stars(down: float, mood: float) -> int:
    """A rating: the mood of a buyer against the thresholds that *down* has moved."""
    base = min(max(0.03 + 0.17 * down, 0), 0.985)
    given = 5 - (mood < base)
    given -= mood < base * min(0.30 + 0.16 * down, 0.95)
    given -= mood < base * min(0.14 + 0.15 * down, 0.90)
    given -= mood < base * min(0.08 + 0.12 * down, 0.85)
    return given


def simulate(store: Store, orders: int, seed: int) -> list[dict[str, Any]]:
    """The whole order table as a list of dictionaries, one order after the other."""
    luck = random.Random(seed)
    strength = {name: assumption.value for name, assumption in ASSUMPTIONS.items()}
    last = datetime(2015, 10, 1)
    found: list[dict[str, Any]] = []
    careless, poor = 1 - store.description_accuracy, 1 - store.product_quality
    stubborn = 1 - store.settle_generosity
    slow = min(store.reply_hours / 24, 4) / 4
    for k in range(orders):
        u = {name: luck.random() for name in _DRAWS}
        paid = last - timedelta(days=(orders - k - u["gap"]) / store.orders_per_day)

        def when(days: float, paid: datetime = paid) -> datetime:
            return paid + timedelta(days=days)

        returning = u["repeat"] < store.repeat_rate and k > 0
        order: dict[str, Any] = dict.fromkeys(REGISTER)
        order["order_id"] = f"S-{k + 1:06d}"
        order["store_id"] = "store-1"
        order["buyer_id"] = f"B-{k - int(u['repeat_of'] * min(k, 40)) if returning else k + 1:06d}"
        order["product_id"] = f"S-P{1 + int(40 * u['product'] ** 2):02d}"
        order["category"] = "other"
        order["destination"] = COUNTRIES[int(u["country"] ** 2 * 10)]
        order["amount_usd"] = round(math.exp(2.3 + 0.6 * math.log(
            max(u["amount"], 1e-6) / max(1 - u["amount"], 1e-6))), 2)  # fmt: skip
        order["paid_at"], order["ship_by"] = paid, when(store.promised_days)
        order["exempt"] = u["country"] < strength["exempt_by_notice"]
        found.append(order)
        ship = waiting(store.handling_days, u["handling"])
        if u["stock"] < store.stockout_rate:
            if u["cancel_how"] < strength["cancel_when_out_of_stock"]:
                order["cancelled_at"] = when(u["cancel_at"] * 0.9 * store.promised_days)
                order["cancel_reason"] = "seller"
            continue
        if u["cancel"] < store.buyer_cancel_rate:
            order["cancelled_at"] = when(u["cancel_at"] * 0.9 * min(ship, 1))
            order["cancel_reason"] = "buyer"
            continue
        scan = ship + waiting(store.scan_delay_days, u["scan"])
        arrive = scan + waiting(store.transit_days, u["transit"], 0.8)
        lost = u["loss"] < store.parcel_loss_rate
        order["shipped_at"] = when(ship)
        if not lost:
            order["first_scan_at"], order["delivered_at"] = when(scan), when(arrive)
        patience = strength["nr_patience_days"] + strength["nr_patience_spread_days"] * (
            2 * u["patience"] - 1)  # fmt: skip
        not_received = (lost and u["nr"] < strength["nr_if_lost"]) or arrive > patience
        reach = (careless * strength["snad_from_description"]
                 + poor * strength["snad_from_quality"]
                 + max(store.price_position - 1, 0) * strength["snad_from_price"])  # fmt: skip
        disputed = not_received or (not lost and u["snad"] < reach)
        ended, timed_out, withdrawn = (patience if lost else arrive), False, False
        if disputed:
            opened = patience if not_received else arrive + 1 + 8 * u["dispute_at"]
            order["dispute_opened_at"] = when(opened)
            order["dispute_reason"] = "not_received" if not_received else "not_as_described"
            if u["change"] < 0.06:
                order["dispute_changed_at"] = when(opened + 0.1)
            timed_out = u["answer"] >= store.dispute_answer_rate
            escalate = (stubborn**2 * strength["arbitration_if_stubborn"]
                        + slow * strength["arbitration_from_slow_reply"])  # fmt: skip
            reply = min(waiting(store.reply_hours / 24, u["answer_at"]), 4.9)
            if timed_out:
                ended, order["dispute_end"] = opened + 5, "seller_timeout"
            else:
                order["seller_responded_at"] = when(opened + reply)
                if u["escalate"] < escalate:
                    escalated = opened + 5 + 2 * u["close_at"]
                    ended, order["dispute_end"] = escalated + 3 + 9 * u["liable"], "arbitration"
                    liable = strength["liable_if_nr" if not_received else "liable_if_snad"]
                    order["arbitration_opened_at"] = when(escalated)
                    order["arbitration_closed_at"] = when(ended)
                    order["arbitration_liable"] = "seller" if u["liable"] < liable else "buyer"
                else:
                    withdrawn = u["withdraw"] < strength["withdraw_after_answer"]
                    order["dispute_end"] = "withdrawn" if withdrawn else "settled"
                    ended = opened + reply + 0.2 + 4 * u["close_at"]
            order["dispute_closed_at"] = when(ended)
        if not disputed or withdrawn:
            ended = ended if lost else max(ended, arrive)
            confirmed = not lost and u["receipt"] < 0.7
            ended += 1 + 12 * u["receipt_at"] if confirmed else 15
            order["receipt_at"] = when(ended)
            order["receipt"] = "confirmed" if confirmed else "timeout"
        if u["review"] < store.review_rate:
            delay = 2.0 if lost else min(max((arrive - 25) / 25, 0), 2)
            reply_slow = min(store.reply_hours / 48, 1.5)
            down = (careless * strength["stars_from_description"]
                    + poor * strength["stars_from_quality"]
                    + reply_slow * strength["stars_from_reply"]
                    + (store.price_position - 0.5) * strength["stars_from_price"]
                    + delay * strength["stars_from_delay"] + 1.6 * disputed)  # fmt: skip
            order["review_at"] = when(ended + 0.1 + 20 * u["review_at"])
            order["stars"] = stars(down, u["mood"])
            order["dsr_description"] = stars(2.6 * careless + 0.9 * poor + 1.8 * disputed, u["mood_description"])
            order["dsr_communication"] = stars(
                1.5 * reply_slow + disputed * (0.9 + stubborn) + 1.2 * timed_out, u["mood_communication"]
            )
            order["dsr_logistics"] = stars(0.3 + 1.3 * delay, u["mood_logistics"])
        else:
            order["review_timeout_at"] = when(ended + 30)
    return found


def rates(orders: Iterable[Mapping[Any, Any]], start: datetime, end: datetime) -> dict[str, dict[str, tuple[int, int]]]:
    """ODR, positive rate and ruling rate of each store, as (numerator, denominator)."""
    odr: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    positive: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    liable: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    merged = set()
    buyers: dict[str, set[str]] = defaultdict(set)
    for order in orders:
        store = order["store_id"]

        def inside(name: str, order: Mapping[str, Any] = order) -> bool:
            moment = order.get(name)
            return moment is not None and start <= moment <= end

        shipped, deadline = order.get("shipped_at"), order["ship_by"]
        cancelled = order.get("cancelled_at")
        missed = (inside("ship_by") and (shipped is None or shipped > deadline)
                  and (cancelled is None or cancelled > deadline))  # fmt: skip
        cancel = inside("cancelled_at") and order.get("cancel_reason") == "seller"
        assessed = (
            missed
            or cancel
            or any(
                map(
                    inside,
                    (
                        "shipped_at",
                        "receipt_at",
                        "dispute_opened_at",
                        "dispute_changed_at",
                        "arbitration_opened_at",
                        "arbitration_closed_at",
                        "review_at",
                        "review_timeout_at",
                    ),
                )
            )
        )
        reviewed = inside("review_at")
        bad = assessed and (
            missed
            or cancel
            or inside("arbitration_opened_at")
            or (inside("dispute_closed_at") and order.get("dispute_end") == "seller_timeout")
            or (
                reviewed
                and (
                    order["stars"] <= 3
                    or order["dsr_description"] <= 3
                    or order["dsr_communication"] <= 3
                    or order["dsr_logistics"] <= 1
                )
            )
        )
        odr[store][0] += bad
        odr[store][1] += assessed
        if bad:
            buyers[store].add(order["buyer_id"])
        if reviewed and order.get("amount_usd", 20) >= 5:
            kind = 1 if order["stars"] >= 4 else -1 if order["stars"] <= 2 else 0
            at = order["review_at"]
            key = (store, order["buyer_id"], at.year, at.month, min((at.day - 1) // 10, 2), kind)
            if (
                kind
                and key not in merged
                and not (order.get("dispute_reason") == "not_received" and order.get("dispute_end") != "withdrawn")
            ):
                merged.add(key)
                positive[store][0] += kind > 0
                positive[store][1] += 1
        ruled = inside("arbitration_closed_at") and order.get("arbitration_liable") == "seller"
        liable[store][0] += ruled
        liable[store][1] += ruled or inside("shipped_at")
    return {
        name: {store: (n, d) for store, (n, d) in found.items()}
        for name, found in (("odr", odr), ("positive_rate", positive), ("liable_rate", liable))
    }  # fmt: skip
