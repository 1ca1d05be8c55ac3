"""The notes for trainers say what the lessons say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.lessons.source import read

HOUSE = Path(__file__).parent.parent
ROW = re.compile(r"^\| (\d\d) .* \| (\d+) \| (\d+) \|$", re.MULTILINE)


@pytest.mark.parametrize(("name", "whole"), [("trainers.md", r"\*\*(\d+) minutes\*\*"),
                                             ("trainers.zh.md", r"\*\*(\d+) 分钟\*\*")])  # fmt: skip
def test_minutes_are_those_of_the_lessons(name: str, whole: str) -> None:
    text = (HOUSE / "docs" / name).read_text(encoding="utf-8")
    rows = ROW.findall(text)
    assert [row[0] for row in rows] == ["00", "01", "02", "03"]
    for number, minutes, quick in rows:
        front = read(next((HOUSE / "lessons").glob(f"{number}-*.md"))).front
        assert (int(minutes), int(quick)) == (front.minutes, front.minutes_no_code)
    said = re.search(whole, text)
    assert said is not None
    assert int(said[1]) == sum(int(quick) for _, _, quick in rows) <= 90
