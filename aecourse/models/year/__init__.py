"""A store through twelve months: choices, orders from the simulator, scores from the real engine.

The rules are real and dated (:data:`~aecourse.models.year.terms.RULES`); every amount of the economics is
illustrative and carries its reason in :data:`~aecourse.models.year.terms.TERMS`.
"""

from .causes import REFERENCE, ProfitCause, causes, decided, enough_stock, reference_profit
from .choices import AMOUNTS, NAMES, OPTIONS, Choice, checked_choice
from .fortune import MAX_SEED, fortune
from .game import Year, YearOutcome, begin, follow, outcome, play, replay
from .lines import YearCode, line, read_line, standings, verified
from .months import expected_buyers, exposure, plan, worth
from .states import Month, MonthPreview, Stand, Standing, StoreBooks
from .terms import MONTHS, RULES, SEASON, TERMS, month_end
from .verdicts import check_day

__all__ = [
    "AMOUNTS",
    "MAX_SEED",
    "MONTHS",
    "NAMES",
    "OPTIONS",
    "REFERENCE",
    "RULES",
    "SEASON",
    "TERMS",
    "Choice",
    "Month",
    "MonthPreview",
    "ProfitCause",
    "Stand",
    "Standing",
    "StoreBooks",
    "Year",
    "YearCode",
    "YearOutcome",
    "begin",
    "causes",
    "check_day",
    "checked_choice",
    "decided",
    "enough_stock",
    "expected_buyers",
    "exposure",
    "follow",
    "fortune",
    "line",
    "month_end",
    "outcome",
    "plan",
    "play",
    "read_line",
    "reference_profit",
    "replay",
    "standings",
    "verified",
    "worth",
]
