"""The life of one order: worked examples, and that no hand can make an order that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import rulebook
from aecourse.base.errors import CourseError
from aecourse.models.order_life.clocks import life_clocks
from aecourse.models.order_life.life import ORDERLY, Life, course, move, row
from aecourse.models.order_life.lives import PAID, PRESETS, life_of, placed, preset
from aecourse.orders import COLUMNS
from aecourse.orders.faults import InvalidOrders
from aecourse.orders.impossible import IMPOSSIBLE

DAY = timedelta(days=1)
GRADE, CAPABILITY = "grade_2015_odr", "capability_2022"
AS_OF = "2015-08-29"


def explained(life: Life, regime: str = GRADE, as_of: str = AS_OF) -> aecourse.scoring.explanation.Explanation:
    return aecourse.explain(row(life), life.order_id, regime, as_of=as_of)


def moved(life: Life, moment: str, days: float | None) -> Life:
    return move(life, moment, None if days is None else life.paid_at + days * DAY).life


@pytest.mark.parametrize(
    ("name", "bad", "against"),
    [
        ("clean", False, ()),
        ("late", True, ("not_sold_rate", "online_rate_5d")),
        ("not_sold", True, ("not_sold_rate",)),
        ("low_review", True, ()),
        ("not_received", False, ("nr_rate", "online_rate_5d")),
        ("unanswered", True, ("snad_rate",)),
        ("arbitration", True, ("snad_rate",)),
        ("exempt", False, ()),
    ],
)
def test_what_each_preset_teaches(name: str, bad: bool, against: tuple[str, ...]) -> None:
    """Bad under the grade of 2015, and against which metrics of 2022."""
    life = preset(name)
    aecourse.validate(row(life))
    assert explained(life).bad is bad
    later = placed(life, rulebook.load(CAPABILITY))
    assert set(explained(later, CAPABILITY, "2022-07-05").against) == set(against)


@pytest.mark.parametrize(
    ("name", "moment", "days", "bad"),
    [
        ("clean", "shipped_at", 7.0, False),  # at the deadline is in time
        ("clean", "shipped_at", 7.1, True),
        ("late", "shipped_at", 6.9, False),
        ("not_sold", "shipped_at", 3, False),  # sent before anybody cancelled
        ("not_sold", "cancelled_at", None, True),  # the deadline passes instead
        ("unanswered", "seller_responded_at", 19, False),  # five days after day 14
        ("unanswered", "seller_responded_at", 19.1, True),
        ("arbitration", "arbitration_opened_at", None, False),
        ("low_review", "review_at", None, False),
        ("low_review", "review_at", 43, True),  # 30 days after the receipt of day 13
        ("low_review", "review_at", 43.1, False),
    ],
)
def test_a_move_and_what_follows(name: str, moment: str, days: float | None, bad: bool) -> None:
    assert explained(moved(preset(name), moment, days)).bad is bad


def test_silence_ends_a_dispute_and_all_that_was_to_come() -> None:
    life = moved(preset("arbitration"), "seller_responded_at", 20)
    found = course(life)
    assert found.columns["dispute_end"] == "seller_timeout"
    assert found.at("dispute_closed_at") == PAID + 19 * DAY
    assert found.at("arbitration_opened_at") is None
    assert set(found.void) == {
        "seller_responded_at", "arbitration_opened_at", "arbitration_closed_at"
    }  # fmt: skip
    back = course(moved(life, "seller_responded_at", 16))
    assert back.columns["dispute_end"] == "arbitration"


def test_to_the_left_it_stops_and_to_the_right_it_pushes() -> None:
    step = move(preset("clean"), "shipped_at", PAID - DAY)
    assert step.life.meant["shipped_at"] == PAID
    assert step.said is not None and "shipped before payment" in step.said.en
    step = move(preset("clean"), "first_scan_at", PAID + 14 * DAY)
    assert step.said is None
    assert step.pushed == ("delivered_at",)
    clean = preset("clean").meant
    assert step.life.meant["delivered_at"] - step.life.meant["first_scan_at"] == (
        clean["delivered_at"] - clean["first_scan_at"]
    )
    step = move(preset("arbitration"), "seller_responded_at", PAID)
    assert step.said is not None and "answered before it was opened" in step.said.en


def test_the_payment_and_moments_that_are_not_there_cannot_be_moved() -> None:
    for moment in ("paid_at", "dispute_opened_at", "nonsense"):
        with pytest.raises(CourseError):
            move(preset("clean"), moment, PAID)
    with pytest.raises(CourseError, match="clean"):
        preset("claen")
    with pytest.raises(CourseError, match="G-000521"):
        life_of(aecourse.load_sample("growing-store"), "G-00521")


MOVES = st.lists(st.tuples(st.integers(0, 11), st.none() | st.integers(-200, 1300)), max_size=6)


def handled(life: Life, moves: list[tuple[int, int | None]]) -> Life:
    """*life* after every hand: of the moments that it has, the which-th to that hour, or to never."""
    names = [n for n, _ in life.moments if n != "paid_at"]
    for which, hours in moves:
        to = None if hours is None else life.paid_at + timedelta(hours=hours)
        life = move(life, names[which % len(names)], to).life
    return life


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(PRESETS)), moves=MOVES)
def test_no_hand_makes_an_order_that_cannot_be(name: str, moves: list[tuple[int, int | None]]) -> None:
    life = handled(preset(name), moves)
    aecourse.validate(row(life))
    meant = life.meant
    for pair in ORDERLY:
        early, late = meant.get(pair.early), meant.get(pair.late)
        assert early is None or late is None or early <= late
    assert explained(life).order_id == name


@pytest.fixture(scope="module")
def samples() -> dict[str, pd.DataFrame]:
    return {str(name): aecourse.load_sample(str(name)) for name in aecourse.samples()}


def impossible(order: pd.DataFrame) -> list[str]:
    return [rule.id for rule in IMPOSSIBLE if rule.found(order).any()]


def holed(order: pd.DataFrame, names: set[str]) -> pd.DataFrame:
    """*order* with these cells blank, and all that cannot be without them."""
    found = order.copy()
    while names:
        for name in names:
            found[name] = found[name].where(np.zeros(len(found), dtype=bool))
        needing = [r for r in IMPOSSIBLE if r.kind == "needs" and r.found(found).any()]
        names = {rule.columns[0] for rule in needing}
    return found


@settings(max_examples=200, deadline=None)
@given(data=st.data(), moves=MOVES)
def test_no_hand_makes_an_order_of_a_table_into_one_that_cannot_be(
    samples: dict[str, pd.DataFrame], data: Any, moves: list[tuple[int, int | None]]
) -> None:
    """Orders of the samples, some of their cells blank."""
    orders = samples[data.draw(st.sampled_from(sorted(samples)))]
    at = data.draw(st.integers(0, len(orders) - 1))
    may_be_blank = [c.name for c in COLUMNS if not c.required and c.kind != "flag"]
    blank = data.draw(st.sets(st.sampled_from(may_be_blank), max_size=4))
    order = holed(orders.iloc[at : at + 1], blank)
    life = life_of(order, order["order_id"].iloc[0])
    assert impossible(row(life)) == []
    assert impossible(row(handled(life, moves))) == []


def test_an_order_that_cannot_be_is_refused_before_a_hand_can_touch_it() -> None:
    orders = aecourse.load_sample("growing-store")
    orders.loc[4, ["review_at", "stars"]] = pd.NaT, 5
    with pytest.raises(InvalidOrders, match=r"stars.*row 5|row 5.*stars"):
        life_of(orders, orders["order_id"].iloc[4])


def test_a_review_that_was_never_written_cannot_be_moved_and_its_time_still_runs_out() -> None:
    """G-000001 was received and never reviewed: nobody knows its stars."""
    orders = aecourse.load_sample("growing-store")
    life = life_of(orders, "G-000001")
    assert "review_at" not in life.meant
    with pytest.raises(CourseError, match="does not tell stars of order G-000001"):
        move(life, "review_at", life.paid_at + 40 * DAY)
    found = course(moved(life, "receipt_at", 30))
    assert found.columns["review_timeout_at"] == life.paid_at + 60 * DAY


def test_an_order_of_a_table_is_the_tables_own_until_it_is_moved() -> None:
    orders = aecourse.load_sample("growing-store")
    for order_id in orders["order_id"].iloc[400:640:7]:
        whole = aecourse.explain(orders, order_id, GRADE, as_of="2015-09-30")
        alone = explained(life_of(orders, order_id), as_of="2015-09-30")
        assert (alone.assessed, alone.bad) == (whole.assessed, whole.bad)


def test_the_rules_of_the_clocks_give_back_what_happened_to_orders_that_are_over() -> None:
    orders = aecourse.load_sample("price-store")
    over = orders[orders["review_at"].notna() | orders["review_timeout_at"].notna()
                  | orders["cancelled_at"].notna()]  # fmt: skip
    for order_id in over["order_id"].iloc[::60]:
        life = life_of(orders, order_id)
        again = explained(replace(life, given=None), as_of="2015-09-30")
        whole = explained(life, as_of="2015-09-30")
        assert (again.assessed, again.bad) == (whole.assessed, whole.bad), order_id


def test_a_placed_order_is_paid_on_a_monday_while_the_regime_is_in_force() -> None:
    for regime in rulebook.regimes():
        paid = placed(preset("clean"), regime).paid_at
        assert paid.weekday() == 0
        assert regime.in_force(paid.date())


def test_clocks_start_and_end_where_the_rules_say() -> None:
    found = {c.id: c for c in life_clocks(course(preset("arbitration")), rulebook.load(GRADE))}
    assert found["ship"].end == PAID + 7 * DAY
    assert found["scan_5d"].end == PAID + 5 * DAY
    assert not found["scan_5d"].judged
    assert found["answer"].end == PAID + 19 * DAY
    assert found["platform"].end == PAID + 21 * DAY
    assert found["review"].end == PAID + 58 * DAY
    assert all(c.sources for c in found.values())
    multi = rulebook.load("online_multi_2022")
    friday = placed(preset("clean"), multi).shifted(4 * DAY)
    scans = {c.id: c.end for c in life_clocks(course(friday), multi) if c.id.startswith("scan")}
    assert scans["scan_24h"] == datetime(2022, 6, 11, 10)
    assert scans["scan_48h"] == datetime(2022, 6, 13, 10)  # Sunday 12 June does not count
