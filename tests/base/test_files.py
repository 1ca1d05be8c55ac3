"""Files of the learner's: whole or not at all, by the umask, by one hand at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from aecourse.base import files

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@posix
@pytest.mark.parametrize(("umask", "wanted"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664), (0o027, 0o640)])
def test_a_new_file_may_be_read_by_whom_the_umask_says(tmp_path: Path, umask: int, wanted: int) -> None:
    before = os.umask(umask)
    try:
        files.write_whole(tmp_path / "made/file", b"words")
    finally:
        os.umask(before)
    assert mode(tmp_path / "made/file") == wanted


@posix
def test_a_file_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    path.chmod(0o600)
    files.write_whole(path, b"after")
    assert path.read_bytes() == b"after"
    assert mode(path) == 0o600


@posix
def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    real, link = tmp_path / "drive/real", tmp_path / "link"
    files.write_whole(real, b"before")
    link.symlink_to(real)
    files.write_whole(link, b"after")
    assert link.is_symlink()
    assert real.read_bytes() == b"after"


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_text("before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write_whole(path, b"after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def add(path: Path, times: int) -> None:
    """Read, add one, write: what two hands lose if they do it at once."""
    for _ in range(times):
        with files.alone(path):
            files.write_whole(path, str(int(path.read_text()) + 1).encode())


def test_neither_threads_nor_processes_lose_what_the_other_wrote(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_text("0")
    code = "import sys; from pathlib import Path; from tests.base.test_files import add; add(Path(sys.argv[1]), 30)"
    others = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(2)]
    threads = [threading.Thread(target=add, args=(path, 30)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(timeout=60) for other in others] == [0, 0]
    assert path.read_text() == "120"


def test_where_no_lock_can_be_had_the_work_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    (tmp_path / "file").write_text("in the way")
    done = []
    with files.alone(tmp_path / "file" / "count"):
        done.append("in no folder")
    with files.alone(Path(os.devnull)):
        done.append("no file")
    assert not Path(os.devnull).with_name(f".{Path(os.devnull).name}.lock").exists()
    with files.alone(tmp_path / "count"), files.alone(tmp_path / "count"):
        done.append("held by another")
    assert done == ["in no folder", "no file", "held by another"]
