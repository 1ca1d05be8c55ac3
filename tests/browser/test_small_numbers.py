"""SmallNumbers under the hands of a learner: a real JupyterLab, both languages."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.jupyter import Lab
from tests.browser.views import Sight

KIND = "smallnumbers"
CELL = 'aecourse.live.SmallNumbers(language="{language}", whole=True)'
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

    def __init__(self, page: Page, lab: Lab, kind: str = KIND) -> None:
        super().__init__(page, lab, kind)
        self.words = WORDS[lab.language]
        self.wrong = self.picture.locator(".ae-rate")

    def act(self, name: str) -> Locator:
        return self.button(self.words[name])


def begin(view: View, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.reset()
    expect(view.wrong).to_have_text("35")


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


def test_no_width_breaks_it(view: View, artifacts: Path) -> None:
    view.fits_every_width(artifacts)


def test_pictures_of_the_page(view: View, artifacts: Path) -> None:
    view.fits_every_screen(artifacts)


def test_memory_does_not_grow(view: View) -> None:
    view.does_not_grow("orders")


def test_nothing_for_axe_to_complain_of(view: View) -> None:
    view.is_accessible()
