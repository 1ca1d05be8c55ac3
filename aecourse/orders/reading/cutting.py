"""A text cut into columns, a block of its lines at a time.

No more than a block of a file is held as text.  Lines of the usual form are cut by pandas as whole
columns; a line of another form (an open quotation mark, a cell too many, a byte that is no text) is
cut on its own, with its neighbours of the same kind, since a cell may go on over several lines.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from ..strings import text_type
from . import text
from .sheets import Sheet

_LINE_END = re.compile(rb"\r\n|\n|\r")
_QUOTE, _NEW, _RETURN = (ord(sign) for sign in '"\n\r')
_NO_TEXT = "\ufffd".encode()


@dataclass(frozen=True)
class LineBlock:
    """Whole lines of a text as UTF-8 (what is no text is left as it was), and the number of the first."""

    data: bytes
    first: int

    @cached_property
    def lone_returns(self) -> int:
        """How many lines end in a way that only a look at each sign finds."""
        return self.data.count(b"\r") - self.data.count(b"\r\n") if b"\r" in self.data else 0

    @property
    def odd_ends(self) -> bool:
        """Whether there is such a line."""
        return self.lone_returns > 0

    @cached_property
    def new_lines(self) -> int:
        """How many lines end with the usual sign."""
        return occurrences(self.data, "\n")

    @property
    def ends(self) -> int:
        """How many ends of lines there are."""
        return self.new_lines + self.lone_returns


_NEAR = 1 << 18
"""Bytes that stay in the processor's own memory while they are looked at."""


def occurrences(data: bytes, sign: str) -> int:
    """How often a sign stands in a text, of which it may be every third."""
    signs = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(signs[at : at + _NEAR] == ord(sign))) for at in range(0, len(signs), _NEAR))


def line_starts(data: bytes) -> Any:
    """Where each line of a text begins."""
    signs = np.frombuffer(data, dtype=np.uint8)
    starts = np.concatenate([[0], np.flatnonzero(signs == _NEW) + 1])
    return starts[:-1] if starts[-1] == len(signs) else starts


def utf8(sheet: Sheet) -> Iterator[bytes]:
    """A text as UTF-8, piece by piece, without its mark; a byte that is no text stays as it is."""
    stored, encoding = sheet.stored, sheet.encoding
    assert stored is not None
    assert encoding is not None
    mark = codecs.BOM_UTF8 if encoding.name == "utf-8-sig" else b""
    pieces: Iterator[bytes] = (
        stored.pieces()
        if encoding.name in ("utf-8", "utf-8-sig")
        else (piece.encode("utf-8", "surrogateescape") for piece in encoding.texts(stored))
    )
    begin = b""
    for piece in pieces:
        begin += piece
        end = _LINE_END.search(begin)
        if end is None or (end[0] == b"\r" and end.end() == len(begin)):  # what follows may belong to it
            continue
        whole = chain([begin.removeprefix(mark)], pieces)
        yield from _with_new_lines(whole) if end[0] == b"\r" else whole
        return
    yield begin.removeprefix(mark)


def _with_new_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A text the first line of which ends as on an old Macintosh, with the line ends of today."""
    begin = b""
    for piece in pieces:
        signs = begin + piece
        cut = len(signs) - signs.endswith(b"\r")  # what follows may belong to it
        yield signs[:cut].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        begin = signs[cut:]
    yield begin.replace(b"\r", b"\n")


def below(sheet: Sheet, at: int) -> Iterator[LineBlock]:
    """The lines below the heading, which is one of the sheet's first rows."""
    number, cells = sheet.rows[at]
    breaks = sum(len(_LINE_END.findall(str(cell).encode("utf-8", "surrogateescape"))) for cell in cells)
    skip, line, rest = number + breaks, 1, b""
    for piece in utf8(sheet):
        if not skip and (cut := piece.rfind(b"\n") + 1):
            block = LineBlock(b"".join((rest, memoryview(piece)[:cut])), line)
            rest = piece[cut:]
            line += block.ends
            yield block
            continue
        rest += piece
        while skip and (end := _LINE_END.search(rest)) is not None and end.end() < len(rest):
            rest = rest[end.end() :]
            skip, line = skip - 1, line + 1
        cut = rest.rfind(b"\n") + 1
        if skip or not cut:
            continue
        block = LineBlock(rest[:cut], line)
        rest = rest[cut:]
        line += block.ends
        yield block
    if rest and not skip:
        yield LineBlock(rest, line)


