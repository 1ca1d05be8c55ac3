"""What the cells of an order line say: each column as the register wants it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Names
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...base.language import Phrase
from ..register import PLATFORM_CLOCK, REGISTER
from ..strings import text_array
from . import amounts, clocks, money, privacy, progress
from .cells import Cells
from .headings import normal
from .lines import OPEN, Lines
from .mapping import REGISTERED, places
from .questions import Question, ask, ask_clock, ask_day_first, ask_year_first


@dataclass(frozen=True)
class Answers:
    """What whoever reads has said: the arguments of :func:`aecourse.read_orders`."""

    store: str | None = None
    timezone: str | None = None
    day_first: bool | None = None
    usd_per: float | Names[str, float] | None = None


@dataclass
class Typed:
    """The lines with their values: a table of the register's columns (those that the file has)."""

    lines: Lines
    table: pd.DataFrame  # values of all lines; what a rejected line holds is nowhere used
    early: dict[str, Any]  # instants in UTC, see clocks.Moments
    late: dict[str, Any]
    told: frozenset[str]


def typed(lines: Lines, answers: Answers) -> Typed:
    """Every cell as the register wants it; a value that cannot be read rejects its line.

    Raises:
        Question: the order of day and month, or the clock, must be said.
    """
    open_lines = lines.status == OPEN
    columns: dict[str, Any] = {}
    early: dict[str, Any] = {}
    late: dict[str, Any] = {}
    times = [c for c in lines.cells if _kind(c) == "time"]
    told_by = _judgement(lines, times, answers)
    for name in tuple(lines.cells):
        progress.column(lines.file, name)
        cells = lines.cells[name]
        there = cells.present & open_lines
        if _kind(name) == "time":
            found = clocks.moments(
                cells.words,
                cells.filled,
                told_by.clocks[name],
                day_first=told_by.day_first,
                year_first=told_by.year_first,
                dates_1904=lines.sheet.dates_1904,
                deadline=name == "ship_by",
            )
            columns[name], early[name], late[name] = _note_times(lines, name, there, found)
        elif name in ("amount_usd", "refunded"):
            columns |= money.columns(lines, name, there, answers.usd_per)
        elif name != "ignored" and not (name == "currency" and "currency" in columns):  # told with the amounts
            columns[name] = _words(lines, name, there)
        if lines.mapping.role == "orders" and name != "currency":  # texts that nobody asks for again
            del lines.cells[name]
    told = frozenset(c for c in columns if c in REGISTERED) - _not_told(columns)
    lines.plus, lines.minus = [], []
    table = pd.DataFrame(columns)
    return Typed(lines, table, early, late, told)


def _words(lines: Lines, name: str, there: Any) -> Any:
    """A column that is neither times nor amounts."""
    kind = _kind(name)
    if kind == "stars":
        return _each(lines, name, there, amounts.read_stars, _NO_STARS, float)
    if kind == "flag":
        return _each(lines, name, there, amounts.read_flag, _NO_FLAG, object)
    if kind == "choice":
        return _choice(lines, name, there)
    if name == "destination":
        return _countries(lines.cells[name], there)
    return _texts(lines.cells[name], there, _before_number) if name == "carrier" else _names(lines, name, there)


def _kind(name: str) -> str:
    if name == "created_at":
        return "time"
    return REGISTERED[name].kind if name in REGISTERED else "text"


def _not_told(columns: Names[str, Any]) -> set[str]:
    """Of the columns of the file, those that say nothing of what the register means."""
    if "amount_usd" in columns and len(columns["amount_usd"]):
        paid = columns.get("amount")
        if paid is not None and np.isnan(columns["amount_usd"]).all() and not np.isnan(paid).all():
            return {"amount_usd"}
    return set()


_ZONES = ("America/Los_Angeles", "UTC", "Asia/Shanghai")


@dataclass(frozen=True)
class _Judgement:
    """The order of day, month and year, and for each column of times the zone of those without an offset."""

    day_first: bool
    year_first: bool
    clocks: Names[str, str | None]


def _judgement(lines: Lines, times: Sequence[str], answers: Answers) -> _Judgement:
    """What the file shows of its dates and clocks, and where it shows nothing, what was answered."""
    file, old = lines.file, lines.sheet.dates_1904
    open_lines = lines.status == OPEN
    asked: list[Question] = []
    columns = {name: lines.cells[name].words[np.unique(lines.cells[name].codes[open_lines])] for name in times}
    shown = clocks.date_orders(columns.values(), old)
    day_first, year_first = shown.day if answers.day_first is None else answers.day_first, bool(shown.year)
    if answers.day_first is None:
        if shown.doubtful and (shown.day == shown.month or shown.year is None):
            asked.append(_ask_date(file, shown))
    elif shown.year is None:
        year_first = not answers.day_first
    zones = _zones_of_headings(lines, times, answers.timezone)
    rest = [values for name, values in columns.items() if name not in zones]
    clock: str | None = lines.mapping.clock
    if answers.timezone is not None:
        clock = answers.timezone
    elif clock == clocks.OFFSET:
        clock = PLATFORM_CLOCK
    elif clock == "ask":
        example = _naive_example(rest, old)
        clock = PLATFORM_CLOCK
        if example is not None:
            asked.append(ask_clock(file, f"{example:%Y-%m-%d %H:%M}", clocks.elsewhere(example, _ZONES)))
    elif lines.mapping.assumed is not None and _naive_example(rest, old) is not None:
        lines.notes.append(lines.mapping.assumed)
    if asked:
        raise ask(asked)
    return _Judgement(day_first, year_first, {name: zones.get(name, clock) for name in times})


