"""The figure of the waiting: the data behind it, its words, its font."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import pytest

import aecourse
from aecourse import plots
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES, set_language

SPAN = ("2015-07-03", "2015-08-31")


def test_waits_are_counted_from_the_payment() -> None:
    orders = aecourse.load_sample("price-store")
    table = plots.orders.waits(orders, *SPAN)
    row = table.dropna().iloc[0]
    own = orders.set_index("order_id").loc[row["order_id"]]
    assert row["shipped"] * 86_400 == pytest.approx((own["shipped_at"] - own["paid_at"]).total_seconds())
    kept = orders.set_index("order_id").loc[table["order_id"]]
    assert not (kept["cancel_reason"] == "buyer").any()
    assert (table["deadline"] == 7).all()


def test_shares_by_hand() -> None:
    table = pd.DataFrame({"shipped": [0.5, 2.0, 2.0, None]})
    shares = plots.orders.shares_by_day(table, "shipped").set_index("days")["share"]
    assert [shares[d] for d in (0.0, 0.5, 1.9, 2.0, 14.0)] == [0, 0.25, 0.25, 0.75, 0.75]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_and_words(language: str) -> None:
    set_language(language)
    orders = aecourse.load_sample("price-store")
    ax = plots.orders.waiting(orders, *SPAN)
    table = plots.orders.waits(orders, *SPAN)
    drawn: Any = ax.get_lines()[0].get_ydata()
    assert list(drawn) == list(plots.orders.shares_by_day(table, "shipped")["share"])
    late = 100 * (table["shipped"] <= 7).mean()
    assert f"{late:.1f} %" in plots.summary(ax)
    figure: Any = ax.figure
    figure.savefig(io.BytesIO())


def test_no_order_is_told() -> None:
    with pytest.raises(CourseError, match="1999"):
        plots.orders.waits(aecourse.load_sample("price-store"), "1999-01-01", "1999-01-02")
