"""The Chinese of the course says one word for one thing; ``course_words.toml`` holds the list."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aecourse import live
from tools.lessons import source

ROOT = Path(__file__).parents[2]
WORDS = tomllib.loads(Path(__file__).with_name("course_words.toml").read_text(encoding="utf-8"))["word"]
ENDINGS = {"aecourse": (".py", ".toml"), "lessons": (".md",), "docs": (".zh.md",)}


@cache
def texts() -> dict[str, str]:
    """Every text of the course with Chinese in it, by its path."""
    paths = (
        path
        for folder, endings in ENDINGS.items()
        for path in (ROOT / folder).rglob("*")
        if path.name.endswith(endings)
    )
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word["never"])
def test_a_word_that_must_not_stand(word: dict[str, Any]) -> None:
    for path, text in texts().items():
        found = [] if path in word.get("but", ()) else re.findall(f"(?:{word['never']})", text)
        assert not found, f"{path}: {found}: {word['instead']}"


def test_what_may_have_a_word_has_it() -> None:
    """An exception that nobody needs any more goes out of the list."""
    for word in WORDS:
        for path in word.get("but", ()):
            assert re.search(word["never"], texts()[path]), f"{path}: {word['never']}"


@cache
def _told() -> dict[str, str]:
    """The Chinese prose of each lesson, without code words."""
    lessons = map(source.read, source.paths())
    return {
        lesson.number: re.sub(r"`[^`]*`", "", "\n".join(pair.texts["zh"] for pair in lesson.prose))
        for lesson in lessons
    }


@pytest.mark.parametrize("view", live.__all__)
def test_a_view_has_its_chinese_name_and_the_english_one_in_brackets_at_most_once(view: str) -> None:
    for number, told in _told().items():
        named = len(re.findall(rf"\b{view}\b", told))
        assert named == len(re.findall(rf"[\u4e00-\u9fff]（{view}[），]", told)) <= 1, number
