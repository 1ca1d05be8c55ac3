"""From numbers to a verdict: is the store assessed, what each value means, what the outcome is.

Each kind of outcome is one pure function over a store's :class:`Tally`; a regime names its kind.
A limit that the public does not know stays unknown: the verdict then has no outcome and lists what
is missing.  With ``illustrative=True`` the teaching defaults stand in, and the outcome says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import unknown_name
from ..language import Phrase
from ..rulebook import Regime
from .categories import category
from .grade import service_grade
from .levels import capability, online_level, order_in_time, plus
from .scores import daily_score, grade_of, item_points, store_score
from .verdict import GRADE_NAMES, GRADES, STATUS_NAMES, Judge, Outcome, Tally, Verdict, marked

JUDGES: Mapping[str, Judge] = {
    "grade": service_grade,
    "daily_score": daily_score,
    "category": category,
    "online_level": online_level,
    "capability": capability,
    "plus": plus,
    "store_score": store_score,
    "order_in_time": order_in_time,
}


def judge(regime: Regime, tally: Tally, *, illustrative: bool = False) -> Verdict:
    """The verdict of *regime* on *tally*; see the module's docstring for ``illustrative``.

    Raises:
        UnknownName: the regime names an outcome that no function here computes.
    """
    if regime.outcome not in JUDGES:
        raise unknown_name(Phrase("kind of outcome", "考核结果类型"), regime.outcome, JUDGES)
    return JUDGES[regime.outcome](regime, tally, illustrative)


__all__ = [
    "GRADES", "GRADE_NAMES", "JUDGES", "STATUS_NAMES", "Outcome", "Tally", "Verdict", "grade_of", "item_points",
    "judge", "marked",
]  # fmt: skip
