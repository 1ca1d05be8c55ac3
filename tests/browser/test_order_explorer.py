"""OrderExplorer under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.views import Sight

KIND = "orderexplorer"
CELL = 'aecourse.live.OrderExplorer(language="{language}")'
WORDS = {
    "en": {"ok": "✓ Assessed, not bad", "bad": "✕ Bad-experience order", "reset": "Reset",
           "keep": "Compare from here", "rules": "Rule by rule", "late": "✕ 24 h late",
           "impossible": "shipped before payment", "never": "never", "sold": "Deal not sold",
           "illustrative": "Illustrative order"},
    "zh": {"ok": "✓ 参与考核，非不良体验订单", "bad": "✕ 买家不良体验订单", "reset": "重置",
           "keep": "从现在起比较", "rules": "逐条看规则", "late": "✕ 晚 24 小时",
           "impossible": "发货早于付款", "never": "不发生", "sold": "成交不卖",
           "illustrative": "示意订单"},
}  # fmt: skip


class View(Sight):
    """The view with its handles."""

    def handle(self, moment: str) -> Locator:
        return self.root.locator(f"[data-moment={moment}]")

    @property
    def verdict(self) -> Locator:
        return self.root.locator(".ae-verdict")

    def pull(self, moment: str, by: float) -> None:
        """Take a handle so many pixels along the line with the mouse."""
        box = self.handle(moment).locator(".ae-knob").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + by, y, steps=6)
        self.page.mouse.up()


def begin(view: View, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.root.locator(".ae-order select").select_option(index=0)
    view.root.locator(".ae-regime select").select_option(index=0)
    view.reset()
    expect(view.verdict).to_have_text(words["ok"])


def test_a_moment_is_dragged_and_reset_returns(view: View, words: dict[str, str]) -> None:
    start = view.seen()
    expect(view.root.get_by_text(words["illustrative"]).first).to_be_visible()
    view.pull("shipped_at", 90)
    expect(view.verdict).to_have_text(words["bad"])
    expect(view.root.locator("tr.ae-changed")).to_contain_text(words["sold"])
    view.pull("shipped_at", -200)
    expect(view.verdict).to_have_text(words["ok"])
    view.pull("shipped_at", 2000)
    expect(view.handle("shipped_at")).to_have_attribute("aria-valuetext", words["never"])
    expect(view.handle("delivered_at")).to_have_class("ae-void")
    expect(view.verdict).to_have_text(words["bad"])
    view.button(words["reset"]).click()
    view.until(start, same=True)


def test_the_keyboard_does_all_that_the_mouse_does(view: View, words: dict[str, str]) -> None:
    shipped = view.handle("shipped_at")
    expect(shipped).to_have_attribute("role", "slider")
    shipped.focus()
    for _ in range(6):
        view.page.keyboard.press("ArrowRight")
    expect(shipped).to_have_attribute("aria-valuetext", re.compile(words["late"][2:]))
    expect(view.picture).to_contain_text(words["late"])
    expect(view.verdict).to_have_text(words["bad"])
    expect(shipped).to_be_focused()
    view.page.keyboard.press("Shift+ArrowRight")
    expect(shipped).to_have_attribute("aria-valuenow", "193")
    view.page.keyboard.press("Home")
    expect(shipped).to_have_attribute("aria-valuenow", "0")
    view.page.keyboard.press("ArrowLeft")
    expect(view.root.locator(".ae-said")).to_contain_text(words["impossible"])
    view.page.keyboard.press("End")
    expect(shipped).to_have_attribute("aria-valuenow", str(48 * 24))
    view.page.keyboard.press("Delete")
    expect(shipped).to_have_attribute("aria-valuetext", words["never"])
    expect(view.root.get_by_role("status").last).to_have_text(
        view.picture.get_attribute("aria-label") or "", timeout=3000
    )


def test_touch_drags_too(view: View, words: dict[str, str]) -> None:
    handle = view.handle("shipped_at")
    box = handle.locator(".ae-knob").bounding_box()
    assert box is not None
    x, y = box["x"] + 8, box["y"] + 8
    touch = {"pointerId": 7, "pointerType": "touch", "isPrimary": True, "bubbles": True,
             "cancelable": True, "button": 0}  # fmt: skip
    handle.evaluate("e => { e.setPointerCapture = () => {}; }")
    for kind, dx in (("pointerdown", 0), ("pointermove", 90), ("pointerup", 90)):
        handle.dispatch_event(kind, {**touch, "clientX": x + dx, "clientY": y})
    expect(view.verdict).to_have_text(words["bad"])


def test_choices_and_what_they_show(view: View, words: dict[str, str]) -> None:
    start = view.seen()
    view.root.locator(".ae-order select").select_option(index=6)
    expect(view.verdict).to_have_text(words["bad"])
    view.root.locator(".ae-regime select").select_option(index=9)
    expect(view.root.locator("tbody tr")).to_have_count(6)
    view.press("window", "End")
    expect(view.verdict).to_contain_text("–")
    view.button(words["rules"]).click()
    expect(view.root.locator(".ae-told li").first).to_be_visible()
    view.is_accessible()
    view.button(words["rules"]).click()
    expect(view.root.locator(".ae-told")).to_be_hidden()
    view.root.locator(".ae-order select").select_option(index=0)
    view.root.locator(".ae-regime select").select_option(index=0)
    view.until(start, same=True)


def test_compare_from_here(view: View, words: dict[str, str]) -> None:
    view.handle("shipped_at").press("End")
    expect(view.root.locator("tr.ae-changed")).to_have_count(1)
    view.button(words["keep"]).click()
    expect(view.root.locator("tr.ae-changed")).to_have_count(0)
    expect(view.root.locator(".ae-was")).not_to_contain_text(words["ok"][2:])


def test_no_width_breaks_it(view: View, artifacts: Path) -> None:
    view.fits_every_width(artifacts)


def test_pictures_of_the_page(view: View, words: dict[str, str], artifacts: Path) -> None:
    view.root.locator(".ae-order select").select_option(index=6)
    view.handle("seller_responded_at").press("End")
    expect(view.verdict).to_have_text(words["bad"])
    view.fits_every_screen(artifacts)
    view.is_accessible()


def test_memory_does_not_grow(view: View) -> None:
    keys = ["ArrowRight"] * 10 + ["ArrowLeft"] * 10
    view.leaves_nothing([("[data-moment=review_at]", "key", key) for key in keys])
