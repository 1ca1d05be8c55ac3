"""Lines to orders: several lines of one order are one order, and what cannot be true is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...base.language import Phrase
from ..impossible import IMPOSSIBLE, Impossible
from ..types import missing
from .headings import normal
from .lines import ACCEPTED, NEVER_PAID, OPEN
from .mapping import REGISTERED, Mapping
from .privacy import PERSONAL_COLUMNS
from .values import Typed

_EARLIEST = ("paid_at", "created_at", "ship_by", "dispute_opened_at", "arbitration_opened_at")
CANCELLED = ("cancelled", "cancelled_by_seller", "cancelled_by_buyer")

_CONFLICT = Phrase(
    "is in the file more than once, with different values; which one is right, the file does not say",
    "订单号重复，各行内容却不一致，无法判断哪一行正确",
)
_NOT_WHOLE = Phrase(
    "another line of this order cannot be read, so the order is not whole", "同一订单的另一行无法读取，订单不完整"
)
_WHEN = Phrase(
    "its payment time is missing, though what else stands there comes only after the payment",
    "没有付款时间，而这一行的其他内容说明已经付款",
)
_JOINED = Phrase("joined to the order's first line", "并入该订单的第一行")
_FILLED = Phrase("blank here, filled by another line of the same order", "此处为空，由同一订单的另一行补上")
# How far an order has come, by the meaning of its state; a later export shows the further one.
_STAGE = {"unpaid": 0, "paid": 1, "shipped": 2, "disputed": 3}
_END = 4


def stacked(parts: Sequence[Typed]) -> pd.DataFrame:
    """The open lines of all parts one below the other, with where each came from."""
    tables = []
    for number, part in enumerate(parts):
        lines, mapping = part.lines, part.lines.mapping
        rows = np.flatnonzero(lines.status == OPEN)
        table = part.table.iloc[rows].copy()
        for name in part.early:
            table[f"_early {name}"] = part.early[name][rows]
            table[f"_late {name}"] = part.late[name][rows]
        table["_part"], table["_row"] = number, rows
        table["_meaning"] = _meanings(table, mapping)
        tables.append(table)
    if len(tables) == 1:
        return tables[0].reset_index(drop=True)
    return pd.concat(tables, ignore_index=True)


def _meanings(table: pd.DataFrame, mapping: Mapping) -> Any:
    def meant(column: str) -> Any:
        codes, words = pd.factorize(table[column])
        meanings = [mapping.states.get(normal(str(word))) for word in words]
        return pd.Series(np.array([*meanings, None], dtype=object)[codes], index=table.index)

    if "state" not in table:
        return np.full(len(table), None, dtype=object)
    found = meant("state")
    if "end_state" in table:
        later = meant("end_state")
        found = later.where(later.isin(CANCELLED), found)
    return found


def unknown_states(parts: Iterable[Typed]) -> list[str]:
    """Words in the state columns whose meaning no mapping tells."""
    found: dict[str, None] = {}
    for part in parts:
        states, mapping = part.table.get("state"), part.lines.mapping
        if states is not None and mapping.states:
            words = states[part.lines.status == OPEN].dropna().unique()
            found |= dict.fromkeys(w for w in words if normal(w) not in mapping.states)
    return list(found)


class Folding:
    """The lines of one kind of export on their way to orders."""

    def __init__(self, parts: Sequence[Typed], mapping: Mapping) -> None:
        self.parts = parts
        self.mapping = mapping
        self.lines = stacked(parts)
        self.told = frozenset().union(*(part.told for part in parts))
        self.mixed = 0  # orders of which only a part was cancelled

    # -- what becomes of lines

    def _reject(self, rows: pd.Index, column: str, why: Phrase, values: Any = None) -> None:
        some = self.lines.loc[rows]
        shown = some["order_id"] if values is None else values
        for part, row, value in zip(some["_part"], some["_row"], shown, strict=True):
            self.parts[part].lines.reject(int(row), column, value, why)
        self.lines = self.lines.drop(index=rows)

    def _mark(self, rows: pd.Index, status: int) -> None:
        some = self.lines.loc[rows, ["_part", "_row"]].to_numpy(dtype=np.int64)
        for number, part in enumerate(self.parts):
            part.lines.status[some[some[:, 0] == number, 1]] = status

    # -- the steps

    def orders(self) -> pd.DataFrame:
        """One row an order, ``_first`` and ``_last`` of its lines kept for what comes later."""
        self._drop_broken_orders()
        lines = self.lines
        again = lines["order_id"].duplicated(keep=False)
        if again.any():
            self._same_or_conflict(lines[again])
            lines = self.lines
            again = lines["order_id"].duplicated(keep=False)
        single = lines[~again].assign(_lines=1)
        if not again.any():
            return single.set_index("order_id", drop=False)
        self._note_joined(lines[again])
        folded = self._fold(lines[again]) if self.mapping.lines == "item" else self._filled(lines[again])
        both = pd.concat([single, folded]) if len(single) else folded
        first = lines.drop_duplicates("order_id")["order_id"]
        return both.set_index("order_id", drop=False).loc[first]

    def _drop_broken_orders(self) -> None:
        """A product line that cannot be read leaves its order incomplete."""
        if self.mapping.lines != "item":
            return
        broken: set[str] = set()
        for part in self.parts:
            ids = part.table["order_id"].to_numpy()
            broken |= {ids[i] for i in part.lines.rejected if isinstance(ids[i], str)}
        hit = among(self.lines["order_id"], broken)
        if broken and hit.any():
            self._reject(self.lines.index[hit], "order_id", _NOT_WHOLE)

    def _same_or_conflict(self, lines: pd.DataFrame) -> None:
        """Lines of one order number must agree in what is the order's own."""
        shared = self._shared(lines)
        first = lines.groupby("order_id", sort=False)[shared].transform("first")
        own = lines[shared]
        differ = ((own != first) & own.notna()).any(axis=1)
        if self.mapping.lines == "order" and "state" in lines:
            differ |= self._two_ends(lines)
        bad = among(lines["order_id"], lines.loc[differ, "order_id"])
        if bad.any():
            self._reject(lines.index[bad], "order_id", _CONFLICT)

    def _shared(self, lines: pd.DataFrame) -> list[str]:
        if self.mapping.lines == "order":
            return [c for c in lines.columns if c[0] != "_" and c not in ("state", "end_state")]
        shared = [c for c in ("buyer_id", "store_id", "destination") if c in lines]
        if self.mapping.amount == "order":
            shared += [c for c in ("amount", "amount_usd", "paid_at") if c in lines]
        return shared

    @staticmethod
    def _two_ends(lines: pd.DataFrame) -> pd.Series:
        """Orders that came to two different ends."""
        ended = lines["_meaning"].where(_stages(lines) == _END)
        return ended.groupby(lines["order_id"], sort=False).transform("nunique") > 1

    def _filled(self, lines: pd.DataFrame) -> pd.DataFrame:
        """Lines that agree as one row: the furthest state, and what was blank from the line that has it."""
        order = lines.assign(_stage=_stages(lines), _told=lines.notna().sum(axis=1))
        newest = order.sort_values(["_stage", "_told"], ascending=False, kind="stable")
        row = newest.drop(columns=["_stage", "_told"]).groupby("order_id", sort=False)
        first = lines.groupby("order_id", sort=False)
        for column in lines.columns:
            if column[0] != "_":
                self._note_filled(lines, column, first[column].transform("first"))
        return row.agg("first").assign(_lines=row.size()).reset_index()

    def _note_filled(self, lines: pd.DataFrame, column: str, values: pd.Series) -> None:
        blank = lines[column].isna() & values.notna()
        for part, table in lines[blank].groupby("_part", sort=False):
            source = self.parts[_number(part)].lines
            rows = table["_row"].to_numpy(dtype=int)
            if column not in PERSONAL_COLUMNS:
                after = values[table.index].to_numpy()
                source.repairs.add(source.file, source.number[rows], column, [""] * len(rows), _FILLED, after)

    def _fold(self, lines: pd.DataFrame) -> pd.DataFrame:
        """Several product lines or parcels of an order as one row."""
        lines = self._newest_file(lines)
        told = [c for c in ("state", "paid_at") if c in lines]
        heads = lines[lines[told].notna().any(axis=1)]
        gone = heads["_meaning"].isin(CANCELLED)
        count = heads.groupby("order_id", sort=False).size()
        cancelled = gone.groupby(heads["order_id"], sort=False).sum().reindex(count.index)
        mixed = count.index[(cancelled > 0) & (cancelled < count)]
        self.mixed = len(mixed)
        staying = heads[~(gone & among(heads["order_id"], mixed))]
        row = lines.groupby("order_id", sort=False)
        folded = row.agg("first")
        for column in folded.columns:
            plain = column.split(" ")[-1]
            if (plain in REGISTERED and REGISTERED[plain].kind == "time") or plain == "created_at":
                folded[column] = self._time(staying, column, plain).reindex(folded.index)
            elif column in ("amount_usd", "amount") and self.mapping.amount == "line":
                folded[column] = row[column].sum(min_count=1).round(4)
            elif column == "exempt":
                folded[column] = row[column].any()
            elif column == "state":
                folded[column] = row[column].agg(lambda w: " + ".join(dict.fromkeys(w.dropna())))
        for column in ("cancelled_at", "delivered_at", "receipt_at"):
            for name in (column, f"_early {column}", f"_late {column}"):
                if name in folded and len(mixed):
                    folded.loc[mixed, name] = pd.NaT
        folded["_meaning"] = staying.groupby("order_id", sort=False)["_meaning"].first().reindex(folded.index)
        folded["_lines"] = row.size()
        return folded.reset_index()

    @staticmethod
    def _time(heads: pd.DataFrame, column: str, plain: str) -> pd.Series:
        grouped = heads.groupby("order_id", sort=False)[column]
        if plain in _EARLIEST:
            return grouped.min()
        last = grouped.max()
        return last.where(grouped.count() == grouped.size())  # it happened to the whole order only

    def _newest_file(self, lines: pd.DataFrame) -> pd.DataFrame:
        """Of an order that stands in several files, the lines of the one that tells most, else the first."""
        if len(self.parts) == 1:
            return lines
        times = [c for c in lines.columns if c in REGISTERED and REGISTERED[c].kind == "time"]
        told = lines[times].notna().mean(axis=1) + _stages(lines)
        by_file = told.groupby([lines["order_id"], lines["_part"]], sort=False).max()
        best = by_file.groupby(level=0, sort=False).idxmax()
        newest = dict(best.tolist())
        return lines[lines["_part"] == lines["order_id"].map(newest)]

    def _note_joined(self, lines: pd.DataFrame) -> None:
        later = lines[lines["order_id"].duplicated()]
        for part, table in later.groupby("_part", sort=False):
            source = self.parts[_number(part)].lines
            rows = table["_row"].to_numpy(dtype=int)
            source.repairs.add(
                source.file, source.number[rows], "order_id", table["order_id"], _JOINED, table["order_id"]
            )

    def drop_unpaid(self, orders: pd.DataFrame) -> pd.DataFrame:
        """The paid orders; the others are listed as never paid, or refused where that cannot be."""
        never = orders["_meaning"] == "unpaid"
        blank = orders["paid_at"].isna()
        if "paid_at" not in self.mapping.proxies:
            never &= blank
        later = [
            c
            for c in orders.columns
            if c in REGISTERED and REGISTERED[c].kind == "time" and c not in ("paid_at", "ship_by", "cancelled_at")
        ]
        happened = orders[later].notna().any(axis=1) if later else pd.Series(False, index=orders.index)
        happened |= orders["_meaning"].isin(("shipped", "received", "disputed"))
        if self.mapping.prepaid and "state" in orders:
            words = orders["state"].dropna().unique()
            happened |= orders["state"].isin([word for word in words if normal(word) in self.mapping.prepaid])
        odd = blank & ~never & happened
        never |= blank & ~odd
        where = self.lines["order_id"]
        if odd.any():
            hit = among(where, orders.index[odd])
            self._reject(self.lines.index[hit], "paid_at", _WHEN, [""] * int(hit.sum()))
            where = self.lines["order_id"]
        if never.any():
            self._mark(self.lines.index[among(where, orders.index[never])], NEVER_PAID)
        return orders[~(never | odd).to_numpy(dtype=bool)]

    def drop_impossible(self, orders: pd.DataFrame) -> pd.DataFrame:
        """The orders that can be true.  A time that may stand for several instants is given the best."""
        found: dict[int, tuple[str, Phrase]] = {}
        for rule in IMPOSSIBLE:
            if not self._judged_by(rule):
                continue
            first, second = rule.columns
            hit = (
                _instant(orders, second, "_late") < _instant(orders, first, "_early")
                if rule.kind == "order"
                else rule.found(pd.DataFrame({name: _instant(orders, name, "_late") for name in rule.columns}))
            )
            for i in np.flatnonzero(hit.to_numpy(dtype=bool)).tolist():
                found.setdefault(i, (rule.columns[-1], rule.meaning))
        if not found:
            return orders
        keep = np.ones(len(orders), dtype=bool)
        keep[list(found)] = False
        rules: dict[tuple[str, Phrase], list[int]] = {}
        for i, broken in found.items():
            rules.setdefault(broken, []).append(i)
        for (column, why), wrong in rules.items():
            values = orders[column].iloc[wrong]
            where = self.lines["order_id"]
            rows = self.lines.index[among(where, values.index)]
            self._reject(rows, column, why, values.loc[where[rows]])
        return orders[keep]

    def _judged_by(self, rule: Impossible) -> bool:
        return set(rule.columns) <= self.told and (self.mapping.own or rule.kind == "order")

    def accept(self, orders: pd.DataFrame) -> None:
        """Mark the lines of *orders* as accepted."""
        self._mark(self.lines.index[among(self.lines["order_id"], orders.index)], ACCEPTED)


def among(values: Any, some: Iterable[Any]) -> Any:
    """Which of many *values* are among *some*, which may be as many."""
    found = values.isin(some if hasattr(some, "to_numpy") else list(some))
    return found if isinstance(found, np.ndarray) else found.to_numpy(dtype=bool)


def _stages(lines: pd.DataFrame) -> pd.Series:
    """How far each line's order has come; -1 where its state is not told."""
    known = lines["_meaning"].map(lambda meaning: _STAGE.get(meaning, _END), na_action="ignore")
    stage = known.astype(float)
    if "state" in lines:  # a word without a meaning stands behind those that have one
        stage = stage.mask(stage.isna() & lines["state"].notna(), -0.5)
    return stage.fillna(-1.0)


def _number(part: Any) -> int:
    return int(part)


def _instant(orders: pd.DataFrame, name: str, prefix: str) -> pd.Series:
    """A column of *orders*; of times their first or last instant in UTC in place of the platform's clock."""
    if f"{prefix} {name}" in orders:
        return orders[f"{prefix} {name}"]
    if name in orders:
        return orders[name]
    return pd.Series(missing(REGISTERED[name], len(orders)), index=orders.index)
