"""Lines to orders, and an account of every line on the way."""

from __future__ import annotations

from collections.abc import Mapping as Names
from collections.abc import Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...base.errors import CourseError
from ...base.language import Phrase
from .. import conform
from ..register import COLUMNS, REGISTER
from ..told import mark_untold
from ..types import missing
from . import privacy
from .folding import CANCELLED, Folding, among, unknown_states
from .headings import normal
from .joins import join_lists
from .lines import ACCEPTED, NEVER_PAID, OPEN, REJECTED, SET_ASIDE, HeadingRow, footed, joined_reasons
from .logs import Log
from .mapping import Mapping
from .questions import NothingRead
from .reading import Reading, no_orders
from .sources import ExportSource
from .values import Answers, Typed

if TYPE_CHECKING:
    import pandas as pd


LOGS = ("rejected", "set_aside", "never_paid", "repairs", "unjoined")


def account(
    source: ExportSource, parts: list[Typed], lists: list[Typed], answers: Answers, unread: Names[str, Phrase]
) -> Reading:
    """Lines to orders, and where each line went."""
    import pandas as pd

    notes: list[Phrase] = [n for sheet in source.sheets for n in sheet.notes]
    unjoined = Log()
    tables: list[pd.DataFrame] = []
    told: set[str] = set()
    own = False
    store = answers.store or source.name or "store"
    for kind in dict.fromkeys(part.lines.mapping.id for part in parts):
        some = [part for part in parts if part.lines.mapping.id == kind]
        if not any((part.lines.status == OPEN).any() for part in some):
            told |= frozenset().union(*(part.told for part in some))
            continue
        orders, more, said = _orders(some, lists, unjoined, answers, store)
        tables.append(orders)
        told |= more
        notes += said
        own |= some[0].lines.mapping.own
    if parts:
        _lists_aside(lists, unjoined)
    tables_read = parts or lists
    _close_lists(tables_read, parts)
    for part in (*parts, *lists):
        notes += part.lines.notes
    orders = pd.concat(tables, ignore_index=True) if tables else _empty()
    orders, doubles = _one_each(orders)
    notes += doubles
    names = orders["buyer_id"]
    hidden = not own or privacy.needs_pseudonym(names)
    orders["buyer_id"] = privacy.pseudonyms(names) if hidden else privacy.filled(names)
    counts = _counted(tables_read, len(orders))
    notes += [
        Phrase(f"{name}: not read; {why.en}", f"{name}：没有读取；{why.zh}")
        for name, why in (*source.refused.items(), *unread.items())
    ]
    logs = _logs(tables_read, unjoined)
    mapping = tables_read[0].lines.mapping
    if counts["records"] == 0:
        raise NothingRead(no_orders(counts, ()), [Phrase(*[f"{f}: {w}"] * 2) for f, w in unread.items()])
    if not parts:
        notes.insert(0, _only_lists(lists))
    told_columns = frozenset(told)
    return Reading(
        finished(orders, told_columns),
        mapping,
        MappingProxyType(counts),
        told_columns,
        tuple(dict.fromkeys(notes)),
        files_table(source, [p.lines.found for p in (*parts, *lists)], unread),
        logs,
    )


def _orders(
    parts: list[Typed], lists: list[Typed], unjoined: Log, answers: Answers, store: str
) -> tuple[pd.DataFrame, set[str], list[Phrase]]:
    """The orders of the parts that one mapping reads."""
    mapping = parts[0].lines.mapping
    notes: list[Phrase] = list(mapping.says)
    notes += [
        Phrase(f"{column} is a proxy: {why.en}", f"{column} 是近似值：{why.zh}")
        for column, why in mapping.proxies.items()
    ]
    strange = unknown_states(parts)
    if strange:
        notes.append(
            Phrase(
                f"states of which no meaning is known; their times alone decide: {', '.join(strange[:10])}",
                f"含义不明的状态，只按时间判断：{'、'.join(strange[:10])}",
            )
        )
    for part in parts:
        _one_store(part, answers.store)
        notes += _footer_count(part)
    below = [name for part in parts if (name := footed(part.lines, "store"))]
    store = below[0] if answers.store is None and below else store
    folding = Folding(parts, mapping)
    table = folding.orders()
    more = join_lists(table, lists, unjoined, answers.store)
    told = {*folding.told, *more}
    table = folding.drop_unpaid(table)
    if answers.store is not None and "sellers" in table:
        table = _only_seller(folding, table, answers.store)
    folding.told = frozenset(told)
    table = folding.drop_impossible(table)
    folding.accept(table)
    if folding.mixed:
        notes.append(
            Phrase(
                "{n:order} of which only a part was cancelled: counted as not cancelled; "
                "when it was delivered as a whole is not told",
                "{n} 笔订单只取消了一部分：不算取消，整单妥投时间留空",
            ).format(n=folding.mixed)
        )
    notes += _fill_names(table, store, told)
    _say_who_cancelled(table, told, mapping)
    return table, told, notes


