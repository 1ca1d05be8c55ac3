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
from . import clocks, cutting, privacy, progress
from .amounts import BLANKS, LARGEST

if TYPE_CHECKING:
    from .lines import HeadingRow
    from .sheets import Sheet

_SMALL = 1 << 18  # bytes; below that nobody waits
_LONGEST = 200  # characters of a name, as in amounts.read_name
_WIDTH = len("2015-09-30 14:00:00")
_REQUIRED = [column.name for column in COLUMNS if column.required]
_WITNESSES = 50
"""So many clean lines are looked at with the others: by them is told what is usual in the file."""
_MOST_ODD = 0.2
_SIGNS = frozenset("\"'\t\0")
_ODD_SPACES = "\xa0\u3000\ufeff\ufffd\u200b"


@dataclass(frozen=True)
class Clean:
    """The clean lines of a file: their orders, and the numbers of all lines, clean and not.

    ``odd`` is the text of the heading and of the lines that are not clean in UTF-8, ``odd_lines`` their
    numbers, the heading's first.
    """

    orders: pd.DataFrame
    lines: Any
    odd: bytes
    odd_lines: Any


@dataclass(frozen=True)
class _CleanPart:
    """The same of a block of lines; its orders column by column."""

    columns: dict[str, Any]
    lines: Any
    odd: bytes = b""
    odd_lines: Any = ()


@dataclass(frozen=True)
class _Physical:
    """The lines of a block as bytes: where each begins, which might be clean, and its spaces."""

    data: Any
    starts: Any
    even: Any
    spaces: Any

    @property
    def lengths(self) -> Any:
        """Bytes of each line, with its end."""
        return np.diff(self.starts, append=len(self.data))


def clean(sheet: Sheet, found: HeadingRow, also: Any = ()) -> Clean | None:
    """The clean lines of a file; None where it is small, of other columns, or most lines are odd.

    *also*: numbers of lines that are to be left out although they look clean.
    """
    headings = [heading.strip() for heading in found.headings]
    own = set(headings) <= set(EVERY) and set(headings) >= set(_REQUIRED) and len(set(headings)) == found.width
    if sheet.stored is None or sheet.stored.size < _SMALL or not own or sheet.layout is None or sheet.layout.first:
        return None
    parts: list[_CleanPart] = []
    witnesses = _WITNESSES
    for block in cutting.below(sheet, found.at):
        if block.odd_ends:
            return None  # a line may end within what is a line here
        part = None if len(also) else _whole(block, headings, sheet.layout.separator)
        if part is None:
            part = _by_lines(block, headings, sheet.layout.separator, also, witnesses)
            witnesses = 0
        if part is None:
            return None
        parts.append(part)
    if not parts:
        return None
    lines = np.concatenate([part.lines for part in parts])
    orders = pd.DataFrame(_stacked([part.columns for part in parts]), copy=False)
    twice = orders["order_id"].duplicated(keep=False).to_numpy(dtype=bool)
    if twice.any():
        return clean(sheet, found, np.union1d(np.asarray(also, dtype=np.int64), lines[twice]))
    odd = b"".join(part.odd for part in parts)
    numbers = [np.asarray(part.odd_lines, dtype=np.int64) for part in parts]
    head = sheet.layout.separator.join(headings).encode() + b"\n"
    return Clean(orders, lines, odd and head + odd, np.concatenate([[sheet.rows[found.at][0]], *numbers]))


