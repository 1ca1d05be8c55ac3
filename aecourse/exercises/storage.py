"""The file behind a learner's record: read what is sound, write all or nothing, never raise.

A file that cannot be read is set aside, a folder that cannot be written is reported once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from ..base import files
from ..base.language import Phrase

Json = dict[str, Any]
Reader = Callable[[object], object | None]
"""What makes of a record its value, or None if it is none."""

State = Literal["sound", "damaged", "closed"]

_told: set[Path] = set()
_closed: set[Path] = set()


@contextmanager
def open_record(path: Path, parts: Mapping[str, Reader]) -> Iterator[tuple[Json, Phrase | None]]:
    """The sound part of the document at *path*, and what there is to say about the file.

    *parts* name the tables of records in it and say of each record whether it is sound.  A damaged
    file is set aside first, so that nothing in it is lost.  Nobody else reads or writes the file
    while it is open, so that what is written is all that was read, changed.
    """
    with files.alone(path):
        document, state = _read(path, parts)
        (_closed.add if state == "closed" else _closed.discard)(path)
        yield document, _set_aside(path, document) if state == "damaged" else None


def _read(path: Path, parts: Mapping[str, Reader]) -> tuple[Json, State]:
    """All that is sound in the document at *path*, and the state of the file."""
    if path.exists() and not path.is_file():
        return {}, "closed"
    try:
        document = json.loads(path.read_bytes())  # with a byte-order mark or without
    except FileNotFoundError:
        return {}, "sound"
    except OSError:
        return {}, "closed"
    except (ValueError, RecursionError):
        return {}, "damaged"
    if not isinstance(document, dict):
        return {}, "damaged"
    whole = True
    for part, read in parts.items():
        kept = document.get(part, {})
        records = kept if isinstance(kept, dict) else {}
        sound = {name: one for name, one in records.items() if read(one) is not None}
        whole = whole and isinstance(kept, dict) and len(sound) == len(records)
        if part in document:
            document[part] = sound
    return document, "sound" if whole else "damaged"


def _set_aside(path: Path, document: Json) -> Phrase | None:
    """Rename a damaged file, so that nothing in it is lost, and start it again."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError:
        return _once(path)
    if document:
        write_record(path, document)
    return Phrase(
        f"Your progress file was damaged. It is kept as {aside.name}; "
        f"{'what could be read was taken over' if document else 'a new one was begun'}.",
        f"进度文件已损坏，原文件另存为 {aside.name}；{'能读出的部分已保留' if document else '已新建一份'}。",
    )


def write_record(path: Path, document: Json) -> Phrase | None:
    """Write all or nothing: a reader never sees half a file."""
    if path in _closed:  # there is a file that could not be read: it is not ours to overwrite
        return _once(path)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    try:
        files.write_whole(path, text.encode())
    except OSError:
        return _once(path)
    return None


def _once(path: Path) -> Phrase | None:
    """That nothing can be saved is said once a session; not at all of the null device."""
    if path in _told or str(path) == os.devnull:
        return None
    _told.add(path)
    return Phrase(
        f"Your progress cannot be saved: the folder of {path.name} is not writable. "
        "The lesson goes on; progress lasts until you close it.",
        f"进度无法保存：{path.name} 所在的文件夹不可写。课程可以继续，进度只保留到关闭为止。",
    )
