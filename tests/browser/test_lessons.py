"""The built lessons in a real JupyterLab: all cells run, and what is live in them lives.

nbval has run every notebook in both languages already; here each is opened in one of the two, in
turns, for what only a browser can show.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.jupyter import HOUSE, Lab

NAMES = sorted(path.name for path in (HOUSE / "notebooks/en").glob("[0-9][0-9]-*.ipynb"))
TURNS = [(("en", "zh")[place % 2], name) for place, name in enumerate(NAMES)]
TURNS += [("zh", "00-start.ipynb")]
VIEW = re.compile(r"aecourse\.live\.[A-Z]|live\.[A-Z]\w+\(")


@pytest.mark.parametrize(("lab", "name"), TURNS, indirect=["lab"])
def test_lesson_runs_and_what_is_live_in_it_lives(lab: Lab, desk: Page, name: str, artifacts: Path) -> None:
    built = HOUSE / "notebooks" / lab.language / name
    shutil.copy(built, lab.root / name)
    lab.clear(desk)
    page = lab.put_and_run(desk, name)
    if VIEW.search(built.read_text(encoding="utf-8")):
        view = page.locator(".aecourse-live").first
        view.scroll_into_view_if_needed()
        expect(view.locator("svg[role=img]").first).to_be_visible()
        page.screenshot(path=artifacts / f"{built.stem}-{lab.language}.png")
    if "aecourse.quiz(" in built.read_text(encoding="utf-8"):
        quiz = page.locator(".ae-card").last
        quiz.scroll_into_view_if_needed()
        expect(quiz).to_be_visible()
    assert lab.troubles == []
