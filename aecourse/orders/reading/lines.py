"""The lines of a sheet under a mapping: which are orders, and what each of their cells says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Names
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...base.errors import CourseError
from ...base.language import Phrase
from ..register import PLATFORM_CLOCK, REGISTER
from . import amounts, clocks, privacy, text
from .headings import normal, text_of
from .kinds import TEXT
from .logs import Log, said_together
from .mapping import REGISTERED, Mapping, fitting, places
from .questions import Question, ask_clock, ask_day_first
from .sheets import Row, Sheet

_HEADING_WITHIN = 60  # lines; titles and notes above a heading are never longer
OPEN, SET_ASIDE, NEVER_PAID, REJECTED, ACCEPTED = range(5)

_TOTALS = re.compile(
    r"^\W*(合计|总计|小计|汇总|共计|总额|制表|total|sum|subtotal|grand total|итого|всего|record)", re.IGNORECASE
)
_ID = re.compile(r"[^\s]*\d[^\s]*")


@dataclass(frozen=True)
class Answers:
    """What whoever reads has said: the arguments of :func:`aecourse.read_orders`."""

    store: str | None = None
    timezone: str | None = None
    day_first: bool | None = None
    usd_per: float | Names[str, float] | None = None


@dataclass(frozen=True)
class Found:
    """Where in a sheet its table begins, and what its headings mean."""

    sheet: Sheet
    at: int  # position of the heading among the rows
    headings: tuple[str, ...]
    mapping: Mapping

    @property
    def width(self) -> int:
        """How many cells a line has: trailing headings without a word are no columns."""
        return len(self.headings)


def heading_of(sheet: Sheet, chosen: Mapping | None) -> Found | None:
    """The heading line of a sheet and the mapping that fits it best."""
    best: Found | None = None
    among = None if chosen is None else (chosen,)
    for at, (_, row) in enumerate(sheet.rows[:_HEADING_WITHIN]):
        headings = [text_of(cell) for cell in row]
        while headings and not headings[-1].strip():
            headings.pop()
        if len(headings) < 2:
            continue
        mapping = fitting(headings, among)
        if mapping is not None and (best is None or _rank(mapping, headings) > _rank(best.mapping, best.headings)):
            best = Found(sheet, at, tuple(headings), mapping)
    return best


def _rank(mapping: Mapping, headings: Sequence[str]) -> float:
    return sum(normal(h) in mapping.known for h in headings)


# -- raw lines -----------------------------------------------------------------------------------


@dataclass
class Lines:
    """The lines below a heading: raw cells by the column they fill, and what became of each line."""

    found: Found
    number: Any
    cells: dict[str, Any]
    plus: list[Any]
    minus: list[Any]
    status: Any
    first: Any  # the first filled cell of each line, to show
    rejected: dict[int, list[tuple[str, Any, Phrase]]] = field(default_factory=dict)
    set_aside: Log = field(default_factory=Log)
    repairs: Log = field(default_factory=Log)
    notes: list[Phrase] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)  # lines that are no orders, as text

    @property
    def sheet(self) -> Sheet:
        """The sheet that the lines stand in."""
        return self.found.sheet

    @property
    def mapping(self) -> Mapping:
        """What the headings mean."""
        return self.found.mapping

    @property
    def file(self) -> str:
        """Where the lines stand, for the lists."""
        return self.sheet.where

    def reject(self, at: int, column: str, value: Any, why: Phrase) -> None:
        """Line *at* cannot be an order."""
        self.status[at] = REJECTED
        shown = "…" if column in privacy.PERSONAL_COLUMNS else value
        self.rejected.setdefault(at, []).append((column, shown, why))

    def put_aside(self, rows: Any, why: Phrase) -> None:
        """Lines that are no order lines."""
        rows = np.asarray(rows, dtype=int)
        self.status[rows] = SET_ASIDE
        self.set_aside.add(self.file, self.number[rows], "", self.first[rows], why)


_BLANK_LINE = Phrase("a blank line", "空行")
_NO_ORDER = Phrase("not an order: a title, an explanation, a total or a footer", "不是订单：标题、说明、合计或页脚")
_TOO_MANY = Phrase(
    "has {n} cells where the heading has {width}: a separator too many, so nobody "
    "knows which cell belongs to which column",
    "有 {n} 格，表头只有 {width} 格：多了分隔符，无法确定各格属于哪一列",
)
_TOO_FEW = Phrase(
    "has {n} cells where the heading has {width}: the line is cut short", "只有 {n} 格，表头有 {width} 格：这一行不完整"
)
_ENCODING = Phrase("holds bytes that are not text in {encoding}", "含有不属于 {encoding} 编码的字节")
_NO_NUMBER = Phrase("has no order number", "没有订单号")


def lines_of(found: Found) -> Lines:
    """The lines below the heading; blank, broken and foreign ones are told apart at once."""
    sheet, width = found.sheet, found.width
    rows = _reread(found)
    number = np.array([line for line, _ in rows], dtype=np.int64)
    cells = [row for _, row in rows]
    sizes = np.fromiter(map(len, cells), dtype=np.int64, count=len(cells))
    trouble: dict[int, Phrase] = {}
    for i in np.flatnonzero(sizes != width).tolist():
        row = cells[i]
        while len(row) > width and amounts.blank(row[-1]):
            row = row[:-1]
        if len(row) > width:
            trouble[i] = _TOO_MANY.format(n=str(len(row)), width=str(width))
        elif len(row) < width:
            if sheet.kind == TEXT:
                trouble[i] = _TOO_FEW.format(n=str(len(row)), width=str(width))
            row = [*row, *[""] * (width - len(row))]
        cells[i] = row
    lines = _columns(found, number, cells)
    if sheet.content and text.UNREADABLE.search(sheet.content):
        said = _ENCODING.format(encoding=sheet.encoding)
        trouble |= {
            i: said for i, row in enumerate(cells) if any(isinstance(c, str) and text.UNREADABLE.search(c) for c in row)
        }
    _tell_apart(lines, cells, trouble)
    return lines


def _reread(found: Found) -> list[Row]:
    sheet = found.sheet
    if sheet.layout is None:
        return list(sheet.rows[found.at + 1 :])
    rows = text.records(sheet.content, sheet.layout, found.width)
    heading = sheet.rows[found.at][0]
    return [row for row in rows if row[0] > heading]


def _columns(found: Found, number: Any, rows: list[list[Any]]) -> Lines:
    def column(at: int) -> Any:
        values = np.empty(len(rows), dtype=object)
        values[:] = [row[at] if at < len(row) else "" for row in rows]
        return values

    plain = [normal(h) for h in found.headings]
    cells = {}
    for name, positions in places(found.mapping, found.headings).items():
        first = column(positions[0])
        for other in positions[1:]:
            if not (column(other) == first).all():
                heading, times = found.headings[positions[0]], len(positions)
                raise CourseError(
                    Phrase(
                        f"{found.sheet.where}: the heading {heading!r} stands {times} times over "
                        "different values; keep one of the columns",
                        f"{found.sheet.where}：表头 {heading!r} 出现 {times} 次，内容却不同；请只留一列",
                    )
                )
        cells[name] = first
    used = {at for positions in places(found.mapping, found.headings).values() for at in positions}
    for at, heading in enumerate(found.headings):
        keep = found.mapping.own or plain[at] in map(normal, found.mapping.kept)
        if keep and at not in used and heading.strip():
            values = column(at)
            if not privacy.personal(heading, values):
                cells[heading.strip()] = values
    plus, minus = (
        [column(plain.index(normal(h))) for h in names if normal(h) in plain]
        for names in (found.mapping.plus, found.mapping.minus)
    )
    first = np.empty(len(rows), dtype=object)
    first[:] = [""] * len(rows)
    return Lines(found, number, cells, plus, minus, np.zeros(len(rows), np.int8), first)


def present(values: Any) -> Any:
    """Which cells of a column hold something."""
    found = np.array(values != "", dtype=bool) if len(values) else np.zeros(0, dtype=bool)
    doubtful = [
        i for i in np.flatnonzero(found).tolist() if not isinstance(v := values[i], str) or len(v) < 6 or v.isspace()
    ]
    for i in doubtful:
        found[i] = not amounts.blank(values[i])
    return found


def _tell_apart(lines: Lines, rows: list[list[Any]], trouble: dict[int, Phrase]) -> None:
    key = "order_id" if lines.mapping.role == "orders" else "key"
    ids = lines.cells[key]
    filled = present(ids)
    usual = filled.copy()
    usual[list(trouble)] = False
    by_number = lines.mapping.role == "orders" or lines.mapping.join == "order_id"
    timed = [c for c in lines.cells if c in REGISTERED and REGISTERED[c].kind == "time"]
    shape = _usual_digits(ids[usual])
    doubtful = set(np.flatnonzero(~filled).tolist()) | set(trouble)
    if by_number:
        doubtful |= {i for i in np.flatnonzero(usual).tolist() if not _like_id(ids[i])}
    blank, foreign = [], []
    for i in sorted(doubtful):
        values = [cell for cell in rows[i] if not amounts.blank(cell)]
        if not values:
            blank.append(i)
            continue
        lines.first[i] = "" if key != "order_id" else text_of(values[0])
        named = bool(filled[i]) and _like_id(ids[i])
        has_time = any(
            not amounts.blank(v := lines.cells[c][i]) and clocks.read_cell(v, lines.sheet.dates_1904) is not None
            for c in timed
        )
        if named and len(values) == 1 and _digits(ids[i]) * 2 < shape:
            named = False
        total = any(_TOTALS.match(text_of(v)) for v in values[:3])
        if not has_time and (not named or total) and (total or len(values) <= 2 or filled[i]):
            foreign.append(i)
            lines.footers.append(",".join(map(text_of, values)))
        elif i in trouble:
            lines.reject(i, "", text_of(ids[i]) if filled[i] else "", trouble[i])
        elif not filled[i]:
            lines.reject(i, key, "", _NO_NUMBER)
    lines.put_aside(blank, _BLANK_LINE)
    lines.put_aside(foreign, _NO_ORDER)


def _digits(value: Any) -> int:
    return sum(ch.isdigit() for ch in text_of(value))


def _usual_digits(ids: Any) -> float:
    return float(np.median([_digits(v) for v in ids[:200]])) if len(ids) else 0.0


def _like_id(value: Any) -> bool:
    if not isinstance(value, str) or value.isdigit():
        return True
    return _ID.fullmatch(clocks.clean(value)) is not None


# -- values --------------------------------------------------------------------------------------


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
    day_first, clock = _judgement(lines, times, answers)
    for name, cells in lines.cells.items():
        kind = _kind(name)
        there = present(cells) & open_lines
        if kind == "time":
            found = clocks.moments(
                cells, there, clock, day_first=day_first, dates_1904=lines.sheet.dates_1904, deadline=name == "ship_by"
            )
            columns[name], early[name], late[name] = found.platform, found.early, found.late
            _note_times(lines, name, cells, found)
        elif name in ("amount_usd", "refunded"):
            columns |= _money(lines, name, there, answers)
        elif kind == "stars":
            columns[name] = _each(lines, name, there, amounts.read_stars, _NO_STARS, float)
        elif kind == "flag":
            columns[name] = _each(lines, name, there, amounts.read_flag, _NO_FLAG, object)
        elif kind == "choice":
            columns[name] = _choice(lines, name, there)
        elif name == "destination":
            columns[name] = _countries(cells, there)
        elif name == "carrier":
            columns[name] = _texts(cells, there, _before_number)
        elif name != "ignored":
            columns[name] = _names(lines, name, there)
    told = frozenset(c for c in columns if c in REGISTERED) - _not_told(columns)
    table = pd.DataFrame(columns)
    return Typed(lines, table, early, late, told)


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


def _judgement(lines: Lines, times: Sequence[str], answers: Answers) -> tuple[bool, str | None]:
    """The order of day and month, and the zone of times without an offset."""
    file, old = lines.file, lines.sheet.dates_1904
    open_lines = lines.status == OPEN
    asked: list[Question] = []
    columns = [lines.cells[c][open_lines] for c in times]
    day, month, doubtful = clocks.day_orders(columns, old)
    day_first = bool(answers.day_first)
    if answers.day_first is None:
        day_first = day
        if doubtful and day == month:
            one = doubtful[0]
            written = f"{one.first:02}/{one.second:02}/{one.year}"
            asked.append(
                ask_day_first(
                    file,
                    written,
                    f"{one.year}-{one.second:02}-{one.first:02}",
                    f"{one.year}-{one.first:02}-{one.second:02}",
                    both=day,
                )
            )
    clock: str | None = lines.mapping.clock
    if answers.timezone is not None:
        clock = answers.timezone
    elif clock == clocks.OFFSET:
        clock = PLATFORM_CLOCK
    elif clock == "ask":
        example = _naive_example(columns, old)
        clock = PLATFORM_CLOCK
        if example is not None:
            shown = f"{example:%Y-%m-%d %H:%M}"
            asked.append(ask_clock(file, shown, clocks.elsewhere(example, _ZONES)))
    if asked:
        from .questions import ask

        raise ask(asked)
    return day_first, clock


def _naive_example(columns: Sequence[Any], dates_1904: bool) -> datetime | None:
    """The first time with a clock and without an offset."""
    for values in columns:
        for value in values:
            if amounts.blank(value):
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


def _note_times(lines: Lines, name: str, cells: Any, found: clocks.Moments) -> None:
    for i in np.flatnonzero(found.bad).tolist():
        lines.reject(i, name, cells[i], _NO_TIME)
    for code in range(1, len(found.did)):
        rows = np.flatnonzero(found.how == code)
        if len(rows):
            lines.repairs.add(lines.file, lines.number[rows], name, cells[rows], found.did[code], found.platform[rows])


_NO_STARS = Phrase("is not a number of stars; a rating is 1, 2, 3, 4 or 5", "不是星级；评分只能是 1、2、3、4、5")
_NO_FLAG = Phrase("is neither true nor false", "不是 true 或 false")
_WRITTEN = Phrase("written in another form", "换了写法")
_NO_VALUE = Phrase(
    "a formula or an error of the sheet instead of a value: missing, not 0",
    "公式或表格错误提示，没有数值：按缺失处理，不当作 0",
)


def _each(lines: Lines, name: str, there: Any, read: Any, why: Phrase, kind: Any) -> Any:
    """A column of a few different words, each read once."""
    cells = lines.cells[name]
    rows = np.flatnonzero(there)
    values = np.full(len(cells), np.nan) if kind is float else np.full(len(cells), None, dtype=object)
    if kind is object:
        values[:] = False
    codes, words = _distinct(cells[rows])
    for code, word in enumerate(words):
        at = rows[codes == code]
        if _is_error(word):
            lines.repairs.add(lines.file, lines.number[at], name, cells[at], _NO_VALUE, [""] * len(at))
            continue
        value = read(word)
        if value is None:
            for i in at.tolist():
                lines.reject(i, name, word, why)
            continue
        values[at] = value
        plain = str(value).lower() if isinstance(value, bool) else str(value)
        if isinstance(word, str) and word.strip().lower() != plain:
            lines.repairs.add(lines.file, lines.number[at], name, cells[at], _WRITTEN, [plain] * len(at))
    return values.astype(bool) if kind is object else values


def _distinct(values: Any) -> tuple[Any, list[Any]]:
    """A number for each value and the different values (1 and True are not the same)."""
    seen: dict[tuple[type, Any], int] = {}
    codes = np.array([seen.setdefault((type(v), v), len(seen)) for v in values], dtype=np.int64)
    return codes, [value for _, value in seen]


def _is_error(value: Any) -> bool:
    return isinstance(value, str) and (
        value.strip().upper() in amounts.SHEET_ERRORS or re.match(r"=[^\"]", value) is not None
    )


def _choice(lines: Lines, name: str, there: Any) -> Any:
    cells = lines.cells[name]
    allowed = REGISTER[name].choices
    meant = lines.mapping.words.get(name, {})
    none = Phrase(f"is none of {', '.join(allowed)}", f"不在可选值之内：{'、'.join(allowed)}")

    def read(word: Any) -> str | None:
        text = str(word).strip()
        if text in allowed:
            return text
        if text.lower() in allowed:
            return text.lower()
        return meant.get(normal(text), None if lines.mapping.own else "")

    values = np.full(len(cells), None, dtype=object)
    rows = np.flatnonzero(there)
    codes, words = _distinct(cells[rows])
    for code, word in enumerate(words):
        value, at = read(word), rows[codes == code]
        if value is None:
            for i in at.tolist():
                lines.reject(i, name, word, none)
        elif value:
            values[at] = value
    return values


def _names(lines: Lines, name: str, there: Any) -> Any:
    """A column of names, of which order numbers are the most delicate."""
    cells = lines.cells[name]
    values = np.full(len(cells), None, dtype=object)
    number = name in ("order_id", "key")
    changed: list[int] = []
    suspect: list[int] = []
    for i in np.flatnonzero(there).tolist():
        cell = cells[i]
        if isinstance(cell, str) and cell.isalnum() and len(cell) <= 200:
            values[i] = cell
            continue
        read = amounts.read_name(cell, number=number)
        values[i] = read.text
        if read.why is not None and (number or REGISTERED.get(name, None) is not None):
            lines.reject(i, name, cell, read.why)
        elif read.suspect and number:
            suspect.append(i)
        elif isinstance(cell, str) and read.text != cell and name in REGISTERED:
            changed.append(i)
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
        some = ", ".join(values[suspect][:3])
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


def _texts(cells: Any, there: Any, read: Any) -> Any:
    """A column of a few different words, each read once."""
    values = np.full(len(cells), None, dtype=object)
    codes, words = pd.factorize(np.array([str(cell) for cell in cells[there]], dtype=object))
    values[there] = np.array([*map(read, words), None], dtype=object)[codes]
    return values


def _before_number(carrier: str) -> str:
    """The carrier's name of “carrier:parcel number”."""
    return carrier.split(":", maxsplit=1)[0].split("：", maxsplit=1)[0].strip()


