"""Orders + regime + date -> Assessment: eligible? metrics, outcome, and which orders did it."""

from __future__ import annotations

from .judging import assess, compare, conditions, month_grade, month_score, rolling
from .modes import compare_in_each_mode, each_in_its_mode
from .results import Assessment, Assessments, format_value
from .windows import as_pandas, check_window, judged_windows, times_of, window_for

__all__ = [
    "Assessment",
    "Assessments",
    "as_pandas",
    "assess",
    "check_window",
    "compare",
    "compare_in_each_mode",
    "conditions",
    "each_in_its_mode",
    "format_value",
    "judged_windows",
    "month_grade",
    "month_score",
    "rolling",
    "times_of",
    "window_for",
]
