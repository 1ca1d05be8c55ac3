"""The pages of a workbook as calamine reads them, and a damaged one told in words.

Calamine is written in Rust.  Where a damaged file leads it astray it panics: the exception is none
of Python's ordinary ones, and a trace of Rust goes straight to the terminal.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...base.errors import CourseError
from ...base.language import Phrase
from . import ole
from .kinds import OLE, PASSWORD

_ELSEWHERE = Phrase(
    "a workbook, which cannot be read here; open it in Excel or WPS, save it as CSV UTF-8 and give that file",
    "工作簿文件，这里无法读取；请用 Excel 或 WPS 打开，另存为“CSV UTF-8”后再选择该文件",
)


@dataclass(frozen=True)
class BookPage:
    """One page of a workbook: its cells row by row, and the ranges of merged cells (first, last)."""

    name: str
    cells: list[list[Any]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]


def pages(data: bytes) -> Iterator[BookPage]:
    """The pages of the workbook *data*, one at a time.

    Raises:
        CourseError: it is damaged, or protected by a password.
    """
    try:
        import python_calamine as calamine
    except ImportError:  # in a browser: its compiled code is not there
        raise CourseError(_ELSEWHERE) from None

    if data.startswith(OLE) and ole.circular(data):
        raise CourseError(_damaged("its parts are chained in a circle", "各部分首尾相连，绕成了一圈"))
    with _told():
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
    for name in names:
        with _told():
            sheet = book.get_sheet_by_name(name)
            page = BookPage(name, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or [])
        yield page


@contextmanager
def _told() -> Iterator[None]:
    """Whatever calamine meets in a damaged file as an error that teaches."""
    import python_calamine as calamine

    try:
        with _quiet():
            yield
    except calamine.PasswordError:
        raise CourseError(PASSWORD) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise CourseError(_damaged(str(error))) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise CourseError(_damaged(str(error).split("\n")[0])) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what Rust writes to the terminal when it panics."""
    if "emscripten" in sys.platform:  # in a web page there is none
        yield
        return
    try:
        terminal = os.dup(2)
    except OSError:  # there is none
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)


def _damaged(en: str, zh: str = "") -> Phrase:
    return Phrase(
        f"a damaged workbook ({en}); open it in Excel or WPS and save it again as xlsx",
        f"工作簿已损坏（{zh or en}）；请用 Excel 或 WPS 打开后另存为 xlsx",
    )
