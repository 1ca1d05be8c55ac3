"""How far a long reading is, in a terminal or a notebook, and what is said when it is stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from ...base.language import Phrase

LONG = 16 << 20
"""Bytes; a smaller file is read before anybody waits."""

_OPENING = Phrase("opening the file", "打开文件")


class ReadingProgress:
    """Steps of one reading; the bar is drawn once it is known to be long."""

    def __init__(self) -> None:
        self.doing = _OPENING
        self.lines = 0
        self._bar: Any = None
        self._steps = 0

    def begin(self, size: int) -> None:
        """The files have *size* bytes together."""
        if size >= LONG:
            try:
                from tqdm.auto import tqdm
            except ImportError:  # Python in a web page
                return
            in_notebook = any(kind.__module__ == "tqdm.notebook" for kind in tqdm.__mro__)
            quiet = False if in_notebook else None  # None: where nobody looks at a terminal
            self._bar = tqdm(total=self._steps or None, desc=str(self.doing), leave=False, disable=quiet)

    def expect(self, steps: int) -> None:
        """So many steps more are to come."""
        self._steps += steps
        if self._bar is not None:
            self._bar.total = self._steps
            self._bar.refresh()

    def step(self, doing: Phrase) -> None:
        """The next step begins."""
        self.doing = doing
        if self._bar is not None:
            self._bar.set_description(str(doing), refresh=False)
            self._bar.update(1)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

    @property
    def stopped(self) -> Phrase:
        """What was read when somebody stopped it."""
        so_far = (
            Phrase("{n:line} had been cut into cells", "已切分 {n:,} 行").format(n=self.lines)
            if self.lines
            else Phrase("no line had been read", "还没有读入任何一行")
        )
        return Phrase(
            f"Stopped while {self.doing.en}: {so_far.en}. Nothing was kept and nothing was written.",
            f"已在“{self.doing.zh}”时停止：{so_far.zh}。没有保留或写入任何内容。",
        )


_NOW: ContextVar[ReadingProgress | None] = ContextVar("reading", default=None)


@contextmanager
def shown() -> Iterator[ReadingProgress]:
    """While orders are read.

    Raises:
        KeyboardInterrupt: with a sentence that says how far it was.
    """
    it = ReadingProgress()
    token = _NOW.set(it)
    try:
        yield it
    except KeyboardInterrupt:
        raise KeyboardInterrupt(str(it.stopped)) from None
    finally:
        it.close()
        _NOW.reset(token)


def step(doing: Phrase) -> None:
    """The next step of the reading that is going on, if one is."""
    if (it := _NOW.get()) is not None:
        it.step(doing)


def cut(lines: int) -> None:
    """So many lines more were cut into cells."""
    if (it := _NOW.get()) is not None:
        it.lines += lines


def column(file: str, name: str) -> None:
    """The next column is read."""
    where = Phrase(f" of {file}", f" {file} 的") if file else Phrase("", "")
    step(Phrase(f"reading {name}{where.en}", f"读取{where.zh} {name}"))
