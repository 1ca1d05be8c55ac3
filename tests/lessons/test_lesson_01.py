"""What the prose of lesson 01 says of the model is so: a changed assumption must not make it false."""

from __future__ import annotations

from typing import Any

import pytest

from aecourse import plots, rulebook
from aecourse.exercises.facts import lesson_01
from aecourse.models.market import Market
from aecourse.models.unravelling import transition
from aecourse.rulebook import fees


def _ends(**levers: Any) -> list[tuple[int, int]]:
    both = transition(Market(**levers))
    return [
        (side.last.sellers, round(100 * (side.last.quality or 0)))
        for side in (both.free, both.paid)
    ]


def test_the_five_sellers() -> None:
    assert lesson_01.rounds() == [(12, 4), (10, 3), (8, 2), (6, 2)]
    assert all(cost < worth for worth, cost in zip(lesson_01.WORTH, lesson_01.COST, strict=True))


def test_the_first_year_of_the_fee() -> None:
    months = transition().paid.months
    assert (months[23].sellers, months[35].sellers) == (73, 32)


def test_the_experiments() -> None:
    assert _ends() == [(71, 53), (68, 63)]
    assert [sellers for sellers, _ in _ends(tell=0.0)] == [0, 0]
    free, paid = _ends(squeeze=0.0)
    assert free == (120, 65)
    assert paid[1] == 65
    assert _ends(refund=False)[1] == (53, 59)
    assert _ends(running_cost=4_000.0)[0] == (64, 63)
    assert lesson_01.at_thirty() == "fewer"


def test_hollow_dots_are_good_goods_on_the_left_and_thin_shelves_on_the_right() -> None:
    both = transition()
    quality = both.sellers.quality
    free, paid = both.free, both.paid
    assert quality[~free.present].mean() > quality[free.present].mean() + 0.2
    sales = paid.ledger.sales
    assert sales[~paid.present].mean() < 0.6 * sales[paid.present].mean()
    gone = ~paid.present
    assert (paid.categories[gone] >= 3).mean() > (paid.categories >= 3).mean()


def test_what_the_figure_is_said_to_show() -> None:
    table = plots.market.fee_effects().pivot_table(
        index="tell", columns="fee", values="quality", dropna=False
    )
    assert (table.loc[[0.4, 0.6, 0.8]] > 0).all().all()
    gamble = table.loc[0.3]
    assert gamble.min() < 0 < gamble.max()
    assert gamble.isna().any()
    assert table.loc[0.2].max() <= 4
    assert table.loc[0.2].isna().any()


def test_the_numbers_of_the_rule() -> None:
    table = rulebook.table("fee_2016")
    assert dict(table["refund.typical"]) == {"half": 15_000, "full": 45_000}
    assert dict(table["refund.phones"]) == {"half": 45_000, "full": 90_000}
    assert (table["fee.typical"], table["fee.phones"], table["scopes"]) == (10_000, 30_000, 8)
    assert lesson_01.fees() == 25_000
    assert fees.refund("typical", 48_000).share == 1
    assert fees.refund("typical", 8_000).share == 0


def test_better_goods_pay_from_a_share_on() -> None:
    assert lesson_01.share_needed() == pytest.approx(0.55)
