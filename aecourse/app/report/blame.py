"""The orders that hurt a metric, each with what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...base.language import Phrase
from ...live.scorelab.orders import hurting, offending_orders
from ...live.scorelab.scenario import rollable
from ...scoring.assessment import Assessment
from ...scoring.metrics import METRICS
from ...scoring.outcomes.order_in_time import KIND, late
from .facts import Blamed

if TYPE_CHECKING:
    import pandas as pd

TOLD = 500
"""So many orders of a metric are told in words; all of them are in the files."""


def hurt_by(result: Assessment, metric: str, category: str | None = None) -> Any:
    """Which orders hurt a metric of an assessment, as a boolean array.

    Those of the numerator where less is better, the others of the denominator where more is; of a
    mean of stars those with fewer than five.
    """
    if result.regime.outcome == KIND.id:
        found = late(result.found)
    elif METRICS[metric].stars:
        stars = result.measurement.table[METRICS[metric].stars].to_numpy(dtype=float)
        found = result.masks[metric][1] & (stars < 5)
    else:
        found = hurting(result, metric)
    return found if category is None else found & result.here(metric, category)


def blamed(result: Assessment, metric: str, rows: Any) -> tuple[Blamed, ...]:
    """The orders *rows* (a boolean array) in words, the worst or the latest first, at most so many."""
    table = result.measurement.table[rows]
    if metric not in rollable(result.regime):
        return _rated(table, metric)
    words = (
        {one.order_id: one for one in offending_orders(result, metric, len(result.measurement.table))}
        if len(table)
        else {}
    )
    by_id = {str(row["order_id"]): row for row in _records(table)}
    listed = [one for id, one in words.items() if id in by_id][:TOLD]
    return tuple(_blamed(by_id[one.order_id], one.what, one.why, one.day) for one in listed)


def _rated(table: pd.DataFrame, metric: str) -> tuple[Blamed, ...]:
    column = METRICS[metric].stars or "stars"
    worst = table.sort_values([column, "review_at"], ascending=[True, False], kind="stable").head(TOLD)
    found = []
    for row in _records(worst):
        given = row[column]
        stars = Phrase(f"{given:.0f} ★", f"{given:.0f} 星") if _known(given) else Phrase("no rating", "未打分")
        disputed = _known(row["dispute_opened_at"])
        why = Phrase("after a dispute", "曾提起纠纷") if disputed else Phrase("no dispute", "未提纠纷")
        found.append(_blamed(row, stars, why, _day(row["review_at"])))
    return tuple(found)


_KEPT = ("order_id", "product_id", "category", "destination", "amount_usd", "review_at", "dispute_opened_at")


def _records(table: pd.DataFrame) -> list[dict[Any, Any]]:
    stars = [name for name in ("stars", "dsr_description", "dsr_communication", "dsr_logistics") if name in table]
    return table[[*_KEPT, *stars]].to_dict("records")


def _known(value: Any) -> bool:
    import pandas as pd

    return not pd.isna(value)


def _day(moment: Any) -> Any:
    return moment.date() if _known(moment) else None


def _blamed(row: dict[Any, Any], what: Phrase, why: Phrase, day: Any) -> Blamed:
    def text(name: str) -> str:
        value = row[name]
        return str(value) if _known(value) else ""

    amount = row["amount_usd"]
    return Blamed(
        str(row["order_id"]),
        what,
        why,
        day,
        text("product_id"),
        text("category"),
        text("destination"),
        float(amount) if _known(amount) else None,
    )
