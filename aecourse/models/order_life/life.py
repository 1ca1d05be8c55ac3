"""The life of one order: moments that can be moved, what follows from them, what cannot be.

A :class:`Life` holds when each moment *is meant* to happen.  What does happen follows by the rules:
a dispute that nobody answers in time ends by silence, whatever was to come after; a parcel that was
never sent is never scanned; a review that comes too late does not take effect.  :func:`row` gives
the order as a table of one row, which the course's own engine then judges.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from ... import rulebook
from ...base.errors import CourseError, require_known
from ...base.language import Phrase
from ...base.tables import texts
from ...orders.columnar import ColumnarOrders, Values
from ...orders.impossible import IMPOSSIBLE
from ...orders.register import OPTIONAL, REGISTER, TIMES
from ...orders.strings import text_type

if TYPE_CHECKING:
    import pandas as pd

MOMENTS = tuple(name for name in TIMES if name != "review_timeout_at")


@dataclass(frozen=True, slots=True)
class Before:
    """*early* comes first: the pair of moments and what to say of it the other way round."""

    early: str
    late: str
    words: Phrase


# What no order can be, and four more that would only puzzle: a parcel in the buyer's hands before
# the carrier had it, an answer to a dispute that is over, a ruling's dispute that ended before it.
_SENSE = (
    Before("shipped_at", "first_scan_at", Phrase("first scan before shipment", "上网早于发货")),
    Before("first_scan_at", "delivered_at", Phrase("delivered before the first scan", "妥投早于上网")),
    Before("shipped_at", "receipt_at", Phrase("receipt before shipment", "收货早于发货")),
    Before("seller_responded_at", "dispute_closed_at", Phrase("dispute answered after it ended", "纠纷结束之后才响应")),
    Before("receipt_at", "review_at", Phrase("review before receipt", "评价早于收货")),
)
ORDERLY: tuple[Before, ...] = (
    *(
        Before(rule.columns[0], rule.columns[1], rule.meaning)
        for rule in IMPOSSIBLE
        if rule.kind == "order" and {*rule.columns} <= {*TIMES}
    ),
    *_SENSE,
)
_NEEDED = tuple((rule.columns[0], rule.columns[1]) for rule in IMPOSSIBLE if rule.kind == "needs")
NEEDS: tuple[tuple[str, str], ...] = (
    *((name, on) for name, on in _NEEDED if {name, on} <= {*MOMENTS}),
    ("first_scan_at", "shipped_at"),
    ("receipt_at", "shipped_at"),
)
"""A moment, and the one without which it cannot be."""
BESIDE: Mapping[str, str] = {name: on for name, on in _NEEDED if name not in MOMENTS and on in MOMENTS}
"""A column that means something only beside its moment, and that moment: stars and the review."""


@dataclass(frozen=True)
class Life:
    """One order: when its moments are meant to happen (None = never), and what does not move.

    ``moments`` holds those that this order's story has; ``facts`` the other columns of the order
    table.  ``given`` is the order as a table told it, until a moment is moved.
    """

    order_id: str
    moments: tuple[tuple[str, datetime | None], ...]
    facts: tuple[tuple[str, Any], ...] = ()
    given: tuple[tuple[str, Any], ...] | None = None

    @property
    def meant(self) -> dict[str, datetime | None]:
        """When each moment is meant to happen."""
        return dict(self.moments)

    @property
    def paid_at(self) -> datetime:
        """The payment, with which everything begins."""
        paid = self.meant["paid_at"]
        if paid is None:  # pragma: no cover - a table without it is refused by its reader
            raise AssertionError(self.order_id)
        return paid

    def shifted(self, by: timedelta) -> Life:
        """The same life, so much later."""
        moments = tuple((n, None if at is None else at + by) for n, at in self.moments)
        given = (
            None
            if self.given is None
            else tuple((n, v + by if n in TIMES and v is not None else v) for n, v in self.given)
        )
        return replace(self, moments=moments, given=given)


@dataclass(frozen=True)
class Course:
    """What does happen: the order's columns, and why a moment that was meant to come does not."""

    columns: Mapping[str, Any]
    void: Mapping[str, Phrase]

    def at(self, moment: str) -> datetime | None:
        """When a moment happens; None if it does not."""
        found: datetime | None = self.columns.get(moment)
        return found


@dataclass(frozen=True, slots=True)
class Move:
    """A life after a hand moved one of its moments, and what there is to say of it."""

    life: Life
    said: Phrase | None = None
    pushed: tuple[str, ...] = ()


@cache
def answer_days() -> int:
    """Days to answer a dispute, by the table ``dispute``."""
    return int(rulebook.table("dispute")["seller_response_days"])


@cache
def platform_days() -> int:
    """Days until the platform steps into a dispute, by the table ``dispute``."""
    return int(rulebook.table("dispute")["platform_steps_in_days"])


@cache
def review_days() -> int:
    """Days to review after the order's end, by the table ``feedback``."""
    return int(rulebook.table("feedback")["review_window_days"])


