"""The learner's own copy of the lessons: delivered, brought up to date, never overwritten.

The lessons come from the package (or from the checkout) and go to a folder that belongs to the
learner.  A manifest in that folder keeps the hash of every file as it was delivered, so that the
next delivery knows which copies are still as they came and which hold the learner's work:

* as it came: brought up to date in place;
* changed (running a notebook changes it): kept, and a newer lesson arrives *beside* it, once;
* missing: delivered afresh, which is also how to start a lesson again;
* no longer part of the course: taken away if it is as it came, otherwise kept.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from ..base.errors import CourseError
from ..base.files import write_whole
from ..base.language import LANGUAGES, Language, Phrase, checked_language
from .copies import learners_copy

FOLDER = "my-course"
MANIFEST = PurePosixPath(".course/manifest.json")
_VERSION = 1
_NEWER = re.compile(r"(?: \(new |（新版 )\d{4}-\d\d-\d\d(?:, \d+)?[)）]$")

_DAMAGED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)

What = Literal["new", "same", "updated", "kept", "beside", "again", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What happened to one lesson: its path in the course folder, and where a new version went."""

    path: str
    what: What
    beside: str | None = None

    @property
    def phrase(self) -> Phrase | None:
        """A sentence for the learner; None where there is nothing to tell."""
        match self.what:
            case "updated":
                return Phrase(f"{self.path}: brought up to date.", f"{self.path}：已更新。")
            case "beside":
                return Phrase(
                    f"{self.path}: your version is kept; the new one is {self.beside}",
                    f"{self.path}：你的版本原样保留，新版另存为 {self.beside}",
                )
            case "again":
                return Phrase(
                    f"{self.path}: it was missing, here is a fresh copy.",
                    f"{self.path}：文件不在了，已放入一份全新的。",
                )
            case "withdrawn":
                return Phrase(
                    f"{self.path}: no longer part of the course, taken away.", f"{self.path}：课程已不再包含，已移除。"
                )
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Delivered:
    """One delivery of the course: where to, what happened to each file, what to tell about it."""

    folder: Path
    deliveries: tuple[Delivery, ...]
    notes: tuple[Phrase, ...] = ()

    def paths(self, *what: What) -> list[str]:
        """The paths to which any of these things happened."""
        return [d.path for d in self.deliveries if d.what in what]

    @property
    def as_delivered(self) -> list[str]:
        """The paths of files that are now as the course has them."""
        return [d.beside or d.path for d in self.deliveries if d.what not in {"kept", "withdrawn"}]

    @property
    def phrases(self) -> list[Phrase]:
        """Everything worth telling, in order: the notes, then the files."""
        return [*self.notes, *(d.phrase for d in self.deliveries if d.phrase)]


@dataclass(slots=True)
class Manifest:
    """What was delivered, by path: the hash ``came`` in place and the hash last ``offered``."""

    came: dict[str, str] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)
    language: Language | None = None

    @classmethod
    def parse(cls, text: str | bytes) -> Manifest:
        """Read a manifest, with or without a byte-order mark.

        Raises one of ``_DAMAGED`` if it is not one of ours.
        """
        data = json.loads(text)
        if data["version"] != _VERSION:
            raise ValueError("another version")
        chosen = data["language"]
        return cls(
            came=_hashes(data["came"]),
            offered=_hashes(data["offered"]),
            language=None if chosen is None else checked_language(chosen),
        )

    def text(self) -> str:
        """The manifest as JSON."""
        return json.dumps(
            {"version": _VERSION, "language": self.language, "came": self.came, "offered": self.offered},
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        )


def _hashes(table: Any) -> dict[str, str]:
    if not isinstance(table, dict):
        raise TypeError("not a table")
    for path, digest in table.items():
        inside = PurePosixPath(path)
        if inside.is_absolute() or ".." in inside.parts or not isinstance(digest, str):
            raise ValueError("not a path inside the course")
    return dict(table)


def lessons_folder() -> Path:
    """The folder of the lessons as built: inside an installed package, or in the checkout."""
    here = Path(__file__).parents[1]
    shipped = here / "data" / "notebooks"
    return shipped if shipped.is_dir() else here.parent / "notebooks"


