"""A column of text is made and known in one place, for pandas with a type for it and without."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import aecourse
from aecourse.orders import read_orders
from aecourse.orders.strings import as_text, holds_text, text_array, text_type

PACKAGE = Path(aecourse.__file__).parent


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (pd.Series(["a", "b"], dtype="str"), True),
        (pd.Series(["a", None], dtype="str"), True),
        (pd.Series(text_array(["a", None])), True),
        (pd.Series([1, "a"], dtype=object), False),
        (pd.Series(["a", 1.5], dtype=object), False),
        (pd.Series([1, 2]), False),
        (pd.Series(["a", "b"], dtype="string"), False),
        (pd.Series(["a", "b"], dtype="category"), False),
        (pd.Series(pd.to_datetime(["2015-01-01"])), False),
    ],
)
def test_what_is_a_column_of_text(column: pd.Series, text: bool) -> None:
    assert holds_text(column) == text
    assert holds_text(as_text(column))
    assert as_text(column).isna().tolist() == column.isna().tolist()


def test_objects_are_text_only_where_pandas_has_nothing_else() -> None:
    assert holds_text(pd.Series(["a"], dtype=object)) == (text_type() is object)


@pytest.mark.parametrize("type_of_pandas_2", [False, True])
def test_what_is_missing_is_never_written_as_a_word(monkeypatch: pytest.MonkeyPatch, type_of_pandas_2: bool) -> None:
    if type_of_pandas_2:
        monkeypatch.setattr("aecourse.orders.strings.text_type", lambda: object)
    words = pd.Series(text_array(np.array(["a", None], dtype=object)))
    assert words.isna().tolist() == [False, True] and words[0] == "a"
    numbers = as_text(pd.Series([1, None], dtype=object))
    assert numbers.isna().tolist() == [False, True] and numbers[0] == "1"


def test_no_other_place_makes_one_that_may_lack_a_value() -> None:
    sources = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name != "strings.py"}
    found = [
        str(path.relative_to(PACKAGE))
        for path, source in sources.items()
        if re.search(r"""dtype=(?:str\b|"str")|dtype [!=]= "str"|: "str"\}|\bpd\.array\(\[""", source)
    ]
    assert found == []


def test_what_is_not_told_stays_so_when_types_are_mended() -> None:
    orders = read_orders(Path(__file__).parent / "exports" / "11-shopify-orders.csv").orders
    window = ("2024-11-01", "2024-11-30")
    for table in (orders, orders.convert_dtypes(), orders.astype({"paid_at": "datetime64[ns]"})):
        rates = aecourse.measure(table, ["odr", "not_sold_rate"], window)
        assert rates["value"].isna().all() and (rates["denominator"] == 0).all()
