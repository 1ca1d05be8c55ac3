"""What each metric counts, at its edges: one or two orders and the numbers that the rule gives.

Every line is asked twice: of a pandas table, and of the same orders where Polars works it out.
"""

from __future__ import annotations

from typing import Any

import pytest

from aecourse import measure, rulebook
from aecourse.models.diagnosis import DIAGNOSTIC_METRICS
from aecourse.orders.calendar import Window
from aecourse.scoring.events import EventTimes
from aecourse.scoring.metrics import METRICS, condition_name, rules_for
from tests.worked import UNSHIPPED, dispute, holders, orders

WINDOW = ("2015-07-03", "2015-09-30")
GRADE = "grade_2015_odr"


def settled(reason: str | None, end: str = "settled") -> dict[str, Any]:
    """A dispute of August that ended two days later."""
    return dispute("2015-08-10", reason, dispute_end=end, dispute_closed_at="2015-08-12")  # type: ignore[arg-type]


def ruled(reason: str, liable: str | None) -> dict[str, Any]:
    """A dispute of August that the platform decided."""
    arbitration = {"arbitration_opened_at": "2015-08-12", "arbitration_closed_at": "2015-08-20"}
    return dispute("2015-08-10", reason, dispute_end="arbitration", dispute_closed_at="2015-08-20",
                   arbitration_liable=liable, **arbitration)  # fmt: skip


ASKED = {"message_at": "2015-07-20 10:00"}
LOST, OTHER = "not_received", "not_as_described"
UNRECEIVED = {"receipt_at": None, "receipt": None}
PREPARED = {"custom_goods": True, "ship_by": "2015-07-17 10:01"}  # 7 days and a minute after the payment

