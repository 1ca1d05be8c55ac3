"""Each view in the states that differ most, as frames: what is usual, and what is rare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from aecourse import live
from aecourse.base.language import Phrase
from aecourse.live.guesses import Guess
from aecourse.live.order_explorer.view import PRESETS
from aecourse.live.store_year.frame import YearScenario, year_frame
from aecourse.models import year as game
from aecourse.models.year import REFERENCE, Choice, ProfitCause
from aecourse.models.year.hindsight import MonthCost
from tests.layout import Sheet

Frames = dict[str, Any]
LONG = Phrase("A name that goes on and on " * 8, "一个很长很长的名字" * 16)
"""What a table, a rule or another year may name: it is cut, and touches nothing."""


def _each(found: tuple[Any, ...], **changes: Any) -> tuple[Any, ...]:
    return tuple(replace(one, **changes) for one in found)


def _scorelab() -> Iterator[tuple[str, Any]]:
    lab = live.ScoreLab(language="en")
    yield "start", lab.frame
    yield "asked", replace(lab.frame, guess=Guess())
    yield "guessed", replace(lab.frame, guess=Guess(0.05))
    yield "guessed at the right", replace(lab.frame, guess=Guess(lab.frame.axis.now))
    lab.compare()
    lab.set(stockout_rate=0.1, product_quality=0.6)
    yield "worse", lab.frame
    lab.set(stockout_rate=0.3, parcel_loss_rate=0.1)
    yield "widened", lab.frame
    lab.set(stockout_rate=0.0, parcel_loss_rate=0.0, description_accuracy=0.98)
    yield "better", lab.frame
    yield (
        "long",
        replace(
            lab.frame,
            conditions=(LONG,) * 5,
            offending=_each(lab.frame.offending, order_id=LONG.en, what=LONG, why=LONG),
        ),
    )
    lab.set(orders_per_day=1)
    yield "few", lab.frame
    for regime in ("daily6", "online_5d_2020", "store_score_2023", "capability_2022"):
        lab.judge_by(regime)
        lab.compare()
        lab.set(product_quality=0.6, orders_per_day=12)
        yield regime, lab.frame
        yield (
            f"{regime}, long",
            replace(
                lab.frame,
                items=_each(lab.frame.items, name=LONG),
                offending=_each(lab.frame.offending, order_id=LONG.en),
            ),
        )


def _order_explorer() -> Iterator[tuple[str, Any]]:
    for preset in sorted(PRESETS):
        view = live.OrderExplorer(preset=preset, language="en")
        yield preset, view.frame
    view = live.OrderExplorer(language="en")
    view.set(shipped_at=3, delivered_at=31)
    yield "moved", view.frame
    view.judge_by("jit_2024")
    yield "strip", view.frame
    marks = _each(view.frame.marks, name=LONG, who=LONG)
    yield "long", replace(view.frame, marks=marks, findings=_each(view.frame.findings, brief=LONG), name=LONG)


def _regimes() -> Iterator[tuple[str, Any]]:
    view = live.Regimes(language="en")
    for day in ("2015-01-31", "2015-10-31", "2018-09-30", "2019-06-30", "2022-05-31", "2024-02-29", "2024-12-31"):
        view.go(day)
        yield day, view.frame
    rows = tuple(replace(row, name=LONG, source=LONG, now=replace(row.now, word=LONG)) for row in view.frame.rows)
    changes = view.frame.changes or view.frame.ahead
    yield "long", replace(view.frame, rows=rows, changes=_each((*changes, *changes)[:5], what=LONG))


def _small_numbers() -> Iterator[tuple[str, Any]]:
    for name, setting in {
        "usual": {}, "no order": {"orders": 0}, "five": {"orders": 5}, "most": {"orders": 5000},
        "over the limit": {"share": 0.09, "limit": 0.065, "orders": 120}, "no ratings": {"first_ratings": 0, "second_ratings": 0},
        "toss-up": {"share": 0.2, "limit": 0.2, "orders": 5}, "lucky": {"limit": 0.08, "orders": 80, "seed": 8},
    }.items():  # fmt: skip
        frame = live.SmallNumbers(language="en", **setting).frame
        yield name, frame
    frame = live.SmallNumbers(language="en").frame
    for name, guess in (("asked", None), ("guessed low", 5), ("guessed high", 5000)):
        yield name, replace(frame, guess=Guess(guess))


def _tier_ladder() -> Iterator[tuple[str, Any]]:
    view = live.TierLadder(language="en")
    yield "usual", view.frame
    view.compare()
    view.set(start_gmv=100_000, conversion=0.002, score=40, months=18)
    yield "falls", view.frame
    view.set(start_gmv=0, conversion=0, months=6)
    yield "no order", view.frame
    view.set(score=100, strength=3, conversion=0.08, order_value=100, mean_visits=60_000, start_gmv=100_000, months=36)
    yield "at the top", view.frame


def _transition() -> Iterator[tuple[str, Any]]:
    view = live.Transition(language="en")
    yield "usual", view.frame
    view.compare()
    for name, levers in (("no fee", {"fee": 0}), ("dear", {"fee": 50_000, "breadth": 8, "refund": False}),
                         ("blind", {"tell": 0, "fee": 5_000})):  # fmt: skip
        view.set(**levers)
        yield name, view.frame


def _tactics() -> Iterator[tuple[str, Any]]:
    for picked in ((), ("stock", "listing"), ("ship",), ("ship", "reply"), ("reword",)):
        view = live.Tactics(list(picked), orders=400, language="en", usd=200)
        yield "+".join(picked) or "none", view.frame


COSTS = (400, 4083, -30, 0, 950, -1200, 60, 33, 12, 800, 5, 90)


def _store_year() -> Iterator[tuple[str, Any]]:
    for name, policy, months, causes in (
        ("opening", REFERENCE, 0, 0), ("first", Choice(), 1, 0), ("good", REFERENCE, 5, 0), ("bad", Choice(), 7, 0),
        ("in the red", Choice(3.0, "premium", "studio", "round", "express", 100, 1.0, "c"), 1, 0),
        ("end", REFERENCE, 12, 0), ("end, counting", Choice(), 12, 3), ("end, counted", REFERENCE, 12, 9),
    ):  # fmt: skip
        year = game.begin(2)
        while len(year.months) < months and not year.over:
            year = game.play(year, policy)
        scenario = YearScenario.create(policy, seed=2, language="en")
        scenario.year = year
        if causes:
            scenario.sound = 12_345
            scenario.causes = tuple(ProfitCause(cause, (-1) ** n * 1500 * n, -400)
                                    for n, cause in enumerate([*game.NAMES, "luck"][:causes]))  # fmt: skip
        frame = year_frame(scenario)
        if causes == 9:
            costs = tuple(
                MonthCost(n, cost, replace(REFERENCE, price=1.25), ("price",)) for n, cost in enumerate(COSTS, 1)
            )
            frame = replace(frame, costs=costs, best_worths=tuple(100.0 * n - 300 for n in range(12)))
        yield name, frame
        if name == "good":
            yield "long", replace(frame, news=(*frame.news[:1], LONG), hint=LONG, others=(LONG,) * len(frame.others))


def _capstone() -> Iterator[tuple[str, Any]]:
    view = live.Capstone(1, language="en")
    for metric, by in (
        ("odr", "carrier"),
        ("dsr_description", "supplier"),
        ("not_sold_rate", "week"),
        ("odr", "country"),
    ):
        if by in view.case.columns:
            view.look(metric=metric, by=by)
            yield f"{metric} by {by}", view.frame
    view.write(("supplier=SUP-A", "poor_goods", "better_goods", "whole_supplier"))
    yield "planned", view.frame
    poor = live.Capstone(1, budget=500, language="en")
    for name, value in {"where": "supplier=SUP-A", "reason": "whole_supplier", "cause": "poor_goods",
                        "measure": "better_goods"}.items():  # fmt: skip
        poor.controls[name].value = value
    yield "too dear", poor.frame
    poor.score()
    yield "refused", poor.frame
    rows = _each(view.frame.rows, place=LONG, cause=LONG, measure=LONG, reason=LONG, cost=1200.0)
    yield "long", replace(view.frame, name=LONG, labels=(LONG,) * len(view.frame.labels), looked_at=LONG, rows=rows,
                          message=LONG, hidden=3)  # fmt: skip
    view.score()
    yield "judged", view.frame


def _deadline_clock() -> Iterator[tuple[str, Any]]:
    for name, asked in {
        "a holiday": {}, "run out": {"now": "2024-06-01 10:00"},
        "a short limit": {"rule": "online_multi_2022:24h", "paid": "2024-06-04 09:30", "now": "2024-06-04 09:31"},
        "a long holiday": {"rule": "online_5d_2020:5d", "paid": "2021-09-29 20:00", "now": "2021-10-01 10:00"},
        "calendar not public": {"rule": "online_48h_2024:48h", "paid": "2024-06-08 09:30", "now": "2024-06-08 12:00"},
        "semi-managed": {"rule": "jit_2024", "place": "pick_up", "mode": "semi_managed", "paid": "2024-06-08 13:00",
                         "now": "2024-06-08 14:00"},
        "wrong": {"paid": "soon"},
    }.items():  # fmt: skip
        yield name, live.DeadlineClock(language="en", **asked).frame


def _my_numbers() -> Iterator[tuple[str, Any]]:
    for name, typed in {
        "example": {}, "in time": {"scanned_30": 80, "rule": "plus_72h"}, "managed": {"mode": "fully_managed"},
        "few disputes": {"snad_30": 1}, "no orders": {"orders_30": 0, "orders_90": 0},
        "wrong": {"day": "soon"}, "store score": {"rule": "store_score_2023"},
    }.items():  # fmt: skip
        view = live.MyNumbers(language="en", **typed)
        for part in ("rules", "stand", "then", "back"):
            view.part.value = part
            yield f"{name}, {part}", view.frame


_STATES: dict[str, Callable[[], Iterator[tuple[str, Any]]]] = {
    "ScoreLab": _scorelab, "OrderExplorer": _order_explorer, "Regimes": _regimes, "SmallNumbers": _small_numbers,
    "TierLadder": _tier_ladder, "Transition": _transition, "Tactics": _tactics, "StoreYear": _store_year,
    "Capstone": _capstone, "DeadlineClock": _deadline_clock, "MyNumbers": _my_numbers,
}  # fmt: skip


@cache
def states(view: str) -> Frames:
    """The frames of a view, by what they show."""
    return dict(_STATES[view]())


def pictures(view: str, language: str) -> dict[str, str]:
    """Every picture of a view in a language: each state at each width."""
    art = getattr(live, view).art
    return {
        f"{view}, {state}, {width}, {language}": getattr(art, width)(frame, language)
        for state, frame in states(view).items() for width in ("picture", "narrow", "poster") if hasattr(art, width)
    }  # fmt: skip


def sheet(view: str, state: str, width: str = "picture") -> tuple[Any, Sheet]:
    """The frame of a state, and what its picture in English shows."""
    frame = states(view)[state]
    return frame, Sheet(getattr(getattr(live, view).art, width)(frame, "en"))