def _one_store(part: Typed, store: str | None) -> None:
    """Where the file names several stores and one was asked for, the others' lines are set aside."""
    lines, table = part.lines, part.table
    if store is None or "store_id" not in table:
        return
    names = table["store_id"][lines.status == OPEN].dropna().unique()
    if len(names) <= 1:
        table["store_id"] = store
    elif store in names:
        other = (table["store_id"] != store) & table["store_id"].notna() & (lines.status == OPEN)
        lines.put_aside(other.to_numpy().nonzero()[0], _OTHER_STORE)
    else:
        raise CourseError(
            Phrase(
                f"{lines.file} has orders of {', '.join(map(str, names))}, and none of {store!r}",
                f"{lines.file} 里是 {'、'.join(map(str, names))} 的订单，没有 {store!r} 的",
            )
        )


def _footer_count(part: Typed) -> list[Phrase]:
    """Whether the file itself counts another number of orders than it holds."""
    said = footed(part.lines, "count")
    held = part.table["order_id"][part.lines.status != SET_ASIDE].nunique()
    if said is None or int(said) == held:
        return []
    return [
        Phrase(
            f"{part.lines.file}: the lines below the table speak of {said} orders, and {held} stand in it",
            f"{part.lines.file}：表下的说明写有 {said} 笔订单，表里却是 {held} 笔",
        )
    ]


_OTHER_STORE = Phrase("an order of another store", "其他店铺的订单")


def _only_seller(folding: Folding, table: pd.DataFrame, store: str) -> pd.DataFrame:
    mine = table["sellers"].fillna("").map(lambda names: store in names.split(" + "))
    if not mine.any():
        return table
    away = among(folding.lines["order_id"], table.index[~mine])
    for number in folding.lines.loc[away, "_part"].unique().tolist():
        some = folding.lines[away & (folding.lines["_part"] == number)]
        folding.parts[number].lines.put_aside(some["_row"].to_numpy(dtype=int), _OTHER_STORE)
    folding.lines = folding.lines[~away]
    return table[mine]


def _fill_names(table: pd.DataFrame, store: str, told: set[str]) -> list[Phrase]:
    """A store and a buyer for every order; what had to be made up is said."""
    notes: list[Phrase] = []
    if "store_id" not in table:
        table["store_id"] = None
    nameless = table["store_id"].isna()
    if nameless.any():
        table["store_id"] = table["store_id"].where(~nameless, store)
        notes.append(
            Phrase(
                f"the source names no store for {int(nameless.sum())} of {len(table)} orders: they are "
                f"called {store!r}; store=… gives another name",
                f"{len(table)} 笔订单中有 {int(nameless.sum())} 笔没有店铺名：记为 {store!r}；可用 store=… 改名",
            )
        )
    told.add("store_id")
    if "buyer_id" not in table:
        table["buyer_id"] = None
    if len(table) and table["buyer_id"].isna().any():
        told.discard("buyer_id")
        notes.append(
            Phrase(
                "{n:order} without a buyer: each was given one of its own, so how many different buyers "
                "there are is not known",
                "{n} 笔订单没有写买家：各当作一位买家，所以一共有几位买家，说不准",
            ).format(n=int(table["buyer_id"].isna().sum()))
        )
    return notes


def _say_who_cancelled(table: pd.DataFrame, told: set[str], mapping: Mapping) -> None:
    """Whose reason a cancellation was, where the source says who cancelled."""
    if "cancelled_by" not in table:
        return
    who = mapping.words.get("cancelled_by", {})
    meant = table["cancelled_by"].map(lambda word: who.get(normal(word)), na_action="ignore")
    gone = table["_meaning"].isin(("closed", *CANCELLED))
    table["cancel_reason"] = meant.where(gone & meant.notna(), None)
    told.add("cancel_reason")


def _one_each(orders: pd.DataFrame) -> tuple[pd.DataFrame, list[Phrase]]:
    """An order number that two kinds of export both hold stands once."""
    twice = orders["order_id"].duplicated() if "order_id" in orders else None
    if twice is None or not twice.any():
        return orders, []
    some = ", ".join(orders.loc[twice, "order_id"].head(3))
    return orders[~twice].reset_index(drop=True), [
        Phrase(
            f"{int(twice.sum())} orders stand in files of several kinds ({some}, …): the first counts",
            f"{int(twice.sum())} 笔订单同时出现在几种文件里（{some}……）：以第一份为准",
        )
    ]


# -- the account ---------------------------------------------------------------------------------


