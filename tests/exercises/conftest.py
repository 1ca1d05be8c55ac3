"""Every test of exercises has a record of its own, and begins a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from aecourse.exercises import answering, record, storage


def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new session: nothing is remembered but what stands in the file."""
    for module, name, empty in (
        (record, "_session", {}), (record, "_quizzes", {}), (storage, "_told", set()),
        (storage, "_closed", set()), (answering, "_hints_shown", {}), (answering, "_opened", {}),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, empty)


@pytest.fixture(autouse=True)
def own_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AECOURSE_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.setattr(record, "today", lambda: "2015-10-03")
    fresh(monkeypatch)
