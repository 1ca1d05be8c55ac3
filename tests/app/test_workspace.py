"""The learner's copy: nothing of the learner's is ever lost, whatever happens around it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse.app import workspace
from aecourse.app.workspace import deliver
from aecourse.base.errors import CourseError
from aecourse.base.language import set_language

DAY = date(2026, 11, 22)
EN, ZH = "en/01-first.ipynb", "zh/01-first.ipynb"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The course as built: one lesson in each language, and a picture that one of them shows."""
    folder = tmp_path / "built"
    for path, text in {EN: "one", ZH: "一", "en/pictures/a.svg": "<svg/>"}.items():
        put(folder / path, text)
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "my-course"


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def seen(folder: Path) -> dict[str, str]:
    """Every file that the learner sees."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).as_posix().startswith(".")
    }


def test_the_first_time_everything_arrives_in_both_languages(source: Path, mine: Path) -> None:
    report = deliver(mine, source)
    assert seen(mine) == {EN: "one", ZH: "一", "en/pictures/a.svg": "<svg/>"}
    assert report.paths("new") == [EN, "en/pictures/a.svg", ZH]
    assert report.phrases == []


def test_opening_again_changes_nothing(source: Path, mine: Path) -> None:
    deliver(mine, source)
    put(mine / EN, "my answers")
    before = seen(mine)
    report = deliver(mine, source)
    assert seen(mine) == before
    assert report.paths("kept") == [EN]
    assert report.phrases == []


def test_a_lesson_as_it_came_is_brought_up_to_date_in_place(source: Path, mine: Path) -> None:
    deliver(mine, source)
    put(source / EN, "two")
    report = deliver(mine, source)
    assert seen(mine)[EN] == "two"
    assert report.paths("updated") == [EN]
    assert [p.zh for p in report.phrases] == [f"{EN}：已更新。"]


def test_a_new_version_arrives_beside_the_learners_own_and_only_once(source: Path, mine: Path) -> None:
    deliver(mine, source)
    put(mine / EN, "my answers")
    put(mine / ZH, "我的答案")
    put(source / EN, "two")
    put(source / ZH, "二")
    report = deliver(mine, source, today=DAY)
    wanted = {
        EN: "my answers",
        ZH: "我的答案",
        "en/01-first (new 2026-11-22).ipynb": "two",
        "zh/01-first（新版 2026-11-22）.ipynb": "二",
        "en/pictures/a.svg": "<svg/>",
    }
    assert seen(mine) == wanted
    assert report.paths("beside") == [EN, ZH]
    assert "01-first (new 2026-11-22).ipynb" in report.phrases[0].en

    later = deliver(mine, source, today=date(2026, 12, 1))
    assert seen(mine) == wanted
    assert later.paths("kept") == [EN, ZH]


def test_a_new_version_that_was_thrown_away_does_not_come_back(source: Path, mine: Path) -> None:
    deliver(mine, source)
    put(mine / EN, "my answers")
    put(source / EN, "two")
    deliver(mine, source, today=DAY)
    (mine / "en/01-first (new 2026-11-22).ipynb").unlink()
    assert deliver(mine, source, today=DAY).paths("kept") == [EN]
    assert len(list((mine / "en").glob("*.ipynb"))) == 1


def test_an_untouched_new_version_makes_way_for_a_newer_one(source: Path, mine: Path) -> None:
    deliver(mine, source)
    put(mine / EN, "my answers")
    put(source / EN, "two")
    deliver(mine, source, today=DAY)
    put(source / EN, "three")
    deliver(mine, source, today=date(2026, 12, 1))
    names = {path: text for path, text in seen(mine).items() if path.startswith("en/01")}
    assert names == {EN: "my answers", "en/01-first (new 2026-12-01).ipynb": "three"}


def test_a_new_version_that_the_learner_works_in_is_kept_too(source: Path, mine: Path) -> None:
    deliver(mine, source)
    put(mine / EN, "my answers")
    put(source / EN, "two")
    deliver(mine, source, today=DAY)
    put(mine / "en/01-first (new 2026-11-22).ipynb", "two, and my answers")
    put(source / EN, "three")
    deliver(mine, source, today=DAY)
    names = {path: text for path, text in seen(mine).items() if path.startswith("en/01")}
    assert names == {
        EN: "my answers",
        "en/01-first (new 2026-11-22).ipynb": "two, and my answers",
        "en/01-first (new 2026-11-22, 2).ipynb": "three",
    }


def test_taking_over_the_new_version_puts_the_lesson_back_on_the_usual_path(source: Path, mine: Path) -> None:
    deliver(mine, source)
    put(mine / EN, "my answers")
    put(source / EN, "two")
    deliver(mine, source, today=DAY)
    (mine / "en/01-first (new 2026-11-22).ipynb").replace(mine / EN)
    assert deliver(mine, source).paths("same") == [EN, "en/pictures/a.svg", ZH]
    put(source / EN, "three")
    assert deliver(mine, source).paths("updated") == [EN]


def test_a_missing_lesson_comes_back_fresh(source: Path, mine: Path) -> None:
    deliver(mine, source)
    (mine / EN).rename(mine / "en/my first try.ipynb")
    report = deliver(mine, source)
    assert report.paths("again") == [EN]
    assert seen(mine)[EN] == seen(mine)["en/my first try.ipynb"] == "one"
    assert "fresh copy" in report.phrases[0].en


def test_a_withdrawn_lesson_goes_only_if_it_is_as_it_came(source: Path, mine: Path) -> None:
    deliver(mine, source)
    put(mine / ZH, "我的答案")
    (source / EN).rename(source / "en/02-first.ipynb")
    (source / ZH).rename(source / "zh/02-first.ipynb")
    report = deliver(mine, source)
    assert report.paths("withdrawn") == [EN]
    assert set(seen(mine)) == {"en/02-first.ipynb", "en/pictures/a.svg", ZH, "zh/02-first.ipynb"}


def test_a_file_of_the_learners_in_the_way_of_a_lesson_is_kept(source: Path, mine: Path) -> None:
    put(mine / EN, "mine, from before")
    deliver(mine, source, today=DAY)
    assert seen(mine)[EN] == "mine, from before"
    assert seen(mine)["en/01-first (new 2026-11-22).ipynb"] == "one"


def test_a_folder_in_the_way_of_a_lesson_is_kept(source: Path, mine: Path) -> None:
    put(mine / EN / "note.txt", "mine")
    deliver(mine, source, today=DAY)
    deliver(mine, source, today=DAY)
    assert seen(mine)[f"{EN}/note.txt"] == "mine"
    assert seen(mine)["en/01-first (new 2026-11-22).ipynb"] == "one"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"version": 99, "language": null, "came": {}, "offered": {}}',
        '{"version": 1, "language": "fr", "came": {}, "offered": {}}',
        '{"version": 1, "language": null, "came": [], "offered": {}}',
        '{"version": 1, "language": null, "came": {"../../x": "0"}, "offered": {}}',
        '{"version": 1, "language": null, "came": {"/etc/x": "0"}, "offered": {}}',
        '{"version": 1, "language": null, "came": {"en/x": 1}, "offered": {}}',
        "\x00\x01",
    ],
)
def test_a_damaged_manifest_costs_the_learner_nothing(source: Path, mine: Path, text: str) -> None:
    deliver(mine, source)
    put(mine / EN, "my answers")
    put(mine / workspace.MANIFEST, text)
    report = deliver(mine, source, today=DAY)
    assert seen(mine)[EN] == "my answers"
    assert "set aside" in report.notes[0].en
    aside = mine / ".course/manifest-damaged.json"
    assert aside.read_text(encoding="utf-8") == text
    assert deliver(mine, source, today=DAY).notes == ()


def test_a_manifest_that_is_not_even_text_is_damaged(source: Path, mine: Path) -> None:
    deliver(mine, source)
    (mine / workspace.MANIFEST).write_bytes(b"\xff\xfe\x00")
    assert len(deliver(mine, source).notes) == 1


def test_a_crash_half_way_is_made_good_the_next_time(source: Path, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(mine, source)
    put(mine / ZH, "我的答案")
    put(source / EN, "two")
    put(source / ZH, "二")

    write = workspace.write_whole

    def crash(path: Path, content: bytes) -> None:
        if path.name == "manifest.json":
            raise KeyboardInterrupt
        write(path, content)

    with monkeypatch.context() as broken:
        broken.setattr(workspace, "write_whole", crash)
        with pytest.raises(KeyboardInterrupt):
            deliver(mine, source, today=DAY)
    deliver(mine, source, today=DAY)
    assert seen(mine) == {
        EN: "two",
        "en/pictures/a.svg": "<svg/>",
        ZH: "我的答案",
        "zh/01-first（新版 2026-11-22）.ipynb": "二",
    }


def test_a_place_that_cannot_be_written_is_named(source: Path, tmp_path: Path) -> None:
    put(tmp_path / "file", "in the way")
    with pytest.raises(CourseError, match="--folder"):
        deliver(tmp_path / "file" / "my-course", source)
    set_language("zh")
    with pytest.raises(CourseError, match="无法写入"):
        deliver(tmp_path / "file" / "my-course", source)


def test_an_installation_without_lessons_says_so_and_removes_nothing(source: Path, mine: Path, tmp_path: Path) -> None:
    deliver(mine, source)
    before = seen(mine)
    with pytest.raises(CourseError, match="no lessons"):
        deliver(mine, tmp_path / "nothing")
    assert seen(mine) == before


def test_hidden_files_of_the_source_are_not_delivered(source: Path, mine: Path) -> None:
    put(source / "en/.ipynb_checkpoints/01-first-checkpoint.ipynb", "old")
    deliver(mine, source)
    assert not (mine / "en/.ipynb_checkpoints").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_manifest_saved_by_another_editor_is_not_damaged(source: Path, mine: Path, encoding: str) -> None:
    deliver(mine, source, language="zh")
    path = mine / workspace.MANIFEST
    path.write_text(path.read_text(encoding="utf-8"), encoding=encoding)
    assert workspace.language_of(mine) == "zh"
    assert deliver(mine, source).notes == ()


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 9}', "[" * 100_000])
def test_asking_for_the_language_changes_nothing_in_a_damaged_folder(source: Path, mine: Path, text: str) -> None:
    deliver(mine, source, language="zh")
    put(mine / workspace.MANIFEST, text)
    before = sorted(mine.rglob("*"))
    assert workspace.language_of(mine) is None
    assert sorted(mine.rglob("*")) == before


def test_a_folder_that_is_none_has_no_language(tmp_path: Path) -> None:
    put(tmp_path / "file", "text")
    put(tmp_path / "odd/.course/manifest.json/note", "a folder where the manifest should be")
    for folder in (tmp_path / "file", tmp_path / "odd", tmp_path / "nothing"):
        assert workspace.language_of(folder) is None


def test_the_language_is_remembered(source: Path, mine: Path) -> None:
    deliver(mine, source)
    assert workspace.language_of(mine) is None
    deliver(mine, source, language="zh")
    deliver(mine, source)
    assert workspace.language_of(mine) == "zh"


def test_the_course_is_found_from_inside_and_from_above(source: Path, tmp_path: Path) -> None:
    mine = tmp_path / "school" / "my-course"
    assert workspace.find_course(tmp_path) is None
    deliver(mine, source)
    for start in (mine / "en", mine, mine.parent):
        assert workspace.find_course(start) == mine.resolve()


@pytest.mark.parametrize(
    ("pages", "first"),
    [
        (["00-start.ipynb", "01-first.ipynb"], "en/00-start.ipynb"),
        (["02-second.ipynb", "01-first.ipynb"], "en/01-first.ipynb"),
        (["notes.ipynb", "03-third.ipynb"], "en/03-third.ipynb"),
        (["00-start.ipynb", "00-a.ipynb"], "en/00-start.ipynb"),
    ],
)
def test_the_start_page_is_the_first_lesson(mine: Path, pages: list[str], first: str) -> None:
    for page in pages:
        put(mine / "en" / page, "")
    assert workspace.start_page(mine, "en") == first


def test_no_start_page_is_an_error_that_helps(mine: Path) -> None:
    with pytest.raises(CourseError, match="install it again"):
        workspace.start_page(mine, "en")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["learner", "upstream", "delete", "lose", "deliver", "damage"]), max_size=12))
def test_whatever_happens_no_work_of_the_learners_is_lost(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    tmp_path = tmp_path_factory.mktemp("any")
    source, mine = tmp_path / "built", tmp_path / "my-course"
    put(source / EN, "version 0")
    put(source / ZH, "版本 0")
    deliver(mine, source, today=DAY)
    work: set[str] = set()
    for number, step in enumerate(steps, 1):
        match step:
            case "learner":
                work.discard((mine / EN).read_text() if (mine / EN).exists() else "")
                put(mine / EN, f"work {number}")
                work.add(f"work {number}")
            case "upstream":
                put(source / EN, f"version {number}")
            case "delete" if (mine / EN).exists():
                work.discard((mine / EN).read_text())
                (mine / EN).unlink()
            case "lose":
                (mine / workspace.MANIFEST).unlink(missing_ok=True)
            case "damage":
                put(mine / workspace.MANIFEST, "{")
            case _:
                deliver(mine, source, today=DAY)
        assert work <= set(seen(mine).values())
    deliver(mine, source, today=DAY)
    assert work <= set(seen(mine).values())
    newest = (source / EN).read_text()
    assert newest in seen(mine).values() or work, "the newest lesson is there, or was declined"


def test_the_manifest_is_readable(source: Path, mine: Path) -> None:
    deliver(mine, source, language="zh")
    data = json.loads((mine / workspace.MANIFEST).read_text(encoding="utf-8"))
    assert data["version"] == 1
    assert data["language"] == "zh"
    assert set(data["came"]) == {EN, ZH, "en/pictures/a.svg"}
