"""A clean file in the course's own columns, read by whole columns at once.

Only what needs no judgement is read here: every line has exactly the heading's cells, every value
is in the form that :func:`aecourse.orders.write_orders` writes, every order can be true.  For
anything else the answer is None, and each line is looked at on its own.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..impossible import IMPOSSIBLE
from ..register import COLUMNS, REGISTER
from . import privacy
from .amounts import BLANKS, LARGEST
from .clocks import absurd

if TYPE_CHECKING:
    from .lines import HeadingRow
    from .sheets import Sheet

_SMALL = 1 << 18  # characters; below that nobody waits
_LONGEST = 200  # characters of a name, as in amounts.read_name
_WIDTH = len("2015-09-30 14:00:00")
_REQUIRED = [column.name for column in COLUMNS if column.required]


class _NotCleanError(Exception):
    """The file needs to be looked at line by line."""


def clean(sheet: Sheet, found: HeadingRow) -> pd.DataFrame | None:
    """The order table of a clean file; None where any line needs a look of its own."""
    content, headings = sheet.content, set(found.headings)
    comma = sheet.layout is not None and sheet.layout.separator == ","
    own = headings <= set(REGISTER) and headings >= set(_REQUIRED) and len(headings) == found.width
    if len(content) < _SMALL or found.at or not comma or not own or not sheet.raw:
        return None
    if not _even(content, found.width):
        return None
    try:
        return _true(_typed(_parsed(sheet.raw), content.count(" ")))
    except _NotCleanError:
        return None


def _even(content: str, width: int) -> bool:
    """Whether no cell is quoted or odd, and every line has *width* cells if none has more.

    The parser refuses a line that has more; so equal sums mean that all are equal.
    """
    if any(sign in content for sign in "\"'\t\x00"):
        return False
    if not content.isascii() and any(sign in content for sign in "\xa0\u3000\ufeff\ufffd"):
        return False
    lines = content.count("\n") + (not content.endswith("\n"))
    if "\r" in content and content.count("\r") != content.count("\r\n"):
        return False
    return content.count(",") == lines * (width - 1)


def _parsed(data: bytes) -> pd.DataFrame:
    def read(**how: Any) -> pd.DataFrame:
        table: pd.DataFrame = pd.read_csv(
            io.BytesIO(data), keep_default_na=False, na_values=[""], skip_blank_lines=False, **how
        )
        return table

    try:
        with warnings.catch_warnings():  # a column of two types is not clean
            warnings.simplefilter("error", pd.errors.DtypeWarning)
            table = read(dtype={"order_id": "str"})
        text = [n for n in table if _kind(n) == "text" and table[n].dtype != "str"]
        if text:  # digits, of which the leading zeros count
            table = table.assign(**read(usecols=text, dtype=dict.fromkeys(text, "str")))
    except (ValueError, pd.errors.ParserError, pd.errors.DtypeWarning):
        raise _NotCleanError from None
    if not isinstance(table.index, pd.RangeIndex) or not len(table):
        raise _NotCleanError
    return table


def _kind(name: Any) -> str:
    return REGISTER[name].kind


def _typed(table: pd.DataFrame, spaces: int) -> pd.DataFrame:
    """The columns with the register's types.  The only spaces of the file stand in its times."""
    read = {"text": _text, "time": _times, "number": _numbers, "stars": _stars, "flag": _flags, "choice": _choices}
    typed = {name: read[_kind(name)](values, str(name)) for name, values in table.items()}
    times = sum(int((~np.isnat(typed[n])).sum()) for n in typed if _kind(n) == "time")
    if times != spaces:
        raise _NotCleanError
    return pd.DataFrame(typed, copy=False)


def _text(values: pd.Series, name: str) -> Any:
    if (values.str.len() > _LONGEST).any() or values.isin([word for word in BLANKS if word]).any():
        raise _NotCleanError
    return values


def _times(values: pd.Series, name: str) -> Any:
    if values.isna().all():
        return np.full(len(values), np.datetime64("NaT", "us"))
    if values.dtype != "str":
        raise _NotCleanError
    lengths = values.str.len()
    if lengths.min() != _WIDTH or lengths.max() != _WIDTH:
        raise _NotCleanError
    times = _instants(values)
    if absurd(times).any():
        raise _NotCleanError
    return times


def _instants(values: pd.Series) -> Any:
    try:
        import pyarrow as pa

        times = pa.array(values, from_pandas=True).cast(pa.timestamp("us"))
        return times.to_numpy(zero_copy_only=False)
    except ImportError:
        pass
    except pa.ArrowInvalid:
        raise _NotCleanError from None
    read = pd.to_datetime(values, format="%Y-%m-%d %H:%M:%S", errors="coerce")
    if read.isna().sum() != values.isna().sum():
        raise _NotCleanError
    return read.to_numpy().astype("datetime64[us]")


def _numbers(values: pd.Series, name: str) -> Any:
    if values.isna().all():
        return np.full(len(values), np.nan)
    if values.dtype.kind not in "iuf":
        raise _NotCleanError
    numbers = values.to_numpy(dtype=float)
    if not ((numbers >= 0) & (numbers <= LARGEST) | np.isnan(numbers)).all():
        raise _NotCleanError
    return numbers


def _stars(values: pd.Series, name: str) -> Any:
    numbers = _numbers(values, name)
    if not (np.isin(numbers, (1, 2, 3, 4, 5)) | np.isnan(numbers)).all():
        raise _NotCleanError
    return numbers


def _flags(values: pd.Series, name: str) -> Any:
    if values.dtype.kind != "b":
        raise _NotCleanError
    return values.to_numpy()


def _choices(values: pd.Series, name: str) -> Any:
    codes, words = pd.factorize(values)
    allowed = list(REGISTER[name].choices)
    if not set(words) <= set(allowed):
        raise _NotCleanError
    place = np.array([allowed.index(word) for word in words] + [-1], dtype=np.int8)
    return pd.Categorical.from_codes(place[codes], dtype=pd.CategoricalDtype(allowed))


def _plain(ids: pd.Series) -> bool:
    """Whether no order number was cut or wrapped by a spreadsheet, and each has a digit."""
    signs = [ids.str.contains(sign, regex=False) for sign in ("E+", "e+", "=")]
    odd = any(found.any() for found in (*signs, ids.str.endswith(".0")))
    return not odd and bool(ids.str.contains(r"[0-9]", regex=True).all())


def _true(orders: pd.DataFrame) -> pd.DataFrame:
    """*orders*, if each has a number of its own and can be true."""
    ids, told = orders["order_id"], set(orders.columns)
    if (
        orders[_REQUIRED].isna().any(axis=None)
        or not ids.is_unique
        or not (ids.str.isdigit().all() or _plain(ids))
        or privacy.needs_pseudonym(orders["buyer_id"].drop_duplicates())
        or any(rule.found(orders).any() for rule in IMPOSSIBLE if set(rule.columns) <= told)
    ):
        raise _NotCleanError
    return orders
