"""The mapper: a guess with samples, corrected by choosing, saved, and read back the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import aecourse
from aecourse.base.errors import CourseError
from aecourse.live import Mapper
from aecourse.live.mapper.draft import draft_of

EXPORTS = Path(__file__).parents[1] / "orders" / "exports"
UNKNOWN = (
    "Beleg;Kunde;Bezahlt;Raus;Summe\n"
    "R-1;Anna;2024-09-01 10:00;2024-09-02 09:00;12.50\n"
    "R-2;Ben;2024-09-03 11:00;;8.00\n"
    "R-3;Anna;2024-09-04 12:00;2024-09-06 09:00;3.25\n"
)


@pytest.fixture
def unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "laden.csv"
    path.write_text(UNKNOWN, "utf-8")
    return path


def _choose(view: Any, **columns: str) -> None:
    for heading, column in columns.items():
        view.choices[view.draft.headings.index(heading)].value = column


def test_a_known_export_is_guessed_with_samples() -> None:
    draft = draft_of(EXPORTS / "11-shopify-orders.csv")
    assert {"order_id", "paid_at"} <= set(draft.chosen.values()) and not draft.lacking
    assert len(draft.samples) == len(draft.headings) and any(draft.samples)


def test_headings_that_nobody_knows_are_guessed_by_their_cells(unknown: Path) -> None:
    draft = draft_of(unknown)
    guessed = {draft.headings[at]: column for at, column in draft.chosen.items()}
    assert guessed == {"Beleg": "order_id", "Bezahlt": "paid_at", "Raus": "shipped_at", "Summe": "amount_usd"}


def test_numbers_and_words_are_no_times(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b,c\n1,now,x\n2,today,y\n3,2024-09-01,z\n", "utf-8")
    assert set(draft_of(path).chosen.values()) == {"order_id"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_unknown_export_is_mapped_by_choosing(unknown: Path, language: str) -> None:
    view = Mapper(unknown, language=language)
    assert view.draft.headings == ("Beleg", "Kunde", "Bezahlt", "Raus", "Summe")
    assert view.draft.samples[0] == ("R-1", "R-2", "R-3") and view.draft.samples[1] == ("Anna", "Ben")
    view.read.click()
    assert view.reading is None and 'role="alert"' in view.said.value
    before = set(view.draft.computable)
    _choose(view, Beleg="order_id", Kunde="buyer_id", Bezahlt="paid_at", Raus="shipped_at", Summe="amount_usd")
    assert before <= set(view.draft.computable)
    view.clock.value = "UTC"
    view.read.click()
    assert view.reading is not None, view.said.value
    assert list(view.reading.orders["order_id"]) == ["R-1", "R-2", "R-3"]
    assert view.reading.orders["shipped_at"].isna().tolist() == [False, True, False]


def test_what_is_computable_follows_at_once(unknown: Path) -> None:
    view = Mapper(unknown)
    _choose(view, Beleg="order_id", Bezahlt="paid_at")
    told = view._told.value
    assert "online_rate_5d" in view.draft.missing
    _choose(view, Raus="first_scan_at")
    assert "first_scan_at" not in str(view.draft.missing.get("online_rate_5d", ""))
    assert view._told.value != told


def test_a_column_is_filled_by_one_heading(unknown: Path) -> None:
    view = Mapper(unknown)
    _choose(view, Bezahlt="paid_at")
    _choose(view, Raus="paid_at")
    assert [choice.value for choice in view.choices].count("paid_at") == 1
    assert view.choices[3].value == "paid_at"


def test_saved_and_read_again_it_is_the_same(unknown: Path) -> None:
    view = Mapper(unknown)
    _choose(view, Beleg="order_id", Kunde="buyer_id", Bezahlt="paid_at", Raus="shipped_at", Summe="amount_usd")
    view.clock.value = "UTC"
    view.read.click()
    view.file.value = "laden"
    view.save.click()
    again = aecourse.read_orders(unknown, mapping="laden.toml")
    assert view.reading is not None and again.orders.equals(view.reading.orders)
    view.save.click()
    assert 'role="alert"' in view.said.value  # nothing is written over


@pytest.mark.parametrize(
    "name",
    [
        "01-aliexpress-office-2016.csv",
        "09-amazon-orders.txt",
        "10-ebay-orders.csv",
        "11-shopify-orders.csv",
        "12-woocommerce-semicolon.csv",
        "13-ozon-postings.csv",
        "14-tiktok-orders.csv",
        "15-lazada-orders.xlsx",
        "16-erp-merged-cells.xlsx",
        "21-html-table.xls",
    ],
)
def test_the_guess_saved_reads_what_the_mapping_reads(name: str, tmp_path: Path) -> None:
    path = EXPORTS / name
    draft = draft_of(path)
    (tmp_path / "own.toml").write_text(draft.toml("own"), "utf-8")
    options = {"timezone": "UTC"} if draft.clock == "ask" else {}
    mine, usual = (
        aecourse.read_orders(path, mapping=tmp_path / "own.toml", **options),
        aecourse.read_orders(path, **options),
    )
    assert list(mine.orders["order_id"]) == list(usual.orders["order_id"])
    for column in ("paid_at", "shipped_at", "delivered_at", "cancelled_at", "amount_usd", "destination"):
        assert mine.orders[column].equals(usual.orders[column]), column
    assert dict(mine.counts) == dict(usual.counts)
    assert mine.mapping.prepaid == usual.mapping.prepaid and mine.mapping.states == usual.mapping.states


def test_text_of_the_file_is_never_markup(tmp_path: Path) -> None:
    path = tmp_path / "evil.csv"
    path.write_text("<b>id</b>,paid\n<script>1</script>,2024-09-01\n", "utf-8")
    view = Mapper(path)
    assert "<script" not in view._told.value + view.said.value


def test_a_file_without_a_table_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(CourseError, match="no table"):
        Mapper(tmp_path / "empty.csv")
