"""From a path to a reading: which tables stand in the files, and which way each is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Names
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from ...base.arguments import guarded
from ...base.errors import CourseError, brief
from ...base.language import Phrase, join
from ..register import REGISTER
from ..told import mark_untold
from . import amounts, clocks, fast, progress, room, text
from .account import LOGS, account, files_table, finished
from .headings import text_of
from .lines import HeadingRow, heading_of, lines_of
from .logs import Log
from .mapping import REGISTERED, Mapping, guess, named
from .questions import NOTHING, NothingRead, Question, ask
from .reading import Reading
from .sheets import Sheet
from .sources import ExportSource, source_of
from .stored import Stored
from .values import Answers, Typed, typed


@guarded
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
    folder of parts, or a list of files; what a file is, is told by its content.  A long reading shows
    how far it is.  Of a text no more than a block is held at a time, but its orders must fit in memory: a
    million takes about 0.7 GB from the course's own columns and 1.1 GB from another export while it is
    read; what would not fit is refused before (:mod:`.room`).  Lists of disputes, refunds and reviews are
    joined to the orders that stand beside them.  Names, e-mails, addresses, phones and messages are left
    at the door, and buyers get pseudonyms.  Nothing leaves the machine.

    Args:
        path: a file, a folder, a zip, or a list of these.
        mapping: what the headings mean: the id of a mapping, a TOML file or the same as a
            dictionary; default: found by the headings.
        store: the store's name where the file names none; where it names several, whose orders to
            read.  Default: the file's name.
        timezone: the zone of times of which neither the cell nor the heading tells it, such as
            ``"Asia/Shanghai"``.
        day_first: whether 03/04/2024 is the third of April (and 24/03/15 the 24th of March 2015).
        usd_per: US dollars for one unit of the file's currency, or ``{"CNY": 0.14}``; ``"$"`` stands for
            a dollar of which the file does not tell the country.

    Returns:
        A :class:`Reading`.  ``orders`` has one row an order, times on the platform's clock.

    Raises:
        Question: the order of day and month or the clock is not told and must be said.
        NothingRead: there was no line to read; it says what each file is.
        KeyboardInterrupt: it was stopped, with how far it was; nothing is half read.
        CourseError: no such file, a wrong mapping, an unknown zone, more than fits in memory.
    """
    answers = Answers(store, None if timezone is None else clocks.checked(timezone), day_first, _rate(usd_per))
    chosen = None if mapping is None else named(mapping)
    with _uncollected(), progress.shown() as it:
        source = source_of(path)
        it.begin(source.size)
        it.expect(sum(len(sheet.rows[0][1]) if sheet.rows else 0 for sheet in source.sheets) + 1)
        return _reading(source, chosen, answers)


_FOLDING = Phrase("putting lines together to orders", "把各行合并成订单")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for circles among millions of new cells, of which none has any."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _reading(source: ExportSource, chosen: Mapping | None, answers: Answers) -> Reading:
    quick = _quick(source, chosen, answers)
    if quick is not None:
        return quick
    found, unread = _tables(source, chosen)
    if not found:
        raise _nothing(source, unread)
    room.check_sizes(source.name, source.size, sum(table.sheet.expected_lines for table in found))
    parts, lists = _read(found, answers, unread)
    progress.step(_FOLDING)
    return account(source, parts, lists, answers, unread)


def _rate(usd_per: Any) -> Any:
    rates = usd_per.values() if isinstance(usd_per, Names) else () if usd_per is None else (usd_per,)
    for rate in rates:
        if isinstance(rate, bool) or not isinstance(rate, (int, float)) or not 0 < rate < 1e6:
            raise CourseError(
                Phrase(
                    f"usd_per is the worth of one unit in US dollars, such as 0.14 or {{'CNY': 0.14}}, not {brief(rate)}",
                    f"usd_per 是一个单位等于多少美元，例如 0.14 或 {{'CNY': 0.14}}，而不是 {brief(rate)}",
                )
            )
    return usd_per


def _quick(source: ExportSource, chosen: Mapping | None, answers: Answers) -> Reading | None:
    """The reading of one large file in the course's own columns: its clean lines as whole columns."""
    if len(source.sheets) != 1 or source.refused or answers != Answers():
        return None
    if chosen is not None and not chosen.own:
        return None
    sheet = source.sheets[0]
    found = heading_of(sheet, chosen) if sheet.layout is not None else None
    if found is None or not found.mapping.own or any(map(clocks.heading_zone, found.headings)):
        return None
    table = fast.clean(sheet, found)
    if table is None or fast.hides_names(table.orders):
        return None
    return _mostly_clean(source, found, table) if len(table.odd) else _all_clean(source, found, table)