@dataclass(frozen=True)
class CutPart:
    """The records of a block: their numbers, their cells by column, and those of another form row by row."""

    numbers: Any
    columns: Mapping[int, pd.Series]
    odd: Mapping[int, list[str]]  # place among the records -> its cells
    block: LineBlock
    look: LineLook | None
    how: _How

    def row(self, at: int) -> list[str]:
        """All cells of a record."""
        if at in self.odd or self.look is None:
            return self.odd[at]
        line = int(self.numbers[at]) - self.block.first
        written = self.block.data[self.look.starts[line] : self.look.end(line)].decode("utf-8", "surrogateescape")
        return text.records(written, self.how.layout)[0][1]


def parts(sheet: Sheet, at: int, width: int, columns: Sequence[int]) -> Iterator[CutPart]:
    """The records below the heading of *width* cells at row *at*, of which *columns* are wanted."""
    assert sheet.layout is not None
    how = _How(
        text.Layout(sheet.layout.separator, sheet.layout.quoted), width, max(len(sheet.rows[at][1]), width), columns
    )
    blocks = below(sheet, at)
    block = next(blocks, None)
    while block is not None:
        after = next(blocks, None)
        look = None if block.odd_ends or how.layout.separator not in text.SEPARATORS else LineLook.of(block, how)
        end = len(block.data)
        if after is not None:  # what follows the last usual line may go on in the next block
            end = 0 if look is None or not look.usual.any() else look.end(int(np.flatnonzero(look.usual)[-1]))
            if not end and len(block.data) > _LONGEST_OPEN:
                end = len(block.data) if look is None else look.closed
            after = LineBlock(block.data[end:] + after.data, after.first - LineBlock(block.data[end:], 0).ends)
        if end:
            whole = LineBlock(block.data[:end], block.first)
            yield _cut(whole, None if look is None else look.until(end), how)
        block = after


_LONGEST_OPEN = 8 << 20
"""Bytes without one usual line, after which nothing more is waited for; no cell of an order is longer."""


@dataclass(frozen=True)
class _How:
    """How records are cut: the layout, how many headings there are, how many cells, and which are wanted."""

    layout: text.Layout
    width: int
    cells: int
    columns: Sequence[int]

    @property
    def more(self) -> range:
        """The places where a cell has no heading."""
        return range(self.width, self.cells)


@dataclass(frozen=True)
class LineLook:
    """Where the lines of a block begin, and which are of the usual form.

    ``closed``: the end of the last line after which no cell is open, as far as the quotation marks tell.
    """

    size: int
    starts: Any
    usual: Any
    closed: int

    @classmethod
    def of(cls, block: LineBlock, how: _How) -> LineLook:
        """Look at all signs of a block at once."""
        data, starts = np.frombuffer(block.data, dtype=np.uint8), line_starts(block.data)
        sign = ord(how.layout.separator)
        separators = data == sign
        usual = np.ones(len(starts), dtype=bool)
        closed = len(data)
        quotes: Any = np.flatnonzero(data == _QUOTE) if how.layout.quoted else ()
        if len(quotes):
            inside, usual = _inside(data, starts)
            even = np.flatnonzero(np.cumsum(~usual) % 2 == 0)  # lines that open or close a cell come in pairs
            closed = int(np.append(starts[1:], len(data))[even[-1]]) if len(even) else closed
            separators &= ~inside
            before = np.where(quotes > 0, data[quotes - 1], _NEW)
            behind = np.where(quotes + 1 < len(data), data[np.minimum(quotes + 1, len(data) - 1)], _NEW)
            edge = np.where(inside[quotes], before, behind)
            fits = (edge == sign) | (edge == _NEW) | (edge == _QUOTE) | (~inside[quotes] & (edge == _RETURN))
            usual[_line(starts, quotes[~fits])] = False
        between = np.searchsorted(np.flatnonzero(separators), np.append(starts, len(data)))
        usual &= np.diff(between) == how.cells - 1
        usual[_line(starts, np.flatnonzero(data == 0))] = False
        return cls(len(data), starts, usual & is_text(block.data, starts), closed)

    def end(self, line: int) -> int:
        """Where a line ends."""
        return int(self.starts[line + 1]) if line + 1 < len(self.starts) else self.size

    def until(self, end: int) -> LineLook:
        """The same of the lines before a place."""
        kept = int(np.searchsorted(self.starts, end, "left"))
        return LineLook(end, self.starts[:kept], self.usual[:kept], end)


