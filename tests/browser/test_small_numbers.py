"""SmallNumbers under the hands of a learner: a real JupyterLab, both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.jupyter import Lab
from tests.browser.views import Sight, show

NOTEBOOK = ("import aecourse", 'aecourse.live.SmallNumbers(language="{language}")')
WORDS = {
    "en": {"orders": "Orders", "reset": "Reset", "luck": "New luck", "never": "Never",
           "nothing": "Not assessed", "illustrative": "illustrative"},
    "zh": {"orders": "订单数", "reset": "重置", "luck": "换一批运气", "never": "永远分不清",
           "nothing": "不考核", "illustrative": "示意"},
}  # fmt: skip
FAR_END = {
    "share": "End",
    "orders": "End",
    "limit": "End",
    "first-mean": "Home",
    "first-ratings": "End",
    "second-mean": "Home",
    "second-ratings": "Home",
}


class View(Sight):
    """SmallNumbers on the page."""

    def __init__(self, page: Page, lab: Lab) -> None:
        super().__init__(page, lab, "smallnumbers")
        self.words = WORDS[lab.language]
        self.wrong = self.picture.locator(".ae-rate")

    def act(self, name: str) -> Locator:
        return self.button(self.words[name])


@pytest.fixture(scope="module")
def sheet(lab: Lab, browser: Browser) -> Iterator[Page]:
    page = show(lab, browser, "smallnumbers", *NOTEBOOK)
    yield page
    page.close()


@pytest.fixture
def view(sheet: Page, lab: Lab) -> Iterator[View]:
    """The view as it starts; afterwards the page must have nothing to complain of."""
    shown = View(sheet, lab)
    shown.reset()
    expect(shown.wrong).to_have_text("35")
    shown.settled()
    lab.troubles.clear()
    yield shown
    assert lab.troubles == []


def test_opens_and_says_what_is_assumed(view: View) -> None:
    expect(view.picture).to_have_attribute("role", "img")
    expect(view.root.locator(".noUi-handle")).to_have_count(7)
    expect(view.picture.locator(".ae-minimum")).to_have_count(3)
    expect(view.picture.locator(".ae-note")).to_contain_text(view.words["illustrative"])
    expect(view.root.locator(".ae-span")).to_contain_text(view.words["illustrative"])


def test_each_control_acts_and_reset_returns(view: View) -> None:
    start = view.picture.inner_html()
    for id, key in FAR_END.items():
        view.press(id, key)
        view.until(start, same=False)
        view.act("reset").click()
        view.until(start, same=True)
    view.act("luck").click()
    view.until(start, same=False)
    view.act("reset").click()
    view.until(start, same=True)


def test_orders_from_none_to_many(view: View) -> None:
    slider = view.root.get_by_role("slider", name=view.words["orders"], exact=True)
    expect(slider).to_have_attribute("aria-valuetext", "30")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "40")
    slider.press("Home")
    expect(view.wrong).to_have_text(view.words["nothing"])
    slider.press("End")
    expect(view.wrong).to_have_text("0")
    label = view.picture.get_attribute("aria-label") or ""
    expect(view.root.get_by_role("status")).to_have_text(label)


def test_mouse_and_the_toss_up(view: View) -> None:
    view.knob("share").scroll_into_view_if_needed()
    knob = view.knob("share").bounding_box()
    rail = view.root.locator(".ae-share .noUi-base").bounding_box()
    assert knob is not None
    assert rail is not None
    y = knob["y"] + knob["height"] / 2
    view.page.mouse.move(knob["x"] + knob["width"] / 2, y)
    view.page.mouse.down()
    view.page.mouse.move(rail["x"] + rail["width"] * 0.3, y, steps=8)
    view.page.mouse.up()
    expect(view.picture.locator(".ae-grade")).to_have_text(view.words["never"])


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (900, 768), (683, 768), (1366, 768)])
def test_no_width_breaks_it(view: View, width: int, height: int, artifacts: Path) -> None:
    page = view.page
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(200)
    view.root.evaluate("e => e.scrollIntoView({block: 'end'})")
    outer = view.root.bounding_box()
    assert outer is not None
    if width > 1000:
        assert outer["height"] < height  # all of it can be seen at once
    for part in view.root.locator(".widget-slider, .widget-button, .ae-effect").all():
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= outer["x"]
        assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
    for label in view.root.locator(".widget-slider .widget-label").all():
        assert label.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    name = f"smallnumbers-{view.lab.language}-{width}x{height}.png"
    page.screenshot(path=artifacts / name)


def test_memory_does_not_grow(view: View) -> None:
    view.does_not_grow("orders")


def test_nothing_for_axe_to_complain_of(view: View) -> None:
    view.is_accessible()
