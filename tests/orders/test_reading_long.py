"""Long readings: progress that is shown, an interrupt that leaves nothing half done, a bound that is said."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, ClassVar

import pytest

from aecourse.app import cli
from aecourse.base.errors import CourseError
from aecourse.base.language import Phrase, using
from aecourse.orders import load_sample, read_orders, write_orders
from aecourse.orders.reading import amounts, folding, progress, room
from aecourse.orders.reading.logs import Rejections

OFFICE = "订单号,订单状态,付款时间,订单金额,买家名称\n70014411223001,等待您发货,2016-03-01 04:05,$5.00,甲\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.csv"
    path.write_text(OFFICE, "utf-8")
    return path


class Bar:
    """What tqdm is asked to draw."""

    made: ClassVar[list[Bar]] = []

    def __init__(self, **how: Any) -> None:
        self.total, self.done, self.said, self.closed = how["total"], 0, [how["desc"]], False
        Bar.made.append(self)

    def set_description(self, said: str, refresh: bool) -> None:
        self.said.append(said)

    def update(self, steps: int) -> None:
        self.done += steps

    def refresh(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> list[Bar]:
    Bar.made = []
    monkeypatch.setattr("tqdm.auto.tqdm", Bar)
    return Bar.made


def test_a_long_reading_shows_how_far_it_is(office: Path, bars: list[Bar], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LONG", 1)
    read_orders(office)
    (bar,) = bars
    assert bar.closed and 0 < bar.done <= bar.total
    assert any("paid_at" in said for said in bar.said) and "orders" in bar.said[-1]


def test_a_short_one_shows_nothing(office: Path, bars: list[Bar]) -> None:
    read_orders(office)
    assert not bars


def stop(*_: Any, **__: Any) -> Any:
    raise KeyboardInterrupt


@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_stops_a_reading_is_told_how_far_it_was(
    office: Path, bars: list[Bar], monkeypatch: pytest.MonkeyPatch, language: Any
) -> None:
    monkeypatch.setattr(progress, "LONG", 1)
    monkeypatch.setattr(amounts, "read_amount", stop)
    with using(language), pytest.raises(KeyboardInterrupt) as stopped:
        read_orders(office)
    assert {"en": "1 line had been cut", "zh": "已切分 1 行"}[language] in str(stopped.value)
    assert "amount_usd" in str(stopped.value) and bars[0].closed
    monkeypatch.undo()
    assert read_orders(office).counts["orders"] == 1, "the next reading begins anew"


@pytest.mark.parametrize("step", [(folding, "stacked"), ("aecourse.app.report.files", "csv_text")])
def test_a_report_that_is_stopped_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, step: tuple[Any, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    table = load_sample("growing-store")
    write_orders(table, tmp_path / "orders.csv")
    behind = tmp_path / "behind"
    behind.mkdir()
    (behind / "orders.xlsx").write_bytes(b"of last time")
    where = f"{step[0]}.{step[1]}" if isinstance(step[0], str) else None
    if where:
        monkeypatch.setattr(where, stop)
    else:
        monkeypatch.setattr(*step, stop)
    asked = ["report", "orders.csv", "--language", "en", "--orders", "behind", "--timezone", "America/Los_Angeles"]
    assert cli.main(asked) == 130
    assert "Stopped" in capsys.readouterr().err
    assert [path.name for path in behind.iterdir()] == ["orders.xlsx"]
    assert (behind / "orders.xlsx").read_bytes() == b"of last time"


def test_a_file_that_cannot_fit_is_refused_before_it_is_opened(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "memory", lambda: 100)
    with pytest.raises(CourseError, match="in parts"):
        read_orders(office)
    with using("zh"), pytest.raises(CourseError, match="分批"):
        read_orders(office.parent)
    monkeypatch.setattr(room, "memory", lambda: None)
    assert read_orders(office).counts["orders"] == 1


def test_several_files_must_fit_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text(OFFICE, "utf-8")
    monkeypatch.setattr(room, "A_LINE", 0)
    monkeypatch.setattr(room, "memory", lambda: room.TIMES * len(OFFICE.encode()))
    assert read_orders(paths[0]).counts["orders"] == 1
    with pytest.raises(CourseError, match="in parts"):
        read_orders(paths)


def test_short_lines_count_by_what_their_orders_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head, line = OFFICE.splitlines()
    lines = [line.replace("223001", f"{i:06}") for i in range(500)]
    (tmp_path / "short.csv").write_text("\n".join([head, *lines, ""]), "utf-8")
    monkeypatch.setattr(room, "memory", lambda: 400 * room.A_LINE)
    with pytest.raises(CourseError, match="month by month"):
        read_orders(tmp_path / "short.csv")
    with using("zh"), pytest.raises(CourseError, match="按月"):
        read_orders(tmp_path / "short.csv")
    monkeypatch.setattr(room, "memory", lambda: 600 * room.A_LINE)
    assert read_orders(tmp_path / "short.csv").counts["orders"] == 500


def test_what_a_zip_unpacks_to_must_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "orders.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orders.csv", OFFICE + "\n" * 50_000)
    monkeypatch.setattr(room, "memory", lambda: 100_000)
    with pytest.raises(CourseError, match="in parts"):
        read_orders(tmp_path / "orders.zip")


def test_many_rejected_lines_stay_small_and_in_order() -> None:
    told = Rejections()
    why, also = Phrase("is odd", "异常"), Phrase("is late", "太晚")
    for row in (3, 1, 2, 1):
        told.add(row, "paid_at", f"v{row}", why)
    told.add(2, "stars", "9", also)
    found = list(told.together(lambda faults: Phrase("; ".join(f"{c} {w.en}" for c, w in faults), "")))
    assert list(told) == [1, 2, 3]
    assert [(list(one.rows), one.values, one.reason.en) for one in found] == [
        ([1], ["v1"], "paid_at is odd; paid_at is odd"),
        ([2], ["v2"], "paid_at is odd; stars is late"),
        ([3], ["v3"], "paid_at is odd"),
    ]
    told.clear()
    assert list(told) == [] and list(told.together(lambda _: why)) == []
