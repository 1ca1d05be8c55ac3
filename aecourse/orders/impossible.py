"""What no order can be: each a state with its columns, its meaning and the rows in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..base.language import Phrase
from .register import PLATFORM_CLOCK

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Impossible:
    """A state that no order can be in; ``found`` marks the rows of a table that are.

    ``kind`` says how the columns hang together: ``"order"``, the second happened before the first;
    ``"needs"``, the first is there without the second; or ``"state"``, anything else.
    """

    id: str
    columns: tuple[str, ...]
    meaning: Phrase
    found: Callable[[pd.DataFrame], pd.Series[bool]]
    kind: Literal["order", "needs", "state"] = "state"


def _before(early: str, late: str, en: str, zh: str) -> Impossible:
    """*late* happened before *early*, which must come first."""
    return Impossible(
        f"{late} before {early}", (early, late), Phrase(en, zh), lambda t: _earlier(t[late], t[early]), "order"
    )


def _earlier(late: pd.Series, early: pd.Series) -> pd.Series[bool]:
    """Where *late* is before *early*; not where both stand in the one hour that the clock passes twice."""
    import pandas as pd

    found: pd.Series[bool] = late < early
    near = found & (late.dt.floor("h") == early.dt.floor("h"))
    if near.any():
        hours = pd.DatetimeIndex(late[near])
        summer, winter = (
            hours.tz_localize(PLATFORM_CLOCK, ambiguous=[first] * len(hours), nonexistent="shift_forward")
            for first in (True, False)
        )
        found = found.copy()
        found[near] = summer == winter
    return found


def _needs(column: str, other: str, en: str, zh: str) -> Impossible:
    """*column* is there although *other*, on which it depends, did not happen."""
    return Impossible(
        f"{column} without {other}",
        (column, other),
        Phrase(en, zh),
        lambda t: t[column].notna() & t[other].isna(),
        "needs",
    )


IMPOSSIBLE: tuple[Impossible, ...] = (
    _before("paid_at", "ship_by", "shipping deadline before payment", "发货期限早于付款"),
    _before("paid_at", "shipped_at", "shipped before payment", "发货早于付款"),
    _before("paid_at", "first_scan_at", "first scan before payment", "上网早于付款"),
    _before("paid_at", "cancelled_at", "cancelled before payment", "取消早于付款"),
    _before("paid_at", "dispute_opened_at", "dispute before payment", "纠纷早于付款"),
    _before("paid_at", "review_at", "review before payment", "评价早于付款"),
    _before("shipped_at", "delivered_at", "delivered before shipment", "妥投早于发货"),
    _before("paid_at", "receipt_at", "receipt before payment", "收货早于付款"),
    _before("dispute_opened_at", "dispute_changed_at", "dispute changed before it was opened", "修改纠纷早于提起纠纷"),
    _before(
        "dispute_opened_at", "seller_responded_at", "dispute answered before it was opened", "响应纠纷早于提起纠纷"
    ),
    _before("dispute_opened_at", "dispute_closed_at", "dispute ended before it was opened", "纠纷结束早于提起纠纷"),
    _before(
        "dispute_opened_at", "arbitration_opened_at", "arbitration before the dispute was opened", "仲裁早于提起纠纷"
    ),
    _before(
        "arbitration_opened_at",
        "arbitration_closed_at",
        "arbitration closed before it was opened",
        "仲裁结束早于仲裁提起",
    ),
    _needs("delivered_at", "shipped_at", "delivered but never shipped", "没有发货却有妥投"),
    _needs("receipt", "receipt_at", "receipt without its time", "有收货方式却没有时间"),
    _needs("receipt_at", "receipt", "receipt time without how", "有收货时间却没有收货方式"),
    _needs("cancel_reason", "cancelled_at", "cancel reason without cancellation", "没有取消却有取消原因"),
    _needs("cancelled_at", "cancel_reason", "cancellation without whose reason", "有取消却没有原因归属"),
    _needs("dispute_opened_at", "dispute_reason", "dispute without a reason", "纠纷没有类型"),
    _needs("dispute_changed_at", "dispute_opened_at", "dispute changed but never opened", "没有纠纷却有修改纠纷"),
    _needs("seller_responded_at", "dispute_opened_at", "answer without a dispute", "没有纠纷却有响应"),
    _needs("dispute_closed_at", "dispute_opened_at", "dispute end without a dispute", "没有纠纷却有纠纷结束时间"),
    _needs("dispute_end", "dispute_opened_at", "dispute end without a dispute", "没有纠纷却有纠纷结果"),
    _needs("dispute_reason", "dispute_opened_at", "dispute reason without a dispute", "没有纠纷却有纠纷类型"),
    _needs("arbitration_opened_at", "dispute_opened_at", "arbitration without a dispute", "没有纠纷却有仲裁"),
    _needs(
        "arbitration_closed_at", "arbitration_opened_at", "arbitration closed, never opened", "没有提起仲裁却有仲裁结束"
    ),
    _needs(
        "arbitration_liable", "arbitration_closed_at", "ruling without a closed arbitration", "仲裁未结束却有责任方"
    ),
    _needs("stars", "review_at", "stars without a review", "没有评价却有总评星级"),
    _needs("dsr_description", "review_at", "DSR without a review", "没有评价却有 DSR"),
    _needs("dsr_communication", "review_at", "DSR without a review", "没有评价却有 DSR"),
    _needs("dsr_logistics", "review_at", "DSR without a review", "没有评价却有 DSR"),
    _needs("review_at", "stars", "review without stars", "有评价却没有星级"),
    Impossible(
        "seller_timeout after an answer",
        ("dispute_end", "seller_responded_at"),
        Phrase("ended by the seller's silence, yet the seller answered", "以卖家响应超时结束，卖家却有响应"),
        lambda t: (t["dispute_end"] == "seller_timeout") & t["seller_responded_at"].notna(),
    ),
    Impossible(
        "review and review timeout",
        ("review_at", "review_timeout_at"),
        Phrase("reviewed and also timed out unreviewed", "既已评价又评价超时"),
        lambda t: t["review_at"].notna() & t["review_timeout_at"].notna(),
    ),
)
