"""The control of a store's own shipping (2022): which of its lines of logistics are frozen on a day.

A line is frozen with a not-received rate of at least 10 % and at least 10 such orders.  Over how many
days, and by which orders the rate divides, no text says: without values of one's own, or the teaching
defaults, nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..base import wording
from ..base.errors import require_known, unknown_name
from ..base.language import Phrase, join
from ..base.quantities import yes_or_no
from ..orders.calendar import Moment, Window, as_date
from ..orders.register import EVERY
from ..rulebook import Table
from ..rulebook.vocabulary import MODES
from .events import Event, EventTimes
from .metrics import METRICS, rules_for

if TYPE_CHECKING:
    import pandas as pd

_SHIPPED = Event("shipped", "shipped_at", Phrase("shipped", "发货"))
RULE, COLUMN = "line_freeze_2022", "carrier_line"
FROZEN, FREE, OPEN = "frozen", "free", "not known"


@dataclass(frozen=True, slots=True)
class LogisticsLine:
    """A line of logistics (from one country, where the table tells countries) and what its orders did.

    ``not_received`` of ``orders`` were in a not-received dispute.  ``verdict`` is ``"frozen"``,
    ``"free"``, or ``"not known"`` where it hangs on orders whose line is blank.
    """

    line: str
    ships_from: str | None
    not_received: int
    orders: int
    verdict: str

    @property
    def rate(self) -> float:
        """The not-received rate of the line, a share."""
        return self.not_received / self.orders if self.orders else 0.0

    @property
    def phrase(self) -> Phrase:
        """The line in words."""
        return _ROW.format(
            line=self.line if self.ships_from is None else f"{self.line} ({self.ships_from})",
            hit=self.not_received,
            orders=self.orders,
            rate=wording.percent(self.rate),
            verdict=_VERDICTS[self.verdict],
        )


@dataclass(frozen=True)
class LogisticsLines:
    """The lines of a store on the last day of *window*; none where ``why_not`` says why.

    ``window`` is None where nobody knows how long it is.  ``notes`` are what the answer rests on, and
    of which orders it says nothing.
    """

    day: date
    window: Window | None
    lines: tuple[LogisticsLine, ...] = ()
    why_not: Phrase | None = None
    notes: tuple[Phrase, ...] = ()

    @property
    def frozen(self) -> tuple[str, ...]:
        """The lines that the rule freezes that day."""
        return tuple(line.line for line in self.lines if line.verdict == FROZEN)

    def __str__(self) -> str:
        told = [self.why_not] if self.why_not else [line.phrase for line in self.lines] or [_NONE]
        return "\n".join(map(str, [*told, *self.notes]))

    __repr__ = __str__


def frozen_lines(
    orders: pd.DataFrame,
    as_of: Moment,
    *,
    rules: str | Table | None = None,
    illustrative: bool = False,
    exempt: Collection[str] = (),
    ships_from: str | None = None,
) -> LogisticsLines:
    """Which lines of the store are frozen, by the orders of the window that ends with *as_of*.

    Args:
        orders: an order table of one store with the optional column ``carrier_line``.
        as_of: the last day of the window, included.
        rules: the table with values of your own, ``table("line_freeze_2022").using(...)``, or its id.
        illustrative: let the teaching defaults stand in for the window and the divisor, which no text gives.
        exempt: the lines that the rule leaves out, Cainiao's overseas lines; no column tells them.
        ships_from: the column that tells the country a parcel leaves from: those are judged apart.

    Raises:
        UnknownName: no such table, no such column *ships_from*, or no such divisor in *rules*.
        InvalidOrders: a column is missing or of a wrong type.
    """
    from .assessment.windows import as_pandas

    book = rules if isinstance(rules, Table) else rulebook.table(RULE if rules is None else rules)
    exempt = (exempt,) if isinstance(exempt, str) else exempt
    table = as_pandas(orders)
    yes_or_no("illustrative", illustrative)
    if ships_from is not None:
        require_known(Phrase("column", "列"), ships_from, map(str, table.columns))
    day = as_date(as_of)
    first, days = book["effective_from"], _value(book, "window_days", illustrative)
    window = None if days is None else Window.ending(day, int(days))
    why_not = _not_computable(book, table, day, illustrative)
    if why_not is not None or window is None:
        return LogisticsLines(day, window, why_not=why_not)
    hit, below = _not_received(table, window, _value(book, "rate_counts", illustrative))
    found, missing, other = _counted(table, hit, below, exempt, ships_from)
    lines = tuple(
        LogisticsLine(*key, hit, all_, _verdict(book, hit, all_, *missing)) for key, (hit, all_) in found.items()
    )
    notes = list(_notes(book, illustrative, ships_from, missing[1], other))
    if window.first < first:
        notes.append(_BEFORE.format(first=first))
    return LogisticsLines(day, window, lines, notes=tuple(notes))


def _value(book: Table, key: str, illustrative: bool) -> Any:
    default = book.parameter(key).illustrative if illustrative else None
    return book.get(key, default)


def _not_computable(book: Table, table: pd.DataFrame, day: date, illustrative: bool) -> Phrase | None:
    """Why nothing can be said; None if something can."""
    if day < book["effective_from"]:
        return _NOT_YET.format(day=day, first=book["effective_from"])
    if COLUMN not in table or table[COLUMN].isna().all():
        return _NO_COLUMN.format(meaning=EVERY[COLUMN].meaning)
    unknown = [key for key in ("window_days", "rate_counts") if _value(book, key, illustrative) is None]
    if unknown:
        what = [Phrase(p.en.rstrip("."), p.zh.rstrip("。")) for p in (book.parameter(key).meaning for key in unknown)]
        return _NOT_PUBLIC.format(what=join(what, "; ", "；"))
    return None


def _not_received(table: pd.DataFrame, window: Window, counts: str) -> tuple[Any, Any]:
    """Which orders are in the numerator and in the denominator of the not-received rate."""
    times, metric = EventTimes(table), METRICS["nr_rate"]
    rules = rules_for(metric, None)
    if counts == "confirmed_timeout_disputed":
        return metric.found(times, window, rules)
    if counts == "shipped":
        below = times.inside((_SHIPPED,), window, rules) & ~table["exempt"].to_numpy(dtype=bool)
        return times.inside(metric.numerator, window, rules) & below, below
    raise unknown_name(Phrase("divisor", "分母"), counts, ("confirmed_timeout_disputed", "shipped"))


def _counted(
    table: pd.DataFrame, hit: Any, below: Any, exempt: Collection[str], ships_from: str | None
) -> tuple[dict[tuple[str, str | None], tuple[int, int]], tuple[int, int], int]:
    """By line: its not-received orders and all; the same of orders with a blank line; those of other modes."""
    import pandas as pd

    mode = table.get("mode", pd.Series(index=table.index, dtype=object))
    apart = (mode.notna() & (mode != "pop")).to_numpy(dtype=bool)
    kept = below & ~apart
    line = table[COLUMN].astype("string")
    blank = line.isna().to_numpy()
    missing = int((hit & kept & blank).sum()), int((kept & blank).sum())
    chosen = kept & ~blank & ~line.isin(list(exempt)).fillna(value=False).to_numpy(dtype=bool)
    part = table[chosen].assign(hit=hit[chosen], line=line[chosen])
    found: dict[tuple[str, str | None], tuple[int, int]]
    if ships_from is None:
        counts = part.groupby("line", observed=True)["hit"].agg(["sum", "size"])
        found = {(str(name), None): (int(row["sum"]), int(row["size"])) for name, row in counts.iterrows()}
    else:
        counts = part.groupby(["line", ships_from], observed=True)["hit"].agg(["sum", "size"])
        found = {(str(a), str(b)): (int(row["sum"]), int(row["size"])) for (a, b), row in counts.iterrows()}
    return found, missing, int((below & apart).sum())


def _verdict(book: Table, hit: int, orders: int, blank_hit: int, blank: int) -> str:
    """Frozen or free, where orders of no known line cannot change it: all of them may be of this line, or none."""

    def meets(hit: int, orders: int) -> bool:
        # divided, not multiplied: 14 / 140 is 0.1, and 0.1 * 140 is a little more than 14
        return bool(orders and hit >= book["nr_orders_min"] and hit / orders >= book["nr_rate_min"])

    mildest = meets(hit, orders + blank - blank_hit)
    worst = meets(hit + blank_hit, orders + blank_hit)
    return FROZEN if mildest else OPEN if worst else FREE


def _notes(book: Table, illustrative: bool, ships_from: str | None, blank: int, other: int) -> list[Phrase]:
    keys = ("window_days", "rate_counts")
    notes = [_ILLUSTRATIVE] if illustrative and any(book.parameter(key).is_unknown for key in keys) else []
    notes += [_ONE_COUNTRY] if ships_from is None else []
    notes += [_BLANK.format(n=blank)] if blank else []
    return notes + ([_OTHER.format(n=other, mode=MODES["pop"])] if other else [])


_VERDICTS = {
    FROZEN: Phrase("frozen for 30 days", "冻结 30 天"),
    FREE: Phrase("not frozen", "不冻结"),
    OPEN: Phrase("not known", "无法判断"),
}
_ROW = Phrase(
    "{line}: {hit} of {orders} orders not received ({rate}): {verdict}",
    "{line}：{orders} 笔中 {hit} 笔未收到货（{rate}），{verdict}",
)
_NONE = Phrase("No order of the window counts.", "统计期内没有计入的订单。")
_NOT_YET = Phrase("{day}: the rule began on {first}.", "{day}：规则从 {first} 起才执行。")
_NO_COLUMN = Phrase(
    "not computable: the source does not tell carrier_line ({meaning})",
    "无法计算：数据没有提供 carrier_line（{meaning}）",
)
_NOT_PUBLIC = Phrase(
    "not computable: no text says: {what}. Give your own, rules=table(...).using({{...}}), or illustrative=True "
    "for the teaching defaults.",
    "无法计算：{what}，资料都没有写。可用 rules=table(...).using({{...}}) 自行给定，或用 illustrative=True 采用教学示意值。",
)
_ILLUSTRATIVE = Phrase(
    "Illustrative: the window and the divisor of the rate are teaching defaults.",
    "示意：统计期和分母用的是教学示意值。",
)
_ONE_COUNTRY = Phrase(
    "Overseas shipping countries are judged apart; the table does not tell them, so all parcels are taken to leave "
    "from one country.",
    "海外发货国要分开算；表中没有发货国，这里按全部从同一国发货计算。",
)
_BLANK = Phrase(
    "{n:order} have no carrier_line: any line may be theirs.", "{n} 笔订单没有 carrier_line，可能属于任何一条线路。"
)
_OTHER = Phrase(
    "{n:order} of other modes are left out: the rule is for what a {mode} store ships itself.",
    "其他模式的 {n} 笔订单不计：规则只管{mode}店铺自己发的货。",
)
_BEFORE = Phrase(
    "The window begins before {first}, the rule's first day; no text says how such orders count.",
    "统计期早于规则首日 {first}；这部分订单怎么算，资料没有写。",
)

__all__ = ["LogisticsLine", "LogisticsLines", "frozen_lines"]
