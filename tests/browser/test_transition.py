"""Transition under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.views import Sight

KIND = "transition"
CELL = 'aecourse.live.Transition(language="{language}", whole=True)'
WORDS = {
    "en": {"finding": "With the fee goods are better", "tell": "Buyers can tell", "unit": " %",
           "badge": "illustrative model", "reset": "Reset", "compare": "Compare with before",
           "before": "before: 53, 71 sellers", "assumed": "What is assumed, and why",
           "refund": "Refund", "none": "none", "empty": "Both platforms are empty."},
    "zh": {"finding": "收费的一边货更好", "tell": "买家识货程度", "unit": " %", "badge": "示意模型",
           "reset": "重置", "compare": "与调整前比较", "before": "调整前：53，71 家",
           "assumed": "有哪些假设，为什么", "refund": "年费返还", "none": "不返还",
           "empty": "两边都没人了。"},
}  # fmt: skip
LEVERS = {
    "fee": "End", "breadth": "Home", "quality-cost": "Home", "running-cost": "End",
    "squeeze": "Home", "tell": "End", "learning": "End",
}  # fmt: skip


def begin(view: Sight, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.reset()
    expect(view.readout("tell")).to_have_text("40")
    expect(view.picture.locator(".ae-finding")).to_have_text(re.compile(words["finding"]))


def test_opens_with_answer_sellers_and_courses(view: Sight, words: dict[str, str]) -> None:
    expect(view.picture).to_have_attribute("role", "img")
    label = view.picture.get_attribute("aria-label") or ""
    assert words["finding"] in label
    assert words["badge"] in label
    assert view.picture.locator(".ae-quality").all_text_contents() == ["53", "63"]
    expect(view.picture.locator(".ae-figure")).to_have_count(12)
    expect(view.picture.locator(".ae-course-free")).to_have_count(2)
    expect(view.picture.locator(".ae-course-paid")).to_have_count(2)
    expect(view.root.locator(".noUi-handle")).to_have_count(7)


def test_each_lever_acts_and_reset_returns(view: Sight, words: dict[str, str]) -> None:
    start = view.seen()
    for lever, key in LEVERS.items():
        view.press(lever, key)
        view.until(start, same=False)
        view.button(words["reset"]).click()
        view.until(start, same=True)


def test_refund_by_keyboard_and_reset(view: Sight, words: dict[str, str]) -> None:
    start, choice = view.seen(), view.root.locator(".ae-refund select")
    expect(view.root.get_by_role("combobox", name=words["refund"])).to_be_visible()
    choice.focus()
    choice.press("ArrowDown")
    expect(choice.locator("option:checked")).to_have_text(words["none"])
    view.until(start, same=False)
    expect(view.picture.locator(".ae-back")).to_have_count(0)
    view.button(words["reset"]).click()
    view.until(start, same=True)


def test_the_real_fees_by_key_and_mouse(view: Sight) -> None:
    expect(view.readout("fee")).to_have_text("10,000")
    view.press("fee", "ArrowRight", 4)
    expect(view.readout("fee")).to_have_text("30,000")
    view.press("fee", "Home")
    expect(view.readout("fee")).to_have_text("0")
    view.drag("tell", 0.75)
    expect(view.readout("tell")).to_have_text(re.compile(r"^7[3-7]$"))


def test_compare_and_empty(view: Sight, words: dict[str, str]) -> None:
    view.press("tell", "Home")
    expect(view.picture.locator(".ae-finding")).to_have_text(words["empty"])
    view.button(words["compare"]).click()
    before = view.picture.locator(".ae-before")
    expect(before.first).to_have_text(words["before"])
    view.button(words["reset"]).click()
    expect(before).to_have_count(0)


def test_heard_and_reached_by_keyboard(view: Sight, words: dict[str, str]) -> None:
    slider = view.root.get_by_role("slider", name=words["tell"], exact=True)
    expect(slider).to_have_attribute("aria-valuetext", "40" + words["unit"])
    view.is_heard("tell")
    expect(slider).to_have_attribute("aria-valuetext", "39" + words["unit"])
    view.is_reached_by_keyboard(7, 2, view.knob("fee"))
    view.unfolds(words["assumed"])


def test_no_width_breaks_it(view: Sight, artifacts: Path) -> None:
    view.fits_every_width(artifacts)


def test_pictures_of_the_page(view: Sight, words: dict[str, str], artifacts: Path) -> None:
    view.button(words["compare"]).click()
    view.press("tell", "PageUp", 3)
    expect(view.picture.locator(".ae-before").first).to_be_visible()
    view.fits_every_screen(artifacts)


def test_memory_does_not_grow(view: Sight) -> None:
    view.does_not_grow("tell")