def _close_lists(read: Sequence[Typed], parts: Sequence[Typed]) -> None:
    """Every line of a list that stands alone is set aside, with what is wrong in it."""
    if parts:
        return
    for part in read:
        lines = part.lines
        why = Phrase(
            f"a line of {lines.mapping.name.en}, not of an order table", f"{lines.mapping.name.zh}的一行，不是订单"
        )
        for some, column, values, said in lines.rejected.together(partial(_also, why)):
            lines.set_aside.add(lines.file, lines.number[some], column, values, said)
        lines.rejected.clear()
        lines.status[lines.status == REJECTED] = SET_ASIDE
        rows = (lines.status == OPEN).nonzero()[0]
        lines.status[rows] = SET_ASIDE
        keys = lines.cells["key"][rows]
        lines.set_aside.add(lines.file, lines.number[rows], "key", keys, why)


def _also(why: Phrase, faults: Sequence[tuple[str, Phrase]]) -> Phrase:
    column, reason = faults[0]
    return Phrase(f"{why.en}; {column} {reason.en}", f"{why.zh}；{column} {reason.zh}")


def _lists_aside(lists: Sequence[Typed], unjoined: Log) -> None:
    """What cannot be read in a list beside orders is told among what found no order."""
    for part in lists:
        unjoined.entries += joined_reasons(part.lines).entries


def _counted(read: Sequence[Typed], orders: int) -> dict[str, int]:
    def lines(status: int) -> int:
        return sum(int((part.lines.status == status).sum()) for part in read)

    return {
        "records": sum(len(part.lines.status) for part in read),
        "set_aside": lines(SET_ASIDE),
        "never_paid": lines(NEVER_PAID),
        "rejected": lines(REJECTED),
        "accepted": lines(ACCEPTED),
        "orders": orders,
    }


_UNPAID = Phrase("never paid, so it cannot enter the order table", "没有付款，不能进入订单表")


def _logs(read: Sequence[Typed], unjoined: Log) -> dict[str, Log]:
    logs = {name: Log() for name in LOGS}
    logs["unjoined"] = unjoined
    for part in read:
        lines = part.lines
        logs["rejected"].entries += joined_reasons(lines).entries
        logs["set_aside"].entries += lines.set_aside.entries
        logs["repairs"].entries += lines.repairs.entries
        rows = (lines.status == NEVER_PAID).nonzero()[0]
        if not len(rows):
            continue
        words = part.table["state"] if "state" in part.table else part.table["order_id"]
        column = "state" if "state" in part.table else "paid_at"
        logs["never_paid"].add(lines.file, lines.number[rows], column, words.iloc[rows], _UNPAID)
    return logs


def files_table(source: ExportSource, found: Sequence[HeadingRow], unread: Names[str, Phrase]) -> pd.DataFrame:
    """One row a sheet: what it is, how it was decoded, which mapping read it, or why none did."""
    import pandas as pd

    rows = [
        {
            "file": f.sheet.file,
            "sheet": f.sheet.name,
            "kind": f.sheet.kind,
            "encoding": f.sheet.encoding.name if f.sheet.encoding else "",
            "separator": f.sheet.layout.separator if f.sheet.layout else "",
            "mapping": f.mapping.id,
            "sure": round(f.mapping.sure, 2),
            "heading_line": f.sheet.rows[f.at][0],
            "note": "",
        }
        for f in found
    ]
    rows += [
        {
            "file": name,
            "sheet": "",
            "kind": "",
            "encoding": "",
            "separator": "",
            "mapping": "",
            "sure": 0.0,
            "heading_line": 0,
            "note": str(why),
        }
        for name, why in (*source.refused.items(), *unread.items())
    ]
    return pd.DataFrame(rows)


def _only_lists(lists: Sequence[Typed]) -> Phrase:
    names = list(dict.fromkeys(part.lines.mapping.name for part in lists))
    return Phrase(
        f"This is {', '.join(n.en for n in names)} and no order table: it does not tell when an "
        "order was paid. Read it together with the orders: read_orders([orders, list]).",
        f"这是{'、'.join(n.zh for n in names)}，不是订单表：没有付款时间。"
        "请和订单一起读取：read_orders([订单, 列表])。",
    )


def _empty() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({column.name: [] for column in COLUMNS if column.required})


def finished(orders: pd.DataFrame, told: frozenset[str], *, ready: bool = False) -> pd.DataFrame:
    """The order table with the register's types, and what its source does not tell written on it."""
    drop = [c for c in orders.columns if c[0] == "_" or c in ("end_state", "created_at", "cancelled_by", "ignored")]
    kept = orders.drop(columns=drop).reset_index(drop=True)
    if "category" in kept:
        kept["category"] = kept["category"].where(kept["category"].isin(REGISTER["category"].choices), None)
    table = _whole(kept) if ready else conform(kept)
    mark_untold(table, told)
    return table


def _whole(table: pd.DataFrame) -> pd.DataFrame:
    """A table of which each column has its type, with those that are absent, in the register's order."""
    import pandas as pd

    own = (name for name in map(str, table) if name not in REGISTER)
    columns = {n: table[n] if n in table else missing(REGISTER[n], len(table)) for n in (*REGISTER, *own)}
    return pd.DataFrame(columns, copy=False)
