"""A report on a store: facts by pencil, the page parsed, the files, the terminal; both languages."""

from __future__ import annotations

import base64
import csv
import io
import json
import math
import re
import zipfile
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

import aecourse
from aecourse.app import cli
from aecourse.app.report import gather, page
from aecourse.app.report.chance import tail
from aecourse.app.report.files import harmless, told_csv, write_offending_orders
from aecourse.base.errors import CourseError
from aecourse.base.language import set_language
from aecourse.orders import conform
from aecourse.scoring.assessment.results import format_value

EXPORTS = Path(__file__).parents[1] / "orders" / "exports"
AS_OF = "2015-09-30"


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    return aecourse.load_sample("growing-store")


@pytest.fixture(scope="module")
def report(orders: pd.DataFrame) -> Any:
    return gather(orders, AS_OF)


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: dict[tuple[str, str, str], list[str]] = {}
        self._language = self._regime = self._metric = ""
        self._cell: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.tags.append((tag, own))
        if tag == "main":
            self._language = str(own["lang"])
        self._regime = own.get("data-regime") or self._regime
        if tag == "tr":
            self._metric = own.get("data-metric") or ""
        if tag == "td" and self._metric:
            self._cell = []

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self._cell is not None:
            key = (self._language, self._regime, self._metric)
            self.cells.setdefault(key, []).append("".join(self._cell).strip())
            self._cell = None


def _few(**more: Any) -> pd.DataFrame:
    """Twenty orders of September 2024: five disputed as not described, all else in order."""
    days = pd.date_range("2024-09-01 10:00", periods=20, freq="D")
    disputed = [d + pd.Timedelta(days=4) if at < 5 else pd.NaT for at, d in enumerate(days)]
    columns: dict[str, Any] = {
        "order_id": [f"A-{at}" for at in range(20)],
        "store_id": "mine",
        "buyer_id": [f"B-{at}" for at in range(20)],
        "product_id": ["P-1" if at < 5 else "P-2" for at in range(20)],
        "category": "home",
        "paid_at": days,
        "ship_by": days + pd.Timedelta(days=7),
        "shipped_at": days + pd.Timedelta(days=1),
        "first_scan_at": days + pd.Timedelta(days=2),
        "delivered_at": days + pd.Timedelta(days=3),
        "receipt_at": [d + pd.Timedelta(days=5) if at >= 5 else pd.NaT for at, d in enumerate(days)],
        "receipt": ["confirmed" if at >= 5 else None for at in range(20)],
        "dispute_opened_at": disputed,
        "dispute_reason": ["not_as_described" if at < 5 else None for at in range(20)],
    }
    return conform(pd.DataFrame(columns | more))


def test_the_facts_by_pencil() -> None:
    found = gather(_few(), "2024-09-30")
    capability = next(one for one in found.regimes if one.regime.id == "capability_2022")
    snad = next(m for m in capability.metrics if m.id == "snad_rate")
    assert (snad.numerator, snad.denominator, snad.value) == (5, 20, 0.25)
    assert snad.limit == 0.10
    assert snad.needed is not None and snad.needed.orders == 31  # 5 / 51 is the first below 10 %
    assert snad.hurt == 5 and {b.order_id for b in snad.blamed} == {f"A-{at}" for at in range(5)}
    (products,) = [g for g in capability.groups if g.metric == "snad_rate"]
    assert [(g.group, g.stands_out) for g in products.standing_out] == [("P-1", 1), ("P-2", -1)]
    assert found.levers == () and found.fit is not None and found.fit.settled == 0


def test_one_bad_order_is_no_finding() -> None:
    """One disputed order of twenty stands in some country: that country is not worse than the rest."""
    days = pd.date_range("2024-09-01 10:00", periods=20, freq="D")
    one = {
        "dispute_opened_at": [days[0] + pd.Timedelta(days=4), *[pd.NaT] * 19],
        "dispute_reason": ["not_as_described", *[None] * 19],
        "receipt_at": [pd.NaT, *(d + pd.Timedelta(days=5) for d in days[1:])],
        "receipt": [None, *["confirmed"] * 19],
        "destination": ["FR", *["US"] * 10, *["ES"] * 9],
        "product_id": "P-1",
    }
    found = gather(_few(**one), "2024-09-30")
    groups = [g for one in found.regimes for g in one.groups if g.metric == "snad_rate"]
    assert groups and not any(g.standing_out for g in groups)


def test_the_exact_test_by_pencil() -> None:
    assert tail(20, 5, 5, 5, more=True) == pytest.approx(1 / math.comb(20, 5))
    assert tail(20, 5, 15, 0, more=False) == pytest.approx(1 / math.comb(20, 5))
    assert tail(10, 3, 4, 0, more=True) == 1.0


