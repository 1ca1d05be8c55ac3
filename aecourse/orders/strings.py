"""Columns of text, whatever pandas calls their type.

pandas 3 has a type for them.  pandas 2, which browsers run, holds them as objects; there ``"str"``
would write what is missing as a word (``None``, ``nan``).  So a text column is made and known here alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@cache
def text_type() -> Any:
    """The type to make a column of text with: ``"str"``, or ``object`` where pandas has no such type."""
    import pandas as pd

    return object if pd.Series(["a"], dtype="str").dtype == object else "str"


def holds_text(column: pd.Series) -> bool:
    """Whether a column is one of text: each value a string or missing."""
    import pandas as pd

    if column.dtype == "str":
        return True
    held_as_objects = text_type() is object and column.dtype == object
    return held_as_objects and pd.api.types.infer_dtype(column, skipna=True) in ("string", "empty")


def as_text(column: pd.Series) -> pd.Series:
    """Each value of a column as text; what is missing stays missing."""
    return column if holds_text(column) else column.astype("str").where(column.notna())


def text_array(words: Any) -> Any:
    """Strings, and None where one is missing, as the array of a column of text."""
    import pandas as pd

    return pd.array(words, dtype=text_type())
