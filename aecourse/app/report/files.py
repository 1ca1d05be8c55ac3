"""The orders behind each metric as CSV and XLSX, in which text never becomes a formula."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...scoring.assessment import compare
from .facts import MetricFacts, Report
from .gathering import behind_table, table_of

if TYPE_CHECKING:
    import pandas as pd

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell of a CSV file for a formula, or for one after trimming."""


def harmless(text: str) -> str:
    """*text* as a cell that no spreadsheet runs: with an apostrophe before it where one might.

    Source: OWASP, CSV Injection.

    >>> harmless("=1+1"), harmless("A-1")
    ("'=1+1", 'A-1')
    """
    bare = text.lstrip(" \u00a0\u3000\ufeff\0")
    return "'" + text if bare.startswith(_STARTS) or text.startswith(_STARTS) else text


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A CSV file that spreadsheets read as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else _plain(cell) for cell in row])
    return "\ufeff" + out.getvalue()


_MOST_ROWS = 1_048_575  # of a sheet, below its heading

_TOLD = (
    "order_id",
    "day",
    "what_en",
    "how_en",
    "what_zh",
    "how_zh",
    "product_id",
    "category",
    "destination",
    "amount_usd",
)


def told_csv(metric: MetricFacts) -> str:
    """The orders of a metric that are told in words, with the words of both languages."""
    rows = (
        (b.order_id, b.day, b.what.en, b.why.en, b.what.zh, b.why.zh, b.product, b.category, b.country, b.amount_usd)
        for b in metric.blamed
    )
    return csv_text(_TOLD, rows)


def write_offending_orders(orders: Any, report: Report, folder: Path) -> list[Path]:
    """Write all orders that hurt a metric: one CSV file a metric, and ``orders.xlsx`` with a sheet each.

    A sheet holds no more rows than a workbook can; the CSV file has all.

    Returns:
        The files, ``orders.xlsx`` last.

    Raises:
        OSError: the folder cannot be written.
    """
    import xlsxwriter

    folder.mkdir(parents=True, exist_ok=True)
    quiet = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with tempfile.TemporaryDirectory(prefix=".orders-", dir=folder) as beside:
        part = Path(beside)
        names: list[str] = []
        with xlsxwriter.Workbook(str(part / "orders.xlsx"), quiet) as book:
            bold = book.add_format({"bold": True})
            sheets: set[str] = set()
            for name, table in _tables(orders, report):
                columns = list(table.columns)
                rows = [[_cell(value) for value in row] for row in table.itertuples(index=False, name=None)]
                (part / f"{name}.csv").write_text(csv_text(columns, rows), encoding="utf-8", newline="")
                names.append(f"{name}.csv")
                sheet = book.add_worksheet(_sheet(name, sheets))
                sheet.write_row(0, 0, columns, bold)
                sheet.freeze_panes(1, 1)
                for at, row in enumerate(rows[:_MOST_ROWS], start=1):
                    for place, value in enumerate(row):
                        if isinstance(value, str):
                            sheet.write_string(at, place, value)
                        elif value is not None:
                            sheet.write(at, place, _plain(value))
            if not sheets:
                book.add_worksheet("orders")
        names.append("orders.xlsx")
        for name in names:  # all are whole by now: whoever stops it before leaves the folder as it was
            (part / name).replace(folder / name)
    return [folder / name for name in names]


def _tables(orders: Any, report: Report) -> Iterable[tuple[str, pd.DataFrame]]:
    results = compare(table_of(orders), [one.regime for one in report.regimes], report.as_of)
    for one in report.regimes:
        for metric in one.metrics:
            if metric.hurt:
                yield f"{one.regime.id}-{metric.key}", behind_table(results[one.regime.id], metric.id, metric.category)


def _sheet(name: str, taken: set[str]) -> str:
    """A sheet's name: at most 31 characters, none twice."""
    short, n = name[:31], 2
    while short.lower() in taken:
        short, n = f"{name[:28]}~{n}", n + 1
    taken.add(short.lower())
    return short


def _cell(value: Any) -> Any:
    import pandas as pd

    return None if pd.isna(value) else value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value