_TEXTS = texts(__file__)
_VOID = _TEXTS["void"]


def course(life: Life) -> Course:
    """What happens in *life*, by the rules of its clocks.

    A shipment ends the chance to cancel and a cancellation the chance to ship, whichever comes
    first.  Without an answer within the days of the table ``dispute`` the dispute ends by the
    seller's silence.  A review takes effect within the days of the table ``feedback`` after the
    order's end (receipt, or the end of its dispute if that is later); otherwise the review period
    runs out.
    """
    if life.given is not None:
        return Course(dict(life.given), {})
    at, facts = life.meant, dict(life.facts)
    void: dict[str, Phrase] = {}

    def strike(name: str, why: str) -> None:
        if at.get(name) is not None:
            at[name] = None
            void[name] = _VOID[why]

    _send_or_cancel(at, strike)
    opened = at.get("dispute_opened_at")
    end: str | None = None
    if opened is None:
        _strike_dependents("dispute_opened_at", "no_dispute", strike)
    else:
        end = _end_of_dispute(at, facts, opened, strike)
    if at.get("arbitration_opened_at") is None:
        _strike_dependents("arbitration_opened_at", "no_arbitration", strike)
    timeout = _review(at, facts, strike)
    return Course(_columns(life, at, facts, end, timeout), void)


_Times = dict[str, datetime | None]
_Strike = Callable[[str, str], None]


def _strike_dependents(needed: str, why: str, strike: _Strike) -> None:
    for name, on in NEEDS:
        if on == needed:
            strike(name, why)


def _send_or_cancel(at: _Times, strike: _Strike) -> None:
    """A shipment ends the chance to cancel and the other way round; nothing sent, nothing comes."""
    shipped, cancelled = at.get("shipped_at"), at.get("cancelled_at")
    if cancelled is not None and shipped is not None:
        if shipped < cancelled:
            strike("cancelled_at", "shipped")
        else:
            strike("shipped_at", "cancelled")
    if at.get("shipped_at") is None:
        _strike_dependents("shipped_at", "no_shipment", strike)


def _review(at: _Times, facts: dict[str, Any], strike: _Strike) -> datetime | None:
    """When the time to review runs out unused; None if it does not, or nothing tells of reviews."""
    ends = [t for t in (at.get("receipt_at"), at.get("dispute_closed_at")) if t is not None]
    if not ends:
        strike("review_at", "no_end")
        return None
    if "review_at" not in at and "stars" not in facts:
        return None
    last, review = max(ends) + timedelta(days=review_days()), at.get("review_at")
    if review is not None and review <= last:
        return None
    strike("review_at", "review_late")
    return last


def _end_of_dispute(at: _Times, facts: dict[str, Any], opened: datetime, strike: _Strike) -> str | None:
    """How the dispute ends; ``dispute_closed_at`` in *at* becomes the moment of it."""
    limit = opened + timedelta(days=answer_days())
    answered = at.get("seller_responded_at")
    closed = at.get("dispute_closed_at")
    withdrawn = facts.get("dispute_end") == "withdrawn" and closed is not None and closed <= limit
    if answered is None or answered > limit:
        if not (withdrawn and closed is not None):
            for name in ("seller_responded_at", "arbitration_opened_at", "arbitration_closed_at"):
                strike(name, "silence")
            changed = at.get("dispute_changed_at")
            if changed is not None and changed > limit:
                strike("dispute_changed_at", "silence")
            at["dispute_closed_at"] = limit
            return "seller_timeout"
        strike("seller_responded_at", "silence")
    if at.get("arbitration_opened_at") is not None:
        at["dispute_closed_at"] = at.get("arbitration_closed_at")
        return None if at["dispute_closed_at"] is None else "arbitration"
    end = str(facts.get("dispute_end") or "settled")
    ruled = at.get("arbitration_closed_at")
    if end == "arbitration":  # it does not come to that any more: the two sides settle
        end, closed = "settled", closed or ruled
    at["dispute_closed_at"] = closed
    return end if closed is not None else None


def _columns(
    life: Life, at: _Times, facts: dict[str, Any], end: str | None, timeout: datetime | None
) -> dict[str, Any]:
    found: dict[str, Any] = {name: at.get(name) for name in MOMENTS}
    kept = {n: v for n, v in facts.items() if n not in BESIDE or found[BESIDE[n]] is not None}
    usual = {"order_id": life.order_id, "store_id": "own-store", "buyer_id": "B-000001", "exempt": False}
    return {**usual, **found, **kept, "dispute_end": end, "review_timeout_at": timeout}


def row(life: Life) -> pd.DataFrame:
    """The order as a table of one row, with the register's types."""
    import pandas as pd

    columns = course(life).columns
    names = [*REGISTER, *(name for name in columns if name not in REGISTER)]
    return pd.DataFrame({name: _cell(name, columns.get(name)) for name in names})


