"""The lines of a sheet under a mapping: which are orders, and what each of their cells says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from ...base.errors import CourseError
from ...base.language import Phrase
from ..strings import text_type
from . import amounts, clocks, cutting, privacy, progress, text
from .cells import LONGEST_BLANK, Cells, present
from .headings import normal, text_of
from .kinds import TEXT
from .logs import Log, Rejections, said_together
from .mapping import REGISTERED, Mapping, fitting, places
from .sheets import Row, Sheet

_HEADING_WITHIN = 60  # lines; titles and notes above a heading are never longer
OPEN, SET_ASIDE, NEVER_PAID, REJECTED, ACCEPTED = range(5)

_TOTALS = re.compile(
    r"^\W*(合计|总计|小计|汇总|共计|总额|制表|total|sum|subtotal|grand total|итого|всего|record)", re.IGNORECASE
)
_ID = re.compile(r"[^\s:：]*\d[^\s:：]*")


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
    cells: dict[str, Cells]
    plus: list[Cells]
    minus: list[Cells]
    status: Any
    first: dict[int, str] = field(default_factory=dict)  # the first filled cell of a doubtful line, to show
    rejected: Rejections = field(default_factory=Rejections)
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
        self.rejected.add(at, column, "…" if column in privacy.PERSONAL_COLUMNS else value, why)

    def put_aside(self, rows: Any, why: Phrase) -> None:
        """Lines that are no order lines."""
        rows = np.asarray(rows, dtype=int)
        self.status[rows] = SET_ASIDE
        self.set_aside.add(self.file, self.number[rows], "", [self.first.get(i, "") for i in rows.tolist()], why)


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
_NO_DIGIT = Phrase("is not an order number: there is no digit in it", "不是订单号：里面没有数字")
_NO_NUMBER = Phrase("has no order number", "没有订单号")


class RowPart:
    """The records of a sheet that is held as rows, as :class:`cutting.CutPart` has those of a text."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[int], width: int) -> None:
        self.numbers = np.array([line for line, _ in rows], dtype=np.int64)
        self._rows = [row if len(row) >= width else [*row, *[""] * (width - len(row))] for _, row in rows]
        self.odd = {at: row for at, (_, row) in enumerate(rows) if len(row) != width}
        self.columns = {at: self._column(at) for at in columns}

    def _column(self, at: int) -> Any:
        values = np.empty(len(self._rows), dtype=object)
        values[:] = list(map(itemgetter(at), self._rows))
        return values

    def row(self, at: int) -> list[Any]:
        """All cells of a record."""
        return self._rows[at]


def lines_of(found: HeadingRow, numbers: Any = None) -> Lines:
    """The lines below the heading; blank, broken and foreign ones are told apart at once.

    Of a text a block of lines is held at a time, and of each line only the cells that are wanted.
    *numbers*: of the lines of the sheet's text, where it is only a part of a file.
    """
    wanted = _wanted(found)
    telling = _Telling(found, wanted)
    kept: dict[int, list[Any]] = {at: [] for at in wanted.columns}
    told: list[Any] = []
    for part in _parts(found, wanted):
        progress.cut(len(part.numbers))
        wanted.refuse_different(found, part)
        telling.look(part, sum(map(len, told)))
        told.append(part.numbers)
        for at, pieces in kept.items():
            pieces.append(part.columns[at])
    number = np.concatenate(told) if told else np.zeros(0, dtype=np.int64)
    if numbers is not None:
        number = numbers[number - 1]
    columns = {at: Cells(_together(kept.pop(at), text=found.sheet.layout is not None)) for at in wanted.columns}
    cells = {name: columns[at] for name, at in wanted.names.items()}
    cells |= {name: columns[at] for name, at in wanted.kept.items() if not privacy.personal(name, columns[at].words)}
    plus, minus = ([columns[at] for at in some] for some in (wanted.plus, wanted.minus))
    lines = Lines(found, number, cells, plus, minus, np.zeros(len(number), np.int8))
    telling.tell(lines)
    return lines


def _parts(found: HeadingRow, wanted: _Wanted) -> Iterable[cutting.CutPart | RowPart]:
    sheet = found.sheet
    if sheet.layout is not None:
        return cutting.parts(sheet, found.at, found.width, wanted.columns)
    return (RowPart(sheet.rows[found.at + 1 :], wanted.columns, found.width),)


def _together(pieces: list[Any], *, text: bool) -> Any:
    if text:
        return pd.concat(pieces, ignore_index=True) if pieces else pd.Series([], dtype=text_type())
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=object)