def _ask_date(file: str, shown: clocks.DateOrders) -> Question:
    one = shown.doubtful[0]
    if shown.year is None:
        begins = f"{one.first + 2000}-{one.second:02}-{one.year % 100:02}"
        return ask_year_first(
            file,
            f"{one.first:02}/{one.second:02}/{one.year % 100:02}",
            f"{one.year}-{one.second:02}-{one.first:02}",
            begins,
        )
    return ask_day_first(
        file,
        f"{one.first:02}/{one.second:02}/{one.year}",
        f"{one.year}-{one.second:02}-{one.first:02}",
        f"{one.year}-{one.first:02}-{one.second:02}",
        both=shown.day,
    )


def _zones_of_headings(lines: Lines, times: Sequence[str], answered: str | None) -> dict[str, str]:
    """Column -> the zone that its heading names; said where it is not the zone that was answered."""
    standing = places(lines.mapping, lines.found.headings)
    found: dict[str, str] = {}
    for name in times:
        heading = lines.found.headings[standing[name][0]]
        zone = clocks.heading_zone(heading)
        if zone is None:
            continue
        found[name] = zone
        if answered not in (None, zone):
            lines.notes.append(
                Phrase(
                    f"{lines.file}: the heading {heading!r} names the clock of its times ({zone}), so timezone= "
                    "was not used for them",
                    f"{lines.file}：表头 {heading!r} 写明了时区（{zone}），该列没有使用 timezone=",
                )
            )
    return found


def _naive_example(columns: Sequence[Any], dates_1904: bool) -> datetime | None:
    """The first time with a clock and without an offset."""
    for values in columns:
        for value in values:
            if amounts.is_empty(value):
                continue
            found = clocks.read_cell(value, dates_1904)
            if isinstance(found, clocks.Undecided):
                if not found.rest.date_only and found.rest.offset is None:
                    month, day = sorted((found.first, found.second))
                    hour, minute = found.rest.at.hour, found.rest.at.minute
                    return datetime(found.year, min(month, 12) or 1, min(day, 28) or 1, hour, minute)
            elif found is not None and not found.date_only and found.offset is None:
                return found.at
    return None


_NO_TIME = Phrase(
    "is not the time of an order: a date and a clock time such as 2015-09-30 14:00:00 between 1995 and next year",
    "不是订单的时间：应是 1995 年到明年之间的日期和钟点，例如 2015-09-30 14:00:00",
)


def _note_times(lines: Lines, name: str, there: Any, found: clocks.Moments) -> tuple[Any, Any, Any]:
    """Word by word to line by line: on the platform's clock, the first and the last instant."""
    cells, codes = lines.cells[name], lines.cells[name].codes
    for i in np.flatnonzero(found.bad[codes] & there).tolist():
        lines.reject(i, name, cells[i], _NO_TIME)
    how = np.where(there, found.how[codes], 0)
    platform, early, late = (
        np.where(there, one[codes], _NO_TIME_THERE) for one in (found.platform, found.early, found.late)
    )
    for code in range(1, len(found.did)):
        rows = np.flatnonzero(how == code)
        if len(rows):
            lines.repairs.add(lines.file, lines.number[rows], name, cells[rows], found.did[code], platform[rows])
    return platform, early, late


_NO_TIME_THERE = np.datetime64("NaT", "us")
_NO_STARS = Phrase("is not a number of stars; a rating is 1, 2, 3, 4 or 5", "不是星级；评分只能是 1、2、3、4、5")
_NO_FLAG = Phrase("is neither true nor false", "不是 true 或 false")
_WRITTEN = Phrase("written in another form", "换了写法")


def _each(lines: Lines, name: str, there: Any, read: Any, why: Phrase, kind: Any) -> Any:
    """A column of a few different words, each read once."""
    cells = lines.cells[name]
    values = np.full(len(cells), np.nan) if kind is float else np.full(len(cells), None, dtype=object)
    if kind is object:
        values[:] = False
    for word, at in cells.rows_by_word(there):
        if _is_error(word):
            lines.repairs.add(lines.file, lines.number[at], name, cells[at], money.NO_VALUE, [""] * len(at))
            continue
        value = read(word)
        if value is None:
            for i in at.tolist():
                lines.reject(i, name, word, why)
            continue
        values[at] = value
        plain = str(value).lower() if isinstance(value, bool) else str(value)
        usual = (plain, f"{plain}.0") if lines.mapping.own and kind is float else (plain,)
        if isinstance(word, str) and word.strip().lower() not in usual:
            lines.repairs.add(lines.file, lines.number[at], name, cells[at], _WRITTEN, [plain] * len(at))
    return values.astype(bool) if kind is object else values


