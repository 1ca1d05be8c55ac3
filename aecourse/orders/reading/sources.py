"""A path to sheets: one file, a folder of parts, a zip, or several of these."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...base.errors import A_PATH, CourseError, brief
from ...base.language import Phrase
from . import progress, room
from .kinds import DAMAGED_ZIP, ZIP, file_kind
from .mapping import is_known
from .sheets import Sheet, sheets_of
from .stored import Stored, stored_file
from .text import legible

_LARGEST_MEMBER = 4 << 30  # bytes; a zip that unpacks to more is no export


@dataclass
class ExportSource:
    """The sheets that were found, and the files that could not be read, each with the reason."""

    sheets: list[Sheet] = field(default_factory=list)
    refused: dict[str, Phrase] = field(default_factory=dict)
    name: str = ""  # what a store without a name is called by: its first file, never the folder
    size: int = 0  # bytes of all files together


@dataclass(frozen=True)
class Blob:
    """A file's name for the lists, and where its bytes are."""

    name: str
    stored: Stored


def source_of(path: Any) -> ExportSource:
    """Everything at *path*: a file, a folder, a zip, or a list of them.

    Raises:
        CourseError: there is no such file, or the path is an address.
    """
    several = isinstance(path, (list, tuple))
    paths = [Path(_checked(one)) for one in (path if several else [path])]
    source = ExportSource()
    room.refuse_too_large(paths)
    for one in paths:
        for blob in _blobs(one, source):
            source.size += blob.stored.size
            progress.step(Phrase(f"opening {blob.name}", f"打开 {blob.name}"))
            _take(blob, source)
            if not source.name and source.sheets:
                source.name = Path(blob.name).stem
    return source


def _checked(path: Any) -> Any:
    if isinstance(path, (str, Path)) and re.match(r"[a-z][a-z0-9+.-]+:/|www\.", str(path), re.IGNORECASE):
        raise CourseError(
            Phrase(
                f"{brief(str(path), A_PATH)} is an address, and nothing is fetched from the net here: download the file "
                "and give its name",
                f"{brief(str(path), A_PATH)} 是网址，这里不会联网读取：请先下载文件，再写文件名",
            )
        )
    if not isinstance(path, (str, Path)):
        raise CourseError(
            Phrase(
                f"a file name, a folder or a list of them is expected, not {type(path).__name__}",
                f"这里应是文件名、文件夹或它们的列表，而不是 {type(path).__name__}",
            )
        )
    return path


def _blobs(path: Path, source: ExportSource) -> Iterator[Blob]:
    try:
        if path.is_dir():
            yield from _folder(path, source)
        elif path.name.startswith("~$") and path.exists():
            source.refused[legible(path.name)] = _LOCK
        else:
            yield Blob(legible(path.name), stored_file(path))
    except (FileNotFoundError, NotADirectoryError):
        raise CourseError(
            Phrase(
                f"there is no file {brief(str(path), A_PATH)}; check the folder and the name",
                f"找不到文件 {brief(str(path), A_PATH)}；请检查文件夹和文件名",
            )
        ) from None
    except (OSError, ValueError) as error:
        why = brief(str(error), A_PATH)[1:-1]  # without its quotation marks
        raise CourseError(
            Phrase(
                f"{brief(str(path), A_PATH)} could not be opened ({why}); is it open in another program?",
                f"无法打开 {brief(str(path), A_PATH)}（{why}）；是不是正被别的程序打开？",
            )
        ) from None


_LOCK = Phrase(
    "the lock file of a program that has the workbook open, with no order in it; the workbook of the same name "
    "without ~$ is the one to read",
    "工作簿打开时产生的锁文件，里面没有订单；要读的是去掉 ~$ 的同名工作簿",
)
_FOLDER = Phrase("a folder inside the folder; give it by itself", "文件夹里的文件夹；请单独读取")


def _folder(folder: Path, source: ExportSource) -> Iterator[Blob]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("~$"):
            source.refused[legible(path.name)] = _LOCK
        elif path.name.startswith("."):
            continue
        elif path.is_dir():
            source.refused[legible(path.name)] = _FOLDER
        else:
            yield Blob(legible(path.name), stored_file(path))


def _members(blob: Blob, source: ExportSource) -> Iterable[Blob]:
    try:
        with zipfile.ZipFile(io.BytesIO(blob.stored.data)) as archive:
            sizes = [member.file_size for member in archive.infolist()]
            room.check_sizes(blob.name, sum(size for size in sizes if size <= _LARGEST_MEMBER))
            for member in archive.infolist():
                name = f"{blob.name}/{member.filename}"
                short = member.filename.rsplit("/", 1)[-1]
                if member.is_dir() or short.startswith((".", "~$")) or "__MACOSX" in name:
                    continue
                if member.file_size > _LARGEST_MEMBER:
                    source.refused[name] = Phrase("too large to unpack here", "太大，无法在此解压")
                    continue
                data = _unpacked(archive, member)
                if isinstance(data, Phrase):
                    source.refused[name] = data
                else:
                    yield Blob(name, Stored(held=data))
    except (NotImplementedError, *DAMAGED_ZIP) as error:
        source.refused[blob.name] = Phrase(
            f"a damaged zip ({error}): download or pack it again", f"zip 已损坏（{error}）：请重新下载或打包"
        )


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | Phrase:
    """The bytes of a file in a zip, or why they cannot be had; the files beside it are no worse for it."""
    try:
        return archive.read(member)
    except NotImplementedError as error:
        return Phrase(
            f"packed in a way that is not known here ({error}): unpack the zip first",
            f"压缩方式无法识别（{error}）：请先解压",
        )
    except RuntimeError:  # zipfile's word for a password
        return Phrase("in a zip with a password: unpack it first", "在有密码的 zip 里：请先解压")
    except DAMAGED_ZIP as error:
        return Phrase(
            f"damaged inside the zip ({error}): download or pack it again",
            f"在 zip 里已损坏（{error}）：请重新下载或打包",
        )


def _take(blob: Blob, source: ExportSource) -> None:
    kind = file_kind(blob.stored, blob.name)
    if isinstance(kind, Phrase):
        source.refused[blob.name] = kind
        return
    if kind == ZIP:
        for member in _members(blob, source):
            inside = file_kind(member.stored, member.name)
            if inside == ZIP:
                source.refused[member.name] = Phrase("a zip inside a zip: unpack it first", "zip 里的 zip：请先解压")
            else:
                _take(member, source)
        return
    try:
        source.sheets += sheets_of(blob.stored, kind, blob.name, is_known)
    except CourseError as error:
        source.refused[blob.name] = error.phrase
