"""Files that are no plain text, as sheets: workbooks, web pages, XML tables and Parquet."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

from ...base.errors import CourseError
from ...base.language import Phrase
from . import ole, text, workbooks
from .kinds import DAMAGED_ZIP, HTML, OLE, PARQUET, TEXT, WORKBOOK, XML
from .stored import Stored

Row = tuple[int, list[Any]]  # the number of its line in the file, and its cells


@dataclass(frozen=True)
class Sheet:
    """One table-like part of a file: every line with its number, nothing interpreted yet.

    Of a text ``rows`` are the first lines alone, ``stored`` is where all of it is, and ``encoding`` and
    ``layout`` are how to read it.  ``dates_1904``: which day a bare date number counts from.  ``joined``
    holds the rows that are merged with the row above them.
    """

    file: str
    name: str
    kind: str
    rows: Sequence[Row]
    encoding: text.Encoding | None = None
    layout: text.Layout | None = None
    stored: Stored | None = None
    dates_1904: bool = False
    joined: frozenset[int] = frozenset()
    notes: tuple[Phrase, ...] = ()

    @property
    def where(self) -> str:
        """The file, and the sheet where there are several."""
        return f"{self.file} [{self.name}]" if self.name else self.file

    @property
    def expected_lines(self) -> float:
        """About how many lines there are: in a text as its first ones tell."""
        if self.stored is None or self.encoding is None or not self.rows:
            return len(self.rows)
        head = "\n".join(",".join(map(str, row)) for _, row in self.rows)
        return self.stored.size * len(self.rows) / max(len(head.encode(self.encoding.name, "replace")), 1)


def sheets_of(stored: Stored, kind: str, file: str, known: text.Known) -> list[Sheet]:
    """The sheets of a file.

    Raises:
        CourseError: the file is damaged, or protected by a password.
    """
    if kind == WORKBOOK:
        return list(_workbook(stored.data, file))
    if kind == PARQUET:
        return [_parquet(stored.data, file)]
    if kind == XML:
        return _xml(stored.data, file)
    if kind == HTML:
        return _html(stored.data, file, known)
    assert kind == TEXT
    encoding = text.encoding_of(stored, known)
    head = text.head_of(encoding.texts(stored))
    if "\x00" in head[:4096].replace("\x00\t", "") and head.count("\x00") > len(head) // 10:
        raise damaged(Phrase("binary data and no table", "二进制数据，不是表格"))
    layout = text.layout_of(head, known)
    rows = text.records(head, layout)  # the rest when a heading is found
    return [Sheet(file, "", kind, rows, encoding, layout, stored, notes=encoding.notes)]


def damaged(what: Phrase) -> CourseError:
    """The error for a file that begins as one thing and cannot be read as that."""
    return CourseError(what)


# -- workbooks -----------------------------------------------------------------------------------


def _workbook(data: bytes, file: str) -> Iterator[Sheet]:
    oddities = _oddities(data) if data.startswith(b"PK") else {}
    usual = _Oddities(dates_1904=data.startswith(OLE) and ole.counts_from_1904(data))
    book = list(workbooks.pages(data))
    for page in book:
        cells, odd = page.cells, oddities.get(page.name, usual)
        joined = _unmerge(cells, page.merged)
        for (row, column), told in odd.told.items():
            if row < len(cells) and column < len(cells[row]) and cells[row][column] in ("", None):
                cells[row][column] = told
        notes = (
            (
                Phrase(
                    "{n:line} of the sheet hidden by a filter: read like the others",
                    "表里有 {n} 行被筛选隐藏；已和其他行一样读取",
                ).format(n=odd.hidden),
            )
            if odd.hidden
            else ()
        )
        rows = [(number + 1, row) for number, row in enumerate(cells)]
        name = page.name if len(book) > 1 else ""
        yield Sheet(file, name, WORKBOOK, rows, dates_1904=odd.dates_1904, joined=joined, notes=notes)


def _unmerge(cells: list[list[Any]], merged: Sequence[Any]) -> frozenset[int]:
    """Give every cell of a merged range its value; the lines of the rows joined to one above."""
    joined: set[int] = set()
    for (top, left), (bottom, right) in merged:
        value = cells[top][left] if top < len(cells) and left < len(cells[top]) else ""
        for row in range(top, min(bottom + 1, len(cells))):
            for column in range(left, min(right + 1, len(cells[row]))):
                cells[row][column] = value
        joined.update(range(top + 2, bottom + 2))
    return frozenset(joined)


@dataclass(frozen=True, slots=True)
class _Oddities:
    """What a workbook says beside its values: errors and formulas without one, hidden lines."""

    told: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: int = 0
    dates_1904: bool = False


_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f[^>]*>([^<]*)</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>')
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*t="e"[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true)"')
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _oddities(data: bytes) -> dict[str, _Oddities]:
    found: dict[str, _Oddities] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat limits entities
            links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
            targets = {link.get("Id"): link.get("Target", "") for link in links}
            properties = book.find(f"{_NS}workbookPr")
            begins = "" if properties is None else properties.get("date1904", "")
            for sheet in book.iter(f"{_NS}sheet"):
                target = targets.get(sheet.get(_REL), "").lstrip("/")
                path = target if target.startswith("xl/") else f"xl/{target}"
                xml = archive.read(path)
                _refuse_far(xml, sheet.get("name", ""))
                told = {
                    **{_place(m): f"={m[3].decode()}" for m in _FORMULA.finditer(xml)},
                    **{_place(m): m[3].decode() for m in _ERROR.finditer(xml)},
                }
                found[sheet.get("name", "")] = _Oddities(told, len(_HIDDEN.findall(xml)), begins in ("1", "true"))
    except CourseError:
        raise
    except (ET.ParseError, RuntimeError, *DAMAGED_ZIP):
        return found  # calamine has read the values; only what it does not tell stays untold
    return found


_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_LARGEST_SHEET = 30_000_000  # cells, blank ones too: a reader makes room for each


def _refuse_far(xml: bytes, name: str) -> None:
    """Raise where a forgotten cell far from all others makes a sheet many times as large as what is in it."""
    last = re.search(rb'r="(\d{1,7})"', xml[xml.rfind(b"<row ") :][:200])
    widest = 18_278 if re.search(rb'<c r="[A-Z]{3}', xml) else 702
    if last is None or int(last[1]) * widest <= _LARGEST_SHEET:
        return
    rows = columns = cells = 0
    for match in _CELL.finditer(xml):
        row, column = _place(match)
        rows, columns, cells = max(rows, row + 1), max(columns, column + 1), cells + 1
    if rows * columns > max(_LARGEST_SHEET, 10 * cells):
        raise CourseError(
            Phrase(
                f"a workbook whose sheet {name!r} goes on to row {rows:,} and column {columns:,}, though only {cells:,} "
                "cells are used: press Ctrl+End to see its last cell, delete the empty rows and columns behind the "
                "table, and save it again, or export it as CSV",
                f"工作簿的工作表“{name}”一直延伸到第 {rows:,} 行、第 {columns:,} 列，实际只用了 {cells:,} 格："
                "按 Ctrl+End 可以看到最后一格，请删除表格后面的空行和空列再保存，或导出为 CSV",
            )
        )


def _place(match: re.Match[bytes]) -> tuple[int, int]:
    column = 0
    for letter in match[1]:
        column = column * 26 + letter - 64
    return int(match[2]) - 1, column - 1


# -- web pages and XML ---------------------------------------------------------------------------


@dataclass
class _Table:
    """One table of a web page while it is read: rows of cells with the line on which each begins."""

    rows: list[Row] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    cell: list[str] | None = None  # what stands in the cell that is open
    right: int = 1  # how many columns it spans

    def begin_cell(self, down: int, right: int) -> None:
        """The next cell of the row that is open."""
        row, top = self.rows[-1][1], len(self.rows) - 1
        while any(first[0] < top <= last[0] and first[1] <= len(row) <= last[1] for first, last in self.merged):
            row.append("")
        if down > 1:
            self.merged.append(((top, len(row)), (top + down - 1, len(row) + right - 1)))
        self.cell, self.right = [], right

    def end_cell(self) -> None:
        """The cell that is open has all of its text."""
        if self.cell is not None:
            row = self.rows[-1][1]
            row.append("".join(self.cell).strip(" \t\r\n"))
            row += [""] * (self.right - 1)
            self.cell = None


class _Tables(HTMLParser):
    """The tables of a web page; one that stands in a cell of another is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
            return
        table = self._open[-1] if self._open else None
        if table is None:
            return
        if tag == "tr":
            table.end_cell()
            table.rows.append((len(table.rows) + 1, []))
        elif tag in ("td", "th") and table.rows:
            table.end_cell()
            given = dict(attrs)
            table.begin_cell(_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag == "br" and table.cell is not None:
            table.cell.append("\n")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag in ("td", "th", "tr", "table"):
            self._open[-1].end_cell()
            if tag == "table":
                self._open.pop()

    def close(self) -> None:
        super().close()
        for table in self._open:
            table.end_cell()


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 10_000) if value and value.isdigit() else 1