class OneOrder(ColumnarOrders):
    """The same order column by column: a moved event is judged quicker so."""

    def __init__(self, life: Life) -> None:
        self._life, self._columns = life, course(life).columns

    def __len__(self) -> int:
        return 1

    @cached_property
    def table(self) -> pd.DataFrame:
        """The order as a table of one row."""
        return row(self._life)

    def column(self, name: str) -> Values | None:
        """A column of the register, or one that the life brings with it; None for any other."""
        import numpy as np

        if name not in REGISTER and name not in self._columns:
            return None
        value = self._columns.get(name)
        there = np.array([value is not None])
        column = REGISTER.get(name) or _OPTIONAL.get(name)
        if column is not None and column.kind == "choice":
            number = column.choices.index(value) if value in column.choices else -1
            return Values(np.array([number]), np.array([number >= 0]), column.choices)
        if column is None or column.kind == "text":
            return Values(np.array([value], dtype=object), there)
        if column.kind == "time":
            return Values(_cell(name, value), there)
        return Values(_cell(name, value).astype("float64"), there)


_OPTIONAL = {column.name: column for column in OPTIONAL}


def _cell(name: str, value: Any) -> Any:
    """One value as a column of its own with the register's type."""
    import numpy as np
    import pandas as pd

    column = REGISTER.get(name) or _OPTIONAL.get(name)
    kind = "text" if column is None else column.kind
    if kind == "time":
        return np.array(["NaT" if value is None else value], dtype="datetime64[us]")
    if kind in ("number", "stars"):
        return np.array([np.nan if value is None else value], dtype="float64")
    if kind == "flag":
        return np.array([bool(value)])
    if kind == "choice" and column is not None:
        return pd.Categorical([value], categories=list(column.choices))
    return pd.Series([value], dtype=object if column is None else text_type())


# -- moving --------------------------------------------------------------------------------------


def lacking(moment: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns that *moment* cannot be without and that *facts* do not tell.

    Nobody knows how many stars a buyer would have given: a review that was never written lacks them.
    """
    return tuple(
        other for name, other in _NEEDED if name == moment and other not in MOMENTS and facts.get(other) is None
    )


def earliest(life: Life, moment: str) -> tuple[datetime, Before | None]:
    """How far to the left *moment* can be moved, and what stands there."""
    meant = life.meant
    found: tuple[datetime, Before | None] = (life.paid_at, None)
    for pair in ORDERLY:
        if pair.late == moment:
            wall = meant.get(pair.early)
            if wall is not None and (found[1] is None or wall > found[0]):
                found = (wall, pair)
    return found


def check_movable(life: Life, moment: str) -> str:
    """*moment*, if the order's life has it and it can be moved.

    Raises:
        UnknownName: it has not, or it is the payment.
        CourseError: a table tells of no such moment, nor what it would need beside it.
    """
    movable = [name for name, _ in life.moments if name != "paid_at"]
    facts = dict(life.facts)
    unknown = [column for column in lacking(moment, facts) if column in facts]
    if moment not in movable and unknown:
        raise CourseError(
            f"{moment} cannot be moved: the table does not tell {', '.join(unknown)} of order "
            f"{life.order_id}, and without it there is no {moment}. Move another moment.",
            f"{moment} 不能移动：表中没有订单 {life.order_id} 的 {'、'.join(unknown)}，"
            f"缺了它就谈不上 {moment}。请移动其他时间点。",
        )
    require_known(Phrase("moment", "时间点"), moment, movable)
    return moment


def move(life: Life, moment: str, to: datetime | None) -> Move:
    """*life* with one of its moments moved to *to* (None: it never happens).

    To the left a moment stops at what must come before it, and the step says in a sentence what
    would have been impossible.  To the right it pushes along what must come after it, as long after
    it as before.  So no hand can make an order that cannot be.

    Raises:
        UnknownName: this order's life has no such moment, or it cannot be moved (the payment).
    """
    check_movable(life, moment)
    meant = life.meant
    said: Phrase | None = None
    pushed: list[str] = []
    if to is not None:
        low, wall = earliest(life, moment)
        if to < low:
            to = low
            if wall is not None:
                said = Phrase(
                    f"That would be: {wall.words.en}. No order can be like that, so it stops here.",
                    f"再往前就成了“{wall.words.zh}”，这样的订单不可能存在，所以停在这里。",
                )
        was = dict(meant)
        meant[moment] = to
        _push(meant, was, moment, pushed)
    meant[moment] = to
    moved = replace(life, moments=tuple(meant.items()), given=None)
    return Move(moved, said, tuple(pushed))


def _push(meant: _Times, was: _Times, moment: str, pushed: list[str]) -> None:
    """Take along to the right what must not come before *moment*; the time between them stays as it was."""
    to, before = meant[moment], was.get(moment)
    assert to is not None
    for pair in ORDERLY:
        at, then = meant.get(pair.late), was.get(pair.late)
        if pair.early == moment and at is not None and at < to:
            between = max(then - before, timedelta(0)) if then is not None and before is not None else timedelta(0)
            meant[pair.late] = to + between
            pushed.append(pair.late)
            _push(meant, was, pair.late, pushed)
