"""A large file in the course's own columns, whose clean lines are read by whole columns at once.

A clean line needs no judgement: it has exactly the heading's cells, every value is in the form that
:func:`aecourse.orders.write_orders` writes, the order can be true and has a number of its own.  The
others are left for a look of their own, line by line.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..impossible import IMPOSSIBLE
from ..register import COLUMNS, EVERY
from ..strings import as_text, holds_text, text_type
from . import clocks, cutting, privacy, progress
from .amounts import BLANKS, LARGEST
from .cells import LONGEST_BLANK

if TYPE_CHECKING:
    from .lines import HeadingRow
    from .sheets import Sheet

_SMALL = 1 << 18  # bytes; below that nobody waits
_LONGEST = 200  # characters of a name, as in amounts.read_name
_WIDTH, _CLOCK, _SPACE = len("2015-09-30 14:00:00"), len("2015-09-30 "), ord(" ")
_REQUIRED = [column.name for column in COLUMNS if column.required]
_WITNESSES = 50
"""So many clean lines are looked at with the others: by them is told what is usual in the file."""
_MOST_ODD = 0.2
_SIGNS = frozenset("\"'\t\0")
_ODD_SPACES = "\xa0\u3000\ufeff\ufffd\u200b"


@dataclass(frozen=True)
class Clean:
    """The clean lines of a file: their orders, their numbers, and the numbers of the lines that are not clean."""

    orders: pd.DataFrame
    lines: Any
    odd: Any

    def without(self, rows: Any) -> Clean:
        """The same with some of the clean lines (*rows* marks them) among the others."""
        if not rows.any():
            return self
        odd = np.sort(np.concatenate([self.odd, self.lines[rows]]))
        return Clean(self.orders[~rows].reset_index(drop=True), self.lines[~rows], odd)


@dataclass(frozen=True)
class _CleanPart:
    """The same of a block of lines; its orders column by column."""

    columns: dict[str, Any]
    lines: Any
    odd: Any


def clean(sheet: Sheet, found: HeadingRow) -> Clean | None:
    """The clean lines of a file; None where it is small, of other columns, or most lines are odd."""
    headings = [heading.strip() for heading in found.headings]
    own = set(headings) <= set(EVERY) and set(headings) >= set(_REQUIRED) and len(set(headings)) == found.width
    if sheet.stored is None or sheet.stored.size < _SMALL or not own or sheet.layout is None or sheet.layout.first:
        return None
    parts: list[_CleanPart] = []
    many = odd = 0
    for block in cutting.below(sheet, found.at):
        # Where a line ends within what is a line here, nothing can be told.
        part = None if block.odd_ends else _part(block, headings, sheet.layout.separator)
        if part is None:
            return None
        parts.append(part)
        many, odd = many + len(part.lines) + len(part.odd), odd + len(part.odd)
        if odd > _MOST_ODD * many + _WITNESSES:
            return None
    columns = _stacked([part.columns for part in parts if part.columns])
    if not columns:
        return None
    lines, others = (np.concatenate([getattr(part, name) for part in parts]) for name in ("lines", "odd"))
    told = Clean(pd.DataFrame(columns, copy=False), lines, others)
    told = told.without(_again(told.orders["order_id"]))
    if len(told.odd) > _MOST_ODD * many + _WITNESSES:
        return None
    return told.without(np.arange(len(told.lines)) < _WITNESSES) if len(told.odd) else told


def written(sheet: Sheet, found: HeadingRow, numbers: Any) -> bytes:
    """The heading and the lines with these *numbers*, the lowest first, as UTF-8."""
    assert sheet.layout is not None
    some = [sheet.layout.separator.join(heading.strip() for heading in found.headings).encode() + b"\n"]
    for block in cutting.below(sheet, found.at):
        first, behind = np.searchsorted(numbers, [block.first, block.first + block.ends + 1])
        if first < behind:
            starts = cutting.line_starts(block.data)
            ends = np.append(starts[1:], len(block.data))
            places = numbers[first:behind] - block.first
            places = places[places < len(starts)]
            some += [block.data[starts[at] : ends[at]] for at in places.tolist()]
    some[-1] += b"" if some[-1].endswith(b"\n") else b"\n"
    return b"".join(some)


def _again(ids: pd.Series) -> Any:
    """Which order numbers stand more than once."""
    try:
        numbers = np.sort(ids.to_numpy(dtype=np.int64))
    except (ValueError, OverflowError):
        pass
    else:
        if (numbers[1:] != numbers[:-1]).all():  # so their texts are different too
            return np.zeros(len(ids), dtype=bool)
    return ids.duplicated(keep=False).to_numpy(dtype=bool)


def _stacked(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The columns of all parts, each of which is given up."""
    stacked: dict[str, Any] = {}
    for name in tuple(parts[0]) if parts else ():
        pieces = [part.pop(name) for part in parts]
        if isinstance(pieces[0], pd.Series):
            stacked[name] = pd.concat(pieces, ignore_index=True)
        elif isinstance(pieces[0], pd.Categorical):
            codes = np.concatenate([piece.codes for piece in pieces])
            stacked[name] = pd.Categorical.from_codes(codes, dtype=pieces[0].dtype)
        else:
            stacked[name] = np.concatenate(pieces)
    return stacked


