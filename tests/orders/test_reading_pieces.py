"""A file is read in pieces: whatever their size, the reading is the same, and no more than a piece is held."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, ClassVar

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aecourse.base.errors import CourseError
from aecourse.orders import Reading, load_sample, read_orders, write_orders
from aecourse.orders.reading import cutting, fast, stored

EXPORTS = Path(__file__).parent / "exports"
ANSWERS: dict[str, Any] = {"timezone": "Asia/Shanghai", "day_first": True, "usd_per": 0.5}
TEXTS = sorted(path.name for path in EXPORTS.iterdir() if path.suffix in (".csv", ".txt") and path.name[:2] != "27")
HEAD = "order_id,store_id,buyer_id,paid_at,destination"


def told(path: Path) -> Reading | str:
    try:
        return read_orders(path, **ANSWERS)
    except CourseError as error:
        return error.phrase.en


def assert_same(one: Reading | str, other: Reading | str) -> None:
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return
    assert dict(one.counts) == dict(other.counts) and one.notes == other.notes
    for name in ("orders", "rejected", "set_aside", "never_paid", "repairs", "unjoined", "files"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("piece", [7, 100])
def test_an_export_is_the_same_in_pieces_of_any_size(name: str, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(EXPORTS / name)
    monkeypatch.setattr(stored, "PIECE", piece)
    assert_same(told(EXPORTS / name), whole)


OPEN = 'A-6,s,b6,2015-08-03 10:00:00,"open'
LINES = st.lists(
    st.sampled_from([
        "A-1,s,b1,2015-08-01 10:00:00,US", "A-2,s,b2,2015-08-02 10:00:00,US", "A-3,s,b3,now,US", "",
        'A-4,s,b4,2015-08-03 10:00:00,"U\nS"', 'A-5,s,b5,2015-08-03 10:00:00,"U\n,,,,\nS"', "合计,5,,,",
        OPEN, 'A-7,s,"b"7,2015-08-03 10:00:00,U"S', "A-8,s,b8,2015-08-03 10:00:00",
        'A-9,s,"b, ""9""",2015-08-03 10:00:00,US', "A-10,s,b10,2015-08-03 10:00:00,US,", "B-1,s,b1,2015-08-01 10:00:00,U\x00S",
        "A-11,s,b11,2015-08-03 10:00:00,US,more", "A-1,s,b1,2015-08-01 10:00:00,FR", "A-12,s,b\ufffd,2015-08-03 10:00:00,US",
    ]),
    max_size=12,
)  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, piece=st.integers(16, 200), end=st.sampled_from(["\n", "\r\n", "\r"]), encoding=st.sampled_from(
       ["utf-8", "utf-8-sig", "utf-16", "gb18030"]))  # fmt: skip
@example(lines=[OPEN, "A-1,s,b1,2015-08-01 10:00:00,US", OPEN, ""], piece=16, end="\r", encoding="utf-8")
def test_any_lines_are_the_same_in_pieces_of_any_size(
    tmp_path: Path, lines: list[str], piece: int, end: str, encoding: str
) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(end.join([HEAD, *lines, ""]).encode(encoding))
    whole = told(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored, "PIECE", piece)
        assert_same(told(path), whole)


class Counting(stored.Stored):
    """A long file that gives its bytes in pieces alone."""

    given: ClassVar[int] = 0

    @property
    def data(self) -> bytes:
        raise AssertionError("the whole file was asked for")

    def pieces(self) -> Any:
        for piece in super().pieces():
            Counting.given += 1
            yield piece


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The bytes of each block of lines that the reader holds."""
    sizes: list[int] = []
    block = cutting.LineBlock

    def noted(data: bytes, first: int) -> cutting.LineBlock:
        sizes.append(len(data))
        return block(data, first)

    monkeypatch.setattr(cutting, "LineBlock", noted)
    monkeypatch.setattr(stored, "PIECE", 1 << 14)
    monkeypatch.setattr("aecourse.orders.reading.sources.stored_file", Counting)
    Counting.given = 0
    return sizes


def long_own(path: Path, odd: str = "") -> int:
    table = load_sample("growing-store")
    out = io.StringIO()
    write_orders(table, out)
    text = out.getvalue()
    path.write_text(text.replace("UA", odd, 3) if odd else text, "utf-8", newline="")
    return len(table)


@pytest.mark.parametrize("odd", ["", '"U,A"', "U,A"])
def test_of_the_courses_own_columns_no_more_than_two_pieces_are_held(
    tmp_path: Path, held: list[int], odd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fast, "_SMALL", 1)
    many = long_own(tmp_path / "orders.csv", odd)
    found = read_orders(tmp_path / "orders.csv")
    assert found.counts["records"] == many
    assert Counting.given > 20 and max(held) <= 2 * stored.PIECE, "blocks of a piece, not the file"


def test_of_a_back_office_export_no_more_than_two_pieces_are_held(
    tmp_path: Path, held: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "订单号,订单状态,买家名称,付款时间,订单金额,收货地址"
    lines = [
        f'{70_000_000 + i},等待买家收货,buyer {i % 9},2016.03.0{i % 9 + 1} 04:05,"$1,0{i % 90 + 10}.00","a\n{i}"'
        for i in range(9_000)
    ]
    (tmp_path / "office.csv").write_text("\n".join([head, *lines]), "utf-8-sig")
    monkeypatch.setattr(cutting, "_LONGEST_OPEN", 1 << 13)
    found = read_orders(tmp_path / "office.csv")
    assert found.counts["accepted"] == found.counts["records"] == 9_000
    assert Counting.given > 20 and max(held) <= 2 * stored.PIECE


def test_of_a_line_without_end_no_more_than_so_much_is_held(tmp_path: Path, held: list[int], monkeypatch: Any) -> None:
    monkeypatch.setattr(cutting, "_LONGEST_OPEN", 1 << 16)
    lines = ["A-1,s,b1,2015-08-01 10:00:00,US", 'A-2,s,b2,2015-08-02 10:00:00,"', *["x"] * 200_000]
    (tmp_path / "orders.csv").write_text("\n".join([HEAD, *lines]), "utf-8")
    found = read_orders(tmp_path / "orders.csv")
    assert found.counts["accepted"] >= 1 and found.counts["records"] >= 2
    assert max(held) <= (1 << 16) + 2 * stored.PIECE