@dataclass(frozen=True)
class _Wanted:
    """The places of the columns that are read: by what they fill, by their own heading, and as parts of amounts."""

    names: dict[str, int]
    again: dict[int, list[int]]  # place -> the places at which the same heading stands again
    kept: dict[str, int]
    plus: list[int]
    minus: list[int]

    @property
    def columns(self) -> list[int]:
        """All places."""
        more = (at for others in self.again.values() for at in others)
        return sorted({*self.names.values(), *more, *self.kept.values(), *self.plus, *self.minus})

    def refuse_different(self, found: HeadingRow, part: cutting.CutPart | RowPart) -> None:
        """A heading that stands twice must stand over the same values."""
        for first, others in self.again.items():
            for other in others:
                if not (part.columns[other] == part.columns[first]).all():
                    heading, times = found.headings[first], len(others) + 1
                    raise CourseError(
                        Phrase(
                            f"{found.sheet.where}: the heading {heading!r} stands {times} times over "
                            "different values; keep one of the columns",
                            f"{found.sheet.where}：表头 {heading!r} 出现 {times} 次，内容却不同；请只留一列",
                        )
                    )


def _wanted(found: HeadingRow) -> _Wanted:
    mapping, plain = found.mapping, [normal(heading) for heading in found.headings]
    standing = places(mapping, found.headings)
    used = {at for positions in standing.values() for at in positions}
    also = frozenset(map(normal, mapping.kept))
    kept = {
        heading.strip(): at
        for at, heading in enumerate(found.headings)
        if at not in used and heading.strip() and (mapping.own or plain[at] in also) and not privacy.personal(heading)
    }
    plus, minus = (
        [plain.index(normal(h)) for h in some if normal(h) in plain] for some in (mapping.plus, mapping.minus)
    )
    names = {name: positions[0] for name, positions in standing.items()}
    return _Wanted(names, {first: more for first, *more in standing.values() if more}, kept, plus, minus)


class _Telling:
    """Which lines are no order lines or cannot be any, told from all of their cells."""

    def __init__(self, found: HeadingRow, wanted: _Wanted) -> None:
        self._found = found
        mapping = found.mapping
        self._key = "order_id" if mapping.role == "orders" else "key"
        self._at = wanted.names[self._key]
        self._by_number = mapping.role == "orders" or mapping.join == "order_id"
        self._timed = [
            at for name, at in wanted.names.items() if name in REGISTERED and REGISTERED[name].kind == "time"
        ]
        self._people = {wanted.names[name] for name in privacy.PERSONAL_COLUMNS if name in wanted.names}
        self._people |= {at for at, heading in enumerate(found.headings) if privacy.personal(heading)}
        self._shape: float | None = None  # the usual number of digits of an order number
        self._blank: list[int] = []
        self._foreign: list[int] = []
        self._rejected = Rejections()
        self._first: dict[int, str] = {}
        self._footers: list[str] = []

    def look(self, part: cutting.CutPart | RowPart, begin: int) -> None:
        """Look at the records of a part, which are the lines from *begin* on."""
        trouble = self._trouble(part)
        filled, like = _named(part.columns[self._at], by_number=self._by_number)
        usual = filled.copy()
        usual[list(trouble)] = False
        if self._shape is None and usual.any():
            some = part.columns[self._at][np.flatnonzero(usual)[:200]]
            self._shape = float(np.median([_digits(value) for value in some]))
        short = _lengths(part.columns[self._at]) * 2 < (self._shape or 0.0)  # perhaps the count of a total
        doubtful = np.flatnonzero(~filled | ~like | ~usual | short)
        for i in doubtful.tolist():
            self._tell(begin + i, part.row(i), named=bool(filled[i]), trouble=trouble.get(i))

    def _trouble(self, part: cutting.CutPart | RowPart) -> dict[int, Phrase]:
        sheet, width = self._found.sheet, self._found.width
        trouble: dict[int, Phrase] = {}
        for i, row in part.odd.items():
            size = len(row)
            while size > width and amounts.is_empty(row[size - 1]):
                size -= 1
            if size > width:
                trouble[i] = _TOO_MANY.format(n=str(size), width=str(width))
            elif size < width and sheet.kind == TEXT:
                trouble[i] = _TOO_FEW.format(n=str(size), width=str(width))
            if sheet.encoding is not None and any(isinstance(c, str) and text.UNREADABLE.search(c) for c in row):
                trouble[i] = _ENCODING.format(encoding=sheet.encoding.name)
        return trouble

    def _tell(self, line: int, row: list[Any], *, named: bool, trouble: Phrase | None) -> None:
        values = [cell for cell in row if not amounts.is_empty(cell)]
        if not values:
            self._blank.append(line)
            return
        id = row[self._at] if self._at < len(row) else ""
        first = self._shown(row, in_place=trouble is None) if self._key == "order_id" else ""
        there = named
        named = named and _like_id(id)
        has_time = any(
            at < len(row)
            and not amounts.is_empty(row[at])
            and clocks.read_cell(row[at], self._found.sheet.dates_1904) is not None
            for at in self._timed
        )
        if named and len(values) == 1 and _digits(id) * 2 < (self._shape or 0.0):
            named = False
        if has_time and not named and len(values) <= 2 and self._found.width > 3:
            has_time = False  # “Exported at” and when
        total = any(_TOTALS.match(text_of(v)) for v in values[:3])
        if not has_time and (not named or total) and (total or len(values) <= 2 or there):
            self._foreign.append(line)
            self._first[line] = first
            self._footers.append(",".join(map(text_of, values)))
        elif trouble is not None:
            # Behind a separator too many or too few, nobody knows whose cell this is.
            self._rejected.add(line, "", text_of(id) if named and self._at == 0 else "", trouble)
        elif not there:
            self._rejected.add(line, self._key, "", _NO_NUMBER)
        elif self._by_number and not self._found.mapping.own and not _digits(id):
            self._rejected.add(line, self._key, "…", _NO_DIGIT)  # perhaps somebody's name
        else:
            self._first[line] = first

    def _shown(self, row: list[Any], *, in_place: bool) -> str:
        """The first filled cell, to know a line by, unless it can be about people."""
        at = next(at for at, cell in enumerate(row) if not amounts.is_empty(cell))
        cell = text_of(row[at])
        return cell if (in_place and at not in self._people) or _TOTALS.match(cell) else "…"

    def tell(self, lines: Lines) -> None:
        """Give all lines what was told of them."""
        lines.first, lines.footers = self._first, self._footers
        lines.rejected = self._rejected
        lines.status[list(self._rejected)] = REJECTED
        lines.put_aside(self._blank, _BLANK_LINE)
        lines.put_aside(self._foreign, _NO_ORDER)


