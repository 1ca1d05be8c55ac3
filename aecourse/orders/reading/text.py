"""Text to records: which encoding, which separator, and each line read on its own."""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ...base.language import Phrase
from .stored import Stored

SEPARATORS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "cp1251", "cp932", "cp1252", "big5", "euc_kr")
_OLD = ("koi8_r", "cp866", "cp1250", "cp1254")  # any bytes are text in them, so only known headings prove them
_SAMPLE = 1 << 16
_HEAD_LINES = 400
_LONGEST_HEAD = 64 << 20  # signs
_INNER_LINES = 5_000  # no cell of an order has more; beyond, a quotation mark was left open
UNREADABLE = re.compile("[\udc80-\udcff\ufffd]")

_NO_TEXT = re.compile("[\ud800-\udfff]")


def legible(name: str) -> str:
    """*name* with a sign for each byte that is no text, which no table can hold."""
    return _NO_TEXT.sub("\ufffd", name)


Known = Callable[[str], bool]  # whether some mapping knows a heading
Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of a text, what becomes of a byte that fits nowhere, and what must be said about that."""

    name: str
    errors: str = "surrogateescape"  # a mark, so that only its own line suffers
    notes: tuple[Phrase, ...] = ()

    def texts(self, stored: Stored) -> Iterator[str]:
        """The text of a file, one piece after the other."""
        return _texts(stored, self.name, self.errors)


def _texts(stored: Stored, encoding: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    yield from map(decoder.decode, stored.pieces())
    yield decoder.decode(b"", final=True)


def encoding_of(stored: Stored, known: Known) -> Encoding:
    """In which encoding a text is, as far as its marks, its headings and all of its bytes tell."""
    sample = stored.head(_SAMPLE)
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return Encoding(encoding, "surrogateescape" if encoding == "utf-8-sig" else "replace")
    sixteen = _sixteen(sample, known)
    if sixteen:
        return Encoding(sixteen, "replace")
    return Encoding("utf-8") if _decodes(stored, "utf-8") else _guessed(stored, sample, known)


def _sixteen(sample: bytes, known: Known) -> str | None:
    """UTF-16 without a mark: text of other encodings has no zeros."""
    zeros = sample.count(0)
    if not zeros:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        if _known_headings(sample, encoding, known):
            return encoding
    odd = sample[1::2].count(0)
    return ("utf-16-le" if odd * 2 > zeros else "utf-16-be") if zeros > len(sample) // 4 else None


def _guessed(stored: Stored, sample: bytes, known: Known) -> Encoding:
    fitting = [name for name in _CANDIDATES if _decodes(stored, name)]
    scores = {name: _known_headings(sample, name, known) for name in ("utf-8", *fitting, *_OLD)}
    if not any(scores.values()):  # one broken byte must not hide what the headings prove
        scores |= {name: _known_headings(sample, name, known) for name in _CANDIDATES}
    best = max(scores.values())
    chosen = [name for name, score in scores.items() if score == best]
    if best and len(chosen) == 1:
        return Encoding(chosen[0])
    strange = beyond_ascii = 0
    for text in _texts(stored, "utf-8", "surrogateescape"):
        unreadable = len(UNREADABLE.findall(text))
        strange += unreadable
        beyond_ascii += sum(ch > "\x7f" for ch in text) - unreadable
    if beyond_ascii > 3 * strange:
        return Encoding("utf-8")
    named = _detected(sample, fitting) or (fitting[0] if fitting else "cp1252")
    if named == "big5" and "gb18030" in fitting and _common_chinese(sample):
        named = "gb18030"
    others = [name for name in fitting if name != named]
    doubt = Phrase(
        f"read as {named}; nothing in its headings proves that, and {', '.join(others)} would "
        "decode it too. If letters look wrong, save the file as “CSV UTF-8” and read it again.",
        f"按 {named} 读取；表头不足以证明，{'、'.join(others)} 也能解码。如果文字显示不对，请另存为“CSV UTF-8”后再读。",
    )
    return Encoding(named, "replace", (doubt,) if others else ())


def _decodes(stored: Stored, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    plain = encoding == "utf-8"  # in which text of ASCII needs no look
    try:
        for piece in stored.pieces():
            if not (plain and piece.isascii() and not decoder.getstate()[0]):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _known_headings(sample: bytes, encoding: str, known: Known) -> int:
    lines = sample.decode(encoding, "ignore").splitlines()[:30]
    cells = (re.split(r"[,;\t|]", line) for line in lines)
    return max((sum(known(cell.strip(' "')) for cell in row) for row in cells), default=0)


def _detected(sample: bytes, fitting: Sequence[str]) -> str | None:
    if not fitting:
        return None
    import charset_normalizer

    found = charset_normalizer.from_bytes(sample, cp_isolation=list(fitting)).best()
    return next((name for name in fitting if found and _same(name, found.encoding)), None)


def _common_chinese(sample: bytes) -> bool:
    """Whether all of a sample that is no ASCII are the usual characters of GB 2312, which are seldom others' text."""
    pairs = re.findall(rb"[\x80-\xff].?", sample, re.DOTALL)
    return all(len(pair) == 2 and 0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)


def _same(one: str, other: str) -> bool:
    return codecs.lookup(one).name == codecs.lookup(other).name


# -- lines ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a text are cut: the separator, and whether quotation marks mean anything."""

    separator: str
    quoted: bool
    first: int = 0  # lines before the table that only say how it is written ("sep=;")


