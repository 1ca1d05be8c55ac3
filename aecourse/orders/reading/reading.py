"""Reading orders from any export: what came of it, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Mapping as Names
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...base.errors import CourseError
from ...base.language import Phrase, counted
from .. import conform
from ..register import COLUMNS, OPTIONAL, REGISTER
from ..told import mark_untold, not_computable, untold
from . import amounts, clocks, fast, privacy
from .folding import CANCELLED, Folding, unknown_states
from .headings import normal, text_of
from .joins import join
from .lines import (
    ACCEPTED,
    NEVER_PAID,
    OPEN,
    REJECTED,
    SET_ASIDE,
    Answers,
    Found,
    Typed,
    footed,
    heading_of,
    joined_reasons,
    lines_of,
    typed,
)
from .logs import Log
from .mapping import Mapping, guess, named
from .questions import NothingRead, Question, ask
from .sheets import Sheet
from .sources import Source, source_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Reading:
    """The orders of an export and an account of every line that it had.

    ``orders`` is the order table; a column that the source does not tell is empty, and what needs
    it is in ``missing``.  ``counts``: ``records`` lines stood below the headings; each was set
    aside (no order at all), never paid, rejected or accepted, and the accepted lines are ``orders``
    orders.  ``rejected``, ``set_aside`` and ``never_paid`` hold one row a line: ``file``, ``line``,
    ``column``, ``value``, ``reason``; ``repairs`` says ``before`` and ``after``.  ``unjoined`` are
    lines of lists (disputes, reviews) that belong to no order.  ``notes`` are what must be known to
    use the table.  A reading goes wherever an order table goes.
    """

    orders: pd.DataFrame
    mapping: Mapping
    counts: Names[str, int]
    told: frozenset[str]
    notes: tuple[Phrase, ...]
    files: pd.DataFrame
    _logs: Names[str, Log]

    @cached_property
    def rejected(self) -> pd.DataFrame:
        """The lines with a value that cannot be read or cannot be true."""
        return self._logs["rejected"].table()

    @cached_property
    def set_aside(self) -> pd.DataFrame:
        """The lines that are no order lines."""
        return self._logs["set_aside"].table()

    @cached_property
    def never_paid(self) -> pd.DataFrame:
        """The lines of orders that nobody paid."""
        return self._logs["never_paid"].table()

    @cached_property
    def repairs(self) -> pd.DataFrame:
        """What was changed to read a line."""
        return self._logs["repairs"].table(repairs=True)

    @cached_property
    def unjoined(self) -> pd.DataFrame:
        """The lines of joined lists that no order could take."""
        return self._logs["unjoined"].table()

    @cached_property
    def missing(self) -> Names[str, Phrase]:
        """Metric -> why it is not computable here."""
        return not_computable(untold(self.orders))

    def __order_table__(self) -> pd.DataFrame:
        """The order table, for whatever takes one.

        Raises:
            CourseError: there is no order in it.
        """
        if self.orders.empty:
            raise CourseError(_no_orders(self.counts, self.notes))
        return self.orders

    def __len__(self) -> int:
        return len(self.orders)

    def __repr__(self) -> str:
        c = self.counts
        parts_en = [f"{counted(c['orders'], 'order')} from {counted(c['records'], 'record')}"]
        parts_zh = [f"{c['records']:,} 行中有 {c['orders']:,} 笔订单"]
        for key, en, zh in (
            ("never_paid", "never paid", "未付款"),
            ("rejected", "rejected", "被拒绝"),
            ("set_aside", "set aside", "非订单"),
        ):
            if c[key]:
                parts_en.append(f"{c[key]:,} {en}")
                parts_zh.append(f"{zh} {c[key]:,}")
        sure = f"{self.mapping.id} {100 * self.mapping.sure:.0f} %"
        return str(Phrase(f"Reading({', '.join(parts_en)}; {sure})", f"Reading({'，'.join(parts_zh)}；{sure})"))


# -- reading -------------------------------------------------------------------------------------


def read_orders(
    path: Any,
    *,
    mapping: str | Path | Names[str, Any] | Mapping | None = None,
    store: str | None = None,
    timezone: str | None = None,
    day_first: bool | None = None,
    usd_per: float | Names[str, float] | None = None,
) -> Reading:
    """Read the orders of any export: the course's own columns, a marketplace's, an ERP's, a sheet's.

    Text in any usual encoding, xlsx, old xls, a web page or XML under that name, Parquet, a zip, a
    folder of parts, or a list of files; what a file is, is told by its content.  Lists of disputes,
    refunds and reviews are joined to the orders that stand beside them.  Names, e-mails, addresses,
    phones and messages are left at the door, and buyers get pseudonyms.  Nothing leaves the machine.

    Args:
        path: a file, a folder, a zip, or a list of these.
        mapping: what the headings mean: the id of a mapping, a TOML file or the same as a
            dictionary; default: found by the headings.
        store: the store's name where the file names none; where it names several, whose orders to
            read.  Default: the file's name.
        timezone: the zone of times that carry no offset, such as ``"Asia/Shanghai"``.
        day_first: whether 03/04/2024 is the third of April.
        usd_per: US dollars for one unit of the file's currency, or ``{"CNY": 0.14}``.

    Returns:
        A :class:`Reading`.  ``orders`` has one row an order, times on the platform's clock.

    Raises:
        Question: the order of day and month or the clock is not told and must be said.
        NothingRead: there was no line to read; it says what each file is.
        CourseError: no such file, a wrong mapping, an unknown zone.
    """
    answers = Answers(store, None if timezone is None else clocks.checked(timezone), day_first, _rate(usd_per))
    chosen = None if mapping is None else named(mapping)
    source = source_of(path)
    quick = _quick(source, chosen, answers)
    if quick is not None:
        return quick
    found, unread = _tables(source, chosen)
    if not found:
        raise _nothing(source, unread, chosen)
    parts, lists = _read(found, answers)
    return _account(source, parts, lists, answers, unread)


def _rate(usd_per: Any) -> Any:
    rates = usd_per.values() if isinstance(usd_per, Names) else () if usd_per is None else (usd_per,)
    for rate in rates:
        if isinstance(rate, bool) or not isinstance(rate, (int, float)) or not 0 < rate < 1e6:
            raise CourseError(
                Phrase(
                    f"usd_per is the worth of one unit in US dollars, such as 0.14 or {{'CNY': 0.14}}, not {rate!r}",
                    f"usd_per 是一个单位等于多少美元，例如 0.14 或 {{'CNY': 0.14}}，而不是 {rate!r}",
                )
            )
    return usd_per


def _quick(source: Source, chosen: Mapping | None, answers: Answers) -> Reading | None:
    """The reading of one clean file in the course's own columns, by whole columns at once."""
    if len(source.sheets) != 1 or source.refused or answers != Answers():
        return None
    if chosen is not None and not chosen.own:
        return None
    sheet = source.sheets[0]
    found = heading_of(sheet, chosen) if sheet.layout is not None else None
    if found is None or not found.mapping.own:
        return None
    table = fast.clean(sheet, found)
    if table is None:
        return None
    told = frozenset(table.columns) & {*REGISTER, *(c.name for c in OPTIONAL)}
    counts = dict.fromkeys(("records", "set_aside", "never_paid", "rejected", "accepted", "orders"), 0)
    counts |= dict.fromkeys(("records", "accepted", "orders"), len(table))
    logs = {name: Log() for name in _LOGS}
    orders = _finished(table, told, ready=True)
    return Reading(
        orders, found.mapping, MappingProxyType(counts), told, sheet.notes, _files(source, [found], {}), logs
    )