@cache
def _country_codes() -> dict[str, str]:
    table = tomllib.loads((Path(__file__).parent / "countries.toml").read_text("utf-8"))
    return {normal(name): code for code, names in table.items() for name in (code, *names)}


def _countries(cells: Any, there: Any) -> Any:
    codes = _country_codes()
    return _texts(cells, there, lambda text: codes.get(normal(text), text.strip()))


# -- money ---------------------------------------------------------------------------------------

_AMOUNT_FORM = Phrase("an amount written in another form", "金额换了写法")
_A_DASH = Phrase("no amount: missing, not 0", "没有金额：按缺失处理，不当作 0")


def _money(lines: Lines, name: str, there: Any, answers: Answers) -> dict[str, Any]:
    """The amount in its own currency and in US dollars.

    An amount in another currency is not ``amount_usd``: it is converted with a rate that was given,
    or stays in ``amount`` and ``currency``.
    """
    cells = lines.cells[name]
    comma = amounts.decimal_comma(v for v in cells[there])
    value, currency = _read_money(lines, name, cells, there, comma)
    for parts, sign in ((lines.plus, 1), (lines.minus, -1)):
        for part in parts:
            more, _ = _read_money(lines, name, part, present(part) & there, comma, loud=False)
            value = value + sign * np.nan_to_num(more)
    if name == "refunded":
        return {"refunded": value}
    dashes = np.flatnonzero((cells != "") & ~there & (lines.status == OPEN))
    dashes = np.array([i for i in dashes.tolist() if cells[i] is not None], dtype=int)
    lines.repairs.add(
        lines.file, lines.number[dashes], name, [repr(c) for c in cells[dashes]], _A_DASH, [""] * len(dashes)
    )
    named = lines.cells.get("currency")
    heading = lines.found.headings[places(lines.mapping, lines.found.headings)[name][0]]
    default = lines.mapping.currency or amounts.currency_of(heading)
    for i in np.flatnonzero(there).tolist():
        own = None if named is None or amounts.blank(named[i]) else str(named[i]).strip().upper()
        currency[i] = currency[i] or (amounts.currency_of(own) or own if own else default)
    usd = np.full(len(cells), np.nan)
    for code in dict.fromkeys(currency[there]):
        rows = there & (currency == code if code is not None else pd.isna(currency))
        rate = amounts.to_usd(code, answers.usd_per)
        if rate is None:
            continue
        usd[rows] = np.round(value[rows] * rate, 2)
        if code != "USD":
            at = np.flatnonzero(rows & ~np.isnan(value))
            lines.repairs.add(
                lines.file,
                lines.number[at],
                name,
                cells[at],
                Phrase(
                    f"converted at the rate given: 1 {code or 'unit'} = {rate} USD",
                    f"按给定汇率换算：1 {code or '单位'} = {rate} 美元",
                ),
                usd[at],
            )
    if lines.mapping.own and np.array_equal(usd[there], value[there], equal_nan=True):
        return {"amount_usd": usd}
    foreign = sorted({str(c) for c in currency[there] if c is not None and c != "USD"})
    missing = there & np.isnan(usd) & ~np.isnan(value)
    if missing.any():
        lines.notes.append(_no_rate(lines.file, foreign))
    return {"amount_usd": usd, "amount": value, "currency": currency}