def _named(ids: Any, *, by_number: bool) -> tuple[Any, Any]:
    """Which cells of order numbers hold something, and which of them look like a number of an order."""
    if not isinstance(ids, pd.Series):
        filled = present(ids)
        like = np.ones(len(ids), dtype=bool)
        if by_number:
            like[filled] = [_like_id(value) for value in ids[filled]]
        return filled, like
    bare = ids.str.strip(amounts.PADDING).str.len()
    filled = (bare > 0).to_numpy(dtype=bool, copy=True)
    short = np.flatnonzero(filled & (bare <= LONGEST_BLANK).to_numpy(dtype=bool))
    filled[short] = [not amounts.is_empty(value) for value in ids.iloc[short]]
    like = np.ones(len(ids), dtype=bool)
    if by_number:
        like = ids.str.isdigit().to_numpy(dtype=bool, copy=True)
        other = np.flatnonzero(filled & ~like)
        like[other] = [_like_id(value) for value in ids.iloc[other]]
    return filled, like


def _lengths(ids: Any) -> Any:
    if isinstance(ids, pd.Series):
        return ids.str.len().to_numpy(dtype=np.int64)
    return np.fromiter((len(str(value)) for value in ids), dtype=np.int64, count=len(ids))


def _digits(value: Any) -> int:
    return sum(ch.isdigit() for ch in text_of(value))


def _only_digits(value: Any) -> bool:
    return type(value) is not str or value.isdigit()


def _like_id(value: Any) -> bool:
    if _only_digits(value):
        return True
    return _ID.fullmatch(clocks.bare_text(value)) is not None


def footed(lines: Lines, what: str) -> str | None:
    """What the lines below the table say: the ``store``, the ``count`` of orders."""
    pattern = lines.mapping.footer.get(what)
    found = [re.search(pattern, line) for line in lines.footers] if pattern else []
    return next((match[1] for match in found if match), None)


def joined_reasons(lines: Lines) -> Log:
    """The rejected lines with their reasons, each named by its first fault."""
    log = Log()
    for rows, column, values, reason in lines.rejected.together(_reasons):
        log.add(lines.file, lines.number[rows], column, values, reason)
    return log


def _reasons(faults: Sequence[tuple[str, Phrase]]) -> Phrase:
    return said_together([_about(column, faults[0][0], why) for column, why in faults])


def _about(column: str, first: str, why: Phrase) -> Phrase:
    return why if column == first else Phrase(f"{column} {why.en}", f"{column} {why.zh}")
