"""The economics of the game, each number with its reason, and the rules that are real.

Nobody has published how strongly a score moves exposure or what a store of this size earns: all of
:data:`TERMS` is illustrative.  The rules of :data:`RULES` come from the rulebook, with their dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from ...base.language import Phrase
from ...base.tables import tables
from ...simulation.assumptions import Assumption

FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)
MONTHS = 12
CATEGORY = "apparel"
SCORE, CAPABILITY = "daily6", "capability_2022"
RULES = (SCORE, CAPABILITY)


_TABLES = tables(__file__, terms=Assumption, words=Phrase)
TERMS: Mapping[str, Assumption] = _TABLES["terms"]
PAYMENT: Phrase = _TABLES["words"]["payment"]


def term(name: str) -> float:
    """The value of one of :data:`TERMS`."""
    return TERMS[name].value


def month_end(number: int) -> date:
    """The last day of month *number*, 1 to 12."""
    following = date(FIRST.year + number // MONTHS, number % MONTHS + 1, 1)
    return following - timedelta(days=1)


def month_days(number: int) -> int:
    """How many days month *number* has, 1 to 12."""
    return month_end(number).day
