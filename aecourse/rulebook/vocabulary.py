"""The words a rule file may use: units, windows, confidences, source kinds.

A file that uses any other word is rejected by the reader, so a slip of the pen never becomes a rule.
Each word has its label in both languages.
"""

from __future__ import annotations

from ..base.tables import texts

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

MODES = _TEXTS["modes"]
"""How a store is run."""

CHOICES = _TEXTS["choices"]
"""The options that rules choose between."""

KINDS = _TEXTS["kinds"]
"""What kind of text a source is."""