def _html(data: bytes, file: str, known: text.Known) -> list[Sheet]:
    named = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    decoded = _declared(data, named[1].decode()) if named else None
    if decoded is None:
        stored = Stored(held=data)
        encoding = text.encoding_of(stored, known)
        decoded = encoding, text.legible("".join(encoding.texts(stored)))
    encoding, content = decoded
    parser = _Tables()
    parser.feed(content)
    parser.close()
    found = []
    for number, table in enumerate(parser.tables):
        if not table.rows:
            continue
        cells = [row for _, row in table.rows]
        width = max(map(len, cells))
        for row in cells:
            row.extend([""] * (width - len(row)))
        joined = _unmerge(cells, table.merged)
        name = f"table {number + 1}" if len(parser.tables) > 1 else ""
        found.append(Sheet(file, name, HTML, table.rows, encoding, joined=joined))
    if not found:
        raise damaged(
            Phrase(
                "a web page without a table; export the orders again as CSV or xlsx",
                "没有表格的网页；请重新导出为 CSV 或 xlsx",
            )
        )
    return found


def _declared(data: bytes, encoding: str) -> tuple[text.Encoding, str] | None:
    chosen = _chinese(encoding)
    try:
        return text.Encoding(chosen), data.decode(chosen)
    except (UnicodeDecodeError, LookupError):
        return None