def layout_of(text: str, known: Known) -> Layout:
    """The separator that makes the most of the first lines: known headings, then even widths."""
    head = text[:_SAMPLE]
    named = re.match(r'\s*"?sep=(.)"?\s*\r?\n', head, re.IGNORECASE)
    if named:
        return Layout(named[1], quoted=True, first=1)
    lines = [line for line in head.splitlines()[:60] if line.strip()]

    def worth(separator: str) -> tuple[int, int, int]:
        layout = Layout(separator, quoted=True)
        rows = [_unwrapped(row, layout) for row in _read(lines, layout)]
        headings = max((sum(known(cell) for cell in row) for row in rows), default=0)
        widths = [len(row) for row in rows if len(row) > 1]
        usual = max(map(widths.count, set(widths)), default=0)
        return headings, usual, max(widths, default=0)

    separator = max(SEPARATORS, key=worth)
    return Layout(separator, quoted=separator != "\t" or _quotes_wrap(head))


def _quotes_wrap(head: str) -> bool:
    """Whether quotation marks stand at both ends of cells, as a writer puts them, or anywhere."""
    opening = len(re.findall(r'(?:^|\t)"', head, re.MULTILINE))
    closing = len(re.findall(r'"(?:\t|\r?$)', head, re.MULTILINE))
    return opening > 0 and opening == closing


def _read(lines: Sequence[str] | Iterator[str], layout: Layout) -> Iterator[list[str]]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if layout.quoted else csv.QUOTE_NONE
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield from csv.reader(lines, delimiter=layout.separator, quoting=quoting)
    except csv.Error:
        return
    finally:
        csv.field_size_limit(before)


def records(text: str, layout: Layout, width: int | None = None) -> list[Record]:
    """Every record with the number of its first line.

    With the *width* of the heading a quotation mark that was never closed costs its own line and
    not the lines after it.
    """
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    found = _quick(text, layout)
    if found is None or (width and _swallowed(found, width, layout)):
        found = list(_line_by_line(text, layout, width or 0))
    if layout.quoted and width is None and text.count('"') % 2:
        found = list(_line_by_line(text, layout, _usual_width(found)))
    return [(number, _unwrapped(row, layout, width)) for number, row in found[layout.first :]]


def _unwrapped(row: list[str], layout: Layout, width: int | None = None) -> list[str]:
    """The cells of a line that stands in quotation marks as a whole, as a program writes it that knows another separator."""
    if len(row) != 1 or not layout.quoted or row[0].count(layout.separator) < 2 or "\n" in row[0]:
        return row
    cells = next(_read(iter(row), layout), row)
    return cells if width in (None, len(cells)) else row


def head_of(texts: Iterator[str]) -> str:
    """The first lines of a text, in which its heading stands; of a long text whole lines alone."""
    head = ""
    for piece in texts:
        head += piece
        end = -1
        for _ in range(_HEAD_LINES):
            end = head.find("\n", end + 1)
            if end < 0:
                break
        else:
            return head[:end]
        if len(head) > _LONGEST_HEAD:
            return head[: head.rfind("\n") + 1] or head
    return head


def _quick(text: str, layout: Layout) -> list[Record] | None:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if layout.quoted else csv.QUOTE_NONE
    before = csv.field_size_limit(sys.maxsize)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator, quoting=quoting)
        rows = list(reader)
        if reader.line_num == len(rows):
            return list(enumerate(rows, 1))
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator, quoting=quoting)
        found: list[Record] = []
        last = 0
        for row in reader:
            found.append((last + 1, row))
            last = reader.line_num
    except csv.Error:
        return None
    finally:
        csv.field_size_limit(before)
    return found


def _usual_width(found: Sequence[Record]) -> int:
    widths = [len(row) for _, row in found[:200]]
    return max(set(widths), key=widths.count, default=0)


def _swallowed(found: Sequence[Record], width: int, layout: Layout) -> bool:
    """Whether a cell holds what looks like a line of the table: its quotation mark was left open."""
    if found and found[-1][0] == len(found):
        found = found[-1:]  # each record before begins on the line after another: none holds a line break
    return any("\n" in cell and _holds_a_line(cell, width, layout) for _, row in found for cell in row)


def _holds_a_line(cell: str, width: int, layout: Layout) -> bool:
    inner = cell.split("\n")[1:]
    return len(inner) > _INNER_LINES or any(line.count(layout.separator) >= max(width - 1, 2) for line in inner)


def _line_by_line(text: str, layout: Layout, width: int) -> Iterator[Record]:
    lines = io.StringIO(text, newline="\n").readlines() if "\n" in text else [text]
    at = 0
    while at < len(lines):
        last = _closing(lines, at, layout, width) if layout.quoted else at
        part = lines[at : (at if last is None else last) + 1]
        rows = list(_read(iter(part), layout))
        row = rows[0] if len(rows) == 1 else lines[at].rstrip("\r\n").split(layout.separator)
        yield at + 1, row
        at += len(part)


def _closing(lines: Sequence[str], at: int, layout: Layout, width: int) -> int | None:
    """The line on which the record that begins *at* ends; None if a quotation mark stays open."""
    marks = 0
    for last in range(at, min(len(lines), at + _INNER_LINES)):
        if (
            last > at
            and lines[last].count(layout.separator) >= max(width - 1, 2)
            and (lines[last].count('"') % 2 == 0 or lines[last].find(layout.separator) < lines[last].find('"'))
        ):
            return None  # a whole line of the table: it was not meant to be inside a cell
        marks += lines[last].count('"')
        if marks % 2 == 0:
            return last
    return None
