"""Files of the learner's: written whole or not at all, and by one hand at a time."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

PATIENCE = 10.0
"""Seconds to wait for another hand: it holds the lock for milliseconds, unless it has died oddly."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a crash in between leaves the file as it was.

    Folders on the way are made.  A new file may be read by whom the system's umask says; one that
    was there keeps its permissions, and a link keeps pointing to it.

    Raises:
        OSError: it cannot be written; nothing has changed.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """While this lasts, nobody else is in here for the same *path*: neither process nor thread.

    Where no lock can be had (a folder that cannot be written, a disk that knows none, a device
    instead of a file) or none comes free, the work goes on without: no answer waits for a lock.
    """
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE)
    held = False
    if path.is_file() or not path.exists():
        with suppress(OSError, NotImplementedError, Timeout):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
            held = True
    try:
        yield
    finally:
        if held:
            lock.release()
