"""What StoreYear says: its facts as words in both languages."""

from __future__ import annotations

from ...base import wording
from ...base.language import Phrase
from ...base.tables import texts
from ...base.vocabulary import MONTHS
from ...models.year.terms import term

_START, _CREDIT = (f"{term(name):,.0f}" for name in ("cash", "credit"))  # US dollars
_FEE, _INTEREST = (wording.percent(term(name), 0) for name in ("fee", "interest"))
_DELAY = f"{term('trouble_days'):g}"

_TEXTS = texts(__file__, _CREDIT=_CREDIT, _DELAY=_DELAY, _FEE=_FEE, _INTEREST=_INTEREST, _START=_START)
WORDS = _TEXTS["words"]

HINTS = _TEXTS["hints"]

ENDS = _TEXTS["ends"]

NEWS = _TEXTS["news"]

CONTROLS = _TEXTS["controls"]

PRICES, UNITS, LOG = _TEXTS["prices"], _TEXTS["units"], _TEXTS["log"]

LEVERS = ("supplier", "cover", "price", "listing", "advertising", "reply", "carrier")
"""The levers as the page lists them; the dilemma's answer stands above them."""


def month_name(number: int) -> Phrase:
    """A month's name, 1 to 12."""
    return Phrase(MONTHS[number - 1], f"{number} 月")