_LOGS = ("rejected", "set_aside", "never_paid", "repairs", "unjoined")


def _tables(source: Source, chosen: Mapping | None) -> tuple[list[Found], dict[str, Phrase]]:
    """The tables among the sheets, and why the other sheets are none."""
    found: list[Found] = []
    unread: dict[str, Phrase] = {}
    for sheet in source.sheets:
        table = None if chosen is None else heading_of(sheet, chosen)
        table = table or heading_of(sheet, None)
        if (
            chosen is not None
            and table is not None
            and table.mapping.role == "orders"
            and (table.mapping.id != chosen.id)
        ):
            table = None
        if table is None and chosen is None:
            table = _guessed(sheet)
        if table is None:
            unread[sheet.where] = _no_table(sheet, chosen)
        else:
            found.append(table)
    return found, unread


def _guessed(sheet: Sheet) -> Found | None:
    best: Found | None = None
    for at, (_, row) in enumerate(sheet.rows[:60]):
        headings = tuple(text_of(cell) for cell in row)
        while headings and not headings[-1].strip():
            headings = headings[:-1]
        meant = guess(headings)
        if {"order_id", "paid_at"} <= set(meant.columns) and (
            best is None or len(meant.columns) > len(best.mapping.columns)
        ):
            best = Found(sheet, at, headings, meant)
    return best


def _no_table(sheet: Sheet, chosen: Mapping | None) -> Phrase:
    if not any(not amounts.blank(cell) for _, row in sheet.rows for cell in row):
        return Phrase("nothing is written in it", "里面没有内容")
    best = max((guess([text_of(c) for c in row]) for _, row in sheet.rows[:60]), key=lambda m: len(m.columns))
    known = ", ".join(f"{names[0]!r} → {column}" for column, names in best.columns.items())
    seen = Phrase(f" Understood: {known}.", f"能认出的：{known}。") if known else Phrase("", "")
    if chosen is not None:
        needs = ", ".join(repr(chosen.columns.get(name, (name,))[0]) for name in chosen.needs)
        return Phrase(
            f"it lacks the headings that {chosen.id} needs ({needs}).{seen.en}",
            f"缺少 {chosen.id} 需要的表头（{needs}）。{seen.zh}",
        )
    lack = [c for c in ("order_id", "paid_at") if c not in best.columns]
    words = {c: REGISTER[c].meaning for c in lack}
    return Phrase(
        "no order table: no heading line with "
        + " and ".join(f"{w.en} ({c})" for c, w in words.items())
        + f" was found.{seen.en} If there is one, say with mapping=… what its headings mean.",
        "不是订单表：没有找到含"
        + "和".join(f"{w.zh}（{c}）" for c, w in words.items())
        + f"的表头行。{seen.zh}如果确有表头，请用 mapping=… 说明各列含义。",
    )