COUNTED: list[tuple[str, dict[str, Any], tuple[int, int]]] = [
    # the online rate of five days: paid on 10 July at 10:00
    ("online_rate_5d", {"first_scan_at": "2015-07-15 10:00"}, (1, 1)),
    ("online_rate_5d", {"first_scan_at": "2015-07-15 10:01"}, (0, 1)),
    ("online_rate_5d", UNSHIPPED, (0, 1)),
    ("online_rate_5d", {"shipped_at": None}, (0, 1)),  # a scan alone is no shipment
    ("online_rate_5d", {"cancelled_at": "2015-07-11"}, (0, 0)),
    ("online_rate_5d", {"exempt": True}, (0, 0)),
    # goods made to order are excused from more than seven days of preparation on
    ("online_rate_5d", PREPARED, (0, 0)),
    ("online_rate_5d", PREPARED | {"ship_by": "2015-07-17 10:00"}, (1, 1)),
    ("online_rate_5d", PREPARED | {"ship_by": None}, (1, 1)),
    ("online_rate_5d", PREPARED | {"custom_goods": False}, (1, 1)),
    ("online_rate_48h", PREPARED, (0, 1)),  # the rule of 2024 excuses none
    # a store that is run in another way than the rule is made for; unknown counts
    ("online_rate_48h", {"mode": "semi_managed"}, (0, 0)),
    ("online_rate_48h", {"mode": "pop"}, (0, 1)),
    ("online_rate_48h", {"mode": None}, (0, 1)),
    # 24 hours to answer
    ("reply_24h_rate", ASKED | {"replied_at": "2015-07-21 10:00"}, (1, 1)),
    ("reply_24h_rate", ASKED | {"replied_at": "2015-07-21 10:01"}, (0, 1)),
    ("reply_24h_rate", ASKED | {"replied_at": None}, (0, 1)),
    ("reply_24h_rate", ASKED | {"replied_at": "2015-07-20 11:00", "exempt": True}, (1, 1)),
    ("reply_24h_rate", {"replied_at": "2015-07-21 10:00"}, (0, 0)),
    # stars: 4 and 5 are positive, 1 and 2 negative, of orders from 5 USD on
    *(("positive_rate", {"stars": stars}, found)
      for stars, found in ((5, (1, 1)), (4, (1, 1)), (3, (0, 0)), (2, (0, 1)), (1, (0, 1)), (None, (0, 0)))),
    ("positive_rate", {"amount_usd": 4.99}, (0, 0)),
    ("positive_rate", {"amount_usd": 5.0}, (1, 1)),
    ("positive_rate", {"amount_usd": None}, (1, 1)),
    ("positive_rate", settled(LOST), (0, 0)),
    ("positive_rate", settled(LOST, "withdrawn"), (1, 1)),
    ("positive_rate", settled(OTHER), (1, 1)),
    ("positive_rate", {"exempt": True}, (1, 1)),
    # disputes that were not withdrawn
    *((id, settled(reason), found) for id, reason, found in (
        ("nr_rate", LOST, (1, 1)), ("nr_rate", OTHER, (0, 1)), ("nr_rate", None, (0, 1)),
        ("snad_rate", LOST, (0, 1)), ("snad_rate", OTHER, (1, 1)), ("snad_rate", None, (0, 1)),
        ("dispute_rate", LOST, (1, 1)), ("dispute_rate", OTHER, (1, 1)), ("dispute_rate", None, (1, 1)))),
    ("dispute_rate", settled(OTHER, "withdrawn"), (0, 1)),
    ("dispute_rate", settled(OTHER) | UNRECEIVED, (1, 1)),
    ("dispute_rate", UNRECEIVED, (0, 0)),
    # arbitration: submitted, and ruled against the seller
    ("arbitration_rate", ruled(LOST, "buyer"), (1, 1)),
    ("arbitration_rate", settled(LOST) | UNRECEIVED, (0, 1)),
    ("arbitration_rate", settled(LOST, "seller_timeout") | UNRECEIVED, (0, 0)),
    ("snad_arbitration_rate", ruled(OTHER, "buyer"), (1, 1)),
    ("snad_arbitration_rate", ruled(LOST, "seller"), (0, 1)),
    *((id, ruled(reason, liable), (int(counts), 1)) for id, reason, liable, counts in (
        ("liable_rate", LOST, "seller", True), ("liable_rate", OTHER, "seller", True), ("liable_rate", OTHER, "buyer", False),
        ("snad_liable_rate", LOST, "seller", False), ("snad_liable_rate", OTHER, "seller", True),
        ("snad_liable_rate", OTHER, "buyer", False), ("snad_liable_rate", OTHER, None, False))),
    # shipped before the window, ruled inside it: in both masks
    ("snad_liable_rate", ruled(OTHER, "seller") | {"shipped_at": "2015-07-01"}, (1, 1)),
    ("snad_liable_rate", ruled(OTHER, "buyer") | {"shipped_at": "2015-07-01"}, (0, 0)),
    # not sold: overdue, or cancelled for the seller's reason
    ("not_sold_rate", UNSHIPPED, (1, 1)),
    ("not_sold_rate", {"ship_by": "2015-07-12 10:00"}, (0, 1)),
    ("not_sold_rate", {"ship_by": "2015-07-12 09:59"}, (1, 1)),
    ("not_sold_rate", UNSHIPPED | {"cancelled_at": "2015-07-17 10:00", "cancel_reason": "buyer"}, (0, 0)),
    ("not_sold_rate", UNSHIPPED | {"cancelled_at": "2015-07-17 10:01", "cancel_reason": "buyer"}, (1, 1)),
    ("not_sold_rate", UNSHIPPED | {"cancelled_at": "2015-07-12", "cancel_reason": "seller"}, (1, 1)),
    # a dispute that the seller let run out
    ("odr", settled(OTHER, "seller_timeout"), (1, 1)),
    ("odr", settled(OTHER), (0, 1)),
    ("odr", {"exempt": True, "stars": 1}, (1, 1)),
]  # fmt: skip


def counted(metric: str, changes: list[dict[str, Any]], regime: Any = None) -> list[tuple[int, int]]:
    """Numerator and denominator of each order alone, alike in every holder."""
    table = orders(*({"order_id": f"o{n:02}", **change} for n, change in enumerate(changes)))
    found = [
        list(
            measure(holder, metric, WINDOW, by="order_id", regime=regime)[["numerator", "denominator"]].itertuples(
                index=False, name=None
            )
        )
        for holder in holders(table)
    ]
    assert all(one == found[0] for one in found)
    return found[0]


@pytest.mark.parametrize("metric", dict.fromkeys(metric for metric, _, _ in COUNTED))
def test_what_a_metric_makes_of_one_order(metric: str) -> None:
    lines = [(change, found) for id, change, found in COUNTED if id == metric]
    assert counted(metric, [change for change, _ in lines]) == [found for _, found in lines]


