"""The notes for trainers say what the lessons say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.lessons.source import read

HOUSE = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d\d) .* \| (\d+) \| (\d+) \|$", re.MULTILINE)


@pytest.mark.parametrize(("name", "session"), [
    ("trainers.md", r"lessons (\d\d) to (\d\d) take \*\*(\d+) minutes\*\*"),
    ("trainers.zh.md", r"(\d\d) 到 (\d\d) 课共 \*\*(\d+) 分钟\*\*"),
])  # fmt: skip
def test_minutes_are_those_of_the_lessons(name: str, session: str) -> None:
    """The table has the lessons of the first session, which its sentence names and adds up."""
    text = (HOUSE / "docs" / name).read_text(encoding="utf-8")
    rows = ROW.findall(text)
    said = re.search(session, text)
    assert said is not None
    first, last, minutes_said = said.groups()
    assert [int(row[0]) for row in rows] == list(range(int(first), int(last) + 1))
    for number, minutes, quick in rows:
        front = read(next((HOUSE / "lessons").glob(f"{number}-*.md"))).front
        assert (int(minutes), int(quick)) == (front.minutes, front.minutes_no_code)
    assert int(minutes_said) == sum(int(quick) for _, _, quick in rows) <= 90
