"""The view of the regimes under the hands of a learner: a real JupyterLab, both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.jupyter import Lab
from tests.browser.views import Sight

KIND = "regimes"
CELL = 'aecourse.live.Regimes(language="{language}", whole=True)'
WORDS = {
    "en": {
        "start": "30 Sep 2015",
        "next": "31 Oct 2015",
        "last": "30 Nov 2026",
        "later": "Later change →",
        "earlier": "← Earlier change",
        "reset": "Reset",
        "date": "Date",
        "store": "Store",
        "rule": "Seller service grade 2015",
    },
    "zh": {
        "start": "2015 年 9 月 30 日",
        "next": "2015 年 10 月 31 日",
        "last": "2026 年 11 月 30 日",
        "later": "下一次变化 →",
        "earlier": "← 上一次变化",
        "reset": "重置",
        "date": "日期",
        "store": "店铺",
        "rule": "2015 年卖家服务等级",
    },
}


class View(Sight):
    """Regimes on the page."""

    def __init__(self, page: Page, lab: Lab, kind: str = KIND) -> None:
        super().__init__(page, lab, kind)
        self.words = WORDS[lab.language]
        self.date, self.day = self.knob("date"), self.readout("date")

    def act(self, name: str) -> Locator:
        return self.button(self.words[name])


def begin(view: View, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.reset()
    expect(view.day).to_have_text(view.words["start"])


def test_keys_move_the_date_the_rules_and_the_words_that_are_spoken(view: View) -> None:
    start = view.settled()
    expect(view.picture.locator(".ae-regime")).to_contain_text(view.words["rule"])
    view.date.focus()
    assert view.date.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    view.date.press("ArrowRight")
    expect(view.day).to_have_text(view.words["next"])
    expect(view.picture.locator(".ae-new")).to_have_count(1)
    expect(view.picture.locator(".ae-change")).to_have_count(2)
    knob = view.root.get_by_role("slider", name=view.words["date"])
    expect(knob).to_have_attribute("aria-valuetext", view.words["next"])
    expect(view.picture).to_have_attribute("role", "img")
    label = view.picture.get_attribute("aria-label") or ""
    expect(view.root.get_by_role("status")).to_have_text(label)
    view.date.press("End")
    expect(view.day).to_have_text(view.words["last"])
    expect(view.picture.locator(".ae-regime")).to_have_count(6)
    expect(view.act("later")).to_be_disabled()
    view.act("reset").click()
    view.back(start)


def test_mouse_drags_the_knob_over_the_day(view: View) -> None:
    knob, rail = view.date.bounding_box(), view.root.locator(".ae-date .noUi-base").bounding_box()
    assert knob is not None
    assert rail is not None
    mouse = view.page.mouse
    mouse.move(knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2)
    mouse.down()
    mouse.move(rail["x"] + rail["width"] * 0.75, knob["y"] + knob["height"] / 2, steps=15)
    mouse.up()
    expect(view.picture.locator(".ae-regime")).to_have_count(5)
    day = view.day.inner_text()  # a month on the way may show five rules, too
    expect(view.picture).to_have_attribute("aria-label", re.compile(re.escape(day)))
    view.settled()
    stands = view.date.bounding_box()
    line = view.picture.locator(".ae-now").bounding_box()
    assert stands is not None
    assert line is not None
    assert abs(stands["x"] + stands["width"] / 2 - line["x"] - line["width"] / 2) < 3


def test_buttons_jump_to_changes_and_the_store_can_be_chosen(view: View) -> None:
    start = view.settled()
    view.act("later").click()
    expect(view.day).to_have_text(view.words["next"])
    view.act("earlier").click()
    expect(view.day).not_to_have_text(view.words["next"])
    view.act("reset").click()
    view.back(start)
    view.root.get_by_label(view.words["store"], exact=True).select_option(index=1)
    view.changed(start)
    view.act("reset").click()
    view.back(start)


@pytest.mark.parametrize("width", [900, 683])
def test_no_width_breaks_it(view: View, width: int, artifacts: Path) -> None:
    view.page.set_viewport_size({"width": width, "height": 900})
    view.settled()
    outer = view.root.bounding_box()
    assert outer is not None
    for part in view.root.locator(".widget-button, .ae-roll, select").all():
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= outer["x"]
        assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
    view.root.screenshot(path=artifacts / f"regimes-{view.lab.language}-{width}-wide.png")
    view.page.set_viewport_size({"width": 1366, "height": 768})


def test_pictures_of_the_page(view: View, artifacts: Path) -> None:
    view.date.focus()
    for _ in range(16):
        view.date.press("PageUp")
    view.settled()
    view.fits_every_screen(artifacts)


def test_memory_does_not_grow(view: View) -> None:
    view.does_not_grow("date")


def test_nothing_for_axe_to_complain_of(view: View) -> None:
    view.is_accessible()