def test_no_rating_makes_a_mean_perfect_again() -> None:
    days = pd.date_range("2024-09-01 10:00", periods=20, freq="D")
    stars = [4, 4, *[5] * 18]
    table = _few(review_at=days + pd.Timedelta(days=6), stars=stars, dsr_description=stars)
    found = gather(table, "2024-09-30")
    rated = [m for one in found.regimes for m in one.metrics if m.id == "dsr_description" and m.limit is None]
    assert rated and all(m.value == 4.9 and m.needed is None for m in rated)


@pytest.mark.parametrize("as_of", ["2015-09-30", "2015-06-30"])
def test_every_number_is_the_assessments_own(orders: pd.DataFrame, as_of: str) -> None:
    results = aecourse.compare(orders, None, as_of)
    found = gather(orders, as_of)
    shown = _Page(page(found, "en")).cells
    assert [one.regime.id for one in found.regimes] == list(results)
    for one in found.regimes:
        for row in results[one.regime.id].rows:
            for tag in ("en", "zh-Hans"):
                value, counts, *_ = shown[tag, one.regime.id, row["metric"]]
                assert value == format_value(row["metric"], row["value"])
                assert counts == f"{row['numerator']} / {row['denominator']}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_needs_nothing_outside_it(report: Any, language: Any) -> None:
    html = page(report, language)
    found = _Page(html)
    tags = {tag for tag, _ in found.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    addresses = [own[name] for _, own in found.tags for name in ("href", "src", "action") if own.get(name)]
    assert addresses and all(str(one).startswith(("#", "data:text/csv;")) for one in addresses)
    assert "@import" not in html and "url(" not in html
    checked = [own["id"] for tag, own in found.tags if tag == "input" and "checked" in own]
    assert checked == [f"to-{language}"]
    ids = [own["id"] for _, own in found.tags if own.get("id")]
    assert len(ids) == len(set(ids))
    assert {str(one)[1:] for one in addresses if str(one).startswith("#")} <= set(ids)


def test_both_languages_say_the_same_numbers(report: Any) -> None:
    cells = _Page(page(report, "en")).cells
    keys = {key[1:] for key in cells}
    assert keys
    for key in keys:
        assert cells["en", *key][:3] == cells["zh-Hans", *key][:3]


def test_text_of_the_orders_is_never_markup() -> None:
    ids = [f"<script>alert({at})</script>" for at in range(20)]
    html = page(gather(_few(order_id=ids, store_id="<b>me</b>"), "2024-09-30"), "en")
    assert "<script>" not in html and "<b>me" not in html and "&lt;script&gt;" in html


def test_the_files_in_the_page_hold_the_orders(report: Any) -> None:
    links = [own for tag, own in _Page(page(report, "en")).tags if tag == "a" and "download" in own]
    wanted = {f"{one.regime.id}-{m.key}.csv": m for one in report.regimes for m in one.metrics if m.blamed}
    assert {own["download"] for own in links} == set(wanted)
    for own in links:
        text = base64.b64decode(str(own["href"]).split(",", 1)[1]).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["order_id"] for row in rows] == [b.order_id for b in wanted[str(own["download"])].blamed]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "\u3000=1", '=HYPERLINK("http://x")', "\ufeff=1"],
)
def test_no_text_becomes_a_formula(text: str, tmp_path: Path) -> None:
    assert harmless(text).startswith("'") and harmless(text)[1:] == text
    table = _few(product_id=[text] * 20)
    found = gather(table, "2024-09-30")
    for one in found.regimes:
        for metric in one.metrics:
            assert text not in [cell for row in csv.reader(io.StringIO(told_csv(metric))) for cell in row]
    *sheets, book = write_offending_orders(table, found, tmp_path)
    for path in sheets:
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
        assert rows[1:] and all(cell.lstrip()[:1] not in {"=", "+", "@", "＝"} for row in rows[1:] for cell in row)
    with zipfile.ZipFile(book) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert names and not any(b"<f>" in parts.read(name) for name in names)
        assert not any("externalLink" in name or b"hyperlink" in parts.read(name) for name in parts.namelist())


def test_plain_text_stays() -> None:
    assert [harmless(text) for text in ("A-1", "8001", "帽子", "")] == ["A-1", "8001", "帽子", ""]