SWITCHED: list[tuple[str, dict[str, Any], dict[str, Any], tuple[int, int], tuple[int, int]]] = [
    # metric, order, parameters; what is counted as the rule stands, and with the parameters
    ("odr", UNSHIPPED, {"bad.not_sold": False}, (1, 1), (0, 1)),
    ("odr", ruled(LOST, None), {"bad.arbitration": False}, (1, 1), (0, 1)),
    ("odr", settled(OTHER, "seller_timeout"), {"bad.seller_timeout": False}, (1, 1), (0, 1)),
    ("odr", {"stars": 3}, {"bad.overall_star_max": 2}, (1, 1), (0, 1)),
    ("odr", {"dsr_communication": 2}, {"bad.dsr_communication_max": 1}, (1, 1), (0, 1)),
    ("odr", {"stars": 1}, {"assessed_event_types": ("dispute_opened",)}, (1, 1), (0, 0)),
    ("positive_rate", {"stars": 3}, {"positive_rate.formula": "all_reviews"}, (0, 0), (0, 1)),
    ("positive_rate", {"stars": None}, {"positive_rate.formula": "all_reviews"}, (0, 0), (0, 0)),
    ("positive_rate", {"amount_usd": 4}, {"positive_rate.formula": "all_reviews"}, (0, 0), (0, 0)),
    ("positive_rate", {"amount_usd": 4}, {"positive_rate.min_order_usd": 4}, (0, 0), (1, 1)),
    ("positive_rate", settled(LOST), {"positive_rate.exclude_nr_disputes": False}, (0, 0), (1, 1)),
    ("liable_rate", UNRECEIVED, {"liable_rate.denominator": "closed"}, (0, 1), (0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("metric", "change", "values", "before", "after"), SWITCHED)
def test_what_another_value_of_a_parameter_makes_of_it(
    metric: str, change: dict[str, Any], values: dict[str, Any], before: tuple[int, int], after: tuple[int, int]
) -> None:
    rules = rulebook.load(GRADE)
    assert counted(metric, [change], rules) == [before]
    assert counted(metric, [change], rules.using(values)) == [after]


def test_whether_reviews_are_merged_is_said_for_stars_and_for_ratings_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def reviews(regime: Any = None) -> list[int]:
        found = measure(orders(*[{"buyer_id": "b"}] * 2), ["positive_rate", "dsr_description"], WINDOW, regime=regime)
        return found["denominator"].tolist()

    assert reviews() == [1, 1]
    assert reviews(rulebook.load(GRADE).using({"positive_rate.merge_ten_days": False})) == [2, 1]
    held, ratings = rulebook.table, rulebook.table("dsr").using({"merge_ten_days": False})
    monkeypatch.setattr(rulebook, "table", lambda id: ratings if id == "dsr" else held(id))
    assert reviews() == [1, 2]


STAYS = {"odr", "not_sold_rate", "reply_24h_rate", "positive_rate", "dsr_description", "dsr_communication", "jit_rate"}


@pytest.mark.parametrize("id", list(METRICS))
def test_excused_orders_are_left_out_where_the_metric_says_so(id: str) -> None:
    order = ruled(OTHER, "seller") | ASKED | {"mode": "pop"}
    if id == "jit_rate":
        order |= {"mode": "semi_managed", "handover": "self_delivery", "listed_at": "2014-01-01", "sold_last_month": 99}
    plain, excused = counted(id, [order, order | {"exempt": True}])
    assert plain[1] == 1
    assert excused == (plain if id in STAYS else (0, 0))


@pytest.mark.parametrize(("id", "unit", "better", "short"), [
    ("odr", "share", -1, "ODR"), ("positive_rate", "share", 1, "Positive rate"), ("dsr_logistics", "stars", 1, "DSR logistics"),
    ("online_rate_5d", "share", 1, "Online, 5 days"), ("unanswered_rate", "share", -1, "Disputes left unanswered"),
])  # fmt: skip
def test_what_a_metric_is_measured_in_and_which_way_is_better(id: str, unit: str, better: int, short: str) -> None:
    m = DIAGNOSTIC_METRICS.get(id) or METRICS[id]
    assert (m.unit, m.better, m.short.en) == (unit, better, short)


def test_disputes_left_unanswered_are_counted_among_all_that_ended() -> None:
    """Three ended, one of them by silence, on an excused order: 1 of 3."""
    table = orders(settled(OTHER, "seller_timeout") | {"exempt": True}, settled(OTHER), settled(LOST), {})
    m = DIAGNOSTIC_METRICS["unanswered_rate"]
    above, below = m.found(EventTimes(table), Window.between(*WINDOW), rules_for(m, None))
    assert (above.sum(), below.sum()) == (1, 3)


def test_the_names_of_the_conditions_hold_the_limits_of_the_rule() -> None:
    rules = rulebook.load(GRADE).using({"bad.overall_star_max": 2, "bad.dsr_shipping_max": 4})
    assert "2" in condition_name("stars", rules).en and "2" in condition_name("stars", rules).zh
    assert "4" in condition_name("dsr", rules).en
