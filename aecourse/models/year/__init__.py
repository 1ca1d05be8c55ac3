"""A store through twelve months: choices, orders from the simulator, scores from the real engine.

The rules are real and dated (:data:`~aecourse.models.year.terms.RULES`); every amount of the economics is
illustrative and carries its reason in :data:`~aecourse.models.year.terms.TERMS`.
"""

from .causes import REFERENCE, ProfitCause, causes, decided, reference_profit
from .choices import AMOUNTS, NAMES, OPTIONS, Choice, checked_choice
from .dilemmas import ANSWERS, DILEMMAS, Dilemma, Effect, dilemma
from .fortune import MAX_SEED, fortune
from .game import Year, YearOutcome, begin, follow, outcome, play, replay
from .lines import YearCode, line, read_line, standings, verified
from .months import bought, expected_buyers, exposure, plan, worth
from .seasons import SEASONS, Season, season
from .states import Month, MonthPreview, Stand, Standing, StoreBooks
from .terms import MONTHS, RULES, TERMS, month_end
from .verdicts import check_day

__all__ = [
    "AMOUNTS",
    "ANSWERS",
    "DILEMMAS",
    "MAX_SEED",
    "MONTHS",
    "NAMES",
    "OPTIONS",
    "REFERENCE",
    "RULES",
    "SEASONS",
    "TERMS",
    "Choice",
    "Dilemma",
    "Effect",
    "Month",
    "MonthPreview",
    "ProfitCause",
    "Season",
    "Stand",
    "Standing",
    "StoreBooks",
    "Year",
    "YearCode",
    "YearOutcome",
    "begin",
    "bought",
    "causes",
    "check_day",
    "checked_choice",
    "decided",
    "dilemma",
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
    "season",
    "standings",
    "verified",
    "worth",
]
