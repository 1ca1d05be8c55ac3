"""What an eye finds wrong before it reads: no view's picture has it, in any state, at any width."""

from __future__ import annotations

import pytest

from aecourse import live
from tests.layout import faults, outside
from tests.live.states import pictures
from tests.pictures import unfinished

KNOWN = {
    ("SmallNumbers", "en"): {"no ratings: nothing to compare"},  # the line of one star runs through it
    ("Transition", "en"): {"nobody sells"},  # a line of sales runs through it
    ("Transition", "zh"): {"无人经营"},
    ("StoreYear", "en"): {"⚠ −100 / 15"},  # begins on the bar before it
    ("StoreYear", "zh"): {"⚠ −100 / 15"},
}
"""Words that are struck in a rare state, to be mended."""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("view", live.__all__)
def test_words_and_marks_stand_where_an_eye_looks_for_them(view: str, language: str) -> None:
    known = KNOWN.get((view, language), set())
    for name, svg in pictures(view, language).items():
        assert [*unfinished(svg), *outside(svg)] == [], name
        found = [fault for fault in faults(svg) if not any(words in fault for words in known)]
        assert found == [], name
