"""Words as data: a TOML file beside the module that says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from aecourse.base.language import Phrase
from aecourse.base.texts import texts


def beside(folder: Path, text: str) -> str:
    (folder / "words.toml").write_text(text, encoding="utf-8")
    return str(folder / "words.py")


def test_a_table_gives_phrases_and_numbers_that_hold_for_good_are_filled(tmp_path: Path) -> None:
    module = beside(tmp_path, '[words]\nsays.en = "{n:order} of {MOST}"\nsays.zh = "{MOST} 笔里的 {n} 笔"\n')
    said = texts(module, MOST=66)["words"]["says"]
    assert said.format(n=1) == Phrase("1 order of 66", "66 笔里的 1 笔")


def test_every_entry_that_lacks_a_language_is_named_at_once(tmp_path: Path) -> None:
    module = beside(tmp_path, '[words]\none.en = "a"\ntwo = "b"\n[more]\nthree.en = 3\nthree.zh = "三"\n')
    with pytest.raises(ValueError, match=r"words\.toml: words\.one: needs") as caught:
        texts(module)
    assert "words.two: needs" in str(caught.value)
    assert "more.three: a text is a string" in str(caught.value)


def test_tables_cannot_be_changed(tmp_path: Path) -> None:
    table = texts(beside(tmp_path, '[words]\na.en = "a"\na.zh = "甲"\n'))["words"]
    with pytest.raises(TypeError):
        table["a"] = Phrase("b", "乙")  # type: ignore[index]