def _inside(data: Any, starts: Any) -> tuple[Any, Any]:
    """Which signs stand inside of quotation marks, each line seen by itself, and which lines close all of theirs."""
    marks = np.cumsum(data == _QUOTE, dtype=np.uint8) & 1  # 256 is even: that it begins anew changes nothing
    ends = np.append(starts[1:], len(data)) - 1
    before = np.concatenate([[0], marks[ends[:-1]]]).astype(np.uint8)
    closed = marks[ends] == before
    if not closed.all():
        marks ^= np.repeat(before, np.diff(starts, append=len(data)))
    return marks.astype(bool), closed


def _line(starts: Any, places: Any) -> Any:
    """The lines in which the signs at *places* stand."""
    return np.searchsorted(starts, places, "right") - 1


def is_text(data: bytes, starts: Any) -> Any:
    """Which lines hold no byte that is no text."""
    fine = np.ones(len(starts), dtype=bool)
    at = data.find(_NO_TEXT)
    while at >= 0:
        fine[_line(starts, at)] = False
        at = data.find(_NO_TEXT, at + 1)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        high = np.frombuffer(data, dtype=np.uint8) >= 0x80
        ends = np.append(starts[1:], len(data))
        for line in np.flatnonzero(np.add.reduceat(high, starts, dtype=np.int32)).tolist():
            try:
                data[starts[line] : ends[line]].decode("utf-8")
            except UnicodeDecodeError:
                fine[line] = False
    return fine


def _cut(block: LineBlock, look: LineLook | None, how: _How) -> CutPart:
    table = None if look is None or not look.usual.any() else _table(block.data, look, how)
    if look is None or table is None:
        found = _records(block.data, how, block.first)
        return _placed(block, None, how, found, np.zeros(0, dtype=np.int64), {})
    numbers, usual = np.flatnonzero(look.usual), look.usual
    if any((table[at] != "").any() for at in how.more):  # a cell stands where the heading has none
        fine = (table[list(how.more)] == "").all(axis=1).to_numpy(dtype=bool)
        usual = usual.copy()
        usual[numbers[~fine]] = False
        numbers, table = numbers[fine], table[fine].reset_index(drop=True)
    other = np.flatnonzero(~usual)
    found = []
    for run in np.split(other, np.flatnonzero(np.diff(other) > 1) + 1) if len(other) else ():
        some = block.data[look.starts[run[0]] : look.end(int(run[-1]))]
        found += _records(some, how, int(run[0]) + block.first)
    return _placed(block, look, how, found, numbers + block.first, {at: table[at] for at in how.columns})


def _placed(
    block: LineBlock,
    look: LineLook | None,
    how: _How,
    found: list[text.Record],
    numbers: Any,
    table: dict[int, pd.Series],
) -> CutPart:
    """Records of the usual form (*numbers* and *table*) and those that were *found* one by one, in their order."""
    if not found:
        return CutPart(numbers, table, {}, block, look, how)
    together = np.concatenate([numbers, np.array([number for number, _ in found], dtype=np.int64)])
    order = np.argsort(together, kind="stable")
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    odd = {int(place): row for place, (_, row) in zip(places[len(numbers) :], found, strict=True)}
    columns = {}
    for at in how.columns:
        more = pd.Series([text.legible(row[at]) if at < len(row) else "" for _, row in found], dtype=text_type())
        columns[at] = (
            pd.concat([table[at], more] if table else [more], ignore_index=True).take(order).reset_index(drop=True)
        )
    return CutPart(together[order], columns, odd, block, look, how)


def _records(data: bytes, how: _How, first: int) -> list[text.Record]:
    """Lines one by one, the first of which has the number *first*."""
    found = text.records(data.decode("utf-8", "surrogateescape"), how.layout, how.width)
    return [(number + first - 1, row) for number, row in found]


def _table(data: bytes, look: LineLook, how: _How) -> pd.DataFrame | None:
    """The cells of the usual lines; None if pandas sees other lines in them."""
    if not look.usual.all():
        sizes = np.diff(look.starts, append=look.size)
        data = np.frombuffer(data, dtype=np.uint8)[np.repeat(look.usual, sizes)].tobytes()
    try:
        table: pd.DataFrame = pd.read_csv(
            io.BytesIO(data),
            sep=how.layout.separator,
            header=None,
            names=list(range(how.cells)),
            usecols=sorted({*how.columns, *how.more}),
            dtype=text_type(),
            na_filter=False,
            skip_blank_lines=False,
            quoting=csv.QUOTE_MINIMAL if how.layout.quoted else csv.QUOTE_NONE,
            encoding="utf-8",
        )
    except (ValueError, pd.errors.ParserError):
        return None
    return table if len(table) == int(look.usual.sum()) else None
