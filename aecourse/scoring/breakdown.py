"""What cost a store how much: its rate or score taken apart to causes and their orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..base.language import Phrase
from .metrics import METRICS, condition_name

if TYPE_CHECKING:
    import pandas as pd

    from .assessment import Assessment


def waterfall(result: Assessment) -> pd.DataFrame:
    """The steps from nothing wrong to the result, largest first.

    Under the 2015 grade a step is one of the five conditions, and its cost the bad orders that it
    adds to those of the steps before it, as a share of the assessed orders: the costs add up to
    ODR, and an order with several faults is charged once.  Under a score a step is an item, and its
    cost the points that it loses: the costs add up to the full marks less the score.

    Returns:
        A table with ``step`` (id), ``label`` (in the session's language), ``cost``, ``orders`` (how
        many orders are behind the step, whether charged before or not), ``alone`` (how many of them
        nothing else makes bad; empty for a score) and ``order_ids`` (a tuple).
    """
    import pandas as pd

    rows = _score_steps(result) if result.items else _condition_steps(result)
    columns = ["step", "label", "cost", "orders", "alone", "order_ids"]
    return pd.DataFrame(rows, columns=columns)


def _condition_steps(result: Assessment) -> list[dict[str, Any]]:
    import numpy as np

    found = result.found.conditions
    if not found:
        return []
    bad, assessed = result.masks["odr"]
    rules = result.measurement.rules(METRICS["odr"])
    depth = np.sum(list(found.values()), axis=0)
    charged = np.zeros(len(bad), dtype=bool)
    steps = []
    for name in sorted(found, key=lambda n: -int(found[n].sum())):
        new = found[name] & ~charged
        charged |= new
        steps.append(
            {
                "step": name,
                "label": str(condition_name(name, rules)),
                "cost": float(new.sum() / assessed.sum()) if assessed.any() else 0.0,
                "orders": int(found[name].sum()),
                "alone": int((found[name] & (depth == 1)).sum()),
                "order_ids": tuple(result.measurement.table["order_id"].to_numpy()[found[name]]),
            }
        )
    return steps


def _score_steps(result: Assessment) -> list[dict[str, Any]]:
    marks = result.regime.get("full_marks") or result.regime.get("weights") or {}
    if not marks:
        total = result.regime["total"]
        marks = {id: total / len(result.items) for id in result.items}
    steps = []
    for id, points in result.items.items():
        m = METRICS[id]
        above, below = result.masks[id]
        if m.stars:
            behind = below & (result.measurement.table[m.stars].to_numpy(dtype=float) < 5)
        else:
            behind = above if m.better < 0 else below & ~above
        steps.append(
            {
                "step": id,
                "label": str(m.name),
                "cost": float(marks[id] - points),
                "orders": int(behind.sum()),
                "alone": None,
                "order_ids": tuple(result.measurement.table["order_id"].to_numpy()[behind]),
            }
        )
    return sorted(steps, key=lambda step: -step["cost"])


def largest_cost(result: Assessment) -> Phrase:
    """The largest cost in one sentence."""
    table = waterfall(result)
    table = table[table["cost"] > 0]
    if not len(table):
        return Phrase("Nothing cost the store anything in this window.", "这个考核期里没有哪一项失分。")
    first = table.iloc[0]
    cost = f"{first['cost']:.1f}" if result.items else f"{100 * first['cost']:.1f} %"
    many = "1 order" if first["orders"] == 1 else f"{first['orders']} orders"
    unit = Phrase("points", "分") if result.items else Phrase("of the assessed orders", "的考核订单")
    return Phrase(
        f"The largest cost: {first['label']}, {cost} {unit.en}, {many}.",
        f"最大的失分项：{first['label']}，{cost} {unit.zh}，涉及 {first['orders']} 笔订单。",
    )