def test_the_files_beside_the_page_hold_every_order(tmp_path: Path) -> None:
    table = _few()
    found = gather(table, "2024-09-30")
    *sheets, book = write_offending_orders(table, found, tmp_path)
    hurt = {f"{one.regime.id}-{m.key}": m.hurt for one in found.regimes for m in one.metrics if m.hurt}
    assert {path.stem: len(pd.read_csv(path)) for path in sheets} == hurt
    workbook = CalamineWorkbook.from_path(book)
    assert [len(workbook.get_sheet_by_name(name).to_python()) - 1 for name in workbook.sheet_names] == [*hurt.values()]


def test_a_metric_that_the_source_does_not_tell_is_said_so() -> None:
    found = gather(aecourse.read_orders(EXPORTS / "11-shopify-orders.csv"))
    lacking = [m for one in found.regimes for m in one.metrics if m.why is not None]
    assert lacking and all(m.value is None and m.hurt == 0 for m in lacking)
    chinese = page(found, "zh").split('<main class="side en"')[0]
    assert "· 未填类目" in chinese and "· no category" not in chinese
    html = unescape(page(found, "en"))
    listed = re.findall(r'<details class="lacking">.*?</details>', html, re.DOTALL)
    assert len(listed) == 2 * sum(bool(one.lacking) for one in found.regimes)  # in both languages
    assert all(any(m.why.en in part for part in listed) for m in lacking if m.why)
    eligibility = re.search(r'<section class="eligibility">.*?</section>', html, re.DOTALL)
    assert eligibility and "does not tell enough for" in eligibility[0] and "not computable:" not in eligibility[0]


@pytest.mark.parametrize("name", sorted(json.loads((EXPORTS / "expected.json").read_text("utf-8"))))
def test_every_export_that_is_read_gives_a_report(name: str) -> None:
    """Or a sentence why not: never a traceback."""
    try:
        found = gather(aecourse.read_orders(EXPORTS / name))
    except CourseError:
        return  # a question, several stores, or nothing to read
    assert "<main" in page(found, "zh")


def test_a_report_is_of_one_store() -> None:
    with pytest.raises(CourseError, match="2 stores"):
        gather(_few(store_id=["one", "two"] * 10), "2024-09-30")


def test_no_order_was_paid_by_then() -> None:
    with pytest.raises(CourseError, match="2024-09-01"):
        gather(_few(), "2024-08-01")


# -- the terminal ---------------------------------------------------------------------------------


@pytest.fixture
def export(orders: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "orders.csv"
    orders.to_csv(path, index=False)
    return path


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_from_the_terminal(export: Path, tmp_path: Path, language: str, capsys: Any) -> None:
    asked = [
        "report", str(export), "--as-of", AS_OF, "--language", language, "-o", "out/report.html", "--orders", "behind",
    ]  # fmt: skip
    try:
        assert cli.main(asked) == 0
    finally:
        set_language("en")
    html = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert re.search(r'<html lang="([^"]+)"', html)[1] == {"en": "en", "zh": "zh-Hans"}[language]  # type: ignore[index]
    assert (tmp_path / "behind" / "orders.xlsx").exists()
    assert "report.html" in capsys.readouterr().out


def test_one_of_several_stores_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    _few(store_id=["one", "two"] * 10).to_csv("both.csv", index=False)
    assert cli.main(["report", "both.csv", "--language", "en"]) == 1
    assert "--store" in capsys.readouterr().err
    assert cli.main(["report", "both.csv", "--store", "two", "--as-of", "2024-09-30", "--language", "en"]) == 0
    assert "10 orders" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("missing.csv", None, "missing.csv"),
        ("empty.csv", b"", "empty"),
        ("noise.csv", bytes(range(256)) * 40, "noise"),
        ("header.csv", b"order_id,store_id,buyer_id,paid_at\n", "no orders"),
    ],
)
def test_where_nothing_can_be_read_the_exit_code_is_not_0(
    name: str, content: bytes | None, word: str, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert cli.main(["report", name, "--language", "en"]) == 1
    said = capsys.readouterr().err
    assert word in said and "Traceback" not in said
    assert not (tmp_path / "report.html").exists()


def _encrypted() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("orders.csv", "order_id,paid_at\n")
    data = bytearray(out.getvalue())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(sign) + place] |= 1  # the flag of a member with a password
    return bytes(data)


