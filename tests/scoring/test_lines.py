"""Which lines of logistics are frozen: against counts that can be checked with a pencil."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aecourse import frozen_lines, rulebook
from aecourse.base.errors import UnknownName
from aecourse.base.language import LANGUAGES, using
from aecourse.scoring.lines import LogisticsLines
from tests.worked import orders

DAY = "2022-09-30"


def parcels(line: str | None, not_received: int, received: int, **more: Any) -> list[dict[str, Any]]:
    common = {"carrier_line": line, "paid_at": "2022-08-20 10:00", "shipped_at": "2022-08-21 10:00",
              "ship_by": "2022-08-25 10:00", "first_scan_at": "2022-08-22 10:00", "delivered_at": None,
              "receipt_at": None, "receipt": None, "review_at": None, "stars": None, "dsr_description": None,
              "dsr_communication": None, "dsr_logistics": None, **more}  # fmt: skip
    lost = common | {"dispute_opened_at": "2022-09-20 10:00", "dispute_reason": "not_received"}
    fine = common | {"delivered_at": "2022-09-09 10:00", "receipt_at": "2022-09-10 10:00", "receipt": "confirmed"}
    return [lost] * not_received + [fine] * received


def judged(*rows: list[dict[str, Any]], **asked: Any) -> LogisticsLines:
    return frozen_lines(
        orders(*(row for some in rows for row in some)), asked.pop("day", DAY), illustrative=True, **asked
    )


def verdicts(found: LogisticsLines) -> dict[str, tuple[int, int, str]]:
    return {line.line: (line.not_received, line.orders, line.verdict) for line in found.lines}


@pytest.mark.parametrize(
    ("lost", "received", "verdict"),
    [
        (10, 90, "frozen"),  # 10 of 100: 10 %, both limits met to the order
        (10, 91, "free"),  # 10 of 101: 9.9 %
        (9, 1, "free"),  # 90 %, and one order too few
        (9, 81, "free"),  # 10 %, and one order too few
        (11, 99, "frozen"),
        (14, 126, "frozen"),  # 14 of 140, which is more than 0.1 * 140 in binary
        (0, 5, "free"),
    ],
)
def test_both_limits_must_be_met(lost: int, received: int, verdict: str) -> None:
    assert verdicts(judged(parcels("A", lost, received))) == {"A": (lost, lost + received, verdict)}


def test_each_line_stands_for_itself() -> None:
    """12 of 60 on A, 8 of 40 on B: the store has 20 % lost, and only A is frozen."""
    found = judged(parcels("A", 12, 48), parcels("B", 8, 32))
    assert verdicts(found) == {"A": (12, 60, "frozen"), "B": (8, 40, "free")}
    assert found.frozen == ("A",)


def test_shipping_countries_are_judged_apart() -> None:
    """A from Spain has 10 of 50, A from China 10 of 150: 20 % and 6.7 %; together 10 %."""
    table = orders(*parcels("A", 10, 40), *parcels("A", 10, 140)).assign(from_=["ES"] * 50 + ["CN"] * 150)
    apart = frozen_lines(table, DAY, illustrative=True, ships_from="from_")
    assert [(one.ships_from, one.verdict) for one in apart.lines] == [("CN", "free"), ("ES", "frozen")]
    together = frozen_lines(table, DAY, illustrative=True)
    assert verdicts(together) == {"A": (20, 200, "frozen")}
    assert any("apart" in note.en for note in together.notes) and not any("apart" in n.en for n in apart.notes)


def test_lines_that_the_rule_leaves_out() -> None:
    assert verdicts(judged(parcels("Cainiao ES", 10, 10), parcels("B", 1, 1), exempt=["Cainiao ES"])) == {
        "B": (1, 2, "free")
    }


@pytest.mark.parametrize(
    ("known", "blank", "verdict"),
    [
        ((10, 40), (0, 5), "frozen"),  # 10 of 50; of 55 at most: still over 10 %
        ((10, 88), (0, 5), "not known"),  # 10 of 98 or of 103
        ((9, 41), (1, 0), "not known"),  # the tenth may be of this line
        ((8, 42), (1, 0), "free"),  # nine at most
        ((9, 100), (1, 0), "free"),  # 10 of 110 at most: 9.1 %
    ],
)
def test_blank_lines_leave_open_only_what_hangs_on_them(
    known: tuple[int, int], blank: tuple[int, int], verdict: str
) -> None:
    found = judged(parcels("A", *known), parcels(None, *blank))
    assert verdicts(found)["A"][2] == verdict
    assert any("no carrier_line" in note.en for note in found.notes)


@given(*(st.integers(0, 14) for _ in range(4)))
def test_a_verdict_holds_whichever_line_the_blank_orders_are_of(lost: int, fine: int, more: int, also: int) -> None:
    """Every way of giving the blank orders to the line, tried one by one, on the arithmetic alone."""
    from aecourse.scoring.lines import _verdict

    book = rulebook.table("line_freeze_2022")
    ways = {
        lost + a >= 10 and (lost + a) / (lost + fine + a + b) >= 0.1 - 1e-12 if lost + fine + a + b else False
        for a in range(more + 1)
        for b in range(also + 1)
    }
    found = _verdict(book, lost, lost + fine, more, more + also)
    assert found == ("frozen" if ways == {True} else "free" if ways == {False} else "not known")


def test_orders_of_other_modes_are_left_out_and_said() -> None:
    found = judged(parcels("A", 9, 31, mode="pop"), parcels("A", 5, 0, mode="semi_managed"))
    assert verdicts(found) == {"A": (9, 40, "free")}
    assert any("5 orders of other modes" in note.en for note in found.notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_column_or_the_window_nothing_is_worked_out(language: str) -> None:
    table = orders(*parcels("A", 10, 10))
    blind = table.drop(columns="carrier_line")
    with using(language):
        for found, said in (
            (frozen_lines(blind, DAY, illustrative=True), "carrier_line"),
            (frozen_lines(table, DAY), "not computable" if language == "en" else "无法计算"),
            (frozen_lines(table, "2022-07-27", illustrative=True), "2022-07-28"),
        ):
            assert not found.lines and not found.frozen
            assert said in str(found)


def test_values_of_ones_own_stand_in_for_those_that_no_text_gives() -> None:
    rules = rulebook.table("line_freeze_2022").using({"window_days": 10, "rate_counts": "confirmed_timeout_disputed"})
    table = orders(*parcels("A", 10, 40))
    # ten days to 29 September: the disputes of the 20th lie in them, the receipts of the 10th do not
    assert verdicts(frozen_lines(table, "2022-09-29", rules=rules)) == {"A": (10, 10, "frozen")}
    assert not frozen_lines(table, "2022-09-30", rules=rules).lines
    shipped = rulebook.table("line_freeze_2022").using({"window_days": 60, "rate_counts": "shipped"})
    assert verdicts(frozen_lines(table, DAY, rules=shipped)) == {"A": (10, 50, "frozen")}
    assert not any("Illustrative" in note.en for note in frozen_lines(table, DAY, rules=shipped).notes)
    with pytest.raises(UnknownName, match="shipped"):
        frozen_lines(
            table,
            DAY,
            rules=rulebook.table("line_freeze_2022").using({"window_days": 60, "rate_counts": "natural_days"}),
        )
    with pytest.raises(UnknownName, match="from_where"):
        frozen_lines(table, DAY, illustrative=True, ships_from="from_where")


def test_a_whole_table_without_orders_of_the_window() -> None:
    found = frozen_lines(orders(*parcels("A", 1, 1)), "2023-12-31", illustrative=True)
    assert found.lines == () and "No order" in str(found)
    assert isinstance(found.window.days if found.window else 0, int)
    assert pd.notna(found.day)
