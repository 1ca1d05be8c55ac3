"""Cards to print: three, in both languages, each a page of A4; what they say of rules names its sources."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from aecourse import rulebook
from aecourse.app import cli
from aecourse.app.handouts import CARDS, cards_html, source_line
from aecourse.base.language import LANGUAGES, Language
from tests.chromium import find
from tools.lessons.pairs import half_width, numbers, shape

LINES = [(card, line) for card in CARDS.values() for line in card.lines]
KNOWN = {one.id for one in rulebook.regimes()} | {one.id for one in rulebook.tables()}


def test_there_are_three_cards() -> None:
    assert {id: len(card.lines) for id, card in CARDS.items()} == {"check": 7, "fail": 5, "monday": 4}


@pytest.mark.parametrize(("card", "line"), LINES, ids=[line.head.en for _, line in LINES])
def test_both_languages_say_the_same(card: object, line: object) -> None:
    for text in (line.head, line.text):  # type: ignore[attr-defined]
        one, other = numbers(shape(text.en), shape(text.zh))
        assert one == other
        assert not list(half_width(text.zh))


def test_every_consequence_names_its_rules_and_they_have_sources() -> None:
    for line in CARDS["fail"].lines:
        assert line.rules
        assert set(line.rules) <= KNOWN
        for id in line.rules:
            for language in LANGUAGES:
                assert re.search("来源：." if language == "zh" else "sources: .", source_line(id, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_writes_the_page(language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cards.html"
    assert cli.main(["cards", "--language", language, "-o", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == cards_html(language)
    assert str(file) in capsys.readouterr().out
    assert "<script" not in cards_html(language)
    assert "http" not in cards_html(language)
    assert cli.main(["cards", "--language", language, "-o", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_prints_on_one_page(language: Language, tmp_path: Path) -> None:
    chromium = find()
    if chromium is None:
        pytest.skip("no Chromium here: see tests/chromium.py")
    (tmp_path / "cards.html").write_text(cards_html(language), encoding="utf-8")
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=cards.pdf", "cards.html"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = re.findall(rb"/Type ?/Page\b", (tmp_path / "cards.pdf").read_bytes())
    assert len(pages) == len(CARDS)
