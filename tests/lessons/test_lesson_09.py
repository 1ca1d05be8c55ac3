"""What the prose of lesson 09 says of its shop is so: a changed model must not make it false."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from aecourse import rulebook
from aecourse.models.trials import LESSON_ORDERS, Trial, singles, trial
from aecourse.simulation.orders import simulate
from aecourse.simulation.stores import LOW_PRICE
from aecourse.simulation.tactics import apply, honest


@pytest.fixture(scope="module")
def alone() -> Mapping[str, Trial]:
    return singles(store=LOW_PRICE, orders=LESSON_ORDERS)


def test_the_shop(alone: Mapping[str, Trial]) -> None:
    above, below = alone["ship"].before.parts("odr")
    assert (LESSON_ORDERS, int(below.sum()), int(above.sum())) == (1620, 1585, 507)
    assert round(100 * alone["ship"].changes["odr"].before, 1) == 32.0


def test_a_gap_is_closed() -> None:
    assert round(apply(LOW_PRICE, "ship").handling_days, 2) == 2.17


def test_quick_replies_come_seventh_of_nine(alone: Mapping[str, Trial]) -> None:
    ids = sorted((one.id for one in honest()), key=lambda id: -alone[id].changes["odr"].gain)
    assert len(ids) == 9
    assert ids.index("reply") + 1 == 7
    assert ids[0] == "ship"


def test_six_of_nine_would_be_invisible(alone: Mapping[str, Trial]) -> None:
    hidden = [
        one.id for one in honest()
        if alone[one.id].changes["odr"].gain < alone[one.id].changes["odr"].apart
    ]  # fmt: skip
    assert len(hidden) == 6
    assert "supplier" in hidden
    assert all(alone[one.id].changes["odr"].sure == 1 for one in honest())


def test_the_narrower_number_shows_sooner(alone: Mapping[str, Trial]) -> None:
    changes = alone["ship"].changes
    needed = [changes[id].needed for id in ("odr", "not_sold_rate", "online_rate_5d")]
    assert needed == [491, 167, 47]


def test_what_moves_what(alone: Mapping[str, Trial]) -> None:
    def relief(tactic: str, metric: str) -> float:
        return alone[tactic].changes[metric].relief or 0.0

    assert relief("settle", "arbitration_rate") > 0.5
    assert relief("settle", "snad_rate") < 0.1
    for metric in ("arbitration_rate", "liable_rate"):
        assert alone["answer"].changes[metric].sure == -1
    for tactic in ("ship", "line"):
        assert alone[tactic].changes["snad_rate"].sure == -1
    best = max(relief(one.id, "snad_rate") for one in honest())
    assert 0.4 < relief("reword", "snad_rate") < 0.5
    assert relief("reword", "snad_rate") > best


def test_the_tempting_one(alone: Mapping[str, Trial]) -> None:
    found = alone["reword"].changes
    assert round(100 * found["nr_rate"].before, 1) == 11.8
    assert round(100 * found["nr_rate"].after, 1) == 13.3
    assert found["odr"].difference > 0
    assert found["positive_rate"].difference > 0
    first = trial("reword", store=LOW_PRICE, orders=LESSON_ORDERS, reading="first_reason")
    assert first.changes["positive_rate"].difference == 0


def test_by_hand() -> None:
    tables = [
        simulate(it, orders=LESSON_ORDERS, seed=1) for it in (LOW_PRICE, apply(LOW_PRICE, "ship"))
    ]
    before, after = (table["shipped_at"] > table["ship_by"] for table in tables)
    assert int((before & ~after).sum()) == 91
    assert int((~before & after).sum()) == 0


def test_points_and_bands_are_the_rulebooks() -> None:
    regime = rulebook.load("capability_2022")
    assert str(regime["penalties_from"]) == "2022-02-26"
    assert regime["snad.min_orders"] == 5
    assert dict(regime["snad.bands.other"]) == {"general": 0.1, "serious": 0.2, "very_serious": 0.5}
    assert regime["snad.bands.fashion"]["general"] == 0.05
    assert len(regime["snad.bands.fashion_categories"]) == 5
    points = rulebook.table("points")
    assert dict(points["per_case"]) == {"general": 2, "serious": 12, "very_serious": 48}
    assert points["close_at"] == 48
    disputes = rulebook.table("dispute")
    assert disputes["nr_small_packet.rate_above"] == 0.15
    assert disputes["nr_small_packet.min_orders"] == 2
