"""The metrics of a regime that looks at several: values, limits, statuses and points as facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...base.language import Phrase
from ...scoring.assessment import Assessment, format_value
from ...scoring.metrics import METRICS
from ...scoring.outcomes import STATUS_NAMES
from ..verdicts import most_points, short, status_of, status_tone, word_of
from .facts import MetricItem, RegimeAnswer
from .words import limit_text

Ends = Callable[[str, Sequence[float]], tuple[float, float]]


def items_of(result: Assessment, before: Assessment | None, ends: Ends) -> tuple[MetricItem, ...]:
    """Every metric of the regime, in its order; *ends* says where the scale of a metric ends."""
    old = {} if before is None else {row["metric"]: row for row in before.rows}
    return tuple(_item(result, row, old.get(row["metric"], {}), ends) for row in result.rows)


def _item(result: Assessment, row: Mapping[str, Any], was: Mapping[str, Any], ends: Ends) -> MetricItem:
    id = row["metric"]
    m = METRICS[id]
    value, low, high = row["value"], row["low"], row["high"]
    limit = row["limit"]
    old = was.get("value")
    status = row["status"] if result.eligible else "not assessed"
    parts = f"{int(row['numerator']):,}/{int(row['denominator']):,}"
    return MetricItem(
        id=id,
        name=short(id),
        text=format_value(id, value),
        count="" if m.stars else parts,
        value=value,
        low=low,
        high=high,
        limit=limit,
        limit_text="" if limit is None else limit_text(limit, stars=m.stars is not None),
        ends=ends(id, [v for v in (value, high, low, limit, old) if v is not None]),
        status=STATUS_NAMES[status],
        tone=status_tone(result, status),
        points=result.items.get(id) if result.eligible else None,
        most=most_points(result, id) if result.items else None,
        was=old,
    )


def whole_answer(result: Assessment, before: Assessment | None) -> RegimeAnswer:
    """What the whole comes to."""
    was = None if before is None else _word(before)
    equal = bool(result.items) and not result.regime.get("full_marks")
    return RegimeAnswer(_word(result), _score(result), was, result.regime.summary, equal)


def _score(result: Assessment) -> float | None:
    return result.score if result.eligible else None


def _word(result: Assessment) -> Phrase:
    """The score, if there is one, and the outcome's word."""
    score, name = _score(result), STATUS_NAMES[status_of(result)]
    if score is None:
        return word_of(result)
    return Phrase(f"{score:.1f}, {name.en}", f"{score:.1f}，{name.zh}")