def _is_error(value: Any) -> bool:
    return isinstance(value, str) and (
        value.strip().upper() in amounts.SHEET_ERRORS or re.match(r"=[^\"]", value) is not None
    )


def _choice(lines: Lines, name: str, there: Any) -> Any:
    cells = lines.cells[name]
    allowed = REGISTER[name].choices
    meant = lines.mapping.words.get(name, {})
    none = Phrase(f"is not one of {', '.join(allowed)}", f"不在可选值之内：{'、'.join(allowed)}")

    def read(word: Any) -> str | None:
        text = str(word).strip()
        if text in allowed:
            return text
        if text.lower() in allowed:
            return text.lower()
        return meant.get(normal(text), None if lines.mapping.own else "")

    values = np.full(len(cells), None, dtype=object)
    for word, at in cells.rows_by_word(there):
        value = read(word)
        if value is None:
            for i in at.tolist():
                lines.reject(i, name, word, none)
        elif value:
            values[at] = value
    return values


def _plain_names(cells: Any, *, number: bool) -> Any:
    """Which names need no look of their own: nothing to take off, and no power of ten."""
    if set(map(type, cells)) - {str}:
        return np.fromiter(
            (type(cell) is str and cell.isalnum() and cell.isascii() for cell in cells), bool, len(cells)
        )
    plain = np.fromiter(map(str.isalnum, cells), dtype=bool, count=len(cells))
    plain &= np.fromiter(map(len, cells), dtype=np.int64, count=len(cells)) <= _LONGEST_NAME
    if number:  # other names come again and are looked at once
        plain &= np.fromiter(map(str.isascii, cells), dtype=bool, count=len(cells))
        rest = np.flatnonzero(~plain)
        plain[rest] = [_PLAIN_NAME(cell) is not None for cell in cells[rest]]
    return plain


_LONGEST_NAME = 200
_PLAIN_NAME = re.compile(r"[^\W_](?:[\w-]{0,198}[^\W_])?", re.ASCII).fullmatch


def _names(lines: Lines, name: str, there: Any) -> Any:
    """A column of names, of which order numbers are the most delicate."""
    cells = lines.cells[name]
    number = name in ("order_id", "key")
    changed: list[int] = []
    suspect: list[int] = []
    texts = cells.words.copy()
    doubtful = ~(_plain_names(texts, number=number) & cells.filled)
    texts[doubtful] = None
    for cell, at in cells.rows_by_word(there & doubtful[cells.codes]):
        read = amounts.read_name(cell, number=number)
        texts[cells.codes[at[0]]] = read.text
        if read.why is not None and (number or name in REGISTERED):
            for i in at.tolist():
                lines.reject(i, name, cell, read.why)
        elif read.suspect and number:
            suspect += at.tolist()
        elif isinstance(cell, str) and read.text != cell and name in REGISTERED:
            changed += at.tolist()
    values = _told(texts, cells.codes, there)
    changed.sort()
    shown = [i for i in changed if name not in privacy.PERSONAL_COLUMNS]
    lines.repairs.add(
        lines.file,
        lines.number[shown],
        name,
        [repr(cells[i])[1:-1] for i in shown],
        Phrase("signs around the text were taken off", "去掉了文字两端的多余符号"),
        values[shown],
    )
    if suspect:
        some = ", ".join(values.iloc[suspect[:3]])
        lines.notes.append(
            Phrase(
                f"{lines.file}: {len(suspect)} order numbers of 16 digits or more are stored as numbers "
                f"({some}{', …' if len(suspect) > 3 else ''}). A spreadsheet keeps 15 digits, so the "
                "last ones may have become 0. Export that column as text.",
                f"{lines.file}：有 {len(suspect)} 个 16 位以上的订单号按数字保存（{some}"
                f"{'……' if len(suspect) > 3 else ''}）。表格软件只保留 15 位，末位可能已变成 0。"
                "请把该列按文本重新导出。",
            )
        )
    return values


def _told(texts: Any, codes: Any, there: Any) -> Any:
    """A column of texts from those of its different values; missing where there is nothing."""
    different = text_array(np.array([*texts, None], dtype=object))
    return pd.Series(different.take(np.where(there, codes, len(texts))))


def _texts(cells: Cells, there: Any, read: Any) -> Any:
    """A column of a few different words, each read once."""
    words = [read(str(word)) if filled else None for word, filled in zip(cells.words, cells.filled, strict=True)]
    return _told(np.array(words, dtype=object), cells.codes, there)


def _before_number(carrier: str) -> str:
    """The carrier's name of “carrier:parcel number”."""
    return carrier.split(":", maxsplit=1)[0].split("：", maxsplit=1)[0].strip()


@cache
def _country_codes() -> dict[str, str]:
    table = tomllib.loads((Path(__file__).parent / "countries.toml").read_text("utf-8"))
    return {normal(name): code for code, names in table.items() for name in (code, *names)}


def _countries(cells: Cells, there: Any) -> Any:
    codes = _country_codes()
    return _texts(cells, there, lambda text: codes.get(normal(text), text.strip()))
