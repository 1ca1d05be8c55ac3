"""What an eye finds wrong before it reads: no view's picture has it, in any state, at any width."""

from __future__ import annotations

import pytest

from aecourse import live
from tests.layout import faults, outside
from tests.live.states import pictures
from tests.pictures import unfinished


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("view", live.__all__)
def test_words_and_marks_stand_where_an_eye_looks_for_them(view: str, language: str) -> None:
    for name, svg in pictures(view, language).items():
        assert [*unfinished(svg), *outside(svg)] == [], name
        assert faults(svg) == [], name
