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

GROUPS: dict[Phrase, tuple[str, ...]] = {
    Phrase("Goods and price", "商品与定价"): ("stock", "supplier", "price"),
    Phrase("Shop window", "页面与推广"): ("listing", "advertising"),
    Phrase("Service", "服务"): ("reply", "carrier"),
}


def month_name(number: int) -> Phrase:
    """A month's name, 1 to 12."""
    return Phrase(MONTHS[number - 1], f"{number} 月")
