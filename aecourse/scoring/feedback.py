"""Which reviews count: one buyer's reviews in a ten-day period are merged.

Rule (confirmed by several sources, see the rulebook's tables ``feedback`` and ``dsr``): the same
buyer, the same seller and the same ten-day period (days 1-10, 11-20, 21-end of the month, platform
time) make one review of each kind (positive, neutral, negative), and one DSR rating of each item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import narwhals as nw

from .. import rulebook
from .counting import tally

if TYPE_CHECKING:
    from .columns import Columns
    from .events import EventTimes

Merging = Literal["kind", "item"]


def positive_min() -> int:
    """From how many stars a review is positive."""
    return int(rulebook.table("feedback")["positive_stars_min"])


def negative_max() -> int:
    """Up to how many stars a review is negative; between the two it is neutral."""
    return int(rulebook.table("feedback")["negative_stars_max"])


def flag(metric: str) -> str:
    """The column that says whether a review counts in *metric*, on engines other than pandas."""
    return f"{metric}__counted"


def merged(times: EventTimes, considered: Any, by: Merging) -> Any:
    """Of the reviews marked in *considered*, the earliest of each merged group, as a boolean array.

    Merging looks at the considered reviews only, so an order outside the window never matters.
    """
    import numpy as np

    counted = considered.copy()
    rows = considered.nonzero()[0]
    buyer = times.codes("buyer_id", "review_at")[rows] + 1  # -1: missing
    several = tally(buyer)[buyer] > 1  # most buyers wrote one review: none is merged with it
    rows, key = rows[several], buyer[several].astype("int64")
    if not len(rows):
        return counted
    counted[rows] = False
    at = times.column("review_at").data[rows].view("datetime64[us]")
    months = at.astype("datetime64[M]")
    day = (at.astype("datetime64[D]") - months.astype("datetime64[D]")).astype("int64") + 1
    period = months.astype("int64") * 3 + (day > 10) + (day > 20)
    for codes in (times.codes("store_id")[rows] + 1, period - period.min(), _kind(times, rows, by)):
        key = key * (int(codes.max()) + 1) + codes
    # The earliest of each group; of reviews in the same instant the one of the lowest order id.
    order = np.lexsort((at, key))
    key, at, rows = key[order], at[order], rows[order]
    opens = np.concatenate([[True], key[1:] != key[:-1]])
    counted[rows[opens]] = True
    ties = (~opens[1:] & (at[1:] == at[:-1])).nonzero()[0]
    if len(ties):
        ids = times.column("order_id").data
        for group in np.unique(key[ties]):
            same = rows[(key == group) & (at == at[key == group][0])]
            counted[same] = False
            counted[min(same, key=lambda row: str(ids[row]))] = True
    return counted


def _kind(times: EventTimes, rows: Any, by: Merging) -> Any:
    import numpy as np

    if by == "item":  # a review without a product is of no item that another is of
        product = times.codes("product_id")[rows]
        nameless = product < 0
        return np.where(nameless, product.max() + np.cumsum(nameless), product)
    stars = times.column("stars").data[rows]
    return np.where(stars >= positive_min(), 2, np.where(stars <= negative_max(), 0, 1))


def with_merged_reviews(frame: Any, considered: nw.Expr, by: Merging, name: str, col: Columns) -> Any:
    """Add the boolean column *name* to a frame of any engine: the same as :func:`merged`."""
    review, number = nw.col("review_at"), nw.Int64
    period = (
        (review.dt.year() * 12 + review.dt.month()) * 3
        + (review.dt.day() > 10).cast(number)
        + (review.dt.day() > 20).cast(number)
    )
    if by == "item":  # a review without a product is of no item that another is of
        nameless = nw.when(nw.col("product_id").is_null()).then(nw.col("order_id"))
        kinds = {"_kind": nw.col("product_id"), "_alone": nameless}
    else:
        stars = col("stars")
        kinds = {"_kind": (stars >= positive_min()).cast(number) - (stars <= negative_max()).cast(number)}
    keys = ["store_id", "buyer_id", "_period", *kinds, "_considered"]
    return (
        frame.with_columns(
            period.alias("_period"),
            *(kind.alias(key) for key, kind in kinds.items()),
            nw.when(considered).then(1).otherwise(0).alias("_considered"),
        )
        .with_columns(review.min().over(*keys).alias("_earliest"))
        .with_columns(nw.when(review == nw.col("_earliest")).then(1).otherwise(0).alias("_first"))
        .with_columns(nw.col("order_id").min().over(*keys, "_first").alias("_id"))
        .with_columns(
            ((nw.col("_considered") == 1) & (nw.col("_first") == 1) & (nw.col("order_id") == nw.col("_id"))).alias(name)
        )
        .drop("_period", *kinds, "_considered", "_earliest", "_first", "_id")
    )
