"""The words a rule file may use: units, windows, confidences, metrics, outcomes, source kinds.

A file that uses any other word is rejected by the reader, so a slip of the pen never becomes a rule.
Each word has its label in both languages.
"""

from __future__ import annotations

from ..base.language import Phrase
from ..base.texts import texts
from .online import limit_in

_TEXTS = texts(__file__)
UNITS = _TEXTS["units"]
"""What a value counts in.  Shares are stored as shares: 5 % is 0.05."""

WINDOWS = _TEXTS["windows"]
"""The stretch of time that a value speaks about."""

CONFIDENCES = _TEXTS["confidences"]
"""How far a value can be trusted."""

CHOSEN = "chosen"
"""The confidence of a value that the reader of a regime put in its place: no file may use it."""

TOLD = _TEXTS["told"]
"""Why a parameter is only told: nothing that the course works out would change with it."""

METRICS = _TEXTS["metrics"]
"""The one name of every metric that a regime may judge; an online rate is named by its length."""

SHORT = _TEXTS["short"]
"""The name for a narrow place, where a metric has a shorter one."""


def metric_name(id: str) -> Phrase:
    """The one name of a metric; that of an online rate says how long it waits."""
    limit = limit_in(id)
    return METRICS[id] if limit is None else limit.rate_name


def metric_short(id: str) -> Phrase:
    """The metric's name for a narrow place: the shorter one, if it has one."""
    limit = limit_in(id)
    return SHORT.get(id, METRICS[id]) if limit is None else limit.rate_short


OUTCOMES = _TEXTS["outcomes"]
"""What a regime decides."""

CHOICES = _TEXTS["choices"]
"""The options that rules choose between."""

KINDS = _TEXTS["kinds"]
"""What kind of text a source is."""
