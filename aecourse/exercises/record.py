"""A learner's progress: one small JSON file in the learner's own folder.

Nothing here raises.  A file that cannot be read is set aside, a folder that cannot be written is
reported once; the lesson goes on, and this session still remembers.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ..language import Phrase

NAME = "progress.json"
HOME = "my-course"

Json = dict[str, Any]
State = Literal["sound", "damaged", "closed"]

_session: dict[Path, dict[str, Entry]] = {}
_told: set[Path] = set()


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one exercise: tries, whether solved, hints seen, the guess made before."""

    tries: int = 0
    solved: bool = False
    hints: int = 0
    guess: str | None = None

    def merged(self, other: Entry) -> Entry:
        """The further of two records, field by field."""
        return Entry(
            max(self.tries, other.tries),
            self.solved or other.solved,
            max(self.hints, other.hints),
            self.guess if self.guess is not None else other.guess,
        )


def place() -> Path:
    """Where progress is kept: ``AECOURSE_PROGRESS``, the nearest ``my-course`` folder, or here.

    ``AECOURSE_PROGRESS=/dev/null`` keeps nothing.
    """
    if named := os.environ.get("AECOURSE_PROGRESS"):
        return Path(named)
    try:
        here = Path.cwd()
        for folder in (here, *here.parents):
            if folder.name == HOME:
                return folder / NAME
            if (folder / HOME).is_dir():
                return folder / HOME / NAME
    except OSError:  # the working folder is gone or closed to us: saving will say so
        return Path(NAME)
    return here / NAME


def entries() -> tuple[dict[str, Entry], Phrase | None]:
    """The record of every exercise met so far, and what there is to say about the file."""
    path = place()
    document, state = _read(path)
    note = _set_aside(path, document) if state == "damaged" else None
    return _together(path, document), note


def update(exercise: str, **changes: Any) -> tuple[Entry, Phrase | None]:
    """Note *changes* for one exercise; ``tries=1`` and ``hints=1`` add one to what is kept.

    The file is read again first, so two open lessons do not overwrite one another.
    """
    path = place()
    document, state = _read(path)
    note = _set_aside(path, document) if state == "damaged" else None
    known = _together(path, document)
    before = known.get(exercise, Entry())
    for counter in ("tries", "hints"):
        if counter in changes:
            changes[counter] += getattr(before, counter)
    after = replace(before, **changes)
    known[exercise] = after
    _session[path] = known
    kept: Json = document.setdefault("exercises", {})
    for name, entry in known.items():
        kept[name] = {**kept.get(name, {}), **_as_json(entry)}
    document["version"] = 1
    failure = _once(path) if state == "closed" else _write(path, document)
    return after, note or failure


def _as_json(entry: Entry) -> Json:
    kept: Json = {"tries": entry.tries, "solved": entry.solved, "hints": entry.hints}
    return kept if entry.guess is None else {**kept, "guess": entry.guess}


def _entry(kept: object) -> Entry | None:
    """One record of the file, or None if it is none."""
    if not isinstance(kept, dict):
        return None
    tries, hints = kept.get("tries", 0), kept.get("hints", 0)
    solved, guess = kept.get("solved", False), kept.get("guess")
    counts = all(type(count) is int and count >= 0 for count in (tries, hints))
    if not counts or type(solved) is not bool or not isinstance(guess, str | None):
        return None
    return Entry(tries, solved, hints, guess)


def _read(path: Path) -> tuple[Json, State]:
    """All that is sound in the document at *path*, and the state of the file."""
    if path.exists() and not path.is_file():
        return {}, "closed"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, "sound"
    except OSError:
        return {}, "closed"
    except (ValueError, RecursionError):
        return {}, "damaged"
    if not isinstance(document, dict) or not isinstance(document.get("exercises", {}), dict):
        return {}, "damaged"
    exercises = document.get("exercises", {})
    sound = {name: kept for name, kept in exercises.items() if _entry(kept) is not None}
    whole = len(sound) == len(exercises)
    return {**document, "exercises": sound}, "sound" if whole else "damaged"


def _together(path: Path, document: Json) -> dict[str, Entry]:
    """What the file and this session know."""
    known = dict(_session.get(path, {}))
    for name, kept in document.get("exercises", {}).items():
        entry = _entry(kept) or Entry()
        known[name] = entry.merged(known[name]) if name in known else entry
    return known


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
        _write(path, document)
    return Phrase(
        f"Your progress file was damaged. It is kept as {aside.name}; "
        f"{'what could be read was taken over' if document else 'a new one was begun'}.",
        f"进度文件已损坏，原文件另存为 {aside.name}；"
        f"{'能读出的部分已保留' if document else '已新建一份'}。",
    )


def _write(path: Path, document: Json) -> Phrase | None:
    """Write all or nothing: a reader never sees half a file."""
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
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