def _stacked(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The columns of all parts, each of which is given up."""
    stacked: dict[str, Any] = {}
    for name in tuple(parts[0]):
        pieces = [part.pop(name) for part in parts]
        if isinstance(pieces[0], pd.Series):
            stacked[name] = pd.concat(pieces, ignore_index=True)
        elif isinstance(pieces[0], pd.Categorical):
            codes = np.concatenate([piece.codes for piece in pieces])
            stacked[name] = pd.Categorical.from_codes(codes, dtype=pieces[0].dtype)
        else:
            stacked[name] = np.concatenate(pieces)
    return stacked


def _whole(block: cutting.LineBlock, headings: list[str], separator: str) -> _CleanPart | None:
    """All lines of a block, if each is clean."""
    raw = block.data
    if any(sign.encode() in raw for sign in _SIGNS - {separator}):
        return None
    if not raw.isascii() and any(sign.encode() in raw for sign in _ODD_SPACES):
        return None
    count = raw.count(b"\n") + (not raw.endswith(b"\n"))
    # The parser refuses a line that has more cells; so equal sums mean that all are equal.
    if raw.count(separator.encode()) != count * (len(headings) - 1):
        return None
    read = _orders(raw, headings, separator, count)
    if read is None or not read[1].all() or read[2].sum() != raw.count(b" "):
        return None
    return _CleanPart(read[0], np.arange(block.first, block.first + count))


def _by_lines(
    block: cutting.LineBlock, headings: list[str], separator: str, also: Any, witnesses: int
) -> _CleanPart | None:
    """The lines of a block that are clean, but for the first few, the *witnesses*."""
    lines = _physical(block.data, separator, len(headings))
    even = lines.even.copy()
    left = np.asarray(also, dtype=np.int64) - block.first
    even[left[(left >= 0) & (left < len(even))]] = False
    places = np.flatnonzero(even)
    fewest = (1 - _MOST_ODD) * len(even) - witnesses
    read = None
    if len(places) >= fewest:
        some = lines.data[np.repeat(even, lines.lengths)].tobytes()
        read = _orders(some, headings, separator, len(places))
    if read is None:
        return None
    columns, good, times = read
    good &= times == lines.spaces[places]  # the only spaces of a clean line stand in its times
    good[np.flatnonzero(good)[:witnesses]] = False
    odd = ~even
    odd[places[~good]] = True
    text = lines.data[np.repeat(odd, lines.lengths)].tobytes()
    if good.sum() < fewest:
        return None
    text += b"" if text.endswith(b"\n") or not text else b"\n"
    kept = {name: values[good] for name, values in columns.items()}
    return _CleanPart(kept, places[good] + block.first, text, np.flatnonzero(odd) + block.first)


def _orders(data: bytes, headings: list[str], separator: str, count: int) -> tuple[dict[str, Any], Any, Any] | None:
    """Lines as orders, which of them are clean, and how many times each tells; None: they are no such lines."""
    try:
        table = _parsed(data, headings, separator)
    except (ValueError, pd.errors.ParserError):
        return None
    if len(table) != count:
        return None
    typed, good = _typed(table)
    times = sum((~np.isnat(typed[n])).astype(np.int32) for n in typed if EVERY[n].kind == "time")
    orders = pd.DataFrame(typed, copy=False)
    return typed, good & _true(orders), times


def _physical(raw: bytes, separator: str, width: int) -> _Physical:
    data = np.frombuffer(raw, dtype=np.uint8)
    ends = np.flatnonzero(data == ord("\n"))
    starts = np.concatenate([[0], ends + 1])
    if starts[-1] == len(data):
        starts = starts[:-1]

    def count(sign: str) -> Any:
        return np.add.reduceat(data == ord(sign), starts, dtype=np.int32)

    even = count(separator) == width - 1
    for sign in _SIGNS - {separator}:
        even[np.searchsorted(starts, np.flatnonzero(data == ord(sign)), "right") - 1] = False
    for space in map(str.encode, _ODD_SPACES):
        at = raw.find(space)
        while at >= 0:
            even[np.searchsorted(starts, at, "right") - 1] = False
            at = raw.find(space, at + 1)
    return _Physical(data, starts, even, count(" "))


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
        table = read(dtype={"order_id": "str"})
    text = [n for n in headings if EVERY[n].kind == "text" and table[n].dtype != "str"]
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
        values, fits = read[EVERY[name].kind](table.pop(name), name)
        typed[name] = values
        good &= fits
    return typed, good


def _text(values: pd.Series, name: str) -> tuple[Any, Any]:
    odd = (values.str.len() > _LONGEST) | values.isin([word for word in BLANKS if word])
    return values, ~odd.fillna(value=False).to_numpy(dtype=bool)


def _times(values: pd.Series, name: str) -> tuple[Any, Any]:
    blank = values.isna().to_numpy()
    if blank.all():
        return np.full(len(values), np.datetime64("NaT", "us")), blank
    if values.dtype.kind in "iufb":  # years, numbers of days
        return np.full(len(values), np.datetime64("NaT", "us")), blank
    lengths = values.str.len()
    if lengths.min() == lengths.max() == _WIDTH and (quick := _instants(values)) is not None:
        times, fits = quick, np.ones(len(values), dtype=bool)
    else:
        times = np.full(len(values), np.datetime64("NaT", "us"))
        some = values[~blank].to_numpy(dtype=object)
        times[~blank], plain = clocks.of_digits(some)
        fits = blank.copy()
        fits[~blank] = plain
    fits &= ~clocks.absurd(times)
    times[~fits] = np.datetime64("NaT")
    return times, fits


def _instants(values: pd.Series) -> Any:
    """A column of times in one form, quickly; None where that cannot be done."""
    try:
        import pyarrow as pa

        try:
            times = pa.array(values, from_pandas=True).cast(pa.timestamp("us"))
        except pa.ArrowInvalid:
            return None
    except ImportError:
        return None
    return times.to_numpy(zero_copy_only=False).copy()


def _numbers(values: pd.Series, name: str) -> tuple[Any, Any]:
    blank = values.isna().to_numpy()
    if values.dtype.kind in "iuf":
        numbers = values.to_numpy(dtype=float)
        return numbers, blank | ((numbers >= 0) & (numbers <= LARGEST))
    words = values.where(~blank).astype("str")
    written = words.str.fullmatch(r"[0-9]+(\.[0-9]+)?").fillna(value=False).to_numpy(dtype=bool)
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
    """Which orders have all that an order needs, a number of their own, and can be true."""
    ids, told = orders["order_id"], set(orders.columns)
    good = orders[_REQUIRED].notna().all(axis=1).to_numpy(dtype=bool, copy=True)
    if not ids.is_unique:
        good &= ~ids.duplicated(keep=False).to_numpy(dtype=bool)
    if not ids.str.isdigit().all():
        good &= _plain(ids)
    for rule in IMPOSSIBLE:
        if set(rule.columns) <= told:
            good &= ~rule.found(orders).to_numpy(dtype=bool)
    return good


def _plain(ids: pd.Series) -> Any:
    """Which order numbers were not cut or wrapped by a spreadsheet, and have a digit."""
    odd = ids.str.endswith(".0") | ~ids.str.contains(r"[0-9]", regex=True)
    for sign in ("E+", "e+", "="):
        odd |= ids.str.contains(sign, regex=False)
    return ~odd.fillna(value=True).to_numpy(dtype=bool)


def hides_names(orders: pd.DataFrame) -> bool:
    """Whether the buyers could be names of people, so that all of them need pseudonyms."""
    return privacy.needs_pseudonym(orders["buyer_id"].drop_duplicates())
