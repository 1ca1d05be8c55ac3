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
from . import text
from .kinds import HTML, PARQUET, PASSWORD, TEXT, WORKBOOK, XML

Row = tuple[int, list[Any]]  # the number of its line in the file, and its cells


@dataclass(frozen=True)
class Sheet:
    """One table-like part of a file: every line with its number, nothing interpreted yet.

    Of a text ``rows`` are the first lines, and ``content`` is all of it.  ``encoding``, ``separator``: how a text was read.  ``dates_1904``: which day a bare date number
    counts from.  ``joined`` holds the rows that are merged with the row above them.
    """

    file: str
    name: str
    kind: str
    rows: Sequence[Row]
    encoding: str = ""
    layout: text.Layout | None = None
    content: str = field(default="", repr=False)
    raw: bytes = field(default=b"", repr=False)  # the same in UTF-8, where the file is in that
    dates_1904: bool = False
    joined: frozenset[int] = frozenset()
    notes: tuple[Phrase, ...] = ()

    @property
    def where(self) -> str:
        """The file, and the sheet where there are several."""
        return f"{self.file} [{self.name}]" if self.name else self.file


def sheets_of(data: bytes, kind: str, file: str, known: text.Known) -> list[Sheet]:
    """The sheets of a file's *data*.

    Raises:
        CourseError: the file is damaged, or protected by a password.
    """
    if kind == WORKBOOK:
        return list(_workbook(data, file))
    if kind == PARQUET:
        return [_parquet(data, file)]
    if kind == XML:
        return _xml(data, file)
    if kind == HTML:
        return _html(data, file, known)
    assert kind == TEXT
    decoded = text.decode(data, known)
    if "\x00" in decoded.text[:4096].replace("\x00\t", "") and decoded.text.count("\x00") > len(decoded.text) // 10:
        raise damaged(Phrase("binary data and no table", "二进制数据，不是表格"))
    layout = text.layout_of(decoded.text, known)
    rows = text.records(text.head_of(decoded.text), layout)  # the rest when a heading is found
    raw = data if decoded.encoding == "utf-8" else b""
    return [Sheet(file, "", kind, rows, decoded.encoding, layout, decoded.text, raw, notes=decoded.notes)]


def damaged(what: Phrase) -> CourseError:
    """The error for a file that begins as one thing and cannot be read as that."""
    return CourseError(what)


# -- workbooks -----------------------------------------------------------------------------------


def _workbook(data: bytes, file: str) -> Iterator[Sheet]:
    try:
        import python_calamine as calamine
    except ImportError:  # in a browser: its compiled code is not there
        raise CourseError(
            Phrase(
                "a workbook, which cannot be read here; open it in Excel or WPS, save it as CSV UTF-8 and give that file",
                "工作簿文件，这里无法读取；请用 Excel 或 WPS 打开，另存为“CSV UTF-8”后再选择该文件",
            )
        ) from None
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
    except calamine.PasswordError:
        raise CourseError(PASSWORD) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged_book(error) from None
    oddities = _oddities(data)
    several = len(names) > 1
    for name in names:
        odd = oddities.get(name, _NOTHING_ODD)
        try:
            sheet = book.get_sheet_by_name(name)
            cells: list[list[Any]] = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
        except (calamine.CalamineError, OSError, ValueError) as error:
            raise _damaged_book(error) from None
        joined = _unmerge(cells, merged)
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
        yield Sheet(
            file, name if several else "", WORKBOOK, rows, dates_1904=odd.dates_1904, joined=joined, notes=notes
        )


def _damaged_book(error: Exception) -> CourseError:
    return damaged(
        Phrase(
            f"a damaged workbook ({error}); open it in Excel or WPS and save it again as xlsx",
            f"工作簿已损坏（{error}）；请用 Excel 或 WPS 打开后另存为 xlsx",
        )
    )


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


