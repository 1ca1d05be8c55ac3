"""The learner's record: no answer is lost, whoever else writes, and whatever wrote the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from aecourse.exercises import record

TIMES = 25


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "my-course" / "progress.json"
    monkeypatch.setenv("AECOURSE_PROGRESS", str(place))
    return place


def answer(who: str) -> None:
    """One kernel at work: an exercise and a quiz of its own, and one that all share."""
    for at in range(TIMES):
        record.update("shared", tries=1)
        record.update(f"{who}-{at}", tries=1, solved=True)
        record.quiz_update("03", [f"{who}-{at}"], finished=at)


def at_work(*names: str) -> None:
    """Kernels of these names, at work at the same time."""
    code = "import sys; from tests.exercises.test_record import answer; answer(sys.argv[1])"
    kernels = [subprocess.Popen([sys.executable, "-c", code, name]) for name in names]
    assert {kernel.wait(timeout=120) for kernel in kernels} == {0}


def test_two_kernels_at_once_lose_no_answer(path: Path) -> None:
    at_work("one", "two")
    entries, note = record.entries()
    assert note is None
    assert entries["shared"].tries == 2 * TIMES
    assert {name for name, entry in entries.items() if entry.solved} == {
        f"{who}-{at}" for who in ("one", "two") for at in range(TIMES)
    }
    score = record.scores()[0]["03"]
    assert len(score.solved) == score.runs == 2 * TIMES


def test_two_kernels_that_find_a_damaged_record_keep_what_is_answered_then(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("{")
    at_work("one", "two")
    assert record.entries()[0]["shared"].tries == 2 * TIMES
    assert [one.read_text() for one in path.parent.glob("*damaged*")] == ["{"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_record_saved_by_another_editor_is_read_and_never_called_damaged(path: Path, encoding: str) -> None:
    entry = {"tries": 2, "solved": True, "hints": 0, "guess": "约 3 %"}
    path.parent.mkdir()
    path.write_text(json.dumps({"version": 1, "exercises": {"a": entry}}), encoding=encoding)
    known, note = record.entries()
    assert note is None
    assert known["a"].guess == "约 3 %"
    _, note = record.update("a", tries=1)
    assert note is None
    assert json.loads(path.read_text(encoding="utf-8"))["exercises"]["a"]["tries"] == 3
    assert [one.name for one in path.parent.iterdir() if one.name[0] != "."] == ["progress.json"]
