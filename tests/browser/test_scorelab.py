"""ScoreLab under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.jupyter import Lab
from tests.browser.views import Sight

KIND = "scorelab"
CELL = 'aecourse.live.ScoreLab(language="{language}")'
WORDS = {
    "en": {
        "rate": "Order defect rate (ODR)",
        "stockout": "Out of stock",
        "unit": " %",
        "assessed": "Assessed",
        "before": "before ",
        "reset": "Reset",
        "compare": "Compare with before",
        "again": "Compare from here",
    },
    "zh": {
        "rate": "买家不良体验订单率（ODR）",
        "stockout": "缺货率",
        "unit": " %",
        "assessed": "参与考核",
        "before": "调整前 ",
        "reset": "重置",
        "compare": "与调整前比较",
        "again": "从现在起比较",
    },
}


class View(Sight):
    """ScoreLab on the page."""

    def __init__(self, page: Page, lab: Lab, kind: str = KIND, place: int = 0) -> None:
        super().__init__(page, lab, kind, place)
        self.words = WORDS[lab.language]
        self.rate = self.picture.locator(".ae-rate")


def begin(view: View, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.reset()
    expect(view.readout("stockout-rate")).to_have_text("2.0")


def test_opens_with_answer_reasons_and_orders(view: View) -> None:
    expect(view.rate).to_have_text(re.compile(r"^\d+\.\d %$"))
    expect(view.picture).to_have_attribute("role", "img")
    label = view.picture.get_attribute("aria-label") or ""
    assert view.words["rate"] in label
    assert view.words["assessed"] in label
    expect(view.picture.locator(".ae-bad-orders")).to_have_count(5)
    expect(view.picture.locator(".ae-order")).to_have_count(3)
    expect(view.picture.locator(".ae-line")).to_be_visible()
    expect(view.root.locator(".noUi-handle")).to_have_count(8)


def test_mouse_moves_rate_picture_and_back(view: View) -> None:
    start, rate = view.seen(), view.rate.text_content()
    view.drag("stockout-rate", 0.8)
    expect(view.rate).not_to_have_text(rate or "")
    view.changed(start)
    expect(view.readout("stockout-rate")).to_have_text(re.compile(r"^2[34]\.\d$"))
    view.root.get_by_role("button", name=view.words["reset"]).click()
    expect(view.rate).to_have_text(rate or "")
    expect(view.readout("stockout-rate")).to_have_text("2.0")
    view.back(start)


def test_keyboard_moves_by_a_step_and_to_the_ends(view: View) -> None:
    start = view.seen()
    view.press("stockout-rate", "ArrowRight", 4)
    expect(view.readout("stockout-rate")).to_have_text("4.0")
    view.changed(start)
    view.press("stockout-rate", "ArrowLeft", 4)
    expect(view.readout("stockout-rate")).to_have_text("2.0")
    view.back(start)
    view.press("stockout-rate", "End")
    expect(view.readout("stockout-rate")).to_have_text("30.0")
    view.press("stockout-rate", "Home")
    expect(view.readout("stockout-rate")).to_have_text("0.0")


FAR_END = {
    "stockout-rate": "End",
    "handling-days": "End",
    "scan-delay-days": "End",
    "description-accuracy": "Home",
    "product-quality": "Home",
    "reply-hours": "End",
    "dispute-answer-rate": "Home",
    "settle-generosity": "Home",
}


@pytest.mark.parametrize("id", FAR_END)
def test_each_lever_acts_and_reset_returns(view: View, id: str) -> None:
    start = view.seen()
    view.press(id, FAR_END[id])
    view.changed(start)
    view.root.get_by_role("button", name=view.words["reset"]).click()
    view.back(start)


def test_compare_shows_before_and_keeps_it(view: View) -> None:
    rate = view.rate.text_content() or ""
    view.press("description-accuracy", "ArrowLeft", 20)
    expect(view.rate).not_to_have_text(rate)
    view.root.get_by_role("button", name=view.words["compare"]).click()
    before = view.picture.locator(".ae-before")
    expect(before).to_have_text(view.words["before"] + rate)
    expect(view.picture.locator(".ae-line-before")).to_be_visible()
    shown = view.seen()
    view.press("stockout-rate", "End")
    view.changed(shown)
    expect(before).to_have_text(view.words["before"] + rate)
    tick = "e => getComputedStyle(e, '::after').width"
    rail = view.root.locator(".ae-stockout-rate .noUi-target")
    assert rail.evaluate(tick) == "2px"
    now = view.rate.text_content() or ""
    view.root.get_by_role("button", name=view.words["again"]).click()
    expect(before).to_have_text(view.words["before"] + now)
    view.root.get_by_role("button", name=view.words["reset"]).click()
    expect(before).to_have_count(0)


def test_a_screen_reader_hears_names_values_and_the_result(view: View) -> None:
    slider = view.root.get_by_role("slider", name=view.words["stockout"])
    expect(slider).to_have_attribute("aria-valuetext", "2.0" + view.words["unit"])
    start = view.seen()
    for _ in range(6):
        slider.press("ArrowRight")
    view.changed(start)
    expect(slider).to_have_attribute("aria-valuetext", "5.0" + view.words["unit"])
    result = view.picture.get_attribute("aria-label") or ""
    expect(view.root.get_by_role("status")).to_have_text(result)
    view.is_accessible()


def test_focus_is_seen_and_goes_through_levers_to_buttons(view: View) -> None:
    first = view.knob("stockout-rate")
    first.focus()
    style = first.evaluate("e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth")
    assert style == "solid2px"
    reached = []
    for _ in range(20):
        view.page.keyboard.press("Tab")
        reached.append(view.page.evaluate("document.activeElement.className"))
    assert sum("noUi-handle" in name for name in reached) == 7
    assert sum("widget-button" in name for name in reached) == 2


@pytest.mark.parametrize("width", [1366, 900, 683])
def test_no_width_breaks_it(view: View, width: int, artifacts: Path) -> None:
    """900 px, and what 200 % zoom leaves of 1366 px: nothing is cut, nothing overlaps."""
    page = view.page
    page.set_viewport_size({"width": width, "height": 900})
    view.settled()
    outer = view.root.bounding_box()
    assert outer is not None
    boxes = []
    for part in view.root.locator(".widget-slider, .widget-button, .ae-effect").all():
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= outer["x"]
        assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
        boxes.append((box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]))
    for place, a in enumerate(boxes):
        for b in boxes[:place]:
            apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
            assert apart, (a, b)
    for label in view.root.locator(".widget-slider .widget-label").all():
        assert label.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    view.root.screenshot(path=artifacts / f"scorelab-{view.lab.language}-{width}-wide.png")
    page.set_viewport_size({"width": 1366, "height": 768})


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_pictures_of_the_page(view: View, width: int, height: int, artifacts: Path) -> None:
    page = view.page
    page.set_viewport_size({"width": width, "height": height})
    view.press("description-accuracy", "ArrowLeft", 12)
    view.press("stockout-rate", "ArrowLeft", 2)
    view.root.get_by_role("button", name=view.words["compare"]).click()
    expect(view.picture.locator(".ae-before")).to_be_visible()
    view.settled()
    view.root.evaluate("e => e.scrollIntoView({block: 'end'})")
    view.settled()
    page.screenshot(path=artifacts / f"scorelab-{view.lab.language}-{width}x{height}.png")
    outer = view.root.bounding_box()
    assert outer is not None
    assert outer["height"] < height  # all of it can be seen at once
    page.set_viewport_size({"width": 1366, "height": 768})


def test_memory_does_not_grow(view: View) -> None:
    view.does_not_grow("description-accuracy")