def _nothing(source: Source, unread: Names[str, Phrase], chosen: Mapping | None) -> NothingRead:
    reasons = {**source.refused, **unread}
    if not reasons:
        return NothingRead(Phrase(f"{source.name}: nothing to read there", f"{source.name}：没有可读的内容"))
    said = [Phrase(f"{name}: {why.en}", f"{name}：{why.zh}") for name, why in reasons.items()]
    return NothingRead(
        Phrase(
            "No orders could be read. " + "\n".join(s.en for s in said),
            "没有读到订单。" + "\n".join(s.zh for s in said),
        ),
        said,
    )


def _read(found: Sequence[Found], answers: Answers) -> tuple[list[Typed], list[Typed]]:
    parts: list[Typed] = []
    lists: list[Typed] = []
    asked: list[Question] = []
    beside = any(table.mapping.role == "orders" for table in found)
    for table in found:
        lines = lines_of(table)
        own_clock = table.mapping.role == "list" and table.mapping.clock == "ask"
        try:
            part = typed(
                lines, replace(answers, timezone=answers.timezone or "UTC") if own_clock and not beside else answers
            )
        except Question as question:
            asked.append(question)
            continue
        (parts if table.mapping.role == "orders" else lists).append(part)
    if asked:
        raise ask(asked)
    return parts, lists


def _account(
    source: Source, parts: list[Typed], lists: list[Typed], answers: Answers, unread: Names[str, Phrase]
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
        raise NothingRead(_no_orders(counts, ()), [Phrase(*[f"{f}: {w}"] * 2) for f, w in unread.items()])
    if not parts:
        notes.insert(0, _only_lists(lists))
    told_columns = frozenset(told)
    return Reading(
        _finished(orders, told_columns),
        mapping,
        MappingProxyType(counts),
        told_columns,
        tuple(dict.fromkeys(notes)),
        _files(source, [p.lines.found for p in (*parts, *lists)], unread),
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
    more = join(table, lists, unjoined, answers.store)
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
    away = folding.lines["order_id"].isin(table.index[~mine])
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
                "{n} 笔订单没有买家：各记一个买家，因此不同买家的人数不可知",
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
        for i, faults in sorted(lines.rejected.items()):
            column, value, reason = faults[0]
            said = Phrase(f"{why.en}; {column} {reason.en}", f"{why.zh}；{column} {reason.zh}")
            lines.set_aside.add(lines.file, [lines.number[i]], column, [value], said)
        lines.rejected.clear()
        lines.status[lines.status == REJECTED] = SET_ASIDE
        rows = (lines.status == OPEN).nonzero()[0]
        lines.status[rows] = SET_ASIDE
        keys = lines.cells["key"][rows]
        lines.set_aside.add(lines.file, lines.number[rows], "key", keys, why)


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
    logs = {name: Log() for name in _LOGS}
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


def _files(source: Source, found: Sequence[Found], unread: Names[str, Phrase]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        {
            "file": f.sheet.file,
            "sheet": f.sheet.name,
            "kind": f.sheet.kind,
            "encoding": f.sheet.encoding,
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


def _no_orders(counts: Names[str, int], notes: Sequence[Phrase]) -> Phrase:
    if counts["records"] == 0:
        return Phrase(
            "no orders in this file: below the headings stands nothing", "这个文件里没有订单：表头下面没有内容"
        )
    first = notes[0] if notes else Phrase("", "")
    return Phrase(
        f"no orders in this file: of {counts['records']} lines {counts['set_aside']} are no orders, "
        f"{counts['never_paid']} were never paid, {counts['rejected']} were rejected. {first.en}".rstrip(),
        f"这个文件里没有订单：{counts['records']} 行中，{counts['set_aside']} 行不是订单，"
        f"{counts['never_paid']} 行未付款，{counts['rejected']} 行被拒绝。{first.zh}",
    )


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


_SHOWN = ("state", "carrier", "amount", "currency", "sellers", "source_category", "refunded")


def _finished(orders: pd.DataFrame, told: frozenset[str], *, ready: bool = False) -> pd.DataFrame:
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

    template = conform(table.iloc[:0])
    absent = {name: _missing(template[name].dtype, len(table)) for name in REGISTER if name not in table}
    columns = {name: absent[name] if name in absent else table[name] for name in template}
    return pd.DataFrame(columns, copy=False)


def _missing(dtype: Any, size: int) -> Any:
    """A column of missing values (of a flag: no)."""
    import numpy as np
    import pandas as pd

    if isinstance(dtype, pd.CategoricalDtype):
        return pd.Categorical.from_codes(np.full(size, -1, dtype=np.int8), dtype=dtype)
    return pd.Series(None if dtype != "bool" else False, index=range(size)).astype(dtype)


__all__ = ["NothingRead", "Question", "Reading", "read_orders"]
