"""What the reviews of a window come to: which of them count, and what another reading would say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..base.arguments import guarded
from ..base.language import Phrase
from ..scoring.assessment import assess
from ..scoring.feedback import negative_max, positive_min
from ..scoring.metrics import METRICS
from ..simulation.orders import Store, simulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ..scoring.assessment import Assessment

STARS = (5, 4, 3, 2, 1)
RATED = {
    "stars": (Phrase("Overall", "总评"), "bad.overall_star_max"),
    "dsr_description": (Phrase("DSR description", "DSR 商品描述"), "bad.dsr_description_max"),
    "dsr_communication": (Phrase("DSR communication", "DSR 卖家沟通"), "bad.dsr_communication_max"),
    "dsr_logistics": (Phrase("DSR logistics", "DSR 物流服务"), "bad.dsr_shipping_max"),
}


def review_steps(result: Assessment) -> pd.DataFrame:
    """From the reviews of the window to those of the positive rate: ``step``, ``gone``, ``left``.

    Each review that does not count is taken out once, by the first rule that takes it out: a small
    order, a not-received dispute, neutral stars, a second one of the same buyer in ten days.
    """
    import pandas as pd

    rules = result.regime
    table: Any = result.measurement.table
    reviewed = table["review_at"].between(result.window.start, result.window.end)
    reviewed &= table["stars"].notna()
    small = table["amount_usd"] < rules.get("positive_rate.min_order_usd", 0)
    fought = (table["dispute_reason"] == "not_received") & (table["dispute_end"] != "withdrawn")
    if not rules.get("positive_rate.exclude_nr_disputes", True):
        fought &= False
    neutral = (table["stars"] > negative_max()) & (table["stars"] < positive_min())
    if rules.get("positive_rate.formula", "pos_neg") == "all_reviews":
        neutral &= False  # a neutral review is below the line, and none is left out for its stars
    left, rows = reviewed, [("review", 0, int(reviewed.sum()))]
    for step, out in (("small", small), ("not_received", fought), ("neutral", neutral)):
        rows.append((step, int((left & out).sum()), int((left & ~out).sum())))
        left = left & ~out
    _, counted = result.measurement.masks("positive_rate", result.window)
    rows.append(("merged", int((left & ~counted).sum()), int((left & counted).sum())))
    return pd.DataFrame(rows, columns=["step", "gone", "left"])


READINGS: dict[str, tuple[Phrase, dict[str, Any]]] = {
    "published": (Phrase("As published", "按公布的规则"), {}),
    "all_reviews": (Phrase("divided by all reviews", "除以全部评价"), {"positive_rate.formula": "all_reviews"}),
    "not_received": (
        Phrase("with not-received disputes", "未收到货纠纷也计入"),
        {"positive_rate.exclude_nr_disputes": False},
    ),
    "small": (Phrase("with small orders", "小额订单也计入"), {"positive_rate.min_order_usd": 0}),
    "unmerged": (Phrase("every review of a buyer", "同一买家的评价不合并"), {"positive_rate.merge_ten_days": False}),
}


def rate_readings(result: Assessment) -> pd.DataFrame:
    """The positive rate under each reading of the rule, one changed at a time.

    Columns: ``reading``, ``numerator``, ``denominator``, ``value``, ``low``, ``high`` (the 95 %
    interval), ``status``.
    """
    import pandas as pd

    rows = []
    for reading, (_, changes) in READINGS.items():
        rules = result.regime.using(changes) if changes else result.regime
        read = assess(result.measurement.table, rules, result.window.last, illustrative=True)
        row: Any = read.metrics.set_index("metric").loc["positive_rate"]
        kept = ("numerator", "denominator", "value", "low", "high", "status")
        rows.append({"reading": reading, **{name: row[name] for name in kept}})
    return pd.DataFrame(rows)


def star_counts(result: Assessment) -> pd.DataFrame:
    """How many reviews of the window gave 1 to 5 stars, a row for each thing rated.

    Columns 5, 4, 3, 2, 1, ``mean``, and ``low``: the ratings that make an order bad.
    """
    import pandas as pd

    table: Any = result.measurement.table
    reviews = table[table["review_at"].between(result.window.start, result.window.end)]
    rows: dict[str, dict[Any, float]] = {}
    for column, (_, limit) in RATED.items():
        stars = reviews[column].dropna()
        counts = {star: int((stars == star).sum()) for star in STARS}
        low = int((stars <= result.regime.get(limit, 0)).sum())
        rows[column] = {**counts, "mean": float(stars.mean()), "low": low}
    return pd.DataFrame.from_dict(rows, orient="index")


@guarded
def review_rates(
    shares: Sequence[float] = (0.2, 0.4, 0.6, 0.8), *, store: Store | None = None, seed: int = 1
) -> pd.DataFrame:
    """The same store with more and more buyers who review, under the grade of 2015.

    Columns: ``share``, ``reviews`` (those of the positive rate), ``positive_rate`` with ``low`` and
    ``high``, ``odr``, ``by_review`` (its part that only a review made bad).

    Raises:
        CourseError: a share is out of bounds.
    """
    import pandas as pd

    of = Store() if store is None else store
    rows = []
    for share in shares:
        orders = simulate(replace(of, review_rate=share), orders=3000, seed=seed)
        result = assess(orders, "grade_2015_odr", as_of="2015-09-30")
        rate: Any = result.metrics.set_index("metric").loc["positive_rate"]
        odr: Any = result.metrics.set_index("metric").loc["odr"]
        other = result.measurement.inside(_unreviewed(), result.window)
        bad, _ = result.measurement.masks("odr", result.window)
        rows.append(
            {
                "share": share,
                "reviews": int(rate["denominator"]),
                "positive_rate": rate["value"],
                "low": rate["low"],
                "high": rate["high"],
                "odr": odr["value"],
                "by_review": float((bad & ~other).sum()) / float(odr["denominator"]),
            }
        )
    return pd.DataFrame(rows)


def _unreviewed() -> tuple[Any, ...]:
    """The events that make an order bad without a review."""
    return tuple(e for e in METRICS["odr"].numerator if e.moment != "review_at")
