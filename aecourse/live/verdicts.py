"""How a verdict is told: its word, its tone and its look, and a metric's name in a narrow place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.language import Phrase
from ..scoring.metrics import METRICS
from ..scoring.outcomes import STATUS_NAMES, kind_of

if TYPE_CHECKING:
    from ..scoring.assessment import Assessment

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
    return "limit unknown" if result.outcome is None else str(result.outcome)


def word_of(result: Assessment) -> Phrase:
    """What *result* ends in, as a word that stands alone."""
    name = STATUS_NAMES[status_of(result)]
    return Phrase(name.en[:1].upper() + name.en[1:], name.zh)


def tone_of(result: Assessment) -> str:
    """The tone of the whole."""
    return status_tone(result, status_of(result))


def status_tone(result: Assessment, status: str) -> str:
    """``good``, ``caution``, ``bad``, or ``none`` where nothing is decided."""
    return kind_of(result.regime).status(status).tone


def short(metric: str) -> Phrase:
    """A metric's name for a narrow place."""
    return METRICS[metric].short
