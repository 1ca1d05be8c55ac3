"""The deadline of one payment: worked by hand, against the engine that judges whole tables, and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import rulebook
from aecourse.base.language import Phrase
from aecourse.models import deadline as module
from aecourse.models.deadline import PLACES, ZONES, Asked, Clock, Deadline, clocks, deadline_of
from aecourse.orders.workdays import deadlines
from aecourse.rulebook.vocabulary import MODES
from aecourse.scoring.handover import Terms, delivered, picked_up

BEIJING, PACIFIC = (ZoneInfo(zone) for zone in ZONES)


def found(**asked: Any) -> Deadline:
    given = deadline_of(replace(Asked(now="2026-01-01 00:00"), **asked))
    assert isinstance(given, Deadline), given
    return given


def refused(**asked: Any) -> str:
    given = deadline_of(replace(Asked(), **asked))
    assert isinstance(given, tuple)
    assert all(it.zh and it.zh != it.en for it in given)
    return " ".join(it.en for it in given)


WORKED = {  # rule, payment in Beijing, moment at which it runs out in Beijing, days that stand still
    "nothing stands still": ("online_multi_2022:72h", "2024-06-04 09:30", "2024-06-07 09:30", {}),
    "a Sunday": ("online_multi_2022:72h", "2024-06-08 09:30", "2024-06-12 09:30", {"sun": 1}),
    "Labour Day": ("online_multi_2022:72h", "2024-04-30 18:00", "2024-05-08 18:00", {"labour_day": 5}),
    "paid on a Sunday of the rule's clock": (
        "online_multi_2022:24h", "2024-06-10 09:30", "2024-06-11 15:00", {"sun": 1}),
    "natural days over National Day": (
        "online_5d_2020:5d", "2021-09-29 20:00", "2021-10-11 20:00", {"national_day": 7}),
    "four working days": ("online_4wd_2018:4w", "2018-11-08 20:00", "2018-11-14 20:00", {"sat": 1, "sun": 1}),
}  # fmt: skip


JIT = [  # place, payment in Beijing, moment at which it runs out
    ("pick_up", "2024-06-08 13:59:59", "2024-06-08 23:59:59"),
    ("pick_up", "2024-06-08 14:00:00", "2024-06-09 23:59:59"),
    ("pick_up", "2024-06-08 00:00", "2024-06-08 23:59:59"),
    ("own_delivery", "2024-06-08 14:00:00", "2024-06-10 14:00:00"),
]


@pytest.mark.parametrize(("place", "paid", "due"), JIT)
def test_a_semi_managed_order_is_due_by_the_cut_off(place: str, paid: str, due: str) -> None:
    it = found(rule="jit_2024", place=place, paid=paid, mode="semi_managed")
    assert it.due.astimezone(BEIJING).replace(microsecond=0, tzinfo=None) == datetime.fromisoformat(due)
    assert not it.clock.calendar_known
    assert it.latest is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200 * 86_400), st.sampled_from(["pick_up", "own_delivery"]))
def test_the_hand_over_agrees_with_the_engine_of_whole_tables(second: int, place: str) -> None:
    paid = datetime(2024, 4, 14, tzinfo=UTC) + timedelta(seconds=second)
    typed = f"{paid.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
    it = found(rule="jit_2024", place=place, paid=typed, mode="semi_managed")
    terms = Terms.of(rulebook.load("jit_2024"))
    assert terms is not None
    wall = paid.astimezone(PACIFIC).replace(tzinfo=None)
    runs = (picked_up if place == "pick_up" else delivered)(wall.date(), wall.date(), terms, relaxed=False)
    run = next(run for run in runs if run.first <= wall < run.beyond)
    due = run.due if run.due is not None else wall + (run.shift or timedelta())
    assert it.due.astimezone(PACIFIC).replace(tzinfo=None) == due


@pytest.mark.parametrize("case", WORKED)
def test_worked_by_hand(case: str) -> None:
    rule, paid, due, still = WORKED[case]
    it = found(rule=rule, paid=paid)
    assert it.due.astimezone(BEIJING) == datetime.fromisoformat(due).replace(tzinfo=BEIJING)
    assert dict(it.stopped) == still


@pytest.mark.parametrize(
    ("paid", "hours"), [("2021-03-12 12:00", -1.0), ("2021-11-05 12:00", 1.0), ("2021-06-04 12:00", 0.0)]
)
def test_summer_time_changes_what_a_watch_shows(paid: str, hours: float) -> None:
    it = found(rule="online_5d_2020:5d", zone=ZONES[1], paid=paid)
    assert it.summer / timedelta(hours=1) == hours
    assert it.due.astimezone(UTC) - it.paid.astimezone(UTC) == timedelta(hours=120 + hours)
    assert it.due.replace(tzinfo=None) - it.paid.replace(tzinfo=None) == timedelta(hours=120)


def test_a_calendar_that_is_not_public_is_said_to_be() -> None:
    it = found(rule="online_48h_2024:48h", paid="2024-06-08 09:30")
    assert not it.clock.calendar_known
    assert it.latest == it.due + timedelta(days=1)  # with a Sunday out, as in 2022
    assert found(paid="2024-06-08 09:30").latest is None


def test_how_long_from_now() -> None:
    late = found(paid="2024-06-04 09:30", now="2024-06-07 10:00")
    assert late.left == timedelta(minutes=-30)
    assert found(paid="2024-06-04 09:30", now="2024-06-07 09:30").left == timedelta()


MODERN = [clock for clock in clocks() if clock.place == "mainland"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(MODERN), st.integers(0, 200 * 86_400), st.sampled_from(ZONES))
def test_it_agrees_with_the_engine_of_whole_tables(clock: Clock, second: int, zone: str) -> None:
    began = datetime.combine(clock.regime.effective_from, datetime.min.time(), PACIFIC)
    paid = began.astimezone(UTC) + timedelta(days=2, seconds=second)
    if clock.regime.last_day is not None and paid.date() >= clock.regime.last_day:
        paid = began.astimezone(UTC) + timedelta(days=2)
    typed = f"{paid.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}"
    it = deadline_of(Asked(paid=typed, now="2026-01-01 00:00", zone=zone, rule=clock.id))
    assert isinstance(it, Deadline), it
    wall = it.paid.replace(tzinfo=None)
    due = deadlines(np.array([wall], "datetime64[us]"), clock.limit.days, clock.weekdays, clock.festivals)
    assert it.due.replace(tzinfo=None) == due[0].item()
    # the calendar holds exactly the time that counts
    counted = sum(day.end - day.start for day in it.days)
    if clock.limit.days == int(clock.limit.days):
        whole_first = clock.stands_still(it.paid.date()) == ""
        assert counted == pytest.approx(clock.limit.days, abs=1e-6) or not whole_first
    assert it.days[0].day.weekday() == 0
    assert it.days[-1].day.weekday() == 6


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "nothing typed": ({"paid": ""}, "Payment: nothing is written"),
    "no moment": ({"paid": "tomorrow"}, "“tomorrow” is not a moment"),
    "no such day": ({"now": "2024-02-30 10:00"}, "Now: “2024-02-30 10:00” is not a moment"),
    "a year beyond": ({"now": "9999-12-31 23:00"}, "is not a moment"),
    "no hour": ({"paid": "2024-04-30"}, "has no hour"),
    "in the future": ({"paid": "2024-05-03 10:00"}, "lies after “now”"),
    "moved into the future": ({"later": 72.0}, "lies after “now”"),
    "an hour that was skipped": (
        {"paid": "2024-03-10 02:30", "zone": ZONES[1]}, "did not exist in US Pacific time"),
    "before the rule": ({"paid": "2022-05-01 10:00"}, "before this rule began on 6 May 2022"),
    "after the rule": ({"rule": "online_5d_2020:5d"}, "after this rule ended on 5 May 2022"),
    "semi-managed under a rule for self-run": ({"mode": "semi_managed"}, "holds for a semi-managed store"),
    "self-run under the semi-managed rule": ({"rule": "jit_2024", "place": "pick_up"}, "holds for a self-run (POP) store"),
    "after a change that nobody tells": (
        {"rule": "online_48h_2024:48h", "paid": "2024-11-02 12:00", "now": "2024-11-03 12:00"}, "new limits are not public"),
    "managed": ({"mode": "fully_managed"}, "No source says that this rule holds for a fully managed store"),
    "no such place": ({"place": "pick_up"}, "no clock for “Picked up at the seller's”"),
    "overseas in 2019": (
        {"rule": "online_7d_2019:7d", "paid": "2019-06-03 10:00", "place": "overseas"}, "are not assessed"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_gets_a_sentence_and_no_deadline(case: str) -> None:
    asked, words = REFUSED[case]
    assert words in refused(**asked)


def test_all_faults_at_once() -> None:
    said = deadline_of(Asked(paid="x", now="", mode="fully_managed", place="pick_up"))
    assert isinstance(said, tuple)
    assert len(said) == 4


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(PLACES), st.sampled_from(list(MODES)))
def test_whatever_is_typed_is_answered(paid: str, now: str, place: str, mode: str) -> None:
    given = deadline_of(Asked(paid=paid, now=now, place=place, mode=mode))
    assert isinstance(given, Deadline) or all(isinstance(it, Phrase) for it in given)


def test_every_clock_of_the_rulebook_is_offered_once_a_place() -> None:
    offered = [(clock.id, clock.place) for clock in clocks()]
    assert len(offered) == len(set(offered))
    assert {id.split(":")[0] for id, _ in offered} >= {
        "online_4wd_2018", "online_7d_2019", "online_5d_2020", "online_multi_2022", "online_48h_2024"}  # fmt: skip
    assert len(module.READERS) >= 1
