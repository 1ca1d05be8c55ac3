"""TierLadder under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.jupyter import Lab

NOTEBOOK = ("import aecourse", 'aecourse.live.TierLadder(language="{language}")')
WORDS = {
    "en": {"tier": "Tier 4", "score": "Service score", "unit": " points", "only": "Article only",
           "reset": "Reset", "compare": "Compare with before", "before": "before: tier 4",
           "assumed": "What is assumed, and why", "nothing": "not assessed"},
    "zh": {"tier": "第 4 层级", "score": "服务分", "unit": " 分", "only": "仅见于文章",
           "reset": "重置", "compare": "与调整前比较", "before": "调整前：第 4 层级",
           "assumed": "有哪些假设，为什么", "nothing": "不参与考核"},
}  # fmt: skip
LEVERS = {
    "start-gmv": "End", "score": "Home", "conversion": "End", "order-value": "Home",
    "strength": "Home", "mean-visits": "Home", "carry": "End", "months": "Home",
}  # fmt: skip


class View:
    """The view on the page, by what a learner sees and touches."""

    def __init__(self, page: Page, lab: Lab) -> None:
        self.page, self.lab, self.words = page, lab, WORDS[lab.language]
        self.root = page.locator(".aecourse-tierladder").first
        self.picture = self.root.locator("svg.ae-picture")
        expect(self.picture).to_be_visible()

    def knob(self, lever: str) -> Locator:
        return self.root.locator(f".ae-{lever} .noUi-handle")

    def readout(self, lever: str) -> Locator:
        return self.root.locator(f".ae-{lever} .widget-readout")

    def press(self, lever: str, key: str, times: int = 1) -> None:
        self.knob(lever).focus()
        for _ in range(times):
            self.knob(lever).press(key)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=self.words[name])

    def seen(self) -> str:
        return self.picture.inner_html()

    def until(self, picture: str, *, same: bool) -> None:
        deadline = time.monotonic() + 15
        while (self.seen() == picture) != same:
            assert time.monotonic() < deadline, "the picture did not come back or did not change"
            self.page.wait_for_timeout(30)


@pytest.fixture(scope="module")
def sheet(lab: Lab, browser: Browser) -> Iterator[Page]:
    """One page with one view, for all tests of a language."""
    name = lab.write("tier_ladder.ipynb", *(c.format(language=lab.language) for c in NOTEBOOK))
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    lab.run(page, name)
    yield page
    page.close()


@pytest.fixture
def view(sheet: Page, lab: Lab) -> Iterator[View]:
    """The view as it starts; afterwards the page must have nothing to complain of."""
    shown = View(sheet, lab)
    shown.button("reset").click()
    expect(shown.readout("score")).to_have_text("92")
    expect(shown.picture.locator(".ae-tier")).to_have_text(shown.words["tier"])
    lab.troubles.clear()
    yield shown
    assert lab.troubles == []


def test_opens_with_answer_ladder_curve_and_loop(view: View) -> None:
    expect(view.picture).to_have_attribute("role", "img")
    label = view.picture.get_attribute("aria-label") or ""
    assert view.words["tier"] in label
    assert view.words["only"] in label
    expect(view.picture.locator(".ae-rung")).to_have_count(5)
    expect(view.picture.locator(".ae-share")).to_have_count(6)
    expect(view.picture.locator(".ae-path")).to_be_visible()
    expect(view.picture.locator(".ae-lorenz")).to_be_visible()
    expect(view.picture.locator(".ae-node")).to_have_count(5)
    expect(view.root.locator(".noUi-handle")).to_have_count(8)


def test_each_lever_acts_and_reset_returns(view: View) -> None:
    start = view.seen()
    for lever, key in LEVERS.items():
        view.press(lever, key)
        view.until(start, same=False)
        view.button("reset").click()
        view.until(start, same=True)


def test_steps_of_turnover_and_the_mouse(view: View) -> None:
    start = view.seen()
    view.press("start-gmv", "ArrowRight", 3)
    expect(view.readout("start-gmv")).to_have_text("1,250")
    view.press("start-gmv", "ArrowLeft", 3)
    expect(view.readout("start-gmv")).to_have_text("800")
    view.until(start, same=True)
    knob, rail = view.knob("score").bounding_box(), view.root.locator(".ae-score .noUi-base")
    box = rail.bounding_box()
    assert knob is not None and box is not None
    y = knob["y"] + knob["height"] / 2
    view.page.mouse.move(knob["x"] + knob["width"] / 2, y)
    view.page.mouse.down()
    view.page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=8)
    view.page.mouse.up()
    expect(view.readout("score")).to_have_text(re.compile(r"^(49|50|51)$"))
    expect(view.picture.locator(".ae-tier")).not_to_have_text(view.words["tier"])


def test_compare_and_no_order(view: View) -> None:
    view.press("score", "Home")
    expect(view.picture.locator(".ae-tier")).not_to_have_text(view.words["tier"])
    view.button("compare").click()
    before = view.picture.locator(".ae-before")
    expect(before).to_have_text(re.compile(view.words["before"]))
    expect(view.picture.locator(".ae-path-before")).to_be_visible()
    view.press("conversion", "Home")
    expect(view.picture.locator(".ae-node").first).to_have_text(view.words["nothing"])
    view.button("reset").click()
    expect(before).to_have_count(0)


def test_heard_and_reached_by_keyboard(view: View) -> None:
    slider = view.root.get_by_role("slider", name=view.words["score"], exact=True)
    expect(slider).to_have_attribute("aria-valuetext", "92" + view.words["unit"])
    for handle in view.root.locator("[role=slider]").all():
        assert handle.get_attribute("aria-label")
    slider.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "91" + view.words["unit"])
    view.page.wait_for_timeout(300)
    label = view.picture.get_attribute("aria-label") or ""
    expect(view.root.get_by_role("status")).to_have_text(label)
    view.knob("start-gmv").focus()
    reached = []
    for _ in range(24):
        view.page.keyboard.press("Tab")
        reached.append(view.page.evaluate(
            "document.activeElement.tagName + ' ' + document.activeElement.className"
        ))  # fmt: skip
    assert sum("noUi-handle" in name for name in reached) == 7
    assert sum("widget-button" in name for name in reached) == 2
    summary = view.root.locator("summary")
    expect(summary).to_have_text(view.words["assumed"])
    summary.focus()
    summary.press("Enter")
    expect(view.root.locator(".ae-why li").first).to_be_visible()
    summary.press("Enter")


def test_no_width_breaks_it(view: View, artifacts: Path) -> None:
    """900 px, and what 200 % zoom leaves of 1366 px: nothing is cut."""
    page = view.page
    for width in (900, 683):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        outer = view.root.bounding_box()
        assert outer is not None
        for part in view.root.locator(".widget-slider, .widget-button, .ae-effect").all():
            box = part.bounding_box()
            assert box is not None
            assert box["x"] >= outer["x"]
            assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
        view.root.screenshot(path=artifacts / f"tierladder-{view.lab.language}-{width}-wide.png")
        cut = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
        labels = view.root.locator(".widget-slider .widget-label")
        assert labels.evaluate_all(cut) == []
    page.set_viewport_size({"width": 1366, "height": 768})


def test_pictures_of_the_page(view: View, artifacts: Path) -> None:
    page = view.page
    view.button("compare").click()
    view.press("score", "ArrowLeft", 8)
    expect(view.picture.locator(".ae-path-before")).to_be_visible()
    for width, height in ((1920, 1080), (1366, 768)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        view.root.evaluate("e => e.scrollIntoView({block: 'end'})")
        page.screenshot(path=artifacts / f"tierladder-{view.lab.language}-{width}x{height}.png")
        outer = view.root.bounding_box()
        assert outer is not None
        assert outer["height"] < height


@pytest.mark.parametrize("lab", ["en"], indirect=True)
def test_memory_does_not_grow(view: View) -> None:
    """500 changes leave no more nodes on the page than there were."""
    count = "() => document.querySelectorAll('.aecourse-tierladder *').length"
    before = view.page.evaluate(count)
    view.knob("score").focus()
    for step in range(500):
        view.page.keyboard.press("ArrowLeft" if step % 50 < 25 else "ArrowRight")
    view.button("reset").click()
    expect(view.readout("score")).to_have_text("92")
    view.page.wait_for_timeout(300)
    assert view.page.evaluate(count) == before
