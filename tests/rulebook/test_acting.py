"""Every parameter of every regime acts, or its entry says that it is only told.

A parameter acts if another value changes what the course works out: an assessment, the score of a
month, the next check day, the days that a check covers, or the days on which the regime is in force.
Sentences and lines that are merely shown do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

import pandas as pd
import pytest

from aecourse import assess, rulebook
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES, using
from aecourse.orders import ensure
from aecourse.rulebook import Parameter, Regime, next_check
from aecourse.rulebook.values import misfit
from aecourse.rulebook.vocabulary import MODES, TOLD
from aecourse.scoring.assessment import check_window, month_score
from aecourse.scoring.events import EventTimes
from aecourse.simulation.orders import Store, simulate

ENTRIES = [(r.id, p.key) for r in rulebook.regimes() for p in r.parameters.values()]
ACTING = [(id, key) for id, key in ENTRIES if rulebook.load(id).parameter(key).told is None]
ONLY_TOLD = [entry for entry in ENTRIES if entry not in ACTING]

BANDS = {"general": 0.001, "serious": 0.01, "very_serious": 0.5}
GIVEN: Mapping[str, Any] = {
    "grade.liable_rate": {"excellent": 0.0, "good": 0.0, "pass": 0.0},
    "bands.not_sold_rate": BANDS,
    "bands.nr_rate": BANDS,
    "bands.online_rate_5d": {"general": 0.999, "serious": 0.99, "very_serious": 0.5},
    "bands.positive_rate": {"general": 0.999, "serious": 0.99, "very_serious": 0.5},
    "bands.dsr_description": {"general": 4.9, "serious": 4.8, "very_serious": 2},
    "single_item_very_bad": {
        "online_rate_72h": 0.99, "reply_24h_rate": 0.99, "positive_rate": 0.99, "snad_rate": 0.0,
    },
}  # fmt: skip
"""Values for what nobody knows and has no teaching default."""

BEFORE: Mapping[str, Mapping[str, Any]] = {
    "snad.bands.fashion_categories": {"snad.min_orders": 1, "snad.bands.fashion": BANDS},
    "snad.bands.other": {"snad.min_orders": 1},
    "bands": {"exit_below": 0.01},
    "points": {"exit_below": 0.01},
    "single_item_very_bad_freezes": {"single_item_very_bad": GIVEN["single_item_very_bad"]},
}
"""What must be known first for a parameter to matter."""


AFTER_A_HOLIDAY = {"online_7d_2019": 2019, "online_5d_2020": 2020, "online_multi_2022": 2022}


@cache
def day_of(id: str) -> date:
    """A day inside the time of a regime; where holidays stop the clock, after the National Day."""
    if id in AFTER_A_HOLIDAY:
        return date(AFTER_A_HOLIDAY[id], 10, 20)
    regime = rulebook.load(id)
    last = regime.effective_to or regime.effective_from + timedelta(days=400)
    return min(regime.effective_from + timedelta(days=100), last)


SHOPS: Mapping[str, Store] = {
    "bad": Store(
        orders_per_day=4, stockout_rate=0.2, description_accuracy=0.2, product_quality=0.2,
        parcel_loss_rate=0.2, handling_days=4, settle_generosity=0.1, reply_hours=60,
    ),
    "middling": Store(orders_per_day=4),
    "quick": Store(orders_per_day=4, handling_days=0.8, scan_delay_days=0.4, stockout_rate=0.01),
    "small": Store(orders_per_day=0.4),
}  # fmt: skip


@cache
def table(name: str, day: date) -> EventTimes:
    """A store's orders up to *day*: two category groups, returning buyers, cheap and custom goods.

    What is found in them is shared by all values that are tried, as :func:`aecourse.compare` shares it.
    """
    of = SHOPS[name]
    many = int(of.orders_per_day * 220)
    groups = ("apparel", "computer_accessories")
    parts = [
        simulate(of, orders=many // part, seed=part, until=day, category=category)
        for part, category in enumerate(groups[:: -1 if name == "middling" else 1], start=1)
    ]
    made = pd.concat(parts, ignore_index=True)
    made["order_id"] = [f"o{i}" for i in range(len(made))]
    made["buyer_id"] = [f"b{i // 3}" for i in range(len(made))]
    made.loc[::3, "amount_usd"] = 4.0
    made.loc[::7, "exempt"] = True
    made["custom_goods"] = False
    made.loc[::2, "custom_goods"] = True
    made.loc[::2, "ship_by"] = made["paid_at"] + pd.Timedelta(days=9)
    row = pd.Series(range(len(made)))
    made["mode"] = row.map(lambda n: ("pop", "semi_managed", "fully_managed")[n % 3])
    made["handover"] = row.map(lambda n: ("pickup", "self_delivery")[n // 3 % 2])
    made["listed_at"] = made["paid_at"] - pd.to_timedelta(row % 90, unit="D")
    made["sold_last_month"] = row % 40
    return EventTimes(ensure(made))


def worked_out(regime: Regime, key: str, orders: EventTimes, day: date) -> Iterator[Any]:
    """What the course works out from a regime and a table, one thing after the other."""
    if scores_months(key):
        yield month_score(orders, regime, day, illustrative=True)
    found = assess(orders, regime, day, illustrative=True, new_enterprise=of_new_enterprises(key))
    verdict = found.verdict
    yield found.window
    yield found.metrics.drop(columns="limit").to_dict("list")
    yield verdict.eligible, verdict.statuses, verdict.outcome, verdict.items
    yield verdict.score, verdict.points, verdict.categories
    yield check_window(regime, day)
    yield [regime.in_force(date(2014, 1, 1) + timedelta(days=10 * n)) for n in range(450)]
    for of in OF:
        try:
            yield [next_check(regime, day + timedelta(days=n), of=of) for n in (-99, -60, 0)]
        except CourseError as error:
            yield type(error)


def scores_months(key: str) -> bool:
    return key == "month_score_days"


def of_new_enterprises(key: str) -> bool:
    return key.startswith("new_enterprise")


OF: tuple[Literal["store", "product"], ...] = ("store", "product")


def as_given(id: str, key: str) -> Regime:
    regime = rulebook.load(id)
    return regime.using({k: v for k, v in BEFORE.get(key, {}).items() if k in regime})


@cache
def _plain(id: str, name: str, like: str) -> list[str]:
    regime = as_given(id, like)
    return [repr(part) for part in worked_out(regime, like, table(name, day_of(id)), day_of(id))]


def plain(id: str, name: str, key: str) -> list[str]:
    """What the rules as they are give; worked out once for all keys that are looked at in one way."""
    own = key in BEFORE or scores_months(key)
    return _plain(id, name, key if own else "new_enterprise" if of_new_enterprises(key) else "")


def others(parameter: Parameter) -> Iterator[Any]:
    """Other values that the parameter could have."""
    if parameter.key in GIVEN:
        yield GIVEN[parameter.key]
        return
    model = parameter.illustrative if parameter.is_unknown else parameter.value
    for other in [[mode] for mode in MODES] if parameter.unit == "modes" else _others(model):
        if other != parameter.value and misfit(other, parameter.unit) is None:
            yield other
    yield from (other.value for other in parameter.alternatives)


def _others(model: Any) -> Iterator[Any]:
    if isinstance(model, Mapping):
        for name in model:
            for other in _others(model[name]):
                yield {**model, name: other}
    elif isinstance(model, str):
        yield from ("America/Los_Angeles", "Asia/Shanghai", "03:30", "20:00")
    elif isinstance(model, tuple):
        yield from ([item for item in model if item != left] for left in model)
        if all(isinstance(item, int) for item in model):
            yield [item + 1 for item in model]
    elif isinstance(model, bool):
        yield not model
    elif isinstance(model, date):
        yield from (model + timedelta(days=n) for n in (-400, -30, -3, 3, 30, 90, 400))
    elif isinstance(model, int | float):
        yield from (0, 1, 2, 3, 5, 20, 30, 100, 1000, 0.001, 0.1, 0.5, 0.8, 0.95, 0.999, 4.5, 4.9)


@pytest.mark.parametrize(("id", "key"), ACTING)
def test_another_value_changes_what_is_worked_out(id: str, key: str) -> None:
    regime, day = as_given(id, key), day_of(id)
    for name in SHOPS:
        for value in others(regime.parameter(key)):
            try:
                changed = worked_out(regime.using({key: value}), key, table(name, day), day)
                pairs = zip(changed, plain(id, name, key), strict=False)
                if any(repr(new) != old for new, old in pairs):
                    return
            except CourseError:
                continue
    raise AssertionError(f"{id}.{key} acts on nothing")


@pytest.mark.parametrize(("id", "key"), ONLY_TOLD)
def test_what_is_only_told_is_refused_with_a_reason(id: str, key: str) -> None:
    regime = rulebook.load(id)
    parameter = regime.parameter(key)
    for language in LANGUAGES:
        with using(language), pytest.raises(CourseError) as caught:
            regime.using({key: parameter.value})
        said = caught.value.phrase.text(language)
        assert key in said and TOLD[str(parameter.told)].text(language) in said
        assert any(other in said for other in regime if regime.parameter(other).told is None)
