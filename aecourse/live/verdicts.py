"""How a verdict is told: its word, its tone and its look, and a metric's name in a narrow place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.language import Phrase
from ..scoring.metrics import METRICS
from ..scoring.outcomes import STATUS_NAMES, kind_of
from ..scoring.outcomes.verdict import OK

if TYPE_CHECKING:
    from ..scoring.assessment import Assessment

_OPEN = Phrase("{unknown} of {all} limits unknown", "{all} 项中 {unknown} 项标准未公布")
LOOKS = {
    "good": ("✓", "good", "good_wash"),
    "caution": ("△", "caution", "caution_wash"),
    "bad": ("✕", "bad", "band_3"),
    "none": ("–", "muted", "panel"),
}
"""The sign, the colour and the wash of each tone; the sign, so that colour never tells alone."""


def status_of(result: Assessment) -> str:
    """What *result* ends in: its outcome, ``"not assessed"`` or ``"limit unknown"``."""
    if not result.eligible:
        return "not assessed"
    return "limit unknown" if result.outcome is None or unknown(result) else str(result.outcome)


def unknown(result: Assessment) -> int:
    """How many metrics have no known limit, where no other found anything amiss: then the whole is open."""
    if result.outcome is None or str(result.outcome) != OK.id:
        return 0
    return list(result.verdict.statuses.values()).count("limit unknown")


def word_of(result: Assessment) -> Phrase:
    """What *result* ends in, as a word that stands alone."""
    if many := unknown(result):
        return _OPEN.format(unknown=many, all=len(result.verdict.statuses))
    name = STATUS_NAMES[status_of(result)]
    return Phrase(name.en[:1].upper() + name.en[1:], name.zh)


def tone_of(result: Assessment) -> str:
    """The tone of the whole."""
    return status_tone(result, status_of(result))


def status_tone(result: Assessment, status: str) -> str:
    """``good``, ``caution``, ``bad``, or ``none`` where nothing is decided."""
    return kind_of(result.regime).status(status).tone


def most_points(result: Assessment, id: str) -> float:
    """The most points of an item of a score; where the regime does not tell, all items have the same."""
    marks = result.regime.get("full_marks")
    return float(marks[id] if marks else result.regime["total"] / len(result.items))


def short(metric: str) -> Phrase:
    """A metric's name for a narrow place."""
    return METRICS[metric].short
