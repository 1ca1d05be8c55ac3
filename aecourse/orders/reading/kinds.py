"""What a file is, told by its content and not by the ending of its name."""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile
import zlib

from ...base.language import Phrase
from .stored import Stored

try:
    from lzma import LZMAError
except ImportError:  # Python in a web page
    LZMAError = zlib.error  # type: ignore[assignment, misc]

TEXT, WORKBOOK, HTML, XML, PARQUET, ZIP = "text", "workbook", "html", "xml", "parquet", "zip"

_HEAD = 8192  # bytes that tell what most files are
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_TABLES: tuple[tuple[bytes, str | Phrase], ...] = ((b"PAR1", PARQUET), (OLE, WORKBOOK))

# What a file may begin with that is certainly no table, and what to do about it.
_OTHERS: tuple[tuple[bytes, Phrase], ...] = (
    (b"%PDF", Phrase("a PDF; export the table as CSV or xlsx instead", "PDF 文件；请改为导出 CSV 或 xlsx 表格")),
    (b"\x89PNG", Phrase("a picture; export the table as CSV or xlsx instead", "图片；请改为导出 CSV 或 xlsx 表格")),
    (
        b"\xff\xd8\xff",
        Phrase("a picture; export the table as CSV or xlsx instead", "图片；请改为导出 CSV 或 xlsx 表格"),
    ),
    (b"GIF8", Phrase("a picture; export the table as CSV or xlsx instead", "图片；请改为导出 CSV 或 xlsx 表格")),
    (b"\x1f\x8b", Phrase("a gzip archive: unpack it first", "gzip 压缩包：请先解压")),
    (b"7z\xbc\xaf\x27\x1c", Phrase("a 7z archive: unpack it first", "7z 压缩包：请先解压")),
    (b"Rar!", Phrase("a rar archive: unpack it first", "rar 压缩包：请先解压")),
    (b"SQLite format 3", Phrase("a database; export the table as CSV", "数据库文件；请导出为 CSV")),
)

DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, LZMAError, struct.error, EOFError, OSError, ValueError, LookupError)
"""What reading an archive or a file in it may raise where bytes of it are wrong."""

PASSWORD = Phrase(
    "protected by a password; open it in Excel, take the password off "
    "(File > Info > Protect Workbook) and save it again",
    "有密码保护；请在 Excel 里打开，去掉密码（文件 > 信息 > 保护工作簿），再保存一次",
)


def file_kind(stored: Stored, name: str) -> str | Phrase:
    """The kind of a file, or in words why it cannot be read."""
    data = stored.head(_HEAD)
    if not data:
        return Phrase("empty: there is not one byte in it", "空文件：一个字节也没有")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(stored.data, name)
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in stored.data:
        return PASSWORD
    for begins, what in (*_TABLES, *_OTHERS):
        if data.startswith(begins):
            return what
    head = _plain(data).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    web = re.match(rb"<(!doctype html|html|head|body|table|meta|style|!--)", head)
    if web or (head.startswith(b"<?xml") and b"<html" in head):
        return HTML
    return XML if head.startswith(b"<?xml") else _text(head)


def _plain(head: bytes) -> bytes:
    """The beginning of a file as bytes of UTF-8, if a mark says that it is UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head


def _text(head: bytes) -> str | Phrase:
    if re.match(rb'\[?\s*\{\s*"', head):
        return Phrase("JSON and no table; export the orders as CSV or xlsx", "JSON 数据，不是表格；请导出 CSV 或 xlsx")
    return TEXT


def _archive(data: bytes, name: str) -> str | Phrase:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
    except (NotImplementedError, *DAMAGED_ZIP):
        return Phrase(
            "the beginning of an archive or workbook, and the rest is damaged; export or download it again",
            "开头像压缩包或工作簿，其余部分已损坏；请重新导出或下载",
        )
    if any(member.startswith(("xl/", "word/", "ppt/")) for member in members):
        if any(member.startswith("xl/") for member in members):
            return WORKBOOK
        return Phrase(
            "a Word or PowerPoint file; export the table as CSV or xlsx",
            "Word 或 PowerPoint 文件；请导出 CSV 或 xlsx 表格",
        )
    if "content.xml" in members:
        return WORKBOOK  # an OpenDocument sheet
    if name.lower().endswith(".zip"):
        return ZIP
    return Phrase(
        f"a zip archive that is not called one: unpack it first, or name it .zip; in it: {', '.join(members[:5])}",
        f"其实是 zip 压缩包，扩展名却不是 .zip：请先解压，或改名为 .zip；其中有：{'、'.join(members[:5])}",
    )
