"""A verdict on orders of which the source does not tell everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...base.language import Phrase
from ..metrics import METRICS
from ..outcomes import Reason, Verdict
from ..outcomes.verdict import NOT_COMPUTABLE


def withheld(verdict: Verdict, why: Mapping[str, Phrase]) -> Verdict:
    """*verdict* without what rests on a metric that is not computable; *why* says why, by metric.

    Such a metric has the status ``"not computable"``, and the whole has no outcome, score or points.
    """
    if not why:
        return verdict

    def metric(key: object) -> object:
        return key[1] if isinstance(key, tuple) else key

    said = tuple(Reason("not_computable", METRICS[id].name, (words,), metric=id) for id, words in why.items())
    return replace(
        verdict,
        statuses={k: NOT_COMPUTABLE.id if metric(k) in why else s for k, s in verdict.statuses.items()},
        items={k: points for k, points in verdict.items.items() if metric(k) not in why},
        reasons=(*said, *verdict.reasons),
        outcome=None,
        score=None,
        points=None,
    )