_NOTHING_ODD = _Oddities()
_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f[^>]*>([^<]*)</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>')
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*t="e"[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_HIDDEN = re.compile(rb'<row [^>]*hidden="(?:1|true)"')
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _oddities(data: bytes) -> dict[str, _Oddities]:
    if not data.startswith(b"PK"):
        return {}
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
                told = {
                    **{_place(m): f"={m[3].decode()}" for m in _FORMULA.finditer(xml)},
                    **{_place(m): m[3].decode() for m in _ERROR.finditer(xml)},
                }
                found[sheet.get("name", "")] = _Oddities(told, len(_HIDDEN.findall(xml)), begins in ("1", "true"))
    except (KeyError, ET.ParseError, zipfile.BadZipFile, UnicodeDecodeError, OSError):
        return found  # calamine has read the values; only what it does not tell stays untold
    return found


def _place(match: re.Match[bytes]) -> tuple[int, int]:
    column = 0
    for letter in match[1]:
        column = column * 26 + letter - 64
    return int(match[2]) - 1, column - 1


# -- web pages and XML ---------------------------------------------------------------------------


class _Tables(HTMLParser):
    """The tables of a web page: rows of cells with the line on which each row begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Row]] = []
        self._cell: list[str] | None = None
        self._spans: list[tuple[int, int, int, int]] = []
        self.merged: list[list[tuple[tuple[int, int], tuple[int, int]]]] = []
        self._down: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self.merged.append([])
            self._down = {}
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append((len(self.tables[-1]) + 1, []))
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._end_cell()
            given = dict(attrs)
            row = self.tables[-1][-1][1]
            self._skip_spanned(row)
            down, right = (_span(given.get(name)) for name in ("rowspan", "colspan"))
            at, top = len(row), len(self.tables[-1]) - 1
            if down > 1:
                self.merged[-1].append(((top, at), (top + down - 1, at + right - 1)))
                self._down.update(dict.fromkeys(range(at, at + right), down))
            self._right = right
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def _skip_spanned(self, row: list[Any]) -> None:
        top = len(self.tables[-1]) - 1
        while any(first[0] < top <= last[0] and first[1] <= len(row) <= last[1] for first, last in self.merged[-1]):
            row.append("")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is not None:
            row = self.tables[-1][-1][1]
            row.append("".join(self._cell).strip(" \t\r\n"))
            row += [""] * (self._right - 1)
            self._cell = None


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 10_000) if value and value.isdigit() else 1


def _html(data: bytes, file: str, known: text.Known) -> list[Sheet]:
    named = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    decoded = _declared(data, named[1].decode()) if named else None
    decoded = decoded or text.decode(data, known)
    parser = _Tables()
    parser.feed(decoded.text)
    parser.close()
    found = []
    for number, (rows, merged) in enumerate(zip(parser.tables, parser.merged, strict=True)):
        if not rows:
            continue
        cells = [row for _, row in rows]
        width = max(map(len, cells))
        for row in cells:
            row.extend([""] * (width - len(row)))
        joined = _unmerge(cells, merged)
        name = f"table {number + 1}" if len(parser.tables) > 1 else ""
        found.append(Sheet(file, name, HTML, rows, decoded.encoding, joined=joined))
    if not found:
        raise damaged(
            Phrase(
                "a web page without a table; export the orders again as CSV or xlsx",
                "没有表格的网页；请重新导出为 CSV 或 xlsx",
            )
        )
    return found


def _declared(data: bytes, encoding: str) -> text.Decoded | None:
    chosen = "gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding
    try:
        return text.Decoded(data.decode(chosen), chosen)
    except (UnicodeDecodeError, LookupError):
        return None


_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def _xml(data: bytes, file: str) -> list[Sheet]:
    try:
        tree = ET.fromstring(data)  # noqa: S314 - expat limits entities
    except ET.ParseError as error:
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


def _xml_rows(page: ET.Element) -> tuple[list[Row], list[Any]]:
    rows: list[Row] = []
    merged = []
    for element in page.iter(f"{_SS}Row"):
        at = int(element.get(f"{_SS}Index", len(rows) + 1))
        rows += [(number + 1, []) for number in range(len(rows), min(at, len(rows) + 10_000) - 1)]
        row: list[Any] = []
        for cell in element.iter(f"{_SS}Cell"):
            column = min(int(cell.get(f"{_SS}Index", len(row) + 1)), 10_000)
            row += [""] * (column - 1 - len(row))
            value = cell.find(f"{_SS}Data")
            down, right = (int(cell.get(f"{_SS}Merge{way}", 0)) for way in ("Down", "Across"))
            if down or right:
                merged.append(((len(rows), len(row)), (len(rows) + down, len(row) + right)))
            row.append("" if value is None else "".join(value.itertext()))
            row += [""] * min(right, 10_000)
        rows.append((len(rows) + 1, row))
    return rows, merged


# -- Parquet -------------------------------------------------------------------------------------


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
        columns = [column.to_pylist() for column in table.columns]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise damaged(Phrase(f"a damaged Parquet file ({error})", f"Parquet 文件已损坏（{error}）")) from None
    rows: list[Row] = [(1, list(table.column_names))]
    rows += [(number + 2, list(row)) for number, row in enumerate(zip(*columns, strict=True))]
    return Sheet(file, "", PARQUET, rows)
