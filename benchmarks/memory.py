"""The largest memory of this process.

``ru_maxrss`` is not it: on Linux a child begins with what its parent had, so that a small program that a
large one starts seems large.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def begin() -> None:
    """From now on the peak is measured anew, where the system can do that."""
    with suppress(OSError):
        _RESET.write_text("5", "ascii")


def peak() -> int:
    """Megabytes of the largest memory that this process has had."""
    with suppress(OSError):
        if found := re.search(r"^VmHWM:\s*(\d+) kB", _STATUS.read_text("ascii"), re.MULTILINE):
            return int(found[1]) >> 10
    import resource  # where there is no such file, a child counts from its own beginning

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)
