"""From numbers to a verdict: is the store assessed, what each value means, what the outcome is.

Each kind of outcome is one module with a :class:`~aecourse.scoring.outcomes.kind.Kind`; a regime names its
kind.  A limit that the public does not know stays unknown: where it could change the outcome there
is none, and the verdict lists what is missing.  With ``illustrative=True`` the teaching defaults
stand in; what would not stand without them is marked illustrative.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from ...base.vocabulary import GRADES
from ...rulebook import Regime
from .daily_score import grade_of, item_points
from .kind import GROUPS, KINDS, Kind, StatusNames, kind_of
from .reasons import Reason
from .verdict import GRADE_NAMES, Judge, Outcome, Status, Tally, Verdict, marked

for _module in iter_modules(__path__):
    _kind = getattr(import_module(f"{__name__}.{_module.name}"), "KIND", None)
    if _kind is not None:
        KINDS[_kind.id] = _kind

STATUS_NAMES = StatusNames()


def judge(regime: Regime, tally: Tally, *, illustrative: bool = False, outside: tuple[Reason, ...] = ()) -> Verdict:
    """The verdict of *regime* on *tally*; see the module's docstring for ``illustrative``.

    *outside* are reasons that no order gives; they are told last.

    Raises:
        UnknownName: the regime names a kind of outcome that does not exist.
    """
    kind = kind_of(regime)
    verdict = kind.judge(regime, tally, illustrative)
    outcome, taught = verdict.outcome, verdict.taught
    if illustrative:
        plain = kind.judge(regime, tally, False)
        if outcome is not None and outcome != plain.outcome:
            outcome = Outcome(outcome.status, illustrative=True)
        taught = frozenset(
            key
            for key, word in verdict.statuses.items()
            if word != plain.statuses[key] and kind.status(word).level is not None
        )
    return replace(verdict, outcome=outcome, taught=taught, reasons=(*verdict.reasons, *outside))


__all__ = [
    "GRADES",
    "GRADE_NAMES",
    "GROUPS",
    "KINDS",
    "STATUS_NAMES",
    "Judge",
    "Kind",
    "Outcome",
    "Reason",
    "Status",
    "Tally",
    "Verdict",
    "grade_of",
    "item_points",
    "judge",
    "kind_of",
    "marked",
]