def _part(block: cutting.LineBlock, headings: list[str], separator: str) -> _CleanPart | None:
    """The clean lines of a block; None where they are no such lines at all."""
    data = block.data
    count = block.new_lines + (not data.endswith(b"\n"))
    even = np.ones(count, dtype=bool)
    # The parser refuses a line that has more cells; so equal sums mean that all are equal.
    if _odd_signs(data, separator) or cutting.occurrences(data, separator) != count * (len(headings) - 1):
        even = _even(data, separator, len(headings))
        data = _only(data, even)
    numbers = np.arange(block.first, block.first + count)
    if not data:
        return _CleanPart({}, numbers[:0], numbers)
    try:
        table = _parsed(data, headings, separator)
    except (ValueError, pd.errors.ParserError):
        return None
    places = np.flatnonzero(even)
    if len(table) != len(places):
        return None
    columns, good = _typed(table)
    good &= _true(pd.DataFrame(columns, copy=False)) & _bare(data, columns)
    if not good.all():
        columns = {name: values[good] for name, values in columns.items()}
        even[places[~good]] = False
    return _CleanPart(columns, numbers[even], numbers[~even])


def _odd_signs(data: bytes, separator: str) -> bool:
    """Whether a sign stands in a text that no clean line has."""
    if any(sign.encode() in data for sign in _SIGNS - {separator}):
        return True
    return not data.isascii() and (
        any(space.encode() in data for space in _ODD_SPACES) or not cutting.is_text(data, np.zeros(1, int)).all()
    )


def _each(data: bytes, starts: Any, sign: str) -> Any:
    """How often a sign stands in each line."""
    at = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord(sign))
    return np.diff(np.searchsorted(at, np.append(starts, len(data))))


def _even(data: bytes, separator: str, width: int) -> Any:
    """Which lines have all cells, and no sign that a clean line has not."""
    starts = cutting.line_starts(data)
    even = _each(data, starts, separator) == width - 1
    for sign in map(str.encode, (*(_SIGNS - {separator}), *_ODD_SPACES)):
        at = data.find(sign)
        while at >= 0:
            line = np.searchsorted(starts, at, "right") - 1
            even[line] = False
            at = data.find(sign, int(starts[line + 1])) if line + 1 < len(starts) else -1
    return even & (True if data.isascii() else cutting.is_text(data, starts))


def _only(data: bytes, lines: Any) -> bytes:
    """Some of the lines of a text."""
    ends = np.append(cutting.line_starts(data), len(data))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], lines, [False]]))).reshape(-1, 2)
    view = memoryview(data)
    return b"".join(view[ends[first] : ends[behind]] for first, behind in edges.tolist())


def _bare(data: bytes, columns: dict[str, Any]) -> Any:
    """Which lines have no other space than those within their times."""
    times = [values for name, values in columns.items() if EVERY[name].kind == "time"]
    filled = sum(len(values) - np.count_nonzero(np.isnat(values)) for values in times)
    if filled == cutting.occurrences(data, " "):  # no line has fewer
        return np.ones(len(times[0]), dtype=bool)
    return sum((~np.isnat(values)).astype(np.int32) for values in times) == _each(data, cutting.line_starts(data), " ")


def _parsed(data: bytes, headings: list[str], separator: str) -> pd.DataFrame:
    def read(**how: Any) -> pd.DataFrame:
        table: pd.DataFrame = pd.read_csv(
            io.BytesIO(data),
            sep=separator,
            header=None,
            names=headings,
            keep_default_na=False,
            na_values=[""],
            skip_blank_lines=False,
            **how,
        )
        return table

    with warnings.catch_warnings():  # a column of two kinds is read again as text, cell by cell
        warnings.simplefilter("ignore", pd.errors.DtypeWarning)
        table = read(dtype={"order_id": text_type()})
    text = [n for n in headings if EVERY[n].kind == "text" and not holds_text(table[n])]
    if text:  # digits, of which the leading zeros count
        table = table.assign(**read(usecols=text, dtype=dict.fromkeys(text, "str")))
    return table


def _typed(table: pd.DataFrame) -> tuple[dict[str, Any], Any]:
    """The columns with the register's types, and which rows have nothing that needs a look."""
    read = {"text": _text, "time": _times, "number": _numbers, "stars": _stars, "flag": _flags, "choice": _choices}
    typed: dict[str, Any] = {}
    good = np.ones(len(table), dtype=bool)
    progress.cut(len(table))
    for name in map(str, list(table)):
        progress.column("", name)
        typed[name], fits = read[EVERY[name].kind](table[name], name)
        good &= fits
    return typed, good


