"""Whether files and their orders fit in memory together: said before the reading, not after a crash."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ...base.errors import CourseError
from ...base.language import Phrase

TIMES = 5
"""So many times its own size a file in the course's columns takes until its report is made (measured: 5; read: 3)."""
A_LINE = 2_000
"""Bytes that a line of another export takes until its report is made, short as it may be (read: 1,100 measured)."""
_GB = 1 << 30


def refuse_too_large(paths: Iterable[Path]) -> None:
    """Refuse files and folders that cannot fit together.

    Raises:
        CourseError: they are larger than the memory allows; the sentence says how to read them in parts.
    """
    sizes = {path: _size(path) for path in paths}
    if sizes:
        check_sizes(max(sizes, key=lambda path: sizes[path]).name, sum(sizes.values()))


def check_sizes(name: str, size: int, lines: float = 0) -> None:
    """The same of what has so many bytes and *lines* that need a look of their own."""
    have, need = memory(), max(TIMES * size, A_LINE * lines)
    if have is None or need <= have:
        return
    raise CourseError(
        Phrase(
            f"{name} has {size / _GB:.1f} GB and would take about {need / _GB:.0f} GB of memory while it is "
            f"read; this computer has {have / _GB:.0f} GB. Export it in parts, for example month by month, and read the "
            "parts that the windows of the rules need: no rule looks further back than a year.",
            f"{name} 有 {size / _GB:.1f} GB，读取时约需 {need / _GB:.0f} GB 内存，而这台电脑只有 "
            f"{have / _GB:.0f} GB。请分批导出（例如按月），只读考核期用得到的部分：没有哪条规则会看一年以前的订单。",
        )
    )


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            return sum(one.stat().st_size for one in path.iterdir() if one.is_file())
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # what is wrong with it is told where it is opened


def memory() -> int | None:
    """Bytes of memory that this computer has, or None where it does not tell."""
    try:
        found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    return found if found > 0 else None