_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def _xml(data: bytes, file: str) -> list[Sheet]:
    try:
        tree = _parsed(data)
    except (ET.ParseError, UnicodeDecodeError, LookupError) as error:
        raise damaged(
            Phrase(
                f"a damaged XML table ({error}); export it again as CSV or xlsx",
                f"XML 表格已损坏（{error}）；请重新导出为 CSV 或 xlsx",
            )
        ) from None
    pages = list(tree.iter(f"{_SS}Worksheet"))
    found = []
    for page in pages:
        rows, merged = _xml_rows(page)
        cells = [row for _, row in rows]
        width = max(map(len, cells), default=0)
        for row in cells:
            row.extend([""] * (width - len(row)))
        joined = _unmerge(cells, merged)
        name = page.get(f"{_SS}Name", "") if len(pages) > 1 else ""
        found.append(Sheet(file, name, XML, rows, joined=joined))
    if not found:
        raise damaged(
            Phrase(
                "an XML file without a sheet; export the orders as CSV or xlsx",
                "没有工作表的 XML 文件；请导出为 CSV 或 xlsx",
            )
        )
    return found


def _parsed(data: bytes) -> ET.Element:
    """The tree of an XML file; expat itself knows few encodings, and none of Chinese."""
    named = re.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"'][^>]*\?>", data)
    if named is None or named[1].lower() in (b"utf-8", b"utf-16"):
        return ET.fromstring(data)  # noqa: S314 - expat limits entities
    return ET.fromstring(data[named.end() :].decode(_chinese(named[1].decode())))  # noqa: S314


def _chinese(encoding: str) -> str:
    """*encoding*, or for an old Chinese one the newest, which holds all of it."""
    return "gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding


_MOST_CELLS = 10_000  # that one number of a damaged file can ask for


def _number(element: ET.Element, name: str, usual: int, most: int = _MOST_CELLS) -> int:
    """A count that stands on an element; *usual* if there is none that can be."""
    value = element.get(f"{_SS}{name}", "")
    return min(int(value[:9]), most) if value.isascii() and value.isdigit() else usual


def _xml_rows(page: ET.Element) -> tuple[list[Row], list[Any]]:
    rows: list[Row] = []
    merged = []
    for element in page.iter(f"{_SS}Row"):
        at = _number(element, "Index", len(rows) + 1, most=len(rows) + _MOST_CELLS)
        rows += [(number + 1, []) for number in range(len(rows), at - 1)]
        row: list[Any] = []
        for cell in element.iter(f"{_SS}Cell"):
            column = _number(cell, "Index", len(row) + 1)
            row += [""] * (column - 1 - len(row))
            value = cell.find(f"{_SS}Data")
            down, right = (_number(cell, f"Merge{way}", 0) for way in ("Down", "Across"))
            if down or right:
                merged.append(((len(rows), len(row)), (len(rows) + down, len(row) + right)))
            row.append("" if value is None else "".join(value.itertext()))
            row += [""] * right
        rows.append((len(rows) + 1, row))
    return rows, merged


# -- Parquet -------------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    """A cell; several values in one as text."""
    return str(value) if isinstance(value, (list, dict, bytes)) else value


def _parquet(data: bytes, file: str) -> Sheet:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise CourseError(
            Phrase(
                "a Parquet file, which cannot be read in a browser; save the table as CSV UTF-8 and give that file",
                "Parquet 文件，浏览器里无法读取；请把表格另存为“CSV UTF-8”后再选择该文件",
            )
            if sys.platform == "emscripten"
            else Phrase(
                "a Parquet file; to read it, install pyarrow: pip install pyarrow",
                "Parquet 文件；读取需要先安装 pyarrow：pip install pyarrow",
            )
        ) from None
    try:
        table = pq.read_table(io.BytesIO(data))
        columns = [list(map(_plain, column.to_pylist())) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise damaged(Phrase(f"a damaged Parquet file ({error})", f"Parquet 文件已损坏（{error}）")) from None
    rows: list[Row] = [(1, list(table.column_names))]
    rows += [(number + 2, list(row)) for number, row in enumerate(zip(*columns, strict=True))]
    return Sheet(file, "", PARQUET, rows)
