"""The certificate: what the record says, on A4, never over an older page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import aecourse
from aecourse.app.certificate import ENOUGH, is_complete
from aecourse.app.syllabus import syllabus
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES, set_language, using
from aecourse.exercises import quiz, record, registry, storage
from aecourse.exercises.summary import LessonProgress, Progress


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "my-course"
    (folder / "en").mkdir(parents=True)
    monkeypatch.setenv("AECOURSE_PROGRESS", str(folder / "progress.json"))
    monkeypatch.chdir(folder / "en")
    monkeypatch.setattr(record, "_session", {})
    monkeypatch.setattr(record, "_quizzes", {})
    monkeypatch.setattr(record, "today", lambda: "2026-03-09")
    monkeypatch.setattr(storage, "_told", set())
    return folder


def solve(share: float = 1.0) -> None:
    """A record in which this share of all exercises and quizzes is solved."""
    entry = {"tries": 1, "solved": True, "hints": 0, "day": "2026-02-01"}
    ids = list(registry())
    done = {
        lesson: {"solved": [q.id for q in aecourse.quiz(lesson).questions], "runs": 1, "best": 3}
        for lesson in quiz.lessons_with_quiz()[: round(share * len(quiz.lessons_with_quiz()))]
    }
    document = {
        "exercises": dict.fromkeys(ids[: round(share * len(ids))], entry),
        "quizzes": {lesson: {**score, "day": "2026-03-09"} for lesson, score in done.items()},
    }
    record.progress_file().write_text(json.dumps(document), encoding="utf-8")


class Words(HTMLParser):
    """The words of a page, and whether its tags close."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.open = "", list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data + " "


def words(path: Path | None) -> str:
    assert path is not None
    read = Words(path.read_text(encoding="utf-8"))
    assert read.open == []
    return read.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_solved_gives_a_certificate(course: Path, language: str) -> None:
    set_language(language)
    solve()
    made = aecourse.certificate("Li <Wei> 李伟")
    assert made.complete
    assert made.path == course / "certificate.html"
    text = words(made.path)
    assert "Li <Wei> 李伟" in text
    assert ("Certificate" if language == "en" else "结业证书") in text
    assert ("9 March 2026" if language == "en" else "2026 年 3 月 9 日") in text
    assert ("Not finished yet" if language == "en" else "还没有完成") not in text
    page = made.path.read_text(encoding="utf-8")
    assert "size: A4" in page
    assert "<script" not in page
    assert "://" not in page
    for lesson in syllabus():
        if lesson.number in quiz.lessons_with_quiz():
            assert str(lesson.title) in text
    assert 'href="../certificate.html"' in made._repr_html_()
    assert made.path.name in repr(made)


def test_half_of_it_gives_a_record_that_says_what_is_open() -> None:
    solve(0.5)
    made = aecourse.certificate()
    assert not made.complete
    text = words(made.path)
    assert "Record of progress" in text
    assert "Not finished yet" in text
    assert "Certificate " not in text
    assert 'class="who blank"' in made.path.read_text(encoding="utf-8")  # type: ignore[union-attr]
    with using("zh"):
        assert "学习记录" in words(aecourse.certificate().path)


def test_nothing_solved_writes_nothing(course: Path) -> None:
    made = aecourse.certificate("Li Wei")
    assert made.path is None
    assert "nothing to certify" in repr(made)
    assert list(course.glob("*.html")) == []
    with using("zh"):
        assert "还没有做对" in repr(aecourse.certificate())


def test_an_older_page_is_never_overwritten(course: Path) -> None:
    solve()
    (course / "certificate.html").write_text("mine", encoding="utf-8")
    second = aecourse.certificate("A")
    assert second.path == course / "certificate-2.html"
    assert aecourse.certificate("A").path == second.path, "the same page is not written twice"
    assert aecourse.certificate("B").path == course / "certificate-3.html"
    assert (course / "certificate.html").read_text(encoding="utf-8") == "mine"


def test_a_day_that_is_not_recorded_is_not_invented() -> None:
    entry = {"tries": 1, "solved": True}
    record.progress_file().write_text(json.dumps({"exercises": {"start-share": entry}}), encoding="utf-8")
    text = words(aecourse.certificate().path)
    assert "not recorded" in text
    assert not re.search(r"\d (January|February|March|November|December) 20\d\d", text)


@pytest.mark.parametrize("name", [3, "x" * 61, "a\nb", ["Li"], b"Li"])
def test_what_is_no_name(name: object) -> None:
    solve()
    with pytest.raises(CourseError, match="A name is text"):
        aecourse.certificate(name)  # type: ignore[arg-type]
    with using("zh"), pytest.raises(CourseError, match="姓名"):
        aecourse.certificate(name)  # type: ignore[arg-type]


def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    solve()

    opened = Path.open

    def closed(path: Path, mode: str = "r", *rest: Any, **more: Any) -> object:
        if "x" in mode:
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(CourseError, match="cannot be written"):
        aecourse.certificate()


@pytest.mark.parametrize(
    ("solved", "answered", "complete"), [(60, 40, True), (54, 36, True), (60, 30, True), (53, 36, False), (0, 0, False)]
)
def test_what_is_enough(solved: int, answered: int, complete: bool) -> None:
    assert ENOUGH == 0.9
    part = LessonProgress("01", solved, 60, (), answered, 40)
    assert is_complete(Progress((part,))) is complete


def test_a_course_without_exercises_is_not_complete() -> None:
    assert not is_complete(Progress(()))


def test_progress_tells_exercises_quizzes_and_where_to_go_on() -> None:
    solve(0.0)
    aecourse.check("start-share", 0.04)
    questions = aecourse.quiz("00").questions
    record.quiz_update("00", [question.id for question in questions[:2]])
    shown = repr(aecourse.progress())
    assert f"Lesson 00: 1 of 1, quiz 2 of {len(questions)}" in shown
    assert shown.endswith("Go on with lesson 0.")
    record.quiz_update("00", [question.id for question in questions], 3)
    assert aecourse.progress().lessons[0].done
    assert aecourse.progress().lessons[0].best == 3
    assert aecourse.progress().next != aecourse.progress().lessons[0]
    with using("zh"):
        assert f"第 00 课：1/1，小测验 {len(questions)}/{len(questions)}" in repr(aecourse.progress())


def test_the_syllabus_reads_the_notebooks_and_survives_a_broken_one(tmp_path: Path) -> None:
    found = syllabus()
    assert {"00", "03"} <= {lesson.number for lesson in found}
    for side in LANGUAGES:
        (tmp_path / side).mkdir()
        (tmp_path / side / "01-broken.ipynb").write_text("{")
        (tmp_path / side / "02-bare.ipynb").write_text('{"metadata": {}}')
    (tmp_path / "en" / "04-alone.ipynb").write_text('{"metadata": {"aecourse": {"lesson": "04", "title": "Alone"}}}')
    assert syllabus(tmp_path) == ()