OWN = "order_id,store_id,buyer_id,amount_usd,paid_at\n"
BAD = {
    "locked.zip": (_encrypted(), "password", "密码"),
    "~$orders.xlsx": (b"\x05user", "lock file", "锁文件"),
    "data.json": (b'[{"order_id": "A-1"}]', "JSON", "JSON"),
    "never.csv": (f"{OWN}A-1,s,b,5.00,\n".encode(), "1 were never paid", "1 行未付款"),
    "now.csv": (f"{OWN}A-1,s,b,5.00,now\n".encode(), "line 2: paid_at 'now'", "第 2 行：paid_at 'now'"),
    "disputes.csv": ((EXPORTS / "05-aliexpress-disputes.csv").read_bytes(), "disputes", "纠纷"),
    "https://example.com/orders.csv": (None, "is an address", "是网址"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_without_an_order_is_told_in_a_sentence(
    name: str, language: str, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, english, chinese = BAD[name]
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    try:
        assert cli.main(["report", name, "--language", language]) == 1
    finally:
        set_language("en")
    said = capsys.readouterr().err
    assert {"en": english, "zh": chinese}[language] in said and "Traceback" not in said
    assert not (tmp_path / "report.html").exists()


def test_one_bad_file_of_a_folder_is_named_and_the_others_are_read(tmp_path: Path, capsys: Any) -> None:
    folder = tmp_path / "month"
    folder.mkdir()
    for name, content in {
        "a.csv": f"{OWN}A-1,s,b,5.00,2024-09-01 10:00:00\n",
        "b.csv": f"{OWN.strip()},paid_at\nA-2,s,b,5.00,2024-09-02 10:00:00,2024-09-03 10:00:00\n",
        "c.csv": f"{OWN}A-3,s,b,5.00,2024-09-03 10:00:00\nA-4,s,b,inf,2024-09-03 10:00:00\n",
    }.items():
        (folder / name).write_text(content, "utf-8")
    assert cli.main(["report", str(folder), "--language", "en", "-o", str(tmp_path / "report.html")]) == 0
    told = capsys.readouterr()
    assert "2 orders from 3 records, 1 rejected" in told.out
    assert "c.csv, line 3: amount_usd 'inf' is not a finite number" in told.err
    html = (tmp_path / "report.html").read_text("utf-8")
    assert "b.csv: not read" in html and "c.csv 第 3 行" in html and "stands 2 times" in html


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_file_does_not_say_is_asked_for_as_a_terminal_answers(
    language: str, tmp_path: Path, capsys: Any
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(f"{OWN}A-1,s,b,5.00,03/04/2015 10:00:00\n", "utf-8")
    asked = ["report", str(path), "--language", language, "-o", str(tmp_path / "report.html")]
    try:
        assert cli.main(asked) == 1
        assert "--day-first / --no-day-first" in capsys.readouterr().err
        assert cli.main([*asked, "--no-day-first"]) == 0
    finally:
        set_language("en")


@pytest.mark.parametrize(
    ("given", "rates"), [(["0.14"], 0.14), (["CNY=0.14", "RUB=0.011"], {"CNY": 0.14, "RUB": 0.011}), ([], None)]
)
def test_a_rate_is_one_or_one_a_currency(given: list[str], rates: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def noted(path: Any, **answers: Any) -> Any:
        asked.append(answers["usd_per"])
        raise CourseError("enough", "够了")

    monkeypatch.setattr("aecourse.orders.read_orders", noted)
    options = [word for one in given for word in ("--usd-per", one)]
    assert cli.main(["report", "x.csv", *options, "--language", "en"]) == 1
    assert asked == [rates]


def test_a_rate_for_all_and_one_for_a_currency_contradict_each_other(capsys: Any) -> None:
    assert cli.main(["report", "x.csv", "--usd-per", "0.14", "--usd-per", "RUB=0.011", "--language", "en"]) == 1
    assert "not both" in capsys.readouterr().err


def test_a_rate_that_is_none_ends_with_2(capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["report", "x.csv", "--usd-per", "CNY", "--language", "en"])
    assert ended.value.code == 2
    assert "CNY=0.14" in capsys.readouterr().err


def test_a_day_that_is_none_ends_with_2(capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["report", "x.csv", "--as-of", "yesterday", "--language", "en"])
    assert ended.value.code == 2
    assert "is not a date" in capsys.readouterr().err


def test_a_page_that_cannot_be_written_is_said(export: Path, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    assert cli.main(["report", str(export), "--language", "en", "-o", "taken/report.html"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_the_next_check_and_what_it_sees() -> None:
    found = gather(_few(), "2024-09-20")
    capability = next(one for one in found.regimes if one.regime.id == "capability_2022")
    assert capability.check is not None and capability.check > date(2024, 9, 20)
    snad = next(m for m in capability.metrics if m.id == "snad_rate")
    assert snad.forecast is not None
    assert snad.forecast.low is not None and snad.forecast.high is not None
    assert 0 <= snad.forecast.low <= (snad.forecast.value or 0) <= snad.forecast.high <= 1
