"""Sentences that drive a view, a guess on its axis, and panels one after the other, in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from aecourse.live.tours import TOURS, pieces
from tests.browser.jupyter import Lab
from tests.browser.views import STICKS_OUT, Sight, show

CELLS = (
    'aecourse.live.ScoreLab(tour="stock-list", language="{language}")',
    'aecourse.live.SmallNumbers(tour="hundred-shops", language="{language}")',
    'aecourse.live.OrderExplorer(tour="five-clocks", language="{language}")',
)
KINDS = ("scorelab", "smallnumbers", "orderexplorer")
WORDS = {
    "en": {"next": "Next", "all": "Show all", "break": "Break it", "rescue": "Rescue it", "done": "Done in 1 move",
           "which": "Which orders"},
    "zh": {"next": "下一步", "all": "全部展开", "break": "挑战：变坏", "rescue": "挑战：救回", "done": "完成，共 1 步",
           "which": "查看订单"},
}  # fmt: skip


@pytest.fixture(scope="module", params=range(len(KINDS)), ids=KINDS)
def sheet(request: pytest.FixtureRequest, lab: Lab, desk: Page) -> Iterator[tuple[Page, str]]:
    kind = KINDS[request.param]
    yield show(lab, desk, kind, "import aecourse", CELLS[request.param]), kind
    lab.clear(desk)


@pytest.fixture
def view(sheet: tuple[Page, str], lab: Lab) -> Iterator[Sight]:
    page, kind = sheet
    shown = Sight(page, lab, kind)
    shown.settled()
    lab.troubles.clear()
    yield shown
    assert lab.troubles == []


def test_each_phrase_drives_by_mouse_and_by_key(view: Sight) -> None:
    phrases = view.root.locator(".ae-phrase")
    tour = next(tour for tour in TOURS.values() if tour.kind == view.kind and tour.id != "three-causes")
    told = [it for it in pieces(tour.text.text(view.lab.language)) if it.does is not None]
    expect(phrases).to_have_text([it.words for it in told])
    start = view.root.inner_text()
    first = phrases.nth(0)
    first.click()
    expect(first).to_have_attribute("aria-pressed", "true")
    second = phrases.nth(1)
    second.focus()
    second.press("Enter")
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(first).to_have_attribute("aria-pressed", "false")
    view.settled()
    assert view.root.inner_text() != start
    view.is_accessible()


def test_a_guess_is_placed_by_a_click_and_by_a_key_and_kept(view: Sight) -> None:
    axis = view.picture.locator(".ae-guess-axis")
    if view.kind == "orderexplorer":
        expect(axis).to_have_count(0)
        return
    box = axis.bounding_box()
    assert box is not None
    view.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(view.picture.locator(".ae-guess")).to_have_count(1)
    said = view.root.locator(".ae-guess-row").get_by_role("status")
    expect(said).to_have_text(re.compile(r"\d"))
    before = said.inner_text()
    view.press("guess", "ArrowRight")
    expect(said).not_to_have_text(before)
    kept = view.readout("guess").inner_text()
    view.reset()
    expect(view.readout("guess")).to_have_text(kept)
    expect(view.picture.locator(".ae-guess")).to_have_count(1)
    view.is_accessible()


@pytest.mark.parametrize("sheet", [KINDS.index("smallnumbers")], ids=["smallnumbers"], indirect=True)
def test_panels_come_one_by_one_or_all_at_once(view: Sight) -> None:
    words = WORDS[view.lab.language]
    heights = []
    for _ in range(2):
        box = view.picture.bounding_box()
        assert box is not None
        heights.append(box["height"])
        view.button(words["next"]).press("Enter")
        view.settled()
    expect(view.button(words["all"])).not_to_be_visible()
    expect(view.knob("first-mean")).to_be_visible()
    box = view.picture.bounding_box()
    assert box is not None
    assert heights == sorted(heights)
    assert heights[-1] < box["height"]
    view.is_accessible()


@pytest.mark.parametrize("sheet", [KINDS.index("orderexplorer")], ids=["orderexplorer"], indirect=True)
def test_an_order_is_broken_and_rescued(view: Sight) -> None:
    words = WORDS[view.lab.language]
    view.root.locator(".ae-phrase").first.click()  # the clean order, shipped in time
    view.settled()
    view.button(words["break"]).click()
    view.settled()
    shipped = view.root.locator("[data-moment=shipped_at]")
    shipped.focus()
    shipped.press("Delete")
    expect(view.root.locator(".ae-goal")).to_have_text(re.compile(words["done"]))
    expect(view.button(words["rescue"])).to_be_visible()
    flip = view.root.locator(".ae-flip").first
    flip.focus()
    flip.press("Enter")
    expect(view.root.locator(".ae-story ul")).to_have_count(2)
    view.is_accessible()
    view.root.locator(".ae-reset").click()
    expect(view.root.locator(".ae-story")).to_have_count(0)


def test_no_width_breaks_it(view: Sight, artifacts: Path) -> None:
    for width, height in ((1366, 768), (900, 900), (683, 900)):
        view.page.set_viewport_size({"width": width, "height": height})
        view.settled()
        assert view.root.evaluate(STICKS_OUT) == []
        view.root.screenshot(path=artifacts / f"tour-{view.kind}-{view.lab.language}-{width}.png")
    view.page.set_viewport_size({"width": 1366, "height": 768})
