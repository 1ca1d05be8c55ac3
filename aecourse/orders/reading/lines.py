"""The lines of a sheet under a mapping: which are orders, and what each of their cells says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import is_, itemgetter
from typing import Any

import numpy as np

from ...base.errors import CourseError
from ...base.language import Phrase
from . import amounts, clocks, privacy, progress, text
from .headings import normal, text_of
from .kinds import TEXT
from .logs import Log, said_together
from .mapping import REGISTERED, Mapping, fitting, places
from .sheets import Row, Sheet

_HEADING_WITHIN = 60  # lines; titles and notes above a heading are never longer
OPEN, SET_ASIDE, NEVER_PAID, REJECTED, ACCEPTED = range(5)

_TOTALS = re.compile(
    r"^\W*(合计|总计|小计|汇总|共计|总额|制表|total|sum|subtotal|grand total|итого|всего|record)", re.IGNORECASE
)
_ID = re.compile(r"[^\s]*\d[^\s]*")


@dataclass(frozen=True)
class HeadingRow:
    """Where in a sheet its table begins, and what its headings mean."""

    sheet: Sheet
    at: int  # position of the heading among the rows
    headings: tuple[str, ...]
    mapping: Mapping

    @property
    def width(self) -> int:
        """How many cells a line has: trailing headings without a word are no columns."""
        return len(self.headings)


def heading_of(sheet: Sheet, chosen: Mapping | None) -> HeadingRow | None:
    """The heading line of a sheet and the mapping that fits it best."""
    best: HeadingRow | None = None
    among = None if chosen is None else (chosen,)
    for at, (_, row) in enumerate(sheet.rows[:_HEADING_WITHIN]):
        headings = [text_of(cell) for cell in row]
        while headings and not headings[-1].strip():
            headings.pop()
        if len(headings) < 2:
            continue
        mapping = fitting(headings, among)
        if mapping is not None and (best is None or _rank(mapping, headings) > _rank(best.mapping, best.headings)):
            best = HeadingRow(sheet, at, tuple(headings), mapping)
    return best


def _rank(mapping: Mapping, headings: Sequence[str]) -> float:
    return sum(normal(h) in mapping.known for h in headings)


# -- raw lines -----------------------------------------------------------------------------------


@dataclass
class Lines:
    """The lines below a heading: raw cells by the column they fill, and what became of each line."""

    found: HeadingRow
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


def lines_of(found: HeadingRow, numbers: Any = None) -> Lines:
    """The lines below the heading; blank, broken and foreign ones are told apart at once.

    *numbers*: of the lines of the sheet's text, where it is only a part of a file.
    """
    sheet, width = found.sheet, found.width
    rows = _reread(found)
    number = np.array([line for line, _ in rows], dtype=np.int64)
    if numbers is not None:
        number = numbers[number - 1]
    cells = [row for _, row in rows]
    progress.cut(len(cells))
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


def _reread(found: HeadingRow) -> list[Row]:
    sheet = found.sheet
    if sheet.layout is None:
        return list(sheet.rows[found.at + 1 :])
    rows = text.records(sheet.content, sheet.layout, found.width)
    heading = sheet.rows[found.at][0]
    return [row for row in rows if row[0] > heading]


def _columns(found: HeadingRow, number: Any, rows: list[list[Any]]) -> Lines:
    def column(at: int) -> Any:
        values = np.empty(len(rows), dtype=object)
        values[:] = list(map(itemgetter(at), rows))  # no row is shorter than the heading
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
    size = len(values)
    if set(map(type, values)) - {str}:
        return np.fromiter((not amounts.blank(value) for value in values), dtype=bool, count=size)
    lengths = np.fromiter(map(len, values), dtype=np.int64, count=size)
    unpadded = np.fromiter(map(is_, map(str.strip, values, repeat(amounts.PADDING)), values), dtype=bool, count=size)
    found = lengths > 0
    doubtful = np.flatnonzero((lengths <= _LONGEST_BLANK) | ~unpadded)
    some = values[doubtful]
    blank = {value: amounts.blank(value) for value in set(some)}
    found[doubtful] = [not blank[value] for value in some]
    return found


_LONGEST_BLANK = max(map(len, amounts.BLANKS))


def distinct(values: Any) -> tuple[Any, list[Any]]:
    """A number for each value, and the different values (1 and True are not the same)."""
    if not set(map(type, values)) - {str}:
        words = dict.fromkeys(values)
        places = dict(zip(words, range(len(words)), strict=True))
        return np.fromiter(map(places.__getitem__, values), dtype=np.int64, count=len(values)), list(words)
    seen: dict[tuple[type, Any], int] = {}
    codes = np.array([seen.setdefault((type(v), v), len(seen)) for v in values], dtype=np.int64)
    return codes, [value for _, value in seen]


def places_of(codes: Any, different: int) -> list[Any]:
    """For each of the numbers below *different* the places at which *codes* has it."""
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.searchsorted(codes[order], np.arange(1, different)))[:different]


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
        rows_of_orders = np.flatnonzero(usual)
        digits = np.fromiter(map(_only_digits, ids[usual]), dtype=bool, count=len(rows_of_orders))
        doubtful |= {i for i in rows_of_orders[~digits].tolist() if not _like_id(ids[i])}
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


def _only_digits(value: Any) -> bool:
    return type(value) is not str or value.isdigit()


def _like_id(value: Any) -> bool:
    if _only_digits(value):
        return True
    return _ID.fullmatch(clocks.clean(value)) is not None


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
