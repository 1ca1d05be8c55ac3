"""A kind of outcome: all that the rest of the course has to know of it, in one object.

A kind is one module of this package with a :class:`Kind` in ``KIND``; a rule file names it by its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ...base.errors import CourseError, require_known, unknown_name
from ...base.language import Phrase
from ...orders.calendar import DAY, Window, month_ends
from ...rulebook import Regime, next_check
from .reasons import STORE_ASSESSED, Reason
from .verdict import LIMIT_UNKNOWN, NOT_ASSESSED, NOT_COMPUTABLE, Judge, Status, Verdict

if TYPE_CHECKING:
    from ..assessment.found import Found

SCORE = Phrase("Score and grade", "服务分与等级")
CATEGORY = Phrase("Category check", "类目考核")
SPEED = Phrase("Shipping speed", "发货时效")
CAPABILITY = Phrase("Service capability", "服务能力")
GROUPS = (SCORE, CATEGORY, SPEED, CAPABILITY)
"""The headings of the time line, from the top; another kind's own heading comes after them."""


# -- how most kinds do it -------------------------------------------------------------------------


def _nothing(found: Found) -> Mapping[str, Any]:
    """No count beyond the metrics."""
    return {}


def _whole(regime: Regime, window: Window) -> Window:
    """All days of the window."""
    return window


def on_check_days(regime: Regime, window: Window) -> tuple[date, ...]:
    """The check days that the regime names."""
    if "day" not in regime.check:
        return ()
    days, day = [], window.first - DAY
    while True:
        try:
            day = next_check(regime, day)
        except CourseError:  # the regime has ended by then
            break
        if day > window.last:
            break
        days.append(day)
    return tuple(days)


def at_month_ends(regime: Regime, window: Window) -> tuple[date, ...]:
    """The ends of the months."""
    return tuple(month_ends(window.first, window.last))


def every_day(regime: Regime, window: Window) -> tuple[date, ...]:
    """Every day, so that none stands out."""
    return ()


def _why(verdict: Verdict) -> tuple[Reason, ...]:
    """The verdict's reasons; a store that is assessed is said to be so first."""
    first = verdict.reasons[0].kind if verdict.reasons else ""
    if not verdict.eligible or first in ("enough", "assessed"):
        return verdict.reasons
    return (STORE_ASSESSED, *verdict.reasons)


# -- a kind ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of outcome.

    Args:
        id: the word of ``outcome`` in a rule file.
        name: what such a regime decides.
        group: the heading under which the time line shows such regimes.
        statuses: the words that it gives a metric or a store, from the worst to the best.
        judge: a pure function from counts to a verdict; its third argument lets the teaching
            defaults stand in.  It need not tell whether the outcome is illustrative:
            :func:`aecourse.scoring.outcomes.judge` does.
        by_category: whether each category is judged by itself.
        counts: further counts that the judge looks at, as boolean arrays by name.
        window: what the rule leaves of the window; most rules leave all of it.
        days: on which days of a window the platform looks at a store.
        why: the reasons as a list of many regimes tells them, where each must stand for itself.
    """

    id: str
    name: Phrase
    group: Phrase
    statuses: tuple[Status, ...]
    judge: Judge
    by_category: bool = False
    counts: Callable[[Found], Mapping[str, Any]] = _nothing
    window: Callable[[Regime, Window], Window] = _whole
    days: Callable[[Regime, Window], tuple[date, ...]] = on_check_days
    why: Callable[[Verdict], tuple[Reason, ...]] = _why

    def status(self, word: str) -> Status:
        """What *word* means under this kind."""
        for status in (*self.statuses, NOT_ASSESSED, LIMIT_UNKNOWN, NOT_COMPUTABLE):
            if status.id == word:
                return status
        raise unknown_name(Phrase(f"status of {self.id}", f"{self.id} 的状态"), word, [s.id for s in self.statuses])

    def severity(self, word: str) -> int:
        """0 for the worst word; past the end for one that decides nothing."""
        words = [status.id for status in self.statuses]
        return words.index(word) if word in words else len(words)


KINDS: dict[str, Kind] = {}
"""Every kind by its id; the package fills it from its modules."""


def kind_of(regime: Regime) -> Kind:
    """The kind of outcome of *regime*.

    Raises:
        UnknownName: there is no such kind.
    """
    require_known(Phrase("kind of outcome", "考核结果类型"), regime.outcome, KINDS)
    return KINDS[regime.outcome]


class StatusNames(Mapping[str, Phrase]):
    """The words of every status of every kind."""

    def __getitem__(self, word: str) -> Phrase:
        for status in self._all():
            if status.id == word:
                return status.name
        raise KeyError(word)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(status.id for status in self._all()))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def _all(self) -> Iterator[Status]:
        yield from (NOT_ASSESSED, LIMIT_UNKNOWN, NOT_COMPUTABLE)
        for kind in KINDS.values():
            yield from kind.statuses