def _text(values: pd.Series, name: str) -> tuple[Any, Any]:
    lengths = values.str.len()
    odd = lengths > _LONGEST
    if lengths.min() <= LONGEST_BLANK:
        odd |= values.isin([word for word in BLANKS if word])
    return values, ~odd.fillna(value=False).to_numpy(dtype=bool)


def _times(values: pd.Series, name: str) -> tuple[Any, Any]:
    blank = values.isna().to_numpy()
    nothing = np.full(len(values), np.datetime64("NaT", "us"))
    if values.dtype.kind in "iufb" or blank.all():  # years, numbers of days
        return nothing, blank
    times, fits = _instants(values), np.ones(len(values), dtype=bool)
    if times is None:
        times = nothing
        some = values[~blank].to_numpy(dtype=object)
        times[~blank], plain = clocks.of_digits(some)
        fits = blank.copy()
        fits[~blank] = plain
    fits &= ~clocks.absurd(times)
    if not fits.all():
        times[~fits] = np.datetime64("NaT")
    return times, fits


def _instants(values: pd.Series) -> Any:
    """A column of times that are all written ``2015-09-30 14:00:00``, quickly; None where that cannot be done."""
    try:
        import pyarrow as pa
    except ImportError:
        return None
    texts = pa.array(values, from_pandas=True)
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    if not pa.types.is_large_string(texts.type):
        return None
    _, ends, signs = texts.buffers()
    ends = np.frombuffer(ends, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    filled = len(texts) - texts.null_count
    if ends[-1] - ends[0] != filled * _WIDTH or np.count_nonzero(np.diff(ends) == _WIDTH) != filled:
        return None
    if (
        np.frombuffer(signs, dtype=np.uint8)[ends[0] : ends[-1]].reshape(filled, _WIDTH)[:, _CLOCK - 1] != _SPACE
    ).any():
        return None
    try:
        return texts.cast(pa.timestamp("us")).to_numpy(zero_copy_only=False).copy()
    except pa.ArrowInvalid:
        return None


def _numbers(values: pd.Series, name: str) -> tuple[Any, Any]:
    blank = values.isna().to_numpy()
    if values.dtype.kind in "iuf":
        numbers = values.to_numpy(dtype=float)
        return numbers, blank | ((numbers >= 0) & (numbers <= LARGEST))
    words = as_text(values)
    written = words.str.fullmatch(r"[0-9]+(\.[0-9]+)?", na=False).to_numpy(dtype=bool)
    numbers = np.full(len(values), np.nan)
    numbers[written] = words[written].astype("float64").to_numpy()
    return numbers, blank | (written & (numbers <= LARGEST))


def _stars(values: pd.Series, name: str) -> tuple[Any, Any]:
    numbers, fits = _numbers(values, name)
    return numbers, fits & (np.isin(numbers, (1, 2, 3, 4, 5)) | np.isnan(numbers))


def _flags(values: pd.Series, name: str) -> tuple[Any, Any]:
    if values.dtype.kind == "b":
        return values.to_numpy(), np.ones(len(values), dtype=bool)
    codes, words = pd.factorize(values)
    meant = [str(word).lower() for word in words]
    yes = np.array([*(word == "true" for word in meant), False], dtype=bool)
    known = np.array([*(word in ("true", "false") for word in meant), True], dtype=bool)
    return yes[codes], known[codes]


def _choices(values: pd.Series, name: str) -> tuple[Any, Any]:
    codes, words = pd.factorize(values)
    allowed = list(EVERY[name].choices)
    place = np.array([*(allowed.index(word) if word in allowed else -1 for word in words), -1], dtype=np.int8)
    known = np.array([*(word in allowed for word in words), True], dtype=bool)
    return pd.Categorical.from_codes(place[codes], dtype=pd.CategoricalDtype(allowed)), known[codes]


def _true(orders: pd.DataFrame) -> Any:
    """Which orders have all that an order needs, a number that is one, and can be true."""
    ids, told = orders["order_id"], set(orders.columns)
    good = np.ones(len(orders), dtype=bool)
    for name in _REQUIRED:
        good &= orders[name].notna().to_numpy(dtype=bool)
    if not ids.str.isdigit().eq(other=True).all():
        good &= _plain(ids)
    for rule in IMPOSSIBLE:
        if set(rule.columns) <= told:
            good &= ~rule.found(orders).to_numpy(dtype=bool)
    return good


def _plain(ids: pd.Series) -> Any:
    """Which order numbers were not cut or wrapped by a spreadsheet, and have a digit."""
    odd = ids.str.endswith(".0", na=True) | ~ids.str.contains(r"[0-9]", regex=True, na=False)
    for sign in ("E+", "e+", "="):
        odd |= ids.str.contains(sign, regex=False, na=True)
    return ~odd.to_numpy(dtype=bool)


def hides_names(orders: pd.DataFrame) -> bool:
    """Whether the buyers could be names of people, so that all of them need pseudonyms."""
    return privacy.needs_pseudonym(orders["buyer_id"].drop_duplicates())
