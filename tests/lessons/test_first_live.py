"""How much there is to read before the first thing that moves: at most 400 words in every lesson.

Counted is what stands on the page of the built lesson, title and exercises included; code, folded
text and the addresses of links are not read.  A live thing is a view with levers or fields of
`aecourse.live`; the list of lessons on the home page moves nothing, a form for an answer asks.
Chinese is counted in characters: a text of 170 takes as long to read as 100 English words.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

import pytest

from aecourse.base.language import LANGUAGES, Language
from tools.lessons.__main__ import course
from tools.lessons.notebook import assemble
from tools.lessons.source import paths

MOST = 400
CHARACTERS_A_WORD = 1.7

_LIVE = re.compile(r"\blive\.[A-Z]\w*\(")
_UNREAD = re.compile(r"<details>.*?</details>|<[^>]+>|(?<=\])\([^)]*\)", re.DOTALL)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9][\w.,:%’'/-]*")


def words(markdown: str) -> float:
    """How many English words it takes as long as *markdown* to read."""
    read = _UNREAD.sub(" ", markdown)
    return len(_WORD.findall(_HAN.sub(" ", read))) + len(_HAN.findall(read)) / CHARACTERS_A_WORD


def before_the_first_live_thing(number: str, language: Language) -> float:
    """The words before it; those of the whole lesson if nothing in it lives."""
    lessons = course()
    cells: list[Any] = assemble(lessons.by_number[number], language, lessons).cells
    head = takewhile(lambda cell: cell.cell_type != "code" or not _LIVE.search(cell.source), cells)
    return sum(words(cell.source) for cell in head if cell.cell_type == "markdown")


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Two words", 2),
        ("**A rate** is 4.1 %, [here](03-lesson.ipynb)", 5),
        ("<details>\n<summary>Open</summary>\n\nfolded\n\n</details> read", 1),
        ("一二三四五六七八九十一二三四五六七", 10),
        ("ScoreLab 的数", 1 + 2 / 1.7),
    ],
)
def test_what_counts_as_a_word(text: str, many: float) -> None:
    assert words(text) == pytest.approx(many)


@pytest.mark.parametrize("number", [path.stem.partition("-")[0] for path in paths()])
def test_something_lives_within_the_first_400_words(number: str) -> None:
    counted = {language: round(before_the_first_live_thing(number, language)) for language in LANGUAGES}
    assert max(counted.values()) <= MOST, counted