def _all_clean(source: ExportSource, found: HeadingRow, table: fast.Clean) -> Reading:
    told = frozenset(table.orders.columns) & frozenset(REGISTERED)
    counts = dict.fromkeys(NOTHING, 0)
    counts |= dict.fromkeys(("records", "accepted", "orders"), len(table.orders))
    logs = {name: Log() for name in LOGS}
    orders = finished(table.orders, told, ready=True)
    files = files_table(source, [found], {})
    return Reading(orders, found.mapping, MappingProxyType(counts), told, found.sheet.notes, files, logs)


def _mostly_clean(source: ExportSource, found: HeadingRow, table: fast.Clean) -> Reading | None:
    """Clean lines beside others, which are read line by line."""
    part = _odd_part(found, table)
    again = table.orders["order_id"].isin(part.table["order_id"].dropna())
    if again.any():  # an order of clean and of other lines: all of its lines are looked at
        table = table.without(again.to_numpy(dtype=bool))
        part = _odd_part(found, table)
    if fast.hides_names(part.table):
        return None
    few = account(source, [part], [], Answers(), {})
    first = dict(zip(part.table["order_id"][::-1], part.lines.number[::-1], strict=True))
    lines = np.concatenate([table.lines, [first[id] for id in few.orders["order_id"]]])
    clean = finished(table.orders, few.told, ready=True)
    orders = pd.concat([clean, few.orders[list(clean)]], ignore_index=True).iloc[np.argsort(lines, kind="stable")]
    counts = dict(few.counts)
    for name in ("records", "accepted", "orders"):
        counts[name] += len(table.orders)
    orders = orders.reset_index(drop=True)
    mark_untold(orders, few.told)
    files = files_table(source, [found], {})
    return replace(few, orders=orders, counts=MappingProxyType(counts), files=files)


def _odd_part(found: HeadingRow, table: fast.Clean) -> Typed:
    """The lines that are not clean, with the numbers that they have in the file."""
    written = fast.written(found.sheet, found, table.odd)
    few = replace(
        found.sheet, stored=Stored(held=written), encoding=text.Encoding("utf-8"), rows=[(1, list(found.headings))]
    )
    return typed(
        lines_of(replace(found, sheet=few, at=0), np.append(found.sheet.rows[found.at][0], table.odd)), Answers()
    )


def _tables(source: ExportSource, chosen: Mapping | None) -> tuple[list[HeadingRow], dict[str, Phrase]]:
    """The tables among the sheets, and why the other sheets are none."""
    found: list[HeadingRow] = []
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


def _guessed(sheet: Sheet) -> HeadingRow | None:
    best: HeadingRow | None = None
    for at, (_, row) in enumerate(sheet.rows[:60]):
        headings = tuple(text_of(cell) for cell in row)
        while headings and not headings[-1].strip():
            headings = headings[:-1]
        meant = guess(headings)
        if {"order_id", "paid_at"} <= set(meant.columns) and (
            best is None or len(meant.columns) > len(best.mapping.columns)
        ):
            best = HeadingRow(sheet, at, headings, meant)
    return best


def _no_table(sheet: Sheet, chosen: Mapping | None) -> Phrase:
    if not any(not amounts.is_empty(cell) for _, row in sheet.rows for cell in row):
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


def _nothing(source: ExportSource, unread: Names[str, Phrase]) -> NothingRead:
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


def _read(found: Sequence[HeadingRow], answers: Answers, unread: dict[str, Phrase]) -> tuple[list[Typed], list[Typed]]:
    """The tables with their values; one among several that cannot be read is noted in *unread*."""
    parts: list[Typed] = []
    lists: list[Typed] = []
    asked: list[Question] = []
    beside = any(table.mapping.role == "orders" for table in found)
    for table in found:
        try:
            lines = lines_of(table)
        except CourseError as error:
            if len(found) == 1:
                raise
            unread[table.sheet.where] = error.phrase
            continue
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
    if not parts and not lists:
        raise NothingRead(join(list(unread.values()), "\n", "\n"), list(unread.values()))
    return parts, lists