def find_course(start: Path | None = None) -> Path | None:
    """The learner's course folder at or above *start* (default: the working folder), or None."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        for candidate in (folder, folder / FOLDER):
            if os.path.isfile(candidate / MANIFEST):  # noqa: PTH113 - a closed folder is none
                return candidate
    return None


def language_of(folder: Path) -> Language | None:
    """The language in which the course was last opened there, or None; nothing is changed there."""
    try:
        return Manifest.parse((folder / MANIFEST).read_bytes()).language
    except (OSError, *_DAMAGED):
        return None


def start_page(folder: Path, language: Language) -> str:
    """The notebook to open first, as a path inside *folder*: the start page or the first lesson."""
    pages = sorted(p.name for p in (folder / language).glob("[0-9]*.ipynb"))
    if not pages:
        raise CourseError(
            f"There are no lessons in {folder / language}. Open the course once more; "
            "if that does not help, install it again.",
            f"{folder / language} 中没有课程文件。请重新打开课程；如仍没有，请重新安装。",
        )
    start = next((p for p in pages if p.startswith("00-start")), pages[0])
    return f"{language}/{start}"


def deliver(
    folder: Path, source: Path | None = None, *, language: Language | None = None, today: date | None = None
) -> Delivered:
    """Bring the learner's copy in *folder* up to date without touching the learner's work.

    Args:
        folder: the learner's course folder; made if it does not exist.
        source: the folder of the built lessons, with one subfolder a language.
        language: remembered as the language in which the course was opened.
        today: the date that a new version's name carries.

    Raises:
        CourseError: there are no lessons to deliver, or the folder cannot be written to.
    """
    source = lessons_folder() if source is None else source
    wanted = dict(_built(source))
    if not wanted:
        raise CourseError(
            f"There are no lessons in {source}: the installation is incomplete. "
            "From a checkout, `make notebooks` builds them.",
            f"{source} 中没有课程文件：安装不完整。若使用源代码，请先运行 make notebooks。",
        )
    try:
        return _deliver(folder, wanted, language, today or date.today())
    except OSError as error:
        raise not_writable(folder, error) from error


def not_writable(folder: Path, error: OSError) -> CourseError:
    """The error for a course folder in which nothing can be saved."""
    reason = error.strerror or error
    return CourseError(
        f"The course cannot be written to {folder}: {reason}. Choose another place with --folder.",
        f"无法写入课程文件夹 {folder}：{reason}。请用 --folder 指定其他位置。",
    )


def _built(source: Path) -> Iterator[tuple[str, Path]]:
    for language in LANGUAGES:
        for path in sorted((source / language).rglob("*")):
            inside = path.relative_to(source)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield inside.as_posix(), path


def _deliver(folder: Path, wanted: Mapping[str, Path], language: Language | None, today: date) -> Delivered:
    manifest, notes = _read(folder)
    manifest.language = language or manifest.language
    deliveries = [_one(folder, path, built, manifest, today) for path, built in wanted.items()]
    for path in sorted(manifest.came.keys() - wanted.keys()):
        came = manifest.came.pop(path)
        manifest.offered.pop(path, None)
        if _hash(folder / path) == came:
            (folder / path).unlink()
            deliveries.append(Delivery(path, "withdrawn"))
    write_whole(folder / MANIFEST, manifest.text().encode())
    return Delivered(folder, tuple(deliveries), tuple(notes))


def _one(folder: Path, path: str, built: Path, manifest: Manifest, today: date) -> Delivery:
    copy, content = folder / path, learners_copy(built.read_bytes())
    new, mine, came = _digest(content), _hash(copy), manifest.came.get(path)
    if mine == new:
        manifest.came[path] = manifest.offered[path] = new
        return Delivery(path, "same")
    if mine is None or mine == came:
        write_whole(copy, content)
        manifest.came[path] = manifest.offered[path] = new
        return Delivery(path, "updated" if mine is not None else "new" if came is None else "again")
    if manifest.offered.get(path) == new:
        return Delivery(path, "kept")
    for older in copy.parent.glob(f"{glob.escape(copy.stem)}*{glob.escape(copy.suffix)}"):
        if _NEWER.search(older.stem) and _hash(older) == manifest.offered.get(path):
            older.unlink()  # an earlier new version that nobody has touched
    beside = _beside(copy, path.split("/", 1)[0], today, new)
    write_whole(beside, content)
    manifest.offered[path] = new
    return Delivery(path, "beside", beside.relative_to(folder).as_posix())


def _beside(copy: Path, language: str, today: date, new: str) -> Path:
    """A free name next to *copy* for its new version (or the name that already holds it)."""
    number = 1
    while True:
        again = f", {number}" if number > 1 else ""
        words = Phrase(f" (new {today}{again})", f"（新版 {today}{again}）")
        name = copy.with_name(f"{copy.stem}{words.text(language)}{copy.suffix}")
        if _hash(name) in {None, new}:
            return name
        number += 1


def _read(folder: Path) -> tuple[Manifest, list[Phrase]]:
    """The manifest, or a new one; a damaged manifest is set aside and the learner is told."""
    path = folder / MANIFEST
    try:
        return Manifest.parse(path.read_bytes()), []
    except FileNotFoundError:
        return Manifest(), []
    except _DAMAGED:
        aside = path.with_name(f"{path.stem}-damaged{path.suffix}")
        path.replace(aside)
        note = Phrase(
            "The record of what was delivered could not be read. It is set aside as "
            f"{aside.name}; every lesson of yours that differs is kept.",
            f"课程记录文件无法读取，已另存为 {aside.name}；凡与课程不同的文件都会原样保留。",
        )
        return Manifest(), [note]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _hash(path: Path) -> str | None:
    """The hash of a file; None if nothing is there; "" if something else is (a folder, say)."""
    if path.is_file():
        return _digest(path.read_bytes())
    return "" if os.path.lexists(path) else None
