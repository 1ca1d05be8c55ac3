"""Which reviews count: one buyer's reviews of one kind in a ten-day period are merged into one.

Rule (confirmed by several sources, see the rulebook's table ``feedback``): the same buyer, the same
seller, the same ten-day period (days 1-10, 11-20, 21-end of the month, platform time) and the same
kind of review (positive, neutral, negative) make one review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

if TYPE_CHECKING:
    import pandas as pd

COUNTED = "review_counted"


def merged(table: pd.DataFrame, considered: Any) -> Any:
    """Of the reviews marked in *considered*, the earliest of each merged group, as a boolean array.

    Merging looks at the considered reviews only, so an order outside the window never matters.
    """
    import numpy as np
    import pandas as pd

    rows = considered.nonzero()[0]
    at = pd.DatetimeIndex(table["review_at"].array[rows])
    stars = table["stars"].to_numpy()[rows]
    kind = np.where(stars >= 4, 2, np.where(stars <= 2, 0, 1))
    day = at.day.to_numpy()
    period = (at.year.to_numpy() * 12 + at.month.to_numpy()) * 3 + (day > 10) + (day > 20)
    buyers, _ = pd.factorize(table["buyer_id"].array[rows])
    stores, names = pd.factorize(table["store_id"].array[rows])
    periods, known = pd.factorize(period)
    key = ((buyers * len(names) + stores) * len(known) + periods) * 3 + kind
    counted = np.zeros(len(table), dtype=bool)
    again = pd.Series(key).duplicated(keep=False).to_numpy()
    counted[rows[~again]] = True
    few = pd.DataFrame({"key": key[again], "at": at[again], "row": rows[again],
                        "order_id": table["order_id"].array[rows[again]]})  # fmt: skip
    first = few.sort_values(["at", "order_id"]).drop_duplicates("key")
    counted[first["row"].to_numpy(dtype="int64")] = True
    return counted


def with_merged_reviews(frame: Any, considered: nw.Expr) -> Any:
    """Add the flag :data:`COUNTED` to a frame of any engine: the same as :func:`merged`."""
    review = nw.col("review_at")
    number = nw.Int64
    kind = (nw.col("stars") >= 4).cast(number) - (nw.col("stars") <= 2).cast(number)
    period = (
        (review.dt.year() * 12 + review.dt.month()) * 3
        + (review.dt.day() > 10).cast(number)
        + (review.dt.day() > 20).cast(number)
    )
    keys = ["store_id", "buyer_id", "_period", "_kind", "_considered"]
    return (
        frame.with_columns(
            period.alias("_period"), kind.alias("_kind"),
            nw.when(considered).then(1).otherwise(0).alias("_considered"),
        )
        .with_columns(review.min().over(*keys).alias("_earliest"))
        .with_columns(nw.when(review == nw.col("_earliest")).then(1).otherwise(0).alias("_first"))
        .with_columns(nw.col("order_id").min().over(*keys, "_first").alias("_id"))
        .with_columns(
            ((nw.col("_considered") == 1) & (nw.col("_first") == 1)
             & (nw.col("order_id") == nw.col("_id"))).alias(COUNTED)
        )
        .drop("_period", "_kind", "_considered", "_earliest", "_first", "_id")
    )  # fmt: skip
