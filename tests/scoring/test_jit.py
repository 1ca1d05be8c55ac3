"""The hand-over of semi-managed orders, against a table worked out with a pencil.

When a parcel is due is read on Beijing time; which orders fall under a change, on US Pacific time.
The order table's times are on the latter.  From March to November Beijing is 15 hours ahead of it,
else 16.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import assess, measure, rulebook
from aecourse.base.language import LANGUAGES, using
from aecourse.scoring.handover import Due, Terms, delivered, due_at, due_of, due_of_row, picked_up, run_as
from aecourse.scoring.inverse import forecast, needed
from tests.worked import UNSHIPPED, holders, numbers, orders

JIT = rulebook.load("jit_2024")
BEIJING, PACIFIC = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/Los_Angeles")


def pacific(beijing: str) -> datetime:
    """A moment of the Beijing clock on the clock of the order table."""
    at = datetime.fromisoformat(beijing).replace(tzinfo=BEIJING)
    return at.astimezone(PACIFIC).replace(tzinfo=None)


def jit(paid: str, scanned: str | None = None, **changes: Any) -> dict[str, Any]:
    """A pick-up order of an old product that sells well; moments on the Beijing clock."""
    row = UNSHIPPED | {"paid_at": pacific(paid), "mode": "semi_managed", "handover": "pickup",
           "listed_at": "2023-01-01", "sold_last_month": 200}  # fmt: skip
    if scanned is not None:
        row["shipped_at"] = row["first_scan_at"] = pacific(scanned)
    return row | changes


NEW = {"listed_at": "2024-05-01"}
SLOW = {"sold_last_month": 10}
SELF = {"handover": "self_delivery"}

# Paid, what is special, due: all on the Beijing clock.  13 May 2024 is a Monday.
DUE = [
    ("2024-05-13 13:59:59", {}, "2024-05-13 23:59"),
    ("2024-05-13 14:00", {}, "2024-05-14 23:59"),
    ("2024-05-13 23:59", {}, "2024-05-14 23:59"),
    ("2024-05-14 00:00", {}, "2024-05-14 23:59"),
    ("2024-05-13 13:59", NEW, "2024-05-15 23:59"),
    ("2024-05-13 14:00", NEW, "2024-05-16 23:59"),
    ("2024-05-13 13:59", SLOW, "2024-05-15 23:59"),
    ("2024-05-13 13:59", {"sold_last_month": 11}, "2024-05-13 23:59"),
    ("2024-05-13 13:59", NEW | SLOW, "2024-05-15 23:59"),  # not twice
    ("2024-05-13 14:00", SELF, "2024-05-15 14:00"),
    ("2024-05-13 14:00", SELF | NEW, "2024-05-17 14:00"),
    # the same in winter: 14:00 in Beijing is 22:00 of the day before, no longer 23:00
    ("2024-12-16 13:59", {}, "2024-12-16 23:59"),
    ("2024-12-16 14:00", {}, "2024-12-17 23:59"),
    # the Pacific clock goes back an hour on 3 November: 48 hours are 48 hours
    ("2024-11-02 20:00", SELF, "2024-11-04 20:00"),
    ("2024-11-03 16:30", SELF, "2024-11-05 16:30"),
    # and forward on 9 March 2025
    ("2025-03-08 20:00", SELF, "2025-03-10 20:00"),
    # a slow product: the last payment with more time is at 23:59 of 8 December, Pacific time
    ("2024-12-09 15:59", SLOW, "2024-12-12 23:59"),
    ("2024-12-09 16:00", SLOW, "2024-12-10 23:59"),
    ("2024-12-09 16:00", {"listed_at": "2024-12-01"}, "2024-12-12 23:59"),
]  # fmt: skip


@pytest.mark.parametrize(("paid", "changes", "due"), DUE)
def test_when_an_order_is_due(paid: str, changes: dict[str, Any], due: str) -> None:
    found = due_at(orders(jit(paid, **changes)), JIT).iloc[0]
    expected = pacific(due)
    if due.endswith("23:59"):
        assert expected <= found < expected + timedelta(minutes=1)
    else:
        assert found == expected


QUARTERS = [
    datetime.fromisoformat(day) + timedelta(minutes=15 * n)
    for day in ("2024-11-01", "2024-11-02", "2024-11-03", "2025-03-06", "2025-03-07", "2025-03-08", "2025-03-09")
    for n in range(96)
]
"""Every quarter of an hour around the days on which the Pacific clock is put back and on."""


def delivered_in(hours: int) -> tuple[pd.DataFrame, list[datetime]]:
    """Orders that sellers deliver, paid at each quarter and an instant before it, and when they are due."""
    around = [at - before for at in QUARTERS for before in (timedelta(microseconds=1), timedelta())]
    there = [at for at in around if on_table(at.replace(tzinfo=PACIFIC)) == at]  # an hour does not exist
    assert len(there) == len(around) - 8
    listed = timedelta(days=2 if hours > 48 else 99)
    table = orders(*(jit("2024-05-13 14:00", **SELF) | {"paid_at": at, "listed_at": at - listed} for at in there))
    return table, [on_table(at.replace(tzinfo=PACIFIC).astimezone(UTC) + timedelta(hours=hours)) for at in there]


@pytest.mark.parametrize("hours", [48, 96])
def test_hours_are_hours_whenever_a_clock_is_turned(hours: int) -> None:
    table, expected = delivered_in(hours)
    assert due_at(table, JIT).tolist() == expected


@pytest.mark.parametrize("hours", [48, 96])
def test_other_engines_count_them_on_the_days_on_which_they_are_due(hours: int) -> None:
    table, expected = delivered_in(hours)
    for other in holders(table):
        for day in ("2024-11-03", "2024-11-04", "2024-11-05", "2024-11-06", "2025-03-09", "2025-03-10", "2025-03-11"):
            counted = measure(other, "jit_rate", (day, day), regime="jit_2024")["denominator"].sum()
            assert counted == sum(at.date().isoformat() == day for at in expected), day


def on_table(at: datetime) -> datetime:
    return at.astimezone(UTC).astimezone(PACIFIC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("paid", "cut_off", "end"),
    [
        ("2024-05-13 13:59:59", "2024-05-13 14:00", "2024-05-14 00:00"),
        ("2024-05-13 14:00:00", "2024-05-14 14:00", "2024-05-15 00:00"),
        ("2024-05-14 00:00:00", "2024-05-14 14:00", "2024-05-15 00:00"),
        ("2024-12-16 23:59:59", "2024-12-17 14:00", "2024-12-18 00:00"),
    ],
)
def test_the_cut_off_that_follows_and_the_end_of_one_order(paid: str, cut_off: str, end: str) -> None:
    due = Due(pacific(cut_off), pacific(end) - timedelta(microseconds=1))
    assert due_of(pacific(paid), JIT) == due
    assert due_of_row(orders(jit(paid)), JIT) == due
    carried = due_of_row(orders(jit(paid, **SELF)), JIT)
    assert carried == Due(None, on_table(pacific(paid).replace(tzinfo=PACIFIC).astimezone(UTC) + timedelta(hours=48)))
    assert due_of_row(orders(jit(paid, handover=None)), JIT) is None
    assert due_of(pacific(paid), rulebook.load("grade_2015_odr")) is None


@pytest.mark.parametrize(
    ("paid", "end"), [("2024-05-13 13:59", "2024-05-15 00:00"), ("2024-05-13 14:00", "2024-05-16 00:00")]
)
def test_other_days_before_and_after_the_cut_off(paid: str, end: str) -> None:
    """The day after payment for what is paid before the cut-off, the day after that for the rest."""
    own = JIT.using({"handover.due_days": {"before": 1, "after": 2}})
    due = due_of(pacific(paid), own)
    assert due is not None and due.end == pacific(end) - timedelta(microseconds=1)
    table = orders(jit(paid))
    assert due_at(table, own).tolist() == [due.end]
    for held in holders(table):
        for day, counted in ((due.end.date(), 1), (due.end.date() - timedelta(days=1), 0)):
            assert measure(held, "jit_rate", (day, day), regime=own)["denominator"].sum() == counted


def test_without_a_payment_or_a_cut_off_nothing_is_due() -> None:
    assert due_at(orders(jit("2024-05-13 14:00", paid_at=None)), JIT).isna().all()
    assert due_at(orders(jit("2024-05-13 14:00")), "grade_2015_odr").isna().all()


@pytest.mark.parametrize("day", ["2024-05-15", "2024-05-16"])
def test_due_at_the_first_instant_of_a_window_is_due_in_it(day: str) -> None:
    """48 hours after midnight, US Pacific time, are midnight."""
    table = orders(jit("2024-05-13 14:00", **SELF, paid_at="2024-05-14"), jit("2024-05-13 14:00", **SELF))
    counted = measure(table, "jit_rate", (day, day), regime="jit_2024")["denominator"].sum()
    assert counted == (day == "2024-05-16")


def test_paid_as_the_clock_has_been_put_back_is_due_once() -> None:
    """At 02:00 of 3 November, US Pacific time, 48 hours are two days again: due at 02:00 and not also at 01:00."""
    table = orders(jit("2024-05-13 14:00", **SELF, paid_at="2024-11-03 02:00"))
    for held in holders(table):
        for at, counted in (("2024-11-05 02:00", 1), ("2024-11-05 01:00", 0)):
            assert measure(held, "jit_rate", (at, at), regime="jit_2024")["denominator"].sum() == counted


@pytest.mark.parametrize("relaxed", [False, True])
@pytest.mark.parametrize("runs", [picked_up, delivered])
def test_each_payment_falls_into_one_run(runs: Any, relaxed: bool) -> None:
    terms = Terms.of(JIT)
    assert terms is not None
    first, last = date(2024, 11, 2), date(2024, 11, 4)
    found = runs(first, last, terms, relaxed=relaxed)
    assert found[0].first <= datetime(2024, 11, 2)
    assert found[-1].beyond >= datetime(2024, 11, 5)
    assert [a.beyond for a in found[:-1]] == [b.first for b in found[1:]]
    assert all((run.shift is None) != (run.due is None) for run in found)


def test_a_product_is_new_for_thirty_days() -> None:
    paid = pacific("2024-05-13 10:00")
    listed = [paid - timedelta(days=30), paid - timedelta(days=30, minutes=1)]
    table = orders(*(jit("2024-05-13 10:00", listed_at=at) for at in listed))
    found = due_at(table, JIT)
    assert found.iloc[0] - found.iloc[1] == timedelta(hours=48)


def test_the_rate_is_of_the_orders_that_fell_due() -> None:
    """Four are due in the 30 days; one is late, one has not been scanned; one is due tomorrow."""
    table = orders(
        jit("2024-05-13 13:59", "2024-05-13 23:59"),
        jit("2024-05-13 14:00", "2024-05-14 23:59"),
        jit("2024-05-13 13:59", "2024-05-14 00:00"),  # a minute late
        jit("2024-05-13 13:59"),
        jit("2024-06-10 14:00"),  # due on 11 June in Beijing: 08:59 of that day, Pacific time
        jit("2024-05-13 13:59", cancelled_at=pacific("2024-05-13 15:00")),
    )
    found = assess(table, JIT, "2024-06-10")
    assert numbers(found.metrics, "jit_rate") == (2, 4)
    assert found.outcome == "late orders"
    assert len(found.late_orders()) == 2
    later = assess(table, JIT, "2024-06-11")
    assert numbers(later.metrics, "jit_rate") == (2, 5)
    assert found.unknown == ("fine",)


def test_what_a_cancelled_order_does() -> None:
    """Cancelled before it was due it counts nowhere; after it, it was late."""
    late = jit("2024-05-13 13:59", cancelled_at=pacific("2024-05-14 09:00"))
    gone = jit("2024-05-13 13:59", cancelled_at=pacific("2024-05-13 09:00"))
    assert numbers(assess(orders(late, gone), JIT, "2024-06-01").metrics, "jit_rate") == (0, 1)


@pytest.mark.parametrize("changes", [{}, SELF])
def test_the_moment_itself_is_in_time_for_a_scan_and_for_a_cancellation(changes: dict[str, Any]) -> None:
    """Scanned at the last instant, and one later; cancelled at the last instant, and one later."""
    due = due_at(orders(jit("2024-05-13 13:59", **changes)), JIT).iloc[0]
    later = due + timedelta(microseconds=1)
    rows = [{"first_scan_at": due}, {"first_scan_at": later}, {"cancelled_at": due}, {"cancelled_at": later}]
    table = orders(*(jit("2024-05-13 13:59", **changes | row) for row in rows))
    for held in holders(table):
        found = measure(held, "jit_rate", ("2024-05-01", "2024-06-01"), regime="jit_2024").iloc[0]
        assert (found["numerator"], found["denominator"]) == (1, 3)


@pytest.mark.parametrize("column", ["mode", "handover", "listed_at", "sold_last_month"])
def test_without_a_column_nothing_is_computed_and_it_says_why(column: str) -> None:
    table = orders(jit("2024-05-13 13:59", "2024-05-13 20:00")).drop(columns=column)
    found = assess(table, JIT, "2024-06-01")
    assert not found.eligible
    assert found.outcome is None
    for language in LANGUAGES:
        with using(language):
            assert column in found.reason
            assert {"en": "cannot be worked out", "zh": "无法计算"}[language] in found.reason


def test_an_order_with_a_blank_is_left_out_and_counted() -> None:
    table = orders(jit("2024-05-13 13:59", "2024-05-13 20:00"), jit("2024-05-13 13:59", handover=None))
    found = assess(table, JIT, "2024-06-01")
    assert numbers(found.metrics, "jit_rate") == (1, 1)
    assert "handover" in found.reason and "1 order" in found.reason


EARLY, LATER = "2024-05-13 13:59", "2024-12-16 13:59"  # before the softening of slow products ends, and after


@pytest.mark.parametrize(
    ("paid", "changes", "blank"),
    [
        (EARLY, {"mode": None}, "mode"),
        (EARLY, {"handover": None}, "handover"),
        (EARLY, {"listed_at": None}, "listed_at"),
        (EARLY, {"listed_at": None} | SLOW, None),  # a slow product has more time whether it is new or not
        (EARLY, {"sold_last_month": None}, "sold_last_month"),
        (EARLY, {"sold_last_month": None} | NEW, None),
        (LATER, {"sold_last_month": None}, None),
        (LATER, {"listed_at": None} | SLOW, "listed_at"),
    ],
)
def test_a_blank_leaves_an_order_out_where_its_moment_hangs_on_it(
    paid: str, changes: dict[str, Any], blank: str | None
) -> None:
    scanned = paid.replace("13:59", "20:00")
    table = orders(jit(paid, scanned), jit(paid, scanned, **changes))
    found = assess(table, JIT, pacific(paid).date() + timedelta(days=20))
    assert numbers(found.metrics, "jit_rate") == ((1, 1) if blank else (2, 2))
    with using("en"):
        assert ("1 order cannot be worked out" in found.reason) is (blank is not None)
        assert f"{blank} is blank" in found.reason or blank is None


def test_how_an_order_of_another_mode_is_handed_over_is_not_asked() -> None:
    table = orders(jit(EARLY, "2024-05-13 20:00"), jit(EARLY, "2024-05-13 20:00", mode="pop", handover=None))
    with using("en"):
        assert "blank" not in assess(table, JIT, "2024-06-01").reason


@pytest.mark.parametrize(
    ("handover", "due"), [("pickup", "2024-05-13 23:59:59.999999"), ("self_delivery", "2024-05-15 13:59")]
)
def test_orders_are_run_as_those_of_a_semi_managed_store(handover: str, due: str) -> None:
    """Of products that are neither new nor slow, whatever the table says of them; no payment, no moment."""
    bare = orders({"paid_at": pacific(EARLY)}, {"paid_at": None, **UNSHIPPED})
    told = orders(jit(EARLY, mode="pop", **NEW | SLOW), {"paid_at": None, **UNSHIPPED})
    for table in (bare, told):
        found = run_as(table, "semi_managed", handover)
        assert found["mode"].tolist() == ["semi_managed"] * 2 and found["handover"].tolist() == [handover] * 2
        assert due_at(found, JIT).iloc[0] == pacific(due)
        assert due_at(found, JIT).isna().tolist() == [False, True]
    assert due_at(run_as(bare, "pop"), JIT).isna().all()


def test_how_much_a_product_sold_does_not_matter_after_the_softening() -> None:
    table = orders(jit("2025-01-06 13:59", "2025-01-06 20:00", sold_last_month=None))
    assert numbers(assess(table, JIT, "2025-01-20").metrics, "jit_rate") == (1, 1)


@pytest.mark.parametrize(
    ("mode", "regime", "said", "said_zh"),
    [
        ("pop", "jit_2024", "not for self-run (POP) stores", "不适用于“POP 自运营”店铺"),
        ("fully_managed", "jit_2024", "not for fully managed stores", "不适用于“全托管”店铺"),
        ("semi_managed", "online_48h_2024", "not for semi-managed stores", "不适用于“半托管”店铺"),
    ],
)
def test_a_mode_that_a_rule_does_not_cover(mode: str, regime: str, said: str, said_zh: str) -> None:
    table = orders(jit("2024-05-13 13:59", "2024-05-13 20:00", mode=mode))
    found = assess(table, regime, "2024-06-01")
    assert not found.eligible and found.outcome is None
    with using("en"):
        assert said in found.reason
    with using("zh"):
        assert said_zh in found.reason


def test_how_far_the_texts_reach() -> None:
    table = orders(jit("2026-11-02 13:59", "2026-11-02 20:00"))
    found = assess(table, JIT, "2026-11-20")
    assert numbers(found.metrics, "jit_rate") == (1, 1)
    with using("en"):
        assert "The texts reach to 2024-12-09" in found.reason
    with using("zh"):
        assert "公开资料只讲到 2024-12-09" in found.reason
    assert "reach" not in assess(table, JIT, "2024-12-09").reason  # the last day of which they tell
    with using("en"):
        assert "The texts reach to 2024-12-09" in assess(table, JIT, "2024-12-10").reason


# The 48 hours of self-run stores -----------------------------------------------------------------

RELAXED = [
    # paid (Pacific), scanned, listed, sold in the month before: in time?
    ("2024-04-11 10:00", "2024-04-14 09:00", "2024-04-01", 3, False),  # before the softening
    ("2024-04-12 10:00", "2024-04-15 09:00", "2024-04-01", 300, True),  # new
    ("2024-04-12 10:00", "2024-04-15 09:00", "2023-01-01", 10, True),  # slow
    ("2024-04-12 10:00", "2024-04-15 09:00", "2023-01-01", 11, False),
    ("2024-04-12 10:00", "2024-04-15 10:00", "2024-04-01", 300, True),  # 72 hours to the instant
    ("2024-04-12 10:00", "2024-04-15 10:01", "2024-04-01", 3, False),  # later than 72 hours
    ("2024-04-12 10:00", "2024-04-14 10:00", "2023-01-01", 11, True),
    ("2024-04-12 00:00", "2024-04-14 12:00", "2024-04-01", 300, True),  # the first moment of the softening
    ("2024-04-20 00:00", "2024-04-22 12:00", "2024-03-21", 300, True),  # listed 30 days before
    ("2024-04-20 00:00", "2024-04-22 12:00", "2024-03-20", 300, False),  # 31 days
]


@pytest.mark.parametrize(("paid", "scan", "listed", "sold", "in_time"), RELAXED)
def test_new_and_slow_products_of_self_run_stores(paid: str, scan: str, listed: str, sold: int, in_time: bool) -> None:
    table = orders({"paid_at": paid, "shipped_at": scan, "first_scan_at": scan, "mode": "pop",
                    "listed_at": listed, "sold_last_month": sold})  # fmt: skip
    found = assess(table, "online_48h_2024", "2024-05-01")
    assert numbers(found.metrics, "online_rate_48h") == (int(in_time), 1)
    assert len(found.late_orders()) == int(not in_time)


def test_between_48_and_72_hours_nobody_can_say_without_the_columns() -> None:
    rows = [
        {"paid_at": paid, "shipped_at": scan, "first_scan_at": scan}
        for paid, scan in (
            ("2024-04-20", "2024-04-21"),
            ("2024-04-20", "2024-04-22 12:00"),
            ("2024-04-20", "2024-04-24"),
            ("2024-04-12", "2024-04-14 12:00"),  # the first moment of the softening
        )
    ]
    found = assess(orders(*rows), "online_48h_2024", "2024-05-01")
    assert numbers(found.metrics, "online_rate_48h") == (1, 2)
    assert "listed_at" in found.reason and "2 orders" in found.reason


@pytest.mark.parametrize(("listed", "sold", "counted", "late"), [
    ("2023-01-01", 80, (0, 1), 1), ("2024-04-10", 80, (1, 1), 0), ("2023-01-01", 10, (1, 1), 0),
    (None, 80, (0, 0), 0), ("2023-01-01", None, (0, 0), 0),  # the blank may be what gives more time
    (None, 10, (1, 1), 0), ("2024-04-10", None, (1, 1), 0),  # what is told is enough
])  # fmt: skip
def test_one_blank_leaves_open_what_the_other_column_does_not_tell(
    listed: str | None, sold: int | None, counted: tuple[int, int], late: int
) -> None:
    order = {"paid_at": "2024-04-20 10:00", "mode": "pop", "listed_at": listed, "sold_last_month": sold}
    scanned = orders(order | dict.fromkeys(("shipped_at", "first_scan_at"), "2024-04-22 22:00"))  # after 60 hours
    assert numbers(assess(scanned, "online_48h_2024", "2024-05-01").metrics, "online_rate_48h") == counted
    waiting = orders(UNSHIPPED | order)
    assert len(assess(waiting, "online_48h_2024", "2024-04-22").late_orders()) == late


def test_the_rule_of_2024_is_not_the_rule_of_today() -> None:
    ids = {regime.id for regime in rulebook.in_force("2024-09-12")}
    assert "online_48h_2024" not in ids
    assert "online_48h_2024" in {r.id for r in rulebook.in_force("2024-09-11")}
    table = orders({"paid_at": "2026-11-01", "first_scan_at": "2026-11-02",
                    "shipped_at": "2026-11-02"})  # fmt: skip
    assert "Not in force" in assess(table, "online_48h_2024", "2026-11-20").reason


# Asked backwards and ahead -----------------------------------------------------------------------


def test_needed_and_forecast() -> None:
    """30 of 40 in time; for 80 % ten more: 40 / 50."""
    rows = [jit("2024-05-13 13:59", "2024-05-13 20:00" if n < 30 else "2024-05-14 01:00") for n in range(40)]
    found = assess(orders(*rows), JIT, "2024-06-01")
    assert needed(found, "jit_rate", 0.8).orders == 10
    ahead = forecast(found, "jit_rate", "2024-06-08")
    assert ahead.kept == (30, 40)
    gone = forecast(found, "jit_rate", "2024-06-20")
    assert gone.kept == (0, 0) and gone.left == (30, 40)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_that_the_rule_is_not_for_needs_nothing(language: str) -> None:
    found = assess(orders(jit("2024-05-13 13:59", "2024-05-13 20:00", mode="pop")), JIT, "2024-06-01")
    with using(language):
        asked, ahead = needed(found, "jit_rate", 0.8), forecast(found, "jit_rate", "2024-06-08")
        assert asked.orders is None and asked.by is None and ahead.value is None
        said = "not for self-run (POP) stores" if language == "en" else "不适用于“POP 自运营”店铺"
        assert said in str(asked) and said in repr(ahead)


@pytest.mark.parametrize(
    ("regime", "metric", "mode", "last", "check", "said"),
    [
        ("jit_2024", "jit_rate", "semi_managed", "2024-12-01", "2024-12-20", "The texts reach to 2024-12-09"),
        ("online_48h_2024", "online_rate_48h", "pop", "2024-09-05", "2024-09-12", "to 2024-09-11"),
    ],
)
def test_what_lies_behind_the_texts_says_so(
    regime: str, metric: str, mode: str, last: str, check: str, said: str
) -> None:
    """One order of ten is late, and one comes every three days: for 95 % ten more, a month ahead."""
    day = datetime.fromisoformat(last) - timedelta(days=9)
    rows = [jit("2024-05-13 13:59", mode=mode) | {"paid_at": day, "shipped_at": day + timedelta(hours=1),
            "first_scan_at": day + timedelta(hours=2 if n else 200)} for n in range(10)]  # fmt: skip
    found = assess(orders(*rows), regime, last)
    assert numbers(found.metrics, metric) == (9, 10)
    asked = needed(found, metric, 0.95)
    assert asked.orders == 10 and asked.by is not None
    assert said in asked.sentence.en
    assert said in str(forecast(found, metric, check).note and forecast(found, metric, check).note.en)
    within = forecast(found, metric, (datetime.fromisoformat(last) + timedelta(days=2)).date())
    assert within.note is None and "note" not in repr(within)


# On any engine, at any minute --------------------------------------------------------------------


@settings(max_examples=10)
@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(2024, 4, 20), datetime(2025, 12, 1)),
            st.sampled_from(["pickup", "self_delivery"]),
            st.booleans(),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_an_order_is_due_at_its_hour_in_beijing(drawn: list[tuple[datetime, str, bool]]) -> None:
    """Worked out order by order with the calendar of Beijing, in words of the rule."""
    rows, expected = [], []
    for at, how, new in drawn:
        paid = on_table(at.replace(microsecond=0, tzinfo=PACIFIC))  # an hour that does not exist is an hour later
        listed = paid - timedelta(days=3 if new else 300)
        rows.append({"paid_at": paid, "mode": "semi_managed", "handover": how, "listed_at": listed,
                     "sold_last_month": 500})  # fmt: skip
        there = paid.replace(tzinfo=PACIFIC).astimezone(BEIJING)
        if how == "pickup":
            day = there.date() + timedelta(days=1 + (there.hour >= 14) + 2 * new)
            due = datetime.combine(day, datetime.min.time(), BEIJING) - timedelta(microseconds=1)
        else:
            due = there + timedelta(hours=96 if new else 48)
        expected.append(on_table(due))
    assert due_at(orders(*rows), JIT).tolist() == expected


def test_the_same_on_another_engine() -> None:
    polars = pytest.importorskip("polars")
    rows = [
        jit(paid, scan, **changes)
        for paid in ("2024-11-02 13:59", "2024-11-02 14:00", "2024-11-03 23:30")
        for scan in ("2024-11-02 23:59", "2024-11-03 23:59", "2024-11-05 23:59", None)
        for changes in ({}, {"sold_last_month": 3}, {"listed_at": None}, SELF, {"mode": "pop"})
    ]
    table = orders(*rows)
    window = ("2024-11-02", "2024-11-04")
    here = measure(table, "jit_rate", window, regime="jit_2024")
    there = measure(polars.from_pandas(table), "jit_rate", window, regime="jit_2024")
    pd.testing.assert_frame_equal(here, there)
    assert here["denominator"].iloc[0] > here["numerator"].iloc[0] > 0


def at_the_edges(seed: int, count: int = 400) -> pd.DataFrame:
    """Orders paid and handed over at the instants at which another moment is due, in the weeks of both turns."""
    random = np.random.default_rng(seed)
    weeks = [np.arange(start, start + 16) for start in (np.datetime64("2024-10-27"), np.datetime64("2025-03-02"))]
    hours = np.array([0, 7, 8, 9, 21, 22, 23]).astype("m8[h]")  # Beijing's midnight and cut-off, here, and beside them
    days, near = random.choice(np.concatenate(weeks), count), random.integers(-1, 2, (2, count)).astype("m8[us]")
    paid = days.astype("M8[us]") + random.choice(hours, count) + near[0]
    chosen = {
        "mode": ("semi_managed", "semi_managed", "pop"), "handover": ("pickup", "self_delivery"),
        "sold_last_month": (3.0, 200.0), "listed_days": (3, 300),
    }  # fmt: skip
    told = pd.DataFrame({name: random.choice(values, count) for name, values in chosen.items()})
    told["listed_at"] = paid - told.pop("listed_days").to_numpy().astype("m8[D]")
    table = pd.concat([orders(*[UNSHIPPED] * count).drop(columns=["paid_at"]), told.assign(paid_at=paid)], axis=1)
    due = due_at(table, JIT)
    table["first_scan_at"] = (due + near[1]).where(random.random(count) < 0.8)
    table["shipped_at"] = table["first_scan_at"]
    table["cancelled_at"] = (due + random.permutation(near[1])).where(random.random(count) < 0.2)
    return table


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32), first=st.sampled_from(["2024-10-30", "2024-11-02", "2025-03-08", "2025-03-09"]),
       days=st.sampled_from([0, 1, 9, 140]))  # fmt: skip
def test_other_engines_find_each_edge(seed: int, first: str, days: int) -> None:
    polars, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    table = at_the_edges(seed)
    window = (first, date.fromisoformat(first) + timedelta(days=days))
    here = measure(table, "jit_rate", window, by="handover", regime="jit_2024")
    for there in (polars.from_pandas(table), duckdb.from_df(table)):
        pd.testing.assert_frame_equal(measure(there, "jit_rate", window, by="handover", regime="jit_2024"), here)


def test_the_edges_are_met_and_missed() -> None:
    found = measure(at_the_edges(0), "jit_rate", ("2024-10-20", "2025-03-30"), regime="jit_2024").iloc[0]
    assert 100 < found["numerator"] < found["denominator"] - 30