def _no_rate(file: str, foreign: Sequence[str]) -> Phrase:
    if not foreign:
        return Phrase(
            f"{file}: the file does not name the currency of its amounts; amount_usd stays empty. "
            "Give usd_per=… (US dollars for one unit; 1 if they are dollars).",
            f"{file}：文件没有写明金额的币种，amount_usd 留空。请用 usd_per=… 说明"
            "（一个单位等于多少美元；本来就是美元则写 1）。",
        )
    rates = "{" + ", ".join(f"{code!r}: …" for code in foreign) + "}"
    return Phrase(
        f"{file}: amounts in {', '.join(foreign)} are not US dollars; amount_usd stays empty for "
        f"them, and “amount” keeps them. Give the rate with usd_per={rates}.",
        f"{file}：{'、'.join(foreign)} 金额不是美元，amount_usd 留空，原值保留在 amount 列。"
        f"请用 usd_per={rates} 给出汇率。",
    )


def _read_money(lines: Lines, name: str, cells: Any, there: Any, comma: bool, *, loud: bool = True) -> tuple[Any, Any]:
    value = np.full(len(cells), np.nan)
    currency = np.full(len(cells), None, dtype=object)
    changed: list[int] = []
    nothing: list[int] = []
    for i in np.flatnonzero(there).tolist():
        read = amounts.read_amount(cells[i], comma)
        if read is None:
            nothing.append(i)
            continue
        if read.why is not None:
            lines.reject(i, name, cells[i], read.why)
            continue
        value[i], currency[i] = read.value, read.currency
        if not read.plain:
            changed.append(i)
    if loud:
        lines.repairs.add(
            lines.file, lines.number[changed], name, cells[changed], _AMOUNT_FORM, [f"{v:.2f}" for v in value[changed]]
        )
        lines.repairs.add(lines.file, lines.number[nothing], name, cells[nothing], _NO_VALUE, [""] * len(nothing))
    return value, currency


def footed(lines: Lines, what: str) -> str | None:
    """What the lines below the table say: the ``store``, the ``count`` of orders."""
    pattern = lines.mapping.footer.get(what)
    found = [re.search(pattern, line) for line in lines.footers] if pattern else []
    return next((match[1] for match in found if match), None)


def joined_reasons(lines: Lines) -> Log:
    """The rejected lines with their reasons: one entry a line, named by its first fault."""
    log = Log()
    for i, faults in sorted(lines.rejected.items()):
        column, value, _ = faults[0]
        reasons = said_together([_about(c, column, why) for c, _, why in faults])
        log.add(lines.file, [lines.number[i]], column, [value], reasons)
    return log


def _about(column: str, first: str, why: Phrase) -> Phrase:
    return why if column == first else Phrase(f"{column} {why.en}", f"{column} {why.zh}")
