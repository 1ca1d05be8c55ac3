"""What concerns people stays at the door: names, addresses, phones, e-mails and messages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..strings import text_type
from .headings import normal

PERSONAL_COLUMNS = frozenset(("buyer_id",))

_HEADINGS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_WORDS, _WHOLE = tuple(_HEADINGS["words"]), frozenset(_HEADINGS["whole"])
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"\+\d[\d\s()-]{7,}\d|(?<!\d)1[3-9]\d{9}(?!\d)|\(\d{2,4}\)\s?\d[\d\s-]{5,}\d")


def personal(heading: str, values: Iterable[Any] = ()) -> bool:
    """Whether a column that no mapping knows holds data of people, by its heading or one of its cells."""
    name = normal(heading)
    if name in _WHOLE or any(word in name for word in _WORDS):
        return True
    return any(isinstance(v, str) and (("@" in v and _EMAIL.search(v)) or _PHONE.search(v)) for v in values)


def needs_pseudonym(buyers: pd.Series) -> bool:
    """Whether the buyers of a table in the course's own columns could be names of people."""
    some = buyers.dropna().astype(str)
    return bool(some.str.contains(r"[@\s]", regex=True).any())


def pseudonyms(buyers: pd.Series) -> pd.Series:
    """Each buyer as ``buyer-0001`` in the order of appearance; the same buyer has the same one.

    Where the buyer is missing, each order has one of its own.
    """
    codes, different = pd.factorize(buyers)
    codes = codes.copy()
    unknown = np.flatnonzero(codes < 0)
    codes[unknown] = len(different) + np.arange(len(unknown))
    width = max(4, len(str(len(different) + len(unknown))))
    names = [f"buyer-{code + 1:0{width}}" for code in range(len(different) + len(unknown))]
    found: pd.Series = pd.Series(np.array(names, dtype=object)[codes], index=buyers.index, dtype=text_type())
    return found


def filled(buyers: pd.Series) -> pd.Series:
    """*buyers* with one of its own for each order that names none."""
    missing = buyers.isna()
    if not missing.any():
        return buyers
    own = pd.Series([f"no-buyer-{i + 1:04}" for i in range(int(missing.sum()))], dtype=text_type())
    names = buyers.astype(object)
    names[missing.to_numpy()] = own.to_numpy()
    return names
